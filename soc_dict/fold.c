/* fold.c: a title as people write it -> the words the dictionary is keyed by. Rules that are true
 * of any word stand here; words that go their own way are rows of data/forms.tsv. */
#include "fold.h"

#include <string.h>

#include "../base/str.h"

enum { WORD_MAX = 96 };

typedef struct {
    char *buf;
    size_t len, cap;
    bool full;
} folded;

static void emit(folded *f, socvet_str word)
{
    size_t blank = f->len ? 1 : 0;

    if (!word.len)
        return;
    if (f->len + blank + word.len + 1 > f->cap) {
        f->full = true;
        return;
    }
    if (blank)
        f->buf[f->len++] = ' ';
    memcpy(f->buf + f->len, word.ptr, word.len);
    f->len += word.len;
    f->buf[f->len] = '\0';
}

static bool ends(const char *w, size_t n, const char *suffix, size_t at_least)
{
    size_t k = strlen(suffix);

    return n >= k + at_least && memcmp(w + n - k, suffix, k) == 0;
}

/* The plural's ending off; "ss", "us" and "is" are no plurals. */
static size_t singular(char *w, size_t n)
{
    if (n < 4 || w[n - 1] != 's' || ends(w, n, "ss", 0) || ends(w, n, "us", 0) ||
        ends(w, n, "is", 0) || !base_is_alpha(w[n - 2]))
        return n;
    if (ends(w, n, "wives", 0)) {
        memcpy(w + n - 3, "fe", 2);
        return n - 1;
    }
    if (ends(w, n, "ies", 2)) {
        w[n - 3] = 'y';
        return n - 2;
    }
    if (ends(w, n, "sses", 1) || ends(w, n, "shes", 1) || ends(w, n, "ches", 1) ||
        ends(w, n, "xes", 1))
        return n - 2;
    return n - 1;
}

/* "saleswoman", "salespeople", "salesmen" -> "salesman". */
static size_t ungendered(char *w, size_t n)
{
    static const char *const ending[] = {"woman", "women", "person", "people", "men"};

    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (ends(w, n, ending[i], 3)) {
            n -= strlen(ending[i]);
            memcpy(w + n, "man", 3);
            return n + 3;
        }
    return n;
}

static bool find(const dict_forms *f, dict_form_kind kind, const char *w, size_t n, socvet_str *to)
{
    return f->find(f->ctx, kind, (socvet_str){w, n}, to);
}

/* One word -> its words in the dictionary. */
static void emit_word(const dict_forms *forms, char *w, size_t n, unsigned flags, folded *out)
{
    socvet_str to;

    if ((flags & SOCVET_FOLD_DROP_STOPS) && find(forms, DICT_STOP, w, n, &to))
        return;
    if ((flags & SOCVET_FOLD_EXPAND) && find(forms, DICT_ABBR, w, n, &to)) {
        emit(out, to);
        return;
    }
    for (int round = 0; round < 2; round++) {
        if (find(forms, DICT_FORM, w, n, &to)) {
            emit(out, to);
            return;
        }
        if (round == 0)
            n = ungendered(w, singular(w, n));
    }
    if ((flags & SOCVET_FOLD_EXPAND) && find(forms, DICT_ABBR, w, n, &to))
        emit(out, to);
    else
        emit(out, (socvet_str){w, n});
}

static bool is_word(const base_token *t)
{
    return t->kind != BASE_TOKEN_SYMBOL;
}

/* "co", "-", "ordinator" stand without blanks and the first word is one that joins. */
static bool joins(const dict_forms *forms, socvet_str text, const base_token *t, size_t left,
                  const char *w, size_t n)
{
    socvet_str to;

    return left > 2 && !is_word(t + 1) && text.ptr[t[1].from] == '-' && is_word(t + 2) &&
           (t[1].flags & BASE_TOKEN_JOINED) && (t[2].flags & BASE_TOKEN_JOINED) &&
           find(forms, DICT_JOIN, w, n, &to);
}

size_t dict_fold_run(const dict_forms *forms, socvet_str text, const base_token *tokens,
                     size_t count, unsigned flags, char *buf, size_t cap)
{
    folded out = {buf, 0, cap, false};
    char w[WORD_MAX];

    if (cap)
        buf[0] = '\0';
    for (size_t i = 0; i < count && !out.full; i++) {
        if (!is_word(&tokens[i]) && text.ptr[tokens[i].from] != '&')
            continue;
        size_t n = base_token_fold(text, &tokens[i], w, sizeof w);
        if (joins(forms, text, &tokens[i], count - i, w, n)) {
            n += base_token_fold(text, &tokens[i + 2], w + n, sizeof w - n);
            i += 2;
        }
        emit_word(forms, w, n < sizeof w ? n : sizeof w - 1, flags, &out);
    }
    return out.full ? 0 : out.len;
}

size_t dict_fold_text(const dict_forms *forms, socvet_str text, unsigned flags, char *buf,
                      size_t cap)
{
    base_arena *arena = base_arena_new(1 << 20);
    base_token *tokens;
    size_t count, n = 0;

    if (text.len < 4096 && arena &&
        base_tokenise(arena, text, 0, (uint32_t)text.len, &tokens, &count, NULL) == SOCVET_OK)
        n = dict_fold_run(forms, text, tokens, count, flags, buf, cap);
    else if (cap)
        buf[0] = '\0';
    base_arena_free(arena);
    return n;
}

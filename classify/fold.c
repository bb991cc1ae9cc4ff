/* fold.c: words of titles and texts in one form on both sides: the compiler's and the advert's. */
#include <string.h>

#include "../base/str.h"
#include "classify_int.h"

static bool ends(const char *w, size_t len, const char *tail)
{
    size_t n = strlen(tail);

    return len >= n && memcmp(w + len - n, tail, n) == 0;
}

static size_t singular(char *w, size_t len)
{
    if (len > 4 && ends(w, len, "ies")) {
        w[len - 3] = 'y';
        return len - 2;
    }
    if (len > 4 && ends(w, len, "sses"))
        return len - 2;
    if (len > 3 && w[len - 1] == 's' && w[len - 2] != 's' && w[len - 2] != 'u' && w[len - 2] != 'i')
        return len - 1;
    return len;
}

size_t classify_fold_word(char *w, size_t len)
{
    len = singular(w, len);
    if (len > 6 && ends(w, len, "woman")) {
        memcpy(w + len - 5, "man", 3);
        return len - 2;
    }
    if (len > 7 && ends(w, len, "person")) {
        memcpy(w + len - 6, "man", 3);
        return len - 3;
    }
    if (len > 5 && ends(w, len, "men"))
        memcpy(w + len - 3, "man", 3);
    return len;
}

bool classify_is_stop(socvet_str w)
{
    static const char stops[][5] = {"of", "in",   "for", "the", "and", "to", "a", "an",
                                    "at", "on", "with", "or",  "by",  "as"};

    if (w.len > 4)
        return false;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (base_str_eq_z(w, stops[i]))
            return true;
    return false;
}

static void push_break(classify_word *out, size_t *n, size_t cap, const base_token *t)
{
    if (*n == 0 || *n >= cap || out[*n - 1].is_break)
        return;
    out[(*n)++] = (classify_word){.is_break = true, .from = t->from, .to = t->from};
}

/* A hyphen between two words without blanks joins nothing and parts nothing. */
static bool is_inner_hyphen(const base_token *t, const base_token *next, socvet_str text)
{
    return text.ptr[t->from] == '-' && (t->flags & BASE_TOKEN_JOINED) && next &&
           (next->flags & BASE_TOKEN_JOINED);
}

/* Titles of catalogues come out of web pages: the tokens of "&amp;" or "&#39;" from `i` on, or 0. */
static size_t entity(const base_token *t, size_t i, size_t count, socvet_str text)
{
    uint32_t from = t[i].from, to = from + 1;

    while (to < text.len && to < from + 8 && (base_is_alpha(text.ptr[to]) || base_is_digit(text.ptr[to]) || text.ptr[to] == '#'))
        to++;
    if (to < from + 3 || to >= text.len || text.ptr[to] != ';')
        return 0;
    size_t n = 0;
    while (i + n < count && t[i + n].from <= to)
        n++;
    return n;
}

size_t classify_fold_tokens(socvet_str text, const base_token *tokens, size_t count,
                            classify_word *out, size_t cap)
{
    size_t n = 0;

    for (size_t i = 0; i < count && n < cap; i++) {
        const base_token *t = &tokens[i];

        if (i && t->from - tokens[i - 1].to > 1)
            push_break(out, &n, cap, t);
        if (n == cap)
            break;
        bool is_and = text.ptr[t->from] == '&';
        size_t n_entity = is_and ? entity(tokens, i, count, text) : 0;
        if (n_entity) {
            i += n_entity - 1;
            is_and = n_entity > 1 && text.len - t->from > 4 && memcmp(text.ptr + t->from, "&amp", 4) == 0;
            if (!is_and)
                continue;
        }
        if (t->kind == BASE_TOKEN_SYMBOL && !is_and) {
            if (text.ptr[t->from] != '\'' &&
                !is_inner_hyphen(t, i + 1 < count ? t + 1 : NULL, text))
                push_break(out, &n, cap, t);
            continue;
        }
        classify_word *w = &out[n++];
        *w = (classify_word){.from = t->from, .to = t->to};
        size_t len = base_token_fold(text, t, w->text, sizeof w->text);
        if (is_and)
            len = 3, memcpy(w->text, "and", 4);
        if (len >= sizeof w->text)
            len = sizeof w->text - 1;
        w->len = (uint8_t)classify_fold_word(w->text, len);
        w->text[w->len] = 0;
        w->is_stop = classify_is_stop((socvet_str){w->text, w->len});
    }
    return n;
}

enum { SYNONYM_WORDS = 3, SYNONYM_BYTES = SYNONYM_WORDS * (MODEL_WORD + 1) };

/* The longest run of words at `i` that the table knows; 0 when none. */
static size_t longest(const model_header *m, const classify_word *in, size_t i, size_t count,
                      const char **means)
{
    char key[SYNONYM_BYTES];
    size_t len = 0, best = 0;

    for (size_t n = 0; n < SYNONYM_WORDS && i + n < count && !in[i + n].is_break; n++) {
        if (n)
            key[len++] = ' ';
        memcpy(key + len, in[i + n].text, in[i + n].len);
        len += in[i + n].len;
        const model_slot *s = model_find(m, m->synonyms, model_key((socvet_str){key, len}));
        if (s) {
            best = n + 1;
            *means = model_string(m, s->first);
        }
    }
    return best;
}

size_t classify_synonyms(const model_header *m, const classify_word *in, size_t count,
                         classify_word *out, size_t cap)
{
    size_t n = 0;

    for (size_t i = 0; i < count && n < cap;) {
        const char *means = NULL;
        size_t k = in[i].is_break ? 0 : longest(m, in, i, count, &means);

        if (k == 0) {
            out[n++] = in[i++];
            continue;
        }
        socvet_str rest = base_str_z(means), piece;
        while (n < cap && base_str_split(&rest, ' ', &piece)) {
            classify_word *w = &out[n++];
            *w = (classify_word){.from = in[i].from, .to = in[i + k - 1].to};
            w->len = (uint8_t)(piece.len < MODEL_WORD ? piece.len : MODEL_WORD - 1);
            memcpy(w->text, piece.ptr, w->len);
            w->is_stop = classify_is_stop((socvet_str){w->text, w->len});
        }
        i += k;
    }
    return n;
}

/* repair.c: a word of a title that the index does not know: two of its words written as one
 * ("glassmaker"), or a slip of the pen ("mechancial"). The speller is asked, and loaded, only when
 * the index has a word one letter away; a word that it knows is left alone. */
#include <string.h>

#include "../base/str.h"
#include "classify_int.h"

enum { SHORT = 5, PLAIN = 6, PART = 3, NEAR = 6 }; /* below PLAIN letters only swaps are tried */

static bool has_word(const model_header *m, const char *w, size_t len)
{
    return model_find(m, m->words, model_key((socvet_str){w, len})) != NULL;
}

static bool is_letters(const classify_word *w)
{
    for (size_t i = 0; i < w->len; i++)
        if (w->text[i] < 'a' || w->text[i] > 'z')
            return false;
    return true;
}

static void set_word(classify_word *w, const char *text, size_t len)
{
    memcpy(w->text, text, len);
    w->text[len] = 0;
    w->len = (uint8_t)len;
    w->is_stop = classify_is_stop((socvet_str){w->text, len});
}

/* Where the word falls into two words that the index has side by side as a title; 0: nowhere. */
static size_t seam(const model_header *m, const classify_word *w)
{
    char pair[MODEL_WORD + 2];

    for (size_t i = PART; i + PART <= w->len; i++) {
        memcpy(pair, w->text, i);
        pair[i] = ' ';
        memcpy(pair + i + 1, w->text + i, w->len - i);
        if (model_find(m, m->phrases, model_key((socvet_str){pair, w->len + 1u})))
            return i;
    }
    return 0;
}

typedef struct {
    const model_header *m;
    char found[NEAR][MODEL_WORD];
    size_t len[NEAR], n;
} near_words;

static void try_word(near_words *n, const char *w, size_t len)
{
    if (!has_word(n->m, w, len))
        return;
    for (size_t i = 0; i < n->n && i < NEAR; i++)
        if (n->len[i] == len && memcmp(n->found[i], w, len) == 0)
            return;
    if (n->n < NEAR) {
        memcpy(n->found[n->n], w, len);
        n->len[n->n] = len;
    }
    n->n++;
}

/* Of several words, the only one that is a title by itself: "electrican" is no "electrical". */
static bool pick(near_words *n)
{
    size_t titles = 0, which = 0;

    if (n->n == 1)
        return true;
    for (size_t i = 0; i < n->n && n->n <= NEAR; i++)
        if (model_find(n->m, n->m->phrases, model_key((socvet_str){n->found[i], n->len[i]}))) {
            titles++;
            which = i;
        }
    if (titles != 1)
        return false;
    memmove(n->found[0], n->found[which], n->len[which]);
    n->len[0] = n->len[which];
    return true;
}

/* The one word of the index that is a letter away: dropped, doubled, changed, or two swapped. */
static bool near(const model_header *m, const classify_word *w, near_words *out)
{
    char buf[MODEL_WORD + 2];

    *out = (near_words){.m = m};
    for (size_t i = 0; i + 1 < w->len; i++) {
        memcpy(buf, w->text, w->len);
        buf[i] = w->text[i + 1];
        buf[i + 1] = w->text[i];
        try_word(out, buf, w->len);
    }
    for (size_t i = 0; i < w->len && w->len >= PLAIN; i++) {
        memcpy(buf, w->text, i);
        memcpy(buf + i, w->text + i + 1, w->len - i - 1u);
        try_word(out, buf, w->len - 1u);
    }
    for (size_t i = 0; i <= w->len && w->len >= PLAIN; i++)
        for (char c = 'a'; c <= 'z'; c++) {
            memcpy(buf, w->text, i);
            buf[i] = c;
            memcpy(buf + i + 1, w->text + i, w->len - i);
            if (w->len + 1 < MODEL_WORD)
                try_word(out, buf, w->len + 1u);
            if (i < w->len) {
                memcpy(buf, w->text, w->len);
                buf[i] = c;
                try_word(out, buf, w->len);
            }
        }
    return pick(out);
}

size_t classify_repair(socvet_classify_scratch *s, socvet_str text, classify_word *words, size_t n,
                       size_t cap)
{
    const model_header *m = s->c->model;
    unsigned asked = 0;

    for (size_t i = 0; i < n; i++) {
        classify_word *w = &words[i];
        near_words other;

        if (i && (w->is_break || (w->is_stop && strcmp(w->text, "and") != 0)))
            break; /* places and employers stand behind */
        if (w->is_break || w->is_stop || w->len < SHORT || !is_letters(w) ||
            has_word(m, w->text, w->len))
            continue;
        size_t at = seam(m, w);
        if (at && n < cap) {
            memmove(w + 2, w + 1, (n - i - 1) * sizeof *w);
            w[1] = w[0];
            set_word(&w[1], w->text + at, w->len - at);
            set_word(&w[0], w->text, at);
            n++;
        } else if (asked++ < 2 && near(m, w, &other) && s->spell && base_spell_ready(s->spell) &&
                   !base_spell_known(s->spell, base_str_cut(text, (socvet_span){w->from, w->to}))) {
            set_word(w, other.found[0], other.len[0]);
        }
    }
    return n;
}

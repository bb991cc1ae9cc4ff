/* title.c: what a title says: the index phrases in it, and word features. */
#include <math.h>
#include <string.h>

#include "classify_int.h"

enum { PHRASE_WORDS = 7, PHRASE_BYTES = PHRASE_WORDS * (MODEL_WORD + 1) };

/* Key of the content words [i, i + n) of `at`. */
static uint64_t key_of(const classify_word *words, const uint16_t *at, size_t n)
{
    char buf[PHRASE_BYTES];
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        if (i)
            buf[len++] = ' ';
        memcpy(buf + len, words[at[i]].text, words[at[i]].len);
        len += words[at[i]].len;
    }
    return model_key((socvet_str){buf, len});
}

static bool is_inside(const classify_phrases *p, size_t first, uint16_t from, uint16_t to)
{
    for (size_t k = first; k < p->n_found; k++)
        if (p->found[k].from <= from && to <= p->found[k].to)
            return true;
    return false;
}

static bool splits_head(const classify_word *w)
{
    static const char cut[][5] = {"of", "in", "for", "at", "with"};

    for (size_t i = 0; w->is_stop && i < sizeof cut / sizeof *cut; i++)
        if (strcmp(w->text, cut[i]) == 0)
            return true;
    return false;
}

/* How many content words stand before the segment's first "of", "in", ... */
static size_t head_words(const classify_word *words, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++) {
        if (i > from && splits_head(&words[i]))
            break;
        n += !words[i].is_stop;
    }
    return n;
}

static void find_in(const model_header *m, classify_phrases *p, size_t from, size_t to,
                    size_t least, double place, bool title)
{
    uint16_t at[CLASSIFY_TITLE_WORDS];
    size_t n = 0, first = p->n_found, head = title ? head_words(p->words, from, to) : SIZE_MAX;

    for (size_t i = from; i < to; i++)
        if (!p->words[i].is_stop)
            at[n++] = (uint16_t)i;
    for (size_t len = n < PHRASE_WORDS ? n : PHRASE_WORDS; len >= least && len > 0; len--)
        for (size_t i = 0; i + len <= n; i++) {
            uint16_t a = at[i], b = (uint16_t)(at[i + len - 1] + 1);

            if (p->n_found == CLASSIFY_FOUND || is_inside(p, first, a, b))
                continue;
            const model_slot *s = model_find(m, m->phrases, key_of(p->words, at + i, len));
            if (!s)
                continue;
            double w = place * (double)len * sqrt((double)len) * (i + len == head ? 1.8 : 1.0);
            p->found[p->n_found++] = (classify_found){s, a, b, w};
            p->total += w;
        }
}

/* "office and facilities manager": the word before "and" shares the head: "office manager". */
static void find_shared_head(const model_header *m, classify_phrases *p, size_t from, size_t to,
                             double place)
{
    size_t head = to;

    for (size_t i = from; i < to && (i == from || !splits_head(&p->words[i])); i++)
        if (!p->words[i].is_stop)
            head = i;
    for (size_t i = from + 1; i + 2 < to && i + 1 < head; i++) {
        const classify_word *w = &p->words[i];
        uint16_t pair[2] = {(uint16_t)(i - 1), (uint16_t)head};
        bool joins = w->is_stop && (strcmp(w->text, "and") == 0 || strcmp(w->text, "or") == 0);

        if (!joins || p->words[i - 1].is_stop || p->n_found == CLASSIFY_FOUND ||
            is_inside(p, 0, (uint16_t)(i - 1), (uint16_t)(head + 1)))
            continue;
        const model_slot *s = model_find(m, m->phrases, key_of(p->words, pair, 2));
        if (!s)
            continue;
        double v = place * 2 * sqrt(2.0) * 1.8;
        p->found[p->n_found++] = (classify_found){s, pair[0], (uint16_t)i, v};
        p->total += v;
    }
}

/* "electronics engineering technician" is an electronics technician, too: the head with the word
 * before the one before it. */
static void find_across(const model_header *m, classify_phrases *p, size_t from, size_t to,
                        double place)
{
    uint16_t last[3] = {0};
    size_t n = 0;

    for (size_t i = from; i < to && (i == from || !splits_head(&p->words[i])); i++)
        if (!p->words[i].is_stop) {
            last[0] = last[1], last[1] = last[2], last[2] = (uint16_t)i;
            n++;
        }
    if (n < 3 || p->n_found == CLASSIFY_FOUND || is_inside(p, 0, last[0], (uint16_t)(last[2] + 1)))
        return;
    uint16_t pair[2] = {last[0], last[2]};
    const model_slot *s = model_find(m, m->phrases, key_of(p->words, pair, 2));
    if (!s)
        return;
    double v = place * 2 * sqrt(2.0) * 1.2;
    p->found[p->n_found++] = (classify_found){s, last[0], (uint16_t)(last[2] + 1), v};
    p->total += v;
}

/* No content word stands outside the first phrase. */
static bool is_whole(const classify_phrases *p)
{
    for (size_t i = 0; i < p->n_words; i++)
        if (!p->words[i].is_break && !p->words[i].is_stop &&
            (i < p->found[0].from || i >= p->found[0].to))
            return false;
    return true;
}

void classify_phrases_find(const model_header *m, classify_phrases *p, size_t least, bool title)
{
    double place = 1.0;

    p->n_found = 0;
    p->total = 0;
    if (!title) { /* the opening of a text: breaks do not part it */
        size_t n = 0;
        for (size_t i = 0; i < p->n_words; i++)
            if (!p->words[i].is_break)
                p->words[n++] = p->words[i];
        p->n_words = n;
    }
    for (size_t from = 0, i = 0; i <= p->n_words; i++) {
        if (i < p->n_words && !p->words[i].is_break)
            continue;
        bool any = false;
        for (size_t k = from; k < i; k++)
            any |= !p->words[k].is_stop;
        if (any) {
            find_in(m, p, from, i, least, place, title);
            if (title)
                find_shared_head(m, p, from, i, place), find_across(m, p, from, i, place);
            place = 0.45;
        }
        from = i + 1;
    }
    p->is_exact = p->n_found == 1 && is_whole(p);
}

typedef struct {
    classify_feature *out;
    size_t n, cap;
} feature_list;

static void put(feature_list *l, char kind, const char *text, size_t len, size_t from, size_t to)
{
    char buf[4 + PHRASE_BYTES];

    if (len > PHRASE_BYTES || l->n == l->cap)
        return;
    buf[0] = kind;
    buf[1] = ':';
    memcpy(buf + 2, text, len);
    uint64_t key = model_key((socvet_str){buf, len + 2});
    for (size_t i = 0; i < l->n; i++)
        if (l->out[i].key == key)
            return;
    l->out[l->n++] = (classify_feature){key, (uint16_t)from, (uint16_t)to};
}

static void put_two(feature_list *l, char kind, const classify_word *w, size_t a, size_t b)
{
    char buf[2 * MODEL_WORD + 2];
    size_t n = w[a].len;

    memcpy(buf, w[a].text, n);
    buf[n++] = ' ';
    memcpy(buf + n, w[b].text, w[b].len);
    put(l, kind, buf, n + w[b].len, a, b + 1);
}

static void put_set(feature_list *l, const classify_word *w, const uint16_t *at, size_t n)
{
    const char *sorted[6];
    char buf[PHRASE_BYTES];
    size_t k = 0, len = 0;

    for (size_t i = 0; i < n; i++) {
        size_t j = k;
        bool twice = false;
        for (size_t q = 0; q < k; q++)
            twice |= strcmp(sorted[q], w[at[i]].text) == 0;
        if (twice)
            continue;
        for (; j > 0 && strcmp(sorted[j - 1], w[at[i]].text) > 0; j--)
            sorted[j] = sorted[j - 1];
        sorted[j] = w[at[i]].text;
        k++;
    }
    for (size_t i = 0; i < k; i++) {
        if (i)
            buf[len++] = ' ';
        memcpy(buf + len, sorted[i], strlen(sorted[i]));
        len += strlen(sorted[i]);
    }
    put(l, 's', buf, len, at[0], (size_t)at[n - 1] + 1);
}

static void put_affixes(feature_list *l, const classify_word *w, size_t i)
{
    size_t n = w[i].len;

    if (n > 4)
        put(l, 'p', w[i].text, 4, i, i + 1);
    if (n > 6) {
        put(l, 'p', w[i].text, 6, i, i + 1);
        put(l, 'e', w[i].text + n - 4, 4, i, i + 1);
    }
    if (n > 8)
        put(l, 'e', w[i].text + n - 6, 6, i, i + 1);
}

/* The head of the first segment that has content words. */
static void put_head(feature_list *l, const classify_word *w, size_t from, size_t to)
{
    size_t last = SIZE_MAX, before = SIZE_MAX;

    for (size_t i = from; i < to; i++) {
        if (i > from && splits_head(&w[i]))
            break;
        if (!w[i].is_stop)
            before = last, last = i;
    }
    if (last == SIZE_MAX)
        return;
    put(l, 'h', w[last].text, w[last].len, last, last + 1);
    if (before != SIZE_MAX)
        put_two(l, 'l', w, before, last);
}

size_t classify_features(const classify_word *w, size_t count, classify_feature *out, size_t cap)
{
    feature_list l = {out, 0, cap};
    uint16_t at[CLASSIFY_TITLE_WORDS];
    size_t n = 0, from = 0;
    bool headed = false;

    for (size_t i = 0; i <= count; i++) {
        if (i < count && !w[i].is_break) {
            if (!w[i].is_stop)
                at[n++] = (uint16_t)i;
            continue;
        }
        if (i > from && !headed) {
            put_head(&l, w, from, i);
            headed = true;
        }
        size_t before = SIZE_MAX;
        for (size_t k = from; k < i; k++) {
            if (w[k].is_stop)
                continue;
            put(&l, 'w', w[k].text, w[k].len, k, k + 1);
            if (before != SIZE_MAX)
                put_two(&l, 'b', w, before, k);
            before = k;
        }
        from = i + 1;
    }
    if (n >= 1 && n <= 6)
        put_set(&l, w, at, n);
    for (size_t i = 0; i < n; i++)
        put_affixes(&l, w, at[i]);
    return l.n;
}

size_t classify_title_logp(const model_header *m, int edition, const classify_feature *f, size_t n,
                         double *logp)
{
    const model_edition *e = &m->edition[edition];
    const model_posting *post = model_at(m, e->title);
    const int16_t *bias = model_at(m, e->bias);
    double top = -1e30, sum = 0;
    size_t known = 0;

    for (uint32_t c = 0; c < e->n_codes; c++)
        logp[c] = bias[c] / 100.0;
    for (size_t i = 0; i < n; i++) {
        const model_slot *s = model_find(m, e->features, f[i].key);
        known += s != NULL;
        for (uint32_t k = 0; s && k < s->count; k++)
            logp[post[s->first + k].code] += post[s->first + k].weight / 100.0;
    }
    for (uint32_t c = 0; c < e->n_codes; c++)
        top = logp[c] > top ? logp[c] : top;
    for (uint32_t c = 0; c < e->n_codes; c++)
        if (logp[c] > top - 14)
            sum += exp(logp[c] - top);
    double all = top + log(sum);
    for (uint32_t c = 0; c < e->n_codes; c++)
        logp[c] -= all;
    return known;
}

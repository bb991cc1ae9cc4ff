/* rows.c: what index rows say: how well a row's qualifier fits the document, and each phrase's share
 * of the codes. */
#include <math.h>
#include <string.h>

#include "classify_int.h"

/* How firmly the document says a qualifier's word: in the title at once, in the text by how often
 * and how telling the word is, or as firmly as other words or the employer's kind speak for it. */
static double word_strength(const model_term *terms, const classify_bag *doc, uint32_t id)
{
    const classify_slot *s = &doc->slot[id];
    double said = 0, implied = s->implied == doc->now ? (double)s->strength : -1;

    if (s->titled == doc->now)
        return 1.2;
    if (s->stamp == doc->now && implied != 0) {
        double idf = terms[id].idf / 300.0, often = s->count >= 3 ? 1.0 : s->count == 2 ? 0.8 : 0.6;
        said = often * (idf == 0 ? 0.4 : idf > 1 ? 1.0 : idf);
    }
    return said > implied ? said : implied > 0 ? implied : 0;
}

double classify_row_fit(const model_header *m, int edition, const model_row *row,
                        const classify_bag *doc)
{
    const uint32_t *words = (const uint32_t *)model_at(m, m->qualifier) + row->words;
    const model_term *terms = model_at(m, m->edition[edition].terms);
    unsigned hit = 0, n = 0, strong = 0, strong_hit = 0;
    double v = 0.03, strength = 0;

    if (!(row->flags & MODEL_ROW_QUALIFIED))
        return row->flags & MODEL_ROW_DEFAULT ? 1.4 : 1.0;
    for (unsigned i = 0; i < row->n_words; i++) {
        double x = word_strength(terms, doc, words[i] & ~MODEL_WEAK);
        bool weak = words[i] & MODEL_WEAK;
        strong += !weak;
        if (x > 0 || !weak)
            n++;
        hit += x > 0;
        strong_hit += x > 0 && !weak;
        strength += x;
    }
    if (hit && (strong_hit || !strong))
        v = (hit == n ? 1.8 : 0.8 * hit / n) * sqrt((double)hit) * strength / hit;
    return v + (row->flags & MODEL_ROW_DEFAULT ? 0.3 : 0.0);
}

static bool speaks_for(const model_header *m, uint32_t word, uint32_t qualifier)
{
    const model_implied *all = model_at(m, m->implied);

    if (word == qualifier)
        return true;
    for (uint32_t i = 0; i < m->implied.count; i++)
        if (all[i].id == qualifier && all[i].evidence == word + 1)
            return true;
    return false;
}

/* Every content word of the title stands in the phrase or speaks for the row's qualifier. */
static bool row_is_whole(const model_header *m, const classify_phrases *p, const classify_found *f,
                         const model_row *row)
{
    const uint32_t *words = (const uint32_t *)model_at(m, m->qualifier) + row->words;

    for (size_t i = 0; i < p->n_words; i++) {
        const classify_word *w = &p->words[i];
        if (w->is_break || w->is_stop || (i >= f->from && i < f->to))
            continue;
        const model_slot *id = model_find(m, m->words, model_key((socvet_str){w->text, w->len}));
        bool said = false;
        for (unsigned k = 0; id && k < row->n_words; k++)
            said |= speaks_for(m, id->first, words[k] & ~MODEL_WEAK);
        if (!said)
            return false;
    }
    return true;
}

enum { ROW_CODES = 64 };
typedef enum { PART, BY_TEXT, WHOLE } whole_kind; /* of the title: see classify_phrases_score */
typedef struct {
    uint16_t code[ROW_CODES];
    double value[ROW_CODES];
    uint8_t whole[ROW_CODES]; /* whole_kind */
    size_t n;
} shares;

static void share_add(shares *s, uint16_t code, double v, whole_kind whole)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->code[i] == code) {
            double old = s->value[i];
            s->value[i] = old > v ? old + 0.1 * v : v + 0.1 * old;
            s->whole[i] = s->whole[i] > whole ? s->whole[i] : (uint8_t)whole;
            return;
        }
    if (s->n == ROW_CODES)
        return;
    s->code[s->n] = code;
    s->whole[s->n] = (uint8_t)whole;
    s->value[s->n++] = v;
}

static whole_kind how_whole(const model_header *m, const classify_phrases *p,
                            const classify_found *f, const model_row *row, double fit)
{
    if (p->is_exact)
        return row->flags & MODEL_ROW_QUALIFIED ? BY_TEXT : WHOLE;
    return fit > 0.7 && (row->flags & MODEL_ROW_QUALIFIED) && row_is_whole(m, p, f, row) ? WHOLE : PART;
}

void classify_phrases_score(const model_header *m, int edition, const classify_phrases *p,
                            const classify_bag *doc, double *score, double *whole)
{
    static const double trust[] = {0, 0.6, 1.0}; /* by whole_kind: what the text says may mislead */
    const model_row *rows = model_at(m, m->rows);

    for (size_t k = 0; k < p->n_found; k++) {
        const classify_found *f = &p->found[k];
        shares s = {.n = 0};
        double total = 0;

        for (uint32_t i = 0; i < f->phrase->count; i++) {
            const model_row *r = &rows[f->phrase->first + i];
            if (r->code[edition] == MODEL_NONE)
                continue;
            double fit = classify_row_fit(m, edition, r, doc);
            share_add(&s, r->code[edition], fit, whole ? how_whole(m, p, f, r, fit) : PART);
        }
        for (size_t i = 0; i < s.n; i++)
            total += s.value[i];
        for (size_t i = 0; i < s.n; i++) {
            double share = s.value[i] / total, w = trust[s.whole[i]] * share;
            score[s.code[i]] += f->weight * share / p->total;
            if (whole && whole[s.code[i]] < w)
                whole[s.code[i]] = w;
        }
    }
}

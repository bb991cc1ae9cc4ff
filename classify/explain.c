/* explain.c: why a code: the words that spoke for it. */
#include <math.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "classify_int.h"

enum { REASONS = 10, TITLE_TERMS = 2 };

const model_row *classify_best_row(const socvet_classify_scratch *s, int edition, uint16_t code,
                                   const classify_found **found)
{
    const model_header *m = s->c->model;
    const model_row *rows = model_at(m, m->rows), *best = NULL;
    double most = 0;

    for (int k = 0; k < 2; k++) {
        const classify_phrases *p = k ? &s->lead : &s->title;
        for (size_t i = 0; i < p->n_found; i++)
            for (uint32_t j = 0; j < p->found[i].phrase->count; j++) {
                const model_row *r = &rows[p->found[i].phrase->first + j];
                if (r->code[edition] != code)
                    continue;
                double v = p->found[i].weight * classify_row_fit(m, edition, r, &s->bag);
                if (v > most) {
                    most = v;
                    best = r;
                    *found = &p->found[i];
                }
            }
        if (best)
            break;
    }
    return best;
}

typedef struct {
    socvet_reason r[REASONS];
    size_t n;
} reasons;

static void add(reasons *l, socvet_reason r)
{
    if (l->n < REASONS)
        l->r[l->n++] = r;
}

static void add_title(socvet_classify_scratch *s, int edition, uint16_t code, reasons *l)
{
    const model_header *m = s->c->model;
    const classify_found *f = NULL;
    const model_row *row = classify_best_row(s, edition, code, &f);

    if (!row)
        return;
    bool from_title = f >= s->title.found && f < s->title.found + s->title.n_found;
    const classify_word *w = from_title ? s->title.words : s->lead.words;
    const double *share = from_title ? s->index : s->lead_index;
    double floor_ = m->params[PARAM_FLOOR];
    double k = from_title ? m->params[PARAM_INDEX] : m->params[PARAM_LEAD];
    socvet_str q = {NULL, 0};

    if ((row->flags & MODEL_ROW_QUALIFIED) && classify_row_fit(m, edition, row, &s->bag) > 0.6)
        q = base_str_z(model_string(m, row->qualifier));
    add(l, (socvet_reason){.kind = SOCVET_REASON_TITLE,
                           .index_title = base_str_z(model_string(m, row->title)),
                           .qualifier = q,
                           .weight = k * (log(floor_ + share[code]) - log(floor_)),
                           .span = {w[f->from].from, w[f->to - 1].to}});
}

static void add_words(socvet_classify_scratch *s, int edition, uint16_t code, reasons *l)
{
    const model_edition *e = &s->c->model->edition[edition];
    const model_posting *post = model_at(s->c->model, e->title);
    double best[TITLE_TERMS] = {0}, k = s->c->model->params[PARAM_TITLE];
    size_t which[TITLE_TERMS];

    for (size_t i = 0; i < s->n_features; i++) {
        const model_slot *slot = model_find(s->c->model, e->features, s->features[i].key);
        for (uint32_t j = 0; slot && j < slot->count; j++) {
            if (post[slot->first + j].code != code)
                continue;
            double v = post[slot->first + j].weight / 100.0 * k;
            size_t at = TITLE_TERMS;
            while (at > 0 && v > best[at - 1])
                at--;
            for (size_t q = TITLE_TERMS; q-- > at + 1;)
                best[q] = best[q - 1], which[q] = which[q - 1];
            if (at < TITLE_TERMS)
                best[at] = v, which[at] = i;
        }
    }
    for (size_t i = 0; i < TITLE_TERMS && best[i] > 0.1; i++) {
        const classify_feature *f = &s->features[which[i]];
        add(l, (socvet_reason){.kind = SOCVET_REASON_WORD, .weight = best[i],
                               .span = {s->title.words[f->from].from, s->title.words[f->to - 1].to}});
    }
}

static void keep_best(classify_duties *d, double v, uint32_t id)
{
    size_t at = CLASSIFY_DUTY_TERMS;

    while (at > 0 && v > d->best[at - 1])
        at--;
    for (size_t q = CLASSIFY_DUTY_TERMS; q-- > at + 1;)
        d->best[q] = d->best[q - 1], d->which[q] = d->which[q - 1];
    if (at < CLASSIFY_DUTY_TERMS)
        d->best[at] = v, d->which[at] = id;
}

void classify_duties_find(const socvet_classify_scratch *s, int edition, const uint16_t *codes, size_t n,
                          classify_duties *out)
{
    const model_header *m = s->c->model;
    const model_edition *e = &m->edition[edition];
    const model_term *terms = model_at(m, e->terms);
    const model_posting *post = model_at(m, e->text);
    uint8_t place[MODEL_CODES] = {0}; /* of a code among those asked for, from 1 */

    memset(out, 0, n * sizeof *out);
    for (size_t i = 0; i < n; i++)
        place[codes[i]] = (uint8_t)(i + 1);
    for (size_t i = 0; i < s->bag.n_used; i++) {
        uint32_t id = s->bag.used[i], times = s->bag.slot[id].count;
        double x = 0;
        for (uint32_t k = terms[id].first; k < terms[id].first + terms[id].count; k++) {
            if (!place[post[k].code])
                continue;
            if (x == 0)
                x = (times == 1 ? 1.0 : 1.0 + log((double)times)) * terms[id].idf / 100.0 / s->norm;
            keep_best(&out[place[post[k].code] - 1], x * post[k].weight, id);
        }
    }
}

static void add_duties(const socvet_classify_scratch *s, const base_token *tokens, uint16_t code,
                       const classify_duties *d, reasons *l)
{
    const model_header *m = s->c->model;
    double whole = s->text[code];

    if (whole <= 0)
        return;
    double odds = m->params[PARAM_TEXT] * (log(0.05 + whole) - log(0.05));
    for (size_t i = 0; i < CLASSIFY_DUTY_TERMS && d->best[i] > 0; i++) {
        uint32_t t = s->bag.slot[d->which[i]].first;
        uint32_t to = d->which[i] >= m->n_words ? s->bag.slot[d->which[i]].last : t;
        add(l, (socvet_reason){.kind = SOCVET_REASON_DUTIES, .weight = odds * d->best[i] / whole,
                               .span = {tokens[t].from, tokens[to].to}});
    }
}

static void add_rules(socvet_classify_scratch *s, int edition, uint16_t code, reasons *l)
{
    for (size_t i = 0; i < s->n_hits; i++) {
        double v = classify_rule_effect(s->c, s->hits[i].row, edition, code);
        if (v != 0)
            add(l, (socvet_reason){.kind = SOCVET_REASON_RULE, .rule_id = s->hits[i].row->id,
                                   .weight = v, .span = s->hits[i].span});
    }
}

socvet_status classify_explain(socvet_classify_scratch *s, base_arena *arena,
                               const base_token *tokens, int edition, uint16_t code,
                               const classify_duties *duties, socvet_candidate *out, socvet_err *err)
{
    reasons l = {.n = 0};

    add_title(s, edition, code, &l);
    add_rules(s, edition, code, &l);
    add_words(s, edition, code, &l);
    add_duties(s, tokens, code, duties, &l);
    if (l.n == 0)
        return SOCVET_OK;
    socvet_reason *r = base_arena_array(arena, l.n, sizeof *r);
    if (!r)
        return base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET, "out of memory");
    memcpy(r, l.r, l.n * sizeof *r);
    out->reasons = r;
    out->n_reasons = l.n;
    return SOCVET_OK;
}

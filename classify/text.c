/* text.c: the words of the text against each unit group's keywords, off the one token stream. */
#include <math.h>
#include <string.h>

#include "classify_int.h"

void classify_text_read(const model_header *m, const base_token *tokens, size_t from, size_t to,
                        classify_bag *bag)
{
    uint32_t last = UINT32_MAX;
    size_t last_at = from;

    for (size_t i = from; i < to; i++) {
        const base_token *t = &tokens[i];

        if (t->kind == BASE_TOKEN_SYMBOL) {
            bool hyphen = (t->flags & BASE_TOKEN_JOINED) && i + 1 < to &&
                          (tokens[i + 1].flags & BASE_TOKEN_JOINED) && t->to - t->from == 1;
            if (!hyphen)
                last = UINT32_MAX;
            continue;
        }
        const model_slot *s = model_find(m, m->surfaces, t->hash ? t->hash : 1);
        if (!s) {
            last = UINT32_MAX - 1;
            continue;
        }
        if (s->count) /* a stop word: neither counts nor parts */
            continue;
        uint32_t id = s->first;
        classify_bag_add(bag, id, (uint32_t)i, (uint32_t)i);
        if (last < UINT32_MAX - 1) {
            const model_slot *p = model_find(m, m->pairs, model_pair_key(last, id));
            if (p)
                classify_bag_add(bag, p->first, (uint32_t)last_at, (uint32_t)i);
        }
        last = id;
        last_at = i;
    }
}

double classify_text_score(const model_header *m, int edition, const classify_bag *bag,
                           double *score)
{
    const model_edition *e = &m->edition[edition];
    const model_term *terms = model_at(m, e->terms);
    const model_posting *post = model_at(m, e->text);
    double square = 0;

    for (size_t i = 0; i < bag->n_used; i++) {
        uint32_t id = bag->used[i], n = bag->slot[id].count;
        const model_term *t = &terms[id];
        if (t->idf == 0)
            continue;
        double x = (n == 1 ? 1.0 : 1.0 + log((double)n)) * t->idf / 100.0;
        square += x * x;
        for (uint32_t k = 0; k < t->count; k++)
            score[post[t->first + k].code] += x * post[t->first + k].weight;
    }
    double norm = sqrt(square) * 1000.0 + 1e-9;
    for (uint32_t c = 0; c < e->n_codes; c++)
        score[c] /= norm;
    return norm;
}

void classify_bag_imply(const model_header *m, classify_bag *b, unsigned employer_kind)
{
    const model_implied *all = model_at(m, m->implied);

    for (uint32_t i = 0; i < m->implied.count; i++) {
        const model_implied *e = &all[i];
        classify_slot *s = &b->slot[e->id];
        bool mute = !e->evidence && !e->employer, says = mute;

        if (e->evidence)
            says = classify_bag_has(b, e->evidence - 1) || b->slot[e->evidence - 1].titled == b->now;
        else if (e->employer)
            says = e->employer == employer_kind;
        if (!says)
            continue;
        bool in_title = e->evidence && b->slot[e->evidence - 1].titled == b->now;
        float v = (float)e->strength / 100 * (in_title ? 1.2f : 1.0f);
        if (s->implied != b->now || s->strength < v)
            s->strength = v;
        s->implied = b->now;
    }
}

/* score.c: what speaks for each code, added up, and turned into probabilities. */
#include <math.h>
#include <string.h>

#include "classify_int.h"

void classify_score(socvet_classify_scratch *s, int edition)
{
    const model_header *m = s->c->model;
    const double *p = m->params;
    uint32_t k = m->edition[edition].n_codes;
    size_t bytes = k * sizeof(double);
    double low = p[PARAM_FLOOR];
    bool lead = s->title.n_found == 0 && s->lead.n_found > 0;

    memset(s->index, 0, bytes);
    memset(s->whole, 0, bytes);
    memset(s->lead_index, 0, bytes);
    memset(s->text, 0, bytes);
    memset(s->rule, 0, bytes);
    classify_phrases_score(m, edition, &s->title, &s->bag, s->index,
                           s->whole);
    if (s->lead.n_found)
        classify_phrases_score(m, edition, &s->lead, &s->bag, s->lead_index, NULL);
    /* a title of words that no title has says nothing: not even how many titles a code has */
    if (classify_title_logp(m, edition, s->features, s->n_features, s->logp) == 0 && s->title.n_found == 0)
        s->has_title = false;
    s->norm = classify_text_score(m, edition, &s->bag, s->text);
    double scale = p[s->has_text ? PARAM_SCALE : PARAM_SCALE_TITLE], zero = log(low), none = log(0.05);
    /* a few words are a few chances to be wrong: a short text speaks less loudly */
    double loud = p[PARAM_TEXT] * (double)s->bag.n_used / ((double)s->bag.n_used + p[PARAM_FEW]);
    for (uint32_t c = 0; c < k; c++) {
        double z = 0;
        if (s->has_title) {
            z += p[PARAM_TITLE] * (s->logp[c] > -12 ? s->logp[c] : -12);
            z += p[PARAM_INDEX] * (s->index[c] > 0 ? log(low + s->index[c]) : zero);
            z += p[PARAM_EXACT] * s->whole[c];
        }
        if (lead)
            z += p[PARAM_LEAD] * (s->lead_index[c] > 0 ? log(low + s->lead_index[c]) : zero);
        if (s->has_text)
            z += loud * (s->text[c] > 0 ? log(0.05 + s->text[c]) : none);
        s->z[c] = scale * z;
    }
}

void classify_softmax(double *z, uint32_t n)
{
    double top = -1e30, sum = 0;

    for (uint32_t i = 0; i < n; i++)
        top = z[i] > top ? z[i] : top;
    for (uint32_t i = 0; i < n; i++) {
        z[i] = z[i] > top - 30 ? exp(z[i] - top) : 0;
        sum += z[i];
    }
    for (uint32_t i = 0; i < n; i++)
        z[i] /= sum;
}

size_t classify_rank(const double *p, uint32_t n, uint16_t *best)
{
    size_t k = 0;

    for (uint32_t c = 0; c < n; c++) {
        if (p[c] <= 0 || (k == CLASSIFY_CANDIDATES && p[c] <= p[best[k - 1]]))
            continue;
        size_t at = k < CLASSIFY_CANDIDATES ? k++ : k - 1;
        for (; at > 0 && p[c] > p[best[at - 1]]; at--)
            best[at] = best[at - 1];
        best[at] = (uint16_t)c;
    }
    return k;
}

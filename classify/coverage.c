/* coverage.c: what a threshold costs: how many adverts are decided and how many of those agree with a
 * person, off the curve that cross-validation wrote (data/coverage.tsv). */
#include <stdlib.h>

#include "../base/str.h"
#include "../base/tsv.h"
#include "classify_int.h"

extern const char classify_coverage[];
extern const size_t classify_coverage_size;

static double number(const base_tsv *t, const char *name, double none)
{
    char buf[32];
    socvet_str s = base_tsv_get(t, name);

    if (s.len == 0 || s.len >= sizeof buf)
        return none;
    for (size_t i = 0; i < s.len; i++)
        buf[i] = s.ptr[i];
    buf[s.len] = 0;
    return strtod(buf, NULL);
}

size_t socvet_classifier_curve(const socvet_classifier *c, int edition, socvet_coverage *out,
                               size_t max)
{
    base_tsv t;
    bool more;
    size_t n = 0;
    socvet_str all = {classify_coverage, classify_coverage_size};
    socvet_str name = socvet_dict_edition_name(c->dict, edition);

    if (base_tsv_open(&t, all, "coverage.tsv", NULL) != SOCVET_OK)
        return 0;
    while (base_tsv_next(&t, &more, NULL) == SOCVET_OK && more)
        if (base_str_eq(base_tsv_get(&t, "edition"), name)) {
            if (n < max)
                out[n] = (socvet_coverage){number(&t, "coverage", 0), number(&t, "threshold", 0),
                                           number(&t, "agreement", -1), number(&t, "defensible", -1)};
            n++;
        }
    return n;
}

double socvet_classifier_threshold(const socvet_classifier *c, int edition, double coverage)
{
    socvet_coverage p[64];
    size_t n = socvet_classifier_curve(c, edition, p, 64);

    if (n == 0 || n > 64)
        return -1;
    if (coverage <= p[0].coverage)
        return p[0].threshold;
    for (size_t i = 1; i < n; i++) /* the threshold falls as the coverage grows */
        if (coverage <= p[i].coverage) {
            double part = (coverage - p[i - 1].coverage) / (p[i].coverage - p[i - 1].coverage);
            return p[i - 1].threshold + part * (p[i].threshold - p[i - 1].threshold);
        }
    return 0;
}

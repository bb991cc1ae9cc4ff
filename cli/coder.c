/* coder.c: what the coder is told on the command line: when to abstain. */
#include <stdlib.h>

#include "base/str.h"
#include "cli.h"

/* "0.8", "80%" or "80" -> 0.8. */
static bool parse_share(const char *z, double *out)
{
    char *end;
    double v = strtod(z, &end);

    if (*end == '%' && end != z)
        v /= 100, end++;
    else if (v > 1)
        v /= 100;
    *out = v;
    return end != z && !*end && v >= 0 && v <= 1;
}

int cli_fill_abstention(socvet_vet_opts *o, const cli_values *v, const socvet_engine *engine)
{
    double x;
    int edition = o->classify.edition;

    if (v->coverage && v->threshold)
        return cli_fail("--coverage and --threshold both say when to abstain: give one of them");
    if (v->threshold) {
        if (!parse_share(v->threshold, &o->classify.coverage_margin))
            return cli_fail("--threshold '%s': a probability like 0.6 or 60%% is wanted", v->threshold);
        return CLI_OK;
    }
    if (!v->coverage)
        return CLI_OK;
    if (!parse_share(v->coverage, &x) || x == 0)
        return cli_fail("--coverage '%s': a share of the adverts like 0.8 or 80%% is wanted", v->coverage);
    if (edition < 0)
        edition = socvet_dict_default_edition(socvet_engine_dict(engine));
    o->classify.coverage_margin = socvet_classifier_threshold(socvet_engine_classifier(engine), edition, x);
    return o->classify.coverage_margin < 0 ? cli_fail("--coverage: nothing was measured for this edition; use --threshold")
                                           : CLI_OK;
}

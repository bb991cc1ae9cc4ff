/* values_code.c: the named values that come of the occupation code and of the route: which code, in
 * the classification of the route on the day, and what the tables say of it, or of every likely one. */
#include <stdio.h>

#include "values.h"

/* Below this a proposal is no ground for saying that a job breaks a rule of its code. */
static const double SURE = 0.5;

/* The proposal in the edition asked for: as it stands, or carried over by the coder. */
static const char *code_in(const validate_ctx *c, socvet_str edition)
{
    const socvet_coding *k = c->coding;
    const char *carried[] = {k->soc2020, k->soc2010};
    int e = socvet_dict_edition(c->dict, edition);
    socvet_unit u;

    if (e < 0)
        return "";
    if (e == k->edition)
        return k->candidates[0].code;
    size_t which = e == socvet_dict_default_edition(c->dict) ? 0 : 1;
    return carried[which][0] && socvet_dict_unit(c->dict, e, base_str_z(carried[which]), &u) ? carried[which] : "";
}

static bool stated(const validate_ctx *c, const char *code)
{
    for (size_t i = 0; i < c->coding->n_stated; i++)
        if (strncmp(c->coding->stated[i].code, code, 4) == 0)
            return true;
    return false;
}

/* Likely are the candidates that carry LIKELY of the probability of all candidates, which together must
 * carry LISTED; in another edition, what the cross-walk makes of each. */
static const double LIKELY = 0.95, LISTED = 0.70;

static void add_likely(validate_ctx *c, const char *code)
{
    for (size_t i = 0; i < c->n_likely && i < VALIDATE_LIKELY; i++)
        if (strncmp(c->likely[i], code, 4) == 0)
            return;
    if (c->n_likely++ < VALIDATE_LIKELY)
        snprintf(c->likely[c->n_likely - 1], sizeof *c->likely, "%.4s", code);
}

static void find_likely(validate_ctx *c)
{
    const socvet_coding *k = c->coding;
    int e = socvet_dict_edition(c->dict, c->edition);
    socvet_crosswalk to[VALIDATE_LIKELY];
    double all = 0, sum = 0;

    for (size_t i = 0; i < k->n_candidates; i++)
        all += k->candidates[i].probability;
    for (size_t i = 0; e >= 0 && all >= LISTED && i < k->n_candidates && sum < LIKELY * all; i++) {
        size_t n = e == k->edition ? 0
                                   : socvet_dict_crosswalk(c->dict, k->edition, base_str_z(k->candidates[i].code), e, to,
                                                           VALIDATE_LIKELY);
        if (e == k->edition)
            add_likely(c, k->candidates[i].code);
        for (size_t t = 0; t < n && t < VALIDATE_LIKELY; t++)
            if (to[t].index_share < 0 || to[t].index_share >= 500) /* a twentieth of its entries */
                add_likely(c, to[t].to);
        sum += k->candidates[i].probability;
    }
    if (c->n_likely > VALIDATE_LIKELY)
        c->n_likely = 0;
}

void validate_find_code(validate_ctx *c)
{
    const socvet_coding *k = c->coding;
    const validate_route *route = c->route ? c->route : c->panel;

    c->code[0] = '\0';
    c->n_likely = 0;
    c->edition = route ? route->edition
                       : socvet_dict_edition_name(c->dict, socvet_dict_default_edition(c->dict));
    if (!k || k->n_candidates == 0)
        return;
    const char *code = k->abstained ? "" : code_in(c, c->edition);
    if (code[0] && (k->candidates[0].probability >= SURE || stated(c, code)))
        snprintf(c->code, sizeof c->code, "%.4s", code);
    else
        find_likely(c);
}

#define LIKELY_DIFFER "say more about the duties: the codes that are likely differ in this"

static bool known(validate_ctx *c, validate_value *v)
{
    if (c->code[0])
        return true;
    v->unknown = true;
    v->why = VALIDATE_CODE_WHY;
    return false;
}

void validate_get_code(validate_ctx *c, validate_value *v)
{
    if (!known(c, v))
        return;
    v->there = true;
    v->s = base_str_z(c->code);
    const socvet_candidate *top = &c->coding->candidates[0];
    for (size_t i = 0; i < top->n_reasons && v->span.to == v->span.from; i++)
        v->span = top->reasons[i].span;
    if (v->span.to == v->span.from)
        v->span = c->facts->title.span;
}

void validate_get_code_title(validate_ctx *c, validate_value *v)
{
    socvet_unit u;

    if (known(c, v) && (v->there = socvet_dict_unit(c->dict, socvet_dict_edition(c->dict, c->edition),
                                                    base_str_z(c->code), &u)))
        v->s = u.title;
}

/* The row of going_rates.tsv; NULL (and unknown set) when the table of the day is not held. */
static const validate_rate *row_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    const validate_rate *r = validate_find_rate(c->rules, c->edition, code, c->as_of);

    if (r || validate_rates_complete(c->rules, c->edition, c->as_of))
        return r;
    v->unknown = true;
    v->why = "the list of eligible codes of this day is not held; load the table of that day (--rates FILE)";
    return NULL;
}

/* The table says "yes", "no", or "no unless on a list" in several words. */
static void eligible_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    const validate_rate *r = row_of(c, code, v);

    if (v->unknown)
        return;
    if (r && !validate_rates_complete(c->rules, c->edition, c->as_of) && r->eligible.len == 0) {
        v->unknown = true;
        v->why = "the list of eligible codes of this day is not held; load the table of that day (--rates FILE)";
        return;
    }
    v->there = true;
    v->s = !r                                                       ? SOCVET_STR("no")
           : base_str_eq_z(r->eligible, "yes")                      ? SOCVET_STR("yes")
           : base_str_starts(r->eligible, SOCVET_STR("no-unless-")) ? SOCVET_STR("list")
                                                                    : SOCVET_STR("no");
}

/* Tables 3 and 3a are those of the national pay scales. */
static void scale_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    const validate_rate *r = row_of(c, code, v);

    v->there = r && base_str_starts(r->table, SOCVET_STR("3"));
}

static void listed(validate_ctx *c, socvet_str code, const char *list, validate_value *v)
{
    const validate_listed *x = validate_find_listed(c->rules, list, c->edition, code, c->as_of);

    v->there = x != NULL;
    if (x) {
        v->n = x->to;
        v->s = x->jobs;
    }
}

static void isl_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    listed(c, code, "ISL", v);
}

static void tsl_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    listed(c, code, "TSL", v);
}

/* SOC 2010 has a list of PhD-level codes; of later editions the codes of postdoctoral posts are known. */
static void phd_level_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    listed(c, code, "PHD-level", v);
}

static void phd_points_of(validate_ctx *c, socvet_str code, validate_value *v)
{
    listed(c, code, "PHD-points", v);
}

/* What the tables say of the job's code; when none is settled, what they say of every likely one, if
 * that is the same. */
static void of_code(validate_ctx *c, validate_value *v, void (*ask)(validate_ctx *c, socvet_str code, validate_value *v))
{
    if (c->code[0]) {
        ask(c, base_str_z(c->code), v);
        return;
    }
    for (size_t i = 0; i < c->n_likely; i++) {
        validate_value one = {0};
        ask(c, base_str_z(c->likely[i]), &one);
        if (i == 0)
            *v = one;
        if (one.unknown || one.there != v->there || !base_str_eq(one.s, v->s)) {
            *v = (validate_value){.unknown = true, .why = one.unknown ? one.why : LIKELY_DIFFER};
            return;
        }
    }
    if (c->n_likely)
        v->by_likely = true;
    else
        known(c, v);
}

void validate_get_eligible(validate_ctx *c, validate_value *v)
{
    of_code(c, v, eligible_of);
}

void validate_get_scale(validate_ctx *c, validate_value *v)
{
    of_code(c, v, scale_of);
    v->unknown = v->by_likely = false; /* where no code is known, the common case holds: no pay scale */
}

void validate_get_isl(validate_ctx *c, validate_value *v)
{
    of_code(c, v, isl_of);
}

void validate_get_tsl(validate_ctx *c, validate_value *v)
{
    of_code(c, v, tsl_of);
}

void validate_get_phd_level(validate_ctx *c, validate_value *v)
{
    of_code(c, v, phd_level_of);
}

void validate_get_phd_points(validate_ctx *c, validate_value *v)
{
    of_code(c, v, phd_points_of);
}

void validate_get_phd(validate_ctx *c, validate_value *v)
{
    static const char *const words[] = {"", "desirable", "equivalent", "near-completion", "essential"};

    if (!c->coding || c->coding->phd.wording >= sizeof words / sizeof *words)
        return;
    v->there = c->coding->phd.wording != SOCVET_PHD_NONE;
    v->s = base_str_z(words[c->coding->phd.wording]);
    v->span = c->coding->phd.span;
}

void validate_get_phd_disagreement(validate_ctx *c, validate_value *v)
{
    v->there = c->coding && c->coding->phd.disagreement;
    if (v->there)
        v->span = c->coding->phd.other_span.to ? c->coding->phd.other_span : c->coding->phd.span;
}

void validate_get_phd_mentioned(validate_ctx *c, validate_value *v)
{
    v->there = c->coding && c->coding->phd.mentioned;
    if (v->there)
        v->span = c->coding->phd.span;
}

void validate_get_phd_where(validate_ctx *c, validate_value *v)
{
    v->there = c->coding && c->coding->phd.where && c->coding->phd.wording != SOCVET_PHD_NONE;
    if (v->there) {
        v->s = base_str_z(c->coding->phd.where);
        v->span = c->coding->phd.span;
    }
}

void validate_get_route(validate_ctx *c, validate_value *v)
{
    v->there = c->route != NULL;
    v->s = v->there ? c->route->name : (socvet_str){"", 0};
}

void validate_get_profile(validate_ctx *c, validate_value *v)
{
    v->there = true;
    v->s = c->profile;
}

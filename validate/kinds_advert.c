/* kinds_advert.c: dates, the advertising window, media, codes, PhD wording, agreement of papers. */
#include <stdlib.h>

#include "../base/date.h"
#include "kinds.h"

static socvet_verdict unknown(validate_ctx *c, const char *fix)
{
    c->unknown_fix = base_str_z(fix);
    return SOCVET_VERDICT_UNKNOWN;
}

static void value_date(validate_ctx *c, const char *name, int32_t day)
{
    validate_value(c, name, base_arena_printf(c->arena, "%s", base_date_long(day).z));
}

static int32_t date_named(const validate_ctx *c, socvet_str name, socvet_span *span)
{
    const socvet_facts *f = c->facts;
    const struct {
        const char *name;
        int32_t day;
        socvet_span span;
    } all[] = {
        {"posted", c->posted, f->posted.span},
        {"closing", c->closing, f->closing.span},
        {"interview", f->interview.state && f->interview.precision == SOCVET_DATE_DAY ? f->interview.days : INT32_MIN, f->interview.span},
        {"start", f->start.state && f->start.precision == SOCVET_DATE_DAY ? f->start.days : INT32_MIN, f->start.span},
        {"end", f->end.state && f->end.precision == SOCVET_DATE_DAY ? f->end.days : INT32_MIN, f->end.span},
        {"as-of", c->as_of, {0, 0}},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (base_str_eq_z(name, all[i].name)) {
            *span = all[i].span;
            return all[i].day;
        }
    return INT32_MIN;
}

socvet_verdict validate_date_order(validate_ctx *c)
{
    socvet_span a, b;
    int32_t first = date_named(c, validate_param(c->rule, "first"), &a);
    int32_t then = date_named(c, validate_param(c->rule, "then"), &b);

    if (first == INT32_MIN || then == INT32_MIN)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    value_date(c, "first", first);
    value_date(c, "then", then);
    validate_span(c, b);
    validate_span(c, a);
    return first <= then ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_window(validate_ctx *c)
{
    uint64_t want = 28;

    base_str_to_u64(validate_param(c->rule, "days"), &want);
    if (c->closing == INT32_MIN)
        return unknown(c, "state the closing date");
    validate_span(c, c->facts->closing.span);
    if (c->posted == INT32_MIN)
        return unknown(c, "say on which day the advert first appeared (--posted)");
    validate_span(c, c->facts->posted.span);
    int32_t days = c->closing - c->posted;
    value_date(c, "posted", c->posted);
    value_date(c, "closing", c->closing);
    value_date(c, "closing_needed", c->posted + (int32_t)want);
    validate_value(c, "days", base_arena_printf(c->arena, "%d", (int)days));
    c->working = base_arena_printf(c->arena, "%s to %s = %d days against %d", base_date_long(c->posted).z,
                                   base_date_long(c->closing).z, (int)days, (int)want);
    if (days >= (int32_t)want)
        return SOCVET_VERDICT_PASS;
    if (days == (int32_t)want - 1)
        return unknown(c, "keep it open one day longer: it is open long enough only if both end days count");
    return SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_media(validate_ctx *c)
{
    uint64_t least = 2;
    size_t n = c->facts->n_media + c->opts->n_media;

    base_str_to_u64(validate_param(c->rule, "least"), &least);
    for (size_t i = 0; i < c->facts->n_media; i++) {
        validate_span(c, c->facts->media[i].span);
        for (size_t k = 0; k < c->opts->n_media; k++)
            n -= base_str_eq_ci(c->opts->media[k], c->facts->media[i].value);
    }
    validate_value(c, "media", base_arena_printf(c->arena, "%zu", n));
    if (n >= least)
        return SOCVET_VERDICT_PASS;
    return c->opts->n_media ? SOCVET_VERDICT_FAIL
                            : unknown(c, "name every place where it is advertised (--medium)");
}

socvet_verdict validate_stated_code(validate_ctx *c)
{
    const socvet_coding *k = c->coding;
    int now = socvet_dict_default_edition(c->dict);
    socvet_unit u;

    if (!k || !k->n_stated || !k->n_candidates || k->abstained)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    for (size_t i = 0; i < k->n_stated; i++) {
        char four[5] = {0};
        memcpy(four, k->stated[i].code, 4);
        bool among = strcmp(four, k->soc2020) == 0 || strcmp(four, k->soc2010) == 0;
        for (size_t m = 0; m < k->n_candidates && m < 2; m++)
            among |= strcmp(four, k->candidates[m].code) == 0;
        if (among || !k->stated[i].editions)
            continue;
        validate_span(c, k->stated[i].span);
        validate_value(c, "stated", base_arena_printf(c->arena, "%s", four));
        for (int e = now; e >= 0; e--)
            if (socvet_dict_unit(c->dict, e, base_str_z(four), &u)) {
                validate_value(c, "stated_title", u.title);
                break;
            }
        validate_value(c, "code", base_str_z(k->candidates[0].code));
        validate_value(c, "code_title", k->candidates[0].title);
        return SOCVET_VERDICT_FAIL;
    }
    return SOCVET_VERDICT_PASS;
}

socvet_verdict validate_sponsorable(validate_ctx *c)
{
    socvet_str edition, code = validate_code(c, &edition);
    socvet_unit u = {.title = {"", 0}};

    if (!c->route)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (!code.len)
        return unknown(c, "say more about the duties: the text does not settle one occupation code");
    socvet_dict_unit(c->dict, socvet_dict_edition(c->dict, edition), code, &u);
    validate_value(c, "code", code);
    validate_value(c, "code_title", u.title);
    if (c->coding->n_candidates && c->coding->candidates[0].n_reasons)
        validate_span(c, c->coding->candidates[0].reasons[0].span);
    if (!validate_rates_complete(c->rules, edition, c->as_of))
        return unknown(c, "the list of eligible codes of this day is not held; load the table of that day");
    const validate_rate *r = validate_find_rate(c->rules, edition, code, c->as_of);
    if (r && base_str_eq_z(r->eligible, "yes"))
        return SOCVET_VERDICT_PASS;
    if (validate_find_listed(c->rules, "ISL", edition, code, c->as_of) ||
        validate_find_listed(c->rules, "TSL", edition, code, c->as_of))
        return unknown(c, "check that the job meets the list's own description, and that the certificate will be "
                          "issued before the list ends");
    validate_value(c, "level", r && r->level.len ? r->level : SOCVET_STR("not on the list of occupations"));
    return SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_phd_wording(validate_ctx *c)
{
    socvet_str edition, want = validate_param(c->rule, "want"), code = validate_code(c, &edition);
    const socvet_phd *p = c->coding ? &c->coding->phd : NULL;
    socvet_unit u = {.title = {"", 0}};

    if (!p || !code.len || !validate_find_listed(c->rules, "PHD-level", edition, code, c->as_of))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    socvet_dict_unit(c->dict, socvet_dict_edition(c->dict, edition), code, &u);
    validate_value(c, "code", code);
    validate_value(c, "code_title", u.title);
    validate_span(c, p->span);
    bool required = p->wording == SOCVET_PHD_ESSENTIAL || p->wording == SOCVET_PHD_NEAR_COMPLETION_OK;
    if (base_str_eq_z(want, "required"))
        return required ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
    if (base_str_eq_z(want, "near-completion"))
        return p->wording == SOCVET_PHD_ESSENTIAL ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
    if (base_str_eq_z(want, "not-desirable-only"))
        return p->wording == SOCVET_PHD_DESIRABLE ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
    return SOCVET_VERDICT_ERROR;
}

static unsigned part_of(const validate_ctx *c, uint32_t at)
{
    size_t n;
    const socvet_doc_part *p = socvet_doc_parts(c->doc, &n);

    for (size_t i = 0; i < n; i++)
        if (p[i].span.from <= at && at < p[i].span.to)
            return (unsigned)i;
    return 0;
}

/* Several papers, one fact: the pay stated in one is not the pay stated in the other. */
socvet_verdict validate_agree(validate_ctx *c)
{
    const socvet_facts *f = c->facts;
    const socvet_salary *first = f->salary >= 0 ? &f->salaries[f->salary] : NULL;
    size_t parts;

    socvet_doc_parts(c->doc, &parts);
    if (parts < 2 || !base_str_eq_z(validate_param(c->rule, "fact"), "salary") || !first)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    unsigned home = part_of(c, first->span.from);
    for (size_t i = 0; i < f->n_salaries; i++) {
        const socvet_salary *s = &f->salaries[i];
        if (s->kind != SOCVET_PAY_BASE || s->period != first->period || part_of(c, s->span.from) == home ||
            s->low_pence == SOCVET_NO_PENCE || first->low_pence == SOCVET_NO_PENCE)
            continue;
        validate_span(c, s->span);
        validate_span(c, first->span);
        if (s->low_pence != first->low_pence || s->high_pence != first->high_pence)
            return SOCVET_VERDICT_FAIL;
    }
    return SOCVET_VERDICT_PASS;
}

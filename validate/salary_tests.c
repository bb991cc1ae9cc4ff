/* salary_tests.c: what a pay must pass under one option: terms, threshold, hourly floor, going
 * rate, occupation. Hours other than the table's are worked out exactly; the usual way of rounding
 * on the way is shown beside it, and only the exact figure decides. */
#include <stdio.h>

#include "../base/date.h"
#include "salary_int.h"

static socvet_salary_test *add_test(salary_sum *s, const char *what)
{
    static socvet_salary_test spare;

    if (s->n_tests == SALARY_TESTS)
        return &spare; /* not met: there are fewer kinds of test */
    socvet_salary_test *t = &s->tests[s->n_tests++];
    *t = (socvet_salary_test){.what = what, .verdict = SOCVET_VERDICT_PASS, .have_pence = SOCVET_NO_PENCE,
                              .need_pence = SOCVET_NO_PENCE, .source = s->option->source,
                              .from = s->option->from, .to = s->option->to};
    return t;
}

static void decide(salary_sum *s, socvet_salary_test *t, int64_t have, int64_t need, const char *period)
{
    socvet_str a = validate_money(s->a, have), b = validate_money(s->a, need);
    bool ok = have >= need, maybe = !ok && have + s->perhaps >= need;

    base_buf_printf(&s->w, "%.*s %s %.*s%s\n", SOCVET_ARG(a), ok ? "reaches" : "is below", SOCVET_ARG(b), period);
    t->have_pence = have;
    t->need_pence = need;
    if (t->verdict != SOCVET_VERDICT_FAIL && !ok)
        t->verdict = maybe ? SOCVET_VERDICT_UNKNOWN : SOCVET_VERDICT_FAIL;
    if (maybe && !t->fix.len)
        t->fix = SOCVET_STR("ask the Home Office, or read the guidance of that day, whether the pay left out counts");
}

/* amount for `basis` hours -> for the question's hours; both ways of rounding shown. */
static int64_t at_hours(salary_sum *s, int64_t annual, int64_t basis)
{
    salary_hours b = salary_hours_text(basis), h = salary_hours_text(s->hours);
    int64_t weekly = salary_rounded(annual, 52), hourly = salary_rounded(weekly * 100, basis);
    int64_t stepwise = hourly * s->hours * 52 / 100, exact = salary_rounded(annual * s->hours, basis);
    socvet_str m[5] = {validate_money(s->a, annual), validate_money(s->a, weekly), validate_money(s->a, hourly),
                       validate_money(s->a, stepwise), validate_money(s->a, exact)};

    base_buf_printf(&s->w, "%.*s for %s hours a week\n", SOCVET_ARG(m[0]), b.z);
    if (s->hours == basis)
        return annual;
    base_buf_printf(&s->w, "  %.*s ÷ 52 = %.*s a week\n", SOCVET_ARG(m[0]), SOCVET_ARG(m[1]));
    base_buf_printf(&s->w, "  %.*s ÷ %s = %.*s an hour\n", SOCVET_ARG(m[1]), b.z, SOCVET_ARG(m[2]));
    base_buf_printf(&s->w, "  %.*s × %s × 52 = %.*s (rounded on the way)\n", SOCVET_ARG(m[2]), h.z, SOCVET_ARG(m[3]));
    base_buf_printf(&s->w, "  %.*s × %s ÷ %s = %.*s (unrounded; this figure decides)\n", SOCVET_ARG(m[0]), h.z, b.z,
                    SOCVET_ARG(m[4]));
    return exact;
}

/* Service overseas, length of the certificate: what the option asks beside money. */
static void test_terms(salary_sum *s)
{
    const validate_option *o = s->option;
    const socvet_salary_question *q = s->q;
    bool months = o->overseas_months != VALIDATE_NONE && q->overseas_months >= 0 &&
                  q->overseas_months < o->overseas_months;
    bool years = o->max_years != VALIDATE_NONE && q->years > o->max_years;

    if (!months && !years)
        return;
    socvet_salary_test *t = add_test(s, "terms");
    t->verdict = SOCVET_VERDICT_FAIL;
    if (months) {
        base_buf_printf(&s->w, "%d months with the group overseas; %lld are needed\n", q->overseas_months,
                        (long long)o->overseas_months);
        t->fix = SOCVET_STR("wait until the months are served, or use an option that does not ask for them");
    }
    if (years) {
        base_buf_printf(&s->w, "a certificate of %d years; a new entrant's is at most %lld\n", q->years,
                        (long long)o->max_years);
        t->fix = SOCVET_STR("shorten the certificate, or pay the rate of an experienced worker");
    }
    t->working = salary_take(s, &s->w);
}

static void test_threshold(salary_sum *s)
{
    const validate_threshold *th = s->threshold;
    socvet_salary_test *t = add_test(s, "threshold");
    int64_t have = s->countable;

    if (!th || th->annual_pence == VALIDATE_NONE) {
        t->verdict = SOCVET_VERDICT_UNKNOWN;
        base_buf_printf(&s->w, "no source gives the threshold of %.*s, option %.*s, on this day\n",
                        SOCVET_ARG(s->route->name), SOCVET_ARG(s->option->option));
        t->fix = SOCVET_STR("load it: --rates FILE (man socvet, RATES, has its columns)");
        t->working = salary_take(s, &s->w);
        return;
    }
    if (th->from > t->from)
        t->from = th->from;
    if (th->to < t->to)
        t->to = th->to;
    if (s->option->cap_hours != VALIDATE_NONE && s->hours > s->option->cap_hours) {
        salary_hours cap = salary_hours_text(s->option->cap_hours), h = salary_hours_text(s->hours);
        socvet_str before = validate_money(s->a, have);
        have = have * s->option->cap_hours / s->hours;
        socvet_str after = validate_money(s->a, have);
        base_buf_printf(&s->w, "only the first %s hours a week count: %.*s × %s ÷ %s = %.*s\n", cap.z,
                        SOCVET_ARG(before), cap.z, h.z, SOCVET_ARG(after));
    }
    if (base_str_eq_z(s->option->hours, "scaled")) {
        int64_t scaled = salary_rounded(th->annual_pence * s->hours, s->basis);
        if (s->hours >= s->basis)
            at_hours(s, th->annual_pence, s->basis);
        else
            salary_line_money(s, &s->w, "no source says that fewer hours lower it:", th->annual_pence);
        decide(s, t, have, scaled > th->annual_pence ? scaled : th->annual_pence, " a year");
        if (s->hours < s->basis && t->verdict == SOCVET_VERDICT_FAIL && have >= scaled) {
            t->verdict = SOCVET_VERDICT_UNKNOWN;
            t->fix = SOCVET_STR("whether fewer hours lower this threshold was not found in a source: to be sure, pay the full figure");
        }
    } else {
        salary_line_money(s, &s->w, "a yearly figure, whatever the hours:", th->annual_pence);
        decide(s, t, have, th->annual_pence, " a year");
        if (have != s->countable) /* in terms of the whole pay */
            t->need_pence = (th->annual_pence * s->hours + s->option->cap_hours - 1) / s->option->cap_hours;
    }
    t->working = salary_take(s, &s->w);
}

/* The hour's pay against a floor that stands beside the going rates. */
static void test_floor(salary_sum *s)
{
    if (!s->threshold || s->threshold->hourly_pence == VALIDATE_NONE || !base_str_eq_z(s->option->floor, "separate"))
        return;
    socvet_salary_test *t = add_test(s, "hourly floor");
    int64_t floor = s->threshold->hourly_pence, need = (floor * 52 * s->hours + 99) / 100;
    salary_hours h = salary_hours_text(s->hours);
    socvet_str m[4] = {validate_money(s->a, s->countable), validate_money(s->a, s->countable * 100 / 52 / s->hours),
                       validate_money(s->a, floor), validate_money(s->a, need)};
    base_buf_printf(&s->w, "%.*s ÷ 52 ÷ %s = %.*s an hour against %.*s: %.*s a year\n", SOCVET_ARG(m[0]), h.z,
                    SOCVET_ARG(m[1]), SOCVET_ARG(m[2]), SOCVET_ARG(m[3]));
    decide(s, t, s->countable, need, " a year");
    t->from = s->threshold->from;
    t->to = s->threshold->to;
    t->working = salary_take(s, &s->w);
}

static void rate_not_held(salary_sum *s, socvet_salary_test *t)
{
    socvet_str m = validate_missing(s->rules, SOCVET_STR("going_rates"), s->route->edition, s->q->as_of);

    t->verdict = SOCVET_VERDICT_UNKNOWN;
    base_buf_printf(&s->w, "the going rate of %.*s on this day is not held; its table: %.*s\n", SOCVET_ARG(s->q->code),
                    SOCVET_ARG(m));
    t->fix = SOCVET_STR("load that table: --rates FILE (man socvet, RATES, has its columns)");
}

typedef struct {
    int64_t printed; /* the column as printed, for the basis hours; VALIDATE_NONE: none */
    int64_t percent;
} share;

static share share_of(const validate_option *o, const validate_rate *r)
{
    if (base_str_eq_z(o->rate, "new"))
        return (share){r->new_entrant_pence, r->new_entrant_pence == VALIDATE_NONE ? VALIDATE_NONE : 70};
    if (base_str_eq_z(o->rate, "90"))
        return (share){r->rate90_pence, 90};
    if (base_str_eq_z(o->rate, "80"))
        return (share){r->rate80_pence, 80};
    if (base_str_eq_z(o->rate, "70"))
        return (share){VALIDATE_NONE, 70};
    return (share){r->annual_pence, 100};
}

/* A printed reduced rate and the rule's own sum may differ by a rounding step: between the two the
 * answer is not known. A printed rate that stands on the hourly floor is not undercut by the sum. */
static void reduced_rate(salary_sum *s, socvet_salary_test *t, const validate_rate *r, share sh, int64_t basis)
{
    int64_t printed = sh.printed == VALIDATE_NONE ? VALIDATE_NONE : at_hours(s, sh.printed, basis);
    int64_t formula = r->annual_pence == VALIDATE_NONE || !base_str_eq_z(s->option->floor, "inside")
                          ? VALIDATE_NONE
                          : salary_rounded(r->annual_pence * s->hours * sh.percent, 100 * basis);
    bool on_floor = printed != VALIDATE_NONE && s->threshold && s->threshold->hourly_pence != VALIDATE_NONE &&
                    salary_rounded(sh.printed * 100, 52 * basis) <= s->threshold->hourly_pence;

    if (printed != VALIDATE_NONE && (s->hours == basis || on_floor || formula == VALIDATE_NONE || formula == printed)) {
        decide(s, t, s->countable, printed, " a year");
        return;
    }
    if (formula == VALIDATE_NONE)
        formula = salary_rounded(r->annual_pence * s->hours * sh.percent, 100 * basis);
    salary_hours b = salary_hours_text(basis), h = salary_hours_text(s->hours);
    socvet_str m[2] = {validate_money(s->a, r->annual_pence), validate_money(s->a, formula)};
    base_buf_printf(&s->w, "  by the rule: %.*s × %s ÷ %s × %lld per cent = %.*s\n", SOCVET_ARG(m[0]), h.z, b.z,
                    (long long)sh.percent, SOCVET_ARG(m[1]));
    int64_t high = printed != VALIDATE_NONE && printed > formula ? printed : formula;
    int64_t low = printed != VALIDATE_NONE && printed < formula ? printed : formula;
    decide(s, t, s->countable, high, " a year");
    if (t->verdict == SOCVET_VERDICT_FAIL && s->countable >= low) {
        t->verdict = SOCVET_VERDICT_UNKNOWN;
        t->fix = SOCVET_STR("the printed rate and the rule's own sum differ here: pay the higher of the two");
    }
}

static void rate_for(salary_sum *s, socvet_salary_test *t, const validate_rate *r)
{
    int64_t basis = r->hours == VALIDATE_NONE ? s->basis : r->hours;
    share sh = share_of(s->option, r);

    if (sh.percent == 100) {
        decide(s, t, s->countable, at_hours(s, sh.printed, basis), " a year");
        return;
    }
    if (sh.percent != VALIDATE_NONE && (sh.printed != VALIDATE_NONE || r->annual_pence != VALIDATE_NONE)) {
        reduced_rate(s, t, r, sh, basis);
        return;
    }
    /* the new entrant's rate is not held: it is at most the experienced one */
    base_buf_add_z(&s->w, "the new entrant's rate is not held; it is no higher than the experienced one:\n");
    int64_t full = r->annual_pence == VALIDATE_NONE ? VALIDATE_NONE : at_hours(s, r->annual_pence, basis);
    if (full != VALIDATE_NONE)
        decide(s, t, s->countable, full, " a year");
    if (full == VALIDATE_NONE || t->verdict != SOCVET_VERDICT_PASS) {
        rate_not_held(s, t);
        t->need_pence = SOCVET_NO_PENCE;
    }
}

static void test_rate(salary_sum *s, const validate_rate *r)
{
    socvet_salary_test *t = add_test(s, "going rate");
    socvet_unit u = {.title = {"", 0}};

    socvet_dict_unit(s->dict, socvet_dict_edition(s->dict, s->route->edition), s->q->code, &u);
    base_buf_printf(&s->w, "code %.*s – %.*s\n", SOCVET_ARG(s->q->code), SOCVET_ARG(u.title));
    if (base_str_eq_z(s->option->rate, "scale")) {
        t->verdict = SOCVET_VERDICT_UNKNOWN;
        base_buf_add_z(&s->w, "the national pay scale of the job is its going rate\n");
        t->fix = SOCVET_STR("compare the pay with the national scale of the job's band, point and area");
    } else if (!r || (r->annual_pence == VALIDATE_NONE && share_of(s->option, r).printed == VALIDATE_NONE)) {
        rate_not_held(s, t);
    } else {
        if (r->from > t->from)
            t->from = r->from;
        if (r->to < t->to)
            t->to = r->to;
        rate_for(s, t, r);
        t->source = r->own ? SOCVET_STR("a table of rates loaded with --rates")
                             : base_arena_printf(s->a, "going rates of %.*s%s%.*s", SOCVET_ARG(s->route->edition),
                                                 r->table.len ? ", Table " : " in the codes of practice",
                                                 SOCVET_ARG(r->table));
    }
    t->working = salary_take(s, &s->w);
}

static bool listed(salary_sum *s, const char *list, bool *some)
{
    const validate_listed *l =
        validate_find_listed(s->rules, list, s->route->edition, s->q->code, s->q->as_of);

    if (l && base_str_eq_z(l->jobs, "some"))
        *some = true;
    return l != NULL;
}

static bool lists_held(const salary_sum *s)
{
    for (size_t i = 0; i < s->rules->n_listed; i++) {
        const validate_listed *l = &s->rules->listed[i];
        if (base_str_eq_z(l->list, "ISL") && l->from <= s->q->as_of && s->q->as_of <= l->to)
            return true;
    }
    return false;
}

/* Whether a certificate for a new worker may name the code at all on that day. `ours`: the row
 * stands in a table of the option. */
static void test_occupation(salary_sum *s, const validate_rate *r, bool ours)
{
    bool some = false, yes = base_str_eq_z(r->eligible, "yes");
    const char *says;
    uint8_t verdict = SOCVET_VERDICT_FAIL;
    bool points = base_str_eq_z(s->option->rate, "90") || base_str_eq_z(s->option->rate, "80");

    if (base_str_eq_z(s->option->when, "listed") && !listed(s, "ISL", &some) && lists_held(s)) {
        says = "this code is not on the Immigration Salary List on this day";
        yes = true;
    } else if (!r->eligible.len || (yes && ours && (!points || base_str_eq_z(r->phd_points, "yes")))) {
        return;
    } else if (ours && points && !base_str_eq_z(r->phd_points, "yes")) {
        says = "this code earns no points for a PhD";
    } else if (yes) {
        says = "this code is in no table of this option";
    } else if (base_str_eq_z(s->option->when, "asked") && !base_str_eq_z(r->eligible, "no")) {
        verdict = SOCVET_VERDICT_UNKNOWN;
        says = "open only to some people who were sponsored in it before";
    } else if (ours && (listed(s, "ISL", &some) || listed(s, "TSL", &some))) {
        verdict = some ? SOCVET_VERDICT_UNKNOWN : SOCVET_VERDICT_PASS;
        says = some ? "only some jobs of this code stand on the Immigration Salary List or the Temporary Shortage List"
                    : "below degree level, but on the Immigration Salary List or the Temporary Shortage List";
    } else {
        says = "no certificate can be given for a new worker in this code on this day";
    }
    socvet_salary_test *t = add_test(s, "occupation");
    t->verdict = verdict;
    t->source = SOCVET_STR("Immigration Rules, Appendix Skilled Occupations, and the shortage lists");
    t->fix = verdict == SOCVET_VERDICT_UNKNOWN ? SOCVET_STR("read the entry of the list, or of the table, for this job")
             : verdict == SOCVET_VERDICT_FAIL  ? SOCVET_STR("check the code: if the duties fit it, the job cannot be sponsored so")
                                               : (socvet_str){"", 0};
    base_buf_printf(&s->w, "%s\n", says);
    t->working = salary_take(s, &s->w);
}

static void test_code(salary_sum *s)
{
    socvet_unit u;
    const socvet_salary_question *q = s->q;

    if (!q->code.len)
        return;
    if (q->code.len != 4 ||
        !socvet_dict_unit(s->dict, socvet_dict_edition(s->dict, s->route->edition), q->code, &u)) {
        socvet_salary_test *t = add_test(s, "going rate");
        t->verdict = SOCVET_VERDICT_UNKNOWN;
        base_buf_printf(&s->w, "code %.*s is no unit group of %.*s, whose codes this route uses on this day\n",
                        SOCVET_ARG(q->code), SOCVET_ARG(s->route->edition));
        t->fix = SOCVET_STR("give the code of that edition: socvet dict CODE shows the cross-walk");
        t->working = salary_take(s, &s->w);
        return;
    }
    const validate_rate *r = validate_find_rate_in(s->rules, s->route->edition, q->code, s->option->tables, q->as_of);
    const validate_rate *any = r ? r : validate_find_rate(s->rules, s->route->edition, q->code, q->as_of);
    if (r || !any || !any->eligible.len)
        test_rate(s, r);
    if (any) /* another table may say that the code is closed */
        test_occupation(s, any, r != NULL);
}

void salary_run_tests(salary_sum *s)
{
    s->n_tests = 0;
    test_terms(s);
    test_threshold(s);
    test_floor(s);
    test_code(s);
}

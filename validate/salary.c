/* salary.c: one salary by itself, for a route, hours and day, line by line. Hours other than the
 * table's are worked out exactly; the usual way of rounding on the way is shown beside it. */
#include <stdio.h>

#include "../base/date.h"
#include "../base/err.h"
#include "validate_int.h"

typedef struct {
    const socvet_salary_question *q;
    const socvet_rules *rules;
    base_arena *a;
    base_buf w;
    int64_t countable, hours;
    bool fails, unknown;
} sum;

static void line_money(sum *s, const char *label, int64_t pence)
{
    socvet_str m = validate_money(s->a, pence);

    base_buf_printf(&s->w, "%s %.*s\n", label, SOCVET_ARG(m));
}

/* Rounds half up. */
static int64_t rounded(int64_t n, int64_t d)
{
    return (n + d / 2) / d;
}

static void hours_text(int64_t h, char *z, size_t size)
{
    if (h % 100)
        snprintf(z, size, "%lld.%02lld", (long long)(h / 100), (long long)(h % 100));
    else
        snprintf(z, size, "%lld", (long long)(h / 100));
}

/* amount for `basis` hours -> for the question's hours; both ways of rounding shown. */
static int64_t at_hours(sum *s, const char *what, int64_t annual, int64_t basis)
{
    char b[24], h[24];
    int64_t weekly = rounded(annual, 52), hourly = rounded(weekly * 100, basis);
    int64_t stepwise = hourly * s->hours * 52 / 100, exact = rounded(annual * s->hours, basis);
    socvet_str m[6] = {validate_money(s->a, annual), validate_money(s->a, weekly),
                       validate_money(s->a, hourly), validate_money(s->a, stepwise),
                       validate_money(s->a, exact), {NULL, 0}};

    hours_text(basis, b, sizeof b);
    hours_text(s->hours, h, sizeof h);
    base_buf_printf(&s->w, "%s: %.*s for %s hours a week\n", what, SOCVET_ARG(m[0]), b);
    if (s->hours == basis)
        return annual;
    base_buf_printf(&s->w, "  %.*s ÷ 52 = %.*s a week\n", SOCVET_ARG(m[0]), SOCVET_ARG(m[1]));
    base_buf_printf(&s->w, "  %.*s ÷ %s = %.*s an hour\n", SOCVET_ARG(m[1]), b, SOCVET_ARG(m[2]));
    base_buf_printf(&s->w, "  %.*s × %s × 52 = %.*s (rounded on the way)\n", SOCVET_ARG(m[2]), h,
                    SOCVET_ARG(m[3]));
    base_buf_printf(&s->w, "  %.*s × %s ÷ %s = %.*s (unrounded; this figure decides)\n", SOCVET_ARG(m[0]),
                    h, b, SOCVET_ARG(m[4]));
    return exact;
}

static void compare(sum *s, const char *what, int64_t need)
{
    socvet_str a = validate_money(s->a, s->countable), b = validate_money(s->a, need);
    bool ok = s->countable >= need;

    base_buf_printf(&s->w, "%s: %.*s %s %.*s: %s\n", what, SOCVET_ARG(a), ok ? "reaches" : "is below",
                    SOCVET_ARG(b), ok ? "pass" : "fail");
    s->fails |= !ok;
}

/* Which allowances count, and how much of the accommodation: a share of the whole package. */
static void count_package(sum *s, bool allowances, int64_t cap_percent)
{
    int64_t other = s->q->amount_pence + (allowances ? s->q->allowance_pence : 0);
    int64_t most = cap_percent ? other * 100 / (100 - cap_percent) - other : 0;
    int64_t home = s->q->accommodation_pence < most ? s->q->accommodation_pence : most;

    line_money(s, "basic pay:", s->q->amount_pence);
    if (s->q->allowance_pence && allowances)
        line_money(s, "allowances counted:", s->q->allowance_pence);
    else if (s->q->allowance_pence)
        line_money(s, "allowances not counted on this route:", s->q->allowance_pence);
    if (s->q->accommodation_pence && allowances) {
        line_money(s, "accommodation offered:", s->q->accommodation_pence);
        base_buf_printf(&s->w, "accommodation may be at most %lld per cent of the package\n",
                        (long long)cap_percent);
        line_money(s, "accommodation counted:", home);
    } else {
        home = 0;
    }
    s->countable = other + home;
    line_money(s, "pay that counts:", s->countable);
}

static const char *option_for(const sum *s, bool ict)
{
    const socvet_salary_question *q = s->q;

    if (q->trainee)
        return "graduate-trainee";
    if (ict && q->overseas_months >= 0 && q->overseas_months < 12 &&
        validate_find_threshold(s->rules, q->route, "no-overseas-months", q->as_of))
        return "no-overseas-months";
    if (q->new_entrant && q->years <= 3) {
        if (validate_find_threshold(s->rules, q->route, "new-entrant", q->as_of))
            return "new-entrant";
        if (validate_find_threshold(s->rules, q->route, "E", q->as_of))
            return "E";
    }
    return validate_find_threshold(s->rules, q->route, "A", q->as_of) ? "A" : "general";
}

static void judge_code(sum *s, const validate_route *route, const validate_threshold *t,
                       const socvet_dict *dict, bool new_entrant)
{
    const validate_rate *r = validate_find_rate(s->rules, route->edition, s->q->code, s->q->as_of);
    socvet_unit u;

    if (!socvet_dict_unit(dict, socvet_dict_edition(dict, route->edition), s->q->code, &u)) {
        base_buf_printf(&s->w, "code %.*s is no code of %.*s\n", SOCVET_ARG(s->q->code),
                        SOCVET_ARG(route->edition));
        s->unknown = true;
        return;
    }
    base_buf_printf(&s->w, "code %.*s – %.*s\n", SOCVET_ARG(s->q->code), SOCVET_ARG(u.title));
    if (!r || r->annual_pence == VALIDATE_NONE) {
        base_buf_add_z(&s->w, "going rate: not held for this code on this day\n");
        s->unknown = true;
        return;
    }
    int64_t rate = new_entrant && r->new_entrant_pence != VALIDATE_NONE ? r->new_entrant_pence : r->annual_pence;
    int64_t need = at_hours(s, "going rate", rate, r->hours == VALIDATE_NONE ? t->hours : r->hours);
    compare(s, "going rate", need);
    if (r->eligible.len && !base_str_eq_z(r->eligible, "yes"))
        base_buf_printf(&s->w, "this code is not open to a new applicant on this day\n");
}

socvet_status socvet_salary_judge(socvet_salary_answer *out, const socvet_salary_question *q,
                                  const socvet_dict *dict, const socvet_rules *rules,
                                  socvet_validate_scratch *scratch, socvet_err *err)
{
    base_arena_reset(scratch->answers);
    sum s = {.q = q, .rules = rules, .a = scratch->answers};
    const validate_route *route = validate_find_route(rules, q->route, q->as_of);
    bool ict = base_str_eq_z(q->route, "tier2-ict"), general = base_str_eq_z(q->route, "tier2-general"),
         gbm = base_str_eq_z(q->route, "gbm");

    base_err_clear(err);
    *out = (socvet_salary_answer){.verdict = SOCVET_VERDICT_UNKNOWN};
    if (!route)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                         "no route called '%.*s' was open on %s", SOCVET_ARG(q->route),
                         base_date_long(q->as_of).z);
    const char *option = option_for(&s, ict);
    const validate_threshold *t = validate_find_threshold(rules, q->route, option, q->as_of);
    if (!t)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                         "no threshold is held for %.*s on %s", SOCVET_ARG(q->route),
                         base_date_long(q->as_of).z);
    base_buf_init(&s.w, 65536);
    int64_t basis = t->hours != VALIDATE_NONE ? t->hours : 3900;
    s.hours = q->weekly_hours_hundredths > 0 ? q->weekly_hours_hundredths : basis;
    base_buf_printf(&s.w, "%.*s, option %s, as of %s\n", SOCVET_ARG(q->route), option,
                    base_date_long(q->as_of).z);
    count_package(&s, ict || general || gbm, ict || gbm ? q->trainee ? 40 : 30 : 0);
    if (t->annual_pence == VALIDATE_NONE) {
        base_buf_add_z(&s.w, "threshold: not held for this day\n");
        s.unknown = true;
    } else if (ict || general) {
        compare(&s, "threshold", at_hours(&s, "threshold", t->annual_pence, basis));
    } else {
        line_money(&s, "threshold, a yearly figure whatever the hours:", t->annual_pence);
        compare(&s, "threshold", t->annual_pence);
    }
    if (t->hourly_pence != VALIDATE_NONE && !validate_rates_complete(rules, route->edition, q->as_of)) {
        int64_t hourly = s.countable * 100 / 52 / s.hours;
        line_money(&s, "an hour's pay:", hourly);
        line_money(&s, "hourly floor:", t->hourly_pence);
        s.fails |= s.countable * 100 < t->hourly_pence * 52 * s.hours;
    }
    if (q->code.len)
        judge_code(&s, route, t, dict, q->new_entrant && q->years <= 3);
    if (s.w.len && s.w.ptr[s.w.len - 1] == '\n')
        s.w.len--;
    char *copy = base_arena_dup(s.a, base_buf_str(&s.w));
    out->working = (socvet_str){copy, copy ? s.w.len : 0};
    base_buf_clear(&s.w);
    out->verdict = s.fails ? SOCVET_VERDICT_FAIL : s.unknown ? SOCVET_VERDICT_UNKNOWN : SOCVET_VERDICT_PASS;
    out->message = s.fails     ? SOCVET_STR("fail: the salary is not enough")
                   : s.unknown ? SOCVET_STR("cannot tell: a figure is not held")
                               : SOCVET_STR("pass: the salary is enough");
    return SOCVET_OK;
}

/* salary.c: one salary by itself, for a route, hours and day: chooses the option, judges it and,
 * shortly, the route's others, and puts the answer together. */
#include <stdio.h>

#include "../base/date.h"
#include "../base/err.h"
#include "salary_int.h"

enum { MOST_POUNDS = 1000000000, MOST_HOURS = 16800 };

int64_t salary_rounded(int64_t n, int64_t d)
{
    return (n + d / 2) / d;
}

salary_hours salary_hours_text(int64_t h)
{
    salary_hours t;

    if (h % 100 == 0)
        snprintf(t.z, sizeof t.z, "%lld", (long long)(h / 100));
    else if (h % 10 == 0)
        snprintf(t.z, sizeof t.z, "%lld.%lld", (long long)(h / 100), (long long)(h / 10 % 10));
    else
        snprintf(t.z, sizeof t.z, "%lld.%02lld", (long long)(h / 100), (long long)(h % 100));
    return t;
}

void salary_line_money(salary_sum *s, base_buf *b, const char *label, int64_t pence)
{
    socvet_str m = validate_money(s->a, pence);

    base_buf_printf(b, "%s %.*s\n", label, SOCVET_ARG(m));
}

socvet_str salary_take(salary_sum *s, base_buf *b)
{
    if (b->len && b->ptr[b->len - 1] == '\n')
        b->len--;
    char *copy = base_arena_dup(s->a, base_buf_str(b));
    socvet_str lines = {copy, copy ? b->len : 0};

    base_buf_reset(b);
    return lines;
}

/* Do the tables of an option hold the code? Yes as well when none holds it. */
static bool holds(const salary_sum *s, const validate_option *o)
{
    const socvet_salary_question *q = s->q;

    return !q->code.len ||
           validate_find_rate_in(s->rules, s->route->edition, q->code, o->tables, q->as_of) ||
           !validate_find_rate(s->rules, s->route->edition, q->code, q->as_of);
}

/* Do months overseas and length of the certificate, as far as they are said, allow the option? */
static bool terms_hold(const salary_sum *s, const validate_option *o)
{
    const socvet_salary_question *q = s->q;
    bool short_service = o->overseas_months != VALIDATE_NONE && q->overseas_months >= 0 &&
                         q->overseas_months < o->overseas_months;

    return !short_service && (o->max_years == VALIDATE_NONE || q->years <= o->max_years);
}

static bool says(const salary_sum *s, socvet_str when)
{
    enum { GROUP_MONTHS = 12 }; /* a new member of the group: under a year */
    const socvet_salary_question *q = s->q;

    if (!when.len)
        return true;
    return base_str_eq_z(when, "phd")           ? q->phd || q->stem_phd
           : base_str_eq_z(when, "stem-phd")    ? q->stem_phd
           : base_str_eq_z(when, "listed")      ? q->listed
           : base_str_eq_z(when, "new-entrant") ? q->new_entrant
           : base_str_eq_z(when, "trainee")     ? q->trainee
           : base_str_eq_z(when, "new-group")   ? q->overseas_months >= 0 && q->overseas_months < GROUP_MONTHS
                                                : false;
}

static int64_t threshold_of(const salary_sum *s, const validate_option *o)
{
    char z[32];

    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(o->threshold));
    const validate_threshold *t = validate_find_threshold(s->rules, o->route, z, s->q->as_of);
    return t && t->annual_pence != VALIDATE_NONE ? t->annual_pence : INT64_MAX;
}

/* Is `a` the better of two options that both hold? The lower threshold; of equal ones the one that
 * asks for more, whose going rate is the lower. */
static bool better(const salary_sum *s, const validate_option *a, const validate_option *b)
{
    int64_t x = threshold_of(s, a), y = b ? threshold_of(s, b) : 0;

    return !b || x < y || (x == y && a->when.len && !b->when.len);
}

static bool in_force(const salary_sum *s, const validate_option *o)
{
    return base_str_eq(o->route, s->route->name) && o->from <= s->q->as_of && s->q->as_of <= o->to;
}

static const validate_option *choose(const salary_sum *s)
{
    const validate_option *best = NULL, *first = NULL, *plain = NULL;

    for (size_t i = 0; i < s->rules->n_options; i++) {
        const validate_option *o = &s->rules->options[i];
        if (!in_force(s, o))
            continue;
        if (says(s, o->when) && terms_hold(s, o) && holds(s, o) && better(s, o, best))
            best = o;
        if (!first && base_str_eq_z(o->when, "asked") && holds(s, o))
            first = o;
        if (!plain && !o->when.len)
            plain = o;
    }
    if (best)
        return best;
    /* a code that only the national scales hold; else the ordinary option says what is missing */
    return first && plain && !holds(s, plain) ? first : plain;
}

static socvet_status no_option(const salary_sum *s, socvet_err *err)
{
    char list[160] = "";
    size_t n = 0;

    for (size_t i = 0; i < s->rules->n_options; i++) {
        const validate_option *o = &s->rules->options[i];
        if (in_force(s, o) && n + o->option.len + 3 < sizeof list)
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%.*s", n ? ", " : "", SOCVET_ARG(o->option));
    }
    return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "%.*s has no option '%.*s' on %s: %s",
                     SOCVET_ARG(s->route->name), SOCVET_ARG(s->q->option), base_date_long(s->q->as_of).z, list);
}

static socvet_status find_route(salary_sum *s, socvet_err *err)
{
    char list[160] = "";
    size_t n = 0;
    const socvet_rules *r = s->rules;

    s->route = validate_find_route(r, s->q->route, s->q->as_of);
    if (s->route)
        return SOCVET_OK;
    for (size_t i = 0; i < r->n_routes; i++)
        if (r->routes[i].from <= s->q->as_of && s->q->as_of <= r->routes[i].to && n + r->routes[i].name.len + 3 < sizeof list)
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%.*s", n ? ", " : "", SOCVET_ARG(r->routes[i].name));
    return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "no route called '%.*s' was open on %s: %s",
                     SOCVET_ARG(s->q->route), base_date_long(s->q->as_of).z, list);
}

static uint8_t verdict_of(const salary_sum *s)
{
    uint8_t v = SOCVET_VERDICT_PASS;

    for (size_t i = 0; i < s->n_tests; i++) {
        if (s->tests[i].verdict == SOCVET_VERDICT_FAIL)
            return SOCVET_VERDICT_FAIL;
        if (s->tests[i].verdict == SOCVET_VERDICT_UNKNOWN)
            v = SOCVET_VERDICT_UNKNOWN;
    }
    return v;
}

/* The least pay that passes every test of money; none when one of them is not known. */
static int64_t need_of(const salary_sum *s)
{
    int64_t need = SOCVET_NO_PENCE;

    for (size_t i = 0; i < s->n_tests; i++) {
        const socvet_salary_test *t = &s->tests[i];
        bool money = strcmp(t->what, "terms") != 0 && strcmp(t->what, "occupation") != 0;
        if (money && t->need_pence == SOCVET_NO_PENCE)
            return SOCVET_NO_PENCE;
        if (money && t->need_pence > need)
            need = t->need_pence;
    }
    return need;
}

/* Fails on something that no pay mends. */
static bool closed(const salary_sum *s)
{
    for (size_t i = 0; i < s->n_tests; i++)
        if (s->tests[i].verdict == SOCVET_VERDICT_FAIL && s->tests[i].need_pence == SOCVET_NO_PENCE)
            return true;
    return false;
}

/* Everything about one option. */
static socvet_status run(salary_sum *s, const validate_option *o, socvet_err *err)
{
    char z[32];

    s->option = o;
    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(o->threshold));
    s->threshold = validate_find_threshold(s->rules, o->route, z, s->q->as_of);
    s->basis = s->threshold && s->threshold->hours != VALIDATE_NONE ? s->threshold->hours : 3900;
    s->hours = s->q->weekly_hours_hundredths > 0 ? s->q->weekly_hours_hundredths : s->basis;
    base_buf_reset(&s->pay);
    socvet_status st = salary_count_pay(s, err);
    if (!st)
        salary_run_tests(s);
    return st;
}

static socvet_status other_options(salary_sum *s, socvet_salary_answer *out, socvet_err *err)
{
    const validate_option *chosen = s->option;
    socvet_salary_option *list = base_arena_array(s->a, s->rules->n_options, sizeof *list);
    socvet_status st = list ? SOCVET_OK : SOCVET_E_NOMEM;

    for (size_t i = 0; i < s->rules->n_options && !st; i++) {
        const validate_option *o = &s->rules->options[i];
        if (o == chosen || !in_force(s, o) || !holds(s, o))
            continue;
        st = run(s, o, err);
        list[out->n_options++] = (socvet_salary_option){o->option, o->label, o->needs, verdict_of(s),
                                                        closed(s) ? SOCVET_NO_PENCE : need_of(s)};
    }
    out->options = list;
    return st;
}

static void force_text(base_buf *b, const socvet_salary_test *t)
{
    base_buf_printf(b, "  source: %.*s", SOCVET_ARG(t->source));
    if (t->from != INT32_MIN && t->to != INT32_MAX)
        base_buf_printf(b, " (in force %s to %s)", base_date_long(t->from).z, base_date_long(t->to).z);
    else if (t->from != INT32_MIN)
        base_buf_printf(b, " (in force from %s)", base_date_long(t->from).z);
    else if (t->to != INT32_MAX)
        base_buf_printf(b, " (in force until %s)", base_date_long(t->to).z);
    base_buf_add_char(b, '\n');
}

static void put_indented(base_buf *b, socvet_str lines)
{
    socvet_str line;

    while (lines.ptr && lines.len && base_str_split(&lines, '\n', &line))
        base_buf_printf(b, "  %.*s\n", SOCVET_ARG(line));
}

/* What was said for an option that its terms rule out. */
static void put_excluded(salary_sum *s, base_buf *b)
{
    const socvet_salary_question *q = s->q;

    for (size_t i = 0; i < s->rules->n_options; i++) {
        const validate_option *o = &s->rules->options[i];
        if (!in_force(s, o) || !o->when.len || !says(s, o->when) || terms_hold(s, o))
            continue;
        if (o->max_years != VALIDATE_NONE && q->years > o->max_years)
            base_buf_printf(b, "not as %.*s: a certificate of %d years is longer than the %lld that allows\n",
                            SOCVET_ARG(o->label), q->years, (long long)o->max_years);
        else
            base_buf_printf(b, "not as %.*s: %d months with the group overseas, and %lld are needed\n",
                            SOCVET_ARG(o->label), q->overseas_months, (long long)o->overseas_months);
    }
}

/* The whole answer in lines, the tests in the order they were made. */
static socvet_str whole_working(salary_sum *s, const socvet_salary_answer *a, socvet_str pay)
{
    static const char *const words[] = {"pass", "fail", "cannot tell"};
    base_buf *b = &s->w;

    base_buf_reset(b);
    base_buf_printf(b, "%.*s, option %.*s (%.*s), %s hours a week, as of %s\n", SOCVET_ARG(a->route),
                    SOCVET_ARG(a->option), SOCVET_ARG(a->label), salary_hours_text(s->hours).z,
                    base_date_long(a->as_of).z);
    put_excluded(s, b);
    base_buf_add_z(b, "pay\n");
    put_indented(b, pay);
    for (size_t i = 0; i < a->n_tests; i++) {
        const socvet_salary_test *t = &a->tests[i];
        base_buf_printf(b, "%s: %s\n", t->what, words[t->verdict]);
        put_indented(b, t->working);
        force_text(b, t);
        if (t->fix.len && t->verdict != SOCVET_VERDICT_PASS)
            base_buf_printf(b, "  %s: %.*s\n", t->verdict == SOCVET_VERDICT_UNKNOWN ? "to find out" : "fix",
                            SOCVET_ARG(t->fix));
    }
    return salary_take(s, b);
}

/* "; option C or E may hold" of the others that pass. */
static socvet_str passing(salary_sum *s, const socvet_salary_answer *a)
{
    base_buf *b = &s->w;
    size_t n = 0;

    base_buf_reset(b);
    if (!s->q->code.len && a->n_options)
        return SOCVET_STR(", or see what the other options ask, with the code");
    for (size_t i = 0; i < a->n_options; i++)
        if (a->options[i].verdict == SOCVET_VERDICT_PASS)
            base_buf_printf(b, "%s%.*s", n++ ? ", " : ", or see whether the person meets option ",
                            SOCVET_ARG(a->options[i].option));
    return salary_take(s, b);
}

static void conclude(salary_sum *s, socvet_salary_answer *a)
{
    bool money = false, other = false;
    int64_t most = 0;

    for (size_t i = 0; i < a->n_tests; i++) {
        const socvet_salary_test *t = &a->tests[i];
        if (t->verdict == SOCVET_VERDICT_FAIL && t->need_pence != SOCVET_NO_PENCE) {
            money = true;
            most = t->need_pence > most ? t->need_pence : most;
        }
        other |= t->verdict == SOCVET_VERDICT_FAIL && t->need_pence == SOCVET_NO_PENCE;
    }
    if (money) {
        socvet_str m = validate_money(s->a, most - a->counted_pence), n = validate_money(s->a, most);
        a->message = base_arena_printf(s->a, "fail: the salary is not enough: %.*s short", SOCVET_ARG(m));
        socvet_str also = passing(s, a);
        a->fix = base_arena_printf(s->a, "raise the pay that counts to at least %.*s a year%.*s", SOCVET_ARG(n),
                                   SOCVET_ARG(also));
    } else if (other) {
        a->message = SOCVET_STR("fail: not on these terms, whatever the salary");
    } else if (a->verdict == SOCVET_VERDICT_UNKNOWN) {
        a->message = SOCVET_STR("cannot tell: a figure is not held, or a condition is not known");
    } else if (a->need_pence != SOCVET_NO_PENCE) {
        socvet_str n = validate_money(s->a, a->need_pence);
        a->message = base_arena_printf(s->a, "pass: the salary is enough; %.*s a year would do", SOCVET_ARG(n));
    } else {
        a->message = SOCVET_STR("pass: the salary is enough");
    }
}

static socvet_status judge(salary_sum *s, socvet_salary_answer *out, socvet_err *err)
{
    const socvet_salary_question *q = s->q;
    socvet_status st = find_route(s, err);

    if (st)
        return st;
    const validate_option *o = q->option.len ? validate_find_option(s->rules, s->route->name, q->option, q->as_of)
                                             : choose(s);
    if (!o)
        return no_option(s, err);
    if ((st = run(s, o, err)))
        return st;
    socvet_salary_test *tests = base_arena_array(s->a, SALARY_TESTS, sizeof *tests);
    if (!tests)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    memcpy(tests, s->tests, sizeof s->tests);
    *out = (socvet_salary_answer){
        .verdict = verdict_of(s), .route = s->route->name, .option = o->option, .label = o->label,
        .edition = s->route->edition, .as_of = q->as_of, .offered_pence = s->offered,
        .counted_pence = s->countable, .need_pence = need_of(s), .tests = tests, .n_tests = s->n_tests};
    socvet_str pay = salary_take(s, &s->pay);
    out->working = whole_working(s, out, pay);
    st = other_options(s, out, err);
    conclude(s, out);
    int32_t read = validate_read_on(s->rules, SOCVET_STR("thresholds"), s->route->edition, q->as_of);
    if (read < q->as_of)
        out->working = base_arena_printf(s->a, "%.*s\nnote: these figures were last read on %s; a later change is not known",
                                         SOCVET_ARG(out->working), base_date_long(read).z);
    return st;
}

socvet_status salary_judge_in(socvet_salary_answer *out, const socvet_salary_question *q, const socvet_dict *dict,
                              const socvet_rules *rules, base_arena *arena, socvet_err *err)
{
    salary_sum s = {.q = q, .rules = rules, .dict = dict, .a = arena};

    base_err_clear(err);
    *out = (socvet_salary_answer){.verdict = SOCVET_VERDICT_UNKNOWN};
    if (q->amount_pence < 0 || q->amount_pence / 100 > MOST_POUNDS || q->allowance_pence / 100 > MOST_POUNDS ||
        q->accommodation_pence / 100 > MOST_POUNDS)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "more than £1,000,000,000 a year is no salary");
    for (size_t i = 0; i < q->n_parts; i++)
        if (q->parts[i].pence / 100 > MOST_POUNDS)
            return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                             "more than £1,000,000,000 a year is no pay");
    if (q->weekly_hours_hundredths > MOST_HOURS)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "a week has 168 hours");
    base_buf_init(&s.pay, 65536);
    base_buf_init(&s.w, 65536);
    socvet_status st = judge(&s, out, err);
    base_buf_clear(&s.pay);
    base_buf_clear(&s.w);
    return st;
}

socvet_status socvet_salary_judge(socvet_salary_answer *out, const socvet_salary_question *q,
                                  const socvet_dict *dict, const socvet_rules *rules,
                                  socvet_validate_scratch *scratch, socvet_err *err)
{
    base_arena_reset(scratch->answers);
    return salary_judge_in(out, q, dict, rules, scratch->answers, err);
}

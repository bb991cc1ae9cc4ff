/* timeline.c: the days on which a salary would pass, route by route: cut at every day on which a
 * row that matters begins or ends, judge each piece on its first day, join equal neighbours. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/err.h"
#include "salary_int.h"

typedef struct {
    base_arena *a;
    int32_t *days;
    size_t n, cap;
    int32_t from, to;
    bool failed;
} cuts;

static void cut_at(cuts *c, int32_t day)
{
    void *p = c->days;

    if (day <= c->from || day > c->to || day == INT32_MIN)
        return;
    if (!base_arena_grow(c->a, &p, &c->cap, c->n, sizeof *c->days)) {
        c->failed = true;
        return;
    }
    c->days = p;
    c->days[c->n++] = day;
}

static void cut_row(cuts *c, int32_t from, int32_t to)
{
    cut_at(c, from);
    if (to != INT32_MAX)
        cut_at(c, to + 1);
}

static int by_day(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;

    return a < b ? -1 : a > b;
}

static void cut_route(cuts *c, const socvet_rules *r, socvet_str route, socvet_str code)
{
    for (size_t i = 0; i < r->n_routes; i++)
        if (base_str_eq(r->routes[i].name, route))
            cut_row(c, r->routes[i].from, r->routes[i].to);
    for (size_t i = 0; i < r->n_options; i++)
        if (base_str_eq(r->options[i].route, route))
            cut_row(c, r->options[i].from, r->options[i].to);
    for (size_t i = 0; i < r->n_thresholds; i++)
        if (base_str_eq(r->thresholds[i].route, route))
            cut_row(c, r->thresholds[i].from, r->thresholds[i].to);
    for (size_t i = 0; i < r->n_pay_kinds; i++)
        if (base_str_eq(r->pay_kinds[i].route, route))
            cut_row(c, r->pay_kinds[i].from, r->pay_kinds[i].to);
    for (size_t i = 0; i < r->n_rates; i++)
        if (base_str_eq(r->rates[i].code, code))
            cut_row(c, r->rates[i].from, r->rates[i].to);
    for (size_t i = 0; i < r->n_listed; i++)
        if (base_str_eq(r->listed[i].code, code))
            cut_row(c, r->listed[i].from, r->listed[i].to);
    if (c->n)
        qsort(c->days, c->n, sizeof *c->days, by_day);
}

/* What decides: of a failure the test that asks most, of a pass the same, else what is unknown. */
static const socvet_salary_test *deciding(const socvet_salary_answer *a)
{
    const socvet_salary_test *best = NULL;

    for (size_t i = 0; i < a->n_tests; i++)
        if (a->tests[i].verdict == a->verdict &&
            (!best || a->tests[i].need_pence > best->need_pence || a->tests[i].need_pence == SOCVET_NO_PENCE))
            best = &a->tests[i];
    return best;
}

static socvet_timeline_row row_of(const socvet_salary_answer *a, const socvet_salary_question *q,
                                  const socvet_dict *dict, int32_t from, int32_t to)
{
    const socvet_salary_test *t = deciding(a);
    socvet_unit u = {.title = {"", 0}};
    bool closed = t && t->need_pence == SOCVET_NO_PENCE && t->working.len;

    if (q->code.len)
        socvet_dict_unit(dict, socvet_dict_edition(dict, a->edition), q->code, &u);
    return (socvet_timeline_row){.route = a->route, .option = a->option, .edition = a->edition,
                                 .code_title = u.title, .from = from, .to = to, .verdict = a->verdict,
                                 .need_pence = a->need_pence != SOCVET_NO_PENCE ? a->need_pence
                                               : t                              ? t->need_pence
                                                                                : SOCVET_NO_PENCE,
                                 .binding = t ? t->what : "", .message = closed ? t->working : a->message};
}

static bool same(const socvet_timeline_row *a, const socvet_timeline_row *b)
{
    return base_str_eq(a->route, b->route) && base_str_eq(a->option, b->option) && a->verdict == b->verdict &&
           a->need_pence == b->need_pence && base_str_eq(a->edition, b->edition) &&
           strcmp(a->binding, b->binding) == 0 && base_str_eq(a->message, b->message) && a->to + 1 == b->from;
}

typedef struct {
    socvet_timeline_row *rows;
    size_t n, cap;
} list;

static bool add_row(list *l, base_arena *a, socvet_timeline_row row)
{
    void *p = l->rows;

    if (l->n && same(&l->rows[l->n - 1], &row)) {
        l->rows[l->n - 1].to = row.to;
        return true;
    }
    if (!base_arena_grow(a, &p, &l->cap, l->n, sizeof *l->rows))
        return false;
    l->rows = p;
    l->rows[l->n++] = row;
    return true;
}

/* An option by name need not exist on every day: such a day is left out. */
static socvet_status judge_piece(list *l, base_arena *arena, const socvet_salary_question *q,
                                 const socvet_dict *dict, const socvet_rules *rules, int32_t from, int32_t to,
                                 socvet_err *err)
{
    socvet_salary_question at = *q;
    socvet_salary_answer a;

    /* an open beginning is judged on the day before the first cut */
    at.as_of = from == INT32_MIN ? to : from;
    if (!validate_find_route(rules, at.route, at.as_of))
        return SOCVET_OK;
    if (at.option.len && !validate_find_option(rules, at.route, at.option, at.as_of))
        return SOCVET_OK;
    socvet_status s = salary_judge_in(&a, &at, dict, rules, arena, err);
    if (!s && !add_row(l, arena, row_of(&a, &at, dict, from, to)))
        s = base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    return s;
}

static socvet_status one_route(list *l, base_arena *arena, const socvet_salary_question *q, int32_t from, int32_t to,
                               const socvet_dict *dict, const socvet_rules *rules, socvet_err *err)
{
    cuts c = {.a = arena, .from = from, .to = to};
    int32_t start = from;
    socvet_status s = SOCVET_OK;

    cut_route(&c, rules, q->route, q->code);
    if (c.failed)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = 0; i <= c.n && !s; i++) {
        int32_t end = i < c.n ? c.days[i] - 1 : to;
        if (end < start)
            continue; /* the same day twice */
        if (!(start == INT32_MIN && end == INT32_MAX))
            s = judge_piece(l, arena, q, dict, rules, start, end, err);
        start = i < c.n ? c.days[i] : end;
    }
    return s;
}

socvet_status socvet_timeline(const socvet_timeline_row **out, size_t *count, const socvet_salary_question *q,
                              int32_t from, int32_t to, const socvet_dict *dict, const socvet_rules *rules,
                              socvet_validate_scratch *scratch, socvet_err *err)
{
    base_arena *arena = scratch->answers;
    list l = {0};
    socvet_status s = SOCVET_OK;
    bool known = false;

    base_err_clear(err);
    base_arena_reset(arena);
    *out = NULL;
    *count = 0;
    for (size_t i = 0; i < rules->n_routes && !s; i++) {
        socvet_salary_question of = *q;
        bool seen = false;
        of.route = rules->routes[i].name;
        for (size_t k = 0; k < i; k++)
            seen |= base_str_eq(rules->routes[k].name, of.route);
        if (seen || (q->route.len && !base_str_eq(q->route, of.route)))
            continue;
        known = true;
        s = one_route(&l, arena, &of, from, to, dict, rules, err);
    }
    if (!s && !known)
        s = base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "no route called '%.*s'", SOCVET_ARG(q->route));
    *out = l.rows;
    *count = l.n;
    return s;
}

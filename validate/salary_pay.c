/* salary_pay.c: which of the pay counts: a row of pay_counts.tsv for each kind, by route and day. */
#include <stdio.h>

#include "../base/err.h"
#include "salary_int.h"

static socvet_status unknown_kind(const salary_sum *s, socvet_str kind, socvet_err *err)
{
    char list[160] = "";
    size_t n = 0;

    for (size_t i = 0; i < s->rules->n_pay_kinds; i++) {
        const validate_pay_kind *k = &s->rules->pay_kinds[i];
        if (base_str_eq(k->route, s->route->name) && !k->option.len && k->from <= s->q->as_of &&
            s->q->as_of <= k->to && n + k->kind.len + 3 < sizeof list)
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%.*s", n ? ", " : "", SOCVET_ARG(k->kind));
    }
    return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "no kind of pay called '%.*s': %s",
                     SOCVET_ARG(kind), list);
}

/* Accommodation: at most `percent` of the whole package, the rest of which is what counts so far. */
static void count_capped(salary_sum *s, const validate_pay_kind *k, int64_t pence)
{
    base_arena *a = s->a;
    int64_t share = 100 - k->percent, package = salary_rounded(s->countable * 100, share);
    int64_t most = package - s->countable, home = pence < most ? pence : most;
    socvet_str m[4] = {validate_money(a, s->countable), validate_money(a, package), validate_money(a, pence),
                       validate_money(a, s->countable + pence)};

    base_buf_printf(&s->pay, "%.*s offered: %.*s, at most %lld per cent of the package\n", SOCVET_ARG(k->label),
                    SOCVET_ARG(m[2]), (long long)k->percent);
    base_buf_printf(&s->pay, "  largest package: %.*s ÷ 0.%lld = %.*s\n", SOCVET_ARG(m[0]),
                    (long long)(share / 10), SOCVET_ARG(m[1]));
    base_buf_printf(&s->pay, "  package offered: %.*s + %.*s = %.*s: %s\n", SOCVET_ARG(m[0]), SOCVET_ARG(m[2]),
                    SOCVET_ARG(m[3]), home == pence ? "counts in full" : "counts only up to the largest package");
    salary_line_money(s, &s->pay, "  accommodation counted:", home);
    s->countable += home;
}

static void count_part(salary_sum *s, const validate_pay_kind *k, int64_t pence)
{
    socvet_str m = validate_money(s->a, pence);

    s->offered += pence;
    if (base_str_eq_z(k->effect, "count")) {
        base_buf_printf(&s->pay, "counts: %.*s %.*s\n", SOCVET_ARG(k->label), SOCVET_ARG(m));
        s->countable += pence;
    } else if (base_str_eq_z(k->effect, "deduct")) {
        base_buf_printf(&s->pay, "taken off: %.*s %.*s\n", SOCVET_ARG(k->label), SOCVET_ARG(m));
        s->offered -= pence;
        s->countable = s->countable > pence ? s->countable - pence : 0;
    } else if (base_str_eq_z(k->effect, "unknown")) {
        base_buf_printf(&s->pay, "left out: %.*s %.*s: %.*s\n", SOCVET_ARG(k->label), SOCVET_ARG(m),
                        SOCVET_ARG(k->why));
        s->perhaps += pence;
    } else {
        base_buf_printf(&s->pay, "does not count on this route: %.*s %.*s: %.*s\n", SOCVET_ARG(k->label),
                        SOCVET_ARG(m), SOCVET_ARG(k->why));
    }
}

/* In two rounds: what is capped is a share of all the rest. */
static socvet_status count_kind(salary_sum *s, socvet_str kind, int64_t pence, bool capped, socvet_err *err)
{
    const validate_pay_kind *k =
        validate_find_pay_kind(s->rules, s->route->name, s->option->option, kind, s->q->as_of);

    if (pence <= 0)
        return SOCVET_OK;
    if (!k)
        return unknown_kind(s, kind, err);
    if (base_str_eq_z(k->effect, "cap") != capped)
        return SOCVET_OK;
    if (capped) {
        s->offered += pence;
        count_capped(s, k, pence);
    } else {
        count_part(s, k, pence);
    }
    return SOCVET_OK;
}

socvet_status salary_count_pay(salary_sum *s, socvet_err *err)
{
    const socvet_salary_question *q = s->q;
    socvet_status st = SOCVET_OK;
    const validate_pay_kind *any = NULL;

    s->offered = s->countable = q->amount_pence;
    s->perhaps = 0;
    salary_line_money(s, &s->pay, "basic pay:", q->amount_pence);
    for (int capped = 0; capped < 2 && !st; capped++) {
        st = count_kind(s, SOCVET_STR("allowance"), q->allowance_pence, capped, err);
        if (!st)
            st = count_kind(s, SOCVET_STR("accommodation"), q->accommodation_pence, capped, err);
        for (size_t i = 0; i < q->n_parts && !st; i++)
            st = count_kind(s, q->parts[i].kind, q->parts[i].pence, capped, err);
    }
    salary_line_money(s, &s->pay, "pay that counts:", s->countable);
    any = validate_find_pay_kind(s->rules, s->route->name, s->option->option, SOCVET_STR("allowance"), q->as_of);
    if (any && s->offered != q->amount_pence)
        base_buf_printf(&s->pay, "source: %.*s\n", SOCVET_ARG(any->source));
    return st;
}

/* compare_pay.c: the pay of two versions, and whether a change is only a general rise: the papers say
 * so, or a national spine shows the same point in a later year, or both ends rose by the same share. */
#include "compare_int.h"

typedef struct {
    const socvet_salary *s;
    int64_t low, high; /* SOCVET_NO_PENCE: not stated */
} pay;

static pay pay_of(const validate_ctx *v)
{
    pay p = {.s = v->facts->salary >= 0 ? &v->facts->salaries[v->facts->salary] : NULL, .low = SOCVET_NO_PENCE,
             .high = SOCVET_NO_PENCE};

    if (p.s) {
        p.low = p.s->low_pence;
        p.high = p.s->high_pence;
    }
    return p;
}

/* Papers and our table may round a pound apart. */
static bool close_to(int64_t a, int64_t b)
{
    enum { APART = 100 };

    return a - b <= APART && b - a <= APART;
}

static bool point_rose(const compare_ctx *c, int64_t from, int64_t to, size_t *row)
{
    const validate_table *t = &c->rules->dated[TABLE_SPINES];

    for (size_t i = 0; i < t->rows; i++) {
        if (!close_to(validate_at(t, i, "annual")->n, from))
            continue;
        for (size_t k = 0; k < t->rows; k++)
            if (close_to(validate_at(t, k, "annual")->n, to) && validate_at(t, k, "from")->n > validate_at(t, i, "from")->n &&
                base_str_eq(validate_at(t, k, "scheme")->s, validate_at(t, i, "scheme")->s) &&
                base_str_eq(validate_at(t, k, "area")->s, validate_at(t, i, "area")->s) &&
                base_str_eq(validate_at(t, k, "point")->s, validate_at(t, i, "point")->s)) {
                *row = i;
                return true;
            }
    }
    return false;
}

/* Both ends, where there are two. */
static bool spine_rose(const compare_ctx *c, const pay *a, const pay *b, size_t *row)
{
    bool low = a->low != SOCVET_NO_PENCE && b->low != SOCVET_NO_PENCE, high = a->high != SOCVET_NO_PENCE && b->high != SOCVET_NO_PENCE;

    if (!a->s || a->s->period != SOCVET_PERIOD_YEAR || (!low && !high) || !low)
        return false;
    if (!point_rose(c, a->low, b->low, row))
        return false;
    size_t other;
    return !high || (a->high == a->low && b->high == b->low) || point_rose(c, a->high, b->high, &other);
}

/* Hundredths of a per cent by which a figure rose. */
static int64_t share(int64_t a, int64_t b)
{
    return a > 0 ? (b - a) * 10000 / a : 0;
}

static bool same_share(const pay *a, const pay *b)
{
    enum { MOST = 1200, APART = 30 }; /* twelve per cent; three tenths of one */

    if (a->low == SOCVET_NO_PENCE || b->low == SOCVET_NO_PENCE)
        return false;
    int64_t x = share(a->low, b->low), y = a->high != SOCVET_NO_PENCE && b->high != SOCVET_NO_PENCE ? share(a->high, b->high) : x;
    return x > 0 && y > 0 && x <= MOST && x - y <= APART && y - x <= APART;
}

static void explain_rise(compare_ctx *c, socvet_change *r, const pay *a, const pay *b)
{
    size_t row = 0;
    bool other = compare_changed(c, "title") || compare_changed(c, "duties") || compare_changed(c, "hours") ||
                 compare_changed(c, "grade") || compare_changed(c, "code");
    socvet_span words = compare_words(c, 1, "general-rise");
    const validate_table *t = &c->rules->dated[TABLE_SPINES];

    c->out->general_rise = SOCVET_RISE_NO;
    if (other) {
        r->detail = SOCVET_STR("something else of the job changed with it: no general rise by itself");
        return;
    }
    if (c->q->general_rise) {
        c->out->general_rise = SOCVET_RISE_YES;
        r->detail = SOCVET_STR("said to be a general rise");
    } else if (words.to) {
        c->out->general_rise = SOCVET_RISE_YES;
        r->detail = base_arena_printf(c->a, "the new papers speak of a general rise: “%.*s”",
                                      SOCVET_ARG(base_str_cut(c->v[1].text, words)));
    } else if (spine_rose(c, a, b, &row)) {
        c->out->general_rise = SOCVET_RISE_YES;
        r->detail = base_arena_printf(c->a, "point %.*s of the %.*s scale in a later year", SOCVET_ARG(validate_at(t, row, "point")->s),
                                      SOCVET_ARG(validate_at(t, row, "scheme")->s));
    } else if (same_share(a, b)) {
        int64_t x = share(a->low, b->low);
        c->out->general_rise = SOCVET_RISE_LIKELY;
        r->detail = base_arena_printf(c->a, "up by %lld.%02lld per cent and nothing else changed: perhaps a general rise",
                                      (long long)(x / 100), (long long)(x % 100));
        r->fix = SOCVET_STR("if it is a general rise, say so with --general-rise and keep its announcement; else report it");
    } else {
        r->detail = SOCVET_STR("nothing shows a general rise");
    }
}

static bool differ(const pay *a, const pay *b)
{
    return a->low != b->low || a->high != b->high || a->s->period != b->s->period;
}

void compare_pay(compare_ctx *c)
{
    pay a = pay_of(&c->v[0]), b = pay_of(&c->v[1]);
    validate_value x = {0}, y = {0};

    validate_yearly(&c->v[0], false, &x);
    validate_yearly(&c->v[1], false, &y);
    bool known = a.s && b.s, changed = known && differ(&a, &b);
    bool ends = a.high != SOCVET_NO_PENCE && b.high != SOCVET_NO_PENCE, bottoms = x.there && y.there;
    bool down = changed && ((bottoms && y.n < x.n) || (ends && b.high < a.high && (!bottoms || y.n == x.n)));
    socvet_change *r = compare_add(c, "salary", down ? "salary-down" : "salary-up",
                                   !known ? SOCVET_CHANGE_UNKNOWN : changed ? SOCVET_CHANGE_CHANGED : SOCVET_CHANGE_SAME);
    if (!r)
        return;
    if (a.s) {
        r->old_value = a.s->text;
        r->old_span = a.s->span;
    }
    if (b.s) {
        r->new_value = b.s->text;
        r->new_span = b.s->span;
    }
    if (!known)
        r->fix = SOCVET_STR("state the salary in both papers");
    if (!changed || down)
        return;
    explain_rise(c, r, &a, &b);
    if (c->out->general_rise == SOCVET_RISE_YES)
        compare_set_duty(c, r, "salary-rise");
}

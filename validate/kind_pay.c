/* kind_pay.c: kinds that do sums with pay: threshold, going-rate, floor, minimum-wage, pay-order.
 * Arithmetic is in pence, shown line by line. */
#include "kinds.h"
#include "values.h"

static const socvet_salary *pay(const validate_ctx *c)
{
    return c->facts->salary >= 0 ? &c->facts->salaries[c->facts->salary] : NULL;
}

/* The pay that counts: the bottom of the range; for "up to" pay nothing but the top is known. */
static bool countable(validate_ctx *c, validate_value *low, validate_value *high)
{
    *low = *high = (validate_value){0};
    validate_yearly(c, false, low);
    validate_yearly(c, true, high);
    if (!low->there && !high->there) {
        c->unknown_fix = base_str_z(low->why ? low->why : high->why);
        return false;
    }
    validate_span(c, low->there ? low->span : high->span);
    validate_say_money(c, "pay", low->there ? low->n : high->n);
    return true;
}

/* pass: the bottom is enough. fail: nothing of it is, or only the top (then an error is a warning). */
static socvet_verdict decide(validate_ctx *c, const validate_value *low, const validate_value *high, int64_t need)
{
    if (low->there && low->n >= need)
        return SOCVET_VERDICT_PASS;
    if (!low->there && high->n >= need)
        return validate_unknown(c, "state the bottom of the salary range");
    c->softened |= high->there && high->n >= need;
    return SOCVET_VERDICT_FAIL;
}

/* An annual figure for `basis` hours at other hours, rounded up to the penny: the pay must reach it. */
static int64_t at_hours(int64_t annual, int64_t basis, int64_t hours)
{
    return (annual * hours + basis - 1) / basis;
}

static const validate_threshold *threshold(const validate_ctx *c, socvet_str option)
{
    char z[32];

    if (!c->route || option.len >= sizeof z)
        return NULL;
    memcpy(z, option.ptr, option.len);
    z[option.len] = '\0';
    return validate_find_threshold(c->rules, c->route->name, z, c->as_of);
}

/* Options with conditions that the person or the job may meet, one a line of the working: does the pay
 * reach any of them? */
static void other_options(validate_ctx *c, const validate_threshold *judged, int64_t amount, int64_t hours)
{
    const validate_table *t = &c->rules->dated[TABLE_OPTIONS];
    const validate_want want[] = {{"route", c->route->name}, {NULL, {NULL, 0}}};
    size_t n = 0;

    for (size_t i = validate_find(t, 0, c->as_of, want); i != SIZE_MAX; i = validate_find(t, i + 1, c->as_of, want)) {
        socvet_str title = validate_at(t, i, "title")->s;
        const validate_threshold *o = threshold(c, validate_at(t, i, "option")->s);
        if (!o || o == judged || o->annual_pence == VALIDATE_NONE || amount < o->annual_pence ||
            (o->hourly_pence != VALIDATE_NONE && amount * 100 < o->hourly_pence * hours * 52))
            continue;
        socvet_str need = validate_money(c->arena, o->annual_pence);
        c->working = base_arena_printf(c->arena, "%.*s\nenough for %.*s: %.*s", SOCVET_ARG(c->working),
                                       SOCVET_ARG(title), SOCVET_ARG(need));
        n++;
    }
    c->softened |= n > 0;
    if (n)
        validate_say(c, "lower", SOCVET_STR(", or say which lower option the person must meet"));
    validate_say(c, "others", n ? SOCVET_STR(", unless a lower option fits") : (socvet_str){"", 0});
}

socvet_verdict validate_kind_threshold(validate_ctx *c)
{
    validate_value low, high;
    int64_t hours = validate_hours(c);
    const validate_threshold *t = threshold(c, validate_param_of(c->rule, "option"));
    bool scaled = base_str_eq_z(validate_param_of(c->rule, "hours"), "scaled");

    if (c->opts->new_entrant && c->route) {
        const validate_threshold *e = threshold(c, SOCVET_STR("E"));
        t = e ? e : threshold(c, SOCVET_STR("new-entrant")) ? threshold(c, SOCVET_STR("new-entrant")) : t;
    }
    if (!t)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (t->annual_pence == VALIDATE_NONE)
        return validate_unknown(c, "no source gives the threshold of this route on this day; load a table of rates (--rates FILE)");
    int64_t need = t->annual_pence, basis = t->hours == VALIDATE_NONE ? 3900 : t->hours;
    if (scaled && hours != VALIDATE_NONE && hours > basis)
        need = at_hours(need, basis, hours);
    validate_say_money(c, "threshold", need);
    if (!countable(c, &low, &high))
        return SOCVET_VERDICT_UNKNOWN;
    int64_t amount = low.there ? low.n : high.n;
    socvet_str p = validate_money(c->arena, amount), a = validate_money(c->arena, t->annual_pence),
               m = validate_money(c->arena, need), h = validate_hours_text(c->arena, hours),
               b = validate_hours_text(c->arena, basis);
    c->working = need == t->annual_pence
                     ? base_arena_printf(c->arena, "%.*s a year against %.*s", SOCVET_ARG(p), SOCVET_ARG(a))
                     : base_arena_printf(c->arena, "%.*s × %.*s ÷ %.*s = %.*s\n%.*s a year against %.*s",
                                         SOCVET_ARG(a), SOCVET_ARG(h), SOCVET_ARG(b), SOCVET_ARG(m),
                                         SOCVET_ARG(p), SOCVET_ARG(m));
    socvet_verdict v = decide(c, &low, &high, need);
    if (v == SOCVET_VERDICT_FAIL && scaled && hours != VALIDATE_NONE && hours < basis &&
        amount >= at_hours(t->annual_pence, basis, hours))
        return validate_unknown(c, "whether fewer hours lower this threshold was not found in a source");
    if (v == SOCVET_VERDICT_FAIL)
        other_options(c, t, amount, hours == VALIDATE_NONE ? basis : hours);
    return v;
}

/* The row of the tables that the route's ordinary option uses (the lower ones for some routes). */
static const validate_rate *rate_of(const validate_ctx *c)
{
    socvet_str code = base_str_z(c->code);
    const validate_rate *r = NULL;

    for (size_t i = 0; i < c->rules->n_options && !r; i++) {
        const validate_option *o = &c->rules->options[i];
        if (!o->when.len && base_str_eq(o->route, c->route->name) && o->from <= c->as_of && c->as_of <= o->to)
            r = validate_find_rate_in(c->rules, c->edition, code, o->tables, c->as_of);
    }
    return r ? r : validate_find_rate(c->rules, c->edition, code, c->as_of);
}

socvet_verdict validate_kind_going_rate(validate_ctx *c)
{
    validate_value low, high;
    int64_t hours = validate_hours(c);

    if (!c->route)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (!c->code[0])
        return validate_unknown(c, VALIDATE_CODE_WHY);
    const validate_rate *r = rate_of(c);
    if (!r || r->annual_pence == VALIDATE_NONE)
        return validate_rates_complete(c->rules, c->edition, c->as_of)
                   ? SOCVET_VERDICT_NOT_APPLICABLE
                   : validate_unknown(c, "the going rates of this day are held only in part and this code is not "
                                         "among them: load the table of that day (--rates FILE)");
    bool entrant = c->opts->new_entrant && r->new_entrant_pence != VALIDATE_NONE;
    int64_t annual = entrant ? r->new_entrant_pence : r->annual_pence;
    validate_say_money(c, "rate", annual);
    if (!countable(c, &low, &high))
        return SOCVET_VERDICT_UNKNOWN;
    if (hours == VALIDATE_NONE)
        return validate_unknown(c, "state the weekly hours: the going rate is worked out from them");
    int64_t basis = r->hours == VALIDATE_NONE ? 3750 : r->hours, need = at_hours(annual, basis, hours),
            amount = low.there ? low.n : high.n;
    socvet_str a = validate_money(c->arena, annual), n = validate_money(c->arena, need),
               p = validate_money(c->arena, amount), h = validate_hours_text(c->arena, hours),
               b = validate_hours_text(c->arena, basis);
    c->working = base_arena_printf(c->arena, "going rate %.*s for %.*s hours\n%.*s × %.*s ÷ %.*s = %.*s\n"
                                   "%.*s a year against %.*s", SOCVET_ARG(a), SOCVET_ARG(b), SOCVET_ARG(a),
                                   SOCVET_ARG(h), SOCVET_ARG(b), SOCVET_ARG(n), SOCVET_ARG(p), SOCVET_ARG(n));
    validate_say_money(c, "need", need);
    c->softened = r->new_entrant_pence != VALIDATE_NONE && amount >= at_hours(r->new_entrant_pence, basis, hours);
    return decide(c, &low, &high, need);
}

/* Where the hourly floor is a test of its own (later ones stand inside the going rates). */
socvet_verdict validate_kind_floor(validate_ctx *c)
{
    validate_value low, high;
    int64_t hours = validate_hours(c);
    const validate_threshold *t = threshold(c, validate_param_of(c->rule, "option"));

    if (!t || t->hourly_pence == VALIDATE_NONE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_say_money(c, "floor", t->hourly_pence);
    if (!countable(c, &low, &high))
        return SOCVET_VERDICT_UNKNOWN;
    if (hours == VALIDATE_NONE)
        return validate_unknown(c, "state the weekly hours: the hourly rate is worked out from them");
    int64_t need = t->hourly_pence * hours * 52 / 100, amount = low.there ? low.n : high.n;
    validate_say_money(c, "hourly", amount * 100 / (52 * hours));
    socvet_str f = validate_money(c->arena, t->hourly_pence), h = validate_hours_text(c->arena, hours),
               n = validate_money(c->arena, need);
    c->working = base_arena_printf(c->arena, "%.*s × %.*s × 52 = %.*s", SOCVET_ARG(f), SOCVET_ARG(h), SOCVET_ARG(n));
    return decide(c, &low, &high, need);
}

/* The wage everybody gets from some age on, or an apprentice's. */
static const validate_wage *wage_of(const validate_ctx *c, bool adult)
{
    for (size_t i = 0; i < c->rules->n_wages; i++) {
        const validate_wage *w = &c->rules->wages[i];
        if (w->from <= c->as_of && c->as_of <= w->to && w->hourly_pence != VALIDATE_NONE &&
            base_str_eq_z(w->kind, adult ? "age" : "apprentice") && (!adult || w->max_age == VALIDATE_NONE))
            return w;
    }
    return NULL;
}

/* Another hourly figure of the text that reaches the wage: which of them is the pay of the post? */
static bool other_rate(const socvet_facts *f, int64_t wage)
{
    enum { MOST_HOURLY = 20000 };

    for (size_t i = 0; i < f->n_salaries; i++) {
        const socvet_salary *s = &f->salaries[i];
        if ((int)i != f->salary && s->kind == SOCVET_PAY_BASE && s->low_pence != SOCVET_NO_PENCE &&
            (s->period == SOCVET_PERIOD_HOUR || s->period == SOCVET_PERIOD_UNKNOWN) && s->low_pence >= wage &&
            s->low_pence <= MOST_HOURLY)
            return true;
    }
    return false;
}

/* Hours behind a yearly figure must be the post's own; within one per cent the divisors of weeks and
 * days differ, and an error is a warning. */
socvet_verdict validate_kind_minimum_wage(validate_ctx *c)
{
    const socvet_salary *s = pay(c);
    const socvet_facts *f = c->facts;
    int64_t hours = validate_hours(c), hourly;
    const validate_wage *t = wage_of(c, base_str_eq_z(validate_param_of(c->rule, "rate"), "adult"));

    if (!s || !t || s->flags & SOCVET_PAY_FOREIGN || s->kind != SOCVET_PAY_BASE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    int64_t v = s->low_pence != SOCVET_NO_PENCE ? s->low_pence : s->high_pence;
    if (v == SOCVET_NO_PENCE || v <= 0)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (s->high_pence != SOCVET_NO_PENCE && s->low_pence != SOCVET_NO_PENCE && s->high_pence / 2 > s->low_pence)
        return SOCVET_VERDICT_NOT_APPLICABLE; /* so wide a range is two figures, for two periods */
    validate_say_money(c, "wage", t->hourly_pence);
    validate_say_number(c, "age", t->min_age == VALIDATE_NONE ? 0 : t->min_age);
    if (s->period == SOCVET_PERIOD_HOUR) {
        hourly = v * 100;
        c->softened = other_rate(f, t->hourly_pence);
    } else {
        validate_value y = {0};
        validate_yearly(c, s->low_pence == SOCVET_NO_PENCE, &y);
        if (!y.there || hours == VALIDATE_NONE || hours < 100 || f->part_time || f->fte_thousandths.state ||
            s->basis == SOCVET_BASIS_ACTUAL || s->flags & SOCVET_PAY_PRO_RATA)
            return SOCVET_VERDICT_NOT_APPLICABLE; /* the hours behind the figure may not be the post's */
        hourly = y.n * 10000 / (52 * hours);
        socvet_str a = validate_money(c->arena, y.n), h = validate_hours_text(c->arena, hours),
                   b = validate_money(c->arena, hourly / 100);
        c->working = base_arena_printf(c->arena, "%.*s ÷ 52 ÷ %.*s = %.*s an hour", SOCVET_ARG(a), SOCVET_ARG(h),
                                       SOCVET_ARG(b));
        c->softened = hourly >= t->hourly_pence * 99;
    }
    validate_span(c, s->span);
    validate_say_money(c, "hourly", hourly / 100);
    return hourly >= t->hourly_pence * 100 ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

/* The first amount in the words, in pence; 0 when it is written short ("30k") or not at all. */
static int64_t first_amount(socvet_str w)
{
    int64_t v = 0;
    size_t i = 0, digits = 0;

    while (i < w.len && !base_is_digit(w.ptr[i]))
        i++;
    for (; i < w.len && digits < 9 && (base_is_digit(w.ptr[i]) || (w.ptr[i] == ',' && digits)); i++)
        if (base_is_digit(w.ptr[i])) {
            v = v * 10 + (w.ptr[i] - '0');
            digits++;
        }
    if (i < w.len && (w.ptr[i] == 'k' || w.ptr[i] == 'K'))
        return 0;
    v *= 100;
    if (i + 2 < w.len && w.ptr[i] == '.' && base_is_digit(w.ptr[i + 1]) && base_is_digit(w.ptr[i + 2]))
        v += (w.ptr[i + 1] - '0') * 10 + (w.ptr[i + 2] - '0');
    return v;
}

/* The reader of pay puts a range the right way round: the words tell how it was written. */
socvet_verdict validate_kind_pay_order(validate_ctx *c)
{
    const socvet_salary *s = pay(c);

    if (!s || s->low_pence == SOCVET_NO_PENCE || s->high_pence == SOCVET_NO_PENCE || s->low_pence == s->high_pence)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, s->span);
    bool swapped = s->low_pence > s->high_pence;
    validate_say_money(c, "low", swapped ? s->low_pence : s->high_pence);
    validate_say_money(c, "high", swapped ? s->high_pence : s->low_pence);
    return swapped || first_amount(s->text) == s->high_pence ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

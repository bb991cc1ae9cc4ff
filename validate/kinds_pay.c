/* kinds_pay.c: kinds that do sums with pay. Arithmetic is in pence, shown line by line. */
#include "kinds.h"

#include "../base/date.h"

static const socvet_salary *pay(const validate_ctx *c)
{
    return c->facts->salary >= 0 ? &c->facts->salaries[c->facts->salary] : NULL;
}

static socvet_verdict unknown(validate_ctx *c, const char *fix)
{
    c->unknown_fix = base_str_z(fix);
    return SOCVET_VERDICT_UNKNOWN;
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

socvet_verdict validate_pay_order(validate_ctx *c)
{
    const socvet_salary *s = pay(c);

    if (!s || s->low_pence == SOCVET_NO_PENCE || s->high_pence == SOCVET_NO_PENCE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, s->span);
    validate_value_money(c, "low", s->high_pence); /* as they were written: the larger first */
    validate_value_money(c, "high", s->low_pence);
    /* the reader of pay puts a range the right way round: the words tell how it was written */
    return first_amount(s->text) > s->low_pence ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

socvet_verdict validate_pay_sane(validate_ctx *c)
{
    const char *why;
    uint64_t least = 0, most = 0;
    int64_t low = validate_yearly_pence(c, false, &why);
    int64_t high = validate_yearly_pence(c, true, &why);

    base_str_to_u64(validate_param(c->rule, "min"), &least);
    base_str_to_u64(validate_param(c->rule, "max"), &most);
    if (!pay(c) || (low == VALIDATE_NONE && high == VALIDATE_NONE))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    int64_t v = low != VALIDATE_NONE ? low : high;
    validate_span(c, pay(c)->span);
    validate_value_money(c, "salary", v);
    return v >= (int64_t)least && (high == VALIDATE_NONE || high <= (int64_t)most) ? SOCVET_VERDICT_PASS
                                                                                   : SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_pay_period(validate_ctx *c)
{
    const socvet_salary *s = pay(c);

    if (!s)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, s->span);
    return s->period == SOCVET_PERIOD_UNKNOWN || s->flags & SOCVET_PAY_PERIOD_INFERRED ? SOCVET_VERDICT_FAIL
                                                                                       : SOCVET_VERDICT_PASS;
}

/* Where one salary is stated for full time and the hours are part time, the pay of the post. */
static int64_t actual_pence(validate_ctx *c, int64_t yearly, base_buf *working)
{
    const socvet_salary *s = pay(c);
    int64_t fte = c->facts->fte_thousandths.state == SOCVET_FACT_STATED ? c->facts->fte_thousandths.value : 1000;

    if (s->basis == SOCVET_BASIS_ACTUAL || fte >= 1000 || fte <= 0 ||
        !(s->basis == SOCVET_BASIS_FTE || s->flags & SOCVET_PAY_PRO_RATA))
        return yearly;
    int64_t v = yearly * fte / 1000;
    socvet_str a = validate_money(c->arena, yearly), b = validate_money(c->arena, v);
    base_buf_printf(working, "%.*s × %lld.%03lld of full time = %.*s\n", SOCVET_ARG(a),
                    (long long)(fte / 1000), (long long)(fte % 1000), SOCVET_ARG(b));
    return v;
}

static void finish_working(validate_ctx *c, base_buf *b)
{
    if (b->len && b->ptr[b->len - 1] == '\n')
        b->len--;
    char *copy = base_arena_dup(c->arena, base_buf_str(b));
    c->working = (socvet_str){copy, copy ? b->len : 0};
    base_buf_clear(b);
}

socvet_verdict validate_pay_threshold(validate_ctx *c)
{
    const char *why;
    socvet_str option = validate_param(c->rule, "option");
    char z[32];
    int64_t yearly = validate_yearly_pence(c, false, &why);
    base_buf w;

    if (!c->route || option.len >= sizeof z)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    memcpy(z, option.ptr, option.len);
    z[option.len] = '\0';
    const validate_threshold *t = validate_find_threshold(c->rules, c->route->name, z, c->as_of);
    if (!t)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (t->annual_pence == VALIDATE_NONE)
        return unknown(c, "the threshold of this route on this day is not held; load a table of rates");
    validate_value_money(c, "threshold", t->annual_pence);
    if (yearly == VALIDATE_NONE)
        return unknown(c, why);
    base_buf_init(&w, 4096);
    yearly = actual_pence(c, yearly, &w);
    validate_span(c, pay(c)->span);
    validate_value_money(c, "salary", yearly);
    socvet_str a = validate_money(c->arena, yearly), b = validate_money(c->arena, t->annual_pence);
    base_buf_printf(&w, "%.*s a year against %.*s", SOCVET_ARG(a), SOCVET_ARG(b));
    finish_working(c, &w);
    /* options for a PhD, a listed job or a new entrant may hold for the person who is chosen */
    const validate_threshold *low = validate_find_threshold(c->rules, c->route->name, "E", c->as_of);
    c->softened = low && low->annual_pence != VALIDATE_NONE && yearly >= low->annual_pence;
    return yearly >= t->annual_pence ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_pay_going_rate(validate_ctx *c)
{
    const char *why;
    socvet_str edition, code = validate_code(c, &edition);
    int64_t hours = validate_hours(c), yearly = validate_yearly_pence(c, false, &why);
    socvet_unit u = {.title = {"", 0}};
    base_buf w;

    if (!c->route)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (!code.len)
        return unknown(c, "say more about the duties: the text does not settle one occupation code");
    socvet_dict_unit(c->dict, socvet_dict_edition(c->dict, edition), code, &u);
    validate_value(c, "code", code);
    validate_value(c, "code_title", u.title);
    const validate_rate *r = validate_find_rate(c->rules, edition, code, c->as_of);
    if (!r || r->annual_pence == VALIDATE_NONE)
        return validate_rates_complete(c->rules, edition, c->as_of)
                   ? SOCVET_VERDICT_NOT_APPLICABLE
                   : unknown(c, "the going rates of this day are held only in part and this code is not among "
                                "them; load the table of that day");
    validate_value_money(c, "rate", r->annual_pence);
    if (yearly == VALIDATE_NONE)
        return unknown(c, why);
    if (hours == VALIDATE_NONE)
        return unknown(c, "state the weekly hours: the going rate is worked out from them");
    int64_t basis = r->hours == VALIDATE_NONE ? 3750 : r->hours;
    int64_t need = (r->annual_pence * hours + basis - 1) / basis;
    base_buf_init(&w, 4096);
    yearly = actual_pence(c, yearly, &w);
    socvet_str a = validate_money(c->arena, r->annual_pence), b = validate_money(c->arena, need),
               d = validate_money(c->arena, yearly);
    base_buf_printf(&w, "going rate %.*s for %lld.%02lld hours\n%.*s × %lld.%02lld ÷ %lld.%02lld = %.*s\n"
                        "%.*s a year against %.*s",
                    SOCVET_ARG(a), (long long)(basis / 100), (long long)(basis % 100), SOCVET_ARG(a),
                    (long long)(hours / 100), (long long)(hours % 100), (long long)(basis / 100),
                    (long long)(basis % 100), SOCVET_ARG(b), SOCVET_ARG(d), SOCVET_ARG(b));
    finish_working(c, &w);
    validate_span(c, pay(c)->span);
    c->softened = r->new_entrant_pence != VALIDATE_NONE &&
                  yearly >= (r->new_entrant_pence * hours + basis - 1) / basis;
    validate_value_money(c, "need", need);
    validate_value_money(c, "salary", yearly);
    return yearly >= need ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

/* The hourly pay of the low end, in hundredths of a penny so that no wage is rounded up past the
 * line; the low end alone, for "up to" pay the high one. */
socvet_verdict validate_pay_minimum(validate_ctx *c)
{
    const socvet_salary *s = pay(c);
    uint64_t age = 21;
    int64_t hours = validate_hours(c), hourly;
    const char *why;
    base_buf w;

    base_str_to_u64(validate_param(c->rule, "age"), &age);
    if (!s || s->flags & SOCVET_PAY_FOREIGN || s->kind != SOCVET_PAY_BASE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    const validate_wage *t = validate_find_wage(c->rules, "age", (int)age, c->as_of);
    if (!t || t->hourly_pence == VALIDATE_NONE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_value_money(c, "wage", t->hourly_pence);
    int64_t v = s->low_pence != SOCVET_NO_PENCE ? s->low_pence : s->high_pence;
    base_buf_init(&w, 4096);
    if (s->period == SOCVET_PERIOD_HOUR) {
        hourly = v * 100;
    } else if (s->basis == SOCVET_BASIS_ACTUAL || s->flags & (SOCVET_PAY_PRO_RATA | SOCVET_PAY_TERM_TIME) ||
               c->facts->term_time || c->facts->part_time || c->facts->fte_thousandths.state) {
        return SOCVET_VERDICT_NOT_APPLICABLE; /* the hours behind the figure are not the post's */
    } else {
        int64_t yearly = validate_yearly_pence(c, false, &why);
        if (yearly == VALIDATE_NONE || hours == VALIDATE_NONE || hours < 100)
            return SOCVET_VERDICT_NOT_APPLICABLE;
        hourly = yearly * 10000 / (52 * hours);
        socvet_str a = validate_money(c->arena, yearly), b = validate_money(c->arena, hourly / 100);
        base_buf_printf(&w, "%.*s ÷ 52 ÷ %lld.%02lld = %.*s an hour", SOCVET_ARG(a), (long long)(hours / 100),
                        (long long)(hours % 100), SOCVET_ARG(b));
    }
    finish_working(c, &w);
    validate_span(c, s->span);
    validate_value_money(c, "hourly", hourly / 100);
    return hourly >= t->hourly_pence * 100 ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

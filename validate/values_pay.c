/* values_pay.c: the named values that come of the pay: bounds, period, basis, flags. */
#include "values.h"

const socvet_salary *validate_pay(const validate_ctx *c)
{
    return c->facts->salary >= 0 ? &c->facts->salaries[c->facts->salary] : NULL;
}

void validate_pay_flag(const validate_ctx *c, unsigned bit, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    validate_flag(v, s && s->flags & bit, s ? s->span : (socvet_span){0, 0});
    v->s = s ? s->text : (socvet_str){NULL, 0}; /* the words, where the pay came beside the text */
}

void validate_sum_of_kind(const validate_ctx *c, unsigned kind, validate_value *v)
{
    for (size_t i = 0; i < c->facts->n_salaries && !v->there; i++)
        if (c->facts->salaries[i].kind == kind)
            validate_flag(v, true, c->facts->salaries[i].span);
}

void validate_get_salary(validate_ctx *c, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    validate_flag(v, s != NULL || c->facts->n_salaries > 0, s ? s->span : (socvet_span){0, 0});
}

void validate_get_salary_low(validate_ctx *c, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    v->there = s && s->low_pence != SOCVET_NO_PENCE;
    v->n = v->there ? s->low_pence : 0;
    v->span = s ? s->span : (socvet_span){0, 0};
}

void validate_get_salary_high(validate_ctx *c, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    v->there = s && s->high_pence != SOCVET_NO_PENCE;
    v->n = v->there ? s->high_pence : 0;
    v->span = s ? s->span : (socvet_span){0, 0};
}

void validate_get_period(validate_ctx *c, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    if (s)
        validate_pick(v, validate_name_find(SOCVET_STR("salary-period"))->words, s->period, s->span);
}

void validate_get_period_said(validate_ctx *c, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    validate_flag(v, s && s->period != SOCVET_PERIOD_UNKNOWN && !(s->flags & SOCVET_PAY_PERIOD_INFERRED),
         s ? s->span : (socvet_span){0, 0});
}

void validate_get_basis(validate_ctx *c, validate_value *v)
{
    const socvet_salary *s = validate_pay(c);

    if (s)
        validate_pick(v, validate_name_find(SOCVET_STR("salary-basis"))->words, s->basis, s->span);
}

void validate_get_foreign(validate_ctx *c, validate_value *v)
{
    const socvet_facts *f = c->facts;

    validate_pay_flag(c, SOCVET_PAY_FOREIGN, v);
    for (size_t i = 0; f->salary < 0 && i < f->n_salaries && !v->there; i++) /* no pay is of such a size: "$50 billion" */
        if (f->salaries[i].high_pence <= INT64_C(100000000))
            validate_flag(v, f->salaries[i].flags & SOCVET_PAY_FOREIGN, f->salaries[i].span);
}

void validate_get_yearly(validate_ctx *c, validate_value *v)
{
    validate_yearly(c, false, v);
}

void validate_get_yearly_high(validate_ctx *c, validate_value *v)
{
    validate_yearly(c, true, v);
}

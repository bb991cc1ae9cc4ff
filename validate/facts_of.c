/* facts_of.c: what the kinds ask of a vacancy: its hours, and its yearly pay at those hours. */
#include "values.h"

enum { MOST_PENCE = 1000000000 }; /* ten million pounds: no pay of a post is more */

int64_t validate_hours(const validate_ctx *c)
{
    const socvet_fact_number *h = &c->facts->weekly_hours_hundredths;

    return (h->state == SOCVET_FACT_STATED || h->state == SOCVET_FACT_GIVEN) && h->value > 0 && h->value <= 16800
               ? h->value
               : VALIDATE_NONE;
}

static void cannot(validate_value *v, const char *why)
{
    v->unknown = true;
    v->why = why;
}

/* Pay that is stated for full time, where the post is less than that. */
static void to_actual(const validate_ctx *c, const socvet_salary *s, validate_value *v)
{
    const socvet_facts *f = c->facts;
    bool fte = f->fte_thousandths.state == SOCVET_FACT_STATED && f->fte_thousandths.value > 0;

    if (s->basis == SOCVET_BASIS_ACTUAL || s->period == SOCVET_PERIOD_HOUR)
        return;
    bool full_time_figure = s->basis == SOCVET_BASIS_FTE || s->flags & SOCVET_PAY_PRO_RATA;
    if (full_time_figure && fte && f->fte_thousandths.value < 1000)
        v->n = v->n * f->fte_thousandths.value / 1000;
    else if ((full_time_figure && (f->part_time || s->flags & SOCVET_PAY_PRO_RATA) && !f->full_time && !fte) ||
             s->flags & SOCVET_PAY_TERM_TIME || f->term_time)
        cannot(v, "state the actual salary for the hours of the post, or the share of full time");
}

/* One figure of the pay for a year; what is missing is said. */
static void yearly(const validate_ctx *c, const socvet_salary *s, validate_value *v)
{
    int64_t hours = validate_hours(c);

    switch (s->period) {
    case SOCVET_PERIOD_YEAR:
        return;
    case SOCVET_PERIOD_MONTH:
        v->n *= 12;
        return;
    case SOCVET_PERIOD_WEEK:
        v->n *= 52;
        return;
    case SOCVET_PERIOD_HOUR:
        if (hours == VALIDATE_NONE)
            cannot(v, "state the weekly hours, so that the hourly rate can be turned into a yearly salary");
        else
            v->n = v->n * hours * 52 / 100;
        return;
    case SOCVET_PERIOD_DAY:
        cannot(v, "state the salary per year: a day's rate does not say how many days are worked");
        return;
    default:
        cannot(v, "say whether the salary is per year, month, week or hour");
    }
}

void validate_yearly(validate_ctx *c, bool high, validate_value *v)
{
    const socvet_salary *s = c->facts->salary >= 0 ? &c->facts->salaries[c->facts->salary] : NULL;

    if (!s || s->flags & SOCVET_PAY_FOREIGN || s->kind != SOCVET_PAY_BASE) {
        cannot(v, "state the salary");
        return;
    }
    v->span = s->span;
    v->n = high ? s->high_pence : s->low_pence;
    if (v->n == SOCVET_NO_PENCE || v->n < 0 || v->n > MOST_PENCE) {
        cannot(v, high ? "state the top of the salary range" : "state the bottom of the salary range");
        return;
    }
    yearly(c, s, v);
    if (!v->unknown)
        to_actual(c, s, v);
    v->there = !v->unknown && v->n <= MOST_PENCE;
}

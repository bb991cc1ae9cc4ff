/* facts_of.c: what the kinds ask of a vacancy: its hours, its yearly pay, its code. */
#include "validate_int.h"

int64_t validate_hours(const validate_ctx *c)
{
    const socvet_fact_number *h = &c->facts->weekly_hours_hundredths;

    return h->state == SOCVET_FACT_STATED || h->state == SOCVET_FACT_GIVEN ? h->value : VALIDATE_NONE;
}

int64_t validate_yearly_pence(const validate_ctx *c, bool high, const char **why)
{
    const socvet_facts *f = c->facts;
    const socvet_salary *s = f->salary >= 0 ? &f->salaries[f->salary] : NULL;
    int64_t hours = validate_hours(c);

    *why = "state the salary";
    if (!s || s->flags & SOCVET_PAY_FOREIGN)
        return VALIDATE_NONE;
    int64_t v = high ? s->high_pence : s->low_pence;
    *why = high ? "state the top of the salary range" : "state the bottom of the salary range";
    if (v == SOCVET_NO_PENCE || v < 0 || v > 100000000000)
        return VALIDATE_NONE;
    switch (s->period) {
    case SOCVET_PERIOD_YEAR:
        return v;
    case SOCVET_PERIOD_MONTH:
        return v * 12;
    case SOCVET_PERIOD_WEEK:
        return v * 52;
    case SOCVET_PERIOD_HOUR:
        *why = "state the weekly hours, so that the hourly rate can be turned into a yearly salary";
        return hours == VALIDATE_NONE || hours <= 0 ? VALIDATE_NONE : v * hours * 52 / 100;
    case SOCVET_PERIOD_DAY:
        *why = "state the salary per year: a day's rate does not say how many days are worked";
        return VALIDATE_NONE;
    default:
        *why = "say whether the salary is per year, month, week or hour";
        return VALIDATE_NONE;
    }
}

socvet_str validate_code(const validate_ctx *c, socvet_str *edition)
{
    const socvet_coding *k = c->coding;
    socvet_str none = {"", 0};

    *edition = c->route ? c->route->edition
                        : socvet_dict_edition_name(c->dict, socvet_dict_default_edition(c->dict));
    if (!k || k->abstained || !k->n_candidates)
        return none;
    if (base_str_eq(socvet_dict_edition_name(c->dict, k->edition), *edition))
        return base_str_z(k->candidates[0].code);
    /* the coding carries its answer in the other edition, too */
    int e = socvet_dict_edition(c->dict, *edition);
    socvet_unit u;
    if (k->soc2010[0] && socvet_dict_unit(c->dict, e, base_str_z(k->soc2010), &u) &&
        e != socvet_dict_default_edition(c->dict))
        return base_str_z(k->soc2010);
    if (k->soc2020[0] && e == socvet_dict_default_edition(c->dict))
        return base_str_z(k->soc2020);
    return none;
}

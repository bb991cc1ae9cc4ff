/* values_fact.c: the named values that come of several facts, or of a fact and the day judged on. */
#include "values.h"

void validate_get_hours_high(validate_ctx *c, validate_value *v)
{
    validate_of_number(v, &c->facts->hours_high_hundredths);
    if (!v->there)
        validate_of_number(v, &c->facts->weekly_hours_hundredths);
}

void validate_get_pattern(validate_ctx *c, validate_value *v)
{
    const socvet_facts *f = c->facts;

    validate_flag(v, f->weekly_hours_hundredths.state || f->full_time || f->part_time || f->fte_thousandths.state ||
                f->zero_hours || f->term_time,
         f->weekly_hours_hundredths.span);
}

void validate_get_posted(validate_ctx *c, validate_value *v)
{
    v->there = c->posted != INT32_MIN;
    v->n = c->posted;
    v->span = c->facts->posted.span;
}

void validate_get_closing(validate_ctx *c, validate_value *v)
{
    v->there = c->closing != INT32_MIN;
    v->n = c->closing;
    v->span = c->facts->closing.span;
}

/* An advert that closed long ago is not judged by the rates of today. */
void validate_get_closed_days(validate_ctx *c, validate_value *v)
{
    validate_get_closing(c, v);
    v->n = c->as_of - v->n;
}

void validate_get_closing_said(validate_ctx *c, validate_value *v)
{
    validate_flag(v, c->closing != INT32_MIN || c->facts->closing.state || c->facts->rolling, c->facts->closing.span);
}

/* How many days from the day judged on until the work starts. */
void validate_get_start_days(validate_ctx *c, validate_value *v)
{
    validate_of_date(v, &c->facts->start);
    v->n -= c->as_of;
}

void validate_get_as_of(validate_ctx *c, validate_value *v)
{
    v->there = true;
    v->n = c->as_of;
}

void validate_get_duration(validate_ctx *c, validate_value *v)
{
    const socvet_facts *f = c->facts;

    validate_flag(v, f->duration_months.state || f->duration_days.state || f->end.state,
         f->duration_months.state ? f->duration_months.span
                                  : f->duration_days.state ? f->duration_days.span : f->end.span);
}

void validate_get_duration_months(validate_ctx *c, validate_value *v)
{
    validate_of_number(v, &c->facts->duration_months);
    if (!v->there && c->facts->duration_days.state) {
        validate_of_number(v, &c->facts->duration_days);
        v->n /= 30;
    }
}

static void criteria_of(validate_ctx *c, validate_value *v, int need)
{
    for (size_t i = 0; i < c->facts->n_criteria; i++)
        if (need < 0 || c->facts->criteria[i].need == need) {
            if (v->n++ == 0)
                v->span = c->facts->criteria[i].span;
        }
    v->there = v->n > 0;
}

void validate_get_criteria(validate_ctx *c, validate_value *v)
{
    criteria_of(c, v, -1);
}

void validate_get_essential(validate_ctx *c, validate_value *v)
{
    criteria_of(c, v, SOCVET_NEED_ESSENTIAL);
}

void validate_get_desirable(validate_ctx *c, validate_value *v)
{
    criteria_of(c, v, SOCVET_NEED_DESIRABLE);
}

void validate_get_assessed(validate_ctx *c, validate_value *v)
{
    for (size_t i = 0; i < c->facts->n_criteria && !v->there; i++)
        validate_flag(v, c->facts->criteria[i].assessed_by.len > 0, c->facts->criteria[i].span);
}

void validate_get_qualifications(validate_ctx *c, validate_value *v)
{
    v->n = (int64_t)c->facts->n_qualifications;
    v->there = v->n > 0;
    if (v->there)
        v->span = c->facts->qualifications[0].span;
}

void validate_get_media(validate_ctx *c, validate_value *v)
{
    size_t n = c->facts->n_media + c->opts->n_media;

    for (size_t i = 0; i < c->facts->n_media; i++)
        for (size_t k = 0; k < c->opts->n_media; k++)
            if (base_str_eq_ci(c->opts->media[k], c->facts->media[i].value)) {
                n--;
                break;
            }
    v->n = (int64_t)n;
    v->there = n > 0;
    v->span = c->facts->n_media ? c->facts->media[0].span : (socvet_span){0, 0};
}

void validate_get_new_entrant(validate_ctx *c, validate_value *v)
{
    validate_flag(v, c->opts->new_entrant, (socvet_span){0, 0});
}

/* values.h: the getters of the named values, one file a source, and what they share. */
#ifndef VALIDATE_VALUES_H
#define VALIDATE_VALUES_H
#include "validate_int.h"

#define VALIDATE_CODE_WHY "say more about the duties: the text does not settle one occupation code"

typedef void validate_getter(validate_ctx *c, validate_value *v);
validate_getter validate_get_code, validate_get_code_title, validate_get_eligible, validate_get_isl,
    validate_get_tsl, validate_get_phd_level, validate_get_phd_points, validate_get_scale, validate_get_phd,
    validate_get_phd_disagreement, validate_get_phd_mentioned, validate_get_phd_where,
    validate_get_profile, validate_get_route;
/* values_fact.c */
validate_getter validate_get_hours_high, validate_get_pattern, validate_get_posted, validate_get_closing, validate_get_closed_days, validate_get_closing_said, validate_get_start_days, validate_get_as_of, validate_get_duration, validate_get_duration_months, validate_get_criteria, validate_get_essential, validate_get_desirable, validate_get_assessed, validate_get_qualifications, validate_get_media, validate_get_new_entrant;
/* values_pay.c */
validate_getter validate_get_salary, validate_get_salary_low, validate_get_salary_high, validate_get_period, validate_get_period_said, validate_get_basis, validate_get_foreign, validate_get_yearly, validate_get_yearly_high;
/* values_paper.c */
validate_getter validate_get_document, validate_get_advert, validate_get_job, validate_get_papers, validate_get_jobs, validate_get_words, validate_get_duties, validate_get_apply, validate_get_stated, validate_get_nation;
/* The job's pay; NULL. */
const socvet_salary *validate_pay(const validate_ctx *c);
void validate_pay_flag(const validate_ctx *c, unsigned bit, validate_value *v);
/* The first sum of a kind that is not the job's pay. */
void validate_sum_of_kind(const validate_ctx *c, unsigned kind, validate_value *v);
void validate_notice(const validate_ctx *c, unsigned kind, validate_value *v);
void validate_flag(validate_value *v, bool so, socvet_span span);
void validate_of_number(validate_value *v, const socvet_fact_number *n);
void validate_of_date(validate_value *v, const socvet_fact_date *d);
/* The at-th of the words "a|b|c"; none for 0. */
void validate_pick(validate_value *v, const char *words, unsigned at, socvet_span span);
/* The yearly pay at the hours of the post; unknown, with what to add, when it cannot be told. */
void validate_yearly(validate_ctx *c, bool high, validate_value *v);
/* The code and the edition of the route; called once a document. */
void validate_find_code(validate_ctx *c);
#endif

/* values.h: the getters that live in other files than values.c. */
#ifndef VALIDATE_VALUES_H
#define VALIDATE_VALUES_H
#include "validate_int.h"

#define VALIDATE_CODE_WHY "say more about the duties: the text does not settle one occupation code"

typedef void validate_getter(validate_ctx *c, validate_value *v);
validate_getter validate_get_code, validate_get_code_title, validate_get_eligible, validate_get_isl,
    validate_get_tsl, validate_get_phd_level, validate_get_phd_points, validate_get_scale, validate_get_phd,
    validate_get_phd_disagreement, validate_get_phd_mentioned, validate_get_phd_where,
    validate_get_profile, validate_get_route;
/* The yearly pay at the hours of the post; unknown, with what to add, when it cannot be told. */
void validate_yearly(validate_ctx *c, bool high, validate_value *v);
/* The code and the edition of the route; called once a document. */
void validate_find_code(validate_ctx *c);
#endif

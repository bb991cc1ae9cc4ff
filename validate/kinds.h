/* kinds.h: the judges, one a kind; the registry is kinds.c. */
#ifndef VALIDATE_KINDS_H
#define VALIDATE_KINDS_H
#include "validate_int.h"

socvet_verdict validate_absent(validate_ctx *c);
socvet_verdict validate_present(validate_ctx *c);
socvet_verdict validate_match(validate_ctx *c);
socvet_verdict validate_pay_order(validate_ctx *c);
socvet_verdict validate_pay_sane(validate_ctx *c);
socvet_verdict validate_pay_period(validate_ctx *c);
socvet_verdict validate_pay_threshold(validate_ctx *c);
socvet_verdict validate_pay_going_rate(validate_ctx *c);
socvet_verdict validate_pay_minimum(validate_ctx *c);
socvet_verdict validate_date_order(validate_ctx *c);
socvet_verdict validate_window(validate_ctx *c);
socvet_verdict validate_media(validate_ctx *c);
socvet_verdict validate_stated_code(validate_ctx *c);
socvet_verdict validate_sponsorable(validate_ctx *c);
socvet_verdict validate_phd_wording(validate_ctx *c);
socvet_verdict validate_agree(validate_ctx *c);
#endif

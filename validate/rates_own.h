/* rates_own.h: a user's own table of going rates and thresholds. */
#ifndef VALIDATE_RATES_OWN_H
#define VALIDATE_RATES_OWN_H
#include "validate_int.h"

/* Puts the rows before the embedded ones. Expected: SOCVET_E_DATA ("name:line:column: ..."). */
socvet_status validate_add_rates(socvet_rules *r, socvet_str bytes, const char *name, socvet_err *err);
#endif

/* facts_hours.c: in the making. */
#include "facts_int.h"

static socvet_status read_hours(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_hours = {"hours", NULL, NULL, read_hours};

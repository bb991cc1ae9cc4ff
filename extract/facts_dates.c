/* facts_dates.c: in the making. */
#include "facts_int.h"

static socvet_status read_dates(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_dates = {"dates", NULL, NULL, read_dates};

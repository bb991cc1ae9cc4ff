/* facts_criteria.c: in the making. */
#include "facts_int.h"

static socvet_status read_criteria(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_criteria = {"criteria", NULL, NULL, read_criteria};

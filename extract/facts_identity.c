/* facts_identity.c: in the making. */
#include "facts_int.h"

static socvet_status read_identity(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_identity = {"identity", NULL, NULL, read_identity};

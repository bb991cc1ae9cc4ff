/* facts_kind.c: in the making. */
#include "facts_int.h"

static socvet_status read_kind(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_kind = {"kind", NULL, NULL, read_kind};

/* facts_statements.c: in the making. */
#include "facts_int.h"

static socvet_status read_statements(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_statements = {"statements", NULL, NULL, read_statements};

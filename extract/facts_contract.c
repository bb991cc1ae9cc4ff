/* facts_contract.c: in the making. */
#include "facts_int.h"

static socvet_status read_contract(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_contract = {"contract", NULL, NULL, read_contract};

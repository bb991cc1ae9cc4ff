/* facts_salary.c: in the making. */
#include "facts_int.h"

static socvet_status read_salary(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_salary = {"salary", NULL, NULL, read_salary};

/* facts_sections.c: in the making. */
#include "facts_int.h"

static socvet_status read_sections(facts_ctx *c, socvet_err *err)
{
    (void)c, (void)err;
    return SOCVET_OK;
}

const facts_module facts_sections = {"sections", NULL, NULL, read_sections};

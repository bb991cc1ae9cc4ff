/* facts_int.h: for facts*.c alone. A fact module is one facts_<name>.c: a table of patterns of its
 * own (data/facts_<name>.tsv, embedded) and a read function; one line in the table of facts.c. */
#ifndef EXTRACT_FACTS_INT_H
#define EXTRACT_FACTS_INT_H
#include "../base/patset.h"
#include "extract_int.h"
#include "facts.h"

typedef struct {
    socvet_doc *doc;
    base_arena *arena;
    socvet_facts *facts;
    const socvet_given *given; /* never NULL; fields may be empty */
    socvet_str text;
    const base_token *tokens;
    size_t n_tokens;
    const base_patset *patterns;   /* of this module; NULL when it has no table */
    base_patset_scratch *scratch;
} facts_ctx;

typedef struct {
    const char *name;
    const char *tsv;        /* embedded bytes, or NULL */
    const size_t *tsv_size;
    socvet_status (*read)(facts_ctx *c, socvet_err *err);
} facts_module;

/* In the order they run: later ones may use what earlier ones found. */
extern const facts_module facts_sections, facts_identity, facts_kind, facts_salary, facts_hours,
    facts_dates, facts_duration, facts_contract, facts_criteria, facts_statements;
#endif

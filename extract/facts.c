/* facts.c: the table of fact modules and the order in which they run. */
#include <stdlib.h>

#include "facts_int.h"

static const facts_module *const modules[] = {
    &facts_sections, &facts_identity, &facts_kind,     &facts_salary,     &facts_hours,
    &facts_dates,    &facts_duration, &facts_contract, &facts_criteria, &facts_statements,
};
enum { MODULES = sizeof modules / sizeof *modules };

struct socvet_facts_scratch {
    base_patset *sets[MODULES];
    base_patset_scratch *scratch[MODULES];
};

socvet_facts_scratch *socvet_facts_scratch_new(socvet_err *err)
{
    socvet_facts_scratch *s = calloc(1, sizeof *s);
    bool ok = s != NULL;

    base_err_clear(err);
    for (int i = 0; ok && i < MODULES; i++) {
        if (!modules[i]->tsv)
            continue;
        ok = base_patset_load(&s->sets[i], (socvet_str){modules[i]->tsv, *modules[i]->tsv_size},
                              modules[i]->name, err) == SOCVET_OK &&
             (s->scratch[i] = base_patset_scratch_new(s->sets[i])) != NULL;
    }
    if (ok)
        return s;
    base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    socvet_facts_scratch_free(s);
    return NULL;
}

void socvet_facts_scratch_free(socvet_facts_scratch *s)
{
    for (int i = 0; s && i < MODULES; i++) {
        base_patset_scratch_free(s->scratch[i]);
        base_patset_free(s->sets[i]);
    }
    free(s);
}

socvet_status socvet_facts_read(const socvet_facts **out, socvet_doc *doc,
                                const socvet_given *given, socvet_facts_scratch *scratch,
                                socvet_err *err)
{
    static const socvet_given nothing = {.as_of = INT32_MIN};
    socvet_facts *f = base_arena_alloc(doc->arena, sizeof *f);
    facts_ctx c = {.doc = doc, .arena = doc->arena, .facts = f};

    base_err_clear(err);
    *out = NULL;
    if (!f)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    c.given = given ? given : &nothing;
    c.text = socvet_doc_text(doc);
    f->salary = -1;
    f->posted.days = f->closing.days = f->interview.days = f->start.days = f->end.days = INT32_MIN;
    socvet_status s = extract_doc_tokens(doc, &c.tokens, &c.n_tokens, err);
    for (int i = 0; !s && i < MODULES; i++) {
        c.patterns = scratch->sets[i];
        c.scratch = scratch->scratch[i];
        s = modules[i]->read(&c, err);
    }
    if (!s)
        *out = f;
    return s;
}

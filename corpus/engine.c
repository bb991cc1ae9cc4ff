/* engine.c: the journey of one advert through the rooms. */
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/err.h"
#include "../base/str.h"
#include "corpus.h"

struct socvet_engine {
    const socvet_dict *dict;
    socvet_classifier *classifier;
    socvet_rules *rules;
};

struct socvet_worker {
    const socvet_engine *engine;
    socvet_facts_scratch *facts;
    socvet_classify_scratch *classify;
    socvet_validate_scratch *validate;
    socvet_redactor *redactor; /* made when first asked for */
};

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_status socvet_engine_open(socvet_engine **out, socvet_err *err)
{
    return socvet_engine_open_with(out, NULL, err);
}

socvet_status socvet_engine_open_with(socvet_engine **out, const socvet_rules_extra *extra, socvet_err *err)
{
    return socvet_engine_open_over(out, NULL, extra, err);
}

/* The dictionary and the coder's model. */
static socvet_status open_coder(socvet_engine **out, const socvet_dict *dict, socvet_err *err)
{
    socvet_engine *e = calloc(1, sizeof *e);
    socvet_status s = e ? SOCVET_OK : nomem(err);

    *out = NULL;
    if (!s && dict)
        e->dict = dict;
    else if (!s)
        s = socvet_dict_open(&e->dict, err);
    if (!s)
        s = socvet_classifier_open(&e->classifier, e->dict, err);
    if (s)
        socvet_engine_free(e);
    else
        *out = e;
    return s;
}

socvet_status socvet_engine_open_coder(socvet_engine **out, const socvet_dict *dict, socvet_err *err)
{
    base_err_clear(err);
    return open_coder(out, dict, err);
}

socvet_status socvet_engine_open_over(socvet_engine **out, const socvet_dict *dict,
                                      const socvet_rules_extra *extra, socvet_err *err)
{
    base_err_clear(err);
    socvet_status s = open_coder(out, dict, err);
    if (!s)
        s = socvet_rules_load(&(*out)->rules, extra, err);
    if (s) {
        socvet_engine_free(*out);
        *out = NULL;
    }
    return s;
}

void socvet_engine_free(socvet_engine *e)
{
    if (e) {
        socvet_rules_free(e->rules);
        socvet_classifier_free(e->classifier);
        free(e);
    }
}

const socvet_dict *socvet_engine_dict(const socvet_engine *e)
{
    return e->dict;
}

const socvet_rules *socvet_engine_rules(const socvet_engine *e)
{
    return e->rules;
}

const socvet_classifier *socvet_engine_classifier(const socvet_engine *e)
{
    return e->classifier;
}

socvet_worker *socvet_worker_new(const socvet_engine *engine, socvet_err *err)
{
    socvet_worker *w = calloc(1, sizeof *w);

    base_err_clear(err);
    if (!w) {
        nomem(err);
        return NULL;
    }
    w->engine = engine;
    w->facts = socvet_facts_scratch_new(err);
    w->classify = w->facts ? socvet_classify_scratch_new(engine->classifier) : NULL;
    if (w->classify && engine->rules)
        w->validate = socvet_validate_scratch_new(engine->rules, err);
    if (!w->classify || (engine->rules && !w->validate)) {
        nomem(err);
        socvet_worker_free(w);
        return NULL;
    }
    return w;
}

void socvet_worker_free(socvet_worker *w)
{
    if (w) {
        socvet_redactor_free(w->redactor);
        socvet_validate_scratch_free(w->validate);
        socvet_classify_scratch_free(w->classify);
        socvet_facts_scratch_free(w->facts);
        free(w);
    }
}

/* The likeliest code of another edition. */
static void walk_code(const socvet_dict *d, int from, const char *code, int to, char out[8])
{
    enum { MOST = 32 };
    socvet_crosswalk w[MOST];
    int32_t best = -1;
    size_t n = from == to ? 0 : socvet_dict_crosswalk(d, from, base_str_z(code), to, w, MOST);

    memset(out, 0, 8);
    if (from == to)
        memcpy(out, code, 5);
    for (size_t i = 0; i < n && i < MOST; i++) {
        int32_t share = w[i].survey_share >= 0 ? w[i].survey_share : w[i].index_share;
        if (share > best) {
            best = share;
            memcpy(out, w[i].to, 8);
        }
    }
}

/* The coding as a person decided it: one candidate, certain; the coder's reasons when it saw it too.
 * *said keeps what the coder had answered. */
static socvet_status decided(const socvet_coding **out, const socvet_coding *c, socvet_doc *doc,
                             const socvet_dict *dict, const socvet_decision *what,
                             const socvet_decision **said, socvet_err *err)
{
    base_arena *a = socvet_doc_arena(doc);
    socvet_coding *mine = base_arena_alloc(a, sizeof *mine);
    socvet_candidate *one = base_arena_alloc(a, sizeof *one);
    socvet_decision *note = base_arena_alloc(a, sizeof *note);
    socvet_unit unit = {.title = {"", 0}};
    int e10 = socvet_dict_edition(dict, SOCVET_STR("soc2010"));
    int e20 = socvet_dict_edition(dict, SOCVET_STR("soc2020"));

    if (!mine || !one || !note)
        return nomem(err);
    *mine = *c;
    *note = *what;
    if (c->n_candidates) {
        memcpy(note->was, c->candidates[0].code, sizeof note->was);
        note->was_probability = c->candidates[0].probability;
    }
    for (size_t i = 0; i < c->n_candidates; i++)
        if (strcmp(c->candidates[i].code, what->code) == 0)
            *one = c->candidates[i];
    memcpy(one->code, what->code, sizeof one->code);
    if (socvet_dict_unit(dict, c->edition, base_str_z(one->code), &unit))
        one->title = unit.title;
    one->probability = 1;
    mine->candidates = one;
    mine->n_candidates = 1;
    mine->margin = 1;
    mine->abstained = false;
    mine->abstain_reason = mine->change = (socvet_str){NULL, 0};
    memset(mine->ext, 0, sizeof mine->ext);
    walk_code(dict, c->edition, one->code, e20, mine->soc2020);
    walk_code(dict, c->edition, one->code, e10, mine->soc2010);
    *out = mine;
    *said = note;
    return SOCVET_OK;
}

static socvet_status redact(socvet_worker *w, socvet_doc *doc, socvet_err *err)
{
    if (!w->redactor && !(w->redactor = socvet_redactor_new(err)))
        return SOCVET_E_NOMEM;
    return socvet_doc_redact(doc, w->redactor, err);
}

socvet_status socvet_vet(socvet_record *r, socvet_worker *w, socvet_doc *doc,
                         const socvet_vet_opts *o, socvet_err *err)
{
    const socvet_engine *e = w->engine;

    *r = (socvet_record){.doc = doc, .dict = e->dict, .rules = e->rules, .as_of = o->check.as_of,
                         .posted = o->check.posted, .closing = o->check.closing};
    socvet_status s = o->last >= SOCVET_STAGE_CHECK && !e->rules
                          ? base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET, "this engine was opened without rules")
                          : SOCVET_OK;
    if (!s && o->redact)
        s = redact(w, doc, err);
    if (!s)
        s = socvet_facts_read(&r->facts, doc, &o->given, w->facts, err);
    if (!s && o->last >= SOCVET_STAGE_CLASSIFY)
        s = socvet_classify(&r->coding, doc, r->facts, e->classifier, w->classify, &o->classify,
                            err);
    const socvet_decision *d = !s && r->coding && o->decide ? o->decide(r->coding, o->decide_user)
                                                            : NULL;
    if (d)
        s = decided(&r->coding, r->coding, doc, e->dict, d, &r->decision, err);
    if (!s && o->last >= SOCVET_STAGE_CHECK)
        s = socvet_check(&r->check, doc, r->facts, r->coding, e->dict, e->rules, w->validate,
                         &o->check, err);
    return s;
}

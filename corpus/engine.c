/* engine.c: the journey of one advert through the rooms. */
#include <stdlib.h>

#include "../base/err.h"
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
};

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_status socvet_engine_open(socvet_engine **out, socvet_err *err)
{
    socvet_engine *e = calloc(1, sizeof *e);
    socvet_status s = e ? SOCVET_OK : nomem(err);

    *out = NULL;
    base_err_clear(err);
    if (!s)
        s = socvet_dict_open(&e->dict, err);
    if (!s)
        s = socvet_classifier_open(&e->classifier, e->dict, err);
    if (!s)
        s = socvet_rules_open(&e->rules, err);
    if (s)
        socvet_engine_free(e);
    else
        *out = e;
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
    w->validate = w->classify ? socvet_validate_scratch_new(engine->rules, err) : NULL;
    if (!w->validate) {
        nomem(err);
        socvet_worker_free(w);
        return NULL;
    }
    return w;
}

void socvet_worker_free(socvet_worker *w)
{
    if (w) {
        socvet_validate_scratch_free(w->validate);
        socvet_classify_scratch_free(w->classify);
        socvet_facts_scratch_free(w->facts);
        free(w);
    }
}

socvet_status socvet_vet(socvet_record *r, socvet_worker *w, socvet_doc *doc,
                         const socvet_vet_opts *o, socvet_err *err)
{
    const socvet_engine *e = w->engine;
    socvet_status s;

    *r = (socvet_record){.doc = doc, .dict = e->dict, .rules = e->rules, .as_of = o->check.as_of};
    s = socvet_facts_read(&r->facts, doc, &o->given, w->facts, err);
    if (!s && o->last >= SOCVET_STAGE_CLASSIFY)
        s = socvet_classify(&r->coding, doc, r->facts, e->classifier, w->classify, &o->classify,
                            err);
    if (!s && o->last >= SOCVET_STAGE_CHECK)
        s = socvet_check(&r->check, doc, r->facts, r->coding, e->dict, e->rules, w->validate,
                         &o->check, err);
    return s;
}

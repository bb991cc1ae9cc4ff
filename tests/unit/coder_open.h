/* coder_open.h: the coder opened on the built-in dictionary, once a test program. */
#ifndef TESTS_CODER_OPEN_H
#define TESTS_CODER_OPEN_H
#include "classify/classify_int.h"

static const socvet_dict *dict;
static socvet_classifier *coder;
static socvet_classify_scratch *scratch;
static socvet_facts_scratch *facts_scratch;
static socvet_doc *doc;

static int set_up(void **state)
{
    (void)state;
    doc = socvet_doc_new();
    facts_scratch = socvet_facts_scratch_new(NULL);
    if (socvet_dict_open(&dict, NULL) != SOCVET_OK ||
        socvet_classifier_open(&coder, dict, NULL) != SOCVET_OK)
        return -1;
    scratch = socvet_classify_scratch_new(coder);
    return doc && facts_scratch && scratch ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    socvet_classify_scratch_free(scratch);
    socvet_classifier_free(coder);
    socvet_facts_scratch_free(facts_scratch);
    socvet_doc_free(doc);
    return 0;
}
#endif

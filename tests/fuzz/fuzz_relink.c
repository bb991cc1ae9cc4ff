/* fuzz_relink.c: a dictionary image from a stranger under the embedded model: refused, or a title is
 * coded by its rows with every span inside the text. The checksum is mended first. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "classify/classify.h"
#include "soc_dict/dict_int.h"

static socvet_doc *doc;
static socvet_facts_scratch *facts;

static void code(const socvet_classifier *c)
{
    socvet_classify_scratch *s = socvet_classify_scratch_new(c);
    const socvet_facts *f;
    const socvet_coding *out;

    socvet_doc_reset(doc);
    if (s &&
        socvet_doc_add_plain(doc, SOCVET_STR("Senior Software Developer / Staff nurse"),
                             SOCVET_STR("You will write software and clean the ward."), NULL) == SOCVET_OK &&
        socvet_facts_read(&f, doc, NULL, facts, NULL) == SOCVET_OK &&
        socvet_classify(&out, doc, f, c, s, NULL, NULL) == SOCVET_OK)
        for (size_t i = 0; i < out->n_candidates; i++)
            for (size_t k = 0; k < out->candidates[i].n_reasons; k++)
                if (out->candidates[i].reasons[k].span.to > socvet_doc_text(doc).len)
                    abort();
    socvet_classify_scratch_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    socvet_dict *d = NULL;
    socvet_classifier *c = NULL;
    dict_header h;

    if (!doc) {
        doc = socvet_doc_new();
        facts = socvet_facts_scratch_new(NULL);
    }
    char *copy = size >= sizeof h ? malloc(size) : NULL;
    if (!copy || !doc || !facts) {
        free(copy);
        return 0;
    }
    memcpy(copy, data, size);
    memcpy(&h, copy, sizeof h);
    memcpy(h.magic, DICT_MAGIC, sizeof h.magic);
    h.schema = DICT_SCHEMA;
    h.order = DICT_ORDER;
    h.bytes = size;
    memcpy(copy, &h, sizeof h);
    dict_image_seal(copy, size);
    if (socvet_dict_load(&d, (socvet_str){copy, size}, NULL) == SOCVET_OK &&
        socvet_classifier_open(&c, d, NULL) == SOCVET_OK)
        code(c);
    socvet_classifier_free(c);
    socvet_dict_free(d);
    free(copy);
    return 0;
}

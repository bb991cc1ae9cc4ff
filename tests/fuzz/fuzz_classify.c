/* fuzz_classify.c: any text as title (first line) and advert; spans must stand in the text. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "classify/classify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const socvet_dict *dict;
    static socvet_classifier *coder;
    static socvet_classify_scratch *scratch;
    static socvet_facts_scratch *facts;
    static socvet_doc *doc;
    socvet_str text = {(const char *)data, size};
    const socvet_facts *f;
    const socvet_coding *c;

    if (!coder) {
        doc = socvet_doc_new();
        facts = socvet_facts_scratch_new(NULL);
        if (socvet_dict_open(&dict, NULL) != SOCVET_OK ||
            socvet_classifier_open(&coder, dict, NULL) != SOCVET_OK)
            abort();
        scratch = socvet_classify_scratch_new(coder);
    }
    if (!scratch || !facts || !doc)
        return 0;
    socvet_doc_reset(doc);
    if (base_utf8_check(text) != size)
        return 0;
    const char *end = size ? memchr(text.ptr, '\n', size) : NULL;
    socvet_str title = {text.ptr, end ? (size_t)(end - text.ptr) : size};
    text.ptr += title.len;
    text.len -= title.len;
    if (socvet_doc_add_plain(doc, title, text, NULL) != SOCVET_OK ||
        socvet_facts_read(&f, doc, NULL, facts, NULL) != SOCVET_OK ||
        socvet_classify(&c, doc, f, coder, scratch, NULL, NULL) != SOCVET_OK)
        return 0;
    for (size_t i = 0; i < c->n_candidates; i++)
        for (size_t k = 0; k < c->candidates[i].n_reasons; k++)
            if (c->candidates[i].reasons[k].span.to > socvet_doc_text(doc).len)
                abort();
    return 0;
}

/* fuzz_facts.c: every fact module over plain text; the first line goes in beside the text too. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "extract/facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static socvet_facts_scratch *scratch;
    static socvet_doc *doc;
    socvet_str text = {(const char *)data, size};
    socvet_given given = {.as_of = 20782};
    const socvet_facts *f;

    if (!scratch && !(scratch = socvet_facts_scratch_new(NULL)))
        return 0;
    if (!doc && !(doc = socvet_doc_new()))
        return 0;
    socvet_doc_reset(doc);
    if (base_utf8_check(text) != size)
        return 0;
    const char *end = size ? memchr(text.ptr, '\n', size) : NULL;
    given.salary = given.hours = (socvet_str){text.ptr, end ? (size_t)(end - text.ptr) : size};
    if (socvet_doc_add_plain(doc, given.salary, text, NULL) != SOCVET_OK ||
        socvet_facts_read(&f, doc, &given, scratch, NULL) != SOCVET_OK)
        return 0;
    size_t len = socvet_doc_text(doc).len;
    for (size_t i = 0; i < f->n_salaries; i++)
        if (f->salaries[i].span.from > f->salaries[i].span.to || f->salaries[i].span.to > len)
            abort();
    if (f->salary >= 0 && (size_t)f->salary >= f->n_salaries)
        abort();
    return 0;
}

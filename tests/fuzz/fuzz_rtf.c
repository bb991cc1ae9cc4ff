/* fuzz_rtf.c: the RTF reader, forced. */
#include <stddef.h>
#include <stdint.h>

#include "extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    socvet_read_opts o = {.format = "rtf", .keep_comments = size && data[size - 1] == 'c', .max_text = 1 << 20};
    socvet_doc *doc = socvet_doc_new();

    if (doc)
        socvet_doc_add(doc, (socvet_str){(const char *)data, size}, &o, NULL);
    socvet_doc_free(doc);
    return 0;
}

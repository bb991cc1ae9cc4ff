/* fuzz_txt.c: text in any encoding, CSV, and the line protocol, which must change no byte. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static socvet_doc *doc;
    socvet_str text = {(const char *)data, size};

    fuzz_reader("txt", data, size);
    fuzz_reader("csv", data, size);
    if (!doc && !(doc = socvet_doc_new()))
        return 0;
    socvet_doc_reset(doc);
    if (socvet_doc_add_plain(doc, (socvet_str){NULL, 0}, text, NULL) == SOCVET_OK &&
        !base_str_eq(socvet_doc_text(doc), text))
        abort();
    fuzz_check(doc);
    return 0;
}

/* fuzz_doc.c: old Word documents. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("doc", data, size);
}

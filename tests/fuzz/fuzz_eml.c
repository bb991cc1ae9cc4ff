/* fuzz_eml.c: the reader of mail, forced, and what it hands on to others. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("eml", data, size);
}

/* fuzz_feed.c: XML feeds. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("feed", data, size);
}

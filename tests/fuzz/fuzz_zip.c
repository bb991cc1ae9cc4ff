/* fuzz_zip.c: raw bytes of a package, as a bundle and as what they seem to be. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_reader("zip", data, size);
    return fuzz_reader(NULL, data, size);
}

/* fuzz_jobposting.c: JobPosting data and other JSON, faulty or not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("json", data, size);
}

/* fuzz_xls.c: old Excel workbooks. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("xls", data, size);
}

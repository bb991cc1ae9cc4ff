/* fuzz_html.c: web pages, whole and by their main text. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("html", data, size);
}

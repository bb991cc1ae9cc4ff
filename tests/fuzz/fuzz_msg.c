/* fuzz_msg.c: the reader of Outlook messages, forced, and what it hands on to others. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("msg", data, size);
}

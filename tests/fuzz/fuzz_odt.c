/* fuzz_odt.c: OpenDocument texts, from their parts. */
#include "fuzz_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"content.xml", "styles.xml", "META-INF/manifest.xml", "Object 1/content.xml"};

    return fuzz_parts("odt", names, sizeof names / sizeof *names, office_odt, data, size);
}

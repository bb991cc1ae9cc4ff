/* fuzz_parts.h: zipped bytes hardly mutate to anything new. These targets take the parts of a
 * package as they are, one after another with the byte 0x1E between, and zip them in memory; an
 * empty part is the ordinary one. */
#ifndef FUZZ_PARTS_H
#define FUZZ_PARTS_H
#include "../unit/office_build.h"
#include "fuzz_reader.h"

enum { FUZZ_SPLIT = 0x1E, FUZZ_MOST_PARTS = 8 };

static int fuzz_parts(const char *format, const char *const *names, size_t n_names, socvet_str (*make)(zip_build *, const office_part *, size_t),
                      const uint8_t *data, size_t size)
{
    office_part parts[FUZZ_MOST_PARTS];
    size_t n = 0, from = 0;
    zip_build z;

    for (size_t i = 0; i <= size && n < n_names; i++)
        if (i == size || data[i] == FUZZ_SPLIT) {
            parts[n] = (office_part){names[n], {i > from ? (const char *)data + from : NULL, i - from}};
            n++;
            from = i + 1;
        }
    socvet_str bytes = make(&z, parts, n);
    fuzz_reader(format, (const uint8_t *)bytes.ptr, bytes.len);
    zip_clear(&z);
    return 0;
}
#endif

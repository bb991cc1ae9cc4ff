/* fuzz_cfb.c: compound files: opened, walked, every stream read to its last byte. */
#include "../../extract/cfb.h"

static volatile unsigned sum;

static void touch(socvet_str s)
{
    unsigned n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += (unsigned char)s.ptr[i];
    sum = n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    base_arena *a = base_arena_new((size_t)64 << 20);
    socvet_err err = {0};
    socvet_str bytes = {(const char *)data, size};
    cfb *c;

    if (a && cfb_open(&c, a, bytes, &err) == SOCVET_OK) {
        cfb_find(c, CFB_ROOT, "WordDocument");
        for (uint32_t e = 0; cfb_at(c, e); e++) {
            socvet_str s;
            touch(cfb_at(c, e)->name);
            if (cfb_read(c, e, &s, &err) == SOCVET_OK)
                touch(s);
        }
    }
    base_arena_free(a);
    return 0;
}

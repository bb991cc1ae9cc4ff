/* zip_build.h: packages made in memory by tests and fuzz targets. Parts are stored; a test that
 * needs them squeezed asks libzip (test_hostile.c). */
#ifndef TESTS_ZIP_BUILD_H
#define TESTS_ZIP_BUILD_H
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

typedef struct {
    base_buf bytes, directory;
    unsigned count;
} zip_build;

static inline uint32_t zip_crc(socvet_str s)
{
    static uint32_t table[256];
    uint32_t c = 0xFFFFFFFFu;

    for (uint32_t i = table[1] ? 256 : 0; i < 256; i++) {
        uint32_t v = i;
        for (int k = 0; k < 8; k++)
            v = v & 1 ? 0xEDB88320u ^ (v >> 1) : v >> 1;
        table[i] = v;
    }
    for (size_t i = 0; i < s.len; i++)
        c = table[(c ^ (unsigned char)s.ptr[i]) & 0xFF] ^ (c >> 8);
    return c ^ 0xFFFFFFFFu;
}

static inline void zip_u16(base_buf *b, unsigned v)
{
    base_buf_add_char(b, (char)(v & 0xFF));
    base_buf_add_char(b, (char)(v >> 8 & 0xFF));
}

static inline void zip_u32(base_buf *b, uint32_t v)
{
    zip_u16(b, v & 0xFFFF);
    zip_u16(b, v >> 16);
}

static inline void zip_start(zip_build *z)
{
    *z = (zip_build){.count = 0};
    base_buf_init(&z->bytes, 0);
    base_buf_init(&z->directory, 0);
}

/* What local header and directory share; sizes and name. */
static inline void zip_common(base_buf *b, unsigned flags, unsigned method, uint32_t crc, size_t packed, size_t size, socvet_str name)
{
    zip_u16(b, 20);
    zip_u16(b, flags);
    zip_u16(b, method);
    zip_u32(b, 0x5D620000u);
    zip_u32(b, crc);
    zip_u32(b, (uint32_t)packed);
    zip_u32(b, (uint32_t)size);
    zip_u16(b, (unsigned)name.len);
    zip_u16(b, 0);
}

/* A directory entry that points at `at`; lets a test tell lies. */
static inline void zip_entry(zip_build *z, socvet_str name, unsigned flags, unsigned method, uint32_t crc, size_t packed, size_t size, size_t at)
{
    base_buf_add(&z->directory, SOCVET_STR("PK\1\2"));
    zip_u16(&z->directory, 20);
    zip_common(&z->directory, flags, method, crc, packed, size, name);
    zip_u16(&z->directory, 0);
    zip_u16(&z->directory, 0);
    zip_u16(&z->directory, 0);
    zip_u32(&z->directory, 0);
    zip_u32(&z->directory, (uint32_t)at);
    base_buf_add(&z->directory, name);
    z->count++;
}

static inline void zip_part(zip_build *z, const char *name, socvet_str bytes)
{
    size_t at = z->bytes.len;
    uint32_t crc = zip_crc(bytes);

    base_buf_add(&z->bytes, SOCVET_STR("PK\3\4"));
    zip_common(&z->bytes, 0, 0, crc, bytes.len, bytes.len, base_str_z(name));
    base_buf_add_z(&z->bytes, name);
    base_buf_add(&z->bytes, bytes);
    zip_entry(z, base_str_z(name), 0, 0, crc, bytes.len, bytes.len, at);
}

/* The whole package; owned by *z until zip_clear. */
static inline socvet_str zip_finish(zip_build *z)
{
    size_t at = z->bytes.len;

    base_buf_add(&z->bytes, base_buf_str(&z->directory));
    base_buf_add(&z->bytes, SOCVET_STR("PK\5\6"));
    zip_u32(&z->bytes, 0);
    zip_u16(&z->bytes, z->count);
    zip_u16(&z->bytes, z->count);
    zip_u32(&z->bytes, (uint32_t)z->directory.len);
    zip_u32(&z->bytes, (uint32_t)at);
    zip_u16(&z->bytes, 0);
    return base_buf_str(&z->bytes);
}

static inline void zip_clear(zip_build *z)
{
    base_buf_clear(&z->bytes);
    base_buf_clear(&z->directory);
}
#endif

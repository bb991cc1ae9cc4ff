/* encoding.c: UTF-16 as spreadsheets export it ("Unicode text") and Windows-1252. */
#include "encoding.h"

#include "../base/str.h"
#include "../base/utf8.h"

corpus_encoding corpus_encoding_of(socvet_str s, size_t *bom)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t zeros[2] = {0, 0}, n = s.len > 512 ? 512 : s.len;

    *bom = 0;
    if (s.len >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF) {
        *bom = 3;
        return CORPUS_UTF8;
    }
    if (s.len >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF))) {
        *bom = 2;
        return p[0] == 0xFF ? CORPUS_UTF16LE : CORPUS_UTF16BE;
    }
    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += p[i] == 0;
    if (n >= 8 && zeros[1] * 4 > n && zeros[0] * 16 < n)
        return CORPUS_UTF16LE;
    return n >= 8 && zeros[0] * 4 > n && zeros[1] * 16 < n ? CORPUS_UTF16BE : CORPUS_UTF8;
}

static uint32_t unit_at(socvet_str s, size_t i, bool big)
{
    unsigned char a = (unsigned char)s.ptr[i], b = (unsigned char)s.ptr[i + 1];

    return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

size_t corpus_from_utf16(base_buf *out, socvet_str s, bool big, bool ended)
{
    size_t i = 0;

    while (i + 2 <= s.len) {
        uint32_t u = unit_at(s, i, big), cp = u;
        size_t size = 2;
        if (u >= 0xD800 && u < 0xDC00) {
            if (i + 4 > s.len && !ended)
                break;
            uint32_t low = i + 4 <= s.len ? unit_at(s, i + 2, big) : 0;
            bool pair = low >= 0xDC00 && low < 0xE000;
            cp = pair ? 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
            size = pair ? 4 : 2;
        } else if (u >= 0xDC00 && u < 0xE000) {
            cp = 0xFFFD;
        }
        base_buf_add_cp(out, cp);
        i += size;
    }
    return ended ? s.len : i;
}

/* What Windows-1252 puts where Latin-1 has controls. */
static const uint16_t high[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

socvet_str corpus_from_cp1252(base_arena *arena, socvet_str s)
{
    if (base_utf8_check(s) == s.len)
        return s;
    char *p = base_arena_alloc(arena, s.len * 3 + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        uint32_t cp = c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
        if (cp < 0x80) {
            p[n++] = (char)cp;
        } else if (cp < 0x800) {
            p[n++] = (char)(0xC0 | cp >> 6);
            p[n++] = (char)(0x80 | (cp & 63));
        } else {
            p[n++] = (char)(0xE0 | cp >> 12);
            p[n++] = (char)(0x80 | (cp >> 6 & 63));
            p[n++] = (char)(0x80 | (cp & 63));
        }
    }
    return (socvet_str){p, p ? n : 0};
}

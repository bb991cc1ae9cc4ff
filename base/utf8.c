/* utf8.c: validity, decoding, classes. ASCII never reaches utf8proc. */
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

uint32_t base_utf8_at(socvet_str s, size_t at, unsigned *size)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at;
    uint32_t cp;
    unsigned n;

    *size = 1;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        n = 2, cp = p[0] & 0x1Fu;
    else if ((p[0] & 0xF0) == 0xE0)
        n = 3, cp = p[0] & 0x0Fu;
    else if (p[0] >= 0xF0 && p[0] <= 0xF4)
        n = 4, cp = p[0] & 0x07u;
    else
        return 0xFFFD;
    if (left < n)
        return 0xFFFD;
    for (unsigned i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0xFFFD;
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    if ((n == 3 && (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF))) ||
        (n == 4 && (cp < 0x10000 || cp > 0x10FFFF)))
        return 0xFFFD;
    *size = n;
    return cp;
}

size_t base_utf8_check(socvet_str s)
{
    size_t i = 0;

    while (i < s.len) {
        while (i + 8 <= s.len) {
            uint64_t w;
            memcpy(&w, s.ptr + i, 8);
            if (w & UINT64_C(0x8080808080808080))
                break;
            i += 8;
        }
        if (i >= s.len)
            break;
        unsigned n;
        if (base_utf8_at(s, i, &n) == 0xFFFD && n == 1)
            return i;
        i += n;
    }
    return s.len;
}

bool base_cp_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) - 'a' < 26;
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool base_cp_is_digit(uint32_t cp)
{
    return cp - '0' < 10;
}

bool base_cp_is_space(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200B) ||
           cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000 ||
           cp == 0xFEFF;
}

uint32_t base_cp_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp - 'A' < 26 ? cp + 32 : cp;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t base_cp_fold(uint32_t cp)
{
    utf8proc_int32_t out[8];
    int last = UTF8PROC_BOUNDCLASS_START;

    if (cp < 0x80)
        return base_cp_lower(cp);
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, out, 8,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
    if (n >= 1 && n <= 8 && base_cp_is_letter((uint32_t)out[0]))
        return base_cp_lower((uint32_t)out[0]);
    return base_cp_lower(cp);
}

/* str.h: small questions about borrowed text. ASCII only where it says so; Unicode is utf8.h. */
#ifndef BASE_STR_H
#define BASE_STR_H
#include "base.h"
#include <string.h>

static inline socvet_str base_str_z(const char *z)
{
    return (socvet_str){z, z ? strlen(z) : 0};
}
static inline bool base_str_eq(socvet_str a, socvet_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
static inline bool base_str_eq_z(socvet_str a, const char *z)
{
    return (a.len == 0 || a.ptr[0] == z[0]) && base_str_eq(a, base_str_z(z));
}
static inline socvet_str base_str_cut(socvet_str s, socvet_span span)
{
    return (socvet_str){s.ptr + span.from, span.to - span.from};
}
static inline char base_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}
static inline bool base_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool base_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool base_is_blank(char c) /* ASCII white space */
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ASCII case folded comparisons. Lengths and first letters, which mostly settle it, are compared
 * where the call stands. */
bool base_same_ci(const char *a, const char *b, size_t n);
static inline bool base_str_eq_ci(socvet_str a, socvet_str b)
{
    return a.len == b.len &&
           (a.len == 0 || (((a.ptr[0] ^ b.ptr[0]) & 0xDF) == 0 && base_same_ci(a.ptr, b.ptr, a.len)));
}
static inline bool base_str_starts(socvet_str s, socvet_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || (s.ptr[0] == prefix.ptr[0] &&
                                                       memcmp(s.ptr, prefix.ptr, prefix.len) == 0));
}
static inline bool base_str_starts_ci(socvet_str s, socvet_str prefix)
{
    return s.len >= prefix.len && base_str_eq_ci((socvet_str){s.ptr, prefix.len}, prefix);
}
bool base_str_ends_ci(socvet_str s, socvet_str suffix);
/* Byte offset of `needle` at or after `from`, or SIZE_MAX. */
size_t base_str_find(socvet_str hay, socvet_str needle, size_t from);
size_t base_str_find_ci(socvet_str hay, socvet_str needle, size_t from);
socvet_str base_str_trim(socvet_str s); /* ASCII white space and U+00A0 off both ends */
/* Takes the piece before the next `sep` off the front of *rest; false when *rest was NULL/ended. */
bool base_str_split(socvet_str *rest, char sep, socvet_str *piece);
/* Decimal digits only, whole string, no sign; false on anything else or on overflow. */
bool base_str_to_u64(socvet_str s, uint64_t *out);
/* Like strcmp, by bytes then length. */
int base_str_cmp(socvet_str a, socvet_str b);
/* Edit distance (insert, delete, replace), capped at `cap`; for "did you mean". */
unsigned base_str_distance(socvet_str a, socvet_str b, unsigned cap);
#endif

/* str.c: small questions about borrowed text. */
#include "str.h"

bool base_same_ci(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (base_lower(a[i]) != base_lower(b[i]))
            return false;
    return true;
}

bool base_str_ends_ci(socvet_str s, socvet_str x)
{
    return s.len >= x.len && base_str_eq_ci((socvet_str){s.ptr + (s.len - x.len), x.len}, x);
}

size_t base_str_find(socvet_str hay, socvet_str needle, size_t from)
{
    if (needle.len == 0 || from > hay.len || hay.len - from < needle.len)
        return SIZE_MAX;
    const char *p = memmem(hay.ptr + from, hay.len - from, needle.ptr, needle.len);
    return p ? (size_t)(p - hay.ptr) : SIZE_MAX;
}

size_t base_str_find_ci(socvet_str hay, socvet_str needle, size_t from)
{
    if (needle.len == 0)
        return SIZE_MAX;
    for (size_t i = from; i + needle.len <= hay.len; i++)
        if (base_str_eq_ci((socvet_str){hay.ptr + i, needle.len}, needle))
            return i;
    return SIZE_MAX;
}

socvet_str base_str_trim(socvet_str s)
{
    for (;;) {
        if (s.len && base_is_blank(s.ptr[0]))
            s.ptr++, s.len--;
        else if (s.len >= 2 && memcmp(s.ptr, "\xC2\xA0", 2) == 0)
            s.ptr += 2, s.len -= 2;
        else
            break;
    }
    for (;;) {
        if (s.len && base_is_blank(s.ptr[s.len - 1]))
            s.len--;
        else if (s.len >= 2 && memcmp(s.ptr + s.len - 2, "\xC2\xA0", 2) == 0)
            s.len -= 2;
        else
            break;
    }
    return s;
}

bool base_str_split(socvet_str *rest, char sep, socvet_str *piece)
{
    if (!rest->ptr)
        return false;
    const char *p = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (p) {
        *piece = (socvet_str){rest->ptr, (size_t)(p - rest->ptr)};
        rest->len -= piece->len + 1;
        rest->ptr = p + 1;
    } else {
        *piece = *rest;
        *rest = (socvet_str){NULL, 0};
    }
    return true;
}

bool base_str_to_u64(socvet_str s, uint64_t *out)
{
    uint64_t v = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!base_is_digit(s.ptr[i]) || __builtin_mul_overflow(v, 10u, &v) ||
            __builtin_add_overflow(v, (uint64_t)(s.ptr[i] - '0'), &v))
            return false;
    }
    *out = v;
    return true;
}

int base_str_cmp(socvet_str a, socvet_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

    return c ? c : (a.len > b.len) - (a.len < b.len);
}

unsigned base_str_distance(socvet_str a, socvet_str b, unsigned cap)
{
    enum { MOST = 64 };
    unsigned row[MOST + 1];

    if (a.len > MOST || b.len > MOST)
        return cap;
    for (size_t j = 0; j <= b.len; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned up = row[j];
            unsigned best = diagonal + (base_lower(a.ptr[i - 1]) != base_lower(b.ptr[j - 1]));
            if (up + 1 < best)
                best = up + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = up;
            row[j] = best;
        }
    }
    return row[b.len] < cap ? row[b.len] : cap;
}

/* pattern_read.c: the pieces of a pattern. */
#include "pattern_read.h"

#include <string.h>

#include "str.h"

int pattern_peek(const pattern_reader *r, size_t ahead)
{
    return r->at + ahead < r->p.len ? (unsigned char)r->p.ptr[r->at + ahead] : -1;
}

static size_t read_count(const pattern_reader *r, size_t *i)
{
    enum { ENOUGH = 1000000 };
    size_t n = 0;

    for (; *i < r->p.len && base_is_digit(r->p.ptr[*i]); ++*i)
        n = n < ENOUGH ? n * 10 + (size_t)(r->p.ptr[*i] - '0') : n;
    return n;
}

/* {2} {2,} {2,5}; what {,5} means depends on the version of PCRE2. */
static bool read_braces(pattern_reader *r, size_t *least, size_t *most)
{
    size_t i = r->at + 1, digits;
    size_t n = read_count(r, &i), m = n;

    digits = i - r->at - 1;
    r->lost |= digits == 0 && pattern_peek(r, 1) == ',';
    if (i < r->p.len && r->p.ptr[i] == ',') {
        size_t after = ++i;
        m = read_count(r, &i);
        m = i == after ? SIZE_MAX : m;
    }
    if (digits == 0 || i >= r->p.len || r->p.ptr[i] != '}')
        return false;
    *least = n;
    *most = m;
    r->at = i + 1;
    return true;
}

bool pattern_quantifier(pattern_reader *r, size_t *least, size_t *most)
{
    int c = pattern_peek(r, 0);

    *least = *most = 1;
    if (c == '{') {
        if (!read_braces(r, least, most))
            return false;
    } else if (c == '?' || c == '*' || c == '+') {
        *least = c == '+';
        *most = c == '?' ? 1 : SIZE_MAX;
        r->at++;
    } else {
        return false;
    }
    if (pattern_peek(r, 0) == '?' || pattern_peek(r, 0) == '+')
        r->at++;
    return true;
}

bool pattern_group_head(pattern_reader *r, bool *looks)
{
    r->at++;
    *looks = false;
    if (pattern_peek(r, 0) == '*')
        return false;
    if (pattern_peek(r, 0) != '?')
        return true;
    int c = pattern_peek(r, 1), d = pattern_peek(r, 2);
    if (c == ':' || c == '>' || c == '=' || c == '!') {
        *looks = c == '=' || c == '!';
        r->at += 2;
        return true;
    }
    if (c == '-' && d == 'i' && pattern_peek(r, 3) == ':') {
        r->at += 4;
        return true;
    }
    if (c == '<' && (d == '=' || d == '!')) {
        *looks = true;
        r->at += 3;
        return true;
    }
    return false;
}

bool pattern_escape_is_class(int c)
{
    return c > 0 && strchr("dDwWsShHvVNRnrtf", c) != NULL;
}

bool pattern_escape_is_place(int c)
{
    return c > 0 && strchr("bBAZz", c) != NULL;
}

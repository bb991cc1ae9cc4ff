/* buf.c: bytes that grow. */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void base_buf_init(base_buf *b, size_t max_bytes)
{
    *b = (base_buf){.max = max_bytes ? max_bytes : SIZE_MAX / 2};
}

void base_buf_clear(base_buf *b)
{
    free(b->ptr);
    b->ptr = NULL;
    b->len = b->cap = 0;
}

void base_buf_reset(base_buf *b)
{
    b->len = 0;
    b->failed = false;
    if (b->ptr)
        b->ptr[0] = '\0';
}

static bool make_room(base_buf *b, size_t more)
{
    if (b->failed || more > b->max || b->len > b->max - more) {
        b->failed = true;
        return false;
    }
    if (b->len + more + 1 <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap * 2 : 256;
    if (cap < b->len + more + 1)
        cap = b->len + more + 1;
    char *p = realloc(b->ptr, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->ptr = p;
    b->cap = cap;
    return true;
}

char *base_buf_room(base_buf *b, size_t bytes)
{
    return make_room(b, bytes) ? b->ptr + b->len : NULL;
}

void base_buf_add(base_buf *b, socvet_str s)
{
    if (!s.len || !make_room(b, s.len))
        return;
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
    b->ptr[b->len] = '\0';
}

void base_buf_add_z(base_buf *b, const char *z)
{
    base_buf_add(b, (socvet_str){z, strlen(z)});
}

void base_buf_add_char(base_buf *b, char c)
{
    if (!make_room(b, 1))
        return;
    b->ptr[b->len++] = c;
    b->ptr[b->len] = '\0';
}

void base_buf_add_u64(base_buf *b, uint64_t v)
{
    char digits[20];
    size_t i = sizeof digits;

    do
        digits[--i] = (char)('0' + v % 10);
    while ((v /= 10) != 0);
    base_buf_add(b, (socvet_str){digits + i, sizeof digits - i});
}

void base_buf_add_cp(base_buf *b, uint32_t cp)
{
    char u[4];
    size_t n;

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        u[0] = (char)cp;
        n = 1;
    } else if (cp < 0x800) {
        u[0] = (char)(0xC0 | cp >> 6);
        u[1] = (char)(0x80 | (cp & 0x3F));
        n = 2;
    } else if (cp < 0x10000) {
        u[0] = (char)(0xE0 | cp >> 12);
        u[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        u[2] = (char)(0x80 | (cp & 0x3F));
        n = 3;
    } else {
        u[0] = (char)(0xF0 | cp >> 18);
        u[1] = (char)(0x80 | (cp >> 12 & 0x3F));
        u[2] = (char)(0x80 | (cp >> 6 & 0x3F));
        u[3] = (char)(0x80 | (cp & 0x3F));
        n = 4;
    }
    base_buf_add(b, (socvet_str){u, n});
}

void base_buf_printf(base_buf *b, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0 || !make_room(b, (size_t)n))
        return;
    va_start(ap, fmt);
    vsnprintf(b->ptr + b->len, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
}

socvet_str base_buf_str(const base_buf *b)
{
    return (socvet_str){b->ptr ? b->ptr : "", b->len};
}

/* json_flat.c: the rows of a catalogue are flat objects of strings, read here in one pass. Whatever is
 * not plainly one is left to base_json_parse, whose word also stands on what is wrong. */
#include <string.h>

#include "arena.h"
#include "json.h"
#include "str.h"
#include "utf8.h"

typedef struct {
    const char *at, *end;
    base_arena *arena;
} cursor;

static void skip_space(cursor *c)
{
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r'))
        c->at++;
}

static bool take(cursor *c, char wanted)
{
    skip_space(c);
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

/* Of a string: 0 the byte stands for itself, else it ends the run (a quote, a backslash, a control). */
static bool ends_run(unsigned char c)
{
    return c == '"' || c == '\\' || c < 0x20;
}

/* As many bytes from `at` as stand for themselves, eight at a time while they last. */
static const char *run_end(const char *at, const char *end)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);

    for (uint64_t w; end - at >= 8; at += 8) {
        memcpy(&w, at, 8);
        uint64_t quote = w ^ ones * '"', slash = w ^ ones * '\\';
        uint64_t hit = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((w - ones * 0x20) & ~w);
        if (hit & tops)
            break;
    }
    while (at < end && !ends_run((unsigned char)*at))
        at++;
    return at;
}

static int hex(char c)
{
    int low = c | 32;

    return base_is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* \u with four digits: not NUL, nor half of a pair, which are left to the other reader. */
static char *put_code(cursor *c, char *to)
{
    unsigned cp = 0;

    if (c->end - c->at < 4)
        return NULL;
    for (int i = 0; i < 4; i++) {
        int h = hex(*c->at++);
        if (h < 0)
            return NULL;
        cp = cp << 4 | (unsigned)h;
    }
    if (cp == 0 || (cp >= 0xD800 && cp < 0xE000))
        return NULL;
    if (cp < 0x80) {
        *to++ = (char)cp;
    } else {
        if (cp < 0x800) {
            *to++ = (char)(0xC0 | cp >> 6);
        } else {
            *to++ = (char)(0xE0 | cp >> 12);
            *to++ = (char)(0x80 | (cp >> 6 & 0x3F));
        }
        *to++ = (char)(0x80 | (cp & 0x3F));
    }
    return to;
}

/* What the backslash before c->at escapes. */
static char *put_escape(cursor *c, char *to)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";

    if (c->at == c->end)
        return NULL;
    char e = *c->at++;
    if (e == 'u')
        return put_code(c, to);
    const char *p = e ? strchr(from, e) : NULL;
    if (!p)
        return NULL;
    *to++ = into[p - from];
    return to;
}

/* The closing quote of a string whose first escape is at `at`; `end` when there is none. */
static const char *string_end(const char *at, const char *end)
{
    while (at < end && *at == '\\')
        at = end - at < 2 ? end : run_end(at + 2, end);
    return at;
}

/* From behind the opening quote; an escape never grows when it is undone. */
static bool read_string(cursor *c, socvet_str *out)
{
    const char *from = c->at, *stop = run_end(from, c->end);

    if (stop < c->end && *stop == '"') {
        *out = (socvet_str){from, (size_t)(stop - from)};
        c->at = stop + 1;
        return true;
    }
    char *copy = base_arena_alloc(c->arena, (size_t)(string_end(stop, c->end) - from) + 1), *to = copy;
    while (copy) {
        memcpy(to, from, (size_t)(stop - from));
        to += stop - from;
        if (stop == c->end || (*stop != '"' && *stop != '\\'))
            return false;
        c->at = stop + 1;
        if (*stop == '"') {
            *out = (socvet_str){copy, (size_t)(to - copy)};
            return true;
        }
        if (!(to = put_escape(c, to)))
            return false;
        stop = run_end(from = c->at, c->end);
    }
    return false;
}

/* A whole number as it is printed, without its sign; true, false and null have no text. */
static bool read_scalar(cursor *c, socvet_str *out)
{
    static const char *const words[] = {"true", "false", "null"};
    enum { MOST_DIGITS = 15 };
    const char *from = c->at;

    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(words[i]);
        if ((size_t)(c->end - from) >= n && memcmp(from, words[i], n) == 0) {
            c->at += n;
            *out = (socvet_str){NULL, 0};
            return true;
        }
    }
    while (c->at < c->end && base_is_digit(*c->at))
        c->at++;
    *out = (socvet_str){from, (size_t)(c->at - from)};
    return out->len > 0 && out->len <= MOST_DIGITS && (out->len == 1 || *from != '0');
}

bool base_json_flat(socvet_str line, base_arena *arena,
                    void (*each)(socvet_str key, socvet_str value, void *user), void *user)
{
    cursor c = {line.ptr, line.ptr + line.len, arena};
    bool more;

    if (line.len == 0 || base_utf8_check(line) < line.len || !take(&c, '{') || take(&c, '}'))
        return false;
    do {
        socvet_str key, value;
        if (!take(&c, '"') || !read_string(&c, &key) || !take(&c, ':'))
            return false;
        skip_space(&c);
        bool string = c.at < c.end && *c.at == '"';
        c.at += string;
        if (!(string ? read_string(&c, &value) : read_scalar(&c, &value)))
            return false;
        skip_space(&c);
        if (c.at == c.end || (*c.at != ',' && *c.at != '}'))
            return false;
        more = *c.at++ == ',';
        each(key, value, user);
    } while (more);
    skip_space(&c);
    return c.at == c.end;
}

/* json.c: the only file that knows jansson. */
#include "json.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "err.h"
#include "str.h"

void base_json_init(base_json_writer *w, base_buf *buf)
{
    *w = (base_json_writer){buf, false};
}

/* Room for a value of so many bytes, behind a comma if one is due. */
static char *begin(base_json_writer *w, size_t bytes)
{
    char *p = base_buf_room(w->buf, bytes + 1);

    if (p && w->comma)
        *p++ = ',';
    w->comma = true;
    return p;
}

static void end(base_json_writer *w, char *p)
{
    *p = '\0';
    w->buf->len = (size_t)(p - w->buf->ptr);
}

static char *put(char *p, const char *bytes, size_t n)
{
    memcpy(p, bytes, n);
    return p + n;
}

static void separate(base_json_writer *w)
{
    if (w->comma)
        base_buf_add_char(w->buf, ',');
    w->comma = true;
}

void base_json_open(base_json_writer *w, char bracket)
{
    char *p = begin(w, 1);

    if (p) {
        *p++ = bracket;
        end(w, p);
    }
    w->comma = false;
}

void base_json_close(base_json_writer *w, char bracket)
{
    base_buf_add_char(w->buf, bracket);
    w->comma = true;
}

/* The first byte from `i` on that does not stand for itself in a string; eight are looked at at once. */
static size_t plain_to(socvet_str s, size_t i)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);

    for (uint64_t w; s.len - i >= 8; i += 8) {
        memcpy(&w, s.ptr + i, 8);
        uint64_t quote = w ^ ones * '"', slash = w ^ ones * '\\', del = w ^ ones * 0x7F;
        uint64_t hit = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((del - ones) & ~del) |
                       ((w - ones * 0x20) & ~w);
        if (hit & tops)
            break;
    }
    while (i < s.len && (unsigned char)s.ptr[i] >= 0x20 && s.ptr[i] != '"' && s.ptr[i] != '\\' && s.ptr[i] != 0x7F)
        i++;
    return i;
}

static void add_escape(base_buf *b, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char u[] = {'\\', (char)c, '0', '0', hex[c >> 4], hex[c & 15]};
    size_t n = 2;

    if (c == '\n' || c == '\t' || c == '\r')
        u[1] = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
    else if (c != '"' && c != '\\') {
        u[1] = 'u';
        n = sizeof u;
    }
    base_buf_add(b, (socvet_str){u, n});
}

void base_json_key(base_json_writer *w, const char *key)
{
    size_t n = strlen(key);
    char *p = begin(w, n + 3);

    if (p) {
        *p++ = '"';
        p = put(p, key, n);
        end(w, put(p, "\":", 2));
    }
    w->comma = false;
}

void base_json_str(base_json_writer *w, socvet_str s)
{
    size_t at = plain_to(s, 0), from = 0;
    char *p = begin(w, s.len + 2);

    if (!p)
        return;
    *p++ = '"';
    if (s.len && at == s.len)
        p = put(p, s.ptr, s.len);
    end(w, p);
    for (; at < s.len; at = plain_to(s, from)) {
        base_buf_add(w->buf, (socvet_str){s.ptr + from, at - from});
        add_escape(w->buf, (unsigned char)s.ptr[at]);
        from = at + 1;
    }
    if (from)
        base_buf_add(w->buf, (socvet_str){s.ptr + from, s.len - from});
    base_buf_add_char(w->buf, '"');
}

void base_json_z(base_json_writer *w, const char *z)
{
    if (z)
        base_json_str(w, base_str_z(z));
    else
        base_json_null(w);
}

void base_json_int(base_json_writer *w, int64_t v)
{
    separate(w);
    if (v < 0)
        base_buf_add_char(w->buf, '-');
    base_buf_add_u64(w->buf, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

/* ".5" of 500 and 3 decimals: zeros at the end are cut but for the first digit. */
static void add_fraction(base_buf *b, uint64_t part, int decimals)
{
    char digits[20] = {'.'};
    int shown = decimals;

    for (int i = decimals; i > 0; i--, part /= 10)
        digits[i] = (char)('0' + part % 10);
    while (shown > 1 && digits[shown] == '0')
        shown--;
    if (decimals)
        base_buf_add(b, (socvet_str){digits, (size_t)shown + 1});
}

void base_json_fixed(base_json_writer *w, int64_t v, int decimals)
{
    uint64_t scale = 1, u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    for (int i = 0; i < decimals; i++)
        scale *= 10;
    separate(w);
    if (v < 0)
        base_buf_add_char(w->buf, '-');
    base_buf_add_u64(w->buf, u / scale);
    add_fraction(w->buf, u % scale, decimals);
}

/* As printf would round it: the nearest figure of so many decimals, and what lies all but half-way
 * between two is left to printf itself. False: not done. */
static bool add_near(base_buf *b, double v, int decimals)
{
    static const double scale[] = {1, 10, 100, 1000, 10000};

    if (!(v >= -1e9 && v <= 1e9) || decimals < 1 || decimals > 4)
        return false;
    double scaled = fabs(v) * scale[decimals], whole = floor(scaled), rest = scaled - whole;
    if (fabs(rest - 0.5) < 1e-4)
        return false;
    uint64_t u = (uint64_t)whole + (rest > 0.5), unit = (uint64_t)scale[decimals];
    if (signbit(v))
        base_buf_add_char(b, '-');
    base_buf_add_u64(b, u / unit);
    add_fraction(b, u % unit, decimals);
    return true;
}

void base_json_real(base_json_writer *w, double v, int decimals)
{
    char text[64];

    separate(w);
    if (!isfinite(v)) {
        base_buf_add(w->buf, SOCVET_STR("null"));
        return;
    }
    if (add_near(w->buf, v, decimals))
        return;
    int n = snprintf(text, sizeof text, "%.*f", decimals, v);
    if (n < 0 || (size_t)n >= sizeof text)
        return;
    while (n > 2 && strchr(text, '.') && text[n - 1] == '0' && text[n - 2] != '.')
        text[--n] = '\0';
    base_buf_add(w->buf, (socvet_str){text, (size_t)n});
}

void base_json_bool(base_json_writer *w, bool v)
{
    char *p = begin(w, 5);

    if (p)
        end(w, put(p, v ? "true" : "false", v ? 4 : 5));
}

void base_json_null(base_json_writer *w)
{
    char *p = begin(w, 4);

    if (p)
        end(w, put(p, "null", 4));
}

static char *put_u32(char *p, uint32_t v)
{
    char digits[10];
    size_t i = sizeof digits;

    do
        digits[--i] = (char)('0' + v % 10);
    while ((v /= 10) != 0);
    return put(p, digits + i, sizeof digits - i);
}

void base_json_span(base_json_writer *w, socvet_span s)
{
    if (s.to == 0) {
        base_json_null(w);
        return;
    }
    char *p = begin(w, 3 + 2 * 10);
    if (!p)
        return;
    *p++ = '[';
    p = put_u32(p, s.from);
    *p++ = ',';
    p = put_u32(p, s.to);
    *p++ = ']';
    end(w, p);
}

void base_json_raw(base_json_writer *w, socvet_str json)
{
    separate(w);
    base_buf_add(w->buf, json);
}

void base_json_kstr(base_json_writer *w, const char *key, socvet_str s)
{
    base_json_key(w, key);
    if (s.ptr)
        base_json_str(w, s);
    else
        base_json_null(w);
}

void base_json_kz(base_json_writer *w, const char *key, const char *z)
{
    base_json_key(w, key);
    base_json_z(w, z);
}

void base_json_kint(base_json_writer *w, const char *key, int64_t v)
{
    base_json_key(w, key);
    base_json_int(w, v);
}

void base_json_kbool(base_json_writer *w, const char *key, bool v)
{
    base_json_key(w, key);
    base_json_bool(w, v);
}

void base_json_knull(base_json_writer *w, const char *key)
{
    base_json_key(w, key);
    base_json_null(w);
}

/* ---- reader: base_json is jansson's json_t under another name ---- */

static const json_t *in(const base_json *v)
{
    return (const json_t *)(const void *)v;
}

static const base_json *out(const json_t *v)
{
    return (const base_json *)(const void *)v;
}

socvet_status base_json_parse(base_json **root, socvet_str bytes, socvet_err *err)
{
    json_error_t e;
    json_t *v = json_loadb(bytes.ptr ? bytes.ptr : "", bytes.len,
                           JSON_ALLOW_NUL | JSON_DECODE_ANY, &e);

    *root = (base_json *)(void *)v;
    if (!v)
        return base_fail(err, SOCVET_E_FORMAT, "base", e.position < 0 ? 0 : (uint64_t)e.position,
                         "JSON: %.150s (line %d, column %d)", e.text, e.line, e.column);
    return SOCVET_OK;
}

void base_json_free(base_json *root)
{
    json_decref((json_t *)(void *)root);
}

base_json_type base_json_type_of(const base_json *v)
{
    if (!v)
        return BASE_JSON_NULL;
    switch (json_typeof(in(v))) {
    case JSON_OBJECT: return BASE_JSON_OBJECT;
    case JSON_ARRAY: return BASE_JSON_ARRAY;
    case JSON_STRING: return BASE_JSON_STRING;
    case JSON_INTEGER:
    case JSON_REAL: return BASE_JSON_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE: return BASE_JSON_BOOL;
    default: return BASE_JSON_NULL;
    }
}

const base_json *base_json_get(const base_json *object, const char *key)
{
    return object ? out(json_object_get(in(object), key)) : NULL;
}

size_t base_json_count(const base_json *v)
{
    return base_json_type_of(v) == BASE_JSON_OBJECT ? json_object_size(in(v)) : json_array_size(in(v));
}

const base_json *base_json_at(const base_json *array, size_t i)
{
    return out(json_array_get(in(array), i));
}

socvet_str base_json_string(const base_json *v)
{
    if (base_json_type_of(v) != BASE_JSON_STRING)
        return (socvet_str){NULL, 0};
    return (socvet_str){json_string_value(in(v)), json_string_length(in(v))};
}

double base_json_number(const base_json *v, double otherwise)
{
    return base_json_type_of(v) == BASE_JSON_NUMBER ? json_number_value(in(v)) : otherwise;
}

bool base_json_is_true(const base_json *v)
{
    return v && json_is_true(in(v));
}

bool base_json_next(const base_json *object, void **iter, socvet_str *key, const base_json **value)
{
    json_t *o = (json_t *)(void *)(uintptr_t)object;

    if (base_json_type_of(object) != BASE_JSON_OBJECT)
        return false;
    *iter = *iter ? json_object_iter_next(o, *iter) : json_object_iter(o);
    if (!*iter)
        return false;
    const char *k = json_object_iter_key(*iter);
    *key = base_str_z(k);
    *value = out(json_object_iter_value(*iter));
    return true;
}

/* xls_book.c: the records of an old Excel workbook, and what stands before its sheets: shared
 * strings, number formats, the list of sheets. */
#include <string.h>

#include "../base/str.h"
#include "xls.h"
#include "xlsx.h"

enum { STRINGS_MOST = 4000000 };

/* ---- records and numbers ---- */

double xls_double(const char *p)
{
    uint64_t bits = xls_u32(p) | (uint64_t)xls_u32(p + 4) << 32;
    double d;

    memcpy(&d, &bits, sizeof d);
    return d;
}

double xls_rk(uint32_t rk)
{
    double d;

    if (rk & 2) {
        int32_t n = (int32_t)(rk & 0xFFFFFFFC);
        d = n / 4;
    } else {
        uint64_t bits = (uint64_t)(rk & 0xFFFFFFFC) << 32;
        memcpy(&d, &bits, sizeof d);
    }
    return rk & 1 ? d / 100 : d;
}

bool xls_next(const xls *k, size_t at, xls_record *out)
{
    socvet_str s = k->stream;

    if (at > s.len || s.len - at < 4 || !extract_step(k->b, 1))
        return false;
    size_t len = xls_u16(s.ptr + at + 2), room = s.len - at - 4;
    *out = (xls_record){.type = xls_u16(s.ptr + at), .data = {s.ptr + at + 4, len < room ? len : room}};
    out->next = at + 4 + len;
    /* names that older versions give to the same thing */
    switch (out->type) {
    case 0x009: case 0x209: case 0x409: out->type = XLS_BOF; break;
    case 0x206: case 0x406: out->type = XLS_FORMULA; break;
    case 0x01E: out->type = XLS_FORMAT; break;
    case 0x043: case 0x243: case 0x443: out->type = XLS_XF; break;
    case 0x007: out->type = XLS_STRING; break;
    default: break;
    }
    return true;
}

/* ---- text ---- */

xls_cursor xls_cursor_at(const xls_record *r, size_t from)
{
    from = from < r->data.len ? from : r->data.len;
    return (xls_cursor){{r->data.ptr + from, r->data.len - from}, r->next};
}

static bool more(const xls *k, xls_cursor *c)
{
    xls_record r;

    while (!c->data.len) {
        if (!xls_next(k, c->next, &r) || r.type != XLS_CONTINUE)
            return false;
        c->data = r.data;
        c->next = r.next;
    }
    return true;
}

static void advance(xls_cursor *c, size_t n)
{
    c->data.ptr += n;
    c->data.len -= n;
}

static unsigned take_byte(const xls *k, xls_cursor *c)
{
    unsigned v = 0;

    if (more(k, c)) {
        v = (unsigned char)c->data.ptr[0];
        advance(c, 1);
    }
    return v;
}

static uint32_t take(const xls *k, xls_cursor *c, int bytes)
{
    uint32_t v = 0;

    for (int i = 0; i < bytes; i++)
        v |= (uint32_t)take_byte(k, c) << 8 * i;
    return v;
}

static void skip(const xls *k, xls_cursor *c, size_t n)
{
    while (n && more(k, c)) {
        size_t some = n < c->data.len ? n : c->data.len;
        advance(c, some);
        n -= some;
    }
}

/* Characters that go on in another record begin there with their width. */
static void take_chars(xls *k, xls_cursor *c, size_t chars, bool wide)
{
    while (chars) {
        if (!c->data.len) {
            if (!more(k, c))
                return;
            wide = c->data.ptr[0] & 1;
            advance(c, 1);
        }
        size_t unit = wide ? 2 : 1, n = c->data.len / unit;
        if (!n) { /* half a character */
            advance(c, c->data.len);
            continue;
        }
        n = n < chars ? n : chars;
        socvet_str s = {c->data.ptr, n * unit};
        if (wide)
            codepage_add_utf16(s, &k->value);
        else
            codepage_add(&k->pages, 1252, s, &k->value);
        advance(c, s.len);
        chars -= n;
    }
}

void xls_text8(xls *k, xls_cursor *c, size_t chars)
{
    unsigned flags = take_byte(k, c);
    size_t runs = flags & 8 ? take(k, c, 2) : 0, extra = flags & 4 ? take(k, c, 4) : 0;

    take_chars(k, c, chars, flags & 1);
    skip(k, c, runs * 4);
    skip(k, c, extra);
}

static socvet_str keep(xls *k)
{
    socvet_str s = base_buf_str(&k->value);
    char *copy = base_arena_dup(k->arena, s);

    k->failed |= !copy || k->value.failed;
    return (socvet_str){copy ? copy : "", copy ? s.len : 0};
}

socvet_str xls_text_of(xls *k, const xls_record *r, size_t from, unsigned count_bytes)
{
    xls_cursor c = xls_cursor_at(r, from);
    size_t chars = take(k, &c, (int)count_bytes);

    base_buf_reset(&k->value);
    if (k->version == 8)
        xls_text8(k, &c, chars);
    else
        codepage_add(&k->pages, k->page, (socvet_str){c.data.ptr, chars < c.data.len ? chars : c.data.len}, &k->value);
    return keep(k);
}

/* ---- globals ---- */

static bool grow(xls *k, void **array, size_t *cap, size_t n, size_t size)
{
    bool ok = base_arena_grow(k->arena, array, cap, n, size);

    k->failed |= !ok;
    return ok;
}

static void read_strings(xls *k, const xls_record *r)
{
    xls_cursor c = xls_cursor_at(r, 4);
    size_t n = take(k, &c, 4);

    for (size_t i = 0; i < n && i < STRINGS_MOST && more(k, &c) && !k->failed && extract_step(k->b, 1); i++) {
        void *p = k->strings;
        size_t chars = take(k, &c, 2);
        base_buf_reset(&k->value);
        xls_text8(k, &c, chars);
        if (!grow(k, &p, &k->cap_strings, k->n_strings, sizeof *k->strings))
            return;
        k->strings = p;
        k->strings[k->n_strings++] = keep(k);
    }
}

static void read_format(xls *k, const xls_record *r)
{
    void *p = k->formats;
    bool numbered = k->version >= 5;
    struct xls_format f = {.id = (unsigned)k->n_formats};

    if (r->data.len < 3 || !grow(k, &p, &k->cap_formats, k->n_formats, sizeof f))
        return;
    if (numbered)
        f.id = xls_u16(r->data.ptr);
    f.code = xls_text_of(k, r, numbered || k->version == 4 ? 2 : 0, k->version == 8 ? 2 : 1);
    k->formats = p;
    k->formats[k->n_formats++] = f;
}

static void read_style(xls *k, const xls_record *r)
{
    void *p = k->styles;

    if (r->data.len < 4 || !grow(k, &p, &k->cap_styles, k->n_styles, sizeof *k->styles))
        return;
    const unsigned char *d = (const unsigned char *)r->data.ptr;
    k->styles = p;
    k->styles[k->n_styles++] =
        (uint16_t)(k->version >= 5 ? d[2] | d[3] << 8 : k->version == 2 ? d[2] & 0x3F : d[1]);
}

static void read_sheet(xls *k, const xls_record *r)
{
    enum { MACRO = 1, CHART = 2 };
    void *p = k->sheets;
    const char *d = r->data.ptr;

    if (r->data.len < 8 || d[5] > CHART || !grow(k, &p, &k->cap_sheets, k->n_sheets, sizeof *k->sheets))
        return;
    k->sheets = p;
    k->sheets[k->n_sheets++] =
        (xls_sheet){xls_u32(d), xls_text_of(k, r, 6, 1), (d[4] & 3) != 0 || d[5] == MACRO};
}

static void read_version(xls *k, size_t at, const xls_record *r)
{
    unsigned type = xls_u16(k->stream.ptr + at), is = r->data.len >= 2 ? xls_u16(r->data.ptr) : 0;

    k->version = type == 0x009 ? 2 : type == 0x209 ? 3 : type == 0x409 ? 4 : is >= 0x600 ? 8 : 5;
}

static socvet_str code_of(const xls *k, unsigned id)
{
    for (size_t i = 0; i < k->n_formats; i++)
        if (k->formats[i].id == id)
            return k->formats[i].code;
    return base_str_z(xlsx_builtin_format((long)id));
}

/* The workbook's own records, to their end; a file that is one sheet has them among its cells. */
socvet_status xls_read_globals(xls *k, socvet_err *err)
{
    xls_record r;
    size_t at = 0;

    for (; xls_next(k, at, &r) && !k->failed; at = r.next) {
        bool end = r.type == XLS_EOF || (r.type == XLS_BOF && at);
        if (end)
            break;
        if (r.type == XLS_BOF)
            read_version(k, at, &r);
        else if (r.type == XLS_PASSWORD)
            return base_fail(err, SOCVET_E_ENCRYPTED, "extract", at, "the Excel workbook is protected by a password");
        else if (r.type == XLS_CODEPAGE && r.data.len >= 2)
            k->page = xls_u16(r.data.ptr);
        else if (r.type == XLS_DATE_1904 && r.data.len >= 2)
            k->date1904 = r.data.ptr[0] != 0;
        else if (r.type == XLS_FORMAT)
            read_format(k, &r);
        else if (r.type == XLS_XF)
            read_style(k, &r);
        else if (r.type == XLS_SHEET)
            read_sheet(k, &r);
        else if (r.type == XLS_SST)
            read_strings(k, &r);
    }
    k->codes = base_arena_array(k->arena, k->n_styles ? k->n_styles : 1, sizeof *k->codes);
    k->failed |= !k->codes;
    for (size_t i = 0; k->codes && i < k->n_styles && extract_step(k->b, k->n_formats / 4 + 1); i++)
        k->codes[i] = code_of(k, k->styles[i]);
    return SOCVET_OK;
}

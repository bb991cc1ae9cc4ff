/* msg_props.c: properties of an Outlook message: fixed ones from one table, the others a stream
 * each, called "__substg1.0_" + identifier + type, in hexadecimal. */
#include <stdio.h>

#include "../base/date.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "msg.h"

enum { UNICODE = 0x1F, ANSI = 0x1E, BINARY = 0x102, OBJECT = 0xD, ENTRY = 16 };
enum { MESSAGE_PAGE = 0x3FFD, INTERNET_PAGE = 0x3FDE, LOCALE = 0x3FF1 };
/* FILETIME counts tenths of a microsecond from 1601 */
#define TICKS_A_DAY UINT64_C(864000000000)
#define DAYS_TO_1970 134774

static uint64_t little(const char *at, unsigned n)
{
    uint64_t v = 0;

    for (unsigned i = 0; i < n; i++)
        v |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return v;
}

/* The ANSI code page of a language. */
static unsigned page_of_locale(unsigned locale)
{
    static const struct {
        unsigned char language;
        unsigned page;
    } pages[] = {{0x01, 1256}, {0x02, 1251}, {0x04, 936}, {0x05, 1250}, {0x08, 1253}, {0x0D, 1255}, {0x0E, 1250},
                 {0x11, 932}, {0x12, 949}, {0x15, 1250}, {0x18, 1250}, {0x19, 1251}, {0x1A, 1250}, {0x1B, 1250},
                 {0x1E, 874}, {0x1F, 1254}, {0x20, 1256}, {0x22, 1251}, {0x23, 1251}, {0x24, 1250}, {0x25, 1257},
                 {0x26, 1257}, {0x27, 1257}, {0x29, 1256}, {0x2A, 1258}, {0x2F, 1251}};

    if (locale == 0x404 || locale == 0xC04 || locale == 0x1404)
        return 950;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (pages[i].language == (locale & 0xFF))
            return pages[i].page;
    return 0;
}

static unsigned find_page(const msg_object *o)
{
    uint64_t v;

    if (msg_number(o, MESSAGE_PAGE, &v) && v && v < 65536 && v != CODEPAGE_UTF16)
        return (unsigned)v;
    if (msg_number(o, LOCALE, &v) && page_of_locale((unsigned)v))
        return page_of_locale((unsigned)v);
    if (msg_number(o, INTERNET_PAGE, &v) && v < 65536)
        return (unsigned)v;
    return 0;
}

bool msg_open(msg_object *o, extract_builder *b, cfb *c, uint32_t storage, msg_header header)
{
    uint32_t e = cfb_find(c, storage, "__properties_version1.0");
    unsigned page = o->page; /* of the message that it is part of */

    *o = (msg_object){.b = b, .c = c, .storage = storage};
    if (e == CFB_NONE || cfb_read(c, e, &o->fixed, NULL) || o->fixed.len < (size_t)header) {
        o->fixed = (socvet_str){NULL, 0};
    } else {
        o->fixed.ptr += header;
        o->fixed.len -= (size_t)header;
    }
    o->page = find_page(o);
    if (!o->page)
        o->page = page;
    return e != CFB_NONE;
}

bool msg_number(const msg_object *o, unsigned id, uint64_t *value)
{
    for (size_t at = 0; at + ENTRY <= o->fixed.len; at += ENTRY) {
        const char *p = o->fixed.ptr + at;
        if (little(p + 2, 2) != id)
            continue;
        unsigned type = (unsigned)little(p, 2);
        if (type == 0x40 || type == 0x14)
            *value = little(p + 8, 8);
        else if (type == 0x3 || type == 0xA)
            *value = little(p + 8, 4);
        else if (type == 0x2 || type == 0xB)
            *value = little(p + 8, 2);
        else
            return false;
        return true;
    }
    return false;
}

int32_t msg_day(const msg_object *o, unsigned id)
{
    uint64_t v;

    if (!msg_number(o, id, &v) || v < TICKS_A_DAY || v / TICKS_A_DAY > 800000)
        return BASE_NO_DATE;
    return (int32_t)(v / TICKS_A_DAY) - DAYS_TO_1970;
}

static uint32_t find(const msg_object *o, unsigned id, unsigned type)
{
    char name[32];

    snprintf(name, sizeof name, "__substg1.0_%04X%04X", id & 0xFFFF, type & 0xFFFF);
    return cfb_find(o->c, o->storage, name);
}

socvet_str msg_bytes(const msg_object *o, unsigned id, unsigned type)
{
    uint32_t e = find(o, id, type);
    socvet_str s;

    if (e == CFB_NONE || cfb_at(o->c, e)->kind != CFB_STREAM || cfb_read(o->c, e, &s, NULL))
        return (socvet_str){NULL, 0};
    return s;
}

uint32_t msg_storage(const msg_object *o, unsigned id)
{
    uint32_t e = find(o, id, OBJECT);

    return e != CFB_NONE && cfb_at(o->c, e)->kind == CFB_STORAGE ? e : CFB_NONE;
}

static socvet_str keep(extract_builder *b, base_buf *text)
{
    socvet_str s = base_buf_str(text);

    while (s.len && s.ptr[s.len - 1] == '\0')
        s.len--;
    s.ptr = s.len ? base_arena_dup(extract_arena(b), s) : NULL;
    s.len = s.ptr ? s.len : 0;
    base_buf_clear(text);
    return s;
}

socvet_str msg_decode(extract_builder *b, unsigned page, socvet_str bytes)
{
    base_buf text;
    codepage c;

    bool shifts = (page >= 50220 && page <= 50222) || page == CODEPAGE_UTF7; /* in seven bits */

    while (bytes.len && bytes.ptr[bytes.len - 1] == '\0')
        bytes.len--;
    if (!shifts && base_utf8_check(bytes) == bytes.len)
        return bytes;
    base_buf_init(&text, 0);
    if (page && page != CODEPAGE_UTF8) {
        codepage_init(&c);
        codepage_add(&c, page, bytes, &text);
        codepage_clear(&c);
    } else {
        extract_decode(NULL, bytes, (socvet_str){NULL, 0}, &text, NULL);
    }
    return keep(b, &text);
}

socvet_str msg_text(const msg_object *o, unsigned id)
{
    socvet_str s = msg_bytes(o, id, UNICODE);
    base_buf text;

    if (s.len) {
        base_buf_init(&text, 0);
        codepage_add_utf16(s, &text);
        return keep(o->b, &text);
    }
    s = msg_bytes(o, id, ANSI);
    return msg_decode(o->b, o->page, s.len ? s : msg_bytes(o, id, BINARY));
}

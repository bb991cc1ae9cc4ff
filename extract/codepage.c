/* codepage.c: iconv behind one door, by the number that Windows gives a code page. */
#include "codepage.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>

/* clang-format off */
static const struct { unsigned page; const char *name; } named[] = {
    {708, "ISO-8859-6"}, {819, "WINDOWS-1252"}, {932, "CP932"}, {936, "GB18030"}, {949, "CP949"}, {950, "BIG5-HKSCS"},
    {1361, "JOHAB"}, {10000, "MACINTOSH"}, {10001, "CP932"}, {10006, "MACGREEK"}, {10007, "MAC-CYRILLIC"}, {10029, "MAC-CENTRALEUROPE"},
    {10081, "MACTURKISH"}, {20127, "WINDOWS-1252"}, {20866, "KOI8-R"}, {20932, "EUC-JP"}, {21866, "KOI8-U"}, {28591, "WINDOWS-1252"},
    {28592, "ISO-8859-2"}, {28595, "ISO-8859-5"}, {28597, "ISO-8859-7"}, {28599, "ISO-8859-9"}, {28605, "ISO-8859-15"}, {32768, "MACINTOSH"},
    {32769, "WINDOWS-1252"}, {50220, "ISO-2022-JP"}, {50221, "ISO-2022-JP"}, {50222, "ISO-2022-JP"}, {51932, "EUC-JP"}, {51936, "GB18030"}, {51949, "EUC-KR"},
    {52936, "GB18030"}, {54936, "GB18030"}, {65000, "UTF-7"}, {65001, "UTF-8"}};
static const struct { unsigned charset, page; } charsets[] = {
    {2, CODEPAGE_SYMBOL}, {77, 10000}, {78, 10001}, {79, 949}, {80, 936}, {81, 950}, {83, 1255}, {84, 1256}, {85, 1253}, {86, 1254},
    {87, 874}, {88, 1250}, {89, 1251}, {128, 932}, {129, 949}, {130, 1361}, {134, 936}, {136, 950}, {161, 1253}, {162, 1254}, {163, 1258},
    {177, 1255}, {178, 1256}, {179, 1256}, {180, 1256}, {181, 1255}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {254, 437}, {255, 850}};
/* clang-format on */

static const uint16_t high1252[32] = {0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
                                      0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};

void codepage_init(codepage *c)
{
    *c = (codepage){.cd = NULL};
}

void codepage_clear(codepage *c)
{
    if (c->cd)
        iconv_close((iconv_t)c->cd);
    *c = (codepage){.cd = NULL};
}

unsigned codepage_of_charset(unsigned charset)
{
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (charsets[i].charset == charset)
            return charsets[i].page;
    return 0;
}

uint32_t codepage_symbol(uint32_t cp)
{
    if (cp >= 0xF000 && cp <= 0xF0FF)
        cp -= 0xF000;
    switch (cp) {
    case 0xFC: case 0xFE: case 0x50: case 0x52:
        return 0x2713;
    case 0xFB: case 0xFD: case 0x4F: case 0x51:
        return 0x2717;
    case 0xB7: case 0xA7: case 0x6C: case 0x6E: case 0x75: case 0x76: case 0x77: case 0xA8: case 0xD8:
    case 0x9F: case 0xE0: case 0xF0:
        return 0x2022;
    default:
        return 0;
    }
}

static bool is_ascii(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

static void add_1252(socvet_str s, base_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        uint32_t cp = c >= 0x80 && c < 0xA0 ? high1252[c - 0x80] : c;
        if (cp)
            base_buf_add_cp(out, cp);
    }
}

static void add_symbols(socvet_str s, base_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        uint32_t cp = c < 0x80 && c != 0x6C && c != 0x6E ? c : codepage_symbol(c);
        if (cp)
            base_buf_add_cp(out, cp);
    }
}

static iconv_t open_page(codepage *c, unsigned page)
{
    char number[16];
    const char *name = NULL;

    if (c->cd && c->page == page) {
        iconv((iconv_t)c->cd, NULL, NULL, NULL, NULL);
        return (iconv_t)c->cd;
    }
    codepage_clear(c);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].page == page)
            name = named[i].name;
    if (!name) {
        snprintf(number, sizeof number, "CP%u", page);
        name = number;
    }
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd != (iconv_t)-1) {
        c->cd = cd;
        c->page = page;
    }
    return cd;
}

static void convert(iconv_t cd, socvet_str s, base_buf *out)
{
    char room[1024];
    union {
        const char *given;
        char *taken;
    } in = {s.ptr};
    size_t left = s.len;

    while (left) {
        char *to = room;
        size_t space = sizeof room;
        size_t r = iconv(cd, &in.taken, &left, &to, &space);
        base_buf_add(out, (socvet_str){room, sizeof room - space});
        if (r != (size_t)-1 || errno == E2BIG)
            continue;
        base_buf_add_cp(out, 0xFFFD);
        in.taken++;
        left--;
    }
}

void codepage_add(codepage *c, unsigned page, socvet_str bytes, base_buf *out)
{
    if (page == CODEPAGE_SYMBOL) {
        add_symbols(bytes, out);
    } else if (page == CODEPAGE_UTF16) {
        codepage_add_utf16(bytes, out);
    } else if ((page >= 50220 && page <= 50222) || page == CODEPAGE_UTF7) { /* seven bits that shift */
        iconv_t cd = open_page(c, page);
        if (cd != (iconv_t)-1)
            convert(cd, bytes, out);
    } else if (is_ascii(bytes)) {
        base_buf_add(out, bytes);
    } else {
        iconv_t cd = page && page != 1252 ? open_page(c, page) : (iconv_t)-1;
        if (cd == (iconv_t)-1)
            add_1252(bytes, out);
        else
            convert(cd, bytes, out);
    }
}

void codepage_add_utf16(socvet_str s, base_buf *out)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    for (size_t i = 0; i + 1 < s.len; i += 2) {
        uint32_t cp = p[i] | (uint32_t)p[i + 1] << 8;
        if (cp >= 0xD800 && cp < 0xDC00 && i + 3 < s.len && (p[i + 3] & 0xFC) == 0xDC) {
            cp = 0x10000 + ((cp - 0xD800) << 10) + ((p[i + 2] | (uint32_t)p[i + 3] << 8) - 0xDC00);
            i += 2;
        }
        if (cp >= 0xF000 && cp <= 0xF0FF && codepage_symbol(cp))
            cp = codepage_symbol(cp);
        if (cp)
            base_buf_add_cp(out, cp);
    }
}

/* decode.c: bytes of unknown encoding -> UTF-8. In order: a BOM; the pattern of NULs that UTF-16
 * and UTF-32 leave; UTF-8 when it is valid; the document's label (by the WHATWG table, so that
 * latin1 means windows-1252); a guess by libuchardet; windows-1252. Then one layer of mojibake
 * (UTF-8 read as windows-1252 and saved again) is undone and said. */
#include "decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <uchardet/uchardet.h>

#include "../base/str.h"
#include "../base/utf8.h"

enum { LOOK = 65536, GUESS = 262144, LEAST_PADDING = 16, MOST_PADDINGS = 2 };

static const uint16_t cp1252[32] = {0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
                                    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};

/* clang-format off */
static const struct { const char *label, *name; } labels[] = {
    {"utf-8", "UTF-8"}, {"utf8", "UTF-8"}, {"unicode-1-1-utf-8", "UTF-8"},
    {"iso-8859-1", "WINDOWS-1252"}, {"iso8859-1", "WINDOWS-1252"}, {"iso_8859-1", "WINDOWS-1252"}, {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"}, {"l1", "WINDOWS-1252"}, {"ascii", "WINDOWS-1252"}, {"us-ascii", "WINDOWS-1252"},
    {"ansi_x3.4-1968", "WINDOWS-1252"}, {"cp1252", "WINDOWS-1252"}, {"windows-1252", "WINDOWS-1252"}, {"x-cp1252", "WINDOWS-1252"}, {"ansi", "WINDOWS-1252"},
    {"iso-8859-2", "ISO-8859-2"}, {"latin2", "ISO-8859-2"}, {"iso-8859-3", "ISO-8859-3"}, {"iso-8859-4", "ISO-8859-4"}, {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"}, {"iso-8859-7", "ISO-8859-7"}, {"iso-8859-8", "ISO-8859-8"}, {"iso-8859-8-i", "ISO-8859-8"},
    {"iso-8859-9", "CP1254"}, {"latin5", "CP1254"}, {"windows-1254", "CP1254"}, {"iso-8859-10", "ISO-8859-10"}, {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"}, {"windows-874", "CP874"}, {"iso-8859-13", "ISO-8859-13"}, {"iso-8859-14", "ISO-8859-14"}, {"iso-8859-15", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"}, {"iso-8859-16", "ISO-8859-16"},
    {"windows-1250", "CP1250"}, {"cp1250", "CP1250"}, {"windows-1251", "CP1251"}, {"cp1251", "CP1251"}, {"windows-1253", "CP1253"}, {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"}, {"windows-1257", "CP1257"}, {"windows-1258", "CP1258"}, {"koi8-r", "KOI8-R"}, {"koi8-u", "KOI8-U"},
    {"macintosh", "MACINTOSH"}, {"mac", "MACINTOSH"}, {"x-mac-roman", "MACINTOSH"}, {"x-mac-cyrillic", "MAC-CYRILLIC"}, {"mac-cyrillic", "MAC-CYRILLIC"},
    {"ibm866", "CP866"}, {"cp866", "CP866"}, {"ibm855", "IBM855"}, {"ibm852", "CP852"}, {"ibm865", "IBM865"}, {"cp850", "CP850"}, {"ibm850", "CP850"}, {"cp437", "CP437"}, {"ibm437", "CP437"},
    {"shift_jis", "CP932"}, {"shift-jis", "CP932"}, {"sjis", "CP932"}, {"x-sjis", "CP932"}, {"windows-31j", "CP932"}, {"cp932", "CP932"},
    {"euc-jp", "EUC-JP"}, {"x-euc-jp", "EUC-JP"}, {"iso-2022-jp", "ISO-2022-JP"}, {"big5", "BIG5-HKSCS"}, {"big5-hkscs", "BIG5-HKSCS"},
    {"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"gb18030", "GB18030"}, {"x-gbk", "GB18030"}, {"euc-kr", "CP949"}, {"ks_c_5601-1987", "CP949"}, {"uhc", "CP949"},
    {"euc-tw", "EUC-TW"}, {"johab", "JOHAB"}, {"iso-2022-kr", "ISO-2022-KR"}, {"viscii", "VISCII"},
    {"utf-16", "UTF-16LE"}, {"utf-16le", "UTF-16LE"}, {"utf-16be", "UTF-16BE"}, {"utf-32", "UTF-32LE"}, {"utf-32le", "UTF-32LE"}, {"utf-32be", "UTF-32BE"},
};
/* clang-format on */

const char *decode_label(socvet_str label)
{
    label = base_str_trim(label);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (base_str_eq_ci(label, base_str_z(labels[i].label)))
            return labels[i].name;
    return NULL;
}

/* ---- what the bytes look like ---- */

static const char *by_bom(socvet_str s, size_t *bom)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    *bom = 0;
    if (s.len >= 4 && !memcmp(p, "\xFF\xFE\0\0", 4))
        return *bom = 4, "UTF-32LE";
    if (s.len >= 4 && !memcmp(p, "\0\0\xFE\xFF", 4))
        return *bom = 4, "UTF-32BE";
    if (s.len >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
        return *bom = 3, "UTF-8";
    if (s.len >= 2 && !memcmp(p, "\xFF\xFE", 2))
        return *bom = 2, "UTF-16LE";
    if (s.len >= 2 && !memcmp(p, "\xFE\xFF", 2))
        return *bom = 2, "UTF-16BE";
    return NULL;
}

/* UTF-16 and UTF-32 without a BOM: where the NULs stand. */
static const char *by_nuls(socvet_str s)
{
    size_t n = s.len < LOOK ? s.len & ~(size_t)3 : LOOK, nul[4] = {0}, quarter = n / 4;

    if (n < 4 && s.len >= 2)
        n = 2;
    for (size_t i = 0; i < n; i++)
        nul[i % 4] += s.ptr[i] == 0;
    size_t even = nul[0] + nul[2], odd = nul[1] + nul[3], plain = 0;
    if (even + odd == 0)
        return NULL;
    for (size_t i = 0; i < n; i++)
        plain += s.ptr[i] >= ' ' && s.ptr[i] < 0x7F;
    if ((even + odd) * 5 < n && plain * 10 > n * 7)
        return NULL; /* a NUL gone astray in plain text */
    if (quarter && nul[3] == quarter && nul[2] * 10 >= quarter * 9 && nul[0] * 20 < quarter)
        return "UTF-32LE";
    if (quarter && nul[0] == quarter && nul[1] * 10 >= quarter * 9 && nul[3] * 20 < quarter)
        return "UTF-32BE";
    if (odd > even * 8 && odd * 25 >= n / 2)
        return "UTF-16LE";
    if (even > odd * 8 && even * 25 >= n / 2)
        return "UTF-16BE";
    return NULL;
}

static bool has_binary_magic(socvet_str s)
{
    static const struct {
        const char *bytes;
        size_t len;
    } magic[] = {{"PK\3\4", 4}, {"PK\5\6", 4}, {"\xD0\xCF\x11\xE0", 4}, {"%PDF-", 5}, {"\x89" "PNG", 4},
                 {"GIF8", 4}, {"\xFF\xD8\xFF", 3}, {"\x7F" "ELF", 4}, {"\x1F\x8B", 2}, {"BZh", 3},
                 {"\xFD" "7zXZ", 5}, {"7z\xBC\xAF", 4}, {"Rar!", 4}, {"SQLite format 3", 15},
                 {"{\\rtf", 5}, {"MZ\x90", 3}};

    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (s.len >= magic[i].len && !memcmp(s.ptr, magic[i].bytes, magic[i].len))
            return true;
    return false;
}

/* A long run of NULs is padding (a file cut from a block, or lost in a crash): it says nothing of
 * the bytes around it. */
static size_t padding_at(socvet_str s, size_t i)
{
    size_t n = 0;

    while (i + n < s.len && s.ptr[i + n] == 0)
        n++;
    return n >= LEAST_PADDING ? n : 0;
}

static bool too_many_controls(socvet_str s)
{
    size_t odd = 0, nuls = 0, padding = 0, runs = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        size_t pad = c == 0 && runs < MOST_PADDINGS ? padding_at(s, i) : 0;
        if (pad) {
            padding += pad;
            runs++;
            i += pad - 1;
            continue;
        }
        if (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x0B)
            odd++;
        nuls += c == 0;
    }
    size_t rest = s.len - padding;
    return (padding && !rest) || (odd > 2 && (odd * 50 > rest || nuls * 200 > rest));
}

/* Bytes that are no characters of Windows-1252, a tenth of all: taken for it in want of better, and wrongly. */
static bool is_not_1252(socvet_str s)
{
    size_t odd = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        odd += c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D || (c < 32 && !strchr("\t\n\r\f\x1B\x0B", (int)c));
    }
    return odd * 10 > s.len;
}

bool decode_looks_binary(socvet_str s)
{
    size_t bom;

    if (!s.len || by_bom(s, &bom))
        return false;
    if (has_binary_magic(s))
        return true;
    if (s.len > LOOK)
        s.len = LOOK;
    return !by_nuls(s) && too_many_controls(s);
}

/* ---- conversions ---- */

static void add_1252(base_buf *out, unsigned char c)
{
    if (c >= 0x80 && c < 0xA0) {
        if (cp1252[c - 0x80])
            base_buf_add_cp(out, cp1252[c - 0x80]);
    } else {
        base_buf_add_cp(out, c);
    }
}

static void from_1252(base_buf *out, socvet_str s)
{
    size_t run = 0;

    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80) {
            base_buf_add(out, (socvet_str){s.ptr + run, i - run});
            add_1252(out, (unsigned char)s.ptr[i]);
            run = i + 1;
        }
    base_buf_add(out, (socvet_str){s.ptr + run, s.len - run});
}

/* UTF-8 with foreign bytes in it: those are taken for windows-1252, one by one. */
static void from_broken_utf8(base_buf *out, socvet_str s)
{
    while (s.len) {
        size_t good = base_utf8_check(s);
        base_buf_add(out, (socvet_str){s.ptr, good});
        s.ptr += good;
        s.len -= good;
        if (s.len) {
            add_1252(out, (unsigned char)*s.ptr);
            s.ptr++;
            s.len--;
        }
    }
}

/* By iconv; bytes that mean nothing become U+FFFD, counted. False: no such encoding here. */
static bool from_named(base_buf *out, socvet_str s, const char *name, size_t *bad)
{
    char block[8192];
    iconv_t cd = iconv_open("UTF-8", name);
    size_t unit = strncmp(name, "UTF-32", 6) == 0 ? 4 : strncmp(name, "UTF-16", 6) == 0 ? 2 : 1;
    union { /* iconv does not write through its input */
        const char *given;
        char *taken;
    } in = {s.ptr};
    size_t left = s.len;

    *bad = 0;
    if (cd == (iconv_t)-1)
        return false;
    while (left && !out->failed) {
        char *to = block;
        size_t room = sizeof block;
        size_t r = iconv(cd, &in.taken, &left, &to, &room);
        int why = errno;
        base_buf_add(out, (socvet_str){block, sizeof block - room});
        if (r != (size_t)-1)
            break;
        if (why == E2BIG)
            continue;
        ++*bad;
        base_buf_add_cp(out, 0xFFFD);
        size_t skip = unit < left ? unit : left;
        in.given += skip;
        left -= skip;
    }
    iconv_close(cd);
    return true;
}

/* ---- choosing when it is not UTF-8 ---- */

/* High bytes that British text in windows-1252 has: £ € – — ' " • … é è ½ ° · NBSP. */
static bool looks_british(socvet_str s)
{
    static const char usual[] = "\xA3\x80\x85\x91\x92\x93\x94\x95\x96\x97\xA0\xA9\xAE\xB0\xB7\xBC\xBD\xBE\xE9\xE8\xE0\xEF";
    size_t high = 0, hits = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x80)
            continue;
        high++;
        /* a letter of another alphabet has neighbours like it; a sign stands among ASCII */
        hits += memchr(usual, c, sizeof usual - 1) &&
                (i + 1 >= s.len || (unsigned char)s.ptr[i + 1] < 0x80 || c < 0xC0);
    }
    return high == 0 || (hits * 10 >= high * 9 && high * 5 < s.len);
}

static const char *guess(socvet_str s)
{
    socvet_str head = {s.ptr, s.len < GUESS ? s.len : GUESS};
    const char *name = NULL;

    if (looks_british(head))
        return "WINDOWS-1252";
    uchardet_t u = uchardet_new();
    if (!u)
        return "WINDOWS-1252";
    if (uchardet_handle_data(u, head.ptr, head.len) == 0) {
        uchardet_data_end(u);
        name = decode_label(base_str_z(uchardet_get_charset(u)));
    }
    uchardet_delete(u);
    return name && strncmp(name, "UTF-", 4) != 0 ? name : "WINDOWS-1252";
}

/* Is it UTF-8 with a few foreign bytes? */
static bool nearly_utf8(socvet_str s)
{
    size_t good = 0, bad = 0;

    for (size_t i = 0; i < s.len;) {
        unsigned n = 1;
        if ((unsigned char)s.ptr[i] >= 0x80) {
            uint32_t cp = base_utf8_at(s, i, &n);
            if (cp == 0xFFFD && n == 1)
                bad++;
            else
                good++;
        }
        i += n;
    }
    return good > bad * 4 || (bad <= 2 && good >= bad);
}

static bool is_iso2022(socvet_str s)
{
    socvet_str head = {s.ptr, s.len < GUESS ? s.len : GUESS};

    return base_str_find(head, SOCVET_STR("\x1B$B"), 0) != SIZE_MAX ||
           base_str_find(head, SOCVET_STR("\x1B$@"), 0) != SIZE_MAX;
}

/* ---- mojibake ---- */

/* The windows-1252 byte a character was made from, or -1. */
static int byte_of(uint32_t cp)
{
    if (cp >= 0x80 && cp <= 0xFF)
        return (int)cp;
    for (int i = 0; i < 32; i++)
        if (cp > 0xFF && cp1252[i] == cp)
            return 0x80 + i;
    return -1;
}

/* At `at` stand the two or three characters of one that was decoded twice: its code point. */
static uint32_t twice(socvet_str s, size_t at, size_t *size)
{
    unsigned n;
    uint32_t cp = base_utf8_at(s, at, &n), out;
    int more = cp == 0xC2 || cp == 0xC3 ? 1 : cp == 0xE2 || cp == 0xEF ? 2 : 0;

    out = more == 1 ? cp & 0x1F : cp & 0x0F;
    *size = n;
    for (int i = 0; i < more; i++) {
        if (at + *size >= s.len)
            return 0;
        int byte = byte_of(base_utf8_at(s, at + *size, &n));
        if (byte < 0x80 || byte > 0xBF)
            return 0;
        out = out << 6 | ((uint32_t)byte & 0x3F);
        *size += n;
    }
    if (!more || (more == 2 && out != 0xFEFF && (out < 0x2000 || out > 0x27BF)))
        return 0;
    return out;
}

/* CR LF and CR become LF, NULs go, C1 controls are read as windows-1252, mojibake is undone. */
static size_t clean(base_buf *out, socvet_str s)
{
    size_t run = 0, undone = 0;

    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c != '\r' && c != 0 && c != 0xC2 && c != 0xC3) {
            i++;
            continue;
        }
        size_t size = 1;
        uint32_t cp = c == '\r' ? '\n' : 0;
        bool drop = c == 0 || (c == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n');
        if (c >= 0xC2) {
            cp = twice(s, i, &size);
            undone += cp != 0;
            if (!cp && c == 0xC2 && (unsigned char)s.ptr[i + 1] < 0xA0) {
                cp = cp1252[(unsigned char)s.ptr[i + 1] - 0x80];
                drop = cp == 0;
            }
            if (!cp && !drop) {
                i += size;
                continue;
            }
        }
        base_buf_add(out, (socvet_str){s.ptr + run, i - run});
        if (!drop)
            base_buf_add_cp(out, cp);
        i += size;
        run = i;
    }
    base_buf_add(out, (socvet_str){s.ptr + run, s.len - run});
    return undone;
}

static void say(extract_builder *b, const char *what, const char *name, size_t n)
{
    char z[160];
    int len = n ? snprintf(z, sizeof z, "%s %s: %zu places", what, name, n)
                : snprintf(z, sizeof z, "%s %s", what, name);

    if (b && len > 0)
        extract_notice(b, SOCVET_NOTICE_ENCODING, (socvet_str){z, strlen(z)});
}

static const char *choose_name(socvet_str bytes, socvet_str declared, size_t *bom)
{
    const char *name = by_bom(bytes, bom);

    if (!name)
        name = by_nuls(bytes);
    if (name && strcmp(name, "UTF-8") != 0)
        return name;
    if (is_iso2022(bytes))
        return "ISO-2022-JP";
    socvet_str rest = {bytes.ptr + *bom, bytes.len - *bom};
    if (base_utf8_check(rest) == rest.len)
        return "UTF-8";
    if (nearly_utf8(rest))
        return "broken UTF-8";
    name = decode_label(declared);
    if (name && strncmp(name, "UTF-", 4) != 0)
        return name;
    return guess(rest);
}

socvet_status extract_decode(extract_builder *b, socvet_str bytes, socvet_str declared,
                             base_buf *out, socvet_err *err)
{
    size_t bom = 0, bad = 0;
    base_buf raw;
    const char *name = choose_name(bytes, declared, &bom), *said = decode_label(declared);
    socvet_str s = {bytes.ptr + bom, bytes.len - bom};

    base_buf_init(&raw, 0);
    if (strcmp(name, "UTF-8") != 0) {
        if (strcmp(name, "broken UTF-8") == 0)
            from_broken_utf8(&raw, s);
        else if (strcmp(name, "WINDOWS-1252") == 0 || !from_named(&raw, s, name, &bad))
            from_1252(&raw, s);
        if (said && strcmp(said, name) != 0)
            say(b, "declared otherwise, read as", name, 0);
        else if (strcmp(name, "WINDOWS-1252") != 0)
            say(b, "read as", name, 0);
        if (bad)
            say(b, "bytes unknown to", name, bad);
        s = base_buf_str(&raw);
    }
    if (too_many_controls(s) || (said && strcmp(said, name) != 0 && strcmp(name, "WINDOWS-1252") == 0 && is_not_1252(bytes))) {
        base_buf_clear(&raw);
        return base_fail(err, SOCVET_E_FORMAT, "extract", 0, "binary data, not text");
    }
    size_t undone = clean(out, s);
    if (undone)
        say(b, "text decoded twice was mended to", "UTF-8", undone);
    bool failed = raw.failed || out->failed;
    base_buf_clear(&raw);
    if (failed)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    return SOCVET_OK;
}

/* decode.c: bytes of unknown encoding -> UTF-8: byte order marks, then UTF-8 if it is valid, then
 * the pattern of NUL bytes (UTF-16 and UTF-32 without a mark), then the declared label as browsers
 * take it (WHATWG: Latin-1 means windows-1252), then windows-1252. */
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "extract_int.h"

static const char *label_to_iconv(socvet_str label, char *z, size_t size)
{
    static const char *const as_1252[] = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1",
                                          "us-ascii", "ascii", "windows-1252", "cp1252", "x-cp1252"};

    label = base_str_trim(label);
    for (size_t i = 0; i < sizeof as_1252 / sizeof *as_1252; i++)
        if (base_str_eq_ci(label, base_str_z(as_1252[i])))
            return "WINDOWS-1252";
    if (!label.len || label.len + 1 > size)
        return NULL;
    memcpy(z, label.ptr, label.len);
    z[label.len] = '\0';
    return z;
}

static const char *by_nul_pattern(socvet_str s)
{
    size_t n = s.len < 4096 ? s.len : 4096, nul[4] = {0};

    for (size_t i = 0; i < n; i++)
        nul[i % 4] += s.ptr[i] == 0;
    size_t q = n / 4;
    if (q < 4)
        return NULL;
    if (nul[0] > q * 9 / 10 && nul[1] > q * 9 / 10 && nul[2] > q * 8 / 10 && nul[3] < q / 10)
        return "UTF-32BE";
    if (nul[3] > q * 9 / 10 && nul[2] > q * 9 / 10 && nul[1] > q * 8 / 10 && nul[0] < q / 10)
        return "UTF-32LE";
    if (nul[0] + nul[2] > q * 6 / 10 && nul[1] + nul[3] < q / 5)
        return "UTF-16BE";
    if (nul[1] + nul[3] > q * 6 / 10 && nul[0] + nul[2] < q / 5)
        return "UTF-16LE";
    return NULL;
}

static const char *by_mark(socvet_str *s)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *name;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                 {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (s->len >= marks[i].len && memcmp(s->ptr, marks[i].mark, marks[i].len) == 0) {
            s->ptr += marks[i].len;
            s->len -= marks[i].len;
            return marks[i].name;
        }
    return NULL;
}

/* Undecodable bytes become U+FFFD; false when the encoding is not known. */
static bool convert(socvet_str s, const char *from, base_buf *out)
{
    iconv_t cd = iconv_open("UTF-8", from);
    char *in = (char *)(uintptr_t)s.ptr, chunk[8192];
    size_t left = s.len;

    if (cd == (iconv_t)-1)
        return false;
    while (left && !out->failed) {
        char *to = chunk;
        size_t room = sizeof chunk;
        size_t n = iconv(cd, &in, &left, &to, &room);
        base_buf_add(out, (socvet_str){chunk, sizeof chunk - room});
        if (n != (size_t)-1 || errno == E2BIG)
            continue;
        if (errno == EINVAL)
            break; /* cut in the middle of a character */
        base_buf_add_cp(out, 0xFFFD);
        in++;
        left--;
    }
    iconv_close(cd);
    return true;
}

socvet_status extract_decode(extract_builder *b, socvet_str bytes, socvet_str declared,
                             base_buf *out, socvet_err *err)
{
    char z[64];
    socvet_str s = bytes;
    const char *name = by_mark(&s);

    if ((!name || strcmp(name, "UTF-8") == 0) && base_utf8_check(s) == s.len) {
        base_buf_add(out, s);
    } else if (!name && (name = by_nul_pattern(s))) {
        extract_notice(b, SOCVET_NOTICE_ENCODING, base_str_z(name));
        convert(s, name, out);
    } else if (name && strcmp(name, "UTF-8") != 0) {
        convert(s, name, out);
    } else {
        name = label_to_iconv(declared, z, sizeof z);
        bool utf8 = name && (base_str_eq_ci(base_str_z(name), SOCVET_STR("utf-8")) ||
                             base_str_eq_ci(base_str_z(name), SOCVET_STR("utf8")));
        if (!name || utf8 || !convert(s, name, out)) {
            base_buf_reset(out);
            convert(s, "WINDOWS-1252", out);
            extract_notice(b, SOCVET_NOTICE_ENCODING, SOCVET_STR("windows-1252"));
        }
    }
    if (out->failed)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    return SOCVET_OK;
}

/* mime_code.c: transfer encodings and charsets. What is no part of an encoding stays or is passed
 * over; text is never lost because one byte of it is damaged. */
#include "../base/str.h"
#include "codepage.h"
#include "mime.h"

static int hex(char c)
{
    if (base_is_digit(c))
        return c - '0';
    c = base_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int digit64(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (base_is_digit(c))
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

mime_coding mime_coding_of(socvet_str s)
{
    s = base_str_trim(s);
    if (base_str_starts_ci(s, SOCVET_STR("base64")))
        return MIME_BASE64;
    if (base_str_starts_ci(s, SOCVET_STR("quoted")))
        return MIME_QUOTED;
    if (base_str_find_ci(s, SOCVET_STR("uue"), 0) != SIZE_MAX)
        return MIME_UU;
    return MIME_PLAIN;
}

/* "=" at `at`: bytes of a soft line break, 0 when it is none. */
static size_t soft_break(socvet_str s, size_t at)
{
    size_t i = at + 1;

    while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t' || s.ptr[i] == '\r'))
        i++;
    if (i == s.len)
        return i - at;
    return s.ptr[i] == '\n' ? i + 1 - at : 0;
}

void mime_add_quoted(socvet_str s, bool word, base_buf *out)
{
    size_t run = 0, skip;

    for (size_t i = 0; i < s.len;) {
        char c = s.ptr[i];
        if (c != '=' && !(word && c == '_')) {
            i++;
            continue;
        }
        base_buf_add(out, (socvet_str){s.ptr + run, i - run});
        run = i;
        if (c == '_') {
            base_buf_add_char(out, ' ');
            run = ++i;
        } else if (i + 2 < s.len && hex(s.ptr[i + 1]) >= 0 && hex(s.ptr[i + 2]) >= 0) {
            base_buf_add_char(out, (char)(hex(s.ptr[i + 1]) * 16 + hex(s.ptr[i + 2])));
            run = i += 3;
        } else if (!word && (skip = soft_break(s, i)) != 0) {
            run = i += skip;
        } else {
            i++;
        }
    }
    base_buf_add(out, (socvet_str){s.ptr + run, s.len - run});
}

void mime_add_base64(socvet_str s, base_buf *out)
{
    uint32_t bits = 0;
    int have = 0;
    char room[3 * 1024];
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        int d = digit64(s.ptr[i]);
        if (d < 0 && s.ptr[i] == '=') { /* the end of these; another may begin on the next line */
            while (i + 1 < s.len && s.ptr[i + 1] != '\n')
                i++;
            have = 0;
            bits = 0;
        }
        if (d < 0)
            continue;
        bits = (bits << 6 | (uint32_t)d) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            room[n++] = (char)(unsigned char)(bits >> have);
        }
        if (n == sizeof room) {
            base_buf_add(out, (socvet_str){room, n});
            n = 0;
        }
    }
    base_buf_add(out, (socvet_str){room, n});
}

/* Text that only says it is base64 has signs and spaces where that has none. */
static bool is_base64(socvet_str s)
{
    size_t n = s.len < 4096 ? s.len : 4096, other = 0;

    for (size_t i = 0; i < n; i++)
        other += digit64(s.ptr[i]) < 0 && !memchr("\r\n=\t", s.ptr[i], 4);
    return other * 8 <= n;
}

static void add_uu_line(socvet_str line, base_buf *out)
{
    size_t count = (size_t)((line.ptr[0] - 32) & 63);

    for (size_t i = 1; count && i + 1 < line.len + 3; i += 4) {
        unsigned v[4];
        for (size_t k = 0; k < 4; k++)
            v[k] = i + k < line.len ? (unsigned)(line.ptr[i + k] - 32) & 63 : 0;
        unsigned all = v[0] << 18 | v[1] << 12 | v[2] << 6 | v[3];
        for (int k = 16; k >= 0 && count; k -= 8, count--)
            base_buf_add_char(out, (char)(unsigned char)(all >> k));
    }
}

static void add_uu(socvet_str s, base_buf *out)
{
    socvet_str line;
    bool on = false;

    while (base_str_split(&s, '\n', &line)) {
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (base_str_starts(line, SOCVET_STR("begin ")))
            on = true;
        else if (base_str_eq(line, SOCVET_STR("end")))
            on = false;
        else if (on && line.len)
            add_uu_line(line, out);
    }
}

void mime_decode(mime_coding coding, socvet_str s, base_buf *out)
{
    if (coding == MIME_BASE64 && is_base64(s))
        mime_add_base64(s, out);
    else if (coding == MIME_QUOTED)
        mime_add_quoted(s, false, out);
    else if (coding == MIME_UU)
        add_uu(s, out);
    else
        base_buf_add(out, s);
}

void mime_add_charset(extract_builder *b, socvet_str label, socvet_str bytes, base_buf *out)
{
    label = base_str_trim(label);
    if (base_str_ends_ci(label, SOCVET_STR("utf-7"))) { /* no label of the web's, but of old mail */
        codepage c;
        codepage_init(&c);
        codepage_add(&c, CODEPAGE_UTF7, bytes, out);
        codepage_clear(&c);
        return;
    }
    if (extract_decode(b, bytes, label, out, NULL) && b)
        extract_notice(b, SOCVET_NOTICE_SKIPPED, SOCVET_STR("a text of the mail: binary data, not text"));
}

/* read_txt.c: plain text -> blocks. A blank line ends a paragraph; hard-wrapped lines are joined;
 * bullets, "Key: value" lines, short lines and capitals are blocks of their own. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "readers.h"

enum { WRAPPED = 60 /* a line at least this long may go on in the next */ };

static int sniff(socvet_str bytes)
{
    size_t n = bytes.len < 4096 ? bytes.len : 4096, odd = 0, nul = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0;
        nul += c == 0;
    }
    if (n == 0)
        return 1;
    if (nul > n / 5 && nul < n * 9 / 10 && odd < n / 20)
        return 1; /* UTF-16 or UTF-32 */
    return nul == 0 && odd <= n / 20 ? 1 : 0;
}

/* Bytes of a bullet at the start of the line, or 0. */
static size_t bullet_of(socvet_str s)
{
    static const char *const marks[] = {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x97\xA6", "\xE2\x96\xAA",
                                        "\xE2\x80\x93 ", "\xEF\x82\xB7", "- ", "* ", "o ", "+ "};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (base_str_starts(s, base_str_z(marks[i])))
            return strlen(marks[i]);
    return 0;
}

static bool is_key_value(socvet_str s)
{
    const char *colon = s.len ? memchr(s.ptr, ':', s.len < 40 ? s.len : 40) : NULL;

    return colon && (size_t)(colon - s.ptr) + 1 < s.len && colon[1] == ' ';
}

static bool is_capitals(socvet_str s)
{
    size_t letters = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
            return false;
        letters += base_is_alpha(s.ptr[i]);
    }
    return letters > 3;
}

typedef struct {
    extract_builder *b;
    size_t last_len; /* of the line before, 0 after a blank one */
    uint32_t line;
    bool joinable;
} reader;

static void put_line(reader *r, socvet_str raw)
{
    socvet_str s = base_str_trim(raw);
    size_t bullet = bullet_of(s);
    bool starts_low = s.len && s.ptr[0] >= 'a' && s.ptr[0] <= 'z';
    bool own = bullet || is_key_value(s) || is_capitals(s) || memchr(raw.ptr, '\t', raw.len);

    if (!s.len) {
        extract_end(r->b);
        r->last_len = 0;
        r->joinable = false;
        return;
    }
    if (r->joinable && !own && (r->last_len >= WRAPPED || starts_low)) {
        extract_text(r->b, SOCVET_STR(" "));
    } else {
        bool heading = !bullet && s.len < 60 &&
                       (is_capitals(s) || (s.ptr[s.len - 1] == ':' && !is_key_value(s)));
        extract_begin(r->b, bullet ? SOCVET_BLOCK_LIST_ITEM
                            : heading ? SOCVET_BLOCK_HEADING : SOCVET_BLOCK_PARAGRAPH,
                      bullet ? 1 : heading ? 2 : 0);
        extract_source(r->b, r->line, (uint32_t)(s.ptr - raw.ptr) + 1);
    }
    extract_text(r->b, (socvet_str){s.ptr + bullet, s.len - bullet});
    r->last_len = s.len;
    r->joinable = s.ptr[s.len - 1] != ':' && !is_capitals(s);
}

static socvet_status read_txt(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf text;
    reader r = {.b = b};
    socvet_str line;

    base_buf_init(&text, 0);
    socvet_status s = extract_decode(b, bytes, (socvet_str){NULL, 0}, &text, err);
    socvet_str rest = base_buf_str(&text);
    const char *nul = rest.len ? memchr(rest.ptr, 0, rest.len) : NULL;
    if (!s && nul)
        s = base_fail(err, SOCVET_E_FORMAT, "extract", (uint64_t)(nul - rest.ptr),
                      "binary bytes, no text");
    while (!s && base_str_split(&rest, '\n', &line) && extract_build_ok(b)) {
        r.line++;
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        put_line(&r, line);
    }
    extract_end(b);
    base_buf_clear(&text);
    return s;
}

const socvet_reader extract_reader_txt = {"txt", "plain text in any encoding", "txt text asc",
                                          sniff, read_txt, false};

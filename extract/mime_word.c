/* mime_word.c: the words of header fields: encoded words (RFC 2047), also those that lie inside
 * quotes or were cut within a character, and parameters in pieces (RFC 2231). */
#include <stdio.h>

#include "../base/str.h"
#include "mime.h"

enum { WORD_MOST = 4000, PIECES_MOST = 100 };

typedef struct {
    socvet_str charset, text;
    char coding; /* 'b' or 'q' */
    size_t end;  /* of the word, in the value */
} word;

static bool is_token(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] <= ' ' || s.ptr[i] == '=')
            return false;
    return s.len > 0;
}

/* The encoded word "=?charset?B?text?=" at `at`. */
static bool word_at(socvet_str s, size_t at, word *w)
{
    socvet_str rest = {s.ptr + at, s.len - at < WORD_MOST ? s.len - at : WORD_MOST}, piece;

    if (!base_str_starts(rest, SOCVET_STR("=?")))
        return false;
    rest.ptr += 2;
    rest.len -= 2;
    if (!base_str_split(&rest, '?', &w->charset) || !is_token(w->charset))
        return false;
    const char *star = memchr(w->charset.ptr, '*', w->charset.len); /* a language */
    if (star)
        w->charset.len = (size_t)(star - w->charset.ptr);
    if (!base_str_split(&rest, '?', &piece) || piece.len != 1 || !rest.ptr)
        return false;
    w->coding = base_lower(piece.ptr[0]);
    size_t end = base_str_find(rest, SOCVET_STR("?="), 0);
    if (end == SIZE_MAX || (w->coding != 'b' && w->coding != 'q'))
        return false;
    w->text = (socvet_str){rest.ptr, end};
    w->end = (size_t)(rest.ptr + end + 2 - s.ptr);
    return true;
}

static void flush(base_buf *bytes, socvet_str charset, base_buf *out)
{
    if (bytes->len)
        mime_add_charset(NULL, charset, base_buf_str(bytes), out);
    base_buf_reset(bytes);
}

/* Text between words: folds become one blank. */
static void add_raw(socvet_str s, base_buf *bytes, base_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '\r' || c == '\n')
            continue;
        base_buf_add_char(bytes, c == '\t' ? ' ' : c);
    }
    flush(bytes, (socvet_str){NULL, 0}, out);
}

void mime_add_words(socvet_str s, base_buf *out)
{
    socvet_str charset = {NULL, 0};
    size_t run = 0;
    bool after_word = false;
    base_buf bytes;
    word w;

    base_buf_init(&bytes, 0);
    for (size_t i = 0; i < s.len;) {
        if (s.ptr[i] != '=' || !word_at(s, i, &w)) {
            i++;
            continue;
        }
        socvet_str between = {s.ptr + run, i - run};
        bool joined = after_word && base_str_trim(between).len == 0;
        if (!joined || !base_str_eq_ci(charset, w.charset))
            flush(&bytes, charset, out);
        if (!joined)
            add_raw(between, &bytes, out);
        charset = w.charset;
        if (w.coding == 'b')
            mime_add_base64(w.text, &bytes);
        else
            mime_add_quoted(w.text, true, &bytes);
        after_word = true;
        run = i = w.end;
    }
    flush(&bytes, charset, out);
    add_raw((socvet_str){s.ptr + run, s.len - run}, &bytes, out);
    base_buf_clear(&bytes);
}

/* ---- parameters ---- */

typedef struct {
    socvet_str name, value;
    bool quoted;
} parameter;

static size_t skip_blanks(socvet_str s, size_t at)
{
    while (at < s.len && base_is_blank(s.ptr[at]))
        at++;
    return at;
}

/* An unquoted value ends at ";", or where a name and "=" follow a blank (a ";" forgotten). */
static size_t token_end(socvet_str s, size_t at)
{
    size_t blank = 0;

    for (size_t i = at; i < s.len && s.ptr[i] != ';'; i++) {
        if (base_is_blank(s.ptr[i]))
            blank = i;
        else if (s.ptr[i] == '=' && blank)
            return blank;
    }
    const char *semi = memchr(s.ptr + at, ';', s.len - at);
    return semi ? (size_t)(semi - s.ptr) : s.len;
}

static size_t quote_end(socvet_str s, size_t at)
{
    while (at < s.len && s.ptr[at] != '"')
        at += s.ptr[at] == '\\' && at + 1 < s.len ? 2 : 1;
    return at < s.len ? at : s.len;
}

/* The next "name=value" at or after *at. */
static bool next_parameter(socvet_str s, size_t *at, parameter *p)
{
    for (;;) {
        size_t from = *at;
        while (from < s.len && (base_is_blank(s.ptr[from]) || s.ptr[from] == ';'))
            from++;
        size_t i = from;
        while (i < s.len && s.ptr[i] != '=' && s.ptr[i] != ';' && s.ptr[i] != '"' && !base_is_blank(s.ptr[i]))
            i++;
        p->name = (socvet_str){s.ptr + from, i - from};
        size_t eq = skip_blanks(s, i);
        if (i >= s.len)
            return false;
        if (eq >= s.len || s.ptr[eq] != '=' || i == from) {
            *at = i + 1;
            continue;
        }
        size_t v = skip_blanks(s, eq + 1);
        p->quoted = v < s.len && s.ptr[v] == '"';
        v += p->quoted;
        size_t end = v >= s.len ? s.len : p->quoted ? quote_end(s, v) : token_end(s, v);
        p->value = (socvet_str){s.ptr + (v < s.len ? v : s.len), end > v ? end - v : 0};
        if (!p->quoted)
            p->value = base_str_trim(p->value);
        *at = end + p->quoted;
        return true;
    }
}

/* Backslashes of a quoted string go; not those of a path. */
static void add_value(const parameter *p, base_buf *out)
{
    for (size_t i = 0; i < p->value.len; i++) {
        char c = p->value.ptr[i], next = i + 1 < p->value.len ? p->value.ptr[i + 1] : 0;
        if (!(p->quoted && c == '\\' && (next == '"' || next == '\\')))
            base_buf_add_char(out, c);
        else
            base_buf_add_char(out, p->value.ptr[++i]);
    }
}

static void add_percent(socvet_str s, base_buf *out)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < s.len; i++) {
        const char *high = s.ptr[i] == '%' && i + 2 < s.len ? memchr(digits, base_lower(s.ptr[i + 1]), 16) : NULL;
        const char *low = high ? memchr(digits, base_lower(s.ptr[i + 2]), 16) : NULL;
        base_buf_add_char(out, low ? (char)((high - digits) * 16 + (low - digits)) : s.ptr[i]);
        i += low ? 2 : 0;
    }
}

/* One piece: "name", "name*" (number -1), or "name*N" and "name*N*". */
static bool add_piece(socvet_str value, const char *name, int number, socvet_str *charset, base_buf *bytes)
{
    char key[64], starred[64];
    size_t at = 0;
    parameter p;

    if (number < 0)
        snprintf(key, sizeof key, "%s", name);
    else
        snprintf(key, sizeof key, "%s*%d", name, number);
    snprintf(starred, sizeof starred, "%.60s*", key);
    while (next_parameter(value, &at, &p)) {
        bool encoded = base_str_eq_ci(p.name, base_str_z(starred));
        if (!encoded && !base_str_eq_ci(p.name, base_str_z(key)))
            continue;
        socvet_str rest = p.value, first, language;
        if (encoded && number <= 0 && base_str_split(&rest, '\'', &first) && rest.ptr &&
            base_str_split(&rest, '\'', &language) && rest.ptr) {
            *charset = first;
            p.value = rest;
        }
        if (encoded)
            add_percent(p.value, bytes);
        else
            add_value(&p, bytes);
        return true;
    }
    return false;
}

bool mime_add_parameter(socvet_str value, const char *name, base_buf *out)
{
    socvet_str charset = {NULL, 0};
    const char *semi = value.len ? memchr(value.ptr, ';', value.len) : NULL;
    base_buf bytes;

    if (!value.len)
        return false;
    if (semi)
        value = (socvet_str){semi, value.len - (size_t)(semi - value.ptr)};
    base_buf_init(&bytes, 0);
    bool found = add_piece(value, name, 0, &charset, &bytes);
    for (int i = 1; found && i < PIECES_MOST; i++)
        if (!add_piece(value, name, i, &charset, &bytes))
            break;
    if (!found)
        found = add_piece(value, name, -1, &charset, &bytes);
    if (charset.len)
        mime_add_charset(NULL, charset, base_buf_str(&bytes), out);
    else if (found)
        mime_add_words(base_buf_str(&bytes), out);
    base_buf_clear(&bytes);
    return found;
}

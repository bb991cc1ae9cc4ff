/* docx_tags.c: the tags of an XML part by their bytes, so that what is not touched stays as it was,
 * byte for byte. The part was read by libxml2 before: here it is known to be well formed. */
#include "../base/str.h"
#include "docx_anchor.h"

static size_t past(socvet_str x, size_t at, const char *end)
{
    size_t i = base_str_find(x, base_str_z(end), at);

    return i == SIZE_MAX ? x.len : i + strlen(end);
}

/* Past the '>' that ends a tag; one inside quotes does not. */
static size_t tag_end(socvet_str x, size_t at)
{
    char quote = 0;

    for (; at < x.len; at++) {
        char c = x.ptr[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return x.len;
}

static void take_apart(socvet_str x, docx_tag *t)
{
    size_t at = t->from + 1 + t->closes, end = t->to - 1 - t->empty, name = at;

    while (at < end && !base_is_blank(x.ptr[at]))
        at++;
    socvet_str whole = {x.ptr + name, at - name};
    size_t colon = base_str_find(whole, SOCVET_STR(":"), 0);
    t->prefix = (socvet_str){whole.ptr, colon == SIZE_MAX ? 0 : colon};
    t->name = colon == SIZE_MAX ? whole : (socvet_str){whole.ptr + colon + 1, whole.len - colon - 1};
    t->attributes = (socvet_str){x.ptr + at, end - at};
}

bool docx_tag_next(socvet_str x, size_t *at, docx_tag *out)
{
    while (*at < x.len) {
        const char *p = memchr(x.ptr + *at, '<', x.len - *at);
        if (!p)
            break;
        size_t from = (size_t)(p - x.ptr);
        socvet_str rest = {p, x.len - from};
        if (base_str_starts(rest, SOCVET_STR("<!--")))
            *at = past(x, from, "-->");
        else if (base_str_starts(rest, SOCVET_STR("<![CDATA[")))
            *at = past(x, from, "]]>");
        else if (base_str_starts(rest, SOCVET_STR("<?")))
            *at = past(x, from, "?>");
        else if (base_str_starts(rest, SOCVET_STR("<!")))
            *at = past(x, from, ">");
        else {
            *at = tag_end(x, from);
            *out = (docx_tag){.from = from, .to = *at, .closes = rest.len > 1 && p[1] == '/'};
            out->empty = !out->closes && *at >= from + 3 && x.ptr[*at - 2] == '/';
            if (*at < from + 3)
                break;
            take_apart(x, out);
            return true;
        }
    }
    *at = x.len;
    return false;
}

/* Walks name="value" pairs. */
static bool next_attribute(socvet_str *rest, socvet_str *name, socvet_str *value)
{
    size_t i = 0, from;

    while (i < rest->len && base_is_blank(rest->ptr[i]))
        i++;
    for (from = i; i < rest->len && rest->ptr[i] != '=' && !base_is_blank(rest->ptr[i]);)
        i++;
    *name = (socvet_str){rest->ptr + from, i - from};
    while (i < rest->len && rest->ptr[i] != '"' && rest->ptr[i] != '\'')
        i++;
    if (i >= rest->len)
        return false;
    const char *end = memchr(rest->ptr + i + 1, rest->ptr[i], rest->len - i - 1);
    if (!end)
        return false;
    *value = (socvet_str){rest->ptr + i + 1, (size_t)(end - rest->ptr) - i - 1};
    size_t next = (size_t)(end - rest->ptr) + 1;
    *rest = (socvet_str){rest->ptr + next, rest->len - next};
    return true;
}

socvet_str docx_tag_attribute(const docx_tag *t, const char *name)
{
    socvet_str rest = t->attributes, n, v;

    while (next_attribute(&rest, &n, &v))
        if (base_str_eq_z(n, name))
            return v;
    return (socvet_str){NULL, 0};
}

socvet_str docx_word_prefix(socvet_str xml)
{
    size_t at = 0;
    docx_tag t;
    socvet_str n, v;

    if (docx_tag_next(xml, &at, &t))
        for (socvet_str rest = t.attributes; next_attribute(&rest, &n, &v);)
            if (base_str_starts(n, SOCVET_STR("xmlns:")) &&
                (base_str_eq_z(v, "http://schemas.openxmlformats.org/wordprocessingml/2006/main") ||
                 base_str_eq_z(v, "http://purl.oclc.org/ooxml/wordprocessingml/main")))
                return (socvet_str){n.ptr + 6, n.len - 6};
    return (socvet_str){NULL, 0};
}

void docx_put_escaped(base_buf *b, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '&')
            base_buf_add_z(b, "&amp;");
        else if (c == '<')
            base_buf_add_z(b, "&lt;");
        else if (c == '>')
            base_buf_add_z(b, "&gt;");
        else if (c == '"')
            base_buf_add_z(b, "&quot;");
        else if (c >= ' ' || c == '\n' || c == '\t') /* others no XML may hold */
            base_buf_add_char(b, (char)c);
    }
}

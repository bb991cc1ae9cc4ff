/* job_json.c: JSON-LD as it is found, faults and all: mending, finding postings, normalising. */
#include <string.h>

#include "../base/str.h"
#include "html.h"
#include "jobposting.h"

enum { MOST_NESTING = 64, MOST_DEPTH = 24, MOST_POSTINGS = 32 };

/* Length of a comment or of a wrapper (<!-- --> //<![CDATA[) at s[i], or 0. */
static size_t comment_at(socvet_str s, size_t i)
{
    socvet_str rest = {s.ptr + i, s.len - i};

    if (base_str_starts(rest, SOCVET_STR("/*"))) {
        size_t end = base_str_find(rest, SOCVET_STR("*/"), 2);
        return end == SIZE_MAX ? rest.len : end + 2;
    }
    if (base_str_starts(rest, SOCVET_STR("//"))) {
        const char *nl = memchr(rest.ptr, '\n', rest.len);
        return nl ? (size_t)(nl - rest.ptr) : rest.len;
    }
    static const char *const wrappers[] = {"<!--", "-->", "<![CDATA[", "]]>"};
    for (size_t k = 0; k < sizeof wrappers / sizeof *wrappers; k++)
        if (base_str_starts(rest, base_str_z(wrappers[k])))
            return strlen(wrappers[k]);
    return 0;
}

static void put_escape(base_buf *out, unsigned char c)
{
    if (c == '\n')
        base_buf_add_z(out, "\\n");
    else if (c == '\t')
        base_buf_add_z(out, "\\t");
    else if (c == '\r')
        base_buf_add_z(out, "\\r");
    else
        base_buf_add_char(out, ' ');
}

/* A quote ends its string when what follows can follow a string. */
static bool ends_string(socvet_str s, size_t i)
{
    for (i++; i < s.len && base_is_blank(s.ptr[i]);)
        i++;
    return i >= s.len || strchr(",:}]", s.ptr[i]) || s.ptr[i] == '/' || s.ptr[i] == '<';
}

static size_t mend_string(socvet_str s, size_t i, base_buf *out)
{
    base_buf_add_char(out, '"');
    for (i++; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' && ends_string(s, i))
            break;
        if (c == '"') {
            base_buf_add_z(out, "\\\"");
        } else if (c < 0x20) {
            put_escape(out, c);
        } else if (c == '\\' && i + 1 < s.len) {
            char next = s.ptr[++i];
            if (strchr("\"\\/bfnrtu", next)) {
                base_buf_add_char(out, '\\');
                base_buf_add_char(out, next);
            } else {
                i--; /* an escape JSON does not have: the sign itself stays */
            }
        } else if (c != '\\') {
            base_buf_add_char(out, (char)c);
        }
    }
    base_buf_add_char(out, '"');
    return i;
}

/* Cuts a comma (and blanks) off the end of what was written. */
static void cut_comma(base_buf *out)
{
    size_t n = out->len;

    while (n && base_is_blank(out->ptr[n - 1]))
        n--;
    if (n && out->ptr[n - 1] == ',') {
        out->len = n - 1;
        out->ptr[out->len] = '\0';
    }
}

void job_json_mend(socvet_str s, base_buf *out)
{
    char open[MOST_NESTING];
    size_t depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        size_t skip = comment_at(s, i);
        char c = s.ptr[i];
        if (skip) {
            i += skip - 1;
        } else if (c == '"') {
            i = mend_string(s, i, out);
        } else if (c == '{' || c == '[') {
            if (depth == MOST_NESTING)
                return;
            open[depth++] = c == '{' ? '}' : ']';
            base_buf_add_char(out, c);
        } else if (c == '}' || c == ']') {
            cut_comma(out);
            if (depth && open[depth - 1] == c) {
                depth--;
                base_buf_add_char(out, c);
                if (!depth)
                    return;
            }
        } else if (c != ';' && c != 0) {
            base_buf_add_char(out, c);
        }
    }
    cut_comma(out);
    while (depth)
        base_buf_add_char(out, open[--depth]);
}

base_json *job_json_parse(socvet_str s)
{
    base_json *root = NULL;
    base_buf mended;

    if (base_json_parse(&root, s, NULL) == SOCVET_OK)
        return root;
    base_buf_init(&mended, s.len * 2 + 1024);
    job_json_mend(s, &mended);
    if (base_json_parse(&root, base_buf_str(&mended), NULL) != SOCVET_OK)
        root = NULL;
    base_buf_clear(&mended);
    return root;
}

static bool names_posting(socvet_str type)
{
    static const socvet_str name = {"JobPosting", 10};
    type = base_str_trim(type);
    if (type.len < name.len || !base_str_ends_ci(type, name))
        return false;
    return type.len == name.len || strchr("/#:", type.ptr[type.len - name.len - 1]);
}

bool job_is_posting(const base_json *object)
{
    const base_json *type = base_json_get(object, "@type");

    if (!type)
        type = base_json_get(object, "type");
    if (base_json_type_of(type) == BASE_JSON_STRING)
        return names_posting(base_json_string(type));
    for (size_t i = 0; base_json_type_of(type) == BASE_JSON_ARRAY && i < base_json_count(type); i++)
        if (names_posting(base_json_string(base_json_at(type, i))))
            return true;
    return false;
}

static size_t each_in(extract_builder *b, const base_json *v, int depth, size_t found,
                      void (*each)(extract_builder *b, const base_json *job))
{
    void *iter = NULL;
    socvet_str key;
    const base_json *child;

    if (depth > MOST_DEPTH || found >= MOST_POSTINGS || !extract_step(b, 1))
        return found;
    if (base_json_type_of(v) == BASE_JSON_ARRAY) {
        for (size_t i = 0; i < base_json_count(v); i++)
            found = each_in(b, base_json_at(v, i), depth + 1, found, each);
    } else if (base_json_type_of(v) == BASE_JSON_OBJECT) {
        if (job_is_posting(v)) {
            each(b, v);
            return found + 1;
        }
        while (base_json_next(v, &iter, &key, &child))
            found = each_in(b, child, depth + 1, found, each);
    }
    return found;
}

size_t job_each(extract_builder *b, const base_json *root,
                void (*each)(extract_builder *b, const base_json *job))
{
    return each_in(b, root, 0, 0, each);
}

/* ---- the normalised form: plain keys, entities read, blanks cut ---- */

static socvet_str plain_key(socvet_str key)
{
    size_t at = key.len;

    while (at && key.ptr[at - 1] != '/' && key.ptr[at - 1] != '#' && key.ptr[at - 1] != ':')
        at--;
    return (socvet_str){key.ptr + at, key.len - at};
}

static void put_string(base_json_writer *w, socvet_str s)
{
    base_buf once, twice;

    base_buf_init(&once, 0);
    base_buf_init(&twice, 0);
    html_unescape(s, true, &once);
    html_unescape(base_buf_str(&once), true, &twice);
    base_json_str(w, base_str_trim(base_buf_str(&twice)));
    base_buf_clear(&once);
    base_buf_clear(&twice);
}

static void put_value(base_json_writer *w, base_arena *a, const base_json *v, int depth)
{
    void *iter = NULL;
    socvet_str key;
    const base_json *child;

    switch (depth > MOST_DEPTH ? BASE_JSON_NULL : base_json_type_of(v)) {
    case BASE_JSON_STRING: put_string(w, base_json_string(v)); break;
    case BASE_JSON_NUMBER: base_json_real(w, base_json_number(v, 0), 6); break;
    case BASE_JSON_BOOL: base_json_bool(w, base_json_is_true(v)); break;
    case BASE_JSON_ARRAY:
        base_json_open(w, '[');
        for (size_t i = 0; i < base_json_count(v); i++)
            put_value(w, a, base_json_at(v, i), depth + 1);
        base_json_close(w, ']');
        break;
    case BASE_JSON_OBJECT:
        base_json_open(w, '{');
        while (base_json_next(v, &iter, &key, &child)) {
            const char *z = base_arena_dup(a, plain_key(key));
            if (!z || !*z || strpbrk(z, "\"\\") || base_str_starts(key, SOCVET_STR("@context")))
                continue;
            base_json_key(w, z);
            put_value(w, a, child, depth + 1);
        }
        base_json_close(w, '}');
        break;
    default: base_json_null(w); break;
    }
}

void job_notice(extract_builder *b, const base_json *job)
{
    base_buf out;
    base_json_writer w;

    base_buf_init(&out, 4 << 20);
    base_json_init(&w, &out);
    put_value(&w, extract_arena(b), job, 0);
    if (!out.failed)
        extract_notice(b, SOCVET_NOTICE_STRUCTURED_DATA, base_buf_str(&out));
    base_buf_clear(&out);
}

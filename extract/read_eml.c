/* read_eml.c: mail (RFC 5322 with MIME; .eml, .mht, and mbox files of several) -> blocks. Of the
 * alternatives one is read: HTML when it has structure that the plain text lost. Attachments and
 * forwarded messages go to the reader that takes them, nested within the bound of all documents. */
#include "../base/date.h"
#include "../base/str.h"
#include "mail.h"
#include "mime.h"
#include "readers.h"

enum { SNIFF_MOST = 32 * 1024, FIELDS_MOST = 100 };

typedef struct {
    extract_builder *b;
    mime_tree tree;
} eml;

/* ---- telling mail from text ---- */

static bool is_among(socvet_str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (base_str_eq_ci(name, base_str_z(list[i])))
            return true;
    return false;
}

/* Past a mark of encoding, blank lines and mbox's "From " line. */
static size_t opening(socvet_str s)
{
    size_t at = base_str_starts(s, SOCVET_STR("\xEF\xBB\xBF")) ? 3 : 0;

    while (at < s.len && (s.ptr[at] == '\n' || s.ptr[at] == '\r'))
        at++;
    socvet_str rest = {s.ptr + at, s.len - at};
    if (base_str_starts(rest, SOCVET_STR("From ")) || base_str_starts(rest, SOCVET_STR(">From "))) {
        const char *nl = memchr(rest.ptr, '\n', rest.len);
        at = nl ? (size_t)(nl - s.ptr) + 1 : s.len;
    }
    return at;
}

static int sniff(socvet_str bytes)
{
    static const char *const made[] = {"message-id", "mime-version", "received", "return-path", "delivered-to",
                                       "content-type", "content-transfer-encoding", "dkim-signature", "x-mailer",
                                       "x-originating-ip", "authentication-results", "in-reply-to", "references"};
    static const char *const written[] = {"from", "to", "cc", "subject", "date", "reply-to", "sender"};
    size_t at = opening(bytes), strong = 0, weak = 0, first = 0;
    socvet_str s = {bytes.ptr, bytes.len < SNIFF_MOST ? bytes.len : SNIFF_MOST};
    mime_field f;

    if (at >= s.len)
        return 0;
    for (int i = 0; i < FIELDS_MOST && mime_next_field(s, &at, &f); i++) {
        strong += is_among(f.name, made, sizeof made / sizeof *made);
        weak += is_among(f.name, written, sizeof written / sizeof *written);
        first += i == 0 ? strong + weak + base_str_starts_ci(f.name, SOCVET_STR("x-")) : 0;
    }
    if (!first && !(strong >= 2 && weak >= 2))
        return 0;
    if (strong && strong + weak >= 2)
        return 3;
    return strong ? 2 : weak ? 1 : 0;
}

/* ---- one message's head ---- */

static socvet_str words_of(extract_builder *b, socvet_str fields, const char *name)
{
    socvet_str value = mime_find_field(fields, name), out = {NULL, 0};
    base_buf text;

    if (!value.len)
        return out;
    base_buf_init(&text, 0);
    mime_add_words(value, &text);
    out = base_buf_str(&text);
    out.ptr = out.len ? base_arena_dup(extract_arena(b), out) : NULL;
    out.len = out.ptr ? out.len : 0;
    base_buf_clear(&text);
    return out;
}

static void put_head(extract_builder *b, socvet_str fields)
{
    mail_head h = {
        .subject = words_of(b, fields, "subject"),
        .from = words_of(b, fields, "from"),
        .to = words_of(b, fields, "to"),
        .cc = words_of(b, fields, "cc"),
        .date = words_of(b, fields, "date"),
    };

    h.days = mime_date(h.date);
    mail_put_head(b, &h);
}

/* ---- parts ---- */

static bool is_type(const mime_part *p, const char *type)
{
    return base_str_eq_ci(p->type, base_str_z(type));
}

static bool is_attached(const mime_part *p)
{
    return base_str_starts_ci(mime_find_field(p->fields, "content-disposition"), SOCVET_STR("attachment"));
}

/* The file's name, from either of the two fields that may say it. */
static bool add_name(const mime_part *p, base_buf *out)
{
    return mime_add_parameter(mime_find_field(p->fields, "content-disposition"), "filename", out) ||
           mime_add_parameter(mime_find_field(p->fields, "content-type"), "name", out);
}

static void decode(const mime_part *p, base_buf *out)
{
    mime_decode(mime_coding_of(mime_find_field(p->fields, "content-transfer-encoding")), p->body, out);
}

/* The text of a part, as UTF-8. */
static void decode_text(extract_builder *b, const mime_part *p, base_buf *out)
{
    base_buf raw, charset;

    base_buf_init(&raw, 0);
    base_buf_init(&charset, 0);
    decode(p, &raw);
    mime_add_parameter(mime_find_field(p->fields, "content-type"), "charset", &charset);
    mime_add_charset(b, base_buf_str(&charset), base_buf_str(&raw), out);
    base_buf_clear(&charset);
    base_buf_clear(&raw);
}

static bool parameter_is(const mime_part *p, const char *name, socvet_str wanted)
{
    base_buf value;

    base_buf_init(&value, 0);
    mime_add_parameter(mime_find_field(p->fields, "content-type"), name, &value);
    bool is = base_str_eq_ci(base_str_trim(base_buf_str(&value)), wanted);
    base_buf_clear(&value);
    return is;
}

static void put_plain(extract_builder *b, const mime_part *p)
{
    base_buf text;

    base_buf_init(&text, 0);
    decode_text(b, p, &text);
    mail_put_text(b, base_buf_str(&text), parameter_is(p, "format", SOCVET_STR("flowed")),
                  parameter_is(p, "delsp", SOCVET_STR("yes")));
    base_buf_clear(&text);
}

static void put_html(extract_builder *b, const mime_part *p)
{
    base_buf text;
    socvet_err why = {0};

    base_buf_init(&text, 0);
    decode_text(b, p, &text);
    if (mail_put_html(b, base_buf_str(&text), &why))
        extract_notice(b, SOCVET_NOTICE_SKIPPED, base_arena_printf(extract_arena(b), "HTML body: %s", why.text));
    base_buf_clear(&text);
}

static void put_message(extract_builder *b, const mime_part *p)
{
    base_buf bytes;
    socvet_err why = {0};

    base_buf_init(&bytes, 0);
    decode(p, &bytes);
    if (mail_is_beside_the_point(b, base_buf_str(&bytes))) {
        socvet_str subject = words_of(b, base_buf_str(&bytes), "subject");
        extract_notice(b, SOCVET_NOTICE_SKIPPED,
                       base_arena_printf(extract_arena(b), "message%s%.*s: it says nothing of a post", subject.len ? " " : "",
                                         SOCVET_ARG(subject)));
        base_buf_clear(&bytes);
        return;
    }
    extract_notice(b, SOCVET_NOTICE_ATTACHMENT, SOCVET_STR("message"));
    if (bytes.len && extract_nested(b, base_buf_str(&bytes), NULL, "eml", &why))
        extract_notice(b, SOCVET_NOTICE_SKIPPED, base_arena_printf(extract_arena(b), "message: %s", why.text));
    extract_region(b, SOCVET_REGION_BODY);
    base_buf_clear(&bytes);
}

static void put_attachment(extract_builder *b, const mime_part *p)
{
    base_buf bytes, name;

    base_buf_init(&bytes, 0);
    base_buf_init(&name, 0);
    add_name(p, &name);
    if (base_str_starts_ci(p->type, SOCVET_STR("text/")) && !is_type(p, "text/rtf"))
        decode_text(b, p, &bytes);
    else
        decode(p, &bytes);
    mail_put_attachment(b, base_buf_str(&bytes), base_buf_str(&name), p->type);
    base_buf_clear(&bytes);
    base_buf_clear(&name);
}

/* A picture inside the text is no attachment that anyone would miss. */
static bool is_decoration(const mime_part *p)
{
    return base_str_starts_ci(p->type, SOCVET_STR("image/")) && !is_attached(p);
}

/* A named text that is not the first of its siblings is a file, whatever its disposition says. */
static bool is_file(const eml *e, int i)
{
    const mime_part *p = &e->tree.parts[i];
    base_buf name;

    if (is_attached(p))
        return true;
    if (p->parent < 0 || p->parent == i - 1)
        return false;
    base_buf_init(&name, 0);
    bool named = add_name(p, &name) && name.len;
    base_buf_clear(&name);
    return named;
}

static void put_leaf(const eml *e, int i, bool attached_only)
{
    extract_builder *b = e->b;
    const mime_part *p = &e->tree.parts[i];
    bool attached = is_file(e, i);

    if (is_decoration(p))
        return;
    if (!attached && (is_type(p, "text/plain") || is_type(p, "text/html") || is_type(p, "text/enriched") ||
                      is_type(p, "text/richtext"))) {
        if (!attached_only && is_type(p, "text/plain"))
            put_plain(b, p);
        else if (!attached_only)
            put_html(b, p);
    } else if (is_type(p, "message/rfc822") || is_type(p, "message/global") || is_type(p, "message/news")) {
        put_message(b, p);
    } else if (is_type(p, "message/external-body") || is_type(p, "message/partial")) {
        extract_notice(b, SOCVET_NOTICE_SKIPPED, SOCVET_STR("a part that is kept elsewhere"));
    } else if (base_str_starts_ci(p->type, SOCVET_STR("message/")) || is_type(p, "text/rfc822-headers")) {
        put_plain(b, p);
    } else {
        put_attachment(b, p);
    }
}

/* ---- alternatives ---- */

/* The first part of a type within part i; NULL. */
static const mime_part *find_text(const eml *e, int i, const char *type)
{
    for (int k = i; k < e->tree.parts[i].next; k++)
        if (e->tree.parts[k].shape == MIME_LEAF && is_type(&e->tree.parts[k], type) && !is_attached(&e->tree.parts[k]))
            return &e->tree.parts[k];
    return NULL;
}

static size_t words_size(socvet_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += !base_is_blank(s.ptr[i]);
    return n;
}

/* HTML when the plain text is missing, a stub, or has lost structure. */
static bool prefers_html(const mime_part *html, const mime_part *plain)
{
    base_buf h, p;

    base_buf_init(&h, 0);
    base_buf_init(&p, 0);
    decode_text(NULL, html, &h);
    decode_text(NULL, plain, &p);
    size_t in_html = mail_html_text_size(base_buf_str(&h)), in_plain = words_size(base_buf_str(&p));
    bool wins = in_html > 0 && (in_plain * 3 < in_html || (mail_html_has_structure(base_buf_str(&h)) && in_html * 3 > in_plain));
    base_buf_clear(&h);
    base_buf_clear(&p);
    return wins;
}

/* The child to read of a multipart/alternative; -1: it has none. */
static int best_of(const eml *e, int parent)
{
    int html = -1, plain = -1, any = -1;

    for (int i = parent + 1; i < e->tree.parts[parent].next; i = e->tree.parts[i].next) {
        any = i;
        if (find_text(e, i, "text/html"))
            html = i;
        else if (find_text(e, i, "text/plain"))
            plain = plain < 0 ? i : plain;
    }
    if (html < 0 || plain < 0)
        return html >= 0 ? html : plain >= 0 ? plain : any;
    return prefers_html(find_text(e, html, "text/html"), find_text(e, plain, "text/plain")) ? html : plain;
}

/* Depth is bounded by MIME_DEPTH. */
static void put_part(eml *e, int i, bool attached_only)
{
    const mime_part *p = &e->tree.parts[i];
    int best = p->shape == MIME_ALTERNATIVE ? best_of(e, i) : -1;

    if (p->shape == MIME_LEAF) {
        put_leaf(e, i, attached_only);
        return;
    }
    bool is_signed = is_type(p, "multipart/signed"); /* the rest of it is the signature */
    for (int k = i + 1; k < p->next && extract_step(e->b, 1); k = is_signed ? p->next : e->tree.parts[k].next)
        put_part(e, k, attached_only || (best >= 0 && k != best));
}

/* ---- the whole ---- */

static socvet_status read_message(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    eml e = {.b = b};

    if (!mime_scan(b, bytes, &e.tree))
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    if (!e.tree.n)
        return SOCVET_OK;
    put_head(b, e.tree.parts[0].fields);
    put_part(&e, 0, false);
    if (e.tree.too_deep || e.tree.too_many)
        extract_notice(b, SOCVET_NOTICE_TRUNCATED,
                       base_arena_printf(extract_arena(b), "more than %d parts, or nested deeper than %d",
                                         MIME_PARTS_MOST, MIME_DEPTH));
    if (e.tree.unclosed)
        extract_notice(b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("the last boundary of a multipart message is missing"));
    return SOCVET_OK;
}

/* Where the next message of an mbox begins: "From " after an empty line, with a field below. */
static size_t next_message(socvet_str s, size_t at)
{
    while ((at = base_str_find(s, SOCVET_STR("\nFrom "), at)) != SIZE_MAX) {
        bool after_blank = at && (s.ptr[at - 1] == '\n' || (at > 1 && s.ptr[at - 1] == '\r' && s.ptr[at - 2] == '\n'));
        const char *nl = memchr(s.ptr + at + 1, '\n', s.len - at - 1);
        size_t below = nl ? (size_t)(nl - s.ptr) + 1 : s.len;
        mime_field f;
        if (after_blank && below < s.len && mime_next_field(s, &below, &f))
            return at + 1;
        at++;
    }
    return s.len;
}

static socvet_status read_all(extract_builder *b, socvet_str s, socvet_err *err)
{
    bool mbox = base_str_starts(s, SOCVET_STR("From "));
    socvet_status status = SOCVET_OK;

    for (size_t at = 0; at < s.len && !status && extract_build_ok(b);) {
        size_t end = mbox ? next_message(s, at) : s.len;
        socvet_str one = {s.ptr + at, end - at};
        size_t skip = opening(one);
        status = read_message(b, (socvet_str){one.ptr + skip, one.len - skip}, err);
        at = end;
    }
    return status;
}

static socvet_status read_eml(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf lines;

    if (memchr(bytes.ptr, '\n', bytes.len) || !memchr(bytes.ptr, '\r', bytes.len))
        return read_all(b, bytes, err);
    base_buf_init(&lines, 0); /* lines that end as those of an old Macintosh */
    for (size_t i = 0; i < bytes.len; i++)
        base_buf_add_char(&lines, bytes.ptr[i] == '\r' ? '\n' : bytes.ptr[i]);
    socvet_status s = read_all(b, base_buf_str(&lines), err);
    base_buf_clear(&lines);
    return s;
}

const socvet_reader extract_reader_eml = {"eml", "mail with its attachments (.eml, .mht, .mbox)", "eml mht mhtml mbox",
                                          sniff, read_eml, true};

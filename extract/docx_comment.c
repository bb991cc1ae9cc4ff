/* docx_comment.c: the sender's own Word document with comments on its words: the comments part, its
 * content type and relationship, and the marks in the main part. Nothing else is touched. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/err.h"
#include "../base/str.h"
#include "docx_anchor.h"
#include "package.h"

#define WORD_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define REL_NS "http://schemas.openxmlformats.org/package/2006/relationships"
#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#define COMMENTS_REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"

typedef struct {
    extract_package *package;
    base_buf main, comments, types, rels;
    char main_name[256], rels_name[600], comments_name[300];
    bool has_comments, has_rels;
    socvet_err *err;
} paper;

static bool ends_with(socvet_str s, const char *z)
{
    return base_str_ends_ci(s, base_str_z(z));
}

/* A relationship's target by the end of its type's address, as a part's name; false: none. */
static bool target_of(socvet_str rels, const char *type, const char *folder, char *out, size_t size)
{
    docx_tag t;

    for (size_t at = 0; docx_tag_next(rels, &at, &t);) {
        if (!base_str_eq_z(t.name, "Relationship") || !ends_with(docx_tag_attribute(&t, "Type"), type))
            continue;
        socvet_str target = docx_tag_attribute(&t, "Target");
        bool rooted = target.len && target.ptr[0] == '/';
        int n = snprintf(out, size, "%s%.*s", rooted ? "" : folder, SOCVET_ARG(target));
        if (rooted)
            memmove(out, out + 1, strlen(out));
        return target.len && n > 0 && (size_t)n < size && !strstr(out, "..");
    }
    return false;
}

static socvet_status read_part(paper *p, const char *name, base_buf *out)
{
    return extract_package_read(p->package, name, out, p->err);
}

static socvet_status find_parts(paper *p)
{
    base_buf top;
    char folder[256];
    socvet_status s = read_part(p, "_rels/.rels", &top);

    if (!s && !target_of(base_buf_str(&top), "/officeDocument", "", p->main_name, sizeof p->main_name))
        snprintf(p->main_name, sizeof p->main_name, "word/document.xml");
    base_buf_clear(&top);
    if (s)
        return s;
    const char *slash = strrchr(p->main_name, '/');
    int folder_len = slash ? (int)(slash - p->main_name) + 1 : 0;
    snprintf(folder, sizeof folder, "%.*s", folder_len, p->main_name);
    snprintf(p->rels_name, sizeof p->rels_name, "%.*s_rels/%.100s.rels", (int)sizeof p->rels_name / 2, folder, p->main_name + folder_len);
    p->has_rels = extract_package_has(p->package, p->rels_name);
    s = read_part(p, p->main_name, &p->main);
    if (!s)
        s = read_part(p, "[Content_Types].xml", &p->types);
    if (!s && p->has_rels)
        s = read_part(p, p->rels_name, &p->rels);
    if (s)
        return s;
    p->has_comments = p->has_rels && target_of(base_buf_str(&p->rels), "/comments", folder, p->comments_name, sizeof p->comments_name) &&
                      extract_package_has(p->package, p->comments_name);
    if (p->has_comments)
        return read_part(p, p->comments_name, &p->comments);
    snprintf(p->comments_name, sizeof p->comments_name, "%scomments.xml", folder);
    return extract_package_has(p->package, p->comments_name)
        ? base_fail(p->err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET, "a part %s stands there that belongs to nothing", p->comments_name)
        : SOCVET_OK;
}

/* The number after the highest that a comment has. */
static uint32_t next_id(socvet_str comments)
{
    uint32_t next = 0;
    docx_tag t;
    char name[32];
    socvet_str w = docx_word_prefix(comments);

    snprintf(name, sizeof name, "%.*s:id", SOCVET_ARG(w));
    for (size_t at = 0; docx_tag_next(comments, &at, &t);) {
        uint64_t v;
        if (base_str_eq_z(t.name, "comment") && base_str_to_u64(docx_tag_attribute(&t, name), &v) && v < 1000000000 && v >= next)
            next = (uint32_t)v + 1;
    }
    return next;
}

static void put_paragraphs(base_buf *b, socvet_str w, socvet_str text, bool bold)
{
    socvet_str rest = text, line;

    while (base_str_split(&rest, '\n', &line)) {
        if (!line.len)
            continue;
        base_buf_printf(b, "<%.*s:p><%.*s:r>", SOCVET_ARG(w), SOCVET_ARG(w));
        if (bold)
            base_buf_printf(b, "<%.*s:rPr><%.*s:b/></%.*s:rPr>", SOCVET_ARG(w), SOCVET_ARG(w), SOCVET_ARG(w));
        base_buf_printf(b, "<%.*s:t xml:space=\"preserve\">", SOCVET_ARG(w));
        docx_put_escaped(b, line);
        base_buf_printf(b, "</%.*s:t></%.*s:r></%.*s:p>", SOCVET_ARG(w), SOCVET_ARG(w), SOCVET_ARG(w));
    }
}

static void put_comment(base_buf *b, socvet_str w, const socvet_comment *c, uint32_t id)
{
    base_buf_printf(b, "<%.*s:comment %.*s:id=\"%u\" %.*s:author=\"socvet\" %.*s:initials=\"sv\">", SOCVET_ARG(w), SOCVET_ARG(w),
                    id, SOCVET_ARG(w), SOCVET_ARG(w));
    put_paragraphs(b, w, c->heading, true);
    put_paragraphs(b, w, c->body, false);
    base_buf_printf(b, "</%.*s:comment>", SOCVET_ARG(w));
}

/* What goes before the end of a part's root element. */
static bool insert_at_end(base_buf *out, socvet_str part, socvet_str what)
{
    size_t i = part.len;

    while (i > 1 && !(part.ptr[i - 2] == '<' && part.ptr[i - 1] == '/'))
        i--;
    if (i < 2)
        return false;
    base_buf_add(out, (socvet_str){part.ptr, i - 2});
    base_buf_add(out, what);
    base_buf_add(out, (socvet_str){part.ptr + i - 2, part.len - i + 2});
    return true;
}

static bool write_comments(const paper *p, base_buf *out, const socvet_comment *c, size_t n, uint32_t first)
{
    base_buf mine;
    socvet_str w = p->has_comments ? docx_word_prefix(base_buf_str(&p->comments)) : SOCVET_STR("w");
    bool ok = w.ptr;

    base_buf_init(&mine, 0);
    for (size_t i = 0; ok && i < n; i++)
        put_comment(&mine, w, &c[i], first + (uint32_t)i);
    if (ok && p->has_comments) {
        ok = insert_at_end(out, base_buf_str(&p->comments), base_buf_str(&mine));
    } else if (ok) {
        base_buf_add_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" WORD_NS "\">");
        base_buf_add(out, base_buf_str(&mine));
        base_buf_add_z(out, "</w:comments>");
    }
    base_buf_clear(&mine);
    return ok;
}

/* An element of the root's own kind carries the root's prefix, which is mostly none. */
static bool write_types(const paper *p, base_buf *out)
{
    char z[1000];
    size_t at = 0;
    docx_tag t = {0};

    docx_tag_next(base_buf_str(&p->types), &at, &t);
    snprintf(z, sizeof z, "<%.*s%sOverride PartName=\"/%s\" ContentType=\"" COMMENTS_TYPE "\"/>", SOCVET_ARG(t.prefix),
             t.prefix.len ? ":" : "", p->comments_name);
    return insert_at_end(out, base_buf_str(&p->types), base_str_z(z));
}

static bool write_rels(const paper *p, base_buf *out)
{
    char z[1100];
    size_t at = 0;
    docx_tag t = {0};
    const char *slash = strrchr(p->comments_name, '/'); /* beside the main part */

    if (p->has_rels)
        docx_tag_next(base_buf_str(&p->rels), &at, &t);
    snprintf(z, sizeof z, "<%.*s%sRelationship Id=\"socvetComments\" Type=\"" COMMENTS_REL "\" Target=\"%s\"/>", SOCVET_ARG(t.prefix),
             t.prefix.len ? ":" : "", slash ? slash + 1 : p->comments_name);
    if (p->has_rels && !t.empty)
        return insert_at_end(out, base_buf_str(&p->rels), base_str_z(z));
    base_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"" REL_NS "\">%s</Relationships>", z);
    return true;
}

static socvet_status write_all(paper *p, base_buf *out, socvet_str bytes, const socvet_doc *doc, size_t document,
                               const socvet_comment *c, size_t n)
{
    base_buf main, comments, types, rels;
    docx_anchor *anchors = calloc(n ? n : 1, sizeof *anchors);
    uint32_t first = p->has_comments ? next_id(base_buf_str(&p->comments)) : 0;
    socvet_status s = anchors ? SOCVET_OK : SOCVET_E_NOMEM;

    base_buf_init(&main, 0);
    base_buf_init(&comments, 0);
    base_buf_init(&types, 0);
    base_buf_init(&rels, 0);
    for (size_t i = 0; anchors && i < n; i++)
        anchors[i] = (docx_anchor){.span = c[i].span, .id = first + (uint32_t)i};
    if (!s)
        s = docx_anchor_all(&main, base_buf_str(&p->main), doc, document, anchors, n, p->err);
    if (!s && (!write_comments(p, &comments, c, n, first) || !write_types(p, &types) || !write_rels(p, &rels)))
        s = base_fail(p->err, SOCVET_E_FORMAT, "extract", 0, "a part of the package has no end");
    if (!s && (main.failed || comments.failed || types.failed || rels.failed))
        s = SOCVET_E_NOMEM;
    package_part parts[] = {{p->main_name, base_buf_str(&main)}, {p->comments_name, base_buf_str(&comments)},
                            {"[Content_Types].xml", base_buf_str(&types)}, {p->rels_name, base_buf_str(&rels)}};
    if (!s) /* with comments of its own, types and relationships are there already */
        s = extract_package_with(out, bytes, parts, p->has_comments ? 2 : 4, p->err);
    base_buf_clear(&main);
    base_buf_clear(&comments);
    base_buf_clear(&types);
    base_buf_clear(&rels);
    free(anchors);
    return s == SOCVET_E_NOMEM ? base_fail(p->err, s, "extract", SOCVET_NO_OFFSET, "memory ran out") : s;
}

socvet_status socvet_docx_comment(socvet_str *out, socvet_str bytes, const socvet_doc *doc, size_t document,
                                  const socvet_comment *comments, size_t n, socvet_err *err)
{
    paper p = {.err = err};
    base_buf made;

    *out = (socvet_str){NULL, 0};
    base_err_clear(err);
    base_buf_init(&made, 0);
    socvet_status s = extract_package_open(&p.package, NULL, bytes, false, err);
    if (!s)
        s = find_parts(&p);
    if (!s)
        s = write_all(&p, &made, bytes, doc, document, comments, n);
    extract_package_close(p.package);
    base_buf_clear(&p.main);
    base_buf_clear(&p.comments);
    base_buf_clear(&p.types);
    base_buf_clear(&p.rels);
    if (s)
        base_buf_clear(&made);
    else
        *out = base_buf_str(&made);
    return s;
}

void socvet_bytes_free(socvet_str bytes)
{
    union {
        const char *given;
        void *taken; /* it came from a buffer of ours */
    } p = {bytes.ptr};

    free(p.taken);
}

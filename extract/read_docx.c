/* read_docx.c: a Word document (ECMA-376, strict and transitional). The main part is found by
 * relationships, not by its name; headers first, then the body, notes, footers. */
#include <string.h>

#include "../base/hash.h"
#include "../base/str.h"
#include "docx.h"
#include "readers.h"

enum { MOST_STORIES = 64 };

static int sniff(socvet_str bytes)
{
    if (bytes.len < 4 || memcmp(bytes.ptr, "PK\3\4", 4) != 0)
        return 0;
    socvet_str head = {bytes.ptr, bytes.len};
    return base_str_find(head, SOCVET_STR("word/"), 0) != SIZE_MAX &&
                   base_str_find(head, SOCVET_STR("[Content_Types].xml"), 0) != SIZE_MAX
               ? 3
               : base_str_find(head, SOCVET_STR("[Content_Types].xml"), 0) != SIZE_MAX ? 1 : 0;
}

static const docx_rel *find_rel(const docx_rel *r, size_t n, const char *type)
{
    for (size_t i = 0; i < n; i++)
        if (base_str_eq_z(r[i].type, type))
            return &r[i];
    return NULL;
}

static socvet_status read_part(docx *d, const char *name, socvet_region region, socvet_err *err)
{
    base_buf xml;
    socvet_status s = extract_package_read(d->package, name, &xml, err);

    if (!s) {
        extract_region(d->b, region);
        s = docx_read_story(d, base_buf_str(&xml), err);
        extract_region(d->b, SOCVET_REGION_BODY);
    }
    base_buf_clear(&xml);
    return s;
}

/* Every header (or footer, or notes) once: the same bytes are not read twice. */
static void read_others(docx *d, const docx_rel *rels, size_t n, const char *type,
                        socvet_region region)
{
    uint64_t seen[MOST_STORIES];
    size_t n_seen = 0;

    for (size_t i = 0; i < n && n_seen < MOST_STORIES; i++) {
        base_buf xml;
        socvet_err quiet = {0};
        if (!base_str_eq_z(rels[i].type, type))
            continue;
        if (extract_package_read(d->package, rels[i].target.ptr, &xml, &quiet) == SOCVET_OK) {
            uint64_t h = base_hash64(base_buf_str(&xml));
            bool again = false;
            for (size_t k = 0; k < n_seen; k++)
                again |= seen[k] == h;
            if (!again) {
                seen[n_seen++] = h;
                extract_region(d->b, region);
                docx_read_story(d, base_buf_str(&xml), &quiet);
                extract_region(d->b, SOCVET_REGION_BODY);
            }
        }
        base_buf_clear(&xml);
    }
}

/* Parts that the body takes in whole: HTML, mail archives, other documents. */
static void read_chunks(docx *d, const docx_rel *rels, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        base_buf part;
        socvet_err quiet = {0};
        if (!base_str_eq_z(rels[i].type, "aFChunk"))
            continue;
        if (extract_package_read(d->package, rels[i].target.ptr, &part, &quiet) == SOCVET_OK &&
            extract_nested(d->b, base_buf_str(&part), rels[i].target.ptr, NULL, &quiet) != SOCVET_OK)
            extract_notice(d->b, SOCVET_NOTICE_SKIPPED, rels[i].target);
        base_buf_clear(&part);
    }
}

static void note(docx *d)
{
    socvet_str hidden = base_str_trim(base_buf_str(&d->hidden));
    socvet_str holes = base_str_trim(base_buf_str(&d->holes));

    if (d->tracked)
        extract_notice(d->b, SOCVET_NOTICE_TRACKED_CHANGES, SOCVET_STR("read as if accepted"));
    if (hidden.len)
        extract_notice(d->b, SOCVET_NOTICE_HIDDEN_TEXT, hidden);
    if (holes.len)
        extract_notice(d->b, SOCVET_NOTICE_PLACEHOLDER, holes);
}

static socvet_status read_document(docx *d, socvet_err *err)
{
    docx_rel *rels, *parts;
    size_t n_rels, n_parts;
    socvet_status s = docx_read_rels(d, "", &rels, &n_rels, err);
    const docx_rel *main_part = s ? NULL : find_rel(rels, n_rels, "officeDocument");

    if (s)
        return s;
    if (!main_part)
        return base_fail(err, SOCVET_E_FORMAT, "extract", 0, "the package names no main document");
    s = docx_read_rels(d, main_part->target.ptr, &parts, &n_parts, err);
    if (s)
        return s;
    const docx_rel *styles = find_rel(parts, n_parts, "styles");
    if (styles)
        docx_read_styles(d, styles->target.ptr);
    read_others(d, parts, n_parts, "header", SOCVET_REGION_HEADER);
    s = read_part(d, main_part->target.ptr, SOCVET_REGION_BODY, err);
    if (s)
        return s;
    read_chunks(d, parts, n_parts);
    read_others(d, parts, n_parts, "footnotes", SOCVET_REGION_NOTE);
    read_others(d, parts, n_parts, "endnotes", SOCVET_REGION_NOTE);
    if (extract_opts(d->b)->keep_comments)
        read_others(d, parts, n_parts, "comments", SOCVET_REGION_COMMENT);
    read_others(d, parts, n_parts, "footer", SOCVET_REGION_FOOTER);
    note(d);
    return SOCVET_OK;
}

static socvet_status read_docx(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    docx d = {.b = b};
    socvet_status s = extract_package_open(&d.package, bytes, err);

    if (s)
        return s;
    base_buf_init(&d.hidden, 65536);
    base_buf_init(&d.holes, 65536);
    s = read_document(&d, err);
    extract_package_close(d.package);
    base_buf_clear(&d.hidden);
    base_buf_clear(&d.holes);
    return s;
}

const socvet_reader extract_reader_docx = {"docx", "Word document (.docx, .docm, .dotx)",
                                           "docx docm dotx dotm", sniff, read_docx, false};

/* read_docx.c: a Word document (ECMA-376, strict and transitional, zipped or flat). The main part
 * is found by relationships, not by its name; headers first, then the body, notes, footers. */
#include <string.h>

#include "../base/hash.h"
#include "../base/str.h"
#include "docx.h"
#include "readers.h"

enum { MOST_STORIES = 64 };

static int sniff(socvet_str bytes)
{
    switch (extract_package_kind(bytes)) {
    case PACKAGE_WORD:
        return 3;
    case PACKAGE_OPC:
        return 2;
    case PACKAGE_NONE:
        break;
    default:
        return 0;
    }
    socvet_str head = {bytes.ptr, bytes.len < 2048 ? bytes.len : 2048};
    if (base_str_find(head, SOCVET_STR("schemas.microsoft.com/office/2006/xmlPackage"), 0) != SIZE_MAX)
        return 3;
    return extract_package_encrypted(bytes) ? 3 : 0;
}

static socvet_status read_story(docx *d, const char *part, socvet_region region, socvet_err *err)
{
    const xml_node *root;
    socvet_status s = office_tree(&d->o, part, &root, err);

    if (s)
        return s;
    d->n_rels = office_rels(&d->o, part, &d->rels);
    if (root->ns != NS_w)
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "%.80s is no part of a Word document", part);
    extract_region(d->b, region);
    const xml_node *body = root->name == XN_document ? xml_child(root, XN_body) : root;
    if (body)
        docx_walk(d, body);
    if (d->carried) {
        extract_text(d->b, base_buf_str(&d->line));
        extract_end(d->b);
    }
    d->carried = false;
    d->fields = d->codes = 0;
    extract_region(d->b, SOCVET_REGION_BODY);
    return SOCVET_OK;
}

static uint64_t words_hash(docx *d, const char *part)
{
    const xml_node *root;
    socvet_err quiet = {0};
    base_buf words;

    if (office_tree(&d->o, part, &root, &quiet) != SOCVET_OK)
        return 0;
    base_buf_init(&words, 1 << 20);
    xml_text_of(root, &words);
    uint64_t h = base_hash64(base_buf_str(&words));
    base_buf_clear(&words);
    return h;
}

/* Every header (or footer, or notes) once: the same words are not read twice. */
static void read_others(docx *d, const office_rel *rels, size_t n, const char *type, socvet_region region)
{
    uint64_t seen[MOST_STORIES];
    size_t n_seen = 0;

    for (size_t i = 0; i < n && n_seen < MOST_STORIES; i++) {
        socvet_err quiet = {0};
        if (rels[i].external || !base_str_eq_z(rels[i].type, type))
            continue;
        uint64_t h = words_hash(d, rels[i].target.ptr);
        bool again = h == 0;
        for (size_t k = 0; k < n_seen; k++)
            again |= seen[k] == h;
        if (!again) {
            seen[n_seen++] = h;
            read_story(d, rels[i].target.ptr, region, &quiet);
        }
    }
}

static void note(docx *d)
{
    if (d->tracked)
        extract_notice(d->b, SOCVET_NOTICE_TRACKED_CHANGES, SOCVET_STR("read as if accepted"));
    if (d->hidden.len)
        extract_notice(d->b, SOCVET_NOTICE_HIDDEN_TEXT, base_buf_str(&d->hidden));
    if (d->holes.len)
        extract_notice(d->b, SOCVET_NOTICE_PLACEHOLDER, base_buf_str(&d->holes));
}

static socvet_status read_document(docx *d, socvet_err *err)
{
    const office_rel *parts;
    socvet_str main_part;
    socvet_status s = office_main(&d->o, "wordprocessingml", "word/document.xml", &main_part, err);

    if (s)
        return s;
    size_t n = office_rels(&d->o, main_part.ptr, &parts);
    const office_rel *styles = office_rel_of_type(parts, n, "styles");
    const office_rel *numbering = office_rel_of_type(parts, n, "numbering");
    if (styles)
        docx_read_styles(d, styles->target.ptr);
    if (numbering)
        docx_read_numbering(d, numbering->target.ptr);
    read_others(d, parts, n, "header", SOCVET_REGION_HEADER);
    s = read_story(d, main_part.ptr, SOCVET_REGION_BODY, err);
    if (s)
        return s;
    read_others(d, parts, n, "footnotes", SOCVET_REGION_NOTE);
    read_others(d, parts, n, "endnotes", SOCVET_REGION_NOTE);
    if (extract_opts(d->b)->keep_comments)
        read_others(d, parts, n, "comments", SOCVET_REGION_COMMENT);
    read_others(d, parts, n, "footer", SOCVET_REGION_FOOTER);
    note(d);
    return SOCVET_OK;
}

static socvet_status read_docx(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    docx d = {.b = b};
    socvet_status s = office_open(&d.o, b, bytes, err);

    if (s)
        return s;
    base_buf_init(&d.hidden, 65536);
    base_buf_init(&d.holes, 65536);
    base_buf_init(&d.line, 0);
    base_buf_init(&d.instruction, 4096);
    s = read_document(&d, err);
    office_close(&d.o);
    base_buf_clear(&d.hidden);
    base_buf_clear(&d.holes);
    base_buf_clear(&d.line);
    base_buf_clear(&d.instruction);
    return s;
}

const socvet_reader extract_reader_docx = {"docx", "Word document (.docx, .docm, .dotx)",
                                           "docx docm dotx dotm", sniff, read_docx, true};

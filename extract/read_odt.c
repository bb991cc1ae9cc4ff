/* read_odt.c: an OpenDocument text (.odt, .ott, flat .fodt): page headers, body, notes, footers. */
#include <string.h>

#include "../base/hash.h"
#include "../base/str.h"
#include "odt.h"
#include "readers.h"

enum { MOST_STORIES = 64 };

/* A package may hold its parts unsqueezed: their words are no sign of the flat form. */
static bool looks_flat(socvet_str bytes)
{
    socvet_str head = {bytes.ptr, bytes.len < 4096 ? bytes.len : 4096};

    return !base_str_starts(bytes, SOCVET_STR("PK")) && base_str_find(head, SOCVET_STR("<office:document"), 0) != SIZE_MAX &&
           base_str_find(head, SOCVET_STR("urn:oasis:names:tc:opendocument"), 0) != SIZE_MAX;
}

static int sniff(socvet_str bytes)
{
    return extract_package_kind(bytes) == PACKAGE_ODT || looks_flat(bytes) ? 3 : 0;
}

const xml_node *odt_part(odt *d, const char *name, socvet_err *err)
{
    base_buf xml;
    const xml_node *root = NULL;
    bool damaged = false;
    xml_tree_opts o = {.b = d->b, .keep_blank = true};

    if (extract_package_read(d->package, name, &xml, err) == SOCVET_OK)
        xml_tree_read(&o, base_buf_str(&xml), &root, &damaged, err);
    d->damaged |= damaged;
    base_buf_clear(&xml);
    return root;
}

static bool encrypted(odt *d)
{
    base_buf xml;
    socvet_err quiet = {0};
    bool found = false;

    if (extract_package_has(d->package, "META-INF/manifest.xml")) {
        if (extract_package_read(d->package, "META-INF/manifest.xml", &xml, &quiet) == SOCVET_OK)
            found = base_str_find(base_buf_str(&xml), SOCVET_STR(":encryption-data"), 0) != SIZE_MAX;
        base_buf_clear(&xml);
    }
    return found;
}

/* Headers or footers of all page styles, each once. */
static void read_pages(odt *d, const xml_node *styles, bool headers)
{
    uint64_t seen[MOST_STORIES];
    size_t n = 0;
    const xml_node *masters = xml_child(styles, XN_master_styles);

    d->part = d->package ? 1 : 0;
    extract_region(d->b, headers ? SOCVET_REGION_HEADER : SOCVET_REGION_FOOTER);
    for (const xml_node *m = xml_child(masters, XN_master_page); m; m = xml_next_named(m, XN_master_page))
        for (const xml_node *c = m->child; c && n < MOST_STORIES; c = c->next) {
            bool head = c->name == XN_header || c->name == XN_header_left || c->name == XN_header_first;
            bool foot = c->name == XN_footer || c->name == XN_footer_left || c->name == XN_footer_first;
            if (!(headers ? head : foot) || base_str_eq_z(xml_attr_of(c, XN_display), "false"))
                continue;
            base_buf words;
            base_buf_init(&words, 1 << 20);
            xml_text_of(c, &words);
            uint64_t h = base_hash64(base_buf_str(&words));
            bool again = false;
            for (size_t i = 0; i < n; i++)
                again |= seen[i] == h;
            base_buf_clear(&words);
            seen[n++] = h;
            if (!again)
                odt_walk(d, c);
        }
    extract_region(d->b, SOCVET_REGION_BODY);
    d->part = 0;
}

/* What stood beside the text: foot- and endnotes, comments. A note's own notes come with it. */
static void read_notes(odt *d, xml_name name, socvet_region region)
{
    extract_region(d->b, region);
    for (size_t i = 0; i < d->n_notes && extract_build_ok(d->b); i++)
        if (d->notes[i]->name == name)
            odt_walk(d, d->notes[i]);
}

static socvet_status read_document(odt *d, const xml_node *content, const xml_node *styles, socvet_err *err)
{
    const xml_node *body = xml_child(content, XN_body);
    const xml_node *text = xml_child(body, XN_text);

    if (!text)
        text = xml_child(body, XN_spreadsheet);
    if (!text)
        text = xml_child(body, XN_presentation);
    if (!text)
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "no text stands in the OpenDocument file");
    if (styles && styles != content)
        odt_read_styles(d, styles, 1);
    odt_read_styles(d, content, 0);
    read_pages(d, styles, true);
    odt_walk(d, text);
    read_notes(d, XN_note_body, SOCVET_REGION_NOTE);
    if (extract_opts(d->b)->keep_comments)
        read_notes(d, XN_annotation, SOCVET_REGION_COMMENT);
    extract_region(d->b, SOCVET_REGION_BODY);
    read_pages(d, styles, false);
    if (d->hidden.len)
        extract_notice(d->b, SOCVET_NOTICE_HIDDEN_TEXT, base_buf_str(&d->hidden));
    if (d->damaged)
        extract_notice(d->b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("a part is not well formed; what stands before the fault was read"));
    return SOCVET_OK;
}

static socvet_status read_parts(odt *d, socvet_str bytes, socvet_err *err)
{
    socvet_err quiet = {0};

    if (looks_flat(bytes)) {
        const xml_node *root;
        xml_tree_opts o = {.b = d->b, .keep_blank = true};
        socvet_status s = xml_tree_read(&o, bytes, &root, &d->damaged, err);
        return s ? s : read_document(d, root, root, err);
    }
    socvet_status s = extract_package_open(&d->package, d->b, bytes, false, err);
    if (s)
        return s;
    if (encrypted(d))
        return base_fail(err, SOCVET_E_ENCRYPTED, "extract", SOCVET_NO_OFFSET, "the document is protected by a password");
    socvet_err why = {0};
    const xml_node *content = odt_part(d, "content.xml", &why);
    if (!content || why.code)
        return base_fail(err, why.code ? why.code : SOCVET_E_FORMAT, "extract", why.offset, "%s", why.code ? why.text : "content.xml cannot be read");
    return read_document(d, content, extract_package_has(d->package, "styles.xml") ? odt_part(d, "styles.xml", &quiet) : NULL, err);
}

static socvet_status read_odt(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    odt d = {.b = b};

    base_buf_init(&d.hidden, 65536);
    base_buf_init(&d.line, 0);
    socvet_status s = read_parts(&d, bytes, err);
    extract_package_close(d.package);
    base_buf_clear(&d.hidden);
    base_buf_clear(&d.line);
    return s;
}

const socvet_reader extract_reader_odt = {"odt", "OpenDocument text (.odt, .ott, .fodt)", "odt ott fodt",
                                          sniff, read_odt, true};

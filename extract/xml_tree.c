/* xml_tree.c: libxml2's SAX2 events -> a small tree, with the smallest feature set: no DOCTYPE, no
 * entities but the five, nothing fetched, own counters for depth, elements and work. */
#include "xml_tree.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"

enum { MOST_DEPTH = 1000, MOST_NODES = 4000000, CACHE = 512 /* 9 bits */ };

typedef struct {
    xml_node *node, *last;
} level;

typedef struct {
    const xml_tree_opts *o;
    xmlParserCtxtPtr x;
    base_arena *arena, *scratch;
    socvet_err *err;
    socvet_status status;
    bool stopped;
    level stack[MOST_DEPTH + 1];
    int depth, each_at; /* depth of the element that is handed over whole; 0: none */
    xml_node *root;
    size_t nodes;
    base_buf text;
    struct {
        const void *key;
        uint16_t name;
    } names[CACHE], spaces[CACHE];
} tree;

static const char *const name_of[] = {
    "", "#text",
#define XML_STRING(id) #id,
    XML_NAMES(XML_STRING)
#undef XML_STRING
};

/* "char_" is "char"; "list_item" is "list-item". */
static bool same_name(const char *ours, const char *theirs)
{
    for (; *ours && *theirs; ours++, theirs++)
        if (*ours != *theirs && !(*ours == '_' && *theirs == '-'))
            return false;
    return *theirs == '\0' && (*ours == '\0' || (ours[0] == '_' && ours[1] == '\0'));
}

static uint16_t find_name(const char *z)
{
    for (uint16_t i = XN_text_node + 1; i < XN_count; i++)
        if (name_of[i][0] == z[0] && same_name(name_of[i], z))
            return i;
    return XN_none;
}

static const struct {
    const char *uri;
    xml_ns ns;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", NS_w},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", NS_w},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", NS_r},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", NS_r},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", NS_mc},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", NS_wp},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", NS_wp},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", NS_a},
    {"http://purl.oclc.org/ooxml/drawingml/main", NS_a},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", NS_wps},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", NS_wpg},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas", NS_wpc},
    {"urn:schemas-microsoft-com:vml", NS_v},
    {"urn:schemas-microsoft-com:office:office", NS_o},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", NS_m},
    {"http://purl.oclc.org/ooxml/officeDocument/math", NS_m},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", NS_dgm},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", NS_dgm},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", NS_c},
    {"http://purl.oclc.org/ooxml/drawingml/chart", NS_c},
    {"http://schemas.microsoft.com/office/2006/xmlPackage", NS_pkg},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", NS_s},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", NS_s},
    {"http://schemas.openxmlformats.org/package/2006/relationships", NS_rels},
    {"http://schemas.openxmlformats.org/package/2006/content-types", NS_types},
    {"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", NS_xdr},
    {"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", NS_xdr},
    {"http://schemas.microsoft.com/office/word/2010/wordml", NS_w14},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", NS_office},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", NS_text},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", NS_table},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", NS_draw},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", NS_style},
    {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", NS_fo},
    {"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", NS_svg},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", NS_number},
    {"http://www.w3.org/1998/Math/MathML", NS_mathml},
    {"http://purl.org/dc/elements/1.1/", NS_dc},
    {"urn:oasis:names:tc:opendocument:xmlns:chart:1.0", NS_chart},
    {"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", NS_loext},
};

static uint16_t find_space(const char *z)
{
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (strcmp(spaces[i].uri, z) == 0)
            return (uint16_t)spaces[i].ns;
    return NS_other;
}

/* libxml2 gives the same pointer for the same name: found once, remembered by address. */
static uint16_t lookup(tree *t, const xmlChar *z, bool space)
{
    size_t slot = (size_t)(((uint64_t)(uintptr_t)z * UINT64_C(0x9E3779B97F4A7C15)) >> 55);

    if (!z)
        return 0;
    if (space) {
        if (t->spaces[slot].key != z) {
            t->spaces[slot].key = z;
            t->spaces[slot].name = find_space((const char *)z);
        }
        return t->spaces[slot].name;
    }
    if (t->names[slot].key != z) {
        t->names[slot].key = z;
        t->names[slot].name = find_name((const char *)z);
    }
    return t->names[slot].name;
}

static void stop(tree *t, socvet_status code, const char *why)
{
    if (!t->stopped && code)
        t->status = base_fail(t->err, code, "extract", SOCVET_NO_OFFSET, "XML: %s at line %d", why,
                              t->x->input ? t->x->input->line : 0);
    t->stopped = true;
    xmlStopParser(t->x);
}

static xml_node *add_node(tree *t, uint16_t name, uint8_t ns)
{
    xml_node *n = base_arena_alloc(t->arena, sizeof *n);

    if (!n) {
        stop(t, SOCVET_E_NOMEM, "memory ran out");
        return NULL;
    }
    if (++t->nodes > MOST_NODES && !t->each_at) {
        stop(t, SOCVET_E_LIMIT, "more elements than the limits allow");
        return NULL;
    }
    n->name = name;
    n->ns = ns;
    level *up = &t->stack[t->depth];
    if (t->depth && up->node) {
        if (up->last)
            up->last->next = n;
        else
            up->node->child = n;
        up->last = n;
    }
    return n;
}

static bool keeps_blank(const tree *t)
{
    const xml_node *n = t->stack[t->depth].node;

    return t->o->keep_blank || (n && (n->name == XN_t || n->name == XN_instrText));
}

static void flush_text(tree *t)
{
    socvet_str s = base_buf_str(&t->text);

    if (!s.len || !t->depth)
        return;
    bool blank = true;
    for (size_t i = 0; blank && i < s.len; i++)
        blank = base_is_blank(s.ptr[i]);
    if (!blank || keeps_blank(t)) {
        xml_node *n = add_node(t, XN_text_node, 0);
        char *copy = n ? base_arena_dup(t->arena, s) : NULL;
        if (n && !copy)
            stop(t, SOCVET_E_NOMEM, "memory ran out");
        if (copy)
            n->text = (socvet_str){copy, s.len};
    }
    base_buf_reset(&t->text);
}

/* In a value "&amp;" arrives as "&#38;". */
static socvet_str value_of(tree *t, const xmlChar *from, const xmlChar *to)
{
    socvet_str s = {(const char *)from, (size_t)(to - from)};
    char *copy = base_arena_dup(t->arena, s), *w = copy;

    for (size_t i = 0; copy && i < s.len; i++) {
        *w++ = s.ptr[i];
        if (s.ptr[i] == '&' && s.len - i >= 5 && memcmp(s.ptr + i, "&#38;", 5) == 0)
            i += 4;
    }
    if (!copy)
        return (socvet_str){"", 0};
    *w = '\0';
    return (socvet_str){copy, (size_t)(w - copy)};
}

static void add_attrs(tree *t, xml_node *n, int count, const xmlChar **a)
{
    enum { MOST = 64 };
    xml_attr kept[MOST];
    uint16_t k = 0;

    for (int i = 0; i < count && k < MOST; i++, a += 5) {
        uint16_t name = lookup(t, a[0], false);
        if (name)
            kept[k++] = (xml_attr){name, (uint8_t)lookup(t, a[2], true), value_of(t, a[3], a[4])};
    }
    if (!k)
        return;
    xml_attr *copy = base_arena_array(t->arena, k, sizeof *copy);
    if (copy) {
        memcpy(copy, kept, k * sizeof *copy);
        n->attrs = copy;
        n->n_attrs = k;
    }
}

static void on_open(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                    int n_spaces, const xmlChar **space_list, int n_attrs, int n_default,
                    const xmlChar **attrs)
{
    tree *t = user;

    (void)prefix, (void)n_spaces, (void)space_list, (void)n_default;
    if (t->stopped)
        return;
    flush_text(t);
    if (t->depth >= MOST_DEPTH) {
        stop(t, SOCVET_E_LIMIT, "elements nested deeper than 1000");
        return;
    }
    if (!extract_step(t->o->b, 1)) {
        stop(t, SOCVET_E_LIMIT, "more work than the limits allow");
        return;
    }
    uint16_t name = lookup(t, local, false);
    bool whole = t->o->each && name == t->o->each && !t->each_at;
    if (whole)
        t->arena = t->scratch;
    xml_node *n = whole ? base_arena_alloc(t->arena, sizeof *n)
                        : add_node(t, name, (uint8_t)lookup(t, uri, true));
    if (!n) {
        stop(t, SOCVET_E_NOMEM, "memory ran out");
        return;
    }
    n->name = name;
    n->ns = (uint8_t)lookup(t, uri, true);
    add_attrs(t, n, n_attrs, attrs);
    t->stack[++t->depth] = (level){n, NULL};
    if (whole)
        t->each_at = t->depth;
    if (!t->root)
        t->root = n;
}

static void on_close(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    tree *t = user;

    (void)local, (void)prefix, (void)uri;
    if (t->stopped || !t->depth)
        return;
    flush_text(t);
    if (t->each_at == t->depth) {
        const xml_node *n = t->stack[t->depth].node;
        t->each_at = 0;
        if (!t->o->on_each(n, t->o->user))
            stop(t, SOCVET_OK, "");
        if (t->root == n)
            t->root = NULL;
        base_arena_reset(t->scratch);
        t->arena = extract_arena(t->o->b);
    }
    t->depth--;
}

static void on_text(void *user, const xmlChar *z, int len)
{
    tree *t = user;

    if (t->stopped || len <= 0)
        return;
    base_buf_add(&t->text, (socvet_str){(const char *)z, (size_t)len});
    if (t->text.failed)
        stop(t, SOCVET_E_LIMIT, "one text is larger than the limits allow");
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    stop(user, SOCVET_E_FORMAT, "a document type is not allowed here");
}

static void quiet(void *user, xmlErrorPtr e)
{
    (void)user, (void)e;
}

static xmlParserCtxtPtr open_parser(tree *t, socvet_str bytes)
{
    xmlParserCtxtPtr x = xmlCreateMemoryParserCtxt(bytes.ptr, (int)bytes.len);

    if (!x)
        return NULL;
    /* HUGE lifts libxml2's depth of 256; what it guards besides cannot be without a DOCTYPE. */
    xmlCtxtUseOptions(x, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    memset(x->sax, 0, sizeof *x->sax);
    x->sax->initialized = XML_SAX2_MAGIC;
    x->sax->startElementNs = on_open;
    x->sax->endElementNs = on_close;
    x->sax->characters = on_text;
    x->sax->cdataBlock = on_text;
    x->sax->ignorableWhitespace = on_text;
    x->sax->internalSubset = on_doctype;
    x->sax->serror = quiet;
    x->userData = t;
    t->x = x;
    return x;
}

socvet_status xml_tree_read(const xml_tree_opts *o, socvet_str bytes, const xml_node **root,
                            bool *damaged, socvet_err *err)
{
    tree *t = calloc(1, sizeof *t);
    socvet_status s;

    *root = NULL;
    *damaged = false;
    if (!t)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    t->o = o;
    t->err = err;
    t->arena = extract_arena(o->b);
    base_buf_init(&t->text, (size_t)64 << 20);
    if (o->each)
        t->scratch = base_arena_new(0);
    if (!bytes.len || bytes.len > INT32_MAX || (o->each && !t->scratch) || !open_parser(t, bytes)) {
        s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "an XML part is empty or too large");
    } else {
        xmlParseDocument(t->x);
        s = t->status;
        *damaged = !t->x->wellFormed && !t->stopped;
        *root = t->root;
        if (!s && *damaged && !t->root)
            s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "XML: not well formed at line %d",
                          t->x->lastError.line);
        xmlFreeParserCtxt(t->x);
    }
    base_buf_clear(&t->text);
    base_arena_free(t->scratch);
    free(t);
    return s;
}

/* ---- questions about a tree ---- */

socvet_str xml_attr_of(const xml_node *n, xml_name name)
{
    for (uint16_t i = 0; n && i < n->n_attrs; i++)
        if (n->attrs[i].name == name)
            return n->attrs[i].value;
    return (socvet_str){"", 0};
}

bool xml_has_attr(const xml_node *n, xml_name name)
{
    for (uint16_t i = 0; n && i < n->n_attrs; i++)
        if (n->attrs[i].name == name)
            return true;
    return false;
}

long xml_int_of(const xml_node *n, xml_name name, long otherwise)
{
    socvet_str s = xml_attr_of(n, name);
    char *end;

    if (!s.len || s.len > 12)
        return otherwise;
    long v = strtol(s.ptr, &end, 10);
    return end == s.ptr ? otherwise : v;
}

const xml_node *xml_child(const xml_node *n, xml_name name)
{
    for (const xml_node *c = n ? n->child : NULL; c; c = c->next)
        if (c->name == name)
            return c;
    return NULL;
}

const xml_node *xml_next_named(const xml_node *after, xml_name name)
{
    for (const xml_node *c = after ? after->next : NULL; c; c = c->next)
        if (c->name == name)
            return c;
    return NULL;
}

bool xml_is_on(const xml_node *n)
{
    socvet_str v = xml_attr_of(n, XN_val);

    return n && !base_str_eq_z(v, "0") && !base_str_eq_z(v, "false") && !base_str_eq_z(v, "off");
}

void xml_text_of(const xml_node *n, base_buf *out)
{
    for (const xml_node *c = n ? n->child : NULL; c; c = c->next) {
        if (c->name == XN_text_node)
            base_buf_add(out, c->text);
        else
            xml_text_of(c, out);
    }
}

/* mc:Choice names prefixes, by custom the same ones everywhere. */
bool xml_understands(socvet_str prefixes)
{
    static const char *const known[] = {"wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "w16se", "w16cid",
                                        "wp14", "a14", "v", "cx", "cx1", "am3d", "aink", "c14", "x14", "xdr14", "x15"};
    socvet_str piece;

    while (base_str_split(&prefixes, ' ', &piece)) {
        bool found = piece.len == 0;
        for (size_t i = 0; !found && i < sizeof known / sizeof *known; i++)
            found = base_str_eq_z(piece, known[i]);
        if (!found)
            return false;
    }
    return true;
}

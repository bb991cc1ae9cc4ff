/* office.c: parts of an Open Packaging document (ECMA-376 part 2), zipped or flat. */
#include "office.h"

#include <stdio.h>
#include <string.h>

#include "../base/str.h"

static bool is_xml(socvet_str s)
{
    s = base_str_trim(s);
    return s.len && (s.ptr[0] == '<' || base_str_starts(s, SOCVET_STR("\xEF\xBB\xBF<")));
}

socvet_status office_open(office *o, extract_builder *b, socvet_str bytes, socvet_err *err)
{
    *o = (office){.b = b};
    if (extract_package_encrypted(bytes))
        return base_fail(err, SOCVET_E_ENCRYPTED, "extract", SOCVET_NO_OFFSET,
                         "the document is protected by a password");
    if (is_xml(bytes)) {
        xml_tree_opts x = {.b = b};
        socvet_status s = xml_tree_read(&x, bytes, &o->flat, &o->damaged, err);
        if (!s && o->flat->ns != NS_pkg)
            s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "XML, but no package of an office program");
        return s;
    }
    return extract_package_open(&o->package, b, bytes, false, err);
}

void office_close(office *o)
{
    if (o->damaged)
        extract_notice(o->b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("a part is not well formed; what stands before the fault was read"));
    extract_package_close(o->package);
    o->package = NULL;
}

static const xml_node *flat_part(const office *o, const char *part)
{
    for (const xml_node *p = xml_child(o->flat, XN_part); p; p = xml_next_named(p, XN_part)) {
        socvet_str name = xml_attr_of(p, XN_name);
        if (name.len && base_str_eq_ci((socvet_str){name.ptr + 1, name.len - 1}, base_str_z(part)))
            return p;
    }
    return NULL;
}

bool office_has(const office *o, const char *part)
{
    return o->package ? extract_package_has(o->package, part) : flat_part(o, part) != NULL;
}

socvet_status office_tree(office *o, const char *part, const xml_node **root, socvet_err *err)
{
    base_buf xml;
    bool damaged = false;
    xml_tree_opts x = {.b = o->b};

    *root = NULL;
    if (!o->package) {
        const xml_node *data = xml_child(flat_part(o, part), XN_xmlData);
        *root = data ? data->child : NULL;
        return *root ? SOCVET_OK
                     : base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "no part called %.80s", part);
    }
    socvet_status s = extract_package_read(o->package, part, &xml, err);
    if (!s)
        s = xml_tree_read(&x, base_buf_str(&xml), root, &damaged, err);
    o->damaged |= damaged;
    base_buf_clear(&xml);
    return s;
}

socvet_status office_bytes(office *o, const char *part, base_buf *out, socvet_err *err)
{
    if (o->package)
        return extract_package_read(o->package, part, out, err);
    base_buf_init(out, 0);
    return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET, "binary part of a flat document");
}

/* ---- relationships ---- */

/* "word/document.xml" + "../x/y.xml" -> "x/y.xml"; "/x" is from the package's root. */
static socvet_str resolve(extract_builder *b, const char *part, socvet_str target)
{
    socvet_str folder = base_str_z(part);
    const char *hash = memchr(target.ptr, '#', target.len);

    if (hash)
        target.len = (size_t)(hash - target.ptr);
    if (target.len && target.ptr[0] == '/') {
        folder.len = 0;
        target = (socvet_str){target.ptr + 1, target.len - 1};
    }
    while (folder.len && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    for (;;) {
        if (base_str_starts(target, SOCVET_STR("./"))) {
            target = (socvet_str){target.ptr + 2, target.len - 2};
            continue;
        }
        if (!base_str_starts(target, SOCVET_STR("../")))
            break;
        target = (socvet_str){target.ptr + 3, target.len - 3};
        folder.len -= folder.len > 0;
        while (folder.len && folder.ptr[folder.len - 1] != '/')
            folder.len--;
    }
    socvet_str s = base_arena_printf(extract_arena(b), "%.*s%.*s", SOCVET_ARG(folder), SOCVET_ARG(target));
    return s.ptr ? s : (socvet_str){"", 0};
}

static socvet_str last_piece(socvet_str s)
{
    for (size_t i = s.len; i > 0; i--)
        if (s.ptr[i - 1] == '/')
            return (socvet_str){s.ptr + i, s.len - i};
    return s;
}

size_t office_rels(office *o, const char *part, const office_rel **out)
{
    char name[512];
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    const xml_node *root;
    socvet_err quiet = {0};
    size_t n = 0, cap = 0;
    void *list = NULL;

    *out = NULL;
    if (snprintf(name, sizeof name, "%.*s_rels/%s.rels", folder, part, part + folder) >= (int)sizeof name ||
        !office_has(o, name) || office_tree(o, name, &root, &quiet) != SOCVET_OK)
        return 0;
    for (const xml_node *r = xml_child(root, XN_Relationship); r; r = xml_next_named(r, XN_Relationship)) {
        if (!base_arena_grow(extract_arena(o->b), &list, &cap, n, sizeof(office_rel)))
            break;
        bool external = base_str_eq_ci(xml_attr_of(r, XN_TargetMode), SOCVET_STR("External"));
        socvet_str target = xml_attr_of(r, XN_Target);
        ((office_rel *)list)[n++] =
            (office_rel){xml_attr_of(r, XN_Id), last_piece(xml_attr_of(r, XN_Type)),
                         external ? target : resolve(o->b, part, target), external};
    }
    *out = list;
    return n;
}

const office_rel *office_rel_of_type(const office_rel *r, size_t n, const char *type)
{
    for (size_t i = 0; i < n; i++)
        if (!r[i].external && base_str_eq_z(r[i].type, type))
            return &r[i];
    return NULL;
}

const office_rel *office_rel_of_id(const office_rel *r, size_t n, socvet_str id)
{
    for (size_t i = 0; i < n; i++)
        if (base_str_eq(r[i].id, id))
            return &r[i];
    return NULL;
}

/* Looks through [Content_Types].xml for a main part of the kind. */
static bool main_by_type(office *o, const char *word, socvet_str *part)
{
    const xml_node *root;
    socvet_err quiet = {0};

    if (!o->package || office_tree(o, "[Content_Types].xml", &root, &quiet) != SOCVET_OK)
        return false;
    for (const xml_node *x = xml_child(root, XN_Override); x; x = xml_next_named(x, XN_Override)) {
        socvet_str type = xml_attr_of(x, XN_ContentType), name = xml_attr_of(x, XN_PartName);
        if (name.len > 1 && base_str_ends_ci(type, SOCVET_STR("main+xml")) &&
            base_str_find(type, base_str_z(word), 0) != SIZE_MAX) {
            *part = (socvet_str){name.ptr + 1, name.len - 1};
            return true;
        }
    }
    return false;
}

socvet_status office_main(office *o, const char *word, const char *name, socvet_str *part,
                          socvet_err *err)
{
    const office_rel *rels;
    size_t n = office_rels(o, "", &rels);
    const office_rel *r = office_rel_of_type(rels, n, "officeDocument");

    if (r && office_has(o, r->target.ptr)) {
        *part = r->target;
        return SOCVET_OK;
    }
    if (main_by_type(o, word, part) && office_has(o, part->ptr))
        return SOCVET_OK;
    *part = base_str_z(name);
    return office_has(o, name) ? SOCVET_OK
                               : base_fail(err, SOCVET_E_FORMAT, "extract", 0, "the package names no main document");
}

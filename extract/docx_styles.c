/* docx_styles.c: relationships and styles of a Word document. */
#include <stdio.h>
#include <string.h>

#include "../base/str.h"
#include "docx.h"

static socvet_str dup_str(extract_builder *b, socvet_str s)
{
    char *p = base_arena_dup(extract_arena(b), s);

    return (socvet_str){p ? p : "", p ? s.len : 0};
}

/* "word/" + "../x/y.xml" -> "x/y.xml"; "/x" is from the package's root. */
static socvet_str resolve(extract_builder *b, const char *part, socvet_str target)
{
    socvet_str folder = base_str_z(part);

    if (target.len && target.ptr[0] == '/')
        return dup_str(b, (socvet_str){target.ptr + 1, target.len - 1});
    while (folder.len && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    while (base_str_starts(target, SOCVET_STR("../"))) {
        target = (socvet_str){target.ptr + 3, target.len - 3};
        if (folder.len)
            folder.len--;
        while (folder.len && folder.ptr[folder.len - 1] != '/')
            folder.len--;
    }
    return base_arena_printf(extract_arena(b), "%.*s%.*s", SOCVET_ARG(folder), SOCVET_ARG(target));
}

static void rels_name(const char *part, char *z, size_t size)
{
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;

    snprintf(z, size, "%.*s_rels/%s.rels", folder, part, part + folder);
}

socvet_status docx_read_rels(docx *d, const char *part, docx_rel **out, size_t *count,
                             socvet_err *err)
{
    char name[512];
    base_buf xml;
    extract_xml x;
    size_t cap = 0;

    *out = NULL;
    *count = 0;
    rels_name(part, name, sizeof name);
    if (!extract_package_has(d->package, name))
        return SOCVET_OK;
    socvet_status s = extract_package_read(d->package, name, &xml, err);
    if (!s && extract_xml_open(&x, d->b, base_buf_str(&xml), err)) {
        extract_xml_event e;
        while ((e = extract_xml_next(&x)) != EXTRACT_XML_END) {
            void *p = *out;
            if (e != EXTRACT_XML_OPEN || strcmp(extract_xml_name(&x), "Relationship") != 0)
                continue;
            if (base_str_eq_z(extract_xml_attr(&x, "TargetMode"), "External"))
                continue;
            if (!base_arena_grow(extract_arena(d->b), &p, &cap, *count, sizeof **out))
                break;
            *out = p;
            socvet_str type = extract_xml_attr(&x, "Type");
            while (type.len && memchr(type.ptr, '/', type.len))
                type = (socvet_str){type.ptr + 1, type.len - 1};
            (*out)[(*count)++] = (docx_rel){extract_xml_attr(&x, "Id"), type,
                                            resolve(d->b, part, extract_xml_attr(&x, "Target"))};
        }
        s = x.broken && err ? err->code : SOCVET_OK;
        extract_xml_close(&x);
    }
    base_buf_clear(&xml);
    return s;
}

static int heading_of_name(socvet_str name)
{
    if (base_str_starts_ci(name, SOCVET_STR("heading ")) && name.len == 9)
        return name.ptr[8] - '0';
    if (base_str_eq_ci(name, SOCVET_STR("title")))
        return 1;
    if (base_str_eq_ci(name, SOCVET_STR("subtitle")))
        return 2;
    return -1;
}

const docx_style *docx_find_style(const docx *d, socvet_str id)
{
    for (size_t i = 0; i < d->n_styles; i++)
        if (base_str_eq(d->styles[i].id, id))
            return &d->styles[i];
    return NULL;
}

/* What a style does not say it takes from the one it is based on. */
static void resolve_styles(docx *d)
{
    for (size_t i = 0; i < d->n_styles; i++) {
        const docx_style *from = &d->styles[i];
        for (int depth = 0; depth < 16 && from->based_on.len; depth++) {
            from = docx_find_style(d, from->based_on);
            if (!from)
                break;
            if (d->styles[i].heading < 0)
                d->styles[i].heading = from->heading;
            d->styles[i].hidden |= from->hidden;
            d->styles[i].list |= from->list;
        }
        if (d->styles[i].heading < 0)
            d->styles[i].heading = 0;
    }
}

void docx_read_styles(docx *d, const char *part)
{
    base_buf xml;
    extract_xml x;
    extract_xml_event e;
    docx_style *now = NULL;
    socvet_err quiet = {0};

    if (extract_package_read(d->package, part, &xml, &quiet) == SOCVET_OK &&
        extract_xml_open(&x, d->b, base_buf_str(&xml), &quiet)) {
        while ((e = extract_xml_next(&x)) != EXTRACT_XML_END) {
            const char *name = extract_xml_name(&x);
            void *p = d->styles;
            if (e != EXTRACT_XML_OPEN)
                continue;
            if (strcmp(name, "style") == 0) {
                if (!base_arena_grow(extract_arena(d->b), &p, &d->cap_styles, d->n_styles,
                                     sizeof *d->styles))
                    break;
                d->styles = p;
                now = &d->styles[d->n_styles++];
                *now = (docx_style){.id = extract_xml_attr(&x, "styleId"), .heading = -1};
            } else if (now && strcmp(name, "name") == 0) {
                now->heading = heading_of_name(extract_xml_attr(&x, "val"));
            } else if (now && strcmp(name, "basedOn") == 0) {
                now->based_on = extract_xml_attr(&x, "val");
            } else if (now && strcmp(name, "outlineLvl") == 0) {
                socvet_str v = extract_xml_attr(&x, "val");
                if (v.len == 1 && v.ptr[0] >= '0' && v.ptr[0] <= '8')
                    now->heading = v.ptr[0] - '0' + 1;
            } else if (now && strcmp(name, "numPr") == 0) {
                now->list = true;
            } else if (now && strcmp(name, "vanish") == 0) {
                socvet_str v = extract_xml_attr(&x, "val");
                now->hidden = !base_str_eq_z(v, "0") && !base_str_eq_z(v, "false");
            }
        }
        extract_xml_close(&x);
    }
    base_buf_clear(&xml);
    resolve_styles(d);
}

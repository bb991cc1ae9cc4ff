/* docx_styles.c: styles of a Word document, each with what it takes from those it is based on. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "docx.h"

enum { LONGEST_CHAIN = 20 };

static int heading_of_name(socvet_str name)
{
    if (name.len == 9 && base_str_starts_ci(name, SOCVET_STR("heading ")))
        return name.ptr[8] >= '1' && name.ptr[8] <= '9' ? name.ptr[8] - '0' : -1;
    if (base_str_eq_ci(name, SOCVET_STR("title")))
        return 1;
    return base_str_eq_ci(name, SOCVET_STR("subtitle")) ? 2 : -1;
}

static int8_t toggle(const xml_node *rpr, xml_name name)
{
    const xml_node *n = xml_child(rpr, name);

    return n ? (int8_t)xml_is_on(n) : (int8_t)-1;
}

static docx_style read_style(const xml_node *n)
{
    const xml_node *ppr = xml_child(n, XN_pPr), *rpr = xml_child(n, XN_rPr);
    const xml_node *num = xml_child(ppr, XN_numPr), *outline = xml_child(ppr, XN_outlineLvl);
    long level = xml_int_of(outline, XN_val, -1);
    docx_style s = {
        .id = xml_attr_of(n, XN_styleId),
        .based_on = xml_attr_of(xml_child(n, XN_basedOn), XN_val),
        .font = xml_attr_of(xml_child(rpr, XN_rFonts), XN_ascii),
        .heading = (int8_t)heading_of_name(xml_attr_of(xml_child(n, XN_name), XN_val)),
        .hidden = toggle(rpr, XN_vanish),
        .bold = toggle(rpr, XN_b),
        .num_id = xml_int_of(xml_child(num, XN_numId), XN_val, -1),
        .num_level = (int8_t)(xml_int_of(xml_child(num, XN_ilvl), XN_val, -1) % NUMBERING_LEVELS),
    };

    if (outline)
        s.heading = level >= 0 && level <= 8 ? (int8_t)(level + 1) : 0;
    return s;
}

static int by_id(const void *a, const void *b)
{
    return base_str_cmp(((const docx_style *)a)->id, ((const docx_style *)b)->id);
}

const docx_style *docx_find_style(const docx *d, socvet_str id)
{
    docx_style key = {.id = id};

    return id.len && d->n_styles ? bsearch(&key, d->styles, d->n_styles, sizeof key, by_id) : NULL;
}

/* What a style does not say it takes from the one it is based on. */
static void resolve(const docx *d, docx_style *s)
{
    const docx_style *from = s;

    for (int i = 0; i < LONGEST_CHAIN && (from = docx_find_style(d, from->based_on)); i++) {
        s->heading = s->heading < 0 ? from->heading : s->heading;
        s->hidden = s->hidden < 0 ? from->hidden : s->hidden;
        s->bold = s->bold < 0 ? from->bold : s->bold;
        s->num_id = s->num_id < 0 ? from->num_id : s->num_id;
        s->num_level = s->num_level < 0 ? from->num_level : s->num_level;
        s->font = s->font.len ? s->font : from->font;
        if (from->resolved)
            break;
    }
    s->resolved = true;
}

void docx_read_styles(docx *d, const char *part)
{
    const xml_node *root;
    socvet_err quiet = {0};
    size_t n = 0;
    socvet_str plain = {"", 0};

    if (office_tree(&d->o, part, &root, &quiet) != SOCVET_OK)
        return;
    for (const xml_node *s = xml_child(root, XN_style); s; s = xml_next_named(s, XN_style))
        n++;
    d->styles = base_arena_array(extract_arena(d->b), n ? n : 1, sizeof *d->styles);
    if (!d->styles)
        return;
    for (const xml_node *s = xml_child(root, XN_style); s; s = xml_next_named(s, XN_style)) {
        d->styles[d->n_styles] = read_style(s);
        if (base_str_eq_z(xml_attr_of(s, XN_default_), "1") && base_str_eq_z(xml_attr_of(s, XN_type), "paragraph"))
            plain = d->styles[d->n_styles].id;
        d->n_styles++;
    }
    qsort(d->styles, d->n_styles, sizeof *d->styles, by_id);
    for (size_t i = 0; i < d->n_styles && extract_step(d->b, LONGEST_CHAIN); i++)
        resolve(d, &d->styles[i]);
    d->plain = docx_find_style(d, plain);
}

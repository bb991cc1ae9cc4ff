/* odt_styles.c: styles and list styles of an OpenDocument text, and the numbers of its lists. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "odt.h"

enum { LONGEST_CHAIN = 20 };

static odt_level read_level(const xml_node *n)
{
    socvet_str format = xml_attr_of(n, XN_num_format);
    odt_level l = {
        .numbered = n->name != XN_list_level_style_bullet,
        .format = format.len == 1 ? format.ptr[0] : 0,
        .prefix = xml_attr_of(n, XN_num_prefix),
        .suffix = xml_attr_of(n, XN_num_suffix),
        .start = xml_int_of(n, XN_start_value, 1),
        .display = (int)xml_int_of(n, XN_display_levels, 1),
    };

    return l;
}

static void read_levels(const xml_node *n, odt_list *out)
{
    for (const xml_node *l = n->child; l; l = l->next) {
        long k = xml_int_of(l, XN_level, 0);
        if ((l->name == XN_list_level_style_number || l->name == XN_list_level_style_bullet ||
             l->name == XN_outline_level_style) && k >= 1 && k <= ODT_LEVELS)
            out->level[k - 1] = read_level(l);
    }
}

static int8_t display(const xml_node *text)
{
    socvet_str v = xml_attr_of(text, XN_display);

    return v.len ? (int8_t)base_str_eq_z(v, "none") : (int8_t)-1;
}

static int8_t weight(const xml_node *text)
{
    socvet_str v = xml_attr_of(text, XN_font_weight);

    return v.len ? (int8_t)(base_str_eq_z(v, "bold") || v.ptr[0] >= '6') : (int8_t)-1;
}

static void add_style(odt *d, const xml_node *n, uint8_t part, bool automatic)
{
    void *p = d->styles;
    const xml_node *text = xml_child(n, XN_text_properties);

    if (!base_arena_grow(extract_arena(d->b), &p, &d->cap_styles, d->n_styles, sizeof *d->styles))
        return;
    d->styles = p;
    socvet_str name = xml_attr_of(n, XN_name);
    d->styles[d->n_styles++] = (odt_style){
        .name = name,
        .parent = xml_attr_of(n, XN_parent_style_name),
        .list = xml_attr_of(n, XN_list_style_name),
        .hidden = display(text),
        .bold = weight(text),
        .title = base_str_eq_ci(name, SOCVET_STR("Title")) || base_str_eq_ci(name, SOCVET_STR("Subtitle")),
        .automatic = automatic,
        .part = part,
    };
}

static void add_list(odt *d, const xml_node *n, uint8_t part, bool automatic)
{
    void *p = d->lists;

    if (!base_arena_grow(extract_arena(d->b), &p, &d->cap_lists, d->n_lists, sizeof *d->lists))
        return;
    d->lists = p;
    odt_list *l = &d->lists[d->n_lists++];
    *l = (odt_list){.name = xml_attr_of(n, XN_name), .part = part, .automatic = automatic};
    read_levels(n, l);
}

static void read_group(odt *d, const xml_node *group, uint8_t part, bool automatic)
{
    for (const xml_node *n = group ? group->child : NULL; n && extract_step(d->b, 1); n = n->next) {
        if (n->name == XN_style)
            add_style(d, n, part, automatic);
        else if (n->name == XN_list_style)
            add_list(d, n, part, automatic);
        else if (n->name == XN_outline_style)
            read_levels(n, &d->outline);
    }
}

static int style_order(const void *a, const void *b)
{
    return base_str_cmp(((const odt_style *)a)->name, ((const odt_style *)b)->name);
}

void odt_read_styles(odt *d, const xml_node *root, uint8_t part)
{
    read_group(d, xml_child(root, XN_styles), part, false);
    read_group(d, xml_child(root, XN_automatic_styles), part, true);
    if (d->n_styles)
        qsort(d->styles, d->n_styles, sizeof *d->styles, style_order);
}

static const odt_style *find_own(const odt *d, socvet_str name)
{
    size_t low = 0, high = d->n_styles;
    const odt_style *best = NULL;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (base_str_cmp(d->styles[mid].name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (int n = 0; n < 8 && low < d->n_styles && base_str_eq(d->styles[low].name, name); low++, n++) {
        const odt_style *s = &d->styles[low];
        if (s->automatic && s->part == d->part)
            return s;
        if (!s->automatic)
            best = s;
    }
    return best;
}

/* With what it takes from its parents; the copy lives in the arena. */
const odt_style *odt_find_style(const odt *d, socvet_str name)
{
    const odt_style *s = name.len ? find_own(d, name) : NULL, *up = s;

    if (!s)
        return NULL;
    if (s->parent.len == 0)
        return s;
    odt_style *whole = base_arena_alloc(extract_arena(d->b), sizeof *whole);
    if (!whole)
        return s;
    *whole = *s;
    for (int i = 0; i < LONGEST_CHAIN && up->parent.len && (up = find_own(d, up->parent)); i++) {
        whole->hidden = whole->hidden < 0 ? up->hidden : whole->hidden;
        whole->bold = whole->bold < 0 ? up->bold : whole->bold;
        whole->list = whole->list.len ? whole->list : up->list;
        whole->title |= up->title;
    }
    return whole;
}

const odt_list *odt_find_list(const odt *d, socvet_str name)
{
    const odt_list *best = NULL;

    for (size_t i = 0; name.len && i < d->n_lists; i++)
        if (base_str_eq(d->lists[i].name, name)) {
            if (d->lists[i].automatic && d->lists[i].part == d->part)
                return &d->lists[i];
            if (!d->lists[i].automatic)
                best = &d->lists[i];
        }
    return best;
}

static void add_roman(base_buf *out, long v, bool upper)
{
    static const struct {
        int value;
        const char *z;
    } digits[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                  {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};

    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        for (; v >= digits[i].value; v -= digits[i].value)
            for (const char *z = digits[i].z; *z; z++)
                base_buf_add_char(out, upper ? (char)(*z - 32) : *z);
}

static void add_figure(base_buf *out, long v, char format)
{
    if ((format == 'i' || format == 'I') && v > 0 && v < 4000)
        add_roman(out, v, format == 'I');
    else if ((format == 'a' || format == 'A') && v > 0 && v < 1000)
        for (long k = 0; k <= (v - 1) / 26; k++)
            base_buf_add_char(out, (char)(format + (v - 1) % 26));
    else
        base_buf_printf(out, "%ld", v);
}

void odt_number(const odt_list *list, long *count, int level, base_buf *out)
{
    const odt_level *l = &list->level[level];
    size_t before = out->len;

    for (int i = level + 1; i < ODT_LEVELS; i++)
        count[i] = list->level[i].start - 1;
    count[level]++;
    if (!l->numbered || !l->format)
        return;
    base_buf_add(out, l->prefix);
    int first = l->display > level + 1 || l->display < 1 ? 0 : level + 1 - l->display;
    for (int i = first; i <= level; i++) {
        if (!list->level[i].format)
            continue;
        if (count[i] < list->level[i].start)
            count[i] = list->level[i].start;
        add_figure(out, count[i], list->level[i].format);
        base_buf_add_z(out, i < level ? "." : "");
    }
    base_buf_add(out, l->suffix);
    if (out->len > before && l->suffix.len == 0)
        base_buf_add_char(out, '.'); /* or it would read as part of the sentence */
    base_buf_add_char(out, ' ');
}

/* docx_numbering.c: the lists of a Word document, as numbering.c counts them. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "docx.h"

static const struct {
    const char *name;
    uint8_t format;
} formats[] = {
    {"decimal", NUMBERING_DECIMAL},       {"lowerLetter", NUMBERING_LOWER_LETTER}, {"upperLetter", NUMBERING_UPPER_LETTER},
    {"lowerRoman", NUMBERING_LOWER_ROMAN}, {"upperRoman", NUMBERING_UPPER_ROMAN},   {"ordinal", NUMBERING_ORDINAL},
    {"decimalZero", NUMBERING_ZERO},      {"none", NUMBERING_NONE},                {"bullet", NUMBERING_NONE},
};

static numbering_level read_level(const xml_node *n)
{
    socvet_str format = xml_attr_of(xml_child(n, XN_numFmt), XN_val);
    numbering_level l = {
        .start = xml_int_of(xml_child(n, XN_start), XN_val, 0),
        .bullet = base_str_eq_z(format, "bullet"),
        .legal = xml_is_on(xml_child(n, XN_isLgl)),
        .space = !base_str_eq_z(xml_attr_of(xml_child(n, XN_suff), XN_val), "nothing"),
        .restart = xml_int_of(xml_child(n, XN_lvlRestart), XN_val, -1),
        .text = xml_attr_of(xml_child(n, XN_lvlText), XN_val),
        .font = xml_attr_of(xml_child(xml_child(n, XN_rPr), XN_rFonts), XN_ascii),
    };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (base_str_eq_z(format, formats[i].name))
            l.format = formats[i].format;
    return l;
}

static int list_order(const void *a, const void *b)
{
    long x = ((const numbering_list *)a)->id, y = ((const numbering_list *)b)->id;

    return x < y ? -1 : x > y;
}

static void read_list(const xml_node *n, numbering_list *out)
{
    *out = (numbering_list){.id = xml_int_of(n, XN_abstractNumId, -1),
                       .link = xml_attr_of(xml_child(n, XN_numStyleLink), XN_val)};
    for (const xml_node *l = xml_child(n, XN_lvl); l; l = xml_next_named(l, XN_lvl)) {
        long i = xml_int_of(l, XN_ilvl, -1);
        if (i >= 0 && i < NUMBERING_LEVELS)
            out->level[i] = read_level(l);
    }
}

static void read_num(docx *d, const xml_node *n, numbering_num *out)
{
    numbering_list key = {.id = xml_int_of(xml_child(n, XN_abstractNumId), XN_val, -2)};

    *out = (numbering_num){.id = xml_int_of(n, XN_numId, -1)};
    out->list = d->numbers.n_lists ? bsearch(&key, d->numbers.lists, d->numbers.n_lists, sizeof key, list_order) : NULL;
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        out->start[i] = -1;
    for (const xml_node *o = xml_child(n, XN_lvlOverride); o; o = xml_next_named(o, XN_lvlOverride)) {
        long i = xml_int_of(o, XN_ilvl, -1);
        const xml_node *lvl = xml_child(o, XN_lvl);
        if (i < 0 || i >= NUMBERING_LEVELS)
            continue;
        out->start[i] = xml_int_of(xml_child(o, XN_startOverride), XN_val, -1);
        numbering_level *own = lvl ? base_arena_alloc(extract_arena(d->b), sizeof *own) : NULL;
        if (own) {
            *own = read_level(lvl);
            out->level[i] = own;
            if (out->start[i] < 0)
                out->start[i] = own->start;
        }
    }
}

/* A list that only names a style is the list of that style. */
static void follow_links(docx *d)
{
    for (size_t i = 0; i < d->numbers.n_nums && extract_step(d->b, 4); i++) {
        numbering_num *n = &d->numbers.nums[i];
        for (int depth = 0; depth < 4 && n->list && n->list->link.len; depth++) {
            const docx_style *s = docx_find_style(d, n->list->link);
            const numbering_num *other = s ? numbering_find(&d->numbers, s->num_id) : NULL;
            if (!other || other->list == n->list)
                break;
            n->list = other->list;
        }
    }
}

void docx_read_numbering(docx *d, const char *part)
{
    const xml_node *root, *n;
    socvet_err quiet = {0};
    size_t lists = 0, nums = 0;

    if (office_tree(&d->o, part, &root, &quiet) != SOCVET_OK)
        return;
    for (n = xml_child(root, XN_abstractNum); n; n = xml_next_named(n, XN_abstractNum))
        lists++;
    for (n = xml_child(root, XN_num); n; n = xml_next_named(n, XN_num))
        nums++;
    d->numbers.lists = base_arena_array(extract_arena(d->b), lists ? lists : 1, sizeof *d->numbers.lists);
    d->numbers.nums = base_arena_array(extract_arena(d->b), nums ? nums : 1, sizeof *d->numbers.nums);
    if (!d->numbers.lists || !d->numbers.nums)
        return;
    for (n = xml_child(root, XN_abstractNum); n; n = xml_next_named(n, XN_abstractNum))
        read_list(n, &d->numbers.lists[d->numbers.n_lists++]);
    qsort(d->numbers.lists, d->numbers.n_lists, sizeof *d->numbers.lists, list_order);
    for (n = xml_child(root, XN_num); n; n = xml_next_named(n, XN_num))
        read_num(d, n, &d->numbers.nums[d->numbers.n_nums++]);
    numbering_sort(&d->numbers);
    follow_links(d);
}

bool docx_number(docx *d, long num_id, int level, base_buf *out)
{
    return numbering_add(&d->numbers, num_id, level, out);
}

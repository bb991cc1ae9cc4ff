/* docx_numbering.c: the numbers of a Word document's lists, computed as Word shows them. Lists that
 * share a definition go on counting together unless an override says where to start. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "docx.h"

enum { AS_DECIMAL, AS_LOWER_LETTER, AS_UPPER_LETTER, AS_LOWER_ROMAN, AS_UPPER_ROMAN, AS_ORDINAL, AS_ZERO, AS_NONE };

static const struct {
    const char *name;
    uint8_t format;
} formats[] = {
    {"decimal", AS_DECIMAL},       {"lowerLetter", AS_LOWER_LETTER}, {"upperLetter", AS_UPPER_LETTER},
    {"lowerRoman", AS_LOWER_ROMAN}, {"upperRoman", AS_UPPER_ROMAN},   {"ordinal", AS_ORDINAL},
    {"decimalZero", AS_ZERO},      {"none", AS_NONE},                {"bullet", AS_NONE},
};

static docx_level read_level(const xml_node *n)
{
    socvet_str format = xml_attr_of(xml_child(n, XN_numFmt), XN_val);
    docx_level l = {
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
    long x = ((const docx_list *)a)->id, y = ((const docx_list *)b)->id;

    return x < y ? -1 : x > y;
}

static int num_order(const void *a, const void *b)
{
    long x = ((const docx_num *)a)->id, y = ((const docx_num *)b)->id;

    return x < y ? -1 : x > y;
}

static docx_num *find_num(const docx *d, long id)
{
    docx_num key = {.id = id};

    return d->n_nums ? bsearch(&key, d->nums, d->n_nums, sizeof key, num_order) : NULL;
}

static void read_list(const xml_node *n, docx_list *out)
{
    *out = (docx_list){.id = xml_int_of(n, XN_abstractNumId, -1),
                       .link = xml_attr_of(xml_child(n, XN_numStyleLink), XN_val)};
    for (const xml_node *l = xml_child(n, XN_lvl); l; l = xml_next_named(l, XN_lvl)) {
        long i = xml_int_of(l, XN_ilvl, -1);
        if (i >= 0 && i < DOCX_LEVELS)
            out->level[i] = read_level(l);
    }
}

static void read_num(docx *d, const xml_node *n, docx_num *out)
{
    docx_list key = {.id = xml_int_of(xml_child(n, XN_abstractNumId), XN_val, -2)};

    *out = (docx_num){.id = xml_int_of(n, XN_numId, -1)};
    out->list = d->n_lists ? bsearch(&key, d->lists, d->n_lists, sizeof key, list_order) : NULL;
    for (int i = 0; i < DOCX_LEVELS; i++)
        out->start[i] = -1;
    for (const xml_node *o = xml_child(n, XN_lvlOverride); o; o = xml_next_named(o, XN_lvlOverride)) {
        long i = xml_int_of(o, XN_ilvl, -1);
        const xml_node *lvl = xml_child(o, XN_lvl);
        if (i < 0 || i >= DOCX_LEVELS)
            continue;
        out->start[i] = xml_int_of(xml_child(o, XN_startOverride), XN_val, -1);
        docx_level *own = lvl ? base_arena_alloc(extract_arena(d->b), sizeof *own) : NULL;
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
    for (size_t i = 0; i < d->n_nums && extract_step(d->b, 4); i++) {
        docx_num *n = &d->nums[i];
        for (int depth = 0; depth < 4 && n->list && n->list->link.len; depth++) {
            const docx_style *s = docx_find_style(d, n->list->link);
            const docx_num *other = s ? find_num(d, s->num_id) : NULL;
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
    d->lists = base_arena_array(extract_arena(d->b), lists ? lists : 1, sizeof *d->lists);
    d->nums = base_arena_array(extract_arena(d->b), nums ? nums : 1, sizeof *d->nums);
    if (!d->lists || !d->nums)
        return;
    for (n = xml_child(root, XN_abstractNum); n; n = xml_next_named(n, XN_abstractNum))
        read_list(n, &d->lists[d->n_lists++]);
    qsort(d->lists, d->n_lists, sizeof *d->lists, list_order);
    for (n = xml_child(root, XN_num); n; n = xml_next_named(n, XN_num))
        read_num(d, n, &d->nums[d->n_nums++]);
    qsort(d->nums, d->n_nums, sizeof *d->nums, num_order);
    follow_links(d);
}

/* ---- counting and writing ---- */

static void add_roman(base_buf *out, long v, bool upper)
{
    static const struct {
        int value;
        const char *lower, *upper;
    } digits[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"},
                  {90, "xc", "XC"}, {50, "l", "L"},    {40, "xl", "XL"}, {10, "x", "X"},   {9, "ix", "IX"},
                  {5, "v", "V"},    {4, "iv", "IV"},   {1, "i", "I"}};

    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        for (; v >= digits[i].value; v -= digits[i].value)
            base_buf_add_z(out, upper ? digits[i].upper : digits[i].lower);
}

static void add_figure(base_buf *out, long v, uint8_t format)
{
    if (v < 1 || v > 3999)
        format = AS_DECIMAL;
    switch (format) {
    case AS_LOWER_LETTER:
    case AS_UPPER_LETTER: /* a .. z, aa, bb */
        for (long k = 0; k <= (v - 1) / 26; k++)
            base_buf_add_char(out, (char)((format == AS_LOWER_LETTER ? 'a' : 'A') + (v - 1) % 26));
        break;
    case AS_LOWER_ROMAN:
    case AS_UPPER_ROMAN:
        add_roman(out, v, format == AS_UPPER_ROMAN);
        break;
    case AS_ORDINAL:
        base_buf_printf(out, "%ld%s", v, v / 10 % 10 == 1 ? "th" : v % 10 == 1 ? "st" : v % 10 == 2 ? "nd" : v % 10 == 3 ? "rd" : "th");
        break;
    default:
        base_buf_printf(out, format == AS_ZERO && v >= 0 && v < 10 ? "0%ld" : "%ld", v);
    }
}

static const docx_level *level_of(const docx_num *n, int i)
{
    return n->level[i] ? n->level[i] : &n->list->level[i];
}

static void count(docx_num *n, int level)
{
    docx_list *l = n->list;

    if (n->start[level] >= 0 && !n->started[level])
        l->count[level] = n->start[level];
    else if (!l->running[level])
        l->count[level] = level_of(n, level)->start;
    else
        l->count[level]++;
    n->started[level] = l->running[level] = true;
    for (int i = level + 1; i < DOCX_LEVELS; i++) {
        long r = level_of(n, i)->restart;
        if (r < 0 || level < r)
            l->running[i] = false;
    }
    for (int i = 0; i < level; i++)
        if (!l->running[i]) {
            l->count[i] = n->start[i] >= 0 ? n->start[i] : level_of(n, i)->start;
            l->running[i] = true;
        }
}

bool docx_number(docx *d, long num_id, int level, base_buf *out)
{
    docx_num *n = num_id > 0 ? find_num(d, num_id) : NULL;

    if (!n || !n->list)
        return false;
    level = level < 0 ? 0 : level >= DOCX_LEVELS ? DOCX_LEVELS - 1 : level;
    count(n, level);
    const docx_level *l = level_of(n, level);
    size_t before = out->len;
    for (size_t i = 0; !l->bullet && i < l->text.len; i++) {
        int k = l->text.ptr[i] == '%' && i + 1 < l->text.len ? l->text.ptr[i + 1] - '1' : -1;
        if (k < 0 || k >= DOCX_LEVELS) {
            base_buf_add_char(out, l->text.ptr[i]);
            continue;
        }
        uint8_t format = level_of(n, k)->format;
        if (format != AS_NONE)
            add_figure(out, n->list->count[k], l->legal ? AS_DECIMAL : format);
        i++;
    }
    /* "1.2" alone would read as part of the sentence: "1.2 years of ..." */
    if (out->len > before && l->text.len > 1 && l->text.ptr[l->text.len - 2] == '%')
        base_buf_add_char(out, '.');
    if (out->len > before && l->space)
        base_buf_add_char(out, ' ');
    return true;
}

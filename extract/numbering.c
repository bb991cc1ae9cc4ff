/* numbering.c: the numbers of a word processor's lists, computed as Word shows them. Lists that share
 * a definition go on counting together unless an override says where to start. */
#include "numbering.h"

#include <stdlib.h>

static int num_order(const void *a, const void *b)
{
    long x = ((const numbering_num *)a)->id, y = ((const numbering_num *)b)->id;

    return x < y ? -1 : x > y;
}

void numbering_sort(numbering_set *all)
{
    if (all->n_nums)
        qsort(all->nums, all->n_nums, sizeof *all->nums, num_order);
}

numbering_num *numbering_find(const numbering_set *all, long id)
{
    numbering_num key = {.id = id};

    return all->n_nums ? bsearch(&key, all->nums, all->n_nums, sizeof key, num_order) : NULL;
}

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
        format = NUMBERING_DECIMAL;
    switch (format) {
    case NUMBERING_LOWER_LETTER:
    case NUMBERING_UPPER_LETTER: /* a .. z, aa, bb */
        for (long k = 0; k <= (v - 1) / 26; k++)
            base_buf_add_char(out, (char)((format == NUMBERING_LOWER_LETTER ? 'a' : 'A') + (v - 1) % 26));
        break;
    case NUMBERING_LOWER_ROMAN:
    case NUMBERING_UPPER_ROMAN:
        add_roman(out, v, format == NUMBERING_UPPER_ROMAN);
        break;
    case NUMBERING_ORDINAL:
        base_buf_printf(out, "%ld%s", v, v / 10 % 10 == 1 ? "th" : v % 10 == 1 ? "st" : v % 10 == 2 ? "nd" : v % 10 == 3 ? "rd" : "th");
        break;
    default:
        base_buf_printf(out, format == NUMBERING_ZERO && v >= 0 && v < 10 ? "0%ld" : "%ld", v);
    }
}

static const numbering_level *level_of(const numbering_num *n, int i)
{
    return n->level[i] ? n->level[i] : &n->list->level[i];
}

static void count(numbering_num *n, int level)
{
    numbering_list *l = n->list;

    if (n->start[level] >= 0 && !n->started[level])
        l->count[level] = n->start[level];
    else if (!l->running[level])
        l->count[level] = level_of(n, level)->start;
    else
        l->count[level]++;
    n->started[level] = l->running[level] = true;
    for (int i = level + 1; i < NUMBERING_LEVELS; i++) {
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

bool numbering_add(numbering_set *all, long num_id, int level, base_buf *out)
{
    numbering_num *n = num_id > 0 ? numbering_find(all, num_id) : NULL;

    if (!n || !n->list)
        return false;
    level = level < 0 ? 0 : level >= NUMBERING_LEVELS ? NUMBERING_LEVELS - 1 : level;
    count(n, level);
    const numbering_level *l = level_of(n, level);
    size_t before = out->len;
    for (size_t i = 0; !l->bullet && i < l->text.len; i++) {
        int k = l->text.ptr[i] == '%' && i + 1 < l->text.len ? l->text.ptr[i + 1] - '1' : -1;
        if (k < 0 || k >= NUMBERING_LEVELS) {
            base_buf_add_char(out, l->text.ptr[i]);
            continue;
        }
        uint8_t format = level_of(n, k)->format;
        if (format != NUMBERING_NONE)
            add_figure(out, n->list->count[k], l->legal ? NUMBERING_DECIMAL : format);
        i++;
    }
    /* "1.2" alone would read as part of the sentence: "1.2 years of ..." */
    if (out->len > before && l->text.len > 1 && l->text.ptr[l->text.len - 2] == '%')
        base_buf_add_char(out, '.');
    if (out->len > before && l->space)
        base_buf_add_char(out, ' ');
    return true;
}

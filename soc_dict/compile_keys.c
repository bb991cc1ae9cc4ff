/* compile_keys.c: the folded titles that rows are found by, and the titles that ONS sends elsewhere
 * ("Bailer: see Baler"), which lead to the rows of the other. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "compile_int.h"

typedef struct {
    uint32_t folded, row;
} folded_row;

void dict_read_see(dict_compiler *c)
{
    static const char *const columns[] = {"title", "ind", "target", "detail", NULL};
    dict_table t;

    if (!dict_table_open(&t, c, "see.tsv", columns, false))
        return;
    while (dict_table_next(&t)) {
        dict_see see = {dict_intern(c, dict_field(&t, 0)), dict_intern(c, dict_field(&t, 2)),
                        dict_intern(c, dict_field(&t, 3))};
        /* one that holds in one industry only would lead astray elsewhere */
        dict_see *out = dict_field(&t, 1).len ? NULL : dict_list_push(c, &c->sees);
        if (out)
            *out = see;
    }
}

static int by_folded(const void *a, const void *b, void *ctx)
{
    const folded_row *x = a, *y = b;
    int k = x->folded == y->folded
                ? 0
                : base_str_cmp(dict_string_at(ctx, x->folded), dict_string_at(ctx, y->folded));

    return k ? k : (x->row > y->row) - (x->row < y->row);
}

/* The folded form of a string, a string too; 0 (the empty one) when nothing is left of it. */
static uint32_t fold(dict_compiler *c, uint32_t string, unsigned flags)
{
    dict_forms forms = {dict_find_form, c};
    char title[DICT_FOLD_MAX], buf[DICT_FOLD_MAX];
    socvet_str s = dict_string_at(c, string);

    if (s.len >= sizeof title)
        return 0;
    memcpy(title, s.ptr, s.len); /* interning may move the text under our feet */
    size_t n = dict_fold_text(&forms, (socvet_str){title, s.len}, flags, buf, sizeof buf);
    return n ? dict_intern(c, (socvet_str){buf, n}) : 0;
}

/* The first of the (sorted) rows under a key, or `count`. */
static size_t first_of(const dict_list *all, size_t count, uint32_t folded)
{
    for (size_t i = 0; i < count; i++)
        if (DICT_ITEM(*all, folded_row, i)->folded == folded)
            return i;
    return count;
}

/* "Bailer: see Baler": a title without rows of its own leads to those of the other. */
static void follow_sees(dict_compiler *c, dict_list *all, unsigned flags)
{
    size_t own = all->count;

    for (size_t s = 0; s < c->sees.count; s++) {
        const dict_see *see = DICT_ITEM(c->sees, dict_see, s);
        uint32_t from = fold(c, see->title, flags), to = fold(c, see->target, flags);
        if (!from || !to || first_of(all, own, from) < own)
            continue;
        for (size_t i = first_of(all, own, to); i < own; i++) {
            folded_row f = *DICT_ITEM(*all, folded_row, i);
            if (f.folded != to)
                break;
            if (see->detail && DICT_ITEM(c->rows, dict_row, f.row)->extra != see->detail)
                continue;
            f.folded = from;
            folded_row *out = dict_list_push(c, all);
            if (out)
                *out = f;
        }
    }
    if (all->count)
        qsort_r(all->items, all->count, all->size, by_folded, c);
}

/* Does an earlier row under the same key already give the code of this related or extra title? */
static bool said_before(const dict_compiler *c, const dict_list *all, size_t i)
{
    const folded_row *f = DICT_ITEM(*all, folded_row, i);
    const dict_row *r = DICT_ITEM(c->rows, dict_row, f->row), *other;

    if (i && f->folded == f[-1].folded && f->row == f[-1].row)
        return true; /* two "see" rows may say the same */
    if (r->source == SOCVET_ROW_INDEX)
        return false;
    for (size_t k = i; k-- > 0 && DICT_ITEM(*all, folded_row, k)->folded == f->folded;) {
        other = DICT_ITEM(c->rows, dict_row, DICT_ITEM(*all, folded_row, k)->row);
        for (int e = 0; e < DICT_EDITIONS; e++)
            if (r->code[e] != DICT_NONE && r->code[e] == other->code[e])
                return true;
    }
    return false;
}

void dict_make_keys(dict_compiler *c, dict_list *keys, unsigned flags)
{
    dict_list all = {.size = sizeof(folded_row)};

    for (size_t i = 0; i < c->rows.count; i++) {
        uint32_t folded = fold(c, DICT_ITEM(c->rows, dict_row, i)->title, flags);
        folded_row *f = folded ? dict_list_push(c, &all) : NULL;
        if (f)
            *f = (folded_row){folded, (uint32_t)i};
    }
    if (all.count)
        qsort_r(all.items, all.count, all.size, by_folded, c);
    follow_sees(c, &all, flags);
    for (size_t i = 0; i < all.count; i++) {
        const folded_row *f = DICT_ITEM(all, folded_row, i);
        if (said_before(c, &all, i))
            continue;
        if (i == 0 || f->folded != f[-1].folded) {
            dict_key *k = dict_list_push(c, keys);
            if (!k)
                return;
            *k = (dict_key){f->folded, (uint32_t)c->key_rows.count, 0};
        }
        uint32_t *row = dict_list_push(c, &c->key_rows);
        if (!row)
            return;
        *row = f->row;
        DICT_ITEM(*keys, dict_key, keys->count - 1)->count++;
    }
}

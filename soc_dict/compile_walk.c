/* compile_walk.c: crosswalk.tsv, the shares between editions. */
#include <stdlib.h>

#include "../base/str.h"
#include "compile_int.h"

/* A share in ten-thousandths; empty is unknown. */
static int16_t share(dict_table *t, int column)
{
    socvet_str s = dict_field(t, column);
    uint64_t v;

    if (!s.len)
        return -1;
    if (base_str_to_u64(s, &v) && v <= 10000)
        return (int16_t)v;
    dict_complain(t, column, "no share between 0 and 10000:", s);
    return -1;
}

static int larger(int a, int b)
{
    return (b > a) - (b < a);
}

/* By from; there the likeliest first: by the index, then by the survey, then by code. */
static int by_walk(const void *a, const void *b)
{
    const dict_walk *x = a, *y = b;
    int k = x->from != y->from ? larger(y->from, x->from) : 0;

    if (!k)
        k = larger(x->index_share, y->index_share);
    if (!k)
        k = larger(x->survey_share, y->survey_share);
    return k ? k : larger(y->to, x->to);
}

void dict_read_walk(dict_compiler *c)
{
    static const char *const columns[] = {"from_edition", "from",         "to_edition", "to",
                                          "index_share",  "survey_share", NULL};
    dict_table t;

    if (!dict_table_open(&t, c, "crosswalk.tsv", columns, true))
        return;
    while (dict_table_next(&t)) {
        int from = dict_edition_named(c, dict_field(&t, 0));
        int to = dict_edition_named(c, dict_field(&t, 2));
        bool ok = from >= 0 && to >= 0;
        if (!ok) {
            dict_complain(&t, from < 0 ? 0 : 2,
                          "no such edition:", dict_field(&t, from < 0 ? 0 : 2));
            continue;
        }
        dict_walk w = {dict_code_in(&t, t.col[1], (uint32_t)from, &ok),
                       dict_code_in(&t, t.col[3], (uint32_t)to, &ok), share(&t, 4), share(&t, 5)};
        if (ok && (w.from == DICT_NONE || w.to == DICT_NONE)) {
            dict_complain(&t, 1, "a code is missing beside", dict_field(&t, 1));
            ok = false;
        }
        dict_walk *out = ok ? dict_list_push(c, &c->walks) : NULL;
        if (out)
            *out = w;
    }
    if (c->walks.count)
        qsort(c->walks.items, c->walks.count, c->walks.size, by_walk);
}

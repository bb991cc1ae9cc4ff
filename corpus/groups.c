/* groups.c: the table that `group` wrote, for a second pass that judges the rules over the vacancy. */
#include "groups.h"

#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "table.h"

struct socvet_groups {
    base_arena *arena;
    corpus_member *members; /* sorted by hash */
    size_t n, cap;
    char hash[17];
};

static bool read_hash(socvet_str s, uint64_t *h)
{
    *h = 0;
    if (s.len != 16)
        return false;
    for (size_t i = 0; i < 16; i++) {
        char c = s.ptr[i];
        if (!base_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return false;
        *h = *h << 4 | (uint64_t)(base_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return true;
}

static int by_hash(const void *a, const void *b)
{
    const corpus_member *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->vacancy > y->vacancy) - (x->vacancy < y->vacancy);
}

static socvet_status add(socvet_groups *g, const corpus_member *m, socvet_err *err)
{
    if (g->n == g->cap) {
        size_t cap = g->cap ? g->cap * 2 : 1024;
        corpus_member *p = realloc(g->members, cap * sizeof *p);
        if (!p)
            return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
        g->members = p;
        g->cap = cap;
    }
    g->members[g->n++] = *m;
    return SOCVET_OK;
}

static socvet_str cell(const corpus_table_row *r, int c)
{
    return c >= 0 && (size_t)c < r->n ? r->field[c] : (socvet_str){"", 0};
}

static socvet_status read_table(socvet_groups *g, const char *path, socvet_err *err)
{
    static const char *const hash[] = {"hash", NULL}, *const vacancy[] = {"vacancy", NULL},
                            *const media[] = {"media", NULL}, *const stage[] = {"other_stage_days", NULL},
                            *const role[] = {"role", NULL};
    corpus_table *t = NULL;
    corpus_table_row r;
    base_arena *scratch = base_arena_new(0);
    uint64_t sum = 0;
    bool more = true;
    socvet_status s = scratch ? corpus_table_open(&t, path, err) : SOCVET_E_NOMEM;

    if (s) {
        base_arena_free(scratch);
        return s;
    }
    int h = corpus_table_column(t, hash), v = corpus_table_column(t, vacancy);
    int m = corpus_table_column(t, media), d = corpus_table_column(t, stage);
    int o = corpus_table_column(t, role);
    if (h < 0 || v < 0)
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", 0, "%s: the columns hash and vacancy are wanted", path);
    while (!s && !(s = corpus_table_next(t, scratch, &r, &more, err)) && more) {
        corpus_member x = {.repost = base_str_eq_z(cell(&r, o), "repost")};
        uint64_t days = 0;
        if (!read_hash(cell(&r, h), &x.hash) || !base_str_to_u64(cell(&r, v), &x.vacancy))
            s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                          "%s: row %llu: no hash and vacancy", path, (unsigned long long)r.number);
        base_str_to_u64(cell(&r, d), &days);
        x.other_stage_days = days > 3660 ? 0 : (int32_t)days;
        char *p = cell(&r, m).len ? base_arena_dup(g->arena, cell(&r, m)) : NULL;
        x.media = (socvet_str){p, p ? cell(&r, m).len : 0};
        uint64_t parts[5] = {sum, x.hash, x.vacancy, days, base_hash64(x.media)};
        sum = base_hash64((socvet_str){(const char *)parts, sizeof parts});
        if (!s)
            s = add(g, &x, err);
        base_arena_reset(scratch);
    }
    corpus_hex16(sum, g->hash);
    corpus_table_free(t);
    base_arena_free(scratch);
    return s;
}

socvet_status socvet_groups_load(socvet_groups **out, const char *path, socvet_err *err)
{
    socvet_groups *g = calloc(1, sizeof *g);

    *out = NULL;
    base_err_clear(err);
    if (!g || !(g->arena = base_arena_new(0))) {
        free(g);
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    }
    socvet_status s = read_table(g, path, err);
    if (s) {
        socvet_groups_free(g);
        return s;
    }
    if (g->n)
        qsort(g->members, g->n, sizeof *g->members, by_hash);
    *out = g;
    return SOCVET_OK;
}

void socvet_groups_free(socvet_groups *g)
{
    if (g) {
        base_arena_free(g->arena);
        free(g->members);
        free(g);
    }
}

socvet_str socvet_groups_hash(const socvet_groups *g)
{
    return g ? base_str_z(g->hash) : SOCVET_STR("none");
}

const corpus_member *corpus_member_of(const socvet_groups *g, const char *row_hash)
{
    uint64_t h;
    size_t low = 0, high = g ? g->n : 0;

    if (!g || !read_hash(base_str_z(row_hash), &h))
        return NULL;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (g->members[mid].hash < h)
            low = mid + 1;
        else
            high = mid;
    }
    return low < g->n && g->members[low].hash == h ? &g->members[low] : NULL;
}

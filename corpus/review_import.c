/* review_import.c: what reviewers hand back: checked, and kept as one table of decisions; and how far
 * two coders agree on the same items. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "decisions.h"
#include "export.h"
#include "kappa.h"
#include "table.h"

static socvet_status write_fail(const char *path, socvet_err *err)
{
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path, strerror(errno));
}

typedef struct {
    FILE *file;
    base_buf line;
} writer;

static bool each_decision(const corpus_decision_row *r, void *user)
{
    writer *w = user;
    const socvet_str f[] = {r->hash, r->title, r->machine_code, r->code, r->reviewer, r->note};

    base_buf_reset(&w->line);
    for (size_t i = 0; i < sizeof f / sizeof *f; i++) {
        if (i)
            base_buf_add_char(&w->line, ',');
        corpus_csv_put(&w->line, f[i], false);
    }
    base_buf_add_char(&w->line, '\n');
    return !w->line.failed && fwrite(w->line.ptr, 1, w->line.len, w->file) == w->line.len;
}

socvet_status socvet_review_import(const char *const *tables, size_t n, const char *out,
                                   const socvet_dict *dict, uint64_t *decisions, socvet_err *err)
{
    socvet_decisions *d = NULL;
    char fresh[4200];
    writer w = {0};
    socvet_status s;

    base_err_clear(err);
    *decisions = 0;
    s = corpus_decisions_gather(&d, tables, n, dict, err);
    if (s)
        return s;
    snprintf(fresh, sizeof fresh, "%s.new", out);
    base_buf_init(&w.line, 0);
    w.file = fopen(fresh, "wb");
    if (!w.file)
        s = write_fail(fresh, err);
    if (!s && (fputs("hash,title,machine_code,code,reviewer,note\n", w.file) < 0 ||
               !corpus_decisions_each(d, each_decision, &w)))
        s = write_fail(fresh, err);
    if (w.file && fclose(w.file) != 0 && !s)
        s = write_fail(fresh, err);
    if (!s && rename(fresh, out) != 0)
        s = write_fail(out, err);
    if (s)
        remove(fresh);
    *decisions = socvet_decisions_count(d);
    base_buf_clear(&w.line);
    socvet_decisions_free(d);
    return s;
}

/* ---- two coders ---- */

typedef struct {
    uint64_t key;
    char code[8];
} item;

typedef struct {
    item *items;
    size_t n, cap;
    bool failed;
} items;

static bool each_item(const corpus_decision_row *r, void *user)
{
    items *all = user;
    uint64_t parts[2] = {base_hash64(r->hash), base_hash64(r->folded)};

    if (all->n == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 256;
        item *p = realloc(all->items, cap * sizeof *p);
        if (!p) {
            all->failed = true;
            return false;
        }
        all->items = p;
        all->cap = cap;
    }
    item *x = &all->items[all->n++];
    x->key = base_hash64((socvet_str){(const char *)parts, sizeof parts});
    memset(x->code, 0, sizeof x->code);
    memcpy(x->code, r->code.ptr, r->code.len < 4 ? r->code.len : 4);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const item *x = a, *y = b;

    return (x->key > y->key) - (x->key < y->key);
}

static socvet_status read_items(items *all, const char *path, const socvet_dict *dict,
                                socvet_err *err)
{
    socvet_decisions *d = NULL;
    socvet_status s = corpus_decisions_gather(&d, &path, 1, dict, err);

    if (!s)
        corpus_decisions_each(d, each_item, all);
    socvet_decisions_free(d);
    if (!s && all->failed)
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    if (!s && all->n)
        qsort(all->items, all->n, sizeof *all->items, by_key);
    return s;
}

socvet_status socvet_review_kappa(const char *first, const char *second, const socvet_dict *dict,
                                  socvet_kappa out[4], uint64_t *both, socvet_err *err)
{
    items a = {0}, b = {0};
    corpus_code_pair *pairs = NULL;
    size_t n = 0;

    base_err_clear(err);
    *both = 0;
    socvet_status s = read_items(&a, first, dict, err);
    if (!s)
        s = read_items(&b, second, dict, err);
    if (!s && !(pairs = calloc(a.n + 1, sizeof *pairs)))
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = 0, k = 0; !s && i < a.n; i++) {
        while (k < b.n && b.items[k].key < a.items[i].key)
            k++;
        if (k == b.n || b.items[k].key != a.items[i].key)
            continue;
        memcpy(pairs[n][0], a.items[i].code, 8);
        memcpy(pairs[n++][1], b.items[k].code, 8);
    }
    if (!s && !n)
        s = base_fail(err, SOCVET_E_EMPTY, "corpus", SOCVET_NO_OFFSET,
                      "the two tables decide about no item in common");
    for (size_t d = 1; !s && d <= 4; d++)
        s = corpus_kappa((const corpus_code_pair *)pairs, n, d, &out[d - 1], err);
    *both = n;
    free(pairs);
    free(a.items);
    free(b.items);
    return s;
}

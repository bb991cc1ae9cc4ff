/* review.c: what a person should look at first. Records of a run are gathered by title and answer; the
 * queue is ordered by what a look is worth: many records, low probability, small margin, an old code
 * that says otherwise. Of each title the most valuable item comes before any second one. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "cells.h"
#include "codes.h"
#include "decisions.h"
#include "export.h"
#include "review_int.h"
#include "runs.h"

static const double MARGIN_WEIGHT = 0.25, DISAGREES_WEIGHT = 1.5;

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

/* ---- gathering ---- */

static size_t *bucket(corpus_queue *q, uint64_t key)
{
    size_t i = key & (q->n_buckets - 1);

    while (q->buckets[i] && q->items[q->buckets[i] - 1].key != key)
        i = (i + 1) & (q->n_buckets - 1);
    return &q->buckets[i];
}

static bool grow(corpus_queue *q)
{
    if (q->n == q->cap) {
        size_t cap = q->cap ? q->cap * 2 : 256;
        corpus_item *p = realloc(q->items, cap * sizeof *p);
        if (!p)
            return false;
        q->items = p;
        q->cap = cap;
    }
    if ((q->n + 1) * 2 <= q->n_buckets)
        return true;
    size_t n = q->n_buckets ? q->n_buckets * 2 : 1024;
    size_t *old = q->buckets;
    if (!(q->buckets = calloc(n, sizeof *q->buckets))) {
        q->buckets = old;
        return false;
    }
    free(old);
    q->n_buckets = n;
    for (size_t i = 0; i < q->n; i++)
        *bucket(q, q->items[i].key) = i + 1;
    return true;
}

static socvet_str keep(base_arena *a, socvet_str s)
{
    char *p = s.len ? base_arena_dup(a, s) : NULL;

    return (socvet_str){p, p ? s.len : 0};
}

static bool disagrees(const socvet_dict *dict, const base_json *r)
{
    static const char *const paths[] = {"soc.code", "soc.soc2010", "soc.soc2020"};
    char old[8];
    socvet_str field = base_json_string(corpus_json_at(r, "row.soc"));

    if (!field.len || corpus_read_code(dict, 0, field, old) != CORPUS_CODE_DIGITS)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (base_str_eq_z(base_json_string(corpus_json_at(r, paths[i])), old))
            return false;
    return true;
}

static void fill_item(corpus_item *x, const base_json *r, socvet_str title, base_arena *a)
{
    enum { EXCERPT = 600 };
    corpus_cell cells[CORPUS_MOST_CELLS];
    size_t n;
    const corpus_column *columns = corpus_wide_columns(&n);
    socvet_str text = base_json_string(base_json_get(r, "text"));

    corpus_wide_cells(r, a, cells);
    for (size_t i = 0; i < n; i++)
        if (strcmp(columns[i].name, "evidence") == 0)
            x->words = keep(a, cells[i].text);
        else if (strcmp(columns[i].name, "second_code") == 0)
            x->second = keep(a, cells[i].text);
        else if (strcmp(columns[i].name, "third_code") == 0)
            x->third = keep(a, cells[i].text);
    x->title = keep(a, title);
    x->id = keep(a, base_json_string(base_json_get(r, "id")));
    x->hash = keep(a, base_json_string(corpus_json_at(r, "row.hash")));
    x->code = keep(a, base_json_string(corpus_json_at(r, "soc.code")));
    x->code_title = keep(a, base_json_string(corpus_json_at(r, "soc.title")));
    x->old_code = keep(a, base_json_string(corpus_json_at(r, "row.soc")));
    text.len = text.len > EXCERPT ? EXCERPT : text.len;
    while (text.len && text.len == EXCERPT && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80)
        text.len--;
    x->excerpt = keep(a, text);
}

static socvet_status take_record(corpus_queue *q, const socvet_dict *dict, const base_json *r,
                                 socvet_err *err)
{
    socvet_str title = base_json_string(corpus_json_at(r, "row.title"));
    socvet_str code = base_json_string(corpus_json_at(r, "soc.code"));
    char machine[8] = {0};

    if (strcmp(corpus_band(r), "error") == 0 ||
        base_json_type_of(corpus_json_at(r, "soc.decision")) == BASE_JSON_OBJECT)
        return SOCVET_OK;
    if (!grow(q))
        return nomem(err);
    memcpy(machine, code.ptr ? code.ptr : "", code.len > 4 ? 4 : code.len);
    socvet_str folded = corpus_fold_title(q->scratch, title);
    bool by_title = folded.len > 0; /* a row without a title of its own is decided by itself */
    socvet_str name = by_title ? folded : base_json_string(corpus_json_at(r, "row.hash"));
    uint64_t pair[2] = {base_hash64(name), base_hash64(base_str_z(machine))};
    uint64_t key = base_hash64((socvet_str){(const char *)pair, sizeof pair});
    size_t *at = bucket(q, key);
    if (!*at) {
        corpus_item *x = &q->items[q->n];
        memset(x, 0, sizeof *x);
        x->key = key;
        x->title_key = pair[0];
        x->order = q->n;
        x->by_title = by_title;
        fill_item(x, r, by_title ? title : base_json_string(base_json_get(r, "title")), q->arena);
        *at = ++q->n;
    }
    corpus_item *x = &q->items[*at - 1];
    double p = base_json_number(corpus_json_at(r, "soc.probability"), 0);
    double margin = base_json_number(corpus_json_at(r, "soc.margin"), 0);
    bool other = disagrees(dict, r);
    x->records++;
    x->disagree += other;
    x->probability += p;
    x->margin += margin;
    x->abstained += base_json_is_true(corpus_json_at(r, "soc.abstained"));
    x->value += ((1 - p) + MARGIN_WEIGHT * (1 - margin)) * (other ? DISAGREES_WEIGHT : 1);
    return SOCVET_OK;
}

socvet_status corpus_queue_read(corpus_queue *q, const socvet_dict *dict, const char *run,
                                socvet_err *err)
{
    corpus_source *source = NULL;
    socvet_status s = corpus_run_open(&source, run, err);
    bool more = true;

    while (!s && more) {
        socvet_str raw;
        uint64_t number;
        base_json *r = NULL;
        s = corpus_source_next(source, &raw, &number, &more, err);
        if (s || !more)
            break;
        base_arena_reset(q->scratch);
        s = base_json_parse(&r, raw, err);
        if (!s && !base_json_string(corpus_json_at(r, "row.hash")).len)
            s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                          "%s: records without their rows: review reads what bulk -o wrote", run);
        if (!s)
            s = take_record(q, dict, r, err);
        base_json_free(r);
    }
    corpus_source_free(source);
    return s;
}

/* ---- order ---- */

static int by_title_then_value(const void *a, const void *b)
{
    const corpus_item *x = a, *y = b;

    if (x->title_key != y->title_key)
        return x->title_key < y->title_key ? -1 : 1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int by_turn_then_value(const void *a, const void *b)
{
    const corpus_item *x = a, *y = b;

    if ((x->turn > 0) != (y->turn > 0))
        return x->turn > 0 ? 1 : -1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

void corpus_queue_sort(corpus_queue *q)
{
    if (!q->n)
        return;
    qsort(q->items, q->n, sizeof *q->items, by_title_then_value);
    for (size_t i = 0; i < q->n; i++)
        q->items[i].turn = i && q->items[i].title_key == q->items[i - 1].title_key
                               ? q->items[i - 1].turn + 1
                               : 0;
    qsort(q->items, q->n, sizeof *q->items, by_turn_then_value);
}

void corpus_queue_clear(corpus_queue *q)
{
    base_arena_free(q->arena);
    base_arena_free(q->scratch);
    free(q->items);
    free(q->buckets);
}

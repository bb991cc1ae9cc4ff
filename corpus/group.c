/* group.c: which adverts of a run are one vacancy: by reference and employer, or by employer, title
 * and near-duplicate text. How alike texts must be was measured: docs/catalogue.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"
#include "group_int.h"
#include "sketch.h"
#include "runs.h"

static const double ALIKE = 0.70;         /* same title and employer */
static const double ALIKE_UNNAMED = 0.85; /* no employer known to either */
enum { MOST_COMPARED = 64 /* vacancies that one advert is held against */ };

socvet_status corpus_group_nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

/* A hash over letters and digits, lower case; 0 for nothing. */
static uint64_t folded(socvet_str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = base_lower(s.ptr[i]);
        if (!base_is_alpha(c) && !base_is_digit(c) && (unsigned char)c < 0x80)
            continue;
        h = (h ^ (unsigned char)c) * UINT64_C(0x100000001b3);
        n++;
    }
    return n ? h : 0;
}

/* A reference that can tell vacancies apart: with a digit, three characters at least. */
static uint64_t reference_of(const base_json *r)
{
    socvet_str s = base_str_trim(base_json_string(corpus_json_at(r, "row.group")));
    bool digit = false;

    if (!s.len)
        s = base_str_trim(base_json_string(corpus_json_at(r, "facts.reference")));
    for (size_t i = 0; i < s.len; i++)
        digit |= base_is_digit(s.ptr[i]);
    return digit && s.len >= 3 ? folded(s) : 0;
}

static int32_t day_of(const base_json *r, const char *path, const char *other)
{
    socvet_str s = base_json_string(corpus_json_at(r, path));

    if (s.len < 10)
        s = base_json_string(corpus_json_at(r, other));
    return s.len >= 10 ? base_date_parse_iso((socvet_str){s.ptr, 10}) : BASE_NO_DATE;
}

static socvet_str media_of(const base_json *r, base_arena *a)
{
    const base_json *list = corpus_json_at(r, "facts.media");
    base_buf b;

    base_buf_init(&b, 0);
    base_buf_add(&b, base_json_string(corpus_json_at(r, "row.media")));
    for (size_t i = 0; i < base_json_count(list); i++) {
        if (b.len)
            base_buf_add_char(&b, ',');
        base_buf_add(&b, base_json_string(base_json_at(list, i)));
    }
    char *p = b.len ? base_arena_dup(a, base_buf_str(&b)) : NULL;
    socvet_str out = {p, p ? b.len : 0};
    base_buf_clear(&b);
    return out;
}

static socvet_str keep(base_arena *a, socvet_str s)
{
    char *p = s.len ? base_arena_dup(a, s) : NULL;

    return (socvet_str){p, p ? s.len : 0};
}

static void read_advert(corpus_advert *x, const base_json *r, base_arena *a)
{
    socvet_str employer = base_json_string(corpus_json_at(r, "row.employer"));
    socvet_str title = base_json_string(corpus_json_at(r, "row.title"));

    if (!employer.len)
        employer = base_json_string(corpus_json_at(r, "facts.employer"));
    if (!title.len)
        title = base_json_string(base_json_get(r, "title"));
    x->row = (uint64_t)base_json_number(corpus_json_at(r, "row.number"), 0);
    x->id = keep(a, base_json_string(base_json_get(r, "id")));
    x->hash = keep(a, base_json_string(corpus_json_at(r, "row.hash")));
    x->code = keep(a, base_json_string(corpus_json_at(r, "soc.code")));
    x->employer = folded(employer);
    x->title = folded(title);
    x->reference = reference_of(r);
    x->posted = day_of(r, "row.date", "facts.posted_date");
    x->closing = day_of(r, "facts.closing_date", "row.closing");
    x->media = media_of(r, a);
    x->has_sketch = corpus_sketch_read(x->sketch, base_json_string(corpus_json_at(r, "row.sketch")));
}

socvet_status corpus_group_read(corpus_grouping *g, const char *run, socvet_err *err)
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
        if (g->n == g->cap) {
            size_t cap = g->cap ? g->cap * 2 : 1024;
            corpus_advert *p = realloc(g->adverts, cap * sizeof *p);
            if (!p) {
                s = corpus_group_nomem(err);
                break;
            }
            g->adverts = p;
            g->cap = cap;
        }
        s = base_json_parse(&r, raw, err);
        if (!s && base_str_eq_z(base_json_string(base_json_get(r, "status")), "ok")) {
            corpus_advert *x = &g->adverts[g->n];
            memset(x, 0, sizeof *x);
            read_advert(x, r, g->arena);
            x->up = g->n++;
            if (!x->row)
                s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                              "%s: records without their rows: group reads what bulk -o wrote", run);
        }
        base_json_free(r);
    }
    corpus_source_free(source);
    return s;
}

/* ---- joining ---- */

size_t corpus_group_root(corpus_grouping *g, size_t i)
{
    while (g->adverts[i].up != i)
        i = g->adverts[i].up = g->adverts[g->adverts[i].up].up;
    return i;
}

/* The earlier advert is the root, so that the order of joining does not matter. */
static void join(corpus_grouping *g, size_t a, size_t b, corpus_how how, double alike)
{
    corpus_advert *x = &g->adverts[b];

    if (x->how == CORPUS_ALONE) {
        x->how = how;
        x->alike = alike;
    }
    a = corpus_group_root(g, a);
    b = corpus_group_root(g, b);
    if (a < b)
        g->adverts[b].up = a;
    else
        g->adverts[a].up = b;
}

typedef struct {
    uint64_t key, employer;
    size_t at;
} entry;

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->employer != y->employer)
        return x->employer < y->employer ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static size_t sorted(corpus_grouping *g, entry *e, bool references)
{
    size_t n = 0;

    for (size_t i = 0; i < g->n; i++) {
        const corpus_advert *x = &g->adverts[i];
        uint64_t key = references ? x->reference : x->has_sketch ? x->title : 0;
        if (key)
            e[n++] = (entry){key, x->employer, i};
    }
    qsort(e, n, sizeof *e, by_key);
    return n;
}

static void join_references(corpus_grouping *g, entry *e)
{
    size_t n = sorted(g, e, true);

    for (size_t i = 1; i < n; i++)
        if (e[i].key == e[i - 1].key && e[i].employer == e[i - 1].employer)
            join(g, e[i - 1].at, e[i].at, CORPUS_BY_REFERENCE, 1);
}

/* Each advert against the first ones of the vacancies of its title and employer, the latest first. */
static void join_texts(corpus_grouping *g, entry *e)
{
    size_t n = sorted(g, e, false), heads[MOST_COMPARED], n_heads = 0;

    for (size_t i = 0; i < n; i++) {
        bool same = i && e[i].key == e[i - 1].key && e[i].employer == e[i - 1].employer, joined = false;
        double least = e[i].employer ? ALIKE : ALIKE_UNNAMED;
        if (!same)
            n_heads = 0;
        for (size_t k = n_heads; k-- > 0 && !joined;) {
            double alike = corpus_sketch_alike(g->adverts[heads[k]].sketch, g->adverts[e[i].at].sketch);
            joined = alike >= least;
            if (joined)
                join(g, heads[k], e[i].at, CORPUS_BY_TEXT, alike);
        }
        if (joined)
            continue;
        if (n_heads == MOST_COMPARED)
            memmove(heads, heads + 1, --n_heads * sizeof *heads);
        heads[n_heads++] = e[i].at;
    }
}

socvet_status corpus_group_join(corpus_grouping *g, socvet_err *err)
{
    entry *e = malloc((g->n + 1) * sizeof *e);

    if (!e)
        return corpus_group_nomem(err);
    join_references(g, e);
    join_texts(g, e);
    free(e);
    return SOCVET_OK;
}

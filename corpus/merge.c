/* merge.c: the shards of one run back into one: all of them, of the same program, data, options and
 * input, and every row there once. The result is what one run over everything would have written. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/err.h"
#include "../base/str.h"
#include "manifest.h"
#include "runs.h"

typedef struct {
    const char *path;
    corpus_manifest m;
    corpus_source *source;
    socvet_str line;
    uint64_t row;
    bool more;
} shard;

typedef struct {
    base_arena *arena;
    shard *shards;
    size_t n;
    FILE *out;
    uint64_t bytes;
    socvet_bulk_counts counts;
} merging;

static socvet_status stale(socvet_err *err, const char *a, const char *b, const char *what)
{
    return base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                     "%s and %s are no shards of one run: another %s", a, b, what);
}

static socvet_status check_pair(const shard *a, const shard *b, socvet_err *err)
{
    if (!base_str_eq(a->m.program, b->m.program))
        return stale(err, a->path, b->path, "version of socvet");
    if (!base_str_eq(a->m.dictionary, b->m.dictionary))
        return stale(err, a->path, b->path, "dictionary");
    if (!base_str_eq(a->m.rules, b->m.rules))
        return stale(err, a->path, b->path, "set of rules");
    if (!base_str_eq(a->m.run, b->m.run))
        return stale(err, a->path, b->path, "set of options, or another day (give --as-of)");
    if (!base_str_eq(a->m.input_hash, b->m.input_hash))
        return stale(err, a->path, b->path, "input");
    if (a->m.shards != b->m.shards)
        return stale(err, a->path, b->path, "number of shards");
    return SOCVET_OK;
}

static int by_shard(const void *a, const void *b)
{
    const shard *x = a, *y = b;

    return (x->m.shard > y->m.shard) - (x->m.shard < y->m.shard);
}

/* All shards, each once. */
static socvet_status check_shards(merging *g, socvet_err *err)
{
    socvet_status s = SOCVET_OK;

    for (size_t i = 1; !s && i < g->n; i++)
        s = check_pair(&g->shards[0], &g->shards[i], err);
    if (s)
        return s;
    qsort(g->shards, g->n, sizeof *g->shards, by_shard);
    int all = g->shards[0].m.shards;
    if (all < 1)
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                         "%s is a whole run, no shard", g->shards[0].path);
    for (int i = 0; i < all; i++) {
        int have = (size_t)i < g->n ? g->shards[i].m.shard : all + 1;
        if (have > i + 1)
            return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                             "shard %d of %d is missing", i + 1, all);
        if (have < i + 1)
            return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                             "shard %d of %d is given twice", have, all);
    }
    return g->n > (size_t)all ? base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                                          "shard %d of %d is given twice", all, all)
                              : SOCVET_OK;
}

static socvet_status open_shard(merging *g, shard *x, const char *path, socvet_err *err)
{
    char log[4200], journal[4300];
    struct stat info;

    socvet_run_path(path, log, sizeof log);
    x->path = path;
    snprintf(journal, sizeof journal, "%s.journal", log);
    if (stat(journal, &info) == 0)
        return base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                         "%s is not finished: end it with --resume first", path);
    socvet_status s = corpus_run_manifest(&x->m, path, g->arena, err);
    if (!s && (stat(log, &info) != 0 || (uint64_t)info.st_size != x->m.bytes))
        s = base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                      "%s is not as long as its manifest says", path);
    return s ? s : corpus_run_open(&x->source, path, err);
}

/* The row's number, which stands last in the line: no key before it is written so. */
static bool row_of(socvet_str line, uint64_t *row)
{
    static const char key[] = ",\"row\":{\"number\":";
    size_t n = sizeof key - 1;

    for (size_t i = line.len; i >= n; i--) {
        if (memcmp(line.ptr + i - n, key, n) != 0)
            continue;
        *row = 0;
        for (; i < line.len && base_is_digit(line.ptr[i]); i++)
            *row = *row * 10 + (uint64_t)(line.ptr[i] - '0');
        return true;
    }
    return false;
}

static socvet_status advance(shard *x, socvet_err *err)
{
    uint64_t number;
    socvet_status s = corpus_source_next(x->source, &x->line, &number, &x->more, err);

    if (!s && x->more && !row_of(x->line, &x->row))
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                      "%s: line %llu is no record of a run", x->path, (unsigned long long)number);
    return s;
}

static socvet_status put(merging *g, const shard *x, const char *path, socvet_err *err)
{
    if (fwrite(x->line.ptr, 1, x->line.len, g->out) != x->line.len || fputc('\n', g->out) == EOF)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path,
                         strerror(errno));
    g->bytes += x->line.len + 1;
    return SOCVET_OK;
}

/* Row by row: shard i holds the rows whose number leaves i modulo the number of shards. */
static socvet_status merge_rows(merging *g, const char *path, socvet_err *err)
{
    socvet_status s = SOCVET_OK;
    uint64_t rows = g->shards[0].m.rows;

    for (size_t i = 0; !s && i < g->n; i++)
        s = advance(&g->shards[i], err);
    for (uint64_t row = 1; !s && row <= rows; row++) {
        shard *x = &g->shards[(row + g->n - 1) % g->n];
        if (!x->more || x->row != row)
            return base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                             "%s: row %llu is missing", x->path, (unsigned long long)row);
        s = put(g, x, path, err);
        if (!s)
            s = advance(x, err);
    }
    for (size_t i = 0; !s && i < g->n; i++)
        corpus_counts_add(&g->counts, &g->shards[i].m.counts);
    return s;
}

static socvet_status to_file(merging *g, const char *out, socvet_err *err)
{
    char fresh[4200];

    snprintf(fresh, sizeof fresh, "%s.new", out);
    g->out = fopen(fresh, "wb");
    if (!g->out)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", fresh,
                         strerror(errno));
    socvet_status s = merge_rows(g, out, err);
    if ((fclose(g->out) != 0 || (!s && rename(fresh, out) != 0)) && !s)
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", out, strerror(errno));
    if (s) {
        remove(fresh);
        return s;
    }
    corpus_manifest m = g->shards[0].m;
    m.shard = m.shards = 0;
    m.bytes = g->bytes;
    m.counts = g->counts;
    return corpus_manifest_write(&m, out, err);
}

socvet_status socvet_merge(const char *const *shards, size_t n, const char *out,
                           socvet_bulk_counts *counts, socvet_err *err)
{
    merging g = {.arena = base_arena_new(0), .shards = calloc(n ? n : 1, sizeof *g.shards), .n = n};
    socvet_status s = g.arena && g.shards ? SOCVET_OK
                                          : base_fail(err, SOCVET_E_NOMEM, "corpus",
                                                      SOCVET_NO_OFFSET, "memory ran out");

    base_err_clear(err);
    for (size_t i = 0; !s && i < n; i++)
        s = open_shard(&g, &g.shards[i], shards[i], err);
    if (!s)
        s = check_shards(&g, err);
    if (!s)
        s = to_file(&g, out, err);
    *counts = g.counts;
    for (size_t i = 0; g.shards && i < n; i++)
        corpus_source_free(g.shards[i].source);
    free(g.shards);
    base_arena_free(g.arena);
    return s;
}

/* diff.c: what changed between two runs over the same rows: codes, bands, findings. Rows are the same
 * by their hash; of rows that are alike in both runs, the first with the first. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"
#include "runs.h"

typedef struct {
    uint64_t hash, row;
    char code[8], band[8];
    double probability;
    socvet_str rules; /* ids of findings that fail, sorted as they stand: " A B " */
    bool met;
} record;

typedef struct {
    base_arena *arena;
    record *records; /* of the first run, sorted by hash, then row */
    size_t n, cap;
    socvet_diff_result *result;
    FILE *out;
    base_buf line;
} differ;

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

static socvet_str failing(const base_json *r, base_arena *a)
{
    const base_json *list = base_json_get(r, "findings");
    base_buf b;

    base_buf_init(&b, 0);
    for (size_t i = 0; i < base_json_count(list); i++) {
        const base_json *f = base_json_at(list, i);
        if (!base_str_eq_z(base_json_string(base_json_get(f, "verdict")), "fail"))
            continue;
        base_buf_add_char(&b, ' ');
        base_buf_add(&b, base_json_string(base_json_get(f, "id")));
    }
    base_buf_add_char(&b, ' ');
    char *p = base_arena_dup(a, base_buf_str(&b));
    socvet_str out = {p, p ? b.len : 0};
    base_buf_clear(&b);
    return out;
}

static bool read_record(record *x, const base_json *r, base_arena *a)
{
    socvet_str hash = base_json_string(corpus_json_at(r, "row.hash"));
    socvet_str code = base_json_string(corpus_json_at(r, "soc.code"));

    memset(x, 0, sizeof *x);
    x->hash = base_hash64(hash);
    x->row = (uint64_t)base_json_number(corpus_json_at(r, "row.number"), 0);
    memcpy(x->code, code.ptr ? code.ptr : "", code.len > 7 ? 7 : code.len);
    snprintf(x->band, sizeof x->band, "%s", corpus_band(r));
    x->probability = base_json_number(corpus_json_at(r, "soc.probability"), 0);
    x->rules = failing(r, a);
    return hash.len > 0;
}

static socvet_status each_line(const char *run, socvet_status (*each)(differ *d, const base_json *r, socvet_err *err),
                               differ *d, socvet_err *err)
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
        s = base_json_parse(&r, raw, err);
        if (!s && !base_json_string(corpus_json_at(r, "row.hash")).len)
            s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                          "%s: records without their rows: diff reads what bulk -o wrote", run);
        if (!s)
            s = each(d, r, err);
        base_json_free(r);
    }
    corpus_source_free(source);
    return s;
}

static socvet_status keep(differ *d, const base_json *r, socvet_err *err)
{
    if (d->n == d->cap) {
        size_t cap = d->cap ? d->cap * 2 : 1024;
        record *p = realloc(d->records, cap * sizeof *p);
        if (!p)
            return nomem(err);
        d->records = p;
        d->cap = cap;
    }
    read_record(&d->records[d->n++], r, d->arena);
    return SOCVET_OK;
}

static int by_hash(const void *a, const void *b)
{
    const record *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static record *find(differ *d, uint64_t hash)
{
    size_t low = 0, high = d->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->records[mid].hash < hash)
            low = mid + 1;
        else
            high = mid;
    }
    while (low < d->n && d->records[low].hash == hash && d->records[low].met)
        low++;
    return low < d->n && d->records[low].hash == hash ? &d->records[low] : NULL;
}

/* The rules of `a` that are not in `b`, parted by blanks. */
static void missing(base_buf *out, socvet_str a, socvet_str b, uint64_t *count)
{
    socvet_str rest = a, id;
    char z[64];

    while (rest.len && base_str_split(&rest, ' ', &id)) {
        snprintf(z, sizeof z, " %.*s ", SOCVET_ARG(id));
        if (!id.len || base_str_find(b, base_str_z(z), 0) != SIZE_MAX)
            continue;
        if (out->len && out->ptr[out->len - 1] != ',')
            base_buf_add_char(out, ' ');
        base_buf_add(out, id);
        ++*count;
    }
}

static void count_code(socvet_diff_result *r, const record *a, const record *b)
{
    int same = 0;

    while (same < 4 && a->code[same] && a->code[same] == b->code[same])
        same++;
    bool none = !a->code[0] && !b->code[0];
    r->same_code += none || same == 4;
    if (!none && same < 4)
        r->changed_at[same]++;
    r->to_review += strcmp(a->band, "auto") == 0 && strcmp(b->band, "review") == 0;
    r->from_review += strcmp(a->band, "review") == 0 && strcmp(b->band, "auto") == 0;
}

static socvet_status compare(differ *d, const base_json *r, socvet_err *err)
{
    record now, *was;
    uint64_t gone = d->result->findings_gone, fresh = d->result->findings_new;

    read_record(&now, r, d->arena);
    was = find(d, now.hash);
    if (!was) {
        d->result->only_second++;
        return SOCVET_OK;
    }
    was->met = true;
    d->result->both++;
    count_code(d->result, was, &now);
    base_buf_reset(&d->line);
    base_buf_printf(&d->line, "%llu,", (unsigned long long)now.row);
    corpus_csv_put(&d->line, base_json_string(base_json_get(r, "id")), false);
    base_buf_add_char(&d->line, ',');
    corpus_csv_put(&d->line, base_json_string(base_json_get(r, "title")), false);
    base_buf_printf(&d->line, ",%s,%s,%.4f,%.4f,%s,%s,", was->code, now.code, was->probability,
                    now.probability, was->band, now.band);
    missing(&d->line, was->rules, now.rules, &d->result->findings_gone);
    base_buf_add_char(&d->line, ',');
    missing(&d->line, now.rules, was->rules, &d->result->findings_new);
    base_buf_add_char(&d->line, '\n');
    bool changed = strcmp(was->code, now.code) != 0 || strcmp(was->band, now.band) != 0 ||
                   gone != d->result->findings_gone || fresh != d->result->findings_new;
    d->result->changed += changed;
    if (changed && d->out && fwrite(d->line.ptr, 1, d->line.len, d->out) != d->line.len)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "changes: %s", strerror(errno));
    return d->line.failed ? nomem(err) : SOCVET_OK;
}

socvet_status socvet_diff(const char *first, const char *second, const char *changes,
                          socvet_diff_result *result, socvet_err *err)
{
    differ d = {.arena = base_arena_new(0), .result = result};
    socvet_status s = d.arena ? SOCVET_OK : nomem(err);

    base_err_clear(err);
    *result = (socvet_diff_result){0};
    base_buf_init(&d.line, 0);
    if (!s && changes && !(d.out = fopen(changes, "wb")))
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", changes, strerror(errno));
    if (d.out)
        fputs("row,id,title,code_before,code_after,probability_before,probability_after,band_before,"
              "band_after,findings_gone,findings_new\n", d.out);
    if (!s)
        s = each_line(first, keep, &d, err);
    if (!s && d.n)
        qsort(d.records, d.n, sizeof *d.records, by_hash);
    if (!s)
        s = each_line(second, compare, &d, err);
    for (size_t i = 0; !s && i < d.n; i++)
        result->only_first += !d.records[i].met;
    if (d.out && fclose(d.out) != 0 && !s)
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", changes, strerror(errno));
    base_buf_clear(&d.line);
    free(d.records);
    base_arena_free(d.arena);
    return s;
}

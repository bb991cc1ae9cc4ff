/* table.c: small tables that a person saved, read whole: decisions, second codings. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "encoding.h"
#include "workbook.h"

enum { MOST_BYTES = 256 << 20 };

struct corpus_table {
    base_buf bytes;
    base_arena *arena;
    corpus_csv header, csv;
    uint64_t number;
};

static socvet_status read_bytes(corpus_table *t, const char *path, socvet_err *err)
{
    socvet_status s = base_file_read(&t->bytes, path, MOST_BYTES, err);
    size_t bom;

    if (s)
        return s;
    socvet_str all = base_buf_str(&t->bytes);
    if (corpus_is_workbook((socvet_str){all.ptr, all.len < 4096 ? all.len : 4096}, path)) {
        base_buf_clear(&t->bytes);
        return corpus_workbook_csv(&t->bytes, path, err);
    }
    corpus_encoding e = corpus_encoding_of(all, &bom);
    if (e == CORPUS_UTF8)
        return SOCVET_OK;
    base_buf utf8;
    base_buf_init(&utf8, 0);
    corpus_from_utf16(&utf8, (socvet_str){all.ptr + bom, all.len - bom}, e == CORPUS_UTF16BE, true);
    base_buf_clear(&t->bytes);
    t->bytes = utf8;
    return utf8.failed ? SOCVET_E_NOMEM : SOCVET_OK;
}

socvet_status corpus_table_open(corpus_table **out, const char *path, socvet_err *err)
{
    corpus_table *t = calloc(1, sizeof *t);
    socvet_status s = t && (t->arena = base_arena_new(0))
                          ? SOCVET_OK
                          : base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET,
                                      "memory ran out");
    bool unclosed;

    *out = NULL;
    if (t)
        base_buf_init(&t->bytes, 0);
    if (!s)
        s = read_bytes(t, path, err);
    if (!s) {
        corpus_csv_open(&t->csv, corpus_from_cp1252(t->arena, base_buf_str(&t->bytes)));
        if (!corpus_csv_next(&t->csv, t->arena, &unclosed))
            s = base_fail(err, SOCVET_E_EMPTY, "corpus", 0, "%s: the table is empty", path);
        t->header = t->csv;
    }
    if (s)
        corpus_table_free(t);
    else
        *out = t;
    return s;
}

void corpus_table_free(corpus_table *t)
{
    if (t) {
        base_buf_clear(&t->bytes);
        base_arena_free(t->arena);
        free(t);
    }
}

int corpus_table_column(const corpus_table *t, const char *const *names)
{
    return corpus_csv_column(&t->header, names);
}

socvet_status corpus_table_next(corpus_table *t, base_arena *arena, corpus_table_row *row,
                                bool *more, socvet_err *err)
{
    bool unclosed = false;

    *more = corpus_csv_next(&t->csv, arena, &unclosed);
    *row = (corpus_table_row){++t->number, t->csv.n_fields, t->csv.field};
    if (*more && unclosed)
        return base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                         "row %llu: a quote is opened and never closed",
                         (unsigned long long)t->number);
    return SOCVET_OK;
}

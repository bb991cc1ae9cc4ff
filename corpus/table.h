/* table.h: a table that a person saved (CSV, TSV, XLSX, ...), read row by row with its header; for
 * corpus/ alone. */
#ifndef CORPUS_TABLE_H
#define CORPUS_TABLE_H
#include "../base/arena.h"
#include "csv.h"

typedef struct corpus_table corpus_table;

typedef struct {
    uint64_t number; /* 1-based, the header not counted */
    size_t n;
    const socvet_str *field;
} corpus_table_row;

/* Expected: SOCVET_E_IO, SOCVET_E_FORMAT, SOCVET_E_EMPTY. */
socvet_status corpus_table_open(corpus_table **out, const char *path, socvet_err *err);
void corpus_table_free(corpus_table *t);
int corpus_table_column(const corpus_table *t, const char *const *names); /* or -1 */
/* The fields live in the arena; the row until the next call. */
socvet_status corpus_table_next(corpus_table *t, base_arena *arena, corpus_table_row *row,
                                bool *more, socvet_err *err);
#endif

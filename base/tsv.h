/* tsv.h: our tables: UTF-8, tab separated, LF, one header row, `#` comment lines, no quoting.
 * Errors speak like a compiler: name:line:column. */
#ifndef BASE_TSV_H
#define BASE_TSV_H
#include "arena.h"
#include "base.h"

enum { BASE_TSV_COLUMNS = 48 };

typedef struct {
    const char *name; /* borrowed; for messages */
    socvet_str rest;
    unsigned line;
    size_t columns;
    socvet_str header[BASE_TSV_COLUMNS];
    socvet_str field[BASE_TSV_COLUMNS]; /* the row read last; missing trailing fields are empty */
} base_tsv;

/* `bytes` is borrowed until the last row is read. Expected: SOCVET_E_DATA (no header, too many
 * columns, not UTF-8). */
socvet_status base_tsv_open(base_tsv *t, socvet_str bytes, const char *name, socvet_err *err);
/* *more is false at the end. Expected: SOCVET_E_DATA (a row with more fields than the header). */
socvet_status base_tsv_next(base_tsv *t, bool *more, socvet_err *err);
/* Column by name, or -1. */
int base_tsv_column(const base_tsv *t, const char *name);
/* The field of a named column; empty when there is no such column. */
socvet_str base_tsv_get(const base_tsv *t, const char *name);
/* Finds `names` (NULL-terminated) in order. Expected: SOCVET_E_DATA naming the missing one. */
socvet_status base_tsv_need(const base_tsv *t, const char *const *names, int *columns,
                            socvet_err *err);
/* Says what is wrong with a field of the current row; returns SOCVET_E_DATA. */
socvet_status base_tsv_fail(const base_tsv *t, int column, socvet_err *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Turns \n \t \\ into what they mean, in the arena; as it is when there is none. */
socvet_str base_tsv_unescape(base_arena *arena, socvet_str field);
#endif

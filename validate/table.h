/* table.h: our dated tables, typed: a schema says what each column holds, the loader reads the file
 * into cells and speaks like a compiler when one is wrong. */
#ifndef VALIDATE_TABLE_H
#define VALIDATE_TABLE_H
#include "../base/arena.h"
#include "../base/base.h"
#include "../base/tsv.h"

#define VALIDATE_NONE INT64_MIN /* a number that is not known */

typedef enum {
    COLUMN_TEXT,
    COLUMN_WORD,   /* one of the schema's words */
    COLUMN_FROM,   /* a day; empty: since ever */
    COLUMN_TO,     /* a day; empty: open */
    COLUMN_POUNDS, /* "41700" or "12.82" -> pence */
    COLUMN_HOURS,  /* "37.5" -> hundredths */
    COLUMN_NUMBER
} validate_column_type;

typedef struct {
    const char *name;
    uint8_t type;
    bool key;          /* rows with equal keys may not overlap in time */
    const char *words; /* of COLUMN_WORD: "yes|no" */
} validate_column;

enum { VALIDATE_COLUMNS = 18 };
typedef struct {
    const char *name;
    validate_column columns[VALIDATE_COLUMNS]; /* ended by a NULL name */
} validate_schema;

typedef struct {
    socvet_str s;
    int64_t n; /* VALIDATE_NONE when empty or UNKNOWN; days for dates */
} validate_cell;

typedef struct {
    const validate_schema *schema;
    size_t columns, from, to; /* from, to: column indexes */
    validate_cell *cells;
    size_t rows, cap;
} validate_table;

/* Adds the rows of a file to a table (empty at first use). `strict` looks for overlapping rows, too
 * (slow: for the compiler). Expected: SOCVET_E_DATA, "name:line:column: what is wrong". */
socvet_status validate_table_read(validate_table *t, const validate_schema *schema, base_arena *arena,
                                  socvet_str bytes, const char *name, bool strict, socvet_err *err);
/* The cell of a row; `column` must be in the schema. */
const validate_cell *validate_at(const validate_table *t, size_t row, const char *column);
/* The first row at or after `start` that is in force on the day and whose cells equal the wanted
 * words (pairs column, value; ended by NULL; an empty wanted value matches all); SIZE_MAX: none. */
typedef struct {
    const char *column;
    socvet_str value;
} validate_want;
size_t validate_find(const validate_table *t, size_t start, int32_t day, const validate_want *want);
#endif

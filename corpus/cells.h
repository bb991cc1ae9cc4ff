/* cells.h: a record of a run as cells of a table: wide (a row a record) and long (a row a candidate, a
 * finding, ...); for corpus/ alone. */
#ifndef CORPUS_CELLS_H
#define CORPUS_CELLS_H
#include "../base/arena.h"
#include "../base/json.h"

typedef enum {
    CORPUS_CELL_TEXT,
    CORPUS_CELL_CODE,   /* digits that are no number: SOC codes, references */
    CORPUS_CELL_NUMBER,
    CORPUS_CELL_POUNDS, /* pence in the record */
    CORPUS_CELL_FLAG    /* yes, no */
} corpus_cell_kind;

typedef struct {
    const char *name;
    uint8_t kind;  /* corpus_cell_kind */
    uint8_t width; /* of a spreadsheet's column, in characters */
} corpus_column;

typedef struct {
    bool empty;
    socvet_str text; /* of every kind, as it is printed */
    double number;   /* of the kinds that are numbers */
} corpus_cell;

enum { CORPUS_MOST_CELLS = 64 };

/* What stands under a dotted path ("soc.code"); NULL: nothing. */
const base_json *corpus_json_at(const base_json *v, const char *path);
/* "auto", "review", "none" (no job, no code) or "error". */
const char *corpus_band(const base_json *record);

const corpus_column *corpus_wide_columns(size_t *n);
void corpus_wide_cells(const base_json *record, base_arena *arena, corpus_cell *cells);

typedef enum { CORPUS_PART_CANDIDATE, CORPUS_PART_FINDING, CORPUS_PART_ERROR } corpus_part;
const corpus_column *corpus_long_columns(size_t *n);
/* Calls `each` for the record's candidates, findings and error, in this order; false stops. */
bool corpus_long_rows(const base_json *record, base_arena *arena,
                      bool (*each)(corpus_part part, const corpus_cell *cells, void *user),
                      void *user);
#endif

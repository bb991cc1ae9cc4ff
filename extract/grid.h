/* grid.h: the grid of a table as the office readers find it (cells with their spans), and how it is
 * said: as a data table, as the text of a page laid out with it, or a line a row inside a cell. */
#ifndef EXTRACT_GRID_H
#define EXTRACT_GRID_H
#include "xml_tree.h"

enum { GRID_MOST_COLUMNS = 256 };

typedef struct {
    const xml_node *node;
    unsigned row, column, rows, columns;
    bool header;
} grid_cell;

/* What stands in a cell, so far as it tells layout from data. */
typedef struct {
    unsigned tables, headings, others;
} grid_contents;

typedef struct {
    extract_builder *b;
    grid_cell *cells;
    size_t n, cap;
    unsigned rows, columns;
} extract_grid;

/* The reader's part. `cell` is where its paragraphs go while a cell is read, not NULL then. */
typedef struct {
    void (*walk)(void *reader, const xml_node *node);
    void (*look)(void *reader, const xml_node *node, grid_contents *found);
    base_buf **cell;
    void *reader;
} grid_reader;

/* Index + 1 of the new cell; 0 past the limit on cells, or when memory ran out. */
size_t grid_add(extract_grid *g, grid_cell c);
void grid_say(const extract_grid *g, const grid_reader *r);
#endif

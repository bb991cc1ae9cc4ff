/* odt_table.c: tables of an OpenDocument text: the grid with its spans, cell by cell; a table that
 * only lays out the page is read as the text in it. */
#include <string.h>

#include "../base/str.h"
#include "odt.h"

enum { MOST_COLUMNS = 256, MOST_CELLS = 400000, DEEPEST_GROUP = 16 };

typedef struct {
    const xml_node *node;
    unsigned row, column, rows, columns;
    bool header;
} cell;

typedef struct {
    odt *d;
    cell *cells;
    size_t n, cap;
    unsigned rows, columns;
    bool header;
} grid;

static unsigned span_of(const xml_node *n, xml_name name)
{
    long v = xml_int_of(n, name, 1);

    return v < 1 ? 1 : v > MOST_COLUMNS ? MOST_COLUMNS : (unsigned)v;
}

static void take_row(grid *g, const xml_node *row)
{
    unsigned column = 0;

    for (const xml_node *c = row->child; c && extract_step(g->d->b, 1); c = c->next) {
        unsigned again = span_of(c, XN_number_columns_repeated);
        void *p = g->cells;
        if (c->name != XN_table_cell && c->name != XN_covered_table_cell)
            continue;
        if (c->name == XN_table_cell && c->child && g->n < MOST_CELLS && column < MOST_COLUMNS) {
            if (!base_arena_grow(extract_arena(g->d->b), &p, &g->cap, g->n, sizeof *g->cells))
                return;
            g->cells = p;
            g->cells[g->n++] = (cell){c, g->rows, column, span_of(c, XN_number_rows_spanned),
                                      span_of(c, XN_number_columns_spanned), g->header};
        }
        column += again;
        if (column > g->columns)
            g->columns = column;
    }
    g->rows++;
}

static void take_rows(grid *g, const xml_node *parent, int depth)
{
    for (const xml_node *c = parent->child; c && extract_step(g->d->b, 1); c = c->next) {
        bool hidden = base_str_eq_z(xml_attr_of(c, XN_visibility), "collapse");
        if (c->name == XN_table_row && !hidden) {
            take_row(g, c);
        } else if (depth < DEEPEST_GROUP && (c->name == XN_table_header_rows || c->name == XN_table_rows ||
                                             c->name == XN_table_row_group)) {
            bool before = g->header;
            g->header |= c->name == XN_table_header_rows;
            take_rows(g, c, depth + 1);
            g->header = before;
        }
    }
}

static bool is_layout(const grid *g)
{
    size_t holders = 0, articles = 0;

    if (g->columns < 2)
        return true;
    for (size_t i = 0; i < g->n; i++) {
        size_t headings = 0, others = 0;
        bool table = false;
        for (const xml_node *c = g->cells[i].node->child; c; c = c->next) {
            table |= c->name == XN_table;
            headings += c->name == XN_h;
            others += c->name == XN_p || c->name == XN_list;
        }
        holders += table;
        articles += headings > 0 && others > 1;
    }
    return holders * 4 >= g->n || (articles > 0 && g->rows <= 2);
}

static void say_cell(odt *d, const cell *c)
{
    base_buf text;
    int list = d->list_depth, state = d->item_state;

    base_buf_init(&text, 0);
    d->cell = &text;
    d->list_depth = d->item_state = 0;
    odt_walk(d, c->node);
    d->cell = NULL;
    d->list_depth = list;
    d->item_state = state;
    extract_cell(d->b, c->row, c->column, c->rows, c->columns, c->header);
    extract_text(d->b, base_buf_str(&text));
    extract_end(d->b);
    base_buf_clear(&text);
}

/* A table inside a cell: a line a row. */
static void say_flat(odt *d, const grid *g)
{
    base_buf *outer = d->cell, line, text;

    base_buf_init(&line, 0);
    base_buf_init(&text, 0);
    for (size_t i = 0; i < g->n; i++) {
        base_buf_reset(&text);
        d->cell = &text;
        odt_walk(d, g->cells[i].node);
        for (size_t k = 0; k < text.len; k++)
            text.ptr[k] = text.ptr[k] == '\n' && g->columns > 1 ? ' ' : text.ptr[k];
        if (line.len)
            base_buf_add_char(&line, ' ');
        base_buf_add(&line, base_buf_str(&text));
        if ((i + 1 == g->n || g->cells[i + 1].row != g->cells[i].row) && line.len) {
            base_buf_add_z(outer, outer->len ? "\n" : "");
            base_buf_add(outer, base_buf_str(&line));
            base_buf_reset(&line);
        }
    }
    d->cell = outer;
    base_buf_clear(&line);
    base_buf_clear(&text);
}

void odt_table(odt *d, const xml_node *table)
{
    grid g = {.d = d};

    take_rows(&g, table, 0);
    if (d->cell) {
        say_flat(d, &g);
    } else if (is_layout(&g)) {
        for (size_t i = 0; i < g.n; i++)
            odt_walk(d, g.cells[i].node);
    } else {
        extract_table_begin(d->b);
        for (size_t i = 0; i < g.n; i++)
            say_cell(d, &g.cells[i]);
        extract_table_end(d->b);
    }
}

/* odt_table.c: tables of an OpenDocument text: the grid with its spans, cell by cell; a table that
 * only lays out the page is read as the text in it. */
#include <string.h>

#include "../base/str.h"
#include "grid.h"
#include "odt.h"

enum { DEEPEST_GROUP = 16 };

typedef struct {
    extract_grid out;
    bool header;
} grid;

static unsigned span_of(const xml_node *n, xml_name name)
{
    long v = xml_int_of(n, name, 1);

    return v < 1 ? 1 : v > GRID_MOST_COLUMNS ? GRID_MOST_COLUMNS : (unsigned)v;
}

static void take_row(grid *g, const xml_node *row)
{
    unsigned column = 0;

    for (const xml_node *c = row->child; c && extract_step(g->out.b, 1); c = c->next) {
        unsigned again = span_of(c, XN_number_columns_repeated);
        if (c->name != XN_table_cell && c->name != XN_covered_table_cell)
            continue;
        if (c->name == XN_table_cell && c->child && column < GRID_MOST_COLUMNS)
            grid_add(&g->out, (grid_cell){c, g->out.rows, column, span_of(c, XN_number_rows_spanned),
                                          span_of(c, XN_number_columns_spanned), g->header});
        column += again;
        if (column > g->out.columns)
            g->out.columns = column;
    }
    g->out.rows++;
}

static void take_rows(grid *g, const xml_node *parent, int depth)
{
    for (const xml_node *c = parent->child; c && extract_step(g->out.b, 1); c = c->next) {
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

static void look(void *reader, const xml_node *cell, grid_contents *found)
{
    (void)reader;
    for (const xml_node *c = cell->child; c; c = c->next) {
        found->tables += c->name == XN_table;
        found->headings += c->name == XN_h;
        found->others += c->name == XN_p || c->name == XN_list;
    }
}

static void walk(void *reader, const xml_node *cell)
{
    odt_walk(reader, cell);
}

void odt_table(odt *d, const xml_node *table)
{
    grid g = {.out = {.b = d->b}};
    grid_reader r = {walk, look, &d->cell, d};
    int list = d->list_depth, state = d->item_state;

    take_rows(&g, table, 0);
    d->list_depth = d->item_state = 0; /* a cell is in no list of the text around it */
    grid_say(&g.out, &r);
    d->list_depth = list;
    d->item_state = state;
}

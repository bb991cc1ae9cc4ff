/* docx_table.c: tables of a Word document. The grid is built first (gridSpan, vMerge, rows and cells
 * inside content controls, deleted ones left out), then said cell by cell; a table that only lays
 * out the page is read as the text in it. */
#include <string.h>

#include "../base/str.h"
#include "docx.h"
#include "grid.h"

enum { DEEPEST_CONTROL = 32 };

typedef struct {
    docx *d;
    extract_grid out;
    size_t above[GRID_MOST_COLUMNS]; /* index + 1 of the cell that owns the slot in the row before */
    size_t here[GRID_MOST_COLUMNS];
    unsigned column; /* of the next cell */
    bool header;
} grid;

static long clamp(long v, long low, long high)
{
    return v < low ? low : v > high ? high : v;
}

static void take_cell(grid *g, const xml_node *tc)
{
    const xml_node *pr = xml_child(tc, XN_tcPr), *merge = xml_child(pr, XN_vMerge);
    unsigned span = (unsigned)clamp(xml_int_of(xml_child(pr, XN_gridSpan), XN_val, 1), 1, GRID_MOST_COLUMNS);
    const xml_node *across = xml_child(pr, XN_hMerge);

    if (xml_child(pr, XN_cellDel)) {
        g->d->tracked = true;
        return;
    }
    if (g->column >= GRID_MOST_COLUMNS)
        return;
    if (g->column + span > GRID_MOST_COLUMNS)
        span = GRID_MOST_COLUMNS - g->column;
    size_t owner = 0;
    bool goes_on = merge && !base_str_eq_z(xml_attr_of(merge, XN_val), "restart");
    if (goes_on && (owner = g->above[g->column]) != 0)
        g->out.cells[owner - 1].rows = g->out.rows - g->out.cells[owner - 1].row + 1;
    bool joined = across && !base_str_eq_z(xml_attr_of(across, XN_val), "restart");
    if (!owner && joined && g->column && (owner = g->here[g->column - 1]) != 0)
        g->out.cells[owner - 1].columns += span;
    if (!owner) {
        owner = grid_add(&g->out, (grid_cell){tc, g->out.rows, g->column, 1, span, g->header});
        if (!owner)
            return;
    }
    for (unsigned i = 0; i < span; i++)
        g->here[g->column++] = owner;
    if (g->column > g->out.columns)
        g->out.columns = g->column;
}

static void take_cells(grid *g, const xml_node *parent, int depth)
{
    const xml_node *inside;

    for (const xml_node *c = parent->child; c && extract_step(g->d->b, 1); c = c->next) {
        if (c->name == XN_tc)
            take_cell(g, c);
        else if (depth < DEEPEST_CONTROL && docx_transparent(g->d, c, &inside) && inside)
            take_cells(g, inside, depth + 1);
    }
}

static void take_row(grid *g, const xml_node *tr)
{
    const xml_node *pr = xml_child(tr, XN_trPr);

    if (xml_child(pr, XN_ins))
        g->d->tracked = true;
    if (xml_child(pr, XN_del)) {
        g->d->tracked = true;
        return;
    }
    memset(g->here, 0, sizeof g->here);
    g->column = (unsigned)clamp(xml_int_of(xml_child(pr, XN_gridBefore), XN_val, 0), 0, GRID_MOST_COLUMNS - 1);
    g->header = xml_is_on(xml_child(pr, XN_tblHeader));
    size_t before = g->out.n;
    take_cells(g, tr, 0);
    if (g->out.n == before && g->column == 0)
        return;
    memcpy(g->above, g->here, sizeof g->above);
    g->out.rows++;
}

static void take_rows(grid *g, const xml_node *parent, int depth)
{
    const xml_node *inside;

    for (const xml_node *c = parent->child; c && extract_step(g->d->b, 1); c = c->next) {
        if (c->name == XN_tr)
            take_row(g, c);
        else if (depth < DEEPEST_CONTROL && docx_transparent(g->d, c, &inside) && inside)
            take_rows(g, inside, depth + 1);
    }
}

/* ---- is it data? ---- */

static void look_into(docx *d, const xml_node *n, grid_contents *c, int depth)
{
    const xml_node *inside;

    for (const xml_node *k = n->child; k && extract_step(d->b, 1); k = k->next) {
        const docx_style *s;
        if (k->name == XN_tbl) {
            c->tables++;
        } else if (k->name == XN_p) {
            s = docx_find_style(d, xml_attr_of(xml_child(xml_child(k, XN_pPr), XN_pStyle), XN_val));
            if (s && s->heading > 0)
                c->headings++;
            else
                c->others += xml_child(k, XN_r) != NULL;
        } else if (k->name == XN_sdt && depth < DEEPEST_CONTROL && (inside = xml_child(k, XN_sdtContent))) {
            look_into(d, inside, c, depth + 1);
        }
    }
}

static void look(void *reader, const xml_node *cell, grid_contents *found)
{
    look_into(reader, cell, found, 0);
}

static void walk(void *reader, const xml_node *cell)
{
    docx_walk(reader, cell);
}

void docx_table(docx *d, const xml_node *tbl)
{
    grid g = {.d = d, .out = {.b = d->b}};
    grid_reader r = {walk, look, &d->cell, d};

    take_rows(&g, tbl, 0);
    if (d->carried) { /* a paragraph does not run on into a table */
        d->carried = false;
        extract_text(d->b, base_buf_str(&d->line));
        extract_end(d->b);
    }
    grid_say(&g.out, &r);
}

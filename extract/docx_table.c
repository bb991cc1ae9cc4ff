/* docx_table.c: tables of a Word document. The grid is built first (gridSpan, vMerge, rows and cells
 * inside content controls, deleted ones left out), then said cell by cell; a table that only lays
 * out the page is read as the text in it. */
#include <string.h>

#include "../base/str.h"
#include "docx.h"

enum { MOST_COLUMNS = 256, MOST_CELLS = 400000, DEEPEST_CONTROL = 32 };

typedef struct {
    const xml_node *tc;
    unsigned row, column, rows, columns;
    bool header;
} cell;

typedef struct {
    docx *d;
    cell *cells;
    size_t n, cap;
    unsigned rows, columns;
    size_t above[MOST_COLUMNS]; /* index + 1 of the cell that owns the slot in the row before */
    size_t here[MOST_COLUMNS];
    unsigned column; /* of the next cell */
    bool header, failed;
} grid;

static long clamp(long v, long low, long high)
{
    return v < low ? low : v > high ? high : v;
}

static void take_cell(grid *g, const xml_node *tc)
{
    const xml_node *pr = xml_child(tc, XN_tcPr), *merge = xml_child(pr, XN_vMerge);
    unsigned span = (unsigned)clamp(xml_int_of(xml_child(pr, XN_gridSpan), XN_val, 1), 1, MOST_COLUMNS);
    const xml_node *across = xml_child(pr, XN_hMerge);
    void *p = g->cells;

    if (xml_child(pr, XN_cellDel)) {
        g->d->tracked = true;
        return;
    }
    if (g->column >= MOST_COLUMNS || g->n >= MOST_CELLS)
        return;
    if (g->column + span > MOST_COLUMNS)
        span = MOST_COLUMNS - g->column;
    size_t owner = 0;
    bool goes_on = merge && !base_str_eq_z(xml_attr_of(merge, XN_val), "restart");
    if (goes_on && (owner = g->above[g->column]) != 0)
        g->cells[owner - 1].rows = g->rows - g->cells[owner - 1].row + 1;
    bool joined = across && !base_str_eq_z(xml_attr_of(across, XN_val), "restart");
    if (!owner && joined && g->column && (owner = g->here[g->column - 1]) != 0)
        g->cells[owner - 1].columns += span;
    if (!owner) {
        if (!base_arena_grow(extract_arena(g->d->b), &p, &g->cap, g->n, sizeof *g->cells)) {
            g->failed = true;
            return;
        }
        g->cells = p;
        g->cells[g->n++] = (cell){tc, g->rows, g->column, 1, span, g->header};
        owner = g->n;
    }
    for (unsigned i = 0; i < span; i++)
        g->here[g->column++] = owner;
    if (g->column > g->columns)
        g->columns = g->column;
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
    g->column = (unsigned)clamp(xml_int_of(xml_child(pr, XN_gridBefore), XN_val, 0), 0, MOST_COLUMNS - 1);
    g->header = xml_is_on(xml_child(pr, XN_tblHeader));
    size_t before = g->n;
    take_cells(g, tr, 0);
    if (g->n == before && g->column == 0)
        return;
    memcpy(g->above, g->here, sizeof g->above);
    g->rows++;
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

typedef struct {
    unsigned tables, headings, others;
} contents;

static void look_into(docx *d, const xml_node *n, contents *c, int depth)
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

/* One column, a heading over text in a cell, or tables in a good share of the cells: the page's
 * layout, not data. */
static bool is_layout(grid *g)
{
    unsigned holders = 0, articles = 0;

    if (g->columns < 2)
        return true;
    for (size_t i = 0; i < g->n; i++) {
        contents c = {0};
        look_into(g->d, g->cells[i].tc, &c, 0);
        holders += c.tables > 0;
        articles += c.headings > 0 && c.others > 1;
    }
    return holders * 4 >= g->n || (articles > 0 && g->rows <= 2);
}

static void say_cell(docx *d, const cell *c)
{
    base_buf text;

    base_buf_init(&text, 0);
    d->cell = &text;
    docx_walk(d, c->tc);
    d->cell = NULL;
    extract_cell(d->b, c->row, c->column, c->rows, c->columns, c->header);
    extract_text(d->b, base_buf_str(&text));
    extract_end(d->b);
    base_buf_clear(&text);
}

/* A table inside a cell: a line a row. */
static void say_flat(docx *d, const grid *g)
{
    base_buf *outer = d->cell, line, text;

    base_buf_init(&line, 0);
    base_buf_init(&text, 0);
    for (size_t i = 0; i < g->n; i++) {
        base_buf_reset(&text);
        d->cell = &text;
        docx_walk(d, g->cells[i].tc);
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

void docx_table(docx *d, const xml_node *tbl)
{
    grid g = {.d = d};

    take_rows(&g, tbl, 0);
    if (d->carried) { /* a paragraph does not run on into a table */
        d->carried = false;
        extract_text(d->b, base_buf_str(&d->line));
        extract_end(d->b);
    }
    if (d->cell) {
        say_flat(d, &g);
    } else if (is_layout(&g)) {
        for (size_t i = 0; i < g.n; i++)
            docx_walk(d, g.cells[i].tc);
    } else {
        extract_table_begin(d->b);
        for (size_t i = 0; i < g.n; i++)
            say_cell(d, &g.cells[i]);
        extract_table_end(d->b);
    }
}

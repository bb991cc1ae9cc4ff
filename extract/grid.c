/* grid.c: tables of the office formats, once their cells are found. */
#include "grid.h"

enum { MOST_CELLS = 400000 };

size_t grid_add(extract_grid *g, grid_cell c)
{
    void *p = g->cells;

    if (g->n >= MOST_CELLS || !base_arena_grow(extract_arena(g->b), &p, &g->cap, g->n, sizeof *g->cells))
        return 0;
    g->cells = p;
    g->cells[g->n++] = c;
    return g->n;
}

/* One column, a heading over text in a cell, or tables in a good share of the cells: the page's
 * layout, not data. */
static bool is_layout(const extract_grid *g, const grid_reader *r)
{
    size_t holders = 0, articles = 0;

    if (g->columns < 2)
        return true;
    for (size_t i = 0; i < g->n; i++) {
        grid_contents c = {0};
        r->look(r->reader, g->cells[i].node, &c);
        holders += c.tables > 0;
        articles += c.headings > 0 && c.others > 1;
    }
    return holders * 4 >= g->n || (articles > 0 && g->rows <= 2);
}

static void walk_into(const grid_reader *r, const xml_node *node, base_buf *text)
{
    *r->cell = text;
    r->walk(r->reader, node);
    *r->cell = NULL;
}

static void say_cell(const extract_grid *g, const grid_reader *r, const grid_cell *c)
{
    base_buf text;

    base_buf_init(&text, 0);
    walk_into(r, c->node, &text);
    extract_cell(g->b, c->row, c->column, c->rows, c->columns, c->header);
    extract_text(g->b, base_buf_str(&text));
    extract_end(g->b);
    base_buf_clear(&text);
}

/* A table inside a cell: a line a row. */
static void say_flat(const extract_grid *g, const grid_reader *r)
{
    base_buf *outer = *r->cell, line, text;

    base_buf_init(&line, 0);
    base_buf_init(&text, 0);
    for (size_t i = 0; i < g->n; i++) {
        base_buf_reset(&text);
        walk_into(r, g->cells[i].node, &text);
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
    *r->cell = outer;
    base_buf_clear(&line);
    base_buf_clear(&text);
}

void grid_say(const extract_grid *g, const grid_reader *r)
{
    if (*r->cell) {
        say_flat(g, r);
    } else if (is_layout(g, r)) {
        for (size_t i = 0; i < g->n; i++)
            r->walk(r->reader, g->cells[i].node);
    } else {
        extract_table_begin(g->b);
        for (size_t i = 0; i < g->n; i++)
            say_cell(g, r, &g->cells[i]);
        extract_table_end(g->b);
    }
}

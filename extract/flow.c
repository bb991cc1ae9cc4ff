/* flow.c: see flow.h. The tree is built as the marks come and given away at the end, when the
 * columns of a table and the rows of a merged cell are known. */
#include "flow.h"

#include <string.h>

#include "../base/str.h"

enum { TOLERANCE = 40, EDGES_MOST = 1024, PANEL_PARAGRAPHS = 3 };

typedef struct flow_grid_cell {
    flow_list items;
    flow_edge edge;
    bool has_edge, swallowed;
    unsigned column, column_span, row_span;
} flow_grid_cell;

typedef struct flow_grid_row {
    struct flow_grid_row *next;
    flow_grid_cell *cells;
    size_t n_cells, cap_cells;
    bool header;
} flow_grid_row;

struct flow_item {
    flow_item *next;
    flow_table *table; /* NULL: a paragraph */
    socvet_str text;
    flow_para para;
};

struct flow_table {
    flow_grid_row *first, *last;
    flow_list cell; /* the cell that is open */
    bool row_open;
    size_t n_rows;
};

void flow_init(flow_story *s, base_arena *arena, size_t max_text)
{
    *s = (flow_story){.arena = arena};
    base_buf_init(&s->text, max_text);
}

void flow_clear(flow_story *s)
{
    base_buf_clear(&s->text);
}

static flow_list *here(flow_story *s)
{
    return s->n_open ? &s->open[s->n_open - 1]->cell : &s->root;
}

static flow_item *append(flow_story *s, flow_list *list)
{
    flow_item *item = base_arena_alloc(s->arena, sizeof *item);

    if (!item) {
        s->failed = true;
        return NULL;
    }
    if (list->last)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
    return item;
}

static void append_text(flow_story *s, flow_list *list, flow_para p)
{
    socvet_str t = base_str_trim(base_buf_str(&s->text));
    flow_item *item = t.len ? append(s, list) : NULL;

    if (item) {
        item->text = (socvet_str){base_arena_dup(s->arena, t), t.len};
        item->para = p;
        s->failed |= !item->text.ptr;
    }
    s->failed |= s->text.failed;
    base_buf_reset(&s->text);
}

/* ---- building ---- */

static flow_grid_row *open_row(flow_story *s, flow_table *t)
{
    if (t->row_open)
        return t->last;
    flow_grid_row *r = base_arena_alloc(s->arena, sizeof *r);
    if (!r) {
        s->failed = true;
        return NULL;
    }
    if (t->last)
        t->last->next = r;
    else
        t->first = r;
    t->last = r;
    t->row_open = true;
    t->n_rows++;
    return r;
}

static void end_cell(flow_story *s, flow_table *t)
{
    flow_grid_row *r = open_row(s, t);
    void *p = r ? r->cells : NULL;

    if (!r || r->n_cells >= FLOW_CELLS) {
        t->cell = (flow_list){0};
        return;
    }
    if (!base_arena_grow(s->arena, &p, &r->cap_cells, r->n_cells, sizeof *r->cells)) {
        s->failed = true;
        return;
    }
    r->cells = p;
    r->cells[r->n_cells++] = (flow_grid_cell){.items = t->cell, .row_span = 1, .column_span = 1};
    t->cell = (flow_list){0};
}

static void end_row(flow_story *s, flow_table *t, const flow_edge *edges, size_t n, bool header)
{
    if (t->cell.first)
        end_cell(s, t);
    if (!t->row_open)
        return;
    flow_grid_row *r = t->last;
    for (size_t i = 0; i < r->n_cells && i < n; i++) {
        r->cells[i].edge = edges[i];
        r->cells[i].has_edge = true;
    }
    r->header = header;
    t->row_open = false;
}

/* Opens and closes tables until `depth` are open. */
static void go_to(flow_story *s, unsigned depth)
{
    depth = depth > FLOW_DEPTH ? FLOW_DEPTH : depth;
    while (s->n_open > depth) {
        end_row(s, s->open[s->n_open - 1], NULL, 0, false);
        s->n_open--;
    }
    while (s->n_open < depth && !s->failed) {
        flow_item *item = append(s, here(s));
        if (!item)
            return;
        item->table = base_arena_alloc(s->arena, sizeof *item->table);
        if (!item->table) {
            s->failed = true;
            return;
        }
        s->open[s->n_open++] = item->table;
    }
}

void flow_paragraph(flow_story *s, flow_para p)
{
    if (s->failed)
        return;
    go_to(s, p.depth);
    append_text(s, here(s), p);
    s->last = p;
}

void flow_cell(flow_story *s, flow_para p)
{
    p.depth = p.depth ? p.depth : 1;
    flow_paragraph(s, p);
    if (!s->failed && s->n_open)
        end_cell(s, s->open[s->n_open - 1]);
}

void flow_row(flow_story *s, unsigned depth, const flow_edge *edges, size_t n, bool header)
{
    flow_para p = {.depth = depth ? depth : 1};

    if (s->failed)
        return;
    go_to(s, p.depth);
    append_text(s, here(s), p);
    if (s->n_open)
        end_row(s, s->open[s->n_open - 1], edges, n, header);
}

void flow_close(flow_story *s)
{
    flow_para p = s->last;

    if (s->failed)
        return;
    p.depth = s->n_open;
    append_text(s, here(s), p);
    go_to(s, 0);
}

void flow_splice(flow_story *s, flow_story *from)
{
    flow_list *list = here(s);

    s->failed |= from->failed;
    if (!from->root.first)
        return;
    if (list->last)
        list->last->next = from->root.first;
    else
        list->first = from->root.first;
    list->last = from->root.last;
    from->root = (flow_list){0};
}

bool flow_is_empty(const flow_story *s)
{
    return !s->root.first && !s->text.len;
}

/* ---- the grid ---- */

static size_t find_edge(const int32_t *edges, size_t n, int32_t right)
{
    size_t i = 0;

    while (i < n && edges[i] + TOLERANCE < right)
        i++;
    return i;
}

static size_t collect_edges(const flow_table *t, int32_t *edges, extract_builder *b)
{
    size_t n = 0;

    for (const flow_grid_row *r = t->first; r; r = r->next)
        for (size_t c = 0; c < r->n_cells; c++) {
            if (!r->cells[c].has_edge || !extract_step(b, n + 1))
                continue;
            int32_t right = r->cells[c].edge.right;
            size_t at = find_edge(edges, n, right);
            if ((at < n && edges[at] - TOLERANCE <= right) || n >= EDGES_MOST)
                continue;
            memmove(edges + at + 1, edges + at, (n - at) * sizeof *edges);
            edges[at] = right;
            n++;
        }
    return n;
}

static void place_row(flow_grid_row *r, const int32_t *edges, size_t n)
{
    unsigned column = 0;

    for (size_t c = 0; c < r->n_cells; c++) {
        flow_grid_cell *cell = &r->cells[c];
        unsigned to = column + 1;
        if (cell->has_edge && n) {
            size_t at = find_edge(edges, n, cell->edge.right);
            to = at + 1 > column ? (unsigned)at + 1 : column + 1;
        }
        cell->column = column;
        cell->column_span = to - column;
        column = to;
        if (c && cell->edge.left && !cell->items.first) {
            size_t p = c - 1;
            while (p && r->cells[p].swallowed)
                p--;
            r->cells[p].column_span = to - r->cells[p].column;
            cell->swallowed = true;
        }
    }
}

static flow_grid_cell *cell_at(flow_grid_row *r, unsigned column)
{
    for (size_t c = 0; c < r->n_cells; c++)
        if (r->cells[c].column == column && !r->cells[c].swallowed)
            return &r->cells[c];
    return NULL;
}

/* A cell that goes on from above adds a row to the one where the run began. */
static void merge_down(flow_table *t, extract_builder *b)
{
    for (flow_grid_row *top = t->first; top; top = top->next)
        for (size_t c = 0; c < top->n_cells; c++) {
            flow_grid_cell *head = &top->cells[c];
            if (!head->edge.below || head->edge.above)
                continue;
            for (flow_grid_row *r = top->next; r && extract_step(b, r->n_cells); r = r->next) {
                flow_grid_cell *cell = cell_at(r, head->column);
                if (!cell || !cell->edge.above || cell->items.first)
                    break;
                cell->swallowed = true;
                head->row_span++;
            }
        }
}

/* ---- giving away ---- */

static size_t most_columns(const flow_table *t)
{
    size_t most = 0;

    for (const flow_grid_row *r = t->first; r; r = r->next) {
        size_t n = 0;
        for (size_t c = 0; c < r->n_cells; c++)
            n += r->cells[c].items.first != NULL;
        most = n > most ? n : most;
    }
    return most;
}

static bool holds_table(const flow_grid_cell *cell)
{
    for (const flow_item *i = cell->items.first; i; i = i->next)
        if (i->table && most_columns(i->table) > 1 && i->table->n_rows > 1)
            return true;
    return false;
}

static size_t count_items(const flow_grid_cell *cell)
{
    size_t n = 0;

    for (const flow_item *i = cell->items.first; i; i = i->next)
        n++;
    return n;
}

static bool is_layout(const flow_table *t)
{
    if (most_columns(t) < 2)
        return true;
    for (const flow_grid_row *r = t->first; r; r = r->next)
        for (size_t c = 0; c < r->n_cells; c++)
            if (holds_table(&r->cells[c]) ||
                (t->n_rows == 1 && count_items(&r->cells[c]) > PANEL_PARAGRAPHS))
                return true;
    return false;
}

static void cell_text(const flow_list *list, extract_builder *b, unsigned depth)
{
    for (const flow_item *i = list->first; i; i = i->next) {
        if (!i->table) {
            extract_text(b, i->text);
            extract_text(b, SOCVET_STR("\n"));
            continue;
        }
        for (const flow_grid_row *r = i->table->first; r && depth < FLOW_DEPTH; r = r->next)
            for (size_t c = 0; c < r->n_cells; c++)
                cell_text(&r->cells[c].items, b, depth + 1);
    }
}

static void emit_grid(flow_table *t, extract_builder *b)
{
    int32_t edges[EDGES_MOST + 1];
    size_t n = collect_edges(t, edges, b);
    unsigned row = 0;

    for (flow_grid_row *r = t->first; r; r = r->next)
        place_row(r, edges, n);
    merge_down(t, b);
    extract_table_begin(b);
    for (flow_grid_row *r = t->first; r && extract_build_ok(b); r = r->next, row++)
        for (size_t c = 0; c < r->n_cells; c++) {
            const flow_grid_cell *cell = &r->cells[c];
            if (cell->swallowed)
                continue;
            for (const flow_item *i = cell->items.first; i; i = i->next)
                if (i->para.page)
                    extract_page(b, i->para.page);
            extract_cell(b, row, cell->column, cell->row_span, cell->column_span, r->header);
            cell_text(&cell->items, b, 0);
            extract_end(b);
        }
    extract_table_end(b);
}

static void emit_list(const flow_list *list, extract_builder *b, unsigned depth)
{
    for (const flow_item *i = list->first; i && extract_build_ok(b); i = i->next) {
        if (i->table && !is_layout(i->table)) {
            emit_grid(i->table, b);
        } else if (i->table) {
            for (const flow_grid_row *r = i->table->first; r && depth < FLOW_DEPTH; r = r->next)
                for (size_t c = 0; c < r->n_cells; c++)
                    emit_list(&r->cells[c].items, b, depth + 1);
        } else {
            if (i->para.page)
                extract_page(b, i->para.page);
            extract_begin(b,
                          i->para.list      ? SOCVET_BLOCK_LIST_ITEM
                          : i->para.heading ? SOCVET_BLOCK_HEADING
                                            : SOCVET_BLOCK_PARAGRAPH,
                          i->para.list ? i->para.list : i->para.heading);
            extract_text(b, i->text);
            extract_end(b);
        }
    }
}

void flow_emit(flow_story *s, extract_builder *b)
{
    emit_list(&s->root, b, 0);
}

static void plain_list(const flow_list *list, base_buf *out, unsigned depth)
{
    for (const flow_item *i = list->first; i; i = i->next) {
        if (!i->table) {
            base_buf_add(out, i->text);
            base_buf_add_char(out, ' ');
            continue;
        }
        for (const flow_grid_row *r = i->table->first; r && depth < FLOW_DEPTH; r = r->next)
            for (size_t c = 0; c < r->n_cells; c++)
                plain_list(&r->cells[c].items, out, depth + 1);
    }
}

void flow_plain(const flow_story *s, base_buf *out)
{
    plain_list(&s->root, out, 0);
}

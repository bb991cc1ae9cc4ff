/* pdf_blocks.c: elements -> blocks: headings by size and weight, list items by their markers,
 * paragraphs and tables joined over the page's edge. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "pdf.h"

enum { SIZES = 256, LEVELS = 6, LIST_DEPTH = 6, HEADING_MOST = 140 };

typedef struct {
    float body, larger[LEVELS];
    size_t n_larger;
    bool bold_tells; /* most of the text is not bold */
} looks;

static unsigned size_slot(float size)
{
    float half = size * 2 + 0.5F;

    return half < 0 ? 0 : half >= SIZES ? SIZES - 1 : (unsigned)half;
}

static bool is_short(const pdf_element *e)
{
    return e->text.len <= HEADING_MOST && e->lines <= 3 && !e->list;
}

static looks look_at(const pdf_doc *d)
{
    size_t letters[SIZES] = {0}, bold = 0, all = 0, most = 0;
    bool heads[SIZES] = {false};
    looks l = {.body = 10};

    for (const pdf_element *e = d->first; e; e = e->next) {
        letters[size_slot(e->size)] += e->text.len;
        bold += e->bold ? e->text.len : 0;
        all += e->text.len;
        heads[size_slot(e->size)] |= !e->grid && is_short(e);
    }
    for (unsigned i = 1; i < SIZES; i++)
        if (letters[i] > most) {
            most = letters[i];
            l.body = (float)i / 2;
        }
    for (unsigned i = SIZES; i-- > 1 && l.n_larger < LEVELS;)
        if (heads[i] && (float)i / 2 >= l.body * 1.14F)
            l.larger[l.n_larger++] = (float)i / 2;
    l.bold_tells = bold * 2 < all;
    return l;
}

static bool has_letter(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (base_is_alpha(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0xC3)
            return true;
    return false;
}

static int heading_level(const looks *l, const pdf_element *e)
{
    if (!is_short(e) || !has_letter(e->text))
        return 0;
    for (size_t i = 0; i < l->n_larger; i++)
        if (e->size >= l->larger[i] - 0.3F)
            return (int)i + 1;
    char last = e->text.ptr[e->text.len - 1];
    bool says = base_str_find(e->text, SOCVET_STR(": "), 0) != SIZE_MAX; /* a name and its value */
    if (e->bold && l->bold_tells && e->lines <= 2 && !says && !strchr(".;,", last))
        return (int)(l->n_larger < LEVELS ? l->n_larger + 1 : LEVELS);
    return 0;
}

/* ---- over the page's edge ---- */

static bool goes_on(const pdf_element *a, const pdf_element *b)
{
    if (a->grid || b->grid || b->page != a->page + 1 || b->list || fabsf(a->size - b->size) > 0.6F ||
        a->bold != b->bold || !a->text.len || !b->text.len)
        return false;
    return !strchr(".:;!?", a->text.ptr[a->text.len - 1]) && b->text.ptr[0] >= 'a' && b->text.ptr[0] <= 'z';
}

static void join_pages(pdf_doc *d)
{
    base_buf text;

    base_buf_init(&text, 0);
    for (pdf_element *e = d->first; e && e->next;) {
        pdf_element *next = e->next;
        if (!goes_on(e, next)) {
            e = next;
            continue;
        }
        base_buf_reset(&text);
        base_buf_add(&text, e->text);
        pdf_text_join(d, &text, next->text);
        e->text = (socvet_str){base_arena_dup(d->arena, base_buf_str(&text)), text.len};
        e->lines += next->lines;
        e->next = next->next;
        if (!e->text.ptr) {
            d->failed = true;
            e->text.len = 0;
        }
    }
    base_buf_clear(&text);
}

static bool same_columns(const pdf_element *a, const pdf_element *b)
{
    const pdf_grid *g = a->grid, *h = b->grid;

    if (!g || !h || b->page != a->page + 1 || g->n_xs != h->n_xs || g->n_xs == 0)
        return false;
    for (size_t i = 0; i < g->n_xs; i++)
        if (fabsf(g->xs[i] - h->xs[i]) > 4)
            return false;
    return true;
}

/* A table that goes on repeats its first row. */
static bool repeats_head(const pdf_grid *first, const pdf_grid *more)
{
    size_t i = 0;

    for (; i < more->n_cells && more->cells[i].row == 0; i++) {
        const pdf_cell *c = &more->cells[i];
        if (i >= first->n_cells || first->cells[i].row != 0 || first->cells[i].column != c->column ||
            !base_str_eq(first->cells[i].text, c->text))
            return false;
    }
    return i > 1;
}

/* ---- a row that the page's edge cut ---- */

static pdf_cell *cell_above(const pdf_grid *g, uint16_t column)
{
    for (size_t i = g->n_cells; i-- > 0;)
        if (g->cells[i].column == column && (size_t)g->cells[i].row + g->cells[i].row_span + 1 >= g->n_ys)
            return &g->cells[i];
    return NULL;
}

static bool goes_on_below(const pdf_grid *g, const pdf_cell *c)
{
    const pdf_cell *above = cell_above(g, c->column);

    return c->text.ptr[0] >= 'a' && c->text.ptr[0] <= 'z' && above && above->text.len &&
           !strchr(".;:!?", above->text.ptr[above->text.len - 1]);
}

/* All that the first row on the new page says goes on in small letters with what the last row said. */
static bool is_cut_row(const pdf_grid *g, const pdf_grid *more, unsigned row)
{
    size_t says = 0;

    for (size_t i = 0; i < more->n_cells; i++)
        if (more->cells[i].row == row && more->cells[i].text.len) {
            if (!goes_on_below(g, &more->cells[i]))
                return false;
            says++;
        }
    return says > 0;
}

static void join_row(pdf_doc *d, const pdf_grid *g, pdf_grid *more, unsigned row)
{
    base_buf text;

    base_buf_init(&text, 0);
    for (size_t i = 0; i < more->n_cells; i++) {
        pdf_cell *c = &more->cells[i], *above = c->row == row ? cell_above(g, c->column) : NULL;
        if (!above)
            continue;
        c->taken = true;
        if (!c->text.len)
            continue;
        base_buf_reset(&text);
        base_buf_add(&text, above->text);
        pdf_text_join(d, &text, c->text);
        const char *whole = base_arena_dup(d->arena, base_buf_str(&text));
        d->failed |= !whole;
        if (whole)
            above->text = (socvet_str){whole, text.len};
    }
    base_buf_clear(&text);
}

static void join_rows(pdf_doc *d)
{
    for (pdf_element *e = d->first; e && e->next; e = e->next) {
        if (!same_columns(e, e->next))
            continue;
        unsigned row = repeats_head(e->grid, e->next->grid) ? 1 : 0;
        if (is_cut_row(e->grid, e->next->grid, row))
            join_row(d, e->grid, e->next->grid, row);
    }
}

/* ---- giving away ---- */

static bool bold_head(const pdf_grid *g)
{
    bool bold = false, more = false;

    for (size_t i = 0; i < g->n_cells; i++) {
        if (g->cells[i].row)
            more = true;
        else if (g->cells[i].text.len && !g->cells[i].bold)
            return false;
        else
            bold |= g->cells[i].text.len != 0;
    }
    return bold && more;
}

static unsigned emit_grid(pdf_doc *d, const pdf_element *e, unsigned base, bool skip_head)
{
    const pdf_grid *g = e->grid;
    bool head = base == 0 && bold_head(g);
    unsigned last = base;

    extract_page(d->b, e->page);
    for (size_t i = 0; i < g->n_cells; i++) {
        const pdf_cell *c = &g->cells[i];
        unsigned row = base + c->row - (skip_head ? 1 : 0);
        if (c->taken || (skip_head && c->row == 0))
            continue;
        extract_cell(d->b, row, c->column, c->row_span, c->column_span, head && c->row == 0);
        extract_text(d->b, c->text);
        extract_end(d->b);
        last = row + c->row_span > last ? row + c->row_span : last;
    }
    return last;
}

typedef struct {
    float x[LIST_DEPTH];
    int depth;
} nesting;

static int list_level(nesting *n, float x)
{
    while (n->depth > 0 && x < n->x[n->depth - 1] - 4)
        n->depth--;
    if (n->depth == 0 || (x > n->x[n->depth - 1] + 4 && n->depth < LIST_DEPTH))
        n->x[n->depth++] = x;
    return n->depth;
}

static void emit_text(pdf_doc *d, const looks *l, nesting *n, const pdf_element *e)
{
    socvet_str t = e->text;
    int level = heading_level(l, e);

    extract_page(d->b, e->page);
    if (e->list && !level) {
        size_t bullet = pdf_bullet(t);
        extract_begin(d->b, SOCVET_BLOCK_LIST_ITEM, list_level(n, e->x0));
        extract_text(d->b, (socvet_str){t.ptr + bullet, t.len - bullet});
    } else {
        n->depth = 0;
        extract_begin(d->b, level ? SOCVET_BLOCK_HEADING : SOCVET_BLOCK_PARAGRAPH, level);
        extract_text(d->b, t);
    }
    extract_end(d->b);
}

static void emit_lines(pdf_doc *d, socvet_region region, socvet_str lines)
{
    socvet_str line;

    extract_region(d->b, region);
    while (base_str_split(&lines, '\n', &line)) {
        if (!line.len)
            continue;
        extract_page(d->b, 0);
        extract_begin(d->b, SOCVET_BLOCK_PARAGRAPH, 0);
        extract_text(d->b, line);
        extract_end(d->b);
    }
    extract_region(d->b, SOCVET_REGION_BODY);
}

void pdf_emit(pdf_doc *d)
{
    nesting n = {0};
    const pdf_element *table = NULL, *before = NULL;
    unsigned rows = 0;

    join_pages(d);
    join_rows(d);
    looks l = look_at(d);
    emit_lines(d, SOCVET_REGION_HEADER, base_buf_str(&d->header));
    for (const pdf_element *e = d->first; e && extract_build_ok(d->b); before = e, e = e->next) {
        bool more = table && same_columns(before, e);
        if (table && !more) {
            extract_table_end(d->b);
            table = NULL;
        }
        if (!e->grid) {
            emit_text(d, &l, &n, e);
            continue;
        }
        if (!more) {
            extract_table_begin(d->b);
            table = e;
            rows = 0;
        }
        rows = emit_grid(d, e, rows, more && repeats_head(table->grid, e->grid));
        n.depth = 0;
    }
    if (table)
        extract_table_end(d->b);
    emit_lines(d, SOCVET_REGION_FOOTER, base_buf_str(&d->footer));
    emit_lines(d, SOCVET_REGION_COMMENT, base_buf_str(&d->comments));
}

/* pdf_grid.c: tables by the rules drawn around their cells. Rules that cross hang together; their
 * places are the columns and rows; a rule that is missing between two slots joins them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pdf.h"

enum { RULES_MOST = 500, EDGES_MOST = 64, SLOTS_MOST = 4096 };
#define NEAR 2.5F
#define SHORTEST 8.0F

bool pdf_wants_rules(const pdf_page *p)
{
    size_t starts = 0;

    /* Words that begin a line of the file to the right of one at the same height. */
    for (size_t i = 1; i < p->n_words; i++) {
        const pdf_word *w = &p->words[i];
        if (!p->words[i - 1].line_end)
            continue;
        for (size_t k = i; k-- > 0 && i - k < 120;) {
            const pdf_word *v = &p->words[k];
            if (fabsf((v->box.y0 + v->box.y1) - (w->box.y0 + w->box.y1)) < w->size &&
                v->box.x1 + w->size < w->box.x0) {
                starts++;
                break;
            }
        }
        if (starts >= 2)
            return true;
    }
    return false;
}

/* ---- rules ---- */

static int by_place(const void *a, const void *b)
{
    const pdf_rule *x = a, *y = b;

    if (fabsf(x->at - y->at) > 1.0F)
        return x->at < y->at ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

static size_t merge_rules(pdf_rule *r, size_t n)
{
    size_t kept = 0;

    if (n)
        qsort(r, n, sizeof *r, by_place);
    for (size_t i = 0; i < n; i++) {
        size_t k = kept;
        bool merged = false;
        while (k-- > 0 && kept - k < 16 && fabsf(r[k].at - r[i].at) <= 1.5F && !merged)
            if (r[i].from <= r[k].to + 3 && r[i].to >= r[k].from - 3) {
                r[k].to = r[i].to > r[k].to ? r[i].to : r[k].to;
                r[k].from = r[i].from < r[k].from ? r[i].from : r[k].from;
                merged = true;
            }
        if (!merged)
            r[kept++] = r[i];
    }
    n = kept;
    kept = 0;
    for (size_t i = 0; i < n; i++)
        if (r[i].to - r[i].from >= SHORTEST)
            r[kept++] = r[i];
    return kept;
}

static size_t root_of(const size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i];
    return i;
}

static bool cross(const pdf_rule *h, const pdf_rule *v)
{
    return v->at >= h->from - NEAR && v->at <= h->to + NEAR && h->at >= v->from - NEAR &&
           h->at <= v->to + NEAR;
}

static void connect(pdf_doc *d, const pdf_page *p, size_t *parent)
{
    for (size_t i = 0; i < p->n_across + p->n_down; i++)
        parent[i] = i;
    for (size_t h = 0; h < p->n_across && extract_step(d->b, p->n_down); h++)
        for (size_t v = 0; v < p->n_down; v++)
            if (cross(&p->across[h], &p->down[v])) {
                size_t a = root_of(parent, h), b = root_of(parent, p->n_across + v);
                parent[a > b ? a : b] = a > b ? b : a;
            }
}

/* ---- one grid ---- */

static size_t add_edge(float *edges, size_t n, float at)
{
    size_t i = 0;

    while (i < n && edges[i] < at - NEAR)
        i++;
    if ((i < n && edges[i] <= at + NEAR) || n >= EDGES_MOST)
        return n;
    memmove(edges + i + 1, edges + i, (n - i) * sizeof *edges);
    edges[i] = at;
    return n + 1;
}

static bool rule_at(const pdf_rule *r, size_t n, float at, float along)
{
    for (size_t i = 0; i < n; i++)
        if (fabsf(r[i].at - at) <= NEAR && r[i].from <= along && r[i].to >= along)
            return true;
    return false;
}

static void make_cells(const pdf_page *p, pdf_grid *g, uint16_t *owner)
{
    size_t columns = g->n_xs - 1, rows = g->n_ys - 1;

    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            if (owner[r * columns + c])
                continue;
            size_t wide = 1, high = 1;
            float y = (g->ys[r] + g->ys[r + 1]) / 2, x = (g->xs[c] + g->xs[c + 1]) / 2;
            while (c + wide < columns && !owner[r * columns + c + wide] &&
                   !rule_at(p->down, p->n_down, g->xs[c + wide], y))
                wide++;
            while (r + high < rows && !rule_at(p->across, p->n_across, g->ys[r + high], x))
                high++;
            pdf_cell *cell = &g->cells[g->n_cells++];
            cell->row = (uint16_t)r;
            cell->column = (uint16_t)c;
            cell->row_span = (uint16_t)high;
            cell->column_span = (uint16_t)wide;
            cell->box = (pdf_box){g->xs[c], g->ys[r], g->xs[c + wide], g->ys[r + high]};
            for (size_t i = r; i < r + high; i++)
                for (size_t k = c; k < c + wide; k++)
                    if (!owner[i * columns + k])
                        owner[i * columns + k] = (uint16_t)g->n_cells;
        }
}

static size_t slot_of(const float *edges, size_t n, float at)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (at >= edges[i] - 1 && at < edges[i + 1] - 1)
            return i;
    return SIZE_MAX;
}

static uint16_t owner_of(const pdf_grid *g, const uint16_t *owner, const pdf_word *w)
{
    float x = (w->box.x0 + w->box.x1) / 2, y = (w->box.y0 + w->box.y1) / 2;
    size_t c = slot_of(g->xs, g->n_xs, x), r = slot_of(g->ys, g->n_ys, y);

    return c == SIZE_MAX || r == SIZE_MAX ? 0 : owner[r * (g->n_xs - 1) + c];
}

static int by_height(const void *a, const void *b)
{
    const pdf_line *x = *(pdf_line *const *)a, *y = *(pdf_line *const *)b;
    float dx = (x->box.y0 + x->box.y1) / 2 - (y->box.y0 + y->box.y1) / 2;
    float half = (x->size < y->size ? x->size : y->size) / 2;

    if (fabsf(dx) > half)
        return dx < 0 ? -1 : 1;
    return x->box.x0 < y->box.x0 ? -1 : x->box.x0 > y->box.x0;
}

/* The lines of one cell: its words cut anew, since the file's lines may cross cells. */
static void fill_cell(pdf_doc *d, pdf_page *p, pdf_cell *cell, uint32_t *words, size_t n_words)
{
    size_t n = 0, kept = 0;
    pdf_line *lines = pdf_lines(d, p, words, n_words, &n);
    pdf_line **sorted = base_arena_array(d->arena, n + 1, sizeof *sorted);
    base_buf text;

    if (!lines || !sorted || !n)
        return;
    cell->bold = true;
    for (size_t i = 0; i < n; i++) {
        sorted[i] = &lines[i];
        cell->bold &= lines[i].bold;
    }
    qsort(sorted, n, sizeof *sorted, by_height);
    for (size_t i = 0; i < n; i++) { /* pieces at one height are one line */
        pdf_line *l = kept ? sorted[kept - 1] : NULL;
        if (l && fabsf((l->box.y0 + l->box.y1) - (sorted[i]->box.y0 + sorted[i]->box.y1)) < l->size)
            pdf_line_join(d, l, sorted[i]);
        else
            sorted[kept++] = sorted[i];
    }
    base_buf_init(&text, 0);
    pdf_lines_text(d, sorted, kept, cell->box.x1 - 5, &text);
    cell->text = (socvet_str){base_arena_dup(d->arena, base_buf_str(&text)), text.len};
    d->failed |= text.failed || !cell->text.ptr;
    base_buf_clear(&text);
}

static bool is_table(const pdf_grid *g)
{
    bool column[EDGES_MOST] = {false};
    size_t full = 0, columns = 0;

    for (size_t i = 0; i < g->n_cells; i++)
        if (g->cells[i].text.len) {
            full++;
            columns += !column[g->cells[i].column];
            column[g->cells[i].column] = true;
        }
    return full >= 3 && columns >= 2;
}

static void fill_grid(pdf_doc *d, pdf_page *p, pdf_grid *g, const uint16_t *owner)
{
    uint16_t *of = base_arena_array(d->arena, p->n_words + 1, sizeof *of);
    uint32_t *words = base_arena_array(d->arena, p->n_words + 1, sizeof *words);
    size_t used = 0;

    if (!of || !words) {
        d->failed = true;
        return;
    }
    for (size_t i = 0; i < p->n_words; i++)
        of[i] = p->words[i].used ? 0 : owner_of(g, owner, &p->words[i]);
    for (size_t c = 0; c < g->n_cells && extract_step(d->b, p->n_words); c++) {
        size_t from = used;
        for (size_t i = 0; i < p->n_words; i++)
            if (of[i] == c + 1)
                words[used++] = (uint32_t)i;
        fill_cell(d, p, &g->cells[c], words + from, used - from);
    }
    if (!is_table(g))
        g->n_cells = 0;
    for (size_t i = 0; i < p->n_words && g->n_cells; i++)
        p->words[i].used |= of[i] != 0;
}

static void read_grid(pdf_doc *d, pdf_page *p, const size_t *parent, size_t root, pdf_grid *g)
{
    float xs[EDGES_MOST + 1], ys[EDGES_MOST + 1], left = 1e9F, right = -1e9F;
    size_t n_xs = 0, n_ys = 0;

    for (size_t i = 0; i < p->n_across; i++)
        if (root_of(parent, i) == root) {
            n_ys = add_edge(ys, n_ys, p->across[i].at);
            left = p->across[i].from < left ? p->across[i].from : left;
            right = p->across[i].to > right ? p->across[i].to : right;
        }
    for (size_t i = 0; i < p->n_down; i++)
        if (root_of(parent, p->n_across + i) == root)
            n_xs = add_edge(xs, n_xs, p->down[i].at);
    if (n_xs && left < xs[0] - 10) /* open at the sides */
        n_xs = add_edge(xs, n_xs, left);
    if (n_xs && right > xs[n_xs - 1] + 10)
        n_xs = add_edge(xs, n_xs, right);
    if (n_xs < 3 || n_ys < 2 || (n_xs - 1) * (n_ys - 1) > SLOTS_MOST)
        return;
    uint16_t *owner = base_arena_array(d->arena, (n_xs - 1) * (n_ys - 1), sizeof *owner);
    g->xs = base_arena_array(d->arena, n_xs, sizeof *xs);
    g->ys = base_arena_array(d->arena, n_ys, sizeof *ys);
    g->cells = base_arena_array(d->arena, (n_xs - 1) * (n_ys - 1), sizeof *g->cells);
    if (!owner || !g->xs || !g->ys || !g->cells) {
        d->failed = true;
        return;
    }
    memcpy(g->xs, xs, n_xs * sizeof *xs);
    memcpy(g->ys, ys, n_ys * sizeof *ys);
    g->n_xs = n_xs;
    g->n_ys = n_ys;
    g->box = (pdf_box){xs[0], ys[0], xs[n_xs - 1], ys[n_ys - 1]};
    make_cells(p, g, owner);
    fill_grid(d, p, g, owner);
}

pdf_grid *pdf_grids(pdf_doc *d, pdf_page *p, size_t *count)
{
    *count = 0;
    p->n_across = merge_rules(p->across, p->n_across);
    p->n_down = merge_rules(p->down, p->n_down);
    size_t n = p->n_across + p->n_down, found = 0;
    if (p->n_across < 2 || p->n_down < 1 || p->n_across > RULES_MOST || p->n_down > RULES_MOST)
        return NULL;
    size_t *parent = base_arena_array(d->arena, n, sizeof *parent);
    pdf_grid *grids = base_arena_array(d->arena, p->n_across, sizeof *grids);
    if (!parent || !grids) {
        d->failed = true;
        return NULL;
    }
    connect(d, p, parent);
    for (size_t i = 0; i < p->n_across && !d->failed; i++)
        if (parent[i] == i) {
            read_grid(d, p, parent, i, &grids[found]);
            if (grids[found].n_cells)
                found++;
            else
                grids[found] = (pdf_grid){0};
        }
    *count = found;
    return grids;
}

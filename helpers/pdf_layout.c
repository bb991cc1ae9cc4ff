/* pdf_layout.c: the order of a page. Lines at one height make a band; a gutter is white from band
 * to band. Beside a gutter there are either columns of running text, read one after the other, or
 * rows (a table without rules, names and values), read across. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "pdf.h"

enum { DEPTH_MOST = 6, COLUMNS_MOST = 12 };

typedef struct {
    pdf_line **items; /* sorted by band, then from left to right */
    size_t *bands, n_bands; /* where each begins; one more at the end */
} region;

typedef struct {
    float from, to;
    size_t last, both; /* the band after the last; how many have text on both sides */
} gutter;

static float middle(const pdf_line *l)
{
    return (l->box.y0 + l->box.y1) / 2;
}

static int by_top(const void *a, const void *b)
{
    float x = middle(*(pdf_line *const *)a), y = middle(*(pdf_line *const *)b);

    return x < y ? -1 : x > y;
}

static int by_left(const void *a, const void *b)
{
    float x = (*(pdf_line *const *)a)->box.x0, y = (*(pdf_line *const *)b)->box.x0;

    return x < y ? -1 : x > y;
}

static socvet_str text_of(pdf_doc *d, const pdf_line *l, base_buf *buf)
{
    base_buf_reset(buf);
    pdf_line_text(d, l, buf);
    return base_buf_str(buf);
}

static bool marker_line(pdf_doc *d, const pdf_line *l)
{
    return !l->grid && l->n_words == 1 && pdf_is_marker(pdf_word_text(d, &d->page->words[l->words[0]]));
}

/* Joins pieces that are one line: a bullet and its text, bits cut by a change of font. */
static size_t join_band(pdf_doc *d, pdf_line **items, size_t n)
{
    size_t kept = 0;

    qsort(items, n, sizeof *items, by_left);
    for (size_t i = 0; i < n; i++) {
        pdf_line *l = kept ? items[kept - 1] : NULL;
        float gap = l ? items[i]->box.x0 - l->box.x1 : 0;
        float size = l && l->size > items[i]->size ? l->size : items[i]->size;
        if (l && !l->grid && !items[i]->grid && gap < (marker_line(d, l) ? 5 : 0.6F) * size && gap > -size)
            pdf_line_join(d, l, items[i]);
        else
            items[kept++] = items[i];
    }
    return kept;
}

static region make_region(pdf_doc *d, pdf_line **items, size_t n)
{
    region r = {.items = items};
    size_t kept = 0;

    r.bands = base_arena_array(d->arena, n + 1, sizeof *r.bands);
    if (!r.bands) {
        d->failed = true;
        return r;
    }
    qsort(items, n, sizeof *items, by_top);
    for (size_t i = 0; i < n;) {
        size_t k = i + 1;
        float low = items[i]->box.y0, high = items[i]->box.y1;
        while (k < n && !items[i]->grid && !items[k]->grid && middle(items[k]) < high - 0.15F * (high - low) &&
               middle(items[k]) > low)
            k++;
        size_t len = join_band(d, items + i, k - i);
        r.bands[r.n_bands++] = kept;
        memmove(items + kept, items + i, len * sizeof *items);
        kept += len;
        i = k;
    }
    r.bands[r.n_bands] = kept;
    return r;
}

/* ---- gutters ---- */

static size_t size_of(const region *r, size_t band)
{
    return r->bands[band + 1] - r->bands[band];
}

/* Narrows the gutter by one band; false when the band crosses it. Says which sides have text. */
static bool passes(const region *r, size_t band, gutter *g, float least, bool *left, bool *right)
{
    float from = g->from, to = g->to;

    *left = *right = false;
    for (size_t i = r->bands[band]; i < r->bands[band + 1]; i++) {
        const pdf_line *l = r->items[i];
        if (l->grid)
            return false;
        if (l->box.x1 + l->box.x0 < from + to) {
            from = l->box.x1 > from ? l->box.x1 : from;
            *left = true;
        } else {
            to = l->box.x0 < to ? l->box.x0 : to;
            *right = true;
        }
    }
    if (to - from < least)
        return false;
    g->from = from;
    g->to = to;
    return true;
}

static gutter follow(const region *r, size_t band, float from, float to, float size)
{
    gutter g = {from, to, band + 1, 1};

    for (size_t k = band + 1; k < r->n_bands; k++) {
        bool left, right;
        gutter before = g;
        const pdf_line *above = r->items[r->bands[k - 1]], *here = r->items[r->bands[k]];
        if (!passes(r, k, &g, 0.7F * size, &left, &right)) {
            g = before;
            break;
        }
        if (here->box.y0 - above->box.y1 > 3.5F * size && !(left && right))
            break;
        g.last = k + 1;
        g.both += left && right;
    }
    return g;
}

static gutter best_gutter(pdf_doc *d, const region *r, size_t band)
{
    gutter best = {0};

    for (size_t i = r->bands[band]; i + 1 < r->bands[band + 1]; i++) {
        const pdf_line *a = r->items[i], *b = r->items[i + 1];
        if (a->grid || b->grid || !extract_step(d->b, r->n_bands - band))
            continue;
        gutter g = follow(r, band, a->box.x1, b->box.x0, a->size);
        if (g.both > best.both || (g.both == best.both && g.last > best.last))
            best = g;
    }
    return best;
}

/* ---- what stands beside a gutter ---- */

typedef struct {
    size_t lines, flowing; /* that go on in small letters */
    float left, right, width; /* sum of widths */
    size_t letters;
} side;

static void add_to_side(pdf_doc *d, side *s, const pdf_line *l)
{
    socvet_str first = pdf_word_text(d, &d->page->words[l->words[0]]);

    s->left = s->lines && s->left < l->box.x0 ? s->left : l->box.x0;
    s->right = s->lines && s->right > l->box.x1 ? s->right : l->box.x1;
    s->width += l->box.x1 - l->box.x0;
    s->flowing += s->lines && first.len && first.ptr[0] >= 'a' && first.ptr[0] <= 'z';
    s->lines++;
    for (uint32_t i = 0; i < l->n_words; i++)
        s->letters += d->page->words[l->words[i]].to - d->page->words[l->words[i]].from + 1;
}

static bool is_prose(const side *s)
{
    return s->lines >= 4 && s->width > 0.55F * (s->right - s->left) * (float)s->lines &&
           s->letters > 22 * s->lines;
}

static bool are_columns(pdf_doc *d, const region *r, size_t band, const gutter *g)
{
    side left = {0}, right = {0};
    size_t bands = g->last - band;

    for (size_t i = r->bands[band]; i < r->bands[g->last]; i++)
        add_to_side(d, r->items[i]->box.x1 <= g->from + 0.5F ? &left : &right, r->items[i]);
    size_t fewer = left.lines < right.lines ? left.lines : right.lines;
    if (fewer < 3)
        return false;
    bool dense = left.lines * 5 >= bands * 4 && right.lines * 5 >= bands * 4;
    if (is_prose(&left) && is_prose(&right) && dense)
        return true;
    if (dense && bands >= 5 && (is_prose(&right) || is_prose(&left)) &&
        (left.flowing + right.flowing) * 3 >= left.lines + right.lines)
        return true;
    return g->both * 10 < fewer * 6 && fewer >= 4;
}

/* ---- giving away ---- */

pdf_element *pdf_element_add(pdf_doc *d)
{
    pdf_element *e = base_arena_alloc(d->arena, sizeof *e);

    if (!e) {
        d->failed = true;
        return NULL;
    }
    if (d->last)
        d->last->next = e;
    else
        d->first = e;
    d->last = e;
    e->page = d->page->number;
    return e;
}

static void end_paragraph(pdf_doc *d, base_buf *text, const pdf_line *first, size_t lines, bool bold)
{
    pdf_element *e = text->len ? pdf_element_add(d) : NULL;

    if (e) {
        e->text = (socvet_str){base_arena_dup(d->arena, base_buf_str(text)), text->len};
        d->failed |= !e->text.ptr;
        e->size = first->size;
        e->x0 = first->box.x0;
        e->bold = bold;
        e->lines = lines;
        e->list = pdf_starts_item(e->text);
    }
    base_buf_reset(text);
}

static void flow(pdf_doc *d, pdf_line **lines, size_t n, float left, float right)
{
    base_buf text, one;
    size_t from = 0;
    bool bold = true;

    base_buf_init(&text, 0);
    base_buf_init(&one, 0);
    for (size_t i = 0; i < n; i++) {
        if (i && pdf_breaks(d, lines[i - 1], lines[i], left, right)) {
            end_paragraph(d, &text, lines[from], i - from, bold);
            from = i;
            bold = true;
        }
        bold &= lines[i]->bold;
        pdf_text_join(d, &text, text_of(d, lines[i], &one));
    }
    if (n)
        end_paragraph(d, &text, lines[from], n - from, bold);
    base_buf_clear(&text);
    base_buf_clear(&one);
}

/* ---- rows ---- */

static size_t find_columns(const region *r, size_t band, size_t last, pdf_box *columns)
{
    size_t n = 0;

    for (size_t i = r->bands[band]; i < r->bands[last]; i++) {
        pdf_box box = r->items[i]->box;
        float slack = 0.4F * r->items[i]->size;
        size_t k = 0, kept = 0;
        for (; k < n; k++) { /* swallow the columns it touches */
            if (columns[k].x0 < box.x1 + slack && box.x0 < columns[k].x1 + slack) {
                box.x0 = columns[k].x0 < box.x0 ? columns[k].x0 : box.x0;
                box.x1 = columns[k].x1 > box.x1 ? columns[k].x1 : box.x1;
            } else {
                columns[kept++] = columns[k];
            }
        }
        if (kept >= COLUMNS_MOST)
            return 0;
        for (k = kept; k > 0 && columns[k - 1].x0 > box.x0; k--)
            columns[k] = columns[k - 1];
        columns[k] = box;
        n = kept + 1;
    }
    return n;
}

static size_t column_of(const pdf_box *columns, size_t n, const pdf_line *l)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (l->box.x0 <= columns[i].x1)
            return i;
    return n - 1;
}

/* Whether a band goes on with the row above: its first column is empty, and it stands close. */
static bool goes_on(const region *r, size_t band, const pdf_box *columns, size_t n)
{
    const pdf_line *here = r->items[r->bands[band]], *above = r->items[r->bands[band - 1]];

    return column_of(columns, n, here) > 0 && here->box.y0 - above->box.y1 < 0.6F * here->size;
}

static void row_cells(pdf_doc *d, const region *r, size_t band, size_t last, const pdf_box *columns,
                      size_t n, unsigned row, pdf_grid *g)
{
    pdf_line *lines[256];
    base_buf text;

    for (size_t c = 0; c < n; c++) {
        size_t k = 0;
        bool bold = true;
        for (size_t i = r->bands[band]; i < r->bands[last] && k < 256; i++)
            if (column_of(columns, n, r->items[i]) == c) {
                bold &= r->items[i]->bold;
                lines[k++] = r->items[i];
            }
        if (!k)
            continue;
        base_buf_init(&text, 0);
        pdf_lines_text(d, lines, k, columns[c].x1, &text);
        pdf_cell *cell = &g->cells[g->n_cells++];
        *cell = (pdf_cell){.row = (uint16_t)row, .column = (uint16_t)c, .row_span = 1, .column_span = 1, .bold = bold};
        cell->text = (socvet_str){base_arena_dup(d->arena, base_buf_str(&text)), text.len};
        d->failed |= !cell->text.ptr;
        base_buf_clear(&text);
    }
}

static void rows(pdf_doc *d, const region *r, size_t band, size_t last)
{
    pdf_box columns[COLUMNS_MOST + 1];
    size_t n = find_columns(r, band, last, columns);
    pdf_grid *g = base_arena_alloc(d->arena, sizeof *g);
    pdf_element *e;

    if (n < 2 || !g) {
        for (size_t i = band; i < last; i++)
            for (size_t k = r->bands[i]; k < r->bands[i + 1]; k++)
                flow(d, &r->items[k], 1, 0, 0);
        return;
    }
    g->cells = base_arena_array(d->arena, (last - band) * n, sizeof *g->cells);
    e = pdf_element_add(d);
    if (!g->cells || !e) {
        d->failed = true;
        return;
    }
    e->grid = g;
    unsigned row = 0;
    for (size_t i = band; i < last; row++) {
        size_t k = i + 1;
        while (k < last && goes_on(r, k, columns, n))
            k++;
        row_cells(d, r, i, k, columns, n, row, g);
        i = k;
    }
}

/* ---- a region ---- */

static void lay_out(pdf_doc *d, pdf_line **items, size_t n, unsigned depth);

static void columns_apart(pdf_doc *d, const region *r, size_t band, const gutter *g, unsigned depth)
{
    size_t first = r->bands[band], n = r->bands[g->last] - first, n_left = 0, n_right = 0;
    pdf_line **left = base_arena_array(d->arena, n + 1, sizeof *left);
    pdf_line **right = base_arena_array(d->arena, n + 1, sizeof *right);

    if (!left || !right) {
        d->failed = true;
        return;
    }
    for (size_t i = first; i < first + n; i++)
        if (r->items[i]->box.x1 <= g->from + 0.5F)
            left[n_left++] = r->items[i];
        else
            right[n_right++] = r->items[i];
    lay_out(d, left, n_left, depth + 1);
    lay_out(d, right, n_right, depth + 1);
}

/* Rows end at the last band that has both sides, or goes on with it. */
static size_t end_of_rows(const region *r, size_t band, const gutter *g)
{
    size_t last = band + 1;

    for (size_t k = band + 1; k < g->last; k++) {
        const pdf_line *first = r->items[r->bands[k]], *above = r->items[r->bands[k - 1]];
        bool right_only = first->box.x0 >= g->to - 0.5F;
        if (size_of(r, k) > 1 || (right_only && k == last && first->box.y0 - above->box.y1 < 0.6F * first->size))
            last = k + 1;
        else if (first->box.y0 - above->box.y1 > 1.5F * first->size)
            break;
    }
    return last;
}

static void flush(pdf_doc *d, const region *r, size_t from, size_t to, float left, float right)
{
    if (to > from)
        flow(d, r->items + r->bands[from], r->bands[to] - r->bands[from], left, right);
}

static void grid_here(pdf_doc *d, pdf_grid *g)
{
    pdf_element *e = pdf_element_add(d);

    if (e)
        e->grid = g;
}

static void lay_out(pdf_doc *d, pdf_line **items, size_t n, unsigned depth)
{
    region r = make_region(d, items, n);
    float left = 1e9F, right = -1e9F;
    size_t pending = 0;

    for (size_t i = 0; !d->failed && i < r.bands[r.n_bands]; i++)
        if (!items[i]->grid) {
            left = items[i]->box.x0 < left ? items[i]->box.x0 : left;
            right = items[i]->box.x1 > right ? items[i]->box.x1 : right;
        }
    for (size_t band = 0; band < r.n_bands && !d->failed;) {
        pdf_grid *grid = r.items[r.bands[band]]->grid;
        gutter g = {0};
        if (!grid && size_of(&r, band) > 1 && depth < DEPTH_MOST)
            g = best_gutter(d, &r, band);
        bool columns = g.both > 1 && are_columns(d, &r, band, &g);
        size_t end = columns ? g.last : g.both > 1 ? end_of_rows(&r, band, &g) : band + 1;
        if (!grid && end == band + 1) {
            band++;
            continue;
        }
        flush(d, &r, pending, band, left, right);
        if (grid)
            grid_here(d, grid);
        else if (columns)
            columns_apart(d, &r, band, &g, depth);
        else
            rows(d, &r, band, end);
        band = pending = end;
    }
    if (!d->failed)
        flush(d, &r, pending, r.n_bands, left, right);
}

static void plain_lines(pdf_doc *d, const pdf_page *p)
{
    socvet_str rest = p->plain, line;

    d->page = p;
    while (base_str_split(&rest, '\n', &line)) {
        pdf_element *e = base_str_trim(line).len ? pdf_element_add(d) : NULL;
        if (e) {
            e->text = line;
            e->size = 10;
            e->lines = 1;
        }
    }
}

/* Words that run another way than the page: lines of their own, after the rest. */
static void odd_words(pdf_doc *d, pdf_page *p, uint32_t *words, size_t n)
{
    size_t n_lines = 0;
    pdf_line *lines = pdf_lines(d, p, words, n, &n_lines);

    for (size_t i = 0; lines && i < n_lines; i++) {
        pdf_line *one = &lines[i];
        flow(d, &one, 1, 0, 0);
    }
}

void pdf_layout(pdf_doc *d, pdf_page *p)
{
    size_t n_grids = p->n_grids, n = 0, n_words = 0;
    pdf_grid *grids = p->grids;
    uint32_t *words = base_arena_array(d->arena, p->n_words + 1, sizeof *words);

    uint32_t *odd = base_arena_array(d->arena, p->n_words + 1, sizeof *odd);
    size_t n_odd = 0;

    if (p->plain.len) {
        plain_lines(d, p);
        return;
    }
    d->page = p;
    for (size_t i = 0; words && odd && i < p->n_words; i++)
        if (!p->words[i].used && pdf_word_is_upright(&p->words[i]))
            words[n_words++] = (uint32_t)i;
        else if (!p->words[i].used)
            odd[n_odd++] = (uint32_t)i;
    pdf_line *lines = words ? pdf_lines(d, p, words, n_words, &n) : NULL;
    pdf_line *places = base_arena_array(d->arena, n_grids + 1, sizeof *places);
    pdf_line **items = base_arena_array(d->arena, n + n_grids + 1, sizeof *items);
    if (!lines || !places || !items) {
        d->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        items[i] = &lines[i];
    for (size_t i = 0; i < n_grids; i++) {
        places[i] = (pdf_line){.box = grids[i].box, .size = 10, .grid = &grids[i]};
        items[n + i] = &places[i];
    }
    lay_out(d, items, n + n_grids, 0);
    odd_words(d, p, odd, n_odd);
}

/* pdf_headed_rows.c: the bands of a table without rules -> its rows and cells. Lines across, where
 * they are drawn, part the rows; else marks (E, D, a tick) do, one to a row; else a new text in the
 * first column. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "extract/criteria.h"
#include "pdf_headed.h"

typedef struct {
    pdf_doc *d;
    pdf_page *p;
    const headed_band *bands;
    const headed_table *t;
    pdf_line **lines; /* a line for each band and column, NULL: nothing there */
    bool *starts;     /* whether a row begins at the band */
    float right[HEADED_COLUMNS], left[HEADED_COLUMNS];
    float page_right; /* as far as words go on the page */
    float pitch;      /* from line to line of one text */
    size_t words;     /* the column of the criteria */
} table;

static size_t column_of(const headed_table *t, const pdf_word *w)
{
    size_t c = t->n_columns - 1;

    while (c && (w->box.x0 + w->box.x1) / 2 < t->columns[c].edge)
        c--;
    return c;
}

pdf_line *headed_line(pdf_doc *d, const pdf_page *p, const headed_band *b, const headed_table *t, size_t column)
{
    pdf_line *l = NULL;
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++)
        n += column_of(t, &p->words[b->words[i]]) == column;
    if (!n)
        return NULL;
    l = base_arena_alloc(d->arena, sizeof *l);
    uint32_t *words = base_arena_array(d->arena, n, sizeof *words);
    if (!l || !words) {
        d->failed = true;
        return NULL;
    }
    *l = (pdf_line){.words = words, .bold = true};
    for (size_t i = 0; i < b->n; i++) {
        const pdf_word *w = &p->words[b->words[i]];
        if (column_of(t, w) != column)
            continue;
        if (!l->n_words)
            l->box = w->box;
        l->box.x0 = w->box.x0 < l->box.x0 ? w->box.x0 : l->box.x0;
        l->box.y0 = w->box.y0 < l->box.y0 ? w->box.y0 : l->box.y0;
        l->box.x1 = w->box.x1 > l->box.x1 ? w->box.x1 : l->box.x1;
        l->box.y1 = w->box.y1 > l->box.y1 ? w->box.y1 : l->box.y1;
        l->size = w->size > l->size ? w->size : l->size;
        l->bold &= w->bold;
        words[l->n_words++] = b->words[i];
    }
    return l;
}

static pdf_line *line_at(const table *g, size_t band, size_t column)
{
    return g->lines[(band - g->t->head) * g->t->n_columns + column];
}

static bool make_lines(table *g)
{
    size_t n = g->t->end - g->t->head, columns = g->t->n_columns;

    g->lines = base_arena_array(g->d->arena, n * columns, sizeof *g->lines);
    g->starts = base_arena_array(g->d->arena, n + 1, sizeof *g->starts);
    if (!g->lines || !g->starts) {
        g->d->failed = true;
        return false;
    }
    for (size_t c = 0; c < columns; c++)
        g->left[c] = g->t->columns[c].x0;
    for (size_t i = 0; i < n; i++)
        for (size_t c = 0; c < columns && !g->bands[g->t->head + i].across; c++) {
            pdf_line *l = headed_line(g->d, g->p, &g->bands[g->t->head + i], g->t, c);
            g->lines[i * columns + c] = l;
            if (!l)
                continue;
            g->left[c] = l->box.x0 < g->left[c] ? l->box.x0 : g->left[c];
            g->right[c] = l->box.x1 > g->right[c] ? l->box.x1 : g->right[c];
        }
    for (size_t c = 0; c + 1 < columns; c++) { /* as far as the words might have gone */
        float most = g->left[c + 1] - 0.9F * g->bands[g->t->head].size;
        g->right[c] = most > g->right[c] ? most : g->right[c];
    }
    for (size_t i = g->t->body + 1; i < g->t->end; i++)
        for (size_t c = 0; c < columns; c++) {
            const pdf_line *here = line_at(g, i, c), *above = line_at(g, i - 1, c);
            float pitch = here && above ? here->box.y0 - above->box.y0 : 0;
            if (pitch > 0.8F * g->bands[i].size && (g->pitch <= 0 || pitch < g->pitch))
                g->pitch = pitch;
        }
    return true;
}

/* ---- where rows begin ---- */

static socvet_str cell_word(const table *g, const pdf_line *l)
{
    return l && l->n_words == 1 ? pdf_word_text(g->d, &g->p->words[l->words[0]]) : (socvet_str){"", 0};
}

static bool is_need_column(const headed_column *c)
{
    return c->role == CRITERIA_ESSENTIAL || c->role == CRITERIA_DESIRABLE || c->role == CRITERIA_NEED;
}

/* "E", "Essential", a tick, in a column of needs. */
static bool has_mark(const table *g, size_t band)
{
    for (size_t c = 0; c < g->t->n_columns; c++) {
        socvet_str w = cell_word(g, line_at(g, band, c));
        if (w.len && is_need_column(&g->t->columns[c]) && (criteria_is_mark(w) || criteria_label(w, true)))
            return true;
    }
    return false;
}

/* Columns of needs hold marks rather than words. A label such as "Essential:" in them is none. */
static bool by_marks(const table *g)
{
    size_t marks = 0, words = 0;

    for (size_t i = g->t->body; i < g->t->end; i++) {
        if (g->bands[i].head)
            continue;
        for (size_t c = 0; c < g->t->n_columns; c++) {
            const pdf_line *l = line_at(g, i, c);
            if (l && is_need_column(&g->t->columns[c])) {
                socvet_str w = cell_word(g, l);
                bool mark = w.len && (criteria_is_mark(w) || criteria_label(w, true));
                marks += mark;
                words += !mark;
            }
        }
    }
    return marks > 0 && marks >= words;
}

/* A line is drawn across between two bands. */
static bool ruled_above(const table *g, size_t band)
{
    float x0 = g->left[0], x1 = g->right[g->t->n_columns - 1];

    for (size_t i = 0; band && i < g->p->n_across; i++) {
        const pdf_rule *r = &g->p->across[i];
        if (r->at > g->bands[band - 1].y0 + 2 && r->at < g->bands[band].y1 - 2 && r->from < x0 + (x1 - x0) / 2 && r->to > x0 + (x1 - x0) / 2 &&
            r->at > (g->bands[band - 1].y0 + g->bands[band - 1].y1) / 2 && r->at < (g->bands[band].y0 + g->bands[band].y1) / 2)
            return true;
    }
    return false;
}

/* Whether the text of a column begins anew at a band, after what stands in it in the band above. */
static bool anew(const table *g, size_t band, size_t c)
{
    const pdf_line *here = line_at(g, band, c), *above = band > g->t->body ? line_at(g, band - 1, c) : NULL;

    if (!here)
        return false;
    return !above || pdf_breaks(g->d, above, here, g->left[c], g->right[c]);
}

static bool only(const table *g, size_t band, size_t c)
{
    for (size_t k = 0; k < g->t->n_columns; k++)
        if (k != c && line_at(g, band, k))
            return false;
    return line_at(g, band, c) != NULL;
}

static bool small_letter(const table *g, const pdf_line *l)
{
    socvet_str w = pdf_word_text(g->d, &g->p->words[l->words[0]]);

    return w.len && w.ptr[0] >= 'a' && w.ptr[0] <= 'z';
}

/* "Skills" above a row of its own: a title alone in its band. */
static bool is_title(const table *g, size_t band)
{
    const pdf_line *l = line_at(g, band, 0);

    if (!only(g, band, 0) || small_letter(g, l))
        return false;
    if (band == g->t->body)
        return true;
    const pdf_line *above = line_at(g, band - 1, 0);
    bool titles = only(g, g->t->body, 0) && g->t->body + 1 < g->t->end && has_mark(g, g->t->body + 1); /* the first says there are more */
    return !above || l->bold != above->bold || pdf_breaks(g->d, above, l, g->left[0], g->right[0]) || pdf_begins_sentence(g->d, above, l) ||
           (titles && l->n_words <= 3 && !has_mark(g, band - 1));
}

/* Marks in the middle of their rows: the line beside them goes on from the one above. */
static bool in_the_middle(const table *g)
{
    size_t marks = 0, middle = 0;

    for (size_t i = g->t->body; i < g->t->end; i++)
        if (has_mark(g, i)) {
            const pdf_line *l = line_at(g, i, g->words);
            marks++;
            middle += !l || (small_letter(g, l) && i > g->t->body && line_at(g, i - 1, g->words) && !has_mark(g, i - 1));
        }
    return middle * 3 > marks;
}

/* The first band of the row whose mark is at `mark`: above it, after the row before at `from`. */
static size_t row_top(const table *g, size_t from, size_t mark)
{
    size_t best = mark;
    float least = 1e9F;

    for (size_t i = from; i <= mark; i++) {
        const pdf_line *l = line_at(g, i, g->words), *above = i > from ? line_at(g, i - 1, g->words) : NULL;
        if (!l || small_letter(g, l) || (above && !pdf_breaks(g->d, above, l, g->left[g->words], g->right[g->words]) && i + 1 < mark))
            continue;
        /* as much above the mark as below the one before */
        float away = fabsf((g->bands[i].y0 - g->bands[from].y0) - (g->bands[mark].y1 - g->bands[i].y0));
        if (away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

static void starts_by_marks(table *g)
{
    size_t head = g->t->head;
    bool middle = in_the_middle(g);
    size_t from = g->t->body;

    for (size_t i = g->t->body; i < g->t->end; i++) {
        if (g->bands[i].head || g->bands[i].across) {
            from = i + 1;
            continue;
        }
        if (has_mark(g, i)) {
            size_t top = middle ? row_top(g, from, i) : i;
            g->starts[top - head] = true;
            from = i + 1;
        } else if (is_title(g, i) && (i + 1 == g->t->end || (i + 1 < g->t->end && has_mark(g, i + 1))) && g->words == 0 && !middle) {
            g->starts[i - head] = true;
        } else if (g->words > 0 && only(g, i, 0) && anew(g, i, 0) && !line_at(g, i, g->words) && i > g->t->body && !has_mark(g, i - 1)) {
            g->starts[i - head] = true;
        }
    }
}

/* A cell beside the first begins here, and the first may: "Interview" below "Certificates" would have
 * found room beside it. */
static bool another_begins(const table *g, size_t band)
{
    if (small_letter(g, line_at(g, band, 0)))
        return false;
    for (size_t c = 1; c < g->t->n_columns; c++) {
        const pdf_line *here = line_at(g, band, c), *above = band > g->t->body ? line_at(g, band - 1, c) : NULL;
        float right = c + 1 < g->t->n_columns ? g->right[c] : g->page_right;
        if (here && !is_need_column(&g->t->columns[c]) && !small_letter(g, here) &&
            (!above || pdf_breaks(g->d, above, here, g->left[c], right)))
            return true;
    }
    return false;
}

static void starts_by_text(table *g)
{
    bool needs = is_need_column(&g->t->columns[0]);

    for (size_t i = g->t->body; i < g->t->end; i++) {
        const pdf_line *first = line_at(g, i, 0);
        if (g->bands[i].head || g->bands[i].across || !first)
            continue;
        if (only(g, i, 0) && criteria_label(cell_word(g, first), false))
            g->starts[i - g->t->head] = true;
        else if (!needs && (anew(g, i, 0) || another_begins(g, i)))
            g->starts[i - g->t->head] = true;
    }
}

static void find_starts(table *g)
{
    size_t ruled = 0, most = 0;

    for (size_t i = 0; i < g->p->n_words; i++)
        if (g->p->words[i].box.x1 > g->page_right && pdf_word_is_upright(&g->p->words[i]))
            g->page_right = g->p->words[i].box.x1;
    for (size_t c = 0; c < g->t->n_columns; c++) { /* criteria stand where most words are */
        size_t n = 0;
        for (size_t i = g->t->body; i < g->t->end; i++)
            n += line_at(g, i, c) ? line_at(g, i, c)->n_words : 0;
        if (n > most && !is_need_column(&g->t->columns[c])) {
            most = n;
            g->words = c;
        }
    }
    for (size_t i = g->t->body; i < g->t->end; i++)
        ruled += ruled_above(g, i);
    if (ruled >= 3)
        for (size_t i = g->t->body; i < g->t->end; i++)
            g->starts[i - g->t->head] = ruled_above(g, i);
    else if (by_marks(g))
        starts_by_marks(g);
    else
        starts_by_text(g);
    for (size_t i = g->t->head; i < g->t->end; i++) {
        const headed_band *b = &g->bands[i];
        bool after = i > g->t->head && (b[-1].across || (b[-1].head && !b->head));
        if (i == g->t->head || i == g->t->body || b->across || (b->head && !b[-1].head) || after)
            g->starts[i - g->t->head] = true;
    }
}

/* ---- cells ---- */

static void add_cell(table *g, pdf_grid *to, size_t from, size_t end, size_t column, size_t row, size_t span)
{
    pdf_line **lines = base_arena_array(g->d->arena, (end - from) * span + 1, sizeof *lines);
    base_buf text;
    size_t n = 0;
    bool bold = true;

    for (size_t i = from; lines && i < end; i++)
        for (size_t c = column; c < column + span; c++) {
            pdf_line *l = g->bands[i].across ? NULL : line_at(g, i, c);
            if (!l)
                continue;
            bold &= l->bold;
            lines[n++] = l;
        }
    g->d->failed |= !lines;
    if (!n || g->d->failed)
        return;
    base_buf_init(&text, 0);
    for (size_t i = 0, k; i < n; i = k) { /* paragraphs with white between them */
        for (k = i + 1; k < n && !(g->pitch > 0 && lines[k]->box.y0 - lines[k - 1]->box.y0 > 1.12F * g->pitch + 0.5F); k++)
            ;
        if (text.len)
            base_buf_add_char(&text, '\n');
        pdf_lines_text(g->d, lines + i, k - i, g->right[column], &text);
    }
    for (size_t i = 0; g->bands[from].head && i < text.len; i++) /* one head, of however many lines */
        text.ptr[i] = text.ptr[i] == '\n' ? ' ' : text.ptr[i];
    pdf_cell *cell = &to->cells[to->n_cells++];
    *cell = (pdf_cell){.row = (uint16_t)row, .column = (uint16_t)column, .row_span = 1, .column_span = (uint16_t)span, .bold = bold};
    cell->text = (socvet_str){base_arena_dup(g->d->arena, base_buf_str(&text)), text.len};
    g->d->failed |= !cell->text.ptr || text.failed;
    base_buf_clear(&text);
}

/* One text across the columns: all its words in one cell. */
static void add_across(table *g, pdf_grid *to, size_t band, size_t row)
{
    const headed_band *b = &g->bands[band];
    headed_table whole = {.n_columns = 1};
    pdf_line *l = headed_line(g->d, g->p, b, &whole, 0);
    base_buf text;

    if (!l)
        return;
    base_buf_init(&text, 0);
    pdf_line_text(g->d, l, &text);
    pdf_cell *cell = &to->cells[to->n_cells++];
    *cell = (pdf_cell){.row = (uint16_t)row, .row_span = 1, .column_span = (uint16_t)g->t->n_columns, .bold = l->bold};
    cell->text = (socvet_str){base_arena_dup(g->d->arena, base_buf_str(&text)), text.len};
    g->d->failed |= !cell->text.ptr || text.failed;
    base_buf_clear(&text);
}

/* The upper of two heads: a cell stands over all columns below it. */
static size_t add_upper(table *g, pdf_grid *to)
{
    size_t row = 0;

    if (!g->t->n_upper)
        return 0;
    for (size_t c = 0; c < g->t->n_columns;) {
        size_t span = 1;
        while (c + span < g->t->n_columns && g->t->columns[c + span].upper == g->t->columns[c].upper)
            span++;
        add_cell(g, to, g->t->head, g->t->body - 1, c, row, span);
        c += span;
    }
    return 1;
}

static void add_row(table *g, pdf_grid *to, size_t from, size_t end, size_t row)
{
    if (g->bands[from].across) {
        add_across(g, to, from, row);
        return;
    }
    for (size_t c = 0; c < g->t->n_columns; c++)
        add_cell(g, to, from, end, c, row, 1);
}

bool headed_rows(pdf_doc *d, pdf_page *p, const headed_band *bands, const headed_table *t, pdf_grid *to)
{
    table g = {.d = d, .p = p, .bands = bands, .t = t};
    size_t n = t->end - t->head, row = 0;

    *to = (pdf_grid){0};
    if (!make_lines(&g))
        return false;
    find_starts(&g);
    to->cells = base_arena_array(d->arena, (n + 1) * t->n_columns, sizeof *to->cells);
    to->xs = base_arena_array(d->arena, t->n_columns + 1, sizeof *to->xs);
    if (!to->cells || !to->xs) {
        d->failed = true;
        return false;
    }
    size_t at = t->head;
    if (t->n_upper && t->body > t->head) {
        row = add_upper(&g, to);
        at = t->body - 1;
    }
    while (at < t->end) {
        size_t end = at + 1;
        while (end < t->end && !g.starts[end - t->head])
            end++;
        add_row(&g, to, at, end, row++);
        at = end;
    }
    for (size_t c = 0; c <= t->n_columns; c++) /* by the heads: so a table that goes on is known again */
        to->xs[c] = c < t->n_columns ? t->columns[c].x0 : t->columns[c - 1].x0 + 50;
    to->n_xs = t->n_columns + 1;
    to->n_ys = row + 1;
    to->box = (pdf_box){g.left[0], bands[t->head].y0, g.right[t->n_columns - 1], bands[t->end - 1].y1};
    return to->n_cells > 0 && !d->failed;
}

/* pdf_headed.c: tables without rules, found by their head: pieces side by side that name needs or
 * how things are assessed. The table goes down as long as white strips stay open between all its
 * columns; what closes one is running text again, or one text across the table. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "extract/criteria.h"
#include "pdf_headed.h"

#define STRIP 2 /* half points of white that part two columns */

/* ---- bands ---- */

typedef struct {
    float x, y;
    uint32_t word;
} spot;

static int by_y(const void *a, const void *b)
{
    const spot *v = a, *w = b;

    return v->y < w->y ? -1 : v->y > w->y;
}

static int by_x(const void *a, const void *b)
{
    const spot *v = a, *w = b;

    return v->x < w->x ? -1 : v->x > w->x;
}

static size_t spots_of(const pdf_page *p, spot *spots)
{
    size_t n = 0;

    for (size_t i = 0; i < p->n_words; i++)
        if (!p->words[i].used && pdf_word_is_upright(&p->words[i]))
            spots[n++] = (spot){p->words[i].box.x0, (p->words[i].box.y0 + p->words[i].box.y1) / 2, (uint32_t)i};
    if (n)
        qsort(spots, n, sizeof *spots, by_y);
    return n;
}

static size_t point(float x)
{
    return x < 0 ? 0 : x * 2 > HEADED_WIDE - 1 ? HEADED_WIDE - 1 : (size_t)(x * 2);
}

/* Where texts begin that have white before them: the columns of a table, as the left margin. */
static void note_begins(headed_scan *s, const headed_band *b)
{
    for (size_t i = 0; i < b->n; i++) {
        const pdf_box *box = &s->p->words[b->words[i]].box;
        if (i && box->x0 - s->p->words[b->words[i - 1]].box.x1 < 0.45F * b->size)
            continue;
        for (size_t x = point(box->x0 - 0.5F), k = x; k <= x + 2 && k < HEADED_WIDE; k++)
            s->begins[k] += s->begins[k] < 255;
    }
}

static bool make_bands(headed_scan *s)
{
    const pdf_page *p = s->p;
    spot *spots = base_arena_array(s->d->arena, p->n_words + 1, sizeof *spots);
    uint32_t *words = base_arena_array(s->d->arena, p->n_words + 1, sizeof *words);

    s->bands = base_arena_array(s->d->arena, p->n_words + 1, sizeof *s->bands);
    if (!spots || !words || !s->bands) {
        s->d->failed = true;
        return false;
    }
    size_t n = spots_of(p, spots);
    for (size_t i = 0; i < n;) {
        const pdf_word *first = &p->words[spots[i].word];
        headed_band *b = &s->bands[s->n++];
        size_t k = i + 1;
        float low = first->box.y1 - 0.15F * (first->box.y1 - first->box.y0);
        *b = (headed_band){.words = words + i, .y0 = first->box.y0, .y1 = first->box.y1, .size = first->size};
        while (k < n && spots[k].y <= low)
            k++;
        qsort(spots + i, k - i, sizeof *spots, by_x);
        for (; i < k; i++) {
            const pdf_word *w = &p->words[spots[i].word];
            b->words[b->n++] = spots[i].word;
            b->y1 = w->box.y1 > b->y1 ? w->box.y1 : b->y1;
            b->size = w->size > b->size ? w->size : b->size;
        }
        note_begins(s, b);
    }
    return true;
}

/* ---- how far it goes ---- */

/* Words, and the blanks between words of one text; a word that stands under the start of a head is another's. */
void headed_cover(const headed_scan *s, const headed_table *t, const headed_band *b, uint8_t *covered)
{
    for (size_t i = 0; i < b->n; i++) {
        const pdf_box *box = &s->p->words[b->words[i]].box;
        float from = box->x0 + 0.3F, before = i ? s->p->words[b->words[i - 1]].box.x1 : 0;
        bool headed = s->begins[point(box->x0)] >= 3;
        for (size_t c = 1; c < t->n_columns; c++)
            headed |= fabsf(t->columns[c].x0 - box->x0) < 1.2F;
        if (i && !headed && box->x0 - before < 0.45F * b->size)
            from = before < from ? before : from;
        for (size_t x = point(from), last = point(box->x1 - 0.3F); x <= last; x++)
            covered[x] = 1;
    }
}

/* The widest white strip between two columns; false: there is none. */
static bool strip_between(const headed_table *t, const uint8_t *covered, size_t left, float *edge)
{
    const headed_column *a = &t->columns[left], *b = a + 1;
    size_t from = point((a->x0 + a->x1) / 2), to = point((b->x0 + b->x1) / 2), best = 0, run = 0;

    for (size_t x = from; x <= to; x++) {
        run = covered[x] ? 0 : run + 1;
        if (run > best) {
            best = run;
            *edge = ((float)x + 1 - (float)run / 2) / 2;
        }
    }
    return best >= STRIP;
}

static bool stays_open(const headed_scan *s, const headed_table *t, const headed_band *b, uint8_t *covered)
{
    float edge;

    memcpy(covered, t->covered, sizeof t->covered);
    headed_cover(s, t, b, covered);
    for (size_t i = 0; i + 1 < t->n_columns; i++)
        if (!strip_between(t, covered, i, &edge))
            return false;
    return true;
}

static size_t column_at(const headed_table *t, float x)
{
    size_t c = t->n_columns - 1;

    while (c && x < t->columns[c].edge)
        c--;
    return c;
}

static unsigned columns_in(const headed_scan *s, const headed_table *t, const headed_band *b)
{
    unsigned seen = 0;

    for (size_t i = 0; i < b->n; i++) {
        const pdf_box *box = &s->p->words[b->words[i]].box;
        seen |= 1U << column_at(t, (box->x0 + box->x1) / 2);
    }
    return seen;
}

static void set_edges(headed_table *t)
{
    t->columns[0].edge = 0;
    for (size_t i = 0; i + 1 < t->n_columns; i++)
        strip_between(t, t->covered, i, &t->columns[i + 1].edge);
}

/* One short text across several columns, after which the columns go on. */
static bool is_across(const headed_scan *s, headed_table *t, size_t k)
{
    const headed_band *b = &s->bands[k], *next = b + 1;
    const pdf_box *first = &s->p->words[b->words[0]].box, *last = &s->p->words[b->words[b->n - 1]].box;
    uint8_t covered[HEADED_WIDE];

    if (k + 1 >= s->n || fabsf(first->x0 - t->columns[0].x0) > 2 * b->size || last->x1 > t->columns[t->n_columns - 1].x0 + b->size)
        return false;
    if (next->y0 - b->y1 > 2 * b->size || !stays_open(s, t, next, covered))
        return false;
    set_edges(t);
    unsigned seen = columns_in(s, t, next);
    return (seen & (seen - 1)) != 0;
}

/* A heading ends a table: larger, or bold after words that are not. */
static bool is_heading(const headed_scan *s, const headed_table *t, const headed_band *b)
{
    const headed_band *body = &s->bands[t->body < s->n ? t->body : 0];

    return b->size > body->size * 1.15F;
}

static void go_down(const headed_scan *s, headed_table *t)
{
    uint8_t covered[HEADED_WIDE];
    headed_piece pieces[HEADED_COLUMNS + 1];
    size_t k = t->body;

    for (; k < s->n && extract_step(s->d->b, HEADED_WIDE / 64); k++) {
        headed_band *b = &s->bands[k];
        if (k && b->y0 - s->bands[k - 1].y1 > 4 * b->size)
            break;
        size_t n, head = headed_head_at(s, k, pieces, &n);
        if (head && !headed_same_head(t, pieces, n))
            break;
        for (size_t i = k; i < k + head; i++)
            s->bands[i].head = true;
        if (head) {
            k += head - 1;
            continue;
        }
        if (is_heading(s, t, b))
            break;
        if (stays_open(s, t, b, covered))
            memcpy(t->covered, covered, sizeof covered);
        else if (is_across(s, t, k))
            b->across = true;
        else
            break;
    }
    t->end = k;
    set_edges(t);
}

/* What stands below the last row in the first column alone is no row, but for the lines that end it. */
static void cut_tail(const headed_scan *s, headed_table *t)
{
    size_t last = t->end, end;
    bool needs = headed_is_need(t->columns[0].role);

    while (last > t->body && columns_in(s, t, &s->bands[last - 1]) == 1 && !(needs && !s->p->words[s->bands[last - 1].words[0]].bold))
        last--;
    for (end = last; end < t->end && end > t->body; end++) {
        const headed_band *b = &s->bands[end], *above = b - 1;
        headed_table one = *t;
        pdf_line *here = headed_line(s->d, s->p, b, &one, 0), *before = headed_line(s->d, s->p, above, &one, 0);
        if (!here || !before || b->y0 - above->y1 > 0.5F * b->size || here->bold != before->bold)
            break;
        if (pdf_breaks(s->d, before, here, t->columns[0].x0, t->columns[1].edge - 0.5F * b->size))
            break;
    }
    t->end = end;
}

static bool worth_it(const headed_scan *s, const headed_table *t)
{
    size_t wide = 0, needs = 0;

    for (size_t i = 0; i < t->n_columns; i++)
        needs += headed_is_need(t->columns[i].role);
    if (needs >= 2 && t->n_columns == 2) /* one of the two may be empty */
        return t->end > t->body;

    for (size_t i = t->body; i < t->end; i++) {
        unsigned seen = columns_in(s, t, &s->bands[i]);
        wide += (seen & (seen - 1)) != 0;
    }
    return wide > 0;
}

static bool add_grid(headed_scan *s, headed_table *t)
{
    pdf_page *p = s->p;
    pdf_grid *grids = base_arena_array(s->d->arena, p->n_grids + 1, sizeof *grids);

    if (!grids) {
        s->d->failed = true;
        return false;
    }
    if (p->n_grids)
        memcpy(grids, p->grids, p->n_grids * sizeof *grids);
    if (!headed_rows(s->d, p, s->bands, t, &grids[p->n_grids]))
        return false;
    p->grids = grids;
    p->n_grids++;
    for (size_t i = t->head; i < t->end; i++)
        for (size_t k = 0; k < s->bands[i].n; k++)
            p->words[s->bands[i].words[k]].used = true;
    t->page = p->number;
    t->open = t->end == s->n;
    return true;
}

/* The table of the page before goes on at the top of this one. */
static size_t go_on(headed_scan *s)
{
    headed_table *t = s->d->headed;

    if (!t || !t->open || t->page + 1 != s->p->number || !s->n)
        return 0;
    t->head = t->body = 0;
    t->open = false;
    go_down(s, t);
    cut_tail(s, t);
    return t->end && worth_it(s, t) && add_grid(s, t) ? t->end : 0;
}

static bool may_have(const pdf_doc *d, const pdf_page *p)
{
    static const char *const words[] = {"essential", "desirable", "criteri", "e/d", "ess"};

    for (size_t i = 0; i < p->n_words; i++)
        for (size_t k = 0; !p->words[i].used && k < sizeof words / sizeof *words; k++)
            if (base_str_starts_ci(pdf_word_text(d, &p->words[i]), base_str_z(words[k])))
                return true;
    return false;
}

/* Texts left of all heads stand in a column of their own: of names of kinds, without a head. */
static bool with_first(const headed_scan *s, const headed_table *t, headed_table *wider)
{
    float left = t->columns[0].x0;
    size_t both = 0;

    for (size_t i = t->body; i < s->n && i < t->end + 2; i++)
        if (s->p->words[s->bands[i].words[0]].box.x0 < left)
            left = s->p->words[s->bands[i].words[0]].box.x0;
    if (t->columns[0].x0 - left < 1.5F * s->bands[t->head].size || t->n_columns == HEADED_COLUMNS || t->n_upper)
        return false;
    *wider = *t;
    memmove(wider->columns + 1, wider->columns, t->n_columns * sizeof *wider->columns);
    wider->columns[0] = (headed_column){.x0 = left, .x1 = left + 1};
    wider->n_columns++;
    memset(wider->covered, 0, sizeof wider->covered);
    for (size_t i = t->head; i < t->body; i++)
        headed_cover(s, wider, &s->bands[i], wider->covered);
    go_down(s, wider);
    cut_tail(s, wider);
    for (size_t i = t->body; i < wider->end; i++)
        both += (columns_in(s, wider, &s->bands[i]) & 3) == 3;
    return both > 0 && wider->end >= t->end;
}

void pdf_headed(pdf_doc *d, pdf_page *p)
{
    headed_scan s = {.d = d, .p = p};
    bool open = d->headed && d->headed->open;

    d->page = p;
    if (p->plain.len || (!open && !may_have(d, p)) || !make_bands(&s))
        return;
    if (!d->headed)
        d->headed = base_arena_alloc(d->arena, sizeof *d->headed);
    if (!d->headed) {
        d->failed = true;
        return;
    }
    for (size_t i = go_on(&s); i < s.n && !d->failed && extract_step(d->b, 1);) {
        headed_table t = {0}, wider;
        bool found = headed_find_head(&s, i, &t);
        if (found) {
            go_down(&s, &t);
            cut_tail(&s, &t);
            if (with_first(&s, &t, &wider))
                t = wider;
            found = worth_it(&s, &t) && add_grid(&s, &t);
        }
        if (found)
            *d->headed = t;
        i = found ? t.end : i + 1;
    }
}

/* pdf_margins.c: what stands at the top or the bottom of page after page is a header or a footer;
 * it is said once. Page numbers are not said. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "pdf.h"

enum { LINES_MOST = 16 };
#define ZONE 0.11F

typedef struct {
    uint64_t hash;
    uint32_t page, place;
    pdf_line *line;
    bool top, number;
} margin;

/* The line without blanks, figures as "#". */
static socvet_str shape(pdf_doc *d, const pdf_line *l, base_buf *text, base_buf *out)
{
    base_buf_reset(text);
    base_buf_reset(out);
    pdf_line_text(d, l, text);
    for (size_t i = 0; i < text->len; i++) {
        char c = text->ptr[i];
        bool digit = base_is_digit(c);
        if (c == ' ' || (digit && out->len && out->ptr[out->len - 1] == '#'))
            continue;
        base_buf_add_char(out, digit ? '#' : base_lower(c));
    }
    return base_buf_str(out);
}

static bool is_page_number(socvet_str s)
{
    static const char *const shapes[] = {"#", "page#", "page#of#", "#of#", "#/#", "page#/#", "-#-", "#|page", "#|", "|#", "p.#",
                                         "page|#", "[#]", "page:#", "page#|#", "(#)", "\xE2\x80\x93#\xE2\x80\x93"};

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (base_str_eq_z(s, shapes[i]))
            return true;
    return false;
}

static size_t collect(pdf_doc *d, pdf_page *p, margin *out, base_buf *text, base_buf *key)
{
    uint32_t *words = base_arena_array(d->arena, p->n_words + 1, sizeof *words);
    size_t n_words = 0, n = 0, made = 0;

    float lowest = 0;

    for (size_t i = 0; i < p->n_words; i++)
        lowest = p->words[i].box.y0 > lowest ? p->words[i].box.y0 : lowest;
    lowest = lowest > p->height * 0.8F ? lowest - 1 : p->height; /* the last line of a full page */
    for (size_t i = 0; words && i < p->n_words; i++) {
        const pdf_word *w = &p->words[i];
        if (!w->used && (w->box.y1 < p->height * ZONE || w->box.y0 > p->height * (1 - ZONE) || w->box.y0 >= lowest))
            words[n_words++] = (uint32_t)i;
    }
    d->page = p;
    pdf_line *lines = words ? pdf_lines(d, p, words, n_words, &n) : NULL;
    for (size_t i = 0; lines && i < n && made < LINES_MOST; i++) {
        socvet_str s = shape(d, &lines[i], text, key);
        out[made] = (margin){base_hash64(s), p->number, p->number * LINES_MOST + (uint32_t)made, &lines[i],
                             lines[i].box.y0 < p->height / 2, is_page_number(s)};
        made++;
    }
    return made;
}

static int by_hash(const void *a, const void *b)
{
    const margin *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static int by_place(const void *a, const void *b)
{
    const margin *x = a, *y = b;

    return x->place < y->place ? -1 : x->place > y->place;
}

static void take_words(pdf_doc *d, const margin *m)
{
    pdf_page *p = &d->pages[m->page - 1];

    for (uint32_t i = 0; i < m->line->n_words; i++)
        p->words[m->line->words[i]].used = true;
}

/* Drops page numbers, keeps of each repeated line the first; returns how many are left to say. */
static size_t choose(pdf_doc *d, margin *m, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n;) {
        size_t k = i, pages = 0;
        for (; k < n && m[k].hash == m[i].hash; k++)
            pages += k == i || m[k].page != m[k - 1].page;
        bool repeated = pages >= 2 && pages * 2 >= d->n_pages;
        for (size_t j = i; j < k && (repeated || m[i].number); j++)
            take_words(d, &m[j]);
        if (repeated && !m[i].number)
            m[kept++] = m[i];
        i = k;
    }
    return kept;
}

void pdf_margins(pdf_doc *d)
{
    margin *m = base_arena_array(d->arena, d->n_pages * LINES_MOST + 1, sizeof *m);
    size_t n = 0;
    base_buf text, key;

    if (!m) {
        d->failed = true;
        return;
    }
    base_buf_init(&text, 0);
    base_buf_init(&key, 0);
    for (size_t i = 0; i < d->n_pages; i++)
        n += collect(d, &d->pages[i], m + n, &text, &key);
    qsort(m, n, sizeof *m, by_hash);
    n = choose(d, m, n);
    qsort(m, n, sizeof *m, by_place);
    for (size_t i = 0; i < n; i++) {
        base_buf *to = m[i].top ? &d->header : &d->footer;
        d->page = &d->pages[m[i].page - 1];
        pdf_line_text(d, m[i].line, to);
        base_buf_add_char(to, '\n');
    }
    base_buf_clear(&text);
    base_buf_clear(&key);
}

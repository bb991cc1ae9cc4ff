/* pdf_headed.h: tables without rules that a head gives away; shared by pdf_headed.c (how far
 * they go), pdf_headed_head.c (what a head is) and pdf_headed_rows.c (what their rows are). */
#ifndef HELPERS_PDF_HEADED_H
#define HELPERS_PDF_HEADED_H
#include "pdf.h"

enum { HEADED_COLUMNS = 12, HEADED_WIDE = 4096, HEADED_BYTES = 46 };

/* The words at one height, from left to right. */
typedef struct {
    uint32_t *words;
    size_t n;
    float y0, y1, size;
    bool head, across; /* a head said again; one text across the columns */
} headed_band;

typedef struct {
    float x0, x1;  /* of its head */
    float edge;    /* what stands left of it belongs to the column before */
    uint8_t role;  /* criteria_role of its head */
    uint8_t upper; /* the cell of the upper head it stands under */
} headed_column;

typedef struct headed_table {
    headed_column columns[HEADED_COLUMNS];
    size_t n_columns, n_upper; /* 0: a head of one level */
    size_t head, body, end;    /* bands */
    uint32_t page;             /* the last that it stands on; it goes on at the top of the next */
    bool open;
    uint8_t covered[HEADED_WIDE]; /* by half points across the page: some word stands there */
} headed_table;

typedef struct {
    pdf_doc *d;
    pdf_page *p;
    headed_band *bands;
    size_t n;
    uint8_t begins[HEADED_WIDE]; /* texts that begin so far from the left */
} headed_scan;

typedef struct {
    float x0, x1;
    char text[HEADED_BYTES + 2];
    size_t len;
    bool bold, longer; /* than its text, cut */
} headed_piece;

/* ---- pdf_headed_head.c ---- */

/* How many bands from `at` on are a head, pieces side by side that name needs, or criteria and how they
 * are assessed; its pieces. 0: none. */
size_t headed_head_at(const headed_scan *s, size_t at, headed_piece *pieces, size_t *n);
bool headed_same_head(const headed_table *t, const headed_piece *pieces, size_t n);
bool headed_find_head(const headed_scan *s, size_t at, headed_table *t);
bool headed_is_need(uint8_t role);

/* ---- pdf_headed.c ---- */

void headed_cover(const headed_scan *s, const headed_table *t, const headed_band *b, uint8_t *covered);

/* ---- pdf_headed_rows.c ---- */

pdf_line *headed_line(pdf_doc *d, const pdf_page *p, const headed_band *b, const headed_table *t, size_t column);
/* The bands of a table -> a grid; false: it came to nothing. */
bool headed_rows(pdf_doc *d, pdf_page *p, const headed_band *bands, const headed_table *t, pdf_grid *g);
#endif

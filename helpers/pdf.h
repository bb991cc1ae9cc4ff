/* pdf.h: words and rules of a page -> lines, columns, tables, paragraphs -> blocks. Knows nothing
 * of PDF itself: socvet-pdf.c fills the pages. Places are in points, y downwards. */
#ifndef HELPERS_PDF_H
#define HELPERS_PDF_H
#include "extract/extract_int.h"

typedef struct {
    float x0, y0, x1, y1;
} pdf_box;

typedef struct {
    pdf_box box;
    float size;        /* of the font */
    uint32_t from, to; /* its text, in pdf_doc.text */
    float dx, dy;      /* from the first letter to the last */
    pdf_box last;      /* of the letter that came last */
    bool bold, used, line_end;
} pdf_word;

typedef struct {
    float at, from, to; /* across: y, x..x; down: x, y..y */
} pdf_rule;

typedef struct pdf_grid pdf_grid;

typedef struct pdf_line {
    pdf_box box;
    float size;
    bool bold;
    uint32_t *words, n_words;
    pdf_grid *grid; /* not a line: a table that stands here */
} pdf_line;

typedef struct {
    uint32_t number; /* from 1 */
    float width, height;
    pdf_word *words;
    size_t n_words, cap_words;
    pdf_rule *across, *down;
    size_t n_across, n_down, cap_across, cap_down;
    pdf_grid *grids;
    size_t n_grids;
    socvet_str plain; /* text without places; then there are no words */
    bool turned;      /* it was upright sideways */
} pdf_page;

typedef struct {
    socvet_str text;
    uint16_t row, column, row_span, column_span;
    bool bold, taken;
    pdf_box box;
} pdf_cell;

struct pdf_grid {
    pdf_box box;
    float *xs, *ys;
    size_t n_xs, n_ys;
    pdf_cell *cells;
    size_t n_cells;
};

typedef struct pdf_element {
    struct pdf_element *next;
    pdf_grid *grid; /* NULL: a paragraph */
    socvet_str text;
    float size, x0;
    bool bold, list;
    uint32_t page;
    size_t lines;
} pdf_element;

typedef struct {
    uint32_t from, to; /* bytes of the list */
} pdf_words_range;
enum { PDF_WORDS_LETTERS = 27 /* and all other characters */ };

typedef struct {
    socvet_str list;         /* the dictionary, as it is */
    pdf_words_range *ranges; /* its lines by their two first letters */
    bool tried, ready;
} pdf_words;

typedef struct {
    extract_builder *b;
    base_arena *arena;
    base_buf text; /* of all words */
    bool ruled; /* the page before had rules that were wanted */
    pdf_words known;
    pdf_page *pages;
    size_t n_pages;
    pdf_element *first, *last;
    const pdf_page *page; /* being laid out */
    base_buf header, footer; /* lines that pages repeat */
    base_buf comments;       /* reviewers' notes, when asked for */
    struct headed_table *headed; /* the last table found by its head */
    bool failed;
} pdf_doc;

/* pdf_turn.c: a page whose text runs up, down or upside down is turned; a few such words on an
 * upright page become lines of their own. */
void pdf_turn(pdf_page *p);

/* pdf_words.c */
bool pdf_words_ready(pdf_words *w, base_arena *arena);
bool pdf_word_known(pdf_words *w, socvet_str word);

/* pdf_lines.c */
socvet_str pdf_word_text(const pdf_doc *d, const pdf_word *w);
/* Words (indices, kept by the lines; cut where the file's lines end) -> lines, in that order. */
pdf_line *pdf_lines(pdf_doc *d, const pdf_page *p, uint32_t *words, size_t n, size_t *count);
bool pdf_word_is_upright(const pdf_word *w);
bool pdf_line_join(pdf_doc *d, pdf_line *to, const pdf_line *more);
void pdf_line_text(pdf_doc *d, const pdf_line *l, base_buf *out);
/* Appends a line to a text that goes on: a space, or a hyphen undone. */
void pdf_text_join(pdf_doc *d, base_buf *text, socvet_str line);
/* Bytes of a bullet at the start, with the blanks after it. */
size_t pdf_bullet(socvet_str s);
/* A list marker alone ("•", "1.", "(a)") or at the start of more. */
bool pdf_is_marker(socvet_str s);
bool pdf_starts_item(socvet_str s);
/* Lines (sorted) -> text, a line break where one was meant: the next word would have fitted. */
void pdf_lines_text(pdf_doc *d, pdf_line *const *lines, size_t n, float right, base_buf *out);
bool pdf_breaks(const pdf_doc *d, const pdf_line *a, const pdf_line *b, float left, float right);
/* In a cell, where the width tells little. */
bool pdf_begins_sentence(pdf_doc *d, const pdf_line *a, const pdf_line *b);

/* pdf_margins.c: takes page numbers and what the pages repeat out of the words. */
void pdf_margins(pdf_doc *d);

/* pdf_grid.c: tables by their rules; marks the words taken. */
pdf_grid *pdf_grids(pdf_doc *d, pdf_page *p, size_t *count);
bool pdf_wants_rules(const pdf_page *p);

/* pdf_headed.c: tables without rules, by a head that names needs; adds to the page's grids. */
void pdf_headed(pdf_doc *d, pdf_page *p);

/* pdf_layout.c: one page into elements. */
void pdf_layout(pdf_doc *d, pdf_page *p);
pdf_element *pdf_element_add(pdf_doc *d);

/* pdf_blocks.c: elements -> the builder. */
void pdf_emit(pdf_doc *d);
#endif

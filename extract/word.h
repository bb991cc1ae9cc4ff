/* word.h: what the files of the reader of old Word documents ([MS-DOC], Word 2 to 2003) share; for
 * read_doc.c and word_*.c alone. The text is a list of pieces of the file; what a piece of text is
 * (hidden, a cell, of which style) is looked up by its place in the file. */
#ifndef EXTRACT_WORD_H
#define EXTRACT_WORD_H
#include "cfb.h"
#include "codepage.h"
#include "flow.h"
#include "numbering.h"

/* Pairs of place and length in the file's head that we use, by their ordinal. */
typedef enum {
    WORD_STYLES = 1,
    WORD_NOTE_TEXTS = 3,
    WORD_HEADERS = 11,
    WORD_RUNS = 12,
    WORD_PARAGRAPHS = 13,
    WORD_FONTS = 15,
    WORD_PIECES = 33,
    WORD_SHAPES = 40,
    WORD_HEADER_SHAPES = 41,
    WORD_BOXES = 56,
    WORD_HEADER_BOXES = 58,
    WORD_LISTS = 73,
    WORD_LIST_USES = 74
} word_table;

/* Stories follow each other in the text, in this order. */
typedef enum {
    WORD_BODY, WORD_NOTES, WORD_HEADS, WORD_MACROS, WORD_COMMENTS, WORD_ENDNOTES, WORD_TEXTBOXES,
    WORD_HEAD_TEXTBOXES, WORD_STORIES
} word_part;

typedef struct {
    uint32_t cp_from, cp_to; /* ordinals of characters */
    uint32_t fc;             /* byte in the stream of the first */
    bool wide;               /* two bytes a character */
    socvet_str changes;      /* properties of a fast save */
    unsigned char small[3], n_small; /* one such property */
} word_piece;

typedef struct {
    bool hidden, deleted, inserted, special, object, bold, form;
    uint16_t font, style;
    uint16_t symbol_font;
    uint32_t symbol;  /* a character of symbol_font; 0: none */
    uint32_t picture; /* place in the data stream */
} word_chp;

typedef struct {
    uint16_t style;
    uint32_t until; /* byte in the stream where its run ends */
    bool in_table, row_end, inner_cell, inner_row_end, header_row;
    bool drop_cap; /* a large first letter, which the next paragraph goes on from */
    uint8_t depth, level;
    int list;        /* ordinal of the list use, 1-based; 0: none */
    uint8_t heading; /* 1..9 */
    flow_edge edges[FLOW_CELLS];
    size_t n_edges;
} word_pap;

typedef struct {
    bool para, known, resolved;
    uint16_t base, builtin;
    socvet_str pap, chp; /* its properties */
    int list;
    uint8_t level, heading;
    uint16_t font;
    bool hidden, bold;
} word_style;

typedef struct {
    socvet_str name;
    unsigned page; /* code page; 0: none of its own */
} word_font;

typedef struct {
    extract_builder *b;
    base_arena *arena;
    cfb *file;
    socvet_str main, table, data;
    unsigned version; /* 2, 6 (also 95), 8 (97 to 2003) */
    unsigned page;    /* code page of text whose font has none */
    uint32_t story[WORD_STORIES + 1];
    word_piece *pieces;
    size_t n_pieces, cap_pieces;
    word_style *styles;
    size_t n_styles;
    word_font *fonts;
    size_t n_fonts;
    numbering_set lists;
    codepage pages;
    base_buf hidden, raw, instruction, seen, marker;
    bool wide95; /* Word 95 with two bytes a character, whose upper half may be a mark */
    bool tracked, damaged, failed;
} word;

static inline uint16_t word_u16(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (uint16_t)(u[0] | u[1] << 8);
}

static inline uint32_t word_u32(const char *p)
{
    return word_u16(p) | (uint32_t)word_u16(p + 2) << 16;
}

/* Part of `s`; shorter or empty when there is less. */
static inline socvet_str word_cut(socvet_str s, uint64_t from, uint64_t len)
{
    if (from >= s.len)
        return (socvet_str){"", 0};
    return (socvet_str){s.ptr + from, len < s.len - from ? (size_t)len : s.len - (size_t)from};
}

/* ---- word_open.c: the head of the file, its tables, its pieces ---- */
socvet_status word_open(word *w, socvet_str bytes, socvet_err *err);
socvet_str word_table_of(const word *w, word_table t); /* empty when absent */

/* ---- word_sprm.c: properties ---- */
typedef struct {
    uint16_t code; /* as Word 97 numbers them; 0: one that is passed over */
    socvet_str operand;
} word_sprm;
/* Takes the next property off the front; false at the end or when it makes no sense. */
bool word_next_sprm(const word *w, socvet_str *list, word_sprm *out);
/* A property of a fast save that is written as one number. */
uint16_t word_small_sprm(unsigned ordinal);
void word_apply_chp(const word *w, socvet_str list, word_chp *c);
void word_apply_pap(const word *w, socvet_str list, word_pap *p);
/* Of the character at `fc`, which is in piece `k`; *until is where the run ends. */
void word_chp_at(const word *w, const word_piece *k, uint32_t fc, word_chp *c, uint32_t *until);
void word_pap_at(word *w, const word_piece *k, uint32_t fc, word_pap *p);

/* ---- word_tables.c: styles, fonts, lists ---- */
void word_read_styles(word *w);
void word_read_fonts(word *w);
void word_read_lists(word *w);
const word_style *word_style_of(word *w, unsigned n); /* resolved; NULL: no such */

/* ---- word_story.c: characters -> paragraphs, cells, rows ---- */
typedef struct {
    uint32_t from, to; /* characters of the box's text */
    uint32_t shape;
    bool used;
} word_box;

typedef struct {
    word_box *boxes;
    size_t n;
    socvet_str anchors; /* where shapes stand, relative to the story */
    uint32_t start;     /* of the story that holds them */
} word_boxes;

void word_find_boxes(word *w, word_table texts, word_table shapes, word_part story, word_part holder,
                     word_boxes *out);
/* boxes may be NULL. */
void word_walk(word *w, uint32_t from, uint32_t to, flow_story *out, word_boxes *boxes);
#endif

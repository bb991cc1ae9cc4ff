/* docx.h: what the files of the Word reader share; for read_docx.c and docx_*.c alone. */
#ifndef EXTRACT_DOCX_H
#define EXTRACT_DOCX_H
#include "numbering.h"
#include "office.h"

typedef struct {
    socvet_str id, based_on, font;
    int8_t heading;      /* 1..9; 0: no heading; -1: not said */
    int8_t hidden, bold; /* 1, 0, -1: not said */
    long num_id;         /* -1: not said; 0: no list */
    int8_t num_level;    /* -1: not said */
    bool resolved;
} docx_style;

typedef struct {
    office o;
    extract_builder *b;
    docx_style *styles;
    size_t n_styles;
    const docx_style *plain; /* the default paragraph style; NULL: none */
    numbering_set numbers;
    const office_rel *rels; /* of the part being read */
    size_t n_rels;
    bool tracked;           /* changes were found */
    base_buf hidden, holes; /* hidden text; unfilled placeholders */
    base_buf line;          /* the paragraph being read */
    base_buf instruction;   /* of the innermost field */
    base_buf *cell;         /* of a table: where paragraphs go instead of blocks */
    uint32_t fields, codes; /* open fields; of them: a bit each that is still in its instruction */
    bool carried;           /* `line` begins with a paragraph whose mark was deleted */
    int depth;
} docx;

void docx_read_styles(docx *d, const char *part); /* a missing or broken part leaves none */
const docx_style *docx_find_style(const docx *d, socvet_str id); /* NULL: none such */
void docx_read_numbering(docx *d, const char *part);
/* Counts one item and writes its number and a blank to *out; nothing for a bullet. False when there
 * is no such list. */
bool docx_number(docx *d, long num_id, int level, base_buf *out);

/* Blocks below a body, cell, header, note or text box. */
void docx_walk(docx *d, const xml_node *parent);
void docx_table(docx *d, const xml_node *tbl); /* docx_table.c */
/* The branch of mc:AlternateContent that is read; NULL: none. */
const xml_node *docx_choice(const xml_node *alternate);
bool docx_transparent(docx *d, const xml_node *n, const xml_node **inside);
#endif

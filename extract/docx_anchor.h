/* docx_anchor.h: comments put beside the words of a Word document; for docx_*.c alone. */
#ifndef EXTRACT_DOCX_ANCHOR_H
#define EXTRACT_DOCX_ANCHOR_H
#include "../base/arena.h"
#include "../base/buf.h"
#include "extract_int.h"

/* ---- docx_tags.c: the tags of well-formed XML, by their bytes ---- */
typedef struct {
    size_t from, to;   /* the tag's bytes, '<' to past '>' */
    socvet_str prefix, name, attributes;
    bool closes, empty;
} docx_tag;
bool docx_tag_next(socvet_str xml, size_t *at, docx_tag *out);
/* The value of an attribute by its written name ("w:id"), entities and all; ptr NULL: none. */
socvet_str docx_tag_attribute(const docx_tag *t, const char *name);
/* The prefix that stands for WordprocessingML in this part, without the colon; ptr NULL: none. */
socvet_str docx_word_prefix(socvet_str xml);
void docx_put_escaped(base_buf *b, socvet_str s); /* text content; a newline stays */

/* ---- docx_stream.c: the visible letters in order, white space left out ---- */
typedef struct {
    size_t from, to;        /* <w:r to past </w:r> */
    size_t looks_from, looks_to; /* its <w:rPr>; equal: none */
} docx_run;
typedef struct {
    size_t tag, text_from, text_to, to; /* <w:t, its text, past </w:t> */
    uint32_t run;
    bool first, last;       /* nothing but rPr stands before, after it in its run */
    bool preserved, edges;  /* xml:space; white space at an end of the text */
} docx_piece;
typedef struct {
    size_t from, to;        /* bytes of the part */
    uint32_t piece;
} docx_letter;
typedef struct {
    docx_run *runs; size_t n_runs, cap_runs;
    docx_piece *pieces; size_t n_pieces, cap_pieces;
    char *bytes; size_t n, cap_bytes;      /* one for each letter's byte */
    docx_letter *letters; size_t cap_letters;
} docx_stream;
/* Expected: SOCVET_E_FORMAT (no WordprocessingML), SOCVET_E_NOMEM. */
socvet_status docx_stream_read(docx_stream *s, base_arena *a, socvet_str xml, socvet_err *err);
/* How many bytes at `s` are white space or invisible; 0: a letter begins. */
size_t docx_blank(socvet_str s);

/* ---- docx_anchor.c ---- */
typedef struct {
    socvet_span span; /* of the document's text; {0, 0}: the beginning of the document */
    uint32_t id;
    bool exact;       /* set: stands beside the words themselves */
} docx_anchor;
/* The part's XML with a mark for each anchor; every other byte as it was. */
socvet_status docx_anchor_all(base_buf *out, socvet_str xml, const socvet_doc *doc, size_t document,
                              docx_anchor *anchors, size_t n, socvet_err *err);

/* ---- package_write.c ---- */
typedef struct {
    const char *name;
    socvet_str bytes;
} package_part;
/* The package with these parts put in place of those of the same name, or added. */
socvet_status extract_package_with(base_buf *out, socvet_str bytes, const package_part *parts,
                                   size_t n, socvet_err *err);
#endif

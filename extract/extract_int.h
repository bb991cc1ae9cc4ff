/* extract_int.h: for the files of extract/ (and the helper programs) alone: how a reader makes a
 * document. A reader gets bytes and calls the builder; it never touches the document. */
#ifndef EXTRACT_INT_H
#define EXTRACT_INT_H
#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/err.h"
#include "../base/token.h"
#include "extract.h"
#include "tokens.h"

struct socvet_doc {
    base_arena *arena;
    base_buf text;
    socvet_block *blocks;
    size_t n_blocks, cap_blocks;
    socvet_notice *notices;
    size_t n_notices, cap_notices;
    socvet_doc_part *parts;
    size_t n_parts, cap_parts;
    base_token *tokens; /* made on first use, over the whole text */
    size_t n_tokens;
    bool tokenised;
    socvet_span given_title; /* of socvet_doc_add_plain: the first line, else {0,0} */
};

/* ---- builder: what readers call. Failures stick; the reader checks extract_build_ok at the end
 * (or now and then, to stop early). Separators between blocks are the builder's: "\n" between
 * list items, cells in a row are joined by "\t", rows by "\n", else a blank line. ---- */
typedef struct extract_builder extract_builder;

void extract_begin(extract_builder *b, socvet_block_kind kind, int level); /* ends an open one */
/* UTF-8 text of the open block. White space is collapsed; "\n" is a line break kept; text with no
 * open block opens a paragraph. */
void extract_text(extract_builder *b, socvet_str utf8);
/* What the open block holds so far; borrowed until more is added. */
socvet_str extract_open_text(const extract_builder *b);
void extract_end(extract_builder *b); /* an empty block leaves no trace */
void extract_region(extract_builder *b, socvet_region region); /* for the blocks that follow */
void extract_page(extract_builder *b, uint32_t page);          /* for the blocks that follow */
void extract_source(extract_builder *b, uint32_t line, uint32_t column); /* for the next block */
void extract_flags(extract_builder *b, unsigned flags);        /* for the open block */
void extract_sticky_flags(extract_builder *b, unsigned flags); /* for all blocks that follow */
/* The text of this document so far; ends an open block; borrowed until more is added. */
socvet_str extract_text_so_far(extract_builder *b);
/* A table. Cells are blocks of their own, given in reading order with their place in the grid; a
 * cell's text may hold "\n". Nested tables: the inner one is flattened by the reader. */
void extract_table_begin(extract_builder *b);
void extract_cell(extract_builder *b, unsigned row, unsigned column, unsigned row_span,
                  unsigned column_span, bool header); /* opens it; extract_end closes */
void extract_table_end(extract_builder *b);
void extract_notice(extract_builder *b, socvet_notice_kind kind, socvet_str text);
void extract_sent_date(extract_builder *b, int32_t days); /* the first one given stays */
/* False once memory, a limit or an error stopped the document. */
bool extract_build_ok(const extract_builder *b);
/* Counts one step of work against the document's budget; false when it is spent (a loop over
 * hostile input ends by this, not by a clock). */
bool extract_step(extract_builder *b, uint64_t steps);
/* Counts bytes inflated from packages, those in packages too; false past 512 MiB a document. */
bool extract_inflated(extract_builder *b, uint64_t bytes);
base_arena *extract_arena(extract_builder *b); /* scratch that ends with the document */
const socvet_read_opts *extract_opts(const extract_builder *b);
/* Reads nested bytes (attachment, altChunk, ZIP member, JSON-LD description) with the reader that
 * fits, into the same document. `name` may be NULL. Depth is bounded: SOCVET_E_LIMIT. */
socvet_status extract_nested(extract_builder *b, socvet_str bytes, const char *name,
                             const char *format, socvet_err *err);

/* ---- the table of readers (readers.c) ---- */
typedef struct {
    const char *name;         /* "docx" */
    const char *description;  /* "Word document (.docx, .docm, .dotx)" */
    const char *extensions;   /* "docx docm dotx" */
    /* How sure the reader is from the bytes alone: 0 no, 1 perhaps, 2 likely, 3 certain. */
    int (*sniff)(socvet_str bytes);
    socvet_status (*read)(extract_builder *b, socvet_str bytes, socvet_err *err);
    bool risky; /* always read in a process of its own when opts->isolate */
} socvet_reader;

/* socvet_doc_add with the reader given: for helper programs, whose readers are in no table. */
socvet_status extract_add_with(socvet_doc *d, const socvet_reader *r, socvet_str bytes,
                               const socvet_read_opts *opts, socvet_err *err);

extern const socvet_reader *const extract_readers[]; /* NULL-terminated */

/* Bytes of unknown encoding -> UTF-8 in *out (initialised by the caller). `declared` may be empty:
 * a label from the document. Says what was done by a notice when it is worth saying. */
socvet_status extract_decode(extract_builder *b, socvet_str bytes, socvet_str declared,
                             base_buf *out, socvet_err *err);
#endif

/* lines.h: lines of plain text -> blocks, by their look, without changing a byte. */
#ifndef EXTRACT_LINES_H
#define EXTRACT_LINES_H
#include "extract_int.h"

enum { LINES_DEPTH = 9 };

typedef struct {
    socvet_str text;
    size_t at;      /* where the next line begins */
    uint32_t line;  /* its number, from 1 */
    size_t chunk_end; /* of the lines between two blank ones that `at` is in */
    size_t width;   /* at which the chunk's lines are wrapped; 0: they are not */
    bool first;     /* nothing was given yet */
    int depth;      /* list items open, by their indent */
    uint16_t indent[LINES_DEPTH];
} lines_scan;

typedef struct {
    size_t from, to; /* of the text, blanks and the bullet cut off */
    uint32_t line, column;
    socvet_block_kind kind;
    int level;
} lines_block;

void lines_init(lines_scan *s, socvet_str text);
/* The next block; false at the end. */
bool lines_next(lines_scan *s, lines_block *out);
/* Bytes of a bullet sign at the start and the blanks after it; 0 when there is none. */
size_t lines_bullet(socvet_str s);
#endif

/* flow.h: paragraphs, cells and rows as word processors' files give them (a mark at the end of
 * each) -> a small tree -> blocks. RTF and DOC share it. A table of one column, and one that
 * holds a table of its own, is layout: its cells flow. */
#ifndef EXTRACT_FLOW_H
#define EXTRACT_FLOW_H
#include "extract_int.h"

enum { FLOW_DEPTH = 8, FLOW_CELLS = 256 };

typedef struct {
    int heading;    /* 1..9; 0: none */
    int list;       /* 1..: nesting of a list item; 0: none */
    unsigned depth; /* of tables around it; 0: none */
    uint32_t page;
} flow_para;

typedef struct {
    int32_t right;           /* of the cell, in any unit that grows */
    bool below, above, left; /* merged: begins a run of rows; goes on from above; from the left */
} flow_edge;

typedef struct flow_item flow_item;
typedef struct flow_table flow_table;
typedef struct {
    flow_item *first, *last;
} flow_list;

/* One story: the body, a header, a note, a text box. */
typedef struct {
    base_arena *arena;
    flow_list root;
    flow_table *open[FLOW_DEPTH];
    unsigned n_open;
    base_buf text; /* of the paragraph that is open */
    flow_para last; /* of the paragraph that ended last */
    bool failed;
} flow_story;

void flow_init(flow_story *s, base_arena *arena, size_t max_text);
void flow_clear(flow_story *s);
void flow_paragraph(flow_story *s, flow_para p); /* ends the open paragraph */
void flow_cell(flow_story *s, flow_para p);      /* ends it and its cell */
void flow_row(flow_story *s, unsigned depth, const flow_edge *edges, size_t n, bool header);
void flow_close(flow_story *s); /* ends what is open */
/* Puts the blocks of `from` (closed) before the open paragraph of `s`. */
void flow_splice(flow_story *s, flow_story *from);
bool flow_is_empty(const flow_story *s);
/* Gives the blocks of a closed story to the builder. */
void flow_emit(flow_story *s, extract_builder *b);
/* All text of a closed story, blocks joined by spaces; for telling a repeated header. */
void flow_plain(const flow_story *s, base_buf *out);
#endif

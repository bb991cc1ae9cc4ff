/* build.h: the builder's inside; for builder.c, add.c, wire.c and isolate.c alone. */
#ifndef EXTRACT_BUILD_H
#define EXTRACT_BUILD_H
#include "extract_int.h"

struct extract_builder {
    socvet_doc *doc;
    const socvet_read_opts *opts;
    socvet_block next;      /* the shape of the block that is open, or of the next */
    bool open, in_table, pending_space, failed, limited;
    uint8_t sticky_flags;   /* of every block that follows */
    uint32_t n_tables, paragraph;
    uint32_t block_from;    /* text offset where the open block begins */
    int last_kind;          /* of the block written last, -1: none in this document */
    uint16_t last_row;
    uint32_t last_table;
    int depth;
    uint64_t steps, inflated;
    size_t max_text, first_block;
};

/* Runs a reader and says which limit it met, if any. */
socvet_status extract_run_reader(extract_builder *b, const socvet_reader *r, socvet_str bytes,
                                 socvet_err *err);
#endif

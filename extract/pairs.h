/* pairs.h: names and values of data (JSON, feeds) -> rows of a table; prose and markup -> blocks. */
#ifndef EXTRACT_PAIRS_H
#define EXTRACT_PAIRS_H
#include "extract_int.h"

typedef struct {
    extract_builder *b;
    unsigned row;
    bool in_table;
} pairs;

/* `name` as the data has it ("jobTitle", "closing_date"); it is written for people ("Job title"). */
void pairs_put(pairs *p, socvet_str name, socvet_str value);
void pairs_end(pairs *p); /* the table of one record */
#endif

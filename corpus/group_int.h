/* group_int.h: adverts on their way into vacancies: group.c joins, group_table.c says what came of
 * it; for corpus/ alone. */
#ifndef CORPUS_GROUP_INT_H
#define CORPUS_GROUP_INT_H
#include "../base/arena.h"
#include "corpus.h"
#include "sketch.h"

typedef enum { CORPUS_ALONE, CORPUS_BY_REFERENCE, CORPUS_BY_TEXT } corpus_how;

typedef struct {
    uint64_t row, employer, title, reference; /* hashes; 0: unknown */
    socvet_str id, hash, code, media;
    int32_t posted, closing;
    uint8_t sketch[CORPUS_SKETCH_BINS];
    bool has_sketch;
    uint8_t how; /* corpus_how: by what it was joined to an earlier one */
    double alike;
    size_t up;   /* the tree of joined adverts */
} corpus_advert;

typedef struct {
    base_arena *arena;
    corpus_advert *adverts; /* in the order of rows */
    size_t n, cap;
} corpus_grouping;

socvet_status corpus_group_nomem(socvet_err *err);
socvet_status corpus_group_read(corpus_grouping *g, const char *run, socvet_err *err);
socvet_status corpus_group_join(corpus_grouping *g, socvet_err *err);
size_t corpus_group_root(corpus_grouping *g, size_t i);
#endif

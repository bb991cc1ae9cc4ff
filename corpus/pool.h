/* pool.h: worker processes that turn batches of records into batches of output, in order; for
 * corpus/ alone. Workers are forked after the dictionary is mapped, which they share. */
#ifndef CORPUS_POOL_H
#define CORPUS_POOL_H
#include "source.h"

typedef struct corpus_pool corpus_pool;

/* A batch: rows in, records out. */
typedef struct {
    uint64_t sequence;
    size_t rows;
    base_buf in;   /* [u64 number][u32 length][bytes] a row */
    base_buf out;  /* the records, one a line */
    socvet_bulk_counts counts;
} corpus_batch;

typedef struct {
    const socvet_engine *engine;
    const socvet_bulk_opts *opts;
    const corpus_source *source;
    int jobs;
} corpus_pool_opts;

/* Expected: SOCVET_E_IO, SOCVET_E_NOMEM. */
socvet_status corpus_pool_open(corpus_pool **out, const corpus_pool_opts *opts, socvet_err *err);
void corpus_pool_free(corpus_pool *p); /* ends the workers */
/* A batch to fill, or NULL while all are under way. */
corpus_batch *corpus_pool_take(corpus_pool *p);
socvet_status corpus_pool_submit(corpus_pool *p, corpus_batch *b, socvet_err *err);
/* The next finished batch in order of submission; waits for it when `wait`. NULL: none (yet). Give
 * it back with corpus_pool_done. */
socvet_status corpus_pool_next(corpus_pool *p, bool wait, corpus_batch **out, socvet_err *err);
void corpus_pool_done(corpus_pool *p, corpus_batch *b);
#endif

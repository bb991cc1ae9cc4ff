/* manifest.h: OUT.manifest.json: the header of a run that ended: versions, data, options, input and
 * counts; for corpus/ alone. */
#ifndef CORPUS_MANIFEST_H
#define CORPUS_MANIFEST_H
#include "../base/arena.h"
#include "corpus.h"

typedef struct {
    socvet_str program, dictionary, rules, run, options, input, input_hash;
    int32_t as_of;      /* of rows that carry no date */
    int shard, shards;  /* 0: all rows */
    uint64_t rows;      /* of the input, all shards together */
    uint64_t bytes;     /* of the output */
    socvet_bulk_counts counts;
} corpus_manifest;

/* Written beside the output by way of a temporary file. Expected: SOCVET_E_IO. */
socvet_status corpus_manifest_write(const corpus_manifest *m, const char *output, socvet_err *err);
/* The manifest beside a run; its text lives in the arena. Expected: SOCVET_E_IO (none there),
 * SOCVET_E_FORMAT. */
socvet_status corpus_manifest_read(corpus_manifest *m, const char *output, base_arena *arena,
                                   socvet_err *err);
#endif

/* journal.h: what a run has done, so that a broken one can go on: numbers and hashes, never advert
 * text. One line a checkpoint, appended after the output's bytes are handed to the system; a torn
 * last line is ignored. For corpus/ alone. */
#ifndef CORPUS_JOURNAL_H
#define CORPUS_JOURNAL_H
#include "corpus.h"

typedef struct corpus_journal corpus_journal;

typedef struct {
    uint64_t rows;       /* rows of the input that are done */
    uint64_t bytes;      /* of the output that belong to them */
    uint64_t chain;      /* hash over the rows' bytes so far */
    socvet_bulk_counts counts;
} corpus_checkpoint;

/* Opens OUT.journal. With `resume` the last whole checkpoint is filled in and must carry `key`
 * (SOCVET_E_STALE otherwise); without, the journal must not be there unless `force`
 * (SOCVET_E_USAGE). */
socvet_status corpus_journal_open(corpus_journal **out, const char *output, const char *key,
                                  bool resume, bool force, corpus_checkpoint *last,
                                  socvet_err *err);
/* The day a broken run began, out of its journal; BASE_NO_DATE when there is none. */
int32_t corpus_journal_day(const char *output);
socvet_status corpus_journal_add(corpus_journal *j, const corpus_checkpoint *c, socvet_err *err);
/* Closes; a run that ended well leaves no journal behind. */
void corpus_journal_close(corpus_journal *j, bool done);
#endif

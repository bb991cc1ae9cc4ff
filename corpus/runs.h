/* runs.h: a run that was written before, by whatever of its files a person names; for corpus/ alone. */
#ifndef CORPUS_RUNS_H
#define CORPUS_RUNS_H
#include "manifest.h"
#include "source.h"

/* Its records, as lines of JSON. Expected: SOCVET_E_IO, SOCVET_E_FORMAT (no run). */
socvet_status corpus_run_open(corpus_source **out, const char *run, socvet_err *err);
/* Expected: SOCVET_E_IO (none there, or it did not end), SOCVET_E_FORMAT. */
socvet_status corpus_run_manifest(corpus_manifest *m, const char *run, base_arena *arena, socvet_err *err);
#endif

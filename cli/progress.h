/* progress.h: how far a run is, on standard error: for a person at a terminal, or as JSON lines. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H
#include "corpus/corpus.h"

/* form: "auto" (a line that is written over, at a terminal only), "text", "json", "none"; NULL: auto. */
void cli_progress_begin(const char *form);
bool cli_progress_shown(void);
/* socvet_bulk's callback: says something now and then. */
void cli_progress_remark(socvet_str text); /* as JSON: {"input": "..."} */
void cli_progress_step(const socvet_bulk_progress *p, void *user);
/* The sum at the end; `rated`: with the time it took. */
void cli_progress_end(const socvet_bulk_counts *c, bool rated);
#endif

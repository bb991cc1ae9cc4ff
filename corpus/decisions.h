/* decisions.h: reviewers' words on codes, looked up by row, then by title and the coder's own answer,
 * then by title alone; for corpus/ alone. */
#ifndef CORPUS_DECISIONS_H
#define CORPUS_DECISIONS_H
#include "row.h"

/* NULL: nobody has decided about this row. `machine_code` is the coder's own answer, or "". */
const socvet_decision *corpus_decision_for(const socvet_decisions *d, const char *row_hash,
                                           socvet_str title, const char *machine_code);
/* A title as decisions know it: lower case, white space made one blank. */
socvet_str corpus_fold_title(base_arena *arena, socvet_str title);
#endif

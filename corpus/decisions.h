/* decisions.h: reviewers' words on codes, looked up by row, then by title and the coder's own answer,
 * then by title alone; for corpus/ alone. */
#ifndef CORPUS_DECISIONS_H
#define CORPUS_DECISIONS_H
#include "row.h"

/* NULL: nobody has decided about this row. `machine_code` is the coder's own answer, or "". */
const socvet_decision *corpus_decision_for(const socvet_decisions *d, const char *row_hash,
                                           socvet_str title, const char *machine_code);
/* Several tables as one; of the same thing the last word stands. */
socvet_status corpus_decisions_gather(socvet_decisions **out, const char *const *tables, size_t n,
                                      const socvet_dict *dict, socvet_err *err);
typedef struct {
    socvet_str hash, title, folded, machine_code, code, reviewer, note;
} corpus_decision_row;
/* All of them, in an order that the tables' order does not change; `each` returns false to stop. */
bool corpus_decisions_each(const socvet_decisions *d,
                           bool (*each)(const corpus_decision_row *row, void *user), void *user);
/* A title as decisions know it: lower case, white space made one blank. */
socvet_str corpus_fold_title(base_arena *arena, socvet_str title);
#endif

/* eval_int.h: what is shared by the files of the evaluation: eval_read.c reads labelled rows, eval.c
 * codes them and counts; for corpus/ alone. */
#ifndef CORPUS_EVAL_INT_H
#define CORPUS_EVAL_INT_H
#include "corpus.h"

enum { CORPUS_MOST_LABELS = 16 };
typedef struct {
    char code[CORPUS_MOST_LABELS][8];
    size_t n, strict; /* the first `strict` are right, the rest defensible */
} corpus_labels;

/* Calls `each` for every labelled row. `edition` is the labels'. Expected: SOCVET_E_IO,
 * SOCVET_E_FORMAT (with the line), what `each` returns. */
socvet_status corpus_eval_read(const socvet_bulk_io *io, const socvet_dict *dict, int edition,
                               socvet_status (*each)(socvet_str title, socvet_str text,
                                                     const corpus_labels *l, void *user,
                                                     socvet_err *err),
                               void *user, socvet_err *err);
#endif

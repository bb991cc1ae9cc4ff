/* kappa.h: Cohen's kappa of two codings; for corpus/ alone. */
#ifndef CORPUS_KAPPA_H
#define CORPUS_KAPPA_H
#include "corpus.h"

typedef char corpus_code_pair[2][8];
/* At so many digits (1 to 4), with the large-sample 95 % interval of Fleiss, Cohen and Everitt (1969).
 * Where both say the same one code always, kappa is 1. Expected: SOCVET_E_NOMEM. */
socvet_status corpus_kappa(const corpus_code_pair *pairs, size_t n, size_t digits, socvet_kappa *k,
                           socvet_err *err);
#endif

/* phd.h: what the document requires by way of a doctorate; for classify/ alone. */
#ifndef CLASSIFY_PHD_H
#define CLASSIFY_PHD_H
#include "../base/base.h"
#include "classify.h"

typedef struct classify_phd_scratch classify_phd_scratch; /* patterns; one per worker */
classify_phd_scratch *classify_phd_scratch_new(socvet_err *err);
void classify_phd_scratch_free(classify_phd_scratch *s);
socvet_status classify_phd_read(socvet_phd *out, socvet_doc *doc, const socvet_facts *facts,
                                classify_phd_scratch *scratch, socvet_err *err);
#endif

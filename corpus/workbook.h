/* workbook.h: a workbook's sheet as the CSV text it would have been saved as; for corpus/ alone. */
#ifndef CORPUS_WORKBOOK_H
#define CORPUS_WORKBOOK_H
#include "../base/buf.h"
#include "../extract/extract.h"

/* Do these first bytes (or this name) look like a workbook? */
bool corpus_is_workbook(socvet_str head, const char *path);
/* The sheet whose header names most of a catalogue's columns (then the largest), as CSV in *out (initialised by this call, also on failure). The reader
 * runs isolated. Expected: what socvet_doc_add_file expects. */
socvet_status corpus_workbook_csv(base_buf *out, const char *path, socvet_err *err);
#endif

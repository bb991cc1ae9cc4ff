/* sheet.h: a table written row by row, as CSV or as a workbook, whole or not at all; for corpus/ alone. */
#ifndef CORPUS_SHEET_H
#define CORPUS_SHEET_H
#include "cells.h"
#include "corpus.h"

typedef struct corpus_sheet corpus_sheet;

typedef struct {
    const char *path;    /* its end says which of the two; NULL: CSV into `sink` */
    socvet_sink sink;
    void *user;
    const char *name;    /* of the workbook's sheet */
    const corpus_column *columns;
    size_t n;
    bool excel;          /* CSV for Excel: byte order mark, CRLF, codes as text */
} corpus_sheet_opts;

/* Opens a temporary file beside `path`. Expected: SOCVET_E_IO, SOCVET_E_NOMEM. */
socvet_status corpus_sheet_open(corpus_sheet **out, const corpus_sheet_opts *o, socvet_err *err);
/* One cell a column; an empty one is left out. Expected: SOCVET_E_IO. */
socvet_status corpus_sheet_put(corpus_sheet *s, const socvet_str *cells, socvet_err *err);
/* Writes the rest and gives the file its name. Frees the sheet. Expected: SOCVET_E_IO. */
socvet_status corpus_sheet_close(corpus_sheet *s, socvet_err *err);
/* Lets go of it and of what was written; NULL is fine. */
void corpus_sheet_drop(corpus_sheet *s);
#endif

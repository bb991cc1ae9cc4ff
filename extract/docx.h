/* docx.h: what the parts of a Word document share; for read_docx.c and docx_*.c alone. */
#ifndef EXTRACT_DOCX_H
#define EXTRACT_DOCX_H
#include "package.h"
#include "xml.h"

typedef struct {
    socvet_str id, based_on;
    int heading; /* 1..9; 0: no heading; -1: not said */
    bool hidden, list;
} docx_style;

typedef struct {
    extract_package *package;
    extract_builder *b;
    docx_style *styles;
    size_t n_styles, cap_styles;
    bool tracked;           /* changes were found */
    base_buf hidden, holes; /* hidden text; unfilled placeholders */
} docx;

/* styles.xml -> d->styles, chains resolved. A missing or broken part leaves none. */
void docx_read_styles(docx *d, const char *part);
const docx_style *docx_find_style(const docx *d, socvet_str id);

/* One relationship of a part. */
typedef struct {
    socvet_str id, type, target; /* type: the word after the last "/" */
} docx_rel;
/* The relationships of `part` ("" for the package), targets resolved to part names, in the arena. */
socvet_status docx_read_rels(docx *d, const char *part, docx_rel **out, size_t *count,
                             socvet_err *err);
/* Reads one part's paragraphs and tables into the builder. */
socvet_status docx_read_story(docx *d, socvet_str xml, socvet_err *err);
#endif

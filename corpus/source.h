/* source.h: a catalogue as a stream of rows, from a file, a folder, a bundle or standard input, in
 * memory that does not grow with it (but for workbooks and bundles); for corpus/ alone. */
#ifndef CORPUS_SOURCE_H
#define CORPUS_SOURCE_H
#include "row.h"

typedef struct corpus_source corpus_source;

typedef struct {
    const char *format;       /* NULL: by content and name; "jsonl", "csv", "xml", "folder", "zip" */
    const char *mapping;      /* columns for fields: "title=JobTitle,text=Description,Duties" */
    const char *mapping_file; /* the same as corpus wrote it before, or NULL */
    const char *save_mapping; /* where to write what was taken for what, or NULL */
} corpus_source_opts;

/* path "-" is standard input. Workbooks are read as tables; a bundle with one catalogue in it as
 * that catalogue. Expected: SOCVET_E_IO, SOCVET_E_USAGE, SOCVET_E_FORMAT. */
socvet_status corpus_source_open(corpus_source **out, const char *path,
                                 const corpus_source_opts *opts, socvet_err *err);
void corpus_source_free(corpus_source *s);
/* The next record as it stands, borrowed until the next call; its 1-based number; *more is false at
 * the end. Cheap: the parent cuts, the workers parse. Expected: SOCVET_E_IO, SOCVET_E_NOMEM. */
socvet_status corpus_source_next(corpus_source *s, socvet_str *raw, uint64_t *number, bool *more,
                                 socvet_err *err);
/* What else tells the row returned last from a changed one: a hash of the document that it names. */
uint64_t corpus_source_stamp(const corpus_source *s);
/* How much of the input has been handed out, of how much (bytes, or documents); *total 0: not known. */
uint64_t corpus_source_position(const corpus_source *s, uint64_t *total);
/* Whether rows may carry this field: a table has a column for it. */
bool corpus_source_has(const corpus_source *s, int field);
/* A record -> its fields, in the arena or borrowed from `raw`; a bad one sets CORPUS_ERROR. */
void corpus_source_parse(const corpus_source *s, socvet_str raw, uint64_t number, corpus_row *row,
                         base_arena *arena);
/* For people: what was taken for what ("title = Job Title, ..."); owned by the source. */
socvet_str corpus_source_says(const corpus_source *s);
#endif

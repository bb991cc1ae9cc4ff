/* source.h: a catalogue as a stream of rows, from a file, a folder or standard input, in memory
 * that does not grow with it; for corpus/ alone. */
#ifndef CORPUS_SOURCE_H
#define CORPUS_SOURCE_H
#include "row.h"

typedef struct corpus_source corpus_source;

/* path "-" is standard input; format NULL, "jsonl", "csv" or "folder". mapping: NULL, or
 * "title=JobTitle,text=Description+Duties": columns of a table for fields by name.
 * Expected: SOCVET_E_IO, SOCVET_E_USAGE, SOCVET_E_FORMAT. */
socvet_status corpus_source_open(corpus_source **out, const char *path, const char *format,
                                 const char *mapping, socvet_err *err);
void corpus_source_free(corpus_source *s);
/* The next record as it stands, borrowed until the next call; its 1-based number; *more is false at
 * the end. Cheap: the parent cuts, the workers parse. Expected: SOCVET_E_IO, SOCVET_E_LIMIT. */
socvet_status corpus_source_next(corpus_source *s, socvet_str *raw, uint64_t *number, bool *more,
                                 socvet_err *err);
/* A record -> its fields, in the arena or borrowed from `raw`; a bad one sets CORPUS_ERROR. */
void corpus_source_parse(const corpus_source *s, socvet_str raw, uint64_t number, corpus_row *row,
                         base_arena *arena);
/* For people: what was taken for what ("title = Job Title, ..."); owned by the source. */
socvet_str corpus_source_says(const corpus_source *s);
#endif

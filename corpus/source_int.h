/* source_int.h: what the files of the stream of rows share: source.c (opening, cutting), columns.c
 * (tables' columns) and source_files.c (folders, bundles); for corpus/ alone. */
#ifndef CORPUS_SOURCE_INT_H
#define CORPUS_SOURCE_INT_H
#include "../extract/package.h"
#include "encoding.h"
#include "csv.h"
#include "source.h"

enum { CORPUS_LONGEST = 64 << 20,      /* bytes of a line of JSON, or of an advert in a feed */
       CORPUS_LONGEST_ROW = 4 << 20,   /* of a table's row: longer is a quote never closed */
       CORPUS_COLUMNS_A_FIELD = 8 };

typedef enum { CORPUS_LINES, CORPUS_TABLE, CORPUS_FEED, CORPUS_FOLDER, CORPUS_BUNDLE } corpus_kind;

struct corpus_source {
    corpus_kind kind;
    int fd;
    corpus_encoding encoding;
    base_buf held, undecoded; /* bytes read and not yet cut; of UTF-16, not yet decoded */
    size_t at;
    bool begun, ended;
    uint64_t bytes_read;
    uint64_t number, line, stamp;
    corpus_csv csv; /* delimiter and header of a table */
    base_arena *arena;
    base_buf says;
    int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD]; /* -1 ends */
    bool month_first; /* of a table's dates */
    char tag[64];   /* of a feed's records */
    char **paths;   /* of a folder, sorted */
    size_t n_paths, cap_paths;
    base_buf archive; /* of a bundle */
    extract_package *package;
};

#define CORPUS_TOO_LONG "\x01" /* instead of a line that is longer than a line may be */

/* source_cut.c: more bytes; the next record. */
socvet_status corpus_source_fill(corpus_source *s, socvet_err *err);
socvet_status corpus_source_cut(corpus_source *s, socvet_str *record, bool *more, socvet_err *err);
socvet_status corpus_source_cut_feed(corpus_source *s, socvet_str *record, bool *more,
                                     socvet_err *err);

/* columns.c: the header of a table -> which column is what; a row -> its fields. */
socvet_status corpus_columns_map(corpus_source *s, const corpus_source_opts *o, socvet_err *err);
/* columns_guess.c: which column is what, by the names alone; -1 ends a field's columns. */
void corpus_columns_guess(int column[CORPUS_FIELDS][CORPUS_COLUMNS_A_FIELD], const corpus_csv *h);
int corpus_column_named(const corpus_csv *h, socvet_str name);
int corpus_field_named(socvet_str name);
/* How many fields these names are known for; a title or a text counts a hundred. */
unsigned corpus_columns_known(const corpus_csv *header);
void corpus_columns_row(const corpus_source *s, corpus_row *row, socvet_str record,
                        base_arena *arena);
socvet_status corpus_columns_save(const corpus_source *s, const char *path, socvet_err *err);

/* source_files.c */
socvet_status corpus_folder_open(corpus_source *s, const char *path, socvet_err *err);
socvet_status corpus_folder_next(corpus_source *s, socvet_str *raw, bool *more);
/* *lone: the bundle holds one catalogue, which s->fd now gives. */
socvet_status corpus_bundle_open(corpus_source *s, const char *path, char *lone, size_t size,
                                 socvet_err *err);
void corpus_bundle_next(corpus_source *s, socvet_str *raw, bool *more);
void corpus_bundle_row(const corpus_source *s, corpus_row *row, socvet_str raw, base_arena *arena);
/* Bytes as an open descriptor (of memory, not of a disk). Expected: SOCVET_E_IO. */
socvet_status corpus_bytes_fd(int *fd, socvet_str bytes, socvet_err *err);

/* feed.c: XML feeds: the name of the records' element, and cutting at it. */
bool corpus_feed_tag(char tag[64], socvet_str head);
/* The next record in held[from..]: its place, or how far was looked in *from when it is not whole. */
bool corpus_feed_cut(const char *tag, socvet_str held, size_t *from, size_t *to);
void corpus_feed_row(corpus_row *row, socvet_str record, base_arena *arena);
#endif

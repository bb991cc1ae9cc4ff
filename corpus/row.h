/* row.h: one row of a catalogue: what it says of an advert, as borrowed text; for corpus/ alone. */
#ifndef CORPUS_ROW_H
#define CORPUS_ROW_H
#include "../base/arena.h"
#include "../base/buf.h"
#include "corpus.h"

/* The fields of a row, in the order they travel between processes. */
enum {
    CORPUS_ID, CORPUS_TITLE, CORPUS_TEXT, CORPUS_DATE, CORPUS_EMPLOYER, CORPUS_INDUSTRY,
    CORPUS_LOCATION, CORPUS_SALARY, CORPUS_HOURS, CORPUS_CLOSING, CORPUS_MEDIA, CORPUS_ROUTE,
    CORPUS_OLD_CODE, CORPUS_GROUP,
    CORPUS_PATH,  /* a document to read instead of `text` (with BYTES: its name) */
    CORPUS_BYTES, /* the document itself */
    CORPUS_FORMAT, /* how to read it; by content and name when not there */
    CORPUS_ERROR, /* the row could not be read: why */
    CORPUS_FIELDS
};
extern const char *const corpus_field_names[CORPUS_FIELDS];

typedef struct {
    uint64_t number; /* 1-based in the input */
    bool month_first; /* 3/4/2015 is the fourth of March */
    socvet_str field[CORPUS_FIELDS]; /* ptr NULL: not there */
} corpus_row;

/* A JSON object on one line -> row; a bad one sets CORPUS_ERROR. Fields live in the arena. */
void corpus_row_from_json(corpus_row *row, socvet_str line, base_arena *arena);

void corpus_counts_add(socvet_bulk_counts *to, const socvet_bulk_counts *c);
/* A number as 16 hex digits. */
void corpus_hex16(uint64_t v, char z[17]);
/* What names a row in any run: a hash over its fields, whatever the format of the file. */
uint64_t corpus_row_hash(const corpus_row *row);

/* Vets rows one after another: a worker's inside. */
typedef struct corpus_vetter corpus_vetter;
corpus_vetter *corpus_vetter_new(const socvet_engine *engine, const socvet_bulk_opts *opts,
                                 socvet_err *err);
void corpus_vetter_free(corpus_vetter *v);
/* Appends the row's record (one JSON line) to *out. A row that cannot be read has a record too. */
socvet_status corpus_vet_row(corpus_vetter *v, const corpus_row *row, base_buf *out,
                             socvet_bulk_counts *counts, socvet_err *err);
/* The record of a row whose worker died of it. */
socvet_status corpus_put_lost(const socvet_engine *engine, const socvet_bulk_opts *opts,
                              const corpus_row *row, const char *why, base_buf *out,
                              socvet_bulk_counts *counts, socvet_err *err);
#endif

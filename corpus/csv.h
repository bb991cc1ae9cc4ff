/* csv.h: RFC 4180 tables as people save them: any of , ; tab | as delimiter, BOM, CRLF or LF, quotes
 * with doubled quotes and line breaks inside. */
#ifndef CORPUS_CSV_H
#define CORPUS_CSV_H
#include "../base/arena.h"
#include "../base/base.h"

enum { CORPUS_CSV_COLUMNS = 512 };

typedef struct {
    socvet_str bytes; /* borrowed; UTF-8 */
    size_t at;
    char delimiter;
    uint64_t line;          /* of the row read last, 1-based */
    size_t n_fields;
    socvet_str field[CORPUS_CSV_COLUMNS]; /* borrowed from bytes, or from the arena when unquoted */
} corpus_csv;

/* Finds the delimiter: the one that splits the first rows into the same number of fields, most
 * fields first. */
void corpus_csv_open(corpus_csv *c, socvet_str bytes);
/* False at the end. Fields past CORPUS_CSV_COLUMNS are joined to the last. An unclosed quote ends
 * with the bytes and is said by *unclosed. */
bool corpus_csv_next(corpus_csv *c, base_arena *arena, bool *unclosed);
/* Index of a header field by any of the names (NULL-terminated; case does not matter), or -1. */
int corpus_csv_column(const corpus_csv *header, const char *const *names);
#endif

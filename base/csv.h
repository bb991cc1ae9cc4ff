/* csv.h: fields of a CSV file, as people's spreadsheets read them. */
#ifndef BASE_CSV_H
#define BASE_CSV_H
#include "buf.h"

/* Quoted where they must be; what a spreadsheet would run as a formula gets an apostrophe. With
 * `digits_are_text`, digits that are no number stay text. */
void base_csv_put(base_buf *out, socvet_str s, bool digits_are_text);
#endif

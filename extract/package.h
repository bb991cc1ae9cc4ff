/* package.h: parts of a zipped document, bounded: libzip checks nothing of the kind itself. */
#ifndef EXTRACT_PACKAGE_H
#define EXTRACT_PACKAGE_H
#include "extract_int.h"

typedef struct extract_package extract_package;

/* `bytes` is borrowed until closed. Expected: SOCVET_E_FORMAT (no ZIP, damaged, doubtful names),
 * SOCVET_E_LIMIT (too many entries), SOCVET_E_ENCRYPTED. */
socvet_status extract_package_open(extract_package **out, socvet_str bytes, socvet_err *err);
void extract_package_close(extract_package *p);
size_t extract_package_count(const extract_package *p);
/* Name of an entry, NUL-terminated; NULL when it has none worth reading (a folder). */
const char *extract_package_name(const extract_package *p, size_t index);
bool extract_package_has(const extract_package *p, const char *name);
/* Inflates one part into *out (initialised by this call), counting as it goes.
 * Expected: SOCVET_E_FORMAT (no such part, bad checksum), SOCVET_E_LIMIT (bomb), SOCVET_E_ENCRYPTED. */
socvet_status extract_package_read(extract_package *p, const char *name, base_buf *out,
                                   socvet_err *err);
#endif

/* package.h: parts of a zipped document, bounded: libzip checks nothing of the kind itself. */
#ifndef EXTRACT_PACKAGE_H
#define EXTRACT_PACKAGE_H
#include "extract_int.h"

typedef struct extract_package extract_package;

/* `bytes` and `b` are borrowed until closed. A bundle may hold doubtful names: its members are then passed
 * over (extract_package_name gives NULL); a document may not.
 * Expected: SOCVET_E_FORMAT (no ZIP, cut short, damaged, doubtful names), SOCVET_E_LIMIT (too many
 * entries). */
socvet_status extract_package_open(extract_package **out, extract_builder *b, socvet_str bytes,
                                   bool bundle, socvet_err *err);
void extract_package_close(extract_package *p);
size_t extract_package_count(const extract_package *p);
/* Name of an entry, NUL-terminated; NULL when it has none worth reading (a folder). */
const char *extract_package_name(const extract_package *p, size_t index);
bool extract_package_has(const extract_package *p, const char *name); /* ASCII case does not matter */
/* Inflates one part into *out (initialised by this call, also on failure), counting as it goes.
 * Expected: SOCVET_E_FORMAT (no such part, bad checksum), SOCVET_E_LIMIT (bomb), SOCVET_E_ENCRYPTED. */
socvet_status extract_package_read(extract_package *p, const char *name, base_buf *out,
                                   socvet_err *err);
socvet_status extract_package_read_at(extract_package *p, size_t index, base_buf *out,
                                      socvet_err *err);

/* What zipped bytes are, by the names in them; nothing is inflated. */
typedef enum {
    PACKAGE_NONE, PACKAGE_ZIP, PACKAGE_OPC, PACKAGE_WORD, PACKAGE_SHEET, PACKAGE_SLIDES,
    PACKAGE_ODT, PACKAGE_ODF_OTHER, PACKAGE_EPUB
} package_kind;
package_kind extract_package_kind(socvet_str bytes);
/* Office documents under a password are an OLE2 file with a stream EncryptedPackage. */
bool extract_package_encrypted(socvet_str bytes);
#endif

/* wire.h: a document's text, blocks and notices as bytes for a pipe, from an isolated reader or a
 * helper program to the one who asked. Nothing that comes in is believed: lengths, places, kinds
 * and UTF-8 are checked, and a checksum ends it. */
#ifndef EXTRACT_WIRE_H
#define EXTRACT_WIRE_H
#include "extract_int.h"

/* Appends a whole message to *out: of a document that holds one part, or (status not OK) only the
 * error. `doc` may be NULL when status is not OK. A helper writes it to standard output with
 * base_fd_write and ends with exit code 0, also after an error that it could name. */
void wire_write(base_buf *out, const socvet_doc *doc, socvet_status status, const socvet_err *err);
/* Takes a message into the document being built, after what is there. Returns the status sent,
 * with its error. Expected besides: SOCVET_E_CRASH (cut short, or not what wire_write makes). */
socvet_status wire_read(extract_builder *b, socvet_str message, socvet_err *err);
#endif

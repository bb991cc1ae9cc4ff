/* isolate.h: a document read in a process of its own: a crash, a hang or a swelling costs that
 * document alone. Bounded by CPU seconds and memory, never by the wall clock. */
#ifndef EXTRACT_ISOLATE_H
#define EXTRACT_ISOLATE_H
#include "extract_int.h"

/* Forks; the child runs the reader and sends the document over a pipe (wire.h).
 * Expected: what the reader may say, and SOCVET_E_CRASH, SOCVET_E_LIMIT, SOCVET_E_IO. */
socvet_status isolate_read(extract_builder *b, const socvet_reader *r, socvet_str bytes,
                           socvet_err *err);
/* Runs the program argv[0] with `bytes` on standard input and takes what it writes (wire.h).
 * Expected: as above, and SOCVET_E_UNSUPPORTED when the program cannot be run. */
socvet_status isolate_helper(extract_builder *b, const char *const argv[], socvet_str bytes,
                             socvet_err *err);
#endif

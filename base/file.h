/* file.h: whole files into memory, bounded. */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include "base.h"
#include "buf.h"

/* Reads a file, or standard input when path is "-", into *out (initialised by this call, cleared
 * by the caller with base_buf_clear also after a failure). Expected: SOCVET_E_IO, SOCVET_E_LIMIT. */
socvet_status base_file_read(base_buf *out, const char *path, size_t max_bytes, socvet_err *err);
/* Reads what is left of an open descriptor. `name` is for messages. */
socvet_status base_fd_read(base_buf *out, int fd, const char *name, size_t max_bytes,
                           socvet_err *err);
/* Writes all of `bytes`, restarting after signals. Expected: SOCVET_E_IO. */
socvet_status base_fd_write(int fd, socvet_str bytes, const char *name, socvet_err *err);
#endif

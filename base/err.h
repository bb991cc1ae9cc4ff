/* err.h: filling a socvet_err. */
#ifndef BASE_ERR_H
#define BASE_ERR_H
#include "base.h"

/* Fills *err (NULL is fine) unless it already holds a deeper message, and returns `code`. */
socvet_status base_fail(socvet_err *err, socvet_status code, const char *room, uint64_t offset,
                        const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void base_err_clear(socvet_err *err);
#endif

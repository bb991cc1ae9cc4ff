/* buf.h: bytes that grow. A failed append sticks (`failed`), so that a writer checks once. */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "base.h"

typedef struct {
    char *ptr; /* NUL-terminated whenever not NULL */
    size_t len, cap, max;
    bool failed; /* memory or `max` ran out; what was there stays */
} base_buf;

void base_buf_init(base_buf *b, size_t max_bytes); /* 0: no limit */
void base_buf_clear(base_buf *b);                  /* frees */
void base_buf_reset(base_buf *b);                  /* empties, keeps the memory */
/* Room for so many bytes at ptr + len, for a writer that puts them there itself, adds to `len` and ends
 * them with NUL; NULL when there is none (and `failed`). */
char *base_buf_room(base_buf *b, size_t bytes);
void base_buf_add(base_buf *b, socvet_str s);
void base_buf_add_z(base_buf *b, const char *z);
void base_buf_add_char(base_buf *b, char c);
void base_buf_add_u64(base_buf *b, uint64_t v);       /* in decimal */
void base_buf_add_cp(base_buf *b, uint32_t code_point); /* as UTF-8; an invalid one as U+FFFD */
void base_buf_printf(base_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
socvet_str base_buf_str(const base_buf *b);
#endif

/* arena.h: one arena per document; everything the document's journey makes lives in it and one
 * call ends it all. A build with SOCVET_DEBUG_ARENA gives each allocation its own malloc, so that
 * ASan sees the edges. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include "base.h"

typedef struct base_arena base_arena;

base_arena *base_arena_new(size_t max_bytes); /* NULL when memory ran out; max_bytes 0: no limit */
void base_arena_free(base_arena *a);          /* NULL is fine */
void base_arena_reset(base_arena *a);         /* forgets all, keeps the memory for the next document */
size_t base_arena_used(const base_arena *a);  /* bytes handed out since the last reset */

/* Aligned for any type, zeroed. NULL when memory or the arena's limit ran out. */
void *base_arena_alloc(base_arena *a, size_t bytes);
void *base_arena_array(base_arena *a, size_t count, size_t size); /* checks the multiplication */
/* A NUL-terminated copy; NULL when memory ran out. */
char *base_arena_dup(base_arena *a, socvet_str s);
/* Formats into the arena; an empty string with ptr NULL when memory ran out. */
socvet_str base_arena_printf(base_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes room for one more in an arena-held array: doubles it in place when it is the
 * newest allocation and its block has the room, else copies and leaves the old one behind.
 * Returns false when memory ran out (array and capacity are then unchanged). */
bool base_arena_grow(base_arena *a, void **array, size_t *cap, size_t count, size_t size);
#endif

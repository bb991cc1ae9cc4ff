/* starts.h: where a match of a pattern may begin. The first bytes of every branch are read off the
 * pattern ("\bapply|\bcvs?" begins with "appl" or "cv" where a word begins); a stretch of text is
 * run over with tables of bytes, and the pattern need only be tried where they agree. Only ever says
 * "may begin" too often, never too seldom; but for the signs of base_grams_odd. */
#ifndef BASE_STARTS_H
#define BASE_STARTS_H
#include "arena.h"
#include "base.h"

typedef struct base_starts base_starts; /* lives in the arena */

/* NULL: it may begin anywhere, as far as is known. */
const base_starts *base_starts_of(base_arena *arena, socvet_str pattern);
/* The first place in text[from, to) where a match that ends by `to` may begin; `to` when there is none. */
size_t base_starts_next(const base_starts *starts, socvet_str text, size_t from, size_t to);
#endif

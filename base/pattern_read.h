/* pattern_read.h: the grammar of PCRE2 patterns as far as needs.c and starts.c read it; for base/
 * alone. What is not known here sets `lost`: then nothing is known of the pattern. */
#ifndef BASE_PATTERN_READ_H
#define BASE_PATTERN_READ_H
#include "arena.h"
#include "base.h"

enum { PATTERN_DEEPEST = 24 }; /* groups within groups that are followed */

typedef struct {
    base_arena *arena;
    socvet_str p;
    size_t at;
    bool lost; /* a construct that is not known, or memory ran out */
} pattern_reader;

/* The byte `ahead` of the place that is read; -1 at the end. */
int pattern_peek(const pattern_reader *r, size_t ahead);
/* How often the atom before stands: once without a quantifier. *most is SIZE_MAX without a bound.
 * False: there is no quantifier. */
bool pattern_quantifier(pattern_reader *r, size_t *least, size_t *most);
/* The head of a group: false when it is no plain group; *looks for a look around. */
bool pattern_group_head(pattern_reader *r, bool *looks);
/* Escapes that stand for a class of characters, and for a place between two. */
bool pattern_escape_is_class(int c);
bool pattern_escape_is_place(int c);
#endif

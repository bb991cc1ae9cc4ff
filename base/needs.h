/* needs.h: what a pattern cannot match without. The letters that every match must hold are read
 * off the pattern ("apply (?:now|here)" needs "apply " and one of "now", "here"); a stretch of text
 * is read once into the set of its runs of three letters; a pattern whose needs are not in the set
 * need not be run there. Only ever says "may match" too often, never too seldom. */
#ifndef BASE_NEEDS_H
#define BASE_NEEDS_H
#include "arena.h"
#include "base.h"

typedef struct base_needs base_needs; /* lives in the arena; NULL: needs nothing that is known */

/* Reads a PCRE2 pattern; what it does not understand it takes to need nothing. */
const base_needs *base_needs_of(base_arena *arena, socvet_str pattern);

enum { BASE_GRAM_BITS = 11 };
typedef struct {
    uint64_t bits[(1 << BASE_GRAM_BITS) / 64]; /* by a hash of three bytes, capitals as small letters */
} base_grams;

void base_grams_of(base_grams *grams, socvet_str text);
/* Does the text hold signs that match k and s without caring for case (Kelvin, long s)? All grams are then
 * taken to be there. */
bool base_grams_odd(socvet_str text);
/* False: the pattern cannot match anywhere in the text of the grams. */
bool base_needs_met(const base_needs *needs, const base_grams *grams);
#endif

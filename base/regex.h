/* regex.h: PCRE2 behind one door: UTF-8, JIT where the machine allows it, bounded steps.
 * Text given to a match must be valid UTF-8 (it is not checked again). */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H
#include "base.h"

typedef struct base_regex base_regex;                 /* immutable once compiled and hastened */
typedef struct base_regex_scratch base_regex_scratch; /* one per worker */

enum {
    BASE_REGEX_CASE = 1,    /* case matters; without it, caseless */
    BASE_REGEX_ANCHORED = 2 /* matches at `start` or not at all */
};
enum { BASE_REGEX_GROUPS = 16 /* groups reported at most, the whole match being group 0 */ };

/* Expected: SOCVET_E_DATA with the offset in the pattern. `^` and `$` mean lines. */
socvet_status base_regex_compile(base_regex **out, socvet_str pattern, unsigned flags,
                                 socvet_err *err);
void base_regex_free(base_regex *re);
/* Machine code for a pattern that has much to read: it costs what the interpreter needs for some
 * thousands of bytes. Not while another thread matches with it. */
void base_regex_hasten(base_regex *re);
base_regex_scratch *base_regex_scratch_new(void); /* NULL when memory ran out */
void base_regex_scratch_free(base_regex_scratch *scratch);

/* Searches text from byte `start` (look-behind sees what is before it) up to byte `end`. Fills
 * groups[0..BASE_REGEX_GROUPS): a group that took no part is {0,0}. Returns the number of groups
 * filled, 0 for no match, -1 when a limit of steps was met. */
int base_regex_match(const base_regex *re, base_regex_scratch *scratch, socvet_str text,
                     size_t start, size_t end, socvet_span groups[BASE_REGEX_GROUPS]);
#endif

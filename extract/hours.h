/* hours.h: the parts of the hours module: facts_hours.c walks the tokens, hours_figure.c reads weekly
 * hours, hours_share.c the share of full time and the pattern of work. */
#ifndef EXTRACT_HOURS_H
#define EXTRACT_HOURS_H
#include "facts_int.h"
#include "money.h"

typedef struct {
    int64_t low, high; /* hundredths; high 0 for one figure */
    size_t from, to;
    int merit;
} extract_hours;

/* Is the word in the list, which NULL ends? Any case. */
bool extract_word_in(socvet_str w, const char *const *list);
/* A number below a thousand with its fraction, in hundredths; -1 when there is none. */
int64_t extract_hours_number(socvet_str t, size_t at, size_t limit, size_t *end);
/* A figure with its unit at `at`, or the figure behind a label at `at`: kept in *best when more
 * surely the post's weekly hours than what is there. */
void extract_hours_figure(socvet_str t, size_t at, extract_hours *best);
void extract_hours_labelled(socvet_str t, size_t at, extract_hours *best);
/* The share of full time at a digit; the pattern of work at one of its words. */
void extract_hours_share(facts_ctx *c, size_t at);
void extract_hours_pattern(facts_ctx *c, const base_token *k);
#endif

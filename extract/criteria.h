/* criteria.h: for facts_criteria.c and its parts: what is a label, what is a mark, what a table says. */
#ifndef EXTRACT_CRITERIA_H
#define EXTRACT_CRITERIA_H
#include "facts_int.h"

typedef struct {
    facts_ctx *c;
    socvet_criterion *list;
    size_t n, cap;
    bool both; /* the text speaks of essential and of desirable: single letters may mean them */
    bool failed;
} criteria_out;

/* ---- criteria_words.c ---- */

/* The need a label names and nothing else: "Essential", "Desirable criteria:", "Ess."; with
 * `letters` "E" and "D" too. */
socvet_need criteria_label(socvet_str s, bool letters);
/* The need that stands before a colon: "Essential skills: ..."; *at is where the words begin. */
socvet_need criteria_run_in(socvet_str s, size_t *at);
/* The need marked at the end of a line, "... (E)", "... (E, A/I)", "... - Essential"; *len is cut
 * to the words before it and *assessed gets the stages named with it. */
socvet_need criteria_mark_at_end(socvet_str s, size_t *len, socvet_str *assessed);
/* The need that the last words of a criterion say: "... would be desirable." */
socvet_need criteria_said_at_end(socvet_str s);
/* The need marked at its beginning: "[E] ...", "E1 ..."; *at is where the words begin. */
socvet_need criteria_mark_at_start(socvet_str s, size_t *at);

typedef enum {
    CRITERIA_OTHER,
    CRITERIA_WORDS,     /* what is asked for */
    CRITERIA_ESSENTIAL,
    CRITERIA_DESIRABLE,
    CRITERIA_NEED,      /* E or D, in letters or words */
    CRITERIA_ASSESSED
} criteria_role;
/* What the header cell of a column says it holds. */
criteria_role criteria_header(socvet_str s);
/* A tick, a cross, "yes", "E": it says "in this column". */
bool criteria_is_mark(socvet_str s);
/* Blank, "n/a", an empty box. */
bool criteria_is_nothing(socvet_str s);

/* ---- facts_criteria.c ---- */

/* Adds the words of a span, without the bullet or the number before them. */
void criteria_add(criteria_out *o, socvet_span s, socvet_need need, socvet_str assessed, size_t block);

/* ---- criteria_grid.c ---- */

enum { CRITERIA_COLUMNS = 24 };
/* What is known of a table's columns; kept so that the next table may be its continuation. */
typedef struct {
    uint8_t role[CRITERIA_COLUMNS]; /* criteria_role */
    uint32_t words;                 /* bytes of words are most here: where criteria stand */
    uint32_t head[CRITERIA_COLUMNS]; /* 1 + block of the header cell */
    uint16_t columns;
    bool kinds;                     /* its first row names kinds of criteria, side by side */
    bool known, pending;            /* roles are read; a first header row without the need */
    bool fresh;                     /* no row of words yet: a header may still come */
    uint8_t section;                /* socvet_need: a row across the table named it */
} criteria_grid;

/* Reads the table that begins at block i; returns the block after it. `follows` when nothing but a
 * page's end stands between it and the table that *g tells of: it may be the rest of that one. */
size_t criteria_table(criteria_out *o, criteria_grid *g, size_t i, bool follows);
#endif

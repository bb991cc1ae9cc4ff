/* dates.h: dates as people write them in British papers: day first, words or figures. */
#ifndef EXTRACT_DATES_H
#define EXTRACT_DATES_H
#include "facts_int.h"

typedef struct {
    int year, month, day; /* 0: not written */
    int weekday;          /* 0 Monday .. 6; -1: not written */
    uint32_t from, to;    /* bytes of the text */
    bool range;           /* the later end of a range of days: "10th-26th February" */
} extract_date;

/* The first date (of two days, "16 and 17 June", the earlier one is given) that begins at a token in [first, last); false when there is none. *next is the
 * token after it. */
bool extract_find_date(const facts_ctx *c, size_t first, size_t last, extract_date *out,
                       size_t *next);
#endif

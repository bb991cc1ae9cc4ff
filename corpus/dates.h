/* dates.h: a day out of a cell, in the ways people and programs write it; for corpus/ alone. */
#ifndef CORPUS_DATES_H
#define CORPUS_DATES_H
#include "../base/date.h"

/* "2015-03-04T09:00", "4/3/2015 09:00", "4.3.15", "Wed 4th March 2015", "March 4, 2015", "20150304",
 * a spreadsheet's day number ("42067"), seconds or milliseconds since 1970. Day before month, unless
 * `month_first` or the other way round is the only one that is a day. BASE_NO_DATE: none of these. */
int32_t corpus_read_date(socvet_str cell, bool month_first);
/* What a cell says about the order: +1: only day/month can be meant, -1: only month/day, 0: nothing. */
int corpus_date_order(socvet_str cell);
#endif

/* date.h: days since 1970-01-01, proleptic Gregorian. No clock but base_date_today(). */
#ifndef BASE_DATE_H
#define BASE_DATE_H
#include "base.h"

#define BASE_NO_DATE INT32_MIN

int32_t base_date_from_ymd(int year, int month, int day); /* BASE_NO_DATE when no such day */
void base_date_to_ymd(int32_t days, int *year, int *month, int *day);
int base_date_weekday(int32_t days); /* 0 = Monday */
int base_days_in_month(int year, int month);
/* Adds whole months; the day is cut to the month's last. */
int32_t base_date_add_months(int32_t days, int months);
/* "2026-11-25" exactly; BASE_NO_DATE on anything else. */
int32_t base_date_parse_iso(socvet_str s);
typedef struct {
    char z[16];
} base_date_text;
base_date_text base_date_iso(int32_t days);  /* "2026-11-25"; "" for BASE_NO_DATE */
base_date_text base_date_long(int32_t days); /* "25 Nov 2026", for people */
int32_t base_date_today(void);               /* UTC; for cli/ only */
#endif

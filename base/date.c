/* date.c: civil dates <-> days (Howard Hinnant's algorithm, public domain). */
#include "date.h"

#include <stdio.h>
#include <time.h>

int base_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    if (month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)))
        return 29;
    return days[month - 1];
}

int32_t base_date_from_ymd(int y, int m, int d)
{
    if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > base_days_in_month(y, m))
        return BASE_NO_DATE;
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void base_date_to_ymd(int32_t days, int *year, int *month, int *day)
{
    int64_t z = (int64_t)days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

int base_date_weekday(int32_t days)
{
    int w = (int)(((int64_t)days + 3) % 7);
    return w < 0 ? w + 7 : w;
}

int32_t base_date_add_months(int32_t days, int months)
{
    int y, m, d;

    if (days == BASE_NO_DATE)
        return BASE_NO_DATE;
    base_date_to_ymd(days, &y, &m, &d);
    int64_t at = (int64_t)y * 12 + (m - 1) + months;
    if (at < 12 || at >= 10000 * 12)
        return BASE_NO_DATE;
    y = (int)(at / 12);
    m = (int)(at % 12) + 1;
    int last = base_days_in_month(y, m);
    return base_date_from_ymd(y, m, d < last ? d : last);
}

int32_t base_date_parse_iso(socvet_str s)
{
    int v[3] = {0, 0, 0};
    static const int len[3] = {4, 2, 2};
    size_t at = 0;

    if (s.len != 10)
        return BASE_NO_DATE;
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < len[i]; k++, at++) {
            if (s.ptr[at] < '0' || s.ptr[at] > '9')
                return BASE_NO_DATE;
            v[i] = v[i] * 10 + (s.ptr[at] - '0');
        }
        if (i < 2 && s.ptr[at++] != '-')
            return BASE_NO_DATE;
    }
    return base_date_from_ymd(v[0], v[1], v[2]);
}

base_date_text base_date_iso(int32_t days)
{
    base_date_text t = {""};
    int y, m, d;

    if (days != BASE_NO_DATE) {
        base_date_to_ymd(days, &y, &m, &d);
        snprintf(t.z, sizeof t.z, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
    }
    return t;
}

base_date_text base_date_long(int32_t days)
{
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    base_date_text t = {""};
    int y, m, d;

    if (days != BASE_NO_DATE) {
        base_date_to_ymd(days, &y, &m, &d);
        snprintf(t.z, sizeof t.z, "%d %s %04d", d % 100, months[(m - 1) % 12], y % 10000);
    }
    return t;
}

int32_t base_date_today(void)
{
    return (int32_t)(time(NULL) / 86400);
}

/* dates.c: days out of cells. What is no date stays none: a wrong day would be judged by wrong rules. */
#include "dates.h"

#include "../base/str.h"

enum { MOST_PARTS = 4 };

/* A cell's parts: numbers and month names, up to its time of day. */
typedef struct {
    unsigned n;
    unsigned value[MOST_PARTS], digits[MOST_PARTS]; /* digits 0: a month's name */
} parts;

static unsigned month_named(socvet_str word)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july",
                                        "august", "september", "october", "november", "december"};

    for (unsigned m = 0; m < 12; m++)
        if (word.len >= 3 && base_str_starts_ci(base_str_z(names[m]), word))
            return m + 1;
    return base_str_eq_ci(word, SOCVET_STR("sept")) ? 9 : 0;
}

/* Words that stand in dates and say nothing: days of the week, "st" and "th", "of". */
static bool says_nothing(socvet_str w)
{
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    static const char *const other[] = {"st", "nd", "rd", "th", "of", "the", "tues", "thur", "thurs"};

    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (base_str_eq_ci(w, base_str_z(days[i])) || (w.len == 3 && base_str_starts_ci(base_str_z(days[i]), w)))
            return true;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (base_str_eq_ci(w, base_str_z(other[i])))
            return true;
    return false;
}

/* A time of day ends the date: "09:00", "T09:00", "at 9am". */
static bool time_begins(socvet_str s, size_t i)
{
    size_t k = i;

    while (k < s.len && k < i + 2 && base_is_digit(s.ptr[k]))
        k++;
    return k > i && k < s.len && (s.ptr[k] == ':' || base_lower(s.ptr[k]) == 'a' || base_lower(s.ptr[k]) == 'p');
}

static bool take_number(parts *p, socvet_str s, size_t *i)
{
    unsigned v = 0, digits = 0;

    for (; *i < s.len && base_is_digit(s.ptr[*i]); ++*i, digits++)
        v = v * 10 + (unsigned)(s.ptr[*i] - '0') % 10;
    if (p->n == MOST_PARTS || digits > 9)
        return false;
    p->value[p->n] = v;
    p->digits[p->n++] = digits;
    return true;
}

/* False: something that stands in no date. */
static bool cut(parts *p, socvet_str s)
{
    *p = (parts){0};
    for (size_t i = 0; i < s.len;) {
        char c = s.ptr[i];
        if (p->n >= 3 && (c == 'T' || c == ' ' || c == ','))
            return true; /* a day is whole: the rest is the time */
        if (base_is_digit(c)) {
            if (p->n && time_begins(s, i))
                return p->n >= 3;
            if (!take_number(p, s, &i))
                return false;
        } else if (base_is_alpha(c)) {
            size_t from = i;
            while (i < s.len && base_is_alpha(s.ptr[i]))
                i++;
            socvet_str w = {s.ptr + from, i - from};
            unsigned m = month_named(w);
            if (m && p->n < MOST_PARTS) {
                p->value[p->n] = m;
                p->digits[p->n++] = 0;
            } else if (!says_nothing(w)) {
                return false;
            }
        } else if (c == ' ' || c == '/' || c == '-' || c == '.' || c == ',' || c == '\'') {
            i++;
        } else {
            return false;
        }
    }
    return true;
}

static int whole_year(unsigned v, unsigned digits)
{
    if (digits == 4)
        return (int)v;
    return digits == 2 ? (int)(v < 70 ? 2000 + v : 1900 + v) : -1;
}

static int32_t day_of(unsigned day, unsigned month, int year)
{
    if (year < 1970 || year > 2199 || day > 31 || month > 12)
        return BASE_NO_DATE;
    return base_date_from_ymd(year, (int)month, (int)day);
}

/* 41000 in a spreadsheet is a day of 2012; an adverts' date lies between 1990 and 2064. Programs count
 * seconds or milliseconds. */
static int32_t of_number(socvet_str s)
{
    uint64_t v;
    socvet_str whole = s, rest = s;

    base_str_split(&rest, '.', &whole); /* "42067.5" is noon */
    if (!base_str_to_u64(whole, &v))
        return BASE_NO_DATE;
    if (whole.len == 8)
        return day_of((unsigned)(v % 100), (unsigned)(v / 100 % 100), (int)(v / 10000));
    if (whole.len == 5 && v >= 32874 && v < 60000)
        return (int32_t)v - 25569;
    if (whole.len == 10 && v < 7000000000u)
        return (int32_t)(v / 86400);
    if (whole.len == 13 && v < 7000000000000u)
        return (int32_t)(v / 86400000);
    return BASE_NO_DATE;
}

static bool all_number(socvet_str s)
{
    size_t dots = 0;

    for (size_t i = 0; i < s.len; i++) {
        dots += s.ptr[i] == '.';
        if (!base_is_digit(s.ptr[i]) && s.ptr[i] != '.')
            return false;
    }
    return s.len && dots <= 1;
}

int32_t corpus_read_date(socvet_str cell, bool month_first)
{
    socvet_str s = base_str_trim(cell);
    parts p;

    if (all_number(s))
        return of_number(s);
    if (s.len > 48 || !cut(&p, s) || p.n != 3)
        return BASE_NO_DATE;
    if (p.digits[0] == 4) /* 2015-03-04, 2015 March 4 */
        return day_of(p.value[2], p.value[1], (int)p.value[0]);
    int year = whole_year(p.value[2], p.digits[2]);
    if (p.digits[0] == 0) /* March 4, 2015 */
        return day_of(p.value[1], p.value[0], year);
    if (p.digits[1] == 0) /* 4 March 2015 */
        return day_of(p.value[0], p.value[1], year);
    if (p.digits[0] > 2 || p.digits[1] > 2)
        return BASE_NO_DATE;
    unsigned day = p.value[month_first ? 1 : 0], month = p.value[month_first ? 0 : 1];
    int32_t d = day_of(day, month, year);
    return d != BASE_NO_DATE ? d : day_of(month, day, year);
}

int corpus_date_order(socvet_str cell)
{
    parts p;
    socvet_str s = base_str_trim(cell);

    if (all_number(s) || s.len > 48 || !cut(&p, s) || p.n != 3 || p.digits[0] == 0 || p.digits[0] > 2 ||
        p.digits[1] == 0)
        return 0;
    return (p.value[0] > 12) - (p.value[1] > 12);
}

/* dates.c: "Friday 7 February 2025", "31st of October", "November 15, 2022", "29/11/2023",
 * "2023-11-29", "July 2005". Figures are read day first; a month above 12 turns them round. */
#include "dates.h"

#include "../base/date.h"
#include "../base/str.h"

static socvet_str word_at(const facts_ctx *c, size_t i)
{
    return base_str_cut(c->text, (socvet_span){c->tokens[i].from, c->tokens[i].to});
}

static int name_in(socvet_str w, const char *const *names, int n)
{
    if (w.len < 3)
        return 0;
    char first = base_lower(w.ptr[0]), second = base_lower(w.ptr[1]);
    for (int i = 0; i < n; i++) {
        if (names[i][0] != first || names[i][1] != second)
            continue;
        socvet_str full = base_str_z(names[i]);
        bool prefix = w.len < full.len && base_str_starts_ci(full, w);
        if (base_str_eq_ci(w, full) || (prefix && (w.len == 3 || (w.len == 4 && i != 2) || w.len == 5)))
            return i + 1;
    }
    return 0;
}

static int month_of(socvet_str w)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july",
                                        "august", "september", "october", "november", "december"};
    return name_in(w, names, 12);
}

/* "Novmber", "Septemeber" behind a day: the first letters, the last and about the length agree. */
static int month_misspelt(socvet_str w)
{
    static const struct {
        const char *name;
        int month;
    } longer[] = {{"january", 1}, {"february", 2}, {"august", 8}, {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12}};
    int month = month_of(w);

    for (size_t i = 0; !month && w.len >= 6 && w.len <= 11 && i < sizeof longer / sizeof *longer; i++) {
        socvet_str full = base_str_z(longer[i].name), head = {full.ptr, 3}, tail = {full.ptr + full.len - 1, 1};
        if (base_str_starts_ci(w, head) && base_str_ends_ci(w, tail) && w.len + 2 >= full.len && w.len <= full.len + 2)
            month = longer[i].month;
    }
    return month;
}

static int weekday_of(socvet_str w)
{
    static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday",
                                        "saturday", "sunday"};
    return name_in(w, names, 7) - 1;
}

/* "7", "7th", "22nd" -> 7; 0 when it is no day of a month. */
static int day_of(socvet_str w)
{
    int v = 0;
    size_t i = 0;

    while (i < w.len && i < 2 && base_is_digit(w.ptr[i]))
        v = v * 10 + (w.ptr[i++] - '0');
    socvet_str tail = {w.ptr + i, w.len - i};
    bool ordinal = tail.len == 2 && (base_str_eq_ci(tail, SOCVET_STR("st")) || base_str_eq_ci(tail, SOCVET_STR("nd")) ||
                                     base_str_eq_ci(tail, SOCVET_STR("rd")) || base_str_eq_ci(tail, SOCVET_STR("th")));
    return i > 0 && (tail.len == 0 || ordinal) && v >= 1 && v <= 31 ? v : 0;
}

static int year_of(socvet_str w)
{
    uint64_t v;

    if (w.len == 6 && base_str_ends_ci(w, SOCVET_STR("at"))) /* "2012at 17:00" */
        w.len = 4;
    return w.len == 4 && base_str_to_u64(w, &v) && v >= 1980 && v <= 2099 ? (int)v : 0;
}

static bool is(const facts_ctx *c, size_t i, size_t last, const char *z)
{
    return i < last && base_str_eq_ci(word_at(c, i), base_str_z(z));
}

/* "3 June 26", "Feb '24"; not "3 June 12 noon", "3 June 10am". */
static int short_year(const facts_ctx *c, size_t k, size_t last)
{
    static const char *const hours[] = {"noon", "am", "pm", "midnight", "hrs", "hours", ":", "a.m", "p.m"};
    socvet_str w = word_at(c, k);
    uint64_t v;

    if (w.len != 2 || !base_str_to_u64(w, &v) || v < 13 || v > 60)
        return 0;
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++)
        if (is(c, k + 1, last, hours[i]))
            return 0;
    return 2000 + (int)v;
}

/* The year after a date, and commas before it: "15, 2022", "Feb '24". */
static size_t take_year(const facts_ctx *c, size_t i, size_t last, extract_date *d)
{
    size_t k = i;

    while (k < last && k < i + 2 && (is(c, k, last, ",") || is(c, k, last, "'") || is(c, k, last, "of") ||
                                     is(c, k, last, "-") || is(c, k, last, "/") || is(c, k, last, ".")))
        k++;
    if (k < last && (d->year = year_of(word_at(c, k)))) {
        d->to = c->tokens[k].from + 4;
        return k + 1;
    }
    if (k < last && d->day && (d->year = short_year(c, k, last))) {
        d->to = c->tokens[k].to;
        return k + 1;
    }
    return i;
}

/* Figures: 29/11/2023, 29.11.23, 2023-11-29. Tokens: number sep number sep number, or one token
 * "29.11.2023". */
static size_t in_figures(const facts_ctx *c, size_t i, size_t last, extract_date *d)
{
    int v[3] = {0, 0, 0}, digits[3] = {0, 0, 0}, n = 0;
    uint32_t at = c->tokens[i].from, end = at;
    const char *p = c->text.ptr;
    char sep = 0;

    while (end < c->text.len && n < 3) {
        if (base_is_digit(p[end]) && digits[n] < 4) {
            v[n] = v[n] * 10 + (p[end++] - '0');
            digits[n]++;
        } else if (digits[n] && n < 2 && (p[end] == '/' || p[end] == '.' || p[end] == '-') &&
                   (!sep || p[end] == sep)) {
            sep = p[end++];
            n++;
            end += n == 2 && end + 4 < c->text.len && p[end] == ' ' && base_is_digit(p[end + 1]) && base_is_digit(p[end + 4]);
        } else {
            break;
        }
    }
    bool time = end + 1 < c->text.len && p[end] == 'T' && base_is_digit(p[end + 1]); /* ISO with a time */
    if (n != 2 || !digits[2] ||
        (!time && end < c->text.len && (base_is_digit(p[end]) || base_is_alpha(p[end]))))
        return i;
    bool iso = digits[0] == 4;
    d->year = iso ? v[0] : v[2] + (digits[2] <= 2 ? 2000 : 0);
    d->month = v[1];
    d->day = iso ? v[2] : v[0];
    if (d->month > 12 && d->day <= 12) {
        d->month = v[0];
        d->day = v[1];
    }
    if ((digits[2] != 2 && digits[2] != 4 && !iso) ||
        base_date_from_ymd(d->year, d->month, d->day) == BASE_NO_DATE || d->year < 1980 || d->year > 2099)
        return i;
    d->from = at;
    d->to = end;
    while (i < last && c->tokens[i].from < end)
        i++;
    return i;
}

/* Marks between the parts of a date that mean nothing: "16 [ sup ] th", ",", "of", "the". */
static size_t skip_of(const facts_ctx *c, size_t i, size_t last)
{
    size_t k = i;

    while (k < last && k < i + 20 &&
           (is(c, k, last, "of") || is(c, k, last, ",") || is(c, k, last, "the") || is(c, k, last, "[") ||
            is(c, k, last, "]") || is(c, k, last, "(") || is(c, k, last, ")") || is(c, k, last, "/") ||
            is(c, k, last, "sup") || is(c, k, last, "th") || is(c, k, last, "st") || is(c, k, last, "nd") ||
            is(c, k, last, "rd") || is(c, k, last, "-") || is(c, k, last, "*") || is(c, k, last, ".")))
        k++;
    return k;
}

/* The year that ends a word: "November2020"; the word is cut before it. */
static int cut_year(socvet_str *w)
{
    int year = w->len > 4 && base_is_alpha(w->ptr[w->len - 5]) ? year_of((socvet_str){w->ptr + w->len - 4, 4}) : 0;

    w->len -= year ? 4 : 0;
    return year;
}

/* A month, alone or with its year behind it in one word. */
static int month_and_year(socvet_str w, int *year)
{
    *year = cut_year(&w);
    return month_misspelt(w);
}

/* Parts run together in one word, "11thJanuary", "Friday6thNovember2020", "isTuesday10": what it has of
 * them; the day at least. */
static bool joined(socvet_str w, extract_date *d)
{
    size_t i = 0, digits = 0, n;
    int year = cut_year(&w);

    while (digits < w.len && !base_is_digit(w.ptr[digits]))
        digits++;
    if (digits == w.len) /* all letters */
        return false;
    for (i = 0; digits && i + 6 <= digits && d->weekday < 0; i++) /* letters before end with a weekday's name */
        if (digits - i <= 9)
            d->weekday = weekday_of((socvet_str){w.ptr + i, digits - i});
    if (digits && d->weekday < 0)
        return false;
    socvet_str rest = {w.ptr + digits, w.len - digits};
    for (n = 0; n < rest.len && n < 2 && base_is_digit(rest.ptr[n]); n++)
        ;
    if (n + 2 <= rest.len && day_of((socvet_str){rest.ptr, n + 2}))
        n += 2;
    d->day = day_of((socvet_str){rest.ptr, n});
    d->month = n < rest.len ? month_misspelt((socvet_str){rest.ptr + n, rest.len - n}) : 0;
    d->year = d->month ? year : 0;
    return d->day && (d->month || (n == rest.len && digits));
}

/* "the second half of February", "the last week of May": words that only a month follows. */
static bool part_of_month(const facts_ctx *c, size_t i)
{
    if (i > 0 && base_str_eq_ci(word_at(c, i - 1), SOCVET_STR("of")))
        return i > 1 && (base_str_eq_ci(word_at(c, i - 2), SOCVET_STR("half")) ||
                         base_str_eq_ci(word_at(c, i - 2), SOCVET_STR("week")) ||
                         base_str_eq_ci(word_at(c, i - 2), SOCVET_STR("weeks")));
    return false;
}

static size_t date_at(const facts_ctx *c, size_t i, size_t last, extract_date *d)
{
    socvet_str w = word_at(c, i);
    int month;

    if (c->tokens[i].kind == BASE_TOKEN_SYMBOL)
        return i;
    *d = (extract_date){.weekday = -1, .from = c->tokens[i].from, .to = c->tokens[i].to};
    size_t next = w.len && base_is_digit(w.ptr[0]) ? in_figures(c, i, last, d) : i;
    if (next > i)
        return next;
    bool run_on = w.len > 3 && w.len <= 32 && joined(w, d);
    if (run_on && d->month)
        return d->year ? i + 1 : take_year(c, i + 1, last, d);
    if (run_on || (w.len && base_is_digit(w.ptr[0]))) {
        size_t m = skip_of(c, i + 1, last);
        if ((run_on || (d->day = day_of(w))) && m < last && (month = month_and_year(word_at(c, m), &d->year))) {
            d->month = month;
            d->to = c->tokens[m].to;
            return d->year ? m + 1 : take_year(c, m + 1, last, d);
        }
        return i;
    }
    *d = (extract_date){.weekday = -1, .from = c->tokens[i].from, .to = c->tokens[i].to};
    if ((month = month_of(w)) == 0)
        return i;
    d->month = month;
    if (i + 3 < last && is(c, i + 1, last, "/") && month_of(word_at(c, i + 2))) { /* September/October 2023 */
        d->to = c->tokens[i + 2].to;
        return (month = (int)take_year(c, i + 3, last, d)) > (int)i + 3 ? (size_t)month : i;
    }
    if (i + 1 < last) {
        int day = day_of(word_at(c, i + 1));
        if (day && !year_of(word_at(c, i + 1))) {
            d->day = day;
            d->to = c->tokens[i + 1].to;
            return take_year(c, i + 2, last, d);
        }
    }
    next = take_year(c, i + 1, last, d);
    return next > i + 1 || part_of_month(c, i) ? next : i; /* a bare month is no date */
}

/* "10th-26th February", "16 and 17 June", "08/03/2015-18/03/2015": the first day is the date's. */
static void first_of_range(const facts_ctx *c, size_t i, size_t end, size_t last, extract_date *d)
{
    extract_date second;

    if (end + 1 < last && (is(c, end, last, "-") || is(c, end, last, "\xE2\x80\x93")) &&
        date_at(c, end + 1, last, &second) > end + 1)
        d->range = true;
    for (size_t k = i; k > 0 && k + 6 > i; k--) { /* back over the joining word and a weekday */
        socvet_str w = word_at(c, k - 1);
        int day = day_of(w);
        bool join = is(c, k - 1, last, "-") || is(c, k - 1, last, "\xE2\x80\x93") || is(c, k - 1, last, "and") ||
                    is(c, k - 1, last, "or") || is(c, k - 1, last, "/") || is(c, k - 1, last, "to");
        if (join && k > 1 && (day = day_of(word_at(c, k - 2))) != 0 && day < d->day &&
            !(k > 2 && is(c, k - 3, last, ":"))) {
            d->range = is(c, k - 1, last, "-") || is(c, k - 1, last, "to") || is(c, k - 1, last, "\xE2\x80\x93");
            d->day = day;
            d->from = c->tokens[k - 2].from;
            d->weekday = -1;
            return;
        }
        if (weekday_of(w) < 0 || join)
            return;
    }
}

bool extract_find_date(const facts_ctx *c, size_t first, size_t last, extract_date *out,
                       size_t *next)
{
    for (size_t i = first; i < last; i++) {
        size_t end = date_at(c, i, last, out);
        if (end == i)
            continue;
        if (i > first)
            out->weekday = weekday_of(word_at(c, i - 1));
        if (out->weekday < 0 && i > first + 1 && (is(c, i - 1, last, ",") || is(c, i - 1, last, "the")))
            out->weekday = weekday_of(word_at(c, i - 2));
        if (out->day)
            first_of_range(c, i, end, last, out);
        *next = end;
        return true;
    }
    return false;
}

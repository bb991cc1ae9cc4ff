/* hours_figure.c: weekly hours: "37.5 hours per week", "35-hour week", "Contracted hours: 22.5". */
#include <string.h>

#include "../base/str.h"
#include "hours.h"

bool extract_word_in(socvet_str w, const char *const *list)
{
    for (; *list; list++)
        if (base_str_eq_ci(w, base_str_z(*list)))
            return true;
    return false;
}

static const char *const hour_words[] = {"hours", "hour", "hrs", "hr", "h", "hours'", NULL};
static const char *const week_words[] = {"week", "wk", "weekly", "w", "pw", NULL};
static const char *const not_weekly[] = {"day",        "daily",    "shift",  "shifts",   "notice",
                                         "month",      "monthly",  "night",  "session",  "sessions",
                                         "d",          "later",    "before", "prior",    "service",
                                         "cover",      "drive",    "care",   "helpline", "response",
                                         "turnaround", "training", "cpd",    "ago",      NULL};

int64_t extract_hours_number(socvet_str t, size_t at, size_t limit, size_t *end)
{
    size_t p = at;
    int64_t v = 0;

    while (p < limit && base_is_digit(t.ptr[p]) && p - at < 4)
        v = v * 10 + (t.ptr[p++] - '0');
    if (p == at || (p < limit && base_is_digit(t.ptr[p])))
        return -1;
    v *= 100;
    if (p + 1 < limit && t.ptr[p] == '.' && base_is_digit(t.ptr[p + 1])) {
        v += (t.ptr[p + 1] - '0') * 10;
        p += 2;
        if (p < limit && base_is_digit(t.ptr[p]))
            v += t.ptr[p++] - '0';
        while (p < limit && base_is_digit(t.ptr[p]))
            p++;
    } else if (p + 1 < limit && t.ptr[p] == (char)0xC2 && (unsigned char)t.ptr[p + 1] >= 0xBC &&
               (unsigned char)t.ptr[p + 1] <= 0xBE) { /* quarter, half, three quarters */
        v += 25 * ((unsigned char)t.ptr[p + 1] - 0xBB);
        p += 2;
    } else if (p + 4 <= limit && memcmp(t.ptr + p, " 1/2", 4) == 0) {
        v += 50;
        p += 4;
    }
    *end = p;
    return v;
}

/* A dash or "to" between two numbers; 0 when there is none. */
static size_t range_link(socvet_str t, size_t p, size_t limit, bool between)
{
    size_t q = money_skip_blank(t, p, limit);

    if (q < limit && t.ptr[q] == '-')
        return money_skip_blank(t, q + 1, limit);
    if (q + 3 <= limit &&
        (memcmp(t.ptr + q, "\xE2\x80\x93", 3) == 0 || memcmp(t.ptr + q, "\xE2\x80\x94", 3) == 0))
        return money_skip_blank(t, q + 3, limit);
    if (base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("to")))
        return money_skip_blank(t, q + 2, limit);
    if (base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("or"))) /* "37 or 45 hours": neither alone */
        return money_skip_blank(t, q + 2, limit);
    if (between && base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("and")))
        return money_skip_blank(t, q + 3, limit);
    return 0;
}

/* "30 minutes" behind "37 hours". */
static size_t minutes(socvet_str t, size_t p, size_t limit, int64_t *v)
{
    size_t q = money_skip_blank(t, p, limit), end;

    if (base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("and")))
        q = money_skip_blank(t, q + 3, limit);
    int64_t m = extract_hours_number(t, q, limit, &end);
    if (m < 0 || m >= 6000 || m % 300 != 0)
        return p;
    q = money_skip_blank(t, end, limit);
    socvet_str w = money_word_at(t, q, limit);
    if (!base_str_starts_ci(w, SOCVET_STR("min")))
        return p;
    *v += m * 100 / 6000;
    return q + w.len;
}

enum { NO_PERIOD, WEEK, FORTNIGHT, FOUR_WEEKS, YEAR, OTHER };

/* Over what the hours run: the next few words up to the end of the clause. */
static int over_what(socvet_str t, size_t p, size_t limit, size_t *end)
{
    bool spread = false; /* "over 4 days" */

    for (int n = 0; n < 6 && p < limit; n++) {
        while (p < limit && (t.ptr[p] == ' ' || t.ptr[p] == '(' || t.ptr[p] == ')' || t.ptr[p] == '/' ||
                             t.ptr[p] == '-' || t.ptr[p] == '*' ||
                             (t.ptr[p] == '.' && n < 2 && p + 1 < limit && t.ptr[p + 1] != ' ')))
            p++;
        socvet_str w = money_word_at(t, p, limit);
        if (w.len == 0)
            break;
        *end = p + w.len;
        if (extract_word_in(w, week_words))
            return WEEK;
        if (base_str_eq_ci(w, SOCVET_STR("p"))) { /* p/w, p.w. */
            p += 1;
            continue;
        }
        if (base_str_eq_ci(w, SOCVET_STR("weeks")))
            return FOUR_WEEKS;
        if (base_str_eq_ci(w, SOCVET_STR("fortnight")))
            return FORTNIGHT;
        if (base_str_eq_ci(w, SOCVET_STR("year")) || base_str_eq_ci(w, SOCVET_STR("annum")) ||
            base_str_eq_ci(w, SOCVET_STR("annual")))
            return YEAR;
        if (spread && base_str_eq_ci(w, SOCVET_STR("days")))
            return WEEK;
        if (extract_word_in(w, not_weekly))
            return OTHER;
        static const char *const days[] = {"2", "3", "4", "5", "two", "three", "four", "five", NULL};
        spread |= base_str_eq_ci(w, SOCVET_STR("over")) || base_str_eq_ci(w, SOCVET_STR("across"));
        if (spread && extract_word_in(w, days)) {
            p += w.len;
            continue;
        }
        static const char *const passed[] = {"per",     "a",    "an",     "each",    "every",
                                             "of",      "work", "worked", "working", "contracted",
                                             "in",      "any",  "4",      "four",    "over",
                                             "average", "on",   "paid",   "basic",   "across", "spread", NULL};
        if (!extract_word_in(w, passed))
            break;
        p += w.len;
    }
    return NO_PERIOD;
}

/* "**** and 44 hours": one of two figures is masked out. */
static bool half_masked(socvet_str t, size_t at)
{
    size_t p = at;

    while (p > 0 && (base_is_blank(t.ptr[p - 1]) || t.ptr[p - 1] == '-'))
        p--;
    size_t q = p;
    while (q > 0 && base_is_alpha(t.ptr[q - 1]))
        q--;
    static const char *const joins[] = {"and", "or", "to", NULL};
    if (q == p || !extract_word_in((socvet_str){t.ptr + q, p - q}, joins))
        return p >= 4 && p < at && t.ptr[at - 1] == '-' && memcmp(t.ptr + p - 4, "****", 4) == 0;
    while (q > 0 && t.ptr[q - 1] == ' ')
        q--;
    return q >= 4 && memcmp(t.ptr + q - 4, "****", 4) == 0;
}

/* Words before the figure on its line that say it is none of the post's weekly hours, or that it
 * is. Returns -1, 0, or how strongly. */
static int words_before(socvet_str t, size_t at)
{
    static const char *const bad[] = {
        "within",     "overtime", "opt",      "open",  "opening",  "core",   "notice",  "extra",
        "additional", "shift",    "teaching", "cpd",   "training", "course", "minimum", "first",
        "last",       "exceed",   "excess",   "every", "least",    "teach",  NULL};
    static const char *const less[] = {"based",  "equivalent", "rata", "standard",
                                       "normal", "fte",        NULL};
    size_t from = at > 70 ? at - 70 : 0;
    bool full = false, part = false, weaker = false, hours = false, colon = false;

    for (size_t i = at; i > from; i--)
        if (t.ptr[i - 1] == '\n' || t.ptr[i - 1] == ';' ||
            (t.ptr[i - 1] == '.' && base_is_blank(t.ptr[i]))) {
            from = i;
            break;
        }
    while (from < at && ((unsigned char)t.ptr[from] & 0xC0) == 0x80)
        from++;
    if (from > 0 && base_is_alpha(t.ptr[from - 1])) /* not in the middle of a word */
        while (from < at && base_is_alpha(t.ptr[from]))
            from++;
    int words = 0, bad_at = -100, fte_at = -100;
    for (size_t p = from; p < at;) {
        socvet_str w = money_word_at(t, p, at);
        if (w.len) {
            words++;
            if (extract_word_in(w, bad))
                bad_at = words;
            weaker |= extract_word_in(w, less);
            if (base_str_eq_ci(w, SOCVET_STR("fte")) || base_str_eq_ci(w, SOCVET_STR("wte")))
                fte_at = words;
            full |= base_str_starts_ci(w, SOCVET_STR("full"));
            part |= base_str_starts_ci(w, SOCVET_STR("part"));
            if (base_str_eq_ci(w, SOCVET_STR("hours")) || base_str_eq_ci(w, SOCVET_STR("hrs")))
                hours = true, colon = false;
        } else if (t.ptr[p] == ':') {
            colon = true;
        }
        p += w.len ? w.len : 1;
    }
    if (words - bad_at <= 3 || half_masked(t, at))
        return -1;
    if (fte_at == words && t.ptr[at - 1] == '(') /* "0.6 FTE (21 hours)" */
        return 4;
    return 1 + (hours ? 3 : 0) + (hours && colon ? 3 : 0) + (full || part ? 2 : 0) -
           (weaker ? 1 : 0);
}

static void offer(extract_hours *best, const extract_hours *f)
{
    if (f->merit > best->merit)
        *best = *f;
}

static bool to_week(extract_hours *f, int over)
{
    int64_t by = over == FORTNIGHT ? 2 : over == FOUR_WEEKS ? 4 : over == YEAR ? 52 : 1;

    if (f->low % by != 0 || f->high % by != 0)
        return false;
    f->low /= by;
    f->high /= by;
    return true;
}

/* "4 weeks" behind, not "in 12 weeks' time". */
static bool four_before(socvet_str t, size_t weeks_end)
{
    size_t p = weeks_end - 5;

    while (p > 0 && t.ptr[p - 1] == ' ')
        p--;
    return p > 0 &&
           (t.ptr[p - 1] == '4' ||
            (p >= 4 && base_str_eq_ci((socvet_str){t.ptr + p - 4, 4}, SOCVET_STR("four"))));
}

/* A figure with its unit: "37.5 hours per week", "35-hour week", "22 to 25 hrs p/w", "35hpw". */
void extract_hours_figure(socvet_str t, size_t at, extract_hours *best)
{
    size_t limit = t.len - at > 120 ? at + 120 : t.len, p, end;
    extract_hours f = {.from = at, .low = extract_hours_number(t, at, limit, &p)};

    if (f.low < 0)
        return;
    size_t q = range_link(t, p, limit, money_after_between(t, at));
    int64_t second = q ? extract_hours_number(t, q, limit, &end) : -1;
    if (second > f.low)
        f.high = second, p = end;
    q = money_skip_blank(t, p, limit);
    if (q < limit && t.ptr[q] == '-')
        q = money_skip_blank(t, q + 1, limit);
    socvet_str w = money_word_at(t, q, limit);
    int over = NO_PERIOD;
    if (base_str_eq_ci(w, SOCVET_STR("hpw")) || base_str_eq_ci(w, SOCVET_STR("hrspw")))
        over = WEEK, p = q + w.len;
    else if (!extract_word_in(w, hour_words))
        return;
    if (!over) {
        p = minutes(t, q + w.len, limit, f.high ? &f.high : &f.low);
        f.to = p;
        over = over_what(t, p, limit, &p);
    }
    f.to = over ? p : f.to;
    int before = words_before(t, at);
    if (before < 0 || over == OTHER || (over == FOUR_WEEKS && !four_before(t, p)) ||
        !to_week(&f, over))
        return;
    bool clock = t.ptr[at] == '0' || (t.len - at > 5 && (memcmp(t.ptr + at + 2, ".00", 3) == 0 ||
                                                         memcmp(t.ptr + at + 2, ".30", 3) == 0));
    bool weekly = f.low % 100 != 0 && f.low >= 1500 && f.low <= 4000; /* "37.5 hours": no other length looks so */
    if (!over && ((before < 3 && !weekly) || clock)) /* "8 hours": of what? */
        return;
    f.merit = (over ? 4 : 0) + before;
    if (f.low >= 100 && f.low <= 8000 && f.high <= 9000)
        offer(best, &f);
}

/* The label first: "Hours per week: 35", "Contracted hours 22.5". */
void extract_hours_labelled(socvet_str t, size_t at, extract_hours *best)
{
    size_t limit = t.len - at > 60 ? at + 60 : t.len, p = at, end;
    bool colon = false, week = false;
    extract_hours f = {0};

    p += money_word_at(t, p, limit).len;
    for (int n = 0; n < 4 && p < limit; n++) {
        while (p < limit &&
               (t.ptr[p] == ' ' || t.ptr[p] == ':' || t.ptr[p] == '*' || t.ptr[p] == '-' ||
                t.ptr[p] == '(' || t.ptr[p] == ')' || t.ptr[p] == '\t' || t.ptr[p] == '/')) {
            colon |= t.ptr[p] == ':' || t.ptr[p] == '\t';
            p++;
        }
        if (p < limit && base_is_digit(t.ptr[p]))
            break;
        socvet_str w = money_word_at(t, p, limit);
        static const char *const passed[] = {"per", "a",      "of",         "work",  "week",
                                             "wk",  "weekly", "p",          "w",     "pw",
                                             "is",  "are",    "contracted", "total", NULL};
        if (w.len == 0 || !extract_word_in(w, passed))
            return;
        week |= extract_word_in(w, week_words);
        p += w.len;
    }
    f.from = p;
    f.low = extract_hours_number(t, p, limit, &f.to);
    if (f.low < 0 || (!colon && !week))
        return;
    size_t q = range_link(t, f.to, limit, false);
    int64_t second = q ? extract_hours_number(t, q, limit, &end) : -1;
    if (second > f.low)
        f.high = second, f.to = end;
    q = money_skip_blank(t, f.to, limit);
    socvet_str w = money_word_at(t, q, limit);
    if (q < limit && (t.ptr[q] == ':' || t.ptr[q] == '%' || t.ptr[q] == '/' ||
                      (t.ptr[q] == '.' && q + 1 < limit && base_is_digit(t.ptr[q + 1]))))
        return;
    bool clock = f.high && memchr(t.ptr + f.from, '.', f.to - f.from) &&
                 (f.low % 100 == 0 || f.low % 100 == 30) &&
                 (f.high % 100 == 0 || f.high % 100 == 30) && t.ptr[f.to - 1] == '0' &&
                 f.low <= 1200;
    if (clock) /* 9.00 - 17.30 */
        return;
    static const char *const times[] = {"am",     "pm",     "fte",   "wte",  "hour", "hours",
                                        "hrs",    "hr",     "h",     "days", "day",  "noon",
                                        "shifts", "months", "weeks", NULL};
    if (extract_word_in(w, times) || f.low < 200 || f.low > 6000 || f.high > 7000)
        return; /* hours are the figure's own business above */
    f.merit = 3 + (week ? 4 : 0) + (colon ? 2 : 0);
    offer(best, &f);
}

/* facts_hours.c: weekly hours, the share of full time, and the pattern of work. */
#include <string.h>

#include "../base/str.h"
#include "facts_int.h"
#include "money.h"

typedef struct {
    int64_t low, high; /* hundredths; high 0 for one figure */
    size_t from, to;
    int merit;
} found;

static bool word_in(socvet_str w, const char *const *list)
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

/* A number below a thousand with its fraction, in hundredths; -1 when there is none. */
static int64_t number_at(socvet_str t, size_t at, size_t limit, size_t *end)
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
static size_t range_link(socvet_str t, size_t p, size_t limit)
{
    size_t q = money_skip_blank(t, p, limit);

    if (q < limit && t.ptr[q] == '-')
        return money_skip_blank(t, q + 1, limit);
    if (q + 3 <= limit &&
        (memcmp(t.ptr + q, "\xE2\x80\x93", 3) == 0 || memcmp(t.ptr + q, "\xE2\x80\x94", 3) == 0))
        return money_skip_blank(t, q + 3, limit);
    if (base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("to")))
        return money_skip_blank(t, q + 2, limit);
    return 0;
}

/* "30 minutes" behind "37 hours". */
static size_t minutes(socvet_str t, size_t p, size_t limit, int64_t *v)
{
    size_t q = money_skip_blank(t, p, limit), end;

    if (base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("and")))
        q = money_skip_blank(t, q + 3, limit);
    int64_t m = number_at(t, q, limit, &end);
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
    for (int n = 0; n < 6 && p < limit; n++) {
        while (p < limit && (t.ptr[p] == ' ' || t.ptr[p] == '(' || t.ptr[p] == '/' ||
                             t.ptr[p] == '-' || t.ptr[p] == '*' ||
                             (t.ptr[p] == '.' && n < 2 && p + 1 < limit && t.ptr[p + 1] != ' ')))
            p++;
        socvet_str w = money_word_at(t, p, limit);
        if (w.len == 0)
            break;
        *end = p + w.len;
        if (word_in(w, week_words))
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
        if (word_in(w, not_weekly))
            return OTHER;
        static const char *const passed[] = {"per",     "a",    "an",     "each",    "every",
                                             "of",      "work", "worked", "working", "contracted",
                                             "in",      "any",  "4",      "four",    "over",
                                             "average", "on",   "paid",   "basic",   NULL};
        if (!word_in(w, passed))
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
    if (q == p || !word_in((socvet_str){t.ptr + q, p - q}, joins))
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
        "last",       "exceed",   "excess",   "every", "least",    NULL};
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
    int words = 0, bad_at = -100;
    for (size_t p = from; p < at;) {
        socvet_str w = money_word_at(t, p, at);
        if (w.len) {
            words++;
            if (word_in(w, bad))
                bad_at = words;
            weaker |= word_in(w, less);
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
    return 1 + (hours ? 3 : 0) + (hours && colon ? 3 : 0) + (full || part ? 2 : 0) -
           (weaker ? 1 : 0);
}

static void offer(found *best, const found *f)
{
    if (f->merit > best->merit)
        *best = *f;
}

static bool to_week(found *f, int over)
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
static void figure(socvet_str t, size_t at, found *best)
{
    size_t limit = t.len - at > 120 ? at + 120 : t.len, p, end;
    found f = {.from = at, .low = number_at(t, at, limit, &p)};

    if (f.low < 0)
        return;
    size_t q = range_link(t, p, limit);
    int64_t second = q ? number_at(t, q, limit, &end) : -1;
    if (second > f.low)
        f.high = second, p = end;
    q = money_skip_blank(t, p, limit);
    if (q < limit && t.ptr[q] == '-')
        q = money_skip_blank(t, q + 1, limit);
    socvet_str w = money_word_at(t, q, limit);
    int over = NO_PERIOD;
    if (base_str_eq_ci(w, SOCVET_STR("hpw")) || base_str_eq_ci(w, SOCVET_STR("hrspw")))
        over = WEEK, p = q + w.len;
    else if (!word_in(w, hour_words))
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
    if (!over && (before < 3 || clock)) /* "8 hours": of what? */
        return;
    f.merit = (over ? 4 : 0) + before;
    if (f.low >= 100 && f.low <= 8000 && f.high <= 9000)
        offer(best, &f);
}

/* The label first: "Hours per week: 35", "Contracted hours 22.5". */
static void labelled(socvet_str t, size_t at, found *best)
{
    size_t limit = t.len - at > 60 ? at + 60 : t.len, p = at, end;
    bool colon = false, week = false;
    found f = {0};

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
        if (w.len == 0 || !word_in(w, passed))
            return;
        week |= word_in(w, week_words);
        p += w.len;
    }
    f.from = p;
    f.low = number_at(t, p, limit, &f.to);
    if (f.low < 0 || (!colon && !week))
        return;
    size_t q = range_link(t, f.to, limit);
    int64_t second = q ? number_at(t, q, limit, &end) : -1;
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
    if (word_in(w, times) || f.low < 200 || f.low > 6000 || f.high > 7000)
        return; /* hours are the figure's own business above */
    f.merit = 3 + (week ? 4 : 0) + (colon ? 2 : 0);
    offer(best, &f);
}

static void keep_hours(facts_ctx *c, const found *f, uint8_t state)
{
    socvet_span span = {(uint32_t)f->from, (uint32_t)f->to};

    if (state == SOCVET_FACT_GIVEN)
        span = (socvet_span){0, 0};
    /* a range names no one figure: the lower bound is kept, marked so */
    c->facts->weekly_hours_hundredths =
        (socvet_fact_number){f->high ? SOCVET_FACT_AMBIGUOUS : state, f->low, span};
    if (f->high)
        c->facts->hours_high_hundredths = (socvet_fact_number){state, f->high, span};
}

/* ---- share of full time ---- */

static bool fte_word(socvet_str w)
{
    static const char *const list[] = {"fte", "wte", NULL};

    return word_in(w, list);
}

static int64_t share_at(socvet_str t, size_t at, size_t limit, size_t *end)
{
    size_t p = at;
    int64_t v = 0, unit = 1000;

    while (p < limit && base_is_digit(t.ptr[p]) && p - at < 4)
        v = v * 10 + (t.ptr[p++] - '0');
    v *= 1000;
    if (p + 1 < limit && t.ptr[p] == '.' && base_is_digit(t.ptr[p + 1]))
        for (p++; p < limit && base_is_digit(t.ptr[p]); p++) {
            unit /= 10;
            v += unit * (t.ptr[p] - '0');
        }
    if (p == at)
        return -1;
    size_t q = money_skip_blank(t, p, limit);
    if (q < limit && t.ptr[q] == '%') {
        v /= 100;
        p = q + 1;
    } else if (v > 1000) {
        return -1;
    }
    *end = p;
    return v > 0 && v <= 1000 ? v : -1;
}

static void share(facts_ctx *c, size_t at)
{
    socvet_str t = c->text;
    size_t limit = t.len - at > 40 ? at + 40 : t.len, end;

    if (c->facts->fte_thousandths.state || (at > 0 && memchr(".,-/", t.ptr[at - 1], 4)) ||
        (at > 1 && t.ptr[at - 1] == (char)0xA3))
        return;
    int64_t v = share_at(t, at, limit, &end);
    if (v < 0)
        return;
    size_t q = money_skip_blank(t, end, limit);
    if (base_str_eq_ci(money_word_at(t, q, limit), SOCVET_STR("of")))
        q = money_skip_blank(t, q + 2, limit);
    socvet_str w = money_word_at(t, q, limit);
    bool of_full = base_str_eq_ci(w, SOCVET_STR("full")) && q > end + 2;
    if (fte_word(w) || of_full) {
        c->facts->fte_thousandths =
            (socvet_fact_number){SOCVET_FACT_STATED, v, {(uint32_t)at, (uint32_t)(q + w.len)}};
        return;
    }
    size_t p = at;
    while (p > 0 && (t.ptr[p - 1] == ' ' || t.ptr[p - 1] == ':' || t.ptr[p - 1] == '('))
        p--;
    if (p >= 3 && fte_word((socvet_str){t.ptr + p - 3, 3}) &&
        (p == 3 || !base_is_alpha(t.ptr[p - 4])))
        c->facts->fte_thousandths =
            (socvet_fact_number){SOCVET_FACT_STATED, v, {(uint32_t)p - 3, (uint32_t)end}};
}

/* ---- part time, full time, zero hours, term time ---- */

static void pattern(facts_ctx *c, const base_token *k)
{
    static const char *const studies[] = {
        "student", "students", "study",      "studies", "course", "courses",   "education", "mba",
        "phd",     "degree",   "equivalent", "masters", "basis?", "attention", NULL};
    socvet_str t = c->text, w = base_str_cut(t, (socvet_span){k->from, k->to});
    size_t limit = t.len - k->from > 60 ? k->from + 60 : t.len, p = k->to;
    bool *flag = NULL;
    bool joined = base_str_ends_ci(w, SOCVET_STR("time")) && w.len > 4;

    if (!joined) {
        while (p < limit && (t.ptr[p] == ' ' || t.ptr[p] == '-' || t.ptr[p] == '/'))
            p++;
        socvet_str next = money_word_at(t, p, limit);
        bool hours = base_str_starts_ci(next, SOCVET_STR("hour"));
        if (!base_str_eq_ci(next, SOCVET_STR("time")) && !hours)
            return;
        p += next.len;
        if (hours) {
            flag = base_str_eq_ci(w, SOCVET_STR("zero")) ? &c->facts->zero_hours : NULL;
            if (!flag)
                return;
        }
    }
    if (!flag)
        flag = base_lower(w.ptr[0]) == 'p'   ? &c->facts->part_time
               : base_lower(w.ptr[0]) == 'f' ? &c->facts->full_time
               : base_lower(w.ptr[0]) == 't' ? &c->facts->term_time
                                             : NULL;
    bool share_of = k->from > 3 && memcmp(t.ptr + k->from - 3, "of ", 3) == 0;
    if (!flag || share_of ||
        word_in(money_word_at(t, money_skip_blank(t, p, limit), limit), studies))
        return;
    if (!c->facts->part_time && !c->facts->full_time && !c->facts->zero_hours &&
        !c->facts->term_time)
        c->facts->pattern_span = (socvet_span){k->from, (uint32_t)p};
    *flag = true;
}

static socvet_status read_hours(facts_ctx *c, socvet_err *err)
{
    found best = {0};
    socvet_str t = c->text;
    const uint64_t hours = base_token_hash(SOCVET_STR("hours")),
                   hrs = base_token_hash(SOCVET_STR("hrs")),
                   part = base_token_hash(SOCVET_STR("part")),
                   full = base_token_hash(SOCVET_STR("full")),
                   term = base_token_hash(SOCVET_STR("term")),
                   zero = base_token_hash(SOCVET_STR("zero")),
                   parttime = base_token_hash(SOCVET_STR("parttime")),
                   fulltime = base_token_hash(SOCVET_STR("fulltime"));

    (void)err;
    for (size_t i = 0; i < c->n_tokens; i++) {
        const base_token *k = &c->tokens[i];
        uint64_t h = k->hash;
        if (base_is_digit(t.ptr[k->from])) {
            bool inside = (k->flags & BASE_TOKEN_JOINED) && k->from > 0 &&
                          memchr(".,:/\xA3", t.ptr[k->from - 1], 5);
            if (!inside) {
                figure(t, k->from, &best);
                share(c, k->from);
            }
        } else if (h == hours || h == hrs) {
            labelled(t, k->from, &best);
        } else if (h == part || h == full || h == term || h == zero || h == parttime ||
                   h == fulltime) {
            pattern(c, k);
        }
    }
    if (best.merit > 0)
        keep_hours(c, &best, SOCVET_FACT_STATED);
    if (c->given->hours.len) {
        found g = {0};
        socvet_str s = base_str_trim(c->given->hours);
        size_t end;
        figure(s, 0, &g);
        if (g.merit == 0 && (g.low = number_at(s, 0, s.len, &end)) > 0 && g.low <= 8000)
            g.merit = 1;
        if (g.merit > 0 && s.len)
            keep_hours(c, &g, SOCVET_FACT_GIVEN);
    }
    return SOCVET_OK;
}

const facts_module facts_hours = {"hours", NULL, NULL, read_hours};

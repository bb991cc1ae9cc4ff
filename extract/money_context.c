/* money_context.c: the words on both sides of a figure, as far as the sentence goes. */
#include <string.h>

#include "../base/str.h"
#include "money.h"

enum { REACH_BEFORE = 150, REACH_AFTER = 170 };

static bool ends_sentence(socvet_str t, size_t at, size_t limit)
{
    char c = t.ptr[at];

    if (c == '!' || c == '?' || c == ';' || c == '|')
        return true;
    if (c != '.' || at + 1 >= limit)
        return c == '.';
    if (!base_is_blank(t.ptr[at + 1]))
        return false;
    size_t p = money_skip_blank(t, at + 1, limit);
    /* "p.a. pro rata", "approx. £20,000" go on; "Hours: .." and "The .." begin anew */
    return p < limit && t.ptr[p] >= 'A' && t.ptr[p] <= 'Z';
}

/* A line break ends what belongs together unless the next line goes on in small letters. */
static bool breaks(socvet_str t, size_t at, size_t limit)
{
    size_t p = at + 1;

    while (p < limit && (t.ptr[p] == ' ' || t.ptr[p] == '\t' || t.ptr[p] == '\r'))
        p++;
    if (p >= limit || t.ptr[p] == '\n')
        return true;
    return !(t.ptr[p] >= 'a' && t.ptr[p] <= 'z') && t.ptr[p] != '(';
}

/* Every period begins with one of these letters: money_period_at need not look at other words. */
static bool may_be_period(char first)
{
    return first == '/' || memchr("adehmpwy", base_lower(first), 8) != NULL;
}

/* "realistic earnings", "realistic first year earnings" */
static bool earnings_follow(socvet_str t, size_t at, size_t limit)
{
    for (int i = 0; i < 3; i++) {
        socvet_str w = money_word_at(t, at, limit);
        if (!w.len)
            return false;
        if (base_str_starts_ci(w, SOCVET_STR("earning")))
            return true;
        at = money_skip_blank(t, at + w.len, limit);
    }
    return false;
}

static unsigned phrase_class(socvet_str t, size_t at, socvet_str w, size_t limit)
{
    static const char leads[] = "otsmedflu"; /* first letters of the words below */
    unsigned is = money_word(w);

    if ((is & MONEY_OTHER) && base_str_starts_ci(w, SOCVET_STR("award")) && at >= 4 &&
        base_str_eq_ci((socvet_str){t.ptr + at - 4, 3}, SOCVET_STR("pay")))
        return 0; /* "pay award pending": a rise of this pay, no prize */
    if (!(is & MONEY_MAYBE) && !memchr(leads, base_lower(w.ptr[0]), sizeof leads - 1))
        return is;
    size_t q = money_skip_blank(t, at + w.len, limit);
    socvet_str next;

    if (q < limit && t.ptr[q] == '-')
        q++;
    next = money_word_at(t, q, limit);
    if (base_str_eq_ci(w, SOCVET_STR("on")) && base_str_starts_ci(next, SOCVET_STR("target")))
        return MONEY_OTE;
    if (base_str_starts_ci(w, SOCVET_STR("target")) &&
        base_str_starts_ci(next, SOCVET_STR("earning")))
        return MONEY_OTE;
    if (base_str_eq_ci(w, SOCVET_STR("starting")) &&
        (base_str_eq_ci(next, SOCVET_STR("at")) || base_str_eq_ci(next, SOCVET_STR("from"))))
        return MONEY_FROM;
    if (base_str_eq_ci(w, SOCVET_STR("on")) && base_str_eq_ci(next, SOCVET_STR("call")))
        return MONEY_ALLOWANCE;
    if ((is & MONEY_MAYBE) && earnings_follow(t, q, limit))
        return MONEY_OTE;
    if (base_str_eq_ci(w, SOCVET_STR("earning")) &&
        base_str_starts_ci(next, SOCVET_STR("potential")))
        return MONEY_OTE;
    if (base_str_eq_ci(w, SOCVET_STR("full")) && base_str_eq_ci(next, SOCVET_STR("time"))) {
        size_t r = money_skip_blank(t, q + 4, limit);
        return base_str_starts_ci(money_word_at(t, r, limit), SOCVET_STR("equiv"))
                   ? MONEY_FULL | MONEY_HINT
                   : 0;
    }
    if (base_str_eq_ci(w, SOCVET_STR("depending")) || base_str_eq_ci(w, SOCVET_STR("dependent")) ||
        base_str_eq_ci(w, SOCVET_STR("dependant")))
        return MONEY_OPEN | MONEY_HINT;
    if (base_str_eq_ci(w, SOCVET_STR("day")) && base_str_eq_ci(next, SOCVET_STR("rate")))
        return MONEY_HINT;
    if ((is & MONEY_UP_TO) && base_str_eq_ci(w, SOCVET_STR("up")) &&
        !base_str_eq_ci(next, SOCVET_STR("to")))
        return 0;
    if (base_str_eq_ci(w, SOCVET_STR("minimum")) && (base_str_eq_ci(next, SOCVET_STR("wage"))))
        return MONEY_FORMER;
    if (base_str_eq_ci(w, SOCVET_STR("living")) && (base_str_eq_ci(next, SOCVET_STR("wage"))))
        return MONEY_HINT;
    return is;
}

static void drop_all(money_context *k)
{
    k->n_before = 0;
    k->colon = false;
    k->masked = false;
    k->period_before = SOCVET_PERIOD_UNKNOWN;
}

static void add_before(money_context *k, money_near n)
{
    if (k->n_before == MONEY_MOST_WORDS) {
        memmove(k->before, k->before + 1, (MONEY_MOST_WORDS - 1) * sizeof *k->before);
        k->n_before--;
    }
    k->before[k->n_before++] = n;
}

static bool parts(socvet_str t, size_t p, size_t at)
{
    return t.ptr[p] == '\n' ? breaks(t, p, at + 1) : ends_sentence(t, p, at);
}

/* Nothing before the last break counts, but the signs between the word before it and the break do. */
static size_t last_part(socvet_str t, size_t start, size_t at)
{
    size_t p = at;

    while (p > start && !parts(t, p - 1, at))
        p--;
    while (p > start && !money_word_at(t, p - 1, at).len)
        p--;
    while (p > start && (t.ptr[p - 1] == '\'' || money_word_at(t, p - 1, p).len))
        p--;
    return p;
}

static void look_before(socvet_str t, size_t start, size_t at, money_context *k)
{
    bool cut = false;

    for (size_t p = last_part(t, start, at); p < at;) {
        char c = t.ptr[p];
        socvet_str w = money_word_at(t, p, at);
        size_t end;
        if (w.len) {
            socvet_period per = may_be_period(c) ? money_period_at(t, p, at, &end) : SOCVET_PERIOD_UNKNOWN;
            if (base_str_eq_ci(w, SOCVET_STR("hourly")) ||
                base_str_eq_ci(w, SOCVET_STR("annual")) || (per && w.len > 1))
                k->period_before = per;
            else if (base_str_eq_ci(w, SOCVET_STR("day")))
                k->period_before = SOCVET_PERIOD_DAY;
            add_before(k, (money_near){phrase_class(t, p, w, at), p, p + w.len, cut});
            cut = k->closed = false;
            k->masked = false;
            p += w.len;
            continue;
        }
        if (parts(t, p, at))
            drop_all(k);
        k->colon = c == ':' || (k->colon && (base_is_blank(c) || c == '-' || c == '*'));
        k->masked = (c == '*' && p + 3 < at && t.ptr[p + 1] == '*' && t.ptr[p + 2] == '*' &&
                     t.ptr[p + 3] == '*') ||
                    (k->masked && (c == ' ' || c == '*' || c == '-'));
        if (c == '+')
            add_before(k, (money_near){MONEY_PLUS, p, p + 1, false});
        k->closed |= c == ')';
        cut |= c == ',' || c == '(' || c == ')' || c == ':';
        p++;
    }
}

/* A label on a line of its own, or in the cell before: "Salary", newline, the figure. */
static void look_above(socvet_str t, size_t line, money_context *k)
{
    size_t end = line, from;

    while (end > 0 && base_is_blank(t.ptr[end - 1]))
        end--;
    from = end;
    while (from > 0 && t.ptr[from - 1] != '\n' && end - from <= 40)
        from--;
    if (end - from > 40 || end == from)
        return;
    int words = 0;
    for (size_t p = from; p < end;) {
        socvet_str w = money_word_at(t, p, end);
        if (w.len) {
            add_before(k, (money_near){phrase_class(t, p, w, end), p, p + w.len, false});
            words++;
        }
        p += w.len ? w.len : 1;
    }
    if (words > 4)
        k->n_before = 0;
    else
        k->colon = true;
}

static void note_phrases(socvet_str t, size_t p, socvet_str w, size_t limit, money_context *k)
{
    char first = base_lower(w.ptr[0]);

    if (first != 'p' && first != 't')
        return;
    size_t q = money_skip_blank(t, p + w.len, limit);
    if (q < limit && t.ptr[q] == '-')
        q++;
    socvet_str next = money_word_at(t, money_skip_blank(t, q, limit), limit);
    k->pro_rata |=
        base_str_eq_ci(w, SOCVET_STR("prorata")) ||
        (base_str_eq_ci(w, SOCVET_STR("pro")) &&
         (base_str_starts_ci(next, SOCVET_STR("r")) || base_str_starts_ci(next, SOCVET_STR("ta"))));
    k->term_time |=
        base_str_eq_ci(w, SOCVET_STR("tto")) ||
        (base_str_eq_ci(w, SOCVET_STR("term")) && base_str_eq_ci(next, SOCVET_STR("time")));
}

static bool amount_here(socvet_str t, size_t p, size_t limit)
{
    money_amount a;

    return money_amount_at(t, p, limit, &a) &&
           (a.sterling || a.foreign || a.thousands || a.grouped || a.digits >= 5);
}

/* "37.5 hours", "5%": what follows is about something else. */
static bool number_of_things(socvet_str t, size_t p, size_t limit)
{
    while (p < limit && (base_is_digit(t.ptr[p]) || t.ptr[p] == '.'))
        p++;
    return money_counts_things(t, p, limit);
}

/* A noun in small letters right behind a bare number says what it counts. */
static bool counts_noun(socvet_str t, size_t p, size_t limit)
{
    static const char *const fine[] = {
        "pounds",    "sterling", "gross",      "gbp",      "pro",   "per",  "p",
        "a",         "or",       "on",         "with",     "net",   "each", "net",
        "excellent", "rising",   "increasing", "increase", "after", "if",   "co"};
    size_t q = p + (p < limit && t.ptr[p] == '+'), end;
    q = money_skip_blank(t, q, limit);
    socvet_str w = money_word_at(t, q, limit);

    if (w.len < 2 || w.ptr[0] < 'a' || w.ptr[0] > 'z' || q == p)
        return false;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        if (base_str_eq_ci(w, base_str_z(fine[i])))
            return false;
    return !money_word(w) && !phrase_class(t, q, w, limit) && !money_period_at(t, q, limit, &end);
}

static void look_after(socvet_str t, const money_expr *e, size_t limit, money_context *k)
{
    bool cut = false;
    size_t p = e->to;

    size_t plus = money_skip_blank(t, p, limit);
    if (plus < limit && t.ptr[plus] == '+') {
        size_t q = money_skip_blank(t, plus + 1, limit);
        bool ends = q >= limit || t.ptr[q] == ')' || t.ptr[q] == '\n'; /* "(80k +)" */
        k->open_top = ends || (plus == p && (!base_is_alpha(t.ptr[q]) || money_period_at(t, q, limit, &(size_t){0})));
    }
    while (p < limit && k->n_after < MONEY_MOST_WORDS) {
        char c = t.ptr[p];
        size_t end;
        socvet_str w = money_word_at(t, p, limit);
        socvet_period per =
            may_be_period(c) ? money_period_at(t, p, limit, &end) : SOCVET_PERIOD_UNKNOWN;
        if (per) {
            if (!k->period || (!money_sane(e->high, k->period) && money_sane(e->high, per)))
                k->period = per, k->period_end = end;
            p = end;
            continue;
        }
        if ((c >= '0' && c <= '9') || c == (char)0xC2 || c == (char)0xE2 || c == '$' ||
            base_str_starts_ci(w, SOCVET_STR("GBP")))
            if (amount_here(t, p, limit)) {
                k->then_amount = true;
                break;
            }
        if (base_is_digit(c) && number_of_things(t, p, limit))
            break;
        if (w.len) {
            note_phrases(t, p, w, limit, k);
            k->after[k->n_after++] = (money_near){phrase_class(t, p, w, limit), p, p + w.len, cut};
            cut = false;
            p += w.len;
            continue;
        }
        if (c == '\n' ? breaks(t, p, limit) : ends_sentence(t, p, limit))
            break;
        if (c == '+' && !(k->open_top && p == e->to) && k->n_after < MONEY_MOST_WORDS)
            k->after[k->n_after++] = (money_near){MONEY_PLUS, p, p + 1, false};
        cut |= c == ',' || c == '(' || c == ')' || c == ':';
        p++;
    }
}

void money_look_around(socvet_str t, size_t floor, const money_expr *e, money_context *k)
{
    size_t line = e->from, start, after = e->to, limit;

    limit = t.len - e->to > REACH_AFTER ? e->to + REACH_AFTER : t.len;
    while (limit > e->to && limit < t.len && ((unsigned char)t.ptr[limit] & 0xC0) == 0x80)
        limit--;
    *k = (money_context){.counted = counts_noun(t, e->to, limit)};
    if (k->counted && !e->sterling && !e->foreign)
        return; /* no money: nobody asks for more */
    while (line > 0 && t.ptr[line - 1] != '\n' && e->from - line < 400)
        line--;
    start = e->from > REACH_BEFORE + floor ? e->from - REACH_BEFORE : floor;
    while (start < e->from && ((unsigned char)t.ptr[start] & 0xC0) == 0x80)
        start++;
    look_before(t, start, e->from, k);
    while (line < e->from && !base_is_alpha(t.ptr[line]) && !base_is_digit(t.ptr[line]))
        line++;
    /* "Up to £32,000" begins its line too */
    const unsigned leads = MONEY_UP_TO | MONEY_FROM | MONEY_CIRCA | MONEY_LINK;
    bool led = k->n_before > 0 && k->n_before <= 3 && k->before[0].from <= line;
    for (int i = 0; i < k->n_before; i++)
        led &= (k->before[i].is & leads) != 0 && !(k->before[i].is & MONEY_LINK && i == 0);
    k->starts_line = line >= e->from || led;
    if (k->starts_line && k->n_before == 0 && floor < line)
        look_above(t, e->from > 0 ? e->from : 0, k);
    look_after(t, e, limit, k);
    while (after < limit && t.ptr[after] != '\n')
        after++;
    k->alone = k->starts_line && after - e->from <= 90;
}

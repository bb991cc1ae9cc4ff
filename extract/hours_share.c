/* hours_share.c: the share of full time ("0.6 FTE", "60 % of full time") and the pattern of work: part
 * time, full time, term time, zero hours. */
#include <string.h>

#include "../base/str.h"
#include "hours.h"

static bool fte_word(socvet_str w)
{
    static const char *const list[] = {"fte", "wte", NULL};

    return extract_word_in(w, list);
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

void extract_hours_share(facts_ctx *c, size_t at)
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

/* "flexible working such as term-time only": one way among others, not the post's. */
static bool is_an_option(socvet_str t, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"flexib", "option", "such as", "for example", "e.g", "request", "annualised", "compressed",
                                        "job share", "job-share", "consider", "variety", "possib"};
    uint32_t a = from > 120 ? from - 120 : 0, b = t.len - to > 80 ? to + 80 : (uint32_t)t.len;

    for (uint32_t i = a; i < from; i++)
        a = t.ptr[i] == '\n' ? i + 1 : a;
    for (uint32_t i = to; i < b; i++)
        b = t.ptr[i] == '\n' ? i : b;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_find_ci((socvet_str){t.ptr + a, b - a}, base_str_z(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

void extract_hours_pattern(facts_ctx *c, const base_token *k)
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
    if (flag == &c->facts->term_time && is_an_option(t, k->from, (uint32_t)p))
        return;
    bool share_of = k->from > 3 && memcmp(t.ptr + k->from - 3, "of ", 3) == 0;
    if (!flag || share_of ||
        extract_word_in(money_word_at(t, money_skip_blank(t, p, limit), limit), studies))
        return;
    if (!c->facts->part_time && !c->facts->full_time && !c->facts->zero_hours &&
        !c->facts->term_time)
        c->facts->pattern_span = (socvet_span){k->from, (uint32_t)p};
    *flag = true;
}

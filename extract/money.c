/* money.c: amounts and ranges. */
#include "money.h"

#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"

static bool at_bytes(socvet_str t, size_t at, size_t limit, const char *z)
{
    size_t n = strlen(z);

    return at + n <= limit && memcmp(t.ptr + at, z, n) == 0;
}

static bool at_word(socvet_str t, size_t at, size_t limit, const char *z)
{
    return base_str_eq_ci(money_word_at(t, at, limit), base_str_z(z));
}

static const struct {
    const char *sign;
    bool sterling;
} signs[] = {
    {"\xC2\xA3", true}, {"\xC3\x82\xC2\xA3", true}, {"\xE2\x82\xA4", true}, {"\xEF\xBF\xA1", true},
    {"&pound;", true},  {"\xE2\x82\xAC", false},    {"US$", false},         {"$", false},
};
static const struct {
    const char *code;
    bool sterling;
} codes[] = {{"gbp", true}, {"eur", false}, {"usd", false}, {"chf", false}, {"aed", false}};

/* A currency sign or code; returns where the figures begin. */
static size_t currency(socvet_str t, size_t at, size_t limit, money_amount *a)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (at_bytes(t, at, limit, signs[i].sign)) {
            a->sterling = signs[i].sterling;
            a->foreign = !signs[i].sterling;
            at += strlen(signs[i].sign);
            break;
        }
    for (size_t i = 0; !a->sterling && !a->foreign && i < sizeof codes / sizeof *codes; i++)
        if (at + 3 < limit &&
            base_str_starts_ci((socvet_str){t.ptr + at, 3}, base_str_z(codes[i].code)) &&
            !base_is_alpha(t.ptr[at + 3]) && t.ptr[at + 3] != '0') { /* "eur02" is a machine's name */
            a->sterling = codes[i].sterling;
            a->foreign = !codes[i].sterling;
            at += 3;
        }
    if (a->sterling || a->foreign) {
        if (at < limit && t.ptr[at] == ':')
            at++;
        at = money_skip_blank(t, at, limit);
        if (at_bytes(t, at, limit, "\xC2\xA3")) /* GBP £18,000 */
            at = money_skip_blank(t, at + 2, limit);
    }
    return at;
}

/* "?30,000", "#30,000": the pound sign did not survive its journey. The figures must be those of pay. */
static size_t damaged_sign(socvet_str t, size_t at, size_t limit)
{
    bool begins = at == 0 || base_is_blank(t.ptr[at - 1]) || memchr("(:-*|/", t.ptr[at - 1], 6);

    return at + 1 < limit && (t.ptr[at] == '?' || t.ptr[at] == '#') && begins && base_is_digit(t.ptr[at + 1]) ? at + 1 : 0;
}

static unsigned digits_at(socvet_str t, size_t at, size_t limit)
{
    unsigned n = 0;

    while (at + n < limit && base_is_digit(t.ptr[at + n]))
        n++;
    return n;
}

/* A separator of thousands at `at` with its three digits: where the digits begin, or 0. Blanks
 * beside the comma are what scanners and narrow columns leave. */
static size_t group_at(socvet_str t, size_t at, size_t limit, const money_amount *a)
{
    size_t p = at;
    bool signed_ = a->sterling || a->foreign, comma = false;

    if (p < limit && t.ptr[p] == ' ' && p + 1 < limit && t.ptr[p + 1] == ',')
        p++;
    if (p < limit && t.ptr[p] == ',')
        p++, comma = true;
    else if (p < limit && t.ptr[p] == '.' && signed_ && !a->grouped)
        p++; /* £30.000 */
    else if (at_bytes(t, p, limit, "\xC2\xA0"))
        p += 2;
    else if (at_bytes(t, p, limit, "\xE2\x80\x89") || at_bytes(t, p, limit, "\xE2\x80\xAF"))
        p += 3;
    else if (p < limit && t.ptr[p] == ' ' && signed_)
        p++; /* £30 000 */
    else
        return 0;
    if (comma && p < limit && t.ptr[p] == ' ')
        p++; /* "38, 391": the digits decide */
    return digits_at(t, p, limit) == 3 ? p : 0;
}

static size_t scale(socvet_str t, size_t p, size_t limit, money_amount *a)
{
    size_t q = p;
    socvet_str w = money_word_at(t, q, limit);

    if (w.len == 0 && q < limit && t.ptr[q] == ' ')
        q++, w = money_word_at(t, q, limit);
    bool spaced = q > p;
    if (w.len && base_lower(w.ptr[0]) == 'k' &&
        (w.len == 1 || (!spaced && money_period_at(t, q + 1, limit, &(size_t){0})))) {
        a->thousands = true;
        return q + 1;
    }
    if (base_str_eq_ci(w, SOCVET_STR("grand")) || base_str_eq_ci(w, SOCVET_STR("thousand"))) {
        a->thousands = true;
        return q + w.len;
    }
    static const char *const big[] = {"m", "mn",      "mil", "million",  "bn",
                                      "b", "billion", "mm",  "trillion", "tn"};
    for (size_t i = 0; i < sizeof big / sizeof *big; i++)
        if (base_str_eq_ci(w, base_str_z(big[i])) && !(spaced && w.len == 1)) {
            a->millions = true;
            return q + w.len;
        }
    return p;
}

static void decimals(socvet_str t, size_t *p, size_t limit, money_amount *a)
{
    unsigned n = *p < limit && t.ptr[*p] == '.' ? digits_at(t, *p + 1, limit) : 0;

    if (n == 0 || n > 4)
        return;
    int64_t part = (t.ptr[*p + 1] - '0') * 10;
    if (n > 1)
        part += t.ptr[*p + 2] - '0';
    a->pence += part;
    a->decimals = true;
    *p += 1 + n;
}

/* "25,800 pounds": the currency in words. */
static size_t pounds_after(socvet_str t, size_t p, size_t limit, money_amount *a)
{
    size_t q = money_skip_blank(t, p, limit);

    if (a->sterling || a->foreign || q == p || (a->digits < 4 && !a->decimals && !a->thousands) ||
        !at_word(t, q, limit, "pounds"))
        return p;
    a->sterling = true;
    return q + 6;
}

bool money_amount_at(socvet_str t, size_t at, size_t limit, money_amount *a)
{
    *a = (money_amount){.from = at};
    size_t p = currency(t, at, limit, a), g, damaged = p == at ? damaged_sign(t, at, limit) : 0;
    p = damaged ? damaged : p;
    unsigned n = digits_at(t, p, limit);
    int64_t pounds = 0;

    if (n == 0 || n > 9)
        return false;
    for (unsigned i = 0; i < n; i++)
        pounds = pounds * 10 + (t.ptr[p + i] - '0');
    a->digits = n;
    p += n;
    if (n <= 3 || (p < limit && t.ptr[p] == ','))
        while (a->digits <= 9 && (g = group_at(t, p, limit, a)) != 0) {
            pounds = pounds * 1000 + (t.ptr[g] - '0') * 100 + (t.ptr[g + 1] - '0') * 10 +
                     (t.ptr[g + 2] - '0');
            a->digits += 3;
            a->grouped = true;
            p = g + 3;
        }
    if (!a->grouped && n == 2 && p < limit && t.ptr[p] == ',' && digits_at(t, p + 1, limit) == 2) {
        pounds = pounds * 100 + (t.ptr[p + 1] - '0') * 10 + (t.ptr[p + 2] - '0');
        a->broken = true;
        p += 3;
    }
    a->pence = pounds * 100;
    decimals(t, &p, limit, a);
    p = pounds_after(t, scale(t, p, limit, a), limit, a);
    if (a->thousands)
        a->pence *= 1000;
    a->to = p;
    if (damaged && !a->grouped && !a->decimals && !a->thousands)
        return false;
    a->sterling |= damaged != 0;
    if (p + 1 < limit && t.ptr[p] == ',' && base_is_digit(t.ptr[p + 1]))
        return false; /* £30,0000 */
    return pounds < INT64_C(1000000000000) && !(p < limit && t.ptr[p] == '%');
}

/* ---- ranges ---- */

static const char *const dashes[] = {"-",
                                     "\xE2\x80\x93",
                                     "\xE2\x80\x94",
                                     "\xE2\x88\x92",
                                     "\xE2\x80\x90",
                                     "\xE2\x80\x91",
                                     "~",
                                     "\xE2\x80\x92",
                                     "\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C",
                                     "\xC2\x96"};

enum { NO_LINK, DASH, TO, AND, SLASH, CLIMB, NOTHING };

/* What joins two figures; *end is past it. */
static int link_at(socvet_str t, size_t at, size_t limit, size_t *end)
{
    size_t p = at;
    int got = NO_LINK;

    if (at_bytes(t, p, limit, ". -")) /* "£26,100. - £31,500." */
        p += 2;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (at_bytes(t, p, limit, dashes[i])) {
            p += strlen(dashes[i]);
            got = DASH;
            break;
        }
    if (got)
        p = money_skip_blank(t, p, limit);
    socvet_str w = money_word_at(t, p, limit);
    static const char *const climbs[] = {"rising", "increasing", "progressing", "going", "up"};
    for (size_t i = 0; i < sizeof climbs / sizeof *climbs; i++)
        if (base_str_eq_ci(w, base_str_z(climbs[i]))) {
            size_t q = money_skip_blank(t, p + w.len, limit);
            if (at_word(t, q, limit, "up"))
                q = money_skip_blank(t, q + 2, limit);
            if (at_word(t, q, limit, "to")) {
                *end = q + 2;
                return CLIMB;
            }
        }
    if (at_word(t, p, limit, "to"))
        p += 2, got = TO;
    else if (!got && (at_word(t, p, limit, "o") || at_word(t, p, limit, "t")))
        p += 1, got = TO; /* slips for "to" */
    else if (!got && (at_word(t, p, limit, "and")))
        p += 3, got = AND;
    else if (!got && p < limit && (t.ptr[p] == '/' || t.ptr[p] == '?'))
        p++, got = SLASH;
    *end = p;
    return got;
}

/* Words that may stand between a figure and its link: a period, PAYE, "plus enhancements". */
static size_t between_words(socvet_str t, size_t p, size_t limit, socvet_period *inner)
{
    static const char *const passed[] = {"umb",     "umbrella", "paye",         "ltd",
                                         "limited", "plus",     "enhancements", "gross",
                                         "basic",   "min",      "minimum"};
    for (int n = 0; n < 3; n++) {
        size_t q = money_skip_blank(t, p, limit), end;
        if (q < limit && (t.ptr[q] == '(' || t.ptr[q] == ')'))
            q++;
        socvet_period period = money_period_at(t, q, limit, &end);
        bool go = false;
        if (period) {
            if (!*inner)
                *inner = period;
            p = end;
            if (p < limit && t.ptr[p] == '.')
                p++;
            continue;
        }
        socvet_str w = money_word_at(t, q, limit);
        for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
            go |= base_str_eq_ci(w, base_str_z(passed[i]));
        if (!go)
            break;
        p = q + w.len;
    }
    return p;
}

bool money_counts_things(socvet_str t, size_t p, size_t limit)
{
    size_t q = p;

    while (q < limit && (t.ptr[q] == ' ' || t.ptr[q] == '-'))
        q++;
    if (q < limit && t.ptr[q] == '%')
        return true;
    socvet_str w = money_word_at(t, q, limit);
    static const char *const more[] = {
        "hour", "hr", "year", "yr", "week", "minutes", "miles", "posts", "positions", "vacancies",
        "st",   "nd", "rd",   "th", "am",   "pm",      "x",     "days",  "day",       "month"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (base_str_eq_ci(w, base_str_z(more[i])))
            return true;
    return money_word(w) & MONEY_UNIT;
}

/* "33 - 40k", "55-60,000", "120k-150", "25,000 to 28,00": each bound helps to read the other. */
static void share(money_amount *a, money_amount *b)
{
    /* "Grade 7 - £36,000": the first figure is no money when only the second is signed */
    bool apart = b->sterling && !a->sterling;
    if (b->thousands && !a->thousands && a->pence < 100000 && a->pence > 0 &&
        (!apart || a->pence * 2000 >= b->pence))
        a->pence *= 1000, a->thousands = true;
    else if (a->thousands && !b->thousands && b->pence < 100000)
        b->pence *= 1000, b->thousands = true;
    else if (!apart && !a->thousands && !a->decimals && b->grouped && a->pence < 100000 &&
             a->pence * 1000 <= b->pence && a->pence >= 500)
        a->pence *= 1000, a->thousands = true;
    if (b->broken && !a->broken && a->pence >= 1000000)
        b->pence *= 10, b->broken = false;
    if (a->broken && !b->broken && b->pence >= 1000000)
        a->pence *= 10, a->broken = false;
}

/* "£18 000 - 22 000": the first figure shows that blanks part the thousands of the second. */
static void group_like(socvet_str t, size_t limit, const money_amount *a, money_amount *b)
{
    size_t p = b->to;
    bool blanks = a->grouped && a->sterling && !memchr(t.ptr + a->from, ',', a->to - a->from);

    if (!blanks || b->sterling || b->grouped || b->digits > 3 || p >= limit || t.ptr[p] != ' ' ||
        digits_at(t, p + 1, limit) != 3)
        return;
    b->pence = b->pence * 1000;
    for (int i = 1; i <= 3; i++)
        b->pence += (t.ptr[p + (size_t)i] - '0') * (i == 1 ? 10000 : i == 2 ? 1000 : 100);
    b->grouped = true;
    b->digits += 3;
    b->to = p + 4;
}

static bool pair_holds(socvet_str t, size_t limit, int link, bool between, money_amount *a,
                       money_amount *b)
{
    bool a_sign = a->sterling || a->foreign, b_sign = b->sterling || b->foreign;

    if (link == AND && !between)
        return false;
    if ((link == SLASH || link == NOTHING) && !(a_sign && b_sign))
        return false;
    if (!b_sign && money_counts_things(t, b->to, limit))
        return false;
    share(a, b);
    if (a->broken || b->broken || b->pence <= 0)
        return false;
    if (link == NOTHING)
        return b->pence >= a->pence && a->pence >= 500000 && b->pence <= 3 * a->pence;
    if (b->pence < a->pence)
        return b->pence * 2 > a->pence && (b_sign || a->pence < 50000);
    if (a->pence == 0)
        return b->pence > 500000;
    return b->pence <= a->pence * 8;
}

/* "Band 2 - £9.89": the number of a band, grade or point is no bound. */
static bool numbers_a_level(socvet_str t, size_t at)
{
    static const char *const levels[] = {"band",  "bands", "grade", "grades", "point", "points",
                                         "level", "scp",   "spine", "step",   "scale", "tier"};
    size_t p = at, q;

    while (p > 0 && t.ptr[p - 1] == ' ')
        p--;
    for (q = p; q > 0 && base_is_alpha(t.ptr[q - 1]) && p - q < 8;)
        q--;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (base_str_eq_ci((socvet_str){t.ptr + q, p - q}, base_str_z(levels[i])))
            return true;
    return false;
}

bool money_expr_at(socvet_str t, size_t at, size_t limit, bool between, money_expr *out)
{
    money_amount a, b;
    size_t p, q;
    socvet_period inner = SOCVET_PERIOD_UNKNOWN;

    *out = (money_expr){0};
    if (!money_amount_at(t, at, limit, &a))
        return false;
    if (!a.sterling && !a.foreign && a.digits <= 2 && numbers_a_level(t, at))
        return false;
    p = between_words(t, a.to, limit, &inner);
    p = money_skip_blank(t, p, limit);
    int link = link_at(t, p, limit, &q);
    size_t from = money_skip_blank(t, link ? q : p, limit);
    if (at_word(t, from, limit, "circa"))
        from = money_skip_blank(t, from + 5, limit);
    if (!link && from < limit && !inner && p == money_skip_blank(t, a.to, limit) &&
        !base_is_digit(t.ptr[from]) && !memchr(t.ptr + a.to, '\n', from - a.to))
        link = NOTHING;
    money_amount one = a;
    bool second = link && money_amount_at(t, from, limit, &b);
    if (second)
        group_like(t, limit, &a, &b);
    bool range = second && pair_holds(t, limit, link, between, &a, &b);
    if (!range)
        a = one, b = one, inner = SOCVET_PERIOD_UNKNOWN;
    if (!range && a.broken)
        return false;
    *out = (money_expr){.low = a.pence < b.pence ? a.pence : b.pence,
                        .high = a.pence < b.pence ? b.pence : a.pence,
                        .range = range,
                        .sterling = a.sterling || b.sterling,
                        .foreign = a.foreign || b.foreign,
                        .thousands = a.thousands || b.thousands,
                        .millions = a.millions || b.millions,
                        .grouped = a.grouped || b.grouped,
                        .decimals = a.decimals || b.decimals,
                        .climbs = link == CLIMB,
                        .digits = a.digits,
                        .inner = inner,
                        .from = at,
                        .to = b.to};
    return true;
}

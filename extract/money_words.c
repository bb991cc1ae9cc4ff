/* money_words.c: the vocabulary of pay: what a word near an amount says, and periods. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "money.h"

typedef struct {
    char word[20];
    unsigned is;
} entry;

/* Sorted by word: looked up by halves. */
static const entry words[] = {
    {"actual", MONEY_ACTUAL},
    {"afc", MONEY_HINT},
    {"allowance", MONEY_ALLOWANCE},
    {"allowances", MONEY_ALLOWANCE},
    {"and", MONEY_LINK},
    {"annual", MONEY_LINK},
    {"approx", MONEY_CIRCA},
    {"approximately", MONEY_CIRCA},
    {"around", MONEY_CIRCA},
    {"assets", MONEY_OTHER},
    {"at", MONEY_LINK},
    {"average", MONEY_FORMER},
    {"award", MONEY_OTHER},
    {"awards", MONEY_OTHER},
    {"band", MONEY_HINT},
    {"base", MONEY_BASIC | MONEY_PAY},
    {"basic", MONEY_BASIC | MONEY_PAY},
    {"bills", MONEY_OTHER},
    {"bonus", MONEY_BONUS},
    {"bonuses", MONEY_BONUS},
    {"budget", MONEY_OTHER},
    {"budgets", MONEY_OTHER},
    {"bursaries", MONEY_OTHER},
    {"bursary", MONEY_OTHER},
    {"business", MONEY_OTHER},
    {"c", MONEY_CIRCA},
    {"ca", MONEY_CIRCA},
    {"capital", MONEY_OTHER},
    {"car", MONEY_ALLOWANCE},
    {"cash", MONEY_OTHER},
    {"charge", MONEY_ALLOWANCE},
    {"circa", MONEY_CIRCA},
    {"commission", MONEY_BONUS},
    {"compensation", MONEY_PAY},
    {"competitive", MONEY_OPEN},
    {"contract", MONEY_LINK},
    {"contracts", MONEY_OTHER},
    {"contribution", MONEY_ALLOWANCE},
    {"cost", MONEY_OTHER},
    {"costs", MONEY_OTHER},
    {"cover", MONEY_OTHER},
    {"current", MONEY_LINK},
    {"currently", MONEY_LINK},
    {"day", MONEY_UNIT},
    {"days", MONEY_UNIT},
    {"deals", MONEY_OTHER},
    {"debt", MONEY_OTHER},
    {"deduct", MONEY_OTHER},
    {"deducted", MONEY_OTHER},
    {"deposit", MONEY_OTHER},
    {"discount", MONEY_OTHER},
    {"dividend", MONEY_BONUS},
    {"doe", MONEY_OPEN | MONEY_HINT},
    {"donation", MONEY_OTHER},
    {"donations", MONEY_OTHER},
    {"earn", MONEY_PAY},
    {"earning", MONEY_PAY},
    {"earnings", MONEY_PAY},
    {"enhancement", MONEY_ALLOWANCE},
    {"enhancements", MONEY_ALLOWANCE},
    {"excluding", MONEY_WITHIN},
    {"expenditure", MONEY_OTHER},
    {"expenses", MONEY_ALLOWANCE},
    {"fee", MONEY_OTHER},
    {"fees", MONEY_OTHER},
    {"fine", MONEY_OTHER},
    {"first", MONEY_LINK},
    {"for", MONEY_LINK},
    {"from", MONEY_FROM},
    {"fte", MONEY_FULL | MONEY_HINT},
    {"fund", MONEY_OTHER},
    {"funded", MONEY_OTHER},
    {"funding", MONEY_OTHER},
    {"funds", MONEY_OTHER},
    {"golden", MONEY_BONUS},
    {"grade", MONEY_HINT},
    {"grant", MONEY_OTHER},
    {"grants", MONEY_OTHER},
    {"gross", MONEY_HINT},
    {"growth", MONEY_OTHER},
    {"guaranteed", MONEY_LINK},
    {"hca", MONEY_ALLOWANCE},
    {"hcas", MONEY_ALLOWANCE},
    {"hello", MONEY_BONUS},
    {"hourly", MONEY_HINT},
    {"hours", MONEY_UNIT},
    {"hrs", MONEY_UNIT},
    {"ilw", MONEY_ALLOWANCE},
    {"in", MONEY_LINK},
    {"inc", MONEY_WITHIN},
    {"incentive", MONEY_BONUS},
    {"incl", MONEY_WITHIN},
    {"include", MONEY_WITHIN},
    {"included", MONEY_WITHIN},
    {"includes", MONEY_WITHIN},
    {"including", MONEY_WITHIN},
    {"inclusive", MONEY_WITHIN},
    {"income", MONEY_OTHER},
    {"insurance", MONEY_OTHER},
    {"invest", MONEY_OTHER},
    {"invested", MONEY_OTHER},
    {"investing", MONEY_OTHER},
    {"investment", MONEY_OTHER},
    {"iro", MONEY_CIRCA},
    {"is", MONEY_LINK},
    {"joining", MONEY_BONUS},
    {"least", MONEY_FROM},
    {"limit", MONEY_OTHER},
    {"loan", MONEY_OTHER},
    {"loans", MONEY_OTHER},
    {"lw", MONEY_ALLOWANCE},
    {"max", MONEY_UP_TO},
    {"maximum", MONEY_UP_TO},
    {"mile", MONEY_OTHER},
    {"mileage", MONEY_ALLOWANCE},
    {"min", MONEY_FROM},
    {"minimum", MONEY_FROM},
    {"mins", MONEY_UNIT},
    {"month", MONEY_UNIT},
    {"months", MONEY_UNIT},
    {"national", MONEY_FORMER},
    {"nearly", MONEY_CIRCA},
    {"negotiable", MONEY_OPEN | MONEY_HINT},
    {"of", MONEY_LINK},
    {"onwards", MONEY_FROM},
    {"ote", MONEY_OTE},
    {"outstanding", MONEY_LINK},
    {"overtime", MONEY_ALLOWANCE},
    {"paid", MONEY_PAY},
    {"pay", MONEY_PAY},
    {"paye", MONEY_HINT},
    {"paying", MONEY_PAY},
    {"payment", MONEY_OTHER},
    {"payments", MONEY_OTHER},
    {"payrate", MONEY_PAY},
    {"pays", MONEY_PAY},
    {"pension", MONEY_OTHER},
    {"people", MONEY_UNIT},
    {"percent", MONEY_UNIT},
    {"phone", MONEY_OTHER},
    {"pipeline", MONEY_OTHER},
    {"plus", MONEY_PLUS},
    {"portfolio", MONEY_OTHER},
    {"potential", MONEY_MAYBE},
    {"potentially", MONEY_MAYBE},
    {"premium", MONEY_ALLOWANCE},
    {"previous", MONEY_FORMER},
    {"price", MONEY_OTHER},
    {"prices", MONEY_OTHER},
    {"prize", MONEY_OTHER},
    {"profit", MONEY_OTHER},
    {"profits", MONEY_OTHER},
    {"programme", MONEY_OTHER},
    {"project", MONEY_OTHER},
    {"projects", MONEY_OTHER},
    {"prorata", MONEY_HINT},
    {"purchases", MONEY_OTHER},
    {"raise", MONEY_OTHER},
    {"raised", MONEY_OTHER},
    {"range", MONEY_HINT},
    {"ranges", MONEY_HINT},
    {"ranging", MONEY_HINT},
    {"rata", MONEY_HINT},
    {"rate", MONEY_PAY},

    {"realistic", MONEY_MAYBE},
    {"ref", MONEY_OTHER},
    {"refer", MONEY_BONUS},
    {"reference", MONEY_OTHER},
    {"referral", MONEY_BONUS},
    {"region", MONEY_CIRCA},
    {"relocation", MONEY_ALLOWANCE},
    {"remuneration", MONEY_PAY},
    {"rent", MONEY_OTHER},
    {"responsibility", MONEY_ALLOWANCE},
    {"retention", MONEY_BONUS},
    {"revenue", MONEY_OTHER},
    {"revenues", MONEY_OTHER},
    {"roughly", MONEY_CIRCA},
    {"salaries", MONEY_PAY},
    {"salary", MONEY_PAY},
    {"sales", MONEY_OTHER},
    {"saving", MONEY_OTHER},
    {"savings", MONEY_OTHER},
    {"scale", MONEY_HINT},
    {"scholarship", MONEY_OTHER},
    {"scp", MONEY_HINT},
    {"shortfall", MONEY_OTHER},
    {"sick", MONEY_OTHER},
    {"spend", MONEY_OTHER},
    {"spending", MONEY_OTHER},
    {"spine", MONEY_HINT},
    {"starting", MONEY_LINK},
    {"statutory", MONEY_FORMER},
    {"stipend", MONEY_OTHER},
    {"stipends", MONEY_OTHER},
    {"studentship", MONEY_OTHER},
    {"studentships", MONEY_OTHER},
    {"supplement", MONEY_ALLOWANCE},
    {"target", MONEY_OTHER},
    {"targets", MONEY_OTHER},
    {"tax", MONEY_LINK},
    {"the", MONEY_LINK},
    {"tips", MONEY_BONUS},
    {"to", MONEY_LINK},

    {"total", MONEY_OTHER},
    {"transactions", MONEY_OTHER},
    {"tuition", MONEY_OTHER},
    {"turnover", MONEY_OTHER},
    {"up", MONEY_UP_TO},
    {"uplift", MONEY_ALLOWANCE},
    {"upto", MONEY_UP_TO},
    {"upwards", MONEY_FROM},
    {"valuation", MONEY_OTHER},
    {"value", MONEY_OTHER},
    {"valued", MONEY_OTHER},
    {"values", MONEY_OTHER},
    {"voucher", MONEY_OTHER},
    {"vouchers", MONEY_OTHER},
    {"wage", MONEY_PAY},
    {"wages", MONEY_PAY},
    {"weeks", MONEY_UNIT},
    {"weighting", MONEY_ALLOWANCE},
    {"welcome", MONEY_BONUS},
    {"will", MONEY_LINK},
    {"with", MONEY_PLUS},
    {"within", MONEY_LINK},
    {"worth", MONEY_OTHER},
    {"wte", MONEY_FULL | MONEY_HINT},
    {"years", MONEY_UNIT},
};

static size_t fold(socvet_str w, char *out, size_t cap)
{
    size_t n = 0;

    for (size_t i = 0; i < w.len && n + 1 < cap; i++)
        if (w.ptr[i] != '\'')
            out[n++] = base_lower(w.ptr[i]);
    out[n] = 0;
    return n;
}

/* The first eight letters as a number that sorts like them. */
static uint64_t head_of(const char *word)
{
    const unsigned char *w = (const unsigned char *)word;

    return (uint64_t)w[0] << 56 | (uint64_t)w[1] << 48 | (uint64_t)w[2] << 40 | (uint64_t)w[3] << 32 |
           (uint64_t)w[4] << 24 | (uint64_t)w[5] << 16 | (uint64_t)w[6] << 8 | w[7];
}

unsigned money_word(socvet_str w)
{
    char low[20] = {0};
    size_t from = 0, to = sizeof words / sizeof *words;

    if (w.len == 0 || w.len >= sizeof low || base_is_digit(w.ptr[0]))
        return 0;
    fold(w, low, sizeof low);
    uint64_t head = head_of(low);
    while (from < to) {
        const entry *e = &words[(from + to) / 2];
        uint64_t h = head_of(e->word);
        int d = h != head ? (head > h) - (head < h) : strcmp(low + 8, e->word + 8);
        if (d == 0)
            return e->is;
        if (d < 0)
            to = (size_t)(e - words);
        else
            from = (size_t)(e - words) + 1;
    }
    return 0;
}

size_t money_skip_blank(socvet_str t, size_t at, size_t limit)
{
    while (at < limit) {
        unsigned size;
        if (base_is_blank(t.ptr[at]))
            at++;
        else if ((unsigned char)t.ptr[at] >= 0x80 &&
                 base_cp_is_space(base_utf8_at((socvet_str){t.ptr, limit}, at, &size)))
            at += size;
        else
            break;
    }
    return at;
}

socvet_str money_word_at(socvet_str t, size_t at, size_t limit)
{
    size_t i = at;

    while (i < limit &&
           (base_is_alpha(t.ptr[i]) || base_is_digit(t.ptr[i]) || (t.ptr[i] == '\'' && i > at)))
        i++;
    return (socvet_str){t.ptr + at, i - at};
}

static const struct {
    char word[12];
    uint8_t period;
    bool whole; /* a period by itself: "hourly", "pa" */
} units[] = {
    {"annum", SOCVET_PERIOD_YEAR, true},    {"annual", SOCVET_PERIOD_YEAR, true},
    {"annually", SOCVET_PERIOD_YEAR, true}, {"anum", SOCVET_PERIOD_YEAR, true},
    {"anuum", SOCVET_PERIOD_YEAR, true},    {"annumn", SOCVET_PERIOD_YEAR, true},
    {"annun", SOCVET_PERIOD_YEAR, true},    {"pannum", SOCVET_PERIOD_YEAR, true},
    {"year", SOCVET_PERIOD_YEAR, false},    {"yr", SOCVET_PERIOD_YEAR, false},
    {"yearly", SOCVET_PERIOD_YEAR, true},   {"pa", SOCVET_PERIOD_YEAR, true},
    {"py", SOCVET_PERIOD_YEAR, true},       {"hour", SOCVET_PERIOD_HOUR, false},
    {"hr", SOCVET_PERIOD_HOUR, false},      {"h", SOCVET_PERIOD_HOUR, false},
    {"hourly", SOCVET_PERIOD_HOUR, true},   {"ph", SOCVET_PERIOD_HOUR, true},
    {"phr", SOCVET_PERIOD_HOUR, true},      {"day", SOCVET_PERIOD_DAY, false},
    {"daily", SOCVET_PERIOD_DAY, true},     {"pd", SOCVET_PERIOD_DAY, true},
    {"d", SOCVET_PERIOD_DAY, false},        {"week", SOCVET_PERIOD_WEEK, false},
    {"wk", SOCVET_PERIOD_WEEK, false},      {"weekly", SOCVET_PERIOD_WEEK, true},
    {"pw", SOCVET_PERIOD_WEEK, true},       {"w", SOCVET_PERIOD_WEEK, false},
    {"month", SOCVET_PERIOD_MONTH, false},  {"mth", SOCVET_PERIOD_MONTH, false},
    {"monthly", SOCVET_PERIOD_MONTH, true}, {"pcm", SOCVET_PERIOD_MONTH, true},
    {"pm", SOCVET_PERIOD_MONTH, true},
};

static socvet_period unit_of(socvet_str w, bool after_per)
{
    char low[12];

    if (w.len == 0 || w.len >= sizeof low || !memchr("adhmpwy", base_lower(w.ptr[0]), 7))
        return SOCVET_PERIOD_UNKNOWN; /* no unit begins so */
    fold(w, low, sizeof low);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (units[i].word[0] == low[0] && (units[i].whole || after_per) && !strcmp(units[i].word, low))
            return units[i].period;
    /* "24,907 pro rata per a": a phrase cut off by the form's width */
    return after_per && (!strcmp(low, "a") || !strcmp(low, "an") || !strcmp(low, "ann") ||
                         !strcmp(low, "annu"))
               ? SOCVET_PERIOD_YEAR
               : SOCVET_PERIOD_UNKNOWN;
}

static bool word_is(socvet_str w, const char *z)
{
    return base_str_eq_ci(w, base_str_z(z));
}

socvet_period money_period_at(socvet_str t, size_t at, size_t limit, size_t *end)
{
    bool per = false;
    size_t p = at;
    socvet_str w = money_word_at(t, p, limit);

    if (p < limit && t.ptr[p] == '/') {
        per = true;
        p = money_skip_blank(t, p + 1, limit);
        w = money_word_at(t, p, limit);
        if (word_is(w, "per") || word_is(w, "p"))
            p = money_skip_blank(t, p + w.len, limit), w = money_word_at(t, p, limit);
    } else if (word_is(w, "per") || word_is(w, "a") || word_is(w, "an") || word_is(w, "each") ||
               word_is(w, "every") || word_is(w, "p")) {
        bool lone_p = w.len == 1 && base_lower(w.ptr[0]) == 'p';
        per = true;
        p += w.len;
        while (p < limit && (t.ptr[p] == '.' || t.ptr[p] == '/'))
            p++;
        p = money_skip_blank(t, p, limit);
        w = money_word_at(t, p, limit);
        if (word_is(w, "calendar") || word_is(w, "working") || word_is(w, "full")) {
            p = money_skip_blank(t, p + w.len, limit);
            w = money_word_at(t, p, limit);
        }
        if (lone_p && w.len > 2 && !unit_of(w, true))
            return SOCVET_PERIOD_UNKNOWN;
        if (w.len == 1 && base_lower(w.ptr[0]) == 'a' && !lone_p && base_lower(t.ptr[at]) != 'p')
            return SOCVET_PERIOD_UNKNOWN;
        if (base_lower(t.ptr[at]) == 'a' && w.len < 2)
            return SOCVET_PERIOD_UNKNOWN;
    }
    socvet_period got = unit_of(w, per);
    *end = p + w.len;
    if (got && *end < limit && t.ptr[*end] == '.' && *end + 1 < limit &&
        base_is_alpha(t.ptr[*end + 1]) && w.len == 1) { /* p.c.m. */
        if (base_lower(w.ptr[0]) == 'c')
            got = SOCVET_PERIOD_MONTH;
    }
    return got;
}

bool money_sane(int64_t pence, socvet_period period)
{
    static const struct {
        int64_t low, high;
    } pounds[] = {[SOCVET_PERIOD_UNKNOWN] = {1, 1000000}, [SOCVET_PERIOD_YEAR] = {1000, 900000},
                  [SOCVET_PERIOD_MONTH] = {150, 40000},   [SOCVET_PERIOD_WEEK] = {40, 9000},
                  [SOCVET_PERIOD_DAY] = {35, 5000},       [SOCVET_PERIOD_HOUR] = {2, 500}};

    return pence >= pounds[period].low * 100 && pence <= pounds[period].high * 100;
}

bool money_after_between(socvet_str t, size_t at)
{
    size_t p = at;

    while (p > 0 && t.ptr[p - 1] == ' ')
        p--;
    return p >= 7 && base_str_eq_ci((socvet_str){t.ptr + p - 7, 7}, SOCVET_STR("between"));
}

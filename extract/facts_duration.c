/* facts_duration.c: how long the job lasts. Every length of time is found first, then what it is
 * the length of, by the words of its sentence (data/facts_duration.tsv). */
#include <string.h>

#include "../base/str.h"
#include "facts_int.h"
#include "sentence.h"

extern const char extract_facts_duration[];
extern const size_t extract_facts_duration_size;

enum { LEFT = 140, RIGHT = 90, LABEL_LINE = 60, MONTHS_MOST = 84, LENGTHS_MOST = 64, OTHER = 9 };

/* A length in tenths of the unit: "2.5 years" is 25 tenths. */
typedef struct {
    uint32_t from, to;
    int32_t tenths;
    char unit;       /* 'y', 'm', 'w' */
    bool open;       /* "two or three years", "2-3 years": no one length */
} length;

typedef struct {
    const length *at;
    unsigned weight, says;
    bool other, study;
} verdict;

static int number_word(socvet_str s)
{
    static const char *const words[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                                        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
                                        "seventeen", "eighteen", "nineteen", "twenty"};
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty"};

    for (int i = 0; i < 20; i++)
        if (base_str_eq_ci(s, base_str_z(words[i])))
            return i + 1;
    for (int i = 0; i < 5; i++)
        if (base_str_eq_ci(s, base_str_z(tens[i])))
            return (i + 2) * 10;
    return 0;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '*';
}

/* Back over spaces, hyphens, no-break spaces and dashes. */
static uint32_t back_gap(socvet_str t, uint32_t at, uint32_t most)
{
    uint32_t start = at;

    while (at > 0 && start - at < most) {
        if (is_gap(t.ptr[at - 1]))
            at--;
        else if (at >= 2 && memcmp(t.ptr + at - 2, "\xC2\xA0", 2) == 0)
            at -= 2;
        else if (at >= 3 && (memcmp(t.ptr + at - 3, "\xE2\x80\x91", 3) == 0 || memcmp(t.ptr + at - 3, "\xE2\x80\x93", 3) == 0))
            at -= 3;
        else
            break;
    }
    return at;
}

/* The number that ends at `at`: digits with at most one decimal, or a word; 0 when there is none. */
static int32_t number_before(socvet_str t, uint32_t at, uint32_t *from)
{
    uint32_t i = at;
    uint64_t n;

    while (i > 0 && at - i < 12 && (base_is_digit(t.ptr[i - 1]) || (t.ptr[i - 1] == '.' && i < at)))
        i--;
    if (i < at && base_is_digit(t.ptr[i])) {
        socvet_str s = {t.ptr + i, at - i};
        size_t dot = base_str_find(s, SOCVET_STR("."), 0);
        bool glued = i > 0 && (base_is_alpha(t.ptr[i - 1]) || t.ptr[i - 1] == '/' || t.ptr[i - 1] == ',');
        *from = i;
        if (glued || !base_str_to_u64((socvet_str){s.ptr, dot == SIZE_MAX ? s.len : dot}, &n) || n > 999)
            return 0;
        return (int32_t)n * 10 + (dot != SIZE_MAX && dot + 1 < s.len ? s.ptr[dot + 1] - '0' : 0);
    }
    for (i = at; i > 0 && at - i < 12 && base_is_alpha(t.ptr[i - 1]); i--)
        ;
    *from = i;
    int ones = number_word((socvet_str){t.ptr + i, at - i});
    uint32_t tens_end = back_gap(t, i, 2), j = tens_end;
    for (; j > 0 && tens_end - j < 8 && base_is_alpha(t.ptr[j - 1]); j--)
        ;
    int tens = ones && ones < 10 && tens_end < i ? number_word((socvet_str){t.ptr + j, tens_end - j}) : 0;
    if (tens < 20)
        return ones * 10;
    *from = j;
    return (tens + ones) * 10;
}

/* Another number joined by "or", "to" or a dash stands before: the length is not one length, and
 * begins with that number. */
static bool is_range(socvet_str t, uint32_t *start)
{
    uint32_t from = *start, at = back_gap(t, from, 4);
    bool dash = at < from && base_str_find((socvet_str){t.ptr + at, from - at}, SOCVET_STR("\n"), 0) == SIZE_MAX &&
                (t.ptr[from - 1] == '-' || (unsigned char)t.ptr[from - 1] == 0x93);
    socvet_str head = {t.ptr, at};

    if (base_str_ends_ci(head, SOCVET_STR(" or")) || base_str_ends_ci(head, SOCVET_STR(" to")))
        return number_before(t, back_gap(t, at - 2, 4), start) > 0;
    return dash && number_before(t, at, start) > 0;
}

static char unit_of(socvet_str text, const base_token *t)
{
    static const char *const names[] = {"year", "years", "yr", "yrs", "month", "months", "mth", "mths", "week", "weeks",
                                        "wk", "wks"};
    socvet_str word = {text.ptr + t->from, t->to - t->from};

    char first = word.len ? base_lower(word.ptr[0]) : 0;
    if (t->kind != BASE_TOKEN_WORD || word.len < 2 || word.len > 9 || (first != 'y' && first != 'm' && first != 'w'))
        return 0;
    while (word.len && !base_is_alpha(word.ptr[word.len - 1]))
        word.len--;
    if (word.len > 5 && base_str_ends_ci(word, SOCVET_STR("'s"))) /* a year's */
        word.len -= 2;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (base_str_eq_ci(word, base_str_z(names[i])))
            return names[i][0];
    return 0;
}

static bool read_length(const facts_ctx *c, const base_token *unit, length *out)
{
    socvet_str t = c->text;
    uint32_t at = back_gap(t, unit->from, 4), open, spare;

    *out = (length){.to = unit->to, .unit = unit_of(t, unit)};
    if (!out->unit || at == unit->from)
        return false;
    if (at > 0 && t.ptr[at - 1] == ')') { /* three (3) years */
        for (open = at - 1; open > 0 && at - open < 8 && t.ptr[open] != '('; open--)
            ;
        if (t.ptr[open] == '(' && number_before(t, at - 1, &spare) > 0)
            at = back_gap(t, open, 2);
    }
    out->tenths = number_before(t, at, &out->from);
    at = out->from;
    out->open = out->tenths > 0 && is_range(t, &at);
    out->from = out->open ? at : out->from;
    return out->tenths > 0;
}

/* "2 years and 9 months": the second length belongs to the first. */
static bool joins(socvet_str t, const length *a, const length *b)
{
    socvet_str between = {t.ptr + a->to, b->from > a->to ? b->from - a->to : 0};

    return a->unit == 'y' && b->unit == 'm' && b->tenths < 120 &&
           (base_str_eq_ci(between, SOCVET_STR(" and ")) || base_str_eq_ci(between, SOCVET_STR(", ")) ||
            base_str_eq_ci(between, SOCVET_STR(" ")));
}

static int32_t tenths_of_months(const length *l)
{
    return l->unit == 'y' ? l->tenths * 12 : l->unit == 'm' ? l->tenths : 0;
}

/* ---- what it is the length of ---- */

/* The sentence with the length as <D>; a label on the line above is taken in. */
static socvet_str window_of(const facts_ctx *c, const length *l)
{
    socvet_span around = extract_sentence_around(c->doc, l->from);
    uint32_t from = around.from, to = around.to > l->to ? around.to : l->to;
    base_buf b;

    if (l->from - from > LEFT)
        from = l->from - LEFT;
    if (to - l->to > RIGHT)
        to = l->to + RIGHT;
    if (l->from - from < 4 && to - l->to < 4 && from > 0 && from == around.from) {
        uint32_t line = from - 1;
        while (line > 0 && c->text.ptr[line - 1] != '\n' && from - line < LABEL_LINE)
            line--;
        from = line;
    }
    while (from < l->from && ((unsigned char)c->text.ptr[from] & 0xC0) == 0x80)
        from++;
    while (to > l->to && to < c->text.len && ((unsigned char)c->text.ptr[to] & 0xC0) == 0x80)
        to--;
    base_buf_init(&b, 0);
    base_buf_add(&b, (socvet_str){c->text.ptr + from, l->from - from});
    base_buf_add_z(&b, "<D>");
    base_buf_add(&b, (socvet_str){c->text.ptr + l->to, to - l->to});
    for (size_t i = 0; !b.failed && i < b.len; i++)
        if (b.ptr[i] == '\n' || b.ptr[i] == '\t')
            b.ptr[i] = ' ';
    socvet_str s = {b.failed ? NULL : base_arena_dup(c->arena, base_buf_str(&b)), b.len};
    base_buf_clear(&b);
    return s;
}

static bool each(const base_pattern_hit *hit, void *user)
{
    verdict *v = user;
    uint64_t weight = 0;
    socvet_str says = base_pattern_cell(hit->row, "says");

    base_str_to_u64(base_pattern_cell(hit->row, "weight"), &weight);
    v->other |= base_str_eq_z(base_pattern_cell(hit->row, "is"), "other");
    v->study |= base_str_eq_z(base_pattern_cell(hit->row, "is"), "study");
    if (weight > v->weight)
        v->weight = (unsigned)weight;
    if (!v->says && says.len)
        v->says = says.ptr[0] == 'f' ? SOCVET_CONTRACT_FIXED_TERM : SOCVET_CONTRACT_TEMPORARY;
    return !v->other;
}

static socvet_status judge(const facts_ctx *c, const length *l, verdict *v, socvet_err *err)
{
    socvet_str window = window_of(c, l);
    base_token *tokens;
    size_t n;

    *v = (verdict){.at = l};
    if (!window.ptr)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    socvet_status s = base_tokenise(c->arena, window, 0, (uint32_t)window.len, &tokens, &n, err);
    if (!s)
        s = base_patset_scan(c->patterns, c->scratch, window, tokens, 0, n, each, v, err);
    if (v->study && !v->says)
        v->weight = 1;
    return s;
}

/* Two terms in one sentence, joined by "or": two posts, no one length. */
static bool offers_choice(const facts_ctx *c, const length *a, const length *b)
{
    return b->from > a->to && b->from - a->to < 80 &&
           base_str_find_ci((socvet_str){c->text.ptr + a->to, b->from - a->to}, SOCVET_STR(" or "), 0) != SIZE_MAX &&
           extract_sentence_around(c->doc, a->from).to >= b->to;
}

static size_t find_lengths(const facts_ctx *c, length *list)
{
    size_t n = 0;

    for (size_t i = 0; i < c->n_tokens && n < LENGTHS_MOST; i++) {
        if (!unit_of(c->text, &c->tokens[i]) || !read_length(c, &c->tokens[i], &list[n]))
            continue;
        if (n && joins(c->text, &list[n - 1], &list[n])) {
            list[n - 1].tenths = tenths_of_months(&list[n - 1]) + list[n].tenths;
            list[n - 1].unit = 'm';
            list[n - 1].to = list[n].to;
        } else {
            n++;
        }
    }
    return n;
}

static void keep(facts_ctx *c, const verdict *v)
{
    socvet_facts *f = c->facts;
    int32_t tenths = tenths_of_months(v->at);
    socvet_span span = {v->at->from, v->at->to};

    f->duration_contract = (uint8_t)(v->weight == 1 ? 0
                                     : v->says      ? v->says
                                     : tenths && tenths >= 60 ? SOCVET_CONTRACT_FIXED_TERM
                                                              : SOCVET_CONTRACT_TEMPORARY);
    f->duration_span = span;
    if (v->at->open)
        return;
    if (v->at->unit == 'w')
        f->duration_days = (socvet_fact_number){.state = SOCVET_FACT_STATED, .value = v->at->tenths * 7 / 10, .span = span};
    else
        f->duration_months = (socvet_fact_number){.state = SOCVET_FACT_STATED, .value = (tenths + 5) / 10, .span = span};
}

static socvet_status read_duration(facts_ctx *c, socvet_err *err)
{
    length list[LENGTHS_MOST];
    size_t n = find_lengths(c, list);
    verdict best = {0}, v;
    socvet_status s = SOCVET_OK;

    for (size_t i = 0; !s && i < n; i++) {
        if (tenths_of_months(&list[i]) > MONTHS_MOST * 10 || (list[i].unit == 'w' && list[i].tenths > 1040))
            continue;
        s = judge(c, &list[i], &v, err);
        if (s || v.other || v.weight <= best.weight)
            continue;
        best = v;
    }
    for (size_t i = 0; best.at && i < n; i++)
        if (offers_choice(c, best.at, &list[i]) && list[i].unit == best.at->unit)
            list[best.at - list].open = true;
    if (!s && best.at)
        keep(c, &best);
    return s;
}

const facts_module facts_duration = {"facts_duration.tsv", extract_facts_duration, &extract_facts_duration_size,
                                     read_duration};

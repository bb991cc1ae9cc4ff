/* facts_dates.c: closing, posted, interview, start and end. Every date of the text is found first;
 * the words of its sentence that lead to it say what it is the date of. A year that is not written
 * is inferred only with a reason; a range of closing dates is no closing date. */
#include <string.h>

#include "../base/date.h"
#include "../base/str.h"
#include "dates.h"
#include "sentence.h"

extern const char extract_facts_dates[];
extern const size_t extract_facts_dates_size;

enum { FARTHEST = 220, MOST_DATES = 300, LABEL_LINE = 70, NO_CUE = 1000 };
typedef enum { CLOSING, POSTED, INTERVIEW, START, END, OTHER, ROLES } role;

typedef struct {
    socvet_str flat;
    const base_token *tokens;
    size_t n;
    int best; /* words of substance between the nearest cue and the date */
    size_t row;
    role role;
    bool weak;
} cue;

static socvet_fact_date *fact_of(socvet_facts *f, role r)
{
    socvet_fact_date *const facts[] = {&f->closing, &f->posted, &f->interview, &f->start, &f->end};

    return r < OTHER ? facts[r] : NULL;
}

static role role_named(socvet_str id)
{
    static const char *const names[OTHER] = {"closing", "posted", "interview", "start", "end"};

    for (int i = 0; i < OTHER; i++)
        if (base_str_starts(id, base_str_z(names[i])))
            return (role)i;
    return base_str_starts(id, SOCVET_STR("other")) ? OTHER : ROLES;
}

/* Words that may stand between "closing date" and the date and mean nothing. */
static bool is_filler(socvet_str flat, const base_token *t)
{
    static const char words[] =
        "the on in is are of at by to be will for from week weeks commencing w c beginning monday "
        "tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri "
        "sat sun noon midnight midday mid day pm am gmt bst hours hrs hour date dates time latest "
        "later than no not before end early late first half second quarter and or "
        "until around about approximately expected provisionally likely planned due a an it "
        "applications application receipt this post job vacancy role position advert 12noon "
        "both roles positions posts new as soon possible following th st nd rd up during "
        "tbc deadline closing held take place scheduled anticipated project start";
    char buf[24];
    socvet_str rest = SOCVET_STR(words), piece;

    if (t->kind == BASE_TOKEN_SYMBOL || base_is_digit(flat.ptr[t->from]) || t->to - t->from >= sizeof buf)
        return t->kind == BASE_TOKEN_SYMBOL || base_is_digit(flat.ptr[t->from]);
    socvet_str word = {buf, base_token_fold(flat, t, buf, sizeof buf)};
    while (base_str_split(&rest, ' ', &piece))
        if (base_str_eq(piece, word))
            return true;
    return false;
}

static int substance(const cue *q, uint32_t from)
{
    int n = 0;

    for (size_t i = q->n; i-- > 0 && q->tokens[i].from >= from;)
        n += !is_filler(q->flat, &q->tokens[i]);
    return n;
}

static bool each_cue(const base_pattern_hit *hit, void *user)
{
    cue *q = user;
    role r = role_named(hit->row->id);
    uint64_t reach = 0;

    if (r == ROLES)
        return true;
    base_str_to_u64(base_pattern_cell(hit->row, "reach"), &reach);
    int words = substance(q, hit->groups[0].to);
    if (words <= (int)reach && (words < q->best || (words == q->best && hit->row_index < q->row))) {
        q->best = words;
        q->row = hit->row_index;
        q->role = r;
        q->weak = base_str_ends_ci(hit->row->id, SOCVET_STR("weak"));
    }
    return true;
}

/* Is there a word, other than a day of the week? */
static bool has_words(socvet_str s)
{
    for (size_t i = 0, from; i < s.len; i++) {
        if (!base_is_alpha(s.ptr[i]))
            continue;
        for (from = i; i < s.len && base_is_alpha(s.ptr[i]); i++)
            ;
        socvet_str word = {s.ptr + from, i - from};
        if (!base_str_ends_ci(word, SOCVET_STR("day")) && word.len > 3)
            return true;
    }
    return false;
}

/* The words that lead to a date: its sentence, from the date before on; a label on the line above. */
static uint32_t context_from(const facts_ctx *c, const extract_date *d, uint32_t floor)
{
    uint32_t from = extract_sentence_around(c->doc, d->from).from, line;

    if (floor > d->from) /* the date before reaches into this one */
        floor = d->from;
    if (from < floor)
        from = floor;
    if (d->from - from > FARTHEST)
        from = d->from - FARTHEST;
    for (int lines = 0; lines < 3 && !has_words((socvet_str){c->text.ptr + from, d->from - from}) &&
                        from > floor; lines++) {
        line = from - 1; /* over the line end, or the tab between two cells */
        while (line > floor && c->text.ptr[line - 1] != '\n' && from - line < LABEL_LINE)
            line--;
        from = line;
    }
    while (from < d->from && ((unsigned char)c->text.ptr[from] & 0xC0) == 0x80)
        from++;
    return from;
}

static socvet_status find_role(const facts_ctx *c, const extract_date *d, uint32_t floor, cue *q,
                               socvet_err *err)
{
    base_token *tokens;
    socvet_span around = {context_from(c, d, floor), d->from};

    *q = (cue){.best = NO_CUE, .role = ROLES};
    if (around.from >= around.to)
        return SOCVET_OK;
    q->flat = extract_sentence_flat(c->arena, c->text, around);
    if (!q->flat.ptr)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    socvet_status s = base_tokenise(c->arena, q->flat, 0, (uint32_t)q->flat.len, &tokens, &q->n, err);
    q->tokens = tokens;
    return s ? s : base_patset_scan(c->patterns, c->scratch, q->flat, tokens, 0, q->n, each_cue, q, err);
}

/* ---- years that are not written ---- */

static int32_t day_near(int32_t base, const extract_date *d)
{
    int y, m, day;

    base_date_to_ymd(base, &y, &m, &day);
    int32_t best = base_date_from_ymd(y, d->month, d->day);
    if (best == BASE_NO_DATE || best < base - 31)
        best = base_date_from_ymd(y + 1, d->month, d->day);
    if (best == BASE_NO_DATE || best > base + 366 ||
        (d->weekday >= 0 && base_date_weekday(best) != d->weekday))
        return BASE_NO_DATE;
    return best;
}

/* The weekday fits one year only, near another date of the same paper. */
static int32_t day_by_weekday(const facts_ctx *c, const extract_date *d)
{
    const socvet_fact_date *others[] = {&c->facts->start, &c->facts->closing, &c->facts->interview,
                                        &c->facts->posted};
    int y, m, day;

    for (size_t i = 0; d->weekday >= 0 && i < 4; i++) {
        if (others[i]->state != SOCVET_FACT_STATED || others[i]->days == INT32_MIN)
            continue;
        base_date_to_ymd(others[i]->days, &y, &m, &day);
        for (int k = 0; k < 2; k++) {
            int32_t one = base_date_from_ymd(others[i] == &c->facts->posted ? y + k : y - k, d->month, d->day);
            int32_t gap = one == BASE_NO_DATE ? 0 : others[i]->days - one;
            if (one != BASE_NO_DATE && base_date_weekday(one) == d->weekday && gap < 330 && gap > -330)
                return one;
        }
    }
    return BASE_NO_DATE;
}

/* Applications close before the post starts, and not a year before. */
static int32_t day_before_start(const facts_ctx *c, const extract_date *d)
{
    const socvet_fact_date *start = &c->facts->start;
    int y, m, day;

    if (start->state != SOCVET_FACT_STATED || start->days == BASE_NO_DATE || start->year_inferred ||
        start->precision != SOCVET_DATE_DAY)
        return BASE_NO_DATE;
    base_date_to_ymd(start->days, &y, &m, &day);
    int32_t one = base_date_from_ymd(y, d->month, d->day);
    if (one == BASE_NO_DATE || one >= start->days)
        one = base_date_from_ymd(y - 1, d->month, d->day);
    if (one == BASE_NO_DATE || start->days - one > 330 ||
        (d->weekday >= 0 && base_date_weekday(one) != d->weekday))
        return BASE_NO_DATE;
    return one;
}

/* "2023-11-23-postdoc.md", "advert_20170425": a day in the name of the document; BASE_NO_DATE: none. */
static int32_t day_in_name(socvet_str name)
{
    for (size_t i = 0; i + 8 <= name.len; i++) {
        char iso[11] = "";
        size_t n = 0, k = i;
        if (i > 0 && base_is_digit(name.ptr[i - 1]))
            continue;
        for (bool dashes = i + 10 <= name.len && name.ptr[i + 4] == '-'; k < name.len && n < 10; k++) {
            if ((n == 4 || n == 7) && !dashes)
                iso[n++] = '-';
            if (!base_is_digit(name.ptr[k]) && !(dashes && (n == 4 || n == 7) && name.ptr[k] == '-'))
                break;
            iso[n++] = name.ptr[k];
        }
        if (n == 10 && !(k < name.len && base_is_digit(name.ptr[k]))) {
            int32_t day = base_date_parse_iso((socvet_str){iso, 10});
            if (day != BASE_NO_DATE && day >= base_date_from_ymd(1990, 1, 1))
                return day;
        }
    }
    return BASE_NO_DATE;
}

/* "interviews in the second half of February": the first such month that ends after applications close. */
static bool month_after_closing(const facts_ctx *c, const extract_date *d, socvet_fact_date *out)
{
    const socvet_fact_date *closing = &c->facts->closing;
    int y, m, day;

    if (closing->state != SOCVET_FACT_STATED || closing->days == BASE_NO_DATE)
        return false;
    base_date_to_ymd(closing->days, &y, &m, &day);
    out->days = base_date_from_ymd(d->month < m ? y + 1 : y, d->month, 1);
    out->reason = "the closing date";
    return out->days - closing->days < 200;
}

static bool infer_year(const facts_ctx *c, const extract_date *d, role r, socvet_fact_date *out)
{
    socvet_str name = c->given->name.len ? c->given->name : c->doc->n_parts ? c->doc->parts[0].name : (socvet_str){"", 0};
    struct {
        int32_t base;
        const char *why;
    } from[5] = {
        {c->given->posted.len >= 10 ? base_date_parse_iso((socvet_str){c->given->posted.ptr, 10})
                                    : BASE_NO_DATE, "the day it was posted"},
        {c->facts->posted.state ? c->facts->posted.days : BASE_NO_DATE, "the day it was posted"},
        {c->doc->n_parts ? c->doc->parts[0].sent_date : BASE_NO_DATE, "the day the message was sent"},
        {day_in_name(name), "the date in the document's name"},
        {c->given->infer_year ? c->given->as_of : BASE_NO_DATE, "the day it is judged by"},
    };

    out->days = BASE_NO_DATE;
    out->year_inferred = true;
    out->reason = "the year is not written";
    if (!d->day)
        return r == INTERVIEW && month_after_closing(c, d, out);
    for (int i = 0; i < 5; i++) {
        if (i == 4 && (out->days = day_by_weekday(c, d)) != BASE_NO_DATE) {
            out->reason = "its weekday and the other dates of the text";
            return true;
        }
        if (i == 4 && r == CLOSING && (out->days = day_before_start(c, d)) != BASE_NO_DATE) {
            out->reason = "the start date";
            return true;
        }
        if (from[i].base == BASE_NO_DATE)
            continue;
        if ((out->days = day_near(from[i].base, d)) != BASE_NO_DATE) {
            out->reason = from[i].why;
            return true;
        }
    }
    return false;
}

/* ---- one date ---- */

static bool settle(const facts_ctx *c, const extract_date *d, role r, socvet_fact_date *out)
{
    *out = (socvet_fact_date){.state = SOCVET_FACT_STATED, .span = {d->from, d->to}, .days = BASE_NO_DATE};
    out->precision = d->day ? SOCVET_DATE_DAY : SOCVET_DATE_MONTH;
    if (d->range && r == CLOSING) {
        out->state = SOCVET_FACT_AMBIGUOUS;
        out->reason = "a range, not one day";
        return true;
    }
    if (!d->year) {
        if (!infer_year(c, d, r, out))
            out->state = SOCVET_FACT_AMBIGUOUS;
        return true;
    }
    out->days = base_date_from_ymd(d->year, d->month, d->day ? d->day : 1);
    return out->days != BASE_NO_DATE;
}

static bool worth_more(const socvet_fact_date *have, const socvet_fact_date *found, bool weak, bool was_weak)
{
    return have->state == SOCVET_FACT_ABSENT || (was_weak && !weak) ||
           (have->days == BASE_NO_DATE && found->days != BASE_NO_DATE &&
            have->span.to != 0 && have->state == SOCVET_FACT_AMBIGUOUS && !weak);
}

/* "from 1 March 2024 to 28 February 2026": the second is the end when the first is the start. */
static bool is_range_end(const facts_ctx *c, const extract_date *d, uint32_t before)
{
    socvet_str gap = base_str_trim((socvet_str){c->text.ptr + before, d->from - before});

    return base_str_eq_ci(gap, SOCVET_STR("to")) || base_str_eq_ci(gap, SOCVET_STR("until")) ||
           base_str_eq_ci(gap, SOCVET_STR("till")) || base_str_eq_ci(gap, SOCVET_STR("-")) ||
           base_str_eq_ci(gap, SOCVET_STR("\xE2\x80\x93")) || base_str_eq_ci(gap, SOCVET_STR("to the"));
}

static bool in_chrome(const facts_ctx *c, uint32_t at)
{
    size_t b = socvet_doc_block_at(c->doc, at);

    return b < c->doc->n_blocks && c->doc->blocks[b].region == SOCVET_REGION_CHROME;
}

static socvet_status read_all(facts_ctx *c, socvet_err *err)
{
    extract_date d;
    size_t i = 0;
    uint32_t floor = 0;
    role last = ROLES;
    bool weak[ROLES] = {false};
    socvet_status s = SOCVET_OK;

    for (int n = 0; !s && n < MOST_DATES && extract_find_date(c, i, c->n_tokens, &d, &i); n++) {
        cue q;
        socvet_fact_date found, *fact;
        s = find_role(c, &d, floor, &q, err);
        role r = q.role;
        if (q.weak && !d.day) /* "from January" is said of many things */
            r = OTHER;
        if (last == START && is_range_end(c, &d, floor))
            r = END, q.weak = false;
        if ((fact = fact_of(c->facts, r)) != NULL && !in_chrome(c, d.from) && settle(c, &d, r, &found) &&
            worth_more(fact, &found, q.weak, weak[r])) {
            *fact = found;
            weak[r] = q.weak;
        }
        last = r;
        floor = d.to;
    }
    return s;
}

/* A yearless date may be settled by a date that stands later in the text. */
static void settle_late(facts_ctx *c)
{
    for (int r = CLOSING; r <= START; r++) {
        socvet_fact_date *f = fact_of(c->facts, (role)r), found;
        extract_date d;
        size_t next, first = 0;
        if (f->state != SOCVET_FACT_AMBIGUOUS || !f->year_inferred)
            continue;
        while (first < c->n_tokens && c->tokens[first].from < f->span.from)
            first++;
        if (extract_find_date(c, first, c->n_tokens, &d, &next) && d.from == f->span.from &&
            settle(c, &d, (role)r, &found))
            *f = found;
    }
}

static bool each_remark(const base_pattern_hit *hit, void *user)
{
    facts_ctx *c = user;

    if (base_str_starts(hit->row->id, SOCVET_STR("early"))) {
        c->facts->may_close_early = true;
        c->facts->close_early_span = hit->groups[0];
    } else if (base_str_starts(hit->row->id, SOCVET_STR("rolling"))) {
        c->facts->rolling = true;
    }
    return true;
}

static void take_given(socvet_fact_date *f, socvet_str given)
{
    int32_t day = given.len >= 10 ? base_date_parse_iso((socvet_str){given.ptr, 10}) : BASE_NO_DATE;

    if ((f->state == SOCVET_FACT_ABSENT || f->days == BASE_NO_DATE) && day != BASE_NO_DATE)
        *f = (socvet_fact_date){.state = SOCVET_FACT_GIVEN, .days = day};
}

static socvet_status read_dates(facts_ctx *c, socvet_err *err)
{
    socvet_status s = read_all(c, err);

    if (!s)
        s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens, each_remark, c,
                             err);
    settle_late(c);
    take_given(&c->facts->closing, c->given->closing);
    take_given(&c->facts->posted, c->given->posted);
    return s;
}

const facts_module facts_dates = {"facts_dates.tsv", extract_facts_dates, &extract_facts_dates_size,
                                  read_dates};

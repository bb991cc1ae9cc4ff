/* facts_dates.c: closing, posted, interview, start and end. A row of the table finds the words that
 * give a date its role; the date is the first that follows on the line (or in the next cell or
 * line, when the words end theirs). A year that is not written is inferred only with a reason. */
#include <string.h>

#include "../base/date.h"
#include "../base/str.h"
#include "dates.h"

extern const char extract_facts_dates[];
extern const size_t extract_facts_dates_size;

enum { REACH = 110 /* bytes between the words and the date at most */ };

typedef enum { CLOSING, POSTED, INTERVIEW, START, END, ROLES } role;

typedef struct {
    facts_ctx *c;
    bool weak[ROLES]; /* what is there came from weak words */
} finder;

static socvet_fact_date *fact_of(socvet_facts *f, role r)
{
    socvet_fact_date *const facts[ROLES] = {&f->closing, &f->posted, &f->interview, &f->start, &f->end};

    return facts[r];
}

static role role_named(socvet_str id)
{
    static const char *const names[ROLES] = {"closing", "posted", "interview", "start", "end"};

    for (int i = 0; i < ROLES; i++)
        if (base_str_starts(id, base_str_z(names[i])))
            return (role)i;
    return ROLES;
}

static size_t token_from(const facts_ctx *c, uint32_t at)
{
    size_t low = 0, high = c->n_tokens;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->tokens[mid].from < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Where the search for a date ends: the line's end, or the next line's when the words end theirs. */
static uint32_t reach_of(const facts_ctx *c, uint32_t at)
{
    uint32_t end = at, most = at + REACH < c->text.len ? at + REACH : (uint32_t)c->text.len;
    bool words = false;
    int lines = 0;

    for (; end < most; end++) {
        char ch = c->text.ptr[end];
        if (ch == '\n' && (words || ++lines > 2))
            break;
        if (ch == '.' && end + 1 < most && c->text.ptr[end + 1] == ' ' && end > at + 12)
            break;
        /* a wrapped line may end in the middle: "the deadline is Thursday" */
        words |= end - at > 16 && (base_is_alpha(ch) || base_is_digit(ch));
    }
    return end;
}

/* The text's first whole date tells the year of one without, when the two lie within a year. */
static bool near_another(const facts_ctx *c, const extract_date *d, int32_t *days, const char **why)
{
    extract_date whole;
    size_t next = 0;

    if (!d->day)
        return false;
    while (extract_find_date(c, next, c->n_tokens, &whole, &next)) {
        int32_t at = whole.year && whole.month
                         ? base_date_from_ymd(whole.year, whole.month, whole.day ? whole.day : 1) : BASE_NO_DATE;
        if (at == BASE_NO_DATE)
            continue;
        for (int y = whole.year + 1; y >= whole.year - 1; y--) {
            int32_t day = base_date_from_ymd(y, d->month, d->day);
            if (day == BASE_NO_DATE || day > at + 90 || day < at - 275 ||
                (d->weekday >= 0 && base_date_weekday(day) != d->weekday))
                continue;
            *days = day;
            *why = "another date in the text";
            return true;
        }
        return false;
    }
    return false;
}

/* The year of a date without one: from the day it was posted (or judged), and from its weekday. */
static bool infer_year(const facts_ctx *c, const extract_date *d, int32_t *days, const char **why)
{
    int32_t base = c->given->posted.len >= 10
                       ? base_date_parse_iso((socvet_str){c->given->posted.ptr, 10}) : BASE_NO_DATE;
    int y, m, day;

    *why = "the day it was posted";
    if (base == BASE_NO_DATE && c->facts->posted.state && c->facts->posted.days != INT32_MIN)
        base = c->facts->posted.days;
    if (base == BASE_NO_DATE && c->doc->n_parts && c->doc->parts[0].sent_date != INT32_MIN) {
        base = c->doc->parts[0].sent_date;
        *why = "the day the message was sent";
    }
    if (base == BASE_NO_DATE && c->given->infer_year && c->given->as_of != INT32_MIN) {
        base = c->given->as_of;
        *why = "the day it is judged by";
    }
    if (base == BASE_NO_DATE)
        return near_another(c, d, days, why);
    if (!d->day)
        return false;
    base_date_to_ymd(base, &y, &m, &day);
    int32_t best = base_date_from_ymd(y, d->month, d->day);
    if (best == BASE_NO_DATE || best < base - 31)
        best = base_date_from_ymd(y + 1, d->month, d->day);
    if (best == BASE_NO_DATE || best > base + 400)
        return false;
    if (d->weekday >= 0 && base_date_weekday(best) != d->weekday)
        return false;
    *days = best;
    return true;
}

static bool settle(const facts_ctx *c, const extract_date *d, socvet_fact_date *out)
{
    out->span = (socvet_span){d->from, d->to};
    out->year_inferred = false;
    out->reason = NULL;
    out->precision = d->day ? SOCVET_DATE_DAY : SOCVET_DATE_MONTH;
    if (!d->year) {
        out->year_inferred = true;
        return infer_year(c, d, &out->days, &out->reason);
    }
    out->days = base_date_from_ymd(d->year, d->month, d->day ? d->day : 1);
    return out->days != BASE_NO_DATE;
}

static bool each(const base_pattern_hit *hit, void *user)
{
    finder *f = user;
    facts_ctx *c = f->c;
    socvet_str id = hit->row->id;
    role r = role_named(id);
    bool weak = base_str_find(id, SOCVET_STR("weak"), 0) != SIZE_MAX;

    if (base_str_starts(id, SOCVET_STR("early"))) {
        c->facts->may_close_early = true;
        c->facts->close_early_span = hit->groups[0];
    } else if (base_str_starts(id, SOCVET_STR("rolling"))) {
        c->facts->rolling = true;
    }
    if (r == ROLES)
        return true;
    socvet_fact_date *fact = fact_of(c->facts, r), found = {.state = SOCVET_FACT_STATED};
    if (fact->state != SOCVET_FACT_ABSENT && !(f->weak[r] && !weak))
        return true;
    bool inside = base_str_find(id, SOCVET_STR("inside"), 0) != SIZE_MAX;
    uint32_t from = inside ? hit->groups[0].from : hit->groups[0].to;
    uint32_t to = inside ? hit->groups[0].to : reach_of(c, from);
    size_t first = token_from(c, from), next;
    extract_date d;
    if (!extract_find_date(c, first, token_from(c, to), &d, &next) || d.to > to + 4 ||
        !settle(c, &d, &found))
        return true;
    *fact = found;
    f->weak[r] = weak;
    return true;
}

static void take_given(socvet_fact_date *f, socvet_str given)
{
    int32_t day = given.len >= 10 ? base_date_parse_iso((socvet_str){given.ptr, 10}) : BASE_NO_DATE;

    if (f->state == SOCVET_FACT_ABSENT && day != BASE_NO_DATE)
        *f = (socvet_fact_date){.state = SOCVET_FACT_GIVEN, .days = day};
}

static socvet_status read_dates(facts_ctx *c, socvet_err *err)
{
    finder f = {.c = c};
    socvet_status s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens,
                                       each, &f, err);

    take_given(&c->facts->closing, c->given->closing);
    take_given(&c->facts->posted, c->given->posted);
    return s;
}

const facts_module facts_dates = {"facts_dates.tsv", extract_facts_dates, &extract_facts_dates_size,
                                  read_dates};

/* facts_hours.c: weekly hours, the share of full time, and the pattern of work. */
#include <string.h>

#include "../base/str.h"
#include "hours.h"

static void keep_hours(facts_ctx *c, const extract_hours *f, uint8_t state)
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

static socvet_status read_hours(facts_ctx *c, socvet_err *err)
{
    extract_hours best = {0};
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
                extract_hours_figure(t, k->from, &best);
                extract_hours_share(c, k->from);
            }
        } else if (h == hours || h == hrs) {
            extract_hours_labelled(t, k->from, &best);
        } else if (h == part || h == full || h == term || h == zero || h == parttime ||
                   h == fulltime) {
            extract_hours_pattern(c, k);
        }
    }
    if (best.merit > 0)
        keep_hours(c, &best, SOCVET_FACT_STATED);
    if (c->given->hours.len) {
        extract_hours g = {0};
        socvet_str s = base_str_trim(c->given->hours);
        size_t end;
        extract_hours_figure(s, 0, &g);
        if (g.merit == 0 && (g.low = extract_hours_number(s, 0, s.len, &end)) > 0 && g.low <= 8000)
            g.merit = 1;
        if (g.merit > 0 && s.len)
            keep_hours(c, &g, SOCVET_FACT_GIVEN);
    }
    return SOCVET_OK;
}

const facts_module facts_hours = {"hours", NULL, NULL, read_hours};

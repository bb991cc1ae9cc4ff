/* kinds_text.c: kinds that look at what is there: absent, present, match. */
#include <stddef.h>

#include "../extract/tokens.h"
#include "kinds.h"

/* A subject's state: is it there, and where? */
static bool subject(validate_ctx *c, socvet_str name, socvet_span *span)
{
    const socvet_facts *f = c->facts;
    const struct {
        const char *name;
        bool there;
        socvet_span span;
    } all[] = {
        {"salary", f->salary >= 0 || f->n_salaries > 0, {0, 0}},
        {"pay-words", f->pay_words_only, f->pay_words_span},
        {"title", f->title.state != 0, f->title.span},
        {"employer", f->employer.state != 0, f->employer.span},
        {"location", f->location.state != 0, f->location.span},
        {"closing", c->closing != INT32_MIN || f->closing.state || f->rolling, f->closing.span},
        {"hours", f->weekly_hours_hundredths.state || f->full_time || f->part_time || f->fte_thousandths.state,
         f->weekly_hours_hundredths.span},
        {"weekly-hours", f->weekly_hours_hundredths.state != 0, f->weekly_hours_hundredths.span},
        {"contract", f->contract != 0, f->contract_span},
        {"duration", f->duration_months.state || f->duration_days.state || f->end.state, f->duration_months.span},
        {"start-date", f->start.state && f->start.days != INT32_MIN && f->start.precision == SOCVET_DATE_DAY, f->start.span},
        {"criteria", f->n_criteria > 0, {0, 0}},
        {"early-close", f->may_close_early, f->close_early_span},
        {"zero-hours", f->zero_hours, f->pattern_span},
        {"refused-sponsorship", f->sponsorship == SOCVET_SPONSOR_REFUSED, f->sponsorship_span},
        {"right-to-work-to-apply", f->right_to_work == SOCVET_RTW_REQUIRED_TO_APPLY, f->right_to_work_span},
        {"nationality", f->right_to_work == SOCVET_RTW_NATIONALITY, f->right_to_work_span},
        {"phd-disagreement", c->coding && c->coding->phd.disagreement, c->coding ? c->coding->phd.span : (socvet_span){0, 0}},
        {"duties", false, {0, 0}},
    };
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    *span = (socvet_span){0, 0};
    if (base_str_eq_z(name, "duties")) {
        for (size_t i = 0; i < n; i++)
            if (b[i].section == SOCVET_SECTION_DUTIES) {
                *span = b[i].span;
                return true;
            }
        return false;
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (base_str_eq_z(name, all[i].name)) {
            *span = all[i].span;
            return all[i].there;
        }
    return false;
}

static bool notice(validate_ctx *c, socvet_str name)
{
    static const char *const names[] = {"tracked-changes", "placeholder", "hidden-text", "encoding",
                                        "salvaged", "truncated", "structured-data", "skipped"};
    size_t n;
    const socvet_notice *x = socvet_doc_notices(c->doc, &n);

    for (size_t i = 0; i < n; i++)
        if (x[i].kind < sizeof names / sizeof *names && base_str_eq_z(name, names[x[i].kind])) {
            socvet_str t = x[i].text;
            validate_value(c, "words", (socvet_str){t.ptr, t.len > 120 ? 120 : t.len});
            return true;
        }
    return false;
}

socvet_verdict validate_absent(validate_ctx *c)
{
    socvet_span span;

    return subject(c, c->rule->subject, &span) ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_present(validate_ctx *c)
{
    socvet_span span = {0, 0};
    socvet_str s = c->rule->subject;

    if (base_str_starts(s, SOCVET_STR("notice:")))
        return notice(c, (socvet_str){s.ptr + 7, s.len - 7}) ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
    if (!subject(c, s, &span))
        return SOCVET_VERDICT_PASS;
    validate_span(c, span);
    validate_value(c, "words", base_str_cut(c->text, span));
    return SOCVET_VERDICT_FAIL;
}

typedef struct {
    validate_ctx *c;
    size_t row;
    bool title_only;
} finder;

static bool each(const base_pattern_hit *hit, void *user)
{
    finder *f = user;

    if (hit->row_index != f->row)
        return true;
    if (f->title_only && hit->groups[0].from >= f->c->facts->title.span.to)
        return true;
    if (f->c->n_spans == 0)
        validate_value(f->c, "words", base_str_cut(f->c->text, hit->groups[0]));
    validate_span(f->c, hit->groups[0]);
    return f->c->n_spans < 5;
}

/* The rule's pattern (wording.tsv, by id) stands in the text; subject "title": in the title only. */
socvet_verdict validate_match(validate_ctx *c)
{
    const base_token *tokens;
    size_t n;
    finder f = {c, (size_t)c->rules->pattern_row[c->rule_index], base_str_eq_z(c->rule->subject, "title")};

    if (extract_doc_tokens(c->doc, &tokens, &n, NULL) != SOCVET_OK)
        return SOCVET_VERDICT_ERROR;
    base_patset_scan_row(c->rules->patterns, c->scratch->patterns, f.row, c->text, tokens, 0, n, each, &f);
    return c->n_spans ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

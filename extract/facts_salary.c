/* facts_salary.c: what the job pays: every sum of the text, the words that stand for one, and the grade. */
#include <string.h>

#include "../base/str.h"
#include "salary.h"

extern const char extract_facts_salary[];
extern const size_t extract_facts_salary_size;

/* Can an expression begin at this token? Cheap: most tokens end here. */
static bool may_begin(socvet_str t, const base_token *k)
{
    unsigned char c = (unsigned char)t.ptr[k->from];

    if (c >= '0' && c <= '9')
        return k->from == 0 || !base_is_alpha(t.ptr[k->from - 1]);
    if (k->kind == BASE_TOKEN_SYMBOL)
        return c == '#' || c == '?' || c == 0xC2 || c == 0xE2 || c == 0xEF || c == '$' || c == 0xC3 || c == '&';
    c |= 32;
    if ((c == 'c' && k->to - k->from > 1 && base_is_digit(t.ptr[k->from + 1])) || c == 0xE3)
        return true;
    return (c == 'g' || c == 'e' || c == 'u') && k->to - k->from >= 3 &&
           (base_str_starts_ci((socvet_str){t.ptr + k->from, 3}, SOCVET_STR("gbp")) ||
            base_str_starts_ci((socvet_str){t.ptr + k->from, 3}, SOCVET_STR("eur")) ||
            base_str_starts_ci((socvet_str){t.ptr + k->from, 3}, SOCVET_STR("usd")));
}

static socvet_status scan(extract_pay *p, const base_token *tokens, size_t n, socvet_err *err)
{
    size_t done = 0;

    for (size_t i = 0; i < n; i++) {
        money_expr e;
        size_t at = tokens[i].from;
        if (at < done || !may_begin(p->text, &tokens[i]))
            continue;
        if ((p->text.ptr[at] | 32) == 'c' && base_is_digit(p->text.ptr[at + 1]))
            at++;
        size_t limit = p->text.len - at > 200 ? at + 200 : p->text.len;
        if (!money_expr_at(p->text, at, limit, money_after_between(p->text, at), &e))
            continue;
        if (!e.sterling && !e.foreign && !e.thousands && at > 0 &&
            strchr("/.-:@#", p->text.ptr[at - 1]) && tokens[i].flags & BASE_TOKEN_JOINED &&
            p->text.ptr[at - 1] != ':')
            continue;
        done = e.to;
        if (!extract_pay_judge(p, &e))
            return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
        if (e.sterling || e.foreign || (p->n && p->list[p->n - 1].span.to >= e.to))
            p->floor = e.to;
    }
    return SOCVET_OK;
}

/* ---- pay words and grades, by pattern ---- */

static bool note_pattern(const base_pattern_hit *h, void *user)
{
    facts_ctx *c = user;
    socvet_facts *f = c->facts;

    if (base_str_starts(h->row->id, SOCVET_STR("words"))) {
        if (!f->pay_words_only) {
            f->pay_words_only = true;
            f->pay_words_span = h->groups[0];
        }
    } else if (f->grade.state == SOCVET_FACT_ABSENT && h->n_groups > 1 && h->groups[1].to) {
        f->grade = (socvet_fact_text){SOCVET_FACT_STATED, base_str_cut(c->text, h->groups[1]),
                                      h->groups[1]};
    }
    return true;
}

static bool one_line(socvet_str t)
{
    t = base_str_trim(t);
    return t.len <= 160 && (t.len == 0 || !memchr(t.ptr, '\n', t.len));
}

static socvet_status read_given(extract_pay *p, socvet_err *err)
{
    base_token *tokens;
    size_t n;
    socvet_str text = p->c->given->salary;
    socvet_status s = base_tokenise(p->c->arena, text, 0, (uint32_t)text.len, &tokens, &n, err);

    p->text = text;
    p->state = SOCVET_FACT_GIVEN;
    p->form_field = true;
    p->floor = 0;
    p->before = 0;
    size_t first = p->n;
    if (!s)
        s = scan(p, tokens, n, err);
    if (!s && p->n > first) { /* what came beside the text is the job's pay, when it says one */
        for (size_t i = 0; i < first; i++)
            p->merit[i] = 0;
        extract_pay_choose(p);
        for (size_t i = first; i < p->n; i++)
            p->list[i].span = (socvet_span){0, 0};
    }
    return s;
}

static socvet_status read_salary(facts_ctx *c, socvet_err *err)
{
    extract_pay p = {.c = c, .text = c->text, .state = SOCVET_FACT_STATED, .form_field = one_line(c->text)};
    socvet_status s = scan(&p, c->tokens, c->n_tokens, err);

    if (!s)
        extract_pay_choose(&p);
    if (!s && c->given->salary.len && c->given->salary.len < 100000)
        s = read_given(&p, err);
    c->facts->salaries = p.list;
    c->facts->n_salaries = p.n;
    if (!s)
        s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens,
                             note_pattern, c, err);
    if (c->facts->salary >= 0)
        c->facts->pay_words_only = false;
    return s;
}

const facts_module facts_salary = {"salary", extract_facts_salary, &extract_facts_salary_size,
                                   read_salary};

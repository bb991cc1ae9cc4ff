/* kind_spine.c: a point of a national pay spine and the figure beside it must agree on the day. The
 * words are found by the rule's wording: group 1 the point, group 2 the figure. */
#include "../base/str.h"
#include "kinds.h"
#include "values.h"

static int64_t figure(socvet_str s)
{
    int64_t v = 0;

    for (size_t i = 0; i < s.len && s.ptr[i] != '.'; i++)
        if (base_is_digit(s.ptr[i]) && v < 10000000)
            v = v * 10 + (s.ptr[i] - '0');
    return v * 100;
}

socvet_verdict validate_kind_spine(validate_ctx *c)
{
    const validate_table *t = &c->rules->dated[TABLE_SPINES];
    int group = -1;
    const validate_hit *h;
    bool compared = false;

    for (size_t g = 0; g < c->rules->n_groups; g++)
        if (base_str_eq(c->rules->groups[g], c->rule->id))
            group = (int)g;
    for (size_t i = 0; group >= 0 && (h = validate_next_hit(c, group, &i)) != NULL;) {
        socvet_str point = base_str_cut(c->text, h->words),
                   money = {c->text.ptr + h->words.to, h->span.to - h->words.to};
        size_t pound = base_str_find(money, SOCVET_STR("£"), 0);
        size_t row = validate_find(t, 0, c->as_of, (validate_want[]){{"scheme", validate_param_of(c->rule, "scheme")},
                                                                    {"point", point}, {NULL, {NULL, 0}}});
        if (row == SIZE_MAX || pound == SIZE_MAX)
            continue;
        int64_t said = figure((socvet_str){money.ptr + pound, money.len - pound}), right = validate_at(t, row, "annual")->n;
        compared = true;
        if (said == right)
            continue;
        validate_span(c, h->span);
        validate_say(c, "point", point);
        validate_say_money(c, "figure", said);
        validate_say_money(c, "right", right);
        return SOCVET_VERDICT_FAIL;
    }
    return compared ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_NOT_APPLICABLE;
}

/* Of the points or bands that the text names (the rule's wording, group 1), the one that pays least: its
 * row; SIZE_MAX when it names none that is held. */
static size_t least_named(validate_ctx *c, const validate_table *t, socvet_str scheme, socvet_str *point)
{
    size_t best = SIZE_MAX;
    const validate_hit *h;
    int group = -1;

    for (size_t g = 0; g < c->rules->n_groups; g++)
        if (base_str_eq(c->rules->groups[g], c->rule->id))
            group = (int)g;
    for (size_t i = 0; group >= 0 && (h = validate_next_hit(c, group, &i)) != NULL;) {
        socvet_str words = base_str_cut(c->text, h->words);
        char low[8];
        if (words.len >= sizeof low)
            continue;
        for (size_t k = 0; k < words.len; k++)
            low[k] = base_lower(words.ptr[k]);
        size_t row = validate_find(t, 0, c->as_of, (validate_want[]){{"scheme", scheme}, {"point", {low, words.len}}, {NULL, {NULL, 0}}});
        if (row == SIZE_MAX)
            return SIZE_MAX; /* a band that is not held may be the lowest of them */
        if (best == SIZE_MAX || validate_at(t, row, "annual")->n < validate_at(t, best, "annual")->n) {
            best = row;
            *point = words;
        }
    }
    return best;
}

/* point: a row of the spine, or the least that the text names. */
socvet_verdict validate_kind_spine_least(validate_ctx *c)
{
    const validate_table *t = &c->rules->dated[TABLE_SPINES];
    validate_value v = {0};
    socvet_str scheme = validate_param_of(c->rule, "scheme"), point = validate_param_of(c->rule, "point");
    bool named = point.len == 0;
    size_t row = named ? least_named(c, t, scheme, &point)
                       : validate_find(t, 0, c->as_of, (validate_want[]){{"scheme", scheme}, {"point", point}, {NULL, {NULL, 0}}});

    if (row == SIZE_MAX && named)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    if (row == SIZE_MAX || validate_at(t, row, "annual")->n == VALIDATE_NONE)
        return validate_unknown(c, "the pay spine of this day is not held");
    validate_say_money(c, "least", validate_at(t, row, "annual")->n);
    validate_say(c, "point", point);
    validate_yearly(c, false, &v);
    if (!v.there)
        return named ? SOCVET_VERDICT_NOT_APPLICABLE : validate_unknown(c, v.why);
    validate_span(c, v.span);
    validate_say_money(c, "pay", v.n);
    return v.n >= validate_at(t, row, "annual")->n ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

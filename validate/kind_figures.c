/* kind_figures.c: kinds that compare figures and days: range, compare, window, read-on. */
#include "../base/date.h"
#include "kinds.h"

socvet_str validate_value_text(validate_ctx *c, uint8_t type, const validate_value *v)
{
    if (!v->there)
        return (socvet_str){"", 0};
    switch ((validate_value_type)type) {
    case VALUE_PENCE:
        return validate_money(c->arena, v->n);
    case VALUE_HOURS:
        return validate_hours_text(c->arena, v->n);
    case VALUE_DAY:
        return base_arena_printf(c->arena, "%s", base_date_long((int32_t)v->n).z);
    case VALUE_NUMBER:
        return base_arena_printf(c->arena, "%lld", (long long)v->n);
    case VALUE_FLAG:
        return base_str_cut(c->text, v->span);
    case VALUE_WORD:
    case VALUE_TEXT:
        break;
    }
    return v->s;
}

/* min and max are in pounds or hours; limit names a row of limits.tsv that is the least. */
socvet_verdict validate_kind_range(validate_ctx *c)
{
    const validate_name *name = c->compiled->subject;
    socvet_str limit = validate_param_of(c->rule, "limit");
    int64_t unit = name->type == VALUE_PENCE || name->type == VALUE_HOURS ? 100 : 1;
    int64_t min = validate_param_number(c->rule, "min", VALIDATE_NONE),
            max = validate_param_number(c->rule, "max", VALIDATE_NONE);
    validate_value v, bound = {.there = true};

    validate_get(c, name, &v);
    if (v.unknown && c->rule->severity == SOCVET_ERROR)
        return validate_unknown(c, v.why);
    if (v.unknown || (!v.there && name->type != VALUE_NUMBER))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    min = min == VALIDATE_NONE ? min : min * unit;
    max = max == VALIDATE_NONE ? max : max * unit;
    if (limit.len)
        min = validate_limit_of(c->rules, limit, c->as_of);
    validate_span(c, v.span);
    v.there = true;
    validate_say_value(c, "value", name->type, v);
    bound.n = min != VALIDATE_NONE && v.n < min ? min : max;
    if (bound.n != VALIDATE_NONE)
        validate_say_value(c, "limit", name->type, bound);
    return (min != VALIDATE_NONE && v.n < min) || (max != VALIDATE_NONE && v.n > max) ? SOCVET_VERDICT_FAIL
                                                                                       : SOCVET_VERDICT_PASS;
}

socvet_verdict validate_kind_compare(validate_ctx *c)
{
    const validate_name *right = validate_name_find(validate_param_of(c->rule, "to"));
    socvet_str op = validate_param_of(c->rule, "op");
    validate_value a, b;

    validate_get(c, c->compiled->subject, &a);
    validate_get(c, right, &b);
    if (!a.there || !b.there)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_say_value(c, "left", c->compiled->subject->type, a);
    validate_say_value(c, "right", right->type, b);
    validate_span(c, a.span);
    validate_span(c, b.span);
    bool holds = base_str_eq_z(op, "<")    ? a.n < b.n
                 : base_str_eq_z(op, "<=") ? a.n <= b.n
                 : base_str_eq_z(op, ">")  ? a.n > b.n
                                           : a.n >= b.n;
    return holds ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

/* Closing day less first day. One day short is unknown: 28 only if both end days count. */
/* Where the rule allows two stages: the days of the vacancy's other run count, when both are long
 * enough to be a stage. */
static bool second_stage(validate_ctx *c, int32_t *days)
{
    socvet_str limit = validate_param_of(c->rule, "stage");
    int64_t least = limit.len ? validate_limit_of(c->rules, limit, c->as_of) : VALIDATE_NONE;
    int32_t other = c->opts->other_stage_days;

    if (least == VALIDATE_NONE || other < least || *days < least)
        return false;
    c->working = base_arena_printf(c->arena, "%.*s; another stage of %d days: %d together",
                                   SOCVET_ARG(c->working), (int)other, (int)(*days + other));
    *days += other;
    return true;
}

socvet_verdict validate_kind_window(validate_ctx *c)
{
    socvet_str limit = validate_param_of(c->rule, "limit");
    int64_t want = validate_param_number(c->rule, "days", VALIDATE_NONE);

    if (limit.len)
        want = validate_limit_of(c->rules, limit, c->as_of);
    if (want == VALIDATE_NONE || want > 3660)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_say_number(c, "needed", want);
    validate_span(c, c->facts->closing.span);
    validate_span(c, c->facts->posted.span);
    if (c->closing == INT32_MIN)
        return validate_unknown(c, "state the closing date (or give --closing)");
    validate_say_day(c, "closing_on", c->closing);
    if (c->posted == INT32_MIN)
        return validate_unknown(c, "say on which day the advert first appeared (--posted)");
    int32_t days = c->closing - c->posted;
    validate_say_day(c, "posted_on", c->posted);
    validate_say_day(c, "closing_needed", c->posted + (int32_t)want);
    validate_say_number(c, "days", days);
    c->working = base_arena_printf(c->arena, "%s to %s = %d days; %d are wanted", base_date_long(c->posted).z,
                                   base_date_long(c->closing).z, (int)days, (int)want);
    if (days >= want)
        return SOCVET_VERDICT_PASS;
    if (days >= 0 && second_stage(c, &days) && days >= want)
        return SOCVET_VERDICT_PASS;
    if (days < 0)
        return SOCVET_VERDICT_NOT_APPLICABLE; /* the order of the two dates is another rule's business */
    if (days == want - 1)
        return validate_unknown(c, "keep it open one day longer: as it is, the days are enough only if both "
                                   "end days count");
    return SOCVET_VERDICT_FAIL;
}

/* A day later than the one on which the table's source was last read. */
socvet_verdict validate_kind_read_on(validate_ctx *c)
{
    int32_t read = validate_read_on(c->rules, validate_param_of(c->rule, "table"), c->edition, c->as_of);

    if (read == INT32_MAX)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_say_day(c, "read", read);
    return c->as_of <= read ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

/* Places of advertising, named in the text or given; least: so many, or words: one of these must be
 * among them. What was not named may still be so: unknown, unless the places were given. */
socvet_verdict validate_kind_media(validate_ctx *c)
{
    socvet_str words = validate_param_of(c->rule, "has"), piece, limit = validate_param_of(c->rule, "limit");
    int64_t least = validate_param_number(c->rule, "least", 0);
    validate_value n;

    if (limit.len && (least = validate_limit_of(c->rules, limit, c->as_of)) == VALIDATE_NONE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_get(c, validate_name_find(SOCVET_STR("media")), &n);
    for (size_t i = 0; i < c->facts->n_media; i++)
        validate_span(c, c->facts->media[i].span);
    validate_say_number(c, "count", n.n);
    validate_say_number(c, "least", least);
    bool fine = words.len ? false : n.n >= least;
    while (!fine && words.len && base_str_split(&words, '|', &piece)) {
        for (size_t i = 0; i < c->facts->n_media; i++)
            fine |= base_str_find_ci(c->facts->media[i].value, piece, 0) != SIZE_MAX;
        for (size_t i = 0; i < c->opts->n_media; i++)
            fine |= base_str_find_ci(c->opts->media[i], piece, 0) != SIZE_MAX;
    }
    if (fine)
        return SOCVET_VERDICT_PASS;
    return c->opts->n_media ? SOCVET_VERDICT_FAIL : validate_unknown(c, "name every place where it is advertised (--medium)");
}

/* The certificate (the day judged on) must follow the advert within so many months. */
socvet_verdict validate_kind_recency(validate_ctx *c)
{
    int64_t months = validate_param_number(c->rule, "months", 6);

    if (c->posted == INT32_MIN)
        return validate_unknown(c, "say on which day the advert first appeared (--posted)");
    int32_t last = base_date_add_months(c->posted, (int)(months > 120 ? 120 : months));
    validate_span(c, c->facts->posted.span);
    validate_say_day(c, "first", c->posted);
    validate_say_day(c, "last", last);
    return c->as_of <= last ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

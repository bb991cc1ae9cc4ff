/* kind_code.c: kinds about occupation codes: stated-code, panel. */
#include "../base/date.h"
#include "kinds.h"
#include "values.h"

/* The code's title in the newest edition that has it. */
static void say_stated(validate_ctx *c, const socvet_stated *s)
{
    socvet_unit u = {.title = {"", 0}};
    char four[5] = {0};

    memcpy(four, s->code, 4);
    validate_span(c, s->span);
    validate_say(c, "stated", base_arena_printf(c->arena, "%s", four));
    for (int e = socvet_dict_default_edition(c->dict); e >= 0; e--)
        if (socvet_dict_unit(c->dict, e, base_str_z(four), &u))
            break;
    validate_say(c, "stated_title", u.title);
}

/* A stated code fits when it is the proposal, in either edition, or the close second. */
static bool fits(const socvet_coding *k, const socvet_stated *s)
{
    if (strncmp(s->code, k->soc2020, 4) == 0 || strncmp(s->code, k->soc2010, 4) == 0)
        return true;
    for (size_t m = 0; m < k->n_candidates && m < 3; m++)
        if (strncmp(s->code, k->candidates[m].code, 4) == 0 &&
            (m == 0 || k->candidates[m].probability >= 0.05))
            return true;
    return false;
}

socvet_verdict validate_kind_stated_code(validate_ctx *c)
{
    const socvet_coding *k = c->coding;
    bool exists = base_str_eq_z(validate_param_of(c->rule, "want"), "exists");

    if (!k || !k->n_stated || (!exists && (!k->n_candidates || k->abstained)))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    for (size_t i = 0; i < k->n_stated; i++) {
        if (exists ? k->stated[i].editions != 0 : !k->stated[i].editions || fits(k, &k->stated[i]))
            continue;
        say_stated(c, &k->stated[i]);
        return SOCVET_VERDICT_FAIL;
    }
    return SOCVET_VERDICT_PASS;
}

static void reason(base_buf *b, size_t *n, const char *text, int64_t pence, base_arena *arena)
{
    base_buf_printf(b, "%s%s", (*n)++ ? "; " : "", text);
    if (pence != VALIDATE_NONE)
        base_buf_add(b, validate_money(arena, pence));
}

/* Nobody asked about sponsorship: what would stand in its way, in one note. */
socvet_verdict validate_kind_panel(validate_ctx *c)
{
    validate_value eligible = {0}, low = {0};
    size_t n = 0;
    base_buf b;

    if (!c->panel || !c->code[0])
        return SOCVET_VERDICT_NOT_APPLICABLE;
    const validate_threshold *t = validate_find_threshold(c->rules, c->panel->name, "A", c->as_of);
    if (!t)
        t = validate_find_threshold(c->rules, c->panel->name, "general", c->as_of);
    const validate_rate *r = validate_find_rate(c->rules, c->edition, base_str_z(c->code), c->as_of);
    if (!t || (r && base_str_starts(r->table, SOCVET_STR("3"))))
        return SOCVET_VERDICT_NOT_APPLICABLE; /* a national pay scale has its own threshold */
    base_buf_init(&b, 4096);
    validate_get_eligible(c, &eligible);
    validate_yearly(c, false, &low);
    if (eligible.there && base_str_eq_z(eligible.s, "no"))
        reason(&b, &n, "the occupation is not among those that can be sponsored", VALIDATE_NONE, c->arena);
    if (eligible.there && base_str_eq_z(eligible.s, "list"))
        reason(&b, &n, "the occupation is below degree level, so it must be on a shortage list", VALIDATE_NONE, c->arena);
    if (low.there && t->annual_pence != VALIDATE_NONE && low.n < t->annual_pence)
        reason(&b, &n, "the pay is below the threshold of ", t->annual_pence, c->arena);
    int64_t hours = validate_hours(c);
    if (low.there && hours != VALIDATE_NONE && r && r->annual_pence != VALIDATE_NONE && r->hours != VALIDATE_NONE) {
        int64_t need = (r->annual_pence * hours + r->hours - 1) / r->hours;
        if (low.n < need)
            reason(&b, &n, "the pay at these hours is below the going rate of ", need, c->arena);
    }
    validate_say(c, "reasons", n ? base_arena_printf(c->arena, "%s", b.ptr) : (socvet_str){"", 0});
    base_buf_clear(&b);
    validate_say(c, "route", c->panel->name);
    if (low.there)
        validate_span(c, low.span);
    else if (c->coding->candidates[0].n_reasons)
        validate_span(c, c->coding->candidates[0].reasons[0].span);
    return n ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

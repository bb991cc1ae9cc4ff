/* compare.c: two versions of one job's papers: what changed, what a sponsor must report of it, and
 * whether the code moves. The duties of a sponsor are rows (duties.tsv). */
#include "../base/date.h"
#include "../base/err.h"
#include "compare_int.h"

static socvet_status no_room(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
}

void compare_set_duty(compare_ctx *c, socvet_change *r, const char *duty)
{
    const validate_table *t = &c->rules->dated[TABLE_DUTIES];
    size_t i = validate_find(t, 0, c->q->as_of, (validate_want[]){{"change", base_str_z(duty)}, {NULL, {NULL, 0}}});

    if (i == SIZE_MAX)
        return;
    r->id = validate_at(t, i, "id")->s;
    r->report = validate_at(t, i, "report")->s;
    r->message = validate_at(t, i, "message")->s;
    r->fix = validate_at(t, i, "fix")->s;
    r->source = validate_at(t, i, "source")->s;
}

socvet_change *compare_add(compare_ctx *c, const char *topic, const char *duty, uint8_t state)
{
    void *p = c->rows;

    if (!base_arena_grow(c->a, &p, &c->cap, c->out->n_changes, sizeof *c->rows)) {
        c->failed = true;
        return NULL;
    }
    c->rows = p;
    socvet_change *r = &c->rows[c->out->n_changes++];
    *r = (socvet_change){.topic = topic, .state = state};
    if (duty && state == SOCVET_CHANGE_CHANGED)
        compare_set_duty(c, r, duty);
    return r;
}

bool compare_changed(const compare_ctx *c, const char *topic)
{
    for (size_t i = 0; i < c->out->n_changes; i++)
        if (strcmp(c->rows[i].topic, topic) == 0 && c->rows[i].state == SOCVET_CHANGE_CHANGED)
            return true;
    return false;
}

socvet_span compare_words(const compare_ctx *c, int side, const char *name)
{
    const validate_table *t = &c->rules->dated[TABLE_COMPARE_WORDS];
    size_t row = validate_find(t, 0, c->q->as_of, (validate_want[]){{"name", base_str_z(name)}, {NULL, {NULL, 0}}});
    socvet_str words = row == SIZE_MAX ? (socvet_str){NULL, 0} : validate_at(t, row, "words")->s, word, text = c->v[side].text;

    while (words.ptr && base_str_split(&words, '|', &word))
        for (size_t at = base_str_find_ci(text, word, 0); at != SIZE_MAX; at = base_str_find_ci(text, word, at + 1)) {
            size_t end = at + word.len;
            if ((at == 0 || !base_is_alpha(text.ptr[at - 1])) && (end == text.len || !base_is_alpha(text.ptr[end])))
                return (socvet_span){(uint32_t)at, (uint32_t)end};
        }
    return (socvet_span){0, 0};
}

/* Letters and digits alone, in lower case: "Research  associate" is "research-associate". */
static bool same_words(socvet_str a, socvet_str b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.len && !base_is_alpha(a.ptr[i]) && !base_is_digit(a.ptr[i]) && (unsigned char)a.ptr[i] < 0x80)
            i++;
        while (k < b.len && !base_is_alpha(b.ptr[k]) && !base_is_digit(b.ptr[k]) && (unsigned char)b.ptr[k] < 0x80)
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (base_lower(a.ptr[i++]) != base_lower(b.ptr[k++]))
            return false;
    }
}

static socvet_change *two_values(compare_ctx *c, const char *topic, const char *duty, socvet_str a, socvet_span x,
                                 socvet_str b, socvet_span y, bool same, const char *fix)
{
    bool known = a.len && b.len;
    socvet_change *r = compare_add(c, topic, duty, known ? same ? SOCVET_CHANGE_SAME : SOCVET_CHANGE_CHANGED : SOCVET_CHANGE_UNKNOWN);

    if (r) {
        r->old_value = a;
        r->new_value = b;
        r->old_span = x;
        r->new_span = y;
        if (!known)
            r->fix = base_str_z(fix);
    }
    return r;
}

static void text_fact(compare_ctx *c, const char *topic, const char *duty, const socvet_fact_text *a,
                      const socvet_fact_text *b, bool needed, const char *fix)
{
    socvet_str x = a->state ? a->value : (socvet_str){"", 0}, y = b->state ? b->value : (socvet_str){"", 0};

    if (!needed && (!x.len || !y.len))
        return; /* an employer or a grade that one of the papers leaves out tells nothing */
    two_values(c, topic, duty, x, a->span, y, b->span, same_words(x, y), fix);
}

static socvet_str hours_words(compare_ctx *c, int side)
{
    int64_t h = validate_hours(&c->v[side]);
    const socvet_fact_number *fte = &c->v[side].facts->fte_thousandths;

    if (h != VALIDATE_NONE)
        return base_arena_printf(c->a, "%s a week", salary_hours_text(h).z);
    if (fte->state == SOCVET_FACT_STATED)
        return base_arena_printf(c->a, "%s of full time", salary_hours_text(fte->value / 10).z);
    return (socvet_str){"", 0};
}

static socvet_span hours_span(const compare_ctx *c, int side)
{
    const socvet_facts *f = c->v[side].facts;

    return f->weekly_hours_hundredths.state ? f->weekly_hours_hundredths.span : f->fte_thousandths.span;
}

static void compare_hours(compare_ctx *c)
{
    socvet_str a = hours_words(c, 0), b = hours_words(c, 1);

    two_values(c, "hours", "hours", a, hours_span(c, 0), b, hours_span(c, 1), base_str_eq(a, b),
               "state the weekly hours in both papers");
}

static void compare_hybrid(compare_ctx *c)
{
    socvet_span a = compare_words(c, 0, "hybrid"), b = compare_words(c, 1, "hybrid");
    bool changed = (a.to > 0) != (b.to > 0);

    if (!a.to && !b.to)
        return;
    socvet_change *r = compare_add(c, "hybrid", "hybrid", changed ? SOCVET_CHANGE_CHANGED : SOCVET_CHANGE_SAME);
    if (r) {
        r->old_span = a;
        r->new_span = b;
        r->old_value = a.to ? base_str_cut(c->v[0].text, a) : SOCVET_STR("not spoken of");
        r->new_value = b.to ? base_str_cut(c->v[1].text, b) : SOCVET_STR("not spoken of");
    }
}

static socvet_str contract_words(compare_ctx *c, int side)
{
    static const char *const words[] = {"", "permanent", "fixed term", "temporary"};
    const socvet_facts *f = c->v[side].facts;
    const char *kind = words[f->contract & 3];
    const char *join = kind[0] ? ", " : "";

    if (f->duration_months.state == SOCVET_FACT_STATED)
        return base_arena_printf(c->a, "%s%s%lld months", kind, join, (long long)f->duration_months.value);
    if (f->duration_days.state == SOCVET_FACT_STATED)
        return base_arena_printf(c->a, "%s%s%lld days", kind, join, (long long)f->duration_days.value);
    if (f->end.state == SOCVET_FACT_STATED && f->end.days != INT32_MIN)
        return base_arena_printf(c->a, "%s%suntil %s", kind, join, base_date_long(f->end.days).z);
    return base_str_z(kind);
}

static socvet_span contract_span(const compare_ctx *c, int side)
{
    const socvet_facts *f = c->v[side].facts;

    return f->duration_months.state ? f->duration_months.span : f->duration_days.state ? f->duration_days.span
           : f->end.state ? f->end.span : f->contract_span;
}

static void compare_contract(compare_ctx *c)
{
    socvet_str a = contract_words(c, 0), b = contract_words(c, 1);

    two_values(c, "contract", "contract", a, contract_span(c, 0), b, contract_span(c, 1), base_str_eq(a, b),
               "say in both papers whether the post is permanent or for how long");
}

static void compare_start(compare_ctx *c)
{
    const socvet_fact_date *a = &c->v[0].facts->start, *b = &c->v[1].facts->start;
    bool both = a->state == SOCVET_FACT_STATED && b->state == SOCVET_FACT_STATED && a->days != INT32_MIN && b->days != INT32_MIN;

    if (both)
        two_values(c, "start", "start", base_arena_printf(c->a, "%s", base_date_long(a->days).z), a->span,
                   base_arena_printf(c->a, "%s", base_date_long(b->days).z), b->span, a->days == b->days, "");
}

/* "2111 – Chemical scientists"; empty when it is not settled. */
static socvet_str code_words(compare_ctx *c, int side)
{
    socvet_str given = side ? c->q->new_code : c->q->old_code, code;
    socvet_unit u;

    validate_find_code(&c->v[side]);
    code = given.len ? given : base_arena_printf(c->a, "%s", c->v[side].code);
    if (!code.len || !socvet_dict_unit(c->v[side].dict, socvet_dict_edition(c->v[side].dict, c->v[side].edition), code, &u))
        return code;
    return base_arena_printf(c->a, "%.*s – %.*s", SOCVET_ARG(code), SOCVET_ARG(u.title));
}

static socvet_str likeliest(compare_ctx *c, int side)
{
    const socvet_coding *k = c->v[side].coding;

    if (!k || !k->n_candidates)
        return (socvet_str){"", 0};
    return base_arena_printf(c->a, "not settled; likeliest %s – %.*s", k->candidates[0].code, SOCVET_ARG(k->candidates[0].title));
}

static socvet_span code_span(const compare_ctx *c, int side)
{
    const socvet_coding *k = c->v[side].coding;

    return c->v[side].code[0] && k->n_candidates && k->candidates[0].n_reasons ? k->candidates[0].reasons[0].span
                                                                                : (socvet_span){0, 0};
}

static void compare_code(compare_ctx *c)
{
    socvet_str a = code_words(c, 0), b = code_words(c, 1);
    socvet_change *r = two_values(c, "code", "code", a, code_span(c, 0), b, code_span(c, 1), base_str_eq(a, b),
                                  "say more about the duties in both papers, or give the codes with --old-code and --code");

    if (r && r->state == SOCVET_CHANGE_UNKNOWN) {
        bool one = !a.len && !b.len && base_str_eq(likeliest(c, 0), likeliest(c, 1));
        r->old_value = a.len ? a : likeliest(c, 0);
        r->new_value = b.len ? b : likeliest(c, 1);
        if (one && !compare_changed(c, "title") && !compare_changed(c, "duties")) {
            r->state = SOCVET_CHANGE_SAME;
            r->detail = SOCVET_STR("title and duties are the same");
            r->fix = (socvet_str){"", 0};
        }
    }
    c->out->code_moves = r ? r->state : SOCVET_CHANGE_UNKNOWN;
}

static void count(compare_ctx *c)
{
    for (size_t i = 0; i < c->out->n_changes; i++) {
        const socvet_change *r = &c->rows[i];
        if (strcmp(r->topic, "duty") == 0)
            continue; /* the summary's line counts */
        c->out->changed += r->state == SOCVET_CHANGE_CHANGED;
        c->out->unknown += r->state == SOCVET_CHANGE_UNKNOWN;
        c->out->to_report += base_str_eq_z(r->report, "yes");
        c->out->new_certificate |= base_str_eq_z(r->report, "new-certificate");
    }
    c->out->changes = c->rows;
}

/* The new pay on the new day: is it still enough for the code? */
static socvet_status judge_new(compare_ctx *c, socvet_err *err)
{
    validate_value pay = {0};
    int64_t hours = validate_hours(&c->v[1]);
    socvet_salary_answer *a = base_arena_alloc(c->a, sizeof *a);

    validate_yearly(&c->v[1], false, &pay);
    if (!a)
        return no_room(err);
    if (!pay.there || !c->v[1].route)
        return SOCVET_OK;
    socvet_salary_question q = {.as_of = c->q->as_of, .route = c->v[1].route->name, .amount_pence = pay.n,
                                .code = c->q->new_code.len ? c->q->new_code : base_str_z(c->v[1].code),
                                .weekly_hours_hundredths = hours == VALIDATE_NONE ? 0 : hours, .overseas_months = -1};
    socvet_status s = salary_judge_in(a, &q, c->v[1].dict, c->rules, c->a, err);
    if (!s)
        c->out->salary = a;
    return s;
}

static socvet_status compare_all(compare_ctx *c, socvet_err *err)
{
    const socvet_facts *a = c->v[0].facts, *b = c->v[1].facts;

    text_fact(c, "title", "title", &a->title, &b->title, true, "state the job title in both papers");
    text_fact(c, "employer", "employer", &a->employer, &b->employer, false, "");
    compare_duties(c);
    compare_hours(c);
    text_fact(c, "place", "place", &a->location, &b->location, true, "state the place of work in both papers");
    compare_hybrid(c);
    compare_contract(c);
    compare_start(c);
    text_fact(c, "grade", "grade", &a->grade, &b->grade, false, "");
    compare_code(c);
    compare_pay(c); /* last: a general rise changes nothing else */
    if (c->failed)
        return no_room(err);
    count(c);
    return judge_new(c, err);
}

socvet_status socvet_compare_papers(const socvet_compare **out, const socvet_compare_question *q,
                                    const socvet_compare_side *old_papers,
                                    const socvet_compare_side *new_papers,
                                    const socvet_dict *dict, const socvet_rules *rules, socvet_err *err)
{
    const socvet_compare_side *sides[] = {old_papers, new_papers};
    compare_ctx c = {.q = q, .rules = rules, .a = socvet_doc_arena(new_papers->doc)};
    socvet_str name = base_str_eq_z(q->route, "auto") ? (socvet_str){"", 0} : q->route;
    const validate_route *route = validate_find_route(rules, name, q->as_of);

    base_err_clear(err);
    *out = NULL;
    if (!route && name.len)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "no route called '%.*s' was open on %s",
                         SOCVET_ARG(name), base_date_long(q->as_of).z);
    for (int i = 0; i < 2; i++)
        c.v[i] = (validate_ctx){.rules = rules, .doc = sides[i]->doc, .arena = c.a, .text = socvet_doc_text(sides[i]->doc),
                                .facts = sides[i]->facts, .coding = sides[i]->coding, .dict = dict, .as_of = q->as_of,
                                .route = route, .posted = INT32_MIN, .closing = INT32_MIN};
    c.out = base_arena_alloc(c.a, sizeof *c.out);
    if (!c.out)
        return no_room(err);
    c.out->as_of = q->as_of;
    socvet_status s = compare_all(&c, err);
    if (!s)
        *out = c.out;
    return s;
}

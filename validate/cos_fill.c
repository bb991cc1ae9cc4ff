/* cos_fill.c: how each field of the certificate's job sheet is filled, by the word in its row. */
#include "../base/date.h"
#include "cos_int.h"

typedef struct {
    const char *name;
    void (*fill)(cos_ctx *c, socvet_str params, socvet_cos_field *f);
} filler;

static void given(socvet_cos_field *f, socvet_str value, socvet_span span)
{
    f->state = SOCVET_COS_GIVEN;
    f->value = value;
    f->span = span;
}

static void worked_out(socvet_cos_field *f, socvet_str value)
{
    f->state = SOCVET_COS_WORKED_OUT;
    f->value = value;
}

static void ask(socvet_cos_field *f, socvet_str value)
{
    f->state = SOCVET_COS_ASK;
    f->value = value;
}

static void of_text(socvet_cos_field *f, const socvet_fact_text *t)
{
    if (t->state == SOCVET_FACT_STATED || t->state == SOCVET_FACT_GIVEN)
        given(f, t->value, t->span);
}

static void fill_route(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)params;
    worked_out(f, c->v.route->name);
}

static void fill_title(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)params;
    of_text(f, &c->v.facts->title);
}

static void fill_code(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    const socvet_coding *k = c->v.coding;

    (void)params;
    if (!c->sheet->code.len) {
        for (size_t i = 0; k && i < k->n_candidates && i < 3; i++)
            f->value = base_arena_printf(c->a, "%.*s%s%s – %.*s", SOCVET_ARG(f->value), i ? "; or " : "not settled: ",
                                         k->candidates[i].code, SOCVET_ARG(k->candidates[i].title));
        return;
    }
    worked_out(f, base_arena_printf(c->a, "%.*s – %.*s (%.*s)", SOCVET_ARG(c->sheet->code),
                                    SOCVET_ARG(c->sheet->code_title), SOCVET_ARG(c->sheet->edition)));
    if (!c->q->pay.code.len && k && k->n_candidates && k->candidates[0].n_reasons)
        f->span = k->candidates[0].reasons[0].span;
}

/* The first duties, until a certificate's box would be full. */
static void fill_duties(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    enum { MOST_BYTES = 900 };
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->v.doc, &n);
    base_buf out;
    socvet_span span = {0, 0};
    uint8_t kind = duties_kind(c->v.doc);

    (void)params;
    base_buf_init(&out, 0);
    for (size_t i = 0; i < n; i++) {
        if (b[i].section != SOCVET_SECTION_DUTIES || b[i].kind != kind)
            continue;
        socvet_str s = base_str_trim(base_str_cut(c->v.text, b[i].span));
        if (!s.len || out.len + s.len > MOST_BYTES)
            break;
        base_buf_printf(&out, "%s%.*s", out.len ? "; " : "", SOCVET_ARG(s));
        span.from = span.to ? span.from : b[i].span.from;
        span.to = b[i].span.to;
    }
    for (size_t i = 0; i < out.len; i++) /* one line */
        if (out.ptr[i] == '\n')
            out.ptr[i] = ' ';
    if (out.len)
        given(f, (socvet_str){base_arena_dup(c->a, base_buf_str(&out)), out.len}, span);
    base_buf_clear(&out);
}

static void fill_start(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)params;
    f->state = SOCVET_COS_ASK;
    if (c->start != INT32_MIN)
        given(f, base_arena_printf(c->a, "%s", base_date_long(c->start).z), c->start_span);
}

static void fill_end(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    const socvet_facts *x = c->v.facts;

    (void)params;
    if (c->end != INT32_MIN && c->end_span.to)
        given(f, base_arena_printf(c->a, "%s", base_date_long(c->end).z), c->end_span);
    else if (c->sheet->months && c->end != INT32_MIN)
        worked_out(f, base_arena_printf(c->a, "%s: %d months from the start", base_date_long(c->end).z, c->sheet->months));
    else if (c->sheet->months)
        given(f, base_arena_printf(c->a, "%d months", c->sheet->months),
              c->q->months ? (socvet_span){0, 0} : x->duration_months.state ? x->duration_months.span : x->duration_days.span);
    else if (x->contract == SOCVET_CONTRACT_PERMANENT)
        ask(f, SOCVET_STR("the post is permanent; the certificate needs an end all the same"));
}

static void fill_hours(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    int64_t h = validate_hours(&c->v);

    (void)params;
    if (c->q->pay.weekly_hours_hundredths > 0)
        given(f, base_arena_printf(c->a, "%s", salary_hours_text(c->q->pay.weekly_hours_hundredths).z), (socvet_span){0, 0});
    else if (h != VALIDATE_NONE)
        given(f, base_arena_printf(c->a, "%s", salary_hours_text(h).z), c->v.facts->weekly_hours_hundredths.span);
}

static void fill_salary(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    const socvet_salary *s = c->v.facts->salary >= 0 ? &c->v.facts->salaries[c->v.facts->salary] : NULL;

    (void)params;
    if (c->q->pay.amount_pence >= 0) {
        socvet_str m = validate_money(c->a, c->q->pay.amount_pence);
        given(f, base_arena_printf(c->a, "%.*s a year", SOCVET_ARG(m)), (socvet_span){0, 0});
    } else if (s) {
        bool range = s->low_pence != SOCVET_NO_PENCE && s->high_pence != SOCVET_NO_PENCE && s->low_pence != s->high_pence;
        given(f, range ? base_arena_printf(c->a, "%.*s (a range: the certificate names the figure that is paid)",
                                           SOCVET_ARG(s->text))
                       : s->text, s->span);
    } else if (c->v.facts->pay_words_only) {
        f->value = SOCVET_STR("no figure: pay is only spoken of");
        f->span = c->v.facts->pay_words_span;
    }
}

static void fill_allowances(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    const socvet_facts *x = c->v.facts;
    socvet_str list = {"", 0};
    socvet_span first = {0, 0};

    (void)params;
    for (size_t i = 0; i < x->n_salaries; i++) {
        const socvet_salary *s = &x->salaries[i];
        if (s->kind != SOCVET_PAY_ALLOWANCE && s->kind != SOCVET_PAY_BONUS)
            continue;
        list = base_arena_printf(c->a, "%.*s%s%.*s", SOCVET_ARG(list), list.len ? "; " : "", SOCVET_ARG(s->text));
        first = first.to ? first : s->span;
    }
    ask(f, SOCVET_STR("the papers state none"));
    if (list.len)
        given(f, list, first);
}

static void fill_option(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)params;
    if (c->judged)
        worked_out(f, base_arena_printf(c->a, "option %.*s (%.*s)", SOCVET_ARG(c->salary.option),
                                        SOCVET_ARG(c->salary.label)));
    else
        f->fix = SOCVET_STR("state the salary: the option follows from it");
}

static void fill_place(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)params;
    of_text(f, &c->v.facts->location);
}

/* The line around [at, end), at most 60 bytes to each side, cut between words. */
static socvet_str words_around(socvet_str t, size_t at, size_t end)
{
    enum { SIDE = 60 };
    size_t from = at, to = end;

    while (from > 0 && t.ptr[from - 1] != '\n' && at - from < SIDE)
        from--;
    while (to < t.len && t.ptr[to] != '\n' && to - end < SIDE)
        to++;
    if (at - from == SIDE)
        while (from < at && !base_is_blank(t.ptr[from]))
            from++;
    if (to - end == SIDE)
        while (to > end && !base_is_blank(t.ptr[to - 1]))
            to--;
    return base_str_trim((socvet_str){t.ptr + from, to - from});
}

/* Any of the words of the row that stands in the text as a word of its own. */
static void fill_words(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    socvet_str word, t = c->v.text;

    while (params.ptr && base_str_split(&params, '|', &word))
        for (size_t at = base_str_find_ci(t, word, 0); at != SIZE_MAX; at = base_str_find_ci(t, word, at + 1)) {
            size_t end = at + word.len;
            bool same_case = word.len > 4 || base_str_find(t, word, at) == at; /* abbreviations as they are */
            if (!same_case || (at > 0 && base_is_alpha(t.ptr[at - 1])) || (end < t.len && base_is_alpha(t.ptr[end])))
                continue;
            given(f, words_around(t, at, end), (socvet_span){(uint32_t)at, (uint32_t)end});
            return;
        }
    ask(f, SOCVET_STR("the papers do not say"));
}

static void fill_ask(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)c;
    (void)params;
    f->state = SOCVET_COS_ASK;
}

static void fill_new_entrant(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)params;
    f->state = SOCVET_COS_ASK;
    if (c->q->pay.new_entrant)
        given(f, SOCVET_STR("yes; the ground is still to be given"), (socvet_span){0, 0});
}

static void fill_phd(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    const socvet_phd *p = c->v.coding ? &c->v.coding->phd : NULL;

    (void)params;
    f->state = SOCVET_COS_ASK;
    if (p && p->wording != SOCVET_PHD_NONE)
        given(f, base_str_cut(c->v.text, p->span), p->span);
    else
        f->value = SOCVET_STR("the papers require no PhD");
}

static void fill_listed(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    static const char *const lists[] = {"ISL", "TSL"};
    bool held = false;

    (void)params;
    if (!c->sheet->code.len)
        return;
    for (size_t i = 0; i < c->v.rules->n_listed; i++) {
        const validate_listed *l = &c->v.rules->listed[i];
        held |= base_str_eq(l->edition, c->sheet->edition) && l->from <= c->v.as_of && c->v.as_of <= l->to &&
                (base_str_eq_z(l->list, lists[0]) || base_str_eq_z(l->list, lists[1]));
    }
    if (!held) {
        ask(f, SOCVET_STR("the lists of this day are not held"));
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        const validate_listed *l = validate_find_listed(c->v.rules, lists[i], c->sheet->edition, c->sheet->code, c->v.as_of);
        if (!l)
            continue;
        f->value = base_arena_printf(c->a, "%.*s%s%s%s, certificates before %s", SOCVET_ARG(f->value), f->value.len ? "; " : "",
                                     i ? "Temporary Shortage List" : "Immigration Salary List",
                                     base_str_eq_z(l->jobs, "some") ? " (some jobs of the code: read the entry)" : "",
                                     base_date_long(l->to).z);
    }
    worked_out(f, f->value.len ? f->value : SOCVET_STR("on neither list"));
}

static void fill_charge(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    socvet_str why, what = {"", 0};
    static const char *const sizes[] = {"small", "large"};
    bool known = true;

    (void)params;
    for (size_t i = 0; i < 2; i++) {
        if (c->q->size && c->q->size != i + 1)
            continue;
        int64_t p = cos_charge(c, sizes[i], &why);
        known &= p != SOCVET_NO_PENCE;
        socvet_str m = p > 0 ? validate_money(c->a, p) : why;
        if (p <= 0)
            what = why;
        else
            what = base_arena_printf(c->a, "%.*s%s%.*s (%s sponsor)", SOCVET_ARG(what), what.len ? ", " : "", SOCVET_ARG(m), sizes[i]);
    }
    ask(f, what);
    if (known)
        worked_out(f, what);
}

static void fill_media(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    const socvet_facts *x = c->v.facts;
    const socvet_check_opts *o = c->q->check;
    socvet_str list = {"", 0};
    socvet_span first = {0, 0};

    (void)params;
    for (size_t i = 0; o && i < o->n_media; i++)
        list = base_arena_printf(c->a, "%.*s%s%.*s", SOCVET_ARG(list), list.len ? "; " : "", SOCVET_ARG(o->media[i]));
    for (size_t i = 0; i < x->n_media; i++) {
        list = base_arena_printf(c->a, "%.*s%s%.*s", SOCVET_ARG(list), list.len ? "; " : "", SOCVET_ARG(x->media[i].value));
        first = first.to ? first : x->media[i].span;
    }
    if (list.len)
        given(f, list, first);
}

int32_t cos_posted(const cos_ctx *c)
{
    if (c->q->check && c->q->check->posted != INT32_MIN)
        return c->q->check->posted;
    return c->v.facts->posted.state ? c->v.facts->posted.days : INT32_MIN;
}

int32_t cos_closing(const cos_ctx *c)
{
    if (c->q->check && c->q->check->closing != INT32_MIN)
        return c->q->check->closing;
    return c->v.facts->closing.state ? c->v.facts->closing.days : INT32_MIN;
}

static void fill_advert_days(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    int32_t from = cos_posted(c), to = cos_closing(c);

    (void)params;
    if (from != INT32_MIN && to != INT32_MIN)
        given(f, base_arena_printf(c->a, "%s to %s: %d days", base_date_long(from).z, base_date_long(to).z, to - from),
              c->v.facts->closing.span);
    else if (to != INT32_MIN)
        f->value = base_arena_printf(c->a, "closes %s; the first day is not known", base_date_long(to).z);
}

static void fill_assign_by(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    int64_t months = cos_limit(c, c->phd_level ? "advert-months-phd" : "advert-months");

    (void)params;
    if (cos_posted(c) != INT32_MIN && months != VALIDATE_NONE)
        worked_out(f, base_arena_printf(c->a, "%s: %lld months from the day it first appeared%s",
                                        base_date_long(base_date_add_months(cos_posted(c), (int)months)).z, (long long)months,
                                        c->phd_level ? " (code of PhD level)" : ""));
}

static void fill_note(cos_ctx *c, socvet_str params, socvet_cos_field *f)
{
    (void)c;
    (void)params;
    worked_out(f, SOCVET_STR("advert text and where it stood, number of applicants and of those shortlisted, how the choice was made"));
}

static const filler fillers[] = {
    {"route", fill_route}, {"title", fill_title}, {"code", fill_code}, {"duties", fill_duties}, {"start", fill_start},
    {"end", fill_end}, {"hours", fill_hours}, {"salary", fill_salary}, {"allowances", fill_allowances},
    {"option", fill_option}, {"place", fill_place}, {"words", fill_words}, {"ask", fill_ask},
    {"new-entrant", fill_new_entrant}, {"phd", fill_phd}, {"listed", fill_listed}, {"charge", fill_charge},
    {"media", fill_media}, {"advert-days", fill_advert_days}, {"assign-by", fill_assign_by}, {"note", fill_note}};

void cos_fill(cos_ctx *c, socvet_str how, socvet_str params, socvet_cos_field *f)
{
    f->state = SOCVET_COS_MISSING;
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (base_str_eq_z(how, fillers[i].name))
            fillers[i].fill(c, params, f);
}

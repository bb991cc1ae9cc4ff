/* facts_salary.c: what the job pays: every sum of the text, what each is, and which is the job's.
 */
#include <string.h>

#include "../base/str.h"
#include "facts_int.h"
#include "money.h"

extern const char extract_facts_salary[];
extern const size_t extract_facts_salary_size;

typedef struct {
    facts_ctx *c;
    socvet_str text;
    socvet_salary *list;
    int *merit; /* how surely the figure is the job's pay */
    size_t n, cap, cap_merit;
    size_t floor;    /* end of the expression before */
    int64_t before;  /* its upper bound, for what comes on top of it */
    bool form_field; /* the text is nothing but a pay phrase */
    uint8_t state;
} pay;

typedef struct {
    socvet_str text;
    const money_expr *e;
    const money_context *k;
    unsigned label; /* classes of the nearest telling word before */
    int label_far;  /* words between */
    unsigned flags;
    socvet_period period;
    bool inferred, on_top, part;
} look;

/* The nearest telling word before the figure. What stands behind "inclusive of" or "plus" is a
 * part of the sum or beside it: "Salary (inclusive of London allowance): £32,055". */
static void nearest_label(look *x)
{
    const money_context *k = x->k;
    const unsigned kinds = MONEY_PAY | MONEY_HINT | MONEY_BONUS | MONEY_ALLOWANCE | MONEY_OTE |
                           MONEY_OTHER | MONEY_FORMER;

    for (int i = k->n_before - 1; i >= 0; i--) {
        unsigned is = k->before[i].is;
        int far = k->n_before - 1 - i;
        if (is & MONEY_PLUS) {
            x->on_top |= far <= 7;
            break;
        }
        if (is & MONEY_WITHIN) {
            x->part |= far <= 3 && !k->closed && !k->colon;
            continue;
        }
        if (far <= 4)
            x->flags |= (is & MONEY_UP_TO ? SOCVET_PAY_UP_TO : 0) |
                        (is & MONEY_FROM ? SOCVET_PAY_FROM : 0) |
                        (is & MONEY_CIRCA ? SOCVET_PAY_CIRCA : 0) |
                        (is & MONEY_MAYBE ? SOCVET_PAY_NOT_GUARANTEED : 0);
        if (!(is & kinds) || x->label)
            continue;
        bool within = false;
        for (int j = i - 1; j >= 0 && j >= i - 4; j--)
            within |= (k->before[j].is & (MONEY_WITHIN | MONEY_PLUS)) != 0;
        if (within && (is & (MONEY_ALLOWANCE | MONEY_BONUS | MONEY_OTE)) &&
            far > 0 + (k->colon ? -1 : 2))
            continue;
        x->label = is;
        if ((is & MONEY_PAY) && i > 0 && (k->before[i - 1].is & MONEY_OTE))
            x->label = MONEY_OTE; /* on-target earnings */
        x->label_far = far;
    }
}

static const unsigned after_kinds = MONEY_BONUS | MONEY_ALLOWANCE | MONEY_OTE | MONEY_OTHER;

/* What the words right behind call the sum; "plus", "with", a comma end the answer. */
static unsigned word_behind(const look *x)
{
    for (int i = 0; i < x->k->n_after && i < 4; i++) {
        unsigned is = x->k->after[i].is;
        if ((is & (MONEY_PLUS | MONEY_WITHIN | MONEY_BASIC | MONEY_UP_TO | MONEY_FROM)) ||
            (x->k->after[i].cut && i > 0))
            return is & MONEY_BASIC;
        if (is & after_kinds)
            return is;
    }
    return 0;
}

/* "£18,000 per annum, OTE" is on-target pay; "£18,000 plus commission, OTE £30,000" is not. */
static bool ote_tail(const look *x)
{
    const money_context *k = x->k;

    for (int i = 0; i < k->n_after && i < 14; i++) {
        unsigned is = k->after[i].is;
        if (is & (MONEY_BASIC | MONEY_PLUS | MONEY_BONUS))
            return false;
        if (is & MONEY_OTE)
            return !(k->then_amount && i >= k->n_after - 4) ||
                   (i == 0 && !k->after[0].cut && k->n_after > 4);
    }
    return false;
}

static int64_t top(const money_expr *e)
{
    return e->high;
}

/* The period: behind, before, inside; else by size when only one makes sense. */
static void find_period(look *x, bool signed_)
{
    const money_expr *e = x->e;
    const money_context *k = x->k;

    if (k->period && money_sane(top(e), k->period) &&
        money_sane(e->low ? e->low : e->high, k->period)) {
        x->period = k->period;
        if (e->inner && e->inner != k->period && money_sane(top(e), e->inner) &&
            !(e->high > 2000000))
            x->period = e->inner;
        return;
    }
    if (e->inner && money_sane(top(e), e->inner)) {
        x->period = e->inner;
        return;
    }
    if (k->period)
        return; /* "£45 to £55 per annum" cannot be */
    if (k->period_before && money_sane(top(e), k->period_before) &&
        !(k->period_before != SOCVET_PERIOD_YEAR && e->low >= 1000000)) {
        x->period = k->period_before;
        return;
    }
    x->inferred = true;
    if (e->low >= 800000 && e->high <= 40000000)
        x->period = SOCVET_PERIOD_YEAR;
    else if (e->low == 0 && e->high >= 800000 && e->high <= 40000000)
        x->period = SOCVET_PERIOD_YEAR;
    else if (signed_ && e->low >= 300 && e->high <= 6000 && (x->label & MONEY_PAY))
        x->period = SOCVET_PERIOD_HOUR;
}

static bool small_change(const look *x)
{
    bool at_once = x->k->period && x->k->period_end <= x->e->to + 16;

    return x->e->high < 1000000 && !(at_once && x->period != SOCVET_PERIOD_YEAR);
}

static socvet_pay_kind by_label(unsigned is)
{
    return is & MONEY_OTE                      ? SOCVET_PAY_OTE
           : is & MONEY_BONUS                  ? SOCVET_PAY_BONUS
           : is & MONEY_ALLOWANCE              ? SOCVET_PAY_ALLOWANCE
           : is & (MONEY_OTHER | MONEY_FORMER) ? SOCVET_PAY_OTHER
                                               : SOCVET_PAY_BASE;
}

static socvet_pay_kind kind_of(const pay *p, const look *x)
{
    const money_expr *e = x->e;
    const money_context *k = x->k;
    unsigned behind = word_behind(x);
    bool figure = e->range && e->low >= 800000;

    if (e->millions)
        return SOCVET_PAY_OTHER;
    if (behind & MONEY_OTHER && !(behind & MONEY_BASIC))
        return SOCVET_PAY_OTHER;
    if ((behind & MONEY_OTE) || ote_tail(x))
        if (!(behind & MONEY_BASIC) && ote_tail(x))
            return SOCVET_PAY_OTE;
    if ((x->label & MONEY_OTE) && x->label_far <= 6)
        return SOCVET_PAY_OTE;
    if ((x->label & MONEY_OTHER) && x->label_far <= 3)
        return SOCVET_PAY_OTHER;
    if (x->part && !(behind & MONEY_BASIC))
        return SOCVET_PAY_ALLOWANCE;
    if (x->on_top && p->before && e->high * 2 < p->before)
        return x->label & MONEY_BONUS || behind & MONEY_BONUS ? SOCVET_PAY_BONUS
                                                              : SOCVET_PAY_ALLOWANCE;
    if ((behind & (MONEY_BONUS | MONEY_ALLOWANCE)) && !figure && small_change(x))
        return by_label(behind);
    if ((x->label & (MONEY_BONUS | MONEY_ALLOWANCE)) && x->label_far <= 7 && !figure &&
        !(x->label & MONEY_PAY))
        return by_label(x->label);
    if ((x->label & (MONEY_OTHER | MONEY_FORMER)) && x->label_far <= 12)
        return SOCVET_PAY_OTHER;
    return (k->period || e->inner) && !x->period ? SOCVET_PAY_OTHER : SOCVET_PAY_BASE;
}

static unsigned tail_flags(const look *x)
{
    const money_context *k = x->k;
    unsigned f = 0;

    for (int i = 0; i < k->n_after; i++) {
        unsigned is = k->after[i].is;
        if (is & MONEY_OPEN)
            f |= SOCVET_PAY_NEGOTIABLE;
        if (is & (MONEY_PLUS | MONEY_BONUS | MONEY_ALLOWANCE))
            f |= SOCVET_PAY_PLUS_EXTRAS;
    }
    return f | (k->pro_rata ? SOCVET_PAY_PRO_RATA : 0) | (k->term_time ? SOCVET_PAY_TERM_TIME : 0);
}

static socvet_basis basis_of(const look *x)
{
    const money_context *k = x->k;

    for (int i = 0; i < k->n_after && i < 6; i++) {
        if (k->after[i].is & MONEY_ACTUAL)
            return SOCVET_BASIS_ACTUAL;
        if (k->after[i].is & MONEY_FULL)
            return SOCVET_BASIS_FTE;
    }
    for (int i = k->n_before - 1; i >= 0 && i >= k->n_before - 5; i--) {
        if (k->before[i].is & MONEY_ACTUAL)
            return SOCVET_BASIS_ACTUAL;
        if (k->before[i].is & MONEY_FULL)
            return SOCVET_BASIS_FTE;
    }
    return k->pro_rata ? SOCVET_BASIS_FTE : SOCVET_BASIS_UNKNOWN;
}

/* How sure that this base figure is pay, and the job's: 0 is not at all. */
static int merit_of(const pay *p, const look *x)
{
    const money_expr *e = x->e;
    const money_context *k = x->k;
    int m = 0;
    bool stated = x->period && !x->inferred;

    if (!x->period)
        return 0;
    if (x->label & MONEY_PAY)
        m += x->label_far <= 4 ? 6 : x->label_far <= 9 ? 4 : 2;
    else if (x->label & MONEY_HINT)
        m += 3;
    if (stated && (e->sterling || x->period != SOCVET_PERIOD_HOUR || e->decimals || m))
        m += 4;
    if (e->range && e->sterling)
        m += 3;
    if (k->pro_rata || basis_of(x) != SOCVET_BASIS_UNKNOWN ||
        (tail_flags(x) & SOCVET_PAY_NEGOTIABLE))
        m += 2;
    if (e->sterling && k->starts_line)
        m += 3;
    if (e->sterling && k->alone)
        m += 1;
    if (p->form_field)
        m += 3;
    if (!e->sterling) {
        bool yearly = x->period == SOCVET_PERIOD_YEAR &&
                      (e->grouped || e->thousands || (e->low >= 1000000 && e->digits == 5));
        if (x->inferred && !(yearly && ((x->label & MONEY_PAY && x->label_far <= 6) ||
                                        p->form_field || (e->range && e->thousands))))
            return 0;
        if (!x->inferred && x->period != SOCVET_PERIOD_YEAR && !(x->label & MONEY_PAY) &&
            !p->form_field && !e->decimals && !k->starts_line)
            return 0;
        if (!x->inferred && x->period == SOCVET_PERIOD_YEAR && !yearly && !p->form_field)
            return 0;
    }
    return m;
}

/* "To 55k", "to £30,000" with nothing before it. */
static bool bare_to(const look *x)
{
    const money_context *k = x->k;
    const money_near *n = k->n_before ? &k->before[k->n_before - 1] : NULL;

    return n && n->to - n->from == 2 && base_lower(x->text.ptr[n->from]) == 't' &&
           base_lower(x->text.ptr[n->from + 1]) == 'o' &&
           (k->n_before == 1 || (k->before[k->n_before - 2].is & MONEY_PAY));
}

/* "35,000 to negotiable", "£30,000 upwards" */
static bool open_ended(const look *x)
{
    const money_context *k = x->k;

    if (k->open_top || (k->n_after && (k->after[0].is & MONEY_FROM) &&
                        !(x->flags & SOCVET_PAY_UP_TO) && !k->then_amount))
        return true;
    for (int i = 0; i + 1 < k->n_after && i < 2; i++)
        if (k->after[i].to - k->after[i].from == 2 && (k->after[i].is & MONEY_LINK) &&
            base_lower(x->text.ptr[k->after[i].from]) == 't' && (k->after[i + 1].is & MONEY_OPEN))
            return true;
    return false;
}

static void bounds(look *x, socvet_salary *s)
{
    s->low_pence = x->e->low ? x->e->low : SOCVET_NO_PENCE;
    s->high_pence = x->e->high;
    if (x->e->range) {
        x->flags &= ~(unsigned)(SOCVET_PAY_FROM | SOCVET_PAY_UP_TO);
        return;
    }
    if (bare_to(x))
        x->flags |= SOCVET_PAY_UP_TO;
    if (open_ended(x))
        x->flags |= SOCVET_PAY_FROM;
    if (x->flags & SOCVET_PAY_UP_TO)
        x->flags &= ~(unsigned)SOCVET_PAY_FROM;
    if ((x->flags & SOCVET_PAY_UP_TO) || x->k->masked)
        s->low_pence = SOCVET_NO_PENCE;
    else if (x->flags & SOCVET_PAY_FROM)
        s->high_pence = SOCVET_NO_PENCE;
}

static bool keep(pay *p, const socvet_salary *s, int merit)
{
    void *a = p->list, *b = p->merit;

    if (!base_arena_grow(p->c->arena, &a, &p->cap, p->n, sizeof *p->list))
        return false;
    p->list = a;
    if (!base_arena_grow(p->c->arena, &b, &p->cap_merit, p->n, sizeof *p->merit))
        return false;
    p->merit = b;
    p->list[p->n] = *s;
    p->merit[p->n++] = merit;
    return true;
}

static bool judge(pay *p, const money_expr *e)
{
    money_context k;
    look x = {.text = p->text, .e = e, .k = &k};
    socvet_salary s = {.state = p->state};

    if (!e->sterling && !e->foreign && money_counts_things(p->text, e->to, p->text.len))
        return true;
    money_look_around(p->text, p->floor, e, &k);
    if (!e->sterling && !e->foreign && k.counted)
        return true;
    nearest_label(&x);
    find_period(&x, e->sterling);
    s.kind = (uint8_t)kind_of(p, &x);
    int merit = s.kind == SOCVET_PAY_BASE && !e->foreign ? merit_of(p, &x) : 0;
    if (!e->sterling && !e->foreign && merit == 0 &&
        !(p->n && s.kind != SOCVET_PAY_OTHER && s.kind != SOCVET_PAY_BASE && e->high >= 50000 &&
          (e->grouped || e->thousands)))
        return true; /* a number, no money */
    if (s.kind == SOCVET_PAY_BASE && merit < 3)
        s.kind = SOCVET_PAY_OTHER, merit = 0;
    bounds(&x, &s);
    s.period = (uint8_t)x.period;
    s.basis = (uint8_t)basis_of(&x);
    s.flags = (uint16_t)(x.flags | tail_flags(&x) |
                         (x.inferred && x.period ? SOCVET_PAY_PERIOD_INFERRED : 0) |
                         (e->foreign ? SOCVET_PAY_FOREIGN : 0) |
                         (s.kind == SOCVET_PAY_OTE ? SOCVET_PAY_NOT_GUARANTEED : 0));
    size_t to =
        k.period && x.period == k.period && k.period_end > e->to && k.period_end - e->to <= 40
            ? k.period_end
            : e->to;
    s.span = (socvet_span){(uint32_t)e->from, (uint32_t)to};
    s.text = base_str_cut(p->text, s.span);
    p->before = e->high;
    return keep(p, &s, merit);
}

/* Can an expression begin at this token? Cheap: most tokens end here. */
static bool may_begin(socvet_str t, const base_token *k)
{
    unsigned char c = (unsigned char)t.ptr[k->from];

    if (c >= '0' && c <= '9')
        return k->from == 0 || !base_is_alpha(t.ptr[k->from - 1]);
    if (k->kind == BASE_TOKEN_SYMBOL)
        return c == 0xC2 || c == 0xE2 || c == 0xEF || c == '$' || c == 0xC3 || c == '&';
    c |= 32;
    if ((c == 'c' && k->to - k->from > 1 && base_is_digit(t.ptr[k->from + 1])) || c == 0xE3)
        return true;
    return (c == 'g' || c == 'e' || c == 'u') && k->to - k->from >= 3 &&
           (base_str_starts_ci((socvet_str){t.ptr + k->from, 3}, SOCVET_STR("gbp")) ||
            base_str_starts_ci((socvet_str){t.ptr + k->from, 3}, SOCVET_STR("eur")) ||
            base_str_starts_ci((socvet_str){t.ptr + k->from, 3}, SOCVET_STR("usd")));
}

static bool after_between(socvet_str t, size_t at)
{
    size_t p = at;

    while (p > 0 && t.ptr[p - 1] == ' ')
        p--;
    return p >= 7 && base_str_eq_ci((socvet_str){t.ptr + p - 7, 7}, SOCVET_STR("between"));
}

static socvet_status scan(pay *p, const base_token *tokens, size_t n, socvet_err *err)
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
        if (!money_expr_at(p->text, at, limit, after_between(p->text, at), &e))
            continue;
        if (!e.sterling && !e.foreign && !e.thousands && at > 0 &&
            strchr("/.-:@#", p->text.ptr[at - 1]) && tokens[i].flags & BASE_TOKEN_JOINED &&
            p->text.ptr[at - 1] != ':')
            continue;
        done = e.to;
        if (!judge(p, &e))
            return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
        if (e.sterling || e.foreign || (p->n && p->list[p->n - 1].span.to >= e.to))
            p->floor = e.to;
    }
    return SOCVET_OK;
}

/* ---- which is the job's ---- */

static bool names_level(socvet_str t, size_t from, size_t to)
{
    static const char *const levels[] = {"grade",    "level",  "band", "lecturer", "senior",
                                         "progress", "rising", "), ",  ") or "};

    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (base_str_find_ci((socvet_str){t.ptr + from, to - from}, base_str_z(levels[i]), 0) !=
            SIZE_MAX)
            return true;
    return false;
}

/* "with opportunities to progress to £49,890" */
static bool climbs(socvet_str t, size_t from, size_t to)
{
    socvet_str gap = {t.ptr + from, to > from ? to - from : 0};

    return gap.len <= 90 && (base_str_find_ci(gap, SOCVET_STR("progress"), 0) != SIZE_MAX ||
                             base_str_find_ci(gap, SOCVET_STR("rising"), 0) != SIZE_MAX);
}

/* "Grade 7 (£32,751 -  £35,788) or Grade 8 (£36,862 - £44,016)": one offer, over both. */
static void join_levels(pay *p, size_t at)
{
    socvet_salary *a = &p->list[at];

    for (size_t i = at + 1; i < p->n; i++) {
        const socvet_salary *b = &p->list[i];
        if (b->kind != SOCVET_PAY_BASE && !climbs(p->text, a->span.to, b->span.from))
            return;
        size_t gap = b->span.from - a->span.to;
        if (b->span.from < a->span.to || gap > 80 || b->period != a->period ||
            b->low_pence == SOCVET_NO_PENCE || a->high_pence == SOCVET_NO_PENCE ||
            b->low_pence <= a->high_pence || b->low_pence > 2 * a->high_pence ||
            !names_level(p->text, a->span.to, b->span.from))
            return;
        a->high_pence = b->high_pence;
        a->span.to = b->span.to;
        a->text = base_str_cut(p->text, a->span);
    }
}

/* Forms print a range and the advertiser's own words behind it: "17000 - 25000/annum 17k - 20k OTE
 * 25k". When the words behind say the pay more closely, they are the pay. */
static size_t closer_words(const pay *p, size_t at)
{
    const socvet_salary *a = &p->list[at];
    bool ote = false, extra = false;

    for (size_t i = at + 1; i < p->n && p->list[i].span.from - a->span.to < 80; i++) {
        ote |= p->list[i].kind == SOCVET_PAY_OTE;
        extra |= p->list[i].kind == SOCVET_PAY_BONUS || p->list[i].kind == SOCVET_PAY_ALLOWANCE;
    }
    for (size_t i = at + 1; i < p->n && i <= at + 2 && p->list[i].span.from - a->span.to < 20;
         i++) {
        const socvet_salary *b = &p->list[i];
        if (b->kind != SOCVET_PAY_BASE || b->period != a->period || b->low_pence == SOCVET_NO_PENCE)
            continue;
        if (a->low_pence == SOCVET_NO_PENCE && b->high_pence == a->high_pence &&
            b->low_pence < b->high_pence)
            return i;
        if (b->low_pence == a->low_pence && a->high_pence == a->low_pence &&
            b->high_pence > a->high_pence)
            return i;
        if (b->low_pence == a->low_pence && b->high_pence < a->high_pence &&
            (ote || (extra && b->high_pence > b->low_pence)))
            return i;
    }
    return at;
}

static bool elsewhere(const facts_ctx *c, uint32_t at)
{
    size_t b = socvet_doc_block_at(c->doc, at);

    return b != SIZE_MAX && (c->doc->blocks[b].region == SOCVET_REGION_CHROME ||
                             c->doc->blocks[b].region == SOCVET_REGION_COMMENT);
}

static void choose(pay *p)
{
    size_t best = SIZE_MAX;
    int most = 0;

    for (size_t i = 0; i < p->n; i++) {
        int m = p->merit[i];
        if (p->list[i].kind != SOCVET_PAY_BASE || m == 0)
            continue;
        if (p->state == SOCVET_FACT_STATED && elsewhere(p->c, p->list[i].span.from))
            m = 1;
        m = m > 6 ? 6 : m; /* beyond this all are sure: the first stands */
        if (m > most)
            most = m, best = i;
    }
    if (best == SIZE_MAX)
        return;
    best = closer_words(p, best);
    join_levels(p, best);
    p->c->facts->salary = (int)best;
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

static socvet_status read_given(pay *p, socvet_err *err)
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
        choose(p);
        for (size_t i = first; i < p->n; i++)
            p->list[i].span = (socvet_span){0, 0};
    }
    return s;
}

static socvet_status read_salary(facts_ctx *c, socvet_err *err)
{
    pay p = {.c = c, .text = c->text, .state = SOCVET_FACT_STATED, .form_field = one_line(c->text)};
    socvet_status s = scan(&p, c->tokens, c->n_tokens, err);

    if (!s)
        choose(&p);
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

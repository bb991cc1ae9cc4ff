/* salary_judge.c: what a sum of money is, from the words around it: the job's pay, an allowance, a bonus,
 * none of it; for which period and on which basis, and how surely. */
#include <string.h>

#include "../base/str.h"
#include "hours.h"
#include "salary.h"

typedef struct {
    socvet_str text;
    const money_expr *e;
    const money_context *k;
    unsigned label; /* classes of the nearest telling word before */
    int label_far;  /* words between */
    unsigned flags;
    socvet_period period;
    bool inferred, on_top, part;
    bool per_piece; /* "£35 per session": for no period of time */
} look;

/* "circa £36,500" and "c 36k", not "circa 12 weeks) - £38,100" or "C Grades £36,150". */
static bool near_enough(const look *x, int i)
{
    const money_near *n = &x->k->before[i];
    int far = x->k->n_before - 1 - i;
    if (n->to - n->from == 6 && base_lower(x->text.ptr[n->from]) == 'r') /* "in the region of", no "North Region" */
        return far > 0 && far <= 2 && x->k->before[i + 1].to - x->k->before[i + 1].from == 2;
    bool letters = n->to - n->from <= 2;

    return letters ? far == 0 && base_lower(x->text.ptr[n->from]) == x->text.ptr[n->from] : far <= 2 && !x->k->closed;
}

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
                        (is & MONEY_CIRCA && near_enough(x, i) ? SOCVET_PAY_CIRCA : 0) |
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
        for (int j = i - 1; (is & MONEY_PAY) && j >= 0 && j >= i - 3; j--)
            if (k->before[j].is & MONEY_OTE)
                x->label = MONEY_OTE; /* on-target earnings, realistic first year earnings */
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
        if ((is & MONEY_HINT) && x->e->range)
            return 0; /* "£53,168 - £62,001 AFC": named as a scale */
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

/* "per session", "a shift", "/visit" right behind the figure. */
static bool is_per_piece(socvet_str t, size_t at)
{
    static const char *const pieces[] = {"session", "shift", "visit", "night", "call", "delivery", "drop", "mile", "article", "lesson", NULL};
    static const char *const links[] = {"per", "a", "each", "an", NULL};
    size_t limit = t.len - at > 40 ? at + 40 : t.len, p = money_skip_blank(t, at, limit);
    bool linked = p < limit && t.ptr[p] == '/';

    p = money_skip_blank(t, p + linked, limit);
    socvet_str w = money_word_at(t, p, limit);
    if (extract_word_in(w, links)) {
        linked = true;
        p = money_skip_blank(t, p + w.len, limit);
        w = money_word_at(t, p, limit);
    }
    return linked && extract_word_in(w, pieces);
}

/* The period: behind, before, inside; else by size when only one makes sense. */
static void find_period(look *x, bool signed_)
{
    const money_expr *e = x->e;
    const money_context *k = x->k;

    x->per_piece = is_per_piece(x->text, e->to);
    if (x->per_piece)
        return;
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
    else if (signed_ && e->low >= 300 && e->high <= 6000 && (x->label & MONEY_PAY) && (e->decimals || x->label_far <= 3))
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

/* "a supplement of 15 % of the basic wage, between £3,784 and £4,822 per annum": too little for a year's pay. */
/* "The DBS levies a charge of £23": what a check of criminal records costs. */
static bool pays_for_check(const look *x)
{
    static const char *const words[] = {"dbs", "crb", "pvg", "disclosure", "criminal record", "update service", "admin fee",
                                        "administration fee", "lateral flow"};
    size_t from = x->e->from > 90 ? x->e->from - 90 : 0, to = x->text.len - x->e->to > 50 ? x->e->to + 50 : x->text.len;

    if (x->e->high > 10000 || x->k->period == SOCVET_PERIOD_HOUR || x->k->period == SOCVET_PERIOD_DAY)
        return false;
    for (size_t i = from; i < x->e->from; i++) /* not over the line before */
        from = x->text.ptr[i] == '\n' ? i + 1 : from;
    for (size_t i = x->e->to; i < to; i++)
        to = x->text.ptr[i] == '\n' ? i : to;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_find_ci((socvet_str){x->text.ptr + from, to - from}, base_str_z(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool small_supplement(const look *x)
{
    if (x->period != SOCVET_PERIOD_YEAR || x->e->high >= 800000)
        return false;
    for (int i = 0; i < x->k->n_before; i++)
        if (x->k->before[i].is & (MONEY_ALLOWANCE | MONEY_BONUS))
            return true;
    return false;
}

static socvet_pay_kind kind_of(const extract_pay *p, const look *x)
{
    const money_expr *e = x->e;
    const money_context *k = x->k;
    unsigned behind = word_behind(x);
    bool figure = e->range && e->low >= 800000;

    if (e->millions || pays_for_check(x))
        return SOCVET_PAY_OTHER;
    if (small_supplement(x))
        return SOCVET_PAY_ALLOWANCE;
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
    return (k->period || e->inner) && !x->period && !x->per_piece ? SOCVET_PAY_OTHER : SOCVET_PAY_BASE;
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
static int merit_of(const extract_pay *p, const look *x)
{
    const money_expr *e = x->e;
    const money_context *k = x->k;
    int m = 0;
    bool stated = x->period && !x->inferred;

    if (!x->period && !(x->per_piece && (e->sterling || p->form_field || ((x->label & MONEY_PAY) && x->label_far <= 1))))
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
    /* "we scan about 26,000 per annum": a number in prose is pay when a word of pay leads to it */
    if (!e->sterling && !p->form_field && !e->range && !k->starts_line && !(x->label & (MONEY_PAY | MONEY_HINT)))
        return 0;
    if (!e->sterling && !p->form_field && x->period == SOCVET_PERIOD_YEAR && e->high < 800000)
        return 0; /* "a delivery rate of 4,000 a year" */
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

static bool keep(extract_pay *p, const socvet_salary *s, int merit)
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

bool extract_pay_judge(extract_pay *p, const money_expr *e)
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

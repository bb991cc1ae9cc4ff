/* salary_choose.c: which of the sums is the job's pay, and over which grades it runs. */
#include <string.h>

#include "../base/str.h"
#include "salary.h"

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

/* Points that few reach are no part of the offer: "with discretionary points to £51,500". */
static bool beyond_scale(socvet_str gap)
{
    static const char *const words[] = {"discretion", "exceptional", "contribution", "enhancement"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_find_ci(gap, base_str_z(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "minimum of £31,000, maximum of £39,500": two expressions, one range. */
static void join_bounds(extract_pay *p, size_t at)
{
    socvet_salary *a = &p->list[at];
    const socvet_salary *b = at + 1 < p->n ? &p->list[at + 1] : NULL;

    if (!b || a->high_pence != SOCVET_NO_PENCE || b->low_pence != SOCVET_NO_PENCE || b->kind != SOCVET_PAY_BASE ||
        b->period != a->period || b->span.from < a->span.to || b->span.from - a->span.to > 40 ||
        b->high_pence < a->low_pence || b->high_pence > 3 * a->low_pence)
        return;
    a->high_pence = b->high_pence;
    a->flags &= (uint16_t)~(SOCVET_PAY_FROM | SOCVET_PAY_UP_TO);
    a->span.to = b->span.to;
    a->text = base_str_cut(p->text, a->span);
}

/* "Grade 7 (£32,751 -  £35,788) or Grade 8 (£36,862 - £44,016)": one offer, over both. */
static void join_levels(extract_pay *p, size_t at)
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
            !names_level(p->text, a->span.to, b->span.from) ||
            beyond_scale((socvet_str){p->text.ptr + a->span.to, gap}))
            return;
        a->high_pence = b->high_pence;
        a->span.to = b->span.to;
        a->text = base_str_cut(p->text, a->span);
    }
}

/* Forms print a range and the advertiser's own words behind it: "17000 - 25000/annum 17k - 20k OTE
 * 25k". When the words behind say the pay more closely, they are the pay. */
static size_t closer_words(const extract_pay *p, size_t at)
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
        if (b->low_pence == a->low_pence && a->high_pence == a->low_pence && b->high_pence == SOCVET_NO_PENCE)
            return i; /* "From 80,000 to 80,000 per year (80k+)" */
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

void extract_pay_choose(extract_pay *p)
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
    join_bounds(p, best);
    join_levels(p, best);
    p->c->facts->salary = (int)best;
}

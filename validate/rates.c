/* rates.c: finding the going rate of a code on a day, by an index over the codes, and whether the
 * table of a day is whole. */
#include "../base/err.h"
#include "validate_int.h"

enum { NONE = UINT32_MAX };

static size_t chain_of(socvet_str code)
{
    size_t h = 0;

    for (size_t i = 0; i < code.len; i++)
        h = h * 10 + (unsigned char)code.ptr[i];
    return h % VALIDATE_RATE_CHAINS;
}

/* A count for each stretch of days of an edition that rows have in common. */
static bool count_row(socvet_rules *r, const validate_rate *x, size_t *cap)
{
    void *p = r->rate_spans;

    for (size_t i = r->n_rate_spans; i-- > 0;) {
        validate_rate_span *s = &r->rate_spans[i];
        if (s->from == x->from && s->to == x->to && base_str_eq(s->edition, x->edition)) {
            s->rows++;
            return true;
        }
    }
    if (!base_arena_grow(r->arena, &p, cap, r->n_rate_spans, sizeof *r->rate_spans))
        return false;
    r->rate_spans = p;
    r->rate_spans[r->n_rate_spans++] = (validate_rate_span){x->edition, x->from, x->to, 1};
    return true;
}

socvet_status validate_index_rates(socvet_rules *r, socvet_err *err)
{
    size_t cap = 0;
    bool ok = (r->rate_next = base_arena_array(r->arena, r->n_rates + 1, sizeof *r->rate_next)) != NULL;

    memset(r->rate_first, 0xFF, sizeof r->rate_first);
    r->rate_spans = NULL;
    r->n_rate_spans = 0;
    for (size_t i = r->n_rates; ok && i-- > 0;) { /* backwards, so that chains run in row order */
        uint32_t *first = &r->rate_first[chain_of(r->rates[i].code)];
        r->rate_next[i] = *first;
        *first = (uint32_t)i;
        ok = count_row(r, &r->rates[i], &cap);
    }
    return ok ? SOCVET_OK
              : base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
}

/* The next row of a code on a day, after `after` (NULL: the first). */
static const validate_rate *next_rate(const socvet_rules *r, const validate_rate *after,
                                      socvet_str edition, socvet_str code, int32_t d)
{
    uint32_t i = after ? r->rate_next[after - r->rates] : r->rate_first[chain_of(code)];

    for (; i != NONE; i = r->rate_next[i]) {
        const validate_rate *x = &r->rates[i];
        if (x->from <= d && d <= x->to && base_str_eq(x->code, code) && base_str_eq(x->edition, edition))
            return x;
    }
    return NULL;
}

/* A code's table for new applicants before the others; a figure before none; the ordinary table
 * before the lower ones. */
static bool better_rate(const validate_rate *a, const validate_rate *b)
{
    bool ea = base_str_eq_z(a->eligible, "yes"), eb = base_str_eq_z(b->eligible, "yes");

    if (ea != eb)
        return ea;
    if ((a->annual_pence == VALIDATE_NONE) != (b->annual_pence == VALIDATE_NONE))
        return b->annual_pence == VALIDATE_NONE;
    return base_str_cmp(a->table, b->table) < 0;
}

const validate_rate *validate_find_rate(const socvet_rules *r, socvet_str edition, socvet_str code,
                                        int32_t d)
{
    const validate_rate *best = NULL, *x = NULL;

    while ((x = next_rate(r, x, edition, code, d)) != NULL) {
        if (x->own)
            return x;
        if (!best || better_rate(x, best))
            best = x;
    }
    return best;
}

static bool in_tables(socvet_str tables, socvet_str table)
{
    socvet_str piece;

    if (!tables.len || !table.len)
        return true; /* tables before 2024 were one; a user's may be */
    while (tables.ptr && base_str_split(&tables, ' ', &piece))
        if (base_str_eq(piece, table))
            return true;
    return false;
}

const validate_rate *validate_find_rate_in(const socvet_rules *r, socvet_str edition, socvet_str code,
                                           socvet_str tables, int32_t d)
{
    const validate_rate *best = NULL, *x = NULL;

    while ((x = next_rate(r, x, edition, code, d)) != NULL)
        if (in_tables(tables, x->table) && (!best || (x->own && !best->own)))
            best = x;
    return best;
}

/* A table that names many codes is whole; the partial ones hold a handful. */
bool validate_rates_complete(const socvet_rules *r, socvet_str edition, int32_t d)
{
    enum { WHOLE = 300 };
    size_t n = 0;

    for (size_t i = 0; i < r->n_rate_spans; i++) {
        const validate_rate_span *s = &r->rate_spans[i];
        if (s->from <= d && d <= s->to && base_str_eq(s->edition, edition))
            n += s->rows;
    }
    return n >= WHOLE;
}

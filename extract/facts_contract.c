/* facts_contract.c: permanent, fixed term or temporary, and for how long. A labelled value beats
 * a sentence; a fixed term beats "permanent" in the same paper only when it has a length. */
#include "../base/str.h"
#include "facts_int.h"

extern const char extract_facts_contract[];
extern const size_t extract_facts_contract_size;

typedef struct {
    facts_ctx *c;
    unsigned rank[4];     /* best evidence per contract: 3 label, 2 phrase, 1 weak */
    socvet_span span[4];
} finder;

static int64_t number_of(socvet_str s)
{
    static const char *const words[] = {"zero", "one", "two", "three", "four", "five", "six", "seven",
                                        "eight", "nine", "ten", "eleven", "twelve"};
    uint64_t n;

    if (base_str_to_u64(s, &n))
        return n < 1000 ? (int64_t)n : -1;
    for (int i = 1; i <= 12; i++)
        if (base_str_eq_ci(s, base_str_z(words[i])))
            return i;
    return -1;
}

static void set_number(socvet_fact_number *f, int64_t v, socvet_span span)
{
    if (f->state == SOCVET_FACT_ABSENT && v > 0) {
        f->state = SOCVET_FACT_STATED;
        f->value = v;
        f->span = span;
    }
}

static void duration(facts_ctx *c, const base_pattern_hit *hit)
{
    socvet_facts *f = c->facts;
    int64_t n = number_of(base_str_cut(c->text, hit->groups[1]));
    socvet_str unit = base_str_cut(c->text, hit->groups[2]);

    if (n <= 0 || !unit.len || f->duration_months.state || f->duration_days.state)
        return;
    switch (base_lower(unit.ptr[0])) {
    case 'y':
        if (n <= 10)
            set_number(&f->duration_months, n * 12, hit->groups[0]);
        break;
    case 'm':
        if (n <= 96)
            set_number(&f->duration_months, n, hit->groups[0]);
        break;
    case 'w':
        if (n <= 104)
            set_number(&f->duration_days, n * 7, hit->groups[0]);
        break;
    default:
        break;
    }
}

static bool each(const base_pattern_hit *hit, void *user)
{
    finder *f = user;
    socvet_str id = hit->row->id;
    unsigned kind = base_str_starts(id, SOCVET_STR("permanent")) ? SOCVET_CONTRACT_PERMANENT
                    : base_str_starts(id, SOCVET_STR("fixed"))   ? SOCVET_CONTRACT_FIXED_TERM
                    : base_str_starts(id, SOCVET_STR("temp"))    ? SOCVET_CONTRACT_TEMPORARY
                                                                 : 0;
    unsigned rank = base_str_find(id, SOCVET_STR("label"), 0) != SIZE_MAX  ? 3
                    : base_str_find(id, SOCVET_STR("weak"), 0) != SIZE_MAX ? 1
                                                                           : 2;

    if (kind && rank > f->rank[kind]) {
        f->rank[kind] = rank;
        f->span[kind] = hit->groups[0];
    }
    if (hit->groups[2].to)
        duration(f->c, hit);
    return true;
}

static socvet_status read_contract(facts_ctx *c, socvet_err *err)
{
    finder f = {.c = c};
    socvet_status s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens,
                                       each, &f, err);
    unsigned best = 0;

    /* order of preference at the same rank: fixed term, temporary, permanent */
    static const unsigned order[] = {SOCVET_CONTRACT_FIXED_TERM, SOCVET_CONTRACT_TEMPORARY,
                                     SOCVET_CONTRACT_PERMANENT};
    for (size_t i = 0; i < 3; i++)
        if (f.rank[order[i]] > (best ? f.rank[best] : 0))
            best = order[i];
    c->facts->contract = (uint8_t)best;
    c->facts->contract_span = f.span[best];
    if (best == SOCVET_CONTRACT_PERMANENT)
        c->facts->duration_months.state = c->facts->duration_days.state = SOCVET_FACT_ABSENT;
    return s;
}

const facts_module facts_contract = {"facts_contract.tsv", extract_facts_contract,
                                     &extract_facts_contract_size, read_contract};

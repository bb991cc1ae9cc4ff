/* facts_contract.c: permanent, fixed term or temporary. A labelled value beats a sentence, a
 * sentence beats a passing word; a length of the job (facts_duration.c) counts as a sentence. */
#include "../base/str.h"
#include "facts_int.h"
#include "sentence.h"

extern const char extract_facts_contract[];
extern const size_t extract_facts_contract_size;

enum { HITS = 32, LENGTH_WEIGHT = 4 };

typedef struct {
    socvet_span span;
    unsigned weight, contract;
} saying;

typedef struct {
    const facts_ctx *c;
    saying said[HITS];
    size_t n;
    socvet_span aside[HITS]; /* sentences about contracts in general */
    size_t n_aside;
    socvet_span not_so[HITS]; /* words that say what the job is not, or not yet */
    size_t n_not;
} finder;

static unsigned contract_named(socvet_str is)
{
    return base_str_eq_z(is, "permanent")   ? SOCVET_CONTRACT_PERMANENT
           : base_str_eq_z(is, "fixed")     ? SOCVET_CONTRACT_FIXED_TERM
           : base_str_eq_z(is, "temporary") ? SOCVET_CONTRACT_TEMPORARY
                                            : 0;
}

static bool each(const base_pattern_hit *hit, void *user)
{
    finder *f = user;
    unsigned contract = contract_named(base_pattern_cell(hit->row, "is"));
    uint64_t weight = 0;

    base_str_to_u64(base_pattern_cell(hit->row, "weight"), &weight);
    if (base_str_eq_z(base_pattern_cell(hit->row, "is"), "not")) {
        if (f->n_not < HITS)
            f->not_so[f->n_not++] = hit->groups[0];
    } else if (!contract && f->n_aside < HITS)
        f->aside[f->n_aside++] = extract_sentence_around(f->c->doc, hit->groups[0].from);
    else if (contract && f->n < HITS)
        f->said[f->n++] = (saying){hit->groups[0], (unsigned)weight, contract};
    return true;
}

static bool is_denied(const finder *f, socvet_span s)
{
    for (size_t i = 0; i < f->n_not; i++)
        if (s.from < f->not_so[i].to && s.to > f->not_so[i].from)
            return true;
    return false;
}

static bool is_aside(const finder *f, socvet_span s)
{
    for (size_t i = 0; i < f->n_aside; i++)
        if (s.from >= f->aside[i].from && s.from < f->aside[i].to)
            return true;
    return false;
}

static socvet_status read_contract(facts_ctx *c, socvet_err *err)
{
    socvet_facts *facts = c->facts;
    finder f = {.c = c};
    saying best = {{0, 0}, 0, 0};
    socvet_status s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens, each, &f, err);

    if (facts->duration_contract && f.n < HITS)
        f.said[f.n++] = (saying){facts->duration_span, LENGTH_WEIGHT, facts->duration_contract};
    for (size_t i = 0; i < f.n; i++) {
        const saying *one = &f.said[i];
        bool heavier = one->weight > best.weight;
        bool earlier = one->weight == best.weight && one->span.from < best.span.from;
        if ((heavier || earlier) && !is_denied(&f, one->span) && (one->weight > LENGTH_WEIGHT || !is_aside(&f, one->span)))
            best = *one;
    }
    facts->contract = (uint8_t)best.contract;
    facts->contract_span = best.span;
    if (best.contract == SOCVET_CONTRACT_PERMANENT)
        facts->duration_months.state = facts->duration_days.state = SOCVET_FACT_ABSENT;
    return s;
}

const facts_module facts_contract = {"facts_contract.tsv", extract_facts_contract,
                                     &extract_facts_contract_size, read_contract};

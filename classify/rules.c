/* rules.c: rule rows of data/rules_*.tsv: a gated pattern in the title (or, when a title row asked
 * for it, in the text) raises or lowers codes, for a reason that is said. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "classify_int.h"

extern const char classify_rules_title[], classify_rules_text[];
extern const size_t classify_rules_title_size, classify_rules_text_size;

static int column(const base_pattern *row, const char *name)
{
    for (size_t i = 0; i < row->columns; i++)
        if (base_str_eq_z(row->header[i], name))
            return (int)i;
    return -1;
}

static socvet_str field(const base_pattern *row, int c)
{
    return c < 0 ? (socvet_str){NULL, 0} : row->field[c];
}

static uint16_t place_of(const model_header *m, int edition, const char *code)
{
    const char *codes = model_at(m, m->edition[edition].codes);

    for (uint32_t i = 0; i < m->edition[edition].n_codes; i++)
        if (strcmp(codes + 8 * (size_t)i, code) == 0)
            return (uint16_t)i;
    return MODEL_NONE;
}

/* "2114:2.5 2162:-1" */
static socvet_status read_effects(classify_rules *r, const model_header *m, int edition,
                                  size_t rule, socvet_str s, socvet_err *err)
{
    socvet_str piece;

    while (s.len && base_str_split(&s, ' ', &piece)) {
        char buf[32];
        if (piece.len == 0)
            continue;
        if (piece.len >= sizeof buf)
            return base_fail(err, SOCVET_E_DATA, "classify", SOCVET_NO_OFFSET, "bad effect in rule row");
        memcpy(buf, piece.ptr, piece.len);
        buf[piece.len] = 0;
        char *colon = strchr(buf, ':');
        if (!colon)
            return base_fail(err, SOCVET_E_DATA, "classify", SOCVET_NO_OFFSET, "effect without a weight: %s", buf);
        *colon = 0;
        uint16_t code = place_of(m, edition, buf);
        if (code == MODEL_NONE)
            return base_fail(err, SOCVET_E_DATA, "classify", SOCVET_NO_OFFSET, "rule row names no code of the edition: %s", buf);
        rule_effect *grown = realloc(r->effects, (r->n_effects + 1) * sizeof *grown);
        if (!grown)
            return base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET, "out of memory");
        r->effects = grown;
        grown[r->n_effects++] = (rule_effect){(int8_t)edition, (uint16_t)rule, code, strtod(colon + 1, NULL)};
    }
    return SOCVET_OK;
}

static socvet_status open_one(classify_rules *r, const model_header *m, socvet_str tsv,
                              const char *name, socvet_err *err)
{
    socvet_status st = base_patset_load(&r->set, tsv, name, err);

    for (size_t i = 0; st == SOCVET_OK && i < base_patset_count(r->set); i++) {
        const base_pattern *row = base_patset_row(r->set, i);
        r->needs = column(row, "needs");
        r->sets = column(row, "sets");
        r->least = column(row, "least");
        r->when = column(row, "when");
        st = classify_condition_check(field(row, r->when), row->id, err);
        for (uint32_t e = 0; st == SOCVET_OK && e < m->n_editions; e++)
            st = read_effects(r, m, (int)e, i, field(row, column(row, m->edition[e].name)), err);
    }
    return st;
}

socvet_status classify_rules_open(socvet_classifier *c, socvet_err *err)
{
    socvet_status st = open_one(&c->rules[RULE_TITLE], c->model,
                                (socvet_str){classify_rules_title, classify_rules_title_size},
                                "rules_title.tsv", err);

    if (st == SOCVET_OK)
        st = open_one(&c->rules[RULE_TEXT], c->model,
                      (socvet_str){classify_rules_text, classify_rules_text_size}, "rules_text.tsv",
                      err);
    return st;
}

void classify_rules_close(socvet_classifier *c)
{
    for (int k = 0; k < 2; k++) {
        base_patset_free(c->rules[k].set);
        free(c->rules[k].effects);
    }
}

double classify_rule_effect(const socvet_classifier *c, const base_pattern *row, int edition,
                            uint16_t code)
{
    double sum = 0;

    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < c->rules[k].n_effects; i++) {
            const rule_effect *e = &c->rules[k].effects[i];
            if (e->edition == edition && e->code == code &&
                base_patset_row(c->rules[k].set, e->rule) == row)
                sum += e->add;
        }
    return sum;
}

typedef struct {
    socvet_classify_scratch *s;
    const classify_rules *rules;
    socvet_str flags[16]; /* set by title rows */
    size_t n_flags;
    uint16_t times[CLASSIFY_RULES];
    int edition;
    uint32_t last_to[CLASSIFY_RULES];
    classify_papers papers;
    uint8_t verdict[CLASSIFY_RULES]; /* of the row's condition: 0 not asked, 1 holds, 2 does not */
} run;

static bool holds(run *r, size_t i, socvet_str when)
{
    if (r->verdict[i] == 0)
        r->verdict[i] = classify_condition_holds(when, &r->papers) ? 1 : 2;
    return r->verdict[i] == 1;
}

static bool has_flag(const run *r, socvet_str f)
{
    if (f.len == 0)
        return true;
    for (size_t i = 0; i < r->n_flags; i++)
        if (base_str_eq(r->flags[i], f))
            return true;
    return false;
}

static bool on_hit(const base_pattern_hit *hit, void *user)
{
    run *r = user;
    socvet_classify_scratch *s = r->s;
    size_t i = hit->row_index;
    uint64_t least = 1;

    if (i >= CLASSIFY_RULES || !has_flag(r, field(hit->row, r->rules->needs)) ||
        hit->groups[0].to <= r->last_to[i])
        return true;
    if (!holds(r, i, field(hit->row, r->rules->when))) {
        if (s->n_missed < CLASSIFY_MISSED)
            s->missed[s->n_missed++] = hit->row;
        return true;
    }
    r->last_to[i] = hit->groups[0].to;
    r->times[i]++;
    socvet_str at_least = field(hit->row, r->rules->least);
    if (at_least.len)
        base_str_to_u64(at_least, &least);
    if (r->times[i] != least)
        return true;
    socvet_str flag = field(hit->row, r->rules->sets);
    if (flag.len && r->n_flags < 16)
        r->flags[r->n_flags++] = flag;
    if (s->n_hits < CLASSIFY_HITS)
        s->hits[s->n_hits++] = (classify_hit){hit->row, hit->groups[0]};
    for (size_t k = 0; k < r->rules->n_effects; k++) {
        const rule_effect *e = &r->rules->effects[k];
        if (e->rule == i && e->edition == r->edition)
            s->rule[e->code] += e->add;
    }
    return true;
}

socvet_status classify_rules_run(socvet_classify_scratch *s, const socvet_facts *facts,
                                 socvet_str text, const base_token *tokens, size_t title_from,
                                 size_t title_to, size_t n_tokens, int edition, socvet_err *err)
{
    run r = {.s = s, .rules = &s->c->rules[RULE_TITLE], .edition = edition,
             .papers = {facts, tokens, n_tokens, title_from, title_to}};

    s->n_hits = s->n_missed = 0;
    socvet_status st = base_patset_scan(r.rules->set, s->rules[RULE_TITLE], text, tokens,
                                        title_from, title_to, on_hit, &r, err);
    if (st != SOCVET_OK || r.n_flags == 0)
        return st;
    r.rules = &s->c->rules[RULE_TEXT];
    memset(r.times, 0, sizeof r.times);
    memset(r.last_to, 0, sizeof r.last_to);
    memset(r.verdict, 0, sizeof r.verdict);
    return base_patset_scan(r.rules->set, s->rules[RULE_TEXT], text, tokens, title_from, n_tokens,
                            on_hit, &r, err);
}

/* answer.c: scores -> what is said: candidates with their reasons, the code in the other editions,
 * codes that the text states, what would change the answer. */
#include <string.h>

#include "../base/str.h"
#include "classify_int.h"

enum { EXPLAINED = 5 };

const char *classify_code_name(const model_header *m, int e, uint16_t c)
{
    return (const char *)model_at(m, m->edition[e].codes) + 8 * (size_t)c;
}

/* A code of another edition for the answer: the index row's own, else the widest cross-walk. */
static void other_edition(const socvet_classify_scratch *s, int edition, uint16_t code,
                          const model_row *row, const char *name, char out[8])
{
    const model_header *m = s->c->model;
    const char *from = classify_code_name(m, edition, code);

    for (uint32_t e = 0; e < m->n_editions; e++) {
        if (strcmp(m->edition[e].name, name) != 0)
            continue;
        if ((int)e == edition) {
            memcpy(out, from, 8);
            return;
        }
        if (row && row->code[e] != MODEL_NONE) {
            memcpy(out, classify_code_name(m, (int)e, row->code[e]), 8);
            return;
        }
    }
    socvet_crosswalk walk[32];
    int to = socvet_dict_edition(s->c->dict, base_str_z(name));
    int32_t most = -1;
    size_t n = to < 0 ? 0 : socvet_dict_crosswalk(s->c->dict, s->c->dict_of[edition], base_str_z(from), to, walk, 32);
    for (size_t i = 0; i < n && i < 32; i++)
        if (walk[i].index_share > most) {
            most = walk[i].index_share;
            memcpy(out, walk[i].to, 8);
        }
}

socvet_status classify_stated(socvet_coding *out, base_arena *arena, const socvet_facts *facts,
                                const socvet_dict *dict, socvet_err *err)
{
    socvet_stated *st;

    if (facts->n_codes == 0)
        return SOCVET_OK;
    st = base_arena_array(arena, facts->n_codes, sizeof *st);
    if (!st)
        return classify_nomem(err);
    for (size_t i = 0; i < facts->n_codes; i++) {
        socvet_unit u;
        memcpy(st[i].code, facts->codes[i].code, 8);
        st[i].span = facts->codes[i].span;
        for (size_t e = 0; e < socvet_dict_editions(dict) && e < 32; e++)
            if (socvet_dict_unit(dict, (int)e, base_str_z(st[i].code), &u))
                st[i].editions |= 1u << e;
    }
    out->stated = st;
    out->n_stated = facts->n_codes;
    return SOCVET_OK;
}

socvet_status classify_answer(socvet_coding *out, socvet_classify_scratch *s, base_arena *arena,
                          const base_token *tokens, int edition, const socvet_classify_opts *opts,
                          socvet_err *err)
{
    const model_header *m = s->c->model;
    uint16_t best[CLASSIFY_CANDIDATES] = {0};
    size_t n = classify_rank(s->z, m->edition[edition].n_codes, best);
    socvet_candidate *c = base_arena_array(arena, CLASSIFY_CANDIDATES, sizeof *c);
    double least = opts && opts->coverage_margin >= 0 ? opts->coverage_margin : m->params[PARAM_ABSTAIN];

    bool explain = !opts || opts->explain;
    size_t explained = !explain ? 0 : n < EXPLAINED ? n : EXPLAINED;
    classify_duties duties[EXPLAINED];

    if (!c)
        return classify_nomem(err);
    if (explained)
        classify_duties_find(s, edition, best, explained, duties);
    for (size_t i = 0; i < n; i++) {
        socvet_unit u;
        memcpy(c[i].code, classify_code_name(m, edition, best[i]), 8);
        if (socvet_dict_unit(s->c->dict, s->c->dict_of[edition], base_str_z(c[i].code), &u))
            c[i].title = u.title;
        c[i].probability = s->z[best[i]];
        if (i < explained) {
            socvet_status st = classify_explain(s, arena, tokens, edition, best[i], &duties[i], &c[i], err);
            if (st != SOCVET_OK)
                return st;
        }
    }
    out->candidates = c;
    out->n_candidates = n;
    out->margin = n > 1 ? c[0].probability - c[1].probability : c[0].probability;
    if (n == 0 || c[0].probability < least) {
        out->abstained = true;
        out->abstain_reason = SOCVET_STR("no code is likely enough: the title and the duties point to different jobs or say too little");
        if (n && opts && opts->coverage_margin >= 0)
            out->abstain_reason = base_arena_printf(
                arena, "the likeliest code has probability %.2f, less than the %.2f asked for",
                c[0].probability, least);
    }
    const classify_found *f = NULL;
    const model_row *row = classify_best_row(s, edition, best[0], &f);
    if (row && classify_row_fit(m, edition, row, &s->bag) < 0.6)
        row = NULL;
    if (row && strncmp(row->sub, c[0].code, 4) == 0)
        memcpy(out->ext, row->sub, 8);
    other_edition(s, edition, best[0], row, "soc2020", out->soc2020);
    other_edition(s, edition, best[0], row, "soc2010", out->soc2010);
    if (row && !out->ext[0] && strncmp(row->sub, out->soc2020, 4) == 0)
        memcpy(out->ext, row->sub, 8);
    if (explain && n > 1)
        out->change = classify_change(s, arena, edition, best[0], best[1], c[1].code);
    return SOCVET_OK;
}

/* classify.c: title phrases, title words, text keywords and rule rows added up into ranked,
 * calibrated codes, or an honest abstention. */
#include "classify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "../extract/tokens.h"
#include "classify_int.h"

extern const char classify_model[];
extern const size_t classify_model_size;

enum { CANDIDATES = 10, EXPLAINED = 5, LEAD_BYTES = 500, TITLE_LINE = 200 };

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET, "out of memory");
}

socvet_status socvet_classifier_open(socvet_classifier **out, const socvet_dict *dict,
                                     socvet_err *err)
{
    const model_header *m = (const model_header *)(const void *)classify_model;
    socvet_classifier *c;

    *out = NULL;
    if (classify_model_size < sizeof *m || memcmp(m->magic, MODEL_MAGIC, sizeof m->magic) != 0 ||
        m->bytes != classify_model_size)
        return base_fail(err, SOCVET_E_STALE, "classify", 0, "the model is of another version");
    c = calloc(1, sizeof *c);
    if (!c)
        return nomem(err);
    c->model = m;
    c->dict = dict;
    for (int i = 0; i < 8; i++)
        c->edition_of[i] = -1;
    for (uint32_t e = 0; e < m->n_editions; e++) {
        int d = socvet_dict_edition(dict, base_str_z(m->edition[e].name));
        c->dict_of[e] = d;
        if (d >= 0 && d < 8 &&
            base_str_eq_z(socvet_dict_edition_name(dict, d), m->edition[e].name))
            c->edition_of[d] = (int)e;
    }
    socvet_status st = classify_rules_open(c, err);
    if (st != SOCVET_OK) {
        socvet_classifier_free(c);
        return st;
    }
    *out = c;
    return SOCVET_OK;
}

void socvet_classifier_free(socvet_classifier *c)
{
    if (!c)
        return;
    classify_rules_close(c);
    free(c);
}

socvet_str socvet_classifier_version(const socvet_classifier *c)
{
    return base_str_z(c->model->version);
}

socvet_classify_scratch *socvet_classify_scratch_new(const socvet_classifier *c)
{
    socvet_classify_scratch *s = calloc(1, sizeof *s);
    size_t n = c->model->n_terms;

    if (!s)
        return NULL;
    s->c = c;
    s->bag.stamp = calloc(n, sizeof(uint32_t));
    s->bag.count = calloc(n, sizeof(uint32_t));
    s->bag.first = calloc(n, sizeof(uint32_t));
    s->bag.second = calloc(n, sizeof(uint32_t));
    s->bag.titled = calloc(n, sizeof(uint32_t));
    s->bag.used = calloc(n, sizeof(uint32_t));
    s->rules[0] = base_patset_scratch_new(c->rules[0].set);
    s->rules[1] = base_patset_scratch_new(c->rules[1].set);
    s->phd = classify_phd_scratch_new(NULL);
    if (!s->bag.stamp || !s->bag.count || !s->bag.first || !s->bag.second ||
        !s->bag.titled || !s->bag.used ||
        !s->rules[0] || !s->rules[1]) {
        socvet_classify_scratch_free(s);
        return NULL;
    }
    return s;
}

void socvet_classify_scratch_free(socvet_classify_scratch *s)
{
    if (!s)
        return;
    free(s->bag.stamp);
    free(s->bag.count);
    free(s->bag.first);
    free(s->bag.second);
    free(s->bag.titled);
    free(s->bag.used);
    base_patset_scratch_free(s->rules[0]);
    base_patset_scratch_free(s->rules[1]);
    classify_phd_scratch_free(s->phd);
    free(s);
}

static size_t token_at(const base_token *t, size_t n, uint32_t at)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t[mid].from < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Where the title stands: as the facts say, else the first line when it is short enough. */
static socvet_span title_span(const socvet_facts *facts, socvet_str text)
{
    if (facts->title.state == SOCVET_FACT_STATED && facts->title.span.to > facts->title.span.from)
        return facts->title.span;
    if (facts->title.state == SOCVET_FACT_GIVEN && facts->title.span.to > facts->title.span.from)
        return facts->title.span;
    size_t from = 0, to;
    while (from < text.len && base_is_blank(text.ptr[from]))
        from++;
    for (to = from; to < text.len && text.ptr[to] != '\n';)
        to++;
    if (to - from > TITLE_LINE)
        return (socvet_span){0, 0};
    return (socvet_span){(uint32_t)from, (uint32_t)to};
}

static void read_words(socvet_classify_scratch *s, socvet_str text, const base_token *tokens,
                       size_t n, classify_phrases *out)
{
    size_t k = classify_fold_tokens(text, tokens, n, s->raw, CLASSIFY_TITLE_WORDS);

    out->n_words = classify_synonyms(s->c->model, s->raw, k, out->words, CLASSIFY_TITLE_WORDS);
    while (out->n_words && out->words[out->n_words - 1].is_break)
        out->n_words--;
}

/* A title that came beside the text and does not stand in it: words without a place. */
static socvet_status read_given(socvet_classify_scratch *s, base_arena *arena, socvet_str title,
                                socvet_err *err)
{
    base_token *t;
    size_t n;
    uint32_t len = (uint32_t)(title.len < 4096 ? title.len : 4096);
    socvet_status st = base_tokenise(arena, title, 0, len, &t, &n, err);

    if (st != SOCVET_OK)
        return st;
    read_words(s, title, t, n, &s->title);
    for (size_t i = 0; i < s->title.n_words; i++)
        s->title.words[i].from = s->title.words[i].to = 0;
    return SOCVET_OK;
}

static void bag_words(socvet_classify_scratch *s)
{
    for (size_t i = 0; i < s->title.n_words; i++) {
        const classify_word *w = &s->title.words[i];
        if (w->is_break || w->is_stop)
            continue;
        const model_slot *slot =
            model_find(s->c->model, s->c->model->words, model_key((socvet_str){w->text, w->len}));
        if (slot)
            classify_bag_mark(&s->bag, slot->first);
    }
}

/* Sections that speak of the employer, not of the job, are passed over. */
static bool is_boilerplate(const socvet_block *b)
{
    return b->region == SOCVET_REGION_CHROME || b->region == SOCVET_REGION_COMMENT ||
           b->section == SOCVET_SECTION_EQUALITY || b->section == SOCVET_SECTION_BENEFITS ||
           b->section == SOCVET_SECTION_APPLY;
}

static void read_text(socvet_classify_scratch *s, socvet_doc *doc, const base_token *tokens,
                      size_t from, size_t n)
{
    size_t n_blocks, i = from;
    const socvet_block *b = socvet_doc_blocks(doc, &n_blocks);

    for (size_t k = 0; k < n_blocks; k++) {
        if (!is_boilerplate(&b[k]))
            continue;
        size_t a = token_at(tokens, n, b[k].span.from), z = token_at(tokens, n, b[k].span.to);
        if (a > i)
            classify_text_read(s->c->model, tokens, i, a, &s->bag);
        if (z > i)
            i = z;
    }
    if (n > i)
        classify_text_read(s->c->model, tokens, i, n, &s->bag);
}

static void score(socvet_classify_scratch *s, int edition)
{
    const model_header *m = s->c->model;
    const double *p = m->params;
    uint32_t k = m->edition[edition].n_codes;
    size_t bytes = k * sizeof(double);
    double low = p[PARAM_FLOOR];
    bool lead = s->title.n_found == 0 && s->lead.n_found > 0;

    memset(s->index, 0, bytes);
    memset(s->lead_index, 0, bytes);
    memset(s->text, 0, bytes);
    memset(s->rule, 0, bytes);
    classify_phrases_score(m, edition, &s->title, &s->bag, s->index);
    if (s->lead.n_found)
        classify_phrases_score(m, edition, &s->lead, &s->bag, s->lead_index);
    classify_title_logp(m, edition, s->features, s->n_features, s->logp);
    if (p[PARAM_FIRST] > 0)
        classify_title_logp(m, edition, s->first, s->n_first, s->logp_first);
    s->norm = classify_text_score(m, edition, &s->bag, s->text);
    double scale = p[s->has_text ? PARAM_SCALE : PARAM_SCALE_TITLE], zero = log(low), none = log(0.05);
    for (uint32_t c = 0; c < k; c++) {
        double z = 0;
        if (s->has_title) {
            z += p[PARAM_TITLE] * (s->logp[c] > -12 ? s->logp[c] : -12);
            if (p[PARAM_FIRST] > 0)
                z += p[PARAM_FIRST] * (s->logp_first[c] > -12 ? s->logp_first[c] : -12);
            z += p[PARAM_INDEX] * (s->index[c] > 0 ? log(low + s->index[c]) : zero);
            if (s->title.is_exact)
                z += p[PARAM_EXACT] * s->index[c];
        }
        if (lead)
            z += p[PARAM_LEAD] * (s->lead_index[c] > 0 ? log(low + s->lead_index[c]) : zero);
        if (s->has_text)
            z += p[PARAM_TEXT] * (s->text[c] > 0 ? log(0.05 + s->text[c]) : none);
        s->z[c] = scale * z;
    }
}

static void softmax(double *z, uint32_t n)
{
    double top = -1e30, sum = 0;

    for (uint32_t i = 0; i < n; i++)
        top = z[i] > top ? z[i] : top;
    for (uint32_t i = 0; i < n; i++) {
        z[i] = z[i] > top - 30 ? exp(z[i] - top) : 0;
        sum += z[i];
    }
    for (uint32_t i = 0; i < n; i++)
        z[i] /= sum;
}

/* The best codes, ties in code order. */
static size_t rank(const double *p, uint32_t n, uint16_t *best)
{
    size_t k = 0;

    for (uint32_t c = 0; c < n; c++) {
        if (p[c] <= 0 || (k == CANDIDATES && p[c] <= p[best[k - 1]]))
            continue;
        size_t at = k < CANDIDATES ? k++ : k - 1;
        for (; at > 0 && p[c] > p[best[at - 1]]; at--)
            best[at] = best[at - 1];
        best[at] = (uint16_t)c;
    }
    return k;
}

static const char *code_name(const model_header *m, int e, uint16_t c)
{
    return (const char *)model_at(m, m->edition[e].codes) + 8 * (size_t)c;
}

/* A code of another edition for the answer: the index row's own, else the widest cross-walk. */
static void other_edition(const socvet_classify_scratch *s, int edition, uint16_t code,
                          const model_row *row, const char *name, char out[8])
{
    const model_header *m = s->c->model;
    const char *from = code_name(m, edition, code);

    for (uint32_t e = 0; e < m->n_editions; e++) {
        if (strcmp(m->edition[e].name, name) != 0)
            continue;
        if ((int)e == edition) {
            memcpy(out, from, 8);
            return;
        }
        if (row && row->code[e] != MODEL_NONE) {
            memcpy(out, code_name(m, (int)e, row->code[e]), 8);
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

static socvet_status add_stated(socvet_coding *out, base_arena *arena, const socvet_facts *facts,
                                const socvet_dict *dict, socvet_err *err)
{
    socvet_stated *st;

    if (facts->n_codes == 0)
        return SOCVET_OK;
    st = base_arena_array(arena, facts->n_codes, sizeof *st);
    if (!st)
        return nomem(err);
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

static socvet_status fill(socvet_coding *out, socvet_classify_scratch *s, base_arena *arena,
                          const base_token *tokens, int edition, const socvet_classify_opts *opts,
                          socvet_err *err)
{
    const model_header *m = s->c->model;
    uint16_t best[CANDIDATES] = {0};
    size_t n = rank(s->z, m->edition[edition].n_codes, best);
    socvet_candidate *c = base_arena_array(arena, CANDIDATES, sizeof *c);
    double least = opts && opts->coverage_margin >= 0 ? opts->coverage_margin : m->params[PARAM_ABSTAIN];

    if (!c)
        return nomem(err);
    for (size_t i = 0; i < n; i++) {
        socvet_unit u;
        memcpy(c[i].code, code_name(m, edition, best[i]), 8);
        if (socvet_dict_unit(s->c->dict, s->c->dict_of[edition], base_str_z(c[i].code), &u))
            c[i].title = u.title;
        c[i].probability = s->z[best[i]];
        if ((!opts || opts->explain) && i < EXPLAINED) {
            socvet_status st = classify_explain(s, arena, tokens, edition, best[i], &c[i], err);
            if (st != SOCVET_OK)
                return st;
        }
    }
    out->candidates = c;
    out->n_candidates = n;
    out->margin = n > 1 ? c[0].probability - c[1].probability : c[0].probability;
    if (c[0].probability < least) {
        out->abstained = true;
        out->abstain_reason = SOCVET_STR("no code is likely enough: the title and the duties point to different jobs or say too little");
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
    if ((!opts || opts->explain) && n > 1)
        out->change = classify_change(s, arena, edition, best[0], best[1], c[1].code);
    return SOCVET_OK;
}

static void abstain(socvet_coding *out, socvet_str why)
{
    out->abstained = true;
    out->abstain_reason = why;
}

socvet_status socvet_classify(const socvet_coding **result, socvet_doc *doc,
                              const socvet_facts *facts, const socvet_classifier *c,
                              socvet_classify_scratch *s, const socvet_classify_opts *opts,
                              socvet_err *err)
{
    base_arena *arena = socvet_doc_arena(doc);
    socvet_coding *out = base_arena_alloc(arena, sizeof *out);
    socvet_str text = socvet_doc_text(doc);
    const base_token *tokens;
    size_t n;
    int wanted = opts && opts->edition >= 0 ? opts->edition : socvet_dict_default_edition(c->dict);
    int edition = wanted >= 0 && wanted < 8 ? c->edition_of[wanted] : -1;

    if (!out)
        return nomem(err);
    *result = out;
    out->edition = wanted;
    socvet_status st = extract_doc_tokens(doc, &tokens, &n, err);
    if (st == SOCVET_OK && s->phd)
        st = classify_phd_read(&out->phd, doc, facts, s->phd, err);
    if (st == SOCVET_OK)
        st = add_stated(out, arena, facts, c->dict, err);
    if (st != SOCVET_OK)
        return st;
    if (edition < 0) {
        abstain(out, SOCVET_STR("the coder does not answer in this edition"));
        return SOCVET_OK;
    }

    socvet_span t = title_span(facts, text);
    size_t a = token_at(tokens, n, t.from), z = token_at(tokens, n, t.to);
    bool beside = t.to == 0 && facts->title.state == SOCVET_FACT_GIVEN;
    if (beside) {
        st = read_given(s, arena, facts->title.value, err);
        if (st != SOCVET_OK)
            return st;
        a = z = 0;
    } else {
        read_words(s, text, tokens + a, z - a, &s->title);
    }
    s->n_features = classify_features(s->title.words, s->title.n_words, s->features, CLASSIFY_FEATURES);
    size_t first = 0;
    while (first < s->title.n_words && !s->title.words[first].is_break)
        first++;
    s->n_first = classify_features(s->title.words, first, s->first, CLASSIFY_FEATURES);
    classify_phrases_find(c->model, &s->title, 1, true);

    classify_bag_reset(&s->bag);
    s->lead.n_found = 0;
    read_text(s, doc, tokens, z, n);
    s->has_text = s->bag.n_used >= 5;
    bag_words(s);
    s->has_title = s->n_features > 0;
    if (s->title.n_found == 0) {
        size_t end = z;
        while (end < n && tokens[end].from < t.to + LEAD_BYTES)
            end++;
        read_words(s, text, tokens + z, end - z, &s->lead);
        classify_phrases_find(c->model, &s->lead, 2, false);
    }
    if (!s->has_title && s->bag.n_used == 0) {
        abstain(out, SOCVET_STR("there is no title and no text to read"));
        return SOCVET_OK;
    }
    score(s, edition);
    st = classify_rules_run(s, facts, text, tokens, a, z, n, edition, err);
    if (st != SOCVET_OK)
        return st;
    for (uint32_t i = 0; i < c->model->edition[edition].n_codes; i++)
        s->z[i] += s->rule[i];
    softmax(s->z, c->model->edition[edition].n_codes);
    return fill(out, s, arena, tokens, edition, opts, err);
}

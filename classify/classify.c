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

enum { LEAD_BYTES = 500 };

socvet_status classify_nomem(socvet_err *err)
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
        return classify_nomem(err);
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
    const socvet_dict *embedded;
    socvet_status st = socvet_dict_open(&embedded, err);
    if (st == SOCVET_OK && !base_str_eq(socvet_dict_version(dict), socvet_dict_version(embedded)))
        st = classify_relink(c, err);
    if (st == SOCVET_OK)
        st = classify_rules_open(c, err);
    if (st == SOCVET_OK)
        st = classify_noise_open(c, err);
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
    free(c->own);
    free(c);
}

size_t socvet_classifier_untrained(const socvet_classifier *c)
{
    return c->untrained;
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
    s->bag.slot = calloc(n, sizeof *s->bag.slot);
    s->bag.used = calloc(n, sizeof(uint32_t));
    s->rules[0] = base_patset_scratch_new(c->rules[0].set);
    s->rules[1] = base_patset_scratch_new(c->rules[1].set);
    s->phd = classify_phd_scratch_new(NULL);
    s->spell = base_spell_new((socvet_str){NULL, 0});
    if (!s->bag.slot || !s->bag.used || !s->rules[0] || !s->rules[1] || !s->phd) {
        socvet_classify_scratch_free(s);
        return NULL;
    }
    return s;
}

void socvet_classify_scratch_free(socvet_classify_scratch *s)
{
    if (!s)
        return;
    free(s->bag.slot);
    free(s->bag.used);
    base_patset_scratch_free(s->rules[0]);
    base_patset_scratch_free(s->rules[1]);
    classify_phd_scratch_free(s->phd);
    base_spell_free(s->spell);
    free(s);
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
        size_t a = classify_token_at(tokens, n, b[k].span.from), z = classify_token_at(tokens, n, b[k].span.to);
        if (a > i)
            classify_text_read(s->c->model, tokens, i, a, &s->bag);
        if (z > i)
            i = z;
    }
    if (n > i)
        classify_text_read(s->c->model, tokens, i, n, &s->bag);
}

static void abstain(socvet_coding *out, socvet_str why)
{
    out->abstained = true;
    out->abstain_reason = why;
}

/* Where the job's title stands: tokens [a, z); both 0 when it came beside the text. */
typedef struct {
    size_t a, z;
} title_place;

static socvet_status read_title(socvet_classify_scratch *s, base_arena *arena,
                                const socvet_facts *facts, socvet_str text,
                                const base_token *tokens, size_t n, title_place *at,
                                socvet_err *err)
{
    socvet_span t = classify_title_span(facts, text);

    *at = (title_place){classify_token_at(tokens, n, t.from), classify_token_at(tokens, n, t.to)};
    if (t.to == 0 && facts->title.state == SOCVET_FACT_GIVEN) {
        socvet_status st = classify_read_given(s, arena, facts->title.value, err);
        if (st != SOCVET_OK)
            return st;
        *at = (title_place){0, 0};
    } else {
        classify_read_words(s, text, tokens + at->a, at->z - at->a, &s->title);
    }
    const classify_papers papers = {facts, tokens, n, at->a, at->z};
    classify_noise_before(s->c, &s->title, &papers);
    classify_phrases_find(s->c->model, &s->title, 1, true);
    if (classify_noise_after(s->c, &s->title, &papers))
        classify_phrases_find(s->c->model, &s->title, 1, true);
    size_t a, z;
    if (s->title.n_found == 0 && facts->title.state != SOCVET_FACT_GIVEN &&
        classify_untitled(text, tokens, at->z, n, &a, &z)) {
        classify_phrases was = s->title;
        classify_read_words(s, text, tokens + a, z - a, &s->title);
        classify_phrases_find(s->c->model, &s->title, 1, true);
        if (s->title.n_found == 0)
            s->title = was;
    }
    s->n_features = classify_features(s->title.words, s->title.n_words, s->features,
                                      CLASSIFY_FEATURES);
    s->has_title = s->n_features > 0;
    return SOCVET_OK;
}

/* A title that the index does not know: the opening of the text may. */
static void read_lead(socvet_classify_scratch *s, socvet_str text, const base_token *tokens,
                      size_t from, size_t n)
{
    size_t end = from;

    s->lead.n_found = 0;
    if (s->title.n_found || from >= n)
        return;
    while (end < n && tokens[end].from < tokens[from].from + LEAD_BYTES)
        end++;
    classify_read_words(s, text, tokens + from, end - from, &s->lead);
    classify_phrases_find(s->c->model, &s->lead, 2, false);
}

static socvet_str why_no_job(const socvet_facts *facts)
{
    if (facts->document_kind == SOCVET_KIND_UNSUPPORTED_LANGUAGE)
        return SOCVET_STR("the text is not in English, the only language that is coded");
    if (facts->document_kind == SOCVET_KIND_NOT_A_JOB)
        return SOCVET_STR("the text offers no job: a studentship, an event or a form");
    return (socvet_str){NULL, 0};
}

static socvet_status code_it(socvet_coding *out, socvet_classify_scratch *s, socvet_doc *doc,
                             const socvet_facts *facts, const base_token *tokens, size_t n,
                             int edition, const socvet_classify_opts *opts, socvet_err *err)
{
    base_arena *arena = socvet_doc_arena(doc);
    socvet_str text = socvet_doc_text(doc), why = why_no_job(facts);
    uint32_t codes = s->c->model->edition[edition].n_codes;
    title_place at;
    socvet_status st = read_title(s, arena, facts, text, tokens, n, &at, err);

    if (st != SOCVET_OK)
        return st;
    classify_bag_reset(&s->bag);
    read_text(s, doc, tokens, at.z, n);
    s->has_text = s->bag.n_used >= 5;
    bag_words(s);
    classify_bag_imply(s->c->model, &s->bag, facts->employer_kind);
    read_lead(s, text, tokens, at.z, n);
    if (!s->has_title && s->bag.n_used == 0) {
        abstain(out, SOCVET_STR("there is no title and no text to read"));
        return SOCVET_OK;
    }
    classify_score(s, edition);
    if (!s->has_title && s->bag.n_used == 0) {
        abstain(out, SOCVET_STR("no title of the index has a word of this one, and there is no text to read"));
        return SOCVET_OK;
    }
    st = classify_rules_run(s, facts, text, tokens, at.a, at.z, n, edition, err);
    if (st != SOCVET_OK)
        return st;
    for (uint32_t i = 0; i < codes; i++)
        s->z[i] += s->rule[i];
    classify_softmax(s->z, codes);
    st = classify_answer(out, s, arena, tokens, edition, opts, err);
    if (st == SOCVET_OK && why.len)
        abstain(out, why);
    if (st == SOCVET_OK && (!opts || opts->explain))
        st = classify_jobs(out, s, arena, text, tokens, at.a, at.z, edition, err);
    return st;
}

socvet_status socvet_classify(const socvet_coding **result, socvet_doc *doc,
                              const socvet_facts *facts, const socvet_classifier *c,
                              socvet_classify_scratch *s, const socvet_classify_opts *opts,
                              socvet_err *err)
{
    base_arena *arena = socvet_doc_arena(doc);
    socvet_coding *out = base_arena_alloc(arena, sizeof *out);
    const base_token *tokens;
    size_t n;
    int wanted = opts && opts->edition >= 0 ? opts->edition : socvet_dict_default_edition(c->dict);
    int edition = wanted >= 0 && wanted < 8 ? c->edition_of[wanted] : -1;

    if (!out)
        return classify_nomem(err);
    *result = out;
    out->edition = wanted;
    socvet_status st = extract_doc_tokens(doc, &tokens, &n, err);
    if (st == SOCVET_OK)
        st = classify_phd_read(&out->phd, doc, facts, s->phd, err);
    if (st == SOCVET_OK)
        st = classify_stated(out, arena, facts, c->dict, err);
    if (st != SOCVET_OK)
        return st;
    if (edition < 0) {
        abstain(out, SOCVET_STR("the coder does not answer in this edition"));
        return SOCVET_OK;
    }
    return code_it(out, s, doc, facts, tokens, n, edition, opts, err);
}

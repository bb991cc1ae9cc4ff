/* jobs.c: several jobs in one title ("Cook / Kitchen Assistant", "Registrar and Lecturer"): each
 * part that is an index title of its own is coded on its own, when the parts lead apart. */
#include <string.h>

#include "../base/str.h"
#include "classify_int.h"

enum { JOBS = 6 };

typedef struct {
    size_t a, z; /* tokens */
} part;

static bool parts_here(socvet_str text, const base_token *t)
{
    char c = text.ptr[t->from];

    if (t->kind == BASE_TOKEN_SYMBOL)
        return c == '/' || c == '&' || c == ',' || c == '+' || c == ';' || c == '|';
    return base_str_eq_z(base_str_cut(text, (socvet_span){t->from, t->to}), "and") ||
           base_str_eq_z(base_str_cut(text, (socvet_span){t->from, t->to}), "or");
}

static size_t split(socvet_str text, const base_token *t, size_t a, size_t z, part *out)
{
    size_t n = 0, from = a;

    for (size_t i = a; i <= z && n < JOBS; i++) {
        if (i < z && !parts_here(text, &t[i]))
            continue;
        if (i > from)
            out[n++] = (part){from, i};
        from = i + 1;
    }
    return n;
}

/* The part is an index title up to its head, and nothing else of weight. */
static bool is_title(const classify_phrases *p)
{
    size_t words = 0, covered = 0;

    if (p->n_found == 0)
        return false;
    for (size_t i = 0; i < p->n_words; i++) {
        if (p->words[i].is_break)
            break;
        if (p->words[i].is_stop)
            continue;
        words++;
        covered += i >= p->found[0].from && i < p->found[0].to;
    }
    return covered == words || (covered >= 2 && covered + 1 >= words);
}

static void code_part(socvet_classify_scratch *s, const base_token *t, part p, int edition,
                      socvet_job *job)
{
    uint16_t best[CLASSIFY_CANDIDATES] = {0};
    const model_header *m = s->c->model;

    s->n_features = classify_features(s->title.words, s->title.n_words, s->features, CLASSIFY_FEATURES);
    classify_score(s, edition);
    classify_softmax(s->z, m->edition[edition].n_codes);
    classify_rank(s->z, m->edition[edition].n_codes, best);
    memcpy(job->code, classify_code_name(m, edition, best[0]), sizeof job->code);
    job->probability = s->z[best[0]];
    job->title = (socvet_span){t[p.a].from, t[p.z - 1].to};
}

socvet_status classify_jobs(socvet_coding *out, socvet_classify_scratch *s, base_arena *arena,
                            socvet_str text, const base_token *tokens, size_t a, size_t z,
                            int edition, socvet_err *err)
{
    part parts[JOBS];
    size_t n = z > a && z - a < 60 ? split(text, tokens, a, z, parts) : 0, k = 0;
    socvet_job jobs[JOBS];
    bool apart = false;

    if (n < 2 || s->title.is_exact)
        return SOCVET_OK;
    for (size_t i = 0; i < s->title.n_found; i++) /* an index title spans the parting: one job */
        for (size_t j = 0; j + 1 < n; j++) {
            uint32_t cut = tokens[parts[j].z].from;
            const classify_word *w = s->title.words;
            if (w[s->title.found[i].from].from < cut && w[s->title.found[i].to - 1].to > cut)
                return SOCVET_OK;
        }
    for (size_t i = 0; i < n; i++) {
        classify_read_words(s, text, tokens + parts[i].a, parts[i].z - parts[i].a, &s->title);
        classify_phrases_find(s->c->model, &s->title, 1, true);
        if (!is_title(&s->title))
            continue;
        code_part(s, tokens, parts[i], edition, &jobs[k]);
        apart |= k > 0 && strcmp(jobs[k].code, jobs[0].code) != 0;
        k++;
    }
    if (k < 2 || !apart)
        return SOCVET_OK;
    socvet_job *kept = base_arena_array(arena, k, sizeof *kept);
    if (!kept)
        return classify_nomem(err);
    memcpy(kept, jobs, k * sizeof *kept);
    out->jobs = kept;
    out->n_jobs = k;
    return SOCVET_OK;
}

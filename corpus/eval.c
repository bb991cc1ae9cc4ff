/* eval.c: how good is the coder on a labelled catalogue? Every figure that a reader of the result
 * would ask for; the definitions are in docs/classifier.md. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "eval_int.h"
#include "kappa.h"

typedef struct {
    char gold[8], got[8];
    double p;
    uint64_t title;
    bool right, abstained;
    uint8_t digits; /* right ones, from the first */
} outcome;

typedef struct {
    socvet_eval_result *r;
    const socvet_engine *engine;
    socvet_worker *worker;
    socvet_doc *doc;
    int edition;
    outcome *rows;
    size_t n, cap;
    uint64_t hits[4], top3, top5, lenient1, lenient5;
} eval;

static bool among(const corpus_labels *l, size_t n, const char *code, size_t digits)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(l->code[i], code, digits) == 0)
            return true;
    return false;
}

static socvet_status keep(eval *e, const outcome *o, socvet_err *err)
{
    if (e->n == e->cap) {
        size_t cap = e->cap ? e->cap * 2 : 1024;
        outcome *p = realloc(e->rows, cap * sizeof *p);
        if (!p)
            return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
        e->rows = p;
        e->cap = cap;
    }
    e->rows[e->n++] = *o;
    return SOCVET_OK;
}

static void count(eval *e, const corpus_labels *l, const socvet_coding *c, outcome *o)
{
    bool l5 = false, t3 = false, t5 = false;

    for (size_t i = 0; i < c->n_candidates && i < 5; i++) {
        bool right = among(l, l->strict, c->candidates[i].code, 4);
        t5 |= right;
        t3 |= right && i < 3;
        l5 |= among(l, l->n, c->candidates[i].code, 4);
    }
    e->top3 += t3;
    e->top5 += t5;
    e->lenient5 += l5;
    if (!c->n_candidates)
        return;
    memcpy(o->got, c->candidates[0].code, sizeof o->got);
    o->p = c->candidates[0].probability;
    o->right = among(l, l->strict, o->got, 4);
    e->lenient1 += among(l, l->n, o->got, 4);
    for (size_t d = 1; d <= 4; d++) {
        bool hit = among(l, l->strict, o->got, d);
        e->hits[d - 1] += hit;
        o->digits = hit ? (uint8_t)d : o->digits;
    }
}

static socvet_status one(socvet_str title, socvet_str text, const corpus_labels *l, void *user,
                         socvet_err *err)
{
    eval *e = user;
    socvet_vet_opts o = {.last = SOCVET_STAGE_CLASSIFY,
                         .given = {.title = title, .as_of = INT32_MIN},
                         .classify = {.edition = e->edition, .coverage_margin = -1},
                         .check = {.as_of = 0, .posted = INT32_MIN, .closing = INT32_MIN}};
    socvet_record rec;
    outcome out = {.title = base_hash64(base_str_trim(title))};

    if (l->strict == 0) {
        e->r->skipped++;
        return SOCVET_OK;
    }
    socvet_doc_reset(e->doc);
    socvet_err cause = {0};
    memcpy(out.gold, l->code[0], 4);
    if (socvet_doc_add_plain(e->doc, title, text, &cause) == SOCVET_OK) {
        socvet_status s = socvet_vet(&rec, e->worker, e->doc, &o, err);
        if (s)
            return s;
        out.abstained = rec.coding->abstained;
        count(e, l, rec.coding, &out);
    } else {
        out.abstained = true;
    }
    return keep(e, &out, err);
}

/* ---- figures ---- */

static int by_confidence(const void *a, const void *b)
{
    const outcome *x = a, *y = b;

    if (x->p != y->p)
        return x->p < y->p ? 1 : -1;
    return memcmp(x->gold, y->gold, 4);
}

static int by_pair(const void *a, const void *b)
{
    const outcome *x = a, *y = b;
    int c = memcmp(x->gold, y->gold, 8);

    return c ? c : memcmp(x->got, y->got, 8);
}

static int by_title(const void *a, const void *b)
{
    const outcome *x = a, *y = b;

    return (x->title > y->title) - (x->title < y->title);
}

static void confidence_figures(eval *e)
{
    socvet_eval_result *r = e->r;
    uint64_t coded = 0, agreed = 0, right = 0;
    double gap = 0, loss = 0;

    qsort(e->rows, e->n, sizeof *e->rows, by_confidence);
    for (size_t i = 0; i < e->n; i++) {
        const outcome *o = &e->rows[i];
        double p = o->p < 1e-6 ? 1e-6 : o->p > 1 - 1e-6 ? 1 - 1e-6 : o->p;
        coded += !o->abstained;
        agreed += !o->abstained && o->right;
        right += o->right;
        loss -= log(o->right ? p : 1 - p);
        size_t step = (i + 1) * 20 / e->n;
        for (size_t k = i * 20 / e->n + 1; k <= step; k++) {
            r->curve[k][0] = (double)k / 20;
            r->curve[k][1] = (double)right / (double)(i + 1);
        }
        if (i + 1 == (size_t)llround(0.8 * (double)e->n))
            r->agreement_at_80 = (double)right / (double)(i + 1);
    }
    r->curve[0][1] = e->n && e->rows[0].right;
    for (size_t b = 0; b < SOCVET_EVAL_BINS; b++) {
        size_t from = b * e->n / SOCVET_EVAL_BINS, to = (b + 1) * e->n / SOCVET_EVAL_BINS;
        socvet_eval_bin *bin = &r->bins[b];
        double p = 0, ok = 0;
        for (size_t i = from; i < to; i++) {
            p += e->rows[i].p;
            ok += e->rows[i].right;
        }
        bin->rows = to - from;
        bin->confidence = to > from ? p / (double)(to - from) : 0;
        bin->right = to > from ? ok / (double)(to - from) : 0;
        gap += fabs(p - ok);
    }
    r->ece = gap / (double)e->n;
    r->log_loss = loss / (double)e->n;
    r->coverage = (double)coded / (double)e->n;
    r->agreement = coded ? (double)agreed / (double)coded : 0;
}

static void insert_pair(socvet_eval_result *r, const outcome *o, uint64_t rows)
{
    socvet_eval_pair p = {.rows = rows, .distance = 4};
    size_t at = r->n_pairs;

    memcpy(p.gold, o->gold, sizeof p.gold);
    memcpy(p.got, o->got, sizeof p.got);
    for (int d = 0; d < 4 && o->gold[d] == o->got[d]; d++)
        p.distance--;
    while (at > 0 && r->pairs[at - 1].rows * (uint64_t)r->pairs[at - 1].distance <
                         rows * (uint64_t)p.distance)
        at--;
    if (at >= SOCVET_EVAL_PAIRS)
        return;
    if (r->n_pairs < SOCVET_EVAL_PAIRS)
        r->n_pairs++;
    memmove(&r->pairs[at + 1], &r->pairs[at], (r->n_pairs - at - 1) * sizeof p);
    r->pairs[at] = p;
}

/* Confusion pairs, and Cohen's kappa against the first label. */
static socvet_status pair_figures(eval *e, socvet_err *err)
{
    socvet_eval_result *r = e->r;
    corpus_code_pair *pairs = calloc(e->n + 1, sizeof *pairs);
    socvet_kappa k = {0};

    qsort(e->rows, e->n, sizeof *e->rows, by_pair);
    for (size_t i = 0, j; i < e->n; i = j) {
        for (j = i; j < e->n && by_pair(&e->rows[i], &e->rows[j]) == 0; j++)
            ;
        if (!e->rows[i].right && e->rows[i].got[0])
            insert_pair(r, &e->rows[i], j - i);
    }
    for (size_t i = 0; pairs && i < e->n; i++) {
        memcpy(pairs[i][0], e->rows[i].gold, 8);
        memcpy(pairs[i][1], e->rows[i].got, 8);
    }
    socvet_status s = pairs ? corpus_kappa((const corpus_code_pair *)pairs, e->n, 4, &k, err) : SOCVET_E_NOMEM;
    r->kappa = k.kappa;
    r->kappa_low = k.low;
    r->kappa_high = k.high;
    free(pairs);
    return s;
}

/* Each distinct title counts once, its rows share it. */
static void title_figures(eval *e)
{
    socvet_eval_result *r = e->r;

    qsort(e->rows, e->n, sizeof *e->rows, by_title);
    for (size_t i = 0, j; i < e->n; i = j) {
        double right[4] = {0};
        for (j = i; j < e->n && e->rows[j].title == e->rows[i].title; j++)
            for (int d = 0; d < 4; d++)
                right[d] += e->rows[j].digits > d;
        for (int d = 0; d < 4; d++)
            r->title_digits[d] += right[d] / (double)(j - i);
        r->titles++;
    }
    for (int d = 0; d < 4; d++)
        r->title_digits[d] /= (double)r->titles;
    r->title_weighted = r->title_digits[3];
}

static socvet_status figures(eval *e, socvet_err *err)
{
    socvet_eval_result *r = e->r;
    double n = (double)e->n;

    r->rows = e->n;
    if (!e->n)
        return SOCVET_OK;
    for (int d = 0; d < 4; d++)
        r->digits[d] = (double)e->hits[d] / n;
    r->top3 = (double)e->top3 / n;
    r->top5 = (double)e->top5 / n;
    r->lenient1 = (double)e->lenient1 / n;
    r->lenient5 = (double)e->lenient5 / n;
    confidence_figures(e);
    socvet_status s = pair_figures(e, err);
    title_figures(e);
    return s;
}

socvet_status socvet_eval(socvet_eval_result *out, const socvet_engine *engine,
                          const socvet_bulk_io *io, int edition, socvet_err *err)
{
    const socvet_dict *d = socvet_engine_dict(engine);
    eval e = {.r = out, .engine = engine,
              .edition = edition < 0 ? socvet_dict_default_edition(d) : edition};
    socvet_status s;

    base_err_clear(err);
    memset(out, 0, sizeof *out);
    out->edition = e.edition;
    e.worker = socvet_worker_new(engine, err);
    e.doc = socvet_doc_new();
    if (e.worker && e.doc)
        s = corpus_eval_read(io, d, e.edition, one, &e, err);
    else
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    if (!s)
        s = figures(&e, err);
    free(e.rows);
    socvet_worker_free(e.worker);
    socvet_doc_free(e.doc);
    return s;
}

/* phd.c: what the document requires by way of a doctorate. Every sentence that speaks of one is
 * read by the rows of data/phd.tsv: who is meant (students, supervision, "our PhDs": only
 * mentioned), and how firmly. An essential criterion beats a desirable one; advert and person
 * specification that disagree are said so. */
#include "phd.h"

#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/patset.h"
#include "../base/str.h"
#include "../extract/tokens.h"

extern const char classify_phd_tsv[];
extern const size_t classify_phd_tsv_size;

struct classify_phd_scratch {
    base_patset *set;
    base_patset_scratch *scratch;
};

classify_phd_scratch *classify_phd_scratch_new(socvet_err *err)
{
    classify_phd_scratch *s = calloc(1, sizeof *s);

    if (s && base_patset_load(&s->set, (socvet_str){classify_phd_tsv, classify_phd_tsv_size}, "phd.tsv",
                              err) == SOCVET_OK &&
        (s->scratch = base_patset_scratch_new(s->set)))
        return s;
    base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET, "memory ran out");
    classify_phd_scratch_free(s);
    return NULL;
}

void classify_phd_scratch_free(classify_phd_scratch *s)
{
    if (s) {
        base_patset_scratch_free(s->scratch);
        base_patset_free(s->set);
        free(s);
    }
}

typedef struct {
    uint32_t from, to;             /* the sentence or line */
    bool about_others, desirable, near, equivalent, required, alternative;
    socvet_span words;             /* the doctorate itself */
} sentence;

typedef struct {
    socvet_str text;
    sentence *list;
    size_t n, cap;
    base_arena *arena;
    bool failed;
} reader;

/* The sentence around byte `at`: lines, and ". " inside them. */
static void bounds(socvet_str t, uint32_t at, uint32_t *from, uint32_t *to)
{
    uint32_t a = at, b = at;

    while (a > 0 && t.ptr[a - 1] != '\n' && at - a < 400 &&
           !(a > 1 && t.ptr[a - 1] == ' ' && t.ptr[a - 2] == '.' && a > 4 && t.ptr[a - 4] != '.' &&
             base_is_alpha(t.ptr[a - 3]) && !(t.ptr[a - 3] == 'D' || t.ptr[a - 3] == 'g')))
        a--;
    while (b < t.len && t.ptr[b] != '\n' && b - at < 400 &&
           !(t.ptr[b] == '.' && b + 1 < t.len && t.ptr[b + 1] == ' ' && b > 1 &&
             !(t.ptr[b - 1] == 'D' || t.ptr[b - 1] == 'h' || t.ptr[b - 1] == 'g')))
        b++;
    *from = a;
    *to = b;
}

static sentence *sentence_at(reader *r, uint32_t at)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->list[i].from <= at && at < r->list[i].to + 1)
            return &r->list[i];
    return NULL;
}

static bool each(const base_pattern_hit *hit, void *user)
{
    reader *r = user;
    socvet_str id = hit->row->id;
    void *p = r->list;

    if (base_str_starts(id, SOCVET_STR("phd"))) {
        if (sentence_at(r, hit->groups[0].from))
            return true;
        if (!base_arena_grow(r->arena, &p, &r->cap, r->n, sizeof *r->list)) {
            r->failed = true;
            return false;
        }
        r->list = p;
        sentence *s = &r->list[r->n++];
        *s = (sentence){.words = hit->groups[0]};
        bounds(r->text, hit->groups[0].from, &s->from, &s->to);
        return true;
    }
    return true;
}

static bool each_mark(const base_pattern_hit *hit, void *user)
{
    reader *r = user;
    socvet_str id = hit->row->id;
    sentence *s = sentence_at(r, hit->groups[0].from);

    if (!s)
        return true;
    s->about_others |= base_str_starts(id, SOCVET_STR("others"));
    s->desirable |= base_str_starts(id, SOCVET_STR("desirable"));
    s->near |= base_str_starts(id, SOCVET_STR("near"));
    s->equivalent |= base_str_starts(id, SOCVET_STR("equivalent"));
    s->alternative |= base_str_starts(id, SOCVET_STR("alternative"));
    s->required |= base_str_starts(id, SOCVET_STR("required"));
    return true;
}

static socvet_need criterion_need(const socvet_facts *f, socvet_span s)
{
    for (size_t i = 0; i < f->n_criteria; i++)
        if (f->criteria[i].span.from <= s.from && s.from < f->criteria[i].span.to)
            return (socvet_need)f->criteria[i].need;
    return SOCVET_NEED_UNKNOWN;
}

static const socvet_block *block_of(const socvet_doc *doc, uint32_t at)
{
    size_t n, i = socvet_doc_block_at(doc, at);
    const socvet_block *b = socvet_doc_blocks(doc, &n);

    return i < n ? &b[i] : NULL;
}

/* How firmly one sentence asks for a doctorate; NONE: it does not. */
static socvet_phd_wording wording_of(const sentence *s, socvet_need need, const socvet_block *b)
{
    if (s->about_others && !s->required && need == SOCVET_NEED_UNKNOWN)
        return SOCVET_PHD_NONE;
    if (need == SOCVET_NEED_DESIRABLE || (s->desirable && need != SOCVET_NEED_ESSENTIAL))
        return SOCVET_PHD_DESIRABLE;
    bool asks = need == SOCVET_NEED_ESSENTIAL || s->required ||
                (b && (b->section == SOCVET_SECTION_ESSENTIAL || b->section == SOCVET_SECTION_PERSON)) ||
                (b && b->kind == SOCVET_BLOCK_LIST_ITEM && !s->about_others) ||
                s->near || s->equivalent;
    if (!asks)
        return SOCVET_PHD_NONE;
    if (s->alternative)
        return SOCVET_PHD_NONE;
    if (s->near)
        return SOCVET_PHD_NEAR_COMPLETION_OK;
    return s->equivalent ? SOCVET_PHD_EQUIVALENT_OK : SOCVET_PHD_ESSENTIAL;
}

static const char *where_of(const socvet_doc *doc, const socvet_block *b, socvet_need need)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(doc, &n);

    if (need != SOCVET_NEED_UNKNOWN ||
        (b && (b->section == SOCVET_SECTION_PERSON || b->section == SOCVET_SECTION_ESSENTIAL ||
               b->section == SOCVET_SECTION_DESIRABLE)))
        return "person_specification";
    if (b && b->document < n && base_str_find_ci(parts[b->document].name, SOCVET_STR("description"), 0) != SIZE_MAX)
        return "job_description";
    return "advert";
}

/* The firmest wording wins; a requirement in one place and a mere wish in another disagree. */
static void settle(socvet_phd *out, const reader *r, const socvet_doc *doc, const socvet_facts *facts)
{
    socvet_span wish = {0, 0};

    for (size_t i = 0; i < r->n; i++) {
        const sentence *s = &r->list[i];
        const socvet_block *b = block_of(doc, s->words.from);
        socvet_need need = criterion_need(facts, s->words);
        socvet_phd_wording w = wording_of(s, need, b);
        out->mentioned = true;
        if (out->span.to == 0)
            out->span = s->words;
        if (w == SOCVET_PHD_DESIRABLE && !wish.to)
            wish = s->words;
        if (w > out->wording) {
            out->wording = (uint8_t)w;
            out->span = s->words;
            out->where = where_of(doc, b, need);
        }
    }
    if (out->wording > SOCVET_PHD_EQUIVALENT_OK && wish.to) {
        out->disagreement = true;
        out->other_span = wish;
    }
    if (out->mentioned && !out->where)
        out->where = "advert";
}

socvet_status classify_phd_read(socvet_phd *out, socvet_doc *doc, const socvet_facts *facts,
                                classify_phd_scratch *scratch, socvet_err *err)
{
    const base_token *tokens;
    size_t n;
    reader r = {.text = socvet_doc_text(doc), .arena = socvet_doc_arena(doc)};

    *out = (socvet_phd){.wording = SOCVET_PHD_NONE};
    socvet_status s = extract_doc_tokens(doc, &tokens, &n, err);
    if (!s)
        s = base_patset_scan(scratch->set, scratch->scratch, r.text, tokens, 0, n, each, &r, err);
    if (!s && r.n)
        s = base_patset_scan(scratch->set, scratch->scratch, r.text, tokens, 0, n, each_mark, &r, err);
    if (!s && r.failed)
        s = base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET, "memory ran out");
    if (!s)
        settle(out, &r, doc, facts);
    return s;
}

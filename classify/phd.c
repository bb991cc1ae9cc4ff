/* phd.c: what a vacancy requires by way of a doctorate. Each sentence that speaks of one is read
 * by the patterns of data/phd.tsv: is the doctorate somebody else's (a student to supervise, the
 * studentship on offer), or asked of the holder of the post, and how firmly. Person specification
 * and advert are kept apart: where they differ the specification stands and the clash is said. */
#include "phd.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/err.h"
#include "../base/patset.h"
#include "../base/str.h"
#include "../extract/sentence.h"
#include "../extract/tokens.h"
#include "phd_words.h"

extern const char classify_phd_tsv[];
extern const size_t classify_phd_tsv_size;

enum { TRAP, NEAR, EQUIV, DESIRABLE, REQUIRE, CLASSES };
enum { ADVERT, DESCRIPTION, SPECIFICATION, PLACES };
enum { MOST_TRAPS = 16, MOST_SENTENCES = 400 };
static const char *const place_names[PLACES] = {"advert", "job_description", "person_specification"};

struct classify_phd_scratch {
    base_patset *set;
    base_patset_scratch *patterns;
};

typedef struct {
    socvet_doc *doc;
    const socvet_facts *facts;
    socvet_str text;
    const base_token *tokens;
    size_t n_tokens;
    classify_phd_scratch *scratch;
    int place;
    uint8_t wording[PLACES]; /* best of each place */
    socvet_span span[PLACES];
    socvet_span mentioned, thesis; /* the first of each */
} reader;

typedef struct {
    socvet_span sentence;
    uint32_t ends; /* of the sentence itself; what follows may only go on with it */
    socvet_span first[CLASSES]; /* of the text; {0,0}: none */
    socvet_span trap[MOST_TRAPS];
    int n_traps;
    socvet_span weak;    /* "the PhD", "this PhD": a trap, unless its completion is spoken of */
    socvet_span heading; /* "PhD in Marine Biology" on a line of its own: what is on offer */
    bool firm; /* asked in so many words, not just listed */
    bool with_experience; /* a lower degree will do with experience on top */
    socvet_span lower; /* the doctorate is one of several degrees, the lower will do */
} verdicts;

classify_phd_scratch *classify_phd_scratch_new(socvet_err *err)
{
    classify_phd_scratch *s = calloc(1, sizeof *s);
    socvet_str tsv = {classify_phd_tsv, classify_phd_tsv_size};

    if (s && base_patset_load(&s->set, tsv, "phd.tsv", err) == SOCVET_OK &&
        (s->patterns = base_patset_scratch_new(s->set)) != NULL)
        return s;
    base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET, "memory ran out");
    classify_phd_scratch_free(s);
    return NULL;
}

void classify_phd_scratch_free(classify_phd_scratch *s)
{
    if (s) {
        base_patset_scratch_free(s->patterns);
        base_patset_free(s->set);
        free(s);
    }
}

static int class_named(socvet_str id)
{
    static const char *const names[CLASSES] = {"trap", "near", "equiv", "desirable", "require"};

    for (int i = 0; i < CLASSES; i++)
        if (base_str_starts(id, base_str_z(names[i])))
            return i;
    return TRAP;
}

static bool each(const base_pattern_hit *hit, void *user)
{
    verdicts *v = user;
    int k = class_named(hit->row->id);
    socvet_span g = {hit->groups[0].from + v->sentence.from, hit->groups[0].to + v->sentence.from};

    if (g.from >= v->ends)
        return true;
    if (base_str_eq_z(hit->row->id, "trap-title")) {
        v->heading = g;
    } else if (base_str_eq_z(hit->row->id, "trap-this")) {
        v->weak = g;
    } else if (base_str_eq_z(hit->row->id, "desirable-or") ||
               base_str_eq_z(hit->row->id, "desirable-lower")) {
        v->lower = g;
    } else if (k == TRAP) {
        if (v->n_traps < MOST_TRAPS)
            v->trap[v->n_traps++] = g;
    } else if (v->first[k].to == 0) {
        v->first[k] = g;
    }
    v->with_experience |= base_str_eq_z(hit->row->id, "equiv-lower") ||
                          base_str_eq_z(hit->row->id, "equiv-also") ||
                          base_str_eq_z(hit->row->id, "equiv-before");
    v->firm |= k == REQUIRE && !base_str_eq_z(hit->row->id, "require-bare");
    return true;
}

static bool is_trapped(const verdicts *v, const base_token *t)
{
    for (int i = 0; i < v->n_traps; i++)
        if (v->trap[i].from <= t->from && t->to <= v->trap[i].to)
            return true;
    return v->weak.to && v->first[NEAR].to == 0 && v->weak.from <= t->from && t->to <= v->weak.to;
}

/* The need the document's own lists give to this place of the text. */
static socvet_need need_at(const reader *r, uint32_t at, bool *listed)
{
    size_t n, b = socvet_doc_block_at(r->doc, at);
    const socvet_block *blocks = socvet_doc_blocks(r->doc, &n);
    uint8_t section = b < n ? blocks[b].section : SOCVET_SECTION_UNKNOWN;

    *listed = b < n && (blocks[b].kind == SOCVET_BLOCK_LIST_ITEM || section == SOCVET_SECTION_PERSON);
    for (size_t i = 0; i < r->facts->n_criteria; i++) {
        const socvet_criterion *c = &r->facts->criteria[i];
        if (c->span.from <= at && at < c->span.to && c->need != SOCVET_NEED_UNKNOWN)
            return (socvet_need)c->need;
    }
    return section == SOCVET_SECTION_ESSENTIAL   ? SOCVET_NEED_ESSENTIAL
           : section == SOCVET_SECTION_DESIRABLE ? SOCVET_NEED_DESIRABLE
                                                 : SOCVET_NEED_UNKNOWN;
}

static socvet_phd_wording wording_of(const verdicts *v, socvet_need need, bool listed)
{
    bool asked = v->first[REQUIRE].to || v->first[NEAR].to || v->first[EQUIV].to;

    if (need == SOCVET_NEED_DESIRABLE || v->first[DESIRABLE].to)
        return SOCVET_PHD_DESIRABLE;
    if (v->lower.to)
        return v->with_experience ? SOCVET_PHD_EQUIVALENT_OK : SOCVET_PHD_DESIRABLE;
    if (!asked && need != SOCVET_NEED_ESSENTIAL && !listed)
        return SOCVET_PHD_NONE;
    if (v->first[NEAR].to)
        return SOCVET_PHD_NEAR_COMPLETION_OK;
    if (v->first[EQUIV].to)
        return SOCVET_PHD_EQUIVALENT_OK;
    return need == SOCVET_NEED_ESSENTIAL || v->first[REQUIRE].to ? SOCVET_PHD_ESSENTIAL
                                                                 : SOCVET_PHD_NONE;
}

/* In one place of the vacancy: what lets most people in stands, and a wish never beats a need. */
static int weight_of(socvet_phd_wording w)
{
    static const int weights[] = {[SOCVET_PHD_NONE] = 0, [SOCVET_PHD_DESIRABLE] = 1,
                                  [SOCVET_PHD_ESSENTIAL] = 2, [SOCVET_PHD_EQUIVALENT_OK] = 3,
                                  [SOCVET_PHD_NEAR_COMPLETION_OK] = 4};
    return weights[w];
}

static socvet_span evidence_of(const verdicts *v, socvet_phd_wording w, const base_token *t)
{
    static const int of[] = {[SOCVET_PHD_NONE] = REQUIRE, [SOCVET_PHD_DESIRABLE] = DESIRABLE,
                             [SOCVET_PHD_EQUIVALENT_OK] = EQUIV,
                             [SOCVET_PHD_NEAR_COMPLETION_OK] = NEAR, [SOCVET_PHD_ESSENTIAL] = REQUIRE};
    socvet_span s = w == SOCVET_PHD_DESIRABLE && !v->first[DESIRABLE].to ? v->lower : v->first[of[w]];

    if (s.to == 0)
        return (socvet_span){t->from, t->to};
    if (t->from < s.from)
        s.from = t->from;
    if (t->to > s.to)
        s.to = t->to;
    return s;
}

static void note(reader *r, socvet_phd_wording w, socvet_span span)
{
    if (weight_of(w) > weight_of((socvet_phd_wording)r->wording[r->place])) {
        r->wording[r->place] = (uint8_t)w;
        r->span[r->place] = span;
    }
}

/* A title names what is on offer; what is asked for stands below it. */
static bool in_title(const reader *r, const base_token *t)
{
    socvet_span title = r->facts->title.span;
    size_t n;

    socvet_doc_blocks(r->doc, &n);
    return n > 1 && r->facts->title.state == SOCVET_FACT_STATED && title.from <= t->from && t->to <= title.to;
}

/* The end of the next sentence on the same line: "PhD in X. An MSc with experience will also be
 * considered." Not when it speaks of a doctorate itself. */
static uint32_t sentence_and_next(const reader *r, socvet_span s)
{
    uint32_t at = s.to;

    while (at < r->text.len && (r->text.ptr[at] == ' ' || r->text.ptr[at] == '\t'))
        at++;
    if (at + 1 >= r->text.len || at == s.to || r->text.ptr[at] == '\n')
        return s.to;
    uint32_t to = extract_sentence_around(r->doc, at + 1).to;
    for (size_t i = 0; i < r->n_tokens && r->tokens[i].from < to; i++)
        if (r->tokens[i].from >= s.to && phd_is_doctorate(r->text, r->tokens, i))
            return s.to;
    return to;
}

/* Reads the sentence around token i; returns the first token after it. */
static socvet_status read_sentence(reader *r, size_t i, size_t *next, socvet_err *err)
{
    base_arena *arena = socvet_doc_arena(r->doc);
    verdicts v = {.sentence = extract_sentence_around(r->doc, r->tokens[i].from)};
    const base_token *own = NULL;
    base_token *tokens;
    size_t n;
    bool listed;

    v.ends = v.sentence.to;
    v.sentence.to = sentence_and_next(r, v.sentence);
    socvet_str flat = extract_sentence_flat(arena, r->text, v.sentence);
    socvet_status s = flat.ptr ? base_tokenise(arena, flat, 0, (uint32_t)flat.len, &tokens, &n, err)
                               : base_fail(err, SOCVET_E_NOMEM, "classify", SOCVET_NO_OFFSET,
                                           "memory ran out");

    if (!s)
        s = base_patset_scan(r->scratch->set, r->scratch->patterns, flat, tokens, 0, n, each, &v, err);
    if (s)
        return s;
    for (*next = i; *next < r->n_tokens && r->tokens[*next].from < v.ends; ++*next) {
        const base_token *t = &r->tokens[*next];
        if (!phd_is_doctorate(r->text, r->tokens, *next))
            continue;
        if (r->mentioned.to == 0)
            r->mentioned = (socvet_span){t->from, t->to};
        if (!own && !is_trapped(&v, t))
            own = t;
    }
    if (*next == i)
        ++*next;
    if (own) {
        socvet_need need = need_at(r, own->from, &listed);
        socvet_phd_wording w = wording_of(&v, need, listed);
        if (w == SOCVET_PHD_ESSENTIAL && !v.firm && need == SOCVET_NEED_UNKNOWN &&
            (in_title(r, own) || (v.heading.to && !listed)))
            w = SOCVET_PHD_NONE;
        note(r, w, evidence_of(&v, w, own));
    } else if (v.first[NEAR].to && r->mentioned.from != r->tokens[i].from && r->thesis.to == 0) {
        r->thesis = v.first[NEAR]; /* "those about to submit their thesis are welcome as well" */
    }
    return SOCVET_OK;
}

/* A heading that opens another part of the vacancy. */
static void turn_page(reader *r, size_t i, const uint64_t *words)
{
    const base_token *t = r->tokens;

    if (!(t[i].flags & BASE_TOKEN_LINE_START) || i + 1 >= r->n_tokens)
        return;
    if (t[i].hash == words[0] && (t[i + 1].hash == words[1] || t[i + 1].hash == words[2]))
        r->place = SPECIFICATION;
    else if ((t[i].hash == words[3] || t[i].hash == words[4]) && t[i + 1].hash == words[5])
        r->place = DESCRIPTION;
}

/* The specification's word stands before the advert's, but a wish never before a need. */
static void conclude(const reader *r, socvet_phd *out)
{
    int best = -1;

    for (int p = PLACES - 1; p >= 0; p--)
        if (r->wording[p] != SOCVET_PHD_NONE &&
            (best < 0 || (r->wording[best] == SOCVET_PHD_DESIRABLE && r->wording[p] > r->wording[best])))
            best = p;
    out->mentioned = r->mentioned.to != 0;
    out->span = r->mentioned;
    if (best < 0)
        return;
    out->wording = r->wording[best];
    out->span = r->span[best];
    out->where = place_names[best];
    for (int p = PLACES - 1; p >= 0; p--)
        if (r->wording[p] != SOCVET_PHD_NONE && r->wording[p] != r->wording[best]) {
            out->disagreement = true;
            out->other_span = r->span[p];
            break;
        }
    if (r->thesis.to &&
        (out->wording == SOCVET_PHD_ESSENTIAL || out->wording == SOCVET_PHD_EQUIVALENT_OK)) {
        out->wording = SOCVET_PHD_NEAR_COMPLETION_OK;
        out->span = r->thesis;
    }
}

socvet_status classify_phd_read(socvet_phd *out, socvet_doc *doc, const socvet_facts *facts,
                                classify_phd_scratch *scratch, socvet_err *err)
{
    static const char *const heads[] = {"person", "specification", "spec", "job", "role", "description"};
    reader r = {.doc = doc, .facts = facts, .text = socvet_doc_text(doc), .scratch = scratch};
    uint64_t words[6];
    size_t sentences = 0, next;
    uint8_t document = 0;

    *out = (socvet_phd){0};
    for (int i = 0; i < 6; i++)
        words[i] = base_token_hash(base_str_z(heads[i]));
    socvet_status s = extract_doc_tokens(doc, &r.tokens, &r.n_tokens, err);
    for (size_t i = 0; !s && i < r.n_tokens; i++) {
        if (r.tokens[i].flags & BASE_TOKEN_LINE_START) {
            size_t n, b = socvet_doc_block_at(doc, r.tokens[i].from);
            const socvet_block *blocks = socvet_doc_blocks(doc, &n);
            if (b < n && blocks[b].document != document) {
                document = blocks[b].document;
                r.place = ADVERT;
            }
            turn_page(&r, i, words);
        }
        if (!phd_is_doctorate(r.text, r.tokens, i) && !phd_is_thesis(r.text, &r.tokens[i]))
            continue;
        if (++sentences > MOST_SENTENCES)
            break;
        s = read_sentence(&r, i, &next, err);
        if (!s && next > i + 1)
            i = next - 1;
    }
    if (!s)
        conclude(&r, out);
    return s;
}

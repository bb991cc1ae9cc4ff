/* facts_kind.c: what the paper is: an advert, a job description, a person specification, a guide,
 * or no job at all; and whether its language is one that socvet reads. */
#include "../base/str.h"
#include "facts_int.h"

extern const char extract_facts_kind[];
extern const size_t extract_facts_kind_size;

enum { GUIDE, NOT_A_JOB, JOB_DESCRIPTION, PERSON, ADVERT, KINDS };

typedef struct {
    facts_ctx *c;
    unsigned seen[KINDS], rows[KINDS]; /* hits; different rows that hit */
    socvet_span first[KINDS];
    bool titled; /* the title offers studies */
    uint64_t met; /* rows, a bit each */
} votes;

static int kind_named(socvet_str id)
{
    static const char *const names[KINDS] = {"guide", "notjob", "jd", "ps", "advert"};

    for (int i = 0; i < KINDS; i++)
        if (base_str_starts(id, base_str_z(names[i])))
            return i;
    return ADVERT;
}

static bool each(const base_pattern_hit *hit, void *user)
{
    votes *v = user;
    int k = kind_named(hit->row->id);
    socvet_span title = v->c->facts->title.span;

    if (base_str_ends_ci(hit->row->id, SOCVET_STR("-title"))) { /* says so of a title only, and then surely */
        bool in_title = hit->groups[0].from < (title.to ? title.to : 100) && hit->groups[0].to > title.from;
        if (!in_title)
            return true;
        v->titled |= k == NOT_A_JOB;
    }

    if (v->seen[k]++ == 0)
        v->first[k] = hit->groups[0];
    v->rows[k] += !(v->met >> (hit->row_index & 63) & 1);
    v->met |= UINT64_C(1) << (hit->row_index & 63);
    return true;
}

/* A guide speaks of rules in several ways, or far more of them than of a job; pay, hours and how to
 * apply may be its examples. */
static bool is_guide(const votes *v)
{
    unsigned guide = v->rows[GUIDE], advert = v->rows[ADVERT];

    return (v->seen[GUIDE] > 1 && v->seen[ADVERT] < 2) || (guide >= 3 && advert < 3 && v->seen[GUIDE] > v->seen[ADVERT]) ||
           (guide >= 2 && advert < 2 && v->seen[GUIDE] > 2 * v->seen[ADVERT]);
}

/* Share of the words that are common little words of a language, in hundredths. */
static unsigned share_of(const facts_ctx *c, const char *words)
{
    uint64_t hashes[48], some = 0; /* some: a bit for each, so that most tokens need no search */
    size_t n = 0, hits = 0;
    socvet_str rest = base_str_z(words), piece;

    for (; n < 48 && base_str_split(&rest, ' ', &piece); n++) {
        hashes[n] = base_token_hash(piece);
        some |= UINT64_C(1) << (hashes[n] & 63);
    }
    for (size_t i = 0; i < c->n_tokens && i < 2000; i++)
        for (size_t k = 0; k < n && some >> (c->tokens[i].hash & 63) & 1; k++)
            hits += c->tokens[i].hash == hashes[k];
    size_t all = c->n_tokens < 2000 ? c->n_tokens : 2000;
    return all < 30 ? 0 : (unsigned)(hits * 100 / all);
}

static bool is_foreign(const facts_ctx *c)
{
    static const char english[] = "the and of to in a for with is are you will be on this our as or we an";
    static const char *const others[] = {"yn y yr ac ar i o gyda bydd mae swydd gwaith neu eich wedi ein am",
                                         "der die das und von zu den mit ist ein eine für auf im sich werden",
                                         "le la les des et de du un une pour dans sur vous nous est avec",
                                         "el los las del y que un una para con por se su es en"};

    if (share_of(c, english) >= 8)
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (share_of(c, others[i]) >= 12)
            return true;
    return false;
}

static socvet_status read_kind(facts_ctx *c, socvet_err *err)
{
    votes v = {.c = c};
    socvet_facts *f = c->facts;
    socvet_status s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens,
                                       each, &v, err);

    f->document_kind = SOCVET_KIND_ADVERT;
    if (is_foreign(c)) {
        f->document_kind = SOCVET_KIND_UNSUPPORTED_LANGUAGE;
    } else if (v.seen[NOT_A_JOB] && (v.seen[ADVERT] < 2 || v.titled)) {
        f->document_kind = SOCVET_KIND_NOT_A_JOB;
        f->kind_span = v.first[NOT_A_JOB];
    } else if (is_guide(&v)) {
        f->document_kind = SOCVET_KIND_GUIDE;
        f->kind_span = v.first[GUIDE];
    } else if (v.seen[ADVERT] && (v.seen[JOB_DESCRIPTION] || v.seen[PERSON])) {
        f->document_kind = SOCVET_KIND_VACANCY;
        f->kind_span = v.first[v.seen[PERSON] ? PERSON : JOB_DESCRIPTION];
    } else if (v.seen[JOB_DESCRIPTION]) {
        f->document_kind = SOCVET_KIND_JOB_DESCRIPTION;
        f->kind_span = v.first[JOB_DESCRIPTION];
    } else if (v.seen[PERSON]) {
        f->document_kind = SOCVET_KIND_PERSON_SPECIFICATION;
        f->kind_span = v.first[PERSON];
    }
    return s;
}

const facts_module facts_kind = {"facts_kind.tsv", extract_facts_kind, &extract_facts_kind_size,
                                 read_kind};

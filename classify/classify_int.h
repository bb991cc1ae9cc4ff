/* classify_int.h: the compiled model as it lies in memory, and what the files of classify/ share.
 * Offsets, never pointers; made by compile.c from soc_dict/data and classify/data. */
#ifndef CLASSIFY_INT_H
#define CLASSIFY_INT_H

#include "../base/arena.h"
#include "../base/patset.h"
#include "../base/spell.h"
#include "../base/token.h"
#include "classify.h"
#include "phd.h"

#define MODEL_MAGIC "SOCVCLS2"
#define MODEL_NONE UINT16_MAX
enum { MODEL_EDITIONS = 3, MODEL_CODES = 640, MODEL_WORD = 48, MODEL_PARAMS = 12 };

typedef struct {
    uint64_t key; /* 0: empty slot */
    uint32_t first, count;
} model_slot;
typedef struct {
    uint32_t offset, count; /* count of items; hash tables: a power of two */
} model_part;
typedef struct {
    uint16_t code; /* place in the edition's codes */
    int16_t weight; /* hundredths (title), thousandths (text) */
} model_posting;
typedef struct {
    uint32_t first;
    uint16_t count, idf; /* idf in hundredths */
} model_term;
typedef struct {
    uint16_t code[MODEL_EDITIONS]; /* places, MODEL_NONE without */
    uint8_t n_words, flags;        /* qualifier words; MODEL_ROW_* */
    uint32_t words;                /* first of QUALIFIER */
    uint32_t title, qualifier;     /* strings */
    char sub[8];
} model_row;
enum { MODEL_ROW_DEFAULT = 1, MODEL_ROW_QUALIFIED = 2, MODEL_ROW_OWN = 4 /* of titles.tsv */ };
#define MODEL_WEAK UINT32_C(0x80000000) /* with a qualifier's word: its absence costs nothing */
/* What speaks for a qualifier's word `id`: the word `evidence - 1` of the text, or the kind of the
 * employer. With neither, the text's own use of the word says nothing. */
typedef struct {
    uint32_t id, evidence;
    uint16_t strength; /* hundredths */
    uint8_t employer, spare;
} model_implied;

typedef struct {
    char name[16];
    uint32_t n_codes;
    model_part codes;    /* char[8] */
    model_part bias;     /* int16 hundredths */
    model_part features; /* model_slot: hash of a feature -> TITLE */
    model_part title;    /* model_posting */
    model_part terms;    /* model_term by term id */
    model_part text;     /* model_posting */
} model_edition;

typedef struct {
    char magic[8];
    uint64_t bytes;
    uint32_t n_editions, n_words, n_terms;
    char version[32];
    double params[MODEL_PARAMS];
    model_part text;      /* strings, each with NUL */
    model_part surfaces;  /* model_slot: token hash -> first: word id + 1, count: is a stop word */
    model_part words;     /* model_slot: base_hash64 of a folded word -> word id */
    model_part pairs;     /* model_slot: pair key -> term id */
    model_part synonyms;  /* model_slot: hash of words -> string */
    model_part phrases;   /* model_slot: hash of a folded title -> ROWS */
    model_part rows;      /* model_row */
    model_part qualifier; /* uint32: word ids */
    model_part implied;   /* model_implied */
    model_edition edition[MODEL_EDITIONS];
} model_header;

/* Order of params. */
enum { PARAM_TITLE, PARAM_FEW, PARAM_INDEX, PARAM_LEAD, PARAM_TEXT, PARAM_SCALE, PARAM_FLOOR, PARAM_ABSTAIN, PARAM_SCALE_TITLE, PARAM_EXACT };

static inline const void *model_at(const model_header *m, model_part p)
{
    return (const char *)m + p.offset;
}
static inline const char *model_string(const model_header *m, uint32_t at)
{
    return (const char *)m + m->text.offset + at;
}
static inline const model_slot *model_find(const model_header *m, model_part table, uint64_t key)
{
    const model_slot *slots = model_at(m, table);
    uint64_t mask = table.count - 1;

    for (uint64_t i = key & mask;; i = (i + 1) & mask) {
        if (slots[i].key == key)
            return &slots[i];
        if (slots[i].key == 0)
            return NULL;
    }
}
static inline uint64_t model_pair_key(uint32_t a, uint32_t b)
{
    uint64_t k = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);

    k ^= k >> 29;
    return k ? k : 1;
}
static inline uint64_t model_key(socvet_str s);

/* A folded word of a title. */
typedef struct {
    char text[MODEL_WORD];
    uint8_t len;
    bool is_break, is_stop;
    uint32_t from, to; /* bytes of the document */
} classify_word;

#include "../base/hash.h"
static inline uint64_t model_key(socvet_str s)
{
    uint64_t h = base_hash64(s);

    return h ? h : 1;
}

/* fold.c: one word in place: plural to singular, -woman and -person to -man. */
size_t classify_fold_word(char *w, size_t len);
bool classify_is_stop(socvet_str w);
/* Folded words and breaks of tokens, before synonyms; at most cap. */
size_t classify_fold_tokens(socvet_str text, const base_token *tokens, size_t count,
                            classify_word *out, size_t cap);
/* Replaces words by what the synonyms say. Returns the new count. */
size_t classify_synonyms(const model_header *m, const classify_word *in, size_t count,
                         classify_word *out, size_t cap);

/* title.c */
enum { CLASSIFY_TITLE_WORDS = 160, CLASSIFY_FOUND = 48, CLASSIFY_FEATURES = 1400 };
typedef struct {
    const model_slot *phrase;
    uint16_t from, to; /* words */
    double weight;
} classify_found;
typedef struct {
    classify_word words[CLASSIFY_TITLE_WORDS];
    size_t n_words;
    classify_found found[CLASSIFY_FOUND];
    size_t n_found;
    double total;
    bool is_exact; /* one phrase is the whole title */
} classify_phrases;
typedef struct {
    uint64_t key;
    uint16_t from, to; /* words */
} classify_feature;

/* A set of word ids with counts and the first token of each; emptied in O(used). */
typedef struct {
    uint32_t stamp, count, first, last; /* last: of a pair's first appearance */
    uint32_t titled;                    /* stamp of words that stand in the title */
    uint32_t implied;                   /* stamp of words that others speak for */
    float strength;                     /* of what speaks for it */
} classify_slot;
typedef struct {
    classify_slot *slot;
    uint32_t now, *used;
    size_t n_used;
} classify_bag;
static inline bool classify_bag_has(const classify_bag *b, uint32_t id)
{
    return b->slot[id].stamp == b->now;
}
static inline void classify_bag_add(classify_bag *b, uint32_t id, uint32_t token, uint32_t last)
{
    classify_slot *s = &b->slot[id];

    if (s->stamp == b->now) {
        s->count++;
        return;
    }
    s->stamp = b->now;
    s->count = 1;
    s->first = token;
    s->last = last;
    b->used[b->n_used++] = id;
}
/* Stands in the title: speaks for qualifiers, does not count as a word of the text. */
static inline void classify_bag_mark(classify_bag *b, uint32_t id)
{
    b->slot[id].titled = b->now;
}
static inline void classify_bag_reset(classify_bag *b)
{
    b->now++;
    b->n_used = 0;
}
/* Marks the words of qualifiers that other words, or the kind of the employer, speak for. */
void classify_bag_imply(const model_header *m, classify_bag *b, unsigned employer_kind);

/* Finds the index phrases of words (from `least` words on); title segments weigh by place. */
void classify_phrases_find(const model_header *m, classify_phrases *p, size_t least, bool title);
size_t classify_features(const classify_word *words, size_t count, classify_feature *out,
                         size_t cap);
/* log p(code | title) over the edition's codes; returns how many features the model knows. */
size_t classify_title_logp(const model_header *m, int edition, const classify_feature *f, size_t n,
                         double *logp);

/* rows.c */
double classify_row_fit(const model_header *m, int edition, const model_row *row,
                        const classify_bag *doc);
/* Adds each phrase's share to score[code]; whole[code] (may be NULL): the share where a phrase, or a
 * phrase and the words of its qualifier, are all of the title. */
void classify_phrases_score(const model_header *m, int edition, const classify_phrases *p,
                            const classify_bag *doc, double *score, double *whole);

/* text.c */
void classify_text_read(const model_header *m, const base_token *tokens, size_t from, size_t to,
                        classify_bag *bag);
/* Cosine with each code's keywords; returns the norm of the document. */
double classify_text_score(const model_header *m, int edition, const classify_bag *bag,
                           double *score);

/* rules.c: rule rows that raise or lower codes. */
enum { CLASSIFY_HITS = 32, CLASSIFY_MISSED = 8, CLASSIFY_RULES = 256, RULE_TITLE = 0, RULE_TEXT = 1 };
typedef struct {
    const base_pattern *row;
    socvet_span span;
} classify_hit;
typedef struct {
    int8_t edition;
    uint16_t rule, code;
    double add;
} rule_effect;
typedef struct {
    base_patset *set;
    rule_effect *effects; /* by rule */
    size_t n_effects;
    int needs, sets, least, when; /* columns */
} classify_rules;

/* noise.c: rows of data/noise.tsv. */
enum { CLASSIFY_NOISE = 96, NOISE_FRONT = 0, NOISE_ANY, NOISE_NUMBER, NOISE_BLANK, NOISE_HELPER };
typedef struct {
    socvet_str words, when;
    uint8_t place;
} classify_noise_row;

struct socvet_classifier {
    const model_header *model;
    const socvet_dict *dict;
    int edition_of[8]; /* the dictionary's edition -> the model's, or -1 */
    int dict_of[MODEL_EDITIONS];
    classify_rules rules[2];
    classify_noise_row noise[CLASSIFY_NOISE];
    size_t n_noise;
    void *own;        /* an image made by classify_relink, or NULL */
    size_t untrained; /* rows of a user's dictionary whose codes the model does not know */
};
struct socvet_classify_scratch {
    const socvet_classifier *c;
    classify_bag bag;
    base_patset_scratch *rules[2];
    classify_hit hits[CLASSIFY_HITS];
    size_t n_hits;
    const base_pattern *missed[CLASSIFY_MISSED]; /* title rows whose condition did not hold */
    size_t n_missed;
    classify_phd_scratch *phd;
    base_spell *spell; /* loads nothing until a word asks */
    classify_phrases title, lead;
    classify_feature features[CLASSIFY_FEATURES];
    size_t n_features;
    classify_word raw[CLASSIFY_TITLE_WORDS];
    double whole[MODEL_CODES], index[MODEL_CODES], lead_index[MODEL_CODES], logp[MODEL_CODES],
        text[MODEL_CODES], rule[MODEL_CODES], z[MODEL_CODES];
    double norm;
    bool has_title, has_text;
};

/* relink.c: c->dict is a user's: its index rows take the place of the model's. */
socvet_status classify_relink(socvet_classifier *c, socvet_err *err);

/* heading.c */
size_t classify_token_at(const base_token *t, size_t n, uint32_t at);
socvet_span classify_title_span(const socvet_facts *facts, socvet_str text);
void classify_read_words(socvet_classify_scratch *s, socvet_str text, const base_token *tokens,
                         size_t n, classify_phrases *out);
socvet_status classify_read_given(socvet_classify_scratch *s, base_arena *arena, socvet_str title,
                                  socvet_err *err);
/* untitled.c: "we are looking for a ...": tokens [*a, *z) that name the job, or false. */
bool classify_untitled(socvet_str text, const base_token *tokens, size_t from, size_t to, size_t *a,
                       size_t *z);
/* repair.c: a word that nobody knows: two words written as one, or a slip of the pen. */
size_t classify_repair(socvet_classify_scratch *s, socvet_str text, classify_word *words, size_t n,
                       size_t cap);

/* score.c */
enum { CLASSIFY_CANDIDATES = 10 };
void classify_score(socvet_classify_scratch *s, int edition);
void classify_softmax(double *z, uint32_t n);
/* The best codes, ties in code order; at most CLASSIFY_CANDIDATES. */
size_t classify_rank(const double *p, uint32_t n, uint16_t *best);

/* answer.c */
socvet_status classify_nomem(socvet_err *err);
const char *classify_code_name(const model_header *m, int edition, uint16_t code);
socvet_status classify_stated(socvet_coding *out, base_arena *arena, const socvet_facts *facts,
                              const socvet_dict *dict, socvet_err *err);
socvet_status classify_answer(socvet_coding *out, socvet_classify_scratch *s, base_arena *arena,
                              const base_token *tokens, int edition,
                              const socvet_classify_opts *opts, socvet_err *err);

/* jobs.c: spoils s->title and the scores: call it last. */
socvet_status classify_jobs(socvet_coding *out, socvet_classify_scratch *s, base_arena *arena,
                            socvet_str text, const base_token *tokens, size_t a, size_t z,
                            int edition, socvet_err *err);

/* conditions.c: the `when` of a rule row. */
typedef struct {
    const socvet_facts *facts;
    const base_token *tokens;
    size_t n_tokens, title_from, title_to;
} classify_papers;
bool classify_condition_holds(socvet_str when, const classify_papers *p);
socvet_status classify_condition_check(socvet_str when, socvet_str id, socvet_err *err);

/* noise.c: words of a title that say nothing of the work become stop words: before the phrases are
 * looked for, and after, where no phrase has them. */
socvet_status classify_noise_open(socvet_classifier *c, socvet_err *err);
void classify_noise_before(const socvet_classifier *c, classify_phrases *p, const classify_papers *papers);
size_t classify_noise_after(const socvet_classifier *c, classify_phrases *p, const classify_papers *papers);

socvet_status classify_rules_open(socvet_classifier *c, socvet_err *err);
void classify_rules_close(socvet_classifier *c);
/* Runs the rows over the title and, where a title row asks for it, the text; adds to s->rule. */
socvet_status classify_rules_run(socvet_classify_scratch *s, const socvet_facts *facts,
                                 socvet_str text, const base_token *tokens, size_t title_from,
                                 size_t title_to, size_t n_tokens, int edition, socvet_err *err);
double classify_rule_effect(const socvet_classifier *c, const base_pattern *row, int edition,
                            uint16_t code);

/* explain.c: why a code. */
enum { CLASSIFY_DUTY_TERMS = 5 };
typedef struct { /* the words of the text that speak most for a code, best first */
    double best[CLASSIFY_DUTY_TERMS];
    uint32_t which[CLASSIFY_DUTY_TERMS];
} classify_duties;
/* Of several codes (fewer than 256) in one pass over the words. */
void classify_duties_find(const socvet_classify_scratch *s, int edition, const uint16_t *codes, size_t n,
                          classify_duties *out);
socvet_status classify_explain(socvet_classify_scratch *s, base_arena *arena,
                               const base_token *tokens, int edition, uint16_t code,
                               const classify_duties *duties, socvet_candidate *out, socvet_err *err);
/* The index row that speaks best for a code, or NULL. */
const model_row *classify_best_row(const socvet_classify_scratch *s, int edition, uint16_t code,
                                   const classify_found **found);
/* change.c */
socvet_str classify_change(const socvet_classify_scratch *s, base_arena *arena, int edition,
                           uint16_t first, uint16_t second, const char *second_code);
#endif

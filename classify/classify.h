/* classify.h: facts + dictionary -> ranked SOC codes with the words that spoke for each, or an
 * honest abstention; and what the document requires by way of a doctorate. Results live in the
 * document's arena. */
#ifndef SOCVET_CLASSIFY_H
#define SOCVET_CLASSIFY_H

#include "../extract/facts.h"
#include "../soc_dict/soc_dict.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    SOCVET_REASON_TITLE,   /* an index title stands in the advert's title */
    SOCVET_REASON_WORD,    /* a learned title feature */
    SOCVET_REASON_DUTIES,  /* keywords of duties and criteria */
    SOCVET_REASON_RULE     /* a rule row; rule_id names it */
} socvet_reason_kind;

typedef struct {
    uint8_t kind;           /* socvet_reason_kind */
    socvet_str index_title; /* empty unless an index row was matched */
    socvet_str qualifier;   /* the ADD/IND words found in the document, or empty */
    socvet_str rule_id;     /* "CLS-012", or empty */
    double weight;          /* log-odds this reason added */
    socvet_span span;       /* in the document's text */
} socvet_reason;

typedef struct {
    char code[8];
    socvet_str title;
    double probability; /* calibrated; candidates' sum is at most 1 */
    const socvet_reason *reasons;
    size_t n_reasons;
} socvet_candidate;

typedef struct {
    char code[8];
    uint32_t editions; /* bit e set: the code exists in edition e */
    socvet_span span;
} socvet_stated;

typedef struct {
    socvet_span title; /* the words of this job's title */
    char code[8];
    double probability;
} socvet_job;

typedef enum {
    SOCVET_PHD_NONE, SOCVET_PHD_DESIRABLE, SOCVET_PHD_EQUIVALENT_OK, SOCVET_PHD_NEAR_COMPLETION_OK,
    SOCVET_PHD_ESSENTIAL
} socvet_phd_wording;

typedef struct {
    uint8_t wording;   /* socvet_phd_wording: what the post requires */
    bool mentioned;    /* a doctorate is spoken of at all */
    bool disagreement; /* advert and person specification say different things */
    const char *where; /* static: "person_specification", "advert", "job_description" */
    socvet_span span, other_span; /* other_span: the words that disagree */
} socvet_phd;

typedef struct {
    int edition;
    const socvet_candidate *candidates; /* best first, one per code, at most 10 */
    size_t n_candidates;
    double margin; /* probability of the first less that of the second */
    bool abstained;
    socvet_str abstain_reason; /* for people; empty unless abstained */
    char ext[8], soc2020[8], soc2010[8]; /* consistent with candidates[0]; "" when not known */
    socvet_str change; /* against the runner-up: what would change the answer; may be empty */
    const socvet_stated *stated;
    size_t n_stated;
    const socvet_job *jobs; /* several jobs in one advert; none when it is one */
    size_t n_jobs;
    socvet_phd phd;
} socvet_coding;

typedef struct socvet_classifier socvet_classifier;                 /* immutable, shared */
typedef struct socvet_classify_scratch socvet_classify_scratch;     /* one per worker */

/* The embedded model over a dictionary (borrowed until free). The index rows of a dictionary other
 * than the embedded one take the place of the model's; what was learned stays. Rows with codes that
 * the model was not trained on propose nothing; socvet_classifier_untrained counts them.
 * Expected: SOCVET_E_STALE, SOCVET_E_LIMIT, SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_classifier_open(socvet_classifier **out, const socvet_dict *dict,
                                                socvet_err *err);
SOCVET_API void socvet_classifier_free(socvet_classifier *c);
SOCVET_API size_t socvet_classifier_untrained(const socvet_classifier *c);
SOCVET_API socvet_str socvet_classifier_version(const socvet_classifier *c);
SOCVET_API socvet_classify_scratch *socvet_classify_scratch_new(const socvet_classifier *c);
SOCVET_API void socvet_classify_scratch_free(socvet_classify_scratch *s);

/* A point of the curve measured on adverts left out of training: of all adverts, the share `coverage`
 * has a likeliest code of at least `threshold`; of those the share `agreement` is a person's code,
 * `defensible` that or one a person would let stand. -1: not measured. */
typedef struct {
    double coverage, threshold, agreement, defensible;
} socvet_coverage;
/* The points of an edition, least coverage first; fills at most `max`, returns how many there are. */
SOCVET_API size_t socvet_classifier_curve(const socvet_classifier *c, int edition,
                                          socvet_coverage *out, size_t max);
/* The probability below which to abstain so that about the share `coverage` (0 to 1) of adverts is
 * decided; -1 when the edition has no curve. */
SOCVET_API double socvet_classifier_threshold(const socvet_classifier *c, int edition, double coverage);

typedef struct {
    int edition;            /* -1: the dictionary's default */
    double coverage_margin; /* abstain below this probability; <0: the documented default */
    bool explain;           /* fill reasons and `change` (a little slower) */
} socvet_classify_opts;

/* opts may be NULL. Expected: SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_classify(const socvet_coding **out, socvet_doc *doc,
                                         const socvet_facts *facts, const socvet_classifier *c,
                                         socvet_classify_scratch *scratch,
                                         const socvet_classify_opts *opts, socvet_err *err);

#ifdef __cplusplus
}
#endif
#endif

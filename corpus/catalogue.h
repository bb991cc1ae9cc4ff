/* catalogue.h: a run's database (docs/catalogue.md) as questions and answers, for the page: counts, a
 * list, one advert, the queue of what a person should look at, and their decisions. Only the last three
 * functions write, and only to the table `decision`. Not installed: the database is the contract. */
#ifndef CORPUS_CATALOGUE_H
#define CORPUS_CATALOGUE_H
#include "corpus.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct socvet_catalogue socvet_catalogue;

/* Which adverts: all fields may be NULL. */
typedef struct {
    const char *words; /* in title, employer, reference or text */
    const char *band, *code, *rule, *year;
    uint64_t from, most; /* how many are passed over; how many come */
    int64_t id;          /* of one advert, where the question is about one */
} socvet_catalogue_filter;

/* What can be asked, and the fields of each row of the answer. */
typedef enum {
    SOCVET_ASK_RUN,        /* input, records, as_of, socvet, dictionary, rules, unreadable */
    SOCVET_ASK_TOTAL,      /* adverts of the filter */
    SOCVET_ASK_BANDS,      /* band, adverts */
    SOCVET_ASK_CODES,      /* code, adverts, edition; `most` of them, the commonest first */
    SOCVET_ASK_RULES,      /* rule, adverts that break it, what was said of one, severity */
    SOCVET_ASK_YEARS,      /* year or "", adverts */
    SOCVET_ASK_LIST,       /* as socvet_catalogue_field; a page of the filter */
    SOCVET_ASK_RECORD,     /* the same, of one */
    SOCVET_ASK_CANDIDATES, /* of one: rank, code, title, probability; five at most */
    SOCVET_ASK_EVIDENCE,   /* of one: part, rank, kind, words, from, to; heaviest first */
    SOCVET_ASK_FINDINGS,   /* of one: rule, verdict, severity, certainty, message, fix, source, why, rank */
    SOCVET_ASK_QUEUE,      /* id, adverts of that title and answer; what is worth most first */
    SOCVET_ASK_QUEUE_TOTAL, /* items, adverts */
    SOCVET_ASK_ACCEPTABLE, /* adverts that "accept" would take */
    SOCVET_ASK_DECISIONS,  /* id, hash, title, machine_code, code, reviewer, note, decided_at, advert's id, of how many at once */
    SOCVET_ASK_DECISION_TOTAL,
    SOCVET_ASK_COUNT
} socvet_question;

enum socvet_catalogue_field {
    SOCVET_ADVERT_ID, SOCVET_ADVERT_ROW, SOCVET_ADVERT_REF, SOCVET_ADVERT_BAND, SOCVET_ADVERT_TITLE,
    SOCVET_ADVERT_EMPLOYER, SOCVET_ADVERT_LOCATION, SOCVET_ADVERT_EDITION, SOCVET_ADVERT_CODE,
    SOCVET_ADVERT_SOC_TITLE, SOCVET_ADVERT_PROBABILITY, SOCVET_ADVERT_POSTED, SOCVET_ADVERT_CLOSING,
    SOCVET_ADVERT_SALARY, SOCVET_ADVERT_ERRORS, SOCVET_ADVERT_WARNINGS, SOCVET_ADVERT_NOTES,
    SOCVET_ADVERT_PHD, SOCVET_ADVERT_OLD_CODE, SOCVET_ADVERT_ERROR, SOCVET_ADVERT_DECIDED,
    SOCVET_ADVERT_AS_OF, SOCVET_ADVERT_GIVEN_TITLE, SOCVET_ADVERT_TEXT, SOCVET_ADVERT_FIELDS
};

/* One row; false stops. Absent fields have ptr NULL. */
typedef bool (*socvet_catalogue_row)(const socvet_str *field, size_t n, void *user);

/* Expected: SOCVET_E_IO, SOCVET_E_FORMAT (no database of a run). */
SOCVET_API socvet_status socvet_catalogue_open(socvet_catalogue **out, const char *path, bool to_write,
                                               socvet_err *err);
SOCVET_API void socvet_catalogue_free(socvet_catalogue *c);
SOCVET_API socvet_status socvet_catalogue_ask(socvet_catalogue *c, socvet_question question,
                                              const socvet_catalogue_filter *filter,
                                              socvet_catalogue_row each, void *user, socvet_err *err);
/* The decisions as the table that `bulk --decisions` takes; of the same thing the last stands. */
SOCVET_API socvet_status socvet_catalogue_decisions(const char *path, const socvet_dict *dict,
                                                    socvet_sink sink, void *user, socvet_err *err);

/* A person's word on one advert, or (for_title) on all of its title with the same answer.
 * Expected: SOCVET_E_USAGE (no such advert or code), SOCVET_E_IO. */
typedef struct {
    int64_t id;
    const char *code, *reviewer, *note; /* NULL: nothing said */
    bool for_title;
} socvet_catalogue_word;
SOCVET_API socvet_status socvet_catalogue_decide(socvet_catalogue *c, const socvet_dict *dict,
                                                 const socvet_catalogue_word *word, int64_t *decision,
                                                 socvet_err *err);
/* The coder's answer stands for each advert of the filter that nobody has decided: a decision each. */
SOCVET_API socvet_status socvet_catalogue_accept(socvet_catalogue *c, const socvet_catalogue_filter *filter,
                                                 const char *reviewer, uint64_t *n, socvet_err *err);
/* Takes one decision back, or all that were made together with it. */
SOCVET_API socvet_status socvet_catalogue_undo(socvet_catalogue *c, int64_t decision, bool together,
                                               uint64_t *n, socvet_err *err);

#ifdef __cplusplus
}
#endif
#endif

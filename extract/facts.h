/* facts.h: what the advert says, each fact with the words that say it, or honestly absent.
 * Facts borrow from the document and live as long as it does. */
#ifndef SOCVET_FACTS_H
#define SOCVET_FACTS_H

#include "extract.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    SOCVET_FACT_ABSENT,
    SOCVET_FACT_STATED,    /* stands in the text at `span` */
    SOCVET_FACT_GIVEN,     /* came beside the text (option, column); span {0,0} unless found */
    SOCVET_FACT_AMBIGUOUS  /* the text says several things that cannot all hold */
} socvet_fact_state;

typedef struct {
    uint8_t state; /* socvet_fact_state */
    socvet_str value;
    socvet_span span;
} socvet_fact_text;

typedef enum { SOCVET_DATE_DAY, SOCVET_DATE_MONTH, SOCVET_DATE_YEAR } socvet_date_precision;
typedef struct {
    uint8_t state, precision;
    bool year_inferred; /* `reason` says from what */
    int32_t days;       /* INT32_MIN when the words give no date ("as soon as possible") */
    socvet_span span;
    const char *reason; /* static; NULL when the year is written */
} socvet_fact_date;

typedef struct {
    uint8_t state;
    int64_t value; /* the unit is in the field's name */
    socvet_span span;
} socvet_fact_number;

#define SOCVET_NO_PENCE INT64_MIN

typedef enum {
    SOCVET_PERIOD_UNKNOWN, SOCVET_PERIOD_YEAR, SOCVET_PERIOD_MONTH, SOCVET_PERIOD_WEEK,
    SOCVET_PERIOD_DAY, SOCVET_PERIOD_HOUR
} socvet_period;
typedef enum { SOCVET_BASIS_UNKNOWN, SOCVET_BASIS_FTE, SOCVET_BASIS_ACTUAL } socvet_basis;
typedef enum {
    SOCVET_PAY_BASE,       /* the job's pay */
    SOCVET_PAY_ALLOWANCE,  /* car, London weighting, shift, on call */
    SOCVET_PAY_BONUS,      /* bonus, commission */
    SOCVET_PAY_OTE,        /* on-target earnings */
    SOCVET_PAY_OTHER       /* budgets, turnover, fees: money that is no pay of this job */
} socvet_pay_kind;
enum {
    SOCVET_PAY_UP_TO = 1, SOCVET_PAY_FROM = 2, SOCVET_PAY_CIRCA = 4, SOCVET_PAY_PRO_RATA = 8,
    SOCVET_PAY_TERM_TIME = 16, SOCVET_PAY_NEGOTIABLE = 32, /* also competitive, DOE */
    SOCVET_PAY_PERIOD_INFERRED = 64, SOCVET_PAY_PLUS_EXTRAS = 128,
    SOCVET_PAY_FOREIGN = 256, /* not sterling */ SOCVET_PAY_NOT_GUARANTEED = 512
};

/* One pay expression. Either bound may be SOCVET_NO_PENCE ("up to £30k" has no low). */
typedef struct {
    int64_t low_pence, high_pence;
    uint8_t period, basis, kind;
    uint16_t flags;
    uint8_t state;    /* SOCVET_FACT_STATED or _GIVEN */
    socvet_span span; /* {0,0} when given beside the text */
    socvet_str text;  /* the words */
} socvet_salary;

typedef enum { SOCVET_NEED_UNKNOWN, SOCVET_NEED_ESSENTIAL, SOCVET_NEED_DESIRABLE } socvet_need;
typedef struct {
    socvet_span span;      /* the words of the criterion, without its bullet */
    uint8_t need;          /* socvet_need */
    socvet_str assessed_by; /* "application, interview"; empty when not said */
    uint32_t block;
} socvet_criterion;

typedef enum {
    SOCVET_CONTRACT_UNKNOWN, SOCVET_CONTRACT_PERMANENT, SOCVET_CONTRACT_FIXED_TERM,
    SOCVET_CONTRACT_TEMPORARY
} socvet_contract;
typedef enum {
    SOCVET_EMPLOYER_UNKNOWN, SOCVET_EMPLOYER_UNIVERSITY, SOCVET_EMPLOYER_COLLEGE,
    SOCVET_EMPLOYER_NHS, SOCVET_EMPLOYER_SCHOOL, SOCVET_EMPLOYER_AGENCY, SOCVET_EMPLOYER_CARE,
    SOCVET_EMPLOYER_COUNCIL, SOCVET_EMPLOYER_CIVIL_SERVICE, SOCVET_EMPLOYER_CHARITY
} socvet_employer_kind;
typedef enum {
    SOCVET_KIND_ADVERT, SOCVET_KIND_JOB_DESCRIPTION, SOCVET_KIND_PERSON_SPECIFICATION,
    SOCVET_KIND_VACANCY, SOCVET_KIND_GUIDE, SOCVET_KIND_NOT_A_JOB, SOCVET_KIND_UNSUPPORTED_LANGUAGE
} socvet_document_kind;
typedef enum {
    SOCVET_SPONSOR_UNKNOWN, SOCVET_SPONSOR_OFFERED, SOCVET_SPONSOR_REFUSED, SOCVET_SPONSOR_DEPENDS
} socvet_sponsorship;
typedef enum {
    SOCVET_RTW_UNKNOWN, SOCVET_RTW_CONDITIONAL, /* offer subject to proof: the safe pattern */
    SOCVET_RTW_REQUIRED_TO_APPLY,               /* must already hold it */
    SOCVET_RTW_NATIONALITY                      /* a passport or nationality is asked for */
} socvet_right_to_work;

/* A four-digit number that stands where a SOC code would; the edition is classify's word. */
typedef struct {
    char code[8]; /* "2119" or "2119/02" */
    socvet_span span;
    uint16_t edition_named; /* 2000, 2010, 2020 when the text says which; 0 */
} socvet_stated_code;

/* What came beside the text: command-line options, or columns of a catalogue. Empty: not given. */
typedef struct {
    socvet_str title, employer, industry, location, salary, hours, posted, closing, media;
    int32_t as_of; /* days; INT32_MIN: none */
    bool infer_year; /* a year that is not written may be inferred from as_of */
    socvet_str name;  /* the record's id; a day in it helps where a year is not written */
    bool title_first; /* `title` is the job's title wherever its words stand in the text */
} socvet_given;

typedef struct {
    uint8_t document_kind;        /* socvet_document_kind */
    socvet_span kind_span;        /* the words that say so; {0,0} for a plain advert */
    socvet_fact_text title, employer, location, grade, reference;
    uint8_t employer_kind;        /* socvet_employer_kind */
    socvet_span employer_kind_span;
    socvet_fact_number weekly_hours_hundredths, hours_high_hundredths; /* 37.5 -> 3750 */
    socvet_fact_number fte_thousandths;                                /* 0.6 -> 600 */
    bool part_time, full_time, zero_hours, term_time;
    socvet_span pattern_span;
    socvet_fact_date posted, closing, interview, start, end;
    bool may_close_early, rolling; socvet_span close_early_span;
    uint8_t contract;             /* socvet_contract */
    socvet_span contract_span;
    socvet_fact_number duration_days, duration_months; /* as written; one of the two is set */
    uint8_t duration_contract;    /* what a length of the job makes of the contract; 0: no length, even an open one */
    socvet_span duration_span;
    const socvet_salary *salaries; size_t n_salaries; /* every pay expression, in text order */
    int salary;                   /* index of the job's pay in `salaries`, or -1 */
    bool pay_words_only;          /* "competitive", "negotiable": pay spoken of, no figure */
    socvet_span pay_words_span;
    const socvet_criterion *criteria; size_t n_criteria;
    const socvet_fact_text *qualifications; size_t n_qualifications; /* value: "PhD", "degree", .. */
    const socvet_fact_text *media; size_t n_media;
    const socvet_stated_code *codes; size_t n_codes;
    uint8_t sponsorship;          /* socvet_sponsorship */
    socvet_span sponsorship_span;
    uint8_t right_to_work;        /* socvet_right_to_work */
    socvet_span right_to_work_span;
} socvet_facts;

/* What a worker keeps from one document to the next: compiled patterns, match data. Not thread
 * safe: one per worker. NULL when memory ran out. */
typedef struct socvet_facts_scratch socvet_facts_scratch;
SOCVET_API socvet_facts_scratch *socvet_facts_scratch_new(socvet_err *err);
SOCVET_API void socvet_facts_scratch_free(socvet_facts_scratch *scratch);

/* Reads all facts and sets the blocks' sections. given may be NULL. *out lives in the document.
 * Expected: SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_facts_read(const socvet_facts **out, socvet_doc *doc,
                                           const socvet_given *given,
                                           socvet_facts_scratch *scratch, socvet_err *err);

/* A document as the rooms above read it: its arena, and the one stream of tokens. */
struct base_arena;
SOCVET_API struct base_arena *socvet_doc_arena(socvet_doc *doc);

#ifdef __cplusplus
}
#endif
#endif

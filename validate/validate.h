/* validate.h: dated rules as data -> a verdict for each rule, and findings. */
#ifndef SOCVET_VALIDATE_H
#define SOCVET_VALIDATE_H

#include "../classify/classify.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL, SOCVET_VERDICT_UNKNOWN,
    SOCVET_VERDICT_NOT_APPLICABLE, SOCVET_VERDICT_ERROR
} socvet_verdict;
typedef enum { SOCVET_NOTE, SOCVET_WARNING, SOCVET_ERROR } socvet_severity;
typedef enum { SOCVET_LIKELY, SOCVET_CERTAIN } socvet_certainty;

typedef struct {
    socvet_str id;  /* "SAL-003" */
    int rev;
    uint8_t severity, certainty;
    int32_t from, to; /* days in force, both inclusive; INT32_MIN / INT32_MAX: open */
    socvet_str family, kind, subject, params, when, route, profile;
    socvet_str message, why, fix;
    socvet_str source, source_title, source_place; /* key, title, paragraph or address */
    socvet_str bad, good;
    bool own; /* of a user's own rules */
} socvet_rule;

typedef enum { SOCVET_MARK_NONE, SOCVET_MARK_WAIVED, SOCVET_MARK_BASELINE } socvet_mark; /* marks.h */

typedef struct {
    const socvet_rule *rule;
    uint8_t verdict;
    uint8_t severity;   /* the rule's, unless the profile or route moves it */
    socvet_str message; /* the rule's message with its {values} filled in */
    socvet_str fix;     /* the same; for unknown: what to add to make it knowable */
    socvet_str working; /* arithmetic, line by line; may be empty */
    const socvet_span *spans;
    size_t n_spans;
    bool in_force;      /* the day, route and profile are among the rule's */
    uint8_t mark;       /* socvet_mark: somebody has answered for it */
    socvet_str mark_text;
    bool missing;       /* what is missing has no words: the span is the title's, only a place to look */
    bool reminder;      /* params say reminder=yes: true of the route or the day, no fault of the papers; not counted */
} socvet_finding;

typedef struct {
    const socvet_finding *findings; /* every rule's verdict, in rule order */
    size_t n_findings;
    size_t errors, warnings, notes, unknown; /* counts of fail by severity, and of unknown */
    socvet_str route;   /* the route judged under: "none", "skilled-worker", ... */
    socvet_str profile;
    size_t marked;      /* failed findings that are marked; they are in no other count */
} socvet_check_result;

typedef struct socvet_rules socvet_rules; /* immutable, shared */
SOCVET_API socvet_status socvet_rules_open(socvet_rules **out, socvet_err *err); /* embedded */
/* The embedded set with a user's own rows beside it: TSV bytes, each may be empty, that must outlive the
 * set. `rates` has columns of its own (man page, RATES) and comes before the embedded tables. Names
 * are for messages. Expected: SOCVET_E_DATA ("name:line:column: what is wrong"). */
typedef struct {
    socvet_str rules, wording, sources, rates;
    const char *rules_name, *wording_name, *rates_name;
} socvet_rules_extra;
SOCVET_API socvet_status socvet_rules_load(socvet_rules **out, const socvet_rules_extra *extra,
                                           socvet_err *err);
SOCVET_API void socvet_rules_free(socvet_rules *rules);
SOCVET_API socvet_str socvet_rules_version(const socvet_rules *rules); /* "2026-11-25:<hash>" */
SOCVET_API size_t socvet_rules_count(const socvet_rules *rules);
/* What is held of a table, and up to which day its source was read; false past the last. */
typedef struct {
    socvet_str table, edition, state, source; /* state: "complete" or "partial" */
    int32_t from, to, read; /* days; read INT32_MAX: not said */
} socvet_rules_table;
SOCVET_API bool socvet_rules_table_at(const socvet_rules *rules, size_t i, socvet_rules_table *out);
SOCVET_API const socvet_rule *socvet_rules_at(const socvet_rules *rules, size_t i);

typedef struct {
    int32_t as_of;      /* days; must be given */
    socvet_str route;   /* "auto" (or empty), "none", "skilled-worker", "tier2-general", ... */
    socvet_str profile; /* "law" (or empty), "university", ... */
    int32_t posted, closing; /* days; INT32_MIN: only what the text says */
    const socvet_str *media; /* where it is or will be advertised */
    size_t n_media;
    bool new_entrant;
    bool spelling;      /* run the spelling rules too */
    int32_t other_stage_days; /* days of another run of the vacancy's advert; 0: none known */
    bool spare_words;   /* leave message and fix of rules that pass or do not apply as their rows have them */
} socvet_check_opts;

typedef struct socvet_validate_scratch socvet_validate_scratch; /* one per worker */
SOCVET_API socvet_validate_scratch *socvet_validate_scratch_new(const socvet_rules *rules,
                                                                socvet_err *err);
SOCVET_API void socvet_validate_scratch_free(socvet_validate_scratch *s);

/* Judges every rule. *out lives in the document. Expected: SOCVET_E_USAGE (unknown route or
 * profile; *err names the nearest), SOCVET_E_NOMEM. */
SOCVET_API socvet_status socvet_check(const socvet_check_result **out, socvet_doc *doc,
                                      const socvet_facts *facts, const socvet_coding *coding,
                                      const socvet_dict *dict, const socvet_rules *rules,
                                      socvet_validate_scratch *scratch,
                                      const socvet_check_opts *opts, socvet_err *err);

/* A salary by itself (the `salary` command): is it enough for the route, code, hours and date? */
typedef struct {
    socvet_str kind; /* "overtime", "bonus", ...: a row of pay_counts.tsv */
    int64_t pence;   /* a year */
} socvet_pay_part;
typedef struct {
    int32_t as_of;
    socvet_str route, code; /* route empty: the ordinary one of the day; code may be empty */
    int64_t amount_pence;   /* a year */
    int64_t weekly_hours_hundredths;
    int64_t allowance_pence, accommodation_pence;
    int overseas_months;    /* -1: not said */
    int years;              /* length of the certificate; 0: not said */
    bool new_entrant, trainee;
    bool phd, stem_phd, listed; /* a relevant PhD; a job on the shortage list of the day */
    socvet_str option;      /* by name, "A"; empty: the best that what is said allows */
    const socvet_pay_part *parts; /* other pay, borrowed */
    size_t n_parts;
} socvet_salary_question;

/* One thing the pay must pass. */
typedef struct {
    const char *what; /* "threshold", "hourly floor", "going rate", "occupation", "terms" */
    uint8_t verdict;
    int64_t have_pence, need_pence; /* SOCVET_NO_PENCE: no such figure; an hour's for the floor */
    socvet_str working, source, fix;
    int32_t from, to; /* days in force */
} socvet_salary_test;
typedef struct {
    socvet_str option, label, needs;
    uint8_t verdict;
    int64_t need_pence; /* the least yearly pay that passes; SOCVET_NO_PENCE when not known */
} socvet_salary_option;
typedef struct {
    uint8_t verdict;
    socvet_str working; /* the arithmetic, line by line */
    socvet_str message;
    socvet_str route, option, label, edition, fix;
    int32_t as_of;
    int64_t offered_pence, counted_pence, need_pence; /* need: SOCVET_NO_PENCE when not known */
    const socvet_salary_test *tests;
    size_t n_tests;
    const socvet_salary_option *options; /* the route's other options on that day */
    size_t n_options;
} socvet_salary_answer;
/* The answer's text lives in the scratch until its next use. Expected: SOCVET_E_USAGE. */
SOCVET_API socvet_status socvet_salary_judge(socvet_salary_answer *out,
                                             const socvet_salary_question *q,
                                             const socvet_dict *dict, const socvet_rules *rules,
                                             socvet_validate_scratch *scratch, socvet_err *err);

/* From which day to which day would this salary pass, route by route, between two days. */
typedef struct {
    socvet_str route, option, edition, code_title;
    int32_t from, to; /* both inclusive; INT32_MAX: no end is known */
    uint8_t verdict;
    int64_t need_pence; /* SOCVET_NO_PENCE when not known */
    const char *binding; /* the test that decides: "threshold", "going rate", ... */
    socvet_str message;
} socvet_timeline_row;
/* q->as_of is not read; q->route empty: every route. Rows live in the scratch until its next use. */
SOCVET_API socvet_status socvet_timeline(const socvet_timeline_row **out, size_t *count,
                                         const socvet_salary_question *q, int32_t from, int32_t to,
                                         const socvet_dict *dict, const socvet_rules *rules,
                                         socvet_validate_scratch *scratch, socvet_err *err);

/* ---- the certificate's job sheet (the `cos` command) ---- */
typedef enum { SOCVET_APPLICANT_UNKNOWN, SOCVET_APPLICANT_OUTSIDE, SOCVET_APPLICANT_INSIDE } socvet_applicant;
typedef enum { SOCVET_SPONSOR_SIZE_UNKNOWN, SOCVET_SPONSOR_SMALL, SOCVET_SPONSOR_LARGE } socvet_sponsor_size;
typedef struct {
    socvet_salary_question pay; /* route, day, and what the papers cannot say; amount -1: theirs */
    uint8_t applicant;          /* socvet_applicant: where the person will apply */
    uint8_t size;               /* socvet_sponsor_size */
    int months;                 /* of sponsorship; 0: what the papers say */
    int32_t start;              /* INT32_MIN: what the papers say */
    const socvet_check_opts *check; /* posted, closing, media; may be NULL */
} socvet_cos_question;

typedef enum {
    SOCVET_COS_GIVEN,      /* stands in the papers, at `span` unless it came as an option */
    SOCVET_COS_WORKED_OUT, /* follows from the papers and the tables */
    SOCVET_COS_MISSING,    /* the papers should say it and do not */
    SOCVET_COS_ASK         /* only the sponsor or the person knows */
} socvet_cos_state;
typedef struct {
    socvet_str id, section, label, value, fix, source;
    uint8_t state;     /* socvet_cos_state */
    bool general;      /* the label is from general knowledge: compare it with the manual */
    socvet_span span;
} socvet_cos_field;
typedef struct {
    const char *what;
    uint8_t verdict;
    socvet_str message, fix, source;
} socvet_cos_check;
typedef struct {
    socvet_str name, size, note, working; /* size: "small", "large", or empty */
    int64_t pence;                        /* SOCVET_NO_PENCE: not known */
    int32_t from, to;
} socvet_cos_fee;
typedef struct {
    socvet_str heading, note, source;
    int points;
    uint8_t verdict;
    bool general;
} socvet_cos_point;
typedef struct {
    socvet_str applicant, kind, note, source; /* "outside": "defined" */
} socvet_cos_kind;
typedef struct {
    socvet_str route, code, code_title, edition;
    int32_t as_of;
    int months; /* 0: not known */
    const socvet_cos_field *fields; size_t n_fields;
    const socvet_cos_check *checks; size_t n_checks;
    const socvet_cos_fee *fees; size_t n_fees;
    const socvet_cos_point *points; size_t n_points;
    const socvet_cos_kind *kinds; size_t n_kinds; /* one, or one for each place of application */
    const socvet_salary_answer *salary; /* NULL: the papers state no yearly pay */
    size_t missing, failed;
} socvet_cos_sheet;
/* Lives in the document. Expected: SOCVET_E_USAGE (no such route or option on that day). */
SOCVET_API socvet_status socvet_cos(const socvet_cos_sheet **out, const socvet_cos_question *q, socvet_doc *doc,
                                    const socvet_facts *facts, const socvet_coding *coding,
                                    const socvet_dict *dict, const socvet_rules *rules, socvet_err *err);

/* ---- two versions of one job's papers (the `compare` command) ---- */
typedef enum { SOCVET_CHANGE_SAME, SOCVET_CHANGE_CHANGED, SOCVET_CHANGE_UNKNOWN } socvet_change_state;
typedef enum { SOCVET_RISE_NONE, SOCVET_RISE_NO, SOCVET_RISE_LIKELY, SOCVET_RISE_YES } socvet_rise;
typedef struct {
    socvet_doc *doc;
    const socvet_facts *facts;
    const socvet_coding *coding;
} socvet_compare_side;
typedef struct {
    int32_t as_of;                 /* the day of the change */
    socvet_str route;              /* empty: the ordinary one of the day */
    socvet_str old_code, new_code; /* empty: what the papers lead to */
    bool general_rise;             /* the pay rise is a general one */
} socvet_compare_question;
typedef struct {
    const char *topic; /* "title", "duties", "duty" (one line of them), "hours", "place", ... */
    uint8_t state;     /* socvet_change_state */
    socvet_str id, report;                 /* the row of duties.tsv: "yes", "no", "new-certificate"; or empty */
    socvet_str old_value, new_value, detail, message, fix, source;
    socvet_span old_span, new_span;        /* each in its own papers' text */
} socvet_change;
typedef struct {
    int32_t as_of;
    const socvet_change *changes; size_t n_changes;
    size_t changed, unknown, to_report;
    bool new_certificate;
    uint8_t code_moves;   /* socvet_change_state */
    uint8_t general_rise; /* socvet_rise; NONE: the pay did not go up */
    const socvet_salary_answer *salary; /* the new pay; NULL: it cannot be told */
} socvet_compare;
/* Lives in the new papers. Expected: SOCVET_E_USAGE (no such route on that day). */
SOCVET_API socvet_status socvet_compare_papers(const socvet_compare **out, const socvet_compare_question *q,
                                               const socvet_compare_side *old_papers,
                                               const socvet_compare_side *new_papers,
                                               const socvet_dict *dict, const socvet_rules *rules,
                                               socvet_err *err);

/* What should be kept of a recruitment: rows; false past the last. */
typedef struct {
    socvet_str id, routes, profiles, what, place, source;
    int32_t from, to;
} socvet_evidence_item;
SOCVET_API bool socvet_evidence_item_at(const socvet_rules *rules, size_t i, socvet_evidence_item *out);

/* What the tables hold of a code on a day, for a route ("auto", "none" or empty: the one an offer of
 * sponsorship would mean that day). */
typedef struct {
    socvet_str route, edition; /* whose terms these are */
    char code[8];              /* in that edition */
    socvet_str eligible;       /* as data/going_rates.tsv has it: "yes", "no", "no-unless-…"; empty: not known */
    socvet_str level;          /* "Higher Skilled", "NQF6"; may be empty */
    int64_t annual_pence, new_entrant_pence; /* SOCVET_NO_PENCE: not held */
    int64_t weekly_hours_hundredths;         /* the going rate's; 0: not held */
    bool phd_level, salary_list, shortage_list;
} socvet_code_terms;
/* False when no route was open that day or the code has no counterpart in its edition. */
SOCVET_API bool socvet_code_terms_on(socvet_code_terms *out, const socvet_rules *rules,
                                     const socvet_dict *dict, int edition, socvet_str code,
                                     socvet_str route, int32_t day);

#ifdef __cplusplus
}
#endif
#endif

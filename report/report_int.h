/* report_int.h: words for enumerations, shared by the forms of the report. */
#ifndef REPORT_INT_H
#define REPORT_INT_H
#include "../base/buf.h"
#include "../base/json.h"
#include "report.h"

const char *report_verdict(unsigned verdict);
const char *report_severity(unsigned severity);
const char *report_certainty(unsigned certainty);
const char *report_period(unsigned period);
const char *report_basis(unsigned basis);
const char *report_contract(unsigned contract);  /* NULL when unknown */
const char *report_employer_kind(unsigned kind); /* NULL when unknown */
const char *report_document_kind(unsigned kind);
const char *report_need(unsigned need);
const char *report_phd(unsigned wording);
const char *report_sponsorship(unsigned value);    /* NULL when unknown */
const char *report_right_to_work(unsigned value);  /* NULL when unknown */
const char *report_reason(unsigned kind);
const char *report_pay_kind(unsigned kind);

/* Where a byte of the text stands in its document. */
typedef struct {
    const socvet_doc_part *part; /* NULL when there is none */
    const socvet_block *block;   /* NULL when there is none */
    size_t block_index;
    uint32_t line, column;       /* of the source where it has lines, else of the text */
    bool in_source;
} report_place;
report_place report_place_of(const socvet_doc *doc, uint32_t at);

/* "£41,500" or "£19.50". */
void report_money(base_buf *out, int64_t pence);
/* The members of a salary's answer, inside an object that is open; its lines for people. */
void report_put_salary(base_json_writer *w, const socvet_salary_answer *answer);
/* A member "salary": that object, or null. */
void report_put_salary_member(base_json_writer *w, const socvet_salary_answer *answer);
void report_salary_lines(base_buf *out, const socvet_salary_answer *answer);

/* The terms of a code on the record's day, under its route or the one an offer would mean; false: none held.
 * In words: NULL when the tables do not say. For the likeliest code: lines for people, or nothing. */
bool report_terms_of(socvet_code_terms *out, const socvet_record *record, const char *code);
const char *report_eligibility(const socvet_code_terms *terms);
void report_terms_lines(base_buf *out, const socvet_record *record);

/* The window that adverts of vacancies for sponsored workers are measured by, and the record's two days:
 * given by the person who asked, else read; INT32_MIN: neither. */
enum { REPORT_WINDOW_DAYS = 28 };
int32_t report_day(int32_t given, const socvet_fact_date *read);
/* Why a code stands where it stands: one reason a line, each word quoted once. */
void report_reason_lines(base_buf *out, const socvet_candidate *candidate, socvet_str text);
/* Worth a line of its own to a person: the likeliest code, and others with a chance. */
bool report_worth_showing(const socvet_coding *coding, size_t i);

/* Hands the buffer to the sink and clears it. Expected: SOCVET_E_NOMEM, SOCVET_E_IO. */
socvet_status report_flush(base_buf *out, socvet_sink sink, void *user, socvet_err *err);

/* Should this verdict be shown? fail and unknown, or all. Reminders have a place of their own. */
bool report_shows(const socvet_record *record, const socvet_finding *finding);
/* A reminder that holds: said in one line, once, after the findings. */
bool report_reminds(const socvet_finding *finding);
#endif

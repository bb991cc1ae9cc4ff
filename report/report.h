/* report.h: one result record in every output form. A report only borrows; it judges nothing. */
#ifndef SOCVET_REPORT_H
#define SOCVET_REPORT_H

#include "../validate/validate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where a record comes from in a catalogue: what names the row in later runs, and what the
 * catalogue said beside the text. */
typedef struct {
    uint64_t number;     /* 1-based in the input */
    char hash[17];       /* of the row's fields, whatever the file's format: hex */
    socvet_str run;      /* of program, data and options: hex */
    socvet_str title, employer, old_code, group, date, media; /* as given; may be empty */
    uint64_t vacancy;    /* the first row of the vacancy that it belongs to; 0: not known */
    socvet_str sketch;   /* of the text, for finding near duplicates; hex, may be empty */
} socvet_record_row;

/* A person's word on the code, which overrides the coder's. */
typedef struct {
    char code[8], was[8]; /* was: the coder's own answer, or "" */
    double was_probability;
    socvet_str reviewer, note;
} socvet_decision;

/* All that is known of one advert. Any stage may be the last: NULL where it was not run. */
typedef struct {
    socvet_str id;
    socvet_status status; /* SOCVET_OK, or why it could not be read */
    const socvet_err *error;
    const socvet_doc *doc;
    const socvet_facts *facts;
    const socvet_coding *coding;
    const socvet_check_result *check;
    const socvet_dict *dict;
    const socvet_rules *rules;
    int32_t as_of;
    bool all_verdicts, with_text, only_classify;
    const socvet_record_row *row;      /* NULL: no row of a catalogue */
    const socvet_decision *decision;   /* NULL: the coder's answer stands */
    int32_t posted, closing; /* what came beside the papers; 0 or INT32_MIN: nothing */
} socvet_record;

/* Receives bytes of the report; false stops the writing. */
typedef bool (*socvet_sink)(socvet_str bytes, void *user);

/* One JSON object on one line, newline at its end: the record, schema 1 (docs/record.md). */
SOCVET_API socvet_status socvet_report_json(const socvet_record *record, socvet_sink sink,
                                            void *user, socvet_err *err);
/* The object that stands under "facts" in that record, alone; null without facts. */
SOCVET_API socvet_status socvet_report_facts(const socvet_record *record, socvet_sink sink,
                                             void *user, socvet_err *err);
/* For people: file:line:col: severity: message [ID], the words, the fix, the source. */
SOCVET_API socvet_status socvet_report_text(const socvet_record *record, bool colour,
                                            socvet_sink sink, void *user, socvet_err *err);

/* A printable page in one file: no script, nothing fetched. */
SOCVET_API socvet_status socvet_report_html(const socvet_record *record, socvet_sink sink,
                                            void *user, socvet_err *err);

/* The same for a page of ours. All fields may be left zero: then it is socvet_report_html. */
typedef struct {
    bool for_page;         /* the report alone, to be put into a page that has a heading already */
    const char *css_href;  /* the style is fetched from here rather than written into the page */
    const char *back_href; /* a link back to the form */
} socvet_html_opts;
SOCVET_API socvet_status socvet_report_html_with(const socvet_record *record,
                                                 const socvet_html_opts *opts, socvet_sink sink,
                                                 void *user, socvet_err *err);
SOCVET_API socvet_str socvet_report_css(void); /* the style of both; static */

/* The vacancy's document number `document`, a Word file whose bytes these are, with each finding as a
 * comment on the words it is about. Expected: SOCVET_E_UNSUPPORTED (no Word document). */
SOCVET_API socvet_status socvet_report_word(const socvet_record *record, socvet_str bytes, size_t document,
                                            socvet_sink sink, void *user, socvet_err *err);

/* For other tools: SARIF 2.1.0, GitHub's workflow annotations, checkstyle XML. */
SOCVET_API socvet_status socvet_report_sarif(const socvet_record *record, socvet_sink sink,
                                             void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_github(const socvet_record *record, socvet_sink sink,
                                              void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_checkstyle(const socvet_record *record, socvet_sink sink,
                                                  void *user, socvet_err *err);

/* Findings as rows of a table; the first row is the columns' names. `each` returns false to stop. */
enum { SOCVET_FINDING_COLUMNS = 18 };
typedef bool (*socvet_finding_row)(const socvet_str *cells, size_t n, void *user);
SOCVET_API bool socvet_report_finding_rows(const socvet_record *record, socvet_finding_row each, void *user);
SOCVET_API socvet_status socvet_report_csv(const socvet_record *record, socvet_sink sink,
                                           void *user, socvet_err *err);

/* The advert as schema.org JobPosting (JSON-LD): what the papers say and the code that stands, nothing else.
 * Expected: SOCVET_E_USAGE (no facts were read). */
SOCVET_API socvet_status socvet_report_jobposting(const socvet_record *record, socvet_sink sink,
                                                  void *user, socvet_err *err);
/* What search engines ask for and the papers lack, static names; returns how many. */
SOCVET_API size_t socvet_jobposting_lacks(const socvet_record *record, const char **out, size_t most);

/* A salary by itself, and the days on which it would pass. */
SOCVET_API socvet_status socvet_report_salary_text(const socvet_salary_answer *answer, socvet_sink sink,
                                                   void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_salary_json(const socvet_salary_answer *answer, socvet_sink sink,
                                                   void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_timeline_text(const socvet_timeline_row *rows, size_t n,
                                                     const socvet_salary_question *q, socvet_sink sink,
                                                     void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_timeline_json(const socvet_timeline_row *rows, size_t n,
                                                     const socvet_salary_question *q, socvet_sink sink,
                                                     void *user, socvet_err *err);

/* The job sheet of a certificate. */
SOCVET_API socvet_status socvet_report_cos_text(const socvet_cos_sheet *sheet, const socvet_doc *doc,
                                                socvet_sink sink, void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_cos_json(const socvet_cos_sheet *sheet, const socvet_doc *doc,
                                                socvet_sink sink, void *user, socvet_err *err);

/* Two versions of one job's papers. */
SOCVET_API socvet_status socvet_report_compare_text(const socvet_compare *comparison, const socvet_doc *old_papers,
                                                    const socvet_doc *new_papers, socvet_sink sink, void *user,
                                                    socvet_err *err);
SOCVET_API socvet_status socvet_report_compare_json(const socvet_compare *comparison, const socvet_doc *old_papers,
                                                    const socvet_doc *new_papers, socvet_sink sink, void *user,
                                                    socvet_err *err);

/* The catalogue of all rules, as one page. */
SOCVET_API socvet_status socvet_report_rules_html(const socvet_rules *rules, socvet_sink sink, void *user,
                                                  socvet_err *err);

#ifdef __cplusplus
}
#endif
#endif

/* report.h: one result record in every output form. A report only borrows; it judges nothing. */
#ifndef SOCVET_REPORT_H
#define SOCVET_REPORT_H

#include "../validate/validate.h"

#ifdef __cplusplus
extern "C" {
#endif

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
} socvet_record;

/* Receives bytes of the report; false stops the writing. */
typedef bool (*socvet_sink)(socvet_str bytes, void *user);

/* One JSON object on one line, newline at its end: the record, schema 1 (docs/record.md). */
SOCVET_API socvet_status socvet_report_json(const socvet_record *record, socvet_sink sink,
                                            void *user, socvet_err *err);
/* For people: file:line:col: severity: message [ID], the words, the fix, the source. */
SOCVET_API socvet_status socvet_report_text(const socvet_record *record, bool colour,
                                            socvet_sink sink, void *user, socvet_err *err);

/* A printable page in one file: no script, nothing fetched. */
SOCVET_API socvet_status socvet_report_html(const socvet_record *record, socvet_sink sink,
                                            void *user, socvet_err *err);

/* For other tools: SARIF 2.1.0, GitHub's workflow annotations, checkstyle XML. */
SOCVET_API socvet_status socvet_report_sarif(const socvet_record *record, socvet_sink sink,
                                             void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_github(const socvet_record *record, socvet_sink sink,
                                              void *user, socvet_err *err);
SOCVET_API socvet_status socvet_report_checkstyle(const socvet_record *record, socvet_sink sink,
                                                  void *user, socvet_err *err);

#ifdef __cplusplus
}
#endif
#endif

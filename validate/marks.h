/* marks.h: findings that somebody has answered for: waivers (a rule, a document, a reason, who, until
 * when), and a baseline (what an earlier run found). They mark findings; nothing is dropped. */
#ifndef SOCVET_MARKS_H
#define SOCVET_MARKS_H

#include "validate.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct socvet_marks socvet_marks; /* one run's; not shared between threads */

SOCVET_API socvet_marks *socvet_marks_new(socvet_err *err);
SOCVET_API void socvet_marks_free(socvet_marks *marks);
/* Rows of "rule document until who reason" (TSV). document: a file's name or path, the beginning of
 * its SHA-256 (12 digits or more), or *. `bytes` and `name` must outlive the marks.
 * Expected: SOCVET_E_DATA ("name:line:column: what is wrong"). */
SOCVET_API socvet_status socvet_marks_add_waivers(socvet_marks *marks, socvet_str bytes, const char *name,
                                                  const socvet_rules *rules, socvet_err *err);
/* Records as `check --json` or `bulk` print them. Expected: SOCVET_E_DATA. */
SOCVET_API socvet_status socvet_marks_add_baseline(socvet_marks *marks, socvet_str bytes, const char *name,
                                                   socvet_err *err);
/* *check is replaced by a copy, in the document's arena, whose failed findings are marked and whose
 * counts leave marked ones out. `id` is the record's. */
SOCVET_API socvet_status socvet_marks_apply(socvet_marks *marks, const socvet_check_result **check,
                                            socvet_doc *doc, socvet_str id, int32_t as_of, socvet_err *err);
/* Calls `each` for waivers that were not used, and for those whose day has passed. */
SOCVET_API void socvet_marks_idle(const socvet_marks *marks, int32_t as_of,
                                  void (*each)(const char *file, unsigned line, const char *text, void *user),
                                  void *user);

#ifdef __cplusplus
}
#endif
#endif

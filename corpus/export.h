/* export.h: the forms a run can be printed in; each takes records one at a time; for corpus/ alone. */
#ifndef CORPUS_EXPORT_H
#define CORPUS_EXPORT_H
#include "../base/csv.h"
#include "../base/json.h"
#include "manifest.h"

typedef struct corpus_form corpus_form;
struct corpus_form {
    socvet_status (*put)(corpus_form *f, const base_json *record, base_arena *arena,
                         socvet_err *err);
    socvet_status (*finish)(corpus_form *f, socvet_err *err); /* all is written and closed */
    void (*free)(corpus_form *f);
};

typedef struct {
    const char *path, *name; /* where to write; what the run is called */
    const corpus_manifest *header;
    bool excel, long_form;
} corpus_form_opts;

/* Expected: SOCVET_E_IO, SOCVET_E_NOMEM. */
socvet_status corpus_form_csv(corpus_form **out, const corpus_form_opts *o, socvet_err *err);
socvet_status corpus_form_xlsx(corpus_form **out, const corpus_form_opts *o, socvet_err *err);
socvet_status corpus_form_sqlite(corpus_form **out, const corpus_form_opts *o, socvet_err *err);

/* The table `decision` of a database, in the order of its ids: hash, title, machine_code, code,
 * reviewer, note. Expected: SOCVET_E_FORMAT, what `each` returns. */
bool corpus_is_sqlite(const char *path);
socvet_status corpus_sqlite_decisions(const char *path,
                                      socvet_status (*each)(const socvet_str fields[6],
                                                            uint64_t number, void *user),
                                      void *user, socvet_err *err);

static inline void corpus_csv_put(base_buf *out, socvet_str s, bool digits_are_text)
{
    base_csv_put(out, s, digits_are_text);
}
#endif

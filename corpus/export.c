/* export.c: a run (JSON lines and their manifest) printed in another form. The lines are the truth:
 * a form is made from them whole or not at all. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/err.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"
#include "runs.h"
#include "source.h"

socvet_form socvet_form_of(const char *path)
{
    static const struct {
        const char *end;
        socvet_form form;
    } ends[] = {{".csv", SOCVET_FORM_CSV}, {".xlsx", SOCVET_FORM_XLSX}, {".db", SOCVET_FORM_SQLITE},
                {".sqlite", SOCVET_FORM_SQLITE}, {".sqlite3", SOCVET_FORM_SQLITE}};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (base_str_ends_ci(base_str_z(path), base_str_z(ends[i].end)))
            return ends[i].form;
    return SOCVET_FORM_JSONL;
}

typedef struct {
    corpus_form *form;
    char fresh[4096], errors_path[4096], errors_fresh[4100];
    FILE *errors;
    uint64_t n_errors;
    base_buf line;
} export_run;

static void name_files(export_run *x, const char *out)
{
    snprintf(x->fresh, sizeof x->fresh, "%s.new", out);
    socvet_errors_path(out, x->errors_path, sizeof x->errors_path);
    snprintf(x->errors_fresh, sizeof x->errors_fresh, "%s.new", x->errors_path);
}

static socvet_status io_fail(const char *path, socvet_err *err)
{
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path, strerror(errno));
}

/* Place: the row, and for a document its path and the byte at fault. */
static socvet_status put_error(export_run *x, const base_json *r, socvet_err *err)
{
    const base_json *e = base_json_get(r, "error");
    double row = base_json_number(corpus_json_at(r, "row.number"), 0);
    double offset = base_json_number(base_json_get(e, "offset"), -1);

    if (!x->errors && !(x->errors = fopen(x->errors_fresh, "wb")))
        return io_fail(x->errors_path, err);
    base_buf_reset(&x->line);
    if (!x->n_errors++)
        base_buf_add_z(&x->line, "row,id,kind,byte,cause\n");
    base_buf_printf(&x->line, "%.0f,", row);
    corpus_csv_put(&x->line, base_json_string(base_json_get(r, "id")), false);
    base_buf_add_char(&x->line, ',');
    corpus_csv_put(&x->line, base_json_string(base_json_get(e, "kind")), false);
    base_buf_add_char(&x->line, ',');
    if (offset >= 0)
        base_buf_printf(&x->line, "%.0f", offset);
    base_buf_add_char(&x->line, ',');
    corpus_csv_put(&x->line, base_json_string(base_json_get(e, "message")), false);
    base_buf_add_char(&x->line, '\n');
    return fwrite(x->line.ptr, 1, x->line.len, x->errors) == x->line.len
               ? SOCVET_OK
               : io_fail(x->errors_path, err);
}

static socvet_status put_records(export_run *x, const char *run, socvet_err *err)
{
    corpus_source *source = NULL;
    base_arena *arena = base_arena_new(0);
    socvet_status s = arena ? corpus_run_open(&source, run, err)
                            : base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET,
                                        "memory ran out");
    bool more = true;

    while (!s && more) {
        socvet_str raw;
        uint64_t number;
        base_json *record = NULL;
        s = corpus_source_next(source, &raw, &number, &more, err);
        if (s || !more)
            break;
        base_arena_reset(arena);
        socvet_err cause = {0};
        if (base_json_parse(&record, raw, &cause) != SOCVET_OK ||
            base_json_number(base_json_get(record, "schema"), 0) != 1)
            s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                          "%s: line %llu is no record of a run", run, (unsigned long long)number);
        if (!s && x->form)
            s = x->form->put(x->form, record, arena, err);
        if (!s && strcmp(corpus_band(record), "error") == 0)
            s = put_error(x, record, err);
        base_json_free(record);
    }
    corpus_source_free(source);
    base_arena_free(arena);
    return s;
}

static socvet_status put_files(export_run *x, const char *out, socvet_err *err)
{
    if (x->form && rename(x->fresh, out) != 0)
        return io_fail(out, err);
    if (!x->errors) {
        unlink(x->errors_path); /* of an earlier run */
        return SOCVET_OK;
    }
    bool ok = fclose(x->errors) == 0;
    x->errors = NULL;
    return ok && rename(x->errors_fresh, x->errors_path) == 0 ? SOCVET_OK
                                                              : io_fail(x->errors_path, err);
}

static socvet_status open_form(export_run *x, const corpus_form_opts *o, socvet_form form,
                               socvet_err *err)
{
    unlink(x->fresh);
    switch (form) {
    case SOCVET_FORM_CSV: return corpus_form_csv(&x->form, o, err);
    case SOCVET_FORM_XLSX: return corpus_form_xlsx(&x->form, o, err);
    case SOCVET_FORM_SQLITE: return corpus_form_sqlite(&x->form, o, err);
    case SOCVET_FORM_JSONL: break; /* the run is there already: only its errors are listed */
    }
    return SOCVET_OK;
}

socvet_status socvet_export(const char *run, const char *out, const socvet_export_opts *opts,
                            uint64_t *errors, socvet_err *err)
{
    export_run x = {0};
    corpus_manifest m;
    struct stat info;
    base_arena *arena = base_arena_new(0);
    socvet_status s;

    base_err_clear(err);
    if (!arena)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    socvet_form form = socvet_form_of(out);
    base_buf_init(&x.line, 0);
    name_files(&x, out);
    s = corpus_run_manifest(&m, run, arena, err);
    if (!s && form != SOCVET_FORM_JSONL && !opts->force && stat(out, &info) == 0)
        s = base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                      "%s is there already; --force writes over it", out);
    corpus_form_opts o = {x.fresh, run, &m, opts->excel, opts->long_form};
    if (!s)
        s = open_form(&x, &o, form, err);
    /* of a run without a bad row nothing is to be listed: a second reading would take as long again */
    if (!s && (form != SOCVET_FORM_JSONL || m.counts.unreadable))
        s = put_records(&x, run, err);
    if (!s && x.form)
        s = x.form->finish(x.form, err);
    if (!s)
        s = put_files(&x, out, err);
    if (x.form)
        x.form->free(x.form);
    if (x.errors)
        fclose(x.errors);
    if (s) {
        unlink(x.fresh);
        unlink(x.errors_fresh);
    }
    base_buf_clear(&x.line);
    base_arena_free(arena);
    *errors = x.n_errors;
    return s;
}

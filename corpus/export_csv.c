/* export_csv.c: a run as CSV: RFC 4180; for Excel with a byte order mark, CRLF and codes as text. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"

enum { FLUSH_AT = 1 << 16 };

typedef struct {
    corpus_form form;
    FILE *file;
    const char *path;
    base_buf out;
    const corpus_column *columns;
    size_t n;
    bool excel, long_form;
} csv_form;

static void put_cells(csv_form *f, const corpus_cell *cells)
{
    for (size_t i = 0; i < f->n; i++) {
        bool number = f->columns[i].kind == CORPUS_CELL_NUMBER || f->columns[i].kind == CORPUS_CELL_POUNDS;
        if (i)
            base_buf_add_char(&f->out, ',');
        if (cells[i].empty)
            continue;
        if (number)
            base_buf_add(&f->out, cells[i].text);
        else
            corpus_csv_put(&f->out, cells[i].text,
                           f->excel && f->columns[i].kind == CORPUS_CELL_CODE);
    }
    base_buf_add_z(&f->out, f->excel ? "\r\n" : "\n");
}

static socvet_status flush(csv_form *f, size_t at, socvet_err *err)
{
    if (f->out.failed)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    if (f->out.len <= at)
        return SOCVET_OK;
    if (fwrite(f->out.ptr, 1, f->out.len, f->file) != f->out.len)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", f->path,
                         strerror(errno));
    base_buf_reset(&f->out);
    return SOCVET_OK;
}

static bool each_long(corpus_part part, const corpus_cell *cells, void *user)
{
    (void)part;
    put_cells(user, cells);
    return true;
}

static socvet_status put(corpus_form *form, const base_json *record, base_arena *arena,
                         socvet_err *err)
{
    csv_form *f = (csv_form *)(void *)form;
    corpus_cell cells[CORPUS_MOST_CELLS];

    if (f->long_form) {
        corpus_long_rows(record, arena, each_long, f);
    } else {
        corpus_wide_cells(record, arena, cells);
        put_cells(f, cells);
    }
    return flush(f, FLUSH_AT, err);
}

static socvet_status finish(corpus_form *form, socvet_err *err)
{
    csv_form *f = (csv_form *)(void *)form;
    socvet_status s = flush(f, 0, err);

    if (!s && (fflush(f->file) != 0 || ferror(f->file)))
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", f->path,
                      strerror(errno));
    return s;
}

static void free_form(corpus_form *form)
{
    csv_form *f = (csv_form *)(void *)form;

    if (f->file)
        fclose(f->file);
    base_buf_clear(&f->out);
    free(f);
}

socvet_status corpus_form_csv(corpus_form **out, const corpus_form_opts *o, socvet_err *err)
{
    csv_form *f = calloc(1, sizeof *f);

    *out = NULL;
    if (!f)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    f->form = (corpus_form){put, finish, free_form};
    f->excel = o->excel;
    f->long_form = o->long_form;
    f->path = o->path;
    f->columns = o->long_form ? corpus_long_columns(&f->n) : corpus_wide_columns(&f->n);
    base_buf_init(&f->out, 0);
    f->file = fopen(o->path, "wb");
    if (!f->file) {
        socvet_status s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s",
                                    o->path, strerror(errno));
        free_form(&f->form);
        return s;
    }
    if (o->excel)
        base_buf_add_z(&f->out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < f->n; i++)
        base_buf_printf(&f->out, "%s%s", i ? "," : "", f->columns[i].name);
    base_buf_add_z(&f->out, o->excel ? "\r\n" : "\n");
    *out = &f->form;
    return SOCVET_OK;
}

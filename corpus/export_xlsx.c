/* export_xlsx.c: a run as a workbook, in memory that does not grow with it (rows leave as they come):
 * sheets "run", "records", "candidates", "findings"; a full sheet goes on in "records 2". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"
#include "xlsx_door.h"

enum { MOST_ROWS = 1048576, MOST_CHARACTERS = 32767 };
typedef enum { RECORDS, CANDIDATES, FINDINGS, SHEETS } sheet_kind;

typedef struct {
    lxw_worksheet *sheet;
    lxw_row_t row;
    unsigned part; /* 1, 2, ... */
} sheet;

typedef struct {
    corpus_form form;
    corpus_xlsx lib;
    lxw_workbook *book;
    lxw_format *bold, *pounds;
    sheet sheets[SHEETS];
    const char *path;
    base_buf text;
    lxw_error failed;
} xlsx_form;

static const corpus_column *columns_of(sheet_kind k, size_t *n)
{
    return k == RECORDS ? corpus_wide_columns(n) : corpus_long_columns(n);
}

static void note(xlsx_form *f, lxw_error e)
{
    if (e && !f->failed)
        f->failed = e;
}

static bool open_sheet(xlsx_form *f, sheet_kind k)
{
    static const char *const names[SHEETS] = {"records", "candidates", "findings"};
    sheet *s = &f->sheets[k];
    char name[32];
    size_t n;
    const corpus_column *c = columns_of(k, &n);

    s->part++;
    snprintf(name, sizeof name, s->part > 1 ? "%s %u" : "%s", names[k], s->part);
    s->sheet = f->lib.workbook_add_worksheet(f->book, name);
    s->row = 0;
    if (!s->sheet)
        return false;
    for (size_t i = 0; i < n; i++) {
        note(f, f->lib.worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, c[i].width, NULL));
        note(f, f->lib.worksheet_write_string(s->sheet, 0, (lxw_col_t)i, c[i].name, f->bold));
    }
    f->lib.worksheet_freeze_panes(s->sheet, 1, 0);
    s->row = 1;
    return true;
}

/* Cuts what no cell can hold, and what XML cannot say. */
static const char *cell_text(xlsx_form *f, socvet_str s)
{
    size_t characters = 0, i = 0;

    base_buf_reset(&f->text);
    for (; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c & 0xC0) != 0x80) {
            /* the limit counts UTF-16: a character of four bytes is two */
            characters += c >= 0xF0 ? 2 : 1;
            if (characters > MOST_CHARACTERS)
                break;
        }
        if (c >= 0x20 || c == '\n' || c == '\t')
            base_buf_add_char(&f->text, (char)c);
    }
    return f->text.ptr && f->text.len ? f->text.ptr : "";
}

static void put_row(xlsx_form *f, sheet_kind k, const corpus_cell *cells)
{
    sheet *s = &f->sheets[k];
    size_t n;
    const corpus_column *c = columns_of(k, &n);

    if ((!s->sheet || s->row >= MOST_ROWS) && !open_sheet(f, k)) {
        note(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        lxw_col_t at = (lxw_col_t)i;
        if (cells[i].empty)
            continue;
        if (c[i].kind == CORPUS_CELL_NUMBER)
            note(f, f->lib.worksheet_write_number(s->sheet, s->row, at, cells[i].number, NULL));
        else if (c[i].kind == CORPUS_CELL_POUNDS)
            note(f, f->lib.worksheet_write_number(s->sheet, s->row, at, cells[i].number, f->pounds));
        else
            note(f, f->lib.worksheet_write_string(s->sheet, s->row, at, cell_text(f, cells[i].text), NULL));
    }
    s->row++;
}

static bool each_long(corpus_part part, const corpus_cell *cells, void *user)
{
    put_row(user, part == CORPUS_PART_CANDIDATE ? CANDIDATES : FINDINGS, cells);
    return true;
}

static socvet_status check(const xlsx_form *f, socvet_err *err)
{
    if (!f->failed)
        return SOCVET_OK;
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", f->path,
                     f->lib.lxw_strerror(f->failed));
}

static socvet_status put(corpus_form *form, const base_json *record, base_arena *arena,
                         socvet_err *err)
{
    xlsx_form *f = (xlsx_form *)(void *)form;
    corpus_cell cells[CORPUS_MOST_CELLS];

    corpus_wide_cells(record, arena, cells);
    put_row(f, RECORDS, cells);
    corpus_long_rows(record, arena, each_long, f);
    return check(f, err);
}

static void put_header(xlsx_form *f, const corpus_manifest *m)
{
    lxw_worksheet *s = f->lib.workbook_add_worksheet(f->book, "run");
    const struct {
        const char *name;
        socvet_str value;
    } rows[] = {{"socvet", m->program}, {"dictionary", m->dictionary}, {"rules", m->rules},
                {"run", m->run}, {"options", m->options}, {"input", m->input},
                {"input hash", m->input_hash}};

    if (!s) {
        note(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    note(f, f->lib.worksheet_set_column(s, 0, 0, 14, NULL));
    note(f, f->lib.worksheet_set_column(s, 1, 1, 60, NULL));
    for (lxw_row_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        note(f, f->lib.worksheet_write_string(s, i, 0, rows[i].name, f->bold));
        note(f, f->lib.worksheet_write_string(s, i, 1, cell_text(f, rows[i].value), NULL));
    }
}

static socvet_status finish(corpus_form *form, socvet_err *err)
{
    xlsx_form *f = (xlsx_form *)(void *)form;
    lxw_workbook *book = f->book;

    f->book = NULL;
    note(f, f->lib.workbook_close(book)); /* frees the book, too */
    return check(f, err);
}

static void free_form(corpus_form *form)
{
    xlsx_form *f = (xlsx_form *)(void *)form;

    if (f->book)
        f->lib.workbook_close(f->book); /* the library has no other way to let go of it */
    base_buf_clear(&f->text);
    free(f);
}

socvet_status corpus_form_xlsx(corpus_form **out, const corpus_form_opts *o, socvet_err *err)
{
    xlsx_form *f = calloc(1, sizeof *f);
    lxw_workbook_options w = {.constant_memory = LXW_TRUE};
    char title[] = "socvet run";
    lxw_doc_properties p = {.title = title, .created = 946684800}; /* the same bytes always */

    *out = NULL;
    socvet_status s = f ? corpus_xlsx_load(&f->lib, err) : SOCVET_OK;
    if (s) {
        free(f);
        return s;
    }
    if (!f || !(f->book = f->lib.workbook_new_opt(o->path, &w))) {
        free(f);
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    }
    f->form = (corpus_form){put, finish, free_form};
    f->path = o->path;
    base_buf_init(&f->text, 0);
    f->lib.workbook_set_properties(f->book, &p);
    f->bold = f->lib.workbook_add_format(f->book);
    f->pounds = f->lib.workbook_add_format(f->book);
    if (f->bold && f->pounds) {
        f->lib.format_set_bold(f->bold);
        f->lib.format_set_num_format(f->pounds, "#,##0.00");
    }
    put_header(f, o->header);
    for (sheet_kind k = RECORDS; k < SHEETS; k++)
        if (!open_sheet(f, k))
            note(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
    *out = &f->form;
    s = check(f, err);
    if (s) {
        free_form(&f->form);
        *out = NULL;
    }
    return s;
}

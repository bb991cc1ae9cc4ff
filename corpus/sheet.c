/* sheet.c: rows to CSV or to a workbook, in memory that does not grow with them. */
#include "sheet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "export.h"
#include "xlsx_door.h"

enum { MOST_ROWS = 1048576, MOST_CHARACTERS = 32767, FLUSH_AT = 1 << 16 };

struct corpus_sheet {
    corpus_sheet_opts o;
    char fresh[4200];
    FILE *file;
    base_buf out;
    corpus_xlsx lib; /* of a workbook */
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold;
    lxw_row_t row;
    unsigned part;
    lxw_error failed;
};

static socvet_status io_fail(const corpus_sheet *s, socvet_err *err)
{
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", s->o.path,
                     s->failed ? s->lib.lxw_strerror(s->failed) : strerror(errno));
}

static void note(corpus_sheet *s, lxw_error e)
{
    s->failed = s->failed ? s->failed : e;
}

/* A sheet holds a million rows; the next goes on in "name 2". */
static void next_sheet(corpus_sheet *s)
{
    char name[32];

    s->part++;
    snprintf(name, sizeof name, s->part > 1 ? "%.20s %u" : "%.20s", s->o.name, s->part);
    s->sheet = s->lib.workbook_add_worksheet(s->book, name);
    if (!s->sheet) {
        note(s, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < s->o.n; i++) {
        note(s, s->lib.worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, s->o.columns[i].width, NULL));
        note(s, s->lib.worksheet_write_string(s->sheet, 0, (lxw_col_t)i, s->o.columns[i].name, s->bold));
    }
    s->lib.worksheet_freeze_panes(s->sheet, 1, 0);
    s->row = 1;
}

static bool open_book(corpus_sheet *s)
{
    lxw_workbook_options o = {.constant_memory = LXW_TRUE};
    char title[64];
    lxw_doc_properties p = {.title = title, .created = 946684800}; /* the same bytes always */

    snprintf(title, sizeof title, "socvet %.40s", s->o.name);
    s->book = s->lib.workbook_new_opt(s->fresh, &o);
    s->bold = s->book ? s->lib.workbook_add_format(s->book) : NULL;
    if (!s->bold)
        return false;
    s->lib.workbook_set_properties(s->book, &p);
    s->lib.format_set_bold(s->bold);
    next_sheet(s);
    return !s->failed;
}

static bool flush(corpus_sheet *s)
{
    bool ok = !s->out.failed;

    if (ok && s->out.len)
        ok = s->file ? fwrite(s->out.ptr, 1, s->out.len, s->file) == s->out.len
                     : s->o.sink(base_buf_str(&s->out), s->o.user);
    base_buf_reset(&s->out);
    return ok;
}

static void end_line(corpus_sheet *s)
{
    base_buf_add_z(&s->out, s->o.excel ? "\r\n" : "\n");
}

socvet_status corpus_sheet_open(corpus_sheet **out, const corpus_sheet_opts *o, socvet_err *err)
{
    corpus_sheet *s = calloc(1, sizeof *s);
    bool ok = true, book = o->path && socvet_form_of(o->path) == SOCVET_FORM_XLSX;

    *out = NULL;
    if (!s)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    socvet_status none = book ? corpus_xlsx_load(&s->lib, err) : SOCVET_OK;
    if (none) {
        free(s);
        return none;
    }
    s->o = *o;
    base_buf_init(&s->out, 0);
    if (o->path)
        snprintf(s->fresh, sizeof s->fresh, "%s.new", o->path);
    if (book)
        ok = open_book(s);
    else if (o->path)
        ok = (s->file = fopen(s->fresh, "wb")) != NULL;
    if (!ok) {
        socvet_status st = io_fail(s, err);
        corpus_sheet_drop(s);
        return st;
    }
    if (!s->book) {
        base_buf_add_z(&s->out, o->excel ? "\xEF\xBB\xBF" : "");
        for (size_t i = 0; i < o->n; i++)
            base_buf_printf(&s->out, "%s%s", i ? "," : "", o->columns[i].name);
        end_line(s);
    }
    *out = s;
    return SOCVET_OK;
}

/* Cuts what no cell can hold, and what XML cannot say. */
static const char *book_text(corpus_sheet *s, socvet_str v)
{
    size_t characters = 0;

    base_buf_reset(&s->out);
    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = (unsigned char)v.ptr[i];
        if ((c & 0xC0) != 0x80 && (characters += c >= 0xF0 ? 2 : 1) > MOST_CHARACTERS)
            break;
        if (c >= 0x20 || c == '\n' || c == '\t')
            base_buf_add_char(&s->out, (char)c);
    }
    return s->out.len ? s->out.ptr : "";
}

static void put_book(corpus_sheet *s, const socvet_str *cells)
{
    if (s->row >= MOST_ROWS)
        next_sheet(s);
    for (size_t i = 0; i < s->o.n && s->sheet; i++) {
        lxw_col_t at = (lxw_col_t)i;
        if (!cells[i].len)
            continue;
        const char *z = book_text(s, cells[i]);
        if (s->o.columns[i].kind == CORPUS_CELL_NUMBER)
            note(s, s->lib.worksheet_write_number(s->sheet, s->row, at, strtod(z, NULL), NULL));
        else
            note(s, s->lib.worksheet_write_string(s->sheet, s->row, at, z, NULL));
    }
    s->row++;
}

socvet_status corpus_sheet_put(corpus_sheet *s, const socvet_str *cells, socvet_err *err)
{
    if (s->book) {
        put_book(s, cells);
        return s->failed ? io_fail(s, err) : SOCVET_OK;
    }
    for (size_t i = 0; i < s->o.n; i++) {
        if (i)
            base_buf_add_char(&s->out, ',');
        corpus_csv_put(&s->out, cells[i], s->o.excel && s->o.columns[i].kind == CORPUS_CELL_CODE);
    }
    end_line(s);
    if (s->out.len < FLUSH_AT || flush(s))
        return SOCVET_OK;
    return s->file ? io_fail(s, err)
                   : base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the output was closed");
}

socvet_status corpus_sheet_close(corpus_sheet *s, socvet_err *err)
{
    bool ok = s->book || flush(s);
    socvet_status st = SOCVET_OK;

    if (s->book)
        note(s, s->lib.workbook_close(s->book));
    s->book = NULL;
    if (s->file && fclose(s->file) != 0)
        ok = false;
    s->file = NULL;
    if (!s->o.path && !ok)
        st = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the output was closed");
    else if (s->o.path && (!ok || s->failed || rename(s->fresh, s->o.path) != 0))
        st = io_fail(s, err);
    else
        s->fresh[0] = '\0';
    corpus_sheet_drop(s);
    return st;
}

void corpus_sheet_drop(corpus_sheet *s)
{
    if (!s)
        return;
    if (s->book)
        s->lib.workbook_close(s->book); /* the library has no other way to let go of it */
    if (s->file)
        fclose(s->file);
    if (s->fresh[0])
        remove(s->fresh);
    base_buf_clear(&s->out);
    free(s);
}

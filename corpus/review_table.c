/* review_table.c: the queue as CSV (for Excel) or a workbook; columns that a reviewer fills in are
 * left empty. What comes back is a table of decisions (decisions.h). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "../base/err.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"
#include "review_int.h"

enum { RANK, VALUE, RECORDS, TITLE, ID, EXCERPT, MACHINE, MACHINE_TITLE, PROBABILITY, MARGIN, SECOND,
       THIRD, OLD, DISAGREES, WORDS, CODE, REVIEWER, NOTE, HASH, COLUMNS };
static const struct {
    const char *name;
    bool blind, text; /* shown to a second coder; digits that are no number */
    uint8_t width;
} columns[COLUMNS] = {
    [RANK] = {"rank", true, false, 6}, [VALUE] = {"value", false, false, 8},
    [RECORDS] = {"records", true, false, 8}, [TITLE] = {"title", true, false, 40},
    [ID] = {"example_id", true, true, 14}, [EXCERPT] = {"excerpt", true, false, 60},
    [MACHINE] = {"machine_code", false, true, 12}, [MACHINE_TITLE] = {"machine_title", false, false, 36},
    [PROBABILITY] = {"probability", false, false, 10}, [MARGIN] = {"margin", false, false, 8},
    [SECOND] = {"second_code", false, true, 10}, [THIRD] = {"third_code", false, true, 10},
    [OLD] = {"old_code", false, true, 10}, [DISAGREES] = {"disagrees_with_old", false, false, 10},
    [WORDS] = {"evidence", false, false, 40}, [CODE] = {"code", true, true, 10},
    [REVIEWER] = {"reviewer", true, false, 14}, [NOTE] = {"note", true, false, 30},
    [HASH] = {"hash", true, true, 18},
};

static void cells_of(const corpus_item *x, size_t rank, bool blind, base_arena *a, socvet_str *c)
{
    double n = (double)x->records;

    c[RANK] = base_arena_printf(a, "%zu", rank);
    c[VALUE] = base_arena_printf(a, "%.3f", x->value);
    c[RECORDS] = base_arena_printf(a, "%llu", (unsigned long long)x->records);
    c[TITLE] = x->title;
    c[ID] = x->id;
    c[EXCERPT] = x->excerpt;
    c[MACHINE] = x->code;
    c[MACHINE_TITLE] = x->code_title;
    c[PROBABILITY] = base_arena_printf(a, "%.4f", x->probability / n);
    c[MARGIN] = base_arena_printf(a, "%.4f", x->margin / n);
    c[SECOND] = x->second;
    c[THIRD] = x->third;
    c[OLD] = x->old_code;
    c[DISAGREES] = x->disagree ? SOCVET_STR("yes") : SOCVET_STR("no");
    c[WORDS] = x->words;
    c[CODE] = c[REVIEWER] = c[NOTE] = (socvet_str){"", 0};
    /* a title's decision holds for all its rows; without a title it is the row's */
    c[HASH] = x->by_title ? (socvet_str){"", 0} : x->hash;
    for (int i = 0; i < COLUMNS; i++)
        if (blind && !columns[i].blind)
            c[i] = (socvet_str){"", 0};
}

static bool put_csv(corpus_queue *q, size_t n, bool blind, FILE *f)
{
    base_buf line;
    bool ok = true;

    base_buf_init(&line, 0);
    base_buf_add_z(&line, "\xEF\xBB\xBF");
    for (int i = 0; i < COLUMNS; i++)
        base_buf_printf(&line, "%s%s", i ? "," : "", columns[i].name);
    base_buf_add_z(&line, "\r\n");
    for (size_t k = 0; ok && k <= n; k++) {
        ok = !line.failed && fwrite(line.ptr, 1, line.len, f) == line.len;
        base_buf_reset(&line);
        if (k == n)
            break;
        socvet_str c[COLUMNS];
        base_arena_reset(q->scratch);
        cells_of(&q->items[k], k + 1, blind, q->scratch, c);
        for (int i = 0; i < COLUMNS; i++) {
            if (i)
                base_buf_add_char(&line, ',');
            corpus_csv_put(&line, c[i], columns[i].text);
        }
        base_buf_add_z(&line, "\r\n");
    }
    base_buf_clear(&line);
    return ok;
}

static bool put_workbook(corpus_queue *q, size_t n, bool blind, const char *path)
{
    lxw_workbook_options o = {.constant_memory = LXW_TRUE};
    char title[] = "socvet review";
    lxw_doc_properties p = {.title = title, .created = 946684800};
    lxw_workbook *book = workbook_new_opt(path, &o);
    lxw_worksheet *sheet = book ? workbook_add_worksheet(book, "review") : NULL;
    int failed = sheet ? 0 : 1;

    if (book)
        workbook_set_properties(book, &p);
    for (int i = 0; sheet && i < COLUMNS; i++) {
        failed |= worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        failed |= worksheet_write_string(sheet, 0, (lxw_col_t)i, columns[i].name, NULL);
    }
    if (sheet)
        worksheet_freeze_panes(sheet, 1, 0);
    for (size_t k = 0; !failed && k < n; k++) {
        socvet_str c[COLUMNS];
        base_arena_reset(q->scratch);
        cells_of(&q->items[k], k + 1, blind, q->scratch, c);
        for (int i = 0; i < COLUMNS; i++) {
            const char *z = c[i].len ? base_arena_dup(q->scratch, c[i]) : NULL;
            if (z)
                failed |= worksheet_write_string(sheet, (lxw_row_t)k + 1, (lxw_col_t)i, z, NULL);
        }
    }
    return (!book || workbook_close(book) == LXW_NO_ERROR) && !failed;
}

socvet_status socvet_review_export(const char *run, const char *out, const socvet_dict *dict,
                                   const socvet_review_opts *o, uint64_t *items, socvet_err *err)
{
    corpus_queue q = {.arena = base_arena_new(0), .scratch = base_arena_new(0)};
    char fresh[4200];
    socvet_status s = SOCVET_OK;

    base_err_clear(err);
    if (!q.arena || !q.scratch)
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    if (!s)
        s = corpus_queue_read(&q, dict, run, err);
    corpus_queue_sort(&q);
    size_t n = o->top && o->top < q.n ? o->top : q.n;
    bool ok = true;
    snprintf(fresh, sizeof fresh, "%s.new", out);
    if (!s && socvet_form_of(out) == SOCVET_FORM_XLSX) {
        ok = put_workbook(&q, n, o->blind, fresh);
    } else if (!s) {
        FILE *f = fopen(fresh, "wb");
        ok = f && put_csv(&q, n, o->blind, f);
        if (f && fclose(f) != 0)
            ok = false;
    }
    if (!s && (!ok || rename(fresh, out) != 0)) {
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", out, strerror(errno));
        remove(fresh);
    }
    *items = n;
    corpus_queue_clear(&q);
    return s;
}

/* review_table.c: the queue as CSV (for Excel) or a workbook; columns that a reviewer fills in are
 * left empty. What comes back is a table of decisions (decisions.h). */
#include "../base/err.h"
#include "../base/str.h"
#include "review_int.h"
#include "sheet.h"

enum { RANK, VALUE, RECORDS, TITLE, ID, EXCERPT, MACHINE, MACHINE_TITLE, PROBABILITY, MARGIN, SECOND,
       THIRD, OLD, DISAGREES, WORDS, CODE, REVIEWER, NOTE, HASH, COLUMNS };
static const corpus_column columns[COLUMNS] = {
    [RANK] = {"rank", CORPUS_CELL_NUMBER, 6}, [VALUE] = {"value", CORPUS_CELL_NUMBER, 8},
    [RECORDS] = {"records", CORPUS_CELL_NUMBER, 8}, [TITLE] = {"title", CORPUS_CELL_TEXT, 40},
    [ID] = {"example_id", CORPUS_CELL_CODE, 14}, [EXCERPT] = {"excerpt", CORPUS_CELL_TEXT, 60},
    [MACHINE] = {"machine_code", CORPUS_CELL_CODE, 12}, [MACHINE_TITLE] = {"machine_title", CORPUS_CELL_TEXT, 36},
    [PROBABILITY] = {"probability", CORPUS_CELL_NUMBER, 10}, [MARGIN] = {"margin", CORPUS_CELL_NUMBER, 8},
    [SECOND] = {"second_code", CORPUS_CELL_CODE, 10}, [THIRD] = {"third_code", CORPUS_CELL_CODE, 10},
    [OLD] = {"old_code", CORPUS_CELL_CODE, 10}, [DISAGREES] = {"disagrees_with_old", CORPUS_CELL_TEXT, 10},
    [WORDS] = {"evidence", CORPUS_CELL_TEXT, 40}, [CODE] = {"code", CORPUS_CELL_CODE, 10},
    [REVIEWER] = {"reviewer", CORPUS_CELL_TEXT, 14}, [NOTE] = {"note", CORPUS_CELL_TEXT, 30},
    [HASH] = {"hash", CORPUS_CELL_CODE, 18},
};
/* What a second coder is shown. */
static const bool shown_blind[COLUMNS] = {
    [RANK] = true, [RECORDS] = true, [TITLE] = true, [ID] = true, [EXCERPT] = true, [CODE] = true,
    [REVIEWER] = true, [NOTE] = true, [HASH] = true};

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
        if (blind && !shown_blind[i])
            c[i] = (socvet_str){"", 0};
}

socvet_status socvet_review_export(const char *run, const char *out, const socvet_dict *dict,
                                   const socvet_review_opts *o, uint64_t *items, socvet_err *err)
{
    corpus_queue q = {.arena = base_arena_new(0), .scratch = base_arena_new(0)};
    socvet_status s = SOCVET_OK;

    base_err_clear(err);
    if (!q.arena || !q.scratch)
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    if (!s)
        s = corpus_queue_read(&q, dict, run, err);
    corpus_queue_sort(&q);
    size_t n = o->top && o->top < q.n ? o->top : q.n;
    corpus_sheet_opts to = {.path = out, .name = "review", .columns = columns, .n = COLUMNS, .excel = true};
    corpus_sheet *sheet = NULL;
    if (!s)
        s = corpus_sheet_open(&sheet, &to, err);
    for (size_t k = 0; !s && k < n; k++) {
        socvet_str c[COLUMNS];
        base_arena_reset(q.scratch);
        cells_of(&q.items[k], k + 1, o->blind, q.scratch, c);
        s = corpus_sheet_put(sheet, c, err);
    }
    if (s)
        corpus_sheet_drop(sheet);
    else
        s = corpus_sheet_close(sheet, err);
    *items = n;
    corpus_queue_clear(&q);
    return s;
}

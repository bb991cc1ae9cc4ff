/* recode.c: an old code to a newer edition: title level first, text second, the table last, and
 * each answer says which. What the cross-walk does not allow goes to review. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/err.h"
#include "../base/str.h"
#include "codes.h"
#include "sheet.h"
#include "source.h"

enum { MOST_WALK = 64 };
static const double LOW = 0.5; /* a table share or probability below this asks for a person */

typedef struct {
    const char *old_code;
    int from, to;
    char found[8];
    bool several;
} index_question;

static bool each_row(const socvet_index_row *row, void *user)
{
    index_question *q = user;

    if (strcmp(row->code[q->from], q->old_code) != 0 || !row->code[q->to][0])
        return true;
    if (q->found[0] && strcmp(q->found, row->code[q->to]) != 0)
        q->several = true;
    memcpy(q->found, row->code[q->to], sizeof q->found);
    return !q->several;
}

static double share_of(const socvet_crosswalk *w)
{
    int32_t s = w->survey_share >= 0 ? w->survey_share : w->index_share;

    return s < 0 ? 0 : s / 10000.0;
}

/* The coder's best among the codes that the cross-walk allows. */
static void by_text(socvet_recoded *out, const socvet_coding *c, const socvet_crosswalk *walk,
                    size_t n)
{
    double sum = 0;
    const socvet_candidate *best = NULL;

    for (size_t i = 0; i < c->n_candidates; i++)
        for (size_t k = 0; k < n; k++)
            if (strcmp(c->candidates[i].code, walk[k].to) == 0) {
                sum += c->candidates[i].probability;
                if (!best)
                    best = &c->candidates[i];
            }
    if (!best || sum <= 0)
        return;
    out->how = SOCVET_RECODE_TEXT;
    memcpy(out->new_code, best->code, sizeof out->new_code);
    out->probability = best->probability / sum;
    out->review = out->probability < LOW;
    out->reason = out->review ? "the text does not decide between the codes the table allows" : "";
    if (strcmp(c->candidates[0].code, best->code) != 0 && c->candidates[0].probability > LOW) {
        out->review = true;
        out->reason = "the text speaks for a code that the old one cannot have become";
    }
}

static void by_table(socvet_recoded *out, const socvet_crosswalk *walk, size_t n)
{
    const socvet_crosswalk *best = &walk[0];

    for (size_t k = 1; k < n; k++)
        if (share_of(&walk[k]) > share_of(best))
            best = &walk[k];
    out->how = SOCVET_RECODE_TABLE;
    memcpy(out->new_code, best->to, sizeof out->new_code);
    out->probability = share_of(best);
    out->review = out->probability < LOW;
    out->reason = out->review ? "the table splits the old code and nothing else decides" : "";
}

socvet_status socvet_recode(socvet_recoded *out, const socvet_engine *engine,
                            socvet_worker *worker, socvet_doc *doc, socvet_str title,
                            socvet_str text, socvet_str old_code, int from, int to,
                            socvet_err *err)
{
    const socvet_dict *d = socvet_engine_dict(engine);
    socvet_crosswalk walk[MOST_WALK];
    socvet_unit unit;
    socvet_vet_opts o = {.last = SOCVET_STAGE_CLASSIFY,
                         .given = {.title = title, .as_of = INT32_MIN},
                         .classify = {.edition = to, .coverage_margin = -1},
                         .check = {.posted = INT32_MIN, .closing = INT32_MIN}};
    socvet_record rec;

    *out = (socvet_recoded){.how = SOCVET_RECODE_NONE, .review = true,
                            .reason = "the old code is no code of its edition"};
    if (from < 0 || to < 0 || from == to || from >= 4 || to >= 4)
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                         "recoding wants two different editions");
    if (corpus_read_code(d, from, old_code, out->old_code) == CORPUS_CODE_NONE ||
        !socvet_dict_unit(d, from, base_str_z(out->old_code), &unit)) {
        if (!base_str_trim(old_code).len)
            out->reason = "there is no old code";
        return SOCVET_OK;
    }
    index_question q = {.old_code = out->old_code, .from = from, .to = to};
    socvet_dict_find(d, title, false, each_row, &q);
    if (q.found[0] && !q.several) {
        out->how = SOCVET_RECODE_INDEX;
        memcpy(out->new_code, q.found, sizeof out->new_code);
        out->probability = 1;
        out->review = false;
        out->reason = "";
        return SOCVET_OK;
    }
    size_t n = socvet_dict_crosswalk(d, from, base_str_z(out->old_code), to, walk, MOST_WALK);
    n = n > MOST_WALK ? MOST_WALK : n;
    if (!n) {
        out->reason = "the cross-walk has no row for the old code";
        return SOCVET_OK;
    }
    socvet_doc_reset(doc);
    socvet_err cause = {0};
    if (n > 1 && socvet_doc_add_plain(doc, title, text, &cause) == SOCVET_OK) {
        socvet_status s = socvet_vet(&rec, worker, doc, &o, err);
        if (s)
            return s;
        by_text(out, rec.coding, walk, n);
    }
    if (out->how == SOCVET_RECODE_NONE)
        by_table(out, walk, n);
    return SOCVET_OK;
}

/* ---- catalogue ---- */

typedef struct {
    const socvet_dict *dict;
    int from, to;
} editions;

static const corpus_column columns[] = {
    {"id", CORPUS_CELL_CODE, 14}, {"title", CORPUS_CELL_TEXT, 40}, {"old_code", CORPUS_CELL_CODE, 14},
    {"new_code", CORPUS_CELL_CODE, 10}, {"how", CORPUS_CELL_TEXT, 8}, {"probability", CORPUS_CELL_NUMBER, 10},
    {"review", CORPUS_CELL_TEXT, 8}, {"reason", CORPUS_CELL_TEXT, 40}, {"old_edition", CORPUS_CELL_TEXT, 10},
    {"old_code_read", CORPUS_CELL_CODE, 12}, {"new_edition", CORPUS_CELL_TEXT, 10},
    {"new_title", CORPUS_CELL_TEXT, 40}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static socvet_status put_row(corpus_sheet *sheet, const corpus_row *row, const socvet_recoded *r,
                             const editions *e, socvet_err *err)
{
    static const char *const how[] = {"index", "text", "table", "none"};
    socvet_unit u = {.title = {"", 0}};
    char p[16], number[32];

    snprintf(p, sizeof p, "%.4f", r->probability);
    snprintf(number, sizeof number, "row %llu", (unsigned long long)row->number);
    socvet_dict_unit(e->dict, e->to, base_str_z(r->new_code), &u);
    const socvet_str cells[COLUMNS] = {
        row->field[CORPUS_ID].len ? row->field[CORPUS_ID] : base_str_z(number),
        row->field[CORPUS_TITLE], row->field[CORPUS_OLD_CODE],
        base_str_z(r->new_code), base_str_z(how[r->how % 4]), base_str_z(p),
        r->review ? SOCVET_STR("yes") : SOCVET_STR("no"), base_str_z(r->reason),
        socvet_dict_edition_name(e->dict, e->from), base_str_z(r->old_code),
        socvet_dict_edition_name(e->dict, e->to), u.title};

    return corpus_sheet_put(sheet, cells, err);
}

static socvet_status each_row_of(corpus_source *source, corpus_sheet *sheet, const socvet_engine *engine,
                                 const editions *e, socvet_recode_result *result, socvet_err *err)
{
    socvet_worker *worker = socvet_worker_new(engine, err);
    socvet_doc *doc = socvet_doc_new();
    base_arena *arena = base_arena_new(0);
    bool more = true;
    socvet_status s = worker && doc && arena ? SOCVET_OK : SOCVET_E_NOMEM;

    while (!s && more) {
        socvet_str raw;
        uint64_t number;
        corpus_row row;
        socvet_recoded r = {.how = SOCVET_RECODE_NONE, .review = true, .reason = "the row could not be read"};
        s = corpus_source_next(source, &raw, &number, &more, err);
        if (s || !more)
            break;
        base_arena_reset(arena);
        corpus_source_parse(source, raw, number, &row, arena);
        if (!row.field[CORPUS_ERROR].ptr)
            s = socvet_recode(&r, engine, worker, doc, row.field[CORPUS_TITLE], row.field[CORPUS_TEXT],
                              row.field[CORPUS_OLD_CODE], e->from, e->to, err);
        result->rows++;
        result->how[r.how % 4]++;
        result->review += r.review;
        if (!s)
            s = put_row(sheet, &row, &r, e, err);
    }
    base_arena_free(arena);
    socvet_doc_free(doc);
    socvet_worker_free(worker);
    return s;
}

socvet_status socvet_recode_catalogue(const socvet_engine *engine, const socvet_bulk_io *io,
                                      bool excel, int from, int to, socvet_recode_result *result,
                                      socvet_err *err)
{
    corpus_source_opts in = {io->format, io->mapping, io->mapping_file, io->save_mapping};
    corpus_sheet_opts out = {.path = io->out, .sink = io->sink, .user = io->user, .name = "recoded",
                             .columns = columns, .n = COLUMNS, .excel = excel};
    const editions e = {socvet_engine_dict(engine), from, to};
    corpus_source *source = NULL;
    corpus_sheet *sheet = NULL;
    struct stat info;

    *result = (socvet_recode_result){0};
    if (io->out && !io->force && stat(io->out, &info) == 0)
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                         "%s is there already; --force writes over it", io->out);
    if (io->out && socvet_form_of(io->out) == SOCVET_FORM_SQLITE)
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                         "%s: recoding makes a table: .csv or .xlsx", io->out);
    socvet_status s = corpus_source_open(&source, io->in, &in, err);
    if (!s && io->remark && corpus_source_says(source).len)
        io->remark(corpus_source_says(source), io->user);
    if (!s && !corpus_source_has(source, CORPUS_OLD_CODE))
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                      "no column looks like one of old codes; name it: --col soc=COLUMN");
    if (!s)
        s = corpus_sheet_open(&sheet, &out, err);
    if (!s)
        s = each_row_of(source, sheet, engine, &e, result, err);
    if (s)
        corpus_sheet_drop(sheet);
    else
        s = corpus_sheet_close(sheet, err);
    corpus_source_free(source);
    return s;
}

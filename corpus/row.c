/* row.c: rows: from JSON, between processes, and through the rooms. */
#include "row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/hash.h"
#include "../base/err.h"
#include "../base/json.h"
#include "../base/str.h"
#include "dates.h"
#include "decisions.h"
#include "groups.h"
#include "sketch.h"

const char *const corpus_field_names[CORPUS_FIELDS] = {
    "id", "title", "text", "date", "employer", "industry", "location", "salary",
    "hours", "closing", "media", "route", "soc", "group", NULL, NULL, NULL, NULL,
};

static socvet_str keep(base_arena *arena, socvet_str s)
{
    char *p = s.ptr ? base_arena_dup(arena, s) : NULL;

    return (socvet_str){p, p ? s.len : 0};
}

/* A string as it stands; a number as it would be printed. */
static socvet_str value_of(const base_json *v, base_arena *arena)
{
    if (base_json_type_of(v) == BASE_JSON_NUMBER)
        return base_arena_printf(arena, "%.15g", base_json_number(v, 0));
    return keep(arena, base_json_string(v));
}

static void take_field(socvet_str key, socvet_str value, void *user)
{
    corpus_row *row = user;

    for (int i = 0; i < CORPUS_PATH; i++)
        if (base_str_eq_z(key, corpus_field_names[i]))
            row->field[i] = value;
}

void corpus_row_from_json(corpus_row *row, socvet_str line, base_arena *arena)
{
    base_json *v = NULL;
    socvet_err cause = {0};

    memset(row->field, 0, sizeof row->field);
    if (base_json_flat(line, arena, take_field, row))
        return;
    memset(row->field, 0, sizeof row->field);
    if (base_json_parse(&v, line, &cause) != SOCVET_OK)
        row->field[CORPUS_ERROR] = keep(arena, base_str_z(cause.text));
    else if (base_json_type_of(v) != BASE_JSON_OBJECT)
        row->field[CORPUS_ERROR] = SOCVET_STR("the line is no JSON object");
    else
        for (int i = 0; i < CORPUS_PATH; i++)
            row->field[i] = value_of(base_json_get(v, corpus_field_names[i]), arena);
    base_json_free(v);
}

void corpus_counts_add(socvet_bulk_counts *to, const socvet_bulk_counts *c)
{
    to->rows += c->rows;
    to->unreadable += c->unreadable;
    to->with_findings += c->with_findings;
    to->coded += c->coded;
    to->abstained += c->abstained;
    to->undated += c->undated;
}

void corpus_hex16(uint64_t v, char z[17])
{
    for (int i = 15; i >= 0; i--, v >>= 4)
        z[i] = "0123456789abcdef"[v & 15];
    z[16] = '\0';
}

uint64_t corpus_row_hash(const corpus_row *row)
{
    uint64_t parts[CORPUS_FIELDS];

    for (int i = 0; i < CORPUS_FIELDS; i++)
        parts[i] = i == CORPUS_ID || i == CORPUS_PATH ? 0 : base_hash64(row->field[i]);
    return base_hash64((socvet_str){(const char *)parts, sizeof parts});
}

/* ---- through the rooms ---- */

struct corpus_vetter {
    const socvet_engine *engine;
    const socvet_bulk_opts *opts;
    socvet_worker *worker;
    socvet_doc *doc;
    char sketch[CORPUS_SKETCH_HEX + 1];
    base_date_text posted, closing; /* of the row at work, as 2015-03-04; "": none that can be read */
};

corpus_vetter *corpus_vetter_new(const socvet_engine *engine, const socvet_bulk_opts *opts,
                                 socvet_err *err)
{
    corpus_vetter *v = calloc(1, sizeof *v);

    if (v) {
        v->engine = engine;
        v->opts = opts;
        v->worker = socvet_worker_new(engine, err);
        v->doc = socvet_doc_new();
    }
    if (v && v->worker && v->doc)
        return v;
    base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    corpus_vetter_free(v);
    return NULL;
}

void corpus_vetter_free(corpus_vetter *v)
{
    if (v) {
        socvet_worker_free(v->worker);
        socvet_doc_free(v->doc);
        free(v);
    }
}

static bool buffer_sink(socvet_str bytes, void *user)
{
    base_buf *out = user;

    base_buf_add(out, bytes);
    return !out->failed;
}

static socvet_status put(const socvet_bulk_opts *o, socvet_record *rec, base_buf *out,
                         socvet_err *err)
{
    rec->all_verdicts = o->all_verdicts;
    rec->with_text = o->with_text;
    rec->only_classify = o->vet.last == SOCVET_STAGE_CLASSIFY;
    return socvet_report_json(rec, buffer_sink, out, err);
}

/* The row's hash; for a document, with its contents, wherever it lies. */
static void hash_row(const corpus_row *row, const socvet_doc *doc, char z[17])
{
    uint64_t h[2] = {corpus_row_hash(row), 0};
    size_t n = 0;
    const socvet_doc_part *parts = doc ? socvet_doc_parts(doc, &n) : NULL;

    if (row->field[CORPUS_PATH].ptr && n)
        h[1] = base_hash64(base_str_z(parts[0].sha256));
    corpus_hex16(h[1] ? base_hash64((socvet_str){(const char *)h, sizeof h}) : h[0], z);
}

static socvet_record_row row_of(const socvet_bulk_opts *o, const corpus_row *row,
                                const socvet_doc *doc)
{
    const socvet_str *f = row->field;
    socvet_record_row r = {.number = row->number, .run = base_str_z(o->run_key),
                           .title = f[CORPUS_TITLE], .employer = f[CORPUS_EMPLOYER],
                           .old_code = f[CORPUS_OLD_CODE], .group = f[CORPUS_GROUP],
                           .date = f[CORPUS_DATE], .media = f[CORPUS_MEDIA]};

    hash_row(row, doc, r.hash);
    return r;
}

static socvet_status put_unreadable(const socvet_engine *engine, const socvet_bulk_opts *o,
                                    const corpus_row *row, const socvet_err *cause, base_buf *out,
                                    socvet_bulk_counts *counts, socvet_err *err)
{
    char number[32];
    socvet_record rec = {.status = cause->code, .error = cause, .as_of = o->vet.check.as_of,
                         .dict = socvet_engine_dict(engine), .rules = socvet_engine_rules(engine)};

    snprintf(number, sizeof number, "row %llu", (unsigned long long)row->number);
    rec.id = row->field[CORPUS_ID].ptr ? row->field[CORPUS_ID] : base_str_z(number);
    socvet_record_row r = row_of(o, row, NULL);
    rec.row = o->run_key ? &r : NULL;
    counts->unreadable++;
    return put(o, &rec, out, err);
}

socvet_status corpus_put_lost(const socvet_engine *engine, const socvet_bulk_opts *opts,
                              const corpus_row *row, const char *why, base_buf *out,
                              socvet_bulk_counts *counts, socvet_err *err)
{
    socvet_err cause = {0};

    base_fail(&cause, SOCVET_E_CRASH, "corpus", SOCVET_NO_OFFSET, "%s", why);
    counts->rows++;
    return put_unreadable(engine, opts, row, &cause, out, counts, err);
}

/* A cell that is no date that can be read is given on as it stands. */
static socvet_str read_day(base_date_text *z, socvet_str cell, bool month_first, int32_t *day)
{
    *day = corpus_read_date(cell, month_first);
    *z = base_date_iso(*day);
    return *day != BASE_NO_DATE ? base_str_z(z->z) : cell;
}

/* What came beside the text, and the day the row is judged by. */
static void fill_opts(corpus_vetter *v, socvet_vet_opts *o, const corpus_row *row,
                      socvet_str *media, size_t most_media)
{
    const socvet_str *f = row->field;
    socvet_str rest = f[CORPUS_MEDIA], piece;
    int32_t posted, closing;

    o->given = (socvet_given){.title = f[CORPUS_TITLE], .employer = f[CORPUS_EMPLOYER],
                              .industry = f[CORPUS_INDUSTRY], .location = f[CORPUS_LOCATION],
                              .salary = f[CORPUS_SALARY], .hours = f[CORPUS_HOURS],
                              .posted = read_day(&v->posted, f[CORPUS_DATE], row->month_first, &posted),
                              .closing = read_day(&v->closing, f[CORPUS_CLOSING], row->month_first, &closing),
                              .media = f[CORPUS_MEDIA], .name = f[CORPUS_ID],
                              .title_first = f[CORPUS_BYTES].ptr != NULL};
    if (posted != BASE_NO_DATE) {
        o->check.posted = posted;
        if (!v->opts->fixed_as_of)
            o->check.as_of = posted;
    }
    o->given.as_of = o->check.as_of;
    if (f[CORPUS_CLOSING].len)
        o->check.closing = closing;
    if (f[CORPUS_ROUTE].len)
        o->check.route = f[CORPUS_ROUTE];
    o->check.media = media;
    o->check.n_media = 0;
    while (rest.len && o->check.n_media < most_media && base_str_split(&rest, ',', &piece))
        media[o->check.n_media++] = base_str_trim(piece);
}

static socvet_status read_row(corpus_vetter *v, const corpus_row *row, socvet_err *cause)
{
    const socvet_str *f = row->field;

    socvet_doc_reset(v->doc);
    if (f[CORPUS_ERROR].ptr)
        return base_fail(cause, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET, "%.*s",
                         SOCVET_ARG(f[CORPUS_ERROR]));
    if (f[CORPUS_PATH].ptr || f[CORPUS_BYTES].ptr) {
        char path[4096], format[16];
        snprintf(path, sizeof path, "%.*s", SOCVET_ARG(f[CORPUS_PATH]));
        snprintf(format, sizeof format, "%.*s", SOCVET_ARG(f[CORPUS_FORMAT]));
        socvet_read_opts o = {.main_only = true, .name = path[0] ? path : NULL,
                              .format = format[0] ? format : NULL};
        if (f[CORPUS_BYTES].ptr)
            return socvet_doc_add(v->doc, f[CORPUS_BYTES], &o, cause);
        return socvet_doc_add_file(v->doc, path, &o, cause);
    }
    return socvet_doc_add_plain(v->doc, f[CORPUS_TITLE], f[CORPUS_TEXT], cause);
}

typedef struct {
    const socvet_decisions *decisions;
    const corpus_row *row;
    const socvet_doc *doc;
} decision_question;

/* A reviewer's decision about this row, when there is one: the rules are judged under it. */
static const socvet_decision *decide(const socvet_coding *coding, void *user)
{
    const decision_question *q = user;
    char hash[17];

    hash_row(q->row, q->doc, hash);
    return corpus_decision_for(q->decisions, hash, q->row->field[CORPUS_TITLE],
                               coding->n_candidates ? coding->candidates[0].code : "");
}

/* The rules on media and on the length of the advert are judged over the whole vacancy. */
static const corpus_member *judge_vacancy(socvet_vet_opts *o, const corpus_vetter *v,
                                          const corpus_row *row, socvet_str *media,
                                          size_t most_media)
{
    char hash[17];
    socvet_str rest, piece;

    if (!v->opts->groups)
        return NULL;
    hash_row(row, v->doc, hash);
    const corpus_member *of = corpus_member_of(v->opts->groups, hash);
    if (!of)
        return NULL;
    rest = of->media;
    o->check.n_media = 0;
    while (rest.len && o->check.n_media < most_media && base_str_split(&rest, ',', &piece))
        media[o->check.n_media++] = base_str_trim(piece);
    o->check.other_stage_days = of->other_stage_days;
    return of;
}

socvet_status corpus_vet_row(corpus_vetter *v, const corpus_row *row, base_buf *out,
                             socvet_bulk_counts *counts, socvet_err *err)
{
    enum { MOST_MEDIA = 8 };
    socvet_vet_opts o = v->opts->vet;
    socvet_str media[MOST_MEDIA];
    decision_question q = {v->opts->decisions, row, v->doc};
    socvet_err cause = {0};
    socvet_record rec;

    counts->rows++;
    o.check.spare_words = !v->opts->all_verdicts;
    fill_opts(v, &o, row, media, MOST_MEDIA);
    if (v->opts->decisions) {
        o.decide = decide;
        o.decide_user = &q;
    }
    socvet_status s = read_row(v, row, &cause);
    const corpus_member *of = s ? NULL : judge_vacancy(&o, v, row, media, MOST_MEDIA);
    if (!s)
        s = socvet_vet(&rec, v->worker, v->doc, &o, &cause);
    if (s)
        return put_unreadable(v->engine, v->opts, row, &cause, out, counts, err);
    rec.id = row->field[CORPUS_ID];
    socvet_record_row r = row_of(v->opts, row, v->doc);
    if (v->posted.z[0])
        r.date = base_str_z(v->posted.z);
    r.vacancy = of ? of->vacancy : 0;
    if (v->opts->sketch && corpus_sketch_of(v->sketch, socvet_doc_text(v->doc)))
        r.sketch = base_str_z(v->sketch);
    rec.row = v->opts->run_key ? &r : NULL;
    counts->with_findings += rec.check && rec.check->errors;
    counts->coded += rec.coding && !rec.coding->abstained;
    counts->abstained += rec.coding && rec.coding->abstained && rec.coding->n_candidates;
    counts->undated += !v->posted.z[0] && !v->opts->fixed_as_of;
    return put(v->opts, &rec, out, err);
}

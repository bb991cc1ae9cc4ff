/* lines.c: the line protocol: JSON objects in, records out, one thread, nothing kept. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/buf.h"
#include "../base/date.h"
#include "../base/err.h"
#include "../base/json.h"
#include "../base/str.h"
#include "corpus.h"

enum { LONGEST_LINE = 64 * 1024 * 1024, CHUNK = 1 << 18 };

typedef struct {
    const socvet_bulk_opts *opts;
    socvet_worker *worker;
    socvet_doc *doc;
    socvet_sink sink;
    void *user;
    socvet_bulk_counts *counts;
    uint64_t line;
    const socvet_engine *engine;
} run;

static socvet_str text_of(const base_json *row, const char *key)
{
    return base_json_string(base_json_get(row, key));
}

static socvet_status put(run *r, socvet_record *rec, socvet_err *err)
{
    rec->all_verdicts = r->opts->all_verdicts;
    rec->with_text = r->opts->with_text;
    rec->only_classify = r->opts->vet.last == SOCVET_STAGE_CLASSIFY;
    return socvet_report_json(rec, r->sink, r->user, err);
}

static socvet_status put_unreadable(run *r, socvet_str id, socvet_err *cause, socvet_err *err)
{
    char number[32];
    socvet_record rec = {.status = cause->code, .error = cause, .as_of = r->opts->vet.check.as_of,
                         .dict = socvet_engine_dict(r->engine),
                         .rules = socvet_engine_rules(r->engine)};

    snprintf(number, sizeof number, "line %llu", (unsigned long long)r->line);
    rec.id = id.ptr ? id : base_str_z(number);
    r->counts->unreadable++;
    return put(r, &rec, err);
}

static void read_given(socvet_given *g, const base_json *row)
{
    g->title = text_of(row, "title");
    g->employer = text_of(row, "employer");
    g->industry = text_of(row, "industry");
    g->location = text_of(row, "location");
    g->salary = text_of(row, "salary");
    g->hours = text_of(row, "hours");
    g->posted = text_of(row, "date");
    g->closing = text_of(row, "closing");
    g->media = text_of(row, "media");
}

/* The id as it stands: a string, or a number printed as it was. */
static socvet_str id_of(const base_json *row, char buf[32])
{
    const base_json *v = base_json_get(row, "id");

    if (base_json_type_of(v) == BASE_JSON_NUMBER) {
        double d = base_json_number(v, 0);
        snprintf(buf, 32, "%.15g", d);
        return base_str_z(buf);
    }
    return base_json_string(v);
}

static socvet_status one_row(run *r, const base_json *row, socvet_err *err)
{
    socvet_vet_opts o = r->opts->vet;
    socvet_err cause = {0};
    socvet_record rec;
    char number[32];
    socvet_str media[8], route = text_of(row, "route"), id = id_of(row, number);
    int32_t day;

    read_given(&o.given, row);
    if (!r->opts->fixed_as_of && o.given.posted.len >= 10) {
        day = base_date_parse_iso((socvet_str){o.given.posted.ptr, 10});
        if (day != BASE_NO_DATE)
            o.check.as_of = o.check.posted = day;
    }
    o.given.as_of = o.check.as_of;
    if (o.given.closing.len >= 10)
        o.check.closing = base_date_parse_iso((socvet_str){o.given.closing.ptr, 10});
    if (route.len)
        o.check.route = route;
    if (o.given.media.len) {
        socvet_str rest = o.given.media, piece;
        o.check.media = media;
        o.check.n_media = 0;
        while (o.check.n_media < 8 && base_str_split(&rest, ',', &piece))
            media[o.check.n_media++] = base_str_trim(piece);
    }
    socvet_doc_reset(r->doc);
    socvet_status s = socvet_doc_add_plain(r->doc, o.given.title, text_of(row, "text"), &cause);
    if (!s)
        s = socvet_vet(&rec, r->worker, r->doc, &o, &cause);
    if (s)
        return put_unreadable(r, id, &cause, err);
    rec.id = id;
    r->counts->with_findings += rec.check && rec.check->errors;
    r->counts->coded += rec.coding && !rec.coding->abstained;
    r->counts->abstained += rec.coding && rec.coding->abstained;
    return put(r, &rec, err);
}

static socvet_status one_line(run *r, socvet_str line, socvet_err *err)
{
    base_json *row = NULL;
    socvet_err cause = {0};
    socvet_status s;

    r->line++;
    if (base_str_trim(line).len == 0)
        return SOCVET_OK;
    r->counts->rows++;
    if (base_json_parse(&row, line, &cause) != SOCVET_OK)
        return put_unreadable(r, (socvet_str){NULL, 0}, &cause, err);
    if (base_json_type_of(row) != BASE_JSON_OBJECT) {
        base_fail(&cause, SOCVET_E_FORMAT, "corpus", 0, "the line is no JSON object");
        s = put_unreadable(r, (socvet_str){NULL, 0}, &cause, err);
    } else {
        s = one_row(r, row, err);
    }
    base_json_free(row);
    return s;
}

static socvet_status read_lines(run *r, int in, socvet_err *err)
{
    base_buf held;
    char *chunk = malloc(CHUNK);
    socvet_status s = chunk ? SOCVET_OK
                            : base_fail(err, SOCVET_E_NOMEM, "corpus", 0, "memory ran out");

    base_buf_init(&held, LONGEST_LINE);
    while (!s) {
        ssize_t n = read(in, chunk, CHUNK);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "input: %s",
                          strerror(errno));
        if (n <= 0)
            break;
        socvet_str rest = {chunk, (size_t)n};
        const char *nl;
        while (!s && rest.len && (nl = memchr(rest.ptr, '\n', rest.len))) {
            socvet_str line = {rest.ptr, (size_t)(nl - rest.ptr)};
            rest.len -= line.len + 1;
            rest.ptr = nl + 1;
            if (held.len) {
                base_buf_add(&held, line);
                line = base_buf_str(&held);
            }
            s = one_line(r, line, err);
            base_buf_reset(&held);
        }
        base_buf_add(&held, rest);
        if (!s && held.failed)
            s = base_fail(err, SOCVET_E_LIMIT, "corpus", SOCVET_NO_OFFSET,
                          "line %llu is longer than %d bytes", (unsigned long long)r->line + 1,
                          LONGEST_LINE);
    }
    if (!s && held.len)
        s = one_line(r, base_buf_str(&held), err);
    base_buf_clear(&held);
    free(chunk);
    return s;
}

socvet_status socvet_bulk_lines(const socvet_engine *engine, int in, const socvet_bulk_opts *opts,
                                socvet_sink sink, void *user, socvet_bulk_counts *counts,
                                socvet_err *err)
{
    run r = {.opts = opts, .sink = sink, .user = user, .counts = counts, .engine = engine};
    socvet_status s = SOCVET_E_NOMEM;

    base_err_clear(err);
    *counts = (socvet_bulk_counts){0};
    r.worker = socvet_worker_new(engine, err);
    r.doc = socvet_doc_new();
    if (r.worker && r.doc)
        s = read_lines(&r, in, err);
    else
        base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    socvet_worker_free(r.worker);
    socvet_doc_free(r.doc);
    return s;
}

/* export_sqlite.c: SQLite behind one door. A run as a database (docs/catalogue.md): inserts stream through prepared
 * statements, a transaction a few thousand records; indices are made at the end. Reviewers' decisions out of one. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/str.h"
#include "cells.h"
#include "export.h"

enum { RECORDS_A_TRANSACTION = 4096 };

static const char schema[] =
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA user_version=1;"
    "CREATE TABLE run(id INTEGER PRIMARY KEY, name TEXT, key TEXT, socvet TEXT, dictionary TEXT,"
    " rules TEXT, options TEXT, input TEXT, input_hash TEXT, as_of TEXT, shard INTEGER,"
    " shards INTEGER, input_rows INTEGER, records INTEGER, unreadable INTEGER, coded INTEGER,"
    " abstained INTEGER, with_errors INTEGER);"
    "CREATE TABLE record(id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES run(id), row INTEGER,"
    " hash TEXT, ref TEXT, band TEXT, status TEXT, error_kind TEXT, error TEXT, as_of TEXT,"
    " route TEXT, document_kind TEXT, title TEXT, given_title TEXT, employer TEXT, location TEXT,"
    " edition TEXT, code TEXT, soc_title TEXT, probability REAL, margin REAL, soc2020 TEXT,"
    " soc2010 TEXT, ext TEXT, old_code TEXT, coder_said TEXT, decided_by TEXT, phd TEXT,"
    " phd_words TEXT, salary_low_pence INTEGER, salary_high_pence INTEGER, salary_period TEXT,"
    " salary_words TEXT, weekly_hours REAL, contract TEXT, duration_months REAL, posted_date TEXT,"
    " closing_date TEXT, reference TEXT, group_ref TEXT, vacancy INTEGER, errors INTEGER,"
    " warnings INTEGER, notes INTEGER, text TEXT);"
    "CREATE TABLE candidate(record_id INTEGER, rank INTEGER, code TEXT, title TEXT,"
    " probability REAL, PRIMARY KEY(record_id, rank)) WITHOUT ROWID;"
    "CREATE TABLE evidence(record_id INTEGER, part TEXT, rank INTEGER, ord INTEGER, kind TEXT,"
    " words TEXT, from_byte INTEGER, to_byte INTEGER, weight REAL,"
    " PRIMARY KEY(record_id, part, rank, ord)) WITHOUT ROWID;"
    "CREATE TABLE finding(record_id INTEGER, rank INTEGER, rule TEXT, rev INTEGER, verdict TEXT,"
    " severity TEXT, certainty TEXT, message TEXT, fix TEXT, source TEXT, why TEXT, working TEXT,"
    " PRIMARY KEY(record_id, rank)) WITHOUT ROWID;"
    "CREATE TABLE decision(id INTEGER PRIMARY KEY, hash TEXT, title TEXT, machine_code TEXT,"
    " code TEXT NOT NULL, reviewer TEXT, note TEXT, decided_at TEXT);";

static const char indices[] =
    "CREATE INDEX record_row ON record(run_id, row); CREATE INDEX record_hash ON record(hash);"
    "CREATE INDEX record_code ON record(code); CREATE INDEX record_band ON record(band);"
    "CREATE INDEX record_vacancy ON record(vacancy); CREATE INDEX record_posted ON record(posted_date); CREATE INDEX finding_rule ON finding(rule, verdict);"
    "CREATE INDEX decision_hash ON decision(hash); CREATE INDEX decision_title ON decision(title);";

/* Columns of `record` that are values of the JSON as they stand, from the third on. */
static const char *const record_paths[] = {
    "row.number", "row.hash", "id", NULL /* band */, "status", "error.kind", "error.message",
    "as_of", "route", "document_kind", "title", "row.title", "facts.employer", "facts.location",
    "soc.edition", "soc.code", "soc.title", "soc.probability", "soc.margin", "soc.soc2020",
    "soc.soc2010", "soc.ext", "row.soc", "soc.decision.was", "soc.decision.reviewer",
    "phd.wording", "phd.text", "facts.salary.low_pence", "facts.salary.high_pence",
    "facts.salary.period", "facts.salary.text", "facts.weekly_hours", "facts.contract",
    "facts.duration_months", "facts.posted_date", "facts.closing_date", "facts.reference",
    "row.group", "row.vacancy", NULL, NULL, NULL /* counts */, "text"};
enum { PATHS = sizeof record_paths / sizeof *record_paths, BAND_AT = 3, COUNTS_AT = 39 };

typedef enum { RECORD, CANDIDATE, EVIDENCE, FINDING, STATEMENTS } statement;
static const char *const inserts[STATEMENTS] = {
    "INSERT INTO record VALUES(?,1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
    "?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO candidate VALUES(?,?,?,?,?)", "INSERT INTO evidence VALUES(?,?,?,?,?,?,?,?,?)",
    "INSERT INTO finding VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"};

typedef struct {
    corpus_form form;
    sqlite3 *db;
    sqlite3_stmt *insert[STATEMENTS];
    const char *path;
    int64_t id;
    int failed; /* the first SQLite error */
} sqlite_form;

static void note(sqlite_form *f, int rc)
{
    if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW && !f->failed)
        f->failed = rc;
}

static socvet_status check(sqlite_form *f, socvet_err *err)
{
    if (!f->failed)
        return SOCVET_OK;
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", f->path,
                     sqlite3_errstr(f->failed));
}

static void bind_text(sqlite_form *f, sqlite3_stmt *q, int at, socvet_str s)
{
    note(f, s.ptr ? sqlite3_bind_text64(q, at, s.ptr, s.len, SQLITE_TRANSIENT, SQLITE_UTF8)
                  : sqlite3_bind_null(q, at));
}

static void bind_json(sqlite_form *f, sqlite3_stmt *q, int at, const base_json *v)
{
    double d;

    if (base_json_type_of(v) == BASE_JSON_NUMBER) {
        d = base_json_number(v, 0);
        bool whole = d > -9e15 && d < 9e15 && d == (double)(int64_t)d;
        note(f, whole ? sqlite3_bind_int64(q, at, (int64_t)d) : sqlite3_bind_double(q, at, d));
    } else if (base_json_type_of(v) == BASE_JSON_BOOL) {
        note(f, sqlite3_bind_int(q, at, base_json_is_true(v)));
    } else {
        bind_text(f, q, at, base_json_string(v));
    }
}

static void step(sqlite_form *f, sqlite3_stmt *q)
{
    note(f, sqlite3_step(q));
    note(f, sqlite3_reset(q));
    sqlite3_clear_bindings(q);
}

static void put_record(sqlite_form *f, const base_json *r)
{
    static const char *const severities[] = {"error", "warning", "note"};
    sqlite3_stmt *q = f->insert[RECORD];
    const base_json *findings = base_json_get(r, "findings");

    sqlite3_bind_int64(q, 1, f->id);
    for (int i = 0; i < PATHS; i++)
        if (record_paths[i])
            bind_json(f, q, i + 2, corpus_json_at(r, record_paths[i]));
    bind_text(f, q, BAND_AT + 2, base_str_z(corpus_band(r)));
    for (int k = 0; k < 3; k++) {
        int n = 0;
        for (size_t i = 0; i < base_json_count(findings); i++) {
            const base_json *x = base_json_at(findings, i);
            n += base_str_eq_z(base_json_string(base_json_get(x, "verdict")), "fail") &&
                 base_str_eq_z(base_json_string(base_json_get(x, "severity")), severities[k]);
        }
        sqlite3_bind_int(q, COUNTS_AT + 2 + k, n);
    }
    step(f, q);
}

static void put_evidence(sqlite_form *f, const char *part, size_t rank, size_t ord,
                         const base_json *kind, const base_json *words, const base_json *span,
                         const base_json *weight)
{
    sqlite3_stmt *q = f->insert[EVIDENCE];

    sqlite3_bind_int64(q, 1, f->id);
    bind_text(f, q, 2, base_str_z(part));
    sqlite3_bind_int64(q, 3, (int64_t)rank);
    sqlite3_bind_int64(q, 4, (int64_t)ord);
    bind_json(f, q, 5, kind);
    bind_json(f, q, 6, words);
    if (base_json_count(span) == 2) {
        bind_json(f, q, 7, base_json_at(span, 0));
        bind_json(f, q, 8, base_json_at(span, 1));
    }
    bind_json(f, q, 9, weight);
    step(f, q);
}

static void put_candidates(sqlite_form *f, const base_json *list)
{
    for (size_t i = 0; i < base_json_count(list); i++) {
        const base_json *c = base_json_at(list, i), *reasons = base_json_get(c, "reasons");
        sqlite3_stmt *q = f->insert[CANDIDATE];
        sqlite3_bind_int64(q, 1, f->id);
        sqlite3_bind_int64(q, 2, (int64_t)i + 1);
        bind_json(f, q, 3, base_json_get(c, "code"));
        bind_json(f, q, 4, base_json_get(c, "title"));
        bind_json(f, q, 5, base_json_get(c, "probability"));
        step(f, q);
        for (size_t k = 0; k < base_json_count(reasons); k++) {
            const base_json *x = base_json_at(reasons, k);
            put_evidence(f, "candidate", i + 1, k + 1, base_json_get(x, "kind"),
                         base_json_get(x, "text"), base_json_get(x, "span"),
                         base_json_get(x, "weight"));
        }
    }
}

static void put_findings(sqlite_form *f, const base_json *list)
{
    static const char *const keys[] = {"id", "rev", "verdict", "severity", "certainty", "message",
                                       "fix", "source", "why", "working"};

    for (size_t i = 0; i < base_json_count(list); i++) {
        const base_json *x = base_json_at(list, i), *spans = base_json_get(x, "spans");
        sqlite3_stmt *q = f->insert[FINDING];
        sqlite3_bind_int64(q, 1, f->id);
        sqlite3_bind_int64(q, 2, (int64_t)i + 1);
        for (int k = 0; k < 10; k++)
            bind_json(f, q, k + 3, base_json_get(x, keys[k]));
        step(f, q);
        for (size_t k = 0; k < base_json_count(spans); k++)
            put_evidence(f, "finding", i + 1, k + 1, base_json_get(x, "id"),
                         k == 0 ? base_json_get(x, "words") : NULL, base_json_at(spans, k), NULL);
    }
}

static socvet_status put(corpus_form *form, const base_json *r, base_arena *arena, socvet_err *err)
{
    sqlite_form *f = (sqlite_form *)(void *)form;
    const base_json *phd = base_json_get(r, "phd"), *pay = corpus_json_at(r, "facts.salary");

    (void)arena;
    if (f->id++ % RECORDS_A_TRANSACTION == 0)
        note(f, sqlite3_exec(f->db, f->id == 1 ? "BEGIN" : "COMMIT; BEGIN", NULL, NULL, NULL));
    put_record(f, r);
    put_candidates(f, corpus_json_at(r, "soc.candidates"));
    put_findings(f, base_json_get(r, "findings"));
    if (base_json_count(base_json_get(phd, "span")) == 2)
        put_evidence(f, "phd", 1, 1, base_json_get(phd, "wording"), base_json_get(phd, "text"),
                     base_json_get(phd, "span"), NULL);
    if (base_json_type_of(pay) == BASE_JSON_OBJECT)
        put_evidence(f, "salary", 1, 1, base_json_get(pay, "period"), base_json_get(pay, "text"),
                     base_json_get(pay, "span"), NULL);
    return check(f, err);
}

static void put_run(sqlite_form *f, const corpus_form_opts *o)
{
    const corpus_manifest *m = o->header;
    base_date_text as_of = base_date_iso(m->as_of);
    const socvet_str texts[] = {base_str_z(o->name), m->run, m->program, m->dictionary, m->rules,
                                m->options, m->input, m->input_hash,
                                base_str_z(as_of.z)};
    const int64_t numbers[] = {m->shard, m->shards, (int64_t)m->rows, (int64_t)m->counts.rows,
                               (int64_t)m->counts.unreadable, (int64_t)m->counts.coded,
                               (int64_t)m->counts.abstained, (int64_t)m->counts.with_findings};
    sqlite3_stmt *q = NULL;

    note(f, sqlite3_prepare_v2(f->db, "INSERT INTO run VALUES(1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                               -1, &q, NULL));
    for (int i = 0; q && i < 9; i++)
        bind_text(f, q, i + 1, texts[i]);
    for (int i = 0; q && i < 8; i++)
        sqlite3_bind_int64(q, i + 10, numbers[i]);
    if (q)
        step(f, q);
    sqlite3_finalize(q);
}

static socvet_status finish(corpus_form *form, socvet_err *err)
{
    sqlite_form *f = (sqlite_form *)(void *)form;

    if (f->id)
        note(f, sqlite3_exec(f->db, "COMMIT", NULL, NULL, NULL));
    note(f, sqlite3_exec(f->db, indices, NULL, NULL, NULL));
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(f->insert[i]);
        f->insert[i] = NULL;
    }
    note(f, sqlite3_close(f->db));
    f->db = NULL;
    return check(f, err);
}

static void free_form(corpus_form *form)
{
    sqlite_form *f = (sqlite_form *)(void *)form;

    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(f->insert[i]);
    sqlite3_close(f->db);
    free(f);
}

socvet_status corpus_form_sqlite(corpus_form **out, const corpus_form_opts *o, socvet_err *err)
{
    sqlite_form *f = calloc(1, sizeof *f);

    *out = NULL;
    if (!f)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    f->form = (corpus_form){put, finish, free_form};
    f->path = o->path;
    note(f, sqlite3_open(o->path, &f->db));
    if (!f->failed)
        note(f, sqlite3_exec(f->db, schema, NULL, NULL, NULL));
    for (int i = 0; !f->failed && i < STATEMENTS; i++)
        note(f, sqlite3_prepare_v2(f->db, inserts[i], -1, &f->insert[i], NULL));
    if (!f->failed)
        put_run(f, o);
    socvet_status s = check(f, err);
    if (s)
        free_form(&f->form);
    else
        *out = &f->form;
    return s;
}

/* ---- decisions that a reviewer made in a database ---- */

bool corpus_is_sqlite(const char *path)
{
    char head[16] = "";
    FILE *f = fopen(path, "rb");
    bool is = f && fread(head, 1, sizeof head, f) == sizeof head &&
              memcmp(head, "SQLite format 3", 16) == 0;

    if (f)
        fclose(f);
    return is;
}

static socvet_str column(sqlite3_stmt *q, int i)
{
    const char *p = (const char *)sqlite3_column_text(q, i);

    return (socvet_str){p, p ? (size_t)sqlite3_column_bytes(q, i) : 0};
}

socvet_status corpus_sqlite_decisions(const char *path,
                                      socvet_status (*each)(const socvet_str fields[6],
                                                            uint64_t number, void *user),
                                      void *user, socvet_err *err)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    uint64_t number = 0;
    socvet_status s = SOCVET_OK;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(db, "SELECT hash, title, machine_code, code, reviewer, note "
                                    "FROM decision ORDER BY id", -1, &q, NULL);
    while (!s && rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        socvet_str fields[6];
        for (int i = 0; i < 6; i++)
            fields[i] = column(q, i);
        s = each(fields, ++number, user);
        rc = SQLITE_OK;
    }
    if (!s && rc != SQLITE_DONE)
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET, "%s: %s", path,
                      sqlite3_errmsg(db));
    sqlite3_finalize(q);
    sqlite3_close(db);
    return s;
}

/* sqlite_catalogue.c: questions to a run's database. Each is a row of the table below: its text, with the
 * filter's conditions put where {where} stands; every value is bound, never written into the text. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "decisions.h"
#include "sqlite_catalogue.h"

#define POSTED_YEAR "coalesce(substr(r.posted_date,1,4),'')"
#define QUEUE                                                                                             \
    "SELECT r.id id, CASE WHEN fold(r.given_title)<>'' THEN 't'||fold(r.given_title)||char(31)||"         \
    "coalesce(r.code,'') ELSE 'h'||r.id END item, (1-coalesce(r.probability,0))+"                         \
    "0.25*(1-coalesce(r.margin,0)) worth FROM record r WHERE " CORPUS_UNDECIDED "{where}"
#define ADVERT                                                                                            \
    "SELECT r.id, r.row, r.ref, r.band, coalesce(r.title, r.given_title), r.employer, r.location, "       \
    "r.edition, r.code, r.soc_title, r.probability, r.posted_date, r.closing_date, r.salary_words, "      \
    "r.errors, r.warnings, r.notes, r.phd, r.old_code, r.error, "                                         \
    "coalesce((SELECT code FROM decided d WHERE d.hash=r.hash ORDER BY id DESC LIMIT 1), "                \
    "(SELECT code FROM decided d WHERE d.title=fold(r.given_title) AND d.title<>'' AND d.machine IN "     \
    "('',coalesce(r.code,'')) ORDER BY d.machine='', id DESC LIMIT 1)), r.as_of, r.given_title"

static const struct {
    const char *sql;
    bool decided; /* the table of what was decided is asked */
} questions[SOCVET_ASK_COUNT] = {
    [SOCVET_ASK_RUN] = {"SELECT input, records, as_of, socvet, dictionary, rules, unreadable FROM run LIMIT 1", false},
    [SOCVET_ASK_TOTAL] = {"SELECT count(*) FROM record r WHERE 1{where}", false},
    [SOCVET_ASK_BANDS] = {"SELECT r.band, count(*) FROM record r WHERE 1{where} GROUP BY r.band", false},
    [SOCVET_ASK_CODES] = {"SELECT r.code, count(*) n, max(r.edition) FROM record r WHERE r.code IS NOT NULL{where} "
                          "GROUP BY r.code ORDER BY n DESC, r.code LIMIT :most", false},
    [SOCVET_ASK_RULES] = {"SELECT f.rule, count(DISTINCT f.record_id) n, (SELECT x.message FROM finding x WHERE "
                          "x.rule=f.rule AND x.verdict='fail' LIMIT 1), (SELECT x.severity FROM finding x WHERE "
                          "x.rule=f.rule AND x.verdict='fail' LIMIT 1) FROM finding f WHERE f.verdict='fail' "
                          "GROUP BY f.rule ORDER BY n DESC, f.rule LIMIT :most", false},
    [SOCVET_ASK_YEARS] = {"SELECT " POSTED_YEAR " y, count(*) FROM record r WHERE 1{where} GROUP BY y ORDER BY y='', y", false},
    [SOCVET_ASK_LIST] = {ADVERT " FROM record r WHERE 1{where} ORDER BY r.id LIMIT :most OFFSET :from", true},
    [SOCVET_ASK_RECORD] = {ADVERT ", r.text FROM record r WHERE r.id=:id", true},
    [SOCVET_ASK_CANDIDATES] = {"SELECT rank, code, title, probability FROM candidate WHERE record_id=:id "
                               "ORDER BY rank LIMIT 5", false},
    [SOCVET_ASK_EVIDENCE] = {"SELECT part, rank, kind, words, from_byte, to_byte FROM evidence WHERE record_id=:id "
                             "ORDER BY part, rank, weight DESC, ord", false},
    [SOCVET_ASK_FINDINGS] = {"SELECT rule, verdict, severity, certainty, message, fix, source, why, rank FROM finding "
                             "WHERE record_id=:id AND verdict IN ('fail','unknown') ORDER BY verdict<>'fail', "
                             "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, rank", false},
    [SOCVET_ASK_QUEUE] = {"SELECT min(id), count(*) FROM (" QUEUE ") GROUP BY item ORDER BY sum(worth) DESC, min(id) "
                          "LIMIT :most OFFSET :from", true},
    [SOCVET_ASK_QUEUE_TOTAL] = {"SELECT count(DISTINCT item), count(*) FROM (" QUEUE ")", true},
    [SOCVET_ASK_ACCEPTABLE] = {"SELECT count(*) FROM record r WHERE r.code IS NOT NULL AND r.hash IS NOT NULL AND " CORPUS_UNDECIDED "{where}", true},
    [SOCVET_ASK_DECISIONS] = {"SELECT d.id, d.hash, d.title, d.machine_code, d.code, d.reviewer, d.note, d.decided_at, "
                              "(SELECT r.id FROM record r WHERE r.hash=d.hash LIMIT 1), "
                              "(SELECT count(*) FROM decision x WHERE (x.decided_at, x.note)=(d.decided_at, d.note)) "
                              "FROM decision d ORDER BY d.id DESC LIMIT :most OFFSET :from", false},
    [SOCVET_ASK_DECISION_TOTAL] = {"SELECT count(*) FROM decision", false},
};

static const struct {
    const char *name, *sql;
} conditions[] = {
    {":words", " AND (r.title LIKE :words ESCAPE '\\' OR r.given_title LIKE :words ESCAPE '\\' OR r.employer LIKE :words "
               "ESCAPE '\\' OR r.ref LIKE :words ESCAPE '\\' OR r.text LIKE :words ESCAPE '\\')"},
    {":band", " AND r.band=:band"},
    {":code", " AND r.code=:code"},
    {":rule", " AND r.id IN (SELECT f.record_id FROM finding f WHERE f.rule=:rule AND f.verdict='fail')"},
    {":year", " AND " POSTED_YEAR "=:year"},
};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static const char *value_of(const socvet_catalogue_filter *f, size_t i)
{
    const char *all[CONDITIONS] = {f->words, f->band, f->code, f->rule, f->year};

    return all[i] && *all[i] ? all[i] : NULL;
}

socvet_status corpus_catalogue_fail(const socvet_catalogue *c, socvet_err *err)
{
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", c->path, sqlite3_errmsg(c->db));
}

/* fold(title): as decisions know it. */
static void fold(sqlite3_context *x, int n, sqlite3_value **v)
{
    const char *p = (const char *)sqlite3_value_text(v[0]);
    base_arena *a = sqlite3_user_data(x);

    (void)n;
    base_arena_reset(a);
    socvet_str s = corpus_fold_title(a, (socvet_str){p, p ? (size_t)sqlite3_value_bytes(v[0]) : 0});
    sqlite3_result_text64(x, s.ptr ? s.ptr : "", s.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* "%words%", with the two signs that LIKE knows taken as they stand. */
static void put_pattern(base_buf *b, const char *z)
{
    base_buf_add_char(b, '%');
    for (; *z; z++) {
        if (*z == '%' || *z == '_' || *z == '\\')
            base_buf_add_char(b, '\\');
        base_buf_add_char(b, *z);
    }
    base_buf_add_char(b, '%');
}

static void bind_filter(sqlite3_stmt *q, const socvet_catalogue_filter *f)
{
    int at;

    for (size_t i = 0; i < CONDITIONS; i++) {
        const char *z = value_of(f, i);
        if (!z || !(at = sqlite3_bind_parameter_index(q, conditions[i].name)))
            continue;
        base_buf b;
        base_buf_init(&b, 0);
        if (i == 0)
            put_pattern(&b, z);
        else
            base_buf_add_z(&b, strcmp(z, "none") == 0 && i == CONDITIONS - 1 ? "" : z); /* no year */
        sqlite3_bind_text64(q, at, b.ptr ? b.ptr : "", b.len, SQLITE_TRANSIENT, SQLITE_UTF8);
        base_buf_clear(&b);
    }
    if ((at = sqlite3_bind_parameter_index(q, ":most")))
        sqlite3_bind_int64(q, at, f->most ? (int64_t)f->most : -1);
    if ((at = sqlite3_bind_parameter_index(q, ":from")))
        sqlite3_bind_int64(q, at, (int64_t)(f->from < INT64_MAX ? f->from : INT64_MAX));
    if ((at = sqlite3_bind_parameter_index(q, ":id")))
        sqlite3_bind_int64(q, at, f->id);
}

sqlite3_stmt *corpus_catalogue_prepare(socvet_catalogue *c, const char *sql, const socvet_catalogue_filter *f)
{
    const char *at = strstr(sql, "{where}");
    sqlite3_stmt *q = NULL;
    base_buf b;

    base_buf_init(&b, 0);
    base_buf_add(&b, (socvet_str){sql, at ? (size_t)(at - sql) : strlen(sql)});
    for (size_t i = 0; at && i < CONDITIONS; i++)
        if (value_of(f, i))
            base_buf_add_z(&b, conditions[i].sql);
    if (at)
        base_buf_add_z(&b, at + strlen("{where}"));
    if (!b.failed && sqlite3_prepare_v2(c->db, b.ptr, (int)b.len, &q, NULL) == SQLITE_OK)
        bind_filter(q, f);
    base_buf_clear(&b);
    return q;
}

/* What was decided, titles folded, in memory: asked for each advert. */
bool corpus_catalogue_decided(socvet_catalogue *c)
{
    if (!c->decided)
        c->decided = sqlite3_exec(c->db, "CREATE TEMP TABLE decided AS SELECT id, hash, CASE WHEN hash IS NULL OR hash='' "
                                         "THEN fold(title) ELSE '' END title, coalesce(machine_code,'') machine, code "
                                         "FROM decision; CREATE INDEX temp.decided_hash ON decided(hash);"
                                         "CREATE INDEX temp.decided_title ON decided(title)", NULL, NULL, NULL) == SQLITE_OK;
    return c->decided;
}

/* A run's database: schema 1 and its tables are there. */
static socvet_status look_at(socvet_catalogue *c, socvet_err *err)
{
    sqlite3_stmt *q = NULL;
    int version = -1;

    if (sqlite3_prepare_v2(c->db, "SELECT user_version, (SELECT count(*) FROM record WHERE id=1), (SELECT count(*) FROM "
                                  "decision WHERE id=1) FROM pragma_user_version", -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        version = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    if (version == 1)
        return SOCVET_OK;
    return base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET, "%s: no database of 'socvet bulk -o RUN.db'", c->path);
}

socvet_status socvet_catalogue_open(socvet_catalogue **out, const char *path, bool to_write, socvet_err *err)
{
    socvet_catalogue *c = calloc(1, sizeof *c);
    socvet_status s = SOCVET_OK;

    base_err_clear(err);
    *out = NULL;
    if (!c || !(c->arena = base_arena_new(0)) || !(c->path = strdup(path)))
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    if (!s && sqlite3_open_v2(path, &c->db, to_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        s = corpus_catalogue_fail(c, err);
    if (!s) {
        sqlite3_busy_timeout(c->db, 10000);
        sqlite3_exec(c->db, "PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON", NULL, NULL, NULL);
        sqlite3_create_function_v2(c->db, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, c->arena, fold, NULL, NULL, NULL);
        s = look_at(c, err);
    }
    if (s)
        socvet_catalogue_free(c);
    else
        *out = c;
    return s;
}

void socvet_catalogue_free(socvet_catalogue *c)
{
    if (!c)
        return;
    sqlite3_close(c->db);
    base_arena_free(c->arena);
    free(c->path);
    free(c);
}

socvet_status socvet_catalogue_ask(socvet_catalogue *c, socvet_question question, const socvet_catalogue_filter *filter,
                                   socvet_catalogue_row each, void *user, socvet_err *err)
{
    static const socvet_catalogue_filter all = {0};
    socvet_str fields[SOCVET_ADVERT_FIELDS];
    int rc = SQLITE_ERROR;

    base_err_clear(err);
    if (questions[question].decided && !corpus_catalogue_decided(c))
        return corpus_catalogue_fail(c, err);
    sqlite3_stmt *q = corpus_catalogue_prepare(c, questions[question].sql, filter ? filter : &all);
    while (q && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        int n = sqlite3_column_count(q);
        for (int i = 0; i < n; i++) {
            const char *p = (const char *)sqlite3_column_text(q, i);
            fields[i] = (socvet_str){p, p ? (size_t)sqlite3_column_bytes(q, i) : 0};
        }
        if (!each(fields, (size_t)n, user)) {
            rc = SQLITE_DONE;
            break;
        }
    }
    socvet_status s = rc == SQLITE_DONE ? SOCVET_OK : corpus_catalogue_fail(c, err);
    sqlite3_finalize(q);
    return s;
}

/* sqlite_decide.c: a person's decisions, written into a run's database and nowhere else: each a row of the
 * table `decision`, whole or not at all. Of the same thing the later row stands, so nothing is overwritten. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "codes.h"
#include "decisions.h"
#include "export.h"
#include "sqlite_catalogue.h"

static socvet_status run(socvet_catalogue *c, sqlite3_stmt *q, uint64_t *changed, socvet_err *err)
{
    bool done = q && sqlite3_step(q) == SQLITE_DONE;
    socvet_status s = done ? SOCVET_OK : corpus_catalogue_fail(c, err);

    *changed = s ? 0 : (uint64_t)sqlite3_changes(c->db);
    sqlite3_finalize(q);
    c->decided = false; /* what was known of decisions is old */
    sqlite3_exec(c->db, "DROP TABLE IF EXISTS temp.decided", NULL, NULL, NULL);
    return s;
}

static void bind(sqlite3_stmt *q, const char *name, const char *z)
{
    int at = q ? sqlite3_bind_parameter_index(q, name) : 0;

    if (at && z && *z)
        sqlite3_bind_text(q, at, z, -1, SQLITE_TRANSIENT);
}

/* In any shape, or a unit group's title; of the newest edition that has it. */
static bool read_code(const socvet_dict *dict, const char *z, char code[8])
{
    socvet_unit u;

    for (size_t e = socvet_dict_editions(dict); e-- > 0;)
        if (corpus_read_code(dict, (int)e, base_str_z(z), code) != CORPUS_CODE_NONE &&
            socvet_dict_unit(dict, (int)e, base_str_z(code), &u))
            return true;
    return false;
}

socvet_status socvet_catalogue_decide(socvet_catalogue *c, const socvet_dict *dict, const socvet_catalogue_word *w,
                                      int64_t *decision, socvet_err *err)
{
    /* a title's decision holds for the coder's own answer alone; an advert without a title is decided by itself */
    static const char for_title[] =
        "INSERT INTO decision(hash,title,machine_code,code,reviewer,note,decided_at) SELECT CASE WHEN "
        "fold(r.given_title)='' THEN r.hash END, coalesce(r.given_title,r.title), r.code, :code, :reviewer, :note, "
        "strftime('%Y-%m-%dT%H:%M:%fZ') FROM record r WHERE r.id=:id AND r.hash IS NOT NULL";
    static const char for_one[] =
        "INSERT INTO decision(hash,title,machine_code,code,reviewer,note,decided_at) SELECT r.hash, "
        "coalesce(r.given_title,r.title), r.code, :code, :reviewer, :note, strftime('%Y-%m-%dT%H:%M:%fZ') "
        "FROM record r WHERE r.id=:id AND r.hash IS NOT NULL";
    char code[8] = "";
    uint64_t n;
    socvet_catalogue_filter f = {.id = w->id};

    base_err_clear(err);
    if (!w->code || !read_code(dict, w->code, code))
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET, "'%.60s' is no unit group of any edition", w->code ? w->code : "");
    sqlite3_stmt *q = corpus_catalogue_prepare(c, w->for_title ? for_title : for_one, &f);
    bind(q, ":code", code);
    bind(q, ":reviewer", w->reviewer);
    bind(q, ":note", w->note);
    socvet_status s = run(c, q, &n, err);
    if (!s && n != 1)
        s = base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET, "there is no such advert in this run");
    *decision = s ? 0 : (int64_t)sqlite3_last_insert_rowid(c->db);
    return s;
}

socvet_status socvet_catalogue_accept(socvet_catalogue *c, const socvet_catalogue_filter *filter, const char *reviewer,
                                      uint64_t *n, socvet_err *err)
{
    base_err_clear(err);
    *n = 0;
    if (!corpus_catalogue_decided(c))
        return corpus_catalogue_fail(c, err);
    sqlite3_stmt *q = corpus_catalogue_prepare(
        c, "INSERT INTO decision(hash,title,machine_code,code,reviewer,note,decided_at) SELECT r.hash, "
           "coalesce(r.given_title,r.title), r.code, r.code, :reviewer, 'accepted with others', "
           "strftime('%Y-%m-%dT%H:%M:%fZ') FROM record r WHERE r.code IS NOT NULL AND r.hash IS NOT NULL AND "
           CORPUS_UNDECIDED "{where}", filter);
    bind(q, ":reviewer", reviewer);
    return run(c, q, n, err);
}

socvet_status socvet_catalogue_undo(socvet_catalogue *c, int64_t decision, bool together, uint64_t *n, socvet_err *err)
{
    socvet_catalogue_filter f = {.id = decision};

    base_err_clear(err);
    *n = 0;
    sqlite3_stmt *q = corpus_catalogue_prepare(
        c, together ? "DELETE FROM decision WHERE id=:id OR (decided_at, note)=(SELECT decided_at, note FROM decision WHERE id=:id)"
                    : "DELETE FROM decision WHERE id=:id", &f);
    return run(c, q, n, err);
}

/* ---- decisions as a table ---- */

typedef struct {
    socvet_sink sink;
    void *user;
    base_buf line;
} table;

static bool each_decision(const corpus_decision_row *r, void *user)
{
    table *t = user;
    const socvet_str f[] = {r->hash, r->title, r->machine_code, r->code, r->reviewer, r->note};

    base_buf_reset(&t->line);
    for (size_t i = 0; i < sizeof f / sizeof *f; i++) {
        if (i)
            base_buf_add_char(&t->line, ',');
        corpus_csv_put(&t->line, f[i], false);
    }
    base_buf_add_char(&t->line, '\n');
    return !t->line.failed && t->sink(base_buf_str(&t->line), t->user);
}

socvet_status socvet_catalogue_decisions(const char *path, const socvet_dict *dict, socvet_sink sink, void *user,
                                         socvet_err *err)
{
    socvet_decisions *d = NULL;
    table t = {.sink = sink, .user = user};

    base_err_clear(err);
    socvet_status s = corpus_decisions_gather(&d, &path, 1, dict, err);
    base_buf_init(&t.line, 0);
    if (!s && (!sink(SOCVET_STR("hash,title,machine_code,code,reviewer,note\n"), user) ||
               !corpus_decisions_each(d, each_decision, &t)))
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the output was closed");
    base_buf_clear(&t.line);
    socvet_decisions_free(d);
    return s;
}

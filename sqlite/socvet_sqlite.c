/* socvet_sqlite.c: the coder inside SQLite: socvet_code(title, text [, edition]), the likeliest code or
 * NULL where the coder abstains; socvet_candidates(title, text [, edition]), a table of the codes
 * thought of; socvet_version(). Deterministic. One coder a connection, so that connections may work in
 * threads of their own. */
#include <sqlite3ext.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "corpus/corpus.h"

SQLITE_EXTENSION_INIT1

typedef struct {
    int users; /* functions and tables of the connection that hold it */
    socvet_engine *engine;
    socvet_worker *worker;
    socvet_doc *doc;
} coder;

static void coder_release(void *p)
{
    coder *c = p;

    if (c && --c->users <= 0) {
        socvet_worker_free(c->worker);
        socvet_doc_free(c->doc);
        socvet_engine_free(c->engine);
        free(c);
    }
}

static coder *coder_new(char **message)
{
    coder *c = calloc(1, sizeof *c);
    socvet_err err = {0};

    if (c && socvet_engine_open(&c->engine, &err) == SOCVET_OK)
        c->worker = socvet_worker_new(c->engine, &err);
    if (c)
        c->doc = socvet_doc_new();
    if (c && c->worker && c->doc) {
        c->users = 1;
        return c;
    }
    *message = sqlite3_mprintf("socvet: %s", err.text[0] ? err.text : "memory ran out");
    coder_release(c);
    return NULL;
}

static socvet_str text_of(sqlite3_value *v)
{
    const char *p = v ? (const char *)sqlite3_value_text(v) : NULL;

    return (socvet_str){p, p ? (size_t)sqlite3_value_bytes(v) : 0};
}

/* NULL with *err filled; its code is SOCVET_E_EMPTY where there is nothing to read. */
static const socvet_coding *code(coder *c, socvet_str title, socvet_str text, socvet_str edition,
                                 socvet_err *err)
{
    const socvet_dict *d = socvet_engine_dict(c->engine);
    socvet_vet_opts o = {.last = SOCVET_STAGE_CLASSIFY,
                         .given = {.title = title, .as_of = INT32_MIN},
                         .classify = {.edition = -1, .coverage_margin = -1},
                         .check = {.posted = INT32_MIN, .closing = INT32_MIN}};
    socvet_record r;

    *err = (socvet_err){0};
    if (edition.len && (o.classify.edition = socvet_dict_edition(d, edition)) < 0) {
        err->code = SOCVET_E_USAGE;
        sqlite3_snprintf((int)sizeof err->text, err->text, "no edition called '%.*s'",
                         (int)edition.len, edition.ptr);
        return NULL;
    }
    socvet_doc_reset(c->doc);
    if (socvet_doc_add_plain(c->doc, title, text, err) != SOCVET_OK ||
        socvet_vet(&r, c->worker, c->doc, &o, err) != SOCVET_OK)
        return NULL;
    return r.coding;
}

static void sql_code(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    socvet_err err;
    const socvet_coding *k = code(sqlite3_user_data(ctx), text_of(argv[0]), text_of(argv[1]),
                                  argc > 2 ? text_of(argv[2]) : (socvet_str){NULL, 0}, &err);

    if (k && k->n_candidates && !k->abstained)
        sqlite3_result_text(ctx, k->candidates[0].code, -1, SQLITE_TRANSIENT);
    else if (!k && err.code != SOCVET_E_EMPTY)
        sqlite3_result_error(ctx, err.text, -1);
}

static void sql_version(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    const coder *c = sqlite3_user_data(ctx);
    socvet_str d = socvet_dict_version(socvet_engine_dict(c->engine));
    char *z = sqlite3_mprintf("socvet %s; %.*s", socvet_version(), (int)d.len, d.ptr);

    (void)argc;
    (void)argv;
    sqlite3_result_text(ctx, z, -1, sqlite3_free);
}

/* ---- socvet_candidates ---- */

enum { RANK, CODE, TITLE, PROBABILITY, MARGIN, ABSTAINED, IN_TITLE, IN_TEXT, IN_EDITION };
static const char declaration[] =
    "CREATE TABLE x(rank INTEGER, code TEXT, title TEXT, probability REAL, margin REAL, "
    "abstained INTEGER, given_title HIDDEN, given_text HIDDEN, edition HIDDEN)";

typedef struct {
    sqlite3_vtab base;
    coder *coder;
} table;

/* The coder's answer is copied: its own lives until the next question of the connection. */
typedef struct {
    sqlite3_vtab_cursor base;
    struct {
        char code[8], title[120];
        double probability;
    } rows[10];
    size_t n, at;
    double margin;
    bool abstained;
} cursor;

static int connect_table(sqlite3 *db, void *aux, int argc, const char *const *argv,
                         sqlite3_vtab **out, char **message)
{
    (void)argc;
    (void)argv;
    (void)message;
    table *t = sqlite3_malloc(sizeof *t);
    int rc = sqlite3_declare_vtab(db, declaration);

    if (!t || rc != SQLITE_OK) {
        sqlite3_free(t);
        return t ? rc : SQLITE_NOMEM;
    }
    memset(t, 0, sizeof *t);
    t->coder = aux;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    *out = &t->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *t)
{
    sqlite3_free(t);
    return SQLITE_OK;
}

/* The hidden columns must be given, as arguments or by =. */
static int best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
    int place[3] = {-1, -1, -1}, n = 0;

    (void)t;
    for (int i = 0; i < info->nConstraint; i++) {
        int k = info->aConstraint[i].iColumn - IN_TITLE;
        if (k < 0 || k > 2 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!info->aConstraint[i].usable)
            return SQLITE_CONSTRAINT;
        place[k] = i;
    }
    for (int k = 0; k < 3; k++)
        if (place[k] >= 0) {
            info->aConstraintUsage[place[k]].argvIndex = ++n;
            info->aConstraintUsage[place[k]].omit = 1;
            info->idxNum |= 1 << k;
        }
    info->estimatedCost = info->idxNum & 3 ? 10 : 1e12;
    info->estimatedRows = 10;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
    cursor *c = sqlite3_malloc(sizeof *c);

    (void)t;
    if (!c)
        return SQLITE_NOMEM;
    memset(c, 0, sizeof *c);
    *out = &c->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *c)
{
    sqlite3_free(c);
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int given, const char *name, int argc,
                  sqlite3_value **argv)
{
    cursor *c = (cursor *)(void *)base;
    table *t = (table *)(void *)base->pVtab;
    socvet_str in[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    socvet_err err;

    (void)name;
    for (int k = 0, i = 0; k < 3 && i < argc; k++)
        if (given >> k & 1)
            in[k] = text_of(argv[i++]);
    c->n = c->at = 0;
    const socvet_coding *k = code(t->coder, in[0], in[1], in[2], &err);
    if (!k && err.code != SOCVET_E_EMPTY) {
        sqlite3_free(t->base.zErrMsg);
        t->base.zErrMsg = sqlite3_mprintf("%s", err.text);
        return SQLITE_ERROR;
    }
    for (size_t i = 0; k && i < k->n_candidates && c->n < 10; i++, c->n++) {
        const socvet_candidate *x = &k->candidates[i];
        memcpy(c->rows[c->n].code, x->code, 8);
        sqlite3_snprintf((int)sizeof c->rows[0].title, c->rows[c->n].title, "%.*s",
                         (int)x->title.len, x->title.ptr);
        c->rows[c->n].probability = x->probability;
    }
    c->margin = k ? k->margin : 0;
    c->abstained = k && k->abstained;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *c)
{
    ((cursor *)(void *)c)->at++;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    const cursor *c = (const cursor *)(const void *)base;

    return c->at >= c->n;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int i)
{
    const cursor *c = (const cursor *)(const void *)base;

    switch (i) {
    case RANK: sqlite3_result_int64(ctx, (sqlite3_int64)c->at + 1); break;
    case CODE: sqlite3_result_text(ctx, c->rows[c->at].code, -1, SQLITE_TRANSIENT); break;
    case TITLE: sqlite3_result_text(ctx, c->rows[c->at].title, -1, SQLITE_TRANSIENT); break;
    case PROBABILITY: sqlite3_result_double(ctx, c->rows[c->at].probability); break;
    case MARGIN: sqlite3_result_double(ctx, c->margin); break;
    case ABSTAINED: sqlite3_result_int(ctx, c->abstained); break;
    default: break;
    }
    return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    *id = (sqlite3_int64)((const cursor *)(const void *)base)->at + 1;
    return SQLITE_OK;
}

static const sqlite3_module candidates = {
    .xConnect = connect_table, .xBestIndex = best_index, .xDisconnect = disconnect_table,
    .xOpen = open_cursor, .xClose = close_cursor, .xFilter = filter, .xNext = next_row,
    .xEof = at_end, .xColumn = column, .xRowid = row_id};

SOCVET_API int sqlite3_socvetsqlite_init(sqlite3 *db, char **message,
                                         const sqlite3_api_routines *api);

int sqlite3_socvetsqlite_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    static const struct {
        const char *name;
        int args;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {{"socvet_code", 2, sql_code}, {"socvet_code", 3, sql_code},
                     {"socvet_version", 0, sql_version}};
    coder *c = coder_new(message);
    int rc = c ? SQLITE_OK : SQLITE_ERROR;

    for (size_t i = 0; rc == SQLITE_OK && i < sizeof functions / sizeof *functions; i++) {
        c->users++; /* the destructor is called also when the call fails */
        rc = sqlite3_create_function_v2(db, functions[i].name, functions[i].args,
                                        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, c,
                                        functions[i].call, NULL, NULL, coder_release);
    }
    if (rc == SQLITE_OK) {
        c->users++;
        rc = sqlite3_create_module_v2(db, "socvet_candidates", &candidates, c, coder_release);
    }
    coder_release(c);
    return rc;
}

/* sqlite_catalogue.h: an open run's database, for the files that ask it and write into it; for corpus/ alone. */
#ifndef CORPUS_SQLITE_CATALOGUE_H
#define CORPUS_SQLITE_CATALOGUE_H
#include <sqlite3.h>

#include "../base/arena.h"
#include "catalogue.h"

struct socvet_catalogue {
    sqlite3 *db;
    base_arena *arena; /* scratch of fold() */
    char *path;
    bool decided; /* the temporary table `decided` is there */
};

socvet_status corpus_catalogue_fail(const socvet_catalogue *c, socvet_err *err);
/* NULL when it cannot be; the filter's conditions stand for {where}. */
sqlite3_stmt *corpus_catalogue_prepare(socvet_catalogue *c, const char *sql, const socvet_catalogue_filter *f);
bool corpus_catalogue_decided(socvet_catalogue *c);

/* An advert that nobody has decided, here or in the run itself. */
#define CORPUS_UNDECIDED                                                                                              \
    "r.status='ok' AND r.decided_by IS NULL AND NOT EXISTS(SELECT 1 FROM decided d WHERE d.hash=r.hash) " \
    "AND NOT EXISTS(SELECT 1 FROM decided d WHERE d.title=fold(r.given_title) AND d.title<>'' "           \
    "AND d.machine IN ('',coalesce(r.code,'')))"
#endif

/* runs.c: a run that was written before: where it is, opening it, what it counted. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/err.h"
#include "../base/str.h"
#include "export.h"
#include "runs.h"

void socvet_run_path(const char *given, char *z, size_t size)
{
    struct stat info;

    snprintf(z, size, "%s.run.jsonl", given);
    if (socvet_form_of(given) == SOCVET_FORM_JSONL || stat(z, &info) != 0)
        snprintf(z, size, "%s", given);
}

void socvet_errors_path(const char *out, char *z, size_t size)
{
    const char *dot = strrchr(out, '.'), *slash = strrchr(out, '/');
    int stem = dot && (!slash || dot > slash) ? (int)(dot - out) : (int)strlen(out);

    snprintf(z, size, "%.*s.errors.csv", stem, out);
}

/* A table that was made of a run is no run. */
static bool begins_a_record(const char *path)
{
    char head[16] = "";
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;

    if (f)
        fclose(f);
    return !f || n == 0 || head[0] == '{'; /* what cannot be opened says so when it is */
}

socvet_status corpus_run_open(corpus_source **out, const char *run, socvet_err *err)
{
    corpus_source_opts lines = {.format = "jsonl"};
    char path[4200];

    *out = NULL;
    socvet_run_path(run, path, sizeof path);
    if (!begins_a_record(path))
        return base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET,
                         "%s is no run: name the JSON lines that bulk wrote (%s.run.jsonl?)", run, run);
    return corpus_source_open(out, path, &lines, err);
}

socvet_status corpus_run_manifest(corpus_manifest *m, const char *run, base_arena *arena, socvet_err *err)
{
    char path[4200], beside[4300];
    struct stat info;

    socvet_run_path(run, path, sizeof path);
    snprintf(beside, sizeof beside, "%s.manifest.json", path);
    *m = (corpus_manifest){0};
    if (stat(path, &info) != 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: no such run", run);
    if (stat(beside, &info) != 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET,
                         "%s has no manifest beside it: no run of bulk -o, or one that did not end", run);
    return corpus_manifest_read(m, path, arena, err);
}

socvet_status socvet_run_counts(const char *run, socvet_bulk_counts *counts, socvet_err *err)
{
    corpus_manifest m;
    base_arena *arena = base_arena_new(0);
    socvet_status s;

    base_err_clear(err);
    if (!arena)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    s = corpus_run_manifest(&m, run, arena, err);
    *counts = m.counts;
    base_arena_free(arena);
    return s;
}

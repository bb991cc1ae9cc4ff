/* source_files.c: catalogues that are many files: a folder, or a bundle (ZIP). */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "source_int.h"

enum { MOST_DEPTH = 32 };
#define MOST_DOCUMENT ((size_t)64 << 20)
#define MOST_ARCHIVE ((size_t)2 << 30)

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

/* ---- folders ---- */

static socvet_status add_path(corpus_source *s, const char *path, socvet_err *err)
{
    if (s->n_paths == s->cap_paths) {
        size_t cap = s->cap_paths ? s->cap_paths * 2 : 256;
        char **p = realloc(s->paths, cap * sizeof *p);
        if (!p)
            return nomem(err);
        s->paths = p;
        s->cap_paths = cap;
    }
    s->paths[s->n_paths] = strdup(path);
    return s->paths[s->n_paths] ? (s->n_paths++, SOCVET_OK) : nomem(err);
}

static socvet_status walk(corpus_source *s, const char *folder, int depth, socvet_err *err)
{
    DIR *d = depth < MOST_DEPTH ? opendir(folder) : NULL;
    socvet_status st = SOCVET_OK;

    if (!d)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", folder,
                         depth < MOST_DEPTH ? strerror(errno) : "folders nested too deeply");
    for (struct dirent *e; !st && (e = readdir(d));) {
        char path[4096];
        struct stat info;
        if (e->d_name[0] == '.' || e->d_name[0] == '~')
            continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, e->d_name) >= (int)sizeof path)
            continue;
        if (lstat(path, &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode))
            st = walk(s, path, depth + 1, err);
        else if (S_ISREG(info.st_mode))
            st = add_path(s, path, err);
    }
    closedir(d);
    return st;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

socvet_status corpus_folder_open(corpus_source *s, const char *path, socvet_err *err)
{
    socvet_status st = walk(s, path, 0, err);

    if (!st && s->n_paths)
        qsort(s->paths, s->n_paths, sizeof *s->paths, by_name);
    return st;
}

socvet_status corpus_folder_next(corpus_source *s, socvet_str *raw, bool *more)
{
    base_buf bytes;

    *more = s->number < s->n_paths;
    if (!*more)
        return SOCVET_OK;
    *raw = base_str_z(s->paths[s->number]);
    s->stamp = 0; /* a file that cannot be read is its worker's to say */
    if (base_file_read(&bytes, s->paths[s->number], MOST_DOCUMENT, NULL) == SOCVET_OK)
        s->stamp = base_hash64(base_buf_str(&bytes));
    base_buf_clear(&bytes);
    return SOCVET_OK;
}

/* ---- bundles ---- */

socvet_status corpus_bytes_fd(int *fd, socvet_str bytes, socvet_err *err)
{
    *fd = memfd_create("socvet", MFD_CLOEXEC);
    if (*fd < 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "memory file: %s",
                         strerror(errno));
    socvet_status st = base_fd_write(*fd, bytes, "memory file", err);
    if (!st && lseek(*fd, 0, SEEK_SET) != 0)
        st = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "memory file: %s",
                       strerror(errno));
    return st;
}

static bool is_catalogue(const char *name)
{
    static const char *const ends[] = {".csv", ".tsv", ".jsonl", ".ndjson", ".xml", NULL};

    for (const char *const *e = ends; *e; e++)
        if (base_str_ends_ci(base_str_z(name), base_str_z(*e)))
            return true;
    return false;
}

static bool is_clutter(const char *name)
{
    return strstr(name, "__MACOSX/") || base_str_ends_ci(base_str_z(name), SOCVET_STR(".DS_Store"));
}

static socvet_status read_archive(corpus_source *s, const char *path, socvet_err *err)
{
    base_buf rest;
    socvet_status st;

    base_buf_clear(&s->archive);
    if (strcmp(path, "-") != 0)
        return base_file_read(&s->archive, path, MOST_ARCHIVE, err);
    st = base_fd_read(&rest, s->fd, "standard input", MOST_ARCHIVE, err);
    base_buf_add(&s->archive, base_buf_str(&s->held)); /* what has been read of it to look at */
    base_buf_add(&s->archive, base_buf_str(&rest));
    base_buf_clear(&rest);
    return !st && s->archive.failed ? nomem(err) : st;
}

socvet_status corpus_bundle_open(corpus_source *s, const char *path, char *lone, size_t size,
                                 socvet_err *err)
{
    socvet_status st = read_archive(s, path, err);
    size_t files = 0, at = 0;

    if (!st)
        st = extract_package_open(&s->package, NULL, base_buf_str(&s->archive), true, err);
    if (st)
        return st;
    s->stamp = base_hash64(base_buf_str(&s->archive));
    s->n_paths = 0;
    for (size_t i = 0; i < extract_package_count(s->package); i++) {
        const char *name = extract_package_name(s->package, i);
        if (!name || is_clutter(name))
            continue;
        files++;
        at = i;
    }
    if (files != 1 || !is_catalogue(extract_package_name(s->package, at)))
        return SOCVET_OK;
    base_buf bytes;
    snprintf(lone, size, "%s", extract_package_name(s->package, at));
    st = extract_package_read_at(s->package, at, &bytes, err);
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    if (!st)
        st = corpus_bytes_fd(&s->fd, base_buf_str(&bytes), err);
    base_buf_clear(&bytes);
    return st;
}

void corpus_bundle_next(corpus_source *s, socvet_str *raw, bool *more)
{
    size_t n = extract_package_count(s->package);
    const char *name = NULL;

    while (s->at < n && (!(name = extract_package_name(s->package, s->at)) || is_clutter(name)))
        s->at++;
    *more = s->at < n;
    if (!*more)
        return;
    base_buf_reset(&s->held);
    base_buf_printf(&s->held, "%zu %s", s->at++, name);
    *raw = base_buf_str(&s->held);
}

/* A package counts what is inflated from it against a bomb; a bundle may be large, a member not. */
static socvet_status read_member(const corpus_source *s, size_t at, base_buf *bytes, socvet_err *err)
{
    extract_package *fresh;
    socvet_status st = extract_package_read_at(s->package, at, bytes, err);

    if (st != SOCVET_E_LIMIT)
        return st;
    base_buf_clear(bytes);
    base_err_clear(err);
    st = extract_package_open(&fresh, NULL, base_buf_str(&s->archive), true, err);
    if (!st)
        st = extract_package_read_at(fresh, at, bytes, err);
    extract_package_close(fresh);
    return st;
}

void corpus_bundle_row(const corpus_source *s, corpus_row *row, socvet_str raw, base_arena *arena)
{
    socvet_str rest = raw, index;
    uint64_t at = 0;
    base_buf bytes;
    socvet_err cause = {0};

    base_str_split(&rest, ' ', &index);
    base_str_to_u64(index, &at);
    row->field[CORPUS_PATH] = rest;
    row->field[CORPUS_ID] = corpus_from_cp1252(arena, rest);
    if (read_member(s, (size_t)at, &bytes, &cause) == SOCVET_OK) {
        char *p = base_arena_dup(arena, base_buf_str(&bytes));
        row->field[CORPUS_BYTES] = (socvet_str){p ? p : "", p ? bytes.len : 0};
    } else {
        row->field[CORPUS_ERROR] = base_arena_printf(arena, "%s", cause.text);
    }
    base_buf_clear(&bytes);
}

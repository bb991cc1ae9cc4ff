/* source.c: rows out of JSON lines, tables and folders. Records are cut from a bounded buffer: at
 * line ends, or in tables at line ends outside quotes. */
#include "source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/err.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "csv.h"

enum { CHUNK = 1 << 18, LONGEST = 64 << 20, MOST_COLUMNS_A_FIELD = 8, MOST_DEPTH = 32 };

typedef enum { LINES, TABLE, FOLDER } kind;

struct corpus_source {
    kind kind;
    int fd;
    base_buf held;  /* bytes read and not yet cut */
    size_t at;
    bool ended;
    uint64_t number, line;
    corpus_csv csv; /* delimiter and header of a table */
    base_arena *arena;
    base_buf says;
    int column[CORPUS_FIELDS][MOST_COLUMNS_A_FIELD]; /* -1 ends */
    char **paths;   /* of a folder, sorted */
    size_t n_paths, cap_paths;
};

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

static socvet_status fill(corpus_source *s, socvet_err *err)
{
    if (s->at) {
        memmove(s->held.ptr, s->held.ptr + s->at, s->held.len - s->at);
        s->held.len -= s->at;
        s->at = 0;
    }
    char *chunk = malloc(CHUNK);
    ssize_t n = -1;
    if (!chunk)
        return nomem(err);
    do
        n = read(s->fd, chunk, CHUNK);
    while (n < 0 && errno == EINTR);
    if (n > 0)
        base_buf_add(&s->held, (socvet_str){chunk, (size_t)n});
    free(chunk);
    if (n < 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "input: %s", strerror(errno));
    s->ended = n == 0;
    if (s->held.failed)
        return base_fail(err, SOCVET_E_LIMIT, "corpus", SOCVET_NO_OFFSET,
                         "a record at line %llu is longer than %d bytes",
                         (unsigned long long)s->line + 1, LONGEST);
    return SOCVET_OK;
}

/* Cuts the next record, without its line end. */
static socvet_status cut(corpus_source *s, socvet_str *record, bool *more, socvet_err *err)
{
    size_t i = s->at;
    bool quoted = false;

    for (;;) {
        for (; i < s->held.len; i++) {
            char c = s->held.ptr[i];
            if (c == '"' && s->kind == TABLE)
                quoted = !quoted;
            else if (c == '\n' && !quoted)
                break;
        }
        if (i < s->held.len)
            break;
        if (s->ended) {
            *more = s->held.len > s->at;
            *record = (socvet_str){s->held.ptr + s->at, s->held.len - s->at};
            s->at = s->held.len;
            return SOCVET_OK;
        }
        i -= s->at;
        socvet_status st = fill(s, err);
        if (st)
            return st;
    }
    *more = true;
    *record = (socvet_str){s->held.ptr + s->at, i - s->at};
    s->at = i + 1;
    return SOCVET_OK;
}

/* ---- tables ---- */

static const char *const guesses[CORPUS_FIELDS][8] = {
    [CORPUS_ID] = {"id", "reference", "ref", "job id", "vacancy id", "job_id", NULL},
    [CORPUS_TITLE] = {"title", "job title", "jobtitle", "job_title", "vacancy title", "post title", NULL},
    [CORPUS_TEXT] = {"text", "description", "job description", "advert", "advert text", "jobdescription", NULL},
    [CORPUS_DATE] = {"date", "posted", "date posted", "posted date", "advert date", "published", NULL},
    [CORPUS_EMPLOYER] = {"employer", "company", "organisation", "organization", NULL},
    [CORPUS_INDUSTRY] = {"industry", "sector", NULL},
    [CORPUS_LOCATION] = {"location", "place", "town", NULL},
    [CORPUS_SALARY] = {"salary", "pay", "salary range", "salary text", NULL},
    [CORPUS_HOURS] = {"hours", "weekly hours", "hours per week", NULL},
    [CORPUS_CLOSING] = {"closing", "closing date", "closing_date", "closes", "deadline", NULL},
    [CORPUS_MEDIA] = {"media", "medium", "advertised in", NULL},
    [CORPUS_ROUTE] = {"route", "visa route", NULL},
    [CORPUS_OLD_CODE] = {"soc", "soc code", "soc2010", "soc_code", "soc 2010", NULL},
    [CORPUS_GROUP] = {"group", "vacancy reference", NULL},
};

static void say_mapping(corpus_source *s, const corpus_csv *h)
{
    for (int f = 0; f < CORPUS_PATH; f++)
        for (int k = 0; k < MOST_COLUMNS_A_FIELD && s->column[f][k] >= 0; k++)
            base_buf_printf(&s->says, "%s%s = %.*s", s->says.len ? ", " : "", corpus_field_names[f],
                            SOCVET_ARG(h->field[s->column[f][k]]));
}

/* "title=Job Title,text=Description+Duties" over the guesses. */
static socvet_status map_columns(corpus_source *s, const corpus_csv *h, const char *mapping,
                                 socvet_err *err)
{
    socvet_str rest = base_str_z(mapping), pair, name, columns, one;

    for (int f = 0; f < CORPUS_FIELDS; f++) {
        for (int k = 0; k < MOST_COLUMNS_A_FIELD; k++)
            s->column[f][k] = -1;
        if (guesses[f][0])
            s->column[f][0] = corpus_csv_column(h, guesses[f]);
    }
    while (mapping && base_str_split(&rest, ',', &pair)) {
        int f = 0, k = 0;
        columns = pair;
        base_str_split(&columns, '=', &name);
        while (f < CORPUS_PATH && !base_str_eq_z(base_str_trim(name), corpus_field_names[f]))
            f++;
        if (f == CORPUS_PATH || !columns.ptr)
            return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                             "column mapping '%.*s': field=Column is wanted", SOCVET_ARG(pair));
        while (k < MOST_COLUMNS_A_FIELD && base_str_split(&columns, '+', &one)) {
            char z[256];
            snprintf(z, sizeof z, "%.*s", SOCVET_ARG(base_str_trim(one)));
            const char *const names[] = {z, NULL};
            s->column[f][k] = corpus_csv_column(h, names);
            if (s->column[f][k++] < 0)
                return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                                 "the table has no column called '%s'", z);
        }
    }
    if (s->column[CORPUS_TITLE][0] < 0 && s->column[CORPUS_TEXT][0] < 0)
        return base_fail(err, SOCVET_E_FORMAT, "corpus", 0,
                         "no column looks like a title or a text; name them with --col");
    say_mapping(s, h);
    return SOCVET_OK;
}

static socvet_status open_table(corpus_source *s, const char *mapping, socvet_err *err)
{
    socvet_str header;
    bool more, unclosed;
    socvet_status st = cut(s, &header, &more, err);

    if (st || !more)
        return st ? st : base_fail(err, SOCVET_E_EMPTY, "corpus", 0, "the table is empty");
    /* the delimiter is found on what has been read so far, header and first rows */
    corpus_csv_open(&s->csv, base_buf_str(&s->held));
    char delimiter = s->csv.delimiter;
    char *copy = base_arena_dup(s->arena, header);
    if (!copy)
        return nomem(err);
    corpus_csv_open(&s->csv, (socvet_str){copy, header.len});
    s->csv.delimiter = delimiter;
    corpus_csv_next(&s->csv, s->arena, &unclosed);
    return map_columns(s, &s->csv, mapping, err);
}

static void table_row(const corpus_source *s, corpus_row *row, socvet_str record, base_arena *arena)
{
    corpus_csv *c = base_arena_alloc(arena, sizeof *c);
    bool unclosed = false;

    if (!c)
        return;
    c->bytes = record;
    c->delimiter = s->csv.delimiter;
    corpus_csv_next(c, arena, &unclosed);
    if (unclosed)
        row->field[CORPUS_ERROR] = SOCVET_STR("a quote is opened and never closed");
    for (int f = 0; f < CORPUS_PATH; f++)
        for (int k = 0; k < MOST_COLUMNS_A_FIELD && s->column[f][k] >= 0; k++) {
            if ((size_t)s->column[f][k] >= c->n_fields)
                continue;
            socvet_str v = c->field[s->column[f][k]];
            row->field[f] = k == 0 ? v
                                   : base_arena_printf(arena, "%.*s\n\n%.*s",
                                                       SOCVET_ARG(row->field[f]), SOCVET_ARG(v));
        }
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
        if (e->d_name[0] == '.')
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

/* ---- the stream ---- */

static kind guess_kind(const char *path, const char *format)
{
    socvet_str p = base_str_z(path);
    struct stat info;

    if (format)
        return strcmp(format, "folder") == 0 ? FOLDER : strcmp(format, "jsonl") == 0 ? LINES : TABLE;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return FOLDER;
    return base_str_ends_ci(p, SOCVET_STR(".csv")) || base_str_ends_ci(p, SOCVET_STR(".tsv")) ||
                   base_str_ends_ci(p, SOCVET_STR(".txt"))
               ? TABLE
               : LINES;
}

socvet_status corpus_source_open(corpus_source **out, const char *path, const char *format,
                                 const char *mapping, socvet_err *err)
{
    corpus_source *s = calloc(1, sizeof *s);
    socvet_status st = SOCVET_OK;

    *out = NULL;
    if (!s || !(s->arena = base_arena_new(0))) {
        free(s);
        return nomem(err);
    }
    base_buf_init(&s->held, LONGEST);
    base_buf_init(&s->says, 0);
    s->kind = guess_kind(path, format);
    s->fd = -1;
    if (s->kind == FOLDER) {
        st = walk(s, path, 0, err);
        if (!st && s->n_paths)
            qsort(s->paths, s->n_paths, sizeof *s->paths, by_name);
    } else {
        s->fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
        if (s->fd < 0)
            st = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path,
                           strerror(errno));
        if (!st && s->kind == TABLE)
            st = open_table(s, mapping, err);
    }
    if (st)
        corpus_source_free(s);
    else
        *out = s;
    return st;
}

void corpus_source_free(corpus_source *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->n_paths; i++)
        free(s->paths[i]);
    free(s->paths);
    if (s->fd >= 0)
        close(s->fd);
    base_buf_clear(&s->held);
    base_buf_clear(&s->says);
    base_arena_free(s->arena);
    free(s);
}

socvet_str corpus_source_says(const corpus_source *s)
{
    return base_buf_str(&s->says);
}

socvet_status corpus_source_next(corpus_source *s, socvet_str *raw, uint64_t *number, bool *more,
                                 socvet_err *err)
{
    if (s->kind == FOLDER) {
        *more = s->number < s->n_paths;
        if (*more)
            *raw = base_str_z(s->paths[s->number]);
        *number = s->number += *more;
        return SOCVET_OK;
    }
    do {
        socvet_status st = cut(s, raw, more, err);
        if (st || !*more)
            return st;
        s->line++;
    } while (base_str_trim(*raw).len == 0);
    *number = ++s->number;
    return SOCVET_OK;
}

void corpus_source_parse(const corpus_source *s, socvet_str raw, uint64_t number, corpus_row *row,
                         base_arena *arena)
{
    memset(row->field, 0, sizeof row->field);
    row->number = number;
    if (s->kind == FOLDER)
        row->field[CORPUS_ID] = row->field[CORPUS_PATH] = raw;
    else if (s->kind == LINES)
        corpus_row_from_json(row, raw, arena);
    else if (base_utf8_check(raw) != raw.len)
        row->field[CORPUS_ERROR] = SOCVET_STR("the row is not UTF-8");
    else
        table_row(s, row, raw, arena);
}

/* source.c: rows out of JSON lines, tables, feeds, folders and bundles: which of them it is, and a
 * record's fields. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "source_int.h"
#include "workbook.h"

enum { LOOK = 1 << 20, /* bytes of a feed to look for its adverts in */
       MOST_PREAMBLE = 10 };
static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

/* ---- opening ---- */

static bool named(const char *path, const char *end)
{
    return base_str_ends_ci(base_str_z(path), base_str_z(end));
}

static corpus_kind guess_kind(const char *path, const char *format, socvet_str head)
{
    static const struct {
        const char *format;
        corpus_kind kind;
    } formats[] = {{"jsonl", CORPUS_LINES}, {"csv", CORPUS_TABLE}, {"xml", CORPUS_FEED},
                   {"folder", CORPUS_FOLDER}, {"zip", CORPUS_BUNDLE}};
    socvet_str h = base_str_trim(head);

    for (size_t i = 0; format && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(format, formats[i].format) == 0)
            return formats[i].kind;
    if (base_str_starts(head, SOCVET_STR("PK\x03\x04")))
        return CORPUS_BUNDLE;
    if (named(path, ".jsonl") || named(path, ".ndjson") || named(path, ".json"))
        return CORPUS_LINES;
    if (named(path, ".csv") || named(path, ".tsv") || named(path, ".txt"))
        return CORPUS_TABLE;
    if (named(path, ".xml") || named(path, ".rss") || (h.len && h.ptr[0] == '<'))
        return CORPUS_FEED;
    return h.len && h.ptr[0] != '{' && h.ptr[0] != '[' ? CORPUS_TABLE : CORPUS_LINES;
}

static void say_delimiter(corpus_source *s)
{
    const char *name = s->csv.delimiter == '\t'  ? "tab"
                       : s->csv.delimiter == ';' ? "semicolon"
                       : s->csv.delimiter == '|' ? "bar"
                                                 : "comma";

    if (base_utf8_check(base_buf_str(&s->held)) + 4 < s->held.len)
        base_buf_printf(&s->says, "%sread as Windows-1252", s->says.len ? ", " : "");
    base_buf_printf(&s->says, "%s%s separated", s->says.len ? ", " : "", name);
}

static void read_header(corpus_source *s, socvet_str line, char delimiter)
{
    bool unclosed;

    corpus_csv_open(&s->csv, line);
    s->csv.delimiter = delimiter;
    corpus_csv_next(&s->csv, s->arena, &unclosed);
}

/* The header is the first row, or the first of a few that names a title or a text: exports have
 * lines about themselves above it. */
static socvet_status open_table(corpus_source *s, const corpus_source_opts *o, socvet_err *err)
{
    socvet_str header;
    bool more = true;

    /* the delimiter is found on what has been read so far, header and first rows */
    corpus_csv_open(&s->csv, base_buf_str(&s->held));
    char delimiter = s->csv.delimiter;
    say_delimiter(s);
    socvet_str first = {NULL, 0};
    socvet_status st = SOCVET_OK;
    for (int i = 0; !st && i < MOST_PREAMBLE; i++) {
        st = corpus_source_cut(s, &header, &more, err);
        if (st || !more)
            break;
        if (base_str_trim(header).len == 0)
            continue;
        socvet_str utf8 = corpus_from_cp1252(s->arena, header);
        char *copy = base_arena_dup(s->arena, utf8);
        if (!copy)
            return nomem(err);
        first = first.ptr ? first : (socvet_str){copy, utf8.len};
        read_header(s, (socvet_str){copy, utf8.len}, delimiter);
        if (corpus_columns_known(&s->csv) >= 100)
            return corpus_columns_map(s, o, err);
        if (o->mapping || o->mapping_file)
            break; /* they say what the columns of the first row are */
    }
    if (!st && !first.ptr)
        return base_fail(err, SOCVET_E_EMPTY, "corpus", 0, "the table is empty");
    if (!st)
        read_header(s, first, delimiter);
    return st ? st : corpus_columns_map(s, o, err);
}

static socvet_status open_feed(corpus_source *s, socvet_err *err)
{
    while (!s->ended && s->held.len < LOOK && !corpus_feed_tag(s->tag, base_buf_str(&s->held))) {
        socvet_status st = corpus_source_fill(s, err);
        if (st)
            return st;
    }
    if (!s->tag[0] && !corpus_feed_tag(s->tag, base_buf_str(&s->held)))
        return base_fail(err, SOCVET_E_FORMAT, "corpus", 0,
                         "no element of this XML looks like an advert (job, vacancy, item, ...)");
    base_buf_printf(&s->says, "%sadverts are <%s>", s->says.len ? ", " : "", s->tag);
    return SOCVET_OK;
}

/* A workbook: its largest sheet, as a table in memory. */
static socvet_status open_workbook(corpus_source *s, const char *path, socvet_err *err)
{
    base_buf csv;
    socvet_status st = corpus_workbook_csv(&csv, path, err);

    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    if (!st)
        st = corpus_bytes_fd(&s->fd, base_buf_str(&csv), err);
    base_buf_clear(&csv);
    base_buf_reset(&s->held);
    s->begun = s->ended = false;
    s->bytes_read = 0;
    s->kind = CORPUS_TABLE;
    base_buf_add_z(&s->says, "a sheet of the workbook");
    return st ? st : corpus_source_fill(s, err);
}

static socvet_status open_bundle(corpus_source *s, const char *path, socvet_err *err)
{
    char lone[256] = "";
    socvet_status st = corpus_bundle_open(s, path, lone, sizeof lone, err);

    if (st || !lone[0])
        return st;
    base_buf_printf(&s->says, "%s in the bundle", lone);
    base_buf_reset(&s->held);
    s->begun = s->ended = false;
    s->bytes_read = 0;
    st = corpus_source_fill(s, err);
    s->kind = guess_kind(lone, NULL, base_buf_str(&s->held));
    return st;
}

static socvet_status open_stream(corpus_source *s, const char *path, const corpus_source_opts *o,
                                 socvet_err *err)
{
    bool piped = strcmp(path, "-") == 0;
    socvet_status st = SOCVET_OK;

    s->fd = piped ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (s->fd < 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path,
                         strerror(errno));
    /* the line protocol waits for no second line */
    if (piped && o->format && strcmp(o->format, "jsonl") == 0) {
        s->kind = CORPUS_LINES;
        return SOCVET_OK;
    }
    if ((st = corpus_source_fill(s, err)))
        return st;
    socvet_str head = base_buf_str(&s->held);
    if (!piped && corpus_is_workbook((socvet_str){head.ptr, head.len < 65536 ? head.len : 65536}, path))
        return open_workbook(s, path, err);
    s->kind = guess_kind(path, o->format, head);
    return s->kind == CORPUS_BUNDLE ? open_bundle(s, path, err) : SOCVET_OK;
}

socvet_status corpus_source_open(corpus_source **out, const char *path,
                                 const corpus_source_opts *opts, socvet_err *err)
{
    corpus_source_opts o = opts ? *opts : (corpus_source_opts){0};
    corpus_source *s = calloc(1, sizeof *s);
    struct stat info;
    socvet_status st;

    *out = NULL;
    if (!s || !(s->arena = base_arena_new(0))) {
        free(s);
        return nomem(err);
    }
    s->fd = -1;
    base_buf_init(&s->held, 0);
    base_buf_add_char(&s->held, ' '); /* so that an empty input has bytes to point at */
    base_buf_reset(&s->held);
    base_buf_init(&s->undecoded, 0);
    base_buf_init(&s->says, 0);
    base_buf_init(&s->archive, 0);
    if ((o.format && strcmp(o.format, "folder") == 0) ||
        (stat(path, &info) == 0 && S_ISDIR(info.st_mode))) {
        s->kind = CORPUS_FOLDER;
        st = corpus_folder_open(s, path, err);
    } else {
        st = open_stream(s, path, &o, err);
    }
    if (!st && s->kind == CORPUS_TABLE)
        st = open_table(s, &o, err);
    if (!st && s->kind == CORPUS_FEED)
        st = open_feed(s, err);
    if (!st && o.save_mapping)
        st = corpus_columns_save(s, o.save_mapping, err);
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
    extract_package_close(s->package);
    base_buf_clear(&s->archive);
    base_buf_clear(&s->held);
    base_buf_clear(&s->undecoded);
    base_buf_clear(&s->says);
    base_arena_free(s->arena);
    free(s);
}

/* ---- the stream ---- */

socvet_str corpus_source_says(const corpus_source *s)
{
    return base_buf_str(&s->says);
}

uint64_t corpus_source_stamp(const corpus_source *s)
{
    return s->stamp;
}

bool corpus_source_has(const corpus_source *s, int field)
{
    return s->kind != CORPUS_TABLE || s->column[field][0] >= 0;
}

uint64_t corpus_source_position(const corpus_source *s, uint64_t *total)
{
    struct stat info;
    uint64_t held = s->held.len - s->at + s->undecoded.len;

    *total = s->kind == CORPUS_BUNDLE ? extract_package_count(s->package) : s->n_paths;
    if (s->kind == CORPUS_FOLDER || s->kind == CORPUS_BUNDLE)
        return s->number;
    *total = fstat(s->fd, &info) == 0 && S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
    return s->bytes_read > held ? s->bytes_read - held : 0;
}

socvet_status corpus_source_next(corpus_source *s, socvet_str *raw, uint64_t *number, bool *more,
                                 socvet_err *err)
{
    socvet_status st = SOCVET_OK;

    if (s->kind == CORPUS_FOLDER)
        st = corpus_folder_next(s, raw, more);
    else if (s->kind == CORPUS_BUNDLE)
        corpus_bundle_next(s, raw, more);
    else if (s->kind == CORPUS_FEED)
        st = corpus_source_cut_feed(s, raw, more, err);
    else
        do {
            st = corpus_source_cut(s, raw, more, err);
            s->line++;
        } while (!st && *more && base_str_trim(*raw).len == 0);
    if (!st && *more)
        *number = ++s->number;
    return st;
}

void corpus_source_parse(const corpus_source *s, socvet_str raw, uint64_t number, corpus_row *row,
                         base_arena *arena)
{
    memset(row->field, 0, sizeof row->field);
    row->number = number;
    row->month_first = s->month_first;
    if (s->kind == CORPUS_FOLDER)
        row->field[CORPUS_PATH] = raw, row->field[CORPUS_ID] = corpus_from_cp1252(arena, raw);
    else if (s->kind == CORPUS_BUNDLE)
        corpus_bundle_row(s, row, raw, arena);
    else if (raw.len && raw.ptr[0] == CORPUS_TOO_LONG[0])
        row->field[CORPUS_ERROR] = SOCVET_STR("the line is longer than a line may be (64 MiB)");
    else if (s->kind == CORPUS_LINES)
        corpus_row_from_json(row, raw, arena);
    else if (s->kind == CORPUS_FEED)
        corpus_feed_row(row, raw, arena);
    else
        corpus_columns_row(s, row, corpus_from_cp1252(arena, raw), arena);
}

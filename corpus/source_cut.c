/* source_cut.c: bytes in, records out: decoding, and where a record ends. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/err.h"
#include "../base/str.h"
#include "source_int.h"

enum { CHUNK = 1 << 18 };

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

/* ---- bytes ---- */

static socvet_status read_chunk(corpus_source *s, base_buf *to, socvet_err *err)
{
    char *chunk = malloc(CHUNK);
    ssize_t n;

    if (!chunk)
        return nomem(err);
    do
        n = read(s->fd, chunk, CHUNK);
    while (n < 0 && errno == EINTR);
    if (n > 0) {
        base_buf_add(to, (socvet_str){chunk, (size_t)n});
        s->bytes_read += (uint64_t)n;
    }
    free(chunk);
    s->ended = n == 0;
    if (n < 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "input: %s", strerror(errno));
    return to->failed ? nomem(err) : SOCVET_OK;
}

/* The first chunk says how the file was saved. */
static void find_encoding(corpus_source *s)
{
    size_t bom;

    s->begun = true;
    s->encoding = corpus_encoding_of(base_buf_str(&s->held), &bom);
    memmove(s->held.ptr, s->held.ptr + bom, s->held.len - bom);
    s->held.len -= bom;
    if (s->encoding == CORPUS_UTF8)
        return;
    base_buf_add_z(&s->says, s->encoding == CORPUS_UTF16LE ? "read as UTF-16 (LE)" : "read as UTF-16 (BE)");
    base_buf_add(&s->undecoded, base_buf_str(&s->held));
    base_buf_reset(&s->held);
}

socvet_status corpus_source_fill(corpus_source *s, socvet_err *err)
{
    if (s->at) {
        memmove(s->held.ptr, s->held.ptr + s->at, s->held.len - s->at);
        s->held.len -= s->at;
        s->at = 0;
    }
    socvet_status st = read_chunk(s, s->encoding == CORPUS_UTF8 ? &s->held : &s->undecoded, err);
    if (st)
        return st;
    if (!s->begun && s->held.len)
        find_encoding(s);
    if (s->encoding != CORPUS_UTF8) {
        size_t took = corpus_from_utf16(&s->held, base_buf_str(&s->undecoded),
                                        s->encoding == CORPUS_UTF16BE, s->ended);
        memmove(s->undecoded.ptr, s->undecoded.ptr + took, s->undecoded.len - took);
        s->undecoded.len -= took;
    }
    return s->held.failed ? nomem(err) : SOCVET_OK;
}

/* ---- cutting ---- */

/* Where a search for the end of a record stands; it goes on when more bytes come. */
typedef struct {
    size_t i;      /* from s->at */
    bool quoted, field_start;
    bool lines, broken; /* the quoted field holds a line end; its quote cannot have been meant */
} look;

/* Does the quote at p[i] close its field? Only before a delimiter or a line end; others are text. */
static bool closes(const corpus_source *s, const char *p, size_t i, size_t n)
{
    for (i++; i < n && p[i] == ' '; i++)
        ;
    return i >= n || p[i] == s->csv.delimiter || p[i] == '\n' || p[i] == '\r';
}

/* A quoted field goes on; false when it cannot be known yet. A quote that opens a field after a line
 * end, inside another quoted field, shows that the other was never closed. */
static bool step_quoted(const corpus_source *s, look *l, const char *p, size_t n)
{
    char c = p[l->i];

    l->lines |= c == '\n';
    if (c != '"')
        return true;
    if (l->i + 64 >= n && !s->ended)
        return false; /* what follows decides */
    if (l->i + 1 < n && p[l->i + 1] == '"')
        l->i++;
    else if (closes(s, p, l->i, n))
        l->quoted = false;
    else
        l->broken |= l->lines && l->i > 0 && p[l->i - 1] == s->csv.delimiter;
    return true;
}

/* A table's row ends at a line end outside quotes; only a quote at the start of a field opens. */
static bool row_end(const corpus_source *s, look *l)
{
    const char *p = s->held.ptr + s->at;
    size_t n = s->held.len - s->at;

    for (; l->i < n && !l->broken; l->i++) {
        char c = p[l->i];
        if (l->quoted) {
            if (!step_quoted(s, l, p, n))
                return false;
            continue;
        }
        if (c == '\n')
            return true;
        if (c == '"' && l->field_start) {
            l->quoted = true;
            l->lines = false;
        }
        l->field_start = c == s->csv.delimiter || (c == ' ' && l->field_start);
    }
    return false;
}

static bool line_end(const corpus_source *s, look *l)
{
    const char *p = memchr(s->held.ptr + s->at + l->i, '\n', s->held.len - s->at - l->i);

    l->i = p ? (size_t)(p - s->held.ptr) - s->at : s->held.len - s->at;
    return p != NULL;
}

static void take(corpus_source *s, size_t n, size_t skip, socvet_str *record)
{
    *record = (socvet_str){s->held.ptr + s->at, n};
    s->at += n + skip;
}

/* A quote that is never closed spoils its own line, not the rest of the file. */
static void take_first_line(corpus_source *s, socvet_str *record)
{
    look l = {0};
    bool whole = line_end(s, &l);

    take(s, l.i, whole, record);
}

/* Reads past a line that is longer than a line may be. */
static socvet_status skip_line(corpus_source *s, socvet_err *err)
{
    for (;;) {
        look l = {0};
        bool end = line_end(s, &l);
        s->at += l.i + end;
        if (end || s->ended)
            return SOCVET_OK;
        socvet_status st = corpus_source_fill(s, err);
        if (st)
            return st;
    }
}

socvet_status corpus_source_cut(corpus_source *s, socvet_str *record, bool *more, socvet_err *err)
{
    bool table = s->kind == CORPUS_TABLE;
    look l = {.field_start = true};

    *more = true;
    for (;;) {
        if (s->held.len > s->at && (table ? row_end(s, &l) : line_end(s, &l))) {
            take(s, l.i, 1, record);
            return SOCVET_OK;
        }
        size_t n = s->held.len - s->at;
        if (table && l.quoted && (l.broken || s->ended || n > CORPUS_LONGEST_ROW)) {
            take_first_line(s, record);
            return SOCVET_OK;
        }
        if (s->ended) {
            *more = n > 0;
            take(s, n, 0, record);
            return SOCVET_OK;
        }
        if (!table && n > CORPUS_LONGEST) {
            *record = SOCVET_STR(CORPUS_TOO_LONG);
            return skip_line(s, err);
        }
        socvet_status st = corpus_source_fill(s, err);
        if (st)
            return st;
    }
}

socvet_status corpus_source_cut_feed(corpus_source *s, socvet_str *record, bool *more, socvet_err *err)
{
    size_t from = 0, to;

    for (;;) {
        socvet_str rest = {s->held.ptr + s->at, s->held.len - s->at};
        if (rest.len && corpus_feed_cut(s->tag, rest, &from, &to)) {
            *more = true;
            *record = (socvet_str){rest.ptr + from, to - from};
            s->at += to;
            return SOCVET_OK;
        }
        if (s->ended) {
            *more = false;
            return SOCVET_OK;
        }
        if (rest.len - from > CORPUS_LONGEST)
            return base_fail(err, SOCVET_E_LIMIT, "corpus", SOCVET_NO_OFFSET,
                             "advert %llu of the feed is longer than %d bytes",
                             (unsigned long long)s->number + 1, CORPUS_LONGEST);
        s->at += from; /* what stands before the record is of no use */
        from = 0;
        socvet_status st = corpus_source_fill(s, err);
        if (st)
            return st;
    }
}

/* bulk.c: a catalogue from source to output: batches to the workers, records out in order, a
 * checkpoint after each batch. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "journal.h"
#include "manifest.h"
#include "pool.h"

enum { BATCH_ROWS = 64, BATCH_BYTES = 256 * 1024 };

typedef struct {
    const socvet_engine *engine;
    socvet_bulk_opts own;     /* the caller's, with the day and the run's key pinned */
    const socvet_bulk_opts *opts;
    const socvet_bulk_io *io;
    corpus_source *source;
    corpus_journal *journal;
    int fd;
    char run_key[17];
    corpus_checkpoint done;   /* what is written */
    socvet_bulk_progress progress;
    uint64_t chain;           /* over all rows taken so far */
    uint64_t taken;
    bool input_ended;
} run;

static uint64_t chain_on(uint64_t chain, socvet_str raw, uint64_t stamp)
{
    uint64_t three[3] = {chain, base_hash64(raw), stamp};

    return base_hash64((socvet_str){(const char *)three, sizeof three});
}

static bool in_shard(const run *r, uint64_t number)
{
    return r->io->shards <= 1 ||
           number % (uint64_t)r->io->shards == (uint64_t)r->io->shard % (uint64_t)r->io->shards;
}

static socvet_status next_row(run *r, socvet_str *raw, uint64_t *number, bool *more, socvet_err *err)
{
    socvet_status s;

    do {
        s = corpus_source_next(r->source, raw, number, more, err);
        if (!s && *more) {
            r->chain = chain_on(r->chain, *raw, corpus_source_stamp(r->source));
            r->taken = *number;
        }
    } while (!s && *more && !in_shard(r, *number));
    return s;
}

static void add_row(corpus_batch *b, socvet_str raw, uint64_t number)
{
    uint32_t n = (uint32_t)raw.len;

    base_buf_add(&b->in, (socvet_str){(const char *)&number, sizeof number});
    base_buf_add(&b->in, (socvet_str){(const char *)&n, sizeof n});
    base_buf_add(&b->in, raw);
    b->rows++;
}

static socvet_status write_out(run *r, socvet_str bytes, socvet_err *err)
{
    if (!r->io->out) {
        if (!r->io->sink(bytes, r->io->user))
            return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the output was closed");
        return SOCVET_OK;
    }
    return base_fd_write(r->fd, bytes, r->io->out, err);
}

/* Where the input stood when a batch was full: what its checkpoint says. */
typedef struct {
    uint64_t rows, chain, at; /* at: of the input's bytes or documents */
} mark;

static mark mark_here(const run *r)
{
    uint64_t total;

    return (mark){r->taken, r->chain, corpus_source_position(r->source, &total)};
}

static socvet_status deliver(run *r, const corpus_batch *b, mark m, socvet_err *err)
{
    socvet_status s = write_out(r, base_buf_str(&b->out), err);

    if (s)
        return s;
    r->done.rows = m.rows;
    r->done.chain = m.chain;
    r->done.bytes += b->out.len;
    corpus_counts_add(&r->done.counts, &b->counts);
    if (r->journal)
        s = corpus_journal_add(r->journal, &r->done, err);
    r->progress.counts = r->done.counts;
    r->progress.done = m.at;
    if (r->io->progress)
        r->io->progress(&r->progress, r->io->user);
    return s;
}

static socvet_status fill_batch(run *r, corpus_batch *b, socvet_err *err)
{
    size_t most = r->opts->line_buffered ? 1 : BATCH_ROWS;
    socvet_status s = SOCVET_OK;

    while (!s && !r->input_ended && b->rows < most && b->in.len < BATCH_BYTES) {
        socvet_str raw;
        uint64_t number;
        bool more;
        s = next_row(r, &raw, &number, &more, err);
        if (s)
            break;
        if (more)
            add_row(b, raw, number);
        else
            r->input_ended = true;
    }
    return s;
}

static socvet_status run_pool(run *r, socvet_err *err)
{
    enum { MARKS = 1024 }; /* more than a pool has batches */
    corpus_pool_opts o = {r->engine, r->opts, r->source, r->io->jobs};
    corpus_pool *pool = NULL;
    mark marks[MARKS];
    uint64_t submitted = 0, delivered = 0;
    socvet_status s = corpus_pool_open(&pool, &o, err);

    while (!s && !(r->input_ended && delivered == submitted)) {
        corpus_batch *b = r->input_ended ? NULL : corpus_pool_take(pool);
        if (b && !(s = fill_batch(r, b, err))) {
            marks[submitted++ % MARKS] = mark_here(r);
            s = corpus_pool_submit(pool, b, err);
        }
        /* wait for the oldest only when there is nothing to fill, or a line must go out at once */
        bool wait = !b || r->opts->line_buffered;
        while (!s && !(s = corpus_pool_next(pool, wait, &b, err)) && b) {
            s = deliver(r, b, marks[delivered++ % MARKS], err);
            corpus_pool_done(pool, b);
            wait = r->opts->line_buffered && delivered < submitted;
        }
    }
    corpus_pool_free(pool);
    return s;
}

/* In this process: nothing is isolated, nothing is copied between processes. */
static socvet_status run_here(run *r, socvet_err *err)
{
    corpus_vetter *v = corpus_vetter_new(r->engine, r->opts, err);
    base_arena *arena = base_arena_new(0);
    corpus_batch b = {0};
    socvet_status s = v && arena ? SOCVET_OK : base_fail(err, SOCVET_E_NOMEM, "corpus",
                                                         SOCVET_NO_OFFSET, "memory ran out");

    base_buf_init(&b.out, 0);
    while (!s && !r->input_ended) {
        socvet_str raw;
        uint64_t number;
        bool more;
        s = next_row(r, &raw, &number, &more, err);
        if (!s && more) {
            corpus_row row;
            base_arena_reset(arena);
            corpus_source_parse(r->source, raw, number, &row, arena);
            s = corpus_vet_row(v, &row, &b.out, &b.counts, err);
        }
        r->input_ended = !s && !more;
        if (!s && (r->input_ended || r->opts->line_buffered || b.out.len > BATCH_BYTES)) {
            s = deliver(r, &b, mark_here(r), err);
            base_buf_reset(&b.out);
            b.counts = (socvet_bulk_counts){0};
        }
    }
    base_buf_clear(&b.out);
    base_arena_free(arena);
    corpus_vetter_free(v);
    return s;
}

/* What names the run in every record: program, data, options and the day of rows without a date.
 * Shards of one run share it. */
static void make_run_key(run *r)
{
    base_buf b;

    base_buf_init(&b, 0);
    socvet_str d = socvet_dict_version(socvet_engine_dict(r->engine));
    socvet_str rules = socvet_rules_version(socvet_engine_rules(r->engine));
    base_buf_printf(&b, "%s\n%.*s\n%.*s\n%s\n%s\n", socvet_version(), SOCVET_ARG(d),
                    SOCVET_ARG(rules), r->io->options_key ? r->io->options_key : "",
                    base_date_iso(r->own.vet.check.as_of).z);
    snprintf(r->run_key, sizeof r->run_key, "%.16s", base_sha256_of(base_buf_str(&b)).hex);
    r->own.run_key = r->run_key;
    base_buf_clear(&b);
}

/* The journal's key: the run, its input and its day; another of any of them is another run. */
static void make_key(const run *r, char *z, size_t size)
{
    base_buf b;

    base_buf_init(&b, 0);
    base_buf_printf(&b, "%s\n%s\n%d/%d\n", r->run_key, r->io->in, r->io->shard, r->io->shards);
    snprintf(z, size, "socvet-journal-3 %s %s", base_sha256_of(base_buf_str(&b)).hex,
             base_date_iso(r->own.vet.check.as_of).z);
    base_buf_clear(&b);
}

/* Reads past the rows that are done; they must be the rows that were done. */
static socvet_status skip_done(run *r, socvet_err *err)
{
    socvet_status s = SOCVET_OK;
    bool more = true;

    while (!s && more && r->taken < r->done.rows) {
        socvet_str raw;
        uint64_t number;
        s = corpus_source_next(r->source, &raw, &number, &more, err);
        if (!s && more) {
            r->chain = chain_on(r->chain, raw, corpus_source_stamp(r->source));
            r->taken = number;
        }
    }
    if (!s && (r->taken != r->done.rows || r->chain != r->done.chain))
        s = base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                      "the input changed since the run broke off (row %llu)",
                      (unsigned long long)r->taken);
    return s;
}

/* --resume of a run that had ended: nothing is to do, if it is this run over this input. */
static socvet_status look_for_end(run *r, bool *ended, socvet_err *err)
{
    const char *out = r->io->out;
    char journal[4200], hash[17];
    struct stat info;
    corpus_manifest m;
    base_arena *arena = base_arena_new(0);
    socvet_str raw;
    uint64_t number;
    bool more = true;
    socvet_status s = SOCVET_OK;

    snprintf(journal, sizeof journal, "%s.journal", out);
    if (!arena || stat(journal, &info) == 0 || stat(out, &info) != 0 ||
        corpus_manifest_read(&m, out, arena, NULL) != SOCVET_OK) {
        base_arena_free(arena);
        return SOCVET_OK;
    }
    if (m.as_of != BASE_NO_DATE && !r->opts->fixed_as_of)
        r->own.vet.check.as_of = m.as_of;
    make_run_key(r);
    *ended = true;
    if (!base_str_eq_z(m.run, r->run_key) || m.shard != r->io->shard || m.shards != r->io->shards ||
        (uint64_t)info.st_size != m.bytes)
        s = base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                      "%s is a whole run with other data or options; --force writes over it", out);
    while (!s && more && !(s = corpus_source_next(r->source, &raw, &number, &more, err)))
        if (more)
            r->chain = chain_on(r->chain, raw, corpus_source_stamp(r->source));
    corpus_hex16(r->chain, hash);
    if (!s && !base_str_eq_z(m.input_hash, hash))
        s = base_fail(err, SOCVET_E_STALE, "corpus", SOCVET_NO_OFFSET,
                      "%s is a whole run over another input; --force writes over it", out);
    r->done.counts = m.counts;
    base_arena_free(arena);
    return s;
}

static socvet_status open_output(run *r, socvet_err *err)
{
    const char *out = r->io->out;
    char key[128];
    struct stat info;

    if (!out)
        return SOCVET_OK;
    /* rows without a date are judged by the day the run began, also when it goes on another day */
    int32_t began = r->io->resume ? corpus_journal_day(out) : BASE_NO_DATE;
    if (began != BASE_NO_DATE && !r->opts->fixed_as_of)
        r->own.vet.check.as_of = began;
    make_run_key(r);
    make_key(r, key, sizeof key);
    if (!r->io->resume && !r->io->force && stat(out, &info) == 0)
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                         "%s is there already; --force writes over it", out);
    socvet_status s = corpus_journal_open(&r->journal, out, key, r->io->resume, r->io->force,
                                          &r->done, err);
    if (s)
        return s;
    r->fd = open(out, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (r->fd < 0 || ftruncate(r->fd, (off_t)r->done.bytes) != 0 ||
        lseek(r->fd, 0, SEEK_END) != (off_t)r->done.bytes)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", out,
                         errno ? strerror(errno) : "shorter than its journal says");
    return skip_done(r, err);
}

static socvet_status write_manifest(const run *r, socvet_err *err)
{
    char hash[17];

    corpus_hex16(r->chain, hash);
    corpus_manifest m = {
        .program = base_str_z(socvet_version()),
        .dictionary = socvet_dict_version(socvet_engine_dict(r->engine)),
        .rules = socvet_rules_version(socvet_engine_rules(r->engine)),
        .run = base_str_z(r->run_key), .options = base_str_z(r->io->options_key),
        .input = base_str_z(r->io->in), .input_hash = base_str_z(hash),
        .as_of = r->own.vet.check.as_of, .shard = r->io->shard, .shards = r->io->shards,
        .rows = r->taken, .bytes = r->done.bytes, .counts = r->done.counts};

    return corpus_manifest_write(&m, r->io->out, err);
}

socvet_status socvet_bulk(const socvet_engine *engine, const socvet_bulk_opts *opts,
                          const socvet_bulk_io *io, socvet_bulk_counts *counts, socvet_err *err)
{
    corpus_source_opts from = {io->format, io->mapping, io->mapping_file, io->save_mapping};
    run r = {.engine = engine, .own = *opts, .io = io, .fd = -1};

    r.opts = &r.own;
    r.own.run_key = NULL;
    if (!io->out)
        r.own.sketch = false;
    base_err_clear(err);
    socvet_status s = corpus_source_open(&r.source, io->in, &from, err);
    if (!s && io->remark && corpus_source_says(r.source).len)
        io->remark(corpus_source_says(r.source), io->user);
    bool ended = false;
    if (!s && io->out && io->resume && !io->force)
        s = look_for_end(&r, &ended, err);
    if (s || ended) {
        corpus_source_free(r.source);
        *counts = r.done.counts;
        return s;
    }
    s = open_output(&r, err);
    if (!s) {
        r.progress.began = corpus_source_position(r.source, &r.progress.total);
        r.progress.rows_before = r.done.counts.rows;
    }
    if (!s)
        s = io->jobs > 0 ? run_pool(&r, err) : run_here(&r, err);
    if (r.fd >= 0 && close(r.fd) != 0 && !s)
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", io->out,
                      strerror(errno));
    if (!s && io->out)
        s = write_manifest(&r, err);
    corpus_journal_close(r.journal, s == SOCVET_OK);
    corpus_source_free(r.source);
    *counts = r.done.counts;
    return s;
}

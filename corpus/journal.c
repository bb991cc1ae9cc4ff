/* journal.c: OUT.journal: a first line with the key, then one line a checkpoint. */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"

struct corpus_journal {
    int fd;
    char path[4096];
};


static bool parse_line(socvet_str line, corpus_checkpoint *c)
{
    char z[256];
    char dot = 0;

    if (line.len >= sizeof z || line.len == 0 || line.ptr[line.len - 1] != '.')
        return false;
    memcpy(z, line.ptr, line.len);
    z[line.len] = '\0';
    return sscanf(z, "%" SCNu64 " %" SCNu64 " %" SCNx64 " %" SCNu64 " %" SCNu64 " %" SCNu64
                  " %" SCNu64 " %" SCNu64 " %" SCNu64 " %c", &c->rows, &c->bytes, &c->chain, &c->counts.rows,
                  &c->counts.unreadable, &c->counts.with_findings, &c->counts.coded,
                  &c->counts.abstained, &c->counts.undated, &dot) == 10 && dot == '.';
}

static socvet_status read_journal(corpus_journal *j, const char *key, corpus_checkpoint *last,
                                  socvet_err *err)
{
    base_buf bytes;
    socvet_str rest, line;
    size_t good = 0;
    socvet_status s = base_file_read(&bytes, j->path, (size_t)1 << 30, err);

    rest = base_buf_str(&bytes);
    if (!s && (!base_str_split(&rest, '\n', &line) || !base_str_eq_z(line, key) || !rest.ptr))
        s = base_fail(err, SOCVET_E_STALE, "corpus", 0,
                      "%s belongs to a run with other input, data or options", j->path);
    good = s ? 0 : line.len + 1;
    while (!s && rest.ptr && memchr(rest.ptr, '\n', rest.len)) {
        corpus_checkpoint c;
        base_str_split(&rest, '\n', &line);
        if (!parse_line(line, &c))
            break;
        *last = c;
        good += line.len + 1;
    }
    base_buf_clear(&bytes);
    if (!s && truncate(j->path, (off_t)good) != 0)
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", j->path,
                      strerror(errno));
    return s;
}

/* A journal whose first line is torn was never begun: nothing had been written yet. */
static bool has_key_line(const char *path)
{
    base_buf bytes;
    bool whole = base_file_read(&bytes, path, (size_t)1 << 30, NULL) == SOCVET_OK && bytes.len &&
                 memchr(bytes.ptr, '\n', bytes.len);

    base_buf_clear(&bytes);
    return whole;
}

int32_t corpus_journal_day(const char *output)
{
    char path[4096];
    base_buf bytes;
    socvet_str rest, line = {NULL, 0};
    int32_t day = BASE_NO_DATE;

    snprintf(path, sizeof path, "%s.journal", output);
    if (base_file_read(&bytes, path, (size_t)1 << 30, NULL) == SOCVET_OK) {
        rest = base_buf_str(&bytes);
        if (base_str_split(&rest, '\n', &line) && rest.ptr && line.len > 10)
            day = base_date_parse_iso((socvet_str){line.ptr + line.len - 10, 10});
    }
    base_buf_clear(&bytes);
    return day;
}

/* One run an output. A killed run's workers hold the lock until they have died, too: so a few tries. */
static bool lock(int fd)
{
    struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};

    for (int i = 0; i < 40; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

socvet_status corpus_journal_open(corpus_journal **out, const char *output, const char *key,
                                  bool resume, bool force, corpus_checkpoint *last,
                                  socvet_err *err)
{
    corpus_journal *j = calloc(1, sizeof *j);
    socvet_status s = SOCVET_OK;

    *out = NULL;
    *last = (corpus_checkpoint){0};
    if (!j)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    snprintf(j->path, sizeof j->path, "%s.journal", output);
    j->fd = -1;
    bool fresh_file = access(j->path, F_OK) != 0;
    j->fd = open(j->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (j->fd < 0)
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", j->path,
                      strerror(errno));
    else if (!lock(j->fd))
        s = base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                      "%s: another run is at work on this output", j->path);
    bool there = !s && has_key_line(j->path);
    if (there && !resume && !force)
        s = base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                      "%s: an earlier run did not end; go on with --resume or begin anew with --force",
                      j->path);
    if (!s && there && resume)
        s = read_journal(j, key, last, err);
    else if (!s && resume && fresh_file && access(output, F_OK) == 0)
        s = base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                      "%s is complete: there is no journal to go on from", output);
    if (!s && !(there && resume)) {
        if (ftruncate(j->fd, 0) != 0)
            s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", j->path,
                          strerror(errno));
        if (!s && !(s = base_fd_write(j->fd, base_str_z(key), j->path, err)))
            s = base_fd_write(j->fd, SOCVET_STR("\n"), j->path, err);
    }
    if (s)
        corpus_journal_close(j, fresh_file);
    else
        *out = j;
    return s;
}

socvet_status corpus_journal_add(corpus_journal *j, const corpus_checkpoint *c, socvet_err *err)
{
    char line[256];
    int n = snprintf(line, sizeof line,
                     "%" PRIu64 " %" PRIu64 " %" PRIx64 " %" PRIu64 " %" PRIu64 " %" PRIu64
                     " %" PRIu64 " %" PRIu64 " %" PRIu64 " .\n", c->rows, c->bytes, c->chain, c->counts.rows,
                     c->counts.unreadable, c->counts.with_findings, c->counts.coded,
                     c->counts.abstained, c->counts.undated);

    return base_fd_write(j->fd, (socvet_str){line, (size_t)n}, j->path, err);
}

void corpus_journal_close(corpus_journal *j, bool done)
{
    if (!j)
        return;
    if (j->fd >= 0)
        close(j->fd);
    if (done)
        unlink(j->path);
    free(j);
}

/* pool.c: the workers. A worker that dies costs the row that killed it: the batch is sent again a
 * row at a time, and the row whose worker dies once more becomes a record that says so. The time a
 * row may take is CPU time (a profiling timer in the worker), never the wall clock. */
#include "pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/err.h"
#include "../base/file.h"

enum { MOST_JOBS = 64, BATCHES_A_JOB = 4, ROW_CPU_SECONDS = 20 };
#define WORKER_MEMORY ((rlim_t)3 << 30)

typedef enum { FREE, FILLING, WAITING, RUNNING, FINISHED } state;

typedef struct {
    corpus_batch batch; /* first, so that a batch is its slot */
    state state;
    size_t row_at;      /* next row while a batch is sent a row at a time */
    size_t byte_at;     /* its place in batch.in */
    bool singly;
    int killed;         /* how often a worker was killed from outside at this row */
} slot;

typedef struct {
    pid_t pid;
    int fd;
    slot *now;
    size_t sent, want;  /* bytes of the request that are out; rows it asks for */
    base_buf request, reply;
} worker;

struct corpus_pool {
    corpus_pool_opts o;
    worker workers[MOST_JOBS];
    slot *slots;
    size_t n_slots;
    uint64_t submitted, delivered;
};

typedef struct {
    uint32_t rows, bytes;
} request_head;

typedef struct {
    uint64_t bytes;
    socvet_bulk_counts counts;
} reply_head;

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

/* ---- the worker's side ---- */

static bool next_record(socvet_str *rest, uint64_t *number, socvet_str *raw)
{
    uint32_t n;

    if (rest->len < 12)
        return false;
    memcpy(number, rest->ptr, 8);
    memcpy(&n, rest->ptr + 8, 4);
    if (rest->len - 12 < n)
        return false;
    *raw = (socvet_str){rest->ptr + 12, n};
    rest->ptr += 12 + n;
    rest->len -= 12 + n;
    return true;
}

static socvet_status vet_batch(corpus_vetter *v, const corpus_source *source, base_arena *arena,
                               socvet_str in, base_buf *out, socvet_bulk_counts *counts,
                               socvet_err *err)
{
    uint64_t number;
    socvet_str raw;
    socvet_status s = SOCVET_OK;

    while (!s && next_record(&in, &number, &raw)) {
        corpus_row row;
        base_arena_reset(arena);
        corpus_source_parse(source, raw, number, &row, arena);
        s = corpus_vet_row(v, &row, out, counts, err);
    }
    return s;
}

static bool read_all(int fd, void *to, size_t n)
{
    char *p = to;

    while (n) {
        ssize_t got = read(fd, p, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        p += got;
        n -= (size_t)got;
    }
    return true;
}

static void arm(unsigned rows)
{
    struct itimerval t = {.it_value.tv_sec = ROW_CPU_SECONDS * (rows < 8 ? 1 : 4)};

    setitimer(ITIMER_PROF, &t, NULL); /* SIGPROF ends the process */
}

static _Noreturn void worker_main(const corpus_pool_opts *o, int fd)
{
    socvet_err err = {0};
    corpus_vetter *v = corpus_vetter_new(o->engine, o->opts, &err);
    base_arena *arena = base_arena_new(0);
    base_buf out, in;
    request_head head;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPROF, SIG_DFL);
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit memory = {WORKER_MEMORY, WORKER_MEMORY};
    setrlimit(RLIMIT_AS, &memory);
#endif
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    base_buf_init(&out, 0);
    base_buf_init(&in, 0);
    while (v && arena && read_all(fd, &head, sizeof head)) {
        reply_head reply = {0};
        base_buf_reset(&out);
        if (head.bytes + 1 > in.cap) {
            char *p = realloc(in.ptr, head.bytes + 1);
            if (!p)
                _exit(3);
            in.ptr = p;
            in.cap = head.bytes + 1;
        }
        if (!read_all(fd, in.ptr, head.bytes))
            break;
        arm(head.rows);
        if (vet_batch(v, o->source, arena, (socvet_str){in.ptr, head.bytes}, &out, &reply.counts,
                      &err) != SOCVET_OK || out.failed)
            _exit(3);
        reply.bytes = out.len;
        if (base_fd_write(fd, (socvet_str){(const char *)&reply, sizeof reply}, "pipe", NULL) ||
            base_fd_write(fd, base_buf_str(&out), "pipe", NULL))
            break;
    }
    _exit(0);
}

/* ---- the parent's side ---- */

static socvet_status start_worker(corpus_pool *p, worker *w, socvet_err *err)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "socket pair: %s",
                         strerror(errno));
    w->pid = fork();
    if (w->pid < 0) {
        close(pair[0]);
        close(pair[1]);
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "fork: %s", strerror(errno));
    }
    if (w->pid == 0) {
        for (int i = 0; i < p->o.jobs; i++)
            if (&p->workers[i] != w && p->workers[i].fd >= 0)
                close(p->workers[i].fd);
        close(pair[0]);
        worker_main(&p->o, pair[1]);
    }
    close(pair[1]);
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    w->fd = pair[0];
    return SOCVET_OK;
}

static void stop_worker(worker *w)
{
    if (w->fd >= 0)
        close(w->fd);
    w->fd = -1;
    if (w->pid > 0) {
        kill(w->pid, SIGKILL);
        while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    w->pid = 0;
}

socvet_status corpus_pool_open(corpus_pool **out, const corpus_pool_opts *o, socvet_err *err)
{
    corpus_pool *p = calloc(1, sizeof *p);
    socvet_status s = SOCVET_OK;

    *out = NULL;
    if (!p)
        return nomem(err);
    p->o = *o;
    p->o.jobs = o->jobs < 1 ? 1 : o->jobs > MOST_JOBS ? MOST_JOBS : o->jobs;
    p->n_slots = (size_t)p->o.jobs * BATCHES_A_JOB;
    p->slots = calloc(p->n_slots, sizeof *p->slots);
    if (!p->slots) {
        free(p);
        return nomem(err);
    }
    for (size_t i = 0; i < p->n_slots; i++) {
        base_buf_init(&p->slots[i].batch.in, 0);
        base_buf_init(&p->slots[i].batch.out, 0);
    }
    for (int i = 0; i < MOST_JOBS; i++) {
        p->workers[i].fd = -1;
        base_buf_init(&p->workers[i].request, 0);
        base_buf_init(&p->workers[i].reply, 0);
    }
    for (int i = 0; !s && i < p->o.jobs; i++)
        s = start_worker(p, &p->workers[i], err);
    if (s)
        corpus_pool_free(p);
    else
        *out = p;
    return s;
}

void corpus_pool_free(corpus_pool *p)
{
    if (!p)
        return;
    for (int i = 0; i < MOST_JOBS; i++) {
        stop_worker(&p->workers[i]);
        base_buf_clear(&p->workers[i].request);
        base_buf_clear(&p->workers[i].reply);
    }
    for (size_t i = 0; i < p->n_slots; i++) {
        base_buf_clear(&p->slots[i].batch.in);
        base_buf_clear(&p->slots[i].batch.out);
    }
    free(p->slots);
    free(p);
}

corpus_batch *corpus_pool_take(corpus_pool *p)
{
    for (size_t i = 0; i < p->n_slots; i++) {
        slot *s = &p->slots[i];
        if (s->state != FREE)
            continue;
        s->state = FILLING;
        base_buf_reset(&s->batch.in);
        base_buf_reset(&s->batch.out);
        s->batch.rows = s->row_at = s->byte_at = 0;
        s->batch.counts = (socvet_bulk_counts){0};
        s->singly = false;
        s->killed = 0;
        return &s->batch;
    }
    return NULL;
}

/* The request for a slot: all its rows, or the next one. */
static void make_request(worker *w, slot *s)
{
    socvet_str in = base_buf_str(&s->batch.in);
    request_head head = {(uint32_t)s->batch.rows, (uint32_t)in.len};

    if (s->singly) {
        socvet_str rest = {in.ptr + s->byte_at, in.len - s->byte_at}, raw;
        uint64_t number;
        const char *from = rest.ptr;
        next_record(&rest, &number, &raw);
        in = (socvet_str){from, (size_t)(rest.ptr - from)};
        head = (request_head){1, (uint32_t)in.len};
    }
    w->now = s;
    w->sent = 0;
    w->want = head.rows;
    s->state = RUNNING;
    base_buf_reset(&w->request);
    base_buf_reset(&w->reply);
    base_buf_add(&w->request, (socvet_str){(const char *)&head, sizeof head});
    base_buf_add(&w->request, in);
}

static void give_work(corpus_pool *p)
{
    for (int i = 0; i < p->o.jobs; i++) {
        worker *w = &p->workers[i];
        slot *oldest = NULL;
        if (w->now || w->fd < 0)
            continue;
        for (size_t k = 0; k < p->n_slots; k++)
            if (p->slots[k].state == WAITING &&
                (!oldest || p->slots[k].batch.sequence < oldest->batch.sequence))
                oldest = &p->slots[k];
        if (!oldest)
            return;
        make_request(w, oldest);
    }
}

/* One row of a slot that goes singly is done: on to the next, or finished. */
static void step_singly(slot *s)
{
    socvet_str in = base_buf_str(&s->batch.in);
    socvet_str rest = {in.ptr + s->byte_at, in.len - s->byte_at}, raw;
    uint64_t number;

    next_record(&rest, &number, &raw);
    s->byte_at = (size_t)(rest.ptr - in.ptr);
    s->row_at++;
    s->killed = 0;
    s->state = s->row_at >= s->batch.rows ? FINISHED : WAITING;
}

static void take_reply(worker *w)
{
    reply_head head;
    slot *s = w->now;

    if (w->reply.len < sizeof head)
        return;
    memcpy(&head, w->reply.ptr, sizeof head);
    if (w->reply.len < sizeof head + head.bytes)
        return;
    base_buf_add(&s->batch.out, (socvet_str){w->reply.ptr + sizeof head, head.bytes});
    corpus_counts_add(&s->batch.counts, &head.counts);
    w->now = NULL;
    if (s->singly)
        step_singly(s);
    else
        s->state = FINISHED;
}

/* The row that a dead worker was at becomes a record; a batch is sent again row by row. A worker that
 * was killed (by a person, or because the machine had no memory left) may not have died of its row:
 * it is tried a few times more. */
static socvet_status lose(corpus_pool *p, slot *s, const char *why, bool killed, socvet_err *err)
{
    enum { MOST_KILLS = 4 };

    if (!s->singly || (killed && ++s->killed < MOST_KILLS)) {
        s->singly = true;
        s->state = WAITING;
        return SOCVET_OK;
    }
    base_arena *arena = base_arena_new(0);
    socvet_str in = base_buf_str(&s->batch.in);
    socvet_str rest = {in.ptr + s->byte_at, in.len - s->byte_at}, raw;
    corpus_row row = {0};
    uint64_t number;
    if (!arena || !next_record(&rest, &number, &raw)) {
        base_arena_free(arena);
        return nomem(err);
    }
    row.number = number; /* its fields are not trusted here: parsing may be what killed the worker */
    socvet_status st = corpus_put_lost(p->o.engine, p->o.opts, &row, why, &s->batch.out,
                                       &s->batch.counts, err);
    base_arena_free(arena);
    step_singly(s);
    return st;
}

static socvet_status worker_died(corpus_pool *p, worker *w, socvet_err *err)
{
    const char *why = "the worker died while reading this row";
    slot *s = w->now;
    int status = 0;

    close(w->fd);
    w->fd = -1;
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        ;
    w->pid = 0;
    w->now = NULL;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF)
        why = "this row took more computing time than a row may";
    else if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
        why = "this row needs more memory than a worker may have";
    socvet_status st = s ? lose(p, s, why, WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, err) : SOCVET_OK;
    return st ? st : start_worker(p, w, err);
}

static socvet_status talk(corpus_pool *p, worker *w, short events, socvet_err *err)
{
    char chunk[65536];

    if (events & POLLOUT && w->sent < w->request.len) {
        ssize_t n = send(w->fd, w->request.ptr + w->sent, w->request.len - w->sent, MSG_NOSIGNAL);
        if (n > 0)
            w->sent += (size_t)n;
        else if (n < 0 && errno != EAGAIN && errno != EINTR)
            return worker_died(p, w, err);
    }
    if (events & (POLLIN | POLLHUP | POLLERR)) {
        ssize_t n = read(w->fd, chunk, sizeof chunk);
        if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
            return worker_died(p, w, err);
        if (n > 0 && w->now) {
            base_buf_add(&w->reply, (socvet_str){chunk, (size_t)n});
            take_reply(w);
        }
    }
    return SOCVET_OK;
}

static socvet_status pump(corpus_pool *p, bool wait, socvet_err *err)
{
    struct pollfd fds[MOST_JOBS];
    socvet_status s = SOCVET_OK;

    give_work(p);
    for (int i = 0; i < p->o.jobs; i++) {
        worker *w = &p->workers[i];
        fds[i] = (struct pollfd){.fd = w->fd, .events = POLLIN};
        if (w->now && w->sent < w->request.len)
            fds[i].events |= POLLOUT;
    }
    if (poll(fds, (nfds_t)p->o.jobs, wait ? -1 : 0) < 0 && errno != EINTR)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "poll: %s", strerror(errno));
    for (int i = 0; !s && i < p->o.jobs; i++)
        if (fds[i].revents)
            s = talk(p, &p->workers[i], fds[i].revents, err);
    give_work(p);
    return s;
}

socvet_status corpus_pool_submit(corpus_pool *p, corpus_batch *b, socvet_err *err)
{
    slot *s = (slot *)(void *)b;

    if (b->in.failed)
        return nomem(err);
    b->sequence = p->submitted++;
    s->state = WAITING;
    return pump(p, false, err);
}

static slot *next_in_order(corpus_pool *p)
{
    for (size_t i = 0; i < p->n_slots; i++)
        if (p->slots[i].state == FINISHED && p->slots[i].batch.sequence == p->delivered)
            return &p->slots[i];
    return NULL;
}

socvet_status corpus_pool_next(corpus_pool *p, bool wait, corpus_batch **out, socvet_err *err)
{
    slot *s = next_in_order(p);
    socvet_status st = SOCVET_OK;

    *out = NULL;
    while (!st && !s && p->delivered < p->submitted) {
        st = pump(p, wait, err);
        s = next_in_order(p);
        if (!wait)
            break;
    }
    if (!st && s && s->batch.out.failed)
        return nomem(err);
    if (!st && s)
        *out = &s->batch;
    return st;
}

void corpus_pool_done(corpus_pool *p, corpus_batch *b)
{
    ((slot *)(void *)b)->state = FREE;
    p->delivered++;
}

/* queue.c: as many processes as the machine can use at once; others wait their turn. One that works
 * for long gives way to the others. */
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "serve.h"

enum { GIVES_WAY_AFTER_MS = 1000 };

void serve_queue_init(serve_queue *q, const serve_rooms *rooms)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = sizeof q->running / sizeof *q->running, want = cores > 1 ? (size_t)cores * 3 : 4;

    *q = (serve_queue){.rooms = rooms, .most = want < most ? want : most};
}

bool serve_queue_add(serve_queue *q, serve_request *r)
{
    if (q->n_waiting >= SERVE_WAITING_MOST)
        return false;
    r->state = SERVE_WAITING;
    r->next = NULL;
    *(q->last ? &q->last->next : &q->first) = r;
    q->last = r;
    q->n_waiting++;
    return true;
}

static void unlink_waiting(serve_queue *q, serve_request *r)
{
    serve_request *before = NULL;

    for (serve_request *x = q->first; x && x != r; x = x->next)
        before = x;
    *(before ? &before->next : &q->first) = r->next;
    if (q->last == r)
        q->last = before;
    q->n_waiting--;
}

static void close_files(serve_job *j)
{
    if (j->out >= 0)
        close(j->out);
    if (j->err >= 0)
        close(j->err);
    j->out = j->err = -1;
}

void serve_queue_drop(serve_queue *q, serve_request *r)
{
    if (r->state == SERVE_WAITING) {
        unlink_waiting(q, r);
    } else if (r->state == SERVE_RUNNING) {
        for (size_t i = 0; i < q->n_running; i++)
            if (q->running[i] == r)
                q->running[i--] = q->running[--q->n_running];
        serve_job_kill(&r->job);
    }
    if (r->state == SERVE_RUNNING || r->state == SERVE_DONE)
        close_files(&r->job);
    r->state = SERVE_GONE;
}

static void finish(serve_request *r, int exit_code)
{
    r->exit_code = exit_code;
    r->state = SERVE_DONE;
    serve_mhd.resume_connection(r->connection);
}

static bool has_ended(const serve_job *j)
{
    struct pollfd p = {j->pidfd, POLLIN, 0};

    return poll(&p, 1, 0) > 0;
}

static void end_what_ended(serve_queue *q)
{
    int64_t now = serve_now_ms();

    for (size_t i = 0; i < q->n_running;) {
        serve_request *r = q->running[i];
        if (has_ended(&r->job)) {
            q->running[i] = q->running[--q->n_running];
            finish(r, serve_job_end(&r->job));
            continue;
        }
        if (!r->job.lowered && now - r->job.since_ms > GIVES_WAY_AFTER_MS) {
            setpriority(PRIO_PGRP, (id_t)r->job.pid, 10);
            r->job.lowered = true;
        }
        i++;
    }
}

void serve_queue_turn(serve_queue *q)
{
    end_what_ended(q);
    while (q->first && q->n_running < q->most) {
        serve_request *r = q->first;
        unlink_waiting(q, r);
        if (serve_job_start(&r->job, q->rooms, r->action, &r->form)) {
            r->state = SERVE_RUNNING;
            q->running[q->n_running++] = r;
            serve_form_clear(&r->form); /* the process has its own sight of it */
        } else {
            r->job.out = r->job.err = -1;
            finish(r, -1);
        }
    }
}

void serve_queue_clear(serve_queue *q)
{
    while (q->n_running) {
        serve_request *r = q->running[q->n_running - 1];
        q->n_running--;
        serve_job_kill(&r->job);
        finish(r, -1);
    }
    while (q->first) {
        serve_request *r = q->first;
        unlink_waiting(q, r);
        r->job.out = r->job.err = -1;
        finish(r, -1);
    }
}

/* progress.c: rows, bands (auto, review, none, error), rate and time left. One run a process. */
#include "progress.h"

#include "base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
    bool json, shown, over; /* over: each line is written over the one before */
    int64_t began_ms, said_ms;
    uint64_t rows; /* of this process */
    size_t width;  /* of the line that stands */
} now;

static int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void cli_progress_begin(const char *form)
{
    bool terminal = isatty(STDERR_FILENO);

    form = form ? form : "auto";
    now.json = strcmp(form, "json") == 0;
    now.shown = strcmp(form, "auto") == 0 ? terminal : strcmp(form, "none") != 0;
    now.over = terminal && !now.json;
    now.began_ms = now.said_ms = clock_ms();
}

bool cli_progress_shown(void)
{
    return now.shown;
}

/* What has a record and is none of the others. */
static uint64_t without_code(const socvet_bulk_counts *c)
{
    uint64_t other = c->coded + c->abstained + c->unreadable;

    return c->rows > other ? c->rows - other : 0;
}

static void put_bands(const socvet_bulk_counts *c, char *z, size_t size)
{
    snprintf(z, size, now.json ? "\"auto\":%" PRIu64 ",\"review\":%" PRIu64 ",\"none\":%" PRIu64 ",\"error\":%" PRIu64
                               : "%" PRIu64 " auto, %" PRIu64 " review, %" PRIu64 " none, %" PRIu64 " error",
             c->coded, c->abstained, without_code(c), c->unreadable);
}

/* "0:09", "1:02:03" */
static void put_time(int64_t seconds, char *z, size_t size)
{
    int s = (int)(seconds % 60), m = (int)(seconds / 60 % 60), h = (int)(seconds / 3600 % 100000);

    if (h)
        snprintf(z, size, "%d:%02d:%02d", h, m, s);
    else
        snprintf(z, size, "%d:%02d", m, s);
}

void cli_progress_remark(socvet_str text)
{
    base_buf b;
    base_json_writer w;

    base_buf_init(&b, 0);
    base_json_init(&w, &b);
    base_json_open(&w, '{');
    base_json_kstr(&w, "input", text);
    base_json_close(&w, '}');
    fprintf(stderr, "%.*s\n", SOCVET_ARG(base_buf_str(&b)));
    base_buf_clear(&b);
}

static uint64_t rate_of(uint64_t rows, int64_t ms)
{
    return ms > 0 ? rows * 1000 / (uint64_t)ms : 0;
}

/* Seconds that the rest of the input takes at the pace so far; -1: not known. */
static int64_t seconds_left(const socvet_bulk_progress *p, int64_t ms)
{
    uint64_t did = p->done > p->began ? p->done - p->began : 0;

    if (!p->total || !did || p->done > p->total)
        return -1;
    return (int64_t)((double)ms / 1000 * (double)(p->total - p->done) / (double)did + 0.5);
}

static void say_json(const socvet_bulk_progress *p, uint64_t rate, int64_t left)
{
    char bands[128];

    put_bands(&p->counts, bands, sizeof bands);
    fprintf(stderr, "{\"rows\":%" PRIu64 ",%s,\"rows_per_second\":%" PRIu64, p->counts.rows, bands, rate);
    if (p->total)
        fprintf(stderr, ",\"share\":%.4f", (double)p->done / (double)p->total);
    if (left >= 0)
        fprintf(stderr, ",\"seconds_left\":%" PRId64, left);
    fputs(",\"ended\":false}\n", stderr);
}

static void say_text(const socvet_bulk_progress *p, uint64_t rate, int64_t left)
{
    char bands[128], share[16] = "", time_left[40] = "", z[320];

    put_bands(&p->counts, bands, sizeof bands);
    if (p->total)
        snprintf(share, sizeof share, "%d %%, ", (int)(p->done * 100 / p->total));
    if (left >= 0) {
        char t[24];
        put_time(left, t, sizeof t);
        snprintf(time_left, sizeof time_left, ", %s left", t);
    }
    int n = snprintf(z, sizeof z, "%s%" PRIu64 " rows, %" PRIu64 " a second%s: %s", share, p->counts.rows, rate,
                     time_left, bands);
    size_t width = n > 0 ? (size_t)n : 0;
    if (now.over)
        fprintf(stderr, "\r%s%*s", z, (int)(now.width > width ? now.width - width : 0), "");
    else
        fprintf(stderr, "%s\n", z);
    now.width = width;
}

void cli_progress_step(const socvet_bulk_progress *p, void *user)
{
    const int64_t pause = now.over ? 300 : now.json ? 1000 : 5000;
    int64_t at = clock_ms(), ms = at - now.began_ms;

    (void)user;
    now.rows = p->counts.rows - p->rows_before;
    if (at - now.said_ms < pause)
        return;
    now.said_ms = at;
    if (now.json)
        say_json(p, rate_of(now.rows, ms), seconds_left(p, ms));
    else
        say_text(p, rate_of(now.rows, ms), seconds_left(p, ms));
}

void cli_progress_end(const socvet_bulk_counts *c, bool rated)
{
    char bands[128], took[24];
    int64_t ms = clock_ms() - now.began_ms;

    put_bands(c, bands, sizeof bands);
    if (now.over && now.width)
        fprintf(stderr, "\r%*s\r", (int)now.width, "");
    if (now.json) {
        fprintf(stderr, "{\"rows\":%" PRIu64 ",%s,\"undated\":%" PRIu64 ",\"seconds\":%.1f,\"ended\":true}\n", c->rows,
                bands, c->undated, (double)ms / 1000);
        return;
    }
    put_time((ms + 500) / 1000, took, sizeof took);
    fprintf(stderr, "%" PRIu64 " row%s: %s", c->rows, c->rows == 1 ? "" : "s", bands);
    if (rated && now.rows)
        fprintf(stderr, " (%s, %" PRIu64 " a second)", took, rate_of(now.rows, ms));
    fputc('\n', stderr);
}

/* http.c: the socket and the event loop. One thread waits for three things: connections, processes
 * that end, and a signal to stop. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/str.h"
#include "serve.h"

typedef struct {
    struct MHD_Daemon *daemon;
    serve_gate gate;
    serve_queue queue;
    serve_visitors visitors;
    size_t held;
    bool stopping;
} server;

static const char *header(struct MHD_Connection *c, const char *name)
{
    return serve_mhd.lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static serve_visitor *visitor_of(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *i = serve_mhd.get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return i ? i->socket_context : NULL;
}

static enum MHD_Result refuse(struct MHD_Connection *c, unsigned status)
{
    const char *text = status == MHD_HTTP_CONTENT_TOO_LARGE
        ? "That is too much at once: 48 MB are taken, in up to 32 files."
        : status == MHD_HTTP_BAD_REQUEST          ? "The form could not be read."
        : status == MHD_HTTP_SERVICE_UNAVAILABLE  ? "Too much is being checked just now; try again soon."
        : status == MHD_HTTP_METHOD_NOT_ALLOWED   ? "Only GET and POST are understood."
        : status == MHD_HTTP_NOT_FOUND            ? "There is nothing here. Use the whole address that socvet printed."
                                                  : "This page speaks only with the browser on this computer.";

    return serve_reply_sentence(c, status, text);
}

/* The first look at a request: whatever is wrong is said before its body is read. */
static enum MHD_Result begin(server *s, struct MHD_Connection *c, const char *path, const char *method,
                             void **mine)
{
    const char *rest = "", *length = header(c, "Content-Length");
    uint64_t announced = 0;
    unsigned status = serve_gate_check(&s->gate, path, header(c, "Host"), header(c, "Origin"),
                                       header(c, "Sec-Fetch-Site"), &rest);
    bool post = strcmp(method, "POST") == 0, get = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    serve_asset asset;

    if (status)
        return refuse(c, status);
    if (get && serve_asset_find(rest, &asset))
        return serve_reply(c, MHD_HTTP_OK, asset.type,
                           !*rest && s->queue.rooms->index.len ? base_buf_str(&s->queue.rooms->index) : asset.bytes, false);
    const serve_action *a = serve_action_find(rest);
    if (a && (a->kind & SERVE_CATALOGUE) && !s->queue.rooms->catalogue)
        a = NULL;
    if (!a || (!post && !get))
        return refuse(c, !get && !post ? MHD_HTTP_METHOD_NOT_ALLOWED : MHD_HTTP_NOT_FOUND);
    if (post == ((a->kind & SERVE_ASKED) != 0))
        return serve_reply_sentence(c, MHD_HTTP_METHOD_NOT_ALLOWED, post ? "This page is asked for, not sent to."
                                                                         : "Papers are sent from the form.");
    if (length && (!base_str_to_u64(base_str_z(length), &announced) || announced > SERVE_UPLOAD_MOST))
        return refuse(c, MHD_HTTP_CONTENT_TOO_LARGE);
    serve_request *r = s->stopping ? NULL : calloc(1, sizeof *r);
    if (!r)
        return refuse(c, MHD_HTTP_SERVICE_UNAVAILABLE);
    r->connection = c;
    r->action = a;
    r->job.out = r->job.err = r->job.pidfd = -1;
    (post ? serve_form_init : serve_form_ask)(&r->form, c, &s->held);
    if (r->form.malformed) {
        serve_form_clear(&r->form);
        free(r);
        return refuse(c, MHD_HTTP_BAD_REQUEST);
    }
    *mine = r;
    return MHD_YES;
}

static enum MHD_Result uploaded(server *s, struct MHD_Connection *c, serve_request *r)
{
    unsigned status = r->form.too_large ? MHD_HTTP_CONTENT_TOO_LARGE
        : r->form.malformed             ? MHD_HTTP_BAD_REQUEST
                                        : 0;
    serve_visitor *v = visitor_of(c);

    if (!status && !serve_queue_add(&s->queue, r))
        status = MHD_HTTP_SERVICE_UNAVAILABLE;
    if (status)
        return refuse(c, status);
    if (v)
        v->served = true;
    serve_mhd.suspend_connection(c);
    return MHD_YES;
}

static enum MHD_Result handle(void *user, struct MHD_Connection *c, const char *path, const char *method,
                              const char *version, const char *data, size_t *size, void **mine)
{
    server *s = user;
    serve_request *r = *mine;

    (void)version;
    if (!r)
        return begin(s, c, path, method, mine);
    if (*size) {
        serve_form_feed(&r->form, data, *size);
        *size = 0;
        return MHD_YES;
    }
    if (r->state == SERVE_NEW)
        return uploaded(s, c, r);
    if (r->state != SERVE_DONE)
        return MHD_YES;
    r->state = SERVE_GONE;
    return serve_reply_job(c, r->action, &r->job, r->exit_code);
}

static void completed(void *user, struct MHD_Connection *c, void **mine, enum MHD_RequestTerminationCode why)
{
    server *s = user;
    serve_request *r = *mine;
    serve_visitor *v = visitor_of(c);

    (void)why;
    if (v) {
        v->served = false;
        v->since_ms = serve_now_ms();
    }
    if (!r)
        return;
    serve_queue_drop(&s->queue, r);
    serve_form_clear(&r->form);
    free(r);
    *mine = NULL;
}

static void came_or_went(void *user, struct MHD_Connection *c, void **context,
                         enum MHD_ConnectionNotificationCode what)
{
    server *s = user;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *i = serve_mhd.get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = i ? serve_visitor_add(&s->visitors, i->connect_fd) : NULL;
    } else {
        serve_visitor_free(&s->visitors, *context);
        *context = NULL;
    }
}

/* The library's own remarks are for programmers. */
static void say_nothing(void *user, const char *fmt, va_list ap)
{
    (void)user, (void)fmt, (void)ap;
}

static bool start(server *s, uint16_t port)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    s->daemon = serve_mhd.start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, port, NULL, NULL, handle, s,
        MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&here,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVE_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVE_IDLE_SECONDS,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u,
        MHD_OPTION_NOTIFY_COMPLETED, completed, s,
        MHD_OPTION_NOTIFY_CONNECTION, came_or_went, s, MHD_OPTION_END);
    if (!s->daemon)
        return false;
    const union MHD_DaemonInfo *i = serve_mhd.get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->gate.port = i ? i->port : port;
    return true;
}

static void wait_and_work(server *s, int signals)
{
    const union MHD_DaemonInfo *i = serve_mhd.get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd p[2 + sizeof s->queue.running / sizeof *s->queue.running];
    struct signalfd_siginfo got;
    nfds_t n = 2;
    MHD_UNSIGNED_LONG_LONG ms = 500;
    int most = 500; /* slow visitors are looked for twice a second */

    p[0] = (struct pollfd){i->epoll_fd, POLLIN, 0};
    p[1] = (struct pollfd){signals, POLLIN, 0};
    for (size_t k = 0; k < s->queue.n_running; k++)
        p[n++] = (struct pollfd){s->queue.running[k]->job.pidfd, POLLIN, 0};
    if (serve_mhd.get_timeout(s->daemon, &ms) == MHD_YES && ms < (unsigned)most)
        most = (int)ms;
    poll(p, n, most);
    serve_queue_turn(&s->queue);
    serve_mhd.run(s->daemon);
    serve_queue_turn(&s->queue);
    serve_visitors_hurry(&s->visitors);
    if (p[1].revents & POLLIN)
        s->stopping = read(signals, &got, sizeof got) == (ssize_t)sizeof got;
}

/* A grandchild, so that nobody has to wait for the browser's end. */
static void show(const char *address)
{
    pid_t child = fork();

    if (child == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        if (fork() == 0)
            execlp("xdg-open", "xdg-open", address, (char *)NULL);
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
}

int serve_run(const serve_rooms *rooms, uint16_t port, bool open_browser)
{
    server s = {0};
    sigset_t stop;
    struct rlimit files;
    char address[96];

    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max < 4096 ? files.rlim_max : 4096;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    int signals = signalfd(-1, &stop, SFD_CLOEXEC);
    serve_queue_init(&s.queue, rooms);
    if (signals < 0 || !serve_gate_init(&s.gate))
        return cli_fail("the system gives no %s", signals < 0 ? "signals" : "random numbers");
    if (!start(&s, port)) {
        close(signals);
        return cli_fail("cannot listen on 127.0.0.1 port %u: %s", (unsigned)port, strerror(errno));
    }
    snprintf(address, sizeof address, "http://127.0.0.1:%u/%s/%s", (unsigned)s.gate.port, s.gate.token,
             rooms->catalogue ? "catalogue" : "");
    printf("Open %s\nIt works on this computer alone; nothing leaves it. Ctrl-C ends it.\n", address);
    fflush(stdout);
    if (open_browser)
        show(address);
    while (!s.stopping)
        wait_and_work(&s, signals);
    serve_queue_clear(&s.queue);
    serve_mhd.run(s.daemon);
    serve_mhd.stop_daemon(s.daemon);
    close(signals);
    return CLI_OK;
}

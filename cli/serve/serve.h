/* serve.h: the page on this computer. One process runs the event loop (http.c) and owns the socket;
 * each check is a process forked from it (job.c), which inherits the opened engine and ends with
 * its answer, so that no document can harm the next request. Nothing is written to disk but what a
 * person decides about a catalogue. */
#ifndef CLI_SERVE_H
#define CLI_SERVE_H
#include "library.h"

#include "base/buf.h"
#include "cli/cli.h"

enum {
    SERVE_TOKEN = 32,                /* hex digits */
    SERVE_UPLOAD_MOST = 48 << 20,    /* bytes of one request */
    SERVE_HELD_MOST = 256 << 20,     /* bytes of all uploads together */
    SERVE_CONNECTIONS = 900,
    SERVE_IDLE_SECONDS = 10,         /* a connection on which nothing comes */
    SERVE_UPLOAD_SECONDS = 20,       /* a whole request, however it trickles */
    SERVE_FILES_MOST = 32,
    SERVE_FIELDS_MOST = 48,
    SERVE_WAITING_MOST = 1000,       /* requests that wait for a process */
};

/* ---- gate.c: who may ask ---- */
typedef struct {
    uint16_t port;
    char token[SERVE_TOKEN + 1];
} serve_gate;

bool serve_gate_init(serve_gate *g); /* a random token; false when the system gives none */
/* The status to refuse with, or 0. *rest is what follows /TOKEN/ in the path. Absent headers are
 * NULL. */
unsigned serve_gate_check(const serve_gate *g, const char *path, const char *host,
                          const char *origin, const char *fetch_site, const char **rest);

/* ---- form.c: what was sent ---- */
typedef struct {
    char *name;
    base_buf bytes;
} serve_file;

typedef struct {
    struct MHD_PostProcessor *parser;
    serve_file files[SERVE_FILES_MOST];
    size_t n_files;
    struct {
        char *name;
        base_buf value;
    } fields[SERVE_FIELDS_MOST];
    size_t n_fields;
    size_t bytes, *held; /* of this request; of all of them */
    bool too_large, malformed;
} serve_form;

void serve_form_init(serve_form *f, struct MHD_Connection *c, size_t *held);
/* The arguments of an address, of the names that pages know. */
void serve_form_ask(serve_form *f, struct MHD_Connection *c, size_t *held);
void serve_form_feed(serve_form *f, const char *bytes, size_t size);
void serve_form_clear(serve_form *f);
/* The first value of a field, NULL when it was not sent or is empty. */
const char *serve_form_get(const serve_form *f, const char *name);

/* ---- job.c: one check in a process of its own ---- */
typedef struct {
    int pidfd, out, err; /* memory files of what it printed */
    int pid;
    int64_t since_ms;
    bool lowered;
} serve_job;

typedef struct {
    socvet_engine *engine;
    socvet_worker *worker;
    const cli_values *settings; /* what the house has set, as for `check` */
    socvet_marks *marks;        /* its waivers and baseline, or NULL */
    const char *catalogue;      /* a run's database, or NULL: papers alone */
    base_buf index;             /* with a catalogue: the form's page, with links to the others */
} serve_rooms;

/* What a request asks for: rows of a table in answer.c. */
typedef enum {
    SERVE_ASKED = 1,     /* a page: asked by GET, its arguments are the form */
    SERVE_CATALOGUE = 2, /* only where there is one */
    SERVE_WRITES = 4,    /* a person's decision: a database may be larger than an answer may */
    SERVE_GOES_ON = 8,   /* what it prints is the page to go to */
} serve_kind;
typedef struct {
    const char *path, *type, *download;
    int (*answer)(const serve_rooms *rooms, const serve_form *form);
    unsigned kind; /* of serve_kind */
} serve_action;
const serve_action *serve_action_find(const char *path);

/* Pasted text has a name like a file's, so that its record is that of a file so called. */
#define SERVE_PASTED "pasted-text.txt"
/* The fields of a form as the options of `check`; false when one makes no sense (said). */
bool serve_take_fields(cli_values *v, const serve_rooms *rooms, const serve_form *f);
/* Reads the form's papers, vets them, and prints: in the form of v->report, or what `print` makes of the record. */
int serve_vet(const serve_rooms *rooms, const serve_form *f, cli_values *v, cli_record_fn print, void *user);

/* keep.c: papers made of the record that are no form of it. */
int serve_keep_word(const serve_rooms *rooms, const serve_form *f);
int serve_keep_cos(const serve_rooms *rooms, const serve_form *f);
int serve_keep_evidence(const serve_rooms *rooms, const serve_form *f);

bool serve_job_start(serve_job *j, const serve_rooms *rooms, const serve_action *a,
                     const serve_form *f);
/* Waits for an ended process; its exit code, or -1 when it was killed. */
int serve_job_end(serve_job *j);
void serve_job_kill(serve_job *j);

/* ---- assets.c: the embedded files ---- */
typedef struct {
    const char *path, *type;
    socvet_str bytes;
} serve_asset;
bool serve_asset_find(const char *path, serve_asset *out);
void serve_index_with_links(base_buf *out);

/* ---- reply.c: responses, each with the headers that keep the page to itself ---- */
enum MHD_Result serve_reply(struct MHD_Connection *c, unsigned status, const char *type,
                            socvet_str bytes, bool copy);
/* One sentence for people, as a page or as plain text, whichever the visitor takes. */
enum MHD_Result serve_reply_sentence(struct MHD_Connection *c, unsigned status, const char *text);
/* What an ended job printed; takes its files. */
enum MHD_Result serve_reply_job(struct MHD_Connection *c, const serve_action *a, serve_job *j,
                                int exit_code);

/* ---- queue.c: the processes that run, and the requests that wait for one ---- */
typedef struct serve_request {
    struct MHD_Connection *connection;
    const serve_action *action;
    serve_form form;
    unsigned refuse;           /* status to refuse with once the upload has ended */
    enum { SERVE_NEW, SERVE_WAITING, SERVE_RUNNING, SERVE_DONE, SERVE_GONE } state;
    serve_job job;
    int exit_code;
    struct serve_request *next;
} serve_request;

typedef struct {
    const serve_rooms *rooms;
    serve_request *first, *last; /* waiting, in the order they came */
    size_t n_waiting;
    serve_request *running[16];
    size_t n_running, most;
} serve_queue;

void serve_queue_init(serve_queue *q, const serve_rooms *rooms);
bool serve_queue_add(serve_queue *q, serve_request *r); /* false: too many wait */
void serve_queue_drop(serve_queue *q, serve_request *r); /* its visitor has gone */
void serve_queue_turn(serve_queue *q);  /* ends what has ended, starts what may start */
void serve_queue_clear(serve_queue *q);

/* ---- visitors.c: connections by age, so that slow ones cannot hold the place ---- */
typedef struct serve_visitor {
    int fd;
    int64_t since_ms;          /* of this request's first byte, or of the connection */
    bool served;               /* its request is whole and waits for us */
    struct serve_visitor *before, *after;
} serve_visitor;

typedef struct {
    serve_visitor *oldest, *newest;
    size_t n;
} serve_visitors;

int64_t serve_now_ms(void);
serve_visitor *serve_visitor_add(serve_visitors *all, int fd);
void serve_visitor_free(serve_visitors *all, serve_visitor *v);
void serve_visitors_hurry(serve_visitors *all); /* shuts those that take too long */

/* ---- http.c ---- */
int serve_run(const serve_rooms *rooms, uint16_t port, bool open_browser);
#endif

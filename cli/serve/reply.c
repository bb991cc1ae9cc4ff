/* reply.c: responses. Every one says that nothing may be loaded from elsewhere, framed, guessed at
 * or kept; answers are sent from the memory files that the job filled. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "serve.h"

static void put_headers(struct MHD_Response *r, const char *type)
{
    static const char *const headers[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "same-origin"}, /* "no-referrer" would blank the Origin of our own forms */
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"Cache-Control", "no-store"},
    };

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        serve_mhd.add_response_header(r, headers[i][0], headers[i][1]);
    serve_mhd.add_response_header(r, "Content-Type", type);
}

static enum MHD_Result send_it(struct MHD_Connection *c, unsigned status, const char *type,
                               struct MHD_Response *r)
{
    if (!r)
        return MHD_NO;
    put_headers(r, type);
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        serve_mhd.add_response_header(r, "Allow", "GET, HEAD, POST");
    enum MHD_Result done = serve_mhd.queue_response(c, status, r);
    serve_mhd.destroy_response(r);
    return done;
}

enum MHD_Result serve_reply(struct MHD_Connection *c, unsigned status, const char *type,
                            socvet_str bytes, bool copy)
{
    union {
        const char *given;
        void *taken; /* the library does not write through it */
    } p = {bytes.ptr ? bytes.ptr : ""};

    return send_it(c, status, type,
                   serve_mhd.create_response_from_buffer(bytes.len, p.taken, copy ? MHD_RESPMEM_MUST_COPY
                                                                            : MHD_RESPMEM_PERSISTENT));
}

static void put_escaped(base_buf *b, const char *z)
{
    for (; *z; z++)
        if (*z == '<' || *z == '>' || *z == '&' || *z == '"' || *z == '\'')
            base_buf_printf(b, "&#%d;", *z);
        else
            base_buf_add_char(b, *z);
}

enum MHD_Result serve_reply_sentence(struct MHD_Connection *c, unsigned status, const char *text)
{
    const char *accept = serve_mhd.lookup_connection_value(c, MHD_HEADER_KIND, "Accept");
    bool page = accept && strstr(accept, "text/html");
    base_buf b;

    base_buf_init(&b, 0);
    if (page) {
        base_buf_add_z(&b, "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                           "<title>socvet</title><link rel=\"stylesheet\" href=\"page.css\"></head>"
                           "<body><main><h1>That did not work</h1><p role=\"alert\">");
        put_escaped(&b, text);
        base_buf_add_z(&b, "</p><p><a href=\"./\">Back to the page</a></p></main></body></html>\n");
    } else {
        base_buf_printf(&b, "%s\n", text);
    }
    enum MHD_Result done = serve_reply(c, status, page ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
                                       base_buf_str(&b), true);
    base_buf_clear(&b);
    return done;
}

/* What it said on standard error, without the program's name in front. */
static void read_remarks(const serve_job *j, char *z, size_t size)
{
    ssize_t n = pread(j->err, z, size - 1, 0);

    z[n > 0 ? n : 0] = '\0';
    for (char *p; (p = strstr(z, "socvet: "));)
        memmove(p, p + 8, strlen(p + 8) + 1);
    for (size_t i = strlen(z); i > 0 && z[i - 1] == '\n'; i--)
        z[i - 1] = '\0';
}

/* On to a page of ours, whose address the job printed: nothing of it may be a header of its own. */
static enum MHD_Result go_on(struct MHD_Connection *c, serve_job *j)
{
    char to[3000];
    ssize_t n = pread(j->out, to, sizeof to - 1, 0);

    to[n > 0 ? n : 0] = '\0';
    for (const char *p = to; *p; p++)
        if ((unsigned char)*p <= ' ' || (unsigned char)*p > '~' || *p == ':' || (p == to && *p == '/'))
            return serve_reply_sentence(c, MHD_HTTP_INTERNAL_SERVER_ERROR, "There was no answer.");
    struct MHD_Response *r = serve_mhd.create_response_from_buffer(0, to, MHD_RESPMEM_MUST_COPY);
    if (r)
        serve_mhd.add_response_header(r, "Location", to);
    return send_it(c, MHD_HTTP_SEE_OTHER, "text/plain; charset=utf-8", r);
}

enum MHD_Result serve_reply_job(struct MHD_Connection *c, const serve_action *a, serve_job *j,
                                int exit_code)
{
    struct stat st;
    char remarks[2048], disposition[128];
    enum MHD_Result done = MHD_NO;

    read_remarks(j, remarks, sizeof remarks);
    bool printed = exit_code >= 0 && exit_code != CLI_CANNOT && fstat(j->out, &st) == 0 && st.st_size > 0;
    if (printed && (a->kind & SERVE_GOES_ON)) {
        done = go_on(c, j);
    } else if (printed) {
        struct MHD_Response *r = serve_mhd.create_response_from_fd((uint64_t)st.st_size, j->out);
        if (r && a->download) {
            snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", a->download);
            serve_mhd.add_response_header(r, "Content-Disposition", disposition);
        }
        if (r)
            j->out = -1; /* the response closes it */
        done = send_it(c, exit_code == CLI_UNREADABLE ? MHD_HTTP_UNPROCESSABLE_CONTENT : MHD_HTTP_OK, a->type, r);
    } else if (exit_code < 0) {
        done = serve_reply_sentence(c, MHD_HTTP_UNPROCESSABLE_CONTENT,
                                    "These papers took too long or broke the check; nothing else was harmed.");
    } else {
        done = serve_reply_sentence(c, exit_code == CLI_CANNOT ? MHD_HTTP_BAD_REQUEST : MHD_HTTP_UNPROCESSABLE_CONTENT,
                                    remarks[0] ? remarks : "There was no answer.");
    }
    if (j->out >= 0)
        close(j->out);
    close(j->err);
    j->out = j->err = -1;
    return done;
}

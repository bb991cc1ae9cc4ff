/* cmd_serve.c: the page on this computer. */
#include "cli/serve/serve.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"port", CLI_INT, AT(port), "N", "listen on this port (any free one)"},
    {"open", CLI_FLAG, AT(open_browser), NULL, "open the page in the browser"},
    {0}};

static int run(cli_values *v)
{
    serve_rooms rooms = {0};

    if (v->port > 65535)
        return cli_fail("--port '%lld': a number up to 65535 is wanted", (long long)v->port);
    if (!serve_library_open())
        return cli_fail("serve: libmicrohttpd is not installed; run setup.sh");
    if (!cli_open(&rooms.engine, &rooms.worker))
        return CLI_CANNOT;
    int rc = serve_run(&rooms, v->port < 0 ? 0 : (uint16_t)v->port, v->open_browser);
    socvet_worker_free(rooms.worker);
    socvet_engine_free(rooms.engine);
    return rc;
}

const cli_command cli_serve = {
    "serve", "[options]",
    "Opens a page on this computer where papers are dropped and checked.\n"
    "It listens on 127.0.0.1 alone, and the address it prints holds a secret: nobody else can ask.\n"
    "Nothing leaves this computer and nothing is written to disk.",
    options, run};

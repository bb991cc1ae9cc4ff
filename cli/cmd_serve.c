/* cmd_serve.c: the page on this computer. */
#include "cli/house.h"
#include "cli/serve/serve.h"
#include "corpus/catalogue.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"port", CLI_INT, AT(port), "N", "listen on this port (any free one)"},
    {"open", CLI_FLAG, AT(open_browser), NULL, "open the page in the browser"},
    {"as-of", CLI_DATE, AT(as_of), "DATE", "judge by the rules of this day, where the form leaves it empty"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "sponsorship route, where the form leaves it to the papers"},
    {"profile", CLI_TEXT, AT(profile), "NAME", "whose policy applies: law (the default), university, ..."},
    {"employer", CLI_TEXT, AT(employer), "NAME", "the employer, when the papers do not say it"},
    {"location", CLI_TEXT, AT(location), "PLACE", "the place of work, when the papers do not say it"},
    {"medium", CLI_LIST, AT(medium), "NAME", "where adverts appear (may be repeated)"},
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition to code in"},
    {"rates", CLI_TEXT, AT(rates), "FILE", "a table of going rates and thresholds of your own"},
    {"rules", CLI_TEXT, AT(rules), "FOLDER", "rules of your own: rules.tsv, wording.tsv, sources.tsv"},
    {"waivers", CLI_TEXT, AT(waivers), "FILE", "findings somebody has answered for"},
    {"baseline", CLI_TEXT, AT(baseline), "FILE", "a record of an earlier run: what it found is marked"},
    {"redact", CLI_FLAG, AT(redact), NULL, "mask names, e-mail addresses and telephone numbers of contacts"},
    {"main", CLI_FLAG, AT(main_only), NULL, "web pages: leave out navigation and other jobs"},
    {"spelling", CLI_FLAG, AT(spelling), NULL, "check the spelling as well"},
    {0}};

static bool is_catalogue(const char *path)
{
    socvet_catalogue *c;
    socvet_err err = {0};

    if (socvet_catalogue_open(&c, path, false, &err) != SOCVET_OK)
        cli_fail("%s", err.text);
    socvet_catalogue_free(c);
    return c != NULL;
}

static int run(cli_values *v)
{
    serve_rooms rooms = {.settings = v, .catalogue = v->n_files ? v->files[0] : NULL};
    cli_house house = {0};

    if (v->port > 65535)
        return cli_fail("--port '%lld': a number up to 65535 is wanted", (long long)v->port);
    if (!serve_library_open())
        return cli_fail("serve: libmicrohttpd is not installed; run scripts/setup.sh");
    if (v->n_files > 1)
        return cli_fail("serve takes one database, not %zu", v->n_files);
    if (rooms.catalogue && !is_catalogue(rooms.catalogue))
        return CLI_CANNOT;
    if (rooms.catalogue)
        serve_index_with_links(&rooms.index);
    int rc = CLI_CANNOT;
    if (cli_house_open(&house, v, &rooms.engine, &rooms.worker)) {
        rooms.marks = house.marks;
        rc = serve_run(&rooms, v->port < 0 ? 0 : (uint16_t)v->port, v->open_browser);
        socvet_worker_free(rooms.worker);
        socvet_engine_free(rooms.engine);
    }
    base_buf_clear(&rooms.index);
    cli_house_close(&house);
    return rc;
}

const cli_command cli_serve = {
    "serve", "[options] [RUN.db]",
    "Opens a page on this computer where papers are dropped and checked; with the database of a bulk run,\n"
    "its overview, its adverts, and the queue of what a person should look at.\n"
    "It listens on 127.0.0.1 alone, and the address it prints holds a secret: nobody else can ask.\n"
    "Nothing leaves this computer and nothing is written to disk but what you decide about a catalogue.",
    options, run};

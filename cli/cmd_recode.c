/* cmd_recode.c: a catalogue's old codes in a newer edition. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"from", CLI_TEXT, AT(from), "EDITION", "the edition of the old codes (soc2010)"},
    {"to", CLI_TEXT, AT(to), "EDITION", "the edition that is wanted (soc2020)"},
    {"format", CLI_CHOICE, AT(format), "jsonl|csv|xml", "the input's format (by its name)"},
    {"col", CLI_JOIN, AT(mapping), "FIELD=COLUMN", "columns of a table: title=Job Title,soc=OldCode"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {"mapping", CLI_TEXT, AT(mapping_file), "FILE", "columns as --save-mapping wrote them"},
    {"save-mapping", CLI_TEXT, AT(save_mapping), "FILE", "write down which column was taken for what"},
    {0}};

static void on_remark(socvet_str text, void *user)
{
    (void)user;
    fprintf(stderr, "socvet: input: %.*s\n", SOCVET_ARG(text));
}

static bool file_sink(socvet_str bytes, void *user)
{
    return fwrite(bytes.ptr, 1, bytes.len, user) == bytes.len;
}

/* To a file by way of a temporary one: what is there in the end is whole. */
static int to_file(const cli_values *v, const socvet_engine *engine, socvet_bulk_io *io, int from,
                   int to)
{
    char fresh[4200];
    socvet_err err = {0};

    if (!v->force && access(v->output, F_OK) == 0)
        return cli_fail("%s is there already; --force writes over it", v->output);
    snprintf(fresh, sizeof fresh, "%s.new", v->output);
    FILE *f = fopen(fresh, "wb");
    if (!f)
        return cli_fail("%s: %s", fresh, strerror(errno));
    io->sink = file_sink;
    io->user = f;
    socvet_status s = socvet_recode_catalogue(engine, io, from, to, &err);
    bool closed = fclose(f) == 0;
    if (s || !closed || rename(fresh, v->output) != 0) {
        int rc = cli_fail("%s: %s", v->output, s ? err.text : strerror(errno));
        remove(fresh);
        return rc;
    }
    return CLI_OK;
}

static int run(cli_values *v)
{
    socvet_engine *engine = NULL;
    socvet_err err = {0};
    const char *from = v->from ? v->from : "soc2010", *to = v->to ? v->to : "soc2020";
    socvet_bulk_io io = {.format = v->format, .mapping = v->mapping, .mapping_file = v->mapping_file,
                         .save_mapping = v->save_mapping, .sink = cli_stdout_sink,
                         .remark = on_remark};

    if (v->n_files != 1)
        return cli_fail("name one catalogue: JSON lines, CSV or TSV");
    io.in = v->files[0];
    if (socvet_engine_open(&engine, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    const socvet_dict *d = socvet_engine_dict(engine);
    int e_from = socvet_dict_edition(d, base_str_z(from)), e_to = socvet_dict_edition(d, base_str_z(to));
    int rc = CLI_OK;
    if (e_from < 0 || e_to < 0)
        rc = cli_fail("no edition called '%s' in the dictionary", e_from < 0 ? from : to);
    else if (v->output)
        rc = to_file(v, engine, &io, e_from, e_to);
    else if (socvet_recode_catalogue(engine, &io, e_from, e_to, &err) != SOCVET_OK && !ferror(stdout))
        rc = cli_fail("%s", err.text);
    socvet_engine_free(engine);
    return rc;
}

const cli_command cli_recode = {"recode", "[--from soc2010] [--to soc2020] CATALOGUE [-o OUT.csv]",
                                "Gives old codes their successors and says how each was found.",
                                options, run};

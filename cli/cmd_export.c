/* cmd_export.c: a run in another form: CSV, workbook, database. */
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"excel", CLI_FLAG, AT(excel), NULL, "CSV for Excel: byte order mark, CRLF, codes as text"},
    {"long", CLI_FLAG, AT(long_form), NULL, "CSV with a row a candidate or finding, not a row an advert"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {0}};

static void say_errors(const char *output, uint64_t errors)
{
    char z[4200];

    socvet_errors_path(output, z, sizeof z);
    fprintf(stderr, "socvet: what could not be read is listed in %s (%llu row%s)\n", z,
            (unsigned long long)errors, errors == 1 ? "" : "s");
}

static int run(cli_values *v)
{
    socvet_export_opts o = {v->excel, v->long_form, v->force};
    uint64_t errors = 0;
    socvet_err err = {0};

    if (v->n_files != 1 || !v->output)
        return cli_fail("name one run (what bulk -o wrote), and with -o what to make: .csv, .xlsx or .db");
    if (socvet_form_of(v->output) == SOCVET_FORM_JSONL)
        return cli_fail("-o '%s': the name must end in .csv, .xlsx or .db", v->output);
    if (socvet_export(v->files[0], v->output, &o, &errors, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    if (errors)
        say_errors(v->output, errors);
    return CLI_OK;
}

const cli_command cli_export = {"export", "[options] RUN -o OUT.csv|OUT.xlsx|OUT.db",
                                "Prints a run of bulk as a table, a workbook or a database.", options, run};

/* cmd_recode.c: a catalogue's old codes in a newer edition. */
#include <string.h>

#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"from", CLI_TEXT, AT(from), "EDITION", "the edition of the old codes (soc2010)"},
    {"to", CLI_TEXT, AT(to), "EDITION", "the edition that is wanted (soc2020)"},
    {"format", CLI_CHOICE, AT(format), "jsonl|csv|xml", "the input's format (by its name)"},
    {"col", CLI_JOIN, AT(mapping), "FIELD=COLUMN", "columns of a table: title=Job Title,soc=OldCode"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {"excel", CLI_FLAG, AT(excel), NULL, "CSV for Excel: byte order mark, CRLF, codes as text"},
    {"mapping", CLI_TEXT, AT(mapping_file), "FILE", "columns as --save-mapping wrote them"},
    {"save-mapping", CLI_TEXT, AT(save_mapping), "FILE", "write down which column was taken for what"},
    {0}};

static void on_remark(socvet_str text, void *user)
{
    (void)user;
    fprintf(stderr, "socvet: input: %.*s\n", SOCVET_ARG(text));
}

static void say_result(const socvet_recode_result *r)
{
    fprintf(stderr, "%llu rows: %llu by the index, %llu by their text, %llu by the table, %llu not recoded; %llu to review\n",
            (unsigned long long)r->rows, (unsigned long long)r->how[SOCVET_RECODE_INDEX],
            (unsigned long long)r->how[SOCVET_RECODE_TEXT], (unsigned long long)r->how[SOCVET_RECODE_TABLE],
            (unsigned long long)r->how[SOCVET_RECODE_NONE], (unsigned long long)r->review);
}

static int run(cli_values *v)
{
    socvet_engine *engine = NULL;
    socvet_err err = {0};
    const char *from = v->from ? v->from : "soc2010", *to = v->to ? v->to : "soc2020";
    socvet_bulk_io io = {.format = v->format, .mapping = v->mapping, .mapping_file = v->mapping_file,
                         .save_mapping = v->save_mapping, .sink = cli_stdout_sink,
                         .remark = on_remark, .out = v->output, .force = v->force};
    socvet_recode_result result;

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
    else if (socvet_recode_catalogue(engine, &io, v->excel, e_from, e_to, &result, &err) == SOCVET_OK) {
        if (v->output)
            say_result(&result);
    } else if (!ferror(stdout)) {
        rc = cli_fail("%s", err.text);
    }
    socvet_engine_free(engine);
    return rc;
}

const cli_command cli_recode = {"recode", "[--from soc2010] [--to soc2020] CATALOGUE [-o OUT.csv|OUT.xlsx]",
                                "Gives old codes their successors and says how each was found.",
                                options, run};

/* cmd_merge.c: the shards of one run as one; what changed between two runs. */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "progress.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option merge_options[] = {
    {"excel", CLI_FLAG, AT(excel), NULL, "CSV for Excel: byte order mark, CRLF, codes as text"},
    {"long", CLI_FLAG, AT(long_form), NULL, "CSV with a row a candidate or finding, not a row an advert"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {0}};
static const cli_option diff_options[] = {
    {"json", CLI_FLAG, AT(json), NULL, "print JSON"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {0}};

static int run_merge(cli_values *v)
{
    char z[4200];
    const char *log = v->output;
    socvet_bulk_counts c;
    socvet_err err = {0};

    if (v->n_files == 0 || !v->output)
        return cli_fail("name the shards of a run, and with -o what to make of them");
    if (!v->force && access(v->output, F_OK) == 0)
        return cli_fail("%s is there already; --force writes over it", v->output);
    if (socvet_form_of(v->output) != SOCVET_FORM_JSONL) {
        snprintf(z, sizeof z, "%s.run.jsonl", v->output);
        log = z;
    }
    if (socvet_merge(v->files, v->n_files, log, &c, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    socvet_export_opts o = {v->excel, v->long_form, v->force};
    uint64_t errors;
    if (socvet_export(log, v->output, &o, &errors, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    cli_progress_end(&c, false);
    return CLI_OK;
}

static int run_diff(cli_values *v)
{
    socvet_diff_result r;
    socvet_err err = {0};

    if (v->n_files != 2)
        return cli_fail("name two runs, the earlier first; -o lists the rows that changed as CSV");
    if (v->output && !v->force && access(v->output, F_OK) == 0)
        return cli_fail("%s is there already; --force writes over it", v->output);
    if (socvet_diff(v->files[0], v->files[1], v->output, &r, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    const struct {
        const char *name, *words;
        uint64_t n;
    } rows[] = {{"both", "rows in both runs", r.both},
                {"only_first", "only in the first", r.only_first},
                {"only_second", "only in the second", r.only_second},
                {"changed", "rows that changed at all", r.changed},
                {"same_code", "the same code", r.same_code},
                {"changed_digit1", "another major group", r.changed_at[0]},
                {"changed_digit2", "another sub-major group", r.changed_at[1]},
                {"changed_digit3", "another minor group", r.changed_at[2]},
                {"changed_digit4", "another unit group of the same minor group", r.changed_at[3]},
                {"to_review", "coded before, to review now", r.to_review},
                {"from_review", "to review before, coded now", r.from_review},
                {"findings_gone", "findings gone", r.findings_gone},
                {"findings_new", "findings new", r.findings_new}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (v->json)
            printf("%s\"%s\":%llu", i ? "," : "{", rows[i].name, (unsigned long long)rows[i].n);
        else
            printf("%10llu  %s\n", (unsigned long long)rows[i].n, rows[i].words);
    if (v->json)
        puts("}");
    return r.changed || r.only_first || r.only_second ? CLI_FINDINGS : CLI_OK;
}

const cli_command cli_merge = {"merge", "[options] SHARD... -o OUT",
                               "Makes one run of its shards, when they are all there.", merge_options, run_merge};
const cli_command cli_diff = {"diff", "[options] RUN RUN [-o CHANGES.csv]",
                              "Says what changed between two runs; exit 1 when anything did.", diff_options, run_diff};

/* cmd_bulk.c: many adverts: the line protocol (one JSON object a line in, one record a line out). */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"format", CLI_CHOICE, AT(format), "jsonl", "the input's format"},
    {"only", CLI_CHOICE, AT(only), "classify", "leave facts and findings out"},
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition to code in"},
    {"as-of", CLI_DATE, AT(as_of), "DATE", "judge every row by the rules of this day (its own date)"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "sponsorship route, for rows that name none"},
    {"profile", CLI_TEXT, AT(profile), "NAME", "whose policy applies"},
    {"all-verdicts", CLI_FLAG, AT(all_verdicts), NULL, "passed and not applicable rules too"},
    {"with-text", CLI_FLAG, AT(with_text), NULL, "put the text into the record"},
    {"line-buffered", CLI_FLAG, AT(line_buffered), NULL, "write each record at once"},
    {0}};

static bool flushing_sink(socvet_str bytes, void *user)
{
    (void)user;
    return fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len && fflush(stdout) == 0;
}

static int run(cli_values *v)
{
    socvet_bulk_opts o = {.all_verdicts = v->all_verdicts, .with_text = v->with_text,
                          .line_buffered = v->line_buffered, .fixed_as_of = v->as_of != INT32_MIN};
    socvet_bulk_counts counts;
    socvet_engine *engine = NULL;
    socvet_err err = {0};
    int fd = STDIN_FILENO;

    if (v->n_files != 1)
        return cli_fail("name one file, or - for standard input");
    if (socvet_engine_open(&engine, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    cli_fill_opts(&o.vet, v, socvet_engine_dict(engine),
                  v->only ? SOCVET_STAGE_CLASSIFY : SOCVET_STAGE_CHECK);
    if (v->edition && o.vet.classify.edition < 0) {
        socvet_engine_free(engine);
        return cli_fail("--edition '%s': no such edition in the dictionary", v->edition);
    }
    if (strcmp(v->files[0], "-") != 0 && (fd = open(v->files[0], O_RDONLY | O_CLOEXEC)) < 0) {
        socvet_engine_free(engine);
        return cli_fail("%s: cannot be opened", v->files[0]);
    }
    socvet_status s = socvet_bulk_lines(engine, fd, &o,
                                        v->line_buffered ? flushing_sink : cli_stdout_sink, NULL,
                                        &counts, &err);
    if (fd != STDIN_FILENO)
        close(fd);
    socvet_engine_free(engine);
    if (s == SOCVET_E_IO && ferror(stdout))
        return CLI_OK; /* a closed pipe is a quiet end */
    if (s)
        return cli_fail("%s", err.text);
    return counts.unreadable ? CLI_UNREADABLE : counts.with_findings ? CLI_FINDINGS : CLI_OK;
}

const cli_command cli_bulk = {"bulk", "--format jsonl [options] FILE|-",
                              "Checks many adverts: one JSON object a line in, one record a line out.",
                              options, run};

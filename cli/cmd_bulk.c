/* cmd_bulk.c: a catalogue of many adverts: JSON lines, a table, a folder of documents, or the line
 * protocol on standard input. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/str.h"
#include "house.h"
#include "progress.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"format", CLI_CHOICE, AT(format), "jsonl|csv|xml|folder|zip", "the input's format (by its name)"},
    {"col", CLI_JOIN, AT(mapping), "FIELD=COLUMN", "columns of a table: title=Job Title,text=Description+Duties"},
    {"mapping", CLI_TEXT, AT(mapping_file), "FILE", "columns as --save-mapping wrote them"},
    {"save-mapping", CLI_TEXT, AT(save_mapping), "FILE", "write down which column was taken for what"},
    {"jobs", CLI_INT, AT(jobs), "N", "worker processes (the machine's cores; 1 for standard input)"},
    {"resume", CLI_FLAG, AT(resume), NULL, "go on after a run that broke off"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {"shard", CLI_TEXT, AT(shard), "I/N", "only every N-th row, the I-th of them"},
    {"progress", CLI_CHOICE, AT(progress), "auto|text|json|none", "progress on standard error"},
    {"only", CLI_CHOICE, AT(only), "classify", "leave facts and findings out"},
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition to code in"},
    {"dictionary", CLI_TEXT, AT(dictionary), "FILE", "a dictionary of your own, compiled by 'dict --compile'"},
    {"coverage", CLI_TEXT, AT(coverage), "SHARE", "abstain so that about this share of adverts is decided (0.8)"},
    {"threshold", CLI_TEXT, AT(threshold), "P", "abstain below this probability"},
    {"as-of", CLI_DATE, AT(as_of), "DATE", "judge every row by the rules of this day (its own date)"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "sponsorship route, for rows that name none"},
    {"profile", CLI_TEXT, AT(profile), "NAME", "whose policy applies"},
    {"rates", CLI_TEXT, AT(rates), "FILE", "a table of going rates and thresholds of your own"},
    {"rules", CLI_TEXT, AT(rules), "FOLDER", "rules of your own"},
    {"redact", CLI_FLAG, AT(redact), NULL, "mask names, e-mail addresses and telephone numbers of contacts"},
    {"all-verdicts", CLI_FLAG, AT(all_verdicts), NULL, "passed and not applicable rules too"},
    {"with-text", CLI_FLAG, AT(with_text), NULL, "put the text into the record"},
    {"decisions", CLI_TEXT, AT(decisions), "FILE", "reviewers' codes, which stand instead of the coder's"},
    {"group", CLI_FLAG, AT(sketch), NULL, "keep a sketch of each text, so that 'group' can find one vacancy's adverts"},
    {"groups", CLI_TEXT, AT(groups), "FILE", "what 'group' wrote: media and runs are judged over the vacancy"},
    {"excel", CLI_FLAG, AT(excel), NULL, "CSV for Excel: byte order mark, CRLF, codes as text"},
    {"long", CLI_FLAG, AT(long_form), NULL, "CSV with a row a candidate or finding, not a row an advert"},
    {"line-buffered", CLI_FLAG, AT(line_buffered), NULL, "write each record at once"},
    {0}};

static bool flushing_sink(socvet_str bytes, void *user)
{
    (void)user;
    if (fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len && fflush(stdout) == 0)
        return true;
    cli_stdout_cause(errno);
    return false;
}

static void on_remark(socvet_str text, void *user)
{
    const cli_values *v = user;

    if (v->progress && strcmp(v->progress, "json") == 0)
        cli_progress_remark(text);
    else
        fprintf(stderr, "socvet: input: %.*s\n", SOCVET_ARG(text));
}

static bool parse_shard(const char *z, socvet_bulk_io *io)
{
    char end;

    return sscanf(z, "%d/%d%c", &io->shard, &io->shards, &end) == 2 && io->shards >= 1 &&
           io->shard >= 1 && io->shard <= io->shards;
}

/* The options that change the records' bytes, as text for the journal's key. */
static const char *options_key(const cli_values *v, const socvet_bulk_opts *o, char *z, size_t size)
{
    base_date_text as_of = base_date_iso(v->as_of);
    const struct {
        const char *name, *value;
    } said[] = {{"format", v->format}, {"only", v->only}, {"edition", v->edition},
                {"coverage", v->coverage}, {"threshold", v->threshold}, {"route", v->route}, {"profile", v->profile}, {"col", v->mapping}, {"mapping", v->mapping_file},
                {"all-verdicts", v->all_verdicts ? "yes" : NULL},
                {"with-text", v->with_text ? "yes" : NULL}, {"redact", v->redact ? "yes" : NULL}, {"group", v->sketch ? "yes" : NULL},
                {"as-of", v->as_of != INT32_MIN ? as_of.z : NULL},
                {"decisions", o->decisions ? socvet_decisions_hash(o->decisions).ptr : NULL},
                {"groups", o->groups ? socvet_groups_hash(o->groups).ptr : NULL}};
    size_t n = 0;

    z[0] = '\0';
    for (size_t i = 0; i < sizeof said / sizeof *said && n + 1 < size; i++)
        if (said[i].value)
            n += (size_t)snprintf(z + n, size - n, "%s%s=%s", n ? "; " : "", said[i].name,
                                  said[i].value);
    return z;
}

/* Where the run's lines go: the output itself, or a log beside it from which the output is made. */
static const char *log_path(const char *output, char *z, size_t size)
{
    if (!output || socvet_form_of(output) == SOCVET_FORM_JSONL)
        return output;
    snprintf(z, size, "%s.run.jsonl", output);
    return z;
}

static int run_rows(cli_values *v, socvet_engine *engine, socvet_bulk_opts *o, const char *log,
                    socvet_bulk_counts *counts)
{
    char key[1024];
    bool piped = strcmp(v->files[0], "-") == 0;
    socvet_err err = {0};
    socvet_bulk_io io = {.in = v->files[0], .format = piped && !v->format ? "jsonl" : v->format,
                         .mapping = v->mapping, .mapping_file = v->mapping_file,
                         .save_mapping = v->save_mapping, .out = log, .resume = v->resume,
                         .force = v->force, .sink = v->line_buffered ? flushing_sink : cli_stdout_sink,
                         .options_key = options_key(v, o, key, sizeof key),
                         .remark = on_remark, .user = v};

    io.jobs = v->jobs >= 0 ? (int)v->jobs : piped ? 1 : (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (v->shard && !parse_shard(v->shard, &io))
        return cli_fail("--shard '%s': I/N is wanted, like 2/8", v->shard);
    if (cli_progress_shown())
        io.progress = cli_progress_step;
    socvet_status s = socvet_bulk(engine, o, &io, counts, &err);
    if (s == SOCVET_E_IO && !v->output && ferror(stdout))
        return CLI_OK; /* a closed pipe is a quiet end; of anything else main speaks */
    if (!s)
        return CLI_OK;
    cli_fail("%s", err.text);
    if (v->output && s == SOCVET_E_IO)
        fprintf(stderr, "socvet: what is written stays; mend the cause and run again with --resume\n");
    return CLI_CANNOT;
}

static int print_forms(const cli_values *v, const char *log)
{
    socvet_export_opts o = {v->excel, v->long_form, v->force || v->resume};
    uint64_t errors = 0;
    socvet_err err = {0};

    if (socvet_export(log, v->output, &o, &errors, &err) != SOCVET_OK) {
        cli_fail("%s", err.text);
        fprintf(stderr, "socvet: the run itself is whole in %s; 'socvet export' makes the output from it\n", log);
        return CLI_CANNOT;
    }
    return CLI_OK;
}

/* What there is now, and what a person should know of it. */
static void say_end(const cli_values *v, const char *log, const socvet_bulk_counts *c)
{
    bool json = v->progress && strcmp(v->progress, "json") == 0;

    cli_progress_end(c, true);
    if (json)
        return;
    if (c->undated && !v->only)
        fprintf(stderr, "socvet: %llu rows carry no date that can be read: judged by the rules of the day the run began (--as-of says another)\n",
                (unsigned long long)c->undated);
    if (c->unreadable && v->output) {
        char errors[4200];
        socvet_errors_path(v->output, errors, sizeof errors);
        fprintf(stderr, "socvet: what could not be read is listed in %s\n", errors);
    }
    if (log != v->output)
        fprintf(stderr, "socvet: the run itself is %s, for export, review, group and diff\n", log);
}

static int run_bulk(cli_values *v, socvet_engine *engine, socvet_bulk_opts *o)
{
    char z[4096];
    const char *log = log_path(v->output, z, sizeof z);
    socvet_bulk_counts counts = {0};
    int rc;

    if (log != v->output && !v->resume && !v->force && access(v->output, F_OK) == 0)
        return cli_fail("%s is there already; --force writes over it", v->output);
    cli_progress_begin(v->progress);
    rc = run_rows(v, engine, o, log, &counts);
    if (!rc && v->output)
        rc = print_forms(v, log);
    if (rc)
        return rc;
    if (cli_progress_shown() || v->output)
        say_end(v, log, &counts);
    return counts.unreadable ? CLI_UNREADABLE : counts.with_findings ? CLI_FINDINGS : CLI_OK;
}

static int run(cli_values *v)
{
    socvet_bulk_opts o = {.all_verdicts = v->all_verdicts, .with_text = v->with_text,
                          .line_buffered = v->line_buffered, .fixed_as_of = v->as_of != INT32_MIN,
                          .sketch = v->sketch};
    socvet_engine *engine = NULL;
    socvet_decisions *decisions = NULL;
    socvet_groups *groups = NULL;
    socvet_err err = {0};
    cli_house house;
    int rc = CLI_OK;

    if (v->n_files != 1)
        return cli_fail("name one file or folder, or - for standard input");
    if (!cli_house_open(&house, v, &engine, NULL)) {
        cli_house_close(&house);
        return CLI_CANNOT;
    }
    const socvet_dict *d = socvet_engine_dict(engine);
    cli_fill_opts(&o.vet, v, d, v->only ? SOCVET_STAGE_CLASSIFY : SOCVET_STAGE_CHECK);
    if (v->edition && o.vet.classify.edition < 0)
        rc = cli_fail("--edition '%s': no such edition in the dictionary", v->edition);
    if (!rc)
        rc = cli_fill_abstention(&o.vet, v, engine);
    if (!rc && v->decisions && socvet_decisions_load(&decisions, v->decisions, d, &err) != SOCVET_OK)
        rc = cli_fail("%s", err.text);
    o.decisions = decisions;
    if (!rc && v->groups && socvet_groups_load(&groups, v->groups, &err) != SOCVET_OK)
        rc = cli_fail("%s", err.text);
    o.groups = groups;
    if (!rc)
        rc = run_bulk(v, engine, &o);
    socvet_groups_free(groups);
    socvet_decisions_free(decisions);
    socvet_engine_free(engine);
    cli_house_close(&house);
    return rc;
}

const cli_command cli_bulk = {"bulk", "[options] FILE|FOLDER|- [-o OUT]",
                              "Checks a catalogue of adverts: one record a line comes out.", options, run};

/* cli.h: commands and their options: rows. A command is a file cmd_*.c, one row in main.c's table
 * and one table of options that drives parsing, --help and the check of the man page. */
#ifndef CLI_H
#define CLI_H
#include <stdio.h>

#include "corpus/corpus.h"
#include "validate/marks.h"

enum { CLI_OK = 0, CLI_FINDINGS = 1, CLI_CANNOT = 2, CLI_UNREADABLE = 3 };
enum { CLI_MOST_LIST = 16, CLI_MOST_FILES = 1024 };

/* Every option's value; a command reads those it lists. */
typedef struct {
    bool json, with_text, all_verdicts, explain, find_mode, line_buffered, keep_input, main_only;
    bool new_entrant, trainee, spelling, quiet, blocks, no_isolation, comments, list_formats, resume, force, open_browser;
    const char *format, *route, *profile, *color, *fail_on, *only, *edition, *code, *as, *title;
    const char *employer, *location, *salary_text, *hours_text, *output, *from, *to, *mapping, *shard, *progress, *report, *require, *compile, *dictionary;
    const char *medium[CLI_MOST_LIST];
    size_t n_medium;
    int32_t as_of, posted, closing; /* days; INT32_MIN: not given */
    int64_t amount, allowance, accommodation; /* pence; -1: not given */
    int64_t hours;                  /* hundredths; -1: not given */
    int64_t years, overseas_months, top, jobs;
    char joined[2048]; /* of a CLI_JOIN option: its values, with commas between */
    bool html, blind, excel, long_form, sketch;                       /* catalogues */
    const char *groups, *decisions, *save_mapping, *mapping_file;
    const char *files[CLI_MOST_FILES];
    size_t n_files;
    bool phd, stem_phd, listed, general_rise;
    const char *option, *rates, *size, *applicant, *verify;
    const char *rules, *waivers, *baseline; /* a house's own files */
    bool redact, show_origin, rules_html, check_rules, tables;
    socvet_html_opts page; /* of the HTML report */
    int64_t port;
    const char *html_file; /* where the page of `check --html` goes */
    const char *annotate; /* where the commented copy goes */
    const char *reason; /* why a person chose `code` */
    socvet_decision choice;
    const char *coverage, *threshold; /* when the coder abstains */
    bool coder_alone; /* nothing of the rules will be asked for */
} cli_values;

typedef enum { CLI_FLAG, CLI_TEXT, CLI_CHOICE, CLI_DATE, CLI_MONEY, CLI_HOURS, CLI_INT, CLI_LIST, CLI_JOIN } cli_type;

typedef struct {
    const char *name; /* without the dashes; NULL ends a table */
    cli_type type;
    size_t offset;    /* into cli_values */
    const char *argument; /* "DATE"; for a choice: the words, split by "|" */
    const char *help;
} cli_option;

typedef struct {
    const char *name, *usage, *summary;
    const cli_option *options;
    int (*run)(cli_values *v);
} cli_command;

extern const cli_command cli_check, cli_extract, cli_classify, cli_salary, cli_bulk, cli_export, cli_group, cli_merge, cli_diff, cli_review, cli_recode, cli_eval, cli_rules,
    cli_explain, cli_dict, cli_help, cli_version, cli_timeline, cli_cos, cli_compare, cli_evidence, cli_config, cli_serve;
extern const cli_command *const cli_commands[]; /* NULL-terminated */

/* options.c */
cli_values cli_defaults(void); /* as if nothing had been said */
bool cli_parse(cli_values *v, const cli_command *command, int argc, char **argv, int *exit_code);
/* False when the text is no value of the option. */
bool cli_set_value(cli_values *v, const cli_option *o, const char *z);
bool cli_money(const char *z, int64_t *pence); /* "41,500" or "£41500.50" */
void cli_print_help(const cli_command *command, FILE *to);
const cli_command *cli_find(const char *name, const char **nearest);

/* engine.c: what several commands share */
int cli_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2))); /* prints; CLI_CANNOT */
bool cli_stdout_sink(socvet_str bytes, void *user);
/* Why standard output failed first (errno), 0 when it did not; notes `failed` unless it is 0. */
int cli_stdout_cause(int failed);
bool cli_use_colour(const cli_values *v);
int32_t cli_as_of(const cli_values *v);
/* Opens the engine and a worker, or says why not and returns false. */
bool cli_open(socvet_engine **engine, socvet_worker **worker);
void cli_fill_opts(socvet_vet_opts *o, cli_values *v, const socvet_dict *dict, socvet_stage last);
/* --coverage and --threshold: below which probability the coder abstains. CLI_OK or what cli_fail gives. */
int cli_fill_abstention(socvet_vet_opts *o, const cli_values *v, const socvet_engine *engine);
/* Reads the files into one vacancy; says which could not be read. Returns how many were. */
size_t cli_read_files(socvet_doc *doc, cli_values *v, int *exit_code);
/* Masks contacts before anything is printed or judged; says why not and returns false. */
bool cli_redact(socvet_doc *doc);
/* Vets v->files and prints: `check` and `classify` are this with another last stage. */
int cli_vet(cli_values *v, socvet_stage last);
/* The same for papers that were read already; prints to standard output. */
int cli_vet_doc(cli_values *v, socvet_stage last, const socvet_engine *engine, socvet_worker *worker,
                socvet_doc *doc, socvet_marks *marks); /* marks: a house's waivers and baseline, or NULL */
/* The same, with something else made of the record than the form of v->report. Returns an exit code. */
typedef int (*cli_record_fn)(cli_values *v, socvet_record *r, socvet_doc *doc, const socvet_vet_opts *o, void *user);
int cli_vet_doc_for(cli_values *v, socvet_stage last, const socvet_engine *engine, socvet_worker *worker,
                    socvet_doc *doc, socvet_marks *marks, cli_record_fn print, void *user);
/* forms.c: in the form that was asked for, to standard output or to v->output; and to v->html_file. */
int cli_print_record(cli_values *v, socvet_record *r);
/* annotate.c: the first Word document of the vacancy, commented. A path may be given for each file of
 * v; bytes NULL: read from there. */
int cli_annotate(const socvet_record *r, cli_values *v);
void cli_print_unreadable(cli_values *v, const socvet_engine *engine, int code);
#endif

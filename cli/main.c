/* main.c: the table of commands. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

const cli_command *const cli_commands[] = {
    &cli_check, &cli_extract, &cli_classify, &cli_salary, &cli_timeline, &cli_cos, &cli_compare, &cli_evidence, &cli_bulk, &cli_export, &cli_group, &cli_merge, &cli_diff, &cli_review, &cli_recode, &cli_eval, &cli_rules,
    &cli_explain, &cli_dict, &cli_config, &cli_serve, &cli_help, &cli_version, NULL,
};

static int usage(FILE *to)
{
    fputs("usage: socvet COMMAND [options] [--] FILE...\n\n"
          "Checks UK job adverts before they are posted: the SOC code the job deserves, the\n"
          "PhD-level wording, the salary and the advertising rules. Nothing leaves this computer.\n\n",
          to);
    for (size_t i = 0; cli_commands[i]; i++) {
        const char *s = cli_commands[i]->summary;
        fprintf(to, "  %-10s %.*s\n", cli_commands[i]->name, (int)strcspn(s, "\n"), s);
    }
    fputs("\n'socvet COMMAND --help' says more. Exit: 0 nothing to mend, 1 findings, 2 could not\n"
          "run, 3 some input could not be read.\n", to);
    return to == stdout ? CLI_OK : CLI_CANNOT;
}

static int run_help(cli_values *v)
{
    const char *nearest;
    const cli_command *c = v->n_files ? cli_find(v->files[0], &nearest) : NULL;

    if (v->n_files && !c)
        return cli_fail("no command called '%s'", v->files[0]);
    if (!c)
        return usage(stdout);
    cli_print_help(c, stdout);
    return CLI_OK;
}

static int run_version(cli_values *v)
{
    socvet_engine *e = NULL;
    socvet_worker *w = NULL;

    (void)v;
    if (!cli_open(&e, &w))
        return CLI_CANNOT;
    socvet_str d = socvet_dict_version(socvet_engine_dict(e));
    socvet_str r = socvet_rules_version(socvet_engine_rules(e));
    printf("socvet %s\ndictionary %.*s\nrules %.*s\n", socvet_version(), SOCVET_ARG(d),
           SOCVET_ARG(r));
    socvet_worker_free(w);
    socvet_engine_free(e);
    return CLI_OK;
}

static const cli_option none[] = {{0}};
const cli_command cli_help = {"help", "[COMMAND]", "Says what a command does.", none, run_help};
const cli_command cli_version = {"version", "", "Prints the versions of program, dictionary and rules.",
                                 none, run_version};

/* Where a write failed whose cause nobody kept: a pipe without a reader is in error. */
static bool reader_is_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return cli_stdout_cause(0) == 0 && poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

int main(int argc, char **argv)
{
    cli_values v;
    const char *nearest;
    int rc = CLI_CANNOT;

    signal(SIGPIPE, SIG_IGN);
    if (argc < 2)
        return usage(stderr);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return usage(stdout);
    if (strcmp(argv[1], "--version") == 0)
        argv[1] = (char[]){"version"};
    const cli_command *c = cli_find(argv[1], &nearest);
    if (!c && nearest)
        return cli_fail("no command called '%s'; did you mean '%s'?", argv[1], nearest);
    if (!c)
        return cli_fail("no command called '%s'; 'socvet help' lists them", argv[1]);
    if (cli_parse(&v, c, argc - 2, argv + 2, &rc))
        rc = c->run(&v);
    if (fflush(stdout) != 0)
        cli_stdout_cause(errno);
    if (ferror(stdout) && cli_stdout_cause(0) != EPIPE && !reader_is_gone()) { /* a reader that went away is a quiet end */
        int cause = cli_stdout_cause(0);
        return cli_fail("standard output: %s", cause ? strerror(cause) : "could not be written");
    }
    return rc;
}

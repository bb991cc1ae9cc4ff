/* cmd_group.c: which adverts of a run are one vacancy. */
#include <unistd.h>

#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {0}};

static int run(cli_values *v)
{
    socvet_group_result r;
    socvet_err err = {0};

    if (v->n_files != 1 || !v->output)
        return cli_fail("name one run (what bulk --group -o wrote), and with -o the table to make");
    if (!v->force && access(v->output, F_OK) == 0)
        return cli_fail("%s is there already; --force writes over it", v->output);
    if (socvet_group(v->files[0], v->output, &r, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    fprintf(stderr, "%llu adverts are %llu vacancies: %llu copies, %llu reposts\n",
            (unsigned long long)r.adverts, (unsigned long long)r.vacancies,
            (unsigned long long)r.copies, (unsigned long long)r.reposts);
    if (r.adverts && r.without_sketch == r.adverts)
        fprintf(stderr, "socvet: the run was made without --group, so only references were compared, not texts\n");
    return CLI_OK;
}

const cli_command cli_group = {"group", "RUN -o GROUPS.csv",
                               "Finds the adverts that are one vacancy, its media and its reposts.", options, run};

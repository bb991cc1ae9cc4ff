/* cmd_review.c: what a person should look at, what they decided, how far two of them agree. */
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"top", CLI_INT, AT(top), "N", "export: only the N items most worth a look"},
    {"blind", CLI_FLAG, AT(blind), NULL, "export: without the coder's answers, for a second coder"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {"json", CLI_FLAG, AT(json), NULL, "kappa: print JSON"},
    {0}};

static bool may_write(const cli_values *v)
{
    if (v->force || access(v->output, F_OK) != 0)
        return true;
    cli_fail("%s is there already; --force writes over it", v->output);
    return false;
}

static int run_export(cli_values *v, const socvet_dict *dict)
{
    socvet_review_opts o = {v->top > 0 ? (size_t)v->top : 0, v->blind};
    uint64_t items;
    socvet_err err = {0};

    if (v->n_files != 2 || !v->output)
        return cli_fail("review export RUN -o QUEUE.csv|QUEUE.xlsx");
    if (!may_write(v))
        return CLI_CANNOT;
    if (socvet_review_export(v->files[1], v->output, dict, &o, &items, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    fprintf(stderr, "%llu items to look at in %s; fill in the column 'code'\n",
            (unsigned long long)items, v->output);
    return CLI_OK;
}

static int run_import(cli_values *v, const socvet_dict *dict)
{
    uint64_t n;
    socvet_err err = {0};

    if (v->n_files < 2 || !v->output)
        return cli_fail("review import REVIEWED.csv... -o DECISIONS.csv");
    if (!may_write(v))
        return CLI_CANNOT;
    if (socvet_review_import(v->files + 1, v->n_files - 1, v->output, dict, &n, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    fprintf(stderr, "%llu decisions in %s; they stand in 'bulk --decisions %s'\n",
            (unsigned long long)n, v->output, v->output);
    return CLI_OK;
}

static int run_kappa(cli_values *v, const socvet_dict *dict)
{
    socvet_kappa k[4];
    uint64_t both;
    socvet_err err = {0};

    if (v->n_files != 3)
        return cli_fail("review kappa FIRST.csv SECOND.csv");
    if (socvet_review_kappa(v->files[1], v->files[2], dict, k, &both, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    if (v->json)
        printf("{\"items\":%llu", (unsigned long long)both);
    else
        printf("%llu items that both decided\n", (unsigned long long)both);
    for (int d = 0; d < 4; d++)
        printf(v->json ? ",\"digits%d\":{\"agreement\":%.4f,\"kappa\":%.4f,\"low\":%.4f,\"high\":%.4f}"
                       : "  %d digits: agreement %.3f, kappa %.3f (95 %% interval %.3f to %.3f)\n",
               d + 1, k[d].agreement, k[d].kappa, k[d].low, k[d].high);
    if (v->json)
        puts("}");
    return CLI_OK;
}

static int run(cli_values *v)
{
    const socvet_dict *dict;
    socvet_err err = {0};

    if (v->n_files == 0)
        return cli_fail("review export, review import or review kappa?");
    if (socvet_dict_open(&dict, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    if (strcmp(v->files[0], "export") == 0)
        return run_export(v, dict);
    if (strcmp(v->files[0], "import") == 0)
        return run_import(v, dict);
    if (strcmp(v->files[0], "kappa") == 0)
        return run_kappa(v, dict);
    return cli_fail("review knows export, import and kappa, not '%s'", v->files[0]);
}

const cli_command cli_review = {"review", "export RUN -o QUEUE | import TABLE... -o DECISIONS | kappa A B",
                                "Queues what a person should look at; takes their codes back.", options, run};

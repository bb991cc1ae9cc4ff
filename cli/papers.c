/* papers.c: the papers of one vacancy, read and vetted. */
#include "papers.h"

#include "base/str.h"

static int read_and_vet(cli_papers *p, cli_values *v, const char *const *files, size_t n, socvet_stage last)
{
    cli_values one = *v;
    socvet_err err = {0};
    int rc = CLI_OK;

    one.n_files = n;
    for (size_t i = 0; i < n; i++)
        one.files[i] = files[i];
    p->doc = socvet_doc_new();
    if (!p->doc)
        return cli_fail("memory ran out");
    if (cli_read_files(p->doc, &one, &rc) == 0 || rc == CLI_CANNOT)
        return rc ? rc : CLI_CANNOT;
    cli_fill_opts(&p->opts, v, socvet_engine_dict(p->engine), last);
    if (socvet_vet(&p->record, p->worker, p->doc, &p->opts, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    size_t parts;
    const socvet_doc_part *part = socvet_doc_parts(p->doc, &parts);
    p->record.id = parts ? part[0].name : SOCVET_STR("-");
    p->read = true;
    return rc;
}

int cli_papers_open(cli_papers *p, cli_values *v, const char *const *files, size_t n, socvet_stage last)
{
    *p = (cli_papers){.owns = true};
    if (n == 0)
        return cli_fail("name a file, or - for standard input");
    if (!cli_open(&p->engine, &p->worker))
        return CLI_CANNOT;
    return read_and_vet(p, v, files, n, last);
}

int cli_papers_open_with(cli_papers *p, const cli_papers *first, cli_values *v, const char *const *files, size_t n,
                         socvet_stage last)
{
    *p = (cli_papers){.engine = first->engine, .worker = first->worker};
    return read_and_vet(p, v, files, n, last);
}

void cli_papers_close(cli_papers *p)
{
    socvet_doc_free(p->doc);
    if (p->owns) {
        socvet_worker_free(p->worker);
        socvet_engine_free(p->engine);
    }
    *p = (cli_papers){0};
}

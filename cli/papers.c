/* papers.c: the papers of one vacancy, read and vetted. */
#include "papers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "pack_files.h"

static bool add_name(cli_papers *p, const char *folder, const char *name)
{
    size_t size = strlen(name) + (folder ? strlen(folder) : 0) + 2;
    char *z = p->n_names < CLI_MOST_FILES ? malloc(size) : NULL;

    if (!z)
        return false;
    snprintf(z, size, "%s%s%s", folder ? folder : "", folder ? "/" : "", name);
    p->names[p->n_names++] = z;
    return true;
}

/* A name, or the names of all files in a folder. */
static bool add_files(cli_papers *p, const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return add_name(p, NULL, path);
    char **found = calloc(CLI_MOST_FILES, sizeof *found);
    int n = found ? cli_walk(path, found, CLI_MOST_FILES) : -1;
    bool ok = n > 0;
    for (int i = 0; i < n && ok; i++)
        ok = add_name(p, path, found[i]);
    cli_free_names(found, n);
    free(found);
    return ok;
}

static int read_and_vet(cli_papers *p, cli_values *v, const char *const *files, size_t n, socvet_stage last)
{
    cli_values one = *v;
    socvet_err err = {0};
    int rc = CLI_OK;

    p->names = calloc(CLI_MOST_FILES, sizeof *p->names);
    for (size_t i = 0; i < n; i++)
        if (!p->names || !add_files(p, files[i]))
            return cli_fail("%s: an empty folder, or too many files", files[i]);
    one.n_files = p->n_names;
    for (size_t i = 0; i < p->n_names; i++)
        one.files[i] = p->names[i];
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
    for (size_t i = 0; i < p->n_names; i++)
        free(p->names[i]);
    free(p->names);
    if (p->owns) {
        socvet_worker_free(p->worker);
        socvet_engine_free(p->engine);
    }
    *p = (cli_papers){0};
}

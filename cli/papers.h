/* papers.h: the papers of one vacancy, read and vetted: what cos, compare and evidence begin with. */
#ifndef CLI_PAPERS_H
#define CLI_PAPERS_H
#include "cli.h"

typedef struct {
    socvet_engine *engine;
    socvet_worker *worker;
    socvet_doc *doc;
    socvet_vet_opts opts;
    socvet_record record;
    char **names; /* of the files that were named, or stand in a folder that was */
    size_t n_names;
    bool read; /* false: nothing to go on with, and why was said */
    bool owns; /* engine and worker are ended with the papers */
} cli_papers;

/* Reads the files (of a folder, all in it) as one vacancy and vets it as far as `last`. Returns an exit
 * code: CLI_OK, or why some or all could not be read. The second shares engine and worker. */
int cli_papers_open(cli_papers *p, cli_values *v, const char *const *files, size_t n, socvet_stage last);
int cli_papers_open_with(cli_papers *p, const cli_papers *first, cli_values *v, const char *const *files, size_t n,
                         socvet_stage last);
void cli_papers_close(cli_papers *p);

/* cmd_cos.c: what is asked about a certificate; false when a value makes no sense (said). `check` is borrowed. */
bool cli_cos_question(socvet_cos_question *q, const cli_values *v, const socvet_check_opts *check);
#endif

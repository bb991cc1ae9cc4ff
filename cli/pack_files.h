/* pack_files.h: evidence packs and files on disc: folders are walked, written and read here alone. */
#ifndef CLI_PACK_FILES_H
#define CLI_PACK_FILES_H
#include "base/buf.h"
#include "cli.h"
#include "report/evidence.h"

/* Whole files in memory. */
typedef struct {
    socvet_pack_file *files;
    base_buf *bytes;
    size_t n;
} cli_loaded;
bool cli_load(cli_loaded *out, const char *const *names, size_t n); /* false: why was said */
void cli_unload(cli_loaded *l);

/* Writes a pack to v->output, a folder or a ZIP, and says what was made. Returns an exit code. */
int cli_pack_write(const socvet_pack *pack, const cli_values *v);

/* A pack on disc, read. */
typedef struct {
    socvet_pack *pack;
    cli_loaded loaded;
    char **names; /* of a folder */
    int n_names;
} cli_pack_source;
int cli_pack_read(cli_pack_source *src, const char *path);
void cli_pack_close(cli_pack_source *src);

/* The regular files in a folder and below, in the order of their names: at most `most`. Names are
 * relative to it; free them with cli_free_names. -1 when it cannot be read, or there are too many. */
int cli_walk(const char *folder, char **names, size_t most);
void cli_free_names(char **names, int n);
#endif

/* pack_files.c: evidence packs and files on disc. */
#include "pack_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

enum { MOST_BYTES = 256 << 20, MOST_FILES = 2048, MOST_DEPTH = 8 };

bool cli_load(cli_loaded *out, const char *const *names, size_t n)
{
    socvet_err err = {0};

    *out = (cli_loaded){.files = calloc(n + 1, sizeof *out->files), .bytes = calloc(n + 1, sizeof *out->bytes)};
    if (!out->files || !out->bytes)
        return cli_fail("memory ran out") == CLI_OK;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], "-") == 0)
            return cli_fail("standard input cannot be packed: name a file") == CLI_OK;
        out->n = i + 1;
        if (base_file_read(&out->bytes[i], names[i], MOST_BYTES, &err) != SOCVET_OK)
            return cli_fail("%s", err.text) == CLI_OK;
        out->files[i] = (socvet_pack_file){base_str_z(names[i]), base_buf_str(&out->bytes[i])};
    }
    return true;
}

void cli_unload(cli_loaded *l)
{
    for (size_t i = 0; i < l->n; i++)
        base_buf_clear(&l->bytes[i]);
    free(l->bytes);
    free(l->files);
    *l = (cli_loaded){0};
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static bool walk(const char *folder, const char *below, char **names, size_t *n, size_t most, int depth)
{
    char path[4096], name[4096];
    struct stat st;
    struct dirent *d;

    snprintf(path, sizeof path, "%s%s%s", folder, *below ? "/" : "", below);
    DIR *dir = depth > MOST_DEPTH ? NULL : opendir(path);
    bool ok = dir != NULL;
    while (ok && (d = readdir(dir))) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        int a = snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", d->d_name);
        int b = snprintf(path, sizeof path, "%s/%s", folder, name);
        ok = a > 0 && b > 0 && (size_t)a < sizeof name && (size_t)b < sizeof path;
        if (!ok || lstat(path, &st) != 0 || S_ISLNK(st.st_mode))
            continue; /* a link leads out of the folder */
        if (S_ISDIR(st.st_mode))
            ok = walk(folder, name, names, n, most, depth + 1);
        else if (S_ISREG(st.st_mode))
            ok = *n < most && (names[*n] = strdup(name)) && ++*n;
    }
    if (dir)
        closedir(dir);
    return ok;
}

int cli_walk(const char *folder, char **names, size_t most)
{
    size_t n = 0;

    if (walk(folder, "", names, &n, most, 0)) {
        qsort(names, n, sizeof *names, by_name);
        return (int)n;
    }
    cli_free_names(names, (int)n);
    return -1;
}

void cli_free_names(char **names, int n)
{
    for (int i = 0; i < n; i++)
        free(names[i]);
}

/* Makes the folders a path needs below `folder`. */
static bool make_folders(const char *folder, socvet_str path)
{
    char z[4096];

    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] != '/')
            continue;
        int n = snprintf(z, sizeof z, "%s/%.*s", folder, (int)i, path.ptr);
        if (n < 0 || (size_t)n >= sizeof z || (mkdir(z, 0777) != 0 && errno != EEXIST))
            return false;
    }
    return true;
}

static int write_file(const char *path, socvet_str bytes, bool force)
{
    socvet_err err = {0};
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | (force ? 0 : O_EXCL), 0666);

    if (fd < 0)
        return cli_fail("%s: %s%s", path, strerror(errno), errno == EEXIST ? "; --force writes over it" : "");
    socvet_status s = base_fd_write(fd, bytes, path, &err);
    if (close(fd) != 0 && !s)
        return cli_fail("%s: %s", path, strerror(errno));
    return s ? cli_fail("%s", err.text) : CLI_OK;
}

static int write_folder(const socvet_pack *pack, const char *folder, bool force)
{
    size_t n;
    char path[4096];
    char *there[1];
    const socvet_pack_file *f = socvet_pack_files(pack, &n);
    int rc = CLI_OK;

    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return cli_fail("%s: %s", folder, strerror(errno));
    int old = cli_walk(folder, there, 1); /* -1: more than one file, or no folder */
    cli_free_names(there, old);
    if (old != 0 && !force)
        return cli_fail("%s is no empty folder; --force writes into it", folder);
    for (size_t i = 0; i < n && rc == CLI_OK; i++) {
        int k = snprintf(path, sizeof path, "%s/%.*s", folder, SOCVET_ARG(f[i].path));
        if (k < 0 || (size_t)k >= sizeof path || !make_folders(folder, f[i].path))
            return cli_fail("%s: the folders for %.*s cannot be made", folder, SOCVET_ARG(f[i].path));
        rc = write_file(path, f[i].bytes, force);
    }
    return rc;
}

static bool to_buf(socvet_str bytes, void *user)
{
    base_buf_add(user, bytes);
    return !((base_buf *)user)->failed;
}

static int write_zip(const socvet_pack *pack, const cli_values *v)
{
    base_buf zip;
    socvet_err err = {0};

    base_buf_init(&zip, 0);
    socvet_status s = socvet_pack_zip(pack, cli_as_of(v), to_buf, &zip, &err);
    int rc = s ? cli_fail("%s", err.text) : write_file(v->output, base_buf_str(&zip), v->force);
    base_buf_clear(&zip);
    return rc;
}

int cli_pack_write(const socvet_pack *pack, const cli_values *v)
{
    socvet_err err = {0};
    size_t n;

    socvet_pack_files(pack, &n);
    bool zip = base_str_ends_ci(base_str_z(v->output), SOCVET_STR(".zip"));
    int rc = zip ? write_zip(pack, v) : write_folder(pack, v->output, v->force);
    if (rc != CLI_OK)
        return rc;
    socvet_status s = v->json ? socvet_report_pack_json(pack, base_str_z(v->output), cli_stdout_sink, NULL, &err)
                              : socvet_report_pack_text(pack, base_str_z(v->output), cli_stdout_sink, NULL, &err);
    return s && s != SOCVET_E_IO ? cli_fail("%s", err.text) : CLI_OK;
}

static int read_folder(cli_pack_source *src, const char *folder)
{
    char **names = calloc(2 * MOST_FILES, sizeof *names), **whole = names ? names + MOST_FILES : NULL;
    char path[4096];
    socvet_err err = {0};
    int n = names ? cli_walk(folder, names, MOST_FILES) : -1, rc = CLI_OK;

    if (n < 0)
        rc = cli_fail("%s: cannot be read, or holds more than %d files", folder, MOST_FILES);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        whole[i] = strdup(path);
    }
    if (!rc && !cli_load(&src->loaded, (const char *const *)whole, (size_t)n))
        rc = CLI_CANNOT;
    for (int i = 0; i < n && !rc; i++)
        src->loaded.files[i].path = base_str_z(names[i]);
    if (!rc && socvet_pack_of(&src->pack, src->loaded.files, (size_t)n, &err))
        rc = cli_fail("%s", err.text);
    for (int i = 0; i < n; i++)
        free(whole[i]);
    src->names = names;
    src->n_names = n < 0 ? 0 : n;
    return rc;
}

int cli_pack_read(cli_pack_source *src, const char *path)
{
    struct stat st;
    socvet_err err = {0};

    *src = (cli_pack_source){0};
    if (stat(path, &st) != 0)
        return cli_fail("%s: %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return read_folder(src, path);
    if (!cli_load(&src->loaded, &path, 1))
        return CLI_CANNOT;
    if (socvet_pack_unzip(&src->pack, src->loaded.files[0].bytes, &err))
        return cli_fail("%s: %s", path, err.text);
    return CLI_OK;
}

void cli_pack_close(cli_pack_source *src)
{
    socvet_pack_free(src->pack);
    cli_unload(&src->loaded);
    cli_free_names(src->names, src->n_names);
    free(src->names);
    *src = (cli_pack_source){0};
}

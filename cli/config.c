/* config.c: settings that need not be typed: .socvet.conf in the working folder or the nearest folder
 * above it, and the user's own socvet.conf. `socvet config --show-origin` says which hold, and whence. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "house.h"

enum { MOST_SETTINGS = 64, MOST_CONF = 64 << 10, MOST_PATH = 1024 };

typedef struct {
    char key[40], value[MOST_PATH], path[MOST_PATH];
    unsigned line;
} setting;

static setting settings[MOST_SETTINGS]; /* the user's first, then the folder's: later ones win */
static size_t n_settings;

static bool wrong(const char *path, unsigned line, const char *what, socvet_str word)
{
    fprintf(stderr, "socvet: %s:%u:1: %s '%.*s'\n", path, line, what, SOCVET_ARG(word));
    return false;
}

/* An option of any command: a setting for another command is no mistake. */
static const cli_option *known(socvet_str key)
{
    for (size_t i = 0; cli_commands[i]; i++)
        for (const cli_option *o = cli_commands[i]->options; o->name; o++)
            if (base_str_eq_z(key, o->name))
                return o;
    return NULL;
}

/* Files that settings name are looked for beside the file of settings. */
static bool names_file(socvet_str key)
{
    return base_str_eq_z(key, "rates") || base_str_eq_z(key, "rules") || base_str_eq_z(key, "waivers") ||
           base_str_eq_z(key, "baseline") || base_str_eq_z(key, "decisions");
}

static bool add(socvet_str key, socvet_str value, const char *path, unsigned line)
{
    setting *s = &settings[n_settings];
    const char *slash = strrchr(path, '/');
    int dir = names_file(key) && value.len && value.ptr[0] != '/' && slash ? (int)(slash - path + 1) : 0;

    if (n_settings == MOST_SETTINGS)
        return wrong(path, line, "too many settings at", key);
    if (!known(key))
        return wrong(path, line, "no option called", key);
    if (key.len >= sizeof s->key || value.len + (size_t)dir >= sizeof s->value || strlen(path) >= sizeof s->path)
        return wrong(path, line, "too long:", key);
    snprintf(s->key, sizeof s->key, "%.*s", SOCVET_ARG(key));
    snprintf(s->value, sizeof s->value, "%.*s%.*s", dir, path, SOCVET_ARG(value));
    snprintf(s->path, sizeof s->path, "%s", path);
    s->line = line;
    n_settings++;
    return true;
}

static bool read_lines(socvet_str text, const char *path)
{
    socvet_str line, key;

    for (unsigned n = 1; text.len && base_str_split(&text, '\n', &line); n++) {
        line = base_str_trim(line);
        if (!line.len || line.ptr[0] == '#')
            continue;
        socvet_str value = line;
        base_str_split(&value, '=', &key);
        if (!value.ptr)
            return wrong(path, n, "'name = value' is wanted, not", line);
        if (!add(base_str_trim(key), base_str_trim(value), path, n))
            return false;
    }
    return true;
}

static bool read_conf(const char *path)
{
    base_buf b;
    socvet_err err = {0};
    bool ok = true;

    if (access(path, F_OK) != 0)
        return true;
    if (base_file_read(&b, path, MOST_CONF, &err) != SOCVET_OK) {
        cli_fail("%s", err.text);
        ok = false;
    } else {
        ok = read_lines(base_buf_str(&b), path);
    }
    base_buf_clear(&b);
    return ok;
}

/* The nearest .socvet.conf, upwards from the working folder. */
static bool read_nearest(void)
{
    char dir[MOST_PATH], path[MOST_PATH + 16];

    if (!getcwd(dir, sizeof dir))
        return true;
    for (;;) {
        snprintf(path, sizeof path, "%s/.socvet.conf", strcmp(dir, "/") == 0 ? "" : dir);
        if (access(path, F_OK) == 0)
            return read_conf(path);
        char *slash = strrchr(dir, '/');
        if (!slash || strcmp(dir, "/") == 0)
            return true;
        slash[slash == dir] = '\0';
    }
}

static bool read_all(void)
{
    char path[MOST_PATH];
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME"), *off = getenv("SOCVET_NO_CONFIG");

    n_settings = 0;
    if (off && *off)
        return true;
    if (xdg && *xdg)
        snprintf(path, sizeof path, "%s/socvet/socvet.conf", xdg);
    else
        snprintf(path, sizeof path, "%s/.config/socvet/socvet.conf", home ? home : "");
    return read_conf(path) && read_nearest();
}

bool cli_config_apply(cli_values *v, const cli_command *c, int *exit_code)
{
    *exit_code = CLI_CANNOT;
    if (!read_all())
        return false;
    for (size_t i = 0; i < n_settings; i++)
        for (const cli_option *o = c->options; o->name; o++) {
            if (strcmp(o->name, settings[i].key) != 0)
                continue;
            bool flag = o->type == CLI_FLAG;
            socvet_str value = base_str_z(settings[i].value);
            if (flag && !base_str_eq_z(value, "yes") && !base_str_eq_z(value, "no"))
                return wrong(settings[i].path, settings[i].line, "yes or no is wanted, not", value);
            if (flag)
                *(bool *)(void *)((char *)v + o->offset) = base_str_eq_z(value, "yes");
            else if (!cli_set_value(v, o, settings[i].value))
                return wrong(settings[i].path, settings[i].line, o->name, value);
        }
    return true;
}

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"show-origin", CLI_FLAG, AT(show_origin), NULL, "the file and line of each setting"},
    {0}};

static int run(cli_values *v)
{
    if (!read_all())
        return CLI_CANNOT;
    for (size_t i = 0; i < n_settings; i++) {
        size_t later = i + 1;
        while (later < n_settings && strcmp(settings[later].key, settings[i].key) != 0)
            later++;
        if (later < n_settings && strcmp(settings[i].key, "medium") != 0)
            continue;
        if (v->show_origin)
            printf("%s:%u\t", settings[i].path, settings[i].line);
        printf("%s = %s\n", settings[i].key, settings[i].value);
    }
    return CLI_OK;
}

const cli_command cli_config = {"config", "[--show-origin]",
                                "Lists the settings in force, of .socvet.conf and the user's own file.", options, run};

/* cmd_dict.c: looking things up in the dictionary: a code, or a job title; and compiling one. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"find", CLI_FLAG, AT(find_mode), NULL, "the words are a job title: list its index rows"},
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition (all)"},
    {"dictionary", CLI_TEXT, AT(dictionary), "FILE", "look up in this compiled dictionary"},
    {"compile", CLI_TEXT, AT(compile), "DIR", "compile a folder of tables to the file named by -o"},
    {0}};

static bool print_row(const socvet_index_row *row, void *user)
{
    const socvet_dict *d = user;

    printf("%.*s", SOCVET_ARG(row->title));
    if (row->extra.len)
        printf(" (%.*s)", SOCVET_ARG(row->extra));
    if (row->industry.len)
        printf(" [industry: %.*s]", SOCVET_ARG(row->industry));
    for (size_t e = 0; e < socvet_dict_editions(d) && e < 4; e++)
        if (row->code[e][0]) {
            socvet_str name = socvet_dict_edition_name(d, (int)e);
            printf("  %.*s %s", SOCVET_ARG(name), row->code[e]);
        }
    printf("%s\n", row->is_default ? "  (when nothing more is known)" : "");
    return true;
}

static int find_title(const socvet_dict *d, cli_values *v)
{
    char words[512] = "";

    for (size_t i = 0; i < v->n_files; i++)
        snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", i ? " " : "",
                 v->files[i]);
    if (socvet_dict_find(d, base_str_z(words), false, print_row, (void *)(uintptr_t)d) ||
        socvet_dict_find(d, base_str_z(words), true, print_row, (void *)(uintptr_t)d))
        return CLI_OK;
    printf("no index title begins with '%s'\n", words);
    return CLI_FINDINGS;
}

static void print_walk(const socvet_dict *d, int from, const char *code)
{
    for (size_t to = 0; to < socvet_dict_editions(d); to++) {
        socvet_crosswalk walk[32];
        size_t n = (int)to == from
                       ? 0
                       : socvet_dict_crosswalk(d, from, base_str_z(code), (int)to, walk, 32);
        for (size_t i = 0; i < n; i++) {
            socvet_unit u;
            socvet_str name = socvet_dict_edition_name(d, (int)to);
            if (!socvet_dict_unit(d, (int)to, base_str_z(walk[i].to), &u))
                continue;
            printf("    -> %.*s %s %.*s", SOCVET_ARG(name), walk[i].to, SOCVET_ARG(u.title));
            if (walk[i].index_share >= 0)
                printf(", %.1f %% of index titles", walk[i].index_share / 100.0);
            if (walk[i].survey_share >= 0)
                printf(", %.1f %% of dual-coded jobs", walk[i].survey_share / 100.0);
            putchar('\n');
        }
    }
}

static bool print_unit(const socvet_dict *d, int e, const char *code)
{
    socvet_unit u;
    socvet_str name = socvet_dict_edition_name(d, e);

    if (!socvet_dict_unit(d, e, base_str_z(code), &u))
        return false;
    printf("%.*s %s %.*s (%u index titles)\n", SOCVET_ARG(name), u.code, SOCVET_ARG(u.title),
           u.index_entries);
    for (size_t n = strlen(code) < 4 ? strlen(code) : 3; n > 0 && strlen(code) >= 4; n--) {
        socvet_unit g;
        char part[8] = "";
        memcpy(part, code, n);
        if (socvet_dict_unit(d, e, base_str_z(part), &g))
            printf("    in %s %.*s\n", g.code, SOCVET_ARG(g.title));
    }
    print_walk(d, e, code);
    return true;
}

static void say_line(const char *line, void *user)
{
    (void)user;
    fprintf(stderr, "%s\n", line);
}

static int compile(const char *folder, const char *to)
{
    socvet_str image;
    socvet_err err = {0};

    if (!to)
        return cli_fail("name the file to write with -o");
    if (socvet_dict_compile(&image, folder, say_line, NULL, &err) != SOCVET_OK)
        return cli_fail("%s: not compiled", folder);
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    socvet_status s = fd < 0 ? SOCVET_E_IO : base_fd_write(fd, image, to, &err);
    if (fd >= 0 && close(fd) != 0)
        s = SOCVET_E_IO;
    socvet_dict_image_free(image);
    return s ? cli_fail("%s: cannot be written", to) : CLI_OK;
}

/* Every code has one; words without any are a title. */
static bool has_digit(const char *z)
{
    return strpbrk(z, "0123456789") != NULL;
}

static int look_up(const socvet_dict *d, cli_values *v)
{
    int rc = CLI_OK;

    if (v->edition && socvet_dict_edition(d, base_str_z(v->edition)) < 0)
        return cli_fail("--edition '%s': no such edition in the dictionary", v->edition);
    if (v->find_mode || (v->n_files && !has_digit(v->files[0])))
        return find_title(d, v);
    for (size_t i = 0; i < v->n_files; i++) {
        bool any = false;
        for (size_t e = 0; e < socvet_dict_editions(d); e++)
            if (!v->edition || socvet_dict_edition(d, base_str_z(v->edition)) == (int)e)
                any |= print_unit(d, (int)e, v->files[i]);
        if (!any)
            rc = cli_fail("no code '%s' in the dictionary", v->files[i]);
    }
    return rc;
}

static int look_up_in(const char *path, cli_values *v)
{
    enum { MOST = 256 << 20 };
    socvet_dict *d = NULL;
    socvet_err err = {0};
    base_buf bytes;
    int rc;

    if (base_file_read(&bytes, path, MOST, &err) != SOCVET_OK)
        rc = cli_fail("%s", err.text);
    else if (socvet_dict_load(&d, base_buf_str(&bytes), &err) != SOCVET_OK)
        rc = cli_fail("%s: %s", path, err.text);
    else
        rc = look_up(d, v);
    socvet_dict_free(d);
    base_buf_clear(&bytes);
    return rc;
}

static int run(cli_values *v)
{
    const socvet_dict *d = NULL;
    socvet_err err = {0};

    if (v->compile)
        return compile(v->compile, v->output);
    if (v->n_files == 0)
        return cli_fail("name a code, like 2132, or --find and a job title");
    if (v->dictionary)
        return look_up_in(v->dictionary, v);
    if (socvet_dict_open(&d, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    return look_up(d, v);
}

const cli_command cli_dict = {"dict", "[options] CODE... | --find TITLE | --compile DIR -o FILE",
                              "Looks up a SOC code or a job title; compiles a dictionary.", options,
                              run};

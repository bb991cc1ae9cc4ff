/* options.c: one parser for every command, driven by its table of options. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "house.h"

const cli_command *cli_find(const char *name, const char **nearest)
{
    unsigned best = 4;

    *nearest = NULL;
    for (size_t i = 0; cli_commands[i]; i++) {
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
        unsigned d = base_str_distance(base_str_z(name), base_str_z(cli_commands[i]->name), 4);
        if (d < best) {
            best = d;
            *nearest = cli_commands[i]->name;
        }
    }
    return NULL;
}

static const cli_option *find_option(const cli_command *c, socvet_str name, const char **nearest)
{
    unsigned best = 4;

    *nearest = NULL;
    for (const cli_option *o = c->options; o->name; o++) {
        if (base_str_eq_z(name, o->name))
            return o;
        unsigned d = base_str_distance(name, base_str_z(o->name), 4);
        if (d < best) {
            best = d;
            *nearest = o->name;
        }
    }
    return NULL;
}

/* "41,500" or "41500.50" -> pence. */
bool cli_money(const char *z, int64_t *pence)
{
    int64_t v = 0;
    int decimals = -1;

    if (strncmp(z, "\xC2\xA3", 2) == 0)
        z += 2;
    if (!*z)
        return false;
    for (; *z; z++) {
        if (*z == ',' && decimals < 0)
            continue;
        if (*z == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (!base_is_digit(*z) || v > 1000000000000 || decimals >= 2)
            return false;
        v = v * 10 + (*z - '0');
        decimals += decimals >= 0;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < 2; d++)
        v *= 10;
    *pence = v;
    return true;
}

static bool in_choices(const char *choices, const char *value)
{
    socvet_str rest = base_str_z(choices), piece;

    while (base_str_split(&rest, '|', &piece))
        if (base_str_eq_z(piece, value))
            return true;
    return false;
}

bool cli_set_value(cli_values *v, const cli_option *o, const char *z)
{
    char *at = (char *)v + o->offset;
    uint64_t u;

    switch (o->type) {
    case CLI_FLAG:
        *(bool *)(void *)at = true;
        return true;
    case CLI_CHOICE:
        if (!in_choices(o->argument, z))
            return false;
        *(const char **)(void *)at = z;
        return true;
    case CLI_TEXT:
        *(const char **)(void *)at = z;
        return true;
    case CLI_DATE:
        *(int32_t *)(void *)at = base_date_parse_iso(base_str_z(z));
        return *(int32_t *)(void *)at != BASE_NO_DATE;
    case CLI_MONEY:
    case CLI_HOURS:
        return cli_money(z, (int64_t *)(void *)at);
    case CLI_INT:
        if (!base_str_to_u64(base_str_z(z), &u) || u > INT32_MAX)
            return false;
        *(int64_t *)(void *)at = (int64_t)u;
        return true;
    case CLI_JOIN: {
        size_t n = strlen(v->joined);
        int more = snprintf(v->joined + n, sizeof v->joined - n, "%s%s", n ? "," : "", z);
        *(const char **)(void *)at = v->joined;
        return more >= 0 && (size_t)more < sizeof v->joined - n;
    }
    case CLI_LIST:
        if (v->n_medium >= CLI_MOST_LIST)
            return false;
        v->medium[v->n_medium++] = z;
        return true;
    }
    return false;
}

static const char *wanted(const cli_option *o)
{
    switch (o->type) {
    case CLI_DATE: return "a date like 2026-11-25";
    case CLI_MONEY: return "an amount of money like 41500";
    case CLI_HOURS: return "hours like 37.5";
    case CLI_INT: return "a whole number";
    case CLI_CHOICE: return o->argument;
    default: return "another value";
    }
}

static bool misuse(int *exit_code, const char *what, const char *arg, const char *nearest)
{
    fprintf(stderr, "socvet: %s '%s'", what, arg);
    if (nearest)
        fprintf(stderr, "; did you mean '%s'?", nearest);
    fputc('\n', stderr);
    *exit_code = CLI_CANNOT;
    return false;
}

static bool parse_option(cli_values *v, const cli_command *c, int *i, int argc, char **argv,
                         int *exit_code)
{
    const char *arg = argv[*i], *eq = strchr(arg, '='), *nearest, *value = NULL;
    char near_text[64];
    socvet_str name = {arg + 2, eq ? (size_t)(eq - arg - 2) : strlen(arg + 2)};
    const cli_option *o = find_option(c, name, &nearest);

    if (!o) {
        if (nearest)
            snprintf(near_text, sizeof near_text, "--%s", nearest);
        return misuse(exit_code, "no option called", arg, nearest ? near_text : NULL);
    }
    if (o->type != CLI_FLAG) {
        value = eq ? eq + 1 : *i + 1 < argc ? argv[++*i] : NULL;
        if (!value)
            return misuse(exit_code, "a value must follow", arg, NULL);
    } else if (eq) {
        return misuse(exit_code, "no value goes with", arg, NULL);
    }
    if (!cli_set_value(v, o, value)) {
        fprintf(stderr, "socvet: --%s '%s': %s is wanted\n", o->name, value ? value : "", wanted(o));
        *exit_code = CLI_CANNOT;
        return false;
    }
    return true;
}

cli_values cli_defaults(void)
{
    return (cli_values){.as_of = INT32_MIN, .posted = INT32_MIN, .closing = INT32_MIN, .amount = -1,
                        .allowance = -1, .accommodation = -1, .hours = -1, .years = -1,
                        .overseas_months = -1, .top = -1, .jobs = -1, .port = -1};
}

bool cli_parse(cli_values *v, const cli_command *c, int argc, char **argv, int *exit_code)
{
    bool only_files = false;

    *v = cli_defaults();
    if (!cli_config_apply(v, c, exit_code))
        return false;
    for (int i = 0; i < argc; i++) {
        const char *a = argv[i];
        if (!only_files && strcmp(a, "--") == 0) {
            only_files = true;
        } else if (!only_files && (strcmp(a, "--help") == 0 || strcmp(a, "-h") == 0)) {
            cli_print_help(c, stdout);
            *exit_code = CLI_OK;
            return false;
        } else if (!only_files && (strcmp(a, "-o") == 0) && i + 1 < argc) {
            v->output = argv[++i];
        } else if (!only_files && a[0] == '-' && a[1] == '-') {
            if (!parse_option(v, c, &i, argc, argv, exit_code))
                return false;
        } else if (!only_files && a[0] == '-' && a[1]) {
            return misuse(exit_code, "no option called", a, NULL);
        } else if (v->n_files >= CLI_MOST_FILES) {
            return misuse(exit_code, "too many files at", a, NULL);
        } else {
            v->files[v->n_files++] = a;
        }
    }
    return true;
}

void cli_print_help(const cli_command *c, FILE *to)
{
    fprintf(to, "usage: socvet %s %s\n\n%s\n", c->name, c->usage, c->summary);
    if (c->options && c->options->name)
        fputs("\noptions:\n", to);
    for (const cli_option *o = c->options; o && o->name; o++) {
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", o->name, o->type == CLI_FLAG ? "" : " ",
                 o->type == CLI_FLAG ? "" : o->type == CLI_CHOICE ? "WORD" : o->argument);
        fprintf(to, "  %-24s %s", left, o->help);
        if (o->type == CLI_CHOICE)
            fprintf(to, " (%s)", o->argument);
        fputc('\n', to);
    }
}

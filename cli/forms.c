/* forms.c: the forms that `check` prints a record in: rows. To standard output, or to a file by way of
 * another beside it, so that a file is whole or as it was. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli.h"

typedef struct {
    const char *name, *endings; /* of files, with blanks between */
    socvet_status (*put)(const socvet_record *record, socvet_sink sink, void *user, socvet_err *err);
} form;

static socvet_status put_plain(const socvet_record *r, socvet_sink sink, void *user, socvet_err *err)
{
    return socvet_report_text(r, false, sink, user, err);
}

static const form forms[] = {
    {"text", "txt", put_plain},
    {"json", "json", socvet_report_json},
    {"html", "html htm", socvet_report_html},
    {"csv", "csv", socvet_report_csv},
    {"xlsx", "xlsx", socvet_findings_xlsx},
    {"jobposting", "jsonld", socvet_report_jobposting},
    {"sarif", "sarif", socvet_report_sarif},
    {"github", "", socvet_report_github},
    {"checkstyle", "xml", socvet_report_checkstyle},
};

static bool has_ending(const form *f, const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    socvet_str rest = base_str_z(f->endings), one;

    while (dot && rest.len && base_str_split(&rest, ' ', &one))
        if (base_str_eq_ci(one, base_str_z(dot + 1)))
            return true;
    return false;
}

/* What was said; else what the file's name says; else text. */
static const form *form_of(const cli_values *v, const char *path)
{
    const char *said = v->json ? "json" : v->report;

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (said ? strcmp(said, forms[i].name) == 0 : has_ending(&forms[i], path))
            return &forms[i];
    return &forms[0];
}

static bool to_file(socvet_str bytes, void *user)
{
    return fwrite(bytes.ptr, 1, bytes.len, user) == bytes.len;
}

static int write_file(const socvet_record *r, const form *f, const char *path)
{
    char fresh[4200];
    socvet_err err = {0};

    if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh)
        return cli_fail("'%.60s...': the path is too long", path);
    FILE *to = fopen(fresh, "wb");
    if (!to)
        return cli_fail("%s: %s", path, strerror(errno));
    socvet_status s = f->put(r, to_file, to, &err);
    if (fclose(to) != 0 && !s)
        s = SOCVET_E_IO;
    if (!s && rename(fresh, path) == 0)
        return CLI_OK;
    int rc = cli_fail("%s: %s", path, s && err.text[0] && s != SOCVET_E_IO ? err.text : strerror(errno));
    remove(fresh);
    return rc;
}

/* What the page of a vacancy should carry and the papers do not say. */
static void say_lacks(const socvet_record *r)
{
    const char *lacks[8];
    size_t n = socvet_jobposting_lacks(r, lacks, sizeof lacks / sizeof *lacks);

    for (size_t i = 0; i < n; i++)
        fprintf(stderr, "%s%s%s", i ? ", " : "socvet: the papers do not say: ", lacks[i], i + 1 == n ? "\n" : "");
}

int cli_print_record(cli_values *v, socvet_record *r)
{
    socvet_err err = {0};
    const form *f = form_of(v, v->output);
    socvet_status s;

    r->all_verdicts = v->all_verdicts;
    r->with_text = v->with_text;
    if (v->html_file && write_file(r, form_of(&(cli_values){.report = "html"}, NULL), v->html_file) != CLI_OK)
        return CLI_CANNOT;
    if (f->put == socvet_report_jobposting)
        say_lacks(r);
    if (v->output)
        return write_file(r, f, v->output);
    if (f->put == socvet_findings_xlsx && isatty(STDOUT_FILENO))
        return cli_fail("a workbook is nothing for a terminal: -o FILE.xlsx");
    if (f->put == put_plain)
        s = socvet_report_text(r, cli_use_colour(v), cli_stdout_sink, NULL, &err);
    else if (f->put == socvet_report_html)
        s = socvet_report_html_with(r, &v->page, cli_stdout_sink, NULL, &err);
    else
        s = f->put(r, cli_stdout_sink, NULL, &err);
    if (s == SOCVET_E_IO && f->put != socvet_findings_xlsx)
        return CLI_OK; /* a closed pipe is a quiet end */
    return s ? cli_fail("%s", err.text) : CLI_OK;
}

/* answer.c: what a request asks for, answered by printing to standard output as the commands do:
 * the page's record is `socvet check --json`, byte for byte. Runs in a process of its own. */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "serve.h"

/* Pasted text has a name like a file's, so that its record is that of a file so called. */
#define PASTED "pasted-text.txt"

static bool take_date(const serve_form *f, const char *field, int32_t *out)
{
    const char *z = serve_form_get(f, field);

    if (!z)
        return true;
    *out = base_date_parse_iso(base_str_z(z));
    if (*out != BASE_NO_DATE)
        return true;
    cli_fail("%s: '%.40s' is no date like 2026-11-25", field, z);
    return false;
}

/* The fields are the options of `check`, by their names. */
static bool take_fields(cli_values *v, const serve_form *f)
{
    *v = cli_defaults();
    v->route = serve_form_get(f, "route");
    v->profile = serve_form_get(f, "profile");
    v->employer = serve_form_get(f, "employer");
    v->location = serve_form_get(f, "location");
    v->code = serve_form_get(f, "code");
    v->reason = serve_form_get(f, "reason");
    v->title = serve_form_get(f, "title");
    v->new_entrant = serve_form_get(f, "new-entrant");
    v->spelling = serve_form_get(f, "spelling");
    v->with_text = serve_form_get(f, "with-text");
    v->all_verdicts = serve_form_get(f, "all-verdicts");
    for (size_t i = 0; i < f->n_fields; i++)
        if (strcmp(f->fields[i].name, "medium") == 0 && f->fields[i].value.len &&
            v->n_medium < CLI_MOST_LIST)
            v->medium[v->n_medium++] = f->fields[i].value.ptr;
    return take_date(f, "as-of", &v->as_of) && take_date(f, "posted", &v->posted) &&
           take_date(f, "closing", &v->closing);
}

static bool read_one(socvet_doc *doc, const char *name, const base_buf *bytes, cli_values *v)
{
    socvet_read_opts o = {.name = name, .isolate = true};
    socvet_err err = {0};
    socvet_status s = socvet_doc_add(doc, base_buf_str(bytes), &o, &err);

    v->files[v->n_files++] = name;
    if (s != SOCVET_OK)
        cli_fail("%s: %s", name, err.text);
    return s == SOCVET_OK;
}

static size_t read_all(socvet_doc *doc, cli_values *v, const serve_form *f, size_t *failed)
{
    size_t read = 0;

    for (size_t i = 0; i < f->n_files; i++)
        if (f->files[i].bytes.len)
            *(read_one(doc, f->files[i].name, &f->files[i].bytes, v) ? &read : failed) += 1;
    for (size_t i = 0; i < f->n_fields; i++)
        if (strcmp(f->fields[i].name, "text") == 0 && f->fields[i].value.len)
            *(read_one(doc, PASTED, &f->fields[i].value, v) ? &read : failed) += 1;
    return read;
}

static int vet(const serve_rooms *rooms, const serve_form *f, const char *report,
               const socvet_html_opts *html)
{
    cli_values v;
    size_t failed = 0;

    if (!take_fields(&v, f))
        return CLI_CANNOT;
    v.report = report;
    if (html)
        v.page = *html;
    v.json = strcmp(report, "json") == 0;
    socvet_doc *doc = socvet_doc_new();
    if (!doc)
        return cli_fail("memory ran out");
    int rc = CLI_UNREADABLE;
    if (read_all(doc, &v, f, &failed) > 0) {
        rc = cli_vet_doc(&v, SOCVET_STAGE_CHECK, rooms->engine, rooms->worker, doc, NULL);
        rc = failed && rc != CLI_CANNOT ? CLI_UNREADABLE : rc;
    } else if (v.n_files == 0) {
        rc = cli_fail("drop a file, or paste the advert's text");
    } else {
        cli_print_unreadable(&v, rooms->engine, CLI_UNREADABLE);
    }
    socvet_doc_free(doc);
    return rc;
}

static int answer_json(const serve_rooms *rooms, const serve_form *f)
{
    return vet(rooms, f, "json", NULL);
}

/* For the page: the report alone, for its script; or a page of its own where there is none. */
static int answer_page(const serve_rooms *rooms, const serve_form *f)
{
    bool fragment = serve_form_get(f, "fragment");
    socvet_html_opts opts = {.for_page = fragment, .css_href = "report.css", .back_href = "./"};

    return vet(rooms, f, "html", &opts);
}

/* To keep: one file with its style in it. */
static int answer_file(const serve_rooms *rooms, const serve_form *f)
{
    return vet(rooms, f, "html", NULL);
}

static const serve_action actions[] = {
    {"check", "application/json; charset=utf-8", NULL, answer_json},
    {"report", "text/html; charset=utf-8", NULL, answer_page},
    {"report.html", "text/html; charset=utf-8", "advert-check.html", answer_file},
};

const serve_action *serve_action_find(const char *path)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].path, path) == 0)
            return &actions[i];
    return NULL;
}

/* answer.c: what a request asks for, answered by printing to standard output as the commands do:
 * the page's record is `socvet check --json`, byte for byte. Runs in a process of its own. */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "catalogue.h"
#include "serve.h"

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

static void take_text(const char **out, const serve_form *f, const char *field)
{
    const char *z = serve_form_get(f, field);

    if (z)
        *out = z;
}

static void take_flag(bool *out, const serve_form *f, const char *field)
{
    *out = *out || serve_form_get(f, field);
}

static void take_media(cli_values *v, const serve_form *f)
{
    size_t n = 0;

    for (size_t i = 0; i < f->n_fields && n < CLI_MOST_LIST; i++)
        if (strcmp(f->fields[i].name, "medium") == 0 && f->fields[i].value.len)
            v->medium[n++] = f->fields[i].value.ptr;
    v->n_medium = n ? n : v->n_medium;
}

/* The fields are the options of `check`, by their names; what was left empty is as the house has it. */
bool serve_take_fields(cli_values *v, const serve_rooms *rooms, const serve_form *f)
{
    *v = *rooms->settings;
    v->n_files = 0;
    v->output = v->html_file = v->annotate = NULL; /* nothing is written to disk */
    take_text(&v->route, f, "route");
    take_text(&v->profile, f, "profile");
    take_text(&v->employer, f, "employer");
    take_text(&v->location, f, "location");
    take_text(&v->code, f, "code");
    take_text(&v->reason, f, "reason");
    take_text(&v->title, f, "title");
    take_flag(&v->new_entrant, f, "new-entrant");
    take_flag(&v->spelling, f, "spelling");
    take_flag(&v->with_text, f, "with-text");
    take_flag(&v->all_verdicts, f, "all-verdicts");
    take_media(v, f);
    return take_date(f, "as-of", &v->as_of) && take_date(f, "posted", &v->posted) &&
           take_date(f, "closing", &v->closing);
}

static bool read_one(socvet_doc *doc, const char *name, const base_buf *bytes, cli_values *v)
{
    socvet_read_opts o = {.name = name, .main_only = v->main_only, .isolate = true};
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
            *(read_one(doc, SERVE_PASTED, &f->fields[i].value, v) ? &read : failed) += 1;
    return read;
}

int serve_vet(const serve_rooms *rooms, const serve_form *f, cli_values *v, cli_record_fn print, void *user)
{
    size_t failed = 0;
    socvet_doc *doc = socvet_doc_new();

    if (!doc)
        return cli_fail("memory ran out");
    int rc = CLI_UNREADABLE;
    if (read_all(doc, v, f, &failed) > 0) {
        if (v->redact && !cli_redact(doc))
            rc = CLI_CANNOT;
        else if (print)
            rc = cli_vet_doc_for(v, SOCVET_STAGE_CHECK, rooms->engine, rooms->worker, doc, rooms->marks, print, user);
        else
            rc = cli_vet_doc(v, SOCVET_STAGE_CHECK, rooms->engine, rooms->worker, doc, rooms->marks);
        rc = failed && rc != CLI_CANNOT ? CLI_UNREADABLE : rc;
    } else if (v->n_files == 0) {
        rc = cli_fail("drop a file, or paste the advert's text");
    } else {
        cli_print_unreadable(v, rooms->engine, CLI_UNREADABLE);
    }
    socvet_doc_free(doc);
    return rc;
}

static int vet(const serve_rooms *rooms, const serve_form *f, const char *report,
               const socvet_html_opts *html)
{
    cli_values v;

    if (!serve_take_fields(&v, rooms, f))
        return CLI_CANNOT;
    v.report = report;
    if (html)
        v.page = *html;
    v.json = strcmp(report, "json") == 0;
    return serve_vet(rooms, f, &v, NULL, NULL);
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

static int answer_csv(const serve_rooms *rooms, const serve_form *f)
{
    return vet(rooms, f, "csv", NULL);
}

static int answer_xlsx(const serve_rooms *rooms, const serve_form *f)
{
    return vet(rooms, f, "xlsx", NULL);
}

static int answer_jobposting(const serve_rooms *rooms, const serve_form *f)
{
    return vet(rooms, f, "jobposting", NULL);
}

static const serve_action actions[] = {
    {"check", "application/json; charset=utf-8", NULL, answer_json, 0},
    {"report", "text/html; charset=utf-8", NULL, answer_page, 0},
    {"report.html", "text/html; charset=utf-8", "advert-check.html", answer_file, 0},
    {"findings.csv", "text/csv; charset=utf-8", "findings.csv", answer_csv, 0},
    {"findings.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "findings.xlsx", answer_xlsx, 0},
    {"jobposting.json", "application/ld+json", "jobposting.json", answer_jobposting, 0},
    {"commented.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "commented.docx", serve_keep_word, 0},
    {"cos-sheet.txt", "text/plain; charset=utf-8", "cos-sheet.txt", serve_keep_cos, 0},
    {"evidence.zip", "application/zip", "evidence.zip", serve_keep_evidence, 0},
    {"catalogue", "text/html; charset=utf-8", NULL, serve_overview, SERVE_ASKED | SERVE_CATALOGUE},
    {"adverts", "text/html; charset=utf-8", NULL, serve_adverts, SERVE_ASKED | SERVE_CATALOGUE},
    {"advert", "text/html; charset=utf-8", NULL, serve_advert, SERVE_ASKED | SERVE_CATALOGUE},
    {"adverts.csv", "text/csv; charset=utf-8", "adverts.csv", serve_adverts_csv, SERVE_ASKED | SERVE_CATALOGUE},
    {"queue", "text/html; charset=utf-8", NULL, serve_review, SERVE_ASKED | SERVE_CATALOGUE},
    {"accept", "text/html; charset=utf-8", NULL, serve_accept, SERVE_ASKED | SERVE_CATALOGUE},
    {"decisions", "text/html; charset=utf-8", NULL, serve_decided, SERVE_ASKED | SERVE_CATALOGUE},
    {"decisions.csv", "text/csv; charset=utf-8", "decisions.csv", serve_decisions_csv, SERVE_ASKED | SERVE_CATALOGUE},
    {"decide", NULL, NULL, serve_decide, SERVE_CATALOGUE | SERVE_WRITES | SERVE_GOES_ON},
    {"decide.json", "application/json", NULL, serve_decide_json, SERVE_CATALOGUE | SERVE_WRITES},
    {"accept-all", NULL, NULL, serve_accept_all, SERVE_CATALOGUE | SERVE_WRITES | SERVE_GOES_ON},
    {"undo", NULL, NULL, serve_undo, SERVE_CATALOGUE | SERVE_WRITES | SERVE_GOES_ON},
    {"undo.json", "application/json", NULL, serve_undo_json, SERVE_CATALOGUE | SERVE_WRITES},
};

const serve_action *serve_action_find(const char *path)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].path, path) == 0)
            return &actions[i];
    return NULL;
}

/* engine.c: what the commands share: opening, reading, vetting, printing. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/str.h"
#include "house.h"

int cli_fail(const char *fmt, ...)
{
    va_list ap;

    fputs("socvet: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    return CLI_CANNOT;
}

int cli_stdout_cause(int failed)
{
    static int cause;

    if (failed && !cause)
        cause = failed;
    return cause;
}

bool cli_stdout_sink(socvet_str bytes, void *user)
{
    (void)user;
    if (fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len)
        return true;
    cli_stdout_cause(errno);
    return false;
}

bool cli_use_colour(const cli_values *v)
{
    const char *no = getenv("NO_COLOR");

    if (v->color && strcmp(v->color, "auto") != 0)
        return strcmp(v->color, "always") == 0;
    return isatty(STDOUT_FILENO) && !(no && *no);
}

int32_t cli_as_of(const cli_values *v)
{
    return v->as_of == INT32_MIN ? base_date_today() : v->as_of;
}

bool cli_open(socvet_engine **engine, socvet_worker **worker)
{
    socvet_err err = {0};

    *worker = NULL;
    if (socvet_engine_open(engine, &err) != SOCVET_OK ||
        (worker && !(*worker = socvet_worker_new(*engine, &err)))) {
        cli_fail("%s", err.text);
        socvet_engine_free(*engine);
        *engine = NULL;
        return false;
    }
    return true;
}

void cli_fill_opts(socvet_vet_opts *o, cli_values *v, const socvet_dict *dict, socvet_stage last)
{
    static socvet_str media[CLI_MOST_LIST];

    *o = (socvet_vet_opts){.last = last, .redact = v->redact};
    o->given.as_of = cli_as_of(v);
    o->given.infer_year = true;
    o->given.title = base_str_z(v->title);
    o->given.employer = base_str_z(v->employer);
    o->given.location = base_str_z(v->location);
    o->given.salary = base_str_z(v->salary_text);
    o->given.hours = base_str_z(v->hours_text);
    o->classify = (socvet_classify_opts){
        .edition = v->edition ? socvet_dict_edition(dict, base_str_z(v->edition)) : -1,
        .coverage_margin = -1, .explain = true};
    for (size_t i = 0; i < v->n_medium; i++)
        media[i] = base_str_z(v->medium[i]);
    o->check = (socvet_check_opts){.as_of = cli_as_of(v),
                                   .route = base_str_z(v->route),
                                   .profile = base_str_z(v->profile),
                                   .posted = v->posted,
                                   .closing = v->closing,
                                   .media = media,
                                   .n_media = v->n_medium,
                                   .new_entrant = v->new_entrant,
                                   .spelling = v->spelling};
}

bool cli_redact(socvet_doc *doc)
{
    socvet_err err = {0};
    socvet_redactor *r = socvet_redactor_new(&err);
    bool fine = r && socvet_doc_redact(doc, r, &err) == SOCVET_OK;

    socvet_redactor_free(r);
    if (!fine)
        cli_fail("%s", err.text);
    return fine;
}

size_t cli_read_files(socvet_doc *doc, cli_values *v, int *exit_code)
{
    size_t read = 0;

    for (size_t i = 0; i < v->n_files; i++) {
        socvet_read_opts o = {.format = v->format, .main_only = v->main_only, .keep_comments = v->comments,
                              .isolate = !v->no_isolation};
        socvet_err err = {0};
        socvet_status s = socvet_doc_add_file(doc, v->files[i], &o, &err);
        if (s == SOCVET_OK) {
            read++;
            continue;
        }
        bool named = s == SOCVET_E_IO; /* the message carries the name already */
        fprintf(stderr, "socvet: %s%s%s [%s]\n", named ? "" : v->files[i], named ? "" : ": ",
                err.text, socvet_status_name(s));
        int code = s == SOCVET_E_IO || s == SOCVET_E_USAGE ? CLI_CANNOT : CLI_UNREADABLE;
        if (*exit_code != CLI_CANNOT)
            *exit_code = code;
    }
    if (v->redact && read && !cli_redact(doc)) {
        *exit_code = CLI_CANNOT;
        return 0;
    }
    return read;
}

static int exit_for(const cli_values *v, const socvet_record *r)
{
    const char *on = v->fail_on ? v->fail_on : "error";

    if (!r->check || strcmp(on, "never") == 0)
        return CLI_OK;
    if (r->check->errors || (strcmp(on, "error") != 0 && r->check->warnings) ||
        (strcmp(on, "note") == 0 && r->check->notes))
        return CLI_FINDINGS;
    return CLI_OK;
}

static const socvet_decision *chosen(const socvet_coding *coding, void *user)
{
    (void)coding;
    return user;
}

/* A code that a person chose stands in place of the coder's; false when it is no code. */
static bool take_choice(socvet_vet_opts *o, cli_values *v, const socvet_dict *dict)
{
    int edition = o->classify.edition < 0 ? socvet_dict_default_edition(dict) : o->classify.edition;
    socvet_unit u;

    if (!v->code)
        return true;
    if (strlen(v->code) != 4 || !socvet_dict_unit(dict, edition, base_str_z(v->code), &u))
        return cli_fail("--code '%s': no unit group of the edition", v->code), false;
    v->choice.reviewer = SOCVET_STR("the person who asked");
    v->choice.note = base_str_z(v->reason);
    memcpy(v->choice.code, u.code, sizeof v->choice.code);
    o->decide = chosen;
    o->decide_user = &v->choice;
    return true;
}

static int print_record(cli_values *v, socvet_record *r, socvet_doc *doc, const socvet_vet_opts *o, void *user)
{
    (void)doc;
    (void)o;
    (void)user;
    return cli_print_record(v, r);
}

int cli_vet_doc(cli_values *v, socvet_stage last, const socvet_engine *engine, socvet_worker *worker,
                socvet_doc *doc, socvet_marks *marks)
{
    return cli_vet_doc_for(v, last, engine, worker, doc, marks, print_record, NULL);
}

int cli_vet_doc_for(cli_values *v, socvet_stage last, const socvet_engine *engine, socvet_worker *worker,
                    socvet_doc *doc, socvet_marks *marks, cli_record_fn print, void *user)
{
    socvet_record r;
    socvet_vet_opts o;
    socvet_err err = {0};

    cli_fill_opts(&o, v, socvet_engine_dict(engine), last);
    if (v->edition && o.classify.edition < 0)
        return cli_fail("--edition '%s': no such edition in the dictionary", v->edition);
    if (last == SOCVET_STAGE_CHECK && !take_choice(&o, v, socvet_engine_dict(engine)))
        return CLI_CANNOT;
    if (cli_fill_abstention(&o, v, engine) != CLI_OK)
        return CLI_CANNOT;
    if (socvet_vet(&r, worker, doc, &o, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(doc, &n);
    r.id = n ? parts[0].name : SOCVET_STR("-");
    if (marks && r.check &&
        socvet_marks_apply(marks, &r.check, doc, r.id, o.check.as_of, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    if (v->annotate && cli_annotate(&r, v) == CLI_CANNOT)
        return CLI_CANNOT;
    int rc = print(v, &r, doc, &o, user);
    return rc ? rc : exit_for(v, &r);
}

/* What could not be read still has a record, so that nothing is lost on the way. */
void cli_print_unreadable(cli_values *v, const socvet_engine *engine, int code)
{
    socvet_err err = {.code = code == CLI_CANNOT ? SOCVET_E_IO : SOCVET_E_FORMAT,
                      .offset = SOCVET_NO_OFFSET, .text = "the document could not be read"};
    socvet_record r = {.id = base_str_z(v->files[0]), .status = err.code, .error = &err,
                       .dict = socvet_engine_dict(engine), .rules = socvet_engine_rules(engine),
                       .as_of = cli_as_of(v)};

    if (v->json && code == CLI_UNREADABLE)
        cli_print_record(v, &r);
}

static bool add_title(socvet_doc *doc, const char *title)
{
    socvet_err err = {0};
    socvet_status s = socvet_doc_add_plain(doc, base_str_z(title), (socvet_str){"", 0}, &err);

    if (s)
        cli_fail("%s", err.text);
    return s == SOCVET_OK;
}

int cli_vet(cli_values *v, socvet_stage last)
{
    socvet_engine *engine = NULL;
    socvet_worker *worker = NULL;
    cli_house house;
    int rc = CLI_OK;

    bool title_alone = v->n_files == 0 && v->title && last == SOCVET_STAGE_CLASSIFY;
    if (v->n_files == 0 && !title_alone)
        return cli_fail("name a file, or - for standard input");
    /* First the papers: a reader's process is quicker to start before the dictionary and the rules are there. */
    socvet_doc *doc = socvet_doc_new();
    if (!doc)
        return cli_fail("memory ran out");
    bool read = title_alone ? add_title(doc, v->title) : cli_read_files(doc, v, &rc) > 0;
    if (!cli_house_open(&house, v, &engine, &worker)) {
        cli_house_close(&house);
        socvet_doc_free(doc);
        return CLI_CANNOT;
    }
    if (!read)
        cli_print_unreadable(v, engine, rc);
    else if (rc != CLI_CANNOT) {
        int found = cli_vet_doc(v, last, engine, worker, doc, house.marks);
        if (found == CLI_CANNOT || rc == CLI_OK)
            rc = found;
    }
    cli_house_remarks(&house, cli_as_of(v));
    socvet_doc_free(doc);
    socvet_worker_free(worker);
    socvet_engine_free(engine);
    cli_house_close(&house);
    return rc;
}

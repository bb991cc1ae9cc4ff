/* keep.c: papers to keep that are no form of the record: the recruiter's own Word file with comments, the
 * job sheet of a certificate, the evidence pack. Each is printed as its command makes it. */
#include <string.h>

#include "base/str.h"
#include "cli/papers.h"
#include "report/evidence.h"
#include "serve.h"

static int vet_and_make(const serve_rooms *rooms, const serve_form *f, cli_record_fn make)
{
    cli_values v;

    if (!serve_take_fields(&v, rooms, f))
        return CLI_CANNOT;
    return serve_vet(rooms, f, &v, make, (void *)(uintptr_t)f);
}

static int said(socvet_status s, const socvet_err *err)
{
    return s && s != SOCVET_E_IO ? cli_fail("%s", err->text[0] ? err->text : socvet_status_name(s)) : CLI_OK;
}

/* The upload a part of the vacancy was read from. */
static const base_buf *upload_of(const serve_form *f, socvet_str name)
{
    for (size_t i = 0; i < f->n_files; i++)
        if (f->files[i].bytes.len && base_str_eq_z(name, f->files[i].name))
            return &f->files[i].bytes;
    return NULL;
}

static int make_word(cli_values *v, socvet_record *r, socvet_doc *doc, const socvet_vet_opts *o, void *user)
{
    const serve_form *f = user;
    socvet_err err = {0};
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(doc, &n);

    (void)v;
    (void)o;
    for (size_t i = 0; i < n; i++) {
        const base_buf *bytes = base_str_eq_z(parts[i].format, "docx") ? upload_of(f, parts[i].name) : NULL;
        if (bytes)
            return said(socvet_report_word(r, base_buf_str(bytes), i, cli_stdout_sink, NULL, &err), &err);
    }
    return cli_fail("a commented copy needs a Word document (.docx) among the papers");
}

static int make_cos(cli_values *v, socvet_record *r, socvet_doc *doc, const socvet_vet_opts *o, void *user)
{
    socvet_cos_question q;
    const socvet_cos_sheet *sheet;
    socvet_err err = {0};

    (void)user;
    if (!cli_cos_question(&q, v, &o->check))
        return CLI_CANNOT;
    if (socvet_cos(&sheet, &q, doc, r->facts, r->coding, r->dict, r->rules, &err))
        return cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
    return said(socvet_report_cos_text(sheet, doc, cli_stdout_sink, NULL, &err), &err);
}

static int make_evidence(cli_values *v, socvet_record *r, socvet_doc *doc, const socvet_vet_opts *o, void *user)
{
    const serve_form *f = user;
    socvet_pack_file originals[SERVE_FILES_MOST + SERVE_FIELDS_MOST];
    socvet_pack *pack = NULL;
    socvet_err err = {0};
    size_t n = 0;

    (void)doc;
    for (size_t i = 0; i < f->n_files; i++)
        if (f->files[i].bytes.len)
            originals[n++] = (socvet_pack_file){.path = base_str_z(f->files[i].name), .bytes = base_buf_str(&f->files[i].bytes)};
    for (size_t i = 0; i < f->n_fields; i++)
        if (strcmp(f->fields[i].name, "text") == 0 && f->fields[i].value.len)
            originals[n++] = (socvet_pack_file){.path = base_str_z(SERVE_PASTED), .bytes = base_buf_str(&f->fields[i].value)};
    socvet_evidence_opts opts = {.made_on = cli_as_of(v), .originals = originals, .n_originals = n, .check = &o->check};
    if (socvet_evidence_make(&pack, r, &opts, &err))
        return cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
    int rc = said(socvet_pack_zip(pack, cli_as_of(v), cli_stdout_sink, NULL, &err), &err);
    socvet_pack_free(pack);
    return rc;
}

int serve_keep_word(const serve_rooms *rooms, const serve_form *f)
{
    return vet_and_make(rooms, f, make_word);
}

int serve_keep_cos(const serve_rooms *rooms, const serve_form *f)
{
    return vet_and_make(rooms, f, make_cos);
}

/* A pack that lacks a paper is no evidence: where one could not be read, none is made. */
int serve_keep_evidence(const serve_rooms *rooms, const serve_form *f)
{
    return vet_and_make(rooms, f, make_evidence);
}

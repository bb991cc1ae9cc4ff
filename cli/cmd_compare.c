/* cmd_compare.c: two versions of one job's papers: what changed, what must be reported. */
#include "base/str.h"
#include "papers.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"as-of", CLI_DATE, AT(as_of), "DATE", "the day of the change (today)"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "skilled-worker, tier2-general, tier2-ict, gbm, scale-up"},
    {"old-code", CLI_TEXT, AT(edition), "CODE", "the code on the certificate"},
    {"code", CLI_TEXT, AT(code), "CODE", "the code of the new papers"},
    {"general-rise", CLI_FLAG, AT(general_rise), NULL, "the pay rise is a general one"},
    {"format", CLI_TEXT, AT(format), "NAME", "read the input as this format"},
    {"json", CLI_FLAG, AT(json), NULL, "print the comparison as JSON"},
    {"no-isolation", CLI_FLAG, AT(no_isolation), NULL, "read documents in this process"},
    {0}};

static int compare(cli_values *v, const cli_papers *a, const cli_papers *b)
{
    socvet_err err = {0};
    const socvet_compare *c;
    const socvet_compare_side old = {a->doc, a->record.facts, a->record.coding}, new = {b->doc, b->record.facts, b->record.coding};
    const socvet_compare_question q = {.as_of = cli_as_of(v), .route = base_str_z(v->route), .old_code = base_str_z(v->edition),
                                       .new_code = base_str_z(v->code), .general_rise = v->general_rise};

    if (socvet_compare_papers(&c, &q, &old, &new, b->record.dict, b->record.rules, &err))
        return cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
    socvet_status s = v->json ? socvet_report_compare_json(c, a->doc, b->doc, cli_stdout_sink, NULL, &err)
                              : socvet_report_compare_text(c, a->doc, b->doc, cli_stdout_sink, NULL, &err);
    if (s && s != SOCVET_E_IO)
        return cli_fail("%s", err.text);
    return c->to_report || c->new_certificate ? CLI_FINDINGS : CLI_OK;
}

static int run(cli_values *v)
{
    cli_papers a, b = {0};
    cli_values plain = *v; /* codes are compared in the edition of the route */

    plain.edition = NULL;
    if (v->n_files != 2)
        return cli_fail("name two papers: the old version, then the new one (a folder or a zip for several files)");
    int rc = cli_papers_open(&a, &plain, v->files, 1, SOCVET_STAGE_CLASSIFY), other = CLI_OK;
    if (a.read)
        other = cli_papers_open_with(&b, &a, &plain, v->files + 1, 1, SOCVET_STAGE_CLASSIFY);
    rc = rc ? rc : other;
    if (a.read && b.read) {
        int found = compare(v, &a, &b);
        rc = rc && found != CLI_CANNOT ? rc : found;
    }
    cli_papers_close(&b);
    cli_papers_close(&a);
    return rc;
}

const cli_command cli_compare = {"compare", "[options] OLD NEW",
                                 "Compares two versions of one job's papers.\n"
                                 "What changed, what of it a sponsor must report, whether the code moves, and whether it is only a general pay rise.",
                                 options, run};

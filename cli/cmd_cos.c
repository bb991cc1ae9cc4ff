/* cmd_cos.c: the job sheet of a Certificate of Sponsorship: what the papers give, what is missing. */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "papers.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"as-of", CLI_DATE, AT(as_of), "DATE", "the day the certificate is to be assigned (today)"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "skilled-worker, tier2-general, tier2-ict, gbm, scale-up"},
    {"code", CLI_TEXT, AT(code), "CODE", "the occupation code, when it is settled"},
    {"salary", CLI_MONEY, AT(amount), "POUNDS", "the yearly salary that is offered"},
    {"hours", CLI_HOURS, AT(hours), "HOURS", "weekly hours, when the papers do not say them"},
    {"option", CLI_TEXT, AT(option), "NAME", "salary option: A to K, general, ..."},
    {"allowance", CLI_MONEY, AT(allowance), "POUNDS", "guaranteed yearly allowances"},
    {"accommodation", CLI_MONEY, AT(accommodation), "POUNDS", "yearly accommodation allowance"},
    {"new-entrant", CLI_FLAG, AT(new_entrant), NULL, "the person is a new entrant"},
    {"trainee", CLI_FLAG, AT(trainee), NULL, "a graduate trainee"},
    {"phd", CLI_FLAG, AT(phd), NULL, "holds a PhD relevant to the job"},
    {"stem-phd", CLI_FLAG, AT(stem_phd), NULL, "holds such a PhD in a STEM subject"},
    {"start", CLI_TEXT, AT(from), "DATE", "the day work starts"},
    {"months", CLI_INT, AT(top), "N", "months of sponsorship"},
    {"size", CLI_CHOICE, AT(size), "small|large", "the sponsor's size, for the charge (both)"},
    {"applicant", CLI_CHOICE, AT(applicant), "outside|inside", "where the person applies from (both)"},
    {"posted", CLI_DATE, AT(posted), "DATE", "the day the advert first appeared"},
    {"closing", CLI_DATE, AT(closing), "DATE", "the closing date, when the papers do not say it"},
    {"medium", CLI_LIST, AT(medium), "NAME", "where it was advertised (may be repeated)"},
    {"location", CLI_TEXT, AT(location), "PLACE", "the place of work, when the papers do not say it"},
    {"title", CLI_TEXT, AT(title), "TITLE", "the job title, when the papers do not say it"},
    {"format", CLI_TEXT, AT(format), "NAME", "read the input as this format"},
    {"json", CLI_FLAG, AT(json), NULL, "print the sheet as JSON"},
    {"no-isolation", CLI_FLAG, AT(no_isolation), NULL, "read documents in this process"},
    {0}};

bool cli_cos_question(socvet_cos_question *q, const cli_values *v, const socvet_check_opts *check)
{
    *q = (socvet_cos_question){
        .pay = {.as_of = cli_as_of(v), .route = base_str_z(v->route), .code = base_str_z(v->code), .amount_pence = v->amount,
                .weekly_hours_hundredths = v->hours, .allowance_pence = v->allowance < 0 ? 0 : v->allowance,
                .accommodation_pence = v->accommodation < 0 ? 0 : v->accommodation, .overseas_months = -1,
                .new_entrant = v->new_entrant, .trainee = v->trainee, .phd = v->phd, .stem_phd = v->stem_phd,
                .option = base_str_z(v->option)},
        .months = v->top < 0 ? 0 : (int)v->top, .start = v->from ? base_date_parse_iso(base_str_z(v->from)) : INT32_MIN,
        .check = check};
    if (v->size)
        q->size = strcmp(v->size, "small") == 0 ? SOCVET_SPONSOR_SMALL : SOCVET_SPONSOR_LARGE;
    if (v->applicant)
        q->applicant = strcmp(v->applicant, "outside") == 0 ? SOCVET_APPLICANT_OUTSIDE : SOCVET_APPLICANT_INSIDE;
    if (v->from && q->start == BASE_NO_DATE)
        return cli_fail("--start '%s': a date like 2026-11-25 is wanted", v->from) == CLI_OK;
    if (v->top > 600)
        return cli_fail("--months %lld: more than 600 months is no sponsorship", (long long)v->top) == CLI_OK;
    return true;
}

static int run(cli_values *v)
{
    cli_papers p;
    socvet_cos_question q;
    socvet_err err = {0};
    const socvet_cos_sheet *sheet;

    if (!cli_cos_question(&q, v, NULL))
        return CLI_CANNOT;
    int rc = cli_papers_open(&p, v, v->files, v->n_files, SOCVET_STAGE_CLASSIFY);
    q.check = &p.opts.check;
    if (!p.read) {
        /* said already */
    } else if (socvet_cos(&sheet, &q, p.doc, p.record.facts, p.record.coding, p.record.dict, p.record.rules, &err)) {
        rc = cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
    } else {
        socvet_status s = v->json ? socvet_report_cos_json(sheet, p.doc, cli_stdout_sink, NULL, &err)
                                  : socvet_report_cos_text(sheet, p.doc, cli_stdout_sink, NULL, &err);
        if (!rc && (!s || s == SOCVET_E_IO))
            rc = sheet->failed ? CLI_FINDINGS : CLI_OK;
    }
    cli_papers_close(&p);
    return rc;
}

const cli_command cli_cos = {"cos", "[options] FILE...",
                             "Prints the job sheet of a Certificate of Sponsorship.\n"
                             "What the papers give, what is missing, which kind it is, the points, the fees and the charge of the day.",
                             options, run};

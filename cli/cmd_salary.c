/* cmd_salary.c: is this salary enough, for this route, code, hours and day? Line by line. */
#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"route", CLI_TEXT, AT(route), "ROUTE", "skilled-worker, tier2-general, tier2-ict, gbm, scale-up"},
    {"amount", CLI_MONEY, AT(amount), "POUNDS", "the yearly salary"},
    {"hours", CLI_HOURS, AT(hours), "HOURS", "weekly hours"},
    {"as-of", CLI_DATE, AT(as_of), "DATE", "judge by the rules of this day (today)"},
    {"code", CLI_TEXT, AT(code), "CODE", "the job's SOC code, for its going rate"},
    {"allowance", CLI_MONEY, AT(allowance), "POUNDS", "guaranteed yearly allowances"},
    {"accommodation", CLI_MONEY, AT(accommodation), "POUNDS", "the part that is for accommodation"},
    {"overseas-months", CLI_INT, AT(overseas_months), "N", "months worked for the group overseas"},
    {"trainee", CLI_FLAG, AT(trainee), NULL, "a graduate trainee"},
    {"new-entrant", CLI_FLAG, AT(new_entrant), NULL, "a new entrant"},
    {"years", CLI_INT, AT(years), "N", "length of the certificate in years"},
    {0}};

static int run(cli_values *v)
{
    socvet_engine *engine = NULL;
    socvet_worker *worker = NULL;
    socvet_err err = {0};
    socvet_salary_answer a;

    if (v->amount < 0)
        return cli_fail("--amount is needed: the yearly salary in pounds");
    if (!v->route)
        return cli_fail("--route is needed: skilled-worker, tier2-general, tier2-ict, gbm or scale-up");
    if (!cli_open(&engine, &worker))
        return CLI_CANNOT;
    socvet_validate_scratch *scratch = socvet_validate_scratch_new(socvet_engine_rules(engine), &err);
    socvet_salary_question q = {
        .as_of = cli_as_of(v), .route = base_str_z(v->route), .code = base_str_z(v->code),
        .amount_pence = v->amount, .weekly_hours_hundredths = v->hours,
        .allowance_pence = v->allowance < 0 ? 0 : v->allowance,
        .accommodation_pence = v->accommodation < 0 ? 0 : v->accommodation,
        .overseas_months = (int)v->overseas_months, .years = v->years < 0 ? 0 : (int)v->years,
        .new_entrant = v->new_entrant, .trainee = v->trainee};
    socvet_status s = scratch ? socvet_salary_judge(&a, &q, socvet_engine_dict(engine),
                                                    socvet_engine_rules(engine), scratch, &err)
                              : SOCVET_E_NOMEM;
    int rc = s ? cli_fail("%s", err.text[0] ? err.text : socvet_status_name(s)) : CLI_OK;
    if (!s) {
        printf("%.*s\n%.*s\n", SOCVET_ARG(a.working), SOCVET_ARG(a.message));
        rc = a.verdict == SOCVET_VERDICT_FAIL ? CLI_FINDINGS : CLI_OK;
    }
    socvet_validate_scratch_free(scratch);
    socvet_worker_free(worker);
    socvet_engine_free(engine);
    return rc;
}

const cli_command cli_salary = {"salary", "--route ROUTE --amount POUNDS [options]",
                                "Judges a salary by itself and shows the arithmetic line by line.",
                                options, run};

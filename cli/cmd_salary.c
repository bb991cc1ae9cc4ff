/* cmd_salary.c: is this salary enough, for this route, code, hours and day? Line by line. */
#include "cli_salary.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    CLI_SALARY_OPTIONS,
    {"as-of", CLI_DATE, AT(as_of), "DATE", "judge by the rules of this day (today)"},
    {"json", CLI_FLAG, AT(json), NULL, "print the answer as JSON"},
    {0}};

static int run(cli_values *v)
{
    cli_salary_tools t;
    socvet_err err = {0};
    socvet_salary_question q;
    socvet_pay_part parts[CLI_MOST_LIST];
    socvet_salary_answer a;
    int rc = CLI_CANNOT;

    if (v->n_files) {
        cli_fail("salary judges a figure and reads no papers: give --salary POUNDS, or 'socvet cos %s' for papers", v->files[0]);
        return CLI_CANNOT;
    }
    if (!cli_salary_question(&q, parts, v) || !cli_salary_open(&t, v))
        return CLI_CANNOT;
    if (socvet_salary_judge(&a, &q, t.dict, t.rules, t.scratch, &err)) {
        cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
    } else {
        socvet_status s = v->json ? socvet_report_salary_json(&a, cli_stdout_sink, NULL, &err)
                                  : socvet_report_salary_text(&a, cli_stdout_sink, NULL, &err);
        rc = s && s != SOCVET_E_IO ? CLI_CANNOT : a.verdict == SOCVET_VERDICT_FAIL ? CLI_FINDINGS : CLI_OK;
    }
    cli_salary_close(&t);
    return rc;
}

const cli_command cli_salary = {"salary", "--salary POUNDS [options]",
                                "Judges a salary by itself and shows the arithmetic line by line.",
                                options, run};

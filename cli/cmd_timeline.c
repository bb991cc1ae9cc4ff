/* cmd_timeline.c: from which day to which day would this salary pass, route by route? */
#include "base/date.h"
#include "base/str.h"
#include "cli_salary.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    CLI_SALARY_OPTIONS,
    {"from", CLI_TEXT, AT(from), "DATE", "leave out days before this one"},
    {"to", CLI_TEXT, AT(to), "DATE", "leave out days after this one"},
    {"json", CLI_FLAG, AT(json), NULL, "print the rows as JSON"},
    {0}};

static bool day(const char *name, const char *z, int32_t open, int32_t *out)
{
    *out = z ? base_date_parse_iso(base_str_z(z)) : open;
    if (!z || *out != BASE_NO_DATE)
        return true;
    cli_fail("--%s '%s': a date like 2026-11-25 is wanted", name, z);
    return false;
}

static int run(cli_values *v)
{
    cli_salary_tools t;
    socvet_err err = {0};
    socvet_salary_question q;
    socvet_pay_part parts[CLI_MOST_LIST];
    const socvet_timeline_row *rows;
    size_t n;
    int32_t from, to;
    int rc = CLI_CANNOT;

    if (!day("from", v->from, INT32_MIN, &from) || !day("to", v->to, INT32_MAX, &to))
        return CLI_CANNOT;
    if (from > to)
        return cli_fail("--from %s is after --to %s", v->from, v->to);
    if (!cli_salary_question(&q, parts, v) || !cli_salary_open(&t, v))
        return CLI_CANNOT;
    if (socvet_timeline(&rows, &n, &q, from, to, t.dict, t.rules, t.scratch, &err)) {
        cli_fail("%s", err.text[0] ? err.text : socvet_status_name(err.code));
    } else {
        socvet_status s = v->json ? socvet_report_timeline_json(rows, n, &q, cli_stdout_sink, NULL, &err)
                                  : socvet_report_timeline_text(rows, n, &q, cli_stdout_sink, NULL, &err);
        rc = s && s != SOCVET_E_IO ? CLI_CANNOT : CLI_OK;
    }
    cli_salary_close(&t);
    return rc;
}

const cli_command cli_timeline = {"timeline", "--salary POUNDS --code CODE [options]",
                                  "Says from which day to which day a salary would pass, route by route.",
                                  options, run};

/* cli_salary.h: what `salary` and `timeline` share: their options as a question, and what judges. */
#ifndef CLI_SALARY_H
#define CLI_SALARY_H
#include "base/buf.h"
#include "cli.h"

/* Dictionary and rules alone: no coder is needed for a salary. */
typedef struct {
    const socvet_dict *dict;
    socvet_rules *rules;
    socvet_validate_scratch *scratch;
    base_buf rates; /* borrowed by the rules */
} cli_salary_tools;

/* Both say what is wrong and return false. `parts` has room for CLI_MOST_LIST. */
bool cli_salary_question(socvet_salary_question *q, socvet_pay_part *parts, const cli_values *v);
bool cli_salary_open(cli_salary_tools *t, const cli_values *v);
void cli_salary_close(cli_salary_tools *t);

/* The options both commands list; AT is the caller's offsetof. */
#define CLI_SALARY_OPTIONS \
    {"salary", CLI_MONEY, AT(amount), "POUNDS", "the yearly basic salary"}, \
    {"amount", CLI_MONEY, AT(amount), "POUNDS", "the same"}, \
    {"hours", CLI_HOURS, AT(hours), "HOURS", "weekly hours (those of the threshold)"}, \
    {"code", CLI_TEXT, AT(code), "CODE", "the job's SOC code, for its going rate"}, \
    {"route", CLI_TEXT, AT(route), "ROUTE", "skilled-worker, tier2-general, tier2-ict, gbm, scale-up"}, \
    {"option", CLI_TEXT, AT(option), "NAME", "judge by this option of the route: A to K, general, ..."}, \
    {"allowance", CLI_MONEY, AT(allowance), "POUNDS", "guaranteed yearly allowances"}, \
    {"accommodation", CLI_MONEY, AT(accommodation), "POUNDS", "yearly accommodation allowance"}, \
    {"pay", CLI_LIST, AT(medium), "KIND=POUNDS", "other pay: mobility, bonus, overtime, one-off, repaid, ..."}, \
    {"overseas-months", CLI_INT, AT(overseas_months), "N", "months worked for the group overseas"}, \
    {"trainee", CLI_FLAG, AT(trainee), NULL, "a graduate trainee"}, \
    {"new-entrant", CLI_FLAG, AT(new_entrant), NULL, "a new entrant"}, \
    {"years", CLI_INT, AT(years), "N", "length of the certificate in years"}, \
    {"phd", CLI_FLAG, AT(phd), NULL, "holds a PhD relevant to the job"}, \
    {"stem-phd", CLI_FLAG, AT(stem_phd), NULL, "holds such a PhD in a STEM subject"}, \
    {"listed", CLI_FLAG, AT(listed), NULL, "the job stands on the shortage or salary list of the day"}, \
    {"rates", CLI_TEXT, AT(rates), "FILE", "a table of rates of your own (man socvet, RATES)"}
#endif

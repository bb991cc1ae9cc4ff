/* cmd_check.c: the whole journey of one vacancy. */
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"as-of", CLI_DATE, AT(as_of), "DATE", "judge by the rules of this day (today)"},
    {"route", CLI_TEXT, AT(route), "ROUTE", "sponsorship route: auto, none, skilled-worker, tier2-general, tier2-ict, gbm, scale-up"},
    {"profile", CLI_TEXT, AT(profile), "NAME", "whose policy applies: law (the default), university, ..."},
    {"posted", CLI_DATE, AT(posted), "DATE", "the day the advert first appears"},
    {"closing", CLI_DATE, AT(closing), "DATE", "the closing date, when the papers do not say it"},
    {"medium", CLI_LIST, AT(medium), "NAME", "where it is advertised (may be repeated)"},
    {"employer", CLI_TEXT, AT(employer), "NAME", "the employer, when the papers do not say it"},
    {"location", CLI_TEXT, AT(location), "PLACE", "the place of work, when the papers do not say it"},
    {"new-entrant", CLI_FLAG, AT(new_entrant), NULL, "judge the salary for a new entrant"},
    {"code", CLI_TEXT, AT(code), "CODE", "judge by this occupation code, which a person chose"},
    {"reason", CLI_TEXT, AT(reason), "WORDS", "why it was chosen"},
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition to code in"},
    {"dictionary", CLI_TEXT, AT(dictionary), "FILE", "a dictionary of your own, compiled by 'dict --compile'"},
    {"coverage", CLI_TEXT, AT(coverage), "SHARE", "abstain so that about this share of adverts is decided (0.8)"},
    {"threshold", CLI_TEXT, AT(threshold), "P", "abstain below this probability"},
    {"rates", CLI_TEXT, AT(rates), "FILE", "a table of going rates and thresholds of your own"},
    {"rules", CLI_TEXT, AT(rules), "FOLDER", "rules of your own: rules.tsv, wording.tsv, sources.tsv"},
    {"waivers", CLI_TEXT, AT(waivers), "FILE", "findings somebody has answered for: rule, document, until, who, reason"},
    {"baseline", CLI_TEXT, AT(baseline), "FILE", "a record of an earlier run: what it found is marked"},
    {"redact", CLI_FLAG, AT(redact), NULL, "mask names, e-mail addresses and telephone numbers of contacts"},
    {"format", CLI_TEXT, AT(format), "NAME", "read the input as this format"},
    {"main", CLI_FLAG, AT(main_only), NULL, "web pages: leave out navigation and other jobs"},
    {"json", CLI_FLAG, AT(json), NULL, "print the record as JSON"},
    {"report", CLI_CHOICE, AT(report), "text|json|html|csv|xlsx|jobposting|sarif|github|checkstyle", "the form of the report"},
    {"output", CLI_TEXT, AT(output), "FILE", "write the report there; its ending says the form (also -o)"},
    {"html", CLI_TEXT, AT(html_file), "FILE", "write the printable page as well"},
    {"annotate", CLI_TEXT, AT(annotate), "FILE", "write the Word document with the findings as comments"},
    {"with-text", CLI_FLAG, AT(with_text), NULL, "put the text into the record"},
    {"all-verdicts", CLI_FLAG, AT(all_verdicts), NULL, "show passed and not applicable rules too"},
    {"spelling", CLI_FLAG, AT(spelling), NULL, "check the spelling as well"},
    {"fail-on", CLI_CHOICE, AT(fail_on), "error|warning|note|never", "which findings make the exit status 1"},
    {"color", CLI_CHOICE, AT(color), "auto|always|never", "colour in the report"},
    {"no-isolation", CLI_FLAG, AT(no_isolation), NULL, "read documents in this process"},
    {0}};

static int run(cli_values *v)
{
    return cli_vet(v, SOCVET_STAGE_CHECK);
}

const cli_command cli_check = {
    "check", "[options] FILE...",
    "Checks the papers of one vacancy: advert, job description, person specification.\n"
    "Several files are read as one vacancy and compared with one another.",
    options, run};

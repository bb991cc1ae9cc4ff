/* cmd_classify.c: facts and occupation only. */
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition to code in"},
    {"dictionary", CLI_TEXT, AT(dictionary), "FILE", "a dictionary of your own, compiled by 'dict --compile'"},
    {"coverage", CLI_TEXT, AT(coverage), "SHARE", "abstain so that about this share of adverts is decided (0.8)"},
    {"threshold", CLI_TEXT, AT(threshold), "P", "abstain below this probability"},
    {"title", CLI_TEXT, AT(title), "TITLE", "the job title, when the papers do not say it"},
    {"employer", CLI_TEXT, AT(employer), "NAME", "the employer, when the papers do not say it"},
    {"format", CLI_TEXT, AT(format), "NAME", "read the input as this format"},
    {"main", CLI_FLAG, AT(main_only), NULL, "web pages: leave out navigation and other jobs"},
    {"redact", CLI_FLAG, AT(redact), NULL, "mask names, e-mail addresses and telephone numbers of contacts"},
    {"json", CLI_FLAG, AT(json), NULL, "print the record as JSON"},
    {"explain", CLI_FLAG, AT(explain), NULL, "say which words spoke for each code (the default)"},
    {"color", CLI_CHOICE, AT(color), "auto|always|never", "colour in the report"},
    {"no-isolation", CLI_FLAG, AT(no_isolation), NULL, "read documents in this process"},
    {0}};

static int run(cli_values *v)
{
    v->coder_alone = !v->json && !v->report; /* a record names the version of the rules */
    return cli_vet(v, SOCVET_STAGE_CLASSIFY);
}

const cli_command cli_classify = {
    "classify", "[options] [--title TITLE | FILE...]",
    "Proposes the SOC code that the papers deserve, with the words that spoke for it.\n"
    "A title by itself: socvet classify --title \"Ward sister\".", options, run};

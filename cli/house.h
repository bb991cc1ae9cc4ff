/* house.h: what a house brings of its own: rates, rules, a dictionary, waivers, a baseline; and its configuration. */
#ifndef CLI_HOUSE_H
#define CLI_HOUSE_H
#include "base/buf.h"
#include "cli.h"
#include "validate/marks.h"

typedef struct {
    base_buf rates, rules, wording, sources, waivers, baseline, dictionary;
    socvet_dict *dict; /* NULL: the embedded one */
    char rules_name[512], wording_name[512], sources_name[512]; /* for messages */
    socvet_rules_extra extra;
    socvet_marks *marks; /* NULL: none */
} cli_house;

/* Reads the files that v names. Says what is wrong and returns false. Close it in any case. */
bool cli_house_read(cli_house *h, const cli_values *v);
/* Opens engine and worker (NULL: none wanted) with the house's rules, tries the examples of its own
 * rules, and reads waivers and baseline. */
bool cli_house_open(cli_house *h, const cli_values *v, socvet_engine **engine, socvet_worker **worker);
void cli_house_close(cli_house *h);
/* Waivers that were not used or have ended, on standard error. */
void cli_house_remarks(const cli_house *h, int32_t as_of);

/* config.c: settings of .socvet.conf, found upwards from the working folder, and of the user's own
 * socvet.conf. A setting is an option's long name without the dashes: "profile = university". */
/* Puts the settings that this command knows into v, before its own options are read. */
bool cli_config_apply(cli_values *v, const cli_command *command, int *exit_code);
#endif

/* rule_files.h: the embedded rows of rules and wording. */
#ifndef VALIDATE_RULE_FILES_H
#define VALIDATE_RULE_FILES_H
#include "../base/base.h"

typedef enum { VALIDATE_FILE_RULES, VALIDATE_FILE_WORDING } validate_file_kind;
typedef struct {
    uint8_t kind; /* validate_file_kind */
    const char *name;
    socvet_str bytes;
    socvet_str sources; /* of rules: where their sources are looked up first */
    bool own;           /* a user's */
} validate_rule_file;
enum { VALIDATE_RULE_FILES = 24 }; /* with room for two of a user's */
/* Fills out[]; returns how many there are. */
size_t validate_rule_files(validate_rule_file out[VALIDATE_RULE_FILES]);
socvet_str validate_sources(void);
#endif

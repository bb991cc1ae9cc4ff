/* rule_files.c: the list of embedded files of rules; a new one is a line here and in CMakeLists.txt. */
#include "rule_files.h"

#define EMBEDDED(name) extern const char validate_rules_##name[]; extern const size_t validate_rules_##name##_size;
#define FILES(X) X(adv) X(agy) X(cri) X(dat) X(doc) X(eqa) X(ftc) X(hrs) X(pay) X(phd) X(rtw) X(sal) X(soc) X(ttl) X(txt)
FILES(EMBEDDED)
EMBEDDED(wording)
EMBEDDED(sources)

size_t validate_rule_files(validate_rule_file out[VALIDATE_RULE_FILES])
{
    size_t n = 0;

#define RULES(name)                                                                                        \
    out[n++] = (validate_rule_file){VALIDATE_FILE_RULES, "rules/" #name ".tsv",                            \
                                    {validate_rules_##name, validate_rules_##name##_size}, {"", 0}, false};
    FILES(RULES)
    out[n++] = (validate_rule_file){VALIDATE_FILE_WORDING, "rules/wording.tsv",
                                    {validate_rules_wording, validate_rules_wording_size}, {"", 0}, false};
    return n;
}

socvet_str validate_sources(void)
{
    return (socvet_str){validate_rules_sources, validate_rules_sources_size};
}

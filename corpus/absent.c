/* absent.c: weak stand-ins for rooms that have not landed yet; to be removed with the last. */
#include <stdlib.h>
#include "../classify/phd.h"
#include "../extract/facts.h"
#include "../base/arena.h"
#include "corpus.h"
#define WEAK __attribute__((weak))
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
static int dummy;
WEAK socvet_status socvet_dict_open(const socvet_dict **out, socvet_err *err) { *out = (const socvet_dict *)&dummy; return SOCVET_OK; }
WEAK socvet_str socvet_dict_version(const socvet_dict *d) { return SOCVET_STR("none"); }
WEAK socvet_str socvet_dict_edition_name(const socvet_dict *d, int e) { return SOCVET_STR("soc2020"); }
WEAK int socvet_dict_edition(const socvet_dict *d, socvet_str n) { return 0; }
WEAK int socvet_dict_default_edition(const socvet_dict *d) { return 0; }
WEAK size_t socvet_dict_editions(const socvet_dict *d) { return 1; }
WEAK bool socvet_dict_unit(const socvet_dict *d, int e, socvet_str c, socvet_unit *o) { return false; }
WEAK size_t socvet_dict_find(const socvet_dict *d, socvet_str t, bool p, bool (*each)(const socvet_index_row *, void *), void *u) { return 0; }
WEAK size_t socvet_dict_crosswalk(const socvet_dict *d, int f, socvet_str c, int t, socvet_crosswalk *o, size_t m) { return 0; }
WEAK classify_phd_scratch *classify_phd_scratch_new(socvet_err *err) { return NULL; }
WEAK void classify_phd_scratch_free(classify_phd_scratch *s) { }
WEAK socvet_status classify_phd_read(socvet_phd *out, socvet_doc *doc, const socvet_facts *f, classify_phd_scratch *s, socvet_err *err) { return SOCVET_OK; }
WEAK socvet_status socvet_rules_open(socvet_rules **out, socvet_err *err) { *out = (socvet_rules *)&dummy; return SOCVET_OK; }
WEAK void socvet_rules_free(socvet_rules *r) { }
WEAK socvet_str socvet_rules_version(const socvet_rules *r) { return SOCVET_STR("none"); }
WEAK size_t socvet_rules_count(const socvet_rules *r) { return 0; }
WEAK const socvet_rule *socvet_rules_at(const socvet_rules *r, size_t i) { return NULL; }
WEAK socvet_validate_scratch *socvet_validate_scratch_new(const socvet_rules *r, socvet_err *err) { return (socvet_validate_scratch *)&dummy; }
WEAK void socvet_validate_scratch_free(socvet_validate_scratch *s) { }
WEAK socvet_status socvet_check(const socvet_check_result **out, socvet_doc *doc, const socvet_facts *f, const socvet_coding *c, const socvet_dict *d, const socvet_rules *r, socvet_validate_scratch *s, const socvet_check_opts *o, socvet_err *err) { *out = base_arena_alloc(socvet_doc_arena(doc), sizeof **out); return SOCVET_OK; }
WEAK socvet_status socvet_salary_judge(socvet_salary_answer *out, const socvet_salary_question *q, const socvet_dict *d, const socvet_rules *r, socvet_validate_scratch *s, socvet_err *err) { return SOCVET_E_UNSUPPORTED; }

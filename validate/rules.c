/* rules.c: the rule set: the embedded tables and rows, and a user's own beside them. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/hash.h"
#include "rates_own.h"
#include "rule_files.h"
#include "validate_int.h"

/* The newest day of any table, and a hash of everything that was compiled. */
static void make_version(socvet_rules *r)
{
    int32_t newest = INT32_MIN;

    for (size_t i = 0; i < r->n_rates; i++)
        if (r->rates[i].from > newest && !r->rates[i].own)
            newest = r->rates[i].from;
    for (size_t i = 0; i < r->n_wages; i++)
        if (r->wages[i].from > newest)
            newest = r->wages[i].from;
    snprintf(r->version, sizeof r->version, "%s:%012llx", base_date_iso(newest).z,
             (unsigned long long)(r->hash >> 16));
}

/* A pattern under a rule's id that no rule has: a slip, or a rule that was taken out. */
static socvet_status check_groups(const socvet_rules *r, socvet_err *err)
{
    for (size_t g = 0; g < r->n_groups; g++) {
        size_t i = 0;
        while (i < r->n_rules && !base_str_eq(r->rules[i].id, r->groups[g]))
            i++;
        if (i == r->n_rules && r->groups[g].ptr[0] != '@')
            return base_fail(err, SOCVET_E_DATA, "validate", SOCVET_NO_OFFSET,
                             "wording.tsv: no rule is called '%.*s'", SOCVET_ARG(r->groups[g]));
    }
    return SOCVET_OK;
}

/* Wording first: rules name its groups. */
static socvet_status add_files(socvet_rules *r, const validate_rule_file *files, size_t n, socvet_err *err)
{
    socvet_status s = SOCVET_OK;

    for (size_t i = 0; !s && i < n; i++)
        if (files[i].kind == VALIDATE_FILE_WORDING)
            s = validate_compile_words(r, files[i].bytes, files[i].name, err);
    for (size_t i = 0; !s && i < n; i++)
        if (files[i].kind == VALIDATE_FILE_RULES)
            s = validate_compile_rules(r, files[i].bytes, files[i].name, files[i].sources,
                                       files[i].own, err);
    return s ? s : check_groups(r, err);
}

socvet_status socvet_rules_load(socvet_rules **out, const socvet_rules_extra *extra, socvet_err *err)
{
    validate_rule_file files[VALIDATE_RULE_FILES];
    size_t n = validate_rule_files(files);
    socvet_rules *r = calloc(1, sizeof *r);

    *out = NULL;
    base_err_clear(err);
    if (!r || !(r->arena = base_arena_new(0))) {
        free(r);
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    }
    if (extra && extra->wording.len)
        files[n++] = (validate_rule_file){VALIDATE_FILE_WORDING, extra->wording_name, extra->wording, {"", 0}, true};
    if (extra && extra->rules.len)
        files[n++] = (validate_rule_file){VALIDATE_FILE_RULES, extra->rules_name, extra->rules, extra->sources, true};
    socvet_status s = validate_load_tables(r, err);
    if (!s)
        s = validate_load_dated(r, err);
    if (!s && extra && extra->rates.len)
        s = validate_add_rates(r, extra->rates, extra->rates_name, err);
    if (!s)
        s = validate_index_rates(r, err);
    if (!s)
        s = add_files(r, files, n, err);
    if (s) {
        socvet_rules_free(r);
        return s;
    }
    make_version(r);
    *out = r;
    return SOCVET_OK;
}

socvet_status socvet_rules_open(socvet_rules **out, socvet_err *err)
{
    return socvet_rules_load(out, NULL, err);
}

void socvet_rules_free(socvet_rules *r)
{
    if (r) {
        for (size_t i = 0; i < r->n_patterns; i++)
            base_patset_free(r->patterns[i]);
        base_arena_free(r->arena);
        free(r);
    }
}

socvet_str socvet_rules_version(const socvet_rules *r)
{
    return base_str_z(r->version);
}

size_t socvet_rules_count(const socvet_rules *r)
{
    return r->n_rules;
}

const socvet_rule *socvet_rules_at(const socvet_rules *r, size_t i)
{
    return i < r->n_rules ? &r->rules[i] : NULL;
}

/* validate_int.h: for the files of validate/ alone: tables, the rule set, and how a kind of rule
 * judges. A kind is one function and one line in kinds.c; rules are rows. */
#ifndef VALIDATE_INT_H
#define VALIDATE_INT_H
#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/patset.h"
#include "../base/str.h"
#include "validate.h"

#define VALIDATE_NONE INT64_MIN

typedef struct {
    socvet_str route, option;
    int32_t from, to;
    int64_t annual_pence, hourly_pence, percent, hours; /* VALIDATE_NONE: not known */
} validate_threshold;

typedef struct {
    socvet_str edition, code, table, eligible, level;
    int32_t from, to;
    int64_t annual_pence, new_entrant_pence, hours;
} validate_rate;

typedef struct {
    socvet_str kind;
    int32_t from, to;
    int64_t min_age, max_age, hourly_pence;
} validate_wage;

typedef struct {
    socvet_str list, edition, code, jobs; /* also PhD-level codes: list "PHD-level" */
    int32_t from, to;
} validate_listed;

/* Which routes there are, when, and which one an offer of sponsorship means on a day. */
typedef struct {
    socvet_str name;
    int32_t from, to;
    bool automatic;     /* an advert that offers sponsorship means this one */
    socvet_str edition; /* whose codes it uses from `from` on */
} validate_route;

struct socvet_rules {
    base_arena *arena;
    socvet_rule *rules;
    size_t n_rules, cap_rules;
    const struct validate_kind **kinds; /* of each rule */
    base_patset *patterns;              /* of the rules of kind match; ids are rule ids */
    int *pattern_row;                   /* of each rule, -1: none */
    validate_threshold *thresholds; size_t n_thresholds;
    validate_rate *rates; size_t n_rates;
    validate_wage *wages; size_t n_wages;
    validate_listed *listed; size_t n_listed;
    validate_route *routes; size_t n_routes;
    socvet_str profiles;                /* words */
    char version[64];
};

struct socvet_validate_scratch {
    base_patset_scratch *patterns;
    base_arena *answers; /* of socvet_salary_judge */
};

/* What a kind sees of a vacancy, and where it puts what it found. */
typedef struct {
    const socvet_rules *rules;
    socvet_validate_scratch *scratch;
    socvet_doc *doc;
    base_arena *arena;
    socvet_str text;
    const socvet_facts *facts;
    const socvet_coding *coding;
    const socvet_dict *dict;
    const socvet_check_opts *opts;
    const validate_route *route; /* NULL: none */
    socvet_str profile;
    int32_t as_of, posted, closing; /* INT32_MIN: not known */
    /* of the rule under judgement */
    const socvet_rule *rule;
    size_t rule_index;
    socvet_span *spans; size_t n_spans, cap_spans;
    struct { const char *name; socvet_str value; } values[24]; size_t n_values;
    socvet_str working;
    socvet_str unknown_fix; /* what to add, when the verdict is unknown */
    bool softened;          /* fails, but a lower option may hold: a warning at most */
} validate_ctx;

typedef struct validate_kind {
    const char *name, *description, *params;
    const char *question; /* "whether ...": what cannot be told when the verdict is unknown */
    socvet_verdict (*judge)(validate_ctx *c);
} validate_kind;
extern const validate_kind validate_kinds[]; /* ended by a NULL name */

void validate_span(validate_ctx *c, socvet_span span);
void validate_value(validate_ctx *c, const char *name, socvet_str value);
void validate_value_money(validate_ctx *c, const char *name, int64_t pence);
/* "£41,500" or "£19.50", in the arena. */
socvet_str validate_money(base_arena *arena, int64_t pence);
/* A word of params "name=value;..."; empty when absent. */
socvet_str validate_param(const socvet_rule *rule, const char *name);

/* Tables. The row in force on a day, or NULL. */
const validate_threshold *validate_find_threshold(const socvet_rules *r, socvet_str route,
                                                  const char *option, int32_t day);
/* The going rate of a code: eligible rows first. */
const validate_rate *validate_find_rate(const socvet_rules *r, socvet_str edition, socvet_str code,
                                        int32_t day);
bool validate_rates_complete(const socvet_rules *r, socvet_str edition, int32_t day);
const validate_wage *validate_find_wage(const socvet_rules *r, const char *kind, int age, int32_t day);
const validate_listed *validate_find_listed(const socvet_rules *r, const char *list,
                                            socvet_str edition, socvet_str code, int32_t day);
const validate_route *validate_find_route(const socvet_rules *r, socvet_str name, int32_t day);
socvet_status validate_load_tables(socvet_rules *r, socvet_err *err);

/* The job's yearly pay at its hours, low end; VALIDATE_NONE when the text does not say enough, and
 * *why says what is missing. Rounded down to the penny. */
int64_t validate_yearly_pence(const validate_ctx *c, bool high, const char **why);
int64_t validate_hours(const validate_ctx *c); /* hundredths a week; VALIDATE_NONE */
/* The code judged by: of the route's edition, "" when abstained or not known. */
socvet_str validate_code(const validate_ctx *c, socvet_str *edition);
#endif

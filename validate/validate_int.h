/* validate_int.h: for the files of validate/ alone: tables, the rule set, and how a kind of rule
 * judges. A kind is one function and one line in kinds.c; rules are rows. */
#ifndef VALIDATE_INT_H
#define VALIDATE_INT_H
#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/patset.h"
#include "../base/str.h"
#include "table.h"
#include "validate.h"

typedef struct {
    socvet_str route, option;
    int32_t from, to;
    int64_t annual_pence, hourly_pence, percent, hours; /* VALIDATE_NONE: not known */
} validate_threshold;

typedef struct {
    socvet_str edition, code, table, eligible, level;
    int32_t from, to;
    int64_t annual_pence, new_entrant_pence, hours;
    bool own; /* of a user's table: comes before the embedded rows */
    int64_t rate90_pence, rate80_pence; /* printed columns; VALIDATE_NONE */
    socvet_str phd_points;              /* "yes": the code may earn points for a PhD */
} validate_rate;

/* How many rows of an edition hold on the same days. */
typedef struct {
    socvet_str edition;
    int32_t from, to;
    size_t rows;
} validate_rate_span;
enum { VALIDATE_RATE_CHAINS = 512 };

/* Terms under which pay may be enough; see the head of terms.tsv. */
typedef struct {
    socvet_str route, option, when, threshold, tables, rate, hours, floor, label, needs, source;
    int32_t from, to;
    int64_t cap_hours, max_years, overseas_months; /* VALIDATE_NONE: no such condition */
} validate_option;

/* Which pay counts; see the head of pay_counts.tsv. */
typedef struct {
    socvet_str route, kind, option, effect, label, why, source;
    int32_t from, to;
    int64_t percent;
} validate_pay_kind;

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

/* ---- tables that are read by a schema (table.h), by tables_dated.c ---- */
typedef enum { TABLE_PROFILES, TABLE_SPINES, TABLE_LIMITS, TABLE_HELD, TABLE_OPTIONS,
               TABLE_COS_FIELDS, TABLE_COS_KINDS, TABLE_COS_LIMITS, TABLE_POINTS, TABLE_FEES, TABLE_DUTIES,
               TABLE_EVIDENCE, TABLE_COMPARE_WORDS,
               VALIDATE_TABLES } validate_table_id;
extern const validate_schema validate_schemas[VALIDATE_TABLES];

/* ---- named values: what conditions, params and messages may speak of (values.c) ---- */
typedef enum {
    VALUE_FLAG, VALUE_WORD, VALUE_TEXT, VALUE_NUMBER, VALUE_DAY, VALUE_PENCE, VALUE_HOURS
} validate_value_type;

typedef struct {
    bool there;      /* it is stated, or (a flag) it is so */
    bool unknown;    /* it cannot be told; `why` says what to add */
    int64_t n;       /* pence, days, hundredths of hours, a count */
    socvet_str s;    /* of words and text */
    socvet_span span;
    const char *why;
    bool by_likely; /* no code is settled, and all likely ones say the same */
} validate_value;

/* Where a value comes from: a getter of its own, or a fact that stands at `at` in socvet_facts. */
typedef enum {
    FROM_GETTER, FROM_TEXT, FROM_NUMBER, FROM_DAY, FROM_FLAG, FROM_WORD,
    FROM_PAY_FLAG, FROM_PAY_KIND, FROM_NOTICE /* `at` is the flag or kind */
} validate_from;

struct validate_ctx;
typedef struct {
    const char *name;
    uint8_t type;
    const char *words; /* of VALUE_WORD: "offered|refused"; NULL: any */
    const char *about; /* what it is, for the catalogue and for messages */
    void (*get)(struct validate_ctx *c, validate_value *v);
    uint8_t from;         /* validate_from */
    uint16_t at, span_at; /* offsets in socvet_facts: the fact; the words of a flag or word */
} validate_name;
extern const validate_name validate_names[]; /* in the order of the alphabet; ended by a NULL name */
const validate_name *validate_name_find(socvet_str name);
enum { VALIDATE_NAMES = 96 }; /* at most */

/* ---- compiled conditions: all must hold ---- */
typedef enum { CLAUSE_IS, CLAUSE_EQ, CLAUSE_LT, CLAUSE_LE, CLAUSE_GT, CLAUSE_GE } validate_op;
typedef struct {
    const validate_name *name;  /* NULL: a group of wording, "@apprentice" */
    int group;
    uint8_t op;
    bool negated;
    socvet_str words;           /* of CLAUSE_EQ: "a|b" */
    int64_t n;                  /* of the comparisons */
    const validate_name *other; /* compared with another value; NULL: with n */
} validate_clause;

/* ---- kinds ---- */
typedef struct {
    const char *name;
    char type;         /* 'v' a value's name, 'n' number, 'w' one of words, 't' text */
    bool needed;
    const char *words;
} validate_param;

typedef struct validate_kind {
    const char *name, *description;
    const char *question; /* "whether ...": what cannot be told when the verdict is unknown */
    char subject;        /* 'v' a value, 't' title or text, '-' none */
    validate_param params[6];
    const char *values;  /* what its messages may use besides the named values: "days closing_needed" */
    socvet_verdict (*judge)(struct validate_ctx *c);
} validate_kind;
extern const validate_kind validate_kinds[]; /* ended by a NULL name */

typedef struct {
    const validate_kind *kind;
    const validate_name *subject;
    const validate_clause *when;
    size_t n_when;
    int words; /* group of patterns, for kind match; -1 */
    bool reminder;
} validate_compiled;

/* A place where a pattern of a group stands. */
typedef struct {
    int group;
    bool veto;     /* speaks against the group's hits on its line, or everywhere */
    bool everywhere;
    socvet_span span, words; /* words: the first group of the pattern, or all of it */
} validate_hit;

typedef struct {
    socvet_str key, title, place;
} validate_source;

typedef struct {
    validate_source *at;
    size_t n, cap;
} validate_sources_list;

struct socvet_rules {
    base_arena *arena;
    validate_sources_list sources; /* the embedded ones */
    socvet_rule *rules;
    size_t n_rules, cap_rules;
    validate_compiled *compiled; /* of each rule */
    size_t cap_compiled;
    base_patset **patterns;      /* the embedded set first, then a user's */
    size_t n_patterns, cap_patterns;
    socvet_str *groups;          /* names of pattern groups: "EQA-001", "@northern-ireland" */
    size_t n_groups, cap_groups;
    validate_table dated[VALIDATE_TABLES];
    uint64_t hash;
    validate_threshold *thresholds; size_t n_thresholds;
    validate_rate *rates; size_t n_rates;
    validate_wage *wages; size_t n_wages;
    validate_listed *listed; size_t n_listed;
    validate_route *routes; size_t n_routes;
    validate_option *options; size_t n_options;
    validate_pay_kind *pay_kinds; size_t n_pay_kinds;
    char version[64];
    uint32_t rate_first[VALIDATE_RATE_CHAINS], *rate_next; /* rows of `rates` by code (rates.c) */
    validate_rate_span *rate_spans; size_t n_rate_spans;
};

/* What a pattern's id says, read when it first hits. */
typedef struct {
    bool read, veto, everywhere;
    int group;
} validate_row;

struct socvet_validate_scratch {
    base_patset_scratch **patterns;
    validate_row **rows; /* of each set, by its rows */
    size_t n_patterns;
    base_arena *answers; /* of socvet_salary_judge */
    struct base_spell *spell;
    base_buf words; /* of a message that is being filled */
};

enum { VALIDATE_LIKELY = 16 };
/* What a kind sees of a vacancy, and where it puts what it found. */
typedef struct validate_ctx {
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
    const validate_route *panel; /* nobody named a route and the text offers none: for information only */
    socvet_str profile;
    int32_t as_of, posted, closing; /* INT32_MIN: not known */
    socvet_str edition; /* the classification of the route on the day */
    char code[8];       /* the job's code in that edition, "" when it cannot be told */
    char likely[VALIDATE_LIKELY][8]; /* then: the codes that are likely, best first; none when too many are */
    size_t n_likely;
    bool by_likely;     /* the rule being judged rests on what all of them say */
    validate_hit *hits;
    size_t n_hits, cap_hits;
    /* of the rule under judgement */
    const socvet_rule *rule;
    const validate_compiled *compiled;
    socvet_span *spans; size_t n_spans, cap_spans;
    bool missing; /* socvet_finding */
    struct { const char *name; uint8_t type; validate_value value; } values[24]; size_t n_values;
    socvet_str working;
    socvet_str unknown_fix; /* what to add, when the verdict is unknown */
    bool softened;          /* fails, but a lower option may hold: a warning at most */
    /* named values that were asked for: they are the same for every rule (values.c) */
    bool got[VALIDATE_NAMES];
    validate_value gotten[VALIDATE_NAMES];
} validate_ctx;

void validate_span(validate_ctx *c, socvet_span span);
void validate_say(validate_ctx *c, const char *name, socvet_str value);
/* A figure is put into words only when a message asks for it. */
void validate_say_value(validate_ctx *c, const char *name, uint8_t type, validate_value value);
void validate_say_number(validate_ctx *c, const char *name, int64_t n);
void validate_say_money(validate_ctx *c, const char *name, int64_t pence);
void validate_say_day(validate_ctx *c, const char *name, int32_t day);
socvet_verdict validate_unknown(validate_ctx *c, const char *fix);
void validate_get(validate_ctx *c, const validate_name *name, validate_value *v);
/* "£41,500" or "£19.50", in the arena. */
socvet_str validate_money(base_arena *arena, int64_t pence);
socvet_str validate_hours_text(base_arena *arena, int64_t hundredths); /* "37.5" */
/* A param of the rule under judgement; empty when absent. */
socvet_str validate_param_of(const socvet_rule *rule, const char *name);
int64_t validate_param_number(const socvet_rule *rule, const char *name, int64_t otherwise);

/* ---- compiling (compile.c, when.c, words.c) ---- */
socvet_status validate_compile_when(socvet_rules *r, socvet_str when, const base_tsv *t, int column,
                                    const validate_clause **out, size_t *n, socvet_err *err);
/* 1 holds, 0 does not, -1 cannot be told (c->unknown_fix says what to add). */
int validate_when_holds(validate_ctx *c, const validate_clause *clauses, size_t n);
/* Rules, sources and patterns as bytes. */
socvet_status validate_compile_rules(socvet_rules *r, socvet_str rules, const char *name, socvet_str sources,
                                     bool own, socvet_err *err);
socvet_status validate_compile_words(socvet_rules *r, socvet_str words, const char *name, socvet_err *err);
int validate_group(socvet_rules *r, socvet_str name, bool add); /* -1: none, or memory ran out */
socvet_status validate_find_hits(validate_ctx *c, socvet_err *err);
/* The next hit of a group at or after *i that nothing speaks against; NULL at the end. */
const validate_hit *validate_next_hit(const validate_ctx *c, int group, size_t *i);

/* ---- the tables of tables_dated.c ---- */
socvet_status validate_load_dated(socvet_rules *r, socvet_err *err);
/* A figure rules name: a row of limits.tsv, or an option of thresholds.tsv. VALIDATE_NONE: none. */
int64_t validate_limit_of(const socvet_rules *r, socvet_str name, int32_t day);
bool validate_limit_known(const socvet_rules *r, socvet_str name);
/* The last day the table's source was read; INT32_MAX when not said. */
int32_t validate_read_on(const socvet_rules *r, socvet_str table, socvet_str edition, int32_t day);
socvet_str validate_option_title(const socvet_rules *r, socvet_str route, socvet_str option);

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
/* rates.c: once the rows of `rates` are all there. */
socvet_status validate_index_rates(socvet_rules *r, socvet_err *err);
/* terms.c */
socvet_status validate_load_terms(socvet_rules *r, socvet_err *err);
const validate_option *validate_find_option(const socvet_rules *r, socvet_str route, socvet_str option,
                                            int32_t day);
const validate_pay_kind *validate_find_pay_kind(const socvet_rules *r, socvet_str route, socvet_str option,
                                                socvet_str kind, int32_t day);
/* The name of the source table that is held in part, or not at all. */
socvet_str validate_missing(const socvet_rules *r, socvet_str table, socvet_str edition, int32_t day);
/* The going rate by the tables of an option ("1 1a"; empty: any). */
const validate_rate *validate_find_rate_in(const socvet_rules *r, socvet_str edition, socvet_str code,
                                           socvet_str tables, int32_t day);

int64_t validate_hours(const validate_ctx *c); /* hundredths a week; VALIDATE_NONE */
#endif

/* rules.c: the rule set: rows of rules.tsv joined with sources.tsv; mistakes are said like a
 * compiler says them. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/hash.h"
#include "../base/tsv.h"
#include "validate_int.h"

extern const char validate_rules_tsv[], validate_sources_tsv[], validate_wording_tsv[];
extern const size_t validate_rules_tsv_size, validate_sources_tsv_size, validate_wording_tsv_size;

static const char *const columns[] = {"id", "rev", "severity", "certainty", "kind", "subject", "params",
                                      "when", "route", "profile", "from", "to", "message", "why", "fix",
                                      "source", "bad", "good", NULL};
enum { ID, REV, SEVERITY, CERTAINTY, KIND, SUBJECT, PARAMS, WHEN, ROUTE, PROFILE, FROM, TO, MESSAGE, WHY,
       FIX, SOURCE, BAD, GOOD, COLUMNS };

static int word_index(socvet_str s, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (base_str_eq_z(s, words[i]))
            return i;
    return -1;
}

static const validate_kind *kind_named(socvet_str name)
{
    for (const validate_kind *k = validate_kinds; k->name; k++)
        if (base_str_eq_z(name, k->name))
            return k;
    return NULL;
}

static socvet_status find_source(socvet_rule *rule, base_tsv *rules, int column, socvet_err *err)
{
    base_tsv t;
    bool more;
    socvet_status s = base_tsv_open(&t, (socvet_str){validate_sources_tsv, validate_sources_tsv_size},
                                    "sources.tsv", err);

    while (!s && !(s = base_tsv_next(&t, &more, err)) && more)
        if (base_str_eq(base_tsv_get(&t, "key"), rule->source)) {
            rule->source_title = base_tsv_get(&t, "title");
            rule->source_place = base_tsv_get(&t, "place");
            return SOCVET_OK;
        }
    return s ? s : base_tsv_fail(rules, column, err, "no source called '%.*s' in sources.tsv",
                                 SOCVET_ARG(rule->source));
}

static int32_t date_of(base_tsv *t, int column, int32_t open, socvet_status *s, socvet_err *err)
{
    socvet_str f = t->field[column];
    int32_t d = f.len ? base_date_parse_iso(f) : open;

    if (f.len && d == BASE_NO_DATE)
        *s = base_tsv_fail(t, column, err, "'%.*s' is no date", SOCVET_ARG(f));
    return d;
}

static socvet_status check_row(const socvet_rules *r, const socvet_rule *x, base_tsv *t, const int *col,
                               socvet_err *err)
{
    if (x->from > x->to)
        return base_tsv_fail(t, col[FROM], err, "a rule that is never in force");
    if (!x->message.len || !x->why.len || !x->fix.len)
        return base_tsv_fail(t, col[MESSAGE], err, "message, why and fix are needed");
    for (size_t i = 0; i + 1 < r->n_rules; i++) {
        const socvet_rule *o = &r->rules[i];
        if (base_str_eq(o->id, x->id) && o->from <= x->to && x->from <= o->to)
            return base_tsv_fail(t, col[ID], err, "id '%.*s' is used twice for the same days",
                                 SOCVET_ARG(x->id));
    }
    return SOCVET_OK;
}

static socvet_status read_row(socvet_rules *r, base_tsv *t, const int *col, socvet_err *err)
{
    static const char *const severities[] = {"note", "warning", "error", NULL};
    static const char *const certainties[] = {"likely", "certain", NULL};
    void *p = r->rules;
    uint64_t rev;
    socvet_status s = SOCVET_OK;

    if (!base_arena_grow(r->arena, &p, &r->cap_rules, r->n_rules, sizeof *r->rules))
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    r->rules = p;
    socvet_rule *x = &r->rules[r->n_rules++];
    const socvet_str *f = t->field;
    int severity = word_index(f[col[SEVERITY]], severities);
    int certainty = word_index(f[col[CERTAINTY]], certainties);
    if (severity < 0)
        return base_tsv_fail(t, col[SEVERITY], err, "severity '%.*s': note, warning or error",
                             SOCVET_ARG(f[col[SEVERITY]]));
    if (certainty < 0)
        return base_tsv_fail(t, col[CERTAINTY], err, "certainty '%.*s': likely or certain",
                             SOCVET_ARG(f[col[CERTAINTY]]));
    if (!base_str_to_u64(f[col[REV]], &rev) || rev == 0 || rev > 9999)
        return base_tsv_fail(t, col[REV], err, "revision '%.*s'", SOCVET_ARG(f[col[REV]]));
    if (f[col[ID]].len != 7 || f[col[ID]].ptr[3] != '-')
        return base_tsv_fail(t, col[ID], err, "an id looks like SAL-001, not '%.*s'", SOCVET_ARG(f[col[ID]]));
    if (!kind_named(f[col[KIND]]))
        return base_tsv_fail(t, col[KIND], err, "no kind called '%.*s'", SOCVET_ARG(f[col[KIND]]));
    *x = (socvet_rule){.id = f[col[ID]], .rev = (int)rev, .severity = (uint8_t)severity,
                       .certainty = (uint8_t)certainty,
                       .from = date_of(t, col[FROM], INT32_MIN, &s, err),
                       .to = date_of(t, col[TO], INT32_MAX, &s, err),
                       .family = {f[col[ID]].ptr, 3}, .kind = f[col[KIND]], .subject = f[col[SUBJECT]],
                       .params = f[col[PARAMS]], .when = f[col[WHEN]], .route = f[col[ROUTE]],
                       .profile = f[col[PROFILE]], .message = f[col[MESSAGE]], .why = f[col[WHY]],
                       .fix = f[col[FIX]], .source = f[col[SOURCE]],
                       .bad = base_tsv_unescape(r->arena, f[col[BAD]]),
                       .good = base_tsv_unescape(r->arena, f[col[GOOD]])};
    if (!s)
        s = find_source(x, t, col[SOURCE], err);
    return s ? s : check_row(r, x, t, col, err);
}

/* Joins the rules with their kinds and, for kind match, their pattern rows. */
static socvet_status join(socvet_rules *r, socvet_err *err)
{
    r->kinds = base_arena_array(r->arena, r->n_rules + 1, sizeof *r->kinds);
    r->pattern_row = base_arena_array(r->arena, r->n_rules + 1, sizeof *r->pattern_row);
    if (!r->kinds || !r->pattern_row)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = 0; i < r->n_rules; i++) {
        r->kinds[i] = kind_named(r->rules[i].kind);
        r->pattern_row[i] = -1;
        for (size_t k = 0; k < base_patset_count(r->patterns); k++)
            if (base_str_eq(base_patset_row(r->patterns, k)->id, r->rules[i].id))
                r->pattern_row[i] = (int)k;
        if (base_str_eq_z(r->rules[i].kind, "match") && r->pattern_row[i] < 0)
            return base_fail(err, SOCVET_E_DATA, "validate", SOCVET_NO_OFFSET,
                             "rules.tsv: %.*s has no pattern in wording.tsv", SOCVET_ARG(r->rules[i].id));
    }
    return SOCVET_OK;
}

static void make_version(socvet_rules *r)
{
    uint64_t h[2] = {base_hash64((socvet_str){validate_rules_tsv, validate_rules_tsv_size}),
                     base_hash64((socvet_str){validate_wording_tsv, validate_wording_tsv_size})};
    int32_t newest = INT32_MIN;

    for (size_t i = 0; i < r->n_rates; i++)
        if (r->rates[i].from > newest)
            newest = r->rates[i].from;
    for (size_t i = 0; i < r->n_wages; i++)
        if (r->wages[i].from > newest)
            newest = r->wages[i].from;
    snprintf(r->version, sizeof r->version, "%s:%012llx", base_date_iso(newest).z,
             (unsigned long long)(base_hash64((socvet_str){(const char *)h, sizeof h}) >> 16));
}

socvet_status socvet_rules_open(socvet_rules **out, socvet_err *err)
{
    base_tsv t;
    int col[COLUMNS];
    bool more;
    socvet_rules *r = calloc(1, sizeof *r);

    *out = NULL;
    base_err_clear(err);
    if (!r || !(r->arena = base_arena_new(0))) {
        free(r);
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    }
    r->profiles = SOCVET_STR("law university");
    socvet_status s = validate_load_tables(r, err);
    if (!s)
        s = base_patset_load(&r->patterns, (socvet_str){validate_wording_tsv, validate_wording_tsv_size},
                             "wording.tsv", err);
    if (!s)
        s = base_tsv_open(&t, (socvet_str){validate_rules_tsv, validate_rules_tsv_size}, "rules.tsv", err);
    if (!s)
        s = base_tsv_need(&t, columns, col, err);
    while (!s && !(s = base_tsv_next(&t, &more, err)) && more)
        s = read_row(r, &t, col, err);
    if (!s)
        s = join(r, err);
    if (s) {
        socvet_rules_free(r);
        return s;
    }
    make_version(r);
    *out = r;
    return SOCVET_OK;
}

void socvet_rules_free(socvet_rules *r)
{
    if (r) {
        base_patset_free(r->patterns);
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

socvet_str validate_param(const socvet_rule *rule, const char *name)
{
    socvet_str rest = rule->params, piece, key;

    while (rest.ptr && base_str_split(&rest, ';', &piece)) {
        socvet_str value = piece;
        base_str_split(&value, '=', &key);
        if (base_str_eq_z(base_str_trim(key), name))
            return value.ptr ? base_str_trim(value) : (socvet_str){"", 0};
    }
    return (socvet_str){"", 0};
}

/* tables_dated.c: the tables that are read by a schema: profiles, pay spines, figures that rules
 * name, titles of threshold options, and which days our copies are held for. */
#include "../base/hash.h"
#include "validate_int.h"

#define KEY true
#define DATED {"from", COLUMN_FROM, false, NULL}, {"to", COLUMN_TO, false, NULL}

const validate_schema validate_schemas[VALIDATE_TABLES] = {
    [TABLE_PROFILES] = {"profiles", {{"name", COLUMN_TEXT, KEY, NULL}, {"title", COLUMN_TEXT, false, NULL}, DATED}},
    [TABLE_SPINES] = {"spines", {{"scheme", COLUMN_TEXT, KEY, NULL}, {"area", COLUMN_TEXT, KEY, NULL},
                                 {"point", COLUMN_TEXT, KEY, NULL}, DATED, {"annual", COLUMN_POUNDS, false, NULL},
                                 {"status", COLUMN_WORD, false, "sourced|derived"},
                                 {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_LIMITS] = {"limits", {{"name", COLUMN_TEXT, KEY, NULL}, DATED, {"value", COLUMN_NUMBER, false, NULL},
                                 {"unit", COLUMN_WORD, false, "pounds|days|months|percent|hours|count"},
                                 {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_HELD] = {"held", {{"table", COLUMN_TEXT, KEY, NULL}, {"edition", COLUMN_TEXT, KEY, NULL}, DATED,
                             {"state", COLUMN_WORD, false, "complete|partial"}, {"read", COLUMN_TO, false, NULL},
                             {"missing", COLUMN_TEXT, false, NULL}}},
    [TABLE_OPTIONS] = {"options", {{"route", COLUMN_TEXT, KEY, NULL}, {"option", COLUMN_TEXT, KEY, NULL}, DATED,
                                   {"title", COLUMN_TEXT, false, NULL}}},
    [TABLE_COS_FIELDS] = {"cos_fields", {{"id", COLUMN_TEXT, KEY, NULL}, {"section", COLUMN_TEXT, false, NULL}, DATED,
                                         {"routes", COLUMN_TEXT, false, NULL}, {"fill", COLUMN_TEXT, false, NULL},
                                         {"label", COLUMN_TEXT, false, NULL},
                                         {"status", COLUMN_WORD, false, "read|seen|general"},
                                         {"params", COLUMN_TEXT, false, NULL}, {"fix", COLUMN_TEXT, false, NULL},
                                         {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_COS_KINDS] = {"cos_kinds", {{"route", COLUMN_TEXT, KEY, NULL}, DATED,
                                       {"applicant", COLUMN_WORD, KEY, "outside|inside|"},
                                       {"condition", COLUMN_WORD, KEY, "high-earner|phd-level|"},
                                       {"kind", COLUMN_TEXT, false, NULL}, {"note", COLUMN_TEXT, false, NULL},
                                       {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_COS_LIMITS] = {"cos_limits", {{"name", COLUMN_TEXT, KEY, NULL}, DATED, {"value", COLUMN_NUMBER, false, NULL},
                                         {"unit", COLUMN_WORD, false, "months|yes"}, {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_POINTS] = {"points", {{"route", COLUMN_TEXT, KEY, NULL}, DATED, {"heading", COLUMN_TEXT, KEY, NULL},
                                 {"points", COLUMN_NUMBER, false, NULL},
                                 {"by", COLUMN_WORD, false, "certificate|salary|person|maintenance|occupation"},
                                 {"status", COLUMN_WORD, false, "read|seen|general"}, {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_FEES] = {"fees", {{"fee", COLUMN_TEXT, KEY, NULL}, {"size", COLUMN_WORD, KEY, "small|large|"}, DATED,
                             {"pounds", COLUMN_POUNDS, false, NULL}, {"note", COLUMN_TEXT, false, NULL}}},
    [TABLE_DUTIES] = {"duties", {{"id", COLUMN_TEXT, KEY, NULL}, {"change", COLUMN_TEXT, KEY, NULL}, DATED,
                                 {"report", COLUMN_WORD, false, "yes|no|new-certificate"},
                                 {"days", COLUMN_NUMBER, false, NULL}, {"message", COLUMN_TEXT, false, NULL},
                                 {"fix", COLUMN_TEXT, false, NULL}, {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_EVIDENCE] = {"evidence_items", {{"id", COLUMN_TEXT, KEY, NULL}, DATED, {"routes", COLUMN_TEXT, false, NULL},
                                           {"profiles", COLUMN_TEXT, false, NULL}, {"what", COLUMN_TEXT, false, NULL},
                                           {"place", COLUMN_TEXT, false, NULL}, {"source", COLUMN_TEXT, false, NULL}}},
    [TABLE_COMPARE_WORDS] = {"compare_words", {{"name", COLUMN_TEXT, KEY, NULL}, DATED, {"words", COLUMN_TEXT, false, NULL}}},
};

#define EMBEDDED(name) extern const char validate_data_##name[]; extern const size_t validate_data_##name##_size;
EMBEDDED(profiles)
EMBEDDED(spines)
EMBEDDED(limits)
EMBEDDED(held)
EMBEDDED(options)
EMBEDDED(cos_fields)
EMBEDDED(cos_kinds)
EMBEDDED(cos_limits)
EMBEDDED(points)
EMBEDDED(fees)
EMBEDDED(duties)
EMBEDDED(evidence_items)
EMBEDDED(compare_words)

socvet_status validate_load_dated(socvet_rules *r, socvet_err *err)
{
#define ROW(id, name) {id, validate_data_##name, &validate_data_##name##_size, "data/" #name ".tsv"}
    static const struct {
        validate_table_id id;
        const char *bytes;
        const size_t *size;
        const char *name;
    } all[] = {ROW(TABLE_PROFILES, profiles), ROW(TABLE_SPINES, spines), ROW(TABLE_LIMITS, limits),
               ROW(TABLE_HELD, held), ROW(TABLE_OPTIONS, options),
               ROW(TABLE_COS_FIELDS, cos_fields), ROW(TABLE_COS_KINDS, cos_kinds), ROW(TABLE_COS_LIMITS, cos_limits),
               ROW(TABLE_POINTS, points), ROW(TABLE_FEES, fees), ROW(TABLE_DUTIES, duties),
               ROW(TABLE_EVIDENCE, evidence_items), ROW(TABLE_COMPARE_WORDS, compare_words)};
    socvet_status s = SOCVET_OK;

    for (size_t i = 0; !s && i < sizeof all / sizeof *all; i++) {
        socvet_str bytes = {all[i].bytes, *all[i].size};
        s = validate_table_read(&r->dated[all[i].id], &validate_schemas[all[i].id], r->arena, bytes,
                                all[i].name, false, err);
        r->hash = r->hash * 31 + base_hash64(bytes);
    }
    return s;
}

/* A row of held.tsv whose edition is "*" stands for every edition. */
int32_t validate_read_on(const socvet_rules *r, socvet_str table, socvet_str edition, int32_t day)
{
    const validate_table *t = &r->dated[TABLE_HELD];
    const validate_want want[] = {{"table", table}, {NULL, {NULL, 0}}};

    for (size_t i = validate_find(t, 0, day, want); i != SIZE_MAX; i = validate_find(t, i + 1, day, want)) {
        socvet_str e = validate_at(t, i, "edition")->s;
        if (base_str_eq_z(e, "*") || base_str_eq(e, edition))
            return (int32_t)validate_at(t, i, "read")->n;
    }
    return INT32_MAX;
}

bool validate_limit_known(const socvet_rules *r, socvet_str name)
{
    for (size_t i = 0; i < r->dated[TABLE_LIMITS].rows; i++)
        if (base_str_eq(validate_at(&r->dated[TABLE_LIMITS], i, "name")->s, name))
            return true;
    for (size_t i = 0; i < r->n_thresholds; i++)
        if (base_str_eq(r->thresholds[i].option, name))
            return true;
    return false;
}

int64_t validate_limit_of(const socvet_rules *r, socvet_str name, int32_t day)
{
    const validate_table *t = &r->dated[TABLE_LIMITS];
    size_t row = validate_find(t, 0, day, (validate_want[]){{"name", name}, {NULL, {NULL, 0}}});

    for (size_t i = 0; row == SIZE_MAX && i < r->n_thresholds; i++) {
        const validate_threshold *x = &r->thresholds[i];
        if (base_str_eq(x->option, name) && x->from <= day && day <= x->to)
            return x->annual_pence;
    }
    if (row == SIZE_MAX)
        return VALIDATE_NONE;
    int64_t v = validate_at(t, row, "value")->n;
    socvet_str unit = validate_at(t, row, "unit")->s;
    return base_str_eq_z(unit, "pounds") || base_str_eq_z(unit, "hours") ? v * 100 : v;
}

socvet_str validate_option_title(const socvet_rules *r, socvet_str route, socvet_str option)
{
    const validate_table *t = &r->dated[TABLE_OPTIONS];
    size_t row = validate_find(t, 0, 0, (validate_want[]){{"route", route}, {"option", option}, {NULL, {NULL, 0}}});

    return row == SIZE_MAX ? option : validate_at(t, row, "title")->s;
}

bool socvet_rules_table_at(const socvet_rules *r, size_t i, socvet_rules_table *out)
{
    const validate_table *t = &r->dated[TABLE_HELD];

    if (i >= t->rows)
        return false;
    *out = (socvet_rules_table){validate_at(t, i, "table")->s, validate_at(t, i, "edition")->s,
                                validate_at(t, i, "state")->s, validate_at(t, i, "missing")->s,
                                (int32_t)validate_at(t, i, "from")->n, (int32_t)validate_at(t, i, "to")->n,
                                (int32_t)validate_at(t, i, "read")->n};
    return true;
}

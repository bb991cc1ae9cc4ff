/* terms.c: the tables behind a salary by itself: options of each route, and which pay counts. */
#include "../base/err.h"
#include "validate_int.h"

extern const char validate_data_terms[], validate_data_pay_counts[];
extern const size_t validate_data_terms_size, validate_data_pay_counts_size;

#define TEXT(name) {name, COLUMN_TEXT, false, NULL}
#define DATED {"from", COLUMN_FROM, false, NULL}, {"to", COLUMN_TO, false, NULL}
static const validate_schema terms = {
    "terms", {{"route", COLUMN_TEXT, true, NULL}, {"option", COLUMN_TEXT, true, NULL}, DATED, TEXT("when"),
              TEXT("threshold"), TEXT("tables"), {"rate", COLUMN_WORD, false, "full|new|90|80|70|scale"},
              {"hours", COLUMN_WORD, false, "scaled|yearly"}, {"cap_hours", COLUMN_NUMBER, false, NULL},
              {"floor", COLUMN_WORD, false, "separate|inside|"}, {"max_years", COLUMN_NUMBER, false, NULL},
              {"overseas_months", COLUMN_NUMBER, false, NULL}, TEXT("label"), TEXT("needs"), TEXT("source"),
              {NULL, 0, false, NULL}}};
static const validate_schema pay_counts = {
    "pay_counts", {{"route", COLUMN_TEXT, true, NULL}, {"kind", COLUMN_TEXT, true, NULL},
                   {"option", COLUMN_TEXT, true, NULL}, DATED,
                   {"effect", COLUMN_WORD, false, "count|cap|exclude|deduct|unknown"},
                   {"percent", COLUMN_NUMBER, false, NULL}, TEXT("label"), TEXT("why"), TEXT("source"),
                   {NULL, 0, false, NULL}}};

static socvet_status no_room(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
}

static socvet_status load_options(socvet_rules *r, socvet_err *err)
{
    validate_table t = {0};
    socvet_str bytes = {validate_data_terms, validate_data_terms_size};
    socvet_status s = validate_table_read(&t, &terms, r->arena, bytes, "data/terms.tsv", false, err);

    if (s || !(r->options = base_arena_array(r->arena, t.rows + 1, sizeof *r->options)))
        return s ? s : no_room(err);
    for (size_t i = 0; i < t.rows; i++)
        r->options[i] = (validate_option){
            .route = validate_at(&t, i, "route")->s, .option = validate_at(&t, i, "option")->s,
            .when = validate_at(&t, i, "when")->s, .threshold = validate_at(&t, i, "threshold")->s,
            .tables = validate_at(&t, i, "tables")->s, .rate = validate_at(&t, i, "rate")->s,
            .hours = validate_at(&t, i, "hours")->s, .floor = validate_at(&t, i, "floor")->s,
            .label = validate_at(&t, i, "label")->s, .needs = validate_at(&t, i, "needs")->s,
            .source = validate_at(&t, i, "source")->s, .from = (int32_t)validate_at(&t, i, "from")->n,
            .to = (int32_t)validate_at(&t, i, "to")->n, .cap_hours = validate_at(&t, i, "cap_hours")->n,
            .max_years = validate_at(&t, i, "max_years")->n,
            .overseas_months = validate_at(&t, i, "overseas_months")->n};
    r->n_options = t.rows;
    return SOCVET_OK;
}

static socvet_status load_pay_kinds(socvet_rules *r, socvet_err *err)
{
    validate_table t = {0};
    socvet_str bytes = {validate_data_pay_counts, validate_data_pay_counts_size};
    socvet_status s = validate_table_read(&t, &pay_counts, r->arena, bytes, "data/pay_counts.tsv", false, err);

    if (s || !(r->pay_kinds = base_arena_array(r->arena, t.rows + 1, sizeof *r->pay_kinds)))
        return s ? s : no_room(err);
    for (size_t i = 0; i < t.rows; i++)
        r->pay_kinds[i] = (validate_pay_kind){
            .route = validate_at(&t, i, "route")->s, .kind = validate_at(&t, i, "kind")->s,
            .option = validate_at(&t, i, "option")->s, .effect = validate_at(&t, i, "effect")->s,
            .label = validate_at(&t, i, "label")->s, .why = validate_at(&t, i, "why")->s,
            .source = validate_at(&t, i, "source")->s, .from = (int32_t)validate_at(&t, i, "from")->n,
            .to = (int32_t)validate_at(&t, i, "to")->n, .percent = validate_at(&t, i, "percent")->n};
    r->n_pay_kinds = t.rows;
    return SOCVET_OK;
}

socvet_status validate_load_terms(socvet_rules *r, socvet_err *err)
{
    socvet_status s = load_options(r, err);

    return s ? s : load_pay_kinds(r, err);
}

const validate_option *validate_find_option(const socvet_rules *r, socvet_str route, socvet_str option,
                                            int32_t d)
{
    for (size_t i = 0; i < r->n_options; i++) {
        const validate_option *x = &r->options[i];
        if (base_str_eq(x->route, route) && base_str_eq_ci(x->option, option) && x->from <= d && d <= x->to)
            return x;
    }
    return NULL;
}

const validate_pay_kind *validate_find_pay_kind(const socvet_rules *r, socvet_str route, socvet_str option,
                                                socvet_str kind, int32_t d)
{
    const validate_pay_kind *general = NULL;

    for (size_t i = 0; i < r->n_pay_kinds; i++) {
        const validate_pay_kind *x = &r->pay_kinds[i];
        if (!base_str_eq(x->route, route) || !base_str_eq(x->kind, kind) || d < x->from || d > x->to)
            continue;
        if (x->option.len && base_str_eq(x->option, option))
            return x;
        if (!x->option.len)
            general = x;
    }
    return general;
}

socvet_str validate_missing(const socvet_rules *r, socvet_str table, socvet_str edition, int32_t d)
{
    const validate_table *t = &r->dated[TABLE_HELD];
    size_t row = validate_find(t, 0, d, (validate_want[]){{"table", table}, {"edition", edition}, {NULL, {NULL, 0}}});

    return row == SIZE_MAX ? table : validate_at(t, row, "missing")->s;
}

bool socvet_evidence_item_at(const socvet_rules *r, size_t i, socvet_evidence_item *out)
{
    const validate_table *t = &r->dated[TABLE_EVIDENCE];

    if (i >= t->rows)
        return false;
    *out = (socvet_evidence_item){.id = validate_at(t, i, "id")->s, .routes = validate_at(t, i, "routes")->s,
                                  .profiles = validate_at(t, i, "profiles")->s, .what = validate_at(t, i, "what")->s,
                                  .place = validate_at(t, i, "place")->s, .source = validate_at(t, i, "source")->s,
                                  .from = (int32_t)validate_at(t, i, "from")->n, .to = (int32_t)validate_at(t, i, "to")->n};
    return true;
}

/* rates_own.c: --rates FILE: a user's own going rates and thresholds, in pounds, for days whose tables
 * are held only in part. Columns: what name item from to annual new_entrant hours hourly eligible source.
 * what=going-rate: name is a classification, item a code; what=threshold: name is a route, item an option. */
#include "rates_own.h"

#include "../base/err.h"
#include "../base/hash.h"

static const validate_schema schema = {
    "rates",
    {{"what", COLUMN_WORD, true, "going-rate|threshold"}, {"name", COLUMN_TEXT, true, NULL},
     {"item", COLUMN_TEXT, true, NULL}, {"from", COLUMN_FROM, false, NULL}, {"to", COLUMN_TO, false, NULL},
     {"annual", COLUMN_POUNDS, false, NULL}, {"new_entrant", COLUMN_POUNDS, false, NULL},
     {"hours", COLUMN_HOURS, false, NULL}, {"hourly", COLUMN_POUNDS, false, NULL},
     {"eligible", COLUMN_WORD, false, "yes|list|no|"}, {"source", COLUMN_TEXT, false, NULL},
     {NULL, 0, false, NULL}}};

typedef struct {
    validate_table t;
    socvet_rules *r;
    const char *name;
    socvet_err *err;
} own;

/* The file was read already: says the row by what stands in it. */
static socvet_status wrong(const own *o, size_t row, const char *what)
{
    socvet_str name = validate_at(&o->t, row, "name")->s, item = validate_at(&o->t, row, "item")->s;

    return base_fail(o->err, SOCVET_E_DATA, "validate", SOCVET_NO_OFFSET, "%s: row %zu (%.*s %.*s): %s", o->name,
                     row + 1, SOCVET_ARG(name), SOCVET_ARG(item), what);
}

static bool edition_known(const socvet_rules *r, socvet_str name)
{
    for (size_t i = 0; i < r->n_routes; i++)
        if (base_str_eq(r->routes[i].edition, name))
            return true;
    return false;
}

static bool option_known(const socvet_rules *r, socvet_str route, socvet_str option)
{
    for (size_t i = 0; i < r->n_thresholds; i++)
        if (base_str_eq(r->thresholds[i].route, route) && base_str_eq(r->thresholds[i].option, option))
            return true;
    return false;
}

static socvet_status check(const own *o, size_t row, bool rate)
{
    socvet_str name = validate_at(&o->t, row, "name")->s, item = validate_at(&o->t, row, "item")->s;
    uint64_t n;

    if (validate_at(&o->t, row, "annual")->n == VALIDATE_NONE)
        return wrong(o, row, "annual is empty: pounds a year are wanted");
    if (validate_at(&o->t, row, "hours")->n == VALIDATE_NONE)
        return wrong(o, row, "hours is empty: the weekly hours the figure is for are wanted");
    if (validate_at(&o->t, row, "hours")->n < 100 || validate_at(&o->t, row, "hours")->n > 16800)
        return wrong(o, row, "hours must lie between 1 and 168");
    if (validate_at(&o->t, row, "source")->s.len == 0)
        return wrong(o, row, "source is empty: say where the figure comes from");
    if (rate && !edition_known(o->r, name))
        return wrong(o, row, "name is no classification: soc2010 or soc2020 is wanted");
    if (rate && (item.len != 4 || !base_str_to_u64(item, &n)))
        return wrong(o, row, "item is no code: four digits are wanted");
    if (!rate && !option_known(o->r, name, item))
        return wrong(o, row, "no such option of a route; see the rows of data/thresholds.tsv");
    return SOCVET_OK;
}

static validate_rate rate_of(const own *o, size_t i)
{
    const validate_table *t = &o->t;
    socvet_str e = validate_at(t, i, "eligible")->s;

    return (validate_rate){.edition = validate_at(t, i, "name")->s, .code = validate_at(t, i, "item")->s,
                           .table = {"", 0}, .level = {"", 0},
                           .eligible = base_str_eq_z(e, "list") ? SOCVET_STR("no-unless-ISL/TSL") : e,
                           .from = (int32_t)validate_at(t, i, "from")->n, .to = (int32_t)validate_at(t, i, "to")->n,
                           .annual_pence = validate_at(t, i, "annual")->n,
                           .new_entrant_pence = validate_at(t, i, "new_entrant")->n,
                           .hours = validate_at(t, i, "hours")->n, .own = true,
                           .rate90_pence = VALIDATE_NONE, .rate80_pence = VALIDATE_NONE};
}

static validate_threshold threshold_of(const own *o, size_t i)
{
    const validate_table *t = &o->t;

    return (validate_threshold){.route = validate_at(t, i, "name")->s, .option = validate_at(t, i, "item")->s,
                                .from = (int32_t)validate_at(t, i, "from")->n, .to = (int32_t)validate_at(t, i, "to")->n,
                                .annual_pence = validate_at(t, i, "annual")->n,
                                .hourly_pence = validate_at(t, i, "hourly")->n, .percent = 100,
                                .hours = validate_at(t, i, "hours")->n};
}

socvet_status validate_add_rates(socvet_rules *r, socvet_str bytes, const char *name, socvet_err *err)
{
    own o = {.r = r, .name = name, .err = err};
    size_t rates = 0, thresholds = 0;
    socvet_status s = validate_table_read(&o.t, &schema, r->arena, bytes, name, true, err);

    for (size_t i = 0; !s && i < o.t.rows; i++) {
        bool rate = base_str_eq_z(validate_at(&o.t, i, "what")->s, "going-rate");
        rates += rate;
        thresholds += !rate;
        s = check(&o, i, rate);
    }
    if (s)
        return s;
    validate_rate *a = base_arena_array(r->arena, r->n_rates + rates + 1, sizeof *a);
    validate_threshold *b = base_arena_array(r->arena, r->n_thresholds + thresholds + 1, sizeof *b);
    if (!a || !b)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    rates = thresholds = 0;
    for (size_t i = 0; i < o.t.rows; i++)
        if (base_str_eq_z(validate_at(&o.t, i, "what")->s, "going-rate"))
            a[rates++] = rate_of(&o, i);
        else
            b[thresholds++] = threshold_of(&o, i);
    memcpy(a + rates, r->rates, r->n_rates * sizeof *a);
    memcpy(b + thresholds, r->thresholds, r->n_thresholds * sizeof *b);
    r->rates = a;
    r->n_rates += rates;
    r->thresholds = b;
    r->n_thresholds += thresholds;
    r->hash = r->hash * 31 + base_hash64(bytes);
    return SOCVET_OK;
}

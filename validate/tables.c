/* tables.c: the dated tables: thresholds, going rates, minimum wage, lists, routes. */
#include "../base/date.h"
#include "../base/err.h"
#include "../base/tsv.h"
#include "validate_int.h"

#define TABLE(name) extern const char validate_##name[]; extern const size_t validate_##name##_size;
TABLE(thresholds)
TABLE(going_rates)
TABLE(minimum_wage)
TABLE(phd_codes)
TABLE(shortage)
TABLE(routes)

typedef struct {
    base_tsv t;
    socvet_err *err;
    socvet_status status;
    size_t column;       /* the one asked for last: mostly the next is wanted next */
    socvet_str day_text; /* rows often repeat the days of the row before */
    int32_t day;
} table;

static bool open_table(table *t, const char *bytes, size_t size, const char *name, socvet_err *err)
{
    *t = (table){.err = err};
    t->status = base_tsv_open(&t->t, (socvet_str){bytes, size}, name, err);
    return t->status == SOCVET_OK;
}

static bool next(table *t)
{
    bool more = false;

    if (t->status)
        return false; /* a field of the row before was wrong */
    t->status = base_tsv_next(&t->t, &more, t->err);
    return t->status == SOCVET_OK && more;
}

static socvet_str text(table *t, const char *name)
{
    if (++t->column >= t->t.columns)
        t->column = 0;
    if (t->t.columns && base_str_eq_z(t->t.header[t->column], name))
        return t->t.field[t->column];
    int c = base_tsv_column(&t->t, name);
    t->column = c < 0 ? 0 : (size_t)c;
    return c < 0 ? (socvet_str){"", 0} : t->t.field[c];
}

static int32_t day(table *t, const char *name, int32_t open)
{
    socvet_str s = text(t, name);

    if (s.len && base_str_eq(s, t->day_text))
        return t->day;
    int32_t d = s.len ? base_date_parse_iso(s) : open;
    if (s.len && d != BASE_NO_DATE)
        t->day_text = s, t->day = d;
    if (s.len && d == BASE_NO_DATE)
        t->status = base_tsv_fail(&t->t, base_tsv_column(&t->t, name), t->err, "'%.*s' is no date",
                                  SOCVET_ARG(s));
    return d;
}

static int64_t number(table *t, const char *name)
{
    socvet_str s = text(t, name);
    uint64_t v;

    if (!s.len)
        return VALIDATE_NONE;
    if (base_str_to_u64(s, &v) && v < INT64_MAX)
        return (int64_t)v;
    t->status = base_tsv_fail(&t->t, base_tsv_column(&t->t, name), t->err, "'%.*s' is no number",
                              SOCVET_ARG(s));
    return VALIDATE_NONE;
}

/* Room for one more row of an array in the arena; NULL sets the status. */
static void *room(table *t, socvet_rules *r, void **array, size_t *n, size_t *cap, size_t size)
{
    if (!base_arena_grow(r->arena, array, cap, *n, size)) {
        t->status = base_fail(t->err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
        return NULL;
    }
    return (char *)*array + size * (*n)++;
}

static socvet_status load_thresholds(socvet_rules *r, socvet_err *err)
{
    table t;
    size_t cap = 0;
    void *p = NULL;

    for (bool ok = open_table(&t, validate_thresholds, validate_thresholds_size, "thresholds.tsv", err);
         ok && next(&t) && t.status == SOCVET_OK;) {
        validate_threshold *x = room(&t, r, &p, &r->n_thresholds, &cap, sizeof *x);
        if (x)
            *x = (validate_threshold){text(&t, "route"), text(&t, "option"), day(&t, "from", INT32_MIN),
                                      day(&t, "to", INT32_MAX), number(&t, "annual_pence"),
                                      number(&t, "hourly_pence"), number(&t, "going_rate_percent"),
                                      number(&t, "weekly_hours_hundredths")};
        r->thresholds = p;
    }
    return t.status;
}

static socvet_status load_rates(socvet_rules *r, socvet_err *err)
{
    table t;
    size_t cap = 0;
    void *p = NULL;

    for (bool ok = open_table(&t, validate_going_rates, validate_going_rates_size, "going_rates.tsv", err);
         ok && next(&t) && t.status == SOCVET_OK;) {
        validate_rate *x = room(&t, r, &p, &r->n_rates, &cap, sizeof *x);
        if (x)
            *x = (validate_rate){text(&t, "edition"), text(&t, "code"), text(&t, "table"),
                                 text(&t, "eligible"), text(&t, "level"), day(&t, "from", INT32_MIN),
                                 day(&t, "to", INT32_MAX), number(&t, "annual_pence"),
                                 number(&t, "new_entrant_pence"), number(&t, "weekly_hours_hundredths"),
                                 false, number(&t, "rate90_pence"), number(&t, "rate80_pence"),
                                 text(&t, "phd_points")};
        r->rates = p;
    }
    return t.status;
}

static socvet_status load_wages(socvet_rules *r, socvet_err *err)
{
    table t;
    size_t cap = 0;
    void *p = NULL;

    for (bool ok = open_table(&t, validate_minimum_wage, validate_minimum_wage_size, "minimum_wage.tsv", err);
         ok && next(&t) && t.status == SOCVET_OK;) {
        validate_wage *x = room(&t, r, &p, &r->n_wages, &cap, sizeof *x);
        if (x)
            *x = (validate_wage){text(&t, "kind"), day(&t, "from", INT32_MIN), day(&t, "to", INT32_MAX),
                                 number(&t, "min_age"), number(&t, "max_age"), number(&t, "hourly_pence")};
        r->wages = p;
    }
    return t.status;
}

static socvet_status load_listed(socvet_rules *r, socvet_err *err)
{
    table t;
    size_t cap = 0;
    void *p = NULL;

    for (bool ok = open_table(&t, validate_shortage, validate_shortage_size, "shortage.tsv", err);
         ok && next(&t) && t.status == SOCVET_OK;) {
        validate_listed *x = room(&t, r, &p, &r->n_listed, &cap, sizeof *x);
        if (x)
            *x = (validate_listed){text(&t, "list"), text(&t, "edition"), text(&t, "code"),
                                   text(&t, "jobs"), day(&t, "from", INT32_MIN),
                                   day(&t, "before", INT32_MAX)};
        if (x && x->to != INT32_MAX)
            x->to--; /* issued before that day */
        r->listed = p;
    }
    if (t.status)
        return t.status;
    for (bool ok = open_table(&t, validate_phd_codes, validate_phd_codes_size, "phd_codes.tsv", err);
         ok && next(&t) && t.status == SOCVET_OK;) {
        validate_listed *x = room(&t, r, &p, &r->n_listed, &cap, sizeof *x);
        if (x)
            *x = (validate_listed){base_str_eq_z(text(&t, "kind"), "level") ? SOCVET_STR("PHD-level")
                                                                            : SOCVET_STR("PHD-points"),
                                   text(&t, "edition"), text(&t, "code"), (socvet_str){"", 0},
                                   day(&t, "from", INT32_MIN), day(&t, "to", INT32_MAX)};
        r->listed = p;
    }
    return t.status;
}

static socvet_status load_routes(socvet_rules *r, socvet_err *err)
{
    table t;
    size_t cap = 0;
    void *p = NULL;

    for (bool ok = open_table(&t, validate_routes, validate_routes_size, "routes.tsv", err);
         ok && next(&t) && t.status == SOCVET_OK;) {
        validate_route *x = room(&t, r, &p, &r->n_routes, &cap, sizeof *x);
        if (x)
            *x = (validate_route){text(&t, "route"), day(&t, "from", INT32_MIN), day(&t, "to", INT32_MAX),
                                  text(&t, "automatic").len > 0, text(&t, "edition")};
        r->routes = p;
    }
    return t.status;
}

socvet_status validate_load_tables(socvet_rules *r, socvet_err *err)
{
    socvet_status s = load_thresholds(r, err);

    if (!s)
        s = load_rates(r, err);
    if (!s)
        s = load_wages(r, err);
    if (!s)
        s = load_listed(r, err);
    if (!s)
        s = load_routes(r, err);
    if (!s)
        s = validate_load_terms(r, err);
    return s;
}

const validate_threshold *validate_find_threshold(const socvet_rules *r, socvet_str route,
                                                  const char *option, int32_t d)
{
    for (size_t i = 0; i < r->n_thresholds; i++) {
        const validate_threshold *t = &r->thresholds[i];
        if (base_str_eq(t->route, route) && base_str_eq_z(t->option, option) && t->from <= d && d <= t->to)
            return t;
    }
    return NULL;
}

const validate_wage *validate_find_wage(const socvet_rules *r, const char *kind, int age, int32_t d)
{
    for (size_t i = 0; i < r->n_wages; i++) {
        const validate_wage *w = &r->wages[i];
        if (base_str_eq_z(w->kind, kind) && w->from <= d && d <= w->to &&
            (w->min_age == VALIDATE_NONE || age >= w->min_age) &&
            (w->max_age == VALIDATE_NONE || age < w->max_age))
            return w;
    }
    return NULL;
}

const validate_listed *validate_find_listed(const socvet_rules *r, const char *list,
                                            socvet_str edition, socvet_str code, int32_t d)
{
    for (size_t i = 0; i < r->n_listed; i++) {
        const validate_listed *x = &r->listed[i];
        if (base_str_eq_z(x->list, list) && base_str_eq(x->edition, edition) &&
            base_str_eq(x->code, code) && x->from <= d && d <= x->to)
            return x;
    }
    return NULL;
}

const validate_route *validate_find_route(const socvet_rules *r, socvet_str name, int32_t d)
{
    for (size_t i = 0; i < r->n_routes; i++) {
        const validate_route *x = &r->routes[i];
        if (x->from <= d && d <= x->to &&
            (name.len ? base_str_eq(x->name, name) : x->automatic))
            return x;
    }
    return NULL;
}

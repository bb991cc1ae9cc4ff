/* cos_money.c: what a certificate costs, which kind it is, and the points of its day: all rows. */
#include "../base/date.h"
#include "../base/err.h"
#include "cos_int.h"

static const validate_table *table(const cos_ctx *c, validate_table_id id)
{
    return &c->v.rules->dated[id];
}

static size_t find_fee(const cos_ctx *c, const char *fee, const char *size)
{
    const validate_want want[] = {{"fee", base_str_z(fee)}, {"size", base_str_z(size)}, {NULL, {NULL, 0}}};

    return validate_find(table(c, TABLE_FEES), 0, c->v.as_of, want);
}

int64_t cos_charge(const cos_ctx *c, const char *size, socvet_str *why)
{
    enum { FIRST_MONTHS = 12, BLOCK = 6 };
    const validate_table *t = table(c, TABLE_FEES);
    size_t first = find_fee(c, "charge-first", size), further = find_fee(c, "charge-further", size);
    int64_t none_under = cos_limit(c, "charge-none-under");
    int months = c->sheet->months;
    base_arena *a = c->a;

    *why = SOCVET_STR("the charge was not yet in force on this day");
    if (first == SIZE_MAX || further == SIZE_MAX)
        return 0;
    *why = SOCVET_STR("none: the charge is not due for this route");
    socvet_str free_route = base_arena_printf(a, "charge-free-%.*s", SOCVET_ARG(c->v.route->name));
    if (free_route.ptr && cos_limit(c, free_route.ptr) != VALIDATE_NONE)
        return 0;
    *why = SOCVET_STR("none: the code is of PhD level");
    if (c->phd_level)
        return 0;
    *why = SOCVET_STR("none: a graduate trainee");
    if (c->trainee)
        return 0;
    *why = SOCVET_STR("the length of the sponsorship is not known");
    if (months <= 0)
        return SOCVET_NO_PENCE;
    *why = base_arena_printf(a, "none for under %lld months from outside the country", (long long)none_under);
    if (none_under != VALIDATE_NONE && months < none_under && c->q->applicant == SOCVET_APPLICANT_OUTSIDE)
        return 0;
    int64_t p = validate_at(t, first, "pounds")->n, q = validate_at(t, further, "pounds")->n;
    int blocks = months > FIRST_MONTHS ? (months - FIRST_MONTHS + BLOCK - 1) / BLOCK : 0;
    socvet_str m[3] = {validate_money(a, p), validate_money(a, q), validate_money(a, p + blocks * q)};
    *why = blocks ? base_arena_printf(a, "%d months: %.*s for the first 12 + %d × %.*s for each further 6 begun = %.*s",
                                      months, SOCVET_ARG(m[0]), blocks, SOCVET_ARG(m[1]), SOCVET_ARG(m[2]))
                  : base_arena_printf(a, "%d months: %.*s for the first 12", months, SOCVET_ARG(m[0]));
    return p + blocks * q;
}

static void add_fee(cos_ctx *c, const char *name, const char *size, int64_t pence, socvet_str note, socvet_str working,
                    size_t row)
{
    const validate_table *t = table(c, TABLE_FEES);

    if (c->sheet->n_fees < COS_FEES)
        c->fees[c->sheet->n_fees++] = (socvet_cos_fee){
            .name = base_str_z(name), .size = base_str_z(size), .note = note, .working = working, .pence = pence,
            .from = row == SIZE_MAX ? INT32_MIN : (int32_t)validate_at(t, row, "from")->n,
            .to = row == SIZE_MAX ? INT32_MAX : (int32_t)validate_at(t, row, "to")->n};
}

static void plain_fee(cos_ctx *c, const char *fee, const char *size, const char *name)
{
    size_t row = find_fee(c, fee, size);
    socvet_str none = {"", 0};

    if (row != SIZE_MAX) {
        const validate_table *t = table(c, TABLE_FEES);
        bool open = validate_at(t, row, "note")->s.len > 0;
        add_fee(c, name, size, validate_at(t, row, "pounds")->n,
                open ? SOCVET_STR("since when was not found: on an early day it may have been another") : none, none, row);
    }
}

/* Both sizes, unless the size is said. */
socvet_status cos_find_fees(cos_ctx *c, socvet_err *err)
{
    static const char *const sizes[] = {"small", "large"};

    c->fees = base_arena_array(c->a, COS_FEES, sizeof *c->fees);
    if (!c->fees)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    plain_fee(c, "certificate", "", "certificate of sponsorship");
    for (size_t i = 0; i < 2; i++) {
        socvet_str why, none = {"", 0};
        if (c->q->size && c->q->size != i + 1)
            continue;
        int64_t p = cos_charge(c, sizes[i], &why);
        add_fee(c, "Immigration Skills Charge", sizes[i], p, none, why, find_fee(c, "charge-first", sizes[i]));
        plain_fee(c, "licence", sizes[i], "sponsor licence, if there is none yet");
    }
    c->sheet->fees = c->fees;
    return SOCVET_OK;
}

/* Does a row's condition hold of the job? */
static bool condition(const cos_ctx *c, socvet_str word)
{
    if (base_str_eq_z(word, "phd-level"))
        return c->phd_level;
    if (base_str_eq_z(word, "high-earner")) {
        const validate_threshold *t = validate_find_threshold(c->v.rules, c->v.route->name, "high-earner", c->v.as_of);
        return c->judged && t && t->annual_pence != VALIDATE_NONE && c->salary.counted_pence >= t->annual_pence;
    }
    return word.len == 0;
}

static bool kind_for(const cos_ctx *c, const char *applicant, socvet_cos_kind *out)
{
    const validate_table *t = table(c, TABLE_COS_KINDS);
    const validate_want want[] = {{"route", c->v.route->name}, {NULL, {NULL, 0}}};

    for (size_t i = validate_find(t, 0, c->v.as_of, want); i != SIZE_MAX; i = validate_find(t, i + 1, c->v.as_of, want)) {
        socvet_str where = validate_at(t, i, "applicant")->s;
        if ((where.len && !base_str_eq_z(where, applicant)) || !condition(c, validate_at(t, i, "condition")->s))
            continue;
        *out = (socvet_cos_kind){.applicant = base_str_z(applicant), .kind = validate_at(t, i, "kind")->s,
                                 .note = validate_at(t, i, "note")->s, .source = validate_at(t, i, "source")->s};
        return true;
    }
    return false;
}

void cos_find_kinds(cos_ctx *c)
{
    static const char *const places[] = {"outside", "inside"};
    socvet_cos_kind *list = base_arena_array(c->a, COS_KINDS, sizeof *list);

    for (size_t i = 0; list && i < COS_KINDS; i++)
        if ((!c->q->applicant || c->q->applicant == i + 1) && kind_for(c, places[i], &list[c->sheet->n_kinds]))
            c->sheet->n_kinds++;
    c->sheet->kinds = list;
}

static uint8_t test_verdict(const cos_ctx *c, bool occupation)
{
    uint8_t v = c->judged ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_UNKNOWN;

    for (size_t i = 0; c->judged && i < c->salary.n_tests; i++) {
        bool of = strcmp(c->salary.tests[i].what, "occupation") == 0;
        if (of == occupation && c->salary.tests[i].verdict != SOCVET_VERDICT_PASS)
            v = v == SOCVET_VERDICT_FAIL ? v : c->salary.tests[i].verdict;
    }
    return !c->sheet->code.len ? SOCVET_VERDICT_UNKNOWN : v;
}

socvet_status cos_find_points(cos_ctx *c, socvet_err *err)
{
    const validate_table *t = table(c, TABLE_POINTS);
    const validate_want want[] = {{"route", c->v.route->name}, {NULL, {NULL, 0}}};
    socvet_cos_point *list = base_arena_array(c->a, t->rows + 1, sizeof *list);

    if (!list)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = validate_find(t, 0, c->v.as_of, want); i != SIZE_MAX; i = validate_find(t, i + 1, c->v.as_of, want)) {
        socvet_str by = validate_at(t, i, "by")->s;
        socvet_cos_point *p = &list[c->sheet->n_points++];
        *p = (socvet_cos_point){.heading = validate_at(t, i, "heading")->s, .source = validate_at(t, i, "source")->s,
                                .points = (int)validate_at(t, i, "points")->n, .verdict = SOCVET_VERDICT_UNKNOWN,
                                .general = base_str_eq_z(validate_at(t, i, "status")->s, "general")};
        if (base_str_eq_z(by, "salary") || base_str_eq_z(by, "occupation"))
            p->verdict = test_verdict(c, base_str_eq_z(by, "occupation"));
        p->note = base_str_eq_z(by, "certificate")   ? SOCVET_STR("when the certificate is assigned")
                  : base_str_eq_z(by, "person")      ? SOCVET_STR("the person shows it")
                  : base_str_eq_z(by, "maintenance") ? SOCVET_STR("an A-rated sponsor certifies it, or the person shows funds")
                  : base_str_eq_z(by, "salary")      ? SOCVET_STR("by the salary below")
                                                     : SOCVET_STR("by the code");
    }
    c->sheet->points = list;
    return SOCVET_OK;
}

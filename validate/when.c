/* when.c: the conditions of a rule: words that must all hold. "advert", "!salary",
 * "contract=fixed-term|temporary", "fte<1000", "yearly>=41700", "closing<interview",
 * "yearly<limit:high-earner", "@apprentice" (wording of that group stands in the text). */
#include "../base/date.h"
#include "../base/err.h"
#include "validate_int.h"

static bool name_char(char c)
{
    return base_is_alpha(c) || base_is_digit(c) || c == '-';
}

static socvet_status bad(const base_tsv *t, int column, socvet_err *err, const char *what, socvet_str word)
{
    return base_tsv_fail(t, column, err, "%s '%.*s'", what, SOCVET_ARG(word));
}

static const validate_name *nearest_name(socvet_str s)
{
    const validate_name *best = NULL;
    unsigned least = 4;

    for (const validate_name *n = validate_names; n->name; n++) {
        unsigned d = base_str_distance(s, base_str_z(n->name), 4);
        if (d < least) {
            least = d;
            best = n;
        }
    }
    return best;
}

static bool one_of(socvet_str words, socvet_str s)
{
    socvet_str piece;

    while (base_str_split(&words, '|', &piece))
        if (base_str_eq(piece, s))
            return true;
    return false;
}

/* Names of routes, profiles and codes are rows of tables. */
static bool table_word(const socvet_rules *r, const validate_name *name, socvet_str s)
{
    const validate_table *profiles = &r->dated[TABLE_PROFILES];
    uint64_t digits;

    if (strcmp(name->name, "route") == 0) {
        for (size_t i = 0; i < r->n_routes; i++)
            if (base_str_eq(r->routes[i].name, s))
                return true;
        return false;
    }
    if (strcmp(name->name, "profile") != 0)
        return base_str_to_u64(s, &digits);
    for (size_t i = 0; i < profiles->rows; i++)
        if (base_str_eq(validate_at(profiles, i, "name")->s, s))
            return true;
    return false;
}

/* The right side of = : every word must be one that the value can be. */
static socvet_status check_words(const socvet_rules *r, const validate_clause *x, const base_tsv *t, int column,
                                 socvet_err *err)
{
    socvet_str rest = x->words, piece;

    if (x->name->type != VALUE_WORD)
        return bad(t, column, err, "only words can be compared with '=', not", base_str_z(x->name->name));
    while (base_str_split(&rest, '|', &piece))
        if (x->name->words ? !one_of(base_str_z(x->name->words), piece) : !table_word(r, x->name, piece))
            return base_tsv_fail(t, column, err, "%s is never '%.*s'%s%s", x->name->name, SOCVET_ARG(piece),
                                 x->name->words ? ": one of " : "", x->name->words ? x->name->words : "");
    return SOCVET_OK;
}

static bool amount(const validate_name *name, socvet_str s, int64_t *n)
{
    uint64_t whole, part = 0;
    size_t dot = base_str_find(s, SOCVET_STR("."), 0);

    if (name->type == VALUE_DAY) {
        *n = base_date_parse_iso(s);
        return *n != BASE_NO_DATE;
    }
    if (!base_str_to_u64((socvet_str){s.ptr, dot == SIZE_MAX ? s.len : dot}, &whole) || whole > 100000000)
        return false;
    if (dot != SIZE_MAX &&
        (s.len - dot != 3 || !base_str_to_u64((socvet_str){s.ptr + dot + 1, 2}, &part)))
        return false;
    *n = (int64_t)whole;
    if (name->type == VALUE_PENCE || name->type == VALUE_HOURS)
        *n = *n * 100 + (int64_t)part;
    return true;
}

static socvet_status compile_clause(socvet_rules *r, socvet_str w, const base_tsv *t, int column,
                                    validate_clause *x, socvet_err *err)
{
    socvet_str all = w, right;
    size_t n = 0;

    *x = (validate_clause){0};
    if (w.len && w.ptr[0] == '!') {
        x->negated = true;
        w = (socvet_str){w.ptr + 1, w.len - 1};
    }
    if (w.len && w.ptr[0] == '@') {
        x->group = validate_group(r, w, false);
        return x->group >= 0 ? SOCVET_OK : bad(t, column, err, "no wording called", w);
    }
    while (n < w.len && name_char(w.ptr[n]))
        n++;
    x->name = validate_name_find((socvet_str){w.ptr, n});
    if (!x->name) {
        const validate_name *near = nearest_name((socvet_str){w.ptr, n});
        return base_tsv_fail(t, column, err, "nothing is called '%.*s'%s%s", (int)n, w.ptr,
                             near ? "; did you mean " : "", near ? near->name : "");
    }
    if (n == w.len)
        return SOCVET_OK;
    char c = w.ptr[n++];
    if (c == '!' && n < w.len && w.ptr[n] == '=') {
        x->negated = !x->negated;
        c = '=';
        n++;
    }
    bool equal = n < w.len && w.ptr[n] == '=';
    if ((c == '<' || c == '>') && equal)
        n++;
    right = (socvet_str){w.ptr + n, w.len - n};
    if (c == '=') {
        x->op = CLAUSE_EQ;
        x->words = right;
        return check_words(r, x, t, column, err);
    }
    if (c != '<' && c != '>')
        return bad(t, column, err, "a condition that cannot be read:", all);
    x->op = (uint8_t)(c == '<' ? equal ? CLAUSE_LE : CLAUSE_LT : equal ? CLAUSE_GE : CLAUSE_GT);
    if (x->name->type < VALUE_NUMBER)
        return bad(t, column, err, "no figure that could be compared:", base_str_z(x->name->name));
    if (base_str_starts(right, SOCVET_STR("limit:"))) {
        x->words = (socvet_str){right.ptr + 6, right.len - 6};
        return validate_limit_known(r, x->words) ? SOCVET_OK : bad(t, column, err, "no limit called", x->words);
    }
    x->other = validate_name_find(right);
    if (x->other && x->other->type != x->name->type)
        return bad(t, column, err, "two things that cannot be compared:", all);
    if (!x->other && !amount(x->name, right, &x->n))
        return bad(t, column, err, "neither a figure nor a name:", right);
    return SOCVET_OK;
}

socvet_status validate_compile_when(socvet_rules *r, socvet_str when, const base_tsv *t, int column,
                                    const validate_clause **out, size_t *n, socvet_err *err)
{
    validate_clause *list = NULL;
    size_t cap = 0;
    socvet_str w;
    socvet_status s = SOCVET_OK;

    *n = 0;
    while (!s && when.ptr && base_str_split(&when, ' ', &w)) {
        void *p = list;
        if (w.len == 0)
            continue;
        if (!base_arena_grow(r->arena, &p, &cap, *n, sizeof *list))
            return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
        list = p;
        s = compile_clause(r, w, t, column, &list[(*n)++], err);
    }
    *out = list;
    return s;
}

static bool compare(uint8_t op, int64_t a, int64_t b)
{
    switch ((validate_op)op) {
    case CLAUSE_LT: return a < b;
    case CLAUSE_LE: return a <= b;
    case CLAUSE_GT: return a > b;
    case CLAUSE_GE: return a >= b;
    default: return false;
    }
}

int validate_when_holds(validate_ctx *c, const validate_clause *x, size_t n)
{
    int answer = 1;

    for (size_t i = 0; i < n; i++) {
        validate_value v, o = {.there = true, .n = x[i].n};
        size_t at = 0;
        if (x[i].name)
            validate_get(c, x[i].name, &v);
        else
            v = (validate_value){.there = validate_next_hit(c, x[i].group, &at) != NULL};
        if (x[i].other)
            validate_get(c, x[i].other, &o);
        else if (x[i].op > CLAUSE_EQ && x[i].words.len) {
            o.n = validate_limit_of(c->rules, x[i].words, c->as_of);
            o.there = o.n != VALIDATE_NONE;
        }
        if (v.unknown || o.unknown) {
            c->unknown_fix = base_str_z(v.unknown ? v.why : o.why);
            answer = -1; /* a later condition may still not hold */
            continue;
        }
        bool holds = x[i].op == CLAUSE_IS   ? v.there
                     : x[i].op == CLAUSE_EQ ? v.there && one_of(x[i].words, v.s)
                                            : v.there && o.there && compare(x[i].op, v.n, o.n);
        if (holds == x[i].negated)
            return 0;
    }
    return answer;
}

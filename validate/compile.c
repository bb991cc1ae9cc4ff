/* compile.c: rows of rules -> rules that can be judged. A mistake is said like a compiler says it:
 * path:line:column, the word at fault, what is allowed. */
#include "../base/date.h"
#include "../base/err.h"
#include "../base/hash.h"
#include "rule_files.h"
#include "validate_int.h"

static const char *const columns[] = {"id", "rev", "severity", "certainty", "kind", "subject", "params",
                                      "when", "route", "profile", "from", "to", "message", "why", "fix",
                                      "source", "bad", "good", NULL};
enum { ID, REV, SEVERITY, CERTAINTY, KIND, SUBJECT, PARAMS, WHEN, ROUTE, PROFILE, FROM, TO, MESSAGE, WHY,
       FIX, SOURCE, BAD, GOOD, COLUMNS };
static const char families[] = "TTL SAL PAY HRS DAT ADV PHD SOC CRI FTC RTW EQA AGY DOC TXT OWN";

typedef struct {
    socvet_rules *r;
    base_tsv t;
    int col[COLUMNS];
    validate_sources_list sources; /* a user's own */
    bool own;
    socvet_err *err;
} compiler;

static socvet_status wrong(const compiler *c, int column, const char *what, socvet_str word, const char *allowed)
{
    return base_tsv_fail(&c->t, c->col[column], c->err, "%s '%.*s'%s%s", what, SOCVET_ARG(word),
                         allowed ? ": " : "", allowed ? allowed : "");
}

static bool word_in(socvet_str list, char sep, socvet_str word)
{
    socvet_str piece;

    while (list.ptr && base_str_split(&list, sep, &piece))
        if (piece.len && base_str_eq(piece, word))
            return true;
    return false;
}

static int index_of(socvet_str s, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (base_str_eq_z(s, words[i]))
            return i;
    return -1;
}

/* Adds the rows of a table of sources to a list. */
static socvet_status read_sources(const compiler *c, validate_sources_list *list, socvet_str bytes)
{
    base_tsv t;
    bool more;
    socvet_status s = base_tsv_open(&t, bytes, "sources.tsv", c->err);

    while (!s && !(s = base_tsv_next(&t, &more, c->err)) && more) {
        void *p = list->at;
        if (!base_arena_grow(c->r->arena, &p, &list->cap, list->n, sizeof *list->at))
            return base_fail(c->err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
        list->at = p;
        list->at[list->n++] = (validate_source){base_tsv_get(&t, "key"), base_tsv_get(&t, "title"),
                                                base_tsv_get(&t, "place")};
    }
    return s;
}

static bool source_in(const validate_sources_list *list, socvet_rule *rule)
{
    for (size_t i = 0; i < list->n; i++)
        if (base_str_eq(list->at[i].key, rule->source)) {
            rule->source_title = list->at[i].title;
            rule->source_place = list->at[i].place;
            return true;
        }
    return false;
}

static socvet_status find_source(const compiler *c, socvet_rule *rule)
{
    if (source_in(&c->sources, rule) || source_in(&c->r->sources, rule))
        return SOCVET_OK;
    return wrong(c, SOURCE, "no source called", rule->source, "add it to sources.tsv");
}

static bool route_known(const socvet_rules *r, socvet_str name)
{
    for (size_t i = 0; i < r->n_routes; i++)
        if (base_str_eq(r->routes[i].name, name))
            return true;
    return false;
}

static bool profile_known(const socvet_rules *r, socvet_str name)
{
    const validate_table *t = &r->dated[TABLE_PROFILES];

    for (size_t i = 0; i < t->rows; i++)
        if (base_str_eq(validate_at(t, i, "name")->s, name))
            return true;
    return false;
}

static socvet_status check_list(const compiler *c, int column)
{
    socvet_str list = c->t.field[c->col[column]], piece;

    while (list.ptr && base_str_split(&list, ' ', &piece))
        if (piece.len && column == ROUTE && !route_known(c->r, piece))
            return wrong(c, column, "no route called", piece, NULL);
        else if (piece.len && column == PROFILE && !profile_known(c->r, piece))
            return wrong(c, column, "no profile called", piece, NULL);
    return SOCVET_OK;
}

/* A rule that can never be judged: none of its routes is open on its days, or a condition stands
 * against another. */
static socvet_status check_reach(const compiler *c, const socvet_rule *x, const validate_compiled *k)
{
    bool open = x->route.len == 0;

    for (size_t i = 0; i < c->r->n_routes; i++) {
        const validate_route *route = &c->r->routes[i];
        open |= route->from <= x->to && x->from <= route->to && word_in(x->route, ' ', route->name);
    }
    if (!open)
        return wrong(c, ROUTE, "a rule that is never reached: not open on its days:", x->route, NULL);
    for (size_t i = 0; i < k->n_when; i++)
        for (size_t j = 0; j < i; j++) {
            const validate_clause *a = &k->when[i], *b = &k->when[j];
            if (a->name == b->name && a->group == b->group && a->op == b->op && a->other == b->other &&
                a->n == b->n && base_str_eq(a->words, b->words) && a->negated != b->negated)
                return wrong(c, WHEN, "a rule that is never reached: two conditions stand against each other in",
                             x->when, NULL);
        }
    return SOCVET_OK;
}

/* Every {name} of a message must be something that can be said. */
static socvet_status check_message(const compiler *c, int column, const validate_kind *kind)
{
    socvet_str m = c->t.field[c->col[column]];

    for (size_t i = 0; i < m.len; i++) {
        if (m.ptr[i] != '{')
            continue;
        size_t end = base_str_find(m, SOCVET_STR("}"), i);
        socvet_str name = {m.ptr + i + 1, end == SIZE_MAX ? m.len - i - 1 : end - i - 1};
        if (end == SIZE_MAX || (!validate_name_find(name) && !word_in(base_str_z(kind->values), ' ', name)))
            return wrong(c, column, "nothing is called", name, kind->values[0] ? kind->values : NULL);
        i = end;
    }
    return SOCVET_OK;
}

static socvet_status check_params(const compiler *c, const socvet_rule *x, const validate_kind *kind)
{
    socvet_str rest = x->params, piece, key;
    uint64_t n;

    for (const validate_param *p = kind->params; p->name; p++)
        if (p->needed && !validate_param_of(x, p->name).len)
            return wrong(c, PARAMS, "a param is missing:", base_str_z(p->name), NULL);
    while (rest.len && base_str_split(&rest, ';', &piece)) {
        socvet_str value = piece;
        base_str_split(&value, '=', &key);
        value = value.ptr ? base_str_trim(value) : (socvet_str){"", 0};
        const validate_param *p = kind->params;
        while (p->name && !base_str_eq_z(base_str_trim(key), p->name))
            p++;
        if (!p->name && base_str_eq_z(base_str_trim(key), "question") && value.len)
            continue; /* of every kind: what cannot be told when the verdict is unknown */
        if (!p->name && base_str_eq_z(base_str_trim(key), "reminder") && base_str_eq_z(value, "yes"))
            continue; /* of every kind: said once at the end, and not counted */
        if (!p->name)
            return wrong(c, PARAMS, "no such param of this kind:", key, NULL);
        if ((p->type == 'v' && !validate_name_find(value)) || (p->type == 'n' && !base_str_to_u64(value, &n)) ||
            (p->type == 'w' && !word_in(base_str_z(p->words), '|', value)) || value.len == 0)
            return wrong(c, PARAMS, "a value that does not fit:", value, p->words);
    }
    return SOCVET_OK;
}

static socvet_status check_subject(compiler *c, const socvet_rule *x, validate_compiled *k)
{
    socvet_str group = validate_param_of(x, "words");

    k->words = -1;
    k->reminder = validate_param_of(x, "reminder").len != 0;
    if (k->kind->subject == 'v') {
        k->subject = validate_name_find(x->subject);
        return k->subject ? SOCVET_OK : wrong(c, SUBJECT, "nothing is called", x->subject, NULL);
    }
    if (k->kind->subject == 't') {
        k->words = validate_group(c->r, group.len ? group : x->id, false);
        if (!base_str_eq_z(x->subject, "text") && !base_str_eq_z(x->subject, "title"))
            return wrong(c, SUBJECT, "a place to look in", x->subject, "text or title");
        return k->words >= 0 ? SOCVET_OK
                             : wrong(c, ID, "no pattern for", group.len ? group : x->id, "add it to wording.tsv");
    }
    return x->subject.len ? wrong(c, SUBJECT, "this kind has no subject, not even", x->subject, NULL) : SOCVET_OK;
}

static socvet_status check_days(const compiler *c, const socvet_rule *x)
{
    if (x->from > x->to)
        return wrong(c, FROM, "a rule that is never in force: it ends before", c->t.field[c->col[FROM]], NULL);
    for (size_t i = 0; i + 1 < c->r->n_rules; i++) {
        const socvet_rule *o = &c->r->rules[i];
        if (base_str_eq(o->id, x->id) && o->from <= x->to && x->from <= o->to)
            return wrong(c, ID, "an id used twice for the same days:", x->id, NULL);
    }
    return SOCVET_OK;
}

static socvet_status date_of(const compiler *c, int column, int32_t open, int32_t *out)
{
    socvet_str f = c->t.field[c->col[column]];

    *out = f.len ? base_date_parse_iso(f) : open;
    return f.len && *out == BASE_NO_DATE ? wrong(c, column, "no date", f, "2026-11-25 is wanted") : SOCVET_OK;
}

/* The plain columns. */
static socvet_status read_fields(const compiler *c, socvet_rule *x)
{
    static const char *const severities[] = {"note", "warning", "error", NULL};
    static const char *const certainties[] = {"likely", "certain", NULL};
    const socvet_str *f = c->t.field;
    const int *col = c->col;
    int severity = index_of(f[col[SEVERITY]], severities), certainty = index_of(f[col[CERTAINTY]], certainties);
    uint64_t rev, number;
    socvet_str id = f[col[ID]];
    bool fine = id.len == 7 && id.ptr[3] == '-' && base_str_to_u64((socvet_str){id.ptr + 4, 3}, &number) &&
                word_in(base_str_z(families), ' ', (socvet_str){id.ptr, 3});

    if (!fine)
        return wrong(c, ID, "no id:", id, "FAM-001 with a family of rules/README.md is wanted");
    if (severity < 0)
        return wrong(c, SEVERITY, "severity", f[col[SEVERITY]], "note, warning or error");
    if (certainty < 0)
        return wrong(c, CERTAINTY, "certainty", f[col[CERTAINTY]], "likely or certain");
    if (!base_str_to_u64(f[col[REV]], &rev) || rev == 0 || rev > 9999)
        return wrong(c, REV, "revision", f[col[REV]], "1, 2, ... is wanted");
    *x = (socvet_rule){.id = id, .rev = (int)rev, .severity = (uint8_t)severity, .certainty = (uint8_t)certainty,
                       .own = c->own, .family = {id.ptr, 3}, .kind = f[col[KIND]], .subject = f[col[SUBJECT]],
                       .params = f[col[PARAMS]], .when = f[col[WHEN]], .route = f[col[ROUTE]],
                       .profile = f[col[PROFILE]], .message = f[col[MESSAGE]], .why = f[col[WHY]],
                       .fix = f[col[FIX]], .source = f[col[SOURCE]],
                       .bad = base_tsv_unescape(c->r->arena, f[col[BAD]]),
                       .good = base_tsv_unescape(c->r->arena, f[col[GOOD]])};
    for (int i = MESSAGE; i <= GOOD; i++)
        if (f[col[i]].len == 0)
            return base_tsv_fail(&c->t, col[i], c->err, "%.*s: '%s' is empty", SOCVET_ARG(id), columns[i]);
    return SOCVET_OK;
}

static socvet_status compile_row(compiler *c, socvet_rule *x, validate_compiled *k)
{
    socvet_status s = read_fields(c, x);

    for (k->kind = validate_kinds; !s && k->kind->name && !base_str_eq_z(x->kind, k->kind->name);)
        k->kind++;
    if (!s && !k->kind->name)
        s = wrong(c, KIND, "no kind called", x->kind, NULL);
    if (!s)
        s = date_of(c, FROM, INT32_MIN, &x->from);
    if (!s)
        s = date_of(c, TO, INT32_MAX, &x->to);
    if (!s)
        s = check_list(c, ROUTE);
    if (!s)
        s = check_list(c, PROFILE);
    if (!s)
        s = check_subject(c, x, k);
    if (!s)
        s = check_params(c, x, k->kind);
    if (!s)
        s = validate_compile_when(c->r, x->when, &c->t, c->col[WHEN], &k->when, &k->n_when, c->err);
    if (!s)
        s = check_reach(c, x, k);
    for (int i = MESSAGE; !s && i <= FIX; i++)
        s = check_message(c, i, k->kind);
    if (!s)
        s = find_source(c, x);
    return s ? s : check_days(c, x);
}

socvet_status validate_compile_rules(socvet_rules *r, socvet_str rules, const char *name, socvet_str sources,
                                     bool own, socvet_err *err)
{
    compiler c = {.r = r, .own = own, .err = err};
    bool more;
    socvet_status s = sources.len ? read_sources(&c, &c.sources, sources) : SOCVET_OK;

    if (!s && !r->sources.n)
        s = read_sources(&c, &r->sources, validate_sources());
    if (!s)
        s = base_tsv_open(&c.t, rules, name, err);
    if (!s)
        s = base_tsv_need(&c.t, columns, c.col, err);
    while (!s && !(s = base_tsv_next(&c.t, &more, err)) && more) {
        void *p = r->rules, *q = r->compiled;
        if (!base_arena_grow(r->arena, &p, &r->cap_rules, r->n_rules, sizeof *r->rules) ||
            !base_arena_grow(r->arena, &q, &r->cap_compiled, r->n_rules, sizeof *r->compiled))
            return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
        r->rules = p;
        r->compiled = q;
        r->n_rules++;
        s = compile_row(&c, &r->rules[r->n_rules - 1], &r->compiled[r->n_rules - 1]);
    }
    r->hash = r->hash * 31 + base_hash64(rules);
    return s;
}

socvet_str validate_param_of(const socvet_rule *rule, const char *name)
{
    socvet_str rest = rule->params, piece, key;

    while (rest.len && base_str_split(&rest, ';', &piece)) {
        socvet_str value = piece;
        base_str_split(&value, '=', &key);
        if (base_str_eq_z(base_str_trim(key), name))
            return value.ptr ? base_str_trim(value) : (socvet_str){"", 0};
    }
    return (socvet_str){"", 0};
}

int64_t validate_param_number(const socvet_rule *rule, const char *name, int64_t otherwise)
{
    uint64_t n;

    return base_str_to_u64(validate_param_of(rule, name), &n) && n < INT32_MAX ? (int64_t)n : otherwise;
}

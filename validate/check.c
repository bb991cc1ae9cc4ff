/* check.c: every rule's verdict on one vacancy. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/err.h"
#include "validate_int.h"

socvet_validate_scratch *socvet_validate_scratch_new(const socvet_rules *rules, socvet_err *err)
{
    socvet_validate_scratch *s = calloc(1, sizeof *s);

    if (s) {
        s->patterns = base_patset_scratch_new(rules->patterns);
        s->answers = base_arena_new(0);
    }
    if (s && s->patterns && s->answers)
        return s;
    base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    socvet_validate_scratch_free(s);
    return NULL;
}

void socvet_validate_scratch_free(socvet_validate_scratch *s)
{
    if (s) {
        base_patset_scratch_free(s->patterns);
        base_arena_free(s->answers);
        free(s);
    }
}

void validate_span(validate_ctx *c, socvet_span span)
{
    void *p = c->spans;

    if (span.to > span.from && base_arena_grow(c->arena, &p, &c->cap_spans, c->n_spans, sizeof *c->spans)) {
        c->spans = p;
        c->spans[c->n_spans++] = span;
    }
}

void validate_value(validate_ctx *c, const char *name, socvet_str value)
{
    if (c->n_values < sizeof c->values / sizeof *c->values) {
        c->values[c->n_values].name = name;
        c->values[c->n_values++].value = value;
    }
}

socvet_str validate_money(base_arena *arena, int64_t pence)
{
    char digits[32], grouped[48];
    int n = snprintf(digits, sizeof digits, "%lld", (long long)(pence / 100)), g = 0;

    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            grouped[g++] = ',';
        grouped[g++] = digits[i];
    }
    grouped[g] = '\0';
    return pence % 100 ? base_arena_printf(arena, "£%s.%02d", grouped, (int)(pence % 100))
                       : base_arena_printf(arena, "£%s", grouped);
}

void validate_value_money(validate_ctx *c, const char *name, int64_t pence)
{
    validate_value(c, name, validate_money(c->arena, pence));
}

static bool has_word(socvet_str list, socvet_str word)
{
    socvet_str piece;

    while (list.ptr && list.len && base_str_split(&list, ' ', &piece))
        if (base_str_eq(piece, word))
            return true;
    return false;
}

/* Conditions of `when`: words that must all hold; a leading "!" turns one round. */
static bool condition(const validate_ctx *c, socvet_str w)
{
    const socvet_facts *f = c->facts;
    static const char *const kinds[] = {"", "university", "college", "nhs", "school", "agency", "care",
                                        "council", "civil-service", "charity"};

    if (w.len && w.ptr[0] == '!')
        return !condition(c, (socvet_str){w.ptr + 1, w.len - 1});
    if (base_str_eq_z(w, "advert"))
        return f->document_kind == SOCVET_KIND_ADVERT || f->document_kind == SOCVET_KIND_VACANCY;
    if (base_str_eq_z(w, "job"))
        return f->document_kind != SOCVET_KIND_NOT_A_JOB && f->document_kind != SOCVET_KIND_UNSUPPORTED_LANGUAGE;
    if (base_str_eq_z(w, "sponsored"))
        return f->sponsorship == SOCVET_SPONSOR_OFFERED || c->route != NULL;
    if (base_str_eq_z(w, "routed"))
        return c->route != NULL;
    if (base_str_eq_z(w, "fixed-term"))
        return f->contract == SOCVET_CONTRACT_FIXED_TERM;
    if (base_str_eq_z(w, "temporary"))
        return f->contract == SOCVET_CONTRACT_TEMPORARY;
    if (base_str_eq_z(w, "salary"))
        return f->salary >= 0;
    if (base_str_eq_z(w, "part-time"))
        return f->part_time;
    if (base_str_starts(w, SOCVET_STR("employer:")) && f->employer_kind < sizeof kinds / sizeof *kinds)
        return base_str_eq_z((socvet_str){w.ptr + 9, w.len - 9}, kinds[f->employer_kind]);
    return false;
}

static bool applies(const validate_ctx *c, const socvet_rule *r)
{
    socvet_str rest = r->when, w;

    if (c->as_of < r->from || c->as_of > r->to)
        return false;
    if (r->route.len && !(c->route && has_word(r->route, c->route->name)))
        return false;
    if (r->profile.len && !has_word(r->profile, c->profile))
        return false;
    while (rest.ptr && rest.len && base_str_split(&rest, ' ', &w))
        if (w.len && !condition(c, w))
            return false;
    return true;
}

/* "{name}" -> its value. */
static socvet_str fill(validate_ctx *c, socvet_str s)
{
    base_buf b;

    if (!memchr(s.ptr ? s.ptr : "", '{', s.len))
        return s;
    base_buf_init(&b, 0);
    for (size_t i = 0; i < s.len; i++) {
        size_t end = s.ptr[i] == '{' ? base_str_find(s, SOCVET_STR("}"), i) : SIZE_MAX;
        if (end == SIZE_MAX) {
            base_buf_add_char(&b, s.ptr[i]);
            continue;
        }
        socvet_str name = {s.ptr + i + 1, end - i - 1};
        for (size_t k = 0; k < c->n_values; k++)
            if (base_str_eq_z(name, c->values[k].name)) {
                base_buf_add(&b, c->values[k].value);
                break;
            }
        i = end;
    }
    char *copy = base_arena_dup(c->arena, base_buf_str(&b));
    socvet_str out = {copy, copy ? b.len : 0};
    base_buf_clear(&b);
    return out;
}

static void judge(validate_ctx *c, size_t i, socvet_finding *f)
{
    const socvet_rule *r = &c->rules->rules[i];

    *f = (socvet_finding){.rule = r, .verdict = SOCVET_VERDICT_NOT_APPLICABLE, .severity = r->severity};
    c->rule = r;
    c->rule_index = i;
    c->spans = NULL;
    c->n_spans = c->cap_spans = c->n_values = 0;
    c->working = c->unknown_fix = (socvet_str){NULL, 0};
    c->softened = false;
    if (applies(c, r))
        f->verdict = (uint8_t)c->rules->kinds[i]->judge(c);
    f->message = fill(c, r->message);
    f->fix = fill(c, r->fix);
    if (f->verdict == SOCVET_VERDICT_UNKNOWN) {
        f->message = base_arena_printf(c->arena, "cannot tell %s", c->rules->kinds[i]->question);
        f->fix = c->unknown_fix;
    }
    if (f->verdict == SOCVET_VERDICT_FAIL && c->softened && f->severity == SOCVET_ERROR)
        f->severity = SOCVET_WARNING;
    f->working = c->working;
    f->spans = c->spans;
    f->n_spans = c->n_spans;
}

static socvet_status pick_route(validate_ctx *c, socvet_err *err)
{
    socvet_str name = c->opts->route;
    const char *nearest = NULL;
    unsigned best = 6;

    if (!name.len || base_str_eq_z(name, "auto")) {
        if (c->facts->sponsorship == SOCVET_SPONSOR_OFFERED)
            c->route = validate_find_route(c->rules, (socvet_str){NULL, 0}, c->as_of);
        return SOCVET_OK;
    }
    if (base_str_eq_z(name, "none"))
        return SOCVET_OK;
    bool known = false;
    for (size_t i = 0; i < c->rules->n_routes; i++) {
        known |= base_str_eq(c->rules->routes[i].name, name);
        unsigned d = base_str_distance(c->rules->routes[i].name, name, 6);
        if (d < best) {
            best = d;
            nearest = c->rules->routes[i].name.ptr;
        }
    }
    if (!known)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                         "no route called '%.*s'%s%.*s", SOCVET_ARG(name), nearest ? "; did you mean " : "",
                         nearest ? (int)strcspn(nearest, "\t") : 0, nearest ? nearest : "");
    c->route = validate_find_route(c->rules, name, c->as_of);
    if (!c->route)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                         "the route %.*s was not open on %s", SOCVET_ARG(name), base_date_long(c->as_of).z);
    return SOCVET_OK;
}

static void count(socvet_check_result *r, const socvet_finding *f)
{
    r->unknown += f->verdict == SOCVET_VERDICT_UNKNOWN;
    if (f->verdict != SOCVET_VERDICT_FAIL)
        return;
    r->errors += f->severity == SOCVET_ERROR;
    r->warnings += f->severity == SOCVET_WARNING;
    r->notes += f->severity == SOCVET_NOTE;
}

socvet_status socvet_check(const socvet_check_result **out, socvet_doc *doc, const socvet_facts *facts,
                           const socvet_coding *coding, const socvet_dict *dict,
                           const socvet_rules *rules, socvet_validate_scratch *scratch,
                           const socvet_check_opts *opts, socvet_err *err)
{
    base_arena *arena = socvet_doc_arena(doc);
    validate_ctx c = {.rules = rules, .scratch = scratch, .doc = doc, .arena = arena,
                      .text = socvet_doc_text(doc), .facts = facts, .coding = coding, .dict = dict,
                      .opts = opts, .as_of = opts->as_of};

    *out = NULL;
    base_err_clear(err);
    c.profile = opts->profile.len ? opts->profile : SOCVET_STR("law");
    if (!has_word(rules->profiles, c.profile))
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                         "no profile called '%.*s': %.*s", SOCVET_ARG(c.profile), SOCVET_ARG(rules->profiles));
    c.posted = opts->posted != INT32_MIN ? opts->posted : facts->posted.state ? facts->posted.days : INT32_MIN;
    c.closing = facts->closing.state && facts->closing.days != INT32_MIN ? facts->closing.days : opts->closing;
    socvet_status s = pick_route(&c, err);
    if (s)
        return s;
    socvet_check_result *r = base_arena_alloc(arena, sizeof *r);
    socvet_finding *f = base_arena_array(arena, rules->n_rules + 1, sizeof *f);
    if (!r || !f)
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = 0; i < rules->n_rules; i++) {
        judge(&c, i, &f[i]);
        count(r, &f[i]);
    }
    r->findings = f;
    r->n_findings = rules->n_rules;
    r->route = c.route ? c.route->name : SOCVET_STR("none");
    r->profile = c.profile;
    *out = r;
    return SOCVET_OK;
}

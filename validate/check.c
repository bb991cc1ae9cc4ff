/* check.c: every rule's verdict on one vacancy. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/spell.h"
#include "kinds.h"
#include "values.h"

extern const char validate_hiring_words[];
extern const size_t validate_hiring_words_size;

socvet_validate_scratch *socvet_validate_scratch_new(const socvet_rules *rules, socvet_err *err)
{
    socvet_validate_scratch *s = calloc(1, sizeof *s);
    bool ok = s != NULL;

    if (ok) {
        s->n_patterns = rules->n_patterns;
        s->patterns = calloc(rules->n_patterns + 1, sizeof(base_patset_scratch *));
        s->rows = calloc(rules->n_patterns + 1, sizeof *s->rows);
        s->answers = base_arena_new(0);
        base_buf_init(&s->words, 0);
        s->spell = base_spell_new((socvet_str){validate_hiring_words, validate_hiring_words_size});
        ok = s->patterns && s->rows && s->answers && s->spell;
    }
    for (size_t i = 0; ok && i < rules->n_patterns; i++)
        ok = (s->patterns[i] = base_patset_scratch_new(rules->patterns[i])) != NULL &&
             (s->rows[i] = calloc(base_patset_count(rules->patterns[i]) + 1, sizeof **s->rows)) != NULL;
    if (ok)
        return s;
    base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    socvet_validate_scratch_free(s);
    return NULL;
}

void socvet_validate_scratch_free(socvet_validate_scratch *s)
{
    if (s) {
        for (size_t i = 0; s->patterns && i < s->n_patterns; i++)
            base_patset_scratch_free(s->patterns[i]);
        for (size_t i = 0; s->rows && i < s->n_patterns; i++)
            free(s->rows[i]);
        free(s->patterns);
        free(s->rows);
        base_arena_free(s->answers);
        base_buf_clear(&s->words);
        base_spell_free(s->spell);
        free(s);
    }
}

void validate_span(validate_ctx *c, socvet_span span)
{
    void *p = c->spans;

    if (span.to > span.from && span.to <= c->text.len &&
        base_arena_grow(c->arena, &p, &c->cap_spans, c->n_spans, sizeof *c->spans)) {
        c->spans = p;
        c->spans[c->n_spans++] = span;
    }
}

/* Digits of v, at least `least` of them, before `to`; in groups of three when `grouped`. */
static char *put_digits(char *to, uint64_t v, int least, bool grouped)
{
    for (int n = 0; v || n < least; n++, v /= 10) {
        if (grouped && n && n % 3 == 0)
            *--to = ',';
        *--to = (char)('0' + v % 10);
    }
    return to;
}

static socvet_str kept(base_arena *arena, const char *from, const char *to)
{
    socvet_str s = {from, (size_t)(to - from)};
    char *copy = base_arena_dup(arena, s);

    return (socvet_str){copy, copy ? s.len : 0};
}

/* "£30,000", "£12.60": many are worked out for an advert, so not by printf. */
socvet_str validate_money(base_arena *arena, int64_t pence)
{
    char z[48], *end = z + sizeof z, *at = end;
    uint64_t v = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;

    if (v % 100) {
        at = put_digits(at, v % 100, 2, false);
        *--at = '.';
    }
    at = put_digits(at, v / 100, 1, true);
    if (pence < 0)
        *--at = '-';
    *--at = '\xA3';
    *--at = '\xC2';
    return kept(arena, at, end);
}

/* Hundredths of an hour: "37.5", "37", "36.25". */
socvet_str validate_hours_text(base_arena *arena, int64_t h)
{
    char z[32], *end = z + sizeof z, *at = end;
    uint64_t v = h < 0 ? 0 - (uint64_t)h : (uint64_t)h;

    if (v % 100) {
        at = v % 10 ? put_digits(at, v % 100, 2, false) : put_digits(at, v % 100 / 10, 1, false);
        *--at = '.';
    }
    at = put_digits(at, v / 100, 1, false);
    if (h < 0)
        *--at = '-';
    return kept(arena, at, end);
}

void validate_say_value(validate_ctx *c, const char *name, uint8_t type, validate_value value)
{
    size_t i = 0;

    while (i < c->n_values && strcmp(c->values[i].name, name) != 0)
        i++;
    if (i == sizeof c->values / sizeof *c->values)
        return;
    c->values[i].name = name;
    c->values[i].type = type;
    c->values[i].value = value;
    if (i == c->n_values)
        c->n_values++;
}

void validate_say(validate_ctx *c, const char *name, socvet_str value)
{
    validate_say_value(c, name, VALUE_TEXT, (validate_value){.there = true, .s = value});
}

void validate_say_number(validate_ctx *c, const char *name, int64_t n)
{
    validate_say_value(c, name, VALUE_NUMBER, (validate_value){.there = true, .n = n});
}

void validate_say_money(validate_ctx *c, const char *name, int64_t pence)
{
    validate_say_value(c, name, VALUE_PENCE, (validate_value){.there = true, .n = pence});
}

void validate_say_day(validate_ctx *c, const char *name, int32_t day)
{
    validate_say_value(c, name, VALUE_DAY, (validate_value){.there = true, .n = day});
}

socvet_verdict validate_unknown(validate_ctx *c, const char *fix)
{
    c->unknown_fix = base_str_z(fix);
    return SOCVET_VERDICT_UNKNOWN;
}

static bool has_word(socvet_str list, socvet_str word)
{
    socvet_str piece;

    while (list.ptr && list.len && base_str_split(&list, ' ', &piece))
        if (base_str_eq(piece, word))
            return true;
    return false;
}

/* Where no code is settled, a message that speaks of one names the likeliest. */
static socvet_str likeliest(validate_ctx *c, socvet_str name)
{
    socvet_str code = base_str_z(c->likely[0]);
    socvet_unit u;

    if (base_str_eq_z(name, "code-title"))
        return socvet_dict_unit(c->dict, socvet_dict_edition(c->dict, c->edition), code, &u) ? u.title : (socvet_str){"", 0};
    return code;
}

/* Says so when the verdict rests on all likely codes together. */
static void say_likely(validate_ctx *c, socvet_finding *f)
{
    socvet_str list = {"", 0};

    for (size_t i = 0; i < c->n_likely; i++)
        list = base_arena_printf(c->arena, "%.*s%s%s", SOCVET_ARG(list), !i ? "" : i + 1 < c->n_likely ? ", " : " and ", c->likely[i]);
    f->message = base_arena_printf(c->arena, "%.*s (no one code is settled; %s, %.*s, %s the same)", SOCVET_ARG(f->message),
                                   c->n_likely > 1 ? "the likely ones" : "the likely one", SOCVET_ARG(list),
                                   c->n_likely > 1 ? "all say" : "says");
}

/* What {name} stands for: what the kind said, else the named value. */
static socvet_str meaning(validate_ctx *c, socvet_str name)
{
    const validate_name *n;
    validate_value v;

    for (size_t k = 0; k < c->n_values; k++)
        if (base_str_eq_z(name, c->values[k].name))
            return validate_value_text(c, c->values[k].type, &c->values[k].value);
    n = validate_name_find(name);
    if (!n)
        return (socvet_str){"", 0};
    if (!c->code[0] && c->n_likely && base_str_starts(name, SOCVET_STR("code")))
        return likeliest(c, name);
    validate_get(c, n, &v);
    return validate_value_text(c, n->type, &v);
}

/* White space of quoted words becomes single blanks, and very long quotations are cut. */
static void quote(base_buf *b, socvet_str m)
{
    enum { MOST_QUOTED = 300 };
    size_t n = m.len, from = 0;

    if (n > MOST_QUOTED)
        for (n = MOST_QUOTED; n > 0 && ((unsigned char)m.ptr[n] & 0xC0) == 0x80;)
            n--;
    for (size_t k = 0; k < n; k++)
        if (base_is_blank(m.ptr[k])) {
            base_buf_add(b, (socvet_str){m.ptr + from, k - from});
            if (k == 0 || !base_is_blank(m.ptr[k - 1]))
                base_buf_add_char(b, ' ');
            from = k + 1;
        }
    base_buf_add(b, (socvet_str){m.ptr + from, n - from});
    if (n < m.len)
        base_buf_add_z(b, " …");
}

/* "{name}" -> its meaning. */
static socvet_str fill(validate_ctx *c, socvet_str s)
{
    base_buf *b = &c->scratch->words;
    socvet_str rest = s;

    if (!s.len || !memchr(s.ptr, '{', s.len))
        return s;
    base_buf_reset(b);
    while (rest.len) {
        size_t open = base_str_find(rest, SOCVET_STR("{"), 0);
        size_t end = open == SIZE_MAX ? SIZE_MAX : base_str_find(rest, SOCVET_STR("}"), open);
        if (end == SIZE_MAX) {
            base_buf_add(b, rest);
            break;
        }
        base_buf_add(b, (socvet_str){rest.ptr, open});
        quote(b, meaning(c, (socvet_str){rest.ptr + open + 1, end - open - 1}));
        rest = (socvet_str){rest.ptr + end + 1, rest.len - end - 1};
    }
    char *copy = base_arena_dup(c->arena, base_buf_str(b));
    return (socvet_str){copy, copy ? b->len : 0};
}

static bool in_scope(const validate_ctx *c, const socvet_rule *r)
{
    if (c->as_of < r->from || c->as_of > r->to)
        return false;
    if (r->route.len && !(c->route && has_word(r->route, c->route->name)))
        return false;
    return !r->profile.len || has_word(r->profile, c->profile);
}

static void say_unknown(validate_ctx *c, socvet_finding *f)
{
    socvet_str question = validate_param_of(c->rule, "question");

    if (!question.len)
        question = base_str_z(c->compiled->kind->question);
    f->message = base_arena_printf(c->arena, "cannot tell %.*s", SOCVET_ARG(question));
    if (c->unknown_fix.len)
        f->fix = c->unknown_fix;
}

static void judge(validate_ctx *c, size_t i, socvet_finding *f)
{
    const socvet_rule *r = &c->rules->rules[i];

    *f = (socvet_finding){.rule = r, .verdict = SOCVET_VERDICT_NOT_APPLICABLE, .severity = r->severity,
                          .message = r->message, .fix = r->fix};
    c->rule = r;
    c->compiled = &c->rules->compiled[i];
    c->spans = NULL;
    c->n_spans = c->cap_spans = c->n_values = 0;
    c->missing = false;
    c->working = c->unknown_fix = (socvet_str){NULL, 0};
    c->softened = c->by_likely = false;
    f->in_force = in_scope(c, r);
    if (f->in_force) {
        int holds = validate_when_holds(c, c->compiled->when, c->compiled->n_when);
        f->verdict = (uint8_t)(holds > 0   ? c->compiled->kind->judge(c)
                               : holds < 0 && r->severity == SOCVET_ERROR ? SOCVET_VERDICT_UNKNOWN
                                           : SOCVET_VERDICT_NOT_APPLICABLE);
    }
    bool fails = f->verdict == SOCVET_VERDICT_FAIL;
    if (fails || !c->opts->spare_words)
        f->message = fill(c, r->message);
    if (fails && c->by_likely)
        say_likely(c, f);
    if (fails || !c->opts->spare_words || f->verdict == SOCVET_VERDICT_UNKNOWN)
        f->fix = fill(c, r->fix);
    if (f->verdict == SOCVET_VERDICT_UNKNOWN)
        say_unknown(c, f);
    if (fails && (c->softened || c->by_likely) && f->severity == SOCVET_ERROR)
        f->severity = SOCVET_WARNING;
    f->reminder = c->compiled->reminder;
    f->working = c->working;
    f->spans = c->spans;
    f->n_spans = c->n_spans;
    f->missing = c->missing;
}

static socvet_status pick_profile(validate_ctx *c, socvet_err *err)
{
    const validate_table *t = &c->rules->dated[TABLE_PROFILES];
    socvet_str nearest = {NULL, 0};
    unsigned best = 8;

    c->profile = c->opts->profile.len ? c->opts->profile : SOCVET_STR("law");
    for (size_t i = 0; i < t->rows; i++) {
        socvet_str n = validate_at(t, i, "name")->s;
        unsigned d = base_str_distance(n, c->profile, 8);
        if (d == 0)
            return SOCVET_OK;
        if (d < best) {
            best = d;
            nearest = n;
        }
    }
    return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET, "no profile called '%.*s'%s%.*s",
                     SOCVET_ARG(c->profile), nearest.len ? "; did you mean " : "", SOCVET_ARG(nearest));
}

static socvet_status pick_route(validate_ctx *c, socvet_err *err)
{
    socvet_str name = c->opts->route;
    const char *nearest = NULL;
    unsigned best = 6;

    if (!name.len || base_str_eq_z(name, "auto")) {
        const validate_route *usual = validate_find_route(c->rules, (socvet_str){NULL, 0}, c->as_of);
        *(c->facts->sponsorship == SOCVET_SPONSOR_OFFERED ? &c->route : &c->panel) = usual;
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
    if (f->reminder)
        return;
    r->unknown += f->verdict == SOCVET_VERDICT_UNKNOWN;
    if (f->verdict != SOCVET_VERDICT_FAIL)
        return;
    r->errors += f->severity == SOCVET_ERROR;
    r->warnings += f->severity == SOCVET_WARNING;
    r->notes += f->severity == SOCVET_NOTE;
}

static int32_t day_of(const socvet_fact_date *d)
{
    return d->state != SOCVET_FACT_ABSENT && d->precision == SOCVET_DATE_DAY ? d->days : INT32_MIN;
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
    c.posted = opts->posted != INT32_MIN ? opts->posted : day_of(&facts->posted);
    c.closing = opts->closing != INT32_MIN ? opts->closing : day_of(&facts->closing);
    socvet_status s = pick_profile(&c, err);
    if (!s)
        s = pick_route(&c, err);
    if (!s)
        s = validate_find_hits(&c, err);
    if (s)
        return s;
    validate_find_code(&c);
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

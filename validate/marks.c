/* marks.c: waivers and baselines mark findings (marks.h). */
#include "marks.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/hash.h"
#include "../base/json.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "validate_int.h"

typedef struct {
    socvet_str rule, document, who, reason;
    int32_t until;
    unsigned line;
    const char *file;
    bool used;
} waiver;

typedef struct {
    uint64_t record, key; /* of the record's id; of rule and words */
} known;

struct socvet_marks {
    base_arena *arena;
    waiver *waivers; size_t n_waivers, cap_waivers;
    known *known; size_t n_known, cap_known;
    size_t n_records; /* of the baseline */
};

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_marks *socvet_marks_new(socvet_err *err)
{
    socvet_marks *m = calloc(1, sizeof *m);

    if (m && (m->arena = base_arena_new(0)) != NULL)
        return m;
    free(m);
    nomem(err);
    return NULL;
}

void socvet_marks_free(socvet_marks *m)
{
    if (m) {
        base_arena_free(m->arena);
        free(m);
    }
}

static bool rule_known(const socvet_rules *rules, socvet_str id)
{
    for (size_t i = 0; i < rules->n_rules; i++)
        if (base_str_eq(rules->rules[i].id, id))
            return true;
    return false;
}

/* A name, a path, twelve or more digits of a hash, or *. */
static bool is_hash(socvet_str s)
{
    size_t i = 0;

    while (i < s.len && (base_is_digit(s.ptr[i]) || (s.ptr[i] >= 'a' && s.ptr[i] <= 'f')))
        i++;
    return i == s.len && i >= 12 && i <= 64;
}

socvet_status socvet_marks_add_waivers(socvet_marks *m, socvet_str bytes, const char *name,
                                       const socvet_rules *rules, socvet_err *err)
{
    static const char *const columns[] = {"rule", "document", "until", "who", "reason", NULL};
    base_tsv t;
    int col[5];
    bool more;
    socvet_status s = base_tsv_open(&t, bytes, name, err);

    if (!s)
        s = base_tsv_need(&t, columns, col, err);
    while (!s && !(s = base_tsv_next(&t, &more, err)) && more) {
        void *p = m->waivers;
        socvet_str f[5];
        for (int i = 0; i < 5; i++)
            f[i] = t.field[col[i]];
        waiver w = {f[0], f[1], f[3], f[4], base_date_parse_iso(f[2]), t.line, name, false};
        if (!rule_known(rules, w.rule))
            s = base_tsv_fail(&t, col[0], err, "no rule called '%.*s'", SOCVET_ARG(w.rule));
        else if (w.until == BASE_NO_DATE)
            s = base_tsv_fail(&t, col[2], err, "until '%.*s': a day like 2027-03-31 is wanted", SOCVET_ARG(f[2]));
        for (int i = 1; !s && i < 5; i++)
            if (f[i].len == 0)
                s = base_tsv_fail(&t, col[i], err, "'%s' is empty", columns[i]);
        if (!s && !base_arena_grow(m->arena, &p, &m->cap_waivers, m->n_waivers, sizeof w))
            s = nomem(err);
        if (s)
            return s;
        m->waivers = p;
        m->waivers[m->n_waivers++] = w;
    }
    return s;
}

/* ---- baseline ---- */

static uint64_t key_of(socvet_str rule, socvet_str words)
{
    uint64_t h[2] = {base_hash64(rule), base_hash64(words)};

    return base_hash64((socvet_str){(const char *)h, sizeof h});
}

static socvet_status add_record(socvet_marks *m, const base_json *record, socvet_err *err)
{
    const base_json *findings = base_json_get(record, "findings");

    m->n_records++;
    for (size_t i = 0; i < base_json_count(findings); i++) {
        const base_json *f = base_json_at(findings, i);
        void *p = m->known;
        if (!base_str_eq_z(base_json_string(base_json_get(f, "verdict")), "fail"))
            continue;
        if (!base_arena_grow(m->arena, &p, &m->cap_known, m->n_known, sizeof *m->known))
            return nomem(err);
        m->known = p;
        m->known[m->n_known++] = (known){base_hash64(base_json_string(base_json_get(record, "id"))),
                                         key_of(base_json_string(base_json_get(f, "id")),
                                                base_json_string(base_json_get(f, "words")))};
    }
    return SOCVET_OK;
}

socvet_status socvet_marks_add_baseline(socvet_marks *m, socvet_str bytes, const char *name, socvet_err *err)
{
    socvet_str line;
    unsigned n = 0;
    socvet_status s = SOCVET_OK;

    while (!s && bytes.len && base_str_split(&bytes, '\n', &line)) {
        base_json *record = NULL;
        n++;
        if (base_str_trim(line).len == 0)
            continue;
        if (base_json_parse(&record, line, NULL) != SOCVET_OK ||
            base_json_type_of(base_json_get(record, "findings")) != BASE_JSON_ARRAY)
            s = base_fail(err, SOCVET_E_DATA, "validate", SOCVET_NO_OFFSET,
                          "%s:%u:1: no record with findings; 'socvet check --json' writes one", name, n);
        else
            s = add_record(m, record, err);
        base_json_free(record);
    }
    return s;
}

/* ---- applying ---- */

static socvet_str base_name(socvet_str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/')
            return (socvet_str){path.ptr + i, path.len - i};
    return path;
}

static bool document_is(const waiver *w, const socvet_doc *doc, socvet_str id)
{
    size_t n;
    const socvet_doc_part *part = socvet_doc_parts(doc, &n);

    if (base_str_eq_z(w->document, "*") || base_str_eq(w->document, id))
        return true;
    for (size_t i = 0; i < n; i++)
        if (base_str_eq(w->document, part[i].name) || base_str_eq(base_name(w->document), base_name(part[i].name)) ||
            (is_hash(w->document) && base_str_starts(base_str_z(part[i].sha256), w->document)))
            return true;
    return false;
}

/* As the record prints them: the words of the first place, not too many. */
static socvet_str words_of(const socvet_finding *f, socvet_str text)
{
    enum { MOST = 240 };
    socvet_str s = f->n_spans ? base_str_cut(text, f->spans[0]) : (socvet_str){"", 0};

    if (s.len <= MOST)
        return s;
    s.len = MOST;
    while (s.len && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80)
        s.len--;
    return s;
}

static void mark(socvet_marks *m, socvet_finding *f, socvet_doc *doc, socvet_str id, int32_t as_of)
{
    base_arena *arena = socvet_doc_arena(doc);
    uint64_t record = base_hash64(id), key = key_of(f->rule->id, words_of(f, socvet_doc_text(doc)));

    for (size_t i = 0; i < m->n_waivers; i++) {
        waiver *w = &m->waivers[i];
        if (w->until < as_of || !base_str_eq(w->rule, f->rule->id) || !document_is(w, doc, id))
            continue;
        w->used = true;
        f->mark = SOCVET_MARK_WAIVED;
        f->mark_text = base_arena_printf(arena, "waived until %s by %.*s: %.*s", base_date_long(w->until).z,
                                         SOCVET_ARG(w->who), SOCVET_ARG(w->reason));
        return;
    }
    for (size_t i = 0; i < m->n_known; i++)
        if (m->known[i].key == key && (m->n_records == 1 || m->known[i].record == record)) {
            f->mark = SOCVET_MARK_BASELINE;
            f->mark_text = SOCVET_STR("known from the baseline");
            return;
        }
}

socvet_status socvet_marks_apply(socvet_marks *m, const socvet_check_result **check, socvet_doc *doc,
                                 socvet_str id, int32_t as_of, socvet_err *err)
{
    const socvet_check_result *old = *check;
    base_arena *arena = socvet_doc_arena(doc);
    socvet_check_result *r = base_arena_alloc(arena, sizeof *r);
    socvet_finding *f = base_arena_array(arena, old->n_findings + 1, sizeof *f);

    if (!r || !f)
        return nomem(err);
    *r = *old;
    r->findings = f;
    memcpy(f, old->findings, old->n_findings * sizeof *f);
    for (size_t i = 0; i < r->n_findings; i++) {
        if (f[i].verdict != SOCVET_VERDICT_FAIL)
            continue;
        mark(m, &f[i], doc, id, as_of);
        if (f[i].mark == SOCVET_MARK_NONE)
            continue;
        r->marked++;
        if (f[i].reminder)
            continue;
        --*(f[i].severity == SOCVET_ERROR ? &r->errors : f[i].severity == SOCVET_WARNING ? &r->warnings : &r->notes);
    }
    *check = r;
    return SOCVET_OK;
}

void socvet_marks_idle(const socvet_marks *m, int32_t as_of,
                       void (*each)(const char *file, unsigned line, const char *text, void *user), void *user)
{
    for (size_t i = 0; i < m->n_waivers; i++) {
        const waiver *w = &m->waivers[i];
        char text[200];
        if (w->until < as_of)
            snprintf(text, sizeof text, "the waiver of %.*s ended on %s", SOCVET_ARG(w->rule), base_date_long(w->until).z);
        else if (!w->used)
            snprintf(text, sizeof text, "the waiver of %.*s for %.*s was not used", SOCVET_ARG(w->rule),
                     (int)(w->document.len > 80 ? 80 : w->document.len), w->document.ptr);
        else
            continue;
        each(w->file, w->line, text, user);
    }
}

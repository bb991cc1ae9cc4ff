/* examples.c: the examples of rules: a bad one must fail its rule, a good one must not. An example may
 * begin with what a text cannot say: "[as-of 2018-06-01; route tier2-general; code 2132] ...". */
#include "../base/date.h"
#include "../base/err.h"
#include "../base/str.h"
#include "corpus.h"

typedef struct {
    const socvet_engine *engine;
    socvet_worker *worker;
    socvet_validate_scratch *scratch;
    socvet_doc *doc;
    int32_t day; /* examples that name none are judged on the day of the newest table */
    void (*each)(const socvet_example_slip *slip, void *user);
    void *user;
} tester;

/* What an example says before its text: "[as-of 2018-06-01; route tier2-general; code 2132] ...". */
typedef struct {
    socvet_str text, code;
    socvet_str media[4];
    socvet_check_opts check;
} example;

static socvet_str option_value(socvet_str *word)
{
    socvet_str value = *word, key;

    base_str_split(&value, ' ', &key);
    *word = key;
    return value.ptr ? base_str_trim(value) : (socvet_str){"", 0};
}

static socvet_status set_option(example *x, socvet_str key, socvet_str v, socvet_err *err)
{
    if (base_str_eq_z(key, "as-of"))
        x->check.as_of = base_date_parse_iso(v);
    else if (base_str_eq_z(key, "posted"))
        x->check.posted = base_date_parse_iso(v);
    else if (base_str_eq_z(key, "closing"))
        x->check.closing = base_date_parse_iso(v);
    else if (base_str_eq_z(key, "route"))
        x->check.route = v;
    else if (base_str_eq_z(key, "profile"))
        x->check.profile = v;
    else if (base_str_eq_z(key, "code"))
        x->code = v;
    else if (base_str_eq_z(key, "new-entrant"))
        x->check.new_entrant = true;
    else if (base_str_eq_z(key, "medium")) {
        socvet_str piece;
        while (base_str_split(&v, ',', &piece) && x->check.n_media < 4)
            x->media[x->check.n_media++] = base_str_trim(piece);
    } else
        return base_fail(err, SOCVET_E_DATA, "corpus", SOCVET_NO_OFFSET, "an example with the option '%.*s'",
                         SOCVET_ARG(key));
    return SOCVET_OK;
}

static socvet_status read_example(example *x, socvet_str s, const socvet_rule *r, int32_t day, socvet_err *err)
{
    size_t end = s.len && s.ptr[0] == '[' ? base_str_find(s, SOCVET_STR("]"), 0) : SIZE_MAX;

    *x = (example){.text = s, .check = {.as_of = day, .posted = INT32_MIN, .closing = INT32_MIN}};
    if (x->check.as_of > r->to)
        x->check.as_of = r->to;
    if (x->check.as_of < r->from)
        x->check.as_of = r->from;
    if (end == SIZE_MAX)
        return SOCVET_OK;
    socvet_str list = {s.ptr + 1, end - 1}, word;
    socvet_status st = SOCVET_OK;
    x->text = base_str_trim((socvet_str){s.ptr + end + 1, s.len - end - 1});
    while (!st && base_str_split(&list, ';', &word)) {
        word = base_str_trim(word);
        socvet_str value = option_value(&word);
        st = set_option(x, word, value, err);
    }
    x->check.media = x->media;
    return st;
}

/* The coding with another code in first place: examples name the code that they are about. */
static socvet_coding with_code(const socvet_coding *k, socvet_str code, socvet_candidate *candidate)
{
    socvet_coding out = *k;

    *candidate = (socvet_candidate){.probability = 0.9, .title = SOCVET_STR("as the example says")};
    memcpy(candidate->code, code.ptr, 4);
    memcpy(out.soc2020, candidate->code, 5);
    memcpy(out.soc2010, candidate->code, 5);
    out.candidates = candidate;
    out.n_candidates = 1;
    out.abstained = false;
    return out;
}

/* Sends one example through the rooms; *out is NULL when the rule gave no verdict. */
static socvet_status judge(tester *t, const socvet_rule *rule, example *x, const socvet_finding **out, socvet_err *err)
{
    socvet_vet_opts o = {.last = SOCVET_STAGE_CLASSIFY, .given = {.as_of = x->check.as_of},
                         .classify = {.edition = -1, .coverage_margin = -1, .explain = true}, .check = x->check};
    socvet_record r;
    socvet_coding coding;
    socvet_candidate candidate;
    const socvet_check_result *check;
    const socvet_rules *rules = socvet_engine_rules(t->engine);

    *out = NULL;
    socvet_doc_reset(t->doc);
    socvet_status s = socvet_doc_add(t->doc, x->text, &(socvet_read_opts){.format = "txt"}, err);
    if (!s)
        s = socvet_vet(&r, t->worker, t->doc, &o, err);
    if (s)
        return s;
    coding = x->code.len ? with_code(r.coding, x->code, &candidate) : *r.coding;
    s = socvet_check(&check, t->doc, r.facts, &coding, socvet_engine_dict(t->engine), rules, t->scratch, &x->check, err);
    for (size_t i = 0; !s && i < check->n_findings; i++)
        if (check->findings[i].rule == rule)
            *out = &check->findings[i];
    return s;
}

static socvet_status try_example(tester *t, const socvet_rule *r, bool bad, size_t *wrong, socvet_err *err)
{
    example x;
    const socvet_finding *f = NULL;
    socvet_status s = read_example(&x, bad ? r->bad : r->good, r, t->day, err);

    if (!s)
        s = judge(t, r, &x, &f, err);
    if (s || (f && (f->verdict == SOCVET_VERDICT_FAIL) == bad))
        return s;
    ++*wrong;
    if (t->each)
        t->each(&(socvet_example_slip){r, bad, f ? f->verdict : (uint8_t)SOCVET_VERDICT_ERROR,
                                       f ? f->message : SOCVET_STR("no verdict")}, t->user);
    return SOCVET_OK;
}

static socvet_status open_tester(tester *t, socvet_err *err)
{
    socvet_str version = socvet_rules_version(socvet_engine_rules(t->engine));

    t->day = base_date_parse_iso((socvet_str){version.ptr, version.len < 10 ? version.len : 10});
    t->worker = socvet_worker_new(t->engine, err);
    t->scratch = t->worker ? socvet_validate_scratch_new(socvet_engine_rules(t->engine), err) : NULL;
    t->doc = t->scratch ? socvet_doc_new() : NULL;
    return t->doc ? SOCVET_OK : base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_status socvet_rules_try(const socvet_engine *engine, bool all, size_t *tried,
                               void (*each)(const socvet_example_slip *slip, void *user), void *user, socvet_err *err)
{
    tester t = {.engine = engine, .each = each, .user = user};
    const socvet_rules *rules = socvet_engine_rules(engine);
    size_t wrong = 0;
    socvet_status s = open_tester(&t, err);

    *tried = 0;
    for (size_t i = 0; !s && i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        if ((!all && !r->own) || base_str_eq_z(r->bad, "-") || base_str_starts(r->bad, SOCVET_STR("-: ")))
            continue; /* no example can be given in a few words of text; "-: why" */
        ++*tried;
        s = try_example(&t, r, true, &wrong, err);
        if (!s)
            s = try_example(&t, r, false, &wrong, err);
    }
    socvet_doc_free(t.doc);
    socvet_validate_scratch_free(t.scratch);
    socvet_worker_free(t.worker);
    if (!s && wrong)
        s = base_fail(err, SOCVET_E_DATA, "corpus", SOCVET_NO_OFFSET, "%zu example%s %s not behave", wrong,
                      wrong == 1 ? "" : "s", wrong == 1 ? "does" : "do");
    return s;
}

/* test_rules.c: every rule's bad example fails it and its good one does not; figures change on their
 * day and not on the day before; what cannot be told is said to be unknown, with what to add. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/date.h"
#include "base/str.h"
#include "corpus/corpus.h"

static socvet_engine *engine;
static socvet_worker *worker;
static socvet_validate_scratch *scratch;
static socvet_doc *doc;

static int open_all(void **state)
{
    (void)state;
    socvet_err err = {0};
    if (socvet_engine_open(&engine, &err) || !(worker = socvet_worker_new(engine, &err)) ||
        !(scratch = socvet_validate_scratch_new(socvet_engine_rules(engine), &err)) || !(doc = socvet_doc_new())) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    socvet_doc_free(doc);
    socvet_validate_scratch_free(scratch);
    socvet_worker_free(worker);
    socvet_engine_free(engine);
    return 0;
}

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

static void set_option(example *x, socvet_str key, socvet_str v)
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
        fail_msg("an example with the option '%.*s'", SOCVET_ARG(key));
}

static void read_example(example *x, socvet_str s, const socvet_rule *r)
{
    size_t end = s.ptr[0] == '[' ? base_str_find(s, SOCVET_STR("]"), 0) : SIZE_MAX;

    *x = (example){.text = s, .check = {.as_of = base_date_from_ymd(2026, 11, 25), .posted = INT32_MIN,
                                        .closing = INT32_MIN}};
    if (x->check.as_of > r->to)
        x->check.as_of = r->to;
    if (end == SIZE_MAX)
        return;
    socvet_str list = {s.ptr + 1, end - 1}, word;
    x->text = base_str_trim((socvet_str){s.ptr + end + 1, s.len - end - 1});
    while (base_str_split(&list, ';', &word)) {
        word = base_str_trim(word);
        socvet_str value = option_value(&word);
        set_option(x, word, value);
    }
    x->check.media = x->media;
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

static const socvet_finding *judge(const socvet_rule *rule, example *x)
{
    socvet_vet_opts o = {.last = SOCVET_STAGE_CLASSIFY, .given = {.as_of = x->check.as_of},
                         .classify = {.edition = -1, .coverage_margin = -1, .explain = true}, .check = x->check};
    socvet_record r;
    socvet_err err = {0};
    socvet_coding coding;
    socvet_candidate candidate;
    const socvet_check_result *check;

    socvet_doc_reset(doc);
    if (socvet_doc_add(doc, x->text, &(socvet_read_opts){.format = "txt"}, &err) ||
        socvet_vet(&r, worker, doc, &o, &err))
        fail_msg("%.*s: %s", SOCVET_ARG(rule->id), err.text);
    coding = x->code.len ? with_code(r.coding, x->code, &candidate) : *r.coding;
    if (socvet_check(&check, doc, r.facts, &coding, socvet_engine_dict(engine), socvet_engine_rules(engine), scratch,
                     &x->check, &err))
        fail_msg("%.*s: %s", SOCVET_ARG(rule->id), err.text);
    for (size_t i = 0; i < check->n_findings; i++) {
        const socvet_finding *f = &check->findings[i];
        if (f->rule != rule)
            continue;
        for (size_t k = 0; k < f->n_spans; k++)
            assert_true(f->spans[k].from < f->spans[k].to && f->spans[k].to <= socvet_doc_text(doc).len);
        return f;
    }
    fail_msg("%.*s: no verdict", SOCVET_ARG(rule->id));
    return NULL;
}

static const char *verdict_word(uint8_t v)
{
    static const char *const words[] = {"pass", "fail", "unknown", "not_applicable", "error"};
    return words[v];
}

static size_t try_example(const socvet_rule *r, bool bad)
{
    example x;

    read_example(&x, bad ? r->bad : r->good, r);
    const socvet_finding *f = judge(r, &x);
    if ((f->verdict == SOCVET_VERDICT_FAIL) == bad) {
        if (bad && base_str_find(f->message, SOCVET_STR("{"), 0) != SIZE_MAX)
            fail_msg("%.*s: a message with a gap: %.*s", SOCVET_ARG(r->id), SOCVET_ARG(f->message));
        return 0;
    }
    print_message("%.*s: its %s example is %s: %.*s (%.*s)\n", SOCVET_ARG(r->id), bad ? "bad" : "good",
                  verdict_word(f->verdict), SOCVET_ARG(f->message), SOCVET_ARG(f->fix));
    return 1;
}

static void examples(void **state)
{
    const socvet_rules *rules = socvet_engine_rules(engine);
    size_t tried = 0, wrong = 0;

    (void)state;
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        if (base_str_eq_z(r->bad, "-"))
            continue; /* needs several papers, or a file of another format: test_papers.c */
        tried++;
        wrong += try_example(r, true);
        wrong += try_example(r, false);
    }
    print_message("%zu rules tried by their examples, %zu wrong\n", tried, wrong);
    assert_int_equal(wrong, 0);
    assert_true(tried >= 150);
}

static void catalogue(void **state)
{
    const socvet_rules *rules = socvet_engine_rules(engine);

    (void)state;
    assert_true(socvet_rules_count(rules) >= 150);
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        assert_true(r->message.len && r->why.len && r->fix.len && r->source_title.len);
        assert_true(r->from <= r->to);
    }
}

static void unknown_words(void **state)
{
    example x;
    socvet_vet_opts o = {.last = SOCVET_STAGE_CHECK, .classify = {.edition = -1, .coverage_margin = -1}};
    socvet_record r;
    socvet_err err = {0};

    (void)state;
    read_example(&x, SOCVET_STR("[route skiled-worker] x"), socvet_rules_at(socvet_engine_rules(engine), 0));
    o.check = x.check;
    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR("Baker"), SOCVET_STR("x"), &err), SOCVET_OK);
    assert_int_equal(socvet_vet(&r, worker, doc, &o, &err), SOCVET_E_USAGE);
    assert_non_null(strstr(err.text, "did you mean skilled-worker"));
    o.check.route = SOCVET_STR("none");
    o.check.profile = SOCVET_STR("universty");
    err = (socvet_err){0};
    assert_int_equal(socvet_vet(&r, worker, doc, &o, &err), SOCVET_E_USAGE);
    assert_non_null(strstr(err.text, "did you mean university"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples), cmocka_unit_test(catalogue),
                                       cmocka_unit_test(unknown_words)};
    return cmocka_run_group_tests_name("rules", tests, open_all, close_all);
}

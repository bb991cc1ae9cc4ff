/* test_rules.c: every rule's bad example fails it and its good one does not; minimum wages and
 * thresholds change on their day and not the day before. */
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
static socvet_doc *doc;

static int open_all(void **state)
{
    (void)state;
    socvet_err err = {0};
    if (socvet_engine_open(&engine, &err) || !(worker = socvet_worker_new(engine, &err)) ||
        !(doc = socvet_doc_new())) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    socvet_doc_free(doc);
    socvet_worker_free(worker);
    socvet_engine_free(engine);
    return 0;
}

static uint8_t verdict(const socvet_rule *rule, socvet_str text, int32_t as_of, const char *route)
{
    socvet_vet_opts o = {.last = SOCVET_STAGE_CHECK,
                         .given = {.as_of = as_of},
                         .classify = {.edition = -1, .coverage_margin = -1},
                         .check = {.as_of = as_of, .posted = INT32_MIN, .closing = INT32_MIN,
                                   .route = base_str_z(route), .profile = rule->profile}};
    socvet_record r;
    socvet_err err = {0};

    socvet_doc_reset(doc);
    if (socvet_doc_add(doc, text, &(socvet_read_opts){.format = "txt"}, &err) ||
        socvet_vet(&r, worker, doc, &o, &err))
        fail_msg("%.*s: %s", SOCVET_ARG(rule->id), err.text);
    for (size_t i = 0; i < r.check->n_findings; i++) {
        const socvet_finding *f = &r.check->findings[i];
        if (f->rule != rule)
            continue;
        for (size_t k = 0; k < f->n_spans; k++)
            assert_true(f->spans[k].from < f->spans[k].to && f->spans[k].to <= socvet_doc_text(doc).len);
        return f->verdict;
    }
    fail_msg("%.*s: no verdict", SOCVET_ARG(rule->id));
    return 0;
}

static void examples(void **state)
{
    const socvet_rules *rules = socvet_engine_rules(engine);
    size_t tried = 0, wrong = 0;

    (void)state;
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        int32_t day = base_date_from_ymd(2026, 11, 25);
        if (day < r->from || day > r->to)
            day = r->to != INT32_MAX ? r->to : r->from;
        if (r->bad.len && verdict(r, r->bad, day, "none") != SOCVET_VERDICT_FAIL)
            print_message("%.*s: its bad example does not fail\n", SOCVET_ARG(r->id)), wrong++;
        if (r->good.len && verdict(r, r->good, day, "none") == SOCVET_VERDICT_FAIL)
            print_message("%.*s: its good example fails\n", SOCVET_ARG(r->id)), wrong++;
        tried += r->bad.len > 0;
    }
    assert_int_equal(wrong, 0);
    assert_true(tried >= 30);
}

static void catalogue(void **state)
{
    const socvet_rules *rules = socvet_engine_rules(engine);

    (void)state;
    assert_true(socvet_rules_count(rules) >= 50);
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        assert_true(r->message.len && r->why.len && r->fix.len && r->source_title.len);
        assert_true(r->from <= r->to);
    }
}

static const socvet_rule *rule_named(const char *id)
{
    const socvet_rules *rules = socvet_engine_rules(engine);

    for (size_t i = 0; i < socvet_rules_count(rules); i++)
        if (base_str_eq_z(socvet_rules_at(rules, i)->id, id))
            return socvet_rules_at(rules, i);
    fail_msg("no rule %s", id);
    return NULL;
}

static void boundaries(void **state)
{
    static const struct {
        const char *id, *route, *pay;
        int before[3], day[3];
        uint8_t verdict_before, verdict_on;
    } cases[] = {
        /* the wage of the day before is enough until the new one comes */
        {"PAY-007", "none", "£12.21 per hour", {2026, 3, 31}, {2026, 4, 1}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-007", "none", "£11.44 per hour", {2025, 3, 31}, {2025, 4, 1}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-009", "none", "£9.50 per hour", {2023, 3, 31}, {2023, 4, 1}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-008", "none", "£7.20 per hour", {2017, 3, 31}, {2017, 4, 1}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-001", "skilled-worker", "£40,000 per annum", {2025, 7, 21}, {2025, 7, 22}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-001", "skilled-worker", "£30,000 per annum", {2024, 4, 3}, {2024, 4, 4}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-001", "skilled-worker", "£26,000 per annum", {2023, 4, 11}, {2023, 4, 12}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-005", "scale-up", "£38,000 per annum", {2025, 7, 21}, {2025, 7, 22}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
        {"PAY-004", "gbm", "£50,000 per annum", {2025, 7, 21}, {2025, 7, 22}, SOCVET_VERDICT_PASS, SOCVET_VERDICT_FAIL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        int n = snprintf(text, sizeof text, "Baker\n\nSalary: %s\n\nHours: 37.5 hours per week\n", cases[i].pay);
        const socvet_rule *r = rule_named(cases[i].id);
        const int *b = cases[i].before, *d = cases[i].day;
        socvet_str s = {text, (size_t)n};
        uint8_t before = verdict(r, s, base_date_from_ymd(b[0], b[1], b[2]), cases[i].route);
        uint8_t on = verdict(r, s, base_date_from_ymd(d[0], d[1], d[2]), cases[i].route);
        if (before != cases[i].verdict_before || on != cases[i].verdict_on)
            fail_msg("%s %s: %d the day before, %d on the day", cases[i].id, cases[i].pay, before, on);
    }
}

static void unknown_words(void **state)
{
    socvet_vet_opts o = {.last = SOCVET_STAGE_CHECK, .given = {.as_of = 20000},
                         .classify = {.edition = -1, .coverage_margin = -1},
                         .check = {.as_of = 20000, .posted = INT32_MIN, .closing = INT32_MIN,
                                   .route = SOCVET_STR("skiled-worker")}};
    socvet_record r;
    socvet_err err = {0};

    (void)state;
    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR("Baker"), SOCVET_STR("x"), &err), SOCVET_OK);
    assert_int_equal(socvet_vet(&r, worker, doc, &o, &err), SOCVET_E_USAGE);
    assert_non_null(strstr(err.text, "did you mean skilled-worker"));
    o.check.route = SOCVET_STR("none");
    o.check.profile = SOCVET_STR("universty");
    err = (socvet_err){0};
    assert_int_equal(socvet_vet(&r, worker, doc, &o, &err), SOCVET_E_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples), cmocka_unit_test(catalogue),
                                       cmocka_unit_test(boundaries), cmocka_unit_test(unknown_words)};
    return cmocka_run_group_tests_name("rules", tests, open_all, close_all);
}

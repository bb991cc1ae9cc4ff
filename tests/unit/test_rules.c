/* test_rules.c: every rule's bad example fails it and its good one does not; figures change on their
 * day and not on the day before; what cannot be told is said to be unknown, with what to add. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

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

static void slip(const socvet_example_slip *x, void *user)
{
    static const char *const words[] = {"pass", "fail", "unknown", "not_applicable", "error"};

    (void)user;
    print_message("%.*s: its %s example gives %s: %.*s\n", SOCVET_ARG(x->rule->id), x->bad ? "bad" : "good",
                  words[x->verdict], SOCVET_ARG(x->message));
}

static void examples(void **state)
{
    size_t tried;
    socvet_err err = {0};

    (void)state;
    if (socvet_rules_try(engine, true, &tried, slip, NULL, &err) != SOCVET_OK)
        fail_msg("%s", err.text);
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

/* On the first and last day a rule is judged; on the day before and the day after it is not. */
static bool judged_on(const socvet_rule *r, int32_t day)
{
    socvet_str rest = r->route, route = {"", 0};

    if (rest.len)
        base_str_split(&rest, ' ', &route);
    socvet_vet_opts o = {.last = SOCVET_STAGE_CHECK, .given = {.as_of = day},
                         .classify = {.edition = -1, .coverage_margin = -1},
                         .check = {.as_of = day, .posted = INT32_MIN, .closing = INT32_MIN, .route = route, .profile = r->profile}};
    socvet_record record;
    socvet_err err = {0};

    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR("Baker"), SOCVET_STR("x"), &err), SOCVET_OK);
    socvet_status s = socvet_vet(&record, worker, doc, &o, &err);
    if (s == SOCVET_E_USAGE)
        return false; /* the route was not open on that day */
    assert_int_equal(s, SOCVET_OK);
    for (size_t i = 0; i < record.check->n_findings; i++)
        if (record.check->findings[i].rule == r)
            return record.check->findings[i].in_force;
    fail_msg("%.*s: no verdict", SOCVET_ARG(r->id));
    return 0;
}

static void boundaries(void **state)
{
    const socvet_rules *rules = socvet_engine_rules(engine);
    size_t days = 0;

    (void)state;
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        if (r->from != INT32_MIN && (judged_on(r, r->from - 1) || !judged_on(r, r->from)))
            fail_msg("%.*s does not begin on its day", SOCVET_ARG(r->id));
        if (r->to != INT32_MAX && (judged_on(r, r->to + 1) || !judged_on(r, r->to)))
            fail_msg("%.*s does not end on its day", SOCVET_ARG(r->id));
        days += (r->from != INT32_MIN) + (r->to != INT32_MAX);
    }
    print_message("%zu first and last days\n", days);
    assert_true(days >= 60);
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
    assert_non_null(strstr(err.text, "did you mean university"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples), cmocka_unit_test(catalogue), cmocka_unit_test(boundaries),
                                       cmocka_unit_test(unknown_words)};
    return cmocka_run_group_tests_name("rules", tests, open_all, close_all);
}

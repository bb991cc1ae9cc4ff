/* test_rule_tables.c: every row of every dated table holds on its first and last day and not on the
 * day before or after; the rule compiler refuses what it must, and says where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "validate/validate_int.h"

static socvet_rules *rules;

static int open_all(void **state)
{
    (void)state;
    socvet_err err = {0};
    if (socvet_rules_open(&rules, &err) == SOCVET_OK)
        return 0;
    fprintf(stderr, "%s\n", err.text);
    return -1;
}

static int close_all(void **state)
{
    (void)state;
    socvet_rules_free(rules);
    return 0;
}

/* The days to try of a row: the day before, the first, the last, the day after; open ends are left out. */
static size_t edges(int32_t from, int32_t to, int32_t day[4], bool holds[4])
{
    size_t n = 0;

    if (from != INT32_MIN) {
        day[n] = from - 1, holds[n++] = false;
        day[n] = from, holds[n++] = true;
    }
    if (to != INT32_MAX) {
        day[n] = to, holds[n++] = true;
        day[n] = to + 1, holds[n++] = false;
    }
    return n;
}

static void thresholds(void **state)
{
    size_t tried = 0;

    (void)state;
    for (size_t i = 0; i < rules->n_thresholds; i++) {
        const validate_threshold *t = &rules->thresholds[i];
        int32_t day[4];
        bool holds[4];
        char option[40];
        snprintf(option, sizeof option, "%.*s", SOCVET_ARG(t->option));
        for (size_t k = 0, n = edges(t->from, t->to, day, holds); k < n; k++, tried++)
            if ((validate_find_threshold(rules, t->route, option, day[k]) == t) != holds[k])
                fail_msg("threshold %zu, edge %zu", i, k);
    }
    assert_true(tried >= 300);
}

static void wages(void **state)
{
    size_t tried = 0;

    (void)state;
    for (size_t i = 0; i < rules->n_wages; i++) {
        const validate_wage *w = &rules->wages[i];
        int32_t day[4];
        bool holds[4];
        char kind[40];
        int age = w->min_age == VALIDATE_NONE ? 0 : (int)w->min_age;
        snprintf(kind, sizeof kind, "%.*s", SOCVET_ARG(w->kind));
        for (size_t k = 0, n = edges(w->from, w->to, day, holds); k < n; k++, tried++)
            if ((validate_find_wage(rules, kind, age, day[k]) == w) != holds[k])
                fail_msg("wage %zu (%s, %d), edge %zu", i, kind, age, k);
    }
    assert_true(tried >= 200);
}

static void lists(void **state)
{
    size_t tried = 0;

    (void)state;
    for (size_t i = 0; i < rules->n_listed; i++) {
        const validate_listed *x = &rules->listed[i];
        int32_t day[4];
        bool holds[4];
        char list[40];
        snprintf(list, sizeof list, "%.*s", SOCVET_ARG(x->list));
        for (size_t k = 0, n = edges(x->from, x->to, day, holds); k < n; k++, tried++) {
            const validate_listed *found = validate_find_listed(rules, list, x->edition, x->code, day[k]);
            bool same = found && (found == x || (found->from <= day[k] && day[k] <= found->to));
            if (holds[k] != same && !(found && found != x))
                fail_msg("%s %.*s, edge %zu", list, SOCVET_ARG(x->code), k);
        }
    }
    assert_true(tried >= 200);
}

static void rates_and_routes(void **state)
{
    (void)state;
    for (size_t i = 0; i < rules->n_rates; i++) {
        const validate_rate *x = &rules->rates[i];
        assert_true(x->from <= x->to);
        if (!validate_find_rate(rules, x->edition, x->code, x->from))
            fail_msg("rate of %.*s is not found on its first day", SOCVET_ARG(x->code));
        const validate_rate *before = validate_find_rate(rules, x->edition, x->code, x->from - 1);
        if (before && before->from > x->from - 1)
            fail_msg("rate of %.*s is found too early", SOCVET_ARG(x->code));
    }
    for (size_t i = 0; i < rules->n_routes; i++) {
        const validate_route *x = &rules->routes[i];
        int32_t day[4];
        bool holds[4];
        for (size_t k = 0, n = edges(x->from, x->to, day, holds); k < n; k++)
            if ((validate_find_route(rules, x->name, day[k]) == x) != holds[k])
                fail_msg("route %.*s, edge %zu", SOCVET_ARG(x->name), k);
    }
}

static void dated(void **state)
{
    size_t tried = 0;

    (void)state;
    for (size_t id = 0; id < VALIDATE_TABLES; id++) {
        const validate_table *t = &rules->dated[id];
        for (size_t row = 0; row < t->rows; row++) {
            validate_want want[8] = {{NULL, {NULL, 0}}};
            int32_t day[4];
            bool holds[4];
            size_t w = 0, found;
            for (size_t c = 0; c < t->columns; c++)
                if (t->schema->columns[c].key && w < 7)
                    want[w++] = (validate_want){t->schema->columns[c].name, t->cells[row * t->columns + c].s};
            for (size_t k = 0, n = edges((int32_t)validate_at(t, row, "from")->n, (int32_t)validate_at(t, row, "to")->n,
                                         day, holds); k < n; k++, tried++)
                if (((found = validate_find(t, 0, day[k], want)) == row) != holds[k] && !(found != row && holds[k]))
                    fail_msg("%s, row %zu, edge %zu", t->schema->name, row, k);
        }
    }
    assert_true(tried >= 500);
}

/* ---- what the compiler refuses ---- */

#define HEAD "id\trev\tseverity\tcertainty\tkind\tsubject\tparams\twhen\troute\tprofile\tfrom\tto\tmessage\twhy\tfix\tsource\tbad\tgood\n"
#define ROW(id, kind, subject, params, when, route, from, to, message, source)                                  \
    id "\t1\tnote\tlikely\t" kind "\t" subject "\t" params "\t" when "\t" route "\t\t" from "\t" to "\t" message  \
       "\twhy\tfix\t" source "\tbad\tgood\n"

static void refusals(void **state)
{
    static const struct {
        const char *label, *rows, *wording, *says;
    } cases[] = {
        {"a good one", ROW("OWN-001", "absent", "bonus", "", "job", "", "", "", "a bonus", "document"), "", NULL},
        {"unknown source", ROW("OWN-001", "absent", "bonus", "", "", "", "", "", "m", "nowhere"), "",
         "no source called 'nowhere'"},
        {"same id, same days", ROW("OWN-001", "absent", "bonus", "", "", "", "2020-01-01", "", "m", "document")
                               ROW("OWN-001", "absent", "bonus", "", "", "", "", "2020-01-01", "m", "document"), "",
         "own.tsv:3:1: an id used twice for the same days: 'OWN-001'"},
        {"same id, other days", ROW("OWN-001", "absent", "bonus", "", "", "", "2020-01-01", "", "m", "document")
                                ROW("OWN-001", "absent", "bonus", "", "", "", "", "2019-12-31", "m", "document"), "", NULL},
        {"an id of ours", ROW("SAL-001", "absent", "bonus", "", "", "", "", "", "m", "document"), "", "an id used twice"},
        {"no id", ROW("bonus", "absent", "bonus", "", "", "", "", "", "m", "document"), "", "no id: 'bonus'"},
        {"ends before it begins", ROW("OWN-001", "absent", "bonus", "", "", "", "2020-01-02", "2020-01-01", "m", "document"),
         "", "never in force"},
        {"no route on its days", ROW("OWN-001", "absent", "bonus", "", "", "tier2-general", "2021-01-01", "", "m", "document"),
         "", "never reached: not open on its days"},
        {"conditions against each other", ROW("OWN-001", "absent", "bonus", "", "job !job", "", "", "", "m", "document"),
         "", "two conditions stand against each other"},
        {"unknown kind", ROW("OWN-001", "absnt", "bonus", "", "", "", "", "", "m", "document"), "", "no kind called 'absnt'"},
        {"unknown subject", ROW("OWN-001", "absent", "bonuss", "", "", "", "", "", "m", "document"), "",
         "nothing is called 'bonuss'"},
        {"unknown condition", ROW("OWN-001", "absent", "bonus", "", "advrt", "", "", "", "m", "document"), "",
         "did you mean advert"},
        {"a word it never is", ROW("OWN-001", "absent", "bonus", "", "contract=fixd", "", "", "", "m", "document"), "",
         "contract is never 'fixd'"},
        {"unknown route", ROW("OWN-001", "absent", "bonus", "", "", "tier3", "", "", "m", "document"), "",
         "no route called 'tier3'"},
        {"a gap in the message", ROW("OWN-001", "absent", "bonus", "", "", "", "", "", "{wrds}", "document"), "",
         "nothing is called 'wrds'"},
        {"unknown param", ROW("OWN-001", "range", "hours", "mni=3", "", "", "", "", "m", "document"), "", "no such param"},
        {"a missing param", ROW("OWN-001", "compare", "closing", "op=>", "", "", "", "", "m", "document"), "",
         "a param is missing: 'to'"},
        {"no pattern", ROW("OWN-001", "match", "text", "", "", "", "", "", "m", "document"), "", "no pattern for 'OWN-001'"},
        {"a pattern without a rule", ROW("OWN-001", "absent", "bonus", "", "", "", "", "", "m", "document"),
         "id\tgate\tpattern\tyes\tno\nOWN-002\tfoo\t\\bfoo\\b\tfoo\tbar\n", "no rule is called 'OWN-002'"},
        {"no date", ROW("OWN-001", "absent", "bonus", "", "", "", "1/2/2020", "", "m", "document"), "", "no date '1/2/2020'"},
        {"an empty message", ROW("OWN-001", "absent", "bonus", "", "", "", "", "", "", "document"), "", "'message' is empty"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2048];
        socvet_rules *own = NULL;
        socvet_err err = {0};
        socvet_rules_extra extra = {.rules_name = "own.tsv", .wording_name = "own-wording.tsv"};
        snprintf(text, sizeof text, "%s%s", HEAD, cases[i].rows);
        extra.rules = base_str_z(text);
        extra.wording = base_str_z(cases[i].wording);
        socvet_status s = socvet_rules_load(&own, &extra, &err);
        if (!cases[i].says && s)
            fail_msg("%s: refused: %s", cases[i].label, err.text);
        if (cases[i].says && (!s || !strstr(err.text, cases[i].says)))
            fail_msg("%s: said '%s', not '%s'", cases[i].label, s ? err.text : "nothing", cases[i].says);
        socvet_rules_free(own);
    }
}

#define RATES "what\tname\titem\tfrom\tto\tannual\tnew_entrant\thours\thourly\teligible\tsource\n"
static void own_rates(void **state)
{
    static const struct {
        const char *label, *rows, *says;
    } cases[] = {
        {"a good one", "going-rate\tsoc2010\t2136\t2019-04-01\t2020-11-30\t32000\t24000\t39\t\tyes\tAppendix J\n", NULL},
        {"a threshold", "threshold\tgbm\tgeneral\t2022-04-11\t2023-04-11\t42400\t\t39\t\t\ta letter\n", NULL},
        {"no such thing", "rate\tsoc2010\t2136\t\t\t32000\t\t39\t\t\tx\n", "rates.tsv:2:1: what 'rate': one of going-rate|threshold"},
        {"no money", "going-rate\tsoc2010\t2136\t\t\tlots\t\t39\t\t\tx\n", "annual 'lots'"},
        {"no figure", "going-rate\tsoc2010\t2136\t\t\t\t\t39\t\t\tx\n", "annual is empty"},
        {"no code", "going-rate\tsoc2010\t213\t\t\t32000\t\t39\t\t\tx\n", "four digits are wanted"},
        {"no edition", "going-rate\tsoc1990\t2136\t\t\t32000\t\t39\t\t\tx\n", "no classification"},
        {"no option", "threshold\tgbm\tZ\t\t\t32000\t\t39\t\t\tx\n", "no such option"},
        {"no source", "going-rate\tsoc2010\t2136\t\t\t32000\t\t39\t\t\t\n", "source is empty"},
        {"twice", "going-rate\tsoc2010\t2136\t\t\t32000\t\t39\t\t\tx\ngoing-rate\tsoc2010\t2136\t2020-01-01\t\t33000\t\t39\t\t\tx\n",
         "rates.tsv:3:1: a second row"},
        {"backwards", "going-rate\tsoc2010\t2136\t2020-01-02\t2020-01-01\t32000\t\t39\t\t\tx\n", "never in force"},
        {"a bad day", "going-rate\tsoc2010\t2136\t2020-13-01\t\t32000\t\t39\t\t\tx\n", "'2020-13-01' is no date"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        socvet_rules *own = NULL;
        socvet_err err = {0};
        snprintf(text, sizeof text, "%s%s", RATES, cases[i].rows);
        socvet_status s = socvet_rules_load(&own, &(socvet_rules_extra){.rates = base_str_z(text), .rates_name = "rates.tsv"}, &err);
        if (!cases[i].says && s)
            fail_msg("%s: refused: %s", cases[i].label, err.text);
        if (cases[i].says && (!s || !strstr(err.text, cases[i].says)))
            fail_msg("%s: said '%s', not '%s'", cases[i].label, s ? err.text : "nothing", cases[i].says);
        if (i == 0) {
            const validate_rate *r = validate_find_rate(own, SOCVET_STR("soc2010"), SOCVET_STR("2136"), 18000);
            assert_non_null(r);
            assert_int_equal(r->annual_pence, 3200000);
            assert_true(r->own);
        }
        socvet_rules_free(own);
    }
}

/* Names are found by halving: the table must be in order, and each name must find its own row. */
static void names_in_order(void **state)
{
    (void)state;
    for (const validate_name *n = validate_names; n->name; n++) {
        if (n != validate_names && strcmp(n[-1].name, n->name) >= 0)
            fail_msg("%s stands behind %s", n->name, n[-1].name);
        if (validate_name_find(base_str_z(n->name)) != n)
            fail_msg("%s is not found", n->name);
        if (n->from == FROM_WORD && !n->words)
            fail_msg("%s: a word of no list", n->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds), cmocka_unit_test(wages), cmocka_unit_test(lists),
        cmocka_unit_test(rates_and_routes), cmocka_unit_test(dated), cmocka_unit_test(refusals),
        cmocka_unit_test(own_rates), cmocka_unit_test(names_in_order)};
    return cmocka_run_group_tests_name("rule tables", tests, open_all, close_all);
}

/* test_dict_titles.c: everyday titles, as people write them, against tests/dict/<edition>.tsv. The
 * answer of a look-up is its unqualified row, else the first that ONS marks, else the first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "base/tsv.h"
#include "soc_dict/fold.h"
#include "soc_dict/soc_dict.h"

typedef struct {
    int edition, rank;
    char code[8];
} answer;

static bool take(const socvet_index_row *row, void *user)
{
    answer *a = user;
    bool plain = row->industry.len == 0 && row->extra.len == 0;
    int rank = plain ? 3 : row->is_default ? 2 : 1;

    if (row->code[a->edition][0] && rank > a->rank) {
        memcpy(a->code, row->code[a->edition], sizeof a->code);
        a->rank = rank;
    }
    return true;
}

static double milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void score(const char *name)
{
    const socvet_dict *d;
    base_buf bytes;
    base_tsv t;
    bool more;
    char path[512];
    unsigned right = 0, all = 0;

    assert_int_equal(socvet_dict_open(&d, NULL), SOCVET_OK);
    snprintf(path, sizeof path, "%s/tests/dict/%s.tsv", SOCVET_SOURCE_DIR, name);
    assert_int_equal(base_file_read(&bytes, path, 1 << 20, NULL), SOCVET_OK);
    assert_int_equal(base_tsv_open(&t, base_buf_str(&bytes), path, NULL), SOCVET_OK);
    double start = milliseconds();
    while (base_tsv_next(&t, &more, NULL) == SOCVET_OK && more) {
        answer a = {.edition = socvet_dict_edition(d, base_str_z(name))};
        socvet_dict_find(d, base_tsv_get(&t, "title"), false, take, &a);
        all++;
        if (base_str_eq_z(base_tsv_get(&t, "code"), a.code))
            right++;
        else
            print_message("%s: '%.*s' gives '%s', not %.*s\n", name,
                          SOCVET_ARG(base_tsv_get(&t, "title")), a.code,
                          SOCVET_ARG(base_tsv_get(&t, "code")));
    }
    print_message("%s: %u of %u everyday titles, %.2f us each\n", name, right, all,
                  1e3 * (milliseconds() - start) / all);
    base_buf_clear(&bytes);
    assert_in_range(all, 200, 10000);
    assert_in_range(right * 100, all * 98, all * 100);
}

static void soc2020(void **state)
{
    (void)state;
    score("soc2020");
}

static void soc2010(void **state)
{
    (void)state;
    score("soc2010");
}

static void folding(void **state)
{
    static const struct {
        const char *text, *folded, *deep;
    } cases[] = {
        {"Co-ordinators", "coordinator", "coordinator"},
        {"Front-end Developer", "front end developer", "front end developer"},
        {"Healthcare Assistants", "health care assistant", "health care assistant"},
        {"Careers Advisor", "career adviser", "career adviser"},
        {"Saleswoman / Salesperson", "salesman salesman", "salesman salesman"},
        {"HEADTEACHER", "head teacher", "head teacher"},
        {"HR Manager", "hr manager", "human resource manager"},
        {"Head of IT", "head of it", "head information technology"},
        {"R&D", "r and d", "r d"},
        {"Secretaries & Classes", "secretary and class", "secretary class"},
        {"Midwives", "midwife", "midwife"},
        {"bus", "bus", "bus"},
        {"Caf\xC3\xA9 \xE2\x80\x93 Manager", "cafe manager", "cafe manager"},
        {" - ,,, ", "", ""},
        {"", "", ""},
    };
    const socvet_dict *d;
    char buf[128];

    (void)state;
    assert_int_equal(socvet_dict_open(&d, NULL), SOCVET_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = socvet_dict_fold(d, base_str_z(cases[i].text), 0, buf, sizeof buf);
        assert_string_equal(buf, cases[i].folded);
        assert_int_equal(n, strlen(buf));
        socvet_dict_fold(d, base_str_z(cases[i].text), SOCVET_FOLD_EXPAND | SOCVET_FOLD_DROP_STOPS,
                         buf, sizeof buf);
        assert_string_equal(buf, cases[i].deep);
    }
    assert_int_equal(socvet_dict_fold(d, SOCVET_STR("a title longer than the room"), 0, buf, 8), 0);
}

static void expansions(void **state)
{
    const socvet_dict *d;
    socvet_str out[4];

    (void)state;
    assert_int_equal(socvet_dict_open(&d, NULL), SOCVET_OK);
    assert_int_equal(socvet_dict_expand(d, SOCVET_STR("SEO"), out, 4), 2);
    assert_true(base_str_eq_z(out[0], "search engine optimisation"));
    assert_int_equal(socvet_dict_expand(d, SOCVET_STR("seo"), NULL, 0), 2);
    assert_int_equal(socvet_dict_expand(d, SOCVET_STR("qwerty"), out, 4), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(soc2020), cmocka_unit_test(soc2010),
                                       cmocka_unit_test(folding), cmocka_unit_test(expansions)};
    return cmocka_run_group_tests_name("dict_titles", tests, NULL, NULL);
}

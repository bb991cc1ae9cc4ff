/* test_base.c: dates, tokens, patterns, tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/date.h"
#include "base/err.h"
#include "base/json.h"
#include "base/patset.h"
#include "base/str.h"
#include "base/tsv.h"

static void dates(void **state)
{
    static const struct {
        int y, m, d;
        int32_t days;
    } cases[] = {{1970, 1, 1, 0}, {2000, 2, 29, 11016}, {2026, 11, 25, 20782}, {2023, 2, 29, BASE_NO_DATE}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(base_date_from_ymd(cases[i].y, cases[i].m, cases[i].d), cases[i].days);
    assert_string_equal(base_date_iso(20782).z, "2026-11-25");
    assert_int_equal(base_date_weekday(20782), 2);
    assert_int_equal(base_date_parse_iso(SOCVET_STR("2026-11-25")), 20782);
    assert_int_equal(base_date_add_months(base_date_from_ymd(2024, 1, 31), 1),
                     base_date_from_ymd(2024, 2, 29));
}

static void tokens(void **state)
{
    static const struct {
        const char *text;
        size_t n;
        const char *folded[6];
    } cases[] = {
        {"Nurse's C++ role", 3, {"nurses", "c++", "role"}},
        {"\xC2\xA3" "30,000.50 pa", 3, {"\xC2\xA3", "30,000.50", "pa"}},
        {"Caf\xC3\xA9 & bar", 3, {"cafe", "and", "bar"}},
        {"KS1-part", 3, {"ks1", "-", "part"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        base_arena *a = base_arena_new(0);
        base_token *t;
        size_t n;
        socvet_str s = base_str_z(cases[i].text);
        assert_int_equal(base_tokenise(a, s, 0, (uint32_t)s.len, &t, &n, NULL), SOCVET_OK);
        assert_int_equal(n, cases[i].n);
        for (size_t k = 0; k < n; k++) {
            char buf[64];
            base_token_fold(s, &t[k], buf, sizeof buf);
            assert_string_equal(buf, cases[i].folded[k]);
            assert_true(t[k].hash == base_token_hash(base_str_z(buf)));
        }
        base_arena_free(a);
    }
}

static void patterns(void **state)
{
    static const char good[] = "id\tgate\tpattern\tyes\tno\nA-1\tclosing closes\tclos\\w+ date\tClosing date: now\tdate closing\n";
    static const char bad[] = "id\tgate\tpattern\tyes\tno\nA-1\tclosing\tfoo\tclosing bar\t\n";
    base_patset *set;
    socvet_err err = {0};

    (void)state;
    assert_int_equal(base_patset_load(&set, SOCVET_STR(good), "good.tsv", &err), SOCVET_OK);
    assert_int_equal(base_patset_check(set, &err), SOCVET_OK);
    base_patset_free(set);
    assert_int_equal(base_patset_load(&set, SOCVET_STR(bad), "bad.tsv", &err), SOCVET_OK);
    assert_int_equal(base_patset_check(set, &err), SOCVET_E_DATA);
    assert_string_equal(err.text, "A-1: does not match its example: closing bar");
    base_patset_free(set);
}

static void writer(void **state)
{
    base_buf b;
    base_json_writer w;

    (void)state;
    base_buf_init(&b, 0);
    base_json_init(&w, &b);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_key(&w, "hours");
    base_json_fixed(&w, 3750, 2);
    base_json_kstr(&w, "t", SOCVET_STR("a\"\n"));
    base_json_key(&w, "p");
    base_json_real(&w, 0.8200001, 4);
    base_json_close(&w, '}');
    assert_string_equal(b.ptr, "{\"schema\":1,\"hours\":37.5,\"t\":\"a\\\"\\n\",\"p\":0.82}");
    base_buf_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates), cmocka_unit_test(tokens),
                                       cmocka_unit_test(patterns), cmocka_unit_test(writer)};
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}

/* test_likely.c: where no one code is settled, a rule is judged by what all likely codes say, or not at
 * all. The codes are those of a fixed answer of the coder, not of an advert. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "corpus/corpus.h"
#include "validate/values.h"

static const struct {
    const char *label;
    socvet_candidate codes[3];
    bool abstained;
    const char *eligible; /* NULL: cannot be told */
    bool by_likely;
    size_t likely;
} rows[] = {
    {"one code is settled", {{"2132", .probability = 0.9}, {"5434", .probability = 0.1}}, false, "yes", false, 0},
    {"two of degree level", {{"2132", .probability = 0.48}, {"2133", .probability = 0.47}}, true, "yes", true, 2},
    {"the likely ones differ", {{"2132", .probability = 0.48}, {"5434", .probability = 0.47}}, true, NULL, false, 2},
    {"the third is too unlikely to matter",
     {{"2132", .probability = 0.50}, {"2133", .probability = 0.46}, {"5434", .probability = 0.03}}, true, "yes", true, 2},
    {"too much is said of other codes", {{"2132", .probability = 0.3}, {"2133", .probability = 0.3}}, true, NULL, false, 0},
    {"none can be sponsored", {{"9223", .probability = 0.6}, {"9241", .probability = 0.35}}, true, "no", true, 2},
};

static void judges_by_all_likely_codes(void **state)
{
    socvet_engine *engine = NULL;
    socvet_err err = {0};
    int bad = 0;

    (void)state;
    assert_int_equal(socvet_engine_open(&engine, &err), SOCVET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const socvet_dict *dict = socvet_engine_dict(engine);
        socvet_coding coding = {.edition = socvet_dict_default_edition(dict), .candidates = rows[i].codes,
                                .abstained = rows[i].abstained};
        socvet_facts facts = {.salary = -1};
        validate_ctx c = {.rules = socvet_engine_rules(engine), .dict = dict, .coding = &coding, .facts = &facts, .as_of = 20600};
        validate_value v = {0};
        while (coding.n_candidates < 3 && rows[i].codes[coding.n_candidates].code[0])
            coding.n_candidates++;
        validate_find_code(&c);
        validate_get_eligible(&c, &v);
        bool same = rows[i].eligible ? !v.unknown && base_str_eq_z(v.s, rows[i].eligible) : v.unknown && v.why;
        if (!same || v.by_likely != rows[i].by_likely || c.n_likely != rows[i].likely) {
            print_error("%s: %.*s, %zu likely\n", rows[i].label, SOCVET_ARG(v.s), c.n_likely);
            bad++;
        }
    }
    socvet_engine_free(engine);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(judges_by_all_likely_codes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

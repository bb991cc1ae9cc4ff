/* test_cells_in.c: what stands in a catalogue's cells: days and old codes, in the shapes of the wild. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "corpus/codes.h"
#include "corpus/corpus.h"
#include "corpus/dates.h"

static const struct {
    const char *cell, *day; /* "": none */
    bool month_first;
} days[] = {
    {"2015-03-04", "2015-03-04", false}, {"2015-03-04T09:30:00Z", "2015-03-04", false}, {"2015-03-04 00:00:00.000", "2015-03-04", false},
    {"04/03/2015", "2015-03-04", false}, {"4/3/2015 09:30", "2015-03-04", false}, {"4.3.15", "2015-03-04", false},
    {"04-03-2015", "2015-03-04", false}, {"03/04/2015", "2015-03-04", true}, {"03/14/2015", "2015-03-14", false},
    {"14/03/2015", "2015-03-14", true}, {"4 March 2015", "2015-03-04", false}, {"Wed 4th March 2015", "2015-03-04", false},
    {"4th of March, 2015", "2015-03-04", false}, {"04-Mar-15", "2015-03-04", false}, {"March 4, 2015", "2015-03-04", false},
    {"Mar 4 2015 9:30AM", "2015-03-04", false}, {"1 Sept 2014", "2014-09-01", false}, {"20150304", "2015-03-04", false},
    {"42067", "2015-03-04", false}, {"42067.5", "2015-03-04", false}, {"1425427200", "2015-03-04", false}, {"1425427200000", "2015-03-04", false},
    {" 2015-03-04 ", "2015-03-04", false}, {"2015/03/04", "2015-03-04", false}, {"31/12/99", "1999-12-31", false},
    {"", "", false}, {"tbc", "", false}, {"31/02/2015", "", false}, {"2015", "", false}, {"March 2015", "", false}, {"12:30", "", false},
    {"12345", "", false}, {"00000000", "", false}, {"99/99/9999", "", false}, {"4/3", "", false}, {"ASAP", "", false}, {"VAC-2015-03", "", false},
    {"4 March 2015 to 18 March 2015", "2015-03-04", false}, {"123456789012345678901234567890", "", false},
};

static void days_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        base_date_text got = base_date_iso(corpus_read_date(base_str_z(days[i].cell), days[i].month_first));
        if (strcmp(got.z, days[i].day) != 0)
            fail_msg("'%s': %s, wanted %s", days[i].cell, got.z, days[i].day);
    }
    assert_int_equal(corpus_date_order(SOCVET_STR("25/12/2015")), 1);
    assert_int_equal(corpus_date_order(SOCVET_STR("12/25/2015")), -1);
    assert_int_equal(corpus_date_order(SOCVET_STR("11/12/2015")), 0);
    assert_int_equal(corpus_date_order(SOCVET_STR("25 Dec 2015")), 0);
    assert_int_equal(corpus_date_order(SOCVET_STR("2015-12-25")), 0);
}

static const struct {
    const char *cell, *code;
    corpus_code_how how;
} codes[] = {
    {"2119", "2119", CORPUS_CODE_DIGITS}, {" 2119 ", "2119", CORPUS_CODE_DIGITS}, {"2119.0", "2119", CORPUS_CODE_DIGITS},
    {"2119.00", "2119", CORPUS_CODE_DIGITS}, {"2119/02", "2119", CORPUS_CODE_DIGITS}, {"2,119", "2119", CORPUS_CODE_DIGITS},
    {"=\"2119\"", "2119", CORPUS_CODE_DIGITS}, {"'2119", "2119", CORPUS_CODE_DIGITS}, {"2119 - Scientists n.e.c.", "2119", CORPUS_CODE_DIGITS},
    {"SOC2010: 2119", "2119", CORPUS_CODE_DIGITS}, {"SOC 2010 2119", "2119", CORPUS_CODE_DIGITS}, {"SOC2119", "2119", CORPUS_CODE_DIGITS},
    {"SOC2010-2119", "2119", CORPUS_CODE_DIGITS}, {"SOC (2010) 2119", "2119", CORPUS_CODE_DIGITS}, {"soc code 2119", "2119", CORPUS_CODE_DIGITS},
    {"SOC 2010", "2010", CORPUS_CODE_DIGITS}, {"Natural and social science professionals n.e.c.", "2119", CORPUS_CODE_TITLE},
    {"natural & social science professionals nec", "2119", CORPUS_CODE_TITLE}, {"2119; 2112", "2119", CORPUS_CODE_DIGITS},
    {"", "", CORPUS_CODE_NONE}, {"N/A", "", CORPUS_CODE_NONE}, {"211", "", CORPUS_CODE_NONE}, {"99999", "", CORPUS_CODE_NONE},
    {"21190", "", CORPUS_CODE_NONE}, {"tbc", "", CORPUS_CODE_NONE}, {"0.2119", "", CORPUS_CODE_NONE}, {"A2119B", "", CORPUS_CODE_NONE},
};

static void codes_are_read(void **state)
{
    socvet_engine *e = NULL;

    (void)state;
    assert_int_equal(socvet_engine_open(&e, NULL), SOCVET_OK);
    int edition = socvet_dict_edition(socvet_engine_dict(e), SOCVET_STR("soc2010"));
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char code[8];
        corpus_code_how how = corpus_read_code(socvet_engine_dict(e), edition, base_str_z(codes[i].cell), code);
        if (how != codes[i].how || strcmp(code, codes[i].code) != 0)
            fail_msg("'%s': '%s' (%d), wanted '%s' (%d)", codes[i].cell, code, how, codes[i].code, codes[i].how);
    }
    socvet_engine_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(days_are_read), cmocka_unit_test(codes_are_read)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

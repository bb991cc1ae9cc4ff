/* test_soc_dict.c: look-ups in the embedded dictionary, damaged images, and the compiler's words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "soc_dict/soc_dict.h"

static const socvet_dict *dict(void)
{
    const socvet_dict *d;

    assert_int_equal(socvet_dict_open(&d, NULL), SOCVET_OK);
    return d;
}

static void units(void **state)
{
    const socvet_dict *d = dict();
    int e = socvet_dict_default_edition(d);
    socvet_unit u;

    (void)state;
    assert_true(socvet_dict_unit(d, e, SOCVET_STR("2132"), &u));
    assert_true(base_str_eq(u.title, SOCVET_STR("IT managers")));
    assert_true(u.index_entries > 50);
    assert_true(socvet_dict_unit(d, e, SOCVET_STR("213"), &u));
    assert_false(socvet_dict_unit(d, e, SOCVET_STR("9999"), &u));
    assert_false(socvet_dict_unit(d, 17, SOCVET_STR("2132"), &u));
    assert_int_equal(socvet_dict_unit_count(d, e), 412);
    for (size_t i = 0; i < socvet_dict_unit_count(d, e); i++) {
        assert_true(socvet_dict_unit_at(d, e, i, &u));
        assert_int_equal(strlen(u.code), 4);
    }
    assert_int_equal(socvet_dict_edition(d, SOCVET_STR("soc1066")), -1);
}

typedef struct {
    const char *edition;
    char code[8];
    bool unqualified;
} answer;

static bool take(const socvet_index_row *row, void *user)
{
    answer *a = user;
    int e = socvet_dict_edition(dict(), base_str_z(a->edition));
    bool plain = row->industry.len == 0 && row->extra.len == 0;

    if (row->code[e][0] && (!a->code[0] || (plain && !a->unqualified))) {
        memcpy(a->code, row->code[e], 8);
        a->unqualified = plain;
    }
    return true;
}

static void titles(void **state)
{
    static const struct {
        const char *title, *edition, *code;
    } cases[] = {
        {"staff nurse", "soc2020", "2237"}, {"Staff Nurses", "soc2020", "2237"},
        {"STAFF-NURSE", "soc2020", "2237"}, {"staff nurse", "soc2010", "2231"},
        {"Lecturer", "soc2020", "2311"},    {"electrician", "soc2020", "5241"},
        {"sous chef", "soc2020", "5434"},   {"care worker", "soc2020", "6135"},
        {"waitress", "soc2020", "9264"},    {"solicitor", "soc2020", "2412"},
        {"IT manager", "soc2020", "2132"},  {"structural engineer", "soc2020", "2121"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        answer a = {.edition = cases[i].edition};
        if (!socvet_dict_find(dict(), base_str_z(cases[i].title), false, take, &a))
            fail_msg("not found: %s", cases[i].title);
        if (strcmp(a.code, cases[i].code) != 0)
            fail_msg("%s: %s, expected %s", cases[i].title, a.code, cases[i].code);
    }
}

static void walks(void **state)
{
    const socvet_dict *d = dict();
    int old = socvet_dict_edition(d, SOCVET_STR("soc2010")),
        now = socvet_dict_edition(d, SOCVET_STR("soc2020"));
    socvet_crosswalk w[32];

    (void)state;
    size_t n = socvet_dict_crosswalk(d, old, SOCVET_STR("2231"), now, w, 32);
    assert_in_range(n, 2, 32);
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += w[i].index_share > 0 ? w[i].index_share : 0;
    assert_in_range(sum, 9900, 10100);
    assert_true(socvet_dict_crosswalk(d, now, SOCVET_STR("2132"), old, w, 32) >= 1);
    assert_int_equal(socvet_dict_crosswalk(d, old, SOCVET_STR("0000"), now, w, 32), 0);
}

static void damaged(void **state)
{
    socvet_str image;
    socvet_dict *d;

    (void)state;
    assert_int_equal(
        socvet_dict_compile(&image, SOCVET_SOURCE_DIR "/soc_dict/data", NULL, NULL, NULL),
        SOCVET_OK);
    char *copy = malloc(image.len);
    assert_non_null(copy);
    memcpy(copy, image.ptr, image.len);
    assert_int_equal(socvet_dict_load(&d, (socvet_str){copy, image.len}, NULL), SOCVET_OK);
    socvet_dict_free(d);
    for (size_t i = 0; i < 512; i++) { /* every byte of the header, then bytes all over */
        size_t at = i < 400 ? i : i * 7919 % image.len;
        socvet_err err = {0};
        copy[at] ^= 0x55;
        socvet_status s = socvet_dict_load(&d, (socvet_str){copy, image.len}, &err);
        assert_true(s == SOCVET_E_FORMAT || s == SOCVET_E_STALE);
        assert_null(d);
        copy[at] ^= 0x55;
    }
    for (size_t cut = 0; cut < image.len; cut += image.len / 37 + 1)
        assert_int_not_equal(socvet_dict_load(&d, (socvet_str){copy, cut}, NULL), SOCVET_OK);
    free(copy);
    socvet_dict_image_free(image);
}

static void put(const char *folder, const char *name, const char *text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* A small edition, with one table replaced. */
static void compile_with(const char *name, const char *text, const char *expected)
{
    char folder[] = "/tmp/socvet-dict-XXXXXX", sub[64], path[300];
    static const char *const files[][2] = {
        {"editions.tsv", "name\ttitle\tindex\tdefault\nx1\tOne\tv1\tyes\n"},
        {"x1/groups.tsv", "code\ttitle\tparent\n1\tAll\t\n"},
        {"x1/units.tsv", "code\ttitle\tparent\n1111\tBakers\t1\n1112\tCooks\t1\n"},
        {"index.tsv", "title\tind\tadd\tx1\tdefault\nBaker\t\t\t1111\t\n"},
        {"forms.tsv", "word\tform\tkind\nof\t\tstop\n"},
        {"crosswalk.tsv", "from_edition\tfrom\tto_edition\tto\tindex_share\tsurvey_share\n"},
    };
    socvet_str image;
    socvet_err err = {0};

    assert_non_null(mkdtemp(folder));
    snprintf(sub, sizeof sub, "%s/x1", folder);
    mkdir(sub, 0700);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(folder, files[i][0], strcmp(files[i][0], name) == 0 ? text : files[i][1]);
    socvet_status s = socvet_dict_compile(&image, folder, NULL, NULL, &err);
    if (expected) {
        assert_int_equal(s, SOCVET_E_DATA);
        if (!strstr(err.text, expected))
            fail_msg("'%s' does not say '%s'", err.text, expected);
    } else {
        assert_int_equal(s, SOCVET_OK);
        socvet_dict_image_free(image);
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
        unlink(path);
    }
    rmdir(sub);
    rmdir(folder);
}

#define INDEX "title\tind\tadd\tx1\tdefault\n"
#define UNITS "code\ttitle\tparent\n"
#define WALK "from_edition\tfrom\tto_edition\tto\tindex_share\tsurvey_share\n"

static void messages(void **state)
{
    static const struct {
        const char *table, *text, *expected;
    } cases[] = {
        {"", "", NULL},
        {"index.tsv", INDEX "Baker\t\t\t9999\t\n", "index.tsv:2:9: no code '9999'"},
        {"index.tsv", INDEX "Baker\t\t\t1111\t\nBaker\t\t\t1112\t\n",
         "index.tsv:3:1: has two codes, the other in line 2: 'Baker'"},
        {"index.tsv", INDEX "Baker\tbread\t\t1111\t\nBaker\t\tbread\t1112\t\n", NULL},
        {"index.tsv", "title\tind\tx1\n", "no column named 'add'"},
        {"index.tsv", INDEX "B\xff\t\t\t1111\t\n", "not UTF-8"},
        {"index.tsv", INDEX "\t\t\t1111\t\n", "index.tsv:2:1: an index row without a title"},
        {"index.tsv", INDEX "a\tb\tc\t1111\te\tf\n", "6 fields where the header has 5"},
        {"index.tsv", "", "no header row"},
        {"x1/units.tsv", UNITS "1111\tBakers\t11\n", "units.tsv:2:13: no such group: '11'"},
        {"x1/units.tsv", UNITS "1111\tBakers\t7\n", "units.tsv:2:13: not a group that could hold"},
        {"x1/units.tsv", UNITS "1111\tBakers\t1111\n", "not a group that could hold"},
        {"x1/units.tsv", UNITS "1111\tBakers\n", "not a group that could hold"},
        {"x1/units.tsv", UNITS "1111\tA\t1\n1111\tB\t1\n", "units.tsv:3:1: this code stands twice"},
        {"x1/units.tsv", UNITS "11x1\tA\t1\n", "units.tsv:2:1: no code: '11x1'"},
        {"x1/units.tsv", UNITS "11111\tA\t1\n", "no code: '11111'"},
        {"x1/units.tsv", UNITS "1111\t\t1\n", "units.tsv:2:6: no title for '1111'"},
        {"forms.tsv", "word\tform\tkind\nof\t\tstopp\n", "forms.tsv:2:5: no kind of form: 'stopp'"},
        {"crosswalk.tsv", WALK "x1\t1111\tx9\t1111\t1\t1\n", "crosswalk.tsv:2:9: no such edition"},
        {"crosswalk.tsv", WALK "x1\t1111\tx1\t7777\t1\t1\n", "crosswalk.tsv:2:12: no code '7777'"},
        {"crosswalk.tsv", WALK "x1\t1111\tx1\t1112\t10001\t1\n", "no share between 0 and 10000"},
        {"editions.tsv", "name\ttitle\tindex\tdefault\nx1\tOne\tv1\t\n", "no row is marked"},
        {"editions.tsv", "name\ttitle\tindex\tdefault\n../x1\tOne\tv1\tyes\n",
         "letters and digits"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        compile_with(cases[i].table, cases[i].text, cases[i].expected);
}

static void count_line(const char *line, void *user)
{
    unsigned *n = user;

    assert_non_null(strstr(line, ".tsv:"));
    ++*n;
}

/* All is said, not the first only; and a folder that is not there is an error of reading. */
static void reports(void **state)
{
    char folder[] = "/tmp/socvet-dict-XXXXXX", path[300];
    socvet_str image;
    socvet_err err = {0};
    unsigned n = 0;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(socvet_dict_compile(&image, folder, NULL, NULL, &err), SOCVET_E_IO);
    put(folder, "editions.tsv", "name\ttitle\tindex\tdefault\n?\tA\tv\t\n!\tB\tv\t\n");
    assert_int_equal(socvet_dict_compile(&image, folder, count_line, &n, &err), SOCVET_E_DATA);
    assert_int_equal(n, 2);
    assert_null(image.ptr);
    snprintf(path, sizeof path, "%s/editions.tsv", folder);
    unlink(path);
    rmdir(folder);
}

static void editions(void **state)
{
    const socvet_dict *d = dict();

    (void)state;
    assert_int_equal(socvet_dict_editions(d), 3);
    for (int e = 0; e < 3; e++) {
        socvet_str name = socvet_dict_edition_name(d, e);
        assert_int_equal(socvet_dict_edition(d, name), e);
        assert_true(socvet_dict_unit_count(d, e) > 300);
    }
    assert_int_equal(socvet_dict_edition(d, SOCVET_STR("SOC2010")), 1);
    assert_int_equal(socvet_dict_edition_name(d, -1).len, 0);
    assert_int_equal(socvet_dict_edition_name(d, 3).len, 0);
    assert_int_equal(socvet_dict_unit_count(d, 3), 0);
    assert_true(base_str_starts(socvet_dict_version(d), SOCVET_STR("soc2020-v13:")));
    assert_int_equal(socvet_dict_version(d).len, strlen("soc2020-v13:") + 12);
}

static bool stop_at_once(const socvet_index_row *row, void *user)
{
    unsigned *n = user;

    assert_true(row->title.len > 0);
    ++*n;
    return false;
}

/* Rows come in the order of the table, which is that of their titles in small letters. */
static bool in_order(const socvet_index_row *row, void *user)
{
    socvet_str *last = user;
    size_t n = last->len < row->title.len ? last->len : row->title.len;

    if (row->source != SOCVET_ROW_INDEX)
        return true;
    for (size_t i = 0; i < n; i++) {
        char a = base_lower(last->ptr[i]), b = base_lower(row->title.ptr[i]);
        assert_true(a <= b);
        if (a < b)
            break;
    }
    *last = row->title;
    return true;
}

static void finding(void **state)
{
    const socvet_dict *d = dict();
    unsigned n = 0;
    socvet_str last = {NULL, 0};

    (void)state;
    assert_true(socvet_dict_find(d, SOCVET_STR("manager"), false, NULL, NULL) > 50);
    assert_int_equal(socvet_dict_find(d, SOCVET_STR("manager"), true, stop_at_once, &n), 1);
    assert_int_equal(n, 1);
    assert_true(socvet_dict_find(d, SOCVET_STR("software eng"), true, in_order, &last) >= 2);
    assert_int_equal(socvet_dict_find(d, SOCVET_STR("software eng"), false, NULL, NULL), 0);
    assert_int_equal(socvet_dict_find(d, SOCVET_STR("zzyzx wrangler"), true, NULL, NULL), 0);
    assert_int_equal(socvet_dict_find(d, SOCVET_STR(""), true, NULL, NULL), 0);
    assert_int_equal(socvet_dict_find(d, SOCVET_STR("&&& --"), true, NULL, NULL), 0);
    /* sent elsewhere by ONS: "Bailer: see Baler" */
    n = (unsigned)socvet_dict_find(d, SOCVET_STR("Baler"), false, NULL, NULL);
    assert_true(n > 0);
    assert_int_equal(socvet_dict_find(d, SOCVET_STR("Bailer"), false, NULL, NULL), n);
}

/* Both ways, and every code of one edition that has index rows leads somewhere in the next. */
static void both_ways(void **state)
{
    const socvet_dict *d = dict();
    socvet_crosswalk w[64], back[64];
    socvet_unit u;

    (void)state;
    for (int from = 0; from < 3; from++)
        for (int to = 0; to < 3; to++)
            for (size_t i = 0; socvet_dict_unit_at(d, from, i, &u); i++) {
                size_t n = socvet_dict_crosswalk(d, from, base_str_z(u.code), to, w, 64);
                assert_in_range(n, u.index_entries ? 1 : 0, 64);
                for (size_t k = 0; k < n; k++) {
                    size_t m = socvet_dict_crosswalk(d, to, base_str_z(w[k].to), from, back, 64);
                    bool found = false;
                    for (size_t j = 0; j < m && j < 64; j++)
                        found |= strcmp(back[j].to, u.code) == 0;
                    assert_true(found);
                    assert_true(k == 0 || w[k].index_share <= w[k - 1].index_share);
                }
            }
    assert_int_equal(socvet_dict_crosswalk(d, 2, SOCVET_STR("213"), 1, w, 64), 0);
    assert_int_equal(socvet_dict_crosswalk(d, 2, SOCVET_STR("2132"), 2, w, 64), 1);
    assert_string_equal(w[0].to, "2132");
    assert_int_equal(socvet_dict_crosswalk(d, 2, SOCVET_STR("2132/01"), 1, w, 64),
                     socvet_dict_crosswalk(d, 2, SOCVET_STR("2132"), 1, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units),    cmocka_unit_test(titles),   cmocka_unit_test(walks),
        cmocka_unit_test(damaged),  cmocka_unit_test(messages), cmocka_unit_test(reports),
        cmocka_unit_test(editions), cmocka_unit_test(finding),  cmocka_unit_test(both_ways)};
    return cmocka_run_group_tests_name("soc_dict", tests, NULL, NULL);
}

/* test_statistics.c: figures against examples worked by hand: kappa and its interval, shares by rows
 * and by titles, how alike two texts are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "corpus/kappa.h"
#include "corpus/sketch.h"

static bool near(double a, double b, double by)
{
    return fabs(a - b) <= by;
}

static size_t add(corpus_code_pair *p, size_t n, const char *a, const char *b, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        memset(p[n + i], 0, sizeof p[n + i]);
        snprintf(p[n + i][0], 8, "%s", a);
        snprintf(p[n + i][1], 8, "%s", b);
    }
    return n + times;
}

/* Two coders, two codes, 50 items: 20 and 15 alike, 5 and 10 apart. Observed 0.7, by chance
 * 0.5 x 0.6 + 0.5 x 0.4 = 0.5, kappa 0.4. Variance (Fleiss 1969):
 * [0.4 (0.5 - 1.1 x 0.3)^2 + 0.3 (0.5 - 0.9 x 0.3)^2 + 0.09 (0.1 x 1.1^2 + 0.2 x 0.9^2) - 0.05^2]
 * / (50 x 0.5^4) = 0.0504 / 3.125; standard error 0.1270. */
static void kappa_by_hand(void **state)
{
    corpus_code_pair p[64];
    socvet_kappa k;
    size_t n = add(p, 0, "5434", "5434", 20);

    (void)state;
    n = add(p, n, "5434", "2231", 5);
    n = add(p, n, "2231", "5434", 10);
    n = add(p, n, "2231", "2231", 15);
    assert_int_equal(corpus_kappa((const corpus_code_pair *)p, n, 4, &k, NULL), SOCVET_OK);
    assert_true(near(k.agreement, 0.7, 1e-9) && near(k.kappa, 0.4, 1e-9));
    assert_true(near(k.low, 0.4 - 1.96 * 0.12700, 1e-4) && near(k.high, 0.4 + 1.96 * 0.12700, 1e-4));
}

static void kappa_at_the_edges(void **state)
{
    corpus_code_pair p[16];
    socvet_kappa k;
    size_t n = add(p, 0, "2111", "2112", 4);

    (void)state;
    n = add(p, n, "5434", "5435", 4);
    corpus_kappa((const corpus_code_pair *)p, n, 4, &k, NULL); /* never the same: chance 0, kappa 0 */
    assert_true(near(k.agreement, 0, 1e-9) && near(k.kappa, 0, 1e-9));
    corpus_kappa((const corpus_code_pair *)p, n, 3, &k, NULL); /* always the same at three digits */
    assert_true(near(k.kappa, 1, 1e-9) && near(k.low, 1, 1e-9) && near(k.high, 1, 1e-9));
    n = add(p, 0, "2111", "2111", 5); /* one code only: nothing to disagree about */
    corpus_kappa((const corpus_code_pair *)p, n, 4, &k, NULL);
    assert_true(near(k.kappa, 1, 1e-9));
    n = add(p, 0, "2111", "5434", 3);
    n = add(p, n, "5434", "2111", 3); /* worse than chance: observed 0, by chance 0.5 */
    corpus_kappa((const corpus_code_pair *)p, n, 4, &k, NULL);
    assert_true(near(k.kappa, -1, 1e-9));
    corpus_kappa((const corpus_code_pair *)p, 0, 4, &k, NULL);
    assert_true(isfinite(k.kappa));
    add(p, 0, "", "2111", 1); /* no answer */
    corpus_kappa((const corpus_code_pair *)p, 1, 4, &k, NULL);
    assert_true(near(k.agreement, 0, 1e-9));
}

/* Five rows, three titles: Chef three times (right), two titles with a label that is wrong by one and by
 * four digits. By rows 3/5 at four digits and 4/5 at one; by titles 1/3 and 2/3. */
static void shares_by_rows_and_titles(void **state)
{
    static const char rows[] = "title,text,code\nChef,Cook lunch,5434\nChef,Cook dinner,5434\nChef,Cook,5434\n"
                               "Solicitor,Conveyancing,2411\nStaff nurse,Care on a ward,9999\nBus driver,Drive,2237\n";
    socvet_engine *e = NULL;
    socvet_eval_result r;
    char path[64];
    int fd = memfd_create("rows", 0);
    socvet_bulk_io io = {.in = path, .format = "csv"};

    (void)state;
    assert_int_equal(write(fd, rows, sizeof rows - 1), (ssize_t)sizeof rows - 1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    assert_int_equal(socvet_engine_open(&e, NULL), SOCVET_OK);
    assert_int_equal(socvet_eval(&r, e, &io, -1, NULL), SOCVET_OK);
    assert_int_equal(r.rows, 5);
    assert_int_equal(r.skipped, 1); /* 9999 is no code */
    assert_int_equal(r.titles, 3);
    assert_true(near(r.digits[3], 0.6, 1e-9) && near(r.digits[2], 0.8, 1e-9) && near(r.digits[0], 0.8, 1e-9));
    assert_true(near(r.title_weighted, 1.0 / 3, 1e-9) && near(r.title_digits[0], 2.0 / 3, 1e-9));
    assert_int_equal(r.n_pairs, 2);
    assert_int_equal(r.pairs[0].distance, 4); /* dearest first */
    assert_int_equal(r.pairs[1].distance, 1);
    assert_true(near(r.curve[20][0], 1, 1e-9) && near(r.curve[20][1], 0.6, 1e-9));
    uint64_t in_bins = 0;
    for (int i = 0; i < SOCVET_EVAL_BINS; i++)
        in_bins += r.bins[i].rows;
    assert_int_equal(in_bins, 5);
    socvet_engine_free(e);
    close(fd);
}

static void words(base_buf *b, int from, int n)
{
    for (int i = from; i < from + n; i++)
        base_buf_printf(b, "word%d ", i);
}

/* 400 words and the same with so many replaced at the end: shingles of four in common over all. */
static void sketches_say_how_alike(void **state)
{
    static const int kept[] = {400, 300, 200, 100, 0};
    char hex[2][CORPUS_SKETCH_HEX + 1];
    uint8_t bins[2][CORPUS_SKETCH_BINS];

    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        base_buf a, b;
        base_buf_init(&a, 0);
        base_buf_init(&b, 0);
        words(&a, 0, 400);
        words(&b, 0, kept[i]);
        words(&b, 1000, 400 - kept[i]);
        assert_true(corpus_sketch_of(hex[0], base_buf_str(&a)) && corpus_sketch_of(hex[1], base_buf_str(&b)));
        assert_true(corpus_sketch_read(bins[0], base_str_z(hex[0])) && corpus_sketch_read(bins[1], base_str_z(hex[1])));
        double common = kept[i] > 3 ? kept[i] - 3 : 0, wanted = common / (2 * 397 - common);
        double got = corpus_sketch_alike(bins[0], bins[1]);
        if (!near(got, wanted, 0.12)) /* three standard errors of 128 bins */
            fail_msg("%d words kept: %.3f, wanted %.3f", kept[i], got, wanted);
        base_buf_clear(&a);
        base_buf_clear(&b);
    }
    assert_false(corpus_sketch_of(hex[0], SOCVET_STR("too short")));
    assert_false(corpus_sketch_read(bins[0], SOCVET_STR("nothing")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kappa_by_hand), cmocka_unit_test(kappa_at_the_edges),
        cmocka_unit_test(shares_by_rows_and_titles), cmocka_unit_test(sketches_say_how_alike)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_journal.c: what a run has done, kept so that a broken one can go on; and the order of batches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/str.h"
#include "corpus/journal.h"

static char folder[64], out[96], journal[128];

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/socvet-journal-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(out, sizeof out, "%s/out", folder);
    snprintf(journal, sizeof journal, "%s.journal", out);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(journal);
    unlink(out);
    return rmdir(folder);
}

static void put_file(const char *path, const char *text, int flags)
{
    int fd = open(path, O_WRONLY | O_CREAT | flags, 0644);

    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
}

static const corpus_checkpoint one = {64, 1000, 0xabcdef, {64, 1, 2, 60, 3, 5}};
static const corpus_checkpoint two = {128, 2000, 0x123456789abcdef0, {128, 2, 3, 120, 6, 7}};
#define KEY "socvet-journal-9 0123456789abcdef 2026-11-25"

static void broken_off(void)
{
    corpus_journal *j = NULL;
    corpus_checkpoint last;

    unlink(journal);
    assert_int_equal(corpus_journal_open(&j, out, KEY, false, false, &last, NULL), SOCVET_OK);
    assert_int_equal(last.rows, 0);
    assert_int_equal(corpus_journal_add(j, &one, NULL), SOCVET_OK);
    assert_int_equal(corpus_journal_add(j, &two, NULL), SOCVET_OK);
    corpus_journal_close(j, false);
}

static socvet_status resumed(const char *key, corpus_checkpoint *last)
{
    corpus_journal *j = NULL;
    socvet_status s = corpus_journal_open(&j, out, key, true, false, last, NULL);

    corpus_journal_close(j, false);
    return s;
}

static void a_broken_run_goes_on(void **state)
{
    corpus_checkpoint last;
    corpus_journal *j = NULL;

    (void)state;
    broken_off();
    assert_int_equal(corpus_journal_day(out), base_date_from_ymd(2026, 11, 25));
    assert_int_equal(resumed(KEY, &last), SOCVET_OK);
    assert_memory_equal(&last, &two, sizeof last);
    assert_int_equal(resumed("socvet-journal-9 of another run 2026-11-25", &last), SOCVET_E_STALE);
    assert_int_equal(corpus_journal_open(&j, out, KEY, false, false, &last, NULL), SOCVET_E_USAGE);
    assert_null(j);
    assert_int_equal(corpus_journal_open(&j, out, KEY, false, true, &last, NULL), SOCVET_OK); /* --force */
    assert_int_equal(last.rows, 0);
    corpus_journal_close(j, true);
    assert_int_not_equal(access(journal, F_OK), 0);
}

/* A line that was being written when the machine stopped is as if it were not there. */
static void torn_lines(void **state)
{
    static const char *const tails[] = {"192 3000 ff 192 2 3", "192 3000 ff 192 2 3 120 6 7", "192", "x\n", "192 3000 ff 1 1 1 1 1 1\n", "\n",
                                        "999999999999999999999999 1 1 1 1 1 1 1 1"};
    corpus_checkpoint last;

    (void)state;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        broken_off();
        put_file(journal, tails[i], O_APPEND);
        assert_int_equal(resumed(KEY, &last), SOCVET_OK);
        assert_memory_equal(&last, &two, sizeof last);
        assert_int_equal(resumed(KEY, &last), SOCVET_OK); /* the torn line is gone */
        assert_memory_equal(&last, &two, sizeof last);
    }
    unlink(journal);
    put_file(journal, "socvet-jour", 0); /* torn before anything was written */
    assert_int_equal(resumed(KEY, &last), SOCVET_OK);
    assert_int_equal(last.rows, 0);
}

static void one_run_an_output(void **state)
{
    corpus_journal *j = NULL, *second = NULL;
    corpus_checkpoint last;
    socvet_err err = {0};

    (void)state;
    unlink(journal);
    assert_int_equal(corpus_journal_open(&j, out, KEY, false, false, &last, NULL), SOCVET_OK);
    assert_int_equal(corpus_journal_open(&second, out, KEY, true, false, &last, &err), SOCVET_E_USAGE);
    assert_non_null(strstr(err.text, "another run is at work"));
    corpus_journal_close(j, true);
    put_file(out, "{}\n", O_TRUNC);
    assert_int_equal(corpus_journal_open(&second, out, KEY, true, false, &last, NULL), SOCVET_E_USAGE); /* complete */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_broken_run_goes_on), cmocka_unit_test(torn_lines),
                                       cmocka_unit_test(one_run_an_output)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

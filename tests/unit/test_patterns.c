/* test_patterns.c: every table of patterns keeps its promises: each row matches its examples and
 * not its counter-examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <dirent.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/patset.h"
#include "base/token.h"

static size_t check_folder(const char *folder, const char *prefix)
{
    size_t seen = 0;
    DIR *d = opendir(folder);

    for (struct dirent *e; d && (e = readdir(d));) {
        char path[512];
        base_buf bytes;
        base_patset *set = NULL;
        socvet_err err = {0};
        if (strncmp(e->d_name, prefix, strlen(prefix)) != 0 || !strstr(e->d_name, ".tsv"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        assert_int_equal(base_file_read(&bytes, path, 1 << 24, &err), SOCVET_OK);
        if (base_patset_load(&set, base_buf_str(&bytes), e->d_name, &err) != SOCVET_OK ||
            base_patset_check(set, &err) != SOCVET_OK)
            fail_msg("%s: %s", e->d_name, err.text);
        base_patset_free(set);
        base_buf_clear(&bytes);
        seen++;
    }
    if (d)
        closedir(d);
    return seen;
}

static void tables(void **state)
{
    (void)state;
    assert_true(check_folder(SOCVET_SOURCE_DIR "/extract/data", "facts_") > 0);
    assert_true(check_folder(SOCVET_SOURCE_DIR "/extract/data", "redact") > 0);
    assert_true(check_folder(SOCVET_SOURCE_DIR "/validate/rules", "wording") > 0);
    assert_true(check_folder(SOCVET_SOURCE_DIR "/classify/data", "phd") > 0);
}

static bool count_hit(const base_pattern_hit *hit, void *user)
{
    (void)hit;
    ++*(size_t *)user;
    return true;
}

/* A line of gate words costs a few times its length, not a window a word; what stands at its end is
 * found all the same. Work is counted, not timed. */
static void dense_lines(void **state)
{
    static const char table[] = "id\tgate\tpattern\tyes\tno\nA-1\tphd or\tphd\\b.{0,20}\\bneeded\ta PhD is needed\ta PhD\n";
    enum { TIMES = 20000 };
    base_patset *set = NULL;
    base_buf text;
    base_arena *a = base_arena_new(0);
    base_token *tokens;
    size_t n, hits = 0;

    (void)state;
    base_buf_init(&text, 0);
    for (int i = 0; i < TIMES; i++)
        base_buf_add_z(&text, i == TIMES / 2 ? "PhD is needed or " : "PhD or ");
    base_buf_add_z(&text, "PhD is needed");
    assert_int_equal(base_patset_load(&set, SOCVET_STR(table), "dense.tsv", NULL), SOCVET_OK);
    base_patset_scratch *x = base_patset_scratch_new(set);
    socvet_str s = base_buf_str(&text);
    assert_int_equal(base_tokenise(a, s, 0, (uint32_t)s.len, &tokens, &n, NULL), SOCVET_OK);
    assert_int_equal(base_patset_scan(set, x, s, tokens, 0, n, count_hit, &hits, NULL), SOCVET_OK);
    assert_int_equal(hits, 2);
    assert_true(base_patset_scratch_bytes(x) < 3 * s.len + 400000);
    base_patset_scratch_free(x);
    base_patset_free(set);
    base_buf_clear(&text);
    base_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tables), cmocka_unit_test(dense_lines)};
    return cmocka_run_group_tests_name("patterns", tests, NULL, NULL);
}

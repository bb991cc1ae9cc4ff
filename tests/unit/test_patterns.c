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
#include "base/patset.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tables)};
    return cmocka_run_group_tests_name("patterns", tests, NULL, NULL);
}

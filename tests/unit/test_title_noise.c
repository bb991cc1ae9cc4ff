/* test_title_noise.c: every row of classify/data/noise.tsv leaves out the words in [[ ]] of its example, and no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "base/tsv.h"
#include "coder_open.h"

extern const char classify_noise[];
extern const size_t classify_noise_size;
enum { LEN = 256 };

/* Takes the marks out; marked[i] says whether byte i of the title stood between them. */
static size_t unmark(socvet_str s, char *title, bool *marked)
{
    size_t n = 0;
    bool in = false;

    for (size_t i = 0; i < s.len && n < LEN - 1;) {
        if (i + 1 < s.len && s.ptr[i] == s.ptr[i + 1] && (s.ptr[i] == '[' || s.ptr[i] == ']')) {
            in = s.ptr[i] == '[';
            i += 2;
            continue;
        }
        marked[n] = in;
        title[n++] = s.ptr[i++];
    }
    title[n] = 0;
    return n;
}

static void read_example(socvet_str title, socvet_str text)
{
    const socvet_facts *f;
    const socvet_coding *c;
    socvet_classify_opts opts = {socvet_dict_default_edition(dict), -1, true};

    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, title, text, NULL), SOCVET_OK);
    assert_int_equal(socvet_facts_read(&f, doc, NULL, facts_scratch, NULL), SOCVET_OK);
    assert_int_equal(socvet_classify(&c, doc, f, coder, scratch, &opts, NULL), SOCVET_OK);
}

static void rows_leave_out_what_is_marked(void **state)
{
    base_tsv t;
    bool more;
    size_t rows = 0;

    (void)state;
    assert_int_equal(base_tsv_open(&t, (socvet_str){classify_noise, classify_noise_size}, "noise.tsv", NULL), SOCVET_OK);
    while (base_tsv_next(&t, &more, NULL) == SOCVET_OK && more) {
        socvet_str example = base_tsv_get(&t, "example"), text = {NULL, 0};
        char title[LEN];
        bool marked[LEN], any = false;
        for (size_t i = 0; i + 4 < example.len; i++)
            if (memcmp(example.ptr + i, " :: ", 4) == 0) {
                text = (socvet_str){example.ptr + i + 4, example.len - i - 4};
                example.len = i;
            }
        size_t n = unmark(example, title, marked);
        read_example((socvet_str){title, n}, text);
        for (size_t i = 0; i < scratch->title.n_words; i++) {
            const classify_word *w = &scratch->title.words[i];
            if (w->is_break || classify_is_stop((socvet_str){w->text, w->len}) || strcmp(w->text, "our") == 0)
                continue;
            any |= marked[w->from];
            if (w->is_stop != marked[w->from])
                fail_msg("line %u, '%s': the word '%s' is %s", t.line, title, w->text, w->is_stop ? "left out" : "kept");
        }
        if (!any)
            fail_msg("line %u: the example marks no word", t.line);
        rows++;
    }
    assert_true(rows > 50);
}

static void index_titles_keep_their_words(void **state)
{
    static const char *const titles[] = {"Night porter", "Bank manager", "Band 5", "Door to door canvasser", "Day nursery manager"};

    (void)state;
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
        read_example(base_str_z(titles[k]), (socvet_str){NULL, 0});
        for (size_t i = 0; i < scratch->title.n_words; i++) {
            const classify_word *w = &scratch->title.words[i];
            if (!w->is_break && w->is_stop && !classify_is_stop((socvet_str){w->text, w->len}))
                fail_msg("'%s': the word '%s' is left out", titles[k], w->text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_leave_out_what_is_marked), cmocka_unit_test(index_titles_keep_their_words)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

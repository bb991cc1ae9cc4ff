/* test_needs.c: the needs of a pattern never refuse a text that it matches, and do refuse a text
 * that plainly lacks its letters; figures of the JSON writer come out as printf has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/json.h"
#include "base/needs.h"
#include "base/regex.h"
#include "base/str.h"

static bool may(const char *pattern, const char *text)
{
    static base_grams g;
    base_arena *a = base_arena_new(0);
    const base_needs *n = base_needs_of(a, base_str_z(pattern));

    base_grams_of(&g, base_str_z(text));
    bool met = base_needs_met(n, &g);
    base_arena_free(a);
    return met;
}

static bool matches(const char *pattern, const char *text)
{
    base_regex *re = NULL;
    base_regex_scratch *s = base_regex_scratch_new();
    socvet_span groups[BASE_REGEX_GROUPS];

    assert_int_equal(base_regex_compile(&re, base_str_z(pattern), 0, NULL), SOCVET_OK);
    bool hit = base_regex_match(re, s, base_str_z(text), 0, strlen(text), groups) > 0;
    base_regex_free(re);
    base_regex_scratch_free(s);
    return hit;
}

/* may: whether the text has what the pattern needs; a text that matches always has. */
static void needs(void **state)
{
    static const struct {
        const char *pattern, *text;
        bool may;
    } cases[] = {
        {"\\bapply (?:now|here)\\b", "Apply NOW", true},
        {"\\bapply (?:now|here)\\b", "apply by post", false},
        {"\\bapply (?:now|in)\\b", "apply by post", true}, /* "in" is too short to look for */
        {"appl(?:y|ication)s?", "appl", true},
        {"colou?r", "color", true},
        {"colou?r", "cold", false},
        {"lab+our", "labbbour", true},
        {"(?:very ){0,2}good", "good", true},
        {"(?:very ){1,2}good", "good", false},
        {"x{3}yes", "xxxyes", true},
        {"a{,3}bcd", "a{,3}bcd", true},
        {"[a-z]]end", "b]end", true},
        {"[^]x]end[[:alpha:]]", "bendy", true},
        {"(?!not )ready", "ready", true},
        {"(?<=very )ready", "ready", true},
        {"steady(?= now)", "steady", true},
        {"read\\b", "read", true},
        {"(?-i:Bath)", "Bath", true},
        {"(?i)bath", "none of it", true}, /* not known: needs nothing */
        {"(a)\\1bc", "aabc", true},
        {"d\\.?phil", "DPhil", true},
        {"\xC2\xA3?pounds", "pounds", true},
        {"\xC2\xA3 ?pounds", "\xC2\xA3pounds", true},
        {"task", "ta\xC5\xBFk", true}, /* long s and the Kelvin sign match s and k */
        {"task", "tas\xE2\x84\xAA", true},
        {"^one$\\n^two$", "one\ntwo", true},
        {"", "", true},
        {"((((((((((((((((((((((((((deep))))))))))))))))))))))))))", "deep", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool met = may(cases[i].pattern, cases[i].text);
        if (met != cases[i].may || (!met && matches(cases[i].pattern, cases[i].text)))
            fail_msg("%s on %s: %d", cases[i].pattern, cases[i].text, met);
    }
}

static void figures(void **state)
{
    static const double values[] = {0, -0.0, 0.5, 0.25, 1.0 / 3, 2.0 / 3, 0.9999, 0.99995, 0.99999, 1, -1.5,
                                    123.4565, 0.00005, 0.0005, 1e-9, -1e-9, 1e12, 2.675, 1.0005, 9.9995};
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int decimals = 1; decimals <= 4; decimals++) {
            base_buf b;
            base_json_writer w;
            char text[64];
            base_buf_init(&b, 0);
            base_json_init(&w, &b);
            base_json_real(&w, values[i], decimals);
            int n = snprintf(text, sizeof text, "%.*f", decimals, values[i]);
            while (text[n - 1] == '0' && text[n - 2] != '.')
                text[--n] = '\0';
            assert_string_equal(b.ptr, text);
            base_buf_clear(&b);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(needs), cmocka_unit_test(figures)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_starts.c: wherever a pattern matches, it may begin; and plain patterns begin nowhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/regex.h"
#include "base/starts.h"
#include "base/str.h"

static const char *const patterns[] = {
    "\\bapply(?:ing)?\\b|\\bcvs?\\b", "^\\W*(?:salary|pay)\\b", "(?:the |our )*duties", "[\\d,]+ hours?", "\\b\\d{2}(?:\\.\\d{1,2})? hours",
    "a?b*c", "(?:x|yz){2,3}", "(?<=very )good", "(?!not )ready|\\bno\\b", "(?-i:[A-Z])\\w+ University", "[^a-z\\s]x", "\xC2\xA3\\s?\\d+",
    "[\xC2\xA3$]\\d", "\xE2\x80\x93 ?to", "(?:\xC3\xA9t\xC3\xA9|summer)", "[a-\xC3\xA9]+z", "\\Sa\\s", "\\Won", "\\D5", "\\hx", "\\vx", "\\Rb", ".b",
    "\\.com|www\\.", "(?:)end", "(?>at|on)omic", "a+b|b+a", "\\b(?:p\\.?\\s?a\\.?|per annum)", "\\bor\\B", "[]x]y", "[+-]1", "[\\w-]+@", "\\tb", "$\\n^c",
    "(?:one|two|three|four|five|six|seven|eight|nine|ten)[ -](?:day|week)s?", "e", "x{0}y", "(?:ab){2}", "z{2,}",
};
static const char *const texts[] = {
    "Apply now; applying, CVs and a cv", "\n  Salary: 5\nPay 6\n*pay", "The Duties. our the duties", "1,000 hours, 37.5 hours 5 hour", "abc c bbc bc aac",
    "xyzx yzyzyz xx", "very good, good", "not ready; ready; no; nor", "\xC3\x85" "bo University, Keele University", "Ax \xC3\xA9x 1x", "\xC2\xA3 5 \xC2\xA3" "5 $5",
    "a \xE2\x80\x93 to b \xE2\x80\x93to", "\xC3\xA9t\xC3\xA9 Summer", "az \xC3\xA9z", "ba\nca ", "-on \xE2\x80\xA6on on", "a5 55", " x\tx\xC2\xA0x", "\nx\x0Bx", "\r\nb\nb\xE2\x80\xA8" "b",
    "ab\xC3\xA9" "b", "www.a.com", "atomic onomic", "aab bba", "p.a. pa per annum", "or oral", "]y xy", "+1 -1", "a-b@c \xC3\xA9@", "a\tb", "b\nc", "TWO-days ten weeks", "y xy",
    "ababab", "zzz z", "", "e",
};

static void check(const char *pattern, const char *text)
{
    base_arena *a = base_arena_new(0);
    base_regex *re;
    base_regex_scratch *x = base_regex_scratch_new();
    const base_starts *s = base_starts_of(a, base_str_z(pattern));
    socvet_span g[BASE_REGEX_GROUPS];
    size_t n = strlen(text);

    assert_int_equal(base_regex_compile(&re, base_str_z(pattern), BASE_REGEX_ANCHORED, NULL), SOCVET_OK);
    for (size_t i = 0; s && i < n; i++) /* (and no further than a match reaches) */
        if (((unsigned char)text[i] & 0xC0) != 0x80 && base_regex_match(re, x, base_str_z(text), i, n, g) > 0 &&
            (base_starts_next(s, base_str_z(text), i, n) != i || base_starts_next(s, base_str_z(text), i, g[0].to) != i))
            fail_msg("%s on %s at %zu", pattern, text, i);
    base_regex_free(re);
    base_regex_scratch_free(x);
    base_arena_free(a);
}

static void never_too_seldom(void **state)
{
    (void)state;
    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++)
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            check(patterns[p], texts[t]);
}

static void seldom_enough(void **state)
{
    static const struct {
        const char *pattern, *text;
        size_t at;
    } cases[] = {
        {"\\bapply\\b|\\bcvs?\\b", "reapply, supply, send a CV", 24}, {"^pay\\b", "pa\nrepay\npay", 9},
        {"(?:duties|tasks)", "dusk, tas and Tasks", 14}, {"[0-9]{4}", "12 123 1234", 7}, {"ab", "a", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        base_arena *a = base_arena_new(0);
        const base_starts *s = base_starts_of(a, base_str_z(cases[i].pattern));
        assert_non_null(s);
        assert_int_equal(base_starts_next(s, base_str_z(cases[i].text), 0, strlen(cases[i].text)), cases[i].at);
        base_arena_free(a);
    }
}

static void not_known(void **state)
{
    static const char *const any[] = {"", "a*", "(?i)a", "(a)\\1", "\\pLx", "[[:alpha:]]x", "x|", "(?:x?)", "(", "[a", "a{,3}b", "((((((((((((((((((((((((((deep))))))))))))))))))))))))))"};

    (void)state;
    for (size_t i = 0; i < sizeof any / sizeof *any; i++) {
        base_arena *a = base_arena_new(0);
        assert_null(base_starts_of(a, base_str_z(any[i])));
        base_arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(never_too_seldom), cmocka_unit_test(seldom_enough),
                                       cmocka_unit_test(not_known)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

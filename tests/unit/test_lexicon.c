/* test_lexicon.c: what the dictionary surely knows, and never a word that hunspell does not know. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/lexicon.h"
#include "base/spell.h"
#include "base/str.h"

static const char aff_rules[] = "\xEF\xBB\xBF# ours\nSET UTF-8\nTRY abc\nONLYINCOMPOUND _\nFORBIDDENWORD %\n\n"
                                "PFX U Y 1\nPFX U 0 un .\n\nPFX R N 1\nPFX R 0 re [^e]\n\n"
                                "SFX G Y 3\nSFX G e ing [^eio]e\nSFX G 0 ing [^e]\nSFX G 0 \xC3\xA9ing .\n\n"
                                "SFX S N 2\nSFX S y ies [^aeiou]y\nSFX S 0 s [^y]\n";
static const char words_list[] = "\xEF\xBB\xBF" "9\nbake/GU\nplay/GR\nparty/S\nflee/G\ncat/S\tpo:noun\nside/_\nbad/%\nbads\ncr\xC3\xA8me\nCodex/S\nlast";

static char folder[] = "/tmp/socvet-lexicon-XXXXXX";
static char aff[64], dic[64];

static void write_file(const char *path, const char *bytes)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
}

static int make_files(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(aff, sizeof aff, "%s/en_GB.aff", folder);
    snprintf(dic, sizeof dic, "%s/en_GB.dic", folder);
    write_file(aff, aff_rules);
    write_file(dic, words_list);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    unlink(aff);
    unlink(dic);
    return rmdir(folder);
}

static const struct {
    const char *word;
    bool known;
} cases[] = {
    {"bake", true},     {"baking", true},   {"unbake", true},  {"unbaking", true}, {"bakeing", false},
    {"play", true},     {"playing", true},  {"replay", true},  {"replaying", false /* R does not cross */},
    {"parties", true},  {"partys", false},  {"party", true},   {"fleing", false},  {"cats", true},
    {"side", false},    {"bad", false},     {"bads", true},    {"codex", false},   {"last", true},
    {"un", false},      {"ing", false},     {"", false},       {"Bake", false},    {"cr\xC3\xA8me", false},
    {"unplay", false},  {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", false},
};
enum { CASES = sizeof cases / sizeof *cases };

static void words_with_affixes(void **state)
{
    socvet_str words[CASES];
    bool known[CASES];

    (void)state;
    for (size_t i = 0; i < CASES; i++)
        words[i] = base_str_z(cases[i].word);
    assert_true(base_lexicon_knows(aff, dic, words, CASES, known));
    for (size_t i = 0; i < CASES; i++)
        if (known[i] != cases[i].known)
            fail_msg("%s: %s", cases[i].word, known[i] ? "known" : "not known");
}

static void options_not_understood(void **state)
{
    static const char *const others[] = {"SET ISO8859-1\n", "FLAG long\n", "COMPLEXPREFIXES\n", "AF 3\n",
                                         "SET UTF-8\nICONV 1\nICONV a b\n", "SFX G\n", "CIRCUMFIX X\n"};
    bool known = true;

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        write_file(aff, others[i]);
        if (base_lexicon_knows(aff, dic, &SOCVET_STR("last"), 1, &known) || known)
            fail_msg("%s", others[i]);
    }
    write_file(aff, aff_rules);
    assert_false(base_lexicon_knows(aff, "/nowhere/en_GB.dic", &SOCVET_STR("last"), 1, &known));
    assert_false(known);
}

/* Hunspell agrees, and a word that is expected is known without it. */
static void speller(void **state)
{
    (void)state;
    setenv("SOCVET_HUNSPELL", folder, 1);
    base_spell *plain = base_spell_new((socvet_str){"", 0}), *quick = base_spell_new(SOCVET_STR("# ours\nonboarding\n"));
    assert_non_null(plain);
    assert_non_null(quick);
    for (size_t i = 0; i < CASES; i++)
        if (cases[i].known && !base_spell_known(plain, base_str_z(cases[i].word)))
            fail_msg("%s: hunspell does not know it", cases[i].word);
    socvet_str words[] = {SOCVET_STR("baking"), SOCVET_STR("onboarding"), SOCVET_STR("bakking")};
    base_spell_expect(quick, words, 3);
    assert_true(base_spell_known(quick, words[0]));
    assert_true(base_spell_known(quick, words[1]));
    assert_false(base_spell_known(quick, words[2]));
    base_spell_free(plain);
    base_spell_free(quick);
    unsetenv("SOCVET_HUNSPELL");
}

/* The dictionary of the house, where it is installed: stems with endings, right and wrong ones. */
static void installed_dictionary(void **state)
{
    static const char *const stems[] = {"manage", "develop", "run", "plan", "study", "research", "teach", "apply", "like", "code"};
    static const char *const ends[] = {"", "s", "es", "d", "ed", "ing", "ning", "ment", "er", "ers", "able", "ly", "ies", "ied"};
    enum { STEMS = 10, ENDS = 14 };
    static char text[STEMS * ENDS][32];
    socvet_str words[STEMS * ENDS];
    bool known[STEMS * ENDS];
    size_t count = 0;
    base_spell *s = base_spell_new((socvet_str){"", 0});

    (void)state;
    for (size_t i = 0; i < STEMS * ENDS; i++) {
        snprintf(text[i], sizeof text[i], "%s%s", stems[i / ENDS], ends[i % ENDS]);
        words[i] = base_str_z(text[i]);
    }
    bool there = s && base_spell_ready(s) &&
                 base_lexicon_knows("/usr/share/hunspell/en_GB.aff", "/usr/share/hunspell/en_GB.dic", words, STEMS * ENDS, known);
    for (size_t i = 0; there && i < STEMS * ENDS; i++) {
        count += known[i];
        if (known[i] && !base_spell_known(s, words[i]))
            fail_msg("%s: hunspell does not know it", text[i]);
    }
    base_spell_free(s);
    if (!there)
        skip();
    assert_true(count > STEMS * 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_with_affixes), cmocka_unit_test(options_not_understood),
                                       cmocka_unit_test(speller), cmocka_unit_test(installed_dictionary)};

    return cmocka_run_group_tests(tests, make_files, remove_files);
}

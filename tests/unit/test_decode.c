/* test_decode.c: bytes of many encodings -> the same words. */
#include "extract_text.h"

#define Z(lit) lit, sizeof(lit) - 1
static const struct {
    const char *label, *bytes;
    size_t size;
    const char *text;
    bool said; /* a notice tells of it */
} cases[] = {
    {"UTF-8", Z("caf\xC3\xA9 \xC2\xA3" "9"), "café £9", false},
    {"UTF-8 with a mark", Z("\xEF\xBB\xBF\xC2\xA3" "9"), "£9", false},
    {"windows-1252", Z("\xA3" "9 \x96 \x93yes\x94 caf\xE9"), "£9 – “yes” café", false},
    {"UTF-16LE with a mark", Z("\xFF\xFE\xA3\0" "9\0"), "£9", true},
    {"UTF-16BE with a mark", Z("\xFE\xFF\0\xA3\0" "9"), "£9", true},
    {"UTF-16LE without", Z("p\0a\0y\0 \0\xA3\0" "9\0"), "pay £9", true},
    {"UTF-16BE without", Z("\0p\0a\0y\0 \0\xA3\0" "9"), "pay £9", true},
    {"UTF-32LE without", Z("p\0\0\0a\0\0\0y\0\0\0 \0\0\0\xA3\0\0\0"), "pay £", true},
    {"mojibake", Z("\xC3\x82\xC2\xA3" "9 \xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s"), "£9 ’s", true},
    {"A with a hat is a letter", Z("\xC3\x82ge et \xC3\x83o"), "Âge et Ão", false},
    {"mixed: UTF-8 with a foreign byte", Z("\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xA9\xC3\xA9 \xA3" "9"), "éèàéé £9", true},
    {"C1 controls are windows-1252", Z("\xC2\x80" "9 \xC2\x92s"), "€9 ’s", false},
    {"KOI8-R", Z("\xF0\xD2\xC9\xD7\xC5\xD4 \xCD\xC9\xD2, \xDC\xD4\xCF \xD0\xD2\xCF\xD3\xD4\xCF\xC5 \xD3\xCF\xCF\xC2\xDD\xC5\xCE\xC9\xC5 \xC4\xCC\xD1 \xD7\xD3\xC5\xC8"),
     "Привет мир, это простое сообщение для всех", true},
    {"padded with NULs", Z("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Mow the lawn."), "Mow the lawn.", false},
    {"a NUL gone astray", Z("Mow the la\0wn of the school every week."), "Mow the lawn of the school every week.", false},
};

static void test_decode(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (read_z(doc, "txt", (socvet_str){cases[i].bytes, cases[i].size}, false, &err) != SOCVET_OK)
            fail_msg("%s: %s", cases[i].label, err.text);
        socvet_str t = socvet_doc_text(doc);
        if (!base_str_eq_z(t, cases[i].text))
            fail_msg("%s: got %.*s", cases[i].label, SOCVET_ARG(t));
        if ((notice_of(doc, SOCVET_NOTICE_ENCODING).ptr != NULL) != cases[i].said)
            fail_msg("%s: notice", cases[i].label);
    }
    socvet_doc_free(doc);
}

static void test_declared(void **state)
{
    static const struct {
        const char *html, *text;
    } rows[] = {
        {"<html><meta charset=iso-8859-1><p>\x93\xA3" "9\x94 \x96 caf\xE9 &#146;s", "“£9” – café ’s"},
        {"<html><meta charset='utf-8'><p>\xA3" "9 caf\xE9", "£9 café"},
        {"<html><meta charset=iso-8859-1><p>\xC2\xA3" "9", "£9"},
        {"<html><meta charset=windows-1251><p>\xEF\xF0\xE8\xE2\xE5\xF2", "привет"},
    };
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(read_z(doc, NULL, base_str_z(rows[i].html), false, NULL), SOCVET_OK);
        socvet_str t = socvet_doc_text(doc);
        if (!base_str_eq_z(t, rows[i].text))
            fail_msg("%zu: got %.*s", i, SOCVET_ARG(t));
    }
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_decode), cmocka_unit_test(test_declared)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

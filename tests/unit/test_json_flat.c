/* test_json_flat.c: what the quick reader of flat objects reads, it reads as jansson does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/str.h"

typedef struct {
    socvet_str key[16], value[16];
    size_t n;
} pairs;

static void take(socvet_str key, socvet_str value, void *user)
{
    pairs *p = user;

    assert_true(p->n < 16);
    p->key[p->n] = key;
    p->value[p->n++] = value;
}

static void same(socvet_str text)
{
    base_arena *a = base_arena_new(0);
    base_json *root = NULL;
    pairs p = {.n = 0};
    char key[64];

    assert_true(base_json_flat(text, a, take, &p));
    assert_int_equal(base_json_parse(&root, text, NULL), SOCVET_OK);
    for (size_t i = 0; i < p.n; i++) {
        snprintf(key, sizeof key, "%.*s", SOCVET_ARG(p.key[i]));
        const base_json *v = base_json_get(root, key);
        if (base_json_type_of(v) == BASE_JSON_NUMBER) {
            char number[32];
            snprintf(number, sizeof number, "%.15g", base_json_number(v, 0));
            assert_true(base_str_eq_z(p.value[i], number));
        } else {
            assert_true(base_str_eq(p.value[i], base_json_string(v)));
            assert_int_equal(p.value[i].ptr == NULL, base_json_string(v).ptr == NULL);
        }
    }
    base_json_free(root);
    base_arena_free(a);
}

static void reads(void **state)
{
    static const char *const texts[] = {
        "{\"a\":\"b\"}", " { \"a\" : \"\" , \"b\":12,\"c\":0,\"d\":true,\"e\":null,\"f\":false } \r\n",
        "{\"a\":\"one\\ntwo\\t\\\"three\\\" \\\\ \\/ \\b\\f\\r\"}", "{\"a\":\"\\u00a3 \\u20AC \\u0041\\u2019s\"}",
        "{\"a\":\"\xC2\xA3 \xE2\x80\x99 \xF0\x9F\x98\x80\"}", "{\"key with \\u0041\":\"x\"}", "{\"a\":\"\x7F\"}", "{\"a\":123456789012345}",
        "{\"a\":\"a long text without anything to escape in it, and then \\\" and \\\\\",\"b\":\"\\\\\"}"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        same(base_str_z(texts[i]));
}

static void leaves(void **state)
{
    static const char *const texts[] = {
        "", "{", "{}", "[]", "{\"a\"", "{\"a\":", "{\"a\":\"", "{\"a\":\"b", "{\"a\":\"b\"", "{\"a\":\"b\",}", "{\"a\":\"b\"} x", "{a:1}",
        "{\"a\":1.5}", "{\"a\":-1}", "{\"a\":01}", "{\"a\":1e5}", "{\"a\":1234567890123456}", "{\"a\":[1]}", "{\"a\":{}}", "{\"a\":nul}",
        "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\", "{\"a\":\"\xFF\"}",
        "{\"a\":\"\\u12G4\"}", "{\"a\":\"12345678\\\"", "{\"a\":\"b\" \"c\":1}"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        base_arena *a = base_arena_new(0);
        pairs p = {.n = 0};
        if (base_json_flat(base_str_z(texts[i]), a, take, &p))
            fail_msg("%s", texts[i]);
        base_arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads), cmocka_unit_test(leaves)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

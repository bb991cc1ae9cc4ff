/* test_msg.c: Outlook messages: the body that is read, their strings' code pages, what is attached,
 * and that no cut or lie of the file is believed. */
#include "extract_text.h"

#include "base/date.h"
#include "cfb_build.h"
#include "extract/build.h"
#include "extract/msg.h"

enum { MOST = 24, PROPS = 400 };

/* A message in the making: entries of the compound file and the fixed properties of the root. */
typedef struct {
    cb_entry entries[MOST];
    int n;
    unsigned char fixed[PROPS];
    size_t n_fixed;
} letter;

static void number(letter *m, unsigned tag, unsigned type, uint64_t v)
{
    unsigned char *p = m->fixed + m->n_fixed;

    m->n_fixed += 16;
    cb_put(p, type, 2);
    cb_put(p + 2, tag, 2);
    cb_put(p + 8, (uint32_t)v, 4);
    cb_put(p + 12, (uint32_t)(v >> 32), 4);
}

static int add(letter *m, int parent, const char *name, const void *data, size_t len)
{
    m->entries[m->n] = (cb_entry){name, parent, data, len};
    return m->n++;
}

static void text(letter *m, const char *name, const char *z)
{
    add(m, -1, name, z, strlen(z));
}

static socvet_status read_letter(socvet_doc *doc, letter *m, socvet_err *err)
{
    size_t len;

    add(m, -1, "__properties_version1.0", m->fixed, m->n_fixed);
    unsigned char *p = cb_build(m->entries, m->n, &len);
    socvet_status s = read_z(doc, NULL, (socvet_str){(const char *)p, len}, false, err);
    free(p);
    return s;
}

static const char html[] = "<html><body><table><tr><td>a<td>b<tr><td>c<td>\xA3</table></body></html>";
static const char rtf[] = "\x2B\0\0\0\x1F\0\0\0MELA\0\0\0\0{\\rtf1\\ansi\\trowd{\\pntext b}x}";

static void test_bodies(void **state)
{
    static const struct {
        const char *label, *plain, *html, *rtf, *blocks;
    } all[] = {
        {"plain alone", "A post.\r\n", NULL, NULL, "H1 Cook|P A post."},
        {"HTML alone", NULL, html, NULL, "H1 Cook|C0,0 a|C0,1 b|C1,0 c|C1,1 £"},
        {"HTML with structure", "a b c", html, NULL, "H1 Cook|C0,0 a|C0,1 b|C1,0 c|C1,1 £"},
        {"HTML without", "A post.\n", "<p>A <b>post</b>.", NULL, "H1 Cook|P A post."},
        {"RTF with structure", "x y\n", NULL, rtf, "H1 Cook|L1 x"},
    };
    socvet_doc *doc = socvet_doc_new();
    (void)state;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        letter m = {.n_fixed = 32};
        socvet_err err = {0};
        number(&m, 0x3FDE, 3, 1252);
        text(&m, "__substg1.0_0037001E", "Cook");
        if (all[i].plain)
            text(&m, "__substg1.0_1000001E", all[i].plain);
        if (all[i].html)
            text(&m, "__substg1.0_10130102", all[i].html);
        if (all[i].rtf)
            add(&m, -1, "__substg1.0_10090102", all[i].rtf, sizeof rtf - 1);
        if (read_letter(doc, &m, &err))
            fail_msg("%s: %s", all[i].label, err.text);
        char *got = show_blocks(doc);
        if (strcmp(got, all[i].blocks) != 0)
            fail_msg("%s:\n  got  %s\n  want %s", all[i].label, got, all[i].blocks);
        free(got);
    }
    socvet_doc_free(doc);
}

static void test_code_pages(void **state)
{
    static const struct {
        unsigned tag, value;
        const char *bytes, *want;
    } all[] = {{0x3FFD, 1251, "\xCA\xE0\xF4\xE5", "Кафе"}, {0x3FF1, 1049, "\xCA\xE0\xF4\xE5", "Кафе"},
               {0x3FDE, 1252, "caf\xE9", "café"}, {0x3FF1, 1049, "caf\xC3\xA9", "café"}, {0x3FFD, 50220, "\x1B$B%+\x1B(B", "カ"}};
    socvet_doc *doc = socvet_doc_new();
    (void)state;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        letter m = {.n_fixed = 32};
        number(&m, all[i].tag, 3, all[i].value);
        text(&m, "__substg1.0_1000001E", all[i].bytes);
        assert_int_equal(read_letter(doc, &m, NULL), SOCVET_OK);
        if (!base_str_eq_z(socvet_doc_text(doc), all[i].want))
            fail_msg("page %u: %.*s", all[i].value, SOCVET_ARG(socvet_doc_text(doc)));
    }
    socvet_doc_free(doc);
}

static void test_dates(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    size_t n;
    (void)state;

    letter m = {.n_fixed = 32};
    number(&m, 0x39, 0x40, (uint64_t)(base_date_from_ymd(2026, 2, 3) + 134774) * 864000000000U);
    text(&m, "__substg1.0_1000001E", "A post.");
    assert_int_equal(read_letter(doc, &m, NULL), SOCVET_OK);
    assert_int_equal(socvet_doc_parts(doc, &n)[0].sent_date, base_date_from_ymd(2026, 2, 3));
    assert_true(base_str_eq_z(notice_of(doc, SOCVET_NOTICE_MAIL), "Date: 3 Feb 2026"));
    socvet_doc_free(doc);
}

static void test_attachments(void **state)
{
    static const unsigned char part[8 + 16], inner[24 + 16];
    socvet_doc *doc = socvet_doc_new();
    letter m = {.n_fixed = 32};
    (void)state;

    text(&m, "__substg1.0_1000001E", "See below.");
    int a = add(&m, -1, "__attach_version1.0_#00000000", NULL, 0);
    add(&m, a, "__properties_version1.0", part, sizeof part);
    add(&m, a, "__substg1.0_3707001E", "a.csv", 5);
    add(&m, a, "__substg1.0_37010102", "Post,Pay\nCook,1\n", 16);
    int b = add(&m, -1, "__attach_version1.0_#00000001", NULL, 0);
    add(&m, b, "__properties_version1.0", part, sizeof part);
    int c = add(&m, b, "__substg1.0_3701000D", NULL, 0);
    add(&m, c, "__properties_version1.0", inner, sizeof inner);
    add(&m, c, "__substg1.0_1000001E", "Within.", 7);
    assert_int_equal(read_letter(doc, &m, NULL), SOCVET_OK);
    char *got = show_blocks(doc);
    assert_string_equal(got, "P See below.|T0,0 Post|T0,1 Pay|C1,0 Cook|C1,1 1|P Within.");
    free(got);
    socvet_doc_free(doc);
}

/* The example of [MS-OXRTFCP] 3.1: "hello world" with a reference into the window. */
static void test_unpacks(void **state)
{
    static const char packed[] = "\x2D\0\0\0\x2B\0\0\0\x4C\x5A\x46\x75\xF1\xC5\xC7\xA7\x03\0\x0A\0\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0A\xF3\x20\x68\x65\x6C\x09\0\x20\x62\x77\x05\xB0\x6C\x64\x7D\x0A\x80\x0F\xA0";
    socvet_doc *doc = socvet_doc_new();
    extract_builder b = {.doc = doc, .last_kind = -1};
    base_buf out;
    (void)state;

    base_buf_init(&out, 0);
    assert_true(msg_unpack_rtf(&b, (socvet_str){packed, sizeof packed - 1}, &out));
    assert_string_equal(out.ptr, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    for (size_t n = 0; n < sizeof packed; n++) {
        char *copy = malloc(n + 1);
        memcpy(copy, packed, n);
        base_buf_reset(&out);
        msg_unpack_rtf(&b, (socvet_str){copy, n}, &out);
        free(copy);
    }
    assert_false(msg_unpack_rtf(&b, SOCVET_STR("0123456789abcdef0"), &out));
    base_buf_clear(&out);
    socvet_doc_free(doc);
}

static void test_cut_anywhere(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    letter m = {.n_fixed = 32};
    size_t len;
    (void)state;

    number(&m, 0x3FDE, 3, 1252);
    text(&m, "__substg1.0_0037001E", "Cook");
    text(&m, "__substg1.0_1000001E", "A post.");
    text(&m, "__substg1.0_10130102", html);
    add(&m, -1, "__properties_version1.0", m.fixed, m.n_fixed);
    unsigned char *p = cb_build(m.entries, m.n, &len);
    for (size_t n = 1; n < len; n++) {
        socvet_err err = {0};
        char *copy = malloc(n);
        memcpy(copy, p, n);
        if (read_z(doc, "msg", (socvet_str){copy, n}, false, &err) && !err.text[0])
            fail_msg("cut at %zu: no reason", n);
        free(copy);
    }
    for (size_t at = 0; at < len; at++) { /* each byte another one */
        p[at] ^= 0xFF;
        read_z(doc, "msg", (socvet_str){(const char *)p, len}, false, NULL);
        p[at] ^= 0xFF;
    }
    free(p);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bodies),      cmocka_unit_test(test_code_pages),
                                       cmocka_unit_test(test_dates),       cmocka_unit_test(test_attachments),
                                       cmocka_unit_test(test_unpacks),     cmocka_unit_test(test_cut_anywhere)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

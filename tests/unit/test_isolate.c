/* test_isolate.c: readers that crash, hang or swell cost their document alone; the wire format
 * gives back what was sent and believes nothing. */
#include <signal.h>
#include <unistd.h>

#include "extract_text.h"
#include "extract/build.h"
#include "extract/isolate.h"
#include "extract/wire.h"

static int never(socvet_str bytes)
{
    (void)bytes;
    return 0;
}

static socvet_status act(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    switch (bytes.ptr[0]) {
    case 'c': signal(SIGSEGV, SIG_DFL); raise(SIGSEGV); break;
    case 'k': raise(SIGXCPU); break;
    case 'x': _exit(3);
    case 'e': return base_fail(err, SOCVET_E_ENCRYPTED, "extract", 7, "locked");
    case 'z': return SOCVET_OK;
    default:
        extract_table_begin(b);
        extract_cell(b, 0, 1, 2, 1, true);
        extract_text(b, bytes);
        extract_table_end(b);
        extract_notice(b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("note"));
        extract_sent_date(b, 42);
    }
    return SOCVET_OK;
}
static const socvet_reader actor = {"actor", "", "", never, act, true};

static void test_fates(void **state)
{
    static const struct {
        const char *bytes;
        socvet_status want;
    } rows[] = {{"c", SOCVET_E_CRASH}, {"k", SOCVET_E_LIMIT}, {"x", SOCVET_E_CRASH},
                {"e", SOCVET_E_ENCRYPTED}, {"z", SOCVET_E_EMPTY}, {"ok £", SOCVET_OK}};
    socvet_doc *doc = socvet_doc_new();
    socvet_read_opts opts = {.isolate = true, .name = "n"};
    size_t n;

    (void)state;
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR("first"), SOCVET_STR("text"), NULL), SOCVET_OK);
    size_t before = socvet_doc_text(doc).len;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        socvet_err err = {0};
        socvet_status s = extract_add_with(doc, &actor, base_str_z(rows[i].bytes), &opts, &err);
        if (s != rows[i].want || (s && err.code != s))
            fail_msg("%s: %s %s", rows[i].bytes, socvet_status_name(s), err.text);
        if (s)
            assert_int_equal(socvet_doc_text(doc).len, before);
    }
    const socvet_block *k = socvet_doc_blocks(doc, &n);
    assert_int_equal(n, 3);
    assert_int_equal(k[2].kind, SOCVET_BLOCK_CELL);
    assert_int_equal(k[2].column, 1);
    assert_int_equal(k[2].row_span, 2);
    assert_int_equal(k[2].document, 1);
    assert_true(base_str_eq_z(base_str_cut(socvet_doc_text(doc), k[2].span), "ok £"));
    const socvet_doc_part *p = socvet_doc_parts(doc, &n);
    assert_int_equal(n, 2);
    assert_true(p[1].isolated);
    assert_int_equal(p[1].sent_date, 42);
    assert_true(base_str_eq_z(notice_of(doc, SOCVET_NOTICE_SALVAGED), "note"));
    socvet_doc_free(doc);
}

static socvet_status take(socvet_doc *into, socvet_str message)
{
    extract_builder b = {.doc = into, .last_kind = -1, .max_text = 1 << 20};
    return wire_read(&b, message, NULL);
}

static void test_wire_believes_nothing(void **state)
{
    socvet_doc *from = socvet_doc_new(), *into = socvet_doc_new();
    base_buf out;

    (void)state;
    base_buf_init(&out, 0);
    assert_int_equal(socvet_doc_add_plain(from, SOCVET_STR("Cook"), SOCVET_STR("Soup.\n- bread"), NULL), SOCVET_OK);
    wire_write(&out, from, SOCVET_OK, NULL);
    assert_int_equal(take(into, base_buf_str(&out)), SOCVET_OK);
    assert_true(base_str_eq(socvet_doc_text(into), socvet_doc_text(from)));
    for (size_t n = 0; n < out.len; n++)
        assert_int_equal(take(into, (socvet_str){out.ptr, n}), SOCVET_E_CRASH);
    for (size_t n = 0; n < out.len; n++) {
        out.ptr[n] ^= 0x41;
        assert_int_equal(take(into, base_buf_str(&out)), SOCVET_E_CRASH);
        out.ptr[n] ^= 0x41;
    }
    base_buf_clear(&out);
    socvet_doc_free(from);
    socvet_doc_free(into);
}

static void test_helper_missing(void **state)
{
    const char *const argv[] = {"/nonexistent/helper", NULL};
    socvet_doc *doc = socvet_doc_new();
    extract_builder b = {.doc = doc, .last_kind = -1, .max_text = 1 << 20};

    (void)state;
    assert_int_equal(isolate_helper(&b, argv, SOCVET_STR("x"), NULL), SOCVET_E_UNSUPPORTED);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fates), cmocka_unit_test(test_wire_believes_nothing),
                                       cmocka_unit_test(test_helper_missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_txt.c: plain text: what is a block, and that the line protocol changes no byte. */
#include "extract_text.h"

static const block_case cases[] = {
    {"wrapped lines are one paragraph",
     "We are looking for a gardener who will look after the grounds of three\n"
     "schools in the valley, who likes to work outdoors in any weather, and who\n"
     "can drive the van.\n",
     "P We are looking for a gardener who will look after the grounds of three schools in the valley, who likes "
     "to work outdoors in any weather, and who can drive the van."},
    {"names and values stay apart", "Gardener\nSalary: £24,000\nHours: 37\nLocation: Otley\n",
     "H1 Gardener|P Salary: £24,000|P Hours: 37|P Location: Otley"},
    {"bullets, one of them wrapped", "You will:\n- mow the lawns and the sports fields of all\n  three schools\n- plant trees\n",
     "H3 You will:|L1 mow the lawns and the sports fields of all three schools|L1 plant trees"},
    {"bullets on lines of their own", "You will:\n-\nmow the lawns\n•\nplant trees\n\nApply by noon.\n",
     "H3 You will:|L1 mow the lawns|L1 plant trees|P Apply by noon."},
    {"levels by indent", "• tools\n    o spade\n    o rake\n• van\n", "L1 tools|L2 spade|L2 rake|L1 van"},
    {"capitals are a heading", "GARDENER\n\nPERSON SPECIFICATION\nA clean driving licence is needed for this post.\n",
     "H1 GARDENER|H2 PERSON SPECIFICATION|P A clean driving licence is needed for this post."},
    {"underlined", "Gardener\n========\n\nDuties\n------\nMowing.\n", "H1 Gardener|H2 Duties|P Mowing."},
    {"numbers stay in the text", "1. Mow\n2. Plant\n", "L1 1. Mow|L1 2. Plant"},
    {"short sentences are not wrapped", "We mow lawns.\nWe plant trees.\n", "P We mow lawns.|P We plant trees."},
    {"CR and CR LF", "Mow the lawn.\r\n\r\nPlant trees.\rRake.\r", "P Mow the lawn.|P Plant trees.|P Rake."},
};

static void test_blocks(void **state)
{
    (void)state;
    run_cases(cases, sizeof cases / sizeof *cases, "txt", false);
}

static void test_plain_is_exact(void **state)
{
    static const struct {
        const char *title, *text, *want;
    } rows[] = {
        {"Gardener", "Mow  the\tlawn.\r\n\r\n  - spade\n", "Gardener\n\nMow  the\tlawn.\r\n\r\n  - spade\n"},
        {"", "  two  blanks \n", "  two  blanks \n"},
        {"Only a title", "", "Only a title\n\n"},
    };
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        socvet_doc_reset(doc);
        assert_int_equal(socvet_doc_add_plain(doc, base_str_z(rows[i].title), base_str_z(rows[i].text), NULL), SOCVET_OK);
        socvet_str t = socvet_doc_text(doc);
        assert_int_equal(t.len, strlen(rows[i].want));
        assert_memory_equal(t.ptr, rows[i].want, t.len);
    }
    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR("A"), SOCVET_STR("Mow\n- spade"), NULL), SOCVET_OK);
    char *got = show_blocks(doc);
    assert_string_equal(got, "H1 A|P Mow|L1 spade");
    free(got);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR(""), SOCVET_STR(" \n"), NULL), SOCVET_E_EMPTY);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR(""), SOCVET_STR("\xC3("), NULL), SOCVET_E_FORMAT);
    assert_int_equal(socvet_doc_text(doc).len, strlen("A\n\nMow\n- spade"));
    socvet_doc_free(doc);
}

static void test_lines_kept(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    size_t n;

    (void)state;
    assert_int_equal(read_z(doc, "txt", SOCVET_STR("one.\n\n\n  two.\n"), false, NULL), SOCVET_OK);
    const socvet_block *k = socvet_doc_blocks(doc, &n);
    assert_int_equal(n, 2);
    assert_int_equal(k[1].source_line, 4);
    assert_int_equal(k[1].source_column, 3);
    socvet_doc_free(doc);
}

static void test_hostile(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    char all[256];

    (void)state;
    for (int i = 0; i < 256; i++)
        all[i] = (char)(unsigned char)i;
    assert_int_equal(socvet_doc_add(doc, (socvet_str){all, 256}, NULL, NULL), SOCVET_E_UNSUPPORTED);
    assert_int_equal(socvet_doc_add(doc, SOCVET_STR(""), NULL, NULL), SOCVET_E_EMPTY);
    assert_int_equal(socvet_doc_add(doc, SOCVET_STR(" \n\t"), NULL, NULL), SOCVET_E_EMPTY);
    size_t size = 8 << 20;
    char *line = malloc(size);
    memset(line, 'x', size);
    socvet_read_opts small = {.max_text = 1 << 20};
    assert_int_equal(socvet_doc_add(doc, (socvet_str){line, size}, &small, NULL), SOCVET_E_LIMIT);
    memset(line, '\n', size);
    assert_int_equal(socvet_doc_add(doc, (socvet_str){line, size}, NULL, NULL), SOCVET_E_EMPTY);
    for (size_t i = 0; i + 1 < size; i += 2)
        line[i] = 'x';
    assert_int_equal(socvet_doc_add(doc, (socvet_str){line, size}, NULL, NULL), SOCVET_E_LIMIT); /* blocks */
    free(line);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_blocks), cmocka_unit_test(test_plain_is_exact),
                                       cmocka_unit_test(test_lines_kept), cmocka_unit_test(test_hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

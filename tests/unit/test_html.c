/* test_html.c: web pages, Markdown, feeds, CSV and JSON -> blocks. */
#include "extract_text.h"

static const block_case pages[] = {
    {"headings, lists, breaks",
     "<h1>Cook</h1><p>Soup<br>and bread</p><ul><li>one<ul><li>two</ul><li><p>three</p><p>more</p></ul>",
     "H1 Cook|P Soup\nand bread|L1 one|L2 two|L1 three\nmore"},
    {"two breaks part paragraphs", "<h1>Cook</h1>Soup<br><br>Bread", "H1 Cook|P Soup|P Bread"},
    {"typed bullets are items", "<h1>Cook</h1><p>&bull; soup<br>&bull; bread</p>", "H1 Cook|L1 soup|L1 bread"},
    {"a grid",
     "<h2>Person</h2><table><tr><th rowspan=2>What<th colspan=2>How</tr><tr><th>Essential<th>Desirable</tr>"
     "<tr><td>Skill<td><ul><li>soup<li>bread</ul><td>wine</tr></table>",
     "H2 Person|T0,0 What|T0,1 How|T1,1 Essential|T1,2 Desirable|C2,0 Skill|C2,1 soup\nbread|C2,2 wine"},
    {"a page laid out in tables",
     "<table><tr><td><h1>Cook</h1><td>side</tr><tr><td><table><tr><td>Pay<td>£9</tr><tr><td>Hours<td>9</tr></table></tr></table>",
     "H1 Cook|P side|C0,0 Pay|C0,1 £9|C1,0 Hours|C1,1 9"},
    {"names and values", "<h1>Cook</h1><dl><dt>Salary<dd>£9<dt>Notes:<dd><ul><li>one</ul></dl>",
     "H1 Cook|P Salary: £9|H5 Notes:|L1 one"},
    {"not text", "<h1>Cook</h1><script>x<\x2Fscript><style>y</style><template>z</template><noscript>n</noscript><p>Soup", "H1 Cook|P Soup"},
    {"hidden", "<h1>Cook</h1><p style='color:red; DISPLAY : none'>old pay</p><p hidden>old</p><p>Soup", "H1 Cook|P Soup"},
    {"entities of HTML5 and of windows", "<h1>Cook</h1>&check; it&#146;s &apos;good&apos; &nbsp;&pound;9", "H1 Cook|L1 it’s 'good' £9"},
    {"the title when nothing else says it", "<title>Cook</title><p>Soup", "H1 Cook|P Soup"},
    {"tag soup", "<p>one <b><i>two</b> three</i><td>four</div>", "P one two three|P four"},
    {"pre", "<h1>Cook</h1><pre>one\ntwo\n\nthree</pre>", "H1 Cook|P one\ntwo|P three"},
};

static const block_case mains[] = {
    {"furniture goes, bullets and tables stay",
     "<body><nav><a href=a>Home</a> <a href=b>Jobs</a></nav><div class='cookie-bar'>We use cookies. <button>Accept</button></div>"
     "<main><h1>Cook</h1><p>We are looking for a cook who will feed three hundred children, every day.</p>"
     "<ul><li>soup</li><li>bread</li></ul><table><tr><th>Essential</th><th>Desirable</th></tr><tr><td>soup</td><td>wine</td></tr></table>"
     "<div class='share'>Share: <a href=t>post</a></div></main>"
     "<div class='similar-jobs'><h2>Similar jobs</h2><ul><li><a href=x>Baker</a></li><li><a href=y>Waiter</a></li></ul></div>"
     "<footer>Copyright</footer></body>",
     "H1 Cook|P We are looking for a cook who will feed three hundred children, every day.|L1 soup|L1 bread|"
     "T0,0 Essential|T0,1 Desirable|C1,0 soup|C1,1 wine"},
};

static const block_case markdown[] = {
    {"markdown", "# Cook\n\nSoup and\nbread &amp; *wine*.\n\n- one\n  - two\n- three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<p>raw</p>\n",
     "H1 Cook|P Soup and bread & wine.|L1 one|L2 two|L1 three|T0,0 a|T0,1 b|C1,0 1|C1,1 2|P raw"},
};
static const block_case csv[] = {
    {"quotes and semicolons", "a;b\n\"x; \"\"y\"\"\";2\n;3\n", "T0,0 a|T0,1 b|C1,0 x; \"y\"|C1,1 2|C2,1 3"},
    {"commas", "title,pay\nCook,\"£9,000\"\n", "T0,0 title|T0,1 pay|C1,0 Cook|C1,1 £9,000"},
};
static const block_case feeds[] = {
    {"records", "<?xml version=\"1.0\"?><jobs><job><jobTitle>Cook</jobTitle><closing_date>1 May</closing_date>"
                "<text><![CDATA[<p>Soup</p><ul><li>bread</li></ul>]]></text></job><job><jobTitle>Baker</jobTitle></job></jobs>",
     "T0,0 Job title|C0,1 Cook|T1,0 Closing date|C1,1 1 May|H3 Text|P Soup|L1 bread|T0,0 Job title|C0,1 Baker"},
    {"markup in the text", "<a><b>one <i>two</i> three</b></a>", "T0,0 B|C0,1 one two three"},
};
static const block_case json[] = {
    {"values", "{\"jobTitle\":\"Cook\",\"more\":{\"payRate\":9.5},\"list\":[\"a\",\"b\"]}",
     "T0,0 Job title|C0,1 Cook|T1,0 Pay rate|C1,1 9.5|T2,0 List|C2,1 a|T3,0 List|C3,1 b"},
};

#define RUN(table, format, main_only) run_cases(table, sizeof table / sizeof *table, format, main_only)
static void test_pages(void **state)
{
    (void)state;
    RUN(pages, "html", false);
    RUN(mains, "html", true);
    RUN(markdown, "md", false);
    RUN(csv, "csv", false);
    RUN(feeds, "feed", false);
    RUN(json, "json", false);
}

static void test_hidden_is_told(void **state)
{
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    assert_int_equal(read_z(doc, "html", SOCVET_STR("<p hidden>old pay</p><p>Soup"), false, NULL), SOCVET_OK);
    assert_true(base_str_eq_z(notice_of(doc, SOCVET_NOTICE_HIDDEN_TEXT), "old pay"));
    socvet_doc_free(doc);
}

static char *repeated(const char *piece, size_t times, size_t *size)
{
    size_t n = strlen(piece);
    char *all = malloc(n * times + 1);

    for (size_t i = 0; i < times; i++)
        memcpy(all + i * n, piece, n);
    *size = n * times;
    return all;
}

static void test_hostile(void **state)
{
    static const struct {
        const char *format, *piece;
        size_t times;
        int want; /* -1: any named end */
    } rows[] = {
        {"html", "<div>", 100000, SOCVET_E_EMPTY}, {"html", "<table><tr><td>x", 20000, -1}, {"html", "<b><x></i>", 80000, SOCVET_E_LIMIT},
        {"html", "<ul><li>x", 20000, -1},          {"json", "[", 100000, SOCVET_E_FORMAT},  {"json", "{\"a\":", 100000, SOCVET_E_FORMAT},
        {"feed", "<a>x", 100000, -1},              {"md", "> ", 20000, -1},                 {"md", "- ", 20000, -1},
        {"md", "[", 20000, -1},                    {"csv", "\"", 100001, -1},               {"html", "<", 100000, -1},
    };
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size;
        char *all = repeated(rows[i].piece, rows[i].times, &size);
        socvet_status s = read_z(doc, rows[i].format, (socvet_str){all, size}, false, NULL);
        if (rows[i].want >= 0 && (int)s != rows[i].want)
            fail_msg("%s x %zu: %s", rows[i].piece, rows[i].times, socvet_status_name(s));
        free(all);
    }
    static const char bomb[] = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z SYSTEM 'file:///etc/hostname'>]><a>&x;&z;</a>";
    assert_int_equal(read_z(doc, NULL, base_str_z(bomb), false, NULL), SOCVET_E_FORMAT);
    assert_int_equal(read_z(doc, "html", SOCVET_STR("<html><body></body></html>"), false, NULL), SOCVET_E_EMPTY);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages), cmocka_unit_test(test_hidden_is_told),
                                       cmocka_unit_test(test_hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

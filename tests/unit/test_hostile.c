/* test_hostile.c: bytes made to break readers, made here: zip bombs, XML bombs, entities that reach
 * for files, deep nesting, long lines, every cut of a small sample, parts in a circle, names that
 * lie. Each ends in a named error or in a bounded text; bounds are counted, never timed. */
#include "extract_text.h"
#include "office_build.h"

#include <zip.h>

enum { DEEP = 100000, LONG = 50 << 20, DEFAULT_TEXT = 32 << 20 };

/* Reads, and holds every answer to the contract: an error has its name, a text its limit. */
static socvet_status take(socvet_doc *doc, const char *format, const char *name, socvet_str bytes, const char *label)
{
    socvet_read_opts opts = {.format = format, .name = name};
    socvet_err err = {0};
    size_t n;

    socvet_doc_reset(doc);
    socvet_status s = socvet_doc_add(doc, bytes, &opts, &err);
    if (s && (err.code != s || !err.text[0]))
        fail_msg("%s: an error without a name", label);
    socvet_str t = socvet_doc_text(doc);
    if (t.len > DEFAULT_TEXT)
        fail_msg("%s: %zu bytes of text", label, t.len);
    const socvet_block *k = socvet_doc_blocks(doc, &n);
    if (s && (n || t.len))
        fail_msg("%s: an error leaves text behind", label);
    for (size_t i = 0; i < n; i++)
        if (k[i].span.to > t.len || k[i].span.from >= k[i].span.to)
            fail_msg("%s: block %zu out of the text", label, i);
    return s;
}

static void want(socvet_doc *doc, const char *format, socvet_str bytes, socvet_status status, const char *label)
{
    socvet_status s = take(doc, format, NULL, bytes, label);

    if (s != status)
        fail_msg("%s: %s, expected %s", label, socvet_status_name(s), socvet_status_name(status));
}

static bool holds(const socvet_doc *doc, const char *words)
{
    return base_str_find(socvet_doc_text(doc), base_str_z(words), 0) != SIZE_MAX;
}

/* front × n, middle, back × n */
static socvet_str nest(base_buf *b, const char *head, const char *front, size_t n, const char *middle, const char *back, const char *tail)
{
    base_buf_init(b, 0);
    base_buf_add_z(b, head);
    for (size_t i = 0; i < n; i++)
        base_buf_add_z(b, front);
    base_buf_add_z(b, middle);
    for (size_t i = 0; i < n; i++)
        base_buf_add_z(b, back);
    base_buf_add_z(b, tail);
    return base_buf_str(b);
}

/* ---- packages ---- */

/* A ZIP of one entry of n equal bytes, deflated by libzip. Freed by the caller. */
static socvet_str squeezed(const char *name, char byte, size_t n)
{
    zip_error_t e;
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, NULL), *src;
    char *fill = malloc(n), *out = NULL;
    zip_stat_t st;

    zip_error_init(&e);
    assert_non_null(fill);
    memset(fill, byte, n);
    zip_source_keep(archive);
    zip_t *z = zip_open_from_source(archive, ZIP_CREATE | ZIP_TRUNCATE, &e);
    assert_non_null(z);
    src = zip_source_buffer(z, fill, n, 0);
    assert_true(zip_file_add(z, name, src, ZIP_FL_OVERWRITE) >= 0);
    assert_int_equal(zip_close(z), 0);
    free(fill);
    assert_int_equal(zip_source_open(archive), 0);
    assert_int_equal(zip_source_stat(archive, &st), 0);
    out = malloc(st.size);
    assert_non_null(out);
    assert_int_equal(zip_source_read(archive, out, st.size), (zip_int64_t)st.size);
    zip_source_close(archive);
    zip_source_free(archive);
    return (socvet_str){out, st.size};
}

static void test_ratio(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_str odt = squeezed("content.xml", ' ', 40u << 20), bundle = squeezed("a.txt", 'a', 40u << 20);

    (void)state;
    want(doc, "odt", odt, SOCVET_E_LIMIT, "40 MB of blanks as content.xml");
    want(doc, "zip", bundle, SOCVET_E_LIMIT, "40 MB of one letter in a bundle");
    free((void *)(uintptr_t)odt.ptr);
    free((void *)(uintptr_t)bundle.ptr);
    socvet_doc_free(doc);
}

static void test_overlap(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    zip_build z;

    (void)state;
    zip_start(&z); /* one kernel under a hundred names */
    zip_part(&z, "0.txt", SOCVET_STR("A cook is wanted."));
    for (int i = 1; i < 100; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.txt", i);
        zip_entry(&z, base_str_z(name), 0, 0, zip_crc(SOCVET_STR("A cook is wanted.")), 17, 17, 0);
    }
    socvet_str bytes = zip_finish(&z);
    socvet_status s = take(doc, "zip", NULL, bytes, "overlapping entries");
    assert_int_equal(s, SOCVET_E_FORMAT);
    zip_clear(&z);
    socvet_doc_free(doc);
}

static void test_many_and_doubtful(void **state)
{
    static const struct {
        const char *label, *one, *two;
        socvet_status status;
    } rows[] = {{"a name that climbs", "../../etc/passwd", "x", SOCVET_E_FORMAT},
                {"an absolute name", "/etc/passwd", "x", SOCVET_E_FORMAT},
                {"a name twice", "word/more.xml", "word/more.xml", SOCVET_E_FORMAT},
                {"a backslash", "word\\x.xml", "y", SOCVET_E_FORMAT}};
    socvet_doc *doc = socvet_doc_new();
    zip_build z;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        office_part parts[] = {{rows[i].one, SOCVET_STR("x")}, {rows[i].two, SOCVET_STR("x")}};
        want(doc, "docx", office_docx(&z, parts, 2), rows[i].status, rows[i].label);
        zip_clear(&z);
    }
    zip_start(&z);
    for (int i = 0; i < 10001; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.txt", i);
        zip_part(&z, name, SOCVET_STR("x"));
    }
    want(doc, "zip", zip_finish(&z), SOCVET_E_LIMIT, "10,001 entries");
    zip_clear(&z);
    socvet_doc_free(doc);
}

/* Bundles in bundles: the inner ones are said not to be read, what stands beside them is read. */
static void test_nested_bundles(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    base_buf inner;

    (void)state;
    base_buf_init(&inner, 0);
    for (int i = 0; i < 6; i++) {
        zip_build z;
        zip_start(&z);
        zip_part(&z, "note.txt", SOCVET_STR("A cook is wanted."));
        if (inner.len)
            zip_part(&z, "inner.zip", base_buf_str(&inner));
        socvet_str all = zip_finish(&z);
        base_buf_reset(&inner);
        base_buf_add(&inner, all);
        zip_clear(&z);
    }
    want(doc, "zip", base_buf_str(&inner), SOCVET_OK, "six bundles in each other");
    assert_true(notice_of(doc, SOCVET_NOTICE_SKIPPED).len > 0);
    size_t times = 0, at = 0;
    while ((at = base_str_find(socvet_doc_text(doc), SOCVET_STR("cook"), at)) != SIZE_MAX)
        times++, at++;
    assert_in_range(times, 1, 3);
    base_buf_clear(&inner);
    socvet_doc_free(doc);
}

/* Many inner bundles that each stay below their own limit: all of them together do not. */
static void test_inflated_in_all(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_str one = squeezed("a.bin", 0, 7u << 20);
    zip_build z;

    (void)state;
    zip_start(&z);
    for (int i = 0; i < 90; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.zip", i);
        zip_part(&z, name, one);
    }
    zip_part(&z, "note.txt", SOCVET_STR("A cook is wanted."));
    want(doc, "zip", zip_finish(&z), SOCVET_E_LIMIT, "630 MB in ninety bundles");
    zip_clear(&z);
    free((void *)(uintptr_t)one.ptr);
    socvet_doc_free(doc);
}

/* ---- XML ---- */

#define LAUGHS                                                                                                        \
    "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">" \
    "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">" \
    "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\"><!ENTITY i \"&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;\">]>"
#define REACH_FILE "<!DOCTYPE x [<!ENTITY i SYSTEM \"file:///etc/passwd\">]>"
#define REACH_NET "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\" [<!ENTITY i SYSTEM \"http://127.0.0.1:9/x\">]>"
#define REACH_PARAMETER "<!DOCTYPE x [<!ENTITY % i SYSTEM \"file:///etc/passwd\"> %i;]>"

static void test_entities(void **state)
{
    static const char *const doctypes[] = {LAUGHS, REACH_FILE, REACH_NET, REACH_PARAMETER};
    static const struct {
        const char *format, *part, *body;
        socvet_str (*make)(zip_build *, const office_part *, size_t);
    } rows[] = {
        {"docx", "word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>pay &i;</w:t></w:r></w:p></w:body></w:document>", office_docx},
        {"odt", "content.xml", "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
         "<office:body><office:text><text:p>pay &i;</text:p></office:text></office:body></office:document-content>", office_odt},
        {"xlsx", "xl/sharedStrings.xml", "<sst " X_NS "><si><t>pay &i;</t></si></sst>", office_xlsx},
        {"feed", NULL, "<jobs><job><title>Cook</title><description>pay &i;</description></job></jobs>", NULL},
        {"html", NULL, "<html><body><p>pay &i;</p></body></html>", NULL},
    };
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; k < sizeof doctypes / sizeof *doctypes; k++) {
            base_buf xml;
            zip_build z;
            base_buf_init(&xml, 0);
            base_buf_printf(&xml, "%s%s%s", rows[i].make || !strcmp(rows[i].format, "feed") ? XML_HEAD : "", doctypes[k], rows[i].body);
            socvet_str bytes = base_buf_str(&xml);
            if (rows[i].make) {
                office_part part = {rows[i].part, bytes};
                bytes = rows[i].make(&z, &part, 1);
            }
            take(doc, rows[i].format, NULL, bytes, rows[i].format);
            if (holds(doc, "root:") || holds(doc, "hahahaha"))
                fail_msg("%s: entity %zu was expanded", rows[i].format, k);
            if (rows[i].make)
                zip_clear(&z);
            base_buf_clear(&xml);
        }
    socvet_doc_free(doc);
}

static void deep_part(socvet_doc *doc, const char *format, const char *part, socvet_str (*make)(zip_build *, const office_part *, size_t),
                      const char *head, const char *front, const char *middle, const char *back, const char *tail)
{
    base_buf xml;
    zip_build z;
    office_part p = {part, nest(&xml, head, front, DEEP, middle, back, tail)};

    take(doc, format, NULL, make(&z, &p, 1), front);
    zip_clear(&z);
    base_buf_clear(&xml);
}

static void test_deep_parts(void **state)
{
    static const char *const word[][2] = {{"<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"}, {"<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"}, {"<w:p><w:ins>", "</w:ins></w:p>"},
                                          {"<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"}};
    static const char *const open[][2] = {{"<text:section>", "</text:section>"}, {"<text:list><text:list-item>", "</text:list-item></text:list>"}, {"<text:p><text:span>", "</text:span></text:p>"},
                                          {"<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"}};
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < 4; i++)
        deep_part(doc, "docx", "word/document.xml", office_docx, W_OPEN("document") "<w:body>", word[i][0], W_P("deep"), word[i][1], "</w:body></w:document>");
    for (size_t i = 0; i < 4; i++)
        deep_part(doc, "odt", "content.xml", office_odt, O_OPEN, open[i][0], "<text:p>deep</text:p>", open[i][1], "</office:text></office:body></office:document-content>");
    deep_part(doc, "xlsx", "xl/sharedStrings.xml", office_xlsx, "<sst " X_NS "><si>", "<r>", "<t>deep</t>", "</r>", "</si></sst>");
    socvet_doc_free(doc);
}

static void test_deep_text(void **state)
{
    static const struct {
        const char *format, *head, *front, *middle, *back, *tail;
    } rows[] = {{"html", "<body>", "<div>", "deep", "</div>", ""}, {"html", "<body>", "<table><tr><td>", "deep", "", ""}, {"html", "<body>", "<ul><li>", "deep", "", ""},
                {"html", "<body>", "<b><i>", "deep", "", ""}, {"feed", XML_HEAD "<jobs>", "<job>", "deep", "</job>", "</jobs>"}, {"md", "", "> ", "deep", "", ""},
                {"md", "", "[", "deep", "](x)", ""}, {"md", "", "*a ", "deep", "*", ""}, {"rtf", "{\\rtf1 ", "{\\b ", "deep", "}", "}"},
                {"json", "", "[", "1", "]", ""}, {"json", "", "{\"description\":", "1", "}", ""}, {"txt", "", "(", "deep", ")", ""}};
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        base_buf b;
        take(doc, rows[i].format, NULL, nest(&b, rows[i].head, rows[i].front, DEEP, rows[i].middle, rows[i].back, rows[i].tail), rows[i].front);
        base_buf_clear(&b);
    }
    socvet_doc_free(doc);
}

static void test_long_lines(void **state)
{
    static const struct {
        const char *format, *head, *piece;
    } rows[] = {{"txt", "", "a"}, {"txt", "", "word "}, {"html", "<p>", "word "}, {"html", "", "<"}, {"md", "", "word "}, {"md", "", "`"}, {"csv", "title,text\nCook,", "a"}, {"csv", "", ","},
                {"rtf", "{\\rtf1 ", "word "}, {"json", "{\"description\":\"", "a"}, {"feed", XML_HEAD "<jobs><job><title>", "a"}};
    socvet_doc *doc = socvet_doc_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        base_buf b;
        take(doc, rows[i].format, NULL, nest(&b, rows[i].head, rows[i].piece, LONG / strlen(rows[i].piece), "", "", ""), rows[i].format);
        base_buf_clear(&b);
    }
    socvet_doc_free(doc);
}

/* ---- cuts, circles, names ---- */

static void cut_everywhere(socvet_doc *doc, const char *format, socvet_str bytes)
{
    char *exact = malloc(bytes.len ? bytes.len : 1);

    assert_non_null(exact);
    for (size_t n = 0; n < bytes.len; n++) { /* an own copy each: a byte too far is seen */
        memcpy(exact, bytes.ptr, n);
        take(doc, format, NULL, (socvet_str){exact, n}, format);
    }
    want(doc, format, bytes, SOCVET_OK, format);
    free(exact);
}

static void test_cuts(void **state)
{
    static const struct {
        const char *format, *bytes;
    } rows[] = {{"html", "<!DOCTYPE html><html><head><meta charset=utf-8><title>Cook</title></head><body><h1>Cook</h1><p>Pay &pound;12 &#8211; <b>now</b></p><ul><li>one<li>two</ul>"
                         "<table><tr><th>a<td rowspan=2>b</table><script type=\"application/ld+json\">{\"@type\":\"JobPosting\",\"title\":\"Cook\"}</script></body></html>"},
                {"rtf", "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\pard Cook\\par\\trowd\\cellx100\\intbl a\\cell\\row{\\*\\bkmkstart x}\\u8364?\\'e9\\par}"},
                {"md", "# Cook\n\n* one\n* two\n\n| a | b |\n|---|---|\n| c | d |\n\n[link](x) `code`\n"},
                {"csv", "title,text\n\"Cook, \"\"Head\"\"\",\"two\nlines\"\n"},
                {"json", "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"<p>Soup \\u00a3 12</p>\"}"},
                {"feed", "<?xml version=\"1.0\"?><jobs><job><title>Cook</title><description><![CDATA[<p>Soup</p>]]></description></job></jobs>"},
                {"txt", "COOK\n\nPay: \xC2\xA3" "12 an hour\n- soup\n- bread\n"}};
    socvet_doc *doc = socvet_doc_new();
    zip_build z;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cut_everywhere(doc, rows[i].format, base_str_z(rows[i].bytes));
    cut_everywhere(doc, "docx", office_docx(&z, NULL, 0));
    zip_clear(&z);
    cut_everywhere(doc, "odt", office_odt(&z, NULL, 0));
    zip_clear(&z);
    cut_everywhere(doc, "xlsx", office_xlsx(&z, NULL, 0));
    zip_clear(&z);
    zip_start(&z);
    zip_part(&z, "a.txt", SOCVET_STR("A cook is wanted."));
    zip_part(&z, "b.html", SOCVET_STR("<p>soup</p>"));
    cut_everywhere(doc, "zip", zip_finish(&z));
    zip_clear(&z);
    socvet_doc_free(doc);
}

static void test_circles(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    zip_build z;
    office_part word[] = {{"word/_rels/document.xml.rels", SOCVET_STR(RELS_OPEN ONE_REL("r5", "aFChunk", "document.xml") ONE_REL("r4", "header", "document.xml")
                                                                      ONE_REL("r3", "footnotes", "document.xml") ONE_REL("r1", "styles", "styles.xml") "</Relationships>")},
                          {"word/styles.xml", SOCVET_STR(W_OPEN("styles") "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>"
                                                                          "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>")},
                          {"word/document.xml", SOCVET_STR(W_DOC("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>A cook is wanted.</w:t></w:r></w:p><w:altChunk r:id=\"r5\"/>"))}};
    office_part open[] = {{"content.xml", SOCVET_STR(XML_HEAD "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                                                     "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:body><office:text><text:p>A cook is wanted."
                                                     "<draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame></text:p></office:text></office:body></office:document-content>")},
                          {"Object 1/content.xml", {NULL, 0}}};

    (void)state;
    want(doc, "docx", office_docx(&z, word, 3), SOCVET_OK, "a document that is its own chunk, header and note");
    assert_true(holds(doc, "A cook is wanted."));
    zip_clear(&z);
    open[1].bytes = open[0].bytes;
    socvet_status s = take(doc, "odt", NULL, office_odt(&z, open, 2), "an object that holds itself");
    assert_true(s == SOCVET_OK || s == SOCVET_E_LIMIT);
    assert_true(socvet_doc_text(doc).len < 100000);
    zip_clear(&z);
    socvet_doc_free(doc);
}

static void test_wrong_names(void **state)
{
    static const char *const names[] = {"a.docx", "a.odt", "a.xlsx", "a.pdf", "a.doc", "a.txt", "a.html", "a.rtf", "a.zip", "a.msg", "a.jpg", "a", "docx.", NULL};
    socvet_doc *doc = socvet_doc_new();
    zip_build z;
    size_t n;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (int k = 0; k < 5; k++) {
            static const char *const formats[] = {"docx", "odt", "xlsx", "rtf", "html"};
            socvet_str bytes = k == 0   ? office_docx(&z, NULL, 0)
                               : k == 1 ? office_odt(&z, NULL, 0)
                               : k == 2 ? office_xlsx(&z, NULL, 0)
                               : k == 3 ? SOCVET_STR("{\\rtf1\\ansi A cook is wanted.\\par}")
                                        : SOCVET_STR("<!DOCTYPE html><html><body><p>A cook is wanted.</p></body></html>");
            if (take(doc, NULL, names[i], bytes, formats[k]) != SOCVET_OK)
                fail_msg("%s called %s is refused", formats[k], names[i] ? names[i] : "nothing");
            const socvet_doc_part *p = socvet_doc_parts(doc, &n);
            if (!base_str_eq_z(p[0].format, formats[k]))
                fail_msg("%s called %s is read as %.*s", formats[k], names[i] ? names[i] : "nothing", SOCVET_ARG(p[0].format));
            if (k < 3)
                zip_clear(&z);
        }
    want(doc, NULL, SOCVET_STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), SOCVET_E_UNSUPPORTED, "a picture");
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ratio), cmocka_unit_test(test_overlap), cmocka_unit_test(test_many_and_doubtful), cmocka_unit_test(test_nested_bundles),
        cmocka_unit_test(test_inflated_in_all), cmocka_unit_test(test_entities), cmocka_unit_test(test_deep_parts), cmocka_unit_test(test_deep_text),
        cmocka_unit_test(test_long_lines), cmocka_unit_test(test_cuts), cmocka_unit_test(test_circles), cmocka_unit_test(test_wrong_names)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_jobposting.c: JobPosting data of pages and files, faulty as it is found. */
#include "extract_text.h"

static const block_case files[] = {
    {"escaped twice", "{\"@type\":\"JobPosting\",\"title\":\"Cook &amp; baker\",\"description\":\"&lt;p&gt;Soup &amp;amp; bread&lt;/p&gt;&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;/ul&gt;\"}",
     "H1 Cook & baker|P Soup & bread|L1 one"},
    {"raw newlines, comments, trailing commas",
     "// made by hand\n{\"@graph\":[/* x */{\"@type\":[\"JobPosting\"],\"title\":\"Cook\",\n\"description\":\"Soup.\n\nBread.\",},],}",
     "H1 Cook|P Soup.|P Bread."},
    {"quotes inside, an escape JSON lacks", "{\"@type\":\"JobPosting\",\"title\":\"The \"best\" cook\\'s job\",\"description\":\"<p>Soup</p>\"}",
     "H1 The \"best\" cook's job|P Soup"},
    {"cut short", "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"<p>Soup and bre", "H1 Cook|P Soup and bre"},
    {"full names", "{\"@type\":\"http://schema.org/JobPosting\",\"schema:title\":\"Cook\",\"http://schema.org/description\":\"Soup.\"}",
     "H1 Cook|P Soup."},
    {"more prose", "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"Soup.\",\"qualifications\":\"<ul><li>hygiene</li></ul>\"}",
     "H1 Cook|P Soup.|H2 Qualifications|L1 hygiene"},
};

static void test_files(void **state)
{
    (void)state;
    run_cases(files, sizeof files / sizeof *files, "json", false);
}

static const struct {
    const char *label, *html, *blocks, *json;
} pages[] = {
    {"not shown: read",
     "<html><body><div id=app></div><script type='application/ld+json'>{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"<p>Soup for the whole school.</p>\"}</script>",
     "H1 Cook|P Soup for the whole school.",
     "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"<p>Soup for the whole school.</p>\"}"},
    {"shown: not twice",
     "<html><body><h1>Cook</h1><p>Soup for the  <b>whole</b> school.<script type='application/ld+json'>{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"<p>Soup for the whole school.</p>\"}</script>",
     "H1 Cook|P Soup for the whole school.",
     "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"<p>Soup for the whole school.</p>\"}"},
    {"microdata",
     "<div itemscope itemtype='http://schema.org/JobPosting'><h1 itemprop=title>Cook</h1><span itemprop=hiringOrganization itemscope itemtype='http://schema.org/Organization'>"
     "<b itemprop=name>Elm School</b></span> <meta itemprop=validThrough content=2026-05-01></div>",
     "H1 Cook|P Elm School",
     "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"hiringOrganization\":{\"@type\":\"Organization\",\"name\":\"Elm School\"},\"validThrough\":\"2026-05-01\"}"},
    {"RDFa", "<div vocab='http://schema.org/' typeof=JobPosting><h1 property=title>Cook</h1><p property=description>Soup\n <b>daily</b></p></div>",
     "H1 Cook|P Soup daily", "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"Soup daily\"}"},
};

static void test_pages(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    size_t n;

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        assert_int_equal(read_z(doc, "html", base_str_z(pages[i].html), false, NULL), SOCVET_OK);
        char *got = show_blocks(doc);
        if (strcmp(got, pages[i].blocks) != 0)
            fail_msg("%s: got %s", pages[i].label, got);
        free(got);
        socvet_str json = notice_of(doc, SOCVET_NOTICE_STRUCTURED_DATA);
        if (!base_str_eq_z(json, pages[i].json))
            fail_msg("%s: notice %.*s", pages[i].label, SOCVET_ARG(json));
        const socvet_block *k = socvet_doc_blocks(doc, &n);
        bool meta = i == 0;
        assert_int_equal(k[0].region, meta ? SOCVET_REGION_META : SOCVET_REGION_BODY);
        assert_int_equal((k[n - 1].flags & SOCVET_BLOCK_FROM_JSONLD) != 0, meta);
    }
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_files), cmocka_unit_test(test_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

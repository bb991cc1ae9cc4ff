/* test_eml.c: mail: which parts are read, how they are decoded, and that no length or depth of it
 * is too much. */
#include "extract_text.h"

#include "base/date.h"
#include "extract/mime.h"

#define HEAD "From: Ada Brook <ada@example.org>\nTo: jobs@example.org\nMIME-Version: 1.0\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=\"edge\"\n\n"
#define PART(type) "--edge\nContent-Type: " type "\n\n"

static const block_case cases[] = {
    {"a plain mail", HEAD "Subject: Gardener wanted\n\nSalary: £24,000\nHours: 37\n", "H1 Gardener wanted|P Salary: £24,000|P Hours: 37"},
    {"words of the subject, cut within a character",
     HEAD "Subject: =?utf-8?B?wqMyNCwwMDDi?= =?utf-8?B?gJMyNg==?=\n =?iso-8859-1?Q?_caf=E9?= cook\n\nA post.", "H1 £24,000–26 café cook|P A post."},
    {"raw bytes in the subject", HEAD "Subject: Caf\xE9 cook\n\nA post.", "H1 Café cook|P A post."},
    {"a folded value without its blank", HEAD "Subject: Cook at the\nold mill\nX-Note: 1\n\nA post.", "H1 Cook at the|P A post."},
    {"quoted-printable", HEAD "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=windows-1252\n\n"
     "The salary is =A324,0=\n00 =96 and 5=3D5, 100=zz.\n", "P The salary is £24,000 – and 5=5, 100=zz."},
    {"base64, with a remark after it", HEAD "Content-Transfer-Encoding: base64\n\nQSBw\r\nb3N0Lg== ignored\n", "P A post."},
    {"what only says it is base64", HEAD "Content-Transfer-Encoding: base64\n\nWe seek a cook, now! (Part time.)\n", "P We seek a cook, now! (Part time.)"},
    {"uuencode", HEAD "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n'02!P;W-T+@``\n`\nend\n", "P A post."},
    {"UTF-7", HEAD "Content-Type: text/plain; charset=utf-7\n\n+AKM-24,000 a year", "P £24,000 a year"},
    {"the plain alternative, when nothing is lost",
     HEAD "Content-Type: multipart/alternative; boundary=edge\n\n" PART("text/plain") "A post.\n" PART("text/html") "<p>A <b>post</b>.</p>\n--edge--\n", "P A post."},
    {"HTML, when it has structure",
     HEAD "Content-Type: multipart/alternative; boundary=edge\n\n" PART("text/plain") "dig plant\n" PART("text/html") "<title>x</title><ul><li>dig<li>plant</ul>\n--edge--\n", "L1 dig|L1 plant"},
    {"HTML, when the plain text is a stub",
     HEAD "Content-Type: multipart/alternative; boundary=edge\n\n" PART("text/plain") "See HTML\n" PART("text/html") "We are looking for a gardener.\n--edge--\n", "P We are looking for a gardener."},
    {"an attachment within the alternative that is not read",
     HEAD "Content-Type: multipart/alternative; boundary=edge\n\n" PART("text/plain") "Hello.\n--edge\nContent-Type: multipart/mixed; boundary=in\n\n"
     "--in\nContent-Type: text/html\n\nHello.\n--in\nContent-Type: text/csv; name=a.csv\n\nPost,Pay\nCook,£24000\n--in--\n--edge--\n", "P Hello.|T0,0 Post|T0,1 Pay|C1,0 Cook|C1,1 £24000"},
    {"preamble and epilogue are nothing", MIXED "Your program is old.\n" PART("text/plain") "A post.\n--edge--\nThe end.\n", "P A post."},
    {"no last boundary", MIXED PART("text/plain") "A post.\n", "P A post."},
    {"an outer boundary ends an inner multipart",
     MIXED "--edge\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\nOne.\n" PART("text/plain") "Two.\n--edge--\n", "P One.|P Two."},
    {"a boundary other than the one that was said",
     HEAD "Content-Type: multipart/mixed; boundary=wrong\n\n" PART("text/plain") "One.\n" PART("text/plain") "Two.\n--edge--\n", "P One.|P Two."},
    {"no boundary at all", HEAD "Content-Type: multipart/mixed\n\nOne.\n", "P One."},
    {"the first part of a signed one", HEAD "Content-Type: multipart/signed; boundary=edge\n\n" PART("text/plain") "A post.\n" PART("text/x-sig") "iQEz\n--edge--\n", "P A post."},
    {"a message within", MIXED PART("text/plain") "See below.\n" PART("message/rfc822") "Subject: Cook\nFrom: b@example.org\n\nA post.\n--edge--\n", "P See below.|H1 Cook|P A post."},
    {"a digest", HEAD "Content-Type: multipart/digest; boundary=edge\n\n--edge\n\nSubject: Cook\n\nA post.\n--edge--\n", "H1 Cook|P A post."},
    {"a reply above its quote",
     HEAD "\nThe closing date is 3 May, please put that in; the rest is fine with us.\n> When does it\n> close?\n-- \nAda Brook\n",
     "P The closing date is 3 May, please put that in; the rest is fine with us.|P When does it|P close?|P Ada Brook"},
    {"flowed text", HEAD "Content-Type: text/plain; format=flowed; delsp=yes\n\nA gar \ndener who \n likes rain.\n", "P A gardener wholikes rain."},
    {"several, in a mailbox", "From a Mon Jan  1 00:00:00 2024\nSubject: One\n\nFirst.\n\nFrom b Mon Jan  1 00:00:00 2024\nSubject: Two\n\nSecond.\n",
     "H1 One|P First.|H1 Two|P Second."},
};

static void test_blocks(void **state)
{
    (void)state;
    run_cases(cases, sizeof cases / sizeof *cases, "eml", false);
}

static void test_head(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    size_t n;
    (void)state;

    assert_int_equal(read_z(doc, NULL, SOCVET_STR(HEAD "Subject: Cook\nDate: Tue, 3 Feb 2026 23:30:00 -0500\nMessage-ID: <1@x>\n\nA post."), false, NULL), SOCVET_OK);
    const socvet_doc_part *p = socvet_doc_parts(doc, &n);
    assert_true(base_str_eq_z(p[0].format, "eml"));
    assert_int_equal(p[0].sent_date, base_date_from_ymd(2026, 2, 3));
    assert_true(base_str_eq_z(notice_of(doc, SOCVET_NOTICE_MAIL),
                              "From: Ada Brook <ada@example.org>\nTo: jobs@example.org\nDate: Tue, 3 Feb 2026 23:30:00 -0500"));
    const socvet_block *k = socvet_doc_blocks(doc, &n);
    assert_int_equal(k[0].region, SOCVET_REGION_META);
    assert_int_equal(k[1].region, SOCVET_REGION_BODY);
    socvet_doc_free(doc);
}

static void test_regions(void **state)
{
    static const struct {
        const char *label, *input;
        int first, second;
    } all[] = {
        {"a quote below an answer", HEAD "\nPlease add that it is part time.\n> We seek a cook.\n", SOCVET_REGION_BODY, SOCVET_REGION_NOTE},
        {"a quote is what it is about", HEAD "\nFine.\n> We seek a cook for the school.\n", SOCVET_REGION_BODY, SOCVET_REGION_BODY},
        {"a signature", HEAD "\nWe seek a cook.\n-- \nAda Brook\n", SOCVET_REGION_BODY, SOCVET_REGION_FOOTER},
    };
    socvet_doc *doc = socvet_doc_new();
    size_t n;
    (void)state;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        assert_int_equal(read_z(doc, "eml", base_str_z(all[i].input), false, NULL), SOCVET_OK);
        const socvet_block *k = socvet_doc_blocks(doc, &n);
        if (n != 2 || k[0].region != all[i].first || k[1].region != all[i].second)
            fail_msg("%s", all[i].label);
    }
    socvet_doc_free(doc);
}

static void test_beside_the_point(void **state)
{
    static const char letter[] =
        MIXED PART("text/plain") "We are looking for a gardener who will look after the grounds of three schools in the valley, who likes to work outdoors\n"
        "in any weather, who can drive the van, and who has looked after sports fields before.\n"
        PART("text/plain; name=scan.txt") "No virus was found.\n" PART("text/plain; name=pay.txt") "The salary of this post is £24,000.\n--edge--\n";
    socvet_doc *doc = socvet_doc_new();
    (void)state;

    assert_int_equal(read_z(doc, "eml", base_str_z(letter), false, NULL), SOCVET_OK);
    assert_true(base_str_find(socvet_doc_text(doc), SOCVET_STR("virus"), 0) == SIZE_MAX);
    assert_true(base_str_find(socvet_doc_text(doc), SOCVET_STR("24,000"), 0) != SIZE_MAX);
    assert_true(base_str_eq_z(notice_of(doc, SOCVET_NOTICE_SKIPPED), "scan.txt: it says nothing of a post"));
    assert_true(base_str_eq_z(notice_of(doc, SOCVET_NOTICE_ATTACHMENT), "pay.txt"));
    socvet_doc_free(doc);
}

static void test_parameters(void **state)
{
    static const struct {
        const char *value, *name, *want;
    } all[] = {
        {"attachment; filename=\"a \\\"b\\\".txt\"", "filename", "a \"b\".txt"},
        {"attachment; filename=my advert.docx; x=1", "filename", "my advert.docx"},
        {"text/plain; charset=utf-8 format=flowed", "charset", "utf-8"},
        {"x; filename*=iso-8859-1''caf%E9.txt", "filename", "café.txt"},
        {"x; filename*0*=utf-8'en'%C2; filename*1*=%A3; filename*2=\"%24.txt\"", "filename", "£%24.txt"},
        {"x; filename=\"=?utf-8?Q?caf=C3=A9.txt?=\"", "filename", "café.txt"},
        {"x; filename=\"open", "filename", "open"},
        {"x; name=\"a; filename=b\"; filename=c", "filename", "c"},
        {"x; filename*=;", "filename", ""},
        {"x;;=;\";=", "filename", NULL},
    };
    base_buf out;
    (void)state;

    base_buf_init(&out, 0);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        base_buf_reset(&out);
        bool found = mime_add_parameter(base_str_z(all[i].value), all[i].name, &out);
        if (found != (all[i].want != NULL) || (found && !base_str_eq_z(base_buf_str(&out), all[i].want)))
            fail_msg("%s: got '%.*s'", all[i].value, (int)out.len, out.ptr ? out.ptr : "");
    }
    base_buf_clear(&out);
}

static void test_dates(void **state)
{
    static const struct {
        const char *value, *want;
    } all[] = {{"Fri, 19 May 2000 00:31:00 -0400 (EDT)", "2000-05-19"}, {"1 Feb 99 10:00 GMT", "1999-02-01"},
               {"Mon Mar 17 11:15:17 2014", "2014-03-17"}, {"2026-01-31T09:00:00Z", "2026-01-31"},
               {"Thu, 31 Feb 2026 10:00:00 +0000", ""}, {"Whenever", ""}, {"", ""}, {"12", ""}};
    (void)state;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(base_date_iso(mime_date(base_str_z(all[i].value))).z, all[i].want) != 0)
            fail_msg("%s", all[i].value);
}

static void test_cut_anywhere(void **state)
{
    static const char whole[] =
        MIXED PART("text/plain; charset=\"utf-8\"; format=flowed") "A post \n> quoted\n-- \nAda\n--edge\nContent-Type: multipart/alternative; boundary*0=i;\n boundary*1=n\n\n"
        "--in\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<li>=C2=A3<li>x=\n\n--in--\n"
        "--edge\nContent-Disposition: attachment; filename*=utf-8''%C2%A3.txt\nContent-Transfer-Encoding: base64\n\nQSBwb3N0Lg==\n"
        PART("message/rfc822") "Subject: =?utf-8?B?wqM=?=\n\nx\n--edge--\n";
    socvet_doc *doc = socvet_doc_new();
    (void)state;

    for (size_t n = 1; n < sizeof whole; n++) {
        socvet_err err = {0};
        char *copy = malloc(n);
        memcpy(copy, whole, n);
        socvet_status s = read_z(doc, "eml", (socvet_str){copy, n}, false, &err);
        if (s && (s != SOCVET_E_EMPTY || !err.text[0]))
            fail_msg("cut at %zu: %s", n, err.text);
        free(copy);
    }
    socvet_doc_free(doc);
}

static void test_too_much(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    base_buf deep;
    (void)state;

    base_buf_init(&deep, 0);
    base_buf_add_z(&deep, HEAD "Subject: Cook\n");
    for (int i = 0; i < 1000; i++)
        base_buf_printf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    base_buf_add_z(&deep, "\nA post.\n");
    assert_int_equal(read_z(doc, "eml", base_buf_str(&deep), false, NULL), SOCVET_OK);
    assert_non_null(notice_of(doc, SOCVET_NOTICE_TRUNCATED).ptr);
    base_buf_reset(&deep);
    for (int i = 0; i < 1000; i++)
        base_buf_add_z(&deep, "Subject: Cook\nContent-Type: message/rfc822\n\n");
    assert_int_equal(read_z(doc, "eml", base_buf_str(&deep), false, NULL), SOCVET_OK);
    assert_non_null(notice_of(doc, SOCVET_NOTICE_SKIPPED).ptr);
    base_buf_reset(&deep);
    base_buf_add_z(&deep, MIXED);
    for (int i = 0; i < 10000; i++)
        base_buf_add_z(&deep, "--edge\n\nx\n");
    assert_int_equal(read_z(doc, "eml", base_buf_str(&deep), false, NULL), SOCVET_OK);
    assert_non_null(notice_of(doc, SOCVET_NOTICE_TRUNCATED).ptr);
    base_buf_clear(&deep);
    socvet_doc_free(doc);
}

static void test_what_is_mail(void **state)
{
    static const struct {
        const char *text, *name, *format;
    } all[] = {
        {"Salary: £24,000\nHours: 37\n\nWe seek a cook.", "a.txt", "txt"},
        {"From: March to June\nSubject: cooking\n\nWe seek a cook.", "a.txt", "txt"},
        {"From: a@example.org\nSubject: Cook\n\nA post.", "a.eml", "eml"},
        {"Received: from x\nSubject: Cook\n\n<html><body><table><p>A post.", NULL, "eml"},
        {"From x Mon Jan 1 00:00:00 2024\nReceived: from x\nSubject: Cook\n\nA post.", NULL, "eml"},
        {"Just words.\n", "a.eml", "txt"},
    };
    socvet_doc *doc = socvet_doc_new();
    size_t n;
    (void)state;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        socvet_read_opts opts = {.name = all[i].name};
        socvet_doc_reset(doc);
        assert_int_equal(socvet_doc_add(doc, base_str_z(all[i].text), &opts, NULL), SOCVET_OK);
        if (!base_str_eq_z(socvet_doc_parts(doc, &n)[0].format, all[i].format))
            fail_msg("%s", all[i].text);
    }
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),   cmocka_unit_test(test_head),      cmocka_unit_test(test_regions),
        cmocka_unit_test(test_beside_the_point), cmocka_unit_test(test_parameters), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_cut_anywhere), cmocka_unit_test(test_too_much), cmocka_unit_test(test_what_is_mail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_coder_kinds.c: kinds of titles and texts that the coder must not trip over: several jobs in
 * one title, slips of the pen, texts without a title, qualifiers, gendered and plural forms, two
 * languages, texts that offer no job. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "coder_open.h"

/* A title beside the text, or (title empty) a text by itself. */
static const socvet_coding *code(const char *title, const char *text)
{
    const socvet_facts *f;
    const socvet_coding *c = NULL;
    socvet_classify_opts opts = {-1, -1, true};

    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, base_str_z(title), base_str_z(text), NULL), SOCVET_OK);
    assert_int_equal(socvet_facts_read(&f, doc, NULL, facts_scratch, NULL), SOCVET_OK);
    assert_int_equal(socvet_classify(&c, doc, f, coder, scratch, &opts, NULL), SOCVET_OK);
    return c;
}

static const char *first(const socvet_coding *c)
{
    return c->n_candidates ? c->candidates[0].code : "";
}

typedef struct {
    const char *title, *text, *code;
} one;

static void run_table(const one *t, size_t n)
{
    size_t bad = 0;

    for (size_t i = 0; i < n; i++) {
        const socvet_coding *c = code(t[i].title, t[i].text);
        if (strcmp(first(c), t[i].code) == 0)
            continue;
        print_message("'%s' %.40s: %s, not %s\n", t[i].title, t[i].text, first(c), t[i].code);
        bad++;
    }
    assert_int_equal(bad, 0);
}
#define RUN(table) run_table(table, sizeof(table) / sizeof *(table))

static void repairs_slips(void **state)
{
    static const one t[] = {
        {"Mechancial Engineer", "", "5223"},      {"Staff Nruse", "", "2237"},
        {"Recpetionist", "", "4216"},             {"Electrican", "", "5241"},
        {"Teaching Asistant", "", "6112"},        {"Solictor", "", "2412"},
        {"Glassmaker", "", "5441"},               {"Accountent", "You hold ACCA and prepare accounts.", "2421"},
        {"Hairdreser", "", "6221"},               {"Physiotherpist", "", "2221"},
    };

    (void)state;
    RUN(t);
}

static void leaves_known_words_alone(void **state)
{
    /* not in the index, but English words or names: nothing is put in their place */
    static const one t[] = {
        {"Staff Nurse, Berwick", "", "2237"},
        {"Cook at Cork House", "Prepare lunches for our guests.", "5435"},
        {"Plumber (Baxter Street)", "", "5315"},
    };

    (void)state;
    RUN(t);
}

static void folds_forms(void **state)
{
    static const one t[] = {
        {"Salesperson", "Sell furniture to customers in our shop.", "7111"},
        {"Sales Assistants", "", "7111"},         {"Chairperson", "", "1111"},
        {"Foreman / Forewoman (building site)", "", "5330"},
        {"Waiter/Waitress", "", "9264"},          {"Barman or barmaid", "", "9265"},
        {"Delivery drivers x 3 - URGENT", "", "8214"},
        {"Handywoman", "", "8159"},               {"Postwoman", "", "9211"},
        {"WELDERS WANTED!!!", "", "5213"},        {"Care Assistant - £12.60ph - Hull", "", "6135"},
        {"Registered Nurse (RGN) Band 5, ref 123-ABC", "Care for patients on a hospital ward.", "2237"},
        {"Staff Nurse Band 5", "", "2237"},       {"Nurse (Band 8a)", "", "2237"},
        {"Head chef (ref. 0172)", "", "5434"},    {"Clerk, grade 2", "", "4159"},
        {"Executive Assistant to CEO", "", "4215"}, {"PA to Finance Director", "", "4215"},
        {"Sales &amp; Marketing Manager", "", "3556"}, {"Midwife &#39;Band 6&#39;", "", "2231"},
        {"Band 5 Staff Nurse", "", "2237"},       {"Staff nurse 4521", "", "2237"},         {"Band 5", "", "4111"},
    };

    (void)state;
    RUN(t);
}

static void heeds_qualifiers(void **state)
{
    static const one t[] = {
        {"Inspector", "Inspect food on the line of our factory: food manufacturing.", "8143"},
        {"Fishing vessel skipper", "", "5119"},
        {"Lecturer", "Teach undergraduates in our Faculty of Law at the University of Larkmere.", "2311"},
        {"Lecturer", "Teach plumbing to apprentices at Larkmere Further Education College.", "2312"},
        {"Accountant", "You are a qualified accountant with ACA or CIMA.", "2421"},
        {"Steward", "Serve meals to passengers in the cabin of our airline.", "6213"},
        {"Bomb disposal engineer", "", "3311"},
    };

    (void)state;
    RUN(t);
}

static void reads_untitled_texts(void **state)
{
    static const one t[] = {
        {"", "We are looking for an experienced plumber who can fit bathrooms and mend boilers in and around Hull. "
             "You will have your own van and tools.", "5315"},
        {"", "An opportunity has arisen for a primary school teacher in our friendly village school of ninety "
             "pupils, to teach a class of seven year olds from September.", "2314"},
        {"", "Our busy salon is seeking a talented hairdresser with a full clientele, to cut, colour and style hair.",
         "6221"},
    };

    (void)state;
    RUN(t);
}

static void tells_jobs_apart(void **state)
{
    static const struct {
        const char *title;
        size_t n;
        const char *codes[3];
    } t[] = {
        {"Cook / Kitchen Assistant", 2, {"5435", "9263"}},
        {"Plumbers and Electricians", 2, {"5315", "5241"}},
        {"Receptionist, Cleaner & Gardener", 3, {"4216", "9223", "5113"}},
        {"Painter and decorator", 0, {NULL}},   /* an index title spans the "and" */
        {"Waiter / Waitress", 0, {NULL}},       /* two words for one job */
        {"Research and development manager", 0, {NULL}},
        {"Health and safety adviser", 0, {NULL}},
        {"Staff nurse", 0, {NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        const socvet_coding *c = code(t[i].title, "");
        if (c->n_jobs != t[i].n)
            print_message("%s: %zu jobs\n", t[i].title, c->n_jobs);
        assert_int_equal(c->n_jobs, t[i].n);
        for (size_t k = 0; k < t[i].n; k++)
            assert_string_equal(c->jobs[k].code, t[i].codes[k]);
    }
}

static void says_what_is_no_job(void **state)
{
    static const struct {
        const char *title, *text;
    } t[] = {
        {"PhD studentship in marine biology",
         "Applications are invited for a fully funded PhD studentship. The stipend is paid at the UKRI rate and covers "
         "fees. You will be registered as a postgraduate student for three and a half years."},
        {"Job application form",
         "Application form. Surname: ........ Forenames: ........ Address: ........ Please give the names of two referees. "
         "Signature: ........ Date: ........ Declaration: I confirm that this information is correct."},
        {"Annual conference on soil science",
         "Registration is open. The conference takes place from 3 to 5 June. Call for papers: abstracts by 1 March. Keynote "
         "speakers will be announced. Delegates pay a registration fee."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        const socvet_coding *c = code(t[i].title, t[i].text);
        if (!c->abstained)
            print_message("'%s' was coded %s\n", t[i].title, first(c));
        assert_true(c->abstained);
        assert_true(c->abstain_reason.len > 0);
    }
}

static void reads_two_languages(void **state)
{
    static const char welsh[] =
        "Mae'r ysgol yn chwilio am athro neu athrawes brofiadol i ymuno \xc3\xa2'r t\xc3\xaem. Bydd y swydd yn dechrau ym mis Medi "
        "ac mae'r gallu i siarad Cymraeg yn hanfodol. Dylai ymgeiswyr anfon ffurflen gais at y pennaeth.";
    static const one t[] = {
        {"Athro Cynradd / Primary School Teacher",
         "Mae'r ysgol yn chwilio am athro. We are looking for a primary school teacher to teach a class of seven year olds "
         "in our bilingual school. You will plan lessons and assess pupils. Welsh is desirable.", "2314"},
        {"Nyrs Staff / Staff Nurse", "You will care for patients on a busy ward of our hospital.", "2237"},
    };

    (void)state;
    RUN(t);
    const socvet_coding *c = code("Athro neu athrawes", welsh);
    assert_true(c->abstained);
    assert_non_null(strstr(c->abstain_reason.ptr, "not in English"));
}

static void says_what_would_change(void **state)
{
    static const struct {
        const char *title, *text, *change; /* words of it; NULL: nothing is said */
    } t[] = {
        {"Accountant", "Keep the books of our workshop.", "\"qualified\" would make this 2421"},
        {"Experienced Solicitor", "", "the title \"trainee solicitor\" would make this 3520"},
        {"Postdoctoral Research Associate",
         "Work on physical oceanography: ocean circulation, sea ice, tides and the climate of the ocean at the "
         "University of Larkmere.", "CLS-101 decided"},
        {"Software developer", "", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        const socvet_coding *c = code(t[i].title, t[i].text);
        socvet_str s = c->change;
        if (!t[i].change ? s.len != 0 : !s.len || !strstr(s.ptr, t[i].change)) {
            print_message("%s: '%.*s'\n", t[i].title, SOCVET_ARG(s));
            fail();
        }
    }
}

static void heeds_the_threshold(void **state)
{
    socvet_coverage p[64];
    const socvet_facts *f;
    const socvet_coding *c = NULL;
    socvet_classify_opts opts = {-1, 1.01, false};

    (void)state;
    for (int e = 0; e < (int)socvet_dict_editions(dict); e++) {
        size_t n = socvet_classifier_curve(coder, e, p, 64);
        for (size_t i = 1; i < n; i++) {
            assert_true(p[i].coverage > p[i - 1].coverage && p[i].threshold <= p[i - 1].threshold);
            assert_true(p[i].agreement > 0 && p[i].agreement <= 1);
        }
    }
    int e = socvet_dict_default_edition(dict);
    assert_true(socvet_classifier_threshold(coder, e, 0.5) > socvet_classifier_threshold(coder, e, 0.82));
    assert_true(socvet_classifier_threshold(coder, e, 1) == 0);
    assert_true(socvet_classifier_threshold(coder, socvet_dict_edition(dict, SOCVET_STR("soc2000")), 0.5) < 0);
    socvet_doc_reset(doc);
    assert_int_equal(socvet_doc_add_plain(doc, SOCVET_STR("Staff nurse"), SOCVET_STR(""), NULL), SOCVET_OK);
    assert_int_equal(socvet_facts_read(&f, doc, NULL, facts_scratch, NULL), SOCVET_OK);
    assert_int_equal(socvet_classify(&c, doc, f, coder, scratch, &opts, NULL), SOCVET_OK);
    assert_true(c->abstained && c->n_candidates > 1);
    assert_string_equal(c->candidates[0].code, "2237"); /* ranked all the same */
    assert_non_null(strstr(c->abstain_reason.ptr, "asked for"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repairs_slips),        cmocka_unit_test(leaves_known_words_alone),
        cmocka_unit_test(folds_forms),          cmocka_unit_test(heeds_qualifiers),
        cmocka_unit_test(reads_untitled_texts), cmocka_unit_test(tells_jobs_apart),
        cmocka_unit_test(says_what_is_no_job),  cmocka_unit_test(reads_two_languages),
        cmocka_unit_test(heeds_the_threshold),  cmocka_unit_test(says_what_would_change),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

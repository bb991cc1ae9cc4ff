/* test_dates.c: what a date is the date of; what kind of paper it stands in, with its title; and
 * who the employer is. */
#include "facts_pay.h"
#include "base/date.h"

static const struct {
    const char *text, *closing, *start, *end, *interview; /* ISO; "": none, or no day */
} dates[] = {
    {"Closing date for applications: Sunday 14th June 2026 at midnight", "2026-06-14", "", "", ""},
    {"Please return your form by 5pm on Friday 9 January 2026", "2026-01-09", "", "", ""},
    {"Advert end date: 12.05.2026", "2026-05-12", "", "", ""},
    {"We must hear from you by 17 April 2026", "2026-04-17", "", "", ""},
    {"This vacancy closes at 23:59 on 11 November 2026.", "2026-11-11", "", "", ""},
    {"Applications close: 28/02/2026. Interviews: 9 March 2026", "2026-02-28", "", "", "2026-03-09"},
    {"Assessment centre: 8 June 2026", "", "", "", "2026-06-08"},
    {"We would like you to join us on 2 November 2026", "", "2026-11-02", "", ""},
    {"Required from 1st January 2027", "", "2027-01-01", "", ""},
    {"Candidates will be expected to register for 1 October 2026", "", "2026-10-01", "", ""},
    {"The post is available from 1 October 2026 until 30 September 2029", "", "2026-10-01", "2029-09-30", ""},
    {"Fixed-term to 31/08/2027", "", "", "2027-08-31", ""},
    {"Funding for this post runs to 31 December 2028", "", "", "2028-12-31", ""},
    {"Closing date: Sunday8th November 2026", "2026-11-08", "", "", ""},
    {"Closing date for applications isTuesday10 November 2026", "2026-11-10", "", "", ""},
    {"Closing date 12th Novbember 2026", "2026-11-12", "", "", ""},
    {"CLOSING DATE:19th November2026", "2026-11-19", "", "", ""},
    {"Closing date: Friday6thNovember2026", "2026-11-06", "", "", ""},
    {"Closing date: 18.11. 2026", "2026-11-18", "", "", ""},
    {"The short-listing process will begin on 25th June 2026.", "", "", "", ""},
    {"The firm was founded on 4 July 1985", "", "", "", ""},
    {"The pay award of 1 April 2026 has not been agreed", "", "", "", ""},
    {"Level 3 is required by the team of 1 May 2026", "", "", "", ""},
};

static bool same_day(const socvet_fact_date *d, const char *iso)
{
    bool day = d->state == SOCVET_FACT_STATED && d->precision == SOCVET_DATE_DAY;

    return *iso ? day && d->days == base_date_parse_iso(base_str_z(iso)) : !day;
}

static void gives_dates_their_roles(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        const socvet_facts *f = read_text(doc, scratch, dates[i].text, NULL);
        if (same_day(&f->closing, dates[i].closing) && same_day(&f->start, dates[i].start) &&
            same_day(&f->end, dates[i].end) && same_day(&f->interview, dates[i].interview))
            continue;
        print_error("%s: closing %d start %d end %d interview %d\n", dates[i].text, f->closing.state, f->start.state,
                    f->end.state, f->interview.state);
        bad++;
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
    assert_int_equal(bad, 0);
}

static const struct {
    const char *text, *title;
    int kind;
} papers[] = {
    {"Skilled Worker salary requirements\n\nThis guide sets out the Skilled Worker salary requirements. An applicant must earn "
     "£41,700 per annum. The Skilled Worker route has a threshold.\n\nThe points-based rules ask for a minimum salary.\n\n"
     "The Skilled Worker criteria are strict.",
     "Skilled Worker salary requirements", SOCVET_KIND_GUIDE},
    {"Staff office\n\nGuidance for recruiting managers. These pages explain when a certificate of sponsorship can be issued. "
     "Employers must hold a licence before a visa is asked for. Sponsors must keep records. State a closing date and how to apply.",
     "Staff office", SOCVET_KIND_GUIDE},
    {"top of page\n\nUsing the Sponsor Management System: A Practical Guide\n\nSponsors must log in to the sponsor management system.",
     "Using the Sponsor Management System: A Practical Guide", SOCVET_KIND_GUIDE},
    {"Immigration adviser\n\nWe are looking for an adviser who knows sponsor licence duties and reporting duties. You will "
     "help employers who must hold a sponsor licence. Salary: £34,000 per annum. Closing date: 4 May 2026.",
     "Immigration adviser", SOCVET_KIND_ADVERT},
    {"Skip to content\n\nCare worker\n\nSalary: £12.60 per hour", "Care worker", SOCVET_KIND_ADVERT},
};

static void tells_papers_apart(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        const socvet_facts *f = read_text(doc, scratch, papers[i].text, NULL);
        if (f->document_kind == papers[i].kind && base_str_eq_z(f->title.value, papers[i].title))
            continue;
        print_error("%s: kind %d, title \"%.*s\"\n", papers[i].title, f->document_kind, SOCVET_ARG(f->title.value));
        bad++;
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
    assert_int_equal(bad, 0);
}

static const struct {
    const char *text, *employer; /* "": none */
} employers[] = {
    {"Tollgate House Care Village is looking for a kind care worker.", "Tollgate House Care Village"},
    {"Hexley Haulage Ltd seeks a transport clerk in Selby.", "Hexley Haulage Ltd"},
    {"Here at Larkfield Foods plc we value people.", "Larkfield Foods plc"},
    {"An opportunity has arisen at St Columb's Hospice for a nurse.", "St Columb's Hospice"},
    {"In Harrowmoor University NHS Foundation Trust we care. You will meet staff of the University of Northmere.",
     "Harrowmoor University NHS Foundation Trust"},
    {"University of Northmere Deadline: 4 May 2026", "University of Northmere"},
    {"Prof. Ada Crane at the University of Northmere will collaborate.", ""},
    {"Our client, a leading manufacturer, seeks an engineer.", ""},
    {"The successful candidate requires a driving licence.", ""},
};

static void names_employers(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof employers / sizeof *employers; i++) {
        const socvet_facts *f = read_text(doc, scratch, employers[i].text, NULL);
        if (base_str_eq_z(f->employer.value, employers[i].employer))
            continue;
        print_error("%s: \"%.*s\"\n", employers[i].text, SOCVET_ARG(f->employer.value));
        bad++;
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_dates_their_roles), cmocka_unit_test(tells_papers_apart),
                                       cmocka_unit_test(names_employers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

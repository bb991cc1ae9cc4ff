/* test_hours.c: weekly hours, share of full time, pattern of work. [[..]] marks the evidence. */
#include "facts_pay.h"

static const struct {
    const char *text;
    int hours; /* hundredths; 0: none */
    int high;
} rows[] = {
    {"[[37.5 hours per week]]", 3750, 0},
    {"[[37 hours a week]]", 3700, 0},
    {"35-hour week", 3500, 0},
    {"a 40 hour working week", 4000, 0},
    {"22.5 hrs per week", 2250, 0},
    {"[[35hpw]]", 3500, 0},
    {"37h per week", 3700, 0},
    {"37.5hrs/week", 3750, 0},
    {"16 hours p/w", 1600, 0},
    {"16 hrs pw", 1600, 0},
    {"20 hours weekly", 2000, 0},
    {"37 hours 30 minutes per week", 3750, 0},
    {"36 hours and 15 minutes per week", 3625, 0},
    {"37½ hours per week", 3750, 0},
    {"37 1/2 hours per week", 3750, 0},
    {"75 hours per fortnight", 3750, 0},
    {"1950 hours per year", 3750, 0},
    {"1951 hours per year", 0, 0},
    {"150 hours over 4 weeks", 3750, 0},
    {"Hours: 37", 3700, 0},
    {"Hours: 37.5 hours", 3750, 0},
    {"Hours per week: [[35]]", 3500, 0},
    {"Contracted Hours per Week: 35", 3500, 0},
    {"Weekly hours: 24", 2400, 0},
    {"Working hours: 30 hours per week", 3000, 0},
    {"Hours of work: 40 Hours per week", 4000, 0},
    {"Full time, 37 hours", 3700, 0},
    {"Part-time (18.5 hours)", 1850, 0},
    {"Full time at 35 hours a week", 3500, 0},
    {"30 hours per week, term time only", 3000, 0},
    {"hours per week 21", 2100, 0},
    {"25-40 hours per week", 0, 4000},
    {"37 or 45 hours per week", 0, 4500},
    {"Between 20 and 30 hours a week", 0, 3000},
    {"Working [[30 hours over 4 days]]", 3000, 0},
    {"0.6 FTE ([[21 hours]])", 2100, 0},
    {"8am to 4pm, 37.5 hours excluding breaks", 3750, 0},
    {"You will teach 12 hours a week", 0, 0},
    {"16 to 20 hours per week", 0, 2000},
    {"Hours: 9am to 5pm", 0, 0},
    {"Hours: 9.00 - 17.00", 0, 0},
    {"open 24 hours a day", 0, 0},
    {"reply within 48 hours", 0, 0},
    {"12 hour shifts", 0, 0},
    {"8 hours per day", 0, 0},
    {"3 days per week", 0, 0},
    {"24 hours notice", 0, 0},
    {"24/7 service", 0, 0},
    {"100 hours of training", 0, 0},
    {"two hours per week", 0, 0},
    {"**** and 44 hours per week", 0, 0},
    {"overtime up to 10 hours per week", 0, 0},
    {"opt out of the 48 hours per week", 0, 0},
    {"£14.10 per hour", 0, 0},
    {"(24 hours)", 0, 0},
    {"Salary: £30,000 for 37 hours per week", 3700, 0},
    {"You will work 37.5 hours per week over five days", 3750, 0},
    {"8 hours a day, 40 hours a week", 4000, 0},
    {"Hours: 20 per week", 2000, 0},
    {"Hours: 37 (full time)", 3700, 0},
    {"Hours: 3 days", 0, 0},
    {"The hours for this role are 07.00hrs to 20.00hrs across 7 days a week", 0, 0},
    {"Hours: 10 am start", 0, 0},
};

static const struct {
    const char *text;
    int fte;
    const char *flags; /* p f z t */
} patterns[] = {
    {"0.6 FTE", 600, ""},
    {"FTE: 0.8", 800, ""},
    {"1.0 FTE", 1000, ""},
    {"60% FTE", 600, ""},
    {"0.75 WTE post", 750, ""},
    {"80% of full time", 800, ""},
    {"£44,121 FTE", 0, ""},
    {"12 FTE staff", 0, ""},
    {"part time post", 0, "p"},
    {"Part-Time", 0, "p"},
    {"full-time", 0, "f"},
    {"fulltime", 0, "f"},
    {"full or part time", 0, "p"},
    {"zero hours contract", 0, "z"},
    {"term-time only", 0, "t"},
    {"part time students", 0, ""},
    {"full time equivalent", 0, ""},
    {"in full-time education", 0, ""},
    {"part of the team", 0, ""},
    {"full hours", 0, ""},
};

static void reads_hours(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[600];
        socvet_span span;
        unmark(rows[i].text, text, sizeof text, &span);
        const socvet_facts *f = read_text(doc, scratch, text, NULL);
        const socvet_fact_number *n = &f->weekly_hours_hundredths;
        int got = n->state == SOCVET_FACT_STATED ? (int)n->value : 0;
        bool same = got == rows[i].hours && f->hours_high_hundredths.value == rows[i].high;
        if (span.to)
            same &= n->span.from == span.from && n->span.to == span.to;
        if (!same) {
            print_error("%s: read %d, high %d, at %u-%u\n", text, got,
                        (int)f->hours_high_hundredths.value, n->span.from, n->span.to);
            bad++;
        }
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
    assert_int_equal(bad, 0);
}

static void reads_patterns(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        const socvet_facts *f = read_text(doc, scratch, patterns[i].text, NULL);
        const char *want = patterns[i].flags;
        if (f->fte_thousandths.value != patterns[i].fte ||
            f->part_time != (strchr(want, 'p') != NULL) ||
            f->full_time != (strchr(want, 'f') != NULL) ||
            f->zero_hours != (strchr(want, 'z') != NULL) ||
            f->term_time != (strchr(want, 't') != NULL)) {
            print_error("%s: fte %d, %d%d%d%d\n", patterns[i].text, (int)f->fte_thousandths.value,
                        f->part_time, f->full_time, f->zero_hours, f->term_time);
            bad++;
        }
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_hours),
        cmocka_unit_test(reads_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

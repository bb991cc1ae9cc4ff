/* report_terms.c: what being sponsored would mean for the likeliest code: is it open that day, its going
 * rate at the hours of the post, the days the advert runs. Said whether or not a route was named. */
#include "../base/date.h"
#include "../base/str.h"
#include "report_int.h"

const char *report_eligibility(const socvet_code_terms *t)
{
    if (base_str_eq_z(t->eligible, "yes"))
        return "open to a new applicant";
    if (base_str_starts(t->eligible, SOCVET_STR("no-unless")))
        return t->shortage_list ? "open to a new applicant as a job of the Temporary Shortage List"
            : t->salary_list    ? "open to a new applicant only on the conditions of the Immigration Salary List"
                                : "not open to a new applicant";
    return base_str_starts(t->eligible, SOCVET_STR("no")) ? "not open to a new applicant" : NULL;
}

bool report_terms_of(socvet_code_terms *t, const socvet_record *r, const char *code)
{
    socvet_str route = r->check ? r->check->route : (socvet_str){NULL, 0};

    return r->rules && r->dict && r->coding &&
           socvet_code_terms_on(t, r->rules, r->dict, r->coding->edition, base_str_z(code), route, r->as_of);
}

static void put_rate(base_buf *out, const socvet_record *r, const socvet_code_terms *t)
{
    const socvet_facts *f = r->facts;
    int64_t whole = t->weekly_hours_hundredths, hours = f && f->weekly_hours_hundredths.state ? f->weekly_hours_hundredths.value : 0;

    base_buf_add_z(out, "  going rate that day: ");
    if (t->annual_pence == SOCVET_NO_PENCE) {
        base_buf_add_z(out, "not held\n");
        return;
    }
    report_money(out, t->annual_pence);
    if (whole > 0)
        base_buf_printf(out, " for %g hours a week", (double)whole / 100);
    if (whole > 0 && hours > 0 && hours != whole) {
        base_buf_add_z(out, ", ");
        report_money(out, (t->annual_pence * hours + whole - 1) / whole);
        base_buf_printf(out, " for %g", (double)hours / 100);
    }
    if (t->new_entrant_pence != SOCVET_NO_PENCE) {
        base_buf_add_z(out, "; a new entrant ");
        report_money(out, t->new_entrant_pence);
    }
    base_buf_add_char(out, '\n');
}

int32_t report_day(int32_t given, const socvet_fact_date *read)
{
    if (given != INT32_MIN && given != 0)
        return given;
    return read->state != SOCVET_FACT_ABSENT && read->precision == SOCVET_DATE_DAY ? read->days : INT32_MIN;
}

static void put_window(base_buf *out, const socvet_record *r)
{
    int32_t posted = r->facts ? report_day(r->posted, &r->facts->posted) : INT32_MIN;
    int32_t closing = r->facts ? report_day(r->closing, &r->facts->closing) : INT32_MIN;

    if (posted != INT32_MIN && closing != INT32_MIN && closing >= posted)
        base_buf_printf(out, "  advertised: %s to %s, %d days; day %d is %s\n", base_date_long(posted).z,
                        base_date_long(closing).z, (int)(closing - posted), REPORT_WINDOW_DAYS,
                        base_date_long(posted + REPORT_WINDOW_DAYS).z);
    else if (posted != INT32_MIN)
        base_buf_printf(out, "  advertised: from %s; %d days are full on %s\n", base_date_long(posted).z, REPORT_WINDOW_DAYS,
                        base_date_long(posted + REPORT_WINDOW_DAYS).z);
    else if (closing != INT32_MIN)
        base_buf_printf(out, "  advertised: until %s; %d days if first shown by %s\n", base_date_long(closing).z,
                        REPORT_WINDOW_DAYS, base_date_long(closing - REPORT_WINDOW_DAYS).z);
}

void report_terms_lines(base_buf *out, const socvet_record *r)
{
    socvet_code_terms t;
    socvet_unit u;
    const char *code = r->coding && r->coding->n_candidates && !r->coding->abstained ? r->coding->candidates[0].code : NULL;

    if (!code || !r->check || !report_terms_of(&t, r, code))
        return;
    int theirs = socvet_dict_edition(r->dict, t.edition);
    bool named = theirs >= 0 && socvet_dict_unit(r->dict, theirs, base_str_z(t.code), &u);
    base_buf_printf(out, "  %s%s%.*s on %s: %s%s\n", t.code, named ? " – " : "", named ? (int)u.title.len : 0,
                    named ? u.title.ptr : "", base_date_long(r->as_of).z,
                    report_eligibility(&t) ? report_eligibility(&t) : "not known from the tables held",
                    t.phd_level ? "; a PhD-level code" : "");
    put_rate(out, r, &t);
    put_window(out, r);
}

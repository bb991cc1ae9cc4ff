/* report_salary.c: the answers of `salary` and `timeline`, for people and as JSON. */
#include <stdio.h>

#include "../base/date.h"
#include "../base/json.h"
#include "../base/str.h"
#include "report_int.h"

typedef base_json_writer W;

static void put_pence(W *w, const char *key, int64_t pence)
{
    if (pence == SOCVET_NO_PENCE)
        base_json_knull(w, key);
    else
        base_json_kint(w, key, pence);
}

static void put_day(W *w, const char *key, int32_t day)
{
    base_json_kz(w, key, day == INT32_MIN || day == INT32_MAX ? NULL : base_date_iso(day).z);
}

static void put_text(W *w, const char *key, socvet_str s)
{
    base_json_kstr(w, key, s.len ? s : (socvet_str){NULL, 0});
}

static void put_test(W *w, const socvet_salary_test *t)
{
    base_json_open(w, '{');
    base_json_kz(w, "test", t->what);
    base_json_kz(w, "verdict", report_verdict(t->verdict));
    put_pence(w, "have_pence", t->have_pence);
    put_pence(w, "need_pence", t->need_pence);
    put_text(w, "working", t->working);
    put_text(w, "fix", t->fix);
    put_text(w, "source", t->source);
    put_day(w, "in_force_from", t->from);
    put_day(w, "in_force_to", t->to);
    base_json_close(w, '}');
}

static void put_option(W *w, const socvet_salary_option *o)
{
    base_json_open(w, '{');
    base_json_kstr(w, "option", o->option);
    base_json_kstr(w, "label", o->label);
    put_text(w, "needs", o->needs);
    base_json_kz(w, "verdict", report_verdict(o->verdict));
    put_pence(w, "need_pence", o->need_pence);
    base_json_close(w, '}');
}

void report_put_salary(base_json_writer *w, const socvet_salary_answer *a)
{
    base_json_kstr(w, "route", a->route);
    base_json_kstr(w, "option", a->option);
    base_json_kstr(w, "label", a->label);
    base_json_kstr(w, "edition", a->edition);
    put_day(w, "as_of", a->as_of);
    base_json_kz(w, "verdict", report_verdict(a->verdict));
    base_json_kstr(w, "message", a->message);
    put_text(w, "fix", a->fix);
    put_pence(w, "offered_pence", a->offered_pence);
    put_pence(w, "counted_pence", a->counted_pence);
    put_pence(w, "need_pence", a->need_pence);
    base_json_key(w, "tests");
    base_json_open(w, '[');
    for (size_t i = 0; i < a->n_tests; i++)
        put_test(w, &a->tests[i]);
    base_json_close(w, ']');
    base_json_key(w, "other_options");
    base_json_open(w, '[');
    for (size_t i = 0; i < a->n_options; i++)
        put_option(w, &a->options[i]);
    base_json_close(w, ']');
    base_json_kstr(w, "working", a->working);
}

void report_put_salary_member(base_json_writer *w, const socvet_salary_answer *a)
{
    base_json_key(w, "salary");
    if (!a) {
        base_json_null(w);
        return;
    }
    base_json_open(w, '{');
    report_put_salary(w, a);
    base_json_close(w, '}');
}

socvet_status socvet_report_salary_json(const socvet_salary_answer *a, socvet_sink sink, void *user,
                                        socvet_err *err)
{
    base_buf out;
    W w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    report_put_salary(&w, a);
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    return report_flush(&out, sink, user, err);
}

void report_money(base_buf *b, int64_t pence)
{
    char digits[32], grouped[48];
    int n = snprintf(digits, sizeof digits, "%lld", (long long)(pence / 100)), g = 0;

    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            grouped[g++] = ',';
        grouped[g++] = digits[i];
    }
    grouped[g] = '\0';
    base_buf_printf(b, pence % 100 ? "£%s.%02d" : "£%s", grouped, (int)(pence % 100));
}

static const char *plain_verdict(unsigned v)
{
    return v == SOCVET_VERDICT_UNKNOWN ? "cannot tell" : report_verdict(v);
}

void report_salary_lines(base_buf *b, const socvet_salary_answer *a)
{
    base_buf_printf(b, "%.*s\n%.*s\n", SOCVET_ARG(a->working), SOCVET_ARG(a->message));
    if (a->fix.len)
        base_buf_printf(b, "  fix: %.*s\n", SOCVET_ARG(a->fix));
    if (a->n_options)
        base_buf_add_z(b, "other options of this route on this day\n");
    for (size_t i = 0; i < a->n_options; i++) {
        const socvet_salary_option *o = &a->options[i];
        base_buf_printf(b, "  %.*s (%.*s): %s", SOCVET_ARG(o->option), SOCVET_ARG(o->label), plain_verdict(o->verdict));
        if (o->need_pence != SOCVET_NO_PENCE) {
            base_buf_add_z(b, ", at least ");
            report_money(b, o->need_pence);
        }
        base_buf_printf(b, "%s%.*s\n", o->needs.len ? " – " : "", SOCVET_ARG(o->needs));
    }
}

socvet_status socvet_report_salary_text(const socvet_salary_answer *a, socvet_sink sink, void *user,
                                        socvet_err *err)
{
    base_buf out;

    base_buf_init(&out, 0);
    report_salary_lines(&out, a);
    return report_flush(&out, sink, user, err);
}

socvet_status socvet_report_timeline_json(const socvet_timeline_row *rows, size_t n, const socvet_salary_question *q,
                                          socvet_sink sink, void *user, socvet_err *err)
{
    base_buf out;
    W w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    put_text(&w, "code", q->code);
    put_pence(&w, "amount_pence", q->amount_pence);
    base_json_key(&w, "weekly_hours");
    if (q->weekly_hours_hundredths > 0)
        base_json_fixed(&w, q->weekly_hours_hundredths, 2);
    else
        base_json_null(&w);
    base_json_key(&w, "rows");
    base_json_open(&w, '[');
    for (size_t i = 0; i < n; i++) {
        const socvet_timeline_row *r = &rows[i];
        base_json_open(&w, '{');
        base_json_kstr(&w, "route", r->route);
        base_json_kstr(&w, "option", r->option);
        put_day(&w, "from", r->from);
        put_day(&w, "to", r->to);
        base_json_kz(&w, "verdict", report_verdict(r->verdict));
        put_pence(&w, "need_pence", r->need_pence);
        base_json_kz(&w, "decided_by", r->binding[0] ? r->binding : NULL);
        base_json_kstr(&w, "edition", r->edition);
        put_text(&w, "code_title", r->code_title);
        base_json_kstr(&w, "message", r->message);
        base_json_close(&w, '}');
    }
    base_json_close(&w, ']');
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    return report_flush(&out, sink, user, err);
}

static void timeline_line(base_buf *b, const socvet_timeline_row *r)
{
    socvet_str rest = r->message, line;

    base_date_text to = {""};

    if (r->to != INT32_MAX)
        to = base_date_long(r->to);
    base_buf_printf(b, "  %11s %s %-11s  %-11s  ", r->from == INT32_MIN ? "the start" : base_date_long(r->from).z,
                    to.z[0] ? "to" : "on", to.z, plain_verdict(r->verdict));
    if (r->need_pence != SOCVET_NO_PENCE) {
        report_money(b, r->need_pence);
        base_buf_printf(b, " %s (%s, option %.*s)\n", r->verdict == SOCVET_VERDICT_FAIL ? "is needed" : "is enough", r->binding,
                        SOCVET_ARG(r->option));
        return;
    }
    /* what cannot be told: the last line says it */
    while (rest.ptr && rest.len && base_str_split(&rest, '\n', &line))
        if (!rest.len)
            base_buf_printf(b, "%.*s\n", SOCVET_ARG(line));
}

/* A code may be another job in another edition: said once for each route. */
static bool codes_differ(const socvet_timeline_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (rows[i].code_title.len && rows[0].code_title.len && !base_str_eq(rows[i].code_title, rows[0].code_title))
            return true;
    return false;
}

socvet_status socvet_report_timeline_text(const socvet_timeline_row *rows, size_t n, const socvet_salary_question *q,
                                          socvet_sink sink, void *user, socvet_err *err)
{
    base_buf out;

    base_buf_init(&out, 0);
    report_money(&out, q->amount_pence);
    base_buf_printf(&out, " a year%s%.*s\n", q->code.len ? ", code " : "", SOCVET_ARG(q->code));
    bool differ = codes_differ(rows, n);
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || !base_str_eq(rows[i].route, rows[i - 1].route);
        if (first)
            base_buf_printf(&out, "%.*s\n", SOCVET_ARG(rows[i].route));
        if (q->code.len && rows[i].code_title.len && (first || !base_str_eq(rows[i].edition, rows[i - 1].edition)))
            base_buf_printf(&out, "  in %.*s: %.*s – %.*s\n", SOCVET_ARG(rows[i].edition), SOCVET_ARG(q->code),
                            SOCVET_ARG(rows[i].code_title));
        timeline_line(&out, &rows[i]);
    }
    if (differ)
        base_buf_printf(&out, "note: %.*s is worded differently in the editions; socvet dict %.*s shows the cross-walk\n",
                        SOCVET_ARG(q->code), SOCVET_ARG(q->code));
    if (n == 0)
        base_buf_add_z(&out, "no route was open on these days\n");
    return report_flush(&out, sink, user, err);
}

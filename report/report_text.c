/* report_text.c: the report for people. The first line of a finding is what editors parse:
 * file:line:col: severity: message [ID]; then the words, the fix, the source. */

#include "../base/date.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "report_int.h"

typedef struct {
    const socvet_record *r;
    base_buf out;
    bool colour;
} printer;

enum { QUOTE_WIDTH = 96 };

static void style(printer *p, const char *code)
{
    if (p->colour)
        base_buf_printf(&p->out, "\033[%sm", code);
}

static const char *severity_style(unsigned severity, unsigned verdict)
{
    if (verdict != SOCVET_VERDICT_FAIL)
        return "36";
    return severity == SOCVET_ERROR ? "1;31" : severity == SOCVET_WARNING ? "1;33" : "1;34";
}

/* One line of the text around a span, cut to a width, with a caret line under the words. */
static void put_quote(printer *p, socvet_span span)
{
    socvet_str t = socvet_doc_text(p->r->doc);
    size_t from = span.from, to = span.from, columns = 0, marks = 0;

    while (from > 0 && t.ptr[from - 1] != '\n' && span.from - from < 40)
        from--;
    while (from < span.from && ((unsigned char)t.ptr[from] & 0xC0) == 0x80)
        from++;
    while (to < t.len && t.ptr[to] != '\n' && to - from < QUOTE_WIDTH)
        to++;
    while (to < t.len && ((unsigned char)t.ptr[to] & 0xC0) == 0x80)
        to++;
    base_buf_add_z(&p->out, from > 0 && t.ptr[from - 1] != '\n' ? "    …" : "    ");
    bool cut = from > 0 && t.ptr[from - 1] != '\n';
    for (size_t i = from; i < to; i++) {
        bool lead = ((unsigned char)t.ptr[i] & 0xC0) != 0x80;
        base_buf_add_char(&p->out, t.ptr[i] == '\t' ? ' ' : t.ptr[i]);
        if (i < span.from)
            columns += lead;
        else if (i < span.to)
            marks += lead;
    }
    base_buf_add_z(&p->out, to < t.len && t.ptr[to] != '\n' ? "…\n" : "\n");
    base_buf_printf(&p->out, "    %*s", (int)(columns + cut), "");
    style(p, "32");
    base_buf_add_char(&p->out, '^');
    for (size_t i = 1; i < marks; i++)
        base_buf_add_char(&p->out, '~');
    style(p, "0");
    base_buf_add_char(&p->out, '\n');
}

static void put_lines(printer *p, const char *label, socvet_str text)
{
    socvet_str line;
    bool first = true;

    if (!text.len)
        return;
    while (base_str_split(&text, '\n', &line)) {
        if (first)
            base_buf_printf(&p->out, "    %s%.*s\n", label, SOCVET_ARG(line));
        else
            base_buf_printf(&p->out, "    %*s%.*s\n", (int)base_str_z(label).len, "",
                            SOCVET_ARG(line));
        first = false;
    }
}

static void put_place(printer *p, const socvet_finding *f)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(p->r->doc, &n);
    socvet_str name = n ? parts[0].name : p->r->id;

    if (f->n_spans) {
        report_place at = report_place_of(p->r->doc, f->spans[0].from);
        name = at.part && at.part->name.len ? at.part->name : name;
        base_buf_printf(&p->out, "%.*s:%u:%u: ", SOCVET_ARG(name.len ? name : p->r->id), at.line,
                        at.column);
        if (at.block && at.block->page)
            base_buf_printf(&p->out, "page %u: ", at.block->page);
    } else {
        base_buf_printf(&p->out, "%.*s:1:1: ", SOCVET_ARG(name.len ? name : p->r->id));
    }
}

static void put_source(printer *p, const socvet_rule *r)
{
    base_buf_printf(&p->out, "    source: %.*s", SOCVET_ARG(r->source_title));
    if (r->source_place.len)
        base_buf_printf(&p->out, ", %.*s", SOCVET_ARG(r->source_place));
    if (r->from != INT32_MIN && r->to != INT32_MAX)
        base_buf_printf(&p->out, " (in force %s to %s)", base_date_long(r->from).z,
                        base_date_long(r->to).z);
    else if (r->from != INT32_MIN)
        base_buf_printf(&p->out, " (in force from %s)", base_date_long(r->from).z);
    else if (r->to != INT32_MAX)
        base_buf_printf(&p->out, " (in force until %s)", base_date_long(r->to).z);
    base_buf_add_char(&p->out, '\n');
}

static void put_finding(printer *p, const socvet_finding *f)
{
    const char *word = f->verdict == SOCVET_VERDICT_FAIL ? report_severity(f->severity)
                                                         : report_verdict(f->verdict);
    put_place(p, f);
    style(p, f->mark != SOCVET_MARK_NONE ? "36" : severity_style(f->severity, f->verdict));
    base_buf_printf(&p->out, "%s:", f->verdict == SOCVET_VERDICT_UNKNOWN ? "unknown" : word);
    style(p, "0");
    base_buf_printf(&p->out, " %.*s [%.*s]\n", SOCVET_ARG(f->message), SOCVET_ARG(f->rule->id));
    for (size_t i = 0; i < f->n_spans && i < 3 && !f->missing; i++)
        if (f->spans[i].to > f->spans[i].from)
            put_quote(p, f->spans[i]);
    put_lines(p, "marked: ", f->mark_text);
    put_lines(p, "working: ", f->working);
    put_lines(p, f->verdict == SOCVET_VERDICT_UNKNOWN ? "to find out: " : "fix: ", f->fix);
    put_source(p, f->rule);
}

static void put_salary_line(printer *p, const socvet_facts *f)
{
    if (f->salary < 0)
        return;
    const socvet_salary *s = &f->salaries[f->salary];
    base_buf_add_z(&p->out, "  salary:   ");
    if (s->low_pence != SOCVET_NO_PENCE)
        report_money(&p->out, s->low_pence);
    if (s->low_pence != SOCVET_NO_PENCE && s->high_pence != SOCVET_NO_PENCE &&
        s->high_pence != s->low_pence)
        base_buf_add_z(&p->out, " to ");
    else if (s->low_pence == SOCVET_NO_PENCE)
        base_buf_add_z(&p->out, "up to ");
    if (s->high_pence != SOCVET_NO_PENCE && s->high_pence != s->low_pence)
        report_money(&p->out, s->high_pence);
    if (report_period(s->period))
        base_buf_printf(&p->out, s->period == SOCVET_PERIOD_HOUR ? " an %s" : " a %s", report_period(s->period));
    if (s->basis == SOCVET_BASIS_FTE)
        base_buf_add_z(&p->out, " (full-time equivalent)");
    base_buf_add_char(&p->out, '\n');
}

static void put_date_line(printer *p, const char *label, const socvet_fact_date *d)
{
    if (d->state && d->days != INT32_MIN)
        base_buf_printf(&p->out, "  %s%s%s%s\n", label, base_date_long(d->days).z,
                        d->year_inferred ? "; year worked out from " : "",
                        d->year_inferred && d->reason ? d->reason : "");
}

static void put_facts(printer *p)
{
    const socvet_facts *f = p->r->facts;

    if (!f)
        return;
    if (f->title.state)
        base_buf_printf(&p->out, "  title:    %.*s\n", SOCVET_ARG(f->title.value));
    if (f->employer.state)
        base_buf_printf(&p->out, "  employer: %.*s\n", SOCVET_ARG(f->employer.value));
    if (f->location.state)
        base_buf_printf(&p->out, "  place:    %.*s\n", SOCVET_ARG(f->location.value));
    put_salary_line(p, f);
    if (f->weekly_hours_hundredths.state)
        base_buf_printf(&p->out, "  hours:    %g a week\n",
                        (double)f->weekly_hours_hundredths.value / 100);
    put_date_line(p, "posted:   ", &f->posted);
    put_date_line(p, "closes:   ", &f->closing);
    if (f->n_criteria) {
        size_t essential = 0;
        for (size_t i = 0; i < f->n_criteria; i++)
            essential += f->criteria[i].need == SOCVET_NEED_ESSENTIAL;
        base_buf_printf(&p->out, "  criteria: %zu (%zu essential)\n", f->n_criteria, essential);
    }
}

static void put_candidate(printer *p, const socvet_candidate *c, size_t i)
{
    base_buf why;

    base_buf_init(&why, 0);
    base_buf_printf(&p->out, "  %zu. %s – %.*s (%.0f %%)\n", i + 1, c->code, SOCVET_ARG(c->title),
                    c->probability * 100);
    report_reason_lines(&why, c, socvet_doc_text(p->r->doc));
    socvet_str lines = base_buf_str(&why), line;
    while (base_str_split(&lines, '\n', &line))
        if (line.len)
            base_buf_printf(&p->out, "       %.*s\n", SOCVET_ARG(line));
    base_buf_clear(&why);
}

static void put_coding(printer *p)
{
    const socvet_coding *c = p->r->coding;

    if (!c)
        return;
    style(p, "1");
    base_buf_add_z(&p->out, c->abstained ? "occupation (not sure enough to say)\n" : "occupation\n");
    style(p, "0");
    if (c->abstained && c->abstain_reason.len)
        base_buf_printf(&p->out, "  %.*s\n", SOCVET_ARG(c->abstain_reason));
    for (size_t i = 0; i < c->n_candidates && report_worth_showing(c, i); i++)
        put_candidate(p, &c->candidates[i], i);
    if (c->change.len)
        base_buf_printf(&p->out, "  %.*s\n", SOCVET_ARG(c->change));
    if (c->phd.mentioned) {
        static const char *const said[] = {"a doctorate is spoken of, not required",
                                           "a doctorate is desirable",
                                           "a doctorate, or equivalent experience",
                                           "a doctorate, or near completion of one",
                                           "a doctorate is essential"};
        base_buf_printf(&p->out, "  PhD wording: %s\n", said[c->phd.wording % 5]);
    }
}

/* A route that was not named was not judged by: the reader is told so, and what it would hold. */
static void put_terms(printer *p)
{
    base_buf lines;

    base_buf_init(&lines, 0);
    report_terms_lines(&lines, p->r);
    if (lines.len && p->r->check) {
        style(p, "1");
        base_buf_add_z(&p->out, base_str_eq_z(p->r->check->route, "none")
                                    ? "if sponsored (not judged; name a route, --route, to judge by it)\n"
                                    : "sponsorship\n");
        style(p, "0");
        base_buf_add(&p->out, base_buf_str(&lines));
    }
    base_buf_clear(&lines);
}

/* Reminders, each in one line. */
static void put_reminders(printer *p)
{
    const socvet_check_result *c = p->r->check;
    bool any = false;

    for (size_t i = 0; c && i < c->n_findings; i++) {
        const socvet_finding *f = &c->findings[i];
        if (p->r->all_verdicts || !report_reminds(f))
            continue;
        if (!any) {
            style(p, "1");
            base_buf_add_z(&p->out, "to bear in mind\n");
            style(p, "0");
        }
        base_buf_printf(&p->out, "  %.*s [%.*s]\n", SOCVET_ARG(f->message), SOCVET_ARG(f->rule->id));
        any = true;
    }
}

static void put_summary(printer *p)
{
    const socvet_check_result *c = p->r->check;

    if (!c)
        return;
    style(p, "1");
    base_buf_printf(&p->out, "%s: %zu to mend, %zu should be mended, %zu to look at, %zu cannot be told",
                    c->errors ? "not ready" : c->warnings ? "nearly ready" : "ready", c->errors,
                    c->warnings, c->notes, c->unknown);
    if (c->marked)
        base_buf_printf(&p->out, "; %zu marked", c->marked);
    style(p, "0");
    base_buf_printf(&p->out, "\n  judged as of %s, route %.*s, profile %.*s; not immigration advice\n",
                    base_date_long(p->r->as_of).z, SOCVET_ARG(c->route), SOCVET_ARG(c->profile));
}

/* Failures first (errors, warnings, notes), then what cannot be told, then the rest. */
static void put_findings(printer *p)
{
    const socvet_check_result *c = p->r->check;

    for (int pass = 0; c && pass < 5; pass++)
        for (size_t i = 0; i < c->n_findings; i++) {
            const socvet_finding *f = &c->findings[i];
            int group = f->mark != SOCVET_MARK_NONE            ? 4
                        : f->verdict == SOCVET_VERDICT_FAIL    ? 2 - f->severity
                        : f->verdict == SOCVET_VERDICT_UNKNOWN ? 3
                                                               : 4;
            if (group == pass && report_shows(p->r, f))
                put_finding(p, f);
        }
}

socvet_status socvet_report_text(const socvet_record *r, bool colour, socvet_sink sink, void *user,
                                 socvet_err *err)
{
    printer p = {.r = r, .colour = colour};

    base_buf_init(&p.out, 0);
    if (r->doc) {
        put_findings(&p);
        style(&p, "1");
        base_buf_printf(&p.out, "%.*s\n", SOCVET_ARG(r->id));
        style(&p, "0");
        put_facts(&p);
        put_coding(&p);
        put_terms(&p);
        put_reminders(&p);
        put_summary(&p);
    }
    return report_flush(&p.out, sink, user, err);
}

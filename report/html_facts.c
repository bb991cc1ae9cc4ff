/* html_facts.c: the pay with its arithmetic line by line, the 28-day line, and the criteria. */
#include "html.h"

/* ---- pay ---- */

static bool is_pay_rule(const socvet_finding *f)
{
    return base_str_eq_z(f->rule->family, "PAY") || base_str_eq_z(f->rule->family, "SAL") ||
           base_str_starts(f->rule->id, SOCVET_STR("PAY-")) || base_str_starts(f->rule->id, SOCVET_STR("SAL-"));
}

static const char *verdict_words(const socvet_finding *f)
{
    return f->verdict == SOCVET_VERDICT_PASS ? "passes" : f->verdict == SOCVET_VERDICT_FAIL ? "fails" : "cannot be told";
}

static void put_sum(html_page *p, const socvet_finding *f)
{
    socvet_str rest = f->working, line;

    base_buf_printf(&p->out, "<li class=\"sv-sum %s\"><p><span class=\"sv-badge\">%s</span> ",
                    f->verdict == SOCVET_VERDICT_PASS ? "pass" : html_class(f), verdict_words(f));
    html_escaped(p, f->verdict == SOCVET_VERDICT_PASS ? f->rule->source_title : f->message);
    base_buf_printf(&p->out, " <span class=\"sv-source\">(rule %.*s)</span></p><ol class=\"sv-working\">",
                    SOCVET_ARG(f->rule->id));
    while (base_str_split(&rest, '\n', &line)) {
        html_put(p, "<li>");
        html_escaped(p, line);
        html_put(p, "</li>");
    }
    html_put(p, "</ol></li>\n");
}

static void put_pay_words(html_page *p, const socvet_facts *f)
{
    const socvet_salary *s = f->salary >= 0 ? &f->salaries[f->salary] : NULL;

    if (!s) {
        html_put(p, f->pay_words_only ? "<p>Pay is spoken of, but no figure is given.</p>\n"
                                      : "<p>The papers state no pay.</p>\n");
        return;
    }
    html_put(p, "<p>The papers say “");
    html_escaped(p, s->text);
    html_put(p, "”: ");
    if (s->low_pence != SOCVET_NO_PENCE)
        html_money(p, s->low_pence);
    if (s->high_pence != SOCVET_NO_PENCE && s->high_pence != s->low_pence) {
        html_put(p, s->low_pence != SOCVET_NO_PENCE ? " to " : "up to ");
        html_money(p, s->high_pence);
    }
    const char *period = report_period(s->period);
    if (period)
        base_buf_printf(&p->out, " %s %s", strcmp(period, "hour") == 0 ? "an" : "a", period);
    html_put(p, ".</p>\n");
}

void html_pay(html_page *p)
{
    const socvet_check_result *c = p->r->check;
    bool any = false;

    if (!c || !p->r->facts)
        return;
    html_put(p, "<section class=\"sv-pay\" id=\"pay\" aria-labelledby=\"pay-h\"><h2 id=\"pay-h\">Pay, line by line</h2>\n");
    put_pay_words(p, p->r->facts);
    for (size_t i = 0; i < c->n_findings; i++) {
        const socvet_finding *f = &c->findings[i];
        if (!is_pay_rule(f) || !f->working.len || f->verdict == SOCVET_VERDICT_NOT_APPLICABLE)
            continue;
        html_put(p, any ? "" : "<ol class=\"sv-sums\">\n");
        any = true;
        put_sum(p, f);
    }
    html_put(p, any ? "</ol></section>\n" : "<p>No threshold was compared with it: no sponsorship route is named, "
                                            "or the papers offer none.</p></section>\n");
}

/* ---- dates: the day the advert appears, the closing day, day 28 ---- */

enum { LEFT = 20, RIGHT = 620 };

static int x_of(int32_t day, int32_t first, int32_t last)
{
    return last > first ? LEFT + (int)((int64_t)(RIGHT - LEFT) * (day - first) / (last - first)) : LEFT;
}

/* The word goes above or below the line, turned to the inside at both ends. */
static void put_mark(html_page *p, int x, const char *word, int32_t day, bool above)
{
    const char *anchor = x > RIGHT - 90 ? "end" : x < LEFT + 90 ? "start" : "middle";

    base_buf_printf(&p->out, "<circle class=\"sv-dot\" cx=\"%d\" cy=\"70\" r=\"6\"/>"
                             "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"><tspan class=\"sv-strong\">%s</tspan>"
                             "<tspan x=\"%d\" dy=\"18\">%s</tspan></text>\n",
                    x, x, above ? 28 : 100, anchor, word, x, base_date_long(day).z);
}

static void put_line(html_page *p, int32_t posted, int32_t closing, bool long_enough)
{
    int32_t full = posted + REPORT_WINDOW_DAYS, last = closing > full ? closing : full;
    int end = x_of(closing, posted, last), whole = x_of(full, posted, last);

    html_put(p, "<svg class=\"sv-timeline\" viewBox=\"0 0 640 130\" role=\"img\" aria-labelledby=\"tl-t\"><title id=\"tl-t\">");
    base_buf_printf(&p->out, "Open for %d days from %s", (int)(closing - posted), base_date_long(posted).z);
    base_buf_printf(&p->out, " to %s; day %d is %s</title>\n", base_date_long(closing).z, REPORT_WINDOW_DAYS, base_date_long(full).z);
    base_buf_printf(&p->out, "<line class=\"sv-rail\" x1=\"%d\" y1=\"70\" x2=\"%d\" y2=\"70\"/>", LEFT, RIGHT);
    base_buf_printf(&p->out, "<line class=\"%s\" x1=\"%d\" y1=\"70\" x2=\"%d\" y2=\"70\"/>\n",
                    long_enough ? "sv-open" : "sv-open sv-short", LEFT, end);
    put_mark(p, LEFT, "Posted", posted, true);
    put_mark(p, end, "Closes", closing, true);
    put_mark(p, whole, "Day 28", full, false);
    html_put(p, "</svg>\n");
}

static void put_day(html_page *p, const char *label, int32_t day)
{
    if (day == INT32_MIN)
        base_buf_printf(&p->out, "<dt>%s</dt><dd>not said</dd>", label);
    else
        base_buf_printf(&p->out, "<dt>%s</dt><dd>%s</dd>", label, base_date_long(day).z);
}

void html_dates(html_page *p)
{
    const socvet_facts *f = p->r->facts;

    if (!f)
        return;
    int32_t posted = report_day(p->r->posted, &f->posted), closing = report_day(p->r->closing, &f->closing);
    bool both = posted != INT32_MIN && closing != INT32_MIN && closing >= posted;
    html_put(p, "<section class=\"sv-dates\" id=\"dates\" aria-labelledby=\"dates-h\"><h2 id=\"dates-h\">Dates</h2>\n");
    if (both)
        put_line(p, posted, closing, closing - posted >= REPORT_WINDOW_DAYS);
    html_put(p, "<dl class=\"sv-terms\">");
    put_day(p, "Posted", posted);
    put_day(p, "Closes", closing);
    if (posted != INT32_MIN)
        put_day(p, "28 days are full on", posted + REPORT_WINDOW_DAYS);
    if (both)
        base_buf_printf(&p->out, "<dt>Open for</dt><dd>%d days</dd>", (int)(closing - posted));
    html_put(p, "</dl></section>\n");
}

/* ---- criteria ---- */

void html_criteria(html_page *p)
{
    const socvet_facts *f = p->r->facts;

    if (!f || !f->n_criteria)
        return;
    html_put(p, "<section class=\"sv-criteria\" id=\"criteria\" aria-labelledby=\"criteria-h\">"
                "<h2 id=\"criteria-h\">Person specification</h2>\n"
                "<div class=\"sv-wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of criteria\"><table>"
                "<thead><tr><th scope=\"col\">Criterion</th><th scope=\"col\">Essential or desirable</th>"
                "<th scope=\"col\">Assessed by</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < f->n_criteria; i++) {
        const socvet_criterion *c = &f->criteria[i];
        html_put(p, "<tr><td>");
        html_escaped(p, base_str_cut(socvet_doc_text(p->r->doc), c->span));
        base_buf_printf(&p->out, "</td><td>%s</td><td>",
                        c->need == SOCVET_NEED_ESSENTIAL   ? "<b>E</b> essential"
                        : c->need == SOCVET_NEED_DESIRABLE ? "<b>D</b> desirable"
                                                           : "not said");
        html_escaped(p, c->assessed_by.len ? c->assessed_by : SOCVET_STR("not said"));
        html_put(p, "</td></tr>\n");
    }
    html_put(p, "</tbody></table></div></section>\n");
}

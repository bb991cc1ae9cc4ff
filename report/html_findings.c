/* html_findings.c: each finding in plain words: the words, the working, the fix, why, the source. */
#include "html.h"

static void put_in_force(html_page *p, const socvet_rule *r)
{
    if (r->from != INT32_MIN)
        base_buf_printf(&p->out, "; in force from %s", base_date_long(r->from).z);
    if (r->to != INT32_MAX)
        base_buf_printf(&p->out, "%s to %s", r->from == INT32_MIN ? "; in force" : "", base_date_long(r->to).z);
}

static void put_source(html_page *p, const socvet_rule *r)
{
    base_buf_printf(&p->out, "<p class=\"sv-source\">Rule %.*s", SOCVET_ARG(r->id));
    if (r->certainty == SOCVET_LIKELY)
        html_put(p, " (rests on a reading of the words)");
    html_put(p, ": ");
    html_escaped(p, r->source_title);
    if (r->source_place.len) {
        html_put(p, ", ");
        html_escaped(p, r->source_place);
    }
    put_in_force(p, r);
    html_put(p, "</p>");
}

/* At most three quotations; the whole line would be longer than it helps. */
static void put_quotes(html_page *p, const socvet_finding *f, size_t number)
{
    enum { QUOTES = 3, LONGEST = 240 };
    bool any = false;

    for (size_t k = 0; k < f->n_spans && k < QUOTES && !f->missing; k++) {
        socvet_str q = base_str_cut(socvet_doc_text(p->r->doc), f->spans[k]);
        if (!q.len)
            continue;
        bool cut = q.len > LONGEST;
        for (q.len = cut ? LONGEST : q.len; cut && q.len && ((unsigned char)q.ptr[q.len] & 0xC0) == 0x80;)
            q.len--;
        html_put(p, "<blockquote>");
        html_escaped(p, q);
        html_put(p, cut ? " …</blockquote>\n" : "</blockquote>\n");
        any = true;
    }
    if (any)
        base_buf_printf(&p->out, "<p class=\"sv-jump\"><a href=\"#m%zu\">Show in the papers"
                                 "<span class=\"sv-hidden\"> (finding %zu)</span></a></p>\n", number, number);
}

static void put_finding(html_page *p, size_t i)
{
    const socvet_finding *f = p->shown[i];

    base_buf_printf(&p->out, "<li class=\"sv-finding %s\" id=\"f%zu\"><h3><span class=\"sv-number\">%zu</span> "
                             "<span class=\"sv-badge\">%s</span> ", html_class(f), i + 1, i + 1, html_word(f));
    html_sentence(p, f->message);
    html_put(p, "</h3>\n");
    put_quotes(p, f, i + 1);
    if (f->working.len) {
        html_put(p, "<p class=\"sv-working\">");
        html_escaped(p, f->working);
        html_put(p, "</p>\n");
    }
    html_labelled(p, "Marked:", f->mark_text);
    html_labelled(p, f->verdict == SOCVET_VERDICT_UNKNOWN ? "To find out:" : "Fix:", f->fix);
    html_labelled(p, "Why:", f->rule->why);
    put_source(p, f->rule);
    html_put(p, "</li>\n");
}

static void put_reminders(html_page *p)
{
    const socvet_check_result *c = p->r->check;
    bool any = false;

    for (size_t i = 0; c && i < c->n_findings; i++) {
        if (!report_reminds(&c->findings[i]))
            continue;
        html_put(p, any ? "<li>" : "<h3>To bear in mind</h3>\n<ul>\n<li>");
        html_sentence(p, c->findings[i].message);
        html_put(p, "</li>\n");
        any = true;
    }
    if (any)
        html_put(p, "</ul>\n");
}

void html_findings(html_page *p)
{
    html_put(p, "<section class=\"sv-findings\" id=\"findings\" aria-labelledby=\"findings-h\">"
                "<h2 id=\"findings-h\">What was found</h2>\n");
    if (!p->n_shown)
        html_put(p, "<p>Nothing was found that needs mending.</p>\n");
    else
        html_put(p, "<ol>\n");
    for (size_t i = 0; i < p->n_shown; i++)
        put_finding(p, i);
    if (p->n_shown)
        html_put(p, "</ol>\n");
    put_reminders(p);
    html_put(p, "</section>\n");
}

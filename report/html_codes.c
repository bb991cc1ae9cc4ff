/* html_codes.c: the likeliest occupation codes as cards: the code with its name, the words that
 * spoke for it, what would change it, whether it is open that day and its going rate. */
#include "html.h"

enum { CARDS = 5, REASONS = 4 };

/* Several features may rest on the same words: each quotation once. */
static bool said_before(const html_page *p, const socvet_candidate *x, size_t k)
{
    socvet_str t = socvet_doc_text(p->r->doc), mine = base_str_cut(t, x->reasons[k].span);

    for (size_t i = 0; i < k; i++)
        if (base_str_eq_ci(base_str_cut(t, x->reasons[i].span), mine) &&
            !x->reasons[k].index_title.len)
            return true;
    return false;
}

static void put_reason(html_page *p, const socvet_reason *x)
{
    html_put(p, "<li>“");
    html_escaped(p, base_str_cut(socvet_doc_text(p->r->doc), x->span));
    html_put(p, "”");
    if (x->index_title.len) {
        html_put(p, " is the index title “");
        html_escaped(p, x->index_title);
        html_put(p, "”");
    }
    if (x->qualifier.len) {
        html_put(p, " with “");
        html_escaped(p, x->qualifier);
        html_put(p, "”");
    }
    html_put(p, "</li>");
}

static void put_reasons(html_page *p, const socvet_candidate *x)
{
    size_t n = 0;

    for (size_t k = 0; k < x->n_reasons && n < REASONS; k++) {
        if (x->reasons[k].span.to <= x->reasons[k].span.from || said_before(p, x, k))
            continue;
        if (n++ == 0)
            html_put(p, "<p>Words that speak for it:</p><ul class=\"sv-reasons\">");
        put_reason(p, &x->reasons[k]);
    }
    if (n)
        html_put(p, "</ul>\n");
}

static void put_terms(html_page *p, const socvet_candidate *x)
{
    socvet_code_terms t;
    socvet_unit u;

    if (!report_terms_of(&t, p->r, x->code))
        return;
    html_put(p, "<dl class=\"sv-terms\">");
    if (strcmp(t.code, x->code) != 0 &&
        socvet_dict_unit(p->r->dict, socvet_dict_edition(p->r->dict, t.edition), base_str_z(t.code), &u)) {
        html_put(p, "<dt>In the edition the route used</dt><dd>");
        html_code(p, t.code, u.title);
        html_put(p, "</dd>");
    }
    base_buf_printf(&p->out, "<dt>Sponsorship on %s</dt><dd>%s", base_date_long(p->r->as_of).z,
                    report_eligibility(&t) ? report_eligibility(&t) : "not known from the tables held");
    if (t.phd_level)
        html_put(p, "; a PhD-level code");
    html_put(p, "</dd><dt>Going rate that day</dt><dd>");
    if (t.annual_pence == SOCVET_NO_PENCE) {
        html_put(p, "not held");
    } else {
        html_money(p, t.annual_pence);
        html_put(p, " a year");
        if (t.weekly_hours_hundredths > 0)
            base_buf_printf(&p->out, " for %g hours a week", (double)t.weekly_hours_hundredths / 100);
        if (t.new_entrant_pence != SOCVET_NO_PENCE) {
            html_put(p, "; ");
            html_money(p, t.new_entrant_pence);
            html_put(p, " for a new entrant");
        }
    }
    html_put(p, "</dd></dl>\n");
}

static void put_card(html_page *p, size_t i)
{
    const socvet_coding *c = p->r->coding;
    const socvet_candidate *x = &c->candidates[i];
    double percent = x->probability * 100;

    html_put(p, "<li class=\"sv-card\"><h3>");
    html_code(p, x->code, x->title);
    html_put(p, "</h3><p class=\"sv-chance\">");
    base_buf_printf(&p->out, "<svg viewBox=\"0 0 100 6\" width=\"100\" height=\"6\" aria-hidden=\"true\">"
                             "<rect class=\"sv-track\" width=\"100\" height=\"6\" rx=\"3\"/>"
                             "<rect class=\"sv-fill\" width=\"%.0f\" height=\"6\" rx=\"3\"/></svg> ", percent);
    if (percent < 1)
        html_put(p, "less than 1 chance in 100</p>\n");
    else
        base_buf_printf(&p->out, "%.0f chance%s in 100</p>\n", percent, percent < 1.5 ? "" : "s");
    put_reasons(p, x);
    put_terms(p, x);
    if (p->opts->for_page && !p->r->decision) {
        base_buf_printf(&p->out, "<p class=\"sv-needs-script\" hidden><button type=\"button\" data-choose=\"%s\" data-title=\"", x->code);
        html_escaped(p, x->title);
        html_put(p, "\">I choose this code</button></p>");
    }
    html_put(p, "</li>\n");
}

void html_codes(html_page *p)
{
    const socvet_coding *c = p->r->coding;

    if (!c || !c->n_candidates)
        return;
    html_put(p, "<section class=\"sv-codes\" id=\"codes\" aria-labelledby=\"codes-h\">"
                "<h2 id=\"codes-h\">Occupation</h2>\n");
    const socvet_decision *d = p->r->decision;
    if (d) {
        html_put(p, "<p>A person chose this code");
        if (d->note.len) {
            html_put(p, ": “");
            html_escaped(p, d->note);
            html_put(p, "”");
        }
        base_buf_printf(&p->out, ". The coder had said %s", d->was[0] ? "" : "nothing");
        socvet_unit u;
        if (d->was[0] && p->r->dict && socvet_dict_unit(p->r->dict, c->edition, base_str_z(d->was), &u))
            html_code(p, d->was, u.title);
        html_put(p, ".</p>\n");
        html_put(p, p->opts->for_page ? "<p class=\"sv-needs-script\" hidden><button type=\"button\" data-unchoose>"
                                        "Go back to the coder's answer</button></p>\n" : "");
    } else if (c->abstained) {
        html_put(p, "<p>The papers do not say enough to be sure of one code");
        if (c->abstain_reason.len) {
            html_put(p, ": ");
            html_escaped(p, c->abstain_reason);
        }
        html_put(p, ". The likeliest, best first:</p>\n");
    } else {
        html_put(p, "<p>The likeliest code stands first.</p>\n");
    }
    html_labelled(p, "What would change it:", c->change);
    html_put(p, "<ol>\n");
    for (size_t i = 0; i < c->n_candidates && i < CARDS; i++)
        put_card(p, i);
    html_put(p, "</ol>\n</section>\n");
}

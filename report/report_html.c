/* report_html.c: a printable report in one file: verdict, findings, the papers with the findings
 * marked in place, the codes, pay, dates and criteria. No script, nothing fetched. */
#include "html.h"

extern const char report_css[];
extern const size_t report_css_size;

socvet_str socvet_report_css(void)
{
    return (socvet_str){report_css, report_css_size};
}

static socvet_str title_of(const socvet_record *r)
{
    return r->facts && r->facts->title.state && r->facts->title.value.len ? r->facts->title.value : r->id;
}

/* Text inside a CSS string: whatever could end it or the style element is written as an escape. */
static void css_escaped(html_page *p, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x80 || base_is_digit((char)c) || base_is_alpha((char)c) || c == ' ' || c == '.' || c == '-')
            base_buf_add_char(&p->out, (char)c);
        else
            base_buf_printf(&p->out, "\\%06x", c);
    }
}

/* What stands at the head and foot of each printed page. */
static void put_page_margins(html_page *p)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(p->r->doc, &n);

    html_put(p, "@page{size:A4;margin:22mm 16mm 20mm;font:8pt system-ui,sans-serif;"
                "@top-left{content:\"");
    css_escaped(p, n ? parts[0].name : p->r->id);
    if (n)
        base_buf_printf(&p->out, " \\00b7  SHA-256 %.16s\\2026 ", parts[0].sha256);
    html_put(p, "\"}@top-right{content:\"as of ");
    css_escaped(p, base_str_z(base_date_long(p->r->as_of).z));
    html_put(p, "\"}@bottom-left{content:\"rules ");
    css_escaped(p, socvet_rules_version(p->r->rules));
    html_put(p, " \\00b7  not immigration advice\"}"
                "@bottom-right{content:\"page \" counter(page) \" of \" counter(pages)}}\n");
}

static void put_count(html_page *p, const char *class_name, size_t n, const char *words)
{
    base_buf_printf(&p->out, "<li class=\"%s\"><b>%zu</b> %s</li>", class_name, n, words);
}

static void put_verdict(html_page *p)
{
    const socvet_check_result *c = p->r->check;

    if (!c)
        return;
    base_buf_printf(&p->out, "<p class=\"sv-state %s\">%s</p>\n<ul class=\"sv-counts\">",
                    c->errors ? "error" : c->warnings ? "warning" : "pass",
                    c->errors ? "Not ready to post" : c->warnings ? "Nearly ready to post" : "Ready to post");
    put_count(p, "error", c->errors, "must be mended");
    put_count(p, "warning", c->warnings, "should be mended");
    put_count(p, "note", c->notes, "worth a look");
    put_count(p, "unknown", c->unknown, "cannot be told");
    html_put(p, "</ul>\n");
}

static void put_fact(html_page *p, const char *label, const socvet_fact_text *t)
{
    if (t->state == SOCVET_FACT_ABSENT || !t->value.len)
        return;
    base_buf_printf(&p->out, "<dt>%s</dt><dd>", label);
    html_escaped(p, t->value);
    html_put(p, "</dd>");
}

static void put_summary(html_page *p)
{
    const socvet_facts *f = p->r->facts;
    const socvet_coding *c = p->r->coding;

    if (!f)
        return;
    html_put(p, "<dl class=\"sv-summary\">");
    put_fact(p, "Employer", &f->employer);
    put_fact(p, "Place", &f->location);
    if (c && c->n_candidates) {
        html_put(p, c->abstained ? "<dt>Likeliest code, not sure</dt><dd>" : "<dt>Code</dt><dd>");
        html_code(p, c->candidates[0].code, c->candidates[0].title);
        html_put(p, "</dd>");
    }
    if (c)
        base_buf_printf(&p->out, "<dt>PhD wording</dt><dd>%s</dd>",
                        c->phd.wording == SOCVET_PHD_ESSENTIAL           ? "a doctorate is essential"
                        : c->phd.wording == SOCVET_PHD_NEAR_COMPLETION_OK ? "a doctorate, or near completion of one"
                        : c->phd.wording == SOCVET_PHD_EQUIVALENT_OK     ? "a doctorate or equivalent experience"
                        : c->phd.wording == SOCVET_PHD_DESIRABLE         ? "a doctorate is desirable"
                                                                         : "no doctorate is asked for");
    html_put(p, "</dl>\n");
}

static void put_header(html_page *p)
{
    const char *h = p->opts->for_page ? "h2" : "h1";

    base_buf_printf(&p->out, "<header class=\"sv-head\">\n<%s id=\"report-title\">", h);
    html_escaped(p, title_of(p->r));
    base_buf_printf(&p->out, "</%s>\n", h);
    put_verdict(p);
    put_summary(p);
    html_put(p, "</header>\n<nav class=\"sv-nav\" aria-label=\"Parts of the report\"><a href=\"#findings\">Findings</a>"
                "<a href=\"#papers\">Papers</a><a href=\"#codes\">Occupation</a><a href=\"#pay\">Pay</a>"
                "<a href=\"#dates\">Dates</a>");
    html_put(p, p->r->facts && p->r->facts->n_criteria ? "<a href=\"#criteria\">Criteria</a></nav>\n" : "</nav>\n");
}

static void put_footer(html_page *p)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(p->r->doc, &n);

    html_put(p, "<footer class=\"sv-foot\">");
    for (size_t i = 0; i < n; i++) {
        html_put(p, "<p>");
        html_escaped(p, parts[i].name);
        base_buf_printf(&p->out, "<br><span class=\"sv-hash\">SHA-256 %s</span></p>\n", parts[i].sha256);
    }
    base_buf_printf(&p->out, "<p>Judged as of %s", base_date_long(p->r->as_of).z);
    if (p->r->check)
        base_buf_printf(&p->out, ", route %.*s, profile %.*s", SOCVET_ARG(p->r->check->route),
                        SOCVET_ARG(p->r->check->profile));
    base_buf_printf(&p->out, ". socvet %s, dictionary %.*s, rules %.*s.</p>\n<p>This is not immigration or legal "
                             "advice. Nothing left this computer.</p></footer>\n",
                    socvet_version(), SOCVET_ARG(socvet_dict_version(p->r->dict)),
                    SOCVET_ARG(socvet_rules_version(p->r->rules)));
}

static void put_body(html_page *p)
{
    html_put(p, "<article class=\"sv-report\" aria-labelledby=\"report-title\">\n");
    put_header(p);
    html_put(p, "<div class=\"sv-columns\">\n");
    html_findings(p);
    html_advert(p);
    html_put(p, "</div>\n");
    html_codes(p);
    html_pay(p);
    html_dates(p);
    html_criteria(p);
    put_footer(p);
    html_put(p, "</article>\n");
}

static void put_whole(html_page *p)
{
    html_put(p, "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    html_escaped(p, title_of(p->r));
    html_put(p, " – advert check</title>\n");
    if (p->opts->css_href) {
        base_buf_printf(&p->out, "<link rel=\"stylesheet\" href=\"%s\">\n", p->opts->css_href);
    } else {
        html_put(p, "<style>\n");
        base_buf_add(&p->out, socvet_report_css());
        put_page_margins(p);
        html_put(p, "</style>\n");
    }
    html_put(p, "</head><body>\n");
    if (p->opts->back_href)
        base_buf_printf(&p->out, "<p class=\"sv-back\"><a href=\"%s\">Check another advert</a></p>\n", p->opts->back_href);
    html_put(p, "<main>\n");
    put_body(p);
    html_put(p, "</main></body></html>\n");
}

socvet_status socvet_report_html_with(const socvet_record *r, const socvet_html_opts *opts,
                                      socvet_sink sink, void *user, socvet_err *err)
{
    html_page p = {.r = r, .opts = opts, .arena = base_arena_new(0)};

    base_buf_init(&p.out, 0);
    if (r->doc && p.arena) {
        html_collect(&p);
        if (opts->for_page)
            put_body(&p);
        else
            put_whole(&p);
    }
    base_arena_free(p.arena);
    return report_flush(&p.out, sink, user, err);
}

socvet_status socvet_report_html(const socvet_record *r, socvet_sink sink, void *user, socvet_err *err)
{
    const socvet_html_opts whole = {0};

    return socvet_report_html_with(r, &whole, sink, user, err);
}

/* report_rules.c: the catalogue of all rules as one page: what each says, why, how to mend it, its
 * source, its days, a text that fails it and one that passes. No script, nothing fetched. */
#include <string.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/str.h"
#include "report_int.h"

static const struct {
    const char *family, *title;
} families[] = {
    {"TTL", "Job title"}, {"SAL", "Salary as it is written"}, {"PAY", "Salary against rates and wages"},
    {"HRS", "Hours"}, {"DAT", "Dates"}, {"ADV", "Advertising"}, {"PHD", "Doctorate wording"},
    {"SOC", "Occupation codes"}, {"CRI", "Criteria"}, {"FTC", "Contract"}, {"RTW", "Right to work"},
    {"EQA", "Equality"}, {"AGY", "Agencies"}, {"DOC", "The document"}, {"TXT", "Language"}, {"OWN", "Rules of your own"},
};

static void put(base_buf *b, const char *z)
{
    base_buf_add_z(b, z);
}

static void put_escaped(base_buf *b, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        switch (s.ptr[i]) {
        case '&': put(b, "&amp;"); break;
        case '<': put(b, "&lt;"); break;
        case '>': put(b, "&gt;"); break;
        case '"': put(b, "&quot;"); break;
        default: base_buf_add_char(b, s.ptr[i]);
        }
}

static void row(base_buf *b, const char *label, socvet_str text, bool example)
{
    if (!text.len || base_str_eq_z(text, "-"))
        return;
    example = example && !base_str_starts(text, SOCVET_STR("-: "));
    if (base_str_starts(text, SOCVET_STR("-: ")))
        text = (socvet_str){text.ptr + 3, text.len - 3};
    base_buf_printf(b, "<dt>%s</dt><dd>%s", label, example ? "<pre>" : "");
    put_escaped(b, text);
    put(b, example ? "</pre></dd>\n" : "</dd>\n");
}

static void put_days(base_buf *b, const socvet_rule *r)
{
    put(b, "<dt>In force</dt><dd>");
    if (r->from == INT32_MIN && r->to == INT32_MAX)
        put(b, "always");
    if (r->from != INT32_MIN)
        base_buf_printf(b, "from %s", base_date_long(r->from).z);
    if (r->to != INT32_MAX)
        base_buf_printf(b, "%sto %s", r->from != INT32_MIN ? " " : "", base_date_long(r->to).z);
    if (r->route.len) {
        put(b, "; routes: ");
        put_escaped(b, r->route);
    }
    if (r->profile.len) {
        put(b, "; profile: ");
        put_escaped(b, r->profile);
    }
    put(b, "</dd>\n");
}

static void put_rule(base_buf *b, const socvet_rule *r)
{
    base_buf_printf(b, "<article id=\"%.*s\"><h3><a href=\"#%.*s\">%.*s</a> <span class=\"%s\">%s, %s</span></h3>\n<p>",
                    SOCVET_ARG(r->id), SOCVET_ARG(r->id), SOCVET_ARG(r->id), report_severity(r->severity),
                    report_severity(r->severity), report_certainty(r->certainty));
    put_escaped(b, r->message);
    put(b, "</p>\n<dl>\n");
    row(b, "Why", r->why, false);
    row(b, "Fix", r->fix, false);
    base_buf_printf(b, "<dt>Source</dt><dd>");
    put_escaped(b, r->source_title);
    if (r->source_place.len) {
        put(b, ", ");
        put_escaped(b, r->source_place);
    }
    put(b, "</dd>\n");
    put_days(b, r);
    row(b, "Fails", r->bad, true);
    row(b, "Passes", r->good, true);
    base_buf_printf(b, "<dt>Revision</dt><dd>%d</dd>\n</dl></article>\n", r->rev);
}

static void put_family(base_buf *b, const socvet_rules *rules, size_t k)
{
    size_t n = 0;

    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        if (!base_str_eq_z(r->family, families[k].family))
            continue;
        if (n++ == 0)
            base_buf_printf(b, "<h2 id=\"%s\">%s</h2>\n", families[k].family, families[k].title);
        put_rule(b, r);
    }
}

static void put_tables(base_buf *b, const socvet_rules *rules)
{
    socvet_rules_table t;

    put(b, "<h2 id=\"tables\">The tables behind the rules</h2>\n<table><tr><th>table</th><th>edition</th>"
           "<th>days</th><th>held</th><th>read on</th><th>source</th></tr>\n");
    for (size_t i = 0; socvet_rules_table_at(rules, i, &t); i++) {
        put(b, "<tr><td>");
        put_escaped(b, t.table);
        put(b, "</td><td>");
        put_escaped(b, t.edition);
        base_buf_printf(b, "</td><td>%s to %s</td><td>", t.from == INT32_MIN ? "…" : base_date_iso(t.from).z,
                        t.to == INT32_MAX ? "…" : base_date_iso(t.to).z);
        put_escaped(b, t.state);
        base_buf_printf(b, "</td><td>%s</td><td>", t.read == INT32_MAX ? "" : base_date_iso(t.read).z);
        put_escaped(b, t.source);
        put(b, "</td></tr>\n");
    }
    put(b, "</table>\n");
}

socvet_status socvet_report_rules_html(const socvet_rules *rules, socvet_sink sink, void *user, socvet_err *err)
{
    socvet_str version = socvet_rules_version(rules);
    base_buf b;

    base_buf_init(&b, 0);
    put(&b, "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>socvet: the rules</title>\n"
            "<style>body{font:16px/1.5 sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}"
            "article{border-top:1px solid #ccc;padding:.5rem 0}h3 a{color:inherit;text-decoration:none}"
            "dt{font-weight:bold}dd{margin:0 0 .3rem 0}pre{background:#f4f4f4;padding:.5rem;white-space:pre-wrap;margin:0}"
            "h3 span{font-size:.8rem;font-weight:normal;padding:.1rem .4rem;border-radius:.3rem;background:#e4ecf7}"
            "h3 .error{background:#f7d9d9}h3 .warning{background:#f9ecc8}table{border-collapse:collapse}"
            "td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left}</style></head><body>\n<h1>The rules of socvet</h1>\n");
    base_buf_printf(&b, "<p>%zu rules, version %.*s. Each is a row of data with the days on which it holds; its examples are "
                        "run as tests. Not immigration or legal advice.</p>\n<ul>\n",
                    socvet_rules_count(rules), SOCVET_ARG(version));
    for (size_t k = 0; k < sizeof families / sizeof *families; k++)
        base_buf_printf(&b, "<li><a href=\"#%s\">%s</a></li>\n", families[k].family, families[k].title);
    put(&b, "<li><a href=\"#tables\">The tables behind the rules</a></li>\n</ul>\n");
    for (size_t k = 0; k < sizeof families / sizeof *families; k++)
        put_family(&b, rules, k);
    put_tables(&b, rules);
    put(&b, "</body></html>\n");
    return report_flush(&b, sink, user, err);
}

/* eval_html.c: the figures of an evaluation as one page: tables, and plots as inline SVG; no script,
 * nothing fetched. */
#include <stdio.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/err.h"
#include "../base/str.h"
#include "corpus.h"

enum { SIDE = 320, PAD = 44 }; /* of a plot, and around it */

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width\"><title>socvet: how good is the coder?</title>"
    "<style>:root{--ink:#1d2430;--soft:#667;--line:#c9cdd6;--mark:#1f6f8b;--back:#fff}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e8ee;--soft:#9aa;--line:#444a55;--mark:#6cc0dc;"
    "--back:#15181e}}body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);"
    "max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:1rem 0}"
    "td,th{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid var(--line)}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums}figure{display:inline-block;margin:0 2rem 1rem 0;"
    "vertical-align:top}figcaption{max-width:22rem;color:var(--soft)}svg text{font:12px system-ui,sans-serif;"
    "fill:var(--soft)}.axis{stroke:var(--line);fill:none}.mark{stroke:var(--mark);fill:none;stroke-width:2}"
    ".dot{fill:var(--mark)}</style></head><body>\n";

static double across(double v)
{
    return PAD + v * SIDE;
}

static double up(double v, double least)
{
    return PAD + SIDE - (v - least) / (1 - least) * SIDE;
}

static void open_plot(base_buf *b, const char *label, double least, const char *x, const char *y)
{
    base_buf_printf(b, "<figure><svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                       "<rect class=\"axis\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                    SIDE + 2 * PAD, SIDE + 2 * PAD, label, PAD, PAD, SIDE, SIDE);
    for (int i = 0; i <= 5; i++) {
        double v = least + (1 - least) * i / 5, c = i / 5.0;
        base_buf_printf(b, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>", across(c),
                        PAD + SIDE + 16, c * 100);
        base_buf_printf(b, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>", PAD - 6,
                        up(v, least) + 4, v * 100);
    }
    base_buf_printf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", PAD + SIDE / 2,
                    PAD + SIDE + 34, x);
    base_buf_printf(b, "<text x=\"%d\" y=\"%d\">%s</text>", PAD, PAD - 10, y);
}

static void coverage_plot(base_buf *b, const socvet_eval_result *r)
{
    double least = 1;

    for (int k = 1; k <= 20; k++)
        least = r->curve[k][1] < least ? r->curve[k][1] : least;
    least = (double)(int)(least * 10) / 10;
    least = least > 0.9 ? 0.9 : least;
    open_plot(b, "agreement against coverage", least, "coverage, % of rows, the surest first", "agreement, %");
    base_buf_add_z(b, "<polyline class=\"mark\" points=\"");
    for (int k = 1; k <= 20; k++)
        base_buf_printf(b, "%.1f,%.1f ", across(r->curve[k][0]), up(r->curve[k][1], least));
    base_buf_printf(b, "\"/></svg><figcaption>If only the surest part of the rows is coded, so much of it is "
                       "right. As it stands: %.1f %% coded, %.1f %% of them right.</figcaption></figure>\n",
                    r->coverage * 100, r->agreement * 100);
}

static void reliability_plot(base_buf *b, const socvet_eval_result *r)
{
    open_plot(b, "share right against probability", 0, "probability given, %", "right, %");
    base_buf_printf(b, "<path class=\"axis\" d=\"M%d %dL%d %d\"/>", PAD, PAD + SIDE, PAD + SIDE, PAD);
    for (int i = 0; i < SOCVET_EVAL_BINS; i++)
        if (r->bins[i].rows)
            base_buf_printf(b, "<circle class=\"dot\" r=\"4\" cx=\"%.1f\" cy=\"%.1f\"><title>%.3f: %.3f of %llu"
                               " rows</title></circle>",
                            across(r->bins[i].confidence), up(r->bins[i].right, 0), r->bins[i].confidence,
                            r->bins[i].right, (unsigned long long)r->bins[i].rows);
    base_buf_printf(b, "</svg><figcaption>Ten equal parts of the rows; on the line the probability is kept. "
                       "Expected calibration error %.3f.</figcaption></figure>\n", r->ece);
}

static void put_escaped(base_buf *b, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '<' || s.ptr[i] == '&')
            base_buf_add_z(b, s.ptr[i] == '<' ? "&lt;" : "&amp;");
        else
            base_buf_add_char(b, s.ptr[i]);
}

static void put_code(base_buf *b, const socvet_dict *d, int edition, const char *code)
{
    socvet_unit u = {.title = {"", 0}};

    socvet_dict_unit(d, edition, base_str_z(code), &u);
    base_buf_printf(b, "<td>%s ", code[0] ? code : "no code");
    put_escaped(b, u.title);
    base_buf_add_z(b, "</td>");
}

static void confusion_table(base_buf *b, const socvet_eval_result *r, const socvet_dict *d)
{
    enum { WIDE = 160 };
    uint64_t most = 1;

    if (!r->n_pairs)
        return;
    for (size_t i = 0; i < r->n_pairs; i++)
        most = r->pairs[i].rows > most ? r->pairs[i].rows : most;
    base_buf_add_z(b, "<h2>Confusions</h2>\n<p>The pairs that cost most: rows times digits that differ.</p>\n"
                      "<table><tr><th>the label</th><th>what the coder said</th><th>digits off</th><th>rows</th></tr>\n");
    for (size_t i = 0; i < r->n_pairs; i++) {
        const socvet_eval_pair *p = &r->pairs[i];
        base_buf_add_z(b, "<tr>");
        put_code(b, d, r->edition, p->gold);
        put_code(b, d, r->edition, p->got);
        base_buf_printf(b, "<td class=\"n\">%d</td><td><svg width=\"%d\" height=\"14\" role=\"img\" aria-label=\"%llu rows\">"
                           "<rect class=\"dot\" width=\"%.1f\" height=\"14\"/><text x=\"%.1f\" y=\"12\">%llu</text></svg></td></tr>\n",
                        p->distance, WIDE + 70, (unsigned long long)p->rows, (double)p->rows / (double)most * WIDE,
                        (double)p->rows / (double)most * WIDE + 6, (unsigned long long)p->rows);
    }
    base_buf_add_z(b, "</table>\n");
}

static void put_tables(base_buf *b, const socvet_eval_result *r)
{
    static const char *const levels[4] = {"major group (1 digit)", "sub-major group (2)", "minor group (3)",
                                          "unit group (4)"};

    base_buf_add_z(b, "<table><tr><th>right at</th><th>of rows</th><th>of distinct titles</th></tr>");
    for (int d = 0; d < 4; d++)
        base_buf_printf(b, "<tr><td>%s</td><td class=\"n\">%.1f %%</td><td class=\"n\">%.1f %%</td></tr>",
                        levels[d], r->digits[d] * 100, r->title_digits[d] * 100);
    base_buf_printf(b, "<tr><td>among the first three</td><td class=\"n\">%.1f %%</td><td></td></tr>"
                       "<tr><td>among the first five</td><td class=\"n\">%.1f %%</td><td></td></tr>"
                       "<tr><td>defensible alternatives count too</td><td class=\"n\">%.1f %%</td><td></td></tr>"
                       "</table>", r->top3 * 100, r->top5 * 100, r->lenient1 * 100);
    base_buf_printf(b, "<p>Cohen's κ %.3f (95 %% interval %.3f to %.3f). Log loss %.3f. The surest 80 %% of rows: "
                       "%.1f %% right.</p>\n", r->kappa, r->kappa_low, r->kappa_high, r->log_loss,
                    r->agreement_at_80 * 100);
}

socvet_status socvet_eval_html(const socvet_eval_result *r, const socvet_engine *engine,
                               socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b;
    const socvet_dict *dict = socvet_engine_dict(engine);
    socvet_str d = socvet_dict_version(dict), edition = socvet_dict_edition_name(dict, r->edition);
    socvet_status s = SOCVET_OK;

    base_buf_init(&b, 0);
    base_buf_add_z(&b, head);
    base_buf_printf(&b, "<h1>How good is the coder?</h1>\n<p>%llu labelled rows, %llu distinct titles; %llu rows "
                        "passed over (no label that is a code of %.*s). socvet %s, dictionary %.*s.</p>\n",
                    (unsigned long long)r->rows, (unsigned long long)r->titles,
                    (unsigned long long)r->skipped, SOCVET_ARG(edition), socvet_version(), SOCVET_ARG(d));
    put_tables(&b, r);
    coverage_plot(&b, r);
    reliability_plot(&b, r);
    confusion_table(&b, r, dict);
    base_buf_add_z(&b, "</body></html>\n");
    if (b.failed)
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    else if (!sink(base_buf_str(&b), user))
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the output was closed");
    base_buf_clear(&b);
    return s;
}

/* report_html.c: a printable report in one file: verdict, the advert as it reads with the findings
 * marked in place, findings with fix and source, the codes, the criteria. No script, no network. */
#include "../base/arena.h"
#include "../base/date.h"
#include "../base/str.h"
#include "report_html_css.h"
#include "report_int.h"

typedef struct {
    const socvet_record *r;
    base_buf out;
    const socvet_finding **shown; /* in the order they are numbered */
    size_t n_shown;
} page;

static void put(page *p, const char *z)
{
    base_buf_add_z(&p->out, z);
}

static void put_escaped(page *p, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '&')
            put(p, "&amp;");
        else if (c == '<')
            put(p, "&lt;");
        else if (c == '>')
            put(p, "&gt;");
        else if (c == '"')
            put(p, "&quot;");
        else if (c == '\n')
            put(p, "<br>");
        else
            base_buf_add_char(&p->out, c);
    }
}

static const char *class_of(const socvet_finding *f)
{
    static const char *const classes[] = {"note", "warning", "error"};
    return f->verdict == SOCVET_VERDICT_FAIL && f->mark == SOCVET_MARK_NONE ? classes[f->severity % 3] : "unknown";
}

static const char *word_of(const socvet_finding *f)
{
    static const char *const words[] = {"Worth a look", "Should be mended", "Must be mended"};
    return f->mark != SOCVET_MARK_NONE          ? "Answered for"
           : f->verdict == SOCVET_VERDICT_FAIL ? words[f->severity % 3] : "Cannot tell";
}

/* ---- which findings, in which order ---- */

static void collect(page *p, base_arena *a)
{
    const socvet_check_result *c = p->r->check;

    p->shown = c ? base_arena_array(a, c->n_findings + 1, sizeof(*p->shown)) : NULL;
    for (int pass = 0; p->shown && pass < 4; pass++)
        for (size_t i = 0; i < c->n_findings; i++) {
            const socvet_finding *f = &c->findings[i];
            int group = f->verdict == SOCVET_VERDICT_FAIL && f->mark == SOCVET_MARK_NONE ? 2 - f->severity : 3;
            if (group == pass &&
                (f->verdict == SOCVET_VERDICT_FAIL || f->verdict == SOCVET_VERDICT_UNKNOWN))
                p->shown[p->n_shown++] = f;
        }
}

/* ---- the advert with its marks ---- */

/* The first shown finding that covers byte `at`, and where its span ends; SIZE_MAX: none. */
static size_t finding_at(const page *p, uint32_t at, uint32_t *end, uint32_t *next)
{
    size_t best = SIZE_MAX;

    *next = UINT32_MAX;
    for (size_t i = 0; i < p->n_shown; i++)
        for (size_t k = 0; k < p->shown[i]->n_spans; k++) {
            socvet_span s = p->shown[i]->spans[k];
            if (s.from <= at && at < s.to && best == SIZE_MAX) {
                best = i;
                *end = s.to;
            } else if (s.from > at && s.from < *next) {
                *next = s.from;
            }
        }
    return best;
}

static void put_marked(page *p, socvet_span span)
{
    socvet_str t = socvet_doc_text(p->r->doc);
    uint32_t at = span.from;

    while (at < span.to) {
        uint32_t end = span.to, next;
        size_t i = finding_at(p, at, &end, &next);
        if (i == SIZE_MAX)
            end = next < span.to ? next : span.to;
        else if (end > span.to)
            end = span.to;
        if (i != SIZE_MAX)
            base_buf_printf(&p->out, "<mark class=\"%s\"><a href=\"#f%zu\" id=\"m%zu-%u\">",
                            class_of(p->shown[i]), i + 1, i + 1, at);
        put_escaped(p, base_str_cut(t, (socvet_span){at, end}));
        if (i != SIZE_MAX)
            base_buf_printf(&p->out, "<sup>%zu</sup></a></mark>", i + 1);
        at = end;
    }
}

static void put_cell(page *p, const socvet_block *b, const socvet_block *before,
                     const socvet_block *after)
{
    bool header = b->flags & SOCVET_CELL_HEADER;
    const char *tag = header ? "th" : "td";

    if (!before || before->table != b->table)
        put(p, "<table>");
    if (!before || before->table != b->table || before->row != b->row)
        put(p, "<tr>");
    base_buf_printf(&p->out, "<%s", tag);
    if (b->row_span > 1)
        base_buf_printf(&p->out, " rowspan=\"%u\"", b->row_span);
    if (b->column_span > 1)
        base_buf_printf(&p->out, " colspan=\"%u\"", b->column_span);
    put(p, ">");
    put_marked(p, b->span);
    base_buf_printf(&p->out, "</%s>", tag);
    if (!after || after->table != b->table || after->row != b->row)
        put(p, "</tr>");
    if (!after || after->table != b->table)
        put(p, "</table>\n");
}

static void put_block(page *p, const socvet_block *b, const socvet_block *before,
                      const socvet_block *after)
{
    bool item = b->kind == SOCVET_BLOCK_LIST_ITEM;

    if (b->kind == SOCVET_BLOCK_CELL) {
        put_cell(p, b, before, after);
        return;
    }
    if (item && (!before || before->kind != SOCVET_BLOCK_LIST_ITEM))
        put(p, "<ul>\n");
    const char *tag = item ? "li" : b->kind == SOCVET_BLOCK_HEADING ? b->level <= 1 ? "h3" : "h4" : "p";
    base_buf_printf(&p->out, "<%s>", tag);
    put_marked(p, b->span);
    base_buf_printf(&p->out, "</%s>\n", tag);
    if (item && (!after || after->kind != SOCVET_BLOCK_LIST_ITEM))
        put(p, "</ul>\n");
}

static void put_advert(page *p)
{
    size_t n, n_parts;
    const socvet_block *b = socvet_doc_blocks(p->r->doc, &n);
    const socvet_doc_part *parts = socvet_doc_parts(p->r->doc, &n_parts);

    put(p, "<section class=\"advert\"><h2>The papers, with the findings marked</h2>\n");
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || b[i - 1].document != b[i].document;
        bool last = i + 1 == n || b[i + 1].document != b[i].document;
        if (first && n_parts > 1 && b[i].document < n_parts) {
            put(p, "<p class=\"file\">");
            put_escaped(p, parts[b[i].document].name);
            put(p, "</p>\n");
        }
        put_block(p, &b[i], first ? NULL : &b[i - 1], last ? NULL : &b[i + 1]);
    }
    put(p, "</section>\n");
}

/* ---- findings ---- */

static void put_dates(page *p, const socvet_rule *r)
{
    if (r->from != INT32_MIN)
        base_buf_printf(&p->out, "; in force from %s", base_date_long(r->from).z);
    if (r->to != INT32_MAX)
        base_buf_printf(&p->out, " to %s", base_date_long(r->to).z);
}

static void put_labelled(page *p, const char *label, socvet_str text)
{
    if (!text.len)
        return;
    base_buf_printf(&p->out, "<p><b>%s</b> ", label);
    put_escaped(p, text);
    put(p, "</p>\n");
}

static void put_finding(page *p, size_t i)
{
    const socvet_finding *f = p->shown[i];

    base_buf_printf(&p->out, "<li class=\"%s\" id=\"f%zu\" value=\"%zu\"><h3><span class=\"badge\">%s</span> ",
                    class_of(f), i + 1, i + 1, word_of(f));
    put_escaped(p, f->message);
    put(p, "</h3>\n");
    for (size_t k = 0; k < f->n_spans && k < 3; k++)
        if (f->spans[k].to > f->spans[k].from) {
            put(p, "<blockquote>");
            put_escaped(p, base_str_cut(socvet_doc_text(p->r->doc), f->spans[k]));
            put(p, "</blockquote>\n");
        }
    put_labelled(p, "Marked:", f->mark_text);
    if (f->working.len) {
        put(p, "<p class=\"working\">");
        put_escaped(p, f->working);
        put(p, "</p>\n");
    }
    put_labelled(p, f->verdict == SOCVET_VERDICT_UNKNOWN ? "To find out:" : "Fix:", f->fix);
    put_labelled(p, "Why:", f->rule->why);
    put(p, "<p class=\"source\">Rule ");
    put_escaped(p, f->rule->id);
    put(p, ": ");
    put_escaped(p, f->rule->source_title);
    if (f->rule->source_place.len) {
        put(p, ", ");
        put_escaped(p, f->rule->source_place);
    }
    put_dates(p, f->rule);
    put(p, "</p></li>\n");
}

static void put_findings(page *p)
{
    put(p, "<section><h2>Findings</h2>\n");
    if (!p->n_shown)
        put(p, "<p>Nothing was found.</p>\n");
    put(p, "<ol class=\"findings\">\n");
    for (size_t i = 0; i < p->n_shown; i++)
        put_finding(p, i);
    put(p, "</ol></section>\n");
}

/* ---- occupation, criteria ---- */

static void put_codes(page *p)
{
    const socvet_coding *c = p->r->coding;

    if (!c)
        return;
    put(p, "<section><h2>Occupation</h2>\n");
    if (c->abstained)
        put(p, "<p>The text does not say enough to be sure of one code. The likeliest:</p>\n");
    put(p, "<ol class=\"codes\">\n");
    for (size_t i = 0; i < c->n_candidates && i < 5; i++) {
        const socvet_candidate *x = &c->candidates[i];
        base_buf_printf(&p->out, "<li><b>Code %s – ", x->code);
        put_escaped(p, x->title);
        base_buf_printf(&p->out, "</b> (%.0f in 100)", x->probability * 100);
        for (size_t k = 0; k < x->n_reasons && k < 3; k++) {
            put(p, k ? "; " : "<br>because of ");
            put(p, "“");
            put_escaped(p, base_str_cut(socvet_doc_text(p->r->doc), x->reasons[k].span));
            put(p, "”");
            if (x->reasons[k].index_title.len) {
                put(p, " (index title “");
                put_escaped(p, x->reasons[k].index_title);
                put(p, "”)");
            }
        }
        put(p, "</li>\n");
    }
    put(p, "</ol>\n");
    put_labelled(p, "", c->change);
    put(p, "</section>\n");
}

static void put_criteria(page *p)
{
    const socvet_facts *f = p->r->facts;

    if (!f || !f->n_criteria)
        return;
    put(p, "<section><h2>Person specification</h2>\n<table><tr><th>Criterion</th><th>Need</th><th>"
           "Assessed by</th></tr>\n");
    for (size_t i = 0; i < f->n_criteria; i++) {
        const socvet_criterion *c = &f->criteria[i];
        put(p, "<tr><td>");
        put_escaped(p, base_str_cut(socvet_doc_text(p->r->doc), c->span));
        base_buf_printf(&p->out, "</td><td>%s</td><td>", report_need(c->need) ? report_need(c->need) : "");
        put_escaped(p, c->assessed_by);
        put(p, "</td></tr>\n");
    }
    put(p, "</table></section>\n");
}

/* ---- head and foot ---- */

static void put_head(page *p)
{
    const socvet_check_result *c = p->r->check;

    put(p, "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    put_escaped(p, p->r->facts && p->r->facts->title.state ? p->r->facts->title.value : p->r->id);
    put(p, " – advert check</title>\n<style>\n");
    put(p, report_html_css);
    put(p, "</style></head><body>\n<header><h1>");
    put_escaped(p, p->r->facts && p->r->facts->title.state ? p->r->facts->title.value : p->r->id);
    put(p, "</h1>\n");
    if (c)
        base_buf_printf(&p->out,
                        "<p class=\"verdict %s\">%s</p><p>%zu must be mended, %zu should be mended, "
                        "%zu worth a look, %zu cannot be told.</p>\n",
                        c->errors ? "error" : c->warnings ? "warning" : "pass",
                        c->errors     ? "Not ready to post"
                        : c->warnings ? "Nearly ready"
                                      : "Ready",
                        c->errors, c->warnings, c->notes, c->unknown);
    put(p, "</header>\n<main>\n");
}

static void put_foot(page *p)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(p->r->doc, &n);

    put(p, "</main>\n<footer><p>");
    for (size_t i = 0; i < n; i++) {
        put_escaped(p, parts[i].name);
        base_buf_printf(&p->out, " (SHA-256 %s)<br>", parts[i].sha256);
    }
    base_buf_printf(&p->out, "Judged as of %s", base_date_long(p->r->as_of).z);
    if (p->r->check) {
        put(p, ", route ");
        put_escaped(p, p->r->check->route);
        put(p, ", profile ");
        put_escaped(p, p->r->check->profile);
    }
    base_buf_printf(&p->out, ". socvet %s, dictionary %.*s, rules %.*s.<br>", socvet_version(),
                    SOCVET_ARG(socvet_dict_version(p->r->dict)),
                    SOCVET_ARG(socvet_rules_version(p->r->rules)));
    put(p, "This is not immigration or legal advice. Nothing left this computer.</p></footer>\n"
           "</body></html>\n");
}

socvet_status socvet_report_html(const socvet_record *r, socvet_sink sink, void *user,
                                 socvet_err *err)
{
    page p = {.r = r};
    base_arena *a = base_arena_new(0);

    base_buf_init(&p.out, 0);
    if (r->doc && a) {
        collect(&p, a);
        put_head(&p);
        put_findings(&p);
        put_codes(&p);
        put_criteria(&p);
        put_advert(&p);
        put_foot(&p);
    }
    base_arena_free(a);
    return report_flush(&p.out, sink, user, err);
}

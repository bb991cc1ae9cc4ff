/* report_table.c: findings as rows of a table, for people's spreadsheets: one a row, with the words, the fix and
 * the source. As CSV it is UTF-8 with its mark, so that Excel reads "£"; corpus/findings_xlsx.c makes a workbook. */
#include <stdio.h>
#include <string.h>

#include "../base/csv.h"
#include "../base/err.h"
#include "../base/str.h"
#include "report_int.h"

static const char *const columns[SOCVET_FINDING_COLUMNS] = {
    "document", "page", "line", "column", "what_to_do", "finding", "words", "fix", "why", "source", "rule",
    "revision", "severity", "verdict", "certainty", "answered_for", "from_byte", "to_byte"};

static const char *what_to_do(const socvet_finding *f)
{
    static const char *const words[] = {"Worth a look", "Should be mended", "Must be mended"};

    return f->mark != SOCVET_MARK_NONE         ? "Answered for"
           : f->verdict == SOCVET_VERDICT_FAIL ? words[f->severity % 3]
           : f->verdict == SOCVET_VERDICT_PASS ? "Nothing"
           : f->verdict == SOCVET_VERDICT_UNKNOWN ? "Cannot tell" : "Does not apply";
}

static socvet_str number(char z[24], uint64_t n, bool there)
{
    snprintf(z, 24, "%llu", (unsigned long long)n);
    return there ? base_str_z(z) : (socvet_str){"", 0};
}

static bool put_row(const socvet_record *r, const socvet_finding *f, socvet_finding_row each, void *user)
{
    char z[6][24];
    bool placed = f->n_spans > 0;
    report_place at = report_place_of(r->doc, placed ? f->spans[0].from : 0);
    const socvet_rule *rule = f->rule;
    uint32_t page = placed && at.block ? at.block->page : 0;
    socvet_str words = placed ? base_str_cut(socvet_doc_text(r->doc), f->spans[0]) : (socvet_str){"", 0};
    const socvet_str cells[SOCVET_FINDING_COLUMNS] = {
        at.part && at.part->name.len ? at.part->name : r->id, number(z[0], page, page > 0),
        number(z[1], at.line, placed), number(z[2], at.column, placed), base_str_z(what_to_do(f)), f->message, words,
        f->fix.len ? f->fix : rule->fix, rule->why, rule->source_title, rule->id, number(z[3], (uint64_t)rule->rev, true),
        base_str_z(report_severity(f->severity)), base_str_z(report_verdict(f->verdict)),
        base_str_z(report_certainty(rule->certainty)), f->mark_text, number(z[4], placed ? f->spans[0].from : 0, placed),
        number(z[5], placed ? f->spans[0].to : 0, placed)};

    return each(cells, SOCVET_FINDING_COLUMNS, user);
}

bool socvet_report_finding_rows(const socvet_record *r, socvet_finding_row each, void *user)
{
    socvet_str head[SOCVET_FINDING_COLUMNS];

    for (size_t i = 0; i < SOCVET_FINDING_COLUMNS; i++)
        head[i] = base_str_z(columns[i]);
    bool go_on = each(head, SOCVET_FINDING_COLUMNS, user);
    for (size_t i = 0; go_on && r->check && i < r->check->n_findings; i++)
        if (report_shows(r, &r->check->findings[i]))
            go_on = put_row(r, &r->check->findings[i], each, user);
    return go_on;
}

static bool put_line(const socvet_str *cells, size_t n, void *user)
{
    base_buf *b = user;

    for (size_t i = 0; i < n; i++) {
        if (i)
            base_buf_add_char(b, ',');
        base_csv_put(b, cells[i], false);
    }
    base_buf_add_z(b, "\r\n");
    return !b->failed;
}

socvet_status socvet_report_csv(const socvet_record *r, socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b;

    base_err_clear(err);
    base_buf_init(&b, 0);
    base_buf_add_z(&b, "\xEF\xBB\xBF");
    socvet_report_finding_rows(r, put_line, &b);
    return report_flush(&b, sink, user, err);
}

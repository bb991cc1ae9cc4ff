/* report_sarif.c: SARIF 2.1.0, one run a vacancy: rules that spoke, results with physical and
 * logical places, fingerprints that survive edits elsewhere (rule + quoted words). */
#include <stdio.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/json.h"
#include "../base/str.h"
#include "report_int.h"

typedef base_json_writer W;

static const char *level_of(const socvet_finding *f)
{
    static const char *const levels[] = {"note", "warning", "error"};
    return f->verdict == SOCVET_VERDICT_FAIL ? levels[f->severity % 3] : "note";
}

static void put_message(W *w, const char *key, socvet_str text)
{
    base_json_key(w, key);
    base_json_open(w, '{');
    base_json_kstr(w, "text", text);
    base_json_close(w, '}');
}

static void put_rules(W *w, const socvet_record *r)
{
    base_json_key(w, "rules");
    base_json_open(w, '[');
    for (size_t i = 0; r->check && i < r->check->n_findings; i++) {
        const socvet_finding *f = &r->check->findings[i];
        if (!report_shows(r, f))
            continue;
        base_json_open(w, '{');
        base_json_kstr(w, "id", f->rule->id);
        put_message(w, "shortDescription", f->rule->message);
        if (f->rule->why.len)
            put_message(w, "fullDescription", f->rule->why);
        if (f->rule->fix.len)
            put_message(w, "help", f->rule->fix);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void put_region(W *w, const socvet_record *r, socvet_span s)
{
    report_place from = report_place_of(r->doc, s.from), to = report_place_of(r->doc, s.to);

    base_json_key(w, "region");
    base_json_open(w, '{');
    base_json_kint(w, "startLine", from.line);
    base_json_kint(w, "startColumn", from.column);
    if (to.line >= from.line) {
        base_json_kint(w, "endLine", to.line);
        base_json_kint(w, "endColumn", to.column);
    }
    put_message(w, "snippet", base_str_cut(socvet_doc_text(r->doc), s));
    base_json_close(w, '}');
}

static void put_location(W *w, const socvet_record *r, socvet_span s)
{
    report_place p = report_place_of(r->doc, s.from);
    char name[96];

    base_json_open(w, '{');
    base_json_key(w, "physicalLocation");
    base_json_open(w, '{');
    base_json_key(w, "artifactLocation");
    base_json_open(w, '{');
    base_json_kstr(w, "uri", p.part && p.part->name.len ? p.part->name : r->id);
    base_json_close(w, '}');
    put_region(w, r, s);
    base_json_close(w, '}');
    if (p.block) {
        int n = p.block->page ? snprintf(name, sizeof name, "page %u, ", p.block->page) : 0;
        if (p.block->table)
            snprintf(name + n, sizeof name - (size_t)n, "table %u, row %u", p.block->table,
                     p.block->row + 1u);
        else
            snprintf(name + n, sizeof name - (size_t)n, "paragraph %u", p.block->paragraph);
        base_json_key(w, "logicalLocations");
        base_json_open(w, '[');
        base_json_open(w, '{');
        base_json_kz(w, "fullyQualifiedName", name);
        base_json_close(w, '}');
        base_json_close(w, ']');
    }
    base_json_close(w, '}');
}

static void put_result(W *w, const socvet_record *r, const socvet_finding *f)
{
    base_buf key;

    base_json_open(w, '{');
    base_json_kstr(w, "ruleId", f->rule->id);
    base_json_kz(w, "level", level_of(f));
    base_json_kz(w, "kind", f->verdict == SOCVET_VERDICT_FAIL ? "fail"
                            : f->verdict == SOCVET_VERDICT_PASS ? "pass"
                            : f->verdict == SOCVET_VERDICT_NOT_APPLICABLE ? "notApplicable"
                                                                          : "open");
    put_message(w, "message", f->message);
    base_json_key(w, "locations");
    base_json_open(w, '[');
    base_buf_init(&key, 0);
    base_buf_add(&key, f->rule->id);
    for (size_t i = 0; i < f->n_spans; i++) {
        put_location(w, r, f->spans[i]);
        base_buf_add_char(&key, '\n');
        base_buf_add(&key, base_str_cut(socvet_doc_text(r->doc), f->spans[i]));
    }
    base_json_close(w, ']');
    base_json_key(w, "partialFingerprints");
    base_json_open(w, '{');
    base_json_kz(w, "ruleAndWords/v1", base_sha256_of(base_buf_str(&key)).hex);
    base_json_close(w, '}');
    base_buf_clear(&key);
    if (f->mark == SOCVET_MARK_WAIVED) {
        base_json_key(w, "suppressions");
        base_json_open(w, '[');
        base_json_open(w, '{');
        base_json_kz(w, "kind", "external");
        base_json_kstr(w, "justification", f->mark_text);
        base_json_close(w, '}');
        base_json_close(w, ']');
    }
    if (f->mark == SOCVET_MARK_BASELINE)
        base_json_kz(w, "baselineState", "unchanged");
    base_json_close(w, '}');
}

static void put_run(W *w, const socvet_record *r)
{
    base_json_open(w, '{');
    base_json_key(w, "tool");
    base_json_open(w, '{');
    base_json_key(w, "driver");
    base_json_open(w, '{');
    base_json_kz(w, "name", "socvet");
    base_json_kz(w, "version", socvet_version());
    put_rules(w, r);
    base_json_close(w, '}');
    base_json_close(w, '}');
    base_json_kz(w, "columnKind", "unicodeCodePoints");
    base_json_key(w, "results");
    base_json_open(w, '[');
    for (size_t i = 0; r->check && i < r->check->n_findings; i++)
        if (report_shows(r, &r->check->findings[i]))
            put_result(w, r, &r->check->findings[i]);
    base_json_close(w, ']');
    base_json_close(w, '}');
}

socvet_status socvet_report_sarif(const socvet_record *r, socvet_sink sink, void *user,
                                  socvet_err *err)
{
    base_buf out;
    W w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kz(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    base_json_kz(&w, "version", "2.1.0");
    base_json_key(&w, "runs");
    base_json_open(&w, '[');
    put_run(&w, r);
    base_json_close(&w, ']');
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    return report_flush(&out, sink, user, err);
}

/* report_lines.c: forms that other tools read line by line: GitHub's annotations and checkstyle. */
#include "../base/err.h"
#include "../base/str.h"
#include "report_int.h"

socvet_status report_flush(base_buf *out, socvet_sink sink, void *user, socvet_err *err)
{
    bool nomem = out->failed, ok = !nomem && sink(base_buf_str(out), user);

    base_buf_clear(out);
    if (nomem)
        return base_fail(err, SOCVET_E_NOMEM, "report", SOCVET_NO_OFFSET, "memory ran out");
    return ok ? SOCVET_OK
              : base_fail(err, SOCVET_E_IO, "report", SOCVET_NO_OFFSET, "the output was closed");
}

typedef struct {
    socvet_str file;
    uint32_t line, column;
} at;

static at place(const socvet_record *r, const socvet_finding *f)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(r->doc, &n);
    at a = {n && parts[0].name.len ? parts[0].name : r->id, 1, 1};

    if (f->n_spans) {
        report_place p = report_place_of(r->doc, f->spans[0].from);
        if (p.part && p.part->name.len)
            a.file = p.part->name;
        a.line = p.line;
        a.column = p.column;
    }
    return a;
}

static const char *word_of(const socvet_finding *f, const char *note)
{
    return f->verdict != SOCVET_VERDICT_FAIL || f->severity == SOCVET_NOTE ? note
           : f->severity == SOCVET_ERROR                                   ? "error"
                                                                           : "warning";
}

/* Workflow commands want %, CR, LF (and , : in properties) as percent codes. */
static void put_percent(base_buf *b, socvet_str s, bool property)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ',' || c == ':')))
            base_buf_printf(b, "%%%02X", (unsigned char)c);
        else
            base_buf_add_char(b, c);
    }
}

socvet_status socvet_report_github(const socvet_record *r, socvet_sink sink, void *user,
                                   socvet_err *err)
{
    base_buf b;

    base_buf_init(&b, 0);
    for (size_t i = 0; r->check && i < r->check->n_findings; i++) {
        const socvet_finding *f = &r->check->findings[i];
        if (!report_shows(r, f))
            continue;
        at a = place(r, f);
        base_buf_printf(&b, "::%s file=", word_of(f, "notice"));
        put_percent(&b, a.file, true);
        base_buf_printf(&b, ",line=%u,col=%u,title=", a.line, a.column);
        put_percent(&b, f->rule->id, true);
        base_buf_add_z(&b, "::");
        put_percent(&b, f->message, false);
        if (f->fix.len) {
            base_buf_add_z(&b, "%0A");
            put_percent(&b, f->fix, false);
        }
        base_buf_add_char(&b, '\n');
    }
    return report_flush(&b, sink, user, err);
}

static void put_xml(base_buf *b, socvet_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\n' || c == '\t')
            base_buf_printf(b, "&#%u;", c);
        else if (c >= 0x20)
            base_buf_add_char(b, (char)c);
    }
}

socvet_status socvet_report_checkstyle(const socvet_record *r, socvet_sink sink, void *user,
                                       socvet_err *err)
{
    base_buf b;
    size_t n;
    const socvet_doc_part *parts = r->doc ? socvet_doc_parts(r->doc, &n) : (n = 0, NULL);

    base_buf_init(&b, 0);
    base_buf_add_z(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (size_t k = 0; k < n; k++) {
        base_buf_add_z(&b, "<file name=\"");
        put_xml(&b, parts[k].name);
        base_buf_add_z(&b, "\">\n");
        for (size_t i = 0; r->check && i < r->check->n_findings; i++) {
            const socvet_finding *f = &r->check->findings[i];
            at a = place(r, f);
            if (!report_shows(r, f) || !base_str_eq(a.file, parts[k].name))
                continue;
            base_buf_printf(&b, "<error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"", a.line,
                            a.column, word_of(f, "info"));
            put_xml(&b, f->message);
            base_buf_add_z(&b, "\" source=\"socvet.");
            put_xml(&b, f->rule->id);
            base_buf_add_z(&b, "\"/>\n");
        }
        base_buf_add_z(&b, "</file>\n");
    }
    base_buf_add_z(&b, "</checkstyle>\n");
    return report_flush(&b, sink, user, err);
}

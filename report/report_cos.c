/* report_cos.c: the job sheet of a certificate, for people and as JSON. */
#include "../base/date.h"
#include "../base/json.h"
#include "../base/str.h"
#include "report_int.h"

typedef base_json_writer W;

static const char *state_word(unsigned v)
{
    static const char *const w[] = {"given", "worked_out", "missing", "ask"};
    return v < sizeof w / sizeof *w ? w[v] : NULL;
}

static const char *plain_verdict(unsigned v)
{
    return v == SOCVET_VERDICT_UNKNOWN ? "cannot tell" : report_verdict(v);
}

static void put_place(base_buf *b, const socvet_doc *doc, socvet_span span)
{
    if (span.to <= span.from)
        return;
    report_place p = report_place_of(doc, span.from);
    socvet_str name = p.part ? p.part->name : SOCVET_STR("-");
    base_buf_printf(b, "  [%.*s:%u:%u]", SOCVET_ARG(name), p.line, p.column);
}

static void put_field(base_buf *b, const socvet_doc *doc, const socvet_cos_field *f)
{
    static const char *const words[] = {"", "", "missing", "to ask"};
    bool open = f->state >= SOCVET_COS_MISSING;

    base_buf_printf(b, "  %.*s: %s%s%.*s", SOCVET_ARG(f->label), words[f->state & 3], open && f->value.len ? "; " : "",
                    SOCVET_ARG(f->value));
    put_place(b, doc, f->span);
    base_buf_add_char(b, '\n');
    if (open && f->fix.len)
        base_buf_printf(b, "    %s: %.*s\n", f->state == SOCVET_COS_MISSING ? "fix" : "to settle", SOCVET_ARG(f->fix));
}

static void put_kinds(base_buf *b, const socvet_cos_sheet *s)
{
    for (size_t i = 0; i < s->n_kinds; i++) {
        const socvet_cos_kind *k = &s->kinds[i];
        base_buf_printf(b, "  if the person applies from %s the country: %.*s, %.*s\n    source: %.*s\n",
                        base_str_eq_z(k->applicant, "outside") ? "outside" : "inside", SOCVET_ARG(k->kind), SOCVET_ARG(k->note),
                        SOCVET_ARG(k->source));
    }
}

static void put_checks(base_buf *b, const socvet_cos_sheet *s)
{
    base_buf_add_z(b, "before it is printed\n");
    for (size_t i = 0; i < s->n_checks; i++) {
        const socvet_cos_check *c = &s->checks[i];
        base_buf_printf(b, "  %s: %s: %.*s\n", c->what, plain_verdict(c->verdict), SOCVET_ARG(c->message));
        if (c->fix.len && c->verdict != SOCVET_VERDICT_PASS)
            base_buf_printf(b, "    %s: %.*s\n", c->verdict == SOCVET_VERDICT_UNKNOWN ? "to find out" : "fix", SOCVET_ARG(c->fix));
        if (c->source.len)
            base_buf_printf(b, "    source: %.*s\n", SOCVET_ARG(c->source));
    }
}

static void put_points(base_buf *b, const socvet_cos_sheet *s)
{
    int sum = 0;

    if (!s->n_points)
        return;
    base_buf_add_z(b, "points\n");
    for (size_t i = 0; i < s->n_points; i++) {
        const socvet_cos_point *p = &s->points[i];
        sum += p->points;
        base_buf_printf(b, "  %3d  %.*s: %s (%.*s)\n", p->points, SOCVET_ARG(p->heading),
                        p->verdict == SOCVET_VERDICT_UNKNOWN ? "open" : report_verdict(p->verdict), SOCVET_ARG(p->note));
    }
    base_buf_printf(b, "  %3d  needed\n    source: %.*s%s\n", sum, SOCVET_ARG(s->points[0].source),
                    s->points[0].general ? " (from general knowledge: compare it with the rules)" : "");
}

static void put_fees(base_buf *b, const socvet_cos_sheet *s)
{
    base_buf_add_z(b, "fees on that day\n");
    for (size_t i = 0; i < s->n_fees; i++) {
        const socvet_cos_fee *f = &s->fees[i];
        base_buf_printf(b, "  %.*s%s%.*s%s: ", SOCVET_ARG(f->name), f->size.len ? " (" : "", SOCVET_ARG(f->size), f->size.len ? " sponsor)" : "");
        if (f->pence == SOCVET_NO_PENCE)
            base_buf_add_z(b, "cannot tell");
        else
            report_money(b, f->pence);
        if (f->working.len)
            base_buf_printf(b, "; %.*s", SOCVET_ARG(f->working));
        if (f->note.len)
            base_buf_printf(b, " (%.*s)", SOCVET_ARG(f->note));
        if (f->from != INT32_MIN)
            base_buf_printf(b, " (since %s)", base_date_long(f->from).z);
        base_buf_add_char(b, '\n');
    }
}

socvet_status socvet_report_cos_text(const socvet_cos_sheet *s, const socvet_doc *doc, socvet_sink sink, void *user,
                                     socvet_err *err)
{
    base_buf b;
    bool general = false;
    socvet_str section = {"", 0};

    base_buf_init(&b, 0);
    base_buf_printf(&b, "certificate of sponsorship: job sheet, %.*s, as of %s\n", SOCVET_ARG(s->route), base_date_long(s->as_of).z);
    put_kinds(&b, s);
    for (size_t i = 0; i < s->n_fields; i++) {
        if (!base_str_eq(section, s->fields[i].section))
            base_buf_printf(&b, "%.*s\n", SOCVET_ARG(s->fields[i].section));
        section = s->fields[i].section;
        put_field(&b, doc, &s->fields[i]);
        general |= s->fields[i].general;
    }
    put_checks(&b, s);
    put_points(&b, s);
    put_fees(&b, s);
    if (s->salary) {
        base_buf_add_z(&b, "salary\n");
        report_salary_lines(&b, s->salary);
    }
    base_buf_printf(&b, "%zu missing from the papers, %zu to mend\n", s->missing, s->failed);
    if (general)
        base_buf_add_z(&b, "note: labels of the system's own screens were not available; compare them with its manual\n");
    return report_flush(&b, sink, user, err);
}

static void put_text(W *w, const char *key, socvet_str s)
{
    base_json_kstr(w, key, s.len ? s : (socvet_str){NULL, 0});
}

static void put_day(W *w, const char *key, int32_t day)
{
    base_json_kz(w, key, day == INT32_MIN || day == INT32_MAX ? NULL : base_date_iso(day).z);
}

static void json_fields(W *w, const socvet_cos_sheet *s)
{
    base_json_key(w, "fields");
    base_json_open(w, '[');
    for (size_t i = 0; i < s->n_fields; i++) {
        const socvet_cos_field *f = &s->fields[i];
        base_json_open(w, '{');
        base_json_kstr(w, "id", f->id);
        base_json_kstr(w, "section", f->section);
        base_json_kstr(w, "label", f->label);
        base_json_kz(w, "state", state_word(f->state));
        put_text(w, "value", f->value);
        base_json_key(w, "span");
        base_json_span(w, f->span);
        put_text(w, "fix", f->state >= SOCVET_COS_MISSING ? f->fix : (socvet_str){"", 0});
        put_text(w, "source", f->source);
        base_json_kbool(w, "general", f->general);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void json_checks(W *w, const socvet_cos_sheet *s)
{
    base_json_key(w, "checks");
    base_json_open(w, '[');
    for (size_t i = 0; i < s->n_checks; i++) {
        base_json_open(w, '{');
        base_json_kz(w, "check", s->checks[i].what);
        base_json_kz(w, "verdict", report_verdict(s->checks[i].verdict));
        put_text(w, "message", s->checks[i].message);
        put_text(w, "fix", s->checks[i].fix);
        put_text(w, "source", s->checks[i].source);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void json_points_and_kinds(W *w, const socvet_cos_sheet *s)
{
    base_json_key(w, "points");
    base_json_open(w, '[');
    for (size_t i = 0; i < s->n_points; i++) {
        base_json_open(w, '{');
        base_json_kstr(w, "heading", s->points[i].heading);
        base_json_kint(w, "points", s->points[i].points);
        base_json_kz(w, "verdict", report_verdict(s->points[i].verdict));
        base_json_kstr(w, "note", s->points[i].note);
        put_text(w, "source", s->points[i].source);
        base_json_kbool(w, "general", s->points[i].general);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
    base_json_key(w, "kinds");
    base_json_open(w, '[');
    for (size_t i = 0; i < s->n_kinds; i++) {
        base_json_open(w, '{');
        base_json_kstr(w, "applicant", s->kinds[i].applicant);
        base_json_kstr(w, "kind", s->kinds[i].kind);
        base_json_kstr(w, "note", s->kinds[i].note);
        put_text(w, "source", s->kinds[i].source);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void json_fees(W *w, const socvet_cos_sheet *s)
{
    base_json_key(w, "fees");
    base_json_open(w, '[');
    for (size_t i = 0; i < s->n_fees; i++) {
        const socvet_cos_fee *f = &s->fees[i];
        base_json_open(w, '{');
        base_json_kstr(w, "fee", f->name);
        put_text(w, "size", f->size);
        if (f->pence == SOCVET_NO_PENCE)
            base_json_knull(w, "pence");
        else
            base_json_kint(w, "pence", f->pence);
        put_text(w, "working", f->working);
        put_text(w, "note", f->note);
        put_day(w, "from", f->from);
        put_day(w, "to", f->to);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

socvet_status socvet_report_cos_json(const socvet_cos_sheet *s, const socvet_doc *doc, socvet_sink sink, void *user,
                                     socvet_err *err)
{
    base_buf out;
    W w;
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(doc, &n);

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kstr(&w, "id", n ? parts[0].name : (socvet_str){NULL, 0});
    base_json_kstr(&w, "route", s->route);
    put_day(&w, "as_of", s->as_of);
    put_text(&w, "code", s->code);
    put_text(&w, "code_title", s->code_title);
    put_text(&w, "edition", s->edition);
    base_json_key(&w, "months");
    if (s->months)
        base_json_int(&w, s->months);
    else
        base_json_null(&w);
    base_json_kint(&w, "missing", (int64_t)s->missing);
    base_json_kint(&w, "failed", (int64_t)s->failed);
    json_fields(&w, s);
    json_checks(&w, s);
    json_points_and_kinds(&w, s);
    json_fees(&w, s);
    report_put_salary_member(&w, s->salary);
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    return report_flush(&out, sink, user, err);
}

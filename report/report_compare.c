/* report_compare.c: what changed between two versions of one job's papers, for people and as JSON. */
#include "../base/date.h"
#include "../base/json.h"
#include "../base/str.h"
#include "report_int.h"

typedef base_json_writer W;

static const char *state_word(unsigned v)
{
    static const char *const w[] = {"same", "changed", "unknown"};
    return v < sizeof w / sizeof *w ? w[v] : NULL;
}

static const char *rise_word(unsigned v)
{
    static const char *const w[] = {NULL, "no", "likely", "yes"};
    return v < sizeof w / sizeof *w ? w[v] : NULL;
}

static void put_value(base_buf *b, const char *label, socvet_str value, const socvet_doc *doc, socvet_span span)
{
    if (!value.len)
        return;
    base_buf_printf(b, "    %s: ", label);
    for (size_t i = 0; i < value.len; i++)
        base_buf_add_char(b, value.ptr[i] == '\n' ? ' ' : value.ptr[i]);
    if (span.to > span.from) {
        report_place p = report_place_of(doc, span.from);
        socvet_str name = p.part ? p.part->name : SOCVET_STR("-");
        base_buf_printf(b, "  [%.*s:%u:%u]", SOCVET_ARG(name), p.line, p.column);
    }
    base_buf_add_char(b, '\n');
}

static void put_change(base_buf *b, const socvet_change *r, const socvet_doc *old, const socvet_doc *new)
{
    bool duty = base_str_eq_z(base_str_z(r->topic), "duty");
    const char *word = r->state == SOCVET_CHANGE_UNKNOWN ? "cannot tell" : state_word(r->state);

    base_buf_printf(b, "  %s: ", r->topic);
    if (duty)
        base_buf_printf(b, "%.*s\n", SOCVET_ARG(r->detail));
    else
        base_buf_printf(b, "%s%s%.*s\n", word, r->detail.len ? "; " : "", SOCVET_ARG(r->detail));
    if (r->state == SOCVET_CHANGE_SAME) {
        put_value(b, "both", r->new_value, new, r->new_span);
        return;
    }
    put_value(b, "old", r->old_value, old, r->old_span);
    put_value(b, "new", r->new_value, new, r->new_span);
    if (r->fix.len)
        base_buf_printf(b, "    %s: %.*s\n",
                        r->state == SOCVET_CHANGE_UNKNOWN               ? "to find out"
                        : base_str_eq_z(r->report, "new-certificate") ? "new certificate"
                        : base_str_eq_z(r->report, "yes")             ? "report"
                                                                        : "note",
                        SOCVET_ARG(r->fix));
}

/* Each source once, whatever the number of rows that rest on it. */
static void put_sources(base_buf *b, const socvet_compare *c)
{
    for (size_t i = 0; i < c->n_changes; i++) {
        bool said = false;
        for (size_t k = 0; k < i; k++)
            said |= base_str_eq(c->changes[k].source, c->changes[i].source);
        if (c->changes[i].source.len && !said)
            base_buf_printf(b, "source: %.*s\n", SOCVET_ARG(c->changes[i].source));
    }
}

static void put_summary(base_buf *b, const socvet_compare *c)
{
    static const char *const rises[] = {"", "the pay rise is no general one", "the pay rise may be a general one: ask",
                                        "the pay rise is a general one: nothing to report of it"};
    static const char *const codes[] = {"the code stays: the certificate stands", "the code moves: a new certificate and a new visa first",
                                        "whether the code stays cannot be told"};

    base_buf_printf(b, "%zu changed, %zu to report, %zu cannot be told\n", c->changed, c->to_report, c->unknown);
    base_buf_printf(b, "%s\n", codes[c->code_moves % 3]);
    if (c->general_rise)
        base_buf_printf(b, "%s\n", rises[c->general_rise % 4]);
    if (c->salary)
        base_buf_printf(b, "the new pay: %.*s\n", SOCVET_ARG(c->salary->message));
    if (c->salary && c->salary->fix.len)
        base_buf_printf(b, "  fix: %.*s\n", SOCVET_ARG(c->salary->fix));
}

socvet_status socvet_report_compare_text(const socvet_compare *c, const socvet_doc *old, const socvet_doc *new,
                                         socvet_sink sink, void *user, socvet_err *err)
{
    base_buf b;

    base_buf_init(&b, 0);
    base_buf_printf(&b, "two versions of one job, as of %s\n", base_date_long(c->as_of).z);
    for (size_t i = 0; i < c->n_changes; i++)
        put_change(&b, &c->changes[i], old, new);
    put_summary(&b, c);
    put_sources(&b, c);
    return report_flush(&b, sink, user, err);
}

static void put_text(W *w, const char *key, socvet_str s)
{
    base_json_kstr(w, key, s.len ? s : (socvet_str){NULL, 0});
}

static void json_side(W *w, const char *key, socvet_str value, socvet_span span)
{
    base_json_key(w, key);
    base_json_open(w, '{');
    put_text(w, "value", value);
    base_json_key(w, "span");
    base_json_span(w, span);
    base_json_close(w, '}');
}

static void json_change(W *w, const socvet_change *r)
{
    base_json_open(w, '{');
    base_json_kz(w, "topic", r->topic);
    base_json_kz(w, "state", state_word(r->state));
    put_text(w, "detail", r->detail);
    json_side(w, "old", r->old_value, r->old_span);
    json_side(w, "new", r->new_value, r->new_span);
    put_text(w, "duty", r->id);
    put_text(w, "report", r->report);
    put_text(w, "message", r->message);
    put_text(w, "fix", r->fix);
    put_text(w, "source", r->source);
    base_json_close(w, '}');
}

static void json_documents(W *w, const char *key, const socvet_doc *doc)
{
    size_t n;
    const socvet_doc_part *p = socvet_doc_parts(doc, &n);

    base_json_key(w, key);
    base_json_open(w, '[');
    for (size_t i = 0; i < n; i++) {
        base_json_open(w, '{');
        base_json_kstr(w, "name", p[i].name);
        base_json_kz(w, "sha256", p[i].sha256);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

socvet_status socvet_report_compare_json(const socvet_compare *c, const socvet_doc *old, const socvet_doc *new,
                                         socvet_sink sink, void *user, socvet_err *err)
{
    base_buf out;
    W w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kz(&w, "as_of", base_date_iso(c->as_of).z);
    json_documents(&w, "old", old);
    json_documents(&w, "new", new);
    base_json_kint(&w, "changed", (int64_t)c->changed);
    base_json_kint(&w, "to_report", (int64_t)c->to_report);
    base_json_kint(&w, "unknown", (int64_t)c->unknown);
    base_json_kbool(&w, "new_certificate", c->new_certificate);
    base_json_kz(&w, "code", state_word(c->code_moves));
    base_json_kz(&w, "general_rise", rise_word(c->general_rise));
    base_json_key(&w, "changes");
    base_json_open(&w, '[');
    for (size_t i = 0; i < c->n_changes; i++)
        json_change(&w, &c->changes[i]);
    base_json_close(&w, ']');
    report_put_salary_member(&w, c->salary);
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    return report_flush(&out, sink, user, err);
}

/* report_json.c: the record, schema 1 (docs/record.md): keys in a fixed order, added to, never
 * renamed; absent facts are null. */
#include <math.h>

#include <stdio.h>

#include "../base/date.h"
#include "../base/json.h"
#include "../base/str.h"
#include "report_int.h"

typedef base_json_writer W;

static void put_date(W *w, const char *key, int32_t days)
{
    base_json_kz(w, key, days == INT32_MIN ? NULL : base_date_iso(days).z);
}

static socvet_str words_at(const socvet_record *r, socvet_span s)
{
    return s.to > s.from ? base_str_cut(socvet_doc_text(r->doc), s) : (socvet_str){NULL, 0};
}

static void put_span(W *w, const char *key, socvet_span s)
{
    base_json_key(w, key);
    base_json_span(w, s);
}

static void put_documents(W *w, const socvet_record *r)
{
    size_t n = 0;
    const socvet_doc_part *p = r->doc ? socvet_doc_parts(r->doc, &n) : NULL;

    base_json_key(w, "documents");
    base_json_open(w, '[');
    for (size_t i = 0; i < n; i++) {
        base_json_open(w, '{');
        base_json_kstr(w, "name", p[i].name);
        base_json_kz(w, "sha256", p[i].sha256);
        base_json_kint(w, "from", p[i].span.from);
        base_json_kint(w, "to", p[i].span.to);
        base_json_kstr(w, "format", p[i].format);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void put_engine(W *w, const socvet_record *r)
{
    socvet_str none = {NULL, 0};

    base_json_key(w, "engine");
    base_json_open(w, '{');
    base_json_kz(w, "socvet", socvet_version());
    base_json_kstr(w, "dictionary", r->dict ? socvet_dict_version(r->dict) : none);
    base_json_kstr(w, "rules", r->rules ? socvet_rules_version(r->rules) : none);
    base_json_close(w, '}');
}

static void put_reason(W *w, const socvet_record *r, const socvet_reason *x)
{
    base_json_open(w, '{');
    base_json_kz(w, "kind", report_reason(x->kind));
    base_json_kstr(w, "index_title", x->index_title);
    base_json_kstr(w, "qualifier", x->qualifier);
    if (x->rule_id.len)
        base_json_kstr(w, "rule", x->rule_id);
    base_json_key(w, "weight");
    base_json_real(w, x->weight, 3);
    put_span(w, "span", x->span);
    base_json_kstr(w, "text", words_at(r, x->span));
    base_json_close(w, '}');
}

static void put_candidate(W *w, const socvet_record *r, const socvet_candidate *c)
{
    base_json_open(w, '{');
    base_json_kz(w, "code", c->code);
    base_json_kstr(w, "title", c->title);
    base_json_key(w, "probability");
    base_json_real(w, c->probability, 4);
    base_json_key(w, "reasons");
    base_json_open(w, '[');
    for (size_t i = 0; i < c->n_reasons; i++)
        put_reason(w, r, &c->reasons[i]);
    base_json_close(w, ']');
    base_json_close(w, '}');
}

static void put_editions(W *w, const socvet_record *r, uint32_t editions)
{
    base_json_key(w, "editions");
    base_json_open(w, '[');
    for (size_t e = 0; r->dict && e < socvet_dict_editions(r->dict) && e < 32; e++)
        if (editions >> e & 1)
            base_json_str(w, socvet_dict_edition_name(r->dict, (int)e));
    base_json_close(w, ']');
}

static void put_stated(W *w, const socvet_record *r, const socvet_coding *c)
{
    base_json_key(w, "stated");
    base_json_open(w, '[');
    for (size_t i = 0; i < c->n_stated; i++) {
        base_json_open(w, '{');
        base_json_kz(w, "code", c->stated[i].code);
        put_editions(w, r, c->stated[i].editions);
        put_span(w, "span", c->stated[i].span);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void put_jobs(W *w, const socvet_record *r, const socvet_coding *c)
{
    base_json_key(w, "jobs");
    base_json_open(w, '[');
    for (size_t i = 0; i < c->n_jobs; i++) {
        base_json_open(w, '{');
        base_json_kstr(w, "title", words_at(r, c->jobs[i].title));
        put_span(w, "span", c->jobs[i].title);
        base_json_kz(w, "code", c->jobs[i].code);
        base_json_key(w, "probability");
        base_json_real(w, c->jobs[i].probability, 4);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static const char *code_or_null(const char *code)
{
    return code[0] ? code : NULL;
}

static void put_decision(W *w, const socvet_decision *d)
{
    if (!d)
        return;
    base_json_key(w, "decision");
    base_json_open(w, '{');
    base_json_kz(w, "code", d->code);
    base_json_kz(w, "was", d->was[0] ? d->was : NULL);
    base_json_key(w, "was_probability");
    base_json_real(w, d->was_probability, 4);
    base_json_kstr(w, "reviewer", d->reviewer);
    base_json_kstr(w, "note", d->note);
    base_json_close(w, '}');
}

static void put_soc(W *w, const socvet_record *r)
{
    const socvet_coding *c = r->coding;

    base_json_key(w, "soc");
    if (!c) {
        base_json_null(w);
        return;
    }
    const socvet_candidate *best = c->n_candidates ? &c->candidates[0] : NULL;
    base_json_open(w, '{');
    base_json_kstr(w, "edition",
                   r->dict ? socvet_dict_edition_name(r->dict, c->edition) : (socvet_str){NULL, 0});
    base_json_kz(w, "code", best ? best->code : NULL);
    base_json_kstr(w, "title", best ? best->title : (socvet_str){NULL, 0});
    base_json_key(w, "probability");
    base_json_real(w, best ? best->probability : 0, 4);
    base_json_key(w, "margin");
    base_json_real(w, c->margin, 4);
    base_json_kbool(w, "abstained", c->abstained);
    if (c->abstain_reason.len)
        base_json_kstr(w, "abstain_reason", c->abstain_reason);
    base_json_kz(w, "ext", code_or_null(c->ext));
    base_json_kz(w, "soc2020", code_or_null(c->soc2020));
    base_json_kz(w, "soc2010", code_or_null(c->soc2010));
    base_json_key(w, "candidates");
    base_json_open(w, '[');
    for (size_t i = 0; i < c->n_candidates; i++)
        put_candidate(w, r, &c->candidates[i]);
    base_json_close(w, ']');
    put_stated(w, r, c);
    put_jobs(w, r, c);
    if (c->change.len)
        base_json_kstr(w, "change", c->change);
    put_decision(w, r->decision);
    base_json_close(w, '}');
}

static void put_phd(W *w, const socvet_record *r)
{
    const socvet_phd *p = r->coding ? &r->coding->phd : NULL;

    base_json_key(w, "phd");
    if (!p) {
        base_json_null(w);
        return;
    }
    base_json_open(w, '{');
    base_json_kz(w, "wording", report_phd(p->wording));
    base_json_kbool(w, "mentioned", p->mentioned);
    base_json_kz(w, "where", p->where);
    put_span(w, "span", p->span);
    base_json_kstr(w, "text", words_at(r, p->span));
    if (p->disagreement)
        put_span(w, "other_span", p->other_span);
    base_json_close(w, '}');
}

static void put_pence(W *w, const char *key, int64_t pence)
{
    if (pence == SOCVET_NO_PENCE)
        base_json_knull(w, key);
    else
        base_json_kint(w, key, pence);
}

static void put_pay_flags(W *w, unsigned flags)
{
    static const struct {
        unsigned bit;
        const char *word;
    } words[] = {
        {SOCVET_PAY_UP_TO, "up_to"}, {SOCVET_PAY_FROM, "from"}, {SOCVET_PAY_CIRCA, "circa"},
        {SOCVET_PAY_PRO_RATA, "pro_rata"}, {SOCVET_PAY_TERM_TIME, "term_time"},
        {SOCVET_PAY_NEGOTIABLE, "negotiable"}, {SOCVET_PAY_PERIOD_INFERRED, "period_inferred"},
        {SOCVET_PAY_PLUS_EXTRAS, "plus_extras"}, {SOCVET_PAY_FOREIGN, "foreign_currency"},
        {SOCVET_PAY_NOT_GUARANTEED, "not_guaranteed"},
    };

    base_json_key(w, "flags");
    base_json_open(w, '[');
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (flags & words[i].bit)
            base_json_z(w, words[i].word);
    base_json_close(w, ']');
}

static void put_salary(W *w, const socvet_salary *s)
{
    base_json_open(w, '{');
    put_pence(w, "low_pence", s->low_pence);
    put_pence(w, "high_pence", s->high_pence);
    base_json_kz(w, "period", report_period(s->period));
    base_json_kz(w, "basis", report_basis(s->basis));
    base_json_kz(w, "kind", report_pay_kind(s->kind));
    put_pay_flags(w, s->flags);
    put_span(w, "span", s->span);
    base_json_kstr(w, "text", s->text);
    base_json_close(w, '}');
}

static void put_text_fact(W *w, const char *key, const socvet_fact_text *t)
{
    base_json_kstr(w, key, t->state == SOCVET_FACT_ABSENT ? (socvet_str){NULL, 0} : t->value);
}

static void put_fixed(W *w, const char *key, const socvet_fact_number *n, int decimals)
{
    base_json_key(w, key);
    if (n->state == SOCVET_FACT_ABSENT || n->state == SOCVET_FACT_AMBIGUOUS)
        base_json_null(w);
    else
        base_json_fixed(w, n->value, decimals);
}

static void put_text_list(W *w, const char *key, const socvet_fact_text *list, size_t n)
{
    base_json_key(w, key);
    base_json_open(w, '[');
    for (size_t i = 0; i < n; i++)
        base_json_str(w, list[i].value);
    base_json_close(w, ']');
}

static void put_criteria(W *w, const socvet_record *r, const socvet_facts *f)
{
    base_json_key(w, "criteria");
    base_json_open(w, '[');
    for (size_t i = 0; i < f->n_criteria; i++) {
        const socvet_criterion *c = &f->criteria[i];
        base_json_open(w, '{');
        base_json_kstr(w, "text", words_at(r, c->span));
        base_json_kz(w, "need", report_need(c->need));
        base_json_kstr(w, "assessed_by", c->assessed_by.len ? c->assessed_by : (socvet_str){NULL, 0});
        put_span(w, "span", c->span);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void put_pay(W *w, const socvet_facts *f)
{
    base_json_key(w, "salary");
    if (f->salary >= 0 && (size_t)f->salary < f->n_salaries)
        put_salary(w, &f->salaries[f->salary]);
    else
        base_json_null(w);
    base_json_key(w, "salaries");
    base_json_open(w, '[');
    for (size_t i = 0; i < f->n_salaries; i++)
        put_salary(w, &f->salaries[i]);
    base_json_close(w, ']');
}

/* The places of single-valued facts, one object, so that a page can point at the words. */
static void put_fact_spans(W *w, const socvet_facts *f)
{
    const struct {
        const char *key;
        socvet_span span;
    } spans[] = {
        {"title", f->title.span}, {"employer", f->employer.span}, {"location", f->location.span},
        {"grade", f->grade.span}, {"reference", f->reference.span},
        {"weekly_hours", f->weekly_hours_hundredths.span}, {"fte", f->fte_thousandths.span},
        {"posted_date", f->posted.span}, {"closing_date", f->closing.span},
        {"interview_date", f->interview.span}, {"start_date", f->start.span},
        {"end_date", f->end.span}, {"contract", f->contract_span},
        {"duration_months", f->duration_months.span}, {"sponsorship", f->sponsorship_span},
        {"right_to_work", f->right_to_work_span}, {"employer_kind", f->employer_kind_span},
    };

    base_json_key(w, "spans");
    base_json_open(w, '{');
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (spans[i].span.to)
            put_span(w, spans[i].key, spans[i].span);
    base_json_close(w, '}');
}

/* Months to the nearest tenth, so that weeks and days fit the record's one unit. */
static void put_duration(W *w, const socvet_facts *f)
{
    base_json_key(w, "duration_months");
    if (f->duration_months.state != SOCVET_FACT_ABSENT)
        base_json_int(w, f->duration_months.value);
    else if (f->duration_days.state != SOCVET_FACT_ABSENT)
        base_json_real(w, round((double)f->duration_days.value * 120 / 365.25) / 10, 1);
    else
        base_json_null(w);
}

/* A date known only to its month or year is printed so: "2026-09". */
static void put_fact_date(W *w, const char *key, const socvet_fact_date *d)
{
    base_date_text t = base_date_iso(d->days);

    if (d->state == SOCVET_FACT_ABSENT || d->days == INT32_MIN) {
        base_json_knull(w, key);
        return;
    }
    t.z[d->precision == SOCVET_DATE_YEAR ? 4 : d->precision == SOCVET_DATE_MONTH ? 7 : 10] = '\0';
    base_json_kz(w, key, t.z);
}

static void put_fact_object(W *w, const socvet_record *r, const socvet_facts *f)
{
    base_json_open(w, '{');
    put_text_fact(w, "employer", &f->employer);
    put_text_fact(w, "location", &f->location);
    base_json_kz(w, "employer_kind", report_employer_kind(f->employer_kind));
    put_pay(w, f);
    put_fixed(w, "weekly_hours", &f->weekly_hours_hundredths, 2);
    put_fixed(w, "fte", &f->fte_thousandths, 3);
    put_text_fact(w, "grade", &f->grade);
    put_fact_date(w, "posted_date", &f->posted);
    put_fact_date(w, "closing_date", &f->closing);
    put_fact_date(w, "interview_date", &f->interview);
    put_fact_date(w, "start_date", &f->start);
    put_fact_date(w, "end_date", &f->end);
    base_json_kz(w, "contract", report_contract(f->contract));
    put_duration(w, f);
    put_text_list(w, "media", f->media, f->n_media);
    put_text_list(w, "qualifications", f->qualifications, f->n_qualifications);
    base_json_kz(w, "sponsorship", report_sponsorship(f->sponsorship));
    base_json_kz(w, "right_to_work", report_right_to_work(f->right_to_work));
    put_criteria(w, r, f);
    put_text_fact(w, "reference", &f->reference);
    put_fact_spans(w, f);
    base_json_close(w, '}');
}

static void put_facts(W *w, const socvet_record *r)
{
    base_json_key(w, "facts");
    if (!r->facts || r->only_classify)
        base_json_null(w);
    else
        put_fact_object(w, r, r->facts);
}

static void put_where(W *w, const socvet_record *r, const socvet_finding *f)
{
    base_json_key(w, "where");
    if (f->n_spans == 0) {
        base_json_null(w);
        return;
    }
    report_place p = report_place_of(r->doc, f->spans[0].from);
    base_json_open(w, '{');
    base_json_kint(w, "block", (int64_t)p.block_index);
    base_json_key(w, "page");
    if (p.block && p.block->page)
        base_json_int(w, p.block->page);
    else
        base_json_null(w);
    base_json_kint(w, "line", p.line);
    base_json_kint(w, "column", p.column);
    base_json_close(w, '}');
}

/* At most so many bytes, whole characters: a finding's span may be a whole section. */
static socvet_str shortened(socvet_str s)
{
    enum { MOST = 240 };

    if (s.len <= MOST)
        return s;
    s.len = MOST;
    while (s.len && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80)
        s.len--;
    return s;
}

static void put_finding(W *w, const socvet_record *r, const socvet_finding *f)
{
    base_json_open(w, '{');
    base_json_kstr(w, "id", f->rule->id);
    base_json_kint(w, "rev", f->rule->rev);
    base_json_kz(w, "verdict", report_verdict(f->verdict));
    base_json_kz(w, "severity", report_severity(f->severity));
    base_json_kz(w, "certainty", report_certainty(f->rule->certainty));
    base_json_kstr(w, "message", f->message);
    base_json_kstr(w, "fix", f->fix.len ? f->fix : (socvet_str){NULL, 0});
    base_json_kstr(w, "source", f->rule->source_title.len ? f->rule->source_title : f->rule->source);
    base_json_key(w, "spans");
    base_json_open(w, '[');
    for (size_t i = 0; i < f->n_spans; i++)
        base_json_span(w, f->spans[i]);
    base_json_close(w, ']');
    put_where(w, r, f);
    base_json_kstr(w, "why", f->rule->why.len ? f->rule->why : (socvet_str){NULL, 0});
    put_date(w, "in_force_from", f->rule->from);
    put_date(w, "in_force_to", f->rule->to == INT32_MAX ? INT32_MIN : f->rule->to);
    if (f->mark != SOCVET_MARK_NONE) {
        base_json_kz(w, "mark", f->mark == SOCVET_MARK_WAIVED ? "waived" : "baseline");
        base_json_kstr(w, "mark_text", f->mark_text);
    }
    if (f->working.len)
        base_json_kstr(w, "working", f->working);
    if (f->n_spans)
        base_json_kstr(w, "words", shortened(words_at(r, f->spans[0])));
    base_json_close(w, '}');
}

static void put_findings(W *w, const socvet_record *r)
{
    base_json_key(w, "findings");
    base_json_open(w, '[');
    for (size_t i = 0; r->check && i < r->check->n_findings; i++)
        if (report_shows(r, &r->check->findings[i]))
            put_finding(w, r, &r->check->findings[i]);
    base_json_close(w, ']');
}

/* Reminders: no findings, and no fault of the papers. Left out where there are none. */
static void put_reminders(W *w, const socvet_record *r)
{
    bool any = false;

    for (size_t i = 0; r->check && !r->all_verdicts && i < r->check->n_findings; i++) {
        const socvet_finding *f = &r->check->findings[i];
        if (!report_reminds(f))
            continue;
        if (!any) {
            base_json_key(w, "reminders");
            base_json_open(w, '[');
        }
        any = true;
        base_json_open(w, '{');
        base_json_kstr(w, "id", f->rule->id);
        base_json_kstr(w, "message", f->message);
        base_json_close(w, '}');
    }
    if (any)
        base_json_close(w, ']');
}

static void put_status(W *w, const socvet_record *r)
{
    base_json_kz(w, "status", r->status ? "unreadable" : "ok");
    base_json_key(w, "error");
    if (!r->status) {
        base_json_null(w);
        return;
    }
    base_json_open(w, '{');
    base_json_kz(w, "kind", socvet_status_name(r->status));
    base_json_kz(w, "message", r->error ? r->error->text : NULL);
    if (r->error && r->error->offset != SOCVET_NO_OFFSET)
        base_json_kint(w, "offset", (int64_t)r->error->offset);
    base_json_close(w, '}');
}

static void put_row(W *w, const socvet_record_row *row)
{
    const struct {
        const char *key;
        socvet_str value;
    } given[] = {{"title", row->title}, {"employer", row->employer}, {"soc", row->old_code},
                 {"group", row->group}, {"date", row->date}, {"media", row->media},
                 {"sketch", row->sketch}};

    base_json_key(w, "row");
    base_json_open(w, '{');
    base_json_kint(w, "number", (int64_t)row->number);
    base_json_kz(w, "hash", row->hash);
    base_json_kstr(w, "run", row->run);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i].value.len)
            base_json_kstr(w, given[i].key, given[i].value);
    if (row->vacancy)
        base_json_kint(w, "vacancy", (int64_t)row->vacancy);
    base_json_close(w, '}');
}

/* The facts of a record alone, one object, for `extract`. */
socvet_status socvet_report_facts(const socvet_record *r, socvet_sink sink, void *user, socvet_err *err)
{
    base_buf out;
    W w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    if (r->facts)
        put_fact_object(&w, r, r->facts);
    else
        base_json_null(&w);
    return report_flush(&out, sink, user, err);
}

socvet_status socvet_report_json(const socvet_record *r, socvet_sink sink, void *user,
                                 socvet_err *err)
{
    base_buf out;
    W w;
    socvet_str none = {NULL, 0};

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kstr(&w, "id", r->id);
    base_json_kz(&w, "document_kind", r->facts ? report_document_kind(r->facts->document_kind) : NULL);
    put_documents(&w, r);
    put_engine(&w, r);
    put_date(&w, "as_of", r->as_of);
    base_json_kstr(&w, "route", r->check ? r->check->route : none);
    base_json_kstr(&w, "profile", r->check ? r->check->profile : none);
    base_json_kstr(&w, "title", r->facts && r->facts->title.state ? r->facts->title.value : none);
    put_soc(&w, r);
    put_phd(&w, r);
    put_facts(&w, r);
    put_findings(&w, r);
    put_reminders(&w, r);
    if (r->with_text && r->doc)
        base_json_kstr(&w, "text", socvet_doc_text(r->doc));
    put_status(&w, r);
    if (r->row)
        put_row(&w, r->row);
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    return report_flush(&out, sink, user, err);
}

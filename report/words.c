/* words.c: enumerations as the record's words, and places in documents. */
#include "report_int.h"

#define PICK(list, i) ((size_t)(i) < sizeof(list) / sizeof *(list) ? (list)[i] : NULL)

const char *report_verdict(unsigned v)
{
    static const char *const w[] = {"pass", "fail", "unknown", "not_applicable", "error"};
    return PICK(w, v);
}

const char *report_severity(unsigned v)
{
    static const char *const w[] = {"note", "warning", "error"};
    return PICK(w, v);
}

const char *report_certainty(unsigned v)
{
    static const char *const w[] = {"likely", "certain"};
    return PICK(w, v);
}

const char *report_period(unsigned v)
{
    static const char *const w[] = {NULL, "year", "month", "week", "day", "hour"};
    return PICK(w, v);
}

const char *report_basis(unsigned v)
{
    static const char *const w[] = {"unknown", "fte", "actual"};
    return PICK(w, v);
}

const char *report_contract(unsigned v)
{
    static const char *const w[] = {NULL, "permanent", "fixed_term", "temporary"};
    return PICK(w, v);
}

const char *report_employer_kind(unsigned v)
{
    static const char *const w[] = {NULL,     "university", "college", "nhs",           "school",
                                    "agency", "care",       "council", "civil_service", "charity"};
    return PICK(w, v);
}

const char *report_document_kind(unsigned v)
{
    static const char *const w[] = {"advert", "job_description", "person_specification", "vacancy",
                                    "guide",  "not_a_job",       "unsupported_language"};
    return PICK(w, v);
}

const char *report_need(unsigned v)
{
    static const char *const w[] = {NULL, "essential", "desirable"};
    return PICK(w, v);
}

const char *report_phd(unsigned v)
{
    static const char *const w[] = {"none", "desirable", "equivalent_ok", "near_completion_ok",
                                    "essential"};
    return PICK(w, v);
}

const char *report_sponsorship(unsigned v)
{
    static const char *const w[] = {NULL, "offered", "refused", "depends"};
    return PICK(w, v);
}

const char *report_right_to_work(unsigned v)
{
    static const char *const w[] = {NULL, "conditional", "required_to_apply", "nationality"};
    return PICK(w, v);
}

const char *report_reason(unsigned v)
{
    static const char *const w[] = {"title", "word", "duties", "rule"};
    return PICK(w, v);
}

const char *report_pay_kind(unsigned v)
{
    static const char *const w[] = {"base", "allowance", "bonus", "ote", "other"};
    return PICK(w, v);
}

report_place report_place_of(const socvet_doc *doc, uint32_t at)
{
    report_place p = {0};
    size_t n, index = socvet_doc_block_at(doc, at);
    const socvet_block *blocks = socvet_doc_blocks(doc, &n);
    const socvet_doc_part *parts;

    socvet_doc_line_at(doc, at, &p.line, &p.column);
    p.block_index = index == SIZE_MAX ? 0 : index;
    if (index < n)
        p.block = &blocks[index];
    parts = socvet_doc_parts(doc, &n);
    if (p.block && p.block->document < n)
        p.part = &parts[p.block->document];
    else if (n)
        p.part = &parts[0];
    if (p.block && p.block->source_line) {
        uint32_t line0, column0;
        socvet_doc_line_at(doc, p.block->span.from, &line0, &column0);
        p.in_source = true;
        p.column = p.line == line0 ? p.column - column0 + (p.block->source_column
                                                               ? p.block->source_column : 1)
                                   : p.column;
        p.line = p.block->source_line + (p.line - line0);
    } else if (p.part && p.part != &parts[0]) { /* lines of its own text, not of the papers before it */
        uint32_t line0, column0;
        socvet_doc_line_at(doc, p.part->span.from, &line0, &column0);
        p.line -= p.line > line0 ? line0 - 1 : 0;
    }
    return p;
}

bool report_shows(const socvet_record *r, const socvet_finding *f)
{
    return r->all_verdicts ||
           (!f->reminder && (f->verdict == SOCVET_VERDICT_FAIL || f->verdict == SOCVET_VERDICT_UNKNOWN ||
                             f->verdict == SOCVET_VERDICT_ERROR));
}

bool report_reminds(const socvet_finding *f)
{
    return f->reminder && f->verdict == SOCVET_VERDICT_FAIL && f->mark == SOCVET_MARK_NONE;
}

bool report_worth_showing(const socvet_coding *c, size_t i)
{
    return i == 0 || (i < 5 && c->candidates[i].probability >= 0.01);
}

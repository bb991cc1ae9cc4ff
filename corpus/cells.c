/* cells.c: which column of a table comes from where in the record: rows of two tables below. */
#include "cells.h"

#include <stdio.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/str.h"

const base_json *corpus_json_at(const base_json *v, const char *path)
{
    socvet_str rest = base_str_z(path), piece;
    char key[64];

    while (v && base_str_split(&rest, '.', &piece)) {
        snprintf(key, sizeof key, "%.*s", SOCVET_ARG(piece));
        v = base_json_type_of(v) == BASE_JSON_OBJECT ? base_json_get(v, key) : NULL;
    }
    return v;
}

const char *corpus_band(const base_json *record)
{
    if (!base_str_eq_z(base_json_string(base_json_get(record, "status")), "ok"))
        return "error";
    if (!base_json_string(corpus_json_at(record, "soc.code")).len)
        return "none";
    return base_json_is_true(corpus_json_at(record, "soc.abstained")) ? "review" : "auto";
}

static corpus_cell text_cell(socvet_str s)
{
    return (corpus_cell){.empty = s.len == 0, .text = s};
}

static corpus_cell number_cell(base_arena *a, double v, int decimals)
{
    socvet_str s = base_arena_printf(a, "%.*f", decimals, v);

    while (decimals && s.len && s.ptr[s.len - 1] == '0')
        s.len--;
    if (decimals && s.len && s.ptr[s.len - 1] == '.')
        s.len--;
    return (corpus_cell){.text = s, .number = v};
}

static corpus_cell cell_of(const base_json *v, int kind, base_arena *a)
{
    switch (base_json_type_of(v)) {
    case BASE_JSON_STRING:
        return text_cell(base_json_string(v));
    case BASE_JSON_NUMBER:
        if (kind == CORPUS_CELL_POUNDS) {
            double pounds = base_json_number(v, 0) / 100;
            return (corpus_cell){.text = base_arena_printf(a, "%.2f", pounds), .number = pounds};
        }
        return number_cell(a, base_json_number(v, 0), 4);
    case BASE_JSON_BOOL:
        return text_cell(base_json_is_true(v) ? SOCVET_STR("yes") : SOCVET_STR("no"));
    default:
        return (corpus_cell){.empty = true};
    }
}

/* ---- what is worked out ---- */

/* The strings of a list, or one key of its objects, joined; each once. */
static socvet_str joined(const base_json *list, const char *key, const char *glue, base_arena *a)
{
    base_buf b;
    socvet_str seen[32];
    size_t n_seen = 0;

    base_buf_init(&b, 0);
    for (size_t i = 0; i < base_json_count(list); i++) {
        const base_json *v = base_json_at(list, i);
        socvet_str s = base_json_string(key ? base_json_get(v, key) : v);
        bool again = s.len == 0;
        for (size_t k = 0; k < n_seen && !again; k++)
            again = base_str_eq(seen[k], s);
        if (again)
            continue;
        if (n_seen < sizeof seen / sizeof *seen)
            seen[n_seen++] = s;
        if (b.len)
            base_buf_add_z(&b, glue);
        base_buf_add(&b, s);
    }
    char *p = b.len ? base_arena_dup(a, base_buf_str(&b)) : NULL;
    socvet_str out = {p, p ? b.len : 0};
    base_buf_clear(&b);
    return out;
}

static const base_json *candidate(const base_json *r, size_t i)
{
    const base_json *list = corpus_json_at(r, "soc.candidates");

    return i < base_json_count(list) ? base_json_at(list, i) : NULL;
}

static bool is_fail(const base_json *finding)
{
    return base_str_eq_z(base_json_string(base_json_get(finding, "verdict")), "fail");
}

static corpus_cell count_of(const base_json *r, const char *severity, base_arena *a)
{
    const base_json *list = base_json_get(r, "findings");
    unsigned n = 0;

    for (size_t i = 0; i < base_json_count(list); i++) {
        const base_json *f = base_json_at(list, i);
        n += is_fail(f) && base_str_eq_z(base_json_string(base_json_get(f, "severity")), severity);
    }
    return number_cell(a, n, 0);
}

static corpus_cell make_band(const base_json *r, base_arena *a)
{
    (void)a;
    return text_cell(base_str_z(corpus_band(r)));
}
static corpus_cell make_second(const base_json *r, base_arena *a)
{
    return cell_of(base_json_get(candidate(r, 1), "code"), CORPUS_CELL_CODE, a);
}
static corpus_cell make_second_p(const base_json *r, base_arena *a)
{
    return cell_of(base_json_get(candidate(r, 1), "probability"), CORPUS_CELL_NUMBER, a);
}
static corpus_cell make_third(const base_json *r, base_arena *a)
{
    return cell_of(base_json_get(candidate(r, 2), "code"), CORPUS_CELL_CODE, a);
}
static corpus_cell make_words(const base_json *r, base_arena *a)
{
    return text_cell(joined(base_json_get(candidate(r, 0), "reasons"), "text", "; ", a));
}
static corpus_cell make_errors(const base_json *r, base_arena *a)
{
    return count_of(r, "error", a);
}
static corpus_cell make_warnings(const base_json *r, base_arena *a)
{
    return count_of(r, "warning", a);
}
static corpus_cell make_notes(const base_json *r, base_arena *a)
{
    return count_of(r, "note", a);
}
static corpus_cell make_rules(const base_json *r, base_arena *a)
{
    return text_cell(joined(base_json_get(r, "findings"), "id", " ", a));
}
static corpus_cell make_messages(const base_json *r, base_arena *a)
{
    return text_cell(joined(base_json_get(r, "findings"), "message", " | ", a));
}
static corpus_cell make_media(const base_json *r, base_arena *a)
{
    return text_cell(joined(corpus_json_at(r, "facts.media"), NULL, ", ", a));
}
static corpus_cell make_engine(const base_json *r, base_arena *a)
{
    socvet_str p = base_json_string(corpus_json_at(r, "engine.socvet"));
    socvet_str d = base_json_string(corpus_json_at(r, "engine.dictionary"));
    socvet_str k = base_json_string(corpus_json_at(r, "engine.rules"));

    return text_cell(base_arena_printf(a, "socvet %.*s; %.*s; %.*s", SOCVET_ARG(p), SOCVET_ARG(d),
                                       SOCVET_ARG(k)));
}

/* ---- wide ---- */

static const struct {
    corpus_column column;
    const char *path; /* in the record, or NULL */
    corpus_cell (*make)(const base_json *record, base_arena *arena);
} wide[] = {
    {{"row", CORPUS_CELL_NUMBER, 8}, "row.number", NULL},
    {{"id", CORPUS_CELL_CODE, 16}, "id", NULL},
    {{"band", CORPUS_CELL_TEXT, 8}, NULL, make_band},
    {{"title", CORPUS_CELL_TEXT, 40}, "title", NULL},
    {{"employer", CORPUS_CELL_TEXT, 24}, "facts.employer", NULL},
    {{"location", CORPUS_CELL_TEXT, 20}, "facts.location", NULL},
    {{"as_of", CORPUS_CELL_TEXT, 11}, "as_of", NULL},
    {{"soc_edition", CORPUS_CELL_TEXT, 10}, "soc.edition", NULL},
    {{"soc_code", CORPUS_CELL_CODE, 9}, "soc.code", NULL},
    {{"soc_title", CORPUS_CELL_TEXT, 40}, "soc.title", NULL},
    {{"probability", CORPUS_CELL_NUMBER, 10}, "soc.probability", NULL},
    {{"margin", CORPUS_CELL_NUMBER, 10}, "soc.margin", NULL},
    {{"evidence", CORPUS_CELL_TEXT, 40}, NULL, make_words},
    {{"second_code", CORPUS_CELL_CODE, 9}, NULL, make_second},
    {{"second_probability", CORPUS_CELL_NUMBER, 10}, NULL, make_second_p},
    {{"third_code", CORPUS_CELL_CODE, 9}, NULL, make_third},
    {{"soc2020", CORPUS_CELL_CODE, 9}, "soc.soc2020", NULL},
    {{"soc2010", CORPUS_CELL_CODE, 9}, "soc.soc2010", NULL},
    {{"soc_ext", CORPUS_CELL_CODE, 9}, "soc.ext", NULL},
    {{"old_code", CORPUS_CELL_CODE, 9}, "row.soc", NULL},
    {{"decided_by", CORPUS_CELL_TEXT, 14}, "soc.decision.reviewer", NULL},
    {{"coder_said", CORPUS_CELL_CODE, 9}, "soc.decision.was", NULL},
    {{"phd_wording", CORPUS_CELL_TEXT, 18}, "phd.wording", NULL},
    {{"phd_words", CORPUS_CELL_TEXT, 30}, "phd.text", NULL},
    {{"salary_low", CORPUS_CELL_POUNDS, 12}, "facts.salary.low_pence", NULL},
    {{"salary_high", CORPUS_CELL_POUNDS, 12}, "facts.salary.high_pence", NULL},
    {{"salary_period", CORPUS_CELL_TEXT, 8}, "facts.salary.period", NULL},
    {{"salary_words", CORPUS_CELL_TEXT, 30}, "facts.salary.text", NULL},
    {{"weekly_hours", CORPUS_CELL_NUMBER, 8}, "facts.weekly_hours", NULL},
    {{"contract", CORPUS_CELL_TEXT, 12}, "facts.contract", NULL},
    {{"duration_months", CORPUS_CELL_NUMBER, 8}, "facts.duration_months", NULL},
    {{"posted_date", CORPUS_CELL_TEXT, 11}, "facts.posted_date", NULL},
    {{"closing_date", CORPUS_CELL_TEXT, 11}, "facts.closing_date", NULL},
    {{"media", CORPUS_CELL_TEXT, 24}, NULL, make_media},
    {{"reference", CORPUS_CELL_CODE, 16}, "facts.reference", NULL},
    {{"group", CORPUS_CELL_CODE, 16}, "row.group", NULL},
    {{"vacancy", CORPUS_CELL_NUMBER, 8}, "row.vacancy", NULL},
    {{"errors", CORPUS_CELL_NUMBER, 7}, NULL, make_errors},
    {{"warnings", CORPUS_CELL_NUMBER, 7}, NULL, make_warnings},
    {{"notes", CORPUS_CELL_NUMBER, 7}, NULL, make_notes},
    {{"rules", CORPUS_CELL_TEXT, 30}, NULL, make_rules},
    {{"findings", CORPUS_CELL_TEXT, 60}, NULL, make_messages},
    {{"document_kind", CORPUS_CELL_TEXT, 14}, "document_kind", NULL},
    {{"route", CORPUS_CELL_TEXT, 14}, "route", NULL},
    {{"status", CORPUS_CELL_TEXT, 10}, "status", NULL},
    {{"error", CORPUS_CELL_TEXT, 40}, "error.message", NULL},
    {{"hash", CORPUS_CELL_CODE, 17}, "row.hash", NULL},
    {{"run", CORPUS_CELL_CODE, 17}, "row.run", NULL},
    {{"engine", CORPUS_CELL_TEXT, 40}, NULL, make_engine},
};
enum { WIDE = sizeof wide / sizeof *wide };

const corpus_column *corpus_wide_columns(size_t *n)
{
    static corpus_column columns[WIDE];

    for (size_t i = 0; i < WIDE; i++)
        columns[i] = wide[i].column;
    *n = WIDE;
    return columns;
}

void corpus_wide_cells(const base_json *record, base_arena *arena, corpus_cell *cells)
{
    for (size_t i = 0; i < WIDE; i++)
        cells[i] = wide[i].make ? wide[i].make(record, arena)
                                : cell_of(corpus_json_at(record, wide[i].path),
                                          wide[i].column.kind, arena);
}

/* ---- long ---- */

enum { L_ROW, L_ID, L_HASH, L_PART, L_RANK, L_CODE, L_NAME, L_PROBABILITY, L_VERDICT, L_SEVERITY,
       L_CERTAINTY, L_MESSAGE, L_WORDS, L_FROM, L_TO, L_FIX, L_SOURCE, LONG };

static const corpus_column long_form[LONG] = {
    [L_ROW] = {"row", CORPUS_CELL_NUMBER, 8}, [L_ID] = {"id", CORPUS_CELL_CODE, 16},
    [L_HASH] = {"hash", CORPUS_CELL_CODE, 17}, [L_PART] = {"part", CORPUS_CELL_TEXT, 10},
    [L_RANK] = {"rank", CORPUS_CELL_NUMBER, 6}, [L_CODE] = {"code", CORPUS_CELL_CODE, 9},
    [L_NAME] = {"name", CORPUS_CELL_TEXT, 40}, [L_PROBABILITY] = {"probability", CORPUS_CELL_NUMBER, 10},
    [L_VERDICT] = {"verdict", CORPUS_CELL_TEXT, 10}, [L_SEVERITY] = {"severity", CORPUS_CELL_TEXT, 9},
    [L_CERTAINTY] = {"certainty", CORPUS_CELL_TEXT, 9}, [L_MESSAGE] = {"message", CORPUS_CELL_TEXT, 60},
    [L_WORDS] = {"words", CORPUS_CELL_TEXT, 40}, [L_FROM] = {"from", CORPUS_CELL_NUMBER, 8},
    [L_TO] = {"to", CORPUS_CELL_NUMBER, 8}, [L_FIX] = {"fix", CORPUS_CELL_TEXT, 50},
    [L_SOURCE] = {"source", CORPUS_CELL_TEXT, 40},
};

const corpus_column *corpus_long_columns(size_t *n)
{
    *n = LONG;
    return long_form;
}

static void long_start(corpus_cell *c, const base_json *r, const char *part, size_t rank,
                       base_arena *a)
{
    for (int i = 0; i < LONG; i++)
        c[i] = (corpus_cell){.empty = true};
    c[L_ROW] = cell_of(corpus_json_at(r, "row.number"), CORPUS_CELL_NUMBER, a);
    c[L_ID] = cell_of(base_json_get(r, "id"), CORPUS_CELL_CODE, a);
    c[L_HASH] = cell_of(corpus_json_at(r, "row.hash"), CORPUS_CELL_CODE, a);
    c[L_PART] = text_cell(base_str_z(part));
    c[L_RANK] = number_cell(a, (double)rank, 0);
}

static void put_span(corpus_cell *c, const base_json *span, base_arena *a)
{
    if (base_json_count(span) != 2)
        return;
    c[L_FROM] = number_cell(a, base_json_number(base_json_at(span, 0), 0), 0);
    c[L_TO] = number_cell(a, base_json_number(base_json_at(span, 1), 0), 0);
}

static void candidate_row(corpus_cell *c, const base_json *v, base_arena *a)
{
    const base_json *reasons = base_json_get(v, "reasons");

    c[L_CODE] = cell_of(base_json_get(v, "code"), CORPUS_CELL_CODE, a);
    c[L_NAME] = cell_of(base_json_get(v, "title"), CORPUS_CELL_TEXT, a);
    c[L_PROBABILITY] = cell_of(base_json_get(v, "probability"), CORPUS_CELL_NUMBER, a);
    c[L_WORDS] = text_cell(joined(reasons, "text", "; ", a));
    if (base_json_count(reasons))
        put_span(c, base_json_get(base_json_at(reasons, 0), "span"), a);
}

static void finding_row(corpus_cell *c, const base_json *v, base_arena *a)
{
    static const struct {
        int cell;
        const char *key;
    } from[] = {{L_CODE, "id"}, {L_VERDICT, "verdict"}, {L_SEVERITY, "severity"},
                {L_CERTAINTY, "certainty"}, {L_MESSAGE, "message"}, {L_FIX, "fix"},
                {L_SOURCE, "source"}, {L_WORDS, "words"}};

    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        c[from[i].cell] = cell_of(base_json_get(v, from[i].key), CORPUS_CELL_TEXT, a);
    if (base_json_count(base_json_get(v, "spans")))
        put_span(c, base_json_at(base_json_get(v, "spans"), 0), a);
}

bool corpus_long_rows(const base_json *r, base_arena *a,
                      bool (*each)(corpus_part part, const corpus_cell *cells, void *user),
                      void *user)
{
    corpus_cell c[LONG];
    const base_json *candidates = corpus_json_at(r, "soc.candidates");
    const base_json *findings = base_json_get(r, "findings"), *error = base_json_get(r, "error");

    for (size_t i = 0; i < base_json_count(candidates); i++) {
        long_start(c, r, "candidate", i + 1, a);
        candidate_row(c, base_json_at(candidates, i), a);
        if (!each(CORPUS_PART_CANDIDATE, c, user))
            return false;
    }
    for (size_t i = 0; i < base_json_count(findings); i++) {
        long_start(c, r, "finding", i + 1, a);
        finding_row(c, base_json_at(findings, i), a);
        if (!each(CORPUS_PART_FINDING, c, user))
            return false;
    }
    if (base_json_type_of(error) != BASE_JSON_OBJECT)
        return true;
    long_start(c, r, "error", 1, a);
    c[L_NAME] = cell_of(base_json_get(error, "kind"), CORPUS_CELL_TEXT, a);
    c[L_MESSAGE] = cell_of(base_json_get(error, "message"), CORPUS_CELL_TEXT, a);
    c[L_FROM] = cell_of(base_json_get(error, "offset"), CORPUS_CELL_NUMBER, a);
    return each(CORPUS_PART_ERROR, c, user);
}

/* facts_statements.c: what the text says of sponsorship, the right to work, media, qualifications,
 * and numbers that stand where a SOC code would. */
#include "../base/str.h"
#include "facts_int.h"

extern const char extract_facts_statements[];
extern const size_t extract_facts_statements_size;

enum { MOST = 64 };

typedef struct {
    facts_ctx *c;
    socvet_fact_text *media, *quals;
    socvet_stated_code *codes;
    size_t n_media, n_quals, n_codes;
} finder;

static void add_text(finder *f, socvet_fact_text *list, size_t *n, socvet_str value, socvet_span span)
{
    for (size_t i = 0; i < *n; i++)
        if (base_str_eq_ci(list[i].value, value))
            return;
    if (*n < MOST)
        list[(*n)++] = (socvet_fact_text){SOCVET_FACT_STATED, value, span};
    (void)f;
}

static void add_code(finder *f, socvet_span g)
{
    socvet_str s = base_str_cut(f->c->text, g);

    for (size_t i = 0; i < f->n_codes; i++)
        if (base_str_eq_z(s, f->codes[i].code))
            return;
    if (f->n_codes >= MOST || s.len < 4 || s.len > 7)
        return;
    socvet_stated_code *k = &f->codes[f->n_codes++];
    *k = (socvet_stated_code){.span = g};
    for (size_t i = 0; i < s.len; i++)
        k->code[i] = s.ptr[i];
}

/* The rank of what was found: a firmer statement replaces a vaguer one. */
static void set_statement(uint8_t *kind, socvet_span *span, uint8_t value, socvet_span at, bool firmer)
{
    if (*kind == 0 || firmer) {
        *kind = value;
        *span = at;
    }
}

static bool each(const base_pattern_hit *hit, void *user)
{
    finder *f = user;
    socvet_facts *facts = f->c->facts;
    socvet_str id = hit->row->id;
    socvet_span at = hit->groups[0];

    if (base_str_starts(id, SOCVET_STR("code"))) {
        add_code(f, hit->groups[1]);
    } else if (base_str_starts(id, SOCVET_STR("medium"))) {
        socvet_str name = {id.ptr + 7, id.len - 7};
        add_text(f, f->media, &f->n_media, name, at);
    } else if (base_str_starts(id, SOCVET_STR("qual"))) {
        socvet_str name = {id.ptr + 5, id.len - 5};
        add_text(f, f->quals, &f->n_quals, name, at);
    } else if (base_str_starts(id, SOCVET_STR("sponsor-refused"))) {
        set_statement(&facts->sponsorship, &facts->sponsorship_span, SOCVET_SPONSOR_REFUSED, at, true);
    } else if (base_str_starts(id, SOCVET_STR("sponsor-offered"))) {
        set_statement(&facts->sponsorship, &facts->sponsorship_span, SOCVET_SPONSOR_OFFERED, at,
                      facts->sponsorship == SOCVET_SPONSOR_DEPENDS);
    } else if (base_str_starts(id, SOCVET_STR("sponsor-depends"))) {
        set_statement(&facts->sponsorship, &facts->sponsorship_span, SOCVET_SPONSOR_DEPENDS, at, false);
    } else if (base_str_starts(id, SOCVET_STR("rtw-nationality"))) {
        set_statement(&facts->right_to_work, &facts->right_to_work_span, SOCVET_RTW_NATIONALITY, at, true);
    } else if (base_str_starts(id, SOCVET_STR("rtw-required"))) {
        set_statement(&facts->right_to_work, &facts->right_to_work_span, SOCVET_RTW_REQUIRED_TO_APPLY, at,
                      facts->right_to_work == SOCVET_RTW_CONDITIONAL);
    } else if (base_str_starts(id, SOCVET_STR("rtw-conditional"))) {
        set_statement(&facts->right_to_work, &facts->right_to_work_span, SOCVET_RTW_CONDITIONAL, at, false);
    }
    return true;
}

static socvet_status read_statements(facts_ctx *c, socvet_err *err)
{
    finder f = {.c = c,
                .media = base_arena_array(c->arena, MOST, sizeof *f.media),
                .quals = base_arena_array(c->arena, MOST, sizeof *f.quals),
                .codes = base_arena_array(c->arena, MOST, sizeof *f.codes)};
    socvet_str rest = c->given->media, piece;

    if (!f.media || !f.quals || !f.codes)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    socvet_status s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens,
                                       each, &f, err);
    while (rest.len && f.n_media < MOST && base_str_split(&rest, ',', &piece))
        f.media[f.n_media++] = (socvet_fact_text){SOCVET_FACT_GIVEN, base_str_trim(piece), {0, 0}};
    c->facts->media = f.media;
    c->facts->n_media = f.n_media;
    c->facts->qualifications = f.quals;
    c->facts->n_qualifications = f.n_quals;
    c->facts->codes = f.codes;
    c->facts->n_codes = f.n_codes;
    return s;
}

const facts_module facts_statements = {"facts_statements.tsv", extract_facts_statements,
                                       &extract_facts_statements_size, read_statements};

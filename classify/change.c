/* change.c: what would change the answer against the runner-up, the plainest first: a qualifier of the
 * same index title; a condition of a rule that does not hold; a word of rank in the title; a rule that
 * decided. Says nothing rather than something that would not be enough. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "../base/str.h"
#include "classify_int.h"

typedef struct {
    const socvet_classify_scratch *s;
    base_arena *arena;
    int edition;
    uint16_t first, second;
    const char *code; /* of the second */
    double gap;       /* log-odds between them */
} rivals;

/* "Nurse" with "mental health" would make this 2235. */
static socvet_str by_qualifier(const rivals *r)
{
    const model_header *m = r->s->c->model;
    const model_row *rows = model_at(m, m->rows);

    for (size_t i = 0; i < r->s->title.n_found; i++) {
        const model_slot *p = r->s->title.found[i].phrase;
        const model_row *plain = NULL, *other = NULL;
        for (uint32_t j = 0; j < p->count; j++) {
            const model_row *row = &rows[p->first + j];
            if (row->code[r->edition] == r->first && !plain)
                plain = row;
            if (row->code[r->edition] == r->second && (row->flags & MODEL_ROW_QUALIFIED) && !other)
                other = row;
        }
        if (other && plain)
            return base_arena_printf(r->arena, "\"%s\" with \"%s\" would make this %s",
                                     model_string(m, other->title),
                                     model_string(m, other->qualifier), r->code);
    }
    return (socvet_str){NULL, 0};
}

static double gain(const rivals *r, const base_pattern *row)
{
    return classify_rule_effect(r->s->c, row, r->edition, r->second) -
           classify_rule_effect(r->s->c, row, r->edition, r->first);
}

/* A rule whose pattern stands in the title and whose condition does not hold. */
static socvet_str by_condition(const rivals *r)
{
    for (size_t i = 0; i < r->s->n_missed; i++) {
        const base_pattern *row = r->s->missed[i];
        socvet_str words = base_pattern_cell(row, "change");
        if (words.len && gain(r, row) > r->gap)
            return base_arena_printf(r->arena, "%.*s would make this %s (%.*s)", SOCVET_ARG(words),
                                     r->code, SOCVET_ARG(row->id));
    }
    return (socvet_str){NULL, 0};
}

static bool leads_to(const rivals *r, socvet_str phrase, const model_row **out)
{
    const model_header *m = r->s->c->model;
    const model_slot *p = model_find(m, m->phrases, model_key(phrase));
    const model_row *rows = model_at(m, m->rows);

    for (uint32_t j = 0; p && j < p->count; j++) {
        *out = &rows[p->first + j];
        if ((*out)->code[r->edition] == r->second && !((*out)->flags & MODEL_ROW_QUALIFIED))
            return true;
    }
    return false;
}

/* "Senior care assistant" would make this 6136: the phrase with a word of rank before or after it. */
static socvet_str by_rank(const rivals *r)
{
    static const char *const ranks[] = {"senior", "assistant", "trainee", "head", "chief", "deputy", "manager",
                                        "supervisor", "officer", "director"};

    for (size_t i = 0; i < r->s->title.n_found; i++) {
        const classify_found *f = &r->s->title.found[i];
        char text[512];
        size_t len = 0;
        for (size_t k = f->from; k < f->to; k++)
            if (!r->s->title.words[k].is_stop)
                len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", len ? " " : "",
                                        r->s->title.words[k].text);
        for (size_t k = 0; k < sizeof ranks / sizeof *ranks; k++) {
            const model_row *row;
            socvet_str before = base_arena_printf(r->arena, "%s %s", ranks[k], text);
            socvet_str after = base_arena_printf(r->arena, "%s %s", text, ranks[k]);
            if (leads_to(r, before, &row) || leads_to(r, after, &row))
                return base_arena_printf(r->arena, "the title \"%s\" would make this %s",
                                         model_string(r->s->c->model, row->title), r->code);
        }
    }
    return (socvet_str){NULL, 0};
}

/* A rule that spoke, without which the runner-up would be first. */
static socvet_str by_rule(const rivals *r)
{
    for (size_t i = 0; i < r->s->n_hits; i++) {
        const base_pattern *row = r->s->hits[i].row;
        if (-gain(r, row) > r->gap)
            return base_arena_printf(r->arena, "%.*s decided (%.*s); without it this would be %s",
                                     SOCVET_ARG(row->id), SOCVET_ARG(base_pattern_cell(row, "reason")),
                                     r->code);
    }
    return (socvet_str){NULL, 0};
}

socvet_str classify_change(const socvet_classify_scratch *s, base_arena *arena, int edition,
                           uint16_t first, uint16_t second, const char *second_code)
{
    static socvet_str (*const ways[])(const rivals *) = {by_qualifier, by_condition, by_rule, by_rank};
    socvet_str words = {NULL, 0};
    rivals r = {s, arena, edition, first, second, second_code, 0};

    if (s->z[second] <= 0)
        return words;
    r.gap = log(s->z[first] / s->z[second]);
    for (size_t i = 0; i < sizeof ways / sizeof *ways && words.len == 0; i++)
        words = ways[i](&r);
    return words;
}

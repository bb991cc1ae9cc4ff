/* words.c: wording that rules look for: patterns in groups, found in one pass over the tokens. A
 * row's id is GROUP/name; GROUP!name speaks against the group's hits on the same line (scope line)
 * or against all of them (scope document). */
#include "../base/err.h"
#include "../base/hash.h"
#include "../extract/tokens.h"
#include "validate_int.h"

int validate_group(socvet_rules *r, socvet_str name, bool add)
{
    void *p = r->groups;

    for (size_t i = 0; i < r->n_groups; i++)
        if (base_str_eq(r->groups[i], name))
            return (int)i;
    if (!add || !base_arena_grow(r->arena, &p, &r->cap_groups, r->n_groups, sizeof *r->groups))
        return -1;
    r->groups = p;
    r->groups[r->n_groups] = name;
    return (int)r->n_groups++;
}

static socvet_str group_of(socvet_str id, bool *veto)
{
    size_t n = 0;

    while (n < id.len && id.ptr[n] != '/' && id.ptr[n] != '!')
        n++;
    *veto = n < id.len && id.ptr[n] == '!';
    return (socvet_str){id.ptr, n};
}

socvet_status validate_compile_words(socvet_rules *r, socvet_str words, const char *name, socvet_err *err)
{
    base_patset *set;
    void *p = r->patterns;
    socvet_status s = base_patset_load(&set, words, name, err);

    if (s)
        return s;
    if (!base_arena_grow(r->arena, &p, &r->cap_patterns, r->n_patterns, sizeof *r->patterns)) {
        base_patset_free(set);
        return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    }
    r->patterns = p;
    r->patterns[r->n_patterns++] = set;
    for (size_t i = 0; i < base_patset_count(set); i++) {
        bool veto;
        if (validate_group(r, group_of(base_patset_row(set, i)->id, &veto), true) < 0)
            return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
    }
    r->hash = r->hash * 31 + base_hash64(words);
    return SOCVET_OK;
}

static validate_row read_row(const socvet_rules *r, const base_pattern *row)
{
    validate_row x = {.read = true, .group = -1};
    socvet_str group = group_of(row->id, &x.veto);

    for (size_t i = 0; x.group < 0 && i < r->n_groups; i++)
        if (base_str_eq(r->groups[i], group))
            x.group = (int)i;
    x.everywhere = base_str_eq_z(base_pattern_cell(row, "scope"), "document");
    return x;
}

typedef struct {
    validate_ctx *c;
    validate_row *rows; /* of the set that is scanned */
} finder;

static bool keep(const base_pattern_hit *hit, void *user)
{
    const finder *f = user;
    validate_ctx *c = f->c;
    validate_row *row = &f->rows[hit->row_index];
    void *p = c->hits;

    if (!row->read)
        *row = read_row(c->rules, hit->row);
    if (c->n_hits >= 4096 || !base_arena_grow(c->arena, &p, &c->cap_hits, c->n_hits, sizeof *c->hits))
        return false;
    c->hits = p;
    bool inner = hit->n_groups > 1 && hit->groups[1].to > hit->groups[1].from;
    c->hits[c->n_hits++] = (validate_hit){row->group, row->veto, row->everywhere, hit->groups[0],
                                          inner ? hit->groups[1] : hit->groups[0]};
    return true;
}

socvet_status validate_find_hits(validate_ctx *c, socvet_err *err)
{
    const base_token *tokens;
    size_t n;
    socvet_status s = extract_doc_tokens(c->doc, &tokens, &n, err);

    for (size_t i = 0; !s && i < c->rules->n_patterns; i++) {
        finder f = {c, c->scratch->rows[i]};
        s = base_patset_scan(c->rules->patterns[i], c->scratch->patterns[i], c->text, tokens, 0, n, keep, &f, err);
    }
    return s;
}

static bool same_line(socvet_str text, socvet_span a, socvet_span b)
{
    uint32_t from = a.to < b.to ? a.to : b.to, to = a.from > b.from ? a.from : b.from;

    for (uint32_t i = from; i < to && i < text.len; i++)
        if (text.ptr[i] == '\n')
            return false;
    return true;
}

const validate_hit *validate_next_hit(const validate_ctx *c, int group, size_t *i)
{
    for (; *i < c->n_hits; ++*i) {
        const validate_hit *h = &c->hits[*i];
        bool spoken_against = false;
        if (h->group != group || h->veto)
            continue;
        for (size_t k = 0; k < c->n_hits && !spoken_against; k++)
            spoken_against = c->hits[k].group == group && c->hits[k].veto &&
                             (c->hits[k].everywhere || same_line(c->text, c->hits[k].span, h->span));
        if (!spoken_against) {
            ++*i;
            return h;
        }
    }
    return NULL;
}

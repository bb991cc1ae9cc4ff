/* facts_sections.c: what each block is about, from headings and run-in labels. A section holds
 * until the next heading that names one. */
#include <string.h>

#include "../base/str.h"
#include "facts_int.h"

extern const char extract_facts_sections[];
extern const size_t extract_facts_sections_size;

enum { LONGEST_HEADING = 70, LONGEST_LEAD_IN = 130, LOOKED_AT = 90 };

typedef struct {
    facts_ctx *c;
    socvet_span block;
    uint8_t section;
    bool whole; /* the block is the label and nothing else */
} labelled;

static uint8_t section_named(socvet_str id)
{
    static const char *const names[] = {"unknown", "summary", "duties", "essential", "desirable",
                                        "person", "benefits", "employer", "apply", "equality"};

    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (base_str_starts(id, base_str_z(names[i])))
            return i;
    return 0;
}

/* A label counts when it begins its block. */
static bool each(const base_pattern_hit *hit, void *user)
{
    labelled *l = user;
    socvet_span g = hit->groups[0];

    if (g.from != l->block.from || g.to > l->block.to)
        return true;
    socvet_str rest = base_str_trim(base_str_cut(l->c->text, (socvet_span){g.to, l->block.to}));
    bool colon = rest.len && rest.ptr[0] == ':';
    if (colon)
        rest = base_str_trim((socvet_str){rest.ptr + 1, rest.len - 1});
    bool dash = base_str_eq_z(rest, "-") || base_str_eq_z(rest, "\xE2\x80\x93") || base_str_eq_z(rest, ".");
    if (dash)
        rest.len = 0;
    if (rest.len > 0 && !colon)
        return true;
    l->section = section_named(hit->row->id);
    l->whole = rest.len == 0;
    return false;
}

static size_t token_at(const facts_ctx *c, uint32_t at)
{
    size_t low = 0, high = c->n_tokens;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->tokens[mid].from < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static socvet_status read_sections(facts_ctx *c, socvet_err *err)
{
    socvet_doc *d = c->doc;
    uint8_t now = SOCVET_SECTION_SUMMARY, document = 0, around = now; /* what holds around a table */
    uint32_t table = 0;
    socvet_status s = SOCVET_OK;

    for (size_t i = 0; !s && i < d->n_blocks; i++) {
        socvet_block *b = &d->blocks[i];
        socvet_str text = base_str_cut(c->text, b->span);
        const char *colon = memchr(text.ptr, ':', text.len < 60 ? text.len : 60);
        if (b->document != document) {
            document = b->document;
            now = around = SOCVET_SECTION_SUMMARY;
            table = 0;
        }
        if (b->table != table) { /* a label in a table says nothing of what follows it */
            now = table ? around : now;
            around = now;
            table = b->table;
        }
        bool leads = text.len && text.len <= LONGEST_LEAD_IN && text.ptr[text.len - 1] == ':';
        if (b->kind == SOCVET_BLOCK_HEADING || text.len <= LONGEST_HEADING || colon || leads) {
            labelled l = {c, b->span, 0, false};
            size_t from = token_at(c, b->span.from);
            size_t to = token_at(c, b->span.from + (uint32_t)(text.len < LOOKED_AT || leads ? text.len : LOOKED_AT));
            s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, from, to, each, &l,
                                 err);
            if (l.section && (l.whole || b->kind != SOCVET_BLOCK_CELL)) {
                bool run_in = !l.whole && b->kind != SOCVET_BLOCK_HEADING;
                b->section = l.section;
                if (!run_in)
                    now = l.section;
                continue;
            }
            if (b->kind == SOCVET_BLOCK_HEADING && b->level <= 2 && now != SOCVET_SECTION_SUMMARY)
                now = SOCVET_SECTION_UNKNOWN;
        }
        b->section = now;
    }
    return s;
}

const facts_module facts_sections = {"facts_sections.tsv", extract_facts_sections,
                                     &extract_facts_sections_size, read_sections};

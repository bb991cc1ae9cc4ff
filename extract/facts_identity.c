/* facts_identity.c: title, employer, place, grade, reference and the kind of employer. A labelled
 * value ("Location: Leeds") beats a position; nothing is guessed from one weak word. */
#include <string.h>

#include "../base/str.h"
#include "facts_int.h"

extern const char extract_facts_identity[];
extern const size_t extract_facts_identity_size;

enum { LONGEST_TITLE = 140, LONGEST_VALUE = 120 };

typedef struct {
    facts_ctx *c;
    int employer_rank; /* of the words that named the employer */
    uint32_t kind_score[16];
} finder;

/* The value that group 1 caught, cut at the end of its line. */
static socvet_span value_span(const facts_ctx *c, socvet_span g)
{
    const char *p = c->text.ptr;

    if (g.to - g.from > LONGEST_VALUE)
        g.to = g.from + LONGEST_VALUE;
    while (g.to > g.from && ((unsigned char)p[g.to] & 0xC0) == 0x80)
        g.to--;
    while (g.to > g.from && (base_is_blank(p[g.to - 1]) || p[g.to - 1] == ',' || p[g.to - 1] == '.' ||
                             p[g.to - 1] == ';'))
        g.to--;
    while (g.from < g.to && base_is_blank(p[g.from]))
        g.from++;
    return g;
}

static void set_text(const facts_ctx *c, socvet_fact_text *f, socvet_span g)
{
    g = value_span(c, g);
    if (f->state != SOCVET_FACT_ABSENT || g.to <= g.from)
        return;
    f->state = SOCVET_FACT_STATED;
    f->span = g;
    f->value = base_str_cut(c->text, g);
}

static uint8_t employer_kind_named(socvet_str id)
{
    static const char *const names[] = {"",     "university", "college", "nhs",     "school", "agency",
                                        "care", "council",    "civil",   "charity"};

    for (uint8_t i = 1; i < sizeof names / sizeof *names; i++)
        if (base_str_find(id, base_str_z(names[i]), 0) != SIZE_MAX)
            return i;
    return 0;
}

/* "with Prof. Crane at the University of Northmere", "a degree from": somebody else's place. */
static bool is_elsewhere(const facts_ctx *c, socvet_span g)
{
    static const char *const words[] = {"collaborat", "prof", "dr ", "dr.", "partner", "degree from", "phd from", "alongside",
                                        "funded by", "together with", "consorti", "between", "including", "such as", "spin"};
    uint32_t from = g.from > 70 ? g.from - 70 : 0;

    for (uint32_t i = from; i < g.from; i++)
        from = c->text.ptr[i] == '\n' ? i + 1 : from;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_find_ci((socvet_str){c->text.ptr + from, g.from - from}, base_str_z(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A label beats a trust or whoever says to be recruiting, and these a university or a school merely named. */
static void name_employer(finder *f, socvet_str id, socvet_span g)
{
    bool university = base_str_eq_z(id, "employer-university");
    int rank = base_str_eq_z(id, "employer-label")                        ? 3
               : university || base_str_eq_z(id, "employer-join") ? 1
                                                                          : 2;

    if (rank <= f->employer_rank || (university && is_elsewhere(f->c, g)))
        return;
    if (f->employer_rank > 0)
        f->c->facts->employer.state = SOCVET_FACT_ABSENT;
    f->employer_rank = rank;
    set_text(f->c, &f->c->facts->employer, g);
}

static bool each(const base_pattern_hit *hit, void *user)
{
    finder *f = user;
    facts_ctx *c = f->c;
    socvet_facts *facts = c->facts;
    socvet_str id = hit->row->id;

    if (base_str_starts(id, SOCVET_STR("title")))
        set_text(c, &facts->title, hit->groups[1]);
    else if (base_str_starts(id, SOCVET_STR("location")))
        set_text(c, &facts->location, hit->groups[1]);
    else if (base_str_starts(id, SOCVET_STR("employer")))
        name_employer(f, id, hit->groups[1]);
    else if (base_str_starts(id, SOCVET_STR("reference")))
        set_text(c, &facts->reference, hit->groups[1]);
    else if (base_str_starts(id, SOCVET_STR("kind"))) {
        uint8_t k = employer_kind_named(id);
        if (k && f->kind_score[k]++ == 0 &&
            (facts->employer_kind == 0 || f->kind_score[facts->employer_kind] == 0)) {
            facts->employer_kind = k;
            facts->employer_kind_span = hit->groups[0];
        }
    }
    return true;
}

/* What pages print above everything else. */
static bool is_page_furniture(socvet_str s)
{
    static const char *const lines[] = {"top of page", "bottom of page", "skip to content", "skip to main content", "menu", "home",
                                        "search", "print", "print this page", "share", "log in", "sign in", "back",
                                        "back to search", "back to search results", "apply now", "save job", "loading"};

    s = base_str_trim(s);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (base_str_eq_ci(s, base_str_z(lines[i])))
            return true;
    return false;
}

/* "Salary: £20,000" is a label and its value; "Leading a service: a guide for wards" is not. */
static bool is_labelled(socvet_str s)
{
    size_t colon = base_str_find(s, SOCVET_STR(":"), 0), blanks = 0;

    for (size_t i = 0; colon != SIZE_MAX && i < colon; i++)
        blanks += s.ptr[i] == ' ';
    return colon != SIZE_MAX && blanks < 3;
}

/* A first heading or a first short line that looks like a title and no sentence. */
static void title_by_position(facts_ctx *c)
{
    const socvet_doc *d = c->doc;
    socvet_fact_text *t = &c->facts->title;

    size_t first = 0;
    while (first < d->n_blocks && is_page_furniture(base_str_cut(c->text, d->blocks[first].span)))
        first++;
    for (size_t i = first; i < d->n_blocks && i < first + 6 && t->state == SOCVET_FACT_ABSENT; i++) {
        const socvet_block *b = &d->blocks[i];
        socvet_str s = base_str_cut(c->text, b->span);
        bool sentence = s.len && s.ptr[s.len - 1] == '.';
        if (b->region != SOCVET_REGION_BODY || s.len > LONGEST_TITLE || sentence ||
            b->kind == SOCVET_BLOCK_CELL || b->kind == SOCVET_BLOCK_LIST_ITEM || is_labelled(s))
            continue;
        if (b->kind == SOCVET_BLOCK_HEADING || i == first) {
            t->state = SOCVET_FACT_STATED;
            t->span = b->span;
            t->value = s;
        }
    }
}

/* "Quill House Ltd, Ripon" near the top: a short line that ends with a place after its comma. */
static void place_by_position(facts_ctx *c)
{
    const socvet_doc *d = c->doc;

    for (size_t i = 1; i < d->n_blocks && i < 5 && !c->facts->location.state; i++) {
        const socvet_block *b = &d->blocks[i];
        socvet_str s = base_str_cut(c->text, b->span);
        size_t comma = s.len;
        bool digits = false;
        if (s.len > 90 || b->kind == SOCVET_BLOCK_CELL || b->kind == SOCVET_BLOCK_LIST_ITEM ||
            (s.len && s.ptr[s.len - 1] == '.') || memchr(s.ptr, ':', s.len))
            continue;
        for (size_t k = 0; k < s.len; k++) {
            digits |= base_is_digit(s.ptr[k]);
            if (s.ptr[k] == ',')
                comma = k;
        }
        socvet_str tail = comma < s.len ? base_str_trim((socvet_str){s.ptr + comma + 1, s.len - comma - 1})
                                        : (socvet_str){NULL, 0};
        if (digits || tail.len < 3 || tail.len > 30 || tail.ptr[0] < 'A' || tail.ptr[0] > 'Z')
            continue;
        uint32_t from = (uint32_t)(tail.ptr - c->text.ptr);
        set_text(c, &c->facts->location, (socvet_span){from, from + (uint32_t)tail.len});
    }
}

static void take_given(socvet_fact_text *f, socvet_str given)
{
    if (given.len) {
        f->state = SOCVET_FACT_GIVEN;
        f->value = base_str_trim(given);
        f->span = (socvet_span){0, 0};
    }
}

/* "Location | Leeds" in a table of key facts: the label's cell, then the value's. */
static void key_fact_cells(facts_ctx *c)
{
    static const struct {
        const char *label;
        size_t offset;
    } keys[] = {{"location", offsetof(socvet_facts, location)}, {"place of work", offsetof(socvet_facts, location)},
                {"job title", offsetof(socvet_facts, title)}, {"post title", offsetof(socvet_facts, title)},
                {"employer", offsetof(socvet_facts, employer)}, {"organisation", offsetof(socvet_facts, employer)},
                {"grade", offsetof(socvet_facts, grade)}, {"band", offsetof(socvet_facts, grade)},
                {"reference", offsetof(socvet_facts, reference)}};
    const socvet_doc *d = c->doc;

    for (size_t i = 0; i + 1 < d->n_blocks; i++) {
        const socvet_block *b = &d->blocks[i], *v = &d->blocks[i + 1];
        if (b->kind != SOCVET_BLOCK_CELL || v->kind != SOCVET_BLOCK_CELL || v->table != b->table ||
            v->row != b->row || b->column != 0)
            continue;
        socvet_str label = base_str_trim(base_str_cut(c->text, b->span));
        if (label.len && label.ptr[label.len - 1] == ':')
            label.len--;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            if (base_str_eq_ci(label, base_str_z(keys[k].label)))
                set_text(c, (socvet_fact_text *)(void *)((char *)c->facts + keys[k].offset), v->span);
    }
}

/* Where the title that a feed or a column names stands in the text; {0,0}: nowhere, or not asked. */
static socvet_span title_as_given(const facts_ctx *c)
{
    socvet_str t = base_str_trim(c->given->title);
    size_t at = c->given->title_first && t.len ? base_str_find(c->text, t, 0) : SIZE_MAX;

    return at == SIZE_MAX ? (socvet_span){0, 0}
                          : (socvet_span){(uint32_t)at, (uint32_t)(at + t.len)};
}

static socvet_status read_identity(facts_ctx *c, socvet_err *err)
{
    finder f = {.c = c};
    socvet_facts *facts = c->facts;

    socvet_span title = c->doc->given_title, said = title_as_given(c);
    title = title.to ? title : said;
    if (title.to) {
        facts->title.state = SOCVET_FACT_STATED;
        facts->title.span = title;
        facts->title.value = base_str_cut(c->text, title);
    }
    key_fact_cells(c);
    socvet_status s = base_patset_scan(c->patterns, c->scratch, c->text, c->tokens, 0, c->n_tokens,
                                       each, &f, err);
    title_by_position(c);
    place_by_position(c);
    if (facts->title.state == SOCVET_FACT_ABSENT)
        take_given(&facts->title, c->given->title);
    if (facts->employer.state == SOCVET_FACT_ABSENT)
        take_given(&facts->employer, c->given->employer);
    if (facts->location.state == SOCVET_FACT_ABSENT)
        take_given(&facts->location, c->given->location);
    return s;
}

const facts_module facts_identity = {"facts_identity.tsv", extract_facts_identity,
                                     &extract_facts_identity_size, read_identity};

/* facts_criteria.c: the criteria of a person specification: from grids (criteria_grid.c), from
 * headings and lead-ins followed by bullets, from run-in labels and from marks at either end of a
 * line. A false criterion costs more than a missing one. */
#include <string.h>

#include "../base/str.h"
#include "criteria.h"

enum { MOST = 2000, LONGEST = 600, LONGEST_PARAGRAPH = 220, LONGEST_BETWEEN = 60, LEAST_MARKED = 3, LEAST_AT_END = 2 };

/* Bytes of the bullet or list number at the front. */
static size_t marker(socvet_str w)
{
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x97\x8F", "\xE2\x96\xAA", "\xEF\x82\xB7", "- ", "* ", "\xE2\x80\x93 ", "\xE2\x9E\xA2", NULL};
    size_t n = 0, open = w.len && w.ptr[0] == '(';

    for (const char *const *b = bullets; *b; b++)
        if (base_str_starts(w, base_str_z(*b)))
            return strlen(*b);
    for (n = open; n < w.len && n < 8 && (base_is_digit(w.ptr[n]) || (n > open && w.ptr[n] == '.' && n + 1 < w.len && base_is_digit(w.ptr[n + 1]))); n++)
        ;
    if (n == open && n < w.len && base_is_alpha(w.ptr[n]))
        n++; /* "a)" */
    bool stop = n > open && n + 1 < w.len && (w.ptr[n] == ')' || (w.ptr[n] == '.' && base_is_digit(w.ptr[n - 1]))) && base_is_blank(w.ptr[n + 1]);
    return stop ? n + 1 : 0;
}

void criteria_add(criteria_out *o, socvet_span s, socvet_need need, socvet_str assessed, size_t block)
{
    void *p = o->list;
    const char *t = o->c->text.ptr;

    while (s.to > s.from && (base_is_blank(t[s.to - 1]) || t[s.to - 1] == ';'))
        s.to--;
    for (size_t k = 1; k && s.from < s.to;) {
        while (s.from < s.to && base_is_blank(t[s.from]))
            s.from++;
        k = marker(base_str_cut(o->c->text, s));
        s.from += (uint32_t)k;
    }
    if (s.to < s.from + 3 || s.to - s.from > LONGEST || o->n >= MOST)
        return;
    if (o->n && o->list[o->n - 1].span.from == s.from)
        return; /* a merged cell, met again */
    if (!base_arena_grow(o->c->arena, &p, &o->cap, o->n, sizeof *o->list)) {
        o->failed = true;
        return;
    }
    o->list = p;
    o->list[o->n++] = (socvet_criterion){s, (uint8_t)need, assessed, (uint32_t)block};
}

/* ---- text that is no table ---- */

typedef struct {
    criteria_out *o;
    size_t start_marks, end_marks; /* lines of the document marked at their front, at their end */
    bool items;         /* the label that holds was followed by list items */
    uint8_t section;    /* the one that held at the last block */
    bool over;          /* its list has ended */
    bool named, direct; /* headings named kinds of criteria; some stood under the label itself */
} flow;

/* "Essential: five years; a degree" -> one criterion a clause. */
static bool run_in(criteria_out *o, const socvet_block *b, size_t index)
{
    size_t at = 0;
    socvet_need need = criteria_run_in(base_str_cut(o->c->text, b->span), &at);

    if (!need)
        return false;
    uint32_t from = b->span.from + (uint32_t)at;
    for (uint32_t i = from; i <= b->span.to; i++)
        if (i == b->span.to || o->c->text.ptr[i] == ';' || o->c->text.ptr[i] == '\n') {
            uint32_t to = i;
            while (to > from && (o->c->text.ptr[to - 1] == '.' || base_is_blank(o->c->text.ptr[to - 1])))
                to--;
            criteria_add(o, (socvet_span){from, to}, need, (socvet_str){NULL, 0}, index);
            from = i + 1;
        }
    return true;
}

/* A sentence that speaks of the list or of applying and asks for nothing. */
static bool about_applying(socvet_str s)
{
    static const char *const fronts[] = {"please", "applicants", "candidates", "we ", "you should address", "your application", "these criteria", "the following", "if you", "shortlist",
                                         "to apply", "for ", "note", "all criteria", "criteria ", "key", "page ", "we'll", "we\xE2\x80\x99ll", "experience in the following", NULL};

    for (const char *const *f = fronts; *f; f++)
        if (base_str_starts_ci(s, base_str_z(*f)))
            return true;
    return s.len == 0 || s.ptr[s.len - 1] == ':' || s.ptr[s.len - 1] == '?';
}

/* A line that stands like the name of a category and leads elsewhere. */
static bool leads_elsewhere(socvet_str s)
{
    static const char *const fronts[] = {"about ", "why ", "who ", "what ", "how to", "in return", "our ", "we ", "benefit", "method of", "further information", "for further", "for more", "for an informal", "informal ", "closing",
                                         "additional information", "rewards", "perks", "salary", "shift", "working pattern", "the role", "the post", "location", "hours", "contact", NULL};
    bool package = base_str_find_ci(s, SOCVET_STR("benefits"), 0) != SIZE_MAX || base_str_find_ci(s, SOCVET_STR("package"), 0) != SIZE_MAX;

    for (const char *const *f = fronts; *f && !package; f++)
        package = base_str_starts_ci(s, base_str_z(*f));
    return package || (s.len && s.ptr[s.len - 1] == '?');
}

/* A heading under which criteria go on, whatever stood between. */
static bool is_category(socvet_str s)
{
    static const char *const words[] = {"skill", "knowledge", "experience", "qualif", "education", "training", "abilit", "attribute", "qualities",
                                        "aptitude", "competenc", "disposition", "criteria", "requirement", NULL};

    for (const char *const *w = words; *w; w++)
        if (base_str_find_ci(s, base_str_z(*w), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A paragraph of several sentences: each asks for something. */
static void sentences(criteria_out *o, const socvet_block *b, socvet_need need, size_t index)
{
    const char *t = o->c->text.ptr;
    uint32_t from = b->span.from;

    for (uint32_t i = from; i <= b->span.to; i++) {
        bool end = i == b->span.to || t[i] == '\n' ||
                   (base_is_blank(t[i]) && i > from + 2 && (t[i - 1] == '.' || t[i - 1] == ';') && t[i - 2] != '.' &&
                    i + 1 < b->span.to && ((t[i + 1] >= 'A' && t[i + 1] <= 'Z') || t[i - 1] == ';'));
        if (!end)
            continue;
        socvet_str s = base_str_trim(base_str_cut(o->c->text, (socvet_span){from, i}));
        if (!about_applying(s))
            criteria_add(o, (socvet_span){from, i}, need, (socvet_str){NULL, 0}, index);
        from = i + 1;
    }
}

/* Marks at the ends of the line. */
static bool marked(flow *f, const socvet_block *b, size_t i)
{
    socvet_str words = base_str_cut(f->o->c->text, b->span), stages = {NULL, 0};
    size_t at = 0;
    socvet_need need = f->end_marks >= LEAST_AT_END ? criteria_mark_at_end(words, &at, &stages) : SOCVET_NEED_UNKNOWN;

    if (need) {
        criteria_add(f->o, (socvet_span){b->span.from, b->span.from + (uint32_t)at}, need, stages, i);
        return true;
    }
    need = f->start_marks >= LEAST_MARKED ? criteria_mark_at_start(words, &at) : SOCVET_NEED_UNKNOWN;
    if (need)
        criteria_add(f->o, (socvet_span){b->span.from + (uint32_t)at, b->span.to}, need, stages, i);
    return need != SOCVET_NEED_UNKNOWN;
}

/* What the label above says, or the criterion's own last words. */
static socvet_need need_of(const socvet_block *b, socvet_str words)
{
    socvet_need said = criteria_said_at_end(words), need = b->section == SOCVET_SECTION_ESSENTIAL ? SOCVET_NEED_ESSENTIAL : SOCVET_NEED_DESIRABLE;

    return said ? said : need;
}

static void under_label(flow *f, const socvet_block *b, size_t i)
{
    socvet_str words = base_str_cut(f->o->c->text, b->span);
    bool item = b->kind == SOCVET_BLOCK_LIST_ITEM, next = i + 1 < f->o->c->doc->n_blocks;
    /* a group begins with a list, or with what is essential */
    bool opens = next && (b[1].kind == SOCVET_BLOCK_LIST_ITEM || criteria_label(base_str_cut(f->o->c->text, b[1].span), false) == SOCVET_NEED_ESSENTIAL);

    if (item && !f->over && words.len <= LONGEST_BETWEEN && next && b[1].kind == SOCVET_BLOCK_PARAGRAPH && marker(words)) {
        socvet_str rest = base_str_trim((socvet_str){words.ptr + marker(words), words.len - marker(words)});
        f->over |= leads_elsewhere(rest); /* "4. Method of application" */
    }
    if (item && f->over)
        return; /* a list of something else */
    if (item) {
        f->items = true;
        f->direct |= !f->named;
        criteria_add(f->o, b->span, need_of(b, words), (socvet_str){NULL, 0}, i);
        return;
    }
    if (words.len <= LONGEST_BETWEEN && opens && !leads_elsewhere(words))
        return; /* the name of a category */
    f->over |= f->items || leads_elsewhere(words); /* its list is done: what follows is something else */
    if (!f->over && words.len <= LONGEST)
        sentences(f->o, b, need_of(b, (socvet_str){"", 0}), i);
}

static void one_block(flow *f, const socvet_block *b, size_t i)
{
    socvet_str words = base_str_cut(f->o->c->text, b->span);
    bool needs = b->section == SOCVET_SECTION_ESSENTIAL || b->section == SOCVET_SECTION_DESIRABLE;
    bool names = words.len < LONGEST_BETWEEN && criteria_label(words, false);
    bool label = names || (words.len && words.len < LONGEST_BETWEEN && words.ptr[words.len - 1] == ':');

    if (label && !names && leads_elsewhere(words))
        f->over = true;
    bool heads = b->kind == SOCVET_BLOCK_HEADING && !leads_elsewhere(words) && (!f->over || is_category(words));
    if (heads && !names && b->section == f->section && f->direct && f->items) {
        f->over = true; /* criteria stood under the label without such a name: this names something else */
        heads = false;
    }
    if (b->section != f->section || (needs && names))
        f->named = f->direct = false;
    if (b->section != f->section || heads || (needs && names)) {
        f->section = b->section;
        f->items = f->over = false;
    }
    f->named |= heads && !names;
    if (b->kind == SOCVET_BLOCK_HEADING || run_in(f->o, b, i) || marked(f, b, i))
        return;
    if (needs && !label)
        under_label(f, b, i);
}

static bool is_body_text(const socvet_block *b)
{
    return b->region == SOCVET_REGION_BODY && b->kind != SOCVET_BLOCK_CELL;
}

/* Does the text speak of both needs, and how many of its lines begin with a mark? */
static void look_over(criteria_out *o, flow *f)
{
    const socvet_doc *d = o->c->doc;
    size_t at;

    o->both = base_str_find_ci(o->c->text, SOCVET_STR("essential"), 0) != SIZE_MAX && base_str_find_ci(o->c->text, SOCVET_STR("desirable"), 0) != SIZE_MAX;
    for (size_t i = 0; i < d->n_blocks; i++) {
        socvet_str s = base_str_cut(o->c->text, d->blocks[i].span), stages;
        if (!is_body_text(&d->blocks[i]))
            continue;
        f->start_marks += criteria_mark_at_start(s, &at) != SOCVET_NEED_UNKNOWN;
        f->end_marks += criteria_mark_at_end(s, &at, &stages) != SOCVET_NEED_UNKNOWN;
    }
}

static socvet_status read_criteria(facts_ctx *c, socvet_err *err)
{
    criteria_out o = {.c = c};
    flow f = {.o = &o};
    criteria_grid g = {0};
    const socvet_doc *d = c->doc;
    size_t between = SIZE_MAX; /* blocks since the last table; SIZE_MAX: it cannot go on */

    look_over(&o, &f);
    for (size_t i = 0; i < d->n_blocks;) {
        const socvet_block *b = &d->blocks[i];
        if (b->kind == SOCVET_BLOCK_CELL) {
            i = criteria_table(&o, &g, i, between <= 1);
            between = 0;
            continue;
        }
        if (between != SIZE_MAX)
            between = b->kind == SOCVET_BLOCK_HEADING || b->span.to - b->span.from > LONGEST_BETWEEN ? SIZE_MAX : between + 1;
        if (is_body_text(b))
            one_block(&f, b, i);
        i++;
    }
    c->facts->criteria = o.list;
    c->facts->n_criteria = o.n;
    return o.failed ? base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out")
                    : SOCVET_OK;
}

const facts_module facts_criteria = {"criteria", NULL, NULL, read_criteria};

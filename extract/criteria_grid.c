/* criteria_grid.c: the criteria of a table. It is read as a grid: a merged cell stands in every slot
 * it covers. Roles of columns come from header rows (repeated ones too), from a column that holds
 * nothing but needs, from rows across the table ("Essential"), or from the table before. */
#include <string.h>

#include "../base/str.h"
#include "criteria.h"

enum { LONGEST_STAGE = 24 };

typedef struct {
    const socvet_doc *doc;
    size_t at, end;  /* blocks still to be read; past the table */
    uint16_t row;
    struct {
        size_t block;
        uint32_t until; /* the first row it does not cover */
    } slot[CRITERIA_COLUMNS];
} walk;

/* One row of the grid: for each column the block there, SIZE_MAX for none; `own` where it begins. */
typedef struct {
    size_t block[CRITERIA_COLUMNS];
    bool own[CRITERIA_COLUMNS];
    uint16_t columns;
} row;

static walk walk_table(const socvet_doc *d, size_t i)
{
    walk w = {.doc = d, .at = i, .end = i};

    for (int k = 0; k < CRITERIA_COLUMNS; k++)
        w.slot[k].block = SIZE_MAX;
    while (w.end < d->n_blocks && d->blocks[w.end].table == d->blocks[i].table && d->blocks[w.end].document == d->blocks[i].document)
        w.end++;
    return w;
}

static bool next_row(walk *w, row *r)
{
    if (w->at >= w->end)
        return false;
    uint16_t now = w->doc->blocks[w->at].row;
    for (int k = 0; k < CRITERIA_COLUMNS; k++) {
        r->own[k] = false;
        if (w->slot[k].until <= now)
            w->slot[k].block = SIZE_MAX;
    }
    for (; w->at < w->end && w->doc->blocks[w->at].row == now; w->at++) {
        const socvet_block *b = &w->doc->blocks[w->at];
        for (unsigned k = b->column; k < CRITERIA_COLUMNS && k < b->column + (b->column_span ? b->column_span : 1u); k++) {
            w->slot[k].block = w->at;
            w->slot[k].until = now + (b->row_span ? b->row_span : 1u);
            r->own[k] = k == b->column;
        }
    }
    r->columns = 0;
    for (uint16_t k = 0; k < CRITERIA_COLUMNS; k++) {
        r->block[k] = w->slot[k].block;
        if (r->block[k] != SIZE_MAX)
            r->columns = k + 1;
    }
    return true;
}

static socvet_str text_at(const criteria_out *o, size_t block)
{
    if (block == SIZE_MAX)
        return (socvet_str){"", 0};
    return base_str_trim(base_str_cut(o->c->text, o->c->doc->blocks[block].span));
}

/* Each line of a cell is one criterion; a line that is a label changes the need of the next. With
 * an unknown need only what stands below a label counts. */
static void add_lines(criteria_out *o, size_t block, socvet_need need, socvet_str assessed)
{
    socvet_span b = o->c->doc->blocks[block].span;
    uint32_t from = b.from;

    for (uint32_t i = b.from; i <= b.to; i++)
        if (i == b.to || o->c->text.ptr[i] == '\n') {
            socvet_str s = base_str_trim(base_str_cut(o->c->text, (socvet_span){from, i}));
            socvet_need label = criteria_label(s, false), said;
            socvet_str stages = {NULL, 0};
            size_t at = 0;
            if (label)
                need = label;
            else if ((label = criteria_run_in(s, &at)))
                criteria_add(o, (socvet_span){from + (uint32_t)at, i}, label, assessed, block);
            else if ((said = criteria_mark_at_end(s, &at, &stages)))
                criteria_add(o, (socvet_span){(uint32_t)(s.ptr - o->c->text.ptr), (uint32_t)(s.ptr + at - o->c->text.ptr)}, said,
                             stages.len ? stages : assessed, block);
            else if (need && !criteria_is_nothing(s))
                criteria_add(o, (socvet_span){from, i}, need, assessed, block);
            from = i + 1;
        }
}

/* Where the words stand when other columns hold only marks. */
static size_t words_of(const criteria_out *o, const criteria_grid *g, const row *r)
{
    size_t best = SIZE_MAX, longest = 0;

    if (g->words < CRITERIA_COLUMNS && text_at(o, r->block[g->words]).len > 2)
        return r->block[g->words];
    for (int k = 0; k < CRITERIA_COLUMNS; k++) {
        socvet_str s = text_at(o, r->block[k]);
        if ((g->role[k] == CRITERIA_WORDS || g->role[k] == CRITERIA_OTHER) && s.len > longest && !criteria_is_mark(s)) {
            longest = s.len;
            best = r->block[k];
        }
    }
    return best;
}

/* How a row is assessed: the words of that column, or the heads of the stage columns marked. */
static socvet_str assessed_of(criteria_out *o, const criteria_grid *g, const row *r)
{
    base_buf heads;
    socvet_str words = {NULL, 0}, all = {NULL, 0};

    base_buf_init(&heads, 256);
    for (int k = 0; k < CRITERIA_COLUMNS; k++) {
        socvet_str s = text_at(o, r->block[k]), head = text_at(o, g->head[k] ? g->head[k] - 1 : SIZE_MAX);
        if (g->role[k] != CRITERIA_ASSESSED && g->role[k] != CRITERIA_OTHER)
            continue;
        if (criteria_is_mark(s) && head.len && head.len <= LONGEST_STAGE) {
            base_buf_add_z(&heads, heads.len ? ", " : "");
            base_buf_add(&heads, head);
        } else if (g->role[k] == CRITERIA_ASSESSED && !words.len && !criteria_is_nothing(s))
            words = s;
    }
    if (heads.len && !heads.failed)
        all = base_arena_printf(o->c->arena, "%s", heads.ptr);
    base_buf_clear(&heads);
    return words.len ? words : all;
}

static void data_row(criteria_out *o, const criteria_grid *g, const row *r)
{
    socvet_str assessed = assessed_of(o, g, r);
    size_t words = words_of(o, g, r);
    bool done = false;

    for (int k = 0; k < r->columns; k++) {
        socvet_str s = text_at(o, r->block[k]);
        socvet_need need = g->role[k] == CRITERIA_ESSENTIAL   ? SOCVET_NEED_ESSENTIAL
                           : g->role[k] == CRITERIA_DESIRABLE ? SOCVET_NEED_DESIRABLE
                                                              : SOCVET_NEED_UNKNOWN;
        if (g->role[k] == CRITERIA_NEED)
            need = criteria_label(s, true);
        if (!need || s.len == 0)
            continue;
        bool mark = g->role[k] == CRITERIA_NEED || criteria_is_mark(s);
        if (mark && k == 0 && g->kinds) { /* "Essential" before a row of kinds: each cell is asked for */
            for (int c = 1; c < r->columns; c++)
                if (r->own[c] && g->role[c] != CRITERIA_ASSESSED)
                    add_lines(o, r->block[c], need, assessed);
            done = true;
        } else if (mark && words != SIZE_MAX && !done) {
            add_lines(o, words, need, assessed);
            done = true;
        } else if (!mark && r->own[k])
            add_lines(o, r->block[k], need, assessed);
    }
    if (!done && g->section && words != SIZE_MAX && !memchr(g->role, CRITERIA_ESSENTIAL, sizeof g->role))
        add_lines(o, words, g->section, assessed);
}

/* A row of one text across the table, or alone in it. */
static bool alone(const criteria_out *o, const row *r, size_t *block)
{
    size_t found = SIZE_MAX;

    for (int k = 0; k < r->columns; k++) {
        if (text_at(o, r->block[k]).len == 0 || r->block[k] == found)
            continue;
        if (found != SIZE_MAX)
            return false;
        found = r->block[k];
    }
    *block = found;
    return found != SIZE_MAX;
}

/* The name of a category: short, across the table or in a column that holds no criteria itself. */
static bool category(const criteria_out *o, const criteria_grid *g, size_t block)
{
    const socvet_block *b = &o->c->doc->blocks[block];
    socvet_str s = text_at(o, block);

    if (s.len > 60 || memchr(s.ptr, '\n', s.len) || criteria_header(s) != CRITERIA_OTHER)
        return false;
    return b->column_span > 1 || (b->column < CRITERIA_COLUMNS && g->role[b->column] != CRITERIA_ESSENTIAL && g->role[b->column] != CRITERIA_DESIRABLE);
}

/* Reads roles from a row when it is a header: it names a need, or how things are assessed. */
static bool header_row(const criteria_out *o, criteria_grid *g, const row *r)
{
    uint8_t found[CRITERIA_COLUMNS] = {0};
    bool needs = false, letters = false, assessed = false;
    unsigned essential = 0, desirable = 0;

    for (int k = 0; k < r->columns; k++) {
        socvet_str s = text_at(o, r->block[k]);
        found[k] = (uint8_t)criteria_header(s);
        essential += found[k] == CRITERIA_ESSENTIAL;
        desirable += found[k] == CRITERIA_DESIRABLE;
        letters |= s.len == 1 && (found[k] == CRITERIA_ESSENTIAL || found[k] == CRITERIA_DESIRABLE);
        needs |= found[k] == CRITERIA_ESSENTIAL || found[k] == CRITERIA_DESIRABLE || found[k] == CRITERIA_NEED;
        assessed |= found[k] == CRITERIA_ASSESSED;
        if (s.len > 60 || (g->role[k] == CRITERIA_NEED && criteria_label(s, true)))
            return false; /* words of a criterion, or its need */
    }
    if (assessed && !needs && g->fresh && g->known) { /* the column of needs was known by what it holds */
        for (int k = 0; k < r->columns; k++)
            if (found[k] == CRITERIA_ASSESSED)
                g->role[k] = CRITERIA_ASSESSED;
        return true;
    }
    assessed &= g->fresh && !g->known;
    if (letters && (!essential || !desirable))
        return false; /* a mark in a column */
    if (!needs && !assessed)
        return false;
    for (int k = 0; k < CRITERIA_COLUMNS; k++) {
        if (g->pending && found[k] == CRITERIA_OTHER)
            found[k] = g->role[k]; /* the row above said it for several columns */
        if (!(g->known && g->role[k] == CRITERIA_NEED && k < r->columns))
            g->role[k] = found[k];
        g->head[k] = k < r->columns && r->block[k] != SIZE_MAX ? (uint32_t)r->block[k] + 1 : 0;
    }
    g->pending = !needs;
    g->known |= needs;
    return true;
}

/* Heads of kinds: "Qualifications", "Experience", "Skills", side by side. */
static bool names_kinds(const criteria_out *o, const row *r)
{
    static const char *const words[] = {"qualif", "education", "training", "experience", "knowledge", "skill", "abilit", "personal", "attribute", "aptitude", "other"};
    unsigned kinds = 0;

    for (int k = 1; k < r->columns; k++) {
        socvet_str s = text_at(o, r->block[k]);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (s.len <= 40 && base_str_starts_ci(s, base_str_z(words[i]))) {
                kinds++;
                break;
            }
    }
    return kinds >= 2 && kinds + 2 >= r->columns;
}

/* "A", "A/I", "A, I, T": how a criterion is assessed, in letters. */
static bool is_stages(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (i % 2 ? !strchr("/,&+ ", s.ptr[i]) : !strchr("AITPCRSWQ ", s.ptr[i]))
            return false;
    return s.len > 0 && s.len < 10;
}

/* A column that holds needs and nothing else, and where most words are. */
static void look_down(const criteria_out *o, criteria_grid *g, walk w)
{
    size_t needs[CRITERIA_COLUMNS] = {0}, filled[CRITERIA_COLUMNS] = {0}, bytes[CRITERIA_COLUMNS] = {0}, rows = 0;
    bool bare[CRITERIA_COLUMNS] = {false};
    size_t stages[CRITERIA_COLUMNS] = {0};
    row r;

    for (; next_row(&w, &r); rows++) {
        size_t block;
        if (rows == 0)
            g->kinds = names_kinds(o, &r);
        if (alone(o, &r, &block) && o->c->doc->blocks[block].column_span > 1)
            continue;
        unsigned labels = 0; /* two in a row: it is a header */
        for (int k = 0; k < r.columns; k++)
            labels += criteria_label(text_at(o, r.block[k]), o->both) != SOCVET_NEED_UNKNOWN;
        for (int k = 0; k < r.columns; k++) {
            socvet_str s = text_at(o, r.block[k]);
            if (s.len == 0 || (k && r.block[k] == r.block[k - 1]))
                continue;
            filled[k]++;
            needs[k] += labels == 1 && criteria_label(s, o->both) != SOCVET_NEED_UNKNOWN;
            bare[k] |= s.len == 1;
            stages[k] += is_stages(s);
            bytes[k] += r.own[k] ? s.len : 0;
        }
        if (r.columns > g->columns)
            g->columns = r.columns;
    }
    size_t most = 0;
    for (uint32_t k = 0; k < CRITERIA_COLUMNS; k++) {
        if (k > 0 && stages[k] >= 3 && stages[k] == filled[k])
            g->role[k] = CRITERIA_ASSESSED;
        /* all of them but the header's cell; letters want company */
        bool column = needs[k] && needs[k] + 1 >= filled[k] && (needs[k] > 1 || filled[k] == 1) && (!bare[k] || needs[k] > 1);
        if (column && g->columns > 1) {
            g->role[k] = CRITERIA_NEED;
            g->known = true;
        } else if (bytes[k] > most) {
            most = bytes[k];
            g->words = k;
        }
    }
}

size_t criteria_table(criteria_out *o, criteria_grid *before, size_t i, bool follows)
{
    criteria_grid g = {.words = CRITERIA_COLUMNS, .fresh = true};
    walk w = walk_table(o->c->doc, i);
    size_t block;
    row r;

    look_down(o, &g, w);
    if (!g.known && follows && before->known && before->columns == g.columns) {
        memcpy(g.role, before->role, sizeof g.role);
        memcpy(g.head, before->head, sizeof g.head);
        g.known = true;
    }
    while (next_row(&w, &r)) {
        bool single = g.columns > 1 && alone(o, &r, &block);
        socvet_need named = single ? criteria_label(text_at(o, block), false) : SOCVET_NEED_UNKNOWN;
        if (named) {
            g.section = (uint8_t)named;
            g.fresh = true;
            continue;
        }
        if (header_row(o, &g, &r))
            continue;
        g.fresh = false;
        if (single && g.known && category(o, &g, block))
            continue;
        else if (g.known || g.section)
            data_row(o, &g, &r);
        else
            for (int k = 0; k < r.columns; k++)
                if (r.own[k])
                    add_lines(o, r.block[k], SOCVET_NEED_UNKNOWN, (socvet_str){NULL, 0});
    }
    *before = g;
    return w.end;
}

/* facts_criteria.c: the criteria of a person specification: from grids with Essential and Desirable
 * columns (text, or ticks and letters), from headings followed by bullets, from run-in labels and
 * from (E)/(D) marks. A false criterion costs more than a missing one. */
#include <string.h>

#include "../base/str.h"
#include "facts_int.h"

enum { MOST = 2000, MOST_COLUMNS = 24, LONGEST = 600 };

typedef struct {
    facts_ctx *c;
    socvet_criterion *list;
    size_t n, cap;
    bool failed;
} out;

static void add(out *o, socvet_span s, socvet_need need, socvet_str assessed, size_t block)
{
    void *p = o->list;
    const char *t = o->c->text.ptr;

    while (s.to > s.from && base_is_blank(t[s.to - 1]))
        s.to--;
    while (s.from < s.to && base_is_blank(t[s.from]))
        s.from++;
    /* a bullet of its own is no word of the criterion */
    for (bool again = true; again && s.from < s.to;) {
        socvet_str w = base_str_cut(o->c->text, s);
        size_t k = base_str_starts(w, SOCVET_STR("\xE2\x80\xA2")) ? 3
                   : base_str_starts(w, SOCVET_STR("\xC2\xB7"))   ? 2
                   : base_str_starts(w, SOCVET_STR("- ")) || base_str_starts(w, SOCVET_STR("* ")) ? 2 : 0;
        s.from += (uint32_t)k;
        while (s.from < s.to && base_is_blank(t[s.from]))
            s.from++;
        again = k != 0;
    }
    if (s.to - s.from < 3 || s.to - s.from > LONGEST || o->n >= MOST)
        return;
    if (!base_arena_grow(o->c->arena, &p, &o->cap, o->n, sizeof *o->list)) {
        o->failed = true;
        return;
    }
    o->list = p;
    o->list[o->n++] = (socvet_criterion){s, (uint8_t)need, assessed, (uint32_t)block};
}

static socvet_str block_text(const facts_ctx *c, const socvet_block *b)
{
    return base_str_trim(base_str_cut(c->text, b->span));
}

typedef enum { OTHER, CRITERIA, ESSENTIAL, DESIRABLE, NEED, ASSESSED } column_role;

/* What a header cell says its column holds. */
static column_role header_role(socvet_str s)
{
    if (s.len > 60)
        return OTHER;
    bool e = base_str_find_ci(s, SOCVET_STR("essential"), 0) != SIZE_MAX;
    bool d = base_str_find_ci(s, SOCVET_STR("desirable"), 0) != SIZE_MAX;
    if (e && d)
        return NEED;
    if (e || base_str_eq_ci(s, SOCVET_STR("E")))
        return ESSENTIAL;
    if (d || base_str_eq_ci(s, SOCVET_STR("D")))
        return DESIRABLE;
    if (base_str_find_ci(s, SOCVET_STR("assess"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("measured"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("evidence"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("tested by"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("method"), 0) != SIZE_MAX)
        return ASSESSED;
    if (base_str_find_ci(s, SOCVET_STR("criteri"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("requirement"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("attribute"), 0) != SIZE_MAX ||
        base_str_find_ci(s, SOCVET_STR("skill"), 0) != SIZE_MAX)
        return CRITERIA;
    return OTHER;
}

/* A mark that says "yes, in this column": a tick, a cross, E, D, X, Yes. */
static bool is_mark(socvet_str s)
{
    static const char *const marks[] = {"x", "e", "d", "y", "yes", "*", "\xE2\x9C\x93", "\xE2\x9C\x94",
                                        "\xE2\x9C\x97", "\xE2\x80\xA2", "\xEF\x83\xBC", "v", "essential", "desirable"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (base_str_eq_ci(s, base_str_z(marks[i])))
            return true;
    return false;
}

static socvet_need need_of(socvet_str s)
{
    if (base_str_eq_ci(s, SOCVET_STR("e")) || base_str_starts_ci(s, SOCVET_STR("essential")))
        return SOCVET_NEED_ESSENTIAL;
    if (base_str_eq_ci(s, SOCVET_STR("d")) || base_str_starts_ci(s, SOCVET_STR("desirable")))
        return SOCVET_NEED_DESIRABLE;
    return SOCVET_NEED_UNKNOWN;
}

static bool is_nothing(socvet_str s)
{
    return s.len == 0 || base_str_eq_ci(s, SOCVET_STR("n/a")) || base_str_eq_ci(s, SOCVET_STR("none")) ||
           base_str_eq_z(s, "-") || base_str_eq_ci(s, SOCVET_STR("not applicable"));
}

/* Each line of a cell is one criterion. */
static void add_lines(out *o, const socvet_block *b, socvet_need need, socvet_str assessed, size_t index)
{
    uint32_t from = b->span.from;

    for (uint32_t i = b->span.from; i <= b->span.to; i++)
        if (i == b->span.to || o->c->text.ptr[i] == '\n') {
            socvet_str s = base_str_trim(base_str_cut(o->c->text, (socvet_span){from, i}));
            if (!is_nothing(s))
                add(o, (socvet_span){from, i}, need, assessed, index);
            from = i + 1;
        }
}

typedef struct {
    const socvet_block *cell[MOST_COLUMNS];
    size_t index[MOST_COLUMNS];
} row;

static void one_row(out *o, const row *r, const column_role *roles)
{
    socvet_str assessed = {NULL, 0};
    int words = -1;
    size_t longest = 0;

    for (int k = 0; k < MOST_COLUMNS; k++) {
        if (!r->cell[k])
            continue;
        socvet_str s = block_text(o->c, r->cell[k]);
        if (roles[k] == ASSESSED)
            assessed = s;
        if ((roles[k] == CRITERIA || roles[k] == OTHER) && s.len > longest && !is_mark(s)) {
            longest = s.len;
            words = k; /* where the words stand when the other columns only hold marks */
        }
    }
    for (int k = 0; k < MOST_COLUMNS; k++) {
        if (!r->cell[k])
            continue;
        socvet_str s = block_text(o->c, r->cell[k]);
        socvet_need need = roles[k] == ESSENTIAL   ? SOCVET_NEED_ESSENTIAL
                           : roles[k] == DESIRABLE ? SOCVET_NEED_DESIRABLE
                                                   : SOCVET_NEED_UNKNOWN;
        if (roles[k] == NEED && words >= 0 && need_of(s))
            add_lines(o, r->cell[words], need_of(s), assessed, r->index[words]);
        else if (need && is_mark(s) && words >= 0)
            add_lines(o, r->cell[words], need, assessed, r->index[words]);
        else if (need && !is_mark(s))
            add_lines(o, r->cell[k], need, assessed, r->index[k]);
    }
}

/* Columns' roles from a header row; true when the row is one. */
static bool read_header(const facts_ctx *c, const row *r, column_role *roles)
{
    column_role found[MOST_COLUMNS] = {OTHER};
    bool need = false;

    for (int k = 0; k < MOST_COLUMNS; k++) {
        if (!r->cell[k])
            continue;
        found[k] = header_role(block_text(c, r->cell[k]));
        need |= found[k] == ESSENTIAL || found[k] == DESIRABLE || found[k] == NEED;
    }
    if (need)
        memcpy(roles, found, sizeof found);
    return need;
}

/* Rows whose first cell says Essential or Desirable and whose second lists the criteria. */
static bool labelled_row(out *o, const row *r)
{
    socvet_need need = r->cell[0] ? need_of(block_text(o->c, r->cell[0])) : SOCVET_NEED_UNKNOWN;

    if (!need || !r->cell[1] || block_text(o->c, r->cell[0]).len > 30 || r->cell[2])
        return false;
    add_lines(o, r->cell[1], need, (socvet_str){NULL, 0}, r->index[1]);
    return true;
}

static size_t one_table(out *o, size_t i)
{
    const socvet_doc *d = o->c->doc;
    uint32_t table = d->blocks[i].table;
    uint8_t document = d->blocks[i].document;
    column_role roles[MOST_COLUMNS] = {OTHER};
    bool header = false;

    while (i < d->n_blocks && d->blocks[i].table == table && d->blocks[i].document == document) {
        row r = {{NULL}, {0}};
        uint16_t at = d->blocks[i].row;
        for (; i < d->n_blocks && d->blocks[i].table == table && d->blocks[i].row == at &&
               d->blocks[i].document == document; i++)
            if (d->blocks[i].column < MOST_COLUMNS) {
                r.cell[d->blocks[i].column] = &d->blocks[i];
                r.index[d->blocks[i].column] = i;
            }
        if (read_header(o->c, &r, roles) && !labelled_row(o, &r))
            header = true;
        else if (header)
            one_row(o, &r, roles);
    }
    return i;
}

/* "(E)" or "[D]" at the end of a line; cut off the span. */
static socvet_need mark_at_end(const facts_ctx *c, socvet_span *s)
{
    socvet_str t = base_str_trim(base_str_cut(c->text, *s));

    if (t.len < 6)
        return SOCVET_NEED_UNKNOWN;
    const char *end = t.ptr + t.len;
    if ((end[-1] != ')' && end[-1] != ']') || (end[-3] != '(' && end[-3] != '['))
        return SOCVET_NEED_UNKNOWN;
    socvet_need n = need_of((socvet_str){end - 2, 1});
    if (n && (end[-2] == 'E' || end[-2] == 'D'))
        s->to = (uint32_t)(end - 3 - c->text.ptr);
    else
        n = SOCVET_NEED_UNKNOWN;
    return n;
}

/* "Essential: five years; a degree" -> one criterion a clause. */
static bool run_in(out *o, const socvet_block *b, size_t index)
{
    socvet_str s = base_str_cut(o->c->text, b->span);
    const char *colon = memchr(s.ptr, ':', s.len < 40 ? s.len : 40);
    socvet_need need = need_of(s);

    if (!colon || !need || (size_t)(colon - s.ptr) + 4 > s.len)
        return false;
    uint32_t from = b->span.from + (uint32_t)(colon - s.ptr) + 1;
    for (uint32_t i = from; i <= b->span.to; i++)
        if (i == b->span.to || o->c->text.ptr[i] == ';') {
            uint32_t to = i;
            while (to > from && (o->c->text.ptr[to - 1] == '.' || base_is_blank(o->c->text.ptr[to - 1])))
                to--;
            add(o, (socvet_span){from, to}, need, (socvet_str){NULL, 0}, index);
            from = i + 1;
        }
    return true;
}

static void one_block(out *o, const socvet_block *b, size_t i)
{
    socvet_span s = b->span;
    socvet_need need = mark_at_end(o->c, &s);
    socvet_str words = base_str_cut(o->c->text, b->span);
    bool label = words.len < 60 && (need_of(words) || (words.len && words.ptr[words.len - 1] == ':'));

    if (b->kind == SOCVET_BLOCK_HEADING)
        return;
    if (run_in(o, b, i))
        return;
    if (need) {
        add(o, s, need, (socvet_str){NULL, 0}, i);
        return;
    }
    if (label || (b->section != SOCVET_SECTION_ESSENTIAL && b->section != SOCVET_SECTION_DESIRABLE))
        return;
    bool item = b->kind == SOCVET_BLOCK_LIST_ITEM || words.len < 220;
    if (item)
        add(o, b->span,
            b->section == SOCVET_SECTION_ESSENTIAL ? SOCVET_NEED_ESSENTIAL : SOCVET_NEED_DESIRABLE,
            (socvet_str){NULL, 0}, i);
}

static socvet_status read_criteria(facts_ctx *c, socvet_err *err)
{
    out o = {.c = c};
    const socvet_doc *d = c->doc;

    for (size_t i = 0; i < d->n_blocks;) {
        if (d->blocks[i].kind == SOCVET_BLOCK_CELL)
            i = one_table(&o, i);
        else {
            if (d->blocks[i].region == SOCVET_REGION_BODY)
                one_block(&o, &d->blocks[i], i);
            i++;
        }
    }
    c->facts->criteria = o.list;
    c->facts->n_criteria = o.n;
    return o.failed ? base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out")
                    : SOCVET_OK;
}

const facts_module facts_criteria = {"criteria", NULL, NULL, read_criteria};

/* compile_index.c: index rows, related and extra titles; what contradicts itself is said here. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/err.h"
#include "../base/str.h"
#include "compile_int.h"

uint16_t dict_code_in(dict_table *t, int column, uint32_t edition, bool *ok)
{
    socvet_str code = t->tsv.field[column];
    uint16_t u = code.len ? dict_find_unit(t->c, edition, code) : DICT_NONE;

    if (code.len && u == DICT_NONE) {
        socvet_err one = {0};
        base_tsv_fail(&t->tsv, column, &one, "no code '%.*s' in this edition", SOCVET_ARG(code));
        dict_say(t->c, &one);
        *ok = false;
    }
    return u;
}

/* Where the codes of each edition stand in index.tsv; -1 where it has no column for it. */
typedef struct {
    int code[DICT_EDITIONS], sub;
} code_columns;

static code_columns find_columns(const dict_compiler *c, const base_tsv *tsv)
{
    code_columns x = {{-1, -1, -1, -1}, -1};
    char name[40];

    for (uint32_t e = 0; e < c->editions.count; e++) {
        socvet_str n = dict_string_at(c, DICT_ITEM(c->editions, dict_edition, e)->name);
        snprintf(name, sizeof name, "%.*s", SOCVET_ARG(n));
        x.code[e] = base_tsv_column(tsv, name);
        snprintf(name, sizeof name, "%.*s_sub", SOCVET_ARG(n));
        if (e == c->default_edition)
            x.sub = base_tsv_column(tsv, name);
    }
    return x;
}

static void read_index(dict_compiler *c)
{
    static const char *const columns[] = {"title", "ind", "add", "default", NULL};
    dict_table t;

    if (!dict_table_open(&t, c, "index.tsv", columns, true))
        return;
    code_columns x = find_columns(c, &t.tsv);
    while (dict_table_next(&t)) {
        bool ok = true;
        dict_row r = {.sub = DICT_NONE, .source = SOCVET_ROW_INDEX};
        for (uint32_t e = 0; e < DICT_EDITIONS; e++)
            r.code[e] = x.code[e] >= 0 ? dict_code_in(&t, x.code[e], e, &ok) : DICT_NONE;
        if (x.sub >= 0)
            r.sub = dict_code_in(&t, x.sub, c->default_edition, &ok);
        r.title = dict_intern(c, dict_field(&t, 0));
        r.industry = dict_intern(c, dict_field(&t, 1));
        r.extra = dict_intern(c, dict_field(&t, 2));
        r.flag = dict_intern(c, dict_field(&t, 3));
        if (!dict_field(&t, 0).len)
            dict_complain(&t, 0, "an index row without a title:", dict_field(&t, 1));
        dict_row *out = ok ? dict_list_push(c, &c->rows) : NULL;
        unsigned *line = ok ? dict_list_push(c, &c->row_lines) : NULL;
        if (out && line) {
            *out = r;
            *line = t.tsv.line;
        }
    }
}

/* Related and extra titles: code in one edition only. */
static void read_titles(dict_compiler *c, uint32_t edition, const char *file, uint16_t source)
{
    static const char *const columns[] = {"code", "title", NULL};
    socvet_str folder = dict_string_at(c, DICT_ITEM(c->editions, dict_edition, edition)->name);
    char path[128];
    dict_table t;

    snprintf(path, sizeof path, "%.*s/%s", SOCVET_ARG(folder), file);
    if (!dict_table_open(&t, c, path, columns, false))
        return;
    int ind = base_tsv_column(&t.tsv, "ind");
    while (dict_table_next(&t)) {
        bool ok = true;
        uint32_t none = dict_intern(c, (socvet_str){"", 0});
        dict_row r = {.title = dict_intern(c, dict_field(&t, 1)),
                      .extra = none,
                      .flag = none,
                      .sub = DICT_NONE,
                      .source = source};
        r.industry = ind < 0 ? none : dict_intern(c, t.tsv.field[ind]);
        for (int e = 0; e < DICT_EDITIONS; e++)
            r.code[e] = DICT_NONE;
        r.code[edition] = dict_code_in(&t, t.col[0], edition, &ok);
        dict_row *out = ok ? dict_list_push(c, &c->rows) : NULL;
        if (out)
            *out = r;
    }
}

static void count_entries(dict_compiler *c)
{
    for (size_t i = 0; i < c->rows.count; i++) {
        const dict_row *r = DICT_ITEM(c->rows, dict_row, i);
        if (r->source != SOCVET_ROW_INDEX)
            continue;
        for (int e = 0; e < DICT_EDITIONS; e++)
            for (uint16_t u = r->code[e]; u != DICT_NONE;
                 u = DICT_ITEM(c->units, dict_unit, u)->parent)
                DICT_ITEM(c->units, dict_unit, u)->entries++;
        if (r->sub != DICT_NONE)
            DICT_ITEM(c->units, dict_unit, r->sub)->entries++;
    }
}

/* Two rows with the same title and qualifiers and different codes contradict each other. */
typedef struct {
    uint32_t title, industry, extra, row;
} triple;

static int by_triple(const void *a, const void *b)
{
    const triple *x = a, *y = b;

    if (x->title != y->title)
        return x->title < y->title ? -1 : 1;
    if (x->industry != y->industry)
        return x->industry < y->industry ? -1 : 1;
    if (x->extra != y->extra)
        return x->extra < y->extra ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Do two rows give the same title different codes in one edition? */
static bool contradict(const dict_row *a, const dict_row *b)
{
    for (int e = 0; e < DICT_EDITIONS; e++)
        if (a->code[e] != b->code[e] && a->code[e] != DICT_NONE && b->code[e] != DICT_NONE)
            return true;
    return a->sub != b->sub && a->sub != DICT_NONE && b->sub != DICT_NONE;
}

static void check_triples(dict_compiler *c)
{
    dict_list all = {.size = sizeof(triple)};
    char path[1024], what[64];

    snprintf(path, sizeof path, "%s/index.tsv", c->folder);
    for (size_t i = 0; i < c->row_lines.count; i++) {
        const dict_row *r = DICT_ITEM(c->rows, dict_row, i);
        triple *x = dict_list_push(c, &all);
        if (x)
            *x = (triple){r->title, r->industry, r->extra, (uint32_t)i};
    }
    if (all.count)
        qsort(all.items, all.count, all.size, by_triple);
    for (size_t i = 1; i < all.count; i++) {
        const triple *x = DICT_ITEM(all, triple, i), *y = x - 1;
        if (x->title != y->title || x->industry != y->industry || x->extra != y->extra ||
            !contradict(DICT_ITEM(c->rows, dict_row, x->row), DICT_ITEM(c->rows, dict_row, y->row)))
            continue;
        snprintf(what, sizeof what, "has two codes, the other in line %u:",
                 *DICT_ITEM(c->row_lines, unsigned, y->row));
        dict_complain_at(c, path, *DICT_ITEM(c->row_lines, unsigned, x->row), 1, what,
                         dict_string_at(c, x->title));
    }
}

void dict_read_rows(dict_compiler *c)
{
    read_index(c);
    check_triples(c);
    for (uint32_t e = 0; e < c->editions.count; e++) {
        read_titles(c, e, "related.tsv", SOCVET_ROW_RELATED);
        read_titles(c, e, "extra_titles.tsv", SOCVET_ROW_EXTRA);
    }
    count_entries(c);
}

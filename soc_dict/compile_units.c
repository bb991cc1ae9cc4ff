/* compile_units.c: editions.tsv and, for each edition, its groups, unit groups and sub-units. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "compile_int.h"

uint16_t dict_find_unit(const dict_compiler *c, uint32_t edition, socvet_str code)
{
    const dict_edition *e = DICT_ITEM(c->editions, dict_edition, edition);
    size_t low = e->unit, high = e->unit + e->units;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int x = base_str_cmp(base_str_z(DICT_ITEM(c->units, dict_unit, mid)->code), code);
        if (x == 0)
            return (uint16_t)mid;
        if (x < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return DICT_NONE;
}

typedef struct {
    dict_unit unit;
    char parent[8];
    const char *path; /* where it stands */
    unsigned line;
    size_t parent_column;
} raw_unit;

static int by_code(const void *a, const void *b)
{
    const raw_unit *x = a, *y = b;
    int k = strcmp(x->unit.code, y->unit.code);

    return k ? k : (x->line > y->line) - (x->line < y->line);
}

/* 1 to 4 digits, or 4 digits, a stroke and two more. */
static bool code_ok(socvet_str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (i == 4 ? code.ptr[i] != '/' : !base_is_digit(code.ptr[i]))
            return false;
    return (code.len > 0 && code.len < 5) || code.len == 7;
}

static void read_units(dict_compiler *c, dict_list *raw, uint32_t edition, const char *name,
                       bool needed)
{
    static const char *const columns[] = {"code", "title", "parent", NULL};
    socvet_str folder = dict_string_at(c, DICT_ITEM(c->editions, dict_edition, edition)->name);
    char path[128];
    dict_table t;

    snprintf(path, sizeof path, "%.*s/%s", SOCVET_ARG(folder), name);
    if (!dict_table_open(&t, c, path, columns, needed))
        return;
    const char *kept = base_arena_dup(c->arena, base_str_z(t.path));
    while (dict_table_next(&t)) {
        socvet_str code = dict_field(&t, 0), parent = dict_field(&t, 2);
        if (!code_ok(code)) {
            dict_complain(&t, 0, "no code:", code);
            continue;
        }
        if (!dict_field(&t, 1).len)
            dict_complain(&t, 1, "no title for", code);
        if (code.len > 1 &&
            (parent.len >= code.len || !parent.len || !base_str_starts(code, parent))) {
            /* a group lies above what it holds: so no chain of parents runs in a ring */
            dict_complain(&t, 2, "not a group that could hold it:", parent);
            continue;
        }
        raw_unit *u = kept ? dict_list_push(c, raw) : NULL;
        if (!u) {
            c->full = true;
            continue;
        }
        *u = (raw_unit){.unit = {.title = dict_intern(c, dict_field(&t, 1)),
                                 .edition = (uint16_t)edition,
                                 .parent = DICT_NONE},
                        .path = kept,
                        .line = t.tsv.line,
                        .parent_column = dict_column(&t, 2)};
        memcpy(u->unit.code, code.ptr, code.len);
        if (code.len > 1)
            memcpy(u->parent, parent.ptr, parent.len);
    }
}

static void settle_parents(dict_compiler *c, const dict_list *raw, uint32_t edition)
{
    for (size_t i = 0; i < raw->count; i++) {
        const raw_unit *u = DICT_ITEM(*raw, raw_unit, i);
        uint16_t at = dict_find_unit(c, edition, base_str_z(u->unit.code));
        if (!u->parent[0] || at == DICT_NONE)
            continue;
        uint16_t parent = dict_find_unit(c, edition, base_str_z(u->parent));
        if (parent == DICT_NONE)
            dict_complain_at(c, u->path, u->line, u->parent_column,
                             "no such group:", base_str_z(u->parent));
        DICT_ITEM(c->units, dict_unit, at)->parent = parent;
    }
}

static void settle_units(dict_compiler *c, dict_list *raw, uint32_t edition)
{
    dict_edition *e = DICT_ITEM(c->editions, dict_edition, edition);

    if (raw->count)
        qsort(raw->items, raw->count, raw->size, by_code);
    e->unit = (uint32_t)c->units.count;
    e->unit4 = (uint32_t)c->unit4s.count;
    for (size_t i = 0; i < raw->count; i++) {
        const raw_unit *u = DICT_ITEM(*raw, raw_unit, i);
        if (i && strcmp(u->unit.code, u[-1].unit.code) == 0) {
            dict_complain_at(c, u->path, u->line, 1,
                             "this code stands twice:", base_str_z(u->unit.code));
            continue;
        }
        if (c->units.count + 1 >= DICT_NONE) {
            dict_complain_at(c, u->path, u->line, 1, "more codes than an image holds at",
                             base_str_z(u->unit.code));
            return;
        }
        dict_unit *out = dict_list_push(c, &c->units);
        if (!out)
            return;
        *out = u->unit;
        e->units++;
        uint16_t *four = strlen(u->unit.code) == 4 ? dict_list_push(c, &c->unit4s) : NULL;
        if (four) {
            *four = (uint16_t)(c->units.count - 1);
            e->unit4s++;
        }
    }
    settle_parents(c, raw, edition);
}

int dict_edition_named(const dict_compiler *c, socvet_str name)
{
    for (size_t i = 0; i < c->editions.count; i++)
        if (base_str_eq(dict_string_at(c, DICT_ITEM(c->editions, dict_edition, i)->name), name))
            return (int)i;
    return -1;
}

static bool name_ok(socvet_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!base_is_alpha(name.ptr[i]) && !base_is_digit(name.ptr[i]))
            return false;
    return name.len > 0 && name.len < 24;
}

static void read_edition(dict_table *t)
{
    dict_compiler *c = t->c;
    socvet_str name = dict_field(t, 0);

    if (!name_ok(name)) { /* it is a folder's name too */
        dict_complain(t, 0, "an edition is named by letters and digits:", name);
        return;
    }
    if (dict_edition_named(c, name) >= 0) {
        dict_complain(t, 0, "this edition stands twice:", name);
        return;
    }
    if (c->editions.count == DICT_EDITIONS) {
        dict_complain(t, 0, "more editions than an image holds at", name);
        return;
    }
    uint32_t id = dict_intern(c, name), title = dict_intern(c, dict_field(t, 1));
    dict_edition *e = dict_list_push(c, &c->editions);
    if (!e)
        return;
    *e = (dict_edition){.name = id, .title = title};
    if (!dict_field(t, 3).len)
        return;
    if (dict_field(t, 2).len > 16) {
        dict_complain(t, 2, "the index's name is longer than 16:", dict_field(t, 2));
        return;
    }
    c->default_edition = (uint32_t)c->editions.count - 1;
    c->label = dict_intern(c, base_arena_printf(c->arena, "%.*s-%.*s", SOCVET_ARG(name),
                                                SOCVET_ARG(dict_field(t, 2))));
}

void dict_read_editions(dict_compiler *c)
{
    static const char *const columns[] = {"name", "title", "index", "default", NULL};
    dict_table t;

    if (!dict_table_open(&t, c, "editions.tsv", columns, true))
        return;
    while (dict_table_next(&t))
        read_edition(&t);
    if (!c->wrong && !c->label)
        dict_complain_at(c, t.path, 1, 1, "no row is marked in the column", SOCVET_STR("default"));
    for (uint32_t i = 0; i < c->editions.count && !c->wrong; i++) {
        dict_list raw = {.size = sizeof(raw_unit)};
        read_units(c, &raw, i, "groups.tsv", true);
        read_units(c, &raw, i, "units.tsv", true);
        read_units(c, &raw, i, "subunits.tsv", false);
        settle_units(c, &raw, i);
    }
}

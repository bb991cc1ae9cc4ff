/* compile.c: a folder of tables -> an image. What is wrong is said like a compiler does:
 * path:line:column: what; the first goes to *err, all go to `message`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/err.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "dict_int.h"

typedef struct {
    void *items;
    size_t count, cap, size;
} list;

typedef struct {
    const char *folder;
    void (*message)(const char *line, void *user);
    void *user;
    socvet_err *err;
    size_t wrong;
    base_arena *arena;
    base_buf text;
    list strings;             /* uint32_t: where each begins */
    uint32_t *slots;          /* of the intern table; UINT32_MAX empty */
    size_t mask;
    list editions, units, unit4s, rows, walks, forms, keys, deeps, key_rows;
    uint32_t label, default_edition;
} compiler;

static socvet_status nomem(compiler *c)
{
    return base_fail(c->err, SOCVET_E_NOMEM, "soc_dict", SOCVET_NO_OFFSET, "memory ran out");
}

static void *push(compiler *c, list *l)
{
    if (!base_arena_grow(c->arena, &l->items, &l->cap, l->count, l->size))
        return NULL;
    return (char *)l->items + l->size * l->count++;
}

#define ITEM(list, type, i) ((type *)(list).items + (i))

/* ---- strings, each once ---- */

static socvet_str string_at(const compiler *c, uint32_t i)
{
    uint32_t from = *ITEM(c->strings, uint32_t, i);
    uint32_t to = i + 1 < c->strings.count ? *ITEM(c->strings, uint32_t, i + 1) : (uint32_t)c->text.len;

    return (socvet_str){c->text.ptr + from, to - from};
}

static uint32_t intern(compiler *c, socvet_str s)
{
    size_t at = base_hash64(s) & c->mask;

    while (c->slots[at] != UINT32_MAX && !base_str_eq(string_at(c, c->slots[at]), s))
        at = (at + 1) & c->mask;
    if (c->slots[at] == UINT32_MAX) {
        uint32_t *from = c->strings.count < c->mask / 2 ? push(c, &c->strings) : NULL;
        if (!from)
            return 0;
        *from = (uint32_t)c->text.len;
        base_buf_add(&c->text, s);
        c->slots[at] = (uint32_t)c->strings.count - 1;
    }
    return c->slots[at];
}

/* ---- tables ---- */

typedef struct {
    compiler *c;
    base_tsv tsv;
    char path[1024];
    base_buf bytes;
    int col[12];
} table;

static void say(compiler *c, socvet_err *one)
{
    c->wrong++;
    if (c->message)
        c->message(one->text, c->user);
    if (c->err && c->err->code == SOCVET_OK)
        *c->err = *one;
}

static void complain(table *t, int column, const char *what, socvet_str value)
{
    socvet_err one = {0};

    base_tsv_fail(&t->tsv, column < 0 ? -1 : t->col[column], &one, "%s '%.*s'", what,
                  (int)(value.len > 80 ? 80 : value.len), value.ptr ? value.ptr : "");
    say(t->c, &one);
}

static bool table_open(table *t, compiler *c, const char *name, const char *const *columns,
                       bool needed)
{
    socvet_err one = {0};

    t->c = c;
    snprintf(t->path, sizeof t->path, "%s/%s", c->folder, name);
    socvet_status s = base_file_read(&t->bytes, t->path, (size_t)64 << 20, &one);
    if (!s)
        s = base_tsv_open(&t->tsv, base_buf_str(&t->bytes), t->path, &one);
    if (!s)
        s = base_tsv_need(&t->tsv, columns, t->col, &one);
    if (s && (needed || s != SOCVET_E_IO))
        say(c, &one);
    if (s)
        base_buf_clear(&t->bytes);
    return s == SOCVET_OK;
}

static bool table_next(table *t)
{
    socvet_err one = {0};
    bool more = false;

    while (base_tsv_next(&t->tsv, &more, &one) != SOCVET_OK) {
        say(t->c, &one);
        base_err_clear(&one);
    }
    if (!more)
        base_buf_clear(&t->bytes);
    return more;
}

static socvet_str field(const table *t, int i)
{
    return t->tsv.field[t->col[i]];
}

/* ---- editions and units ---- */

static uint16_t find_unit(const compiler *c, uint32_t edition, socvet_str code)
{
    const dict_edition *e = ITEM(c->editions, dict_edition, edition);
    size_t low = e->unit, high = e->unit + e->units;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int x = base_str_cmp(base_str_z(ITEM(c->units, dict_unit, mid)->code), code);
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
    unsigned line;
} raw_unit;

static int by_code(const void *a, const void *b)
{
    return strcmp(((const raw_unit *)a)->unit.code, ((const raw_unit *)b)->unit.code);
}

static void read_units(compiler *c, list *raw, uint32_t edition, const char *name, bool needed)
{
    static const char *const columns[] = {"code", "title", "parent", NULL};
    socvet_str folder = string_at(c, ITEM(c->editions, dict_edition, edition)->name);
    char path[128];
    table t;

    snprintf(path, sizeof path, "%.*s/%s", SOCVET_ARG(folder), name);
    if (!table_open(&t, c, path, columns, needed))
        return;
    while (table_next(&t)) {
        socvet_str code = field(&t, 0), parent = field(&t, 2);
        raw_unit *u;
        if (!code.len || code.len > 7 || !base_is_digit(code.ptr[0])) {
            complain(&t, 0, "no code:", code);
            continue;
        }
        if (!field(&t, 1).len)
            complain(&t, 1, "no title for", code);
        if (!(u = push(c, raw)))
            return;
        *u = (raw_unit){.unit = {.title = intern(c, field(&t, 1)), .edition = (uint16_t)edition,
                                 .parent = DICT_NONE},
                        .line = t.tsv.line};
        memcpy(u->unit.code, code.ptr, code.len);
        memcpy(u->parent, parent.ptr, parent.len < 7 ? parent.len : 7);
    }
}

static void say_unit(compiler *c, const raw_unit *u, const char *what, const char *value)
{
    socvet_err one = {0};
    socvet_str folder = string_at(c, ITEM(c->editions, dict_edition, u->unit.edition)->name);

    base_fail(&one, SOCVET_E_DATA, "soc_dict", SOCVET_NO_OFFSET, "%s/%.*s: line %u: %s '%s'",
              c->folder, SOCVET_ARG(folder), u->line, what, value);
    say(c, &one);
}

static void settle_units(compiler *c, list *raw, uint32_t edition)
{
    dict_edition *e = ITEM(c->editions, dict_edition, edition);

    if (raw->count)
        qsort(raw->items, raw->count, raw->size, by_code);
    e->unit = (uint32_t)c->units.count;
    e->unit4 = (uint32_t)c->unit4s.count;
    for (size_t i = 0; i < raw->count; i++) {
        const raw_unit *u = ITEM(*raw, raw_unit, i);
        if (i && strcmp(u->unit.code, u[-1].unit.code) == 0) {
            say_unit(c, u, "this code stands twice:", u->unit.code);
            continue;
        }
        dict_unit *out = push(c, &c->units);
        uint16_t *four = strlen(u->unit.code) == 4 ? push(c, &c->unit4s) : NULL;
        if (out)
            *out = u->unit;
        if (four) {
            *four = (uint16_t)(c->units.count - 1);
            e->unit4s++;
        }
        e->units++;
    }
    for (size_t i = 0; i < raw->count; i++) {
        const raw_unit *u = ITEM(*raw, raw_unit, i);
        uint16_t at = find_unit(c, edition, base_str_z(u->unit.code));
        if (!u->parent[0] || at == DICT_NONE)
            continue;
        uint16_t parent = find_unit(c, edition, base_str_z(u->parent));
        if (parent == DICT_NONE)
            say_unit(c, u, "no such group:", u->parent);
        ITEM(c->units, dict_unit, at)->parent = parent;
    }
}

static void read_editions(compiler *c)
{
    static const char *const columns[] = {"name", "title", "index", "default", NULL};
    table t;

    if (!table_open(&t, c, "editions.tsv", columns, true))
        return;
    while (table_next(&t)) {
        dict_edition *e = c->editions.count < DICT_EDITIONS ? push(c, &c->editions) : NULL;
        if (!e) {
            complain(&t, 0, "more editions than an image holds at", field(&t, 0));
            continue;
        }
        *e = (dict_edition){.name = intern(c, field(&t, 0)), .title = intern(c, field(&t, 1))};
        if (field(&t, 3).len) {
            c->default_edition = (uint32_t)c->editions.count - 1;
            socvet_str label = base_arena_printf(c->arena, "%.*s-%.*s", SOCVET_ARG(field(&t, 0)),
                                                 SOCVET_ARG(field(&t, 2)));
            c->label = intern(c, label);
        }
    }
    for (uint32_t i = 0; i < c->editions.count; i++) {
        list raw = {.size = sizeof(raw_unit)};
        read_units(c, &raw, i, "groups.tsv", true);
        read_units(c, &raw, i, "units.tsv", true);
        read_units(c, &raw, i, "subunits.tsv", false);
        settle_units(c, &raw, i);
    }
}

/* ---- forms: how words are folded ---- */

static int by_form(const void *a, const void *b, void *ctx)
{
    const dict_form *x = a, *y = b;
    const compiler *c = ctx;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int k = base_str_cmp(string_at(c, x->word), string_at(c, y->word));
    return k ? k : base_str_cmp(string_at(c, x->form), string_at(c, y->form));
}

static bool find_form(const void *ctx, dict_form_kind kind, socvet_str word, socvet_str *form)
{
    const compiler *c = ctx;
    size_t low = 0, high = c->forms.count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const dict_form *f = ITEM(c->forms, dict_form, mid);
        if (f->kind < (uint32_t)kind ||
            (f->kind == (uint32_t)kind && base_str_cmp(string_at(c, f->word), word) < 0))
            low = mid + 1;
        else
            high = mid;
    }
    size_t n = 0;
    for (size_t i = low; i < c->forms.count; i++, n++) {
        const dict_form *f = ITEM(c->forms, dict_form, i);
        if (f->kind != (uint32_t)kind || !base_str_eq(string_at(c, f->word), word))
            break;
    }
    if (n != 1)
        return false;
    *form = string_at(c, ITEM(c->forms, dict_form, low)->form);
    return true;
}

static void add_form(compiler *c, dict_form_kind kind, socvet_str word, socvet_str form)
{
    dict_form *f = push(c, &c->forms);

    if (f)
        *f = (dict_form){kind, intern(c, word), intern(c, form)};
}

static void sort_forms(compiler *c)
{
    size_t n = 0;

    if (!c->forms.count)
        return;
    qsort_r(c->forms.items, c->forms.count, c->forms.size, by_form, c);
    for (size_t i = 0; i < c->forms.count; i++) {
        dict_form *f = ITEM(c->forms, dict_form, i);
        if (n && by_form(f, ITEM(c->forms, dict_form, n - 1), c) == 0)
            continue;
        *ITEM(c->forms, dict_form, n++) = *f;
    }
    c->forms.count = n;
}

static void read_abbreviations(compiler *c, const char *name)
{
    static const char *const columns[] = {"abbr", "expansion", NULL};
    dict_forms forms = {find_form, c};
    char word[DICT_FOLD_MAX], form[DICT_FOLD_MAX];
    list found = {.size = sizeof(dict_form)};
    table t;

    if (!table_open(&t, c, name, columns, false))
        return;
    while (table_next(&t)) {
        size_t n = dict_fold_text(&forms, field(&t, 0), 0, word, sizeof word);
        size_t m = dict_fold_text(&forms, field(&t, 1), 0, form, sizeof form);
        dict_form *f = n && m ? push(c, &found) : NULL;
        if (f)
            *f = (dict_form){DICT_ABBR, intern(c, (socvet_str){word, n}),
                             intern(c, (socvet_str){form, m})};
    }
    for (size_t i = 0; i < found.count; i++) { /* after the loop: the forms must not move in it */
        dict_form *f = push(c, &c->forms);
        if (f)
            *f = *ITEM(found, dict_form, i);
    }
}

static void read_forms(compiler *c)
{
    static const char *const columns[] = {"word", "form", "kind", NULL};
    table t;

    if (table_open(&t, c, "forms.tsv", columns, true)) {
        while (table_next(&t)) {
            socvet_str kind = field(&t, 2);
            if (base_str_eq_z(kind, "form"))
                add_form(c, DICT_FORM, field(&t, 0), field(&t, 1));
            else if (base_str_eq_z(kind, "join"))
                add_form(c, DICT_JOIN, field(&t, 0), (socvet_str){"", 0});
            else if (base_str_eq_z(kind, "stop"))
                add_form(c, DICT_STOP, field(&t, 0), (socvet_str){"", 0});
            else
                complain(&t, 2, "no kind of form:", kind);
        }
    }
    sort_forms(c);
    read_abbreviations(c, "abbreviations.tsv");
    sort_forms(c);
    read_abbreviations(c, "abbreviations_more.tsv");
    sort_forms(c);
}

/* ---- index rows ---- */

static uint16_t code_in(table *t, int column, uint32_t edition, bool *ok)
{
    socvet_str code = t->tsv.field[column];
    uint16_t u = code.len ? find_unit(t->c, edition, code) : DICT_NONE;

    if (code.len && u == DICT_NONE) {
        socvet_err one = {0};
        base_tsv_fail(&t->tsv, column, &one, "no code '%.*s' in this edition", SOCVET_ARG(code));
        say(t->c, &one);
        *ok = false;
    }
    return u;
}

static void read_index(compiler *c)
{
    static const char *const columns[] = {"title", "ind", "add", "default", NULL};
    int code[DICT_EDITIONS], sub = -1;
    char name[32];
    table t;

    if (!table_open(&t, c, "index.tsv", columns, true))
        return;
    for (uint32_t e = 0; e < c->editions.count; e++) {
        socvet_str n = string_at(c, ITEM(c->editions, dict_edition, e)->name);
        snprintf(name, sizeof name, "%.*s", SOCVET_ARG(n));
        code[e] = base_tsv_column(&t.tsv, name);
        snprintf(name, sizeof name, "%.*s_sub", SOCVET_ARG(n));
        if (e == c->default_edition)
            sub = base_tsv_column(&t.tsv, name);
    }
    while (table_next(&t)) {
        bool ok = true;
        dict_row r = {.sub = DICT_NONE, .source = SOCVET_ROW_INDEX};
        for (uint32_t e = 0; e < DICT_EDITIONS; e++)
            r.code[e] = e < c->editions.count && code[e] >= 0 ? code_in(&t, code[e], e, &ok)
                                                              : DICT_NONE;
        if (sub >= 0)
            r.sub = find_unit(c, c->default_edition, t.tsv.field[sub]);
        r.title = intern(c, field(&t, 0));
        r.industry = intern(c, field(&t, 1));
        r.extra = intern(c, field(&t, 2));
        r.flag = intern(c, field(&t, 3));
        if (!field(&t, 0).len)
            complain(&t, 0, "an index row without a title", field(&t, 0));
        dict_row *out = ok ? push(c, &c->rows) : NULL;
        if (out)
            *out = r;
    }
}

/* Related and extra titles: code in one edition only. */
static void read_titles(compiler *c, uint32_t edition, const char *file, uint16_t source)
{
    static const char *const columns[] = {"code", "title", NULL};
    socvet_str folder = string_at(c, ITEM(c->editions, dict_edition, edition)->name);
    char path[128];
    table t;

    snprintf(path, sizeof path, "%.*s/%s", SOCVET_ARG(folder), file);
    if (!table_open(&t, c, path, columns, false))
        return;
    int ind = base_tsv_column(&t.tsv, "ind");
    while (table_next(&t)) {
        bool ok = true;
        uint32_t none = intern(c, (socvet_str){"", 0});
        dict_row r = {.title = intern(c, field(&t, 1)), .extra = none, .flag = none, .sub = DICT_NONE,
                      .source = source};
        r.industry = ind < 0 ? none : intern(c, t.tsv.field[ind]);
        for (int e = 0; e < DICT_EDITIONS; e++)
            r.code[e] = DICT_NONE;
        r.code[edition] = code_in(&t, t.col[0], edition, &ok);
        dict_row *out = ok ? push(c, &c->rows) : NULL;
        if (out)
            *out = r;
    }
}

static void count_entries(compiler *c)
{
    for (size_t i = 0; i < c->rows.count; i++) {
        const dict_row *r = ITEM(c->rows, dict_row, i);
        if (r->source != SOCVET_ROW_INDEX)
            continue;
        for (int e = 0; e < DICT_EDITIONS; e++)
            for (uint16_t u = r->code[e]; u != DICT_NONE; u = ITEM(c->units, dict_unit, u)->parent)
                ITEM(c->units, dict_unit, u)->entries++;
        if (r->sub != DICT_NONE)
            ITEM(c->units, dict_unit, r->sub)->entries++;
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

static void check_triples(compiler *c)
{
    list all = {.size = sizeof(triple)};

    for (size_t i = 0; i < c->rows.count; i++) {
        const dict_row *r = ITEM(c->rows, dict_row, i);
        triple *x = r->source == SOCVET_ROW_INDEX ? push(c, &all) : NULL;
        if (x)
            *x = (triple){r->title, r->industry, r->extra, (uint32_t)i};
    }
    if (all.count)
        qsort(all.items, all.count, all.size, by_triple);
    for (size_t i = 1; i < all.count; i++) {
        triple *x = ITEM(all, triple, i), *y = x - 1;
        uint16_t a = ITEM(c->rows, dict_row, x->row)->code[c->default_edition];
        uint16_t b = ITEM(c->rows, dict_row, y->row)->code[c->default_edition];
        if (x->title == y->title && x->industry == y->industry && x->extra == y->extra && a != b &&
            a != DICT_NONE && b != DICT_NONE) {
            socvet_err one = {0};
            base_fail(&one, SOCVET_E_DATA, "soc_dict", SOCVET_NO_OFFSET,
                      "%s/index.tsv: '%.*s' with the same qualifiers has two codes", c->folder,
                      SOCVET_ARG(string_at(c, x->title)));
            say(c, &one);
        }
    }
}

/* ---- cross-walk ---- */

static int16_t share(socvet_str s)
{
    uint64_t v;

    return base_str_to_u64(s, &v) && v <= 10000 ? (int16_t)v : -1;
}

static int by_walk(const void *a, const void *b)
{
    const dict_walk *x = a, *y = b;

    return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                              : (x->to > y->to) - (x->to < y->to);
}

static int edition_named(const compiler *c, socvet_str name)
{
    for (size_t i = 0; i < c->editions.count; i++)
        if (base_str_eq(string_at(c, ITEM(c->editions, dict_edition, i)->name), name))
            return (int)i;
    return -1;
}

static void read_walk(compiler *c)
{
    static const char *const columns[] = {"from_edition", "from", "to_edition", "to", "index_share",
                                          "survey_share", NULL};
    table t;

    if (!table_open(&t, c, "crosswalk.tsv", columns, true))
        return;
    while (table_next(&t)) {
        int from = edition_named(c, field(&t, 0)), to = edition_named(c, field(&t, 2));
        bool ok = from >= 0 && to >= 0;
        if (!ok) {
            complain(&t, from < 0 ? 0 : 2, "no such edition:", field(&t, from < 0 ? 0 : 2));
            continue;
        }
        dict_walk w = {code_in(&t, t.col[1], (uint32_t)from, &ok),
                       code_in(&t, t.col[3], (uint32_t)to, &ok), share(field(&t, 4)),
                       share(field(&t, 5))};
        dict_walk *out = ok ? push(c, &c->walks) : NULL;
        if (out)
            *out = w;
    }
    if (c->walks.count)
        qsort(c->walks.items, c->walks.count, c->walks.size, by_walk);
}

/* ---- keys ---- */

typedef struct {
    uint32_t folded, row;
} folded_row;

static int by_folded(const void *a, const void *b, void *ctx)
{
    const folded_row *x = a, *y = b;
    int k = x->folded == y->folded
                ? 0
                : base_str_cmp(string_at(ctx, x->folded), string_at(ctx, y->folded));

    return k ? k : (x->row > y->row) - (x->row < y->row);
}

static void make_keys(compiler *c, list *keys, unsigned flags)
{
    list all = {.size = sizeof(folded_row)};
    dict_forms forms = {find_form, c};
    char buf[DICT_FOLD_MAX];

    for (size_t i = 0; i < c->rows.count; i++) {
        char title[DICT_FOLD_MAX];
        socvet_str s = string_at(c, ITEM(c->rows, dict_row, i)->title);
        if (s.len >= sizeof title)
            continue;
        memcpy(title, s.ptr, s.len); /* interning may move the text under our feet */
        size_t n = dict_fold_text(&forms, (socvet_str){title, s.len}, flags, buf, sizeof buf);
        folded_row *f = n ? push(c, &all) : NULL;
        if (f)
            *f = (folded_row){intern(c, (socvet_str){buf, n}), (uint32_t)i};
    }
    if (all.count)
        qsort_r(all.items, all.count, all.size, by_folded, c);
    for (size_t i = 0; i < all.count; i++) {
        const folded_row *f = ITEM(all, folded_row, i);
        if (i == 0 || f->folded != f[-1].folded) {
            dict_key *k = push(c, keys);
            if (!k)
                return;
            *k = (dict_key){f->folded, (uint32_t)c->key_rows.count, 0};
        }
        uint32_t *row = push(c, &c->key_rows);
        if (row)
            *row = f->row;
        ITEM(*keys, dict_key, keys->count - 1)->count++;
    }
}

/* ---- the image ---- */

static socvet_status write_image(compiler *c, socvet_str *out)
{
    uint32_t *end = push(c, &c->strings);
    base_buf b;
    dict_header h = {.schema = DICT_SCHEMA, .order = DICT_ORDER, .label = c->label,
                     .default_edition = c->default_edition};
    list text = {c->text.ptr, c->text.len, 0, 1};
    const list *parts[DICT_SECTIONS] = {
        [DICT_TEXT] = &text, [DICT_STRINGS] = &c->strings, [DICT_EDITION] = &c->editions,
        [DICT_UNIT] = &c->units, [DICT_UNIT4] = &c->unit4s, [DICT_ROW] = &c->rows,
        [DICT_KEY] = &c->keys, [DICT_DEEP] = &c->deeps, [DICT_KEY_ROW] = &c->key_rows,
        [DICT_WALK] = &c->walks, [DICT_FORMS] = &c->forms};

    if (!end || c->text.failed)
        return nomem(c);
    *end = (uint32_t)c->text.len;
    base_buf_init(&b, 0);
    memcpy(h.magic, DICT_MAGIC, sizeof h.magic);
    base_buf_add(&b, (socvet_str){(const char *)&h, sizeof h});
    for (int s = 0; s < DICT_SECTIONS; s++) {
        while (b.len % 8)
            base_buf_add_char(&b, 0);
        h.section[s] = (dict_extent){b.len, (uint32_t)parts[s]->count,
                                     (uint32_t)dict_item_size((dict_section)s)};
        base_buf_add(&b, (socvet_str){parts[s]->items, parts[s]->count * dict_item_size((dict_section)s)});
    }
    while (b.len % 8)
        base_buf_add_char(&b, 0);
    h.bytes = b.len;
    if (b.failed)
        return nomem(c);
    memcpy(b.ptr, &h, sizeof h);
    dict_image_seal(b.ptr, b.len);
    socvet_dict d = {(const unsigned char *)b.ptr, NULL};
    socvet_status s = dict_image_check(&d, b.len, c->err);
    if (s)
        base_buf_clear(&b);
    else
        *out = base_buf_str(&b);
    return s;
}

static void init_lists(compiler *c)
{
    c->strings.size = sizeof(uint32_t);
    c->editions.size = sizeof(dict_edition);
    c->units.size = sizeof(dict_unit);
    c->unit4s.size = sizeof(uint16_t);
    c->rows.size = sizeof(dict_row);
    c->walks.size = sizeof(dict_walk);
    c->forms.size = sizeof(dict_form);
    c->keys.size = c->deeps.size = sizeof(dict_key);
    c->key_rows.size = sizeof(uint32_t);
}

static void read_all(compiler *c)
{
    intern(c, (socvet_str){"", 0});
    read_editions(c);
    if (c->wrong)
        return;
    read_forms(c);
    read_index(c);
    for (uint32_t e = 0; e < c->editions.count; e++) {
        read_titles(c, e, "related.tsv", SOCVET_ROW_RELATED);
        read_titles(c, e, "extra_titles.tsv", SOCVET_ROW_EXTRA);
    }
    check_triples(c);
    count_entries(c);
    read_walk(c);
    make_keys(c, &c->keys, 0);
    make_keys(c, &c->deeps, SOCVET_FOLD_EXPAND | SOCVET_FOLD_DROP_STOPS);
}

socvet_status socvet_dict_compile(socvet_str *out, const char *folder,
                                  void (*message)(const char *line, void *user), void *user,
                                  socvet_err *err)
{
    enum { SLOTS = 1 << 18 };
    socvet_err own = {0};
    compiler c = {.folder = folder, .message = message, .user = user, .err = err ? err : &own,
                  .mask = SLOTS - 1};

    *out = (socvet_str){NULL, 0};
    base_err_clear(c.err);
    c.arena = base_arena_new(0);
    c.slots = malloc(SLOTS * sizeof *c.slots);
    base_buf_init(&c.text, UINT32_MAX / 2);
    init_lists(&c);
    socvet_status s = c.arena && c.slots ? SOCVET_OK : nomem(&c);
    if (!s) {
        memset(c.slots, 0xFF, SLOTS * sizeof *c.slots);
        read_all(&c);
        s = c.wrong ? c.err->code : write_image(&c, out);
    }
    free(c.slots);
    base_buf_clear(&c.text);
    base_arena_free(c.arena);
    return s;
}

void socvet_dict_image_free(socvet_str image)
{
    free((void *)(uintptr_t)image.ptr);
}

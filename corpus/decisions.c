/* decisions.c: the table that reviewers hand back: columns hash, title, machine_code, code, reviewer,
 * note; rows without a code are not decided. The last row for the same thing stands. */
#include "decisions.h"

#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "codes.h"
#include "export.h"
#include "table.h"

typedef struct {
    uint64_t key;
    size_t order;
    socvet_decision d;
    socvet_str hash, title, folded;
    char machine[8];
} entry;

struct socvet_decisions {
    base_arena *arena;
    entry *entries; /* sorted by key; of the same key the last row first */
    size_t n, cap;
    char hash[17];
};

socvet_str corpus_fold_title(base_arena *arena, socvet_str title)
{
    socvet_str s = base_str_trim(title);
    char *p = base_arena_alloc(arena, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; p && i < s.len; i++) {
        if (!base_is_blank(s.ptr[i]))
            p[n++] = base_lower(s.ptr[i]);
        else if (n && p[n - 1] != ' ')
            p[n++] = ' ';
    }
    return (socvet_str){p, p ? n : 0};
}

/* One key space for rows ("h", the hash) and titles ("t", the title folded, the coder's code). */
static uint64_t key_of(char kind, socvet_str name, const char *machine_code)
{
    uint64_t parts[3] = {(uint64_t)kind, base_hash64(name), base_hash64(base_str_z(machine_code))};

    return base_hash64((socvet_str){(const char *)parts, sizeof parts});
}

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->order > y->order ? -1 : 1;
}

static socvet_status add(socvet_decisions *d, const entry *what, socvet_err *err)
{
    if (d->n == d->cap) {
        size_t cap = d->cap ? d->cap * 2 : 256;
        entry *p = realloc(d->entries, cap * sizeof *p);
        if (!p)
            return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
        d->entries = p;
        d->cap = cap;
    }
    d->entries[d->n] = *what;
    d->entries[d->n].order = d->n;
    d->n++;
    return SOCVET_OK;
}

/* Digits as a spreadsheet kept them text: ="2111". */
static socvet_str plain_digits(socvet_str s)
{
    s = base_str_trim(s);
    if (s.len > 3 && s.ptr[0] == '=' && s.ptr[1] == '"' && s.ptr[s.len - 1] == '"')
        s = (socvet_str){s.ptr + 2, s.len - 3};
    return s;
}

/* A code in any shape or a unit group's title; it must be of some edition, the newest first. */
static bool read_code(const socvet_dict *dict, socvet_str field, char code[8])
{
    socvet_unit u;

    for (size_t e = socvet_dict_editions(dict); e-- > 0;)
        if (corpus_read_code(dict, (int)e, field, code) != CORPUS_CODE_NONE &&
            socvet_dict_unit(dict, (int)e, base_str_z(code), &u))
            return true;
    return false;
}

typedef struct {
    int hash, title, machine, code, reviewer, note;
} columns;

/* A cell; the apostrophe that keeps a spreadsheet from running it as a formula goes again. */
static socvet_str cell(const corpus_table_row *r, int column)
{
    socvet_str s = column >= 0 && (size_t)column < r->n ? r->field[column] : (socvet_str){NULL, 0};

    if (s.len > 1 && s.ptr[0] == '\'' && strchr("=+-@\t\r", s.ptr[1]))
        s = (socvet_str){s.ptr + 1, s.len - 1};
    return s;
}

static socvet_str keep(base_arena *arena, socvet_str s)
{
    char *p = s.len ? base_arena_dup(arena, s) : NULL;

    return (socvet_str){p, p ? s.len : 0};
}

static socvet_status take_row(socvet_decisions *d, const socvet_dict *dict, const columns *c,
                              const corpus_table_row *r, const char *path, socvet_err *err)
{
    entry x = {.d.reviewer = keep(d->arena, cell(r, c->reviewer)),
               .d.note = keep(d->arena, cell(r, c->note)),
               .hash = keep(d->arena, plain_digits(cell(r, c->hash))),
               .title = keep(d->arena, cell(r, c->title))};
    socvet_str m = plain_digits(cell(r, c->machine));

    if (base_str_trim(cell(r, c->code)).len == 0)
        return SOCVET_OK;
    if (!read_code(dict, cell(r, c->code), x.d.code))
        return base_fail(err, SOCVET_E_DATA, "corpus", SOCVET_NO_OFFSET,
                         "%s: row %llu: '%.*s' is no code of any edition", path,
                         (unsigned long long)r->number, SOCVET_ARG(base_str_trim(cell(r, c->code))));
    memcpy(x.machine, m.ptr ? m.ptr : "", m.len > 4 ? 4 : m.len);
    x.folded = corpus_fold_title(d->arena, x.title);
    if (x.hash.len)
        x.key = key_of('h', x.hash, "");
    else if (x.folded.len)
        x.key = key_of('t', x.folded, x.machine);
    else
        return base_fail(err, SOCVET_E_DATA, "corpus", SOCVET_NO_OFFSET,
                         "%s: row %llu: a decision needs a hash or a title", path,
                         (unsigned long long)r->number);
    return add(d, &x, err);
}

static void summarise(socvet_decisions *d)
{
    uint64_t sum = d->n;

    for (size_t i = 0; i < d->n; i++) {
        uint64_t pair[3] = {sum, d->entries[i].key,
                            base_hash64(base_str_z(d->entries[i].d.code))};
        sum = base_hash64((socvet_str){(const char *)pair, sizeof pair});
    }
    corpus_hex16(sum, d->hash);
}

typedef struct {
    socvet_decisions *d;
    const socvet_dict *dict;
    const char *path;
    socvet_err *err;
} reading;

static socvet_status each_stored(const socvet_str fields[6], uint64_t number, void *user)
{
    static const columns as_stored = {0, 1, 2, 3, 4, 5};
    reading *r = user;
    corpus_table_row row = {number, 6, fields};

    return take_row(r->d, r->dict, &as_stored, &row, r->path, r->err);
}

static socvet_status read_table(socvet_decisions *d, const char *path, const socvet_dict *dict,
                                socvet_err *err)
{
    static const char *const hash[] = {"hash", "row_hash", NULL}, *const title[] = {"title", NULL},
                            *const machine[] = {"machine_code", NULL},
                            *const code[] = {"code", "decision", "decided_code", NULL},
                            *const who[] = {"reviewer", "coder", NULL}, *const note[] = {"note", NULL};
    corpus_table *t = NULL;
    corpus_table_row row;
    bool more = true;
    if (corpus_is_sqlite(path)) {
        reading r = {d, dict, path, err};
        return corpus_sqlite_decisions(path, each_stored, &r, err);
    }
    socvet_status s = corpus_table_open(&t, path, err);

    if (s)
        return s;
    columns c = {corpus_table_column(t, hash), corpus_table_column(t, title),
                 corpus_table_column(t, machine), corpus_table_column(t, code),
                 corpus_table_column(t, who), corpus_table_column(t, note)};
    if (c.code < 0 || (c.hash < 0 && c.title < 0))
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", 0,
                      "%s: the columns hash or title, and code are wanted", path);
    while (!s && !(s = corpus_table_next(t, d->arena, &row, &more, err)) && more)
        s = take_row(d, dict, &c, &row, path, err);
    corpus_table_free(t);
    return s;
}

socvet_status corpus_decisions_gather(socvet_decisions **out, const char *const *tables, size_t n,
                                      const socvet_dict *dict, socvet_err *err)
{
    socvet_decisions *d = calloc(1, sizeof *d);
    socvet_status s = SOCVET_OK;

    *out = NULL;
    if (!d || !(d->arena = base_arena_new(0))) {
        free(d);
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    }
    for (size_t i = 0; !s && i < n; i++)
        s = read_table(d, tables[i], dict, err);
    if (s) {
        socvet_decisions_free(d);
        return s;
    }
    if (d->n)
        qsort(d->entries, d->n, sizeof *d->entries, by_key);
    size_t kept = 0; /* of the same thing the last word stands */
    for (size_t i = 0; i < d->n; i++)
        if (!kept || d->entries[i].key != d->entries[kept - 1].key)
            d->entries[kept++] = d->entries[i];
    d->n = kept;
    summarise(d);
    *out = d;
    return SOCVET_OK;
}

socvet_status socvet_decisions_load(socvet_decisions **out, const char *path,
                                    const socvet_dict *dict, socvet_err *err)
{
    base_err_clear(err);
    return corpus_decisions_gather(out, &path, 1, dict, err);
}

bool corpus_decisions_each(const socvet_decisions *d,
                           bool (*each)(const corpus_decision_row *row, void *user), void *user)
{
    for (size_t i = 0; i < d->n; i++) {
        const entry *x = &d->entries[i];
        corpus_decision_row r = {x->hash, x->title, x->folded, base_str_z(x->machine),
                                 base_str_z(x->d.code), x->d.reviewer, x->d.note};
        if (!each(&r, user))
            return false;
    }
    return true;
}

void socvet_decisions_free(socvet_decisions *d)
{
    if (d) {
        base_arena_free(d->arena);
        free(d->entries);
        free(d);
    }
}

socvet_str socvet_decisions_hash(const socvet_decisions *d)
{
    return d ? base_str_z(d->hash) : SOCVET_STR("none");
}

size_t socvet_decisions_count(const socvet_decisions *d)
{
    return d ? d->n : 0;
}

static const socvet_decision *find(const socvet_decisions *d, uint64_t key)
{
    size_t low = 0, high = d->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->entries[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->n && d->entries[low].key == key ? &d->entries[low].d : NULL;
}

const socvet_decision *corpus_decision_for(const socvet_decisions *d, const char *row_hash,
                                           socvet_str title, const char *machine_code)
{
    base_arena *a = d && d->n ? base_arena_new(0) : NULL;

    if (!a)
        return NULL;
    socvet_str t = corpus_fold_title(a, title);
    const socvet_decision *x = find(d, key_of('h', base_str_z(row_hash), ""));
    if (!x && t.len)
        x = find(d, key_of('t', t, machine_code));
    if (!x && t.len)
        x = find(d, key_of('t', t, ""));
    base_arena_free(a);
    return x;
}

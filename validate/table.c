/* table.c: reading typed, dated tables. */
#include "table.h"

#include "../base/date.h"
#include "../base/err.h"
#include "../base/str.h"

static size_t column_of(const validate_schema *s, const char *name)
{
    for (size_t i = 0; s->columns[i].name; i++)
        if (strcmp(s->columns[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

const validate_cell *validate_at(const validate_table *t, size_t row, const char *column)
{
    return &t->cells[row * t->columns + column_of(t->schema, column)];
}

/* "41700", "12.82", "37.5" -> hundredths; false on anything else. */
static bool hundredths(socvet_str s, int64_t *out)
{
    size_t dot = base_str_find(s, SOCVET_STR("."), 0);
    socvet_str whole = {s.ptr, dot == SIZE_MAX ? s.len : dot};
    uint64_t n, f = 0;

    if (!base_str_to_u64(whole, &n) || n > 1000000000)
        return false;
    if (dot != SIZE_MAX) {
        socvet_str rest = {s.ptr + dot + 1, s.len - dot - 1};
        if (rest.len < 1 || rest.len > 2 || !base_str_to_u64(rest, &f))
            return false;
        if (rest.len == 1)
            f *= 10;
    }
    *out = (int64_t)(n * 100 + f);
    return true;
}

static bool word_among(const char *words, socvet_str s)
{
    socvet_str rest = base_str_z(words), piece;

    while (base_str_split(&rest, '|', &piece))
        if (base_str_eq(piece, s))
            return true;
    return false;
}

static socvet_status read_cell(validate_cell *c, const validate_column *k, const base_tsv *t, int column,
                               socvet_err *err)
{
    socvet_str s = t->field[column];
    bool none = s.len == 0 || base_str_eq_z(s, "UNKNOWN");
    uint64_t n;

    *c = (validate_cell){s, VALIDATE_NONE};
    switch ((validate_column_type)k->type) {
    case COLUMN_TEXT:
        return SOCVET_OK;
    case COLUMN_WORD:
        if (word_among(k->words, s))
            return SOCVET_OK;
        return base_tsv_fail(t, column, err, "%s '%.*s': one of %s is wanted", k->name, SOCVET_ARG(s),
                             k->words);
    case COLUMN_FROM:
    case COLUMN_TO:
        c->n = s.len ? base_date_parse_iso(s) : k->type == COLUMN_FROM ? INT32_MIN : INT32_MAX;
        if (s.len && c->n == BASE_NO_DATE)
            return base_tsv_fail(t, column, err, "'%.*s' is no date (2026-11-25 is wanted)", SOCVET_ARG(s));
        return SOCVET_OK;
    case COLUMN_POUNDS:
    case COLUMN_HOURS:
        if (none || hundredths(s, &c->n))
            return SOCVET_OK;
        return base_tsv_fail(t, column, err, "%s '%.*s': a figure like 41700 or 12.82 is wanted", k->name,
                             SOCVET_ARG(s));
    case COLUMN_NUMBER:
        if (none)
            return SOCVET_OK;
        if (!base_str_to_u64(s, &n) || n > 1000000000)
            return base_tsv_fail(t, column, err, "%s '%.*s': a whole number is wanted", k->name, SOCVET_ARG(s));
        c->n = (int64_t)n;
        return SOCVET_OK;
    }
    return SOCVET_OK;
}

static bool same_key(const validate_table *t, size_t a, size_t b)
{
    for (size_t i = 0; i < t->columns; i++)
        if (t->schema->columns[i].key &&
            !base_str_eq(t->cells[a * t->columns + i].s, t->cells[b * t->columns + i].s))
            return false;
    return true;
}

/* The row just read (the last) against the others. */
static socvet_status check_row(const validate_table *t, const base_tsv *file, const int *column, bool strict,
                               socvet_err *err)
{
    size_t last = t->rows - 1;
    int64_t from = t->cells[last * t->columns + t->from].n, to = t->cells[last * t->columns + t->to].n;

    if (from > to)
        return base_tsv_fail(file, column[t->from], err, "a row that is never in force: it ends before it begins");
    for (size_t i = 0; strict && i < last; i++)
        if (same_key(t, i, last) && t->cells[i * t->columns + t->from].n <= to &&
            from <= t->cells[i * t->columns + t->to].n)
            return base_tsv_fail(file, column[0], err, "a second row for '%.*s' on the same days",
                                 SOCVET_ARG(file->field[column[0]]));
    return SOCVET_OK;
}

socvet_status validate_table_read(validate_table *t, const validate_schema *schema, base_arena *arena,
                                  socvet_str bytes, const char *name, bool strict, socvet_err *err)
{
    const char *names[VALIDATE_COLUMNS] = {NULL};
    int column[VALIDATE_COLUMNS];
    base_tsv file;
    bool more;

    t->schema = schema;
    for (t->columns = 0; schema->columns[t->columns].name; t->columns++)
        names[t->columns] = schema->columns[t->columns].name;
    t->from = column_of(schema, "from");
    t->to = column_of(schema, "to");
    socvet_status s = base_tsv_open(&file, bytes, name, err);
    if (!s)
        s = base_tsv_need(&file, names, column, err);
    while (!s && !(s = base_tsv_next(&file, &more, err)) && more) {
        void *p = t->cells;
        if (!base_arena_grow(arena, &p, &t->cap, t->rows, t->columns * sizeof *t->cells))
            return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
        t->cells = p;
        validate_cell *row = t->cells + t->rows * t->columns, *above = t->rows ? row - t->columns : NULL;
        for (size_t i = 0; !s && i < t->columns; i++)
            if (above && base_str_eq(above[i].s, file.field[column[i]]))
                row[i] = above[i]; /* rows often repeat the row before */
            else
                s = read_cell(&row[i], &schema->columns[i], &file, column[i], err);
        t->rows++;
        if (!s)
            s = check_row(t, &file, column, strict, err);
    }
    return s;
}

size_t validate_find(const validate_table *t, size_t start, int32_t day, const validate_want *want)
{
    size_t columns[8], n = 0;

    for (; want[n].column && n < 8; n++)
        columns[n] = column_of(t->schema, want[n].column);
    for (size_t r = start; r < t->rows; r++) {
        const validate_cell *c = &t->cells[r * t->columns];
        size_t i = 0;
        if (day < c[t->from].n || day > c[t->to].n)
            continue;
        while (i < n && (want[i].value.len == 0 || base_str_eq(c[columns[i]].s, want[i].value)))
            i++;
        if (i == n)
            return r;
    }
    return SIZE_MAX;
}

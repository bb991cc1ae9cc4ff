/* tsv.c: reading our own tables. */
#include "tsv.h"

#include <stdarg.h>
#include <stdio.h>

#include "err.h"
#include "str.h"
#include "utf8.h"

static bool next_line(base_tsv *t, socvet_str *line)
{
    while (t->rest.ptr && t->rest.len) {
        base_str_split(&t->rest, '\n', line);
        t->line++;
        if (line->len && line->ptr[line->len - 1] == '\r')
            line->len--;
        if (line->len && line->ptr[0] != '#')
            return true;
    }
    return false;
}

static size_t split_line(socvet_str line, socvet_str *out)
{
    size_t n = 0;
    socvet_str piece;

    while (base_str_split(&line, '\t', &piece)) {
        if (n < BASE_TSV_COLUMNS)
            out[n] = piece;
        n++;
    }
    return n;
}

socvet_status base_tsv_open(base_tsv *t, socvet_str bytes, const char *name, socvet_err *err)
{
    socvet_str line;

    *t = (base_tsv){.name = name, .rest = bytes};
    size_t bad = base_utf8_check(bytes);
    if (bad < bytes.len)
        return base_fail(err, SOCVET_E_DATA, "base", bad, "%s: not UTF-8 at byte %zu", name, bad);
    if (base_str_starts(t->rest, SOCVET_STR("\xEF\xBB\xBF")))
        t->rest.ptr += 3, t->rest.len -= 3;
    if (!next_line(t, &line))
        return base_fail(err, SOCVET_E_DATA, "base", 0, "%s: no header row", name);
    t->columns = split_line(line, t->header);
    if (t->columns > BASE_TSV_COLUMNS)
        return base_fail(err, SOCVET_E_DATA, "base", 0, "%s:%u: more than %d columns", name,
                         t->line, BASE_TSV_COLUMNS);
    return SOCVET_OK;
}

socvet_status base_tsv_next(base_tsv *t, bool *more, socvet_err *err)
{
    socvet_str line;

    *more = next_line(t, &line);
    if (!*more)
        return SOCVET_OK;
    for (size_t i = 0; i < t->columns; i++)
        t->field[i] = (socvet_str){"", 0};
    size_t n = split_line(line, t->field);
    if (n > t->columns)
        return base_fail(err, SOCVET_E_DATA, "base", SOCVET_NO_OFFSET,
                         "%s:%u: %zu fields where the header has %zu", t->name, t->line, n,
                         t->columns);
    return SOCVET_OK;
}

int base_tsv_column(const base_tsv *t, const char *name)
{
    socvet_str n = base_str_z(name);

    for (size_t i = 0; i < t->columns; i++)
        if (base_str_eq(t->header[i], n))
            return (int)i;
    return -1;
}

socvet_str base_tsv_get(const base_tsv *t, const char *name)
{
    int c = base_tsv_column(t, name);

    return c < 0 ? (socvet_str){"", 0} : t->field[c];
}

socvet_status base_tsv_need(const base_tsv *t, const char *const *names, int *columns,
                            socvet_err *err)
{
    for (size_t i = 0; names[i]; i++) {
        columns[i] = base_tsv_column(t, names[i]);
        if (columns[i] < 0)
            return base_fail(err, SOCVET_E_DATA, "base", SOCVET_NO_OFFSET,
                             "%s:%u: no column named '%s'", t->name, t->line, names[i]);
    }
    return SOCVET_OK;
}

socvet_status base_tsv_fail(const base_tsv *t, int column, socvet_err *err, const char *fmt, ...)
{
    char text[200];
    va_list ap;
    size_t at = 1;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (column >= 0 && (size_t)column < t->columns)
        for (int i = 0; i < column; i++)
            at += t->field[i].len + 1;
    return base_fail(err, SOCVET_E_DATA, "base", SOCVET_NO_OFFSET, "%s:%u:%zu: %s", t->name,
                     t->line, at, text);
}

socvet_str base_tsv_unescape(base_arena *arena, socvet_str f)
{
    if (base_str_find(f, SOCVET_STR("\\"), 0) == SIZE_MAX)
        return f;
    char *p = base_arena_alloc(arena, f.len + 1);
    size_t n = 0, i = 0;
    if (!p)
        return (socvet_str){NULL, 0};
    while (i < f.len) {
        const char *stroke = memchr(f.ptr + i, '\\', f.len - i);
        size_t run = stroke ? (size_t)(stroke - f.ptr) - i : f.len - i;
        memcpy(p + n, f.ptr + i, run);
        n += run;
        i += run;
        if (i == f.len)
            break;
        char d = i + 1 < f.len ? f.ptr[i + 1] : '\0';
        bool known = d == 'n' || d == 't' || d == '\\';
        p[n++] = known ? (d == 'n' ? '\n' : d == 't' ? '\t' : '\\') : '\\';
        i += known ? 2 : 1;
    }
    return (socvet_str){p, n};
}

/* columns.c: which column of a table is what: guessed from its name, or as people said (--col, a
 * mapping saved before). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "dates.h"
#include "source_int.h"

/* ---- what people say ---- */

static socvet_status say_column(corpus_source *s, int f, socvet_str name, int *k, socvet_err *err)
{
    int c = corpus_column_named(&s->csv, name);

    if (c < 0)
        return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                         "the table has no column called '%.*s'", SOCVET_ARG(name));
    if (*k == 0)
        for (int i = 0; i < CORPUS_COLUMNS_A_FIELD; i++)
            s->column[f][i] = -1;
    if (*k < CORPUS_COLUMNS_A_FIELD)
        s->column[f][(*k)++] = c;
    return SOCVET_OK;
}

static socvet_status bad_pair(socvet_str piece, socvet_err *err)
{
    return base_fail(err, SOCVET_E_USAGE, "corpus", SOCVET_NO_OFFSET,
                     "column mapping '%.*s': field=Column is wanted (fields: title, text, id, soc, "
                     "date, employer, ...)", SOCVET_ARG(piece));
}

/* "title=JobTitle,text=Description,Duties" (also with + between the columns of one field). */
static socvet_status say_columns(corpus_source *s, const char *mapping, socvet_err *err)
{
    socvet_str rest = base_str_z(mapping), piece, one, name;
    int f = -1, k = 0;
    socvet_status st = SOCVET_OK;

    while (!st && mapping && base_str_split(&rest, ',', &piece)) {
        socvet_str columns = piece;
        if (memchr(piece.ptr, '=', piece.len)) {
            base_str_split(&columns, '=', &name);
            f = corpus_field_named(base_str_trim(name));
            k = 0;
        }
        if (f < 0)
            return bad_pair(piece, err);
        if (corpus_column_named(&s->csv, base_str_trim(columns)) >= 0)
            st = say_column(s, f, base_str_trim(columns), &k, err); /* a name with a + in it */
        else
            while (!st && base_str_split(&columns, '+', &one))
                st = say_column(s, f, base_str_trim(one), &k, err);
    }
    return st;
}

static socvet_status read_mapping(corpus_source *s, const char *path, socvet_err *err)
{
    base_buf bytes;
    base_tsv t;
    bool more = true;
    int k[CORPUS_FIELDS] = {0};
    socvet_status st = base_file_read(&bytes, path, 1 << 20, err);

    if (!st)
        st = base_tsv_open(&t, base_buf_str(&bytes), path, err);
    while (!st && !(st = base_tsv_next(&t, &more, err)) && more) {
        int f = corpus_field_named(base_tsv_get(&t, "field"));
        st = f < 0 ? bad_pair(base_tsv_get(&t, "field"), err)
                   : say_column(s, f, base_tsv_get(&t, "column"), &k[f], err);
    }
    base_buf_clear(&bytes);
    return st;
}

static void say_mapping(corpus_source *s)
{
    for (int f = 0; f < CORPUS_PATH; f++)
        for (int k = 0; k < CORPUS_COLUMNS_A_FIELD && s->column[f][k] >= 0; k++)
            base_buf_printf(&s->says, "%s%s = %.*s", s->says.len ? ", " : "", corpus_field_names[f],
                            SOCVET_ARG(base_str_trim(s->csv.field[s->column[f][k]])));
}

/* Which comes first, day or month: what the rows that have been read so far can only mean. */
static void look_at_dates(corpus_source *s)
{
    static const int fields[] = {CORPUS_DATE, CORPUS_CLOSING};
    enum { LOOK_ROWS = 2000 };
    corpus_csv *c = calloc(1, sizeof *c);
    base_arena *arena = base_arena_new(0);
    bool unclosed, day = false, month = false;

    if (c && arena && s->held.len > s->at) {
        c->bytes = (socvet_str){s->held.ptr + s->at, s->held.len - s->at};
        c->delimiter = s->csv.delimiter;
        for (int i = 0; i < LOOK_ROWS && corpus_csv_next(c, arena, &unclosed); i++)
            for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
                int at = s->column[fields[k]][0];
                int order = at >= 0 && (size_t)at < c->n_fields ? corpus_date_order(c->field[at]) : 0;
                day |= order > 0;
                month |= order < 0;
            }
    }
    s->month_first = month && !day;
    if (s->month_first)
        base_buf_add_z(&s->says, ", dates are month/day/year");
    base_arena_free(arena);
    free(c);
}

/* The columns that are there are named, as far as the message reaches. */
static socvet_status no_title(const corpus_csv *h, socvet_err *err)
{
    enum { MOST = 84 };
    base_buf names;

    base_buf_init(&names, 0);
    for (size_t i = 0; i < h->n_fields && names.len < MOST; i++) {
        socvet_str name = base_str_trim(h->field[i]);
        if (name.len)
            base_buf_printf(&names, "%s%.*s", names.len ? "; " : "", SOCVET_ARG(name));
    }
    socvet_str z = base_buf_str(&names);
    bool cut = z.len > MOST;
    z.len = cut ? MOST : z.len;
    while (cut && z.len && ((unsigned char)z.ptr[z.len] & 0xC0) == 0x80)
        z.len--;
    socvet_status st = base_fail(err, SOCVET_E_FORMAT, "corpus", 0,
                                 "no column looks like a title or a text; name one: --col title=COLUMN (here: %.*s%s)",
                                 SOCVET_ARG(z), cut ? "..." : "");
    base_buf_clear(&names);
    return st;
}

socvet_status corpus_columns_map(corpus_source *s, const corpus_source_opts *o, socvet_err *err)
{
    corpus_columns_guess(s->column, &s->csv);
    socvet_status st = o->mapping_file ? read_mapping(s, o->mapping_file, err) : SOCVET_OK;
    if (!st)
        st = say_columns(s, o->mapping, err);
    bool guessed = !o->mapping && !o->mapping_file;
    if (!st && ((s->column[CORPUS_TITLE][0] < 0 && s->column[CORPUS_TEXT][0] < 0) ||
                (guessed && corpus_columns_known(&s->csv) < 100)))
        st = no_title(&s->csv, err);
    if (!st) {
        say_mapping(s);
        look_at_dates(s);
    }
    return st;
}

socvet_status corpus_columns_save(const corpus_source *s, const char *path, socvet_err *err)
{
    FILE *f = s->kind == CORPUS_TABLE ? fopen(path, "w") : NULL;

    if (!f)
        return base_fail(err, s->kind == CORPUS_TABLE ? SOCVET_E_IO : SOCVET_E_USAGE, "corpus",
                         SOCVET_NO_OFFSET, "%s: %s", path,
                         s->kind == CORPUS_TABLE ? strerror(errno) : "only a table has columns to map");
    fputs("field\tcolumn\n", f);
    for (int i = 0; i < CORPUS_PATH; i++)
        for (int k = 0; k < CORPUS_COLUMNS_A_FIELD && s->column[i][k] >= 0; k++)
            fprintf(f, "%s\t%.*s\n", corpus_field_names[i],
                    SOCVET_ARG(base_str_trim(s->csv.field[s->column[i][k]])));
    return fclose(f) == 0 ? SOCVET_OK
                          : base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path,
                                      strerror(errno));
}

/* ---- a row ---- */

void corpus_columns_row(const corpus_source *s, corpus_row *row, socvet_str record,
                        base_arena *arena)
{
    corpus_csv *c = base_arena_alloc(arena, sizeof *c);
    bool unclosed = false;

    if (!c)
        return;
    c->bytes = record;
    c->delimiter = s->csv.delimiter;
    corpus_csv_next(c, arena, &unclosed);
    if (unclosed)
        row->field[CORPUS_ERROR] = SOCVET_STR("a quote is opened and never closed");
    for (int f = 0; f < CORPUS_PATH; f++)
        for (int k = 0; k < CORPUS_COLUMNS_A_FIELD && s->column[f][k] >= 0; k++) {
            if ((size_t)s->column[f][k] >= c->n_fields)
                continue;
            socvet_str v = c->field[s->column[f][k]], *to = &row->field[f];
            if (to->len == 0)
                *to = v;
            else if (v.len)
                *to = base_arena_printf(arena, "%.*s%s%.*s", SOCVET_ARG(*to),
                                        f == CORPUS_SALARY ? " - " : "\n\n", SOCVET_ARG(v));
        }
}

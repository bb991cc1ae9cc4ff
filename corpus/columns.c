/* columns.c: which column of a table is what: guessed from its name, or as people said (--col, a
 * mapping saved before). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "source_int.h"

enum { MOST_NAMES = 14 };

/* Names that columns have, the likeliest first; they are names for --col as well. */
static const char *const guesses[CORPUS_FIELDS][MOST_NAMES] = {
    [CORPUS_ID] = {"id", "job id", "job_id", "jobid", "vacancy id", "vacancy_id", "advert id", "record id", "uid", NULL},
    [CORPUS_TITLE] = {"title", "job title", "jobtitle", "job_title", "vacancy title", "vacancy_title", "post title", "post_title", "position", "role", "job name", "job", NULL},
    [CORPUS_TEXT] = {"text", "description", "job description", "job_description", "jobdescription", "advert", "advert text", "advert_text", "full text", "body", "details", "duties", NULL},
    [CORPUS_DATE] = {"date", "posted", "date posted", "date_posted", "posted date", "posted_date", "posting date", "advert date", "published", "publish date", "opening date", "dateposted", NULL},
    [CORPUS_EMPLOYER] = {"employer", "company", "organisation", "organization", "employer name", "company name", "company_name", "hiring organisation", NULL},
    [CORPUS_INDUSTRY] = {"industry", "sector", NULL},
    [CORPUS_LOCATION] = {"location", "place", "town", "city", "job location", NULL},
    [CORPUS_SALARY] = {"salary", "pay", "salary range", "salary_range", "salary text", "salary_text", "remuneration", NULL},
    [CORPUS_HOURS] = {"hours", "weekly hours", "weekly_hours", "hours per week", NULL},
    [CORPUS_CLOSING] = {"closing", "closing date", "closing_date", "closes", "deadline", "expiry date", "expires", "end date", "closingdate", NULL},
    [CORPUS_MEDIA] = {"media", "medium", "advertised in", "channel", "channels", "source", NULL},
    [CORPUS_ROUTE] = {"route", "visa route", NULL},
    [CORPUS_OLD_CODE] = {"soc", "soc code", "soc_code", "soc2010", "soc 2010", "soc2010 code", "soc2000", "soc 2000", "old code", "old_code", "oldcode", "occupation code", "soccode", NULL},
    [CORPUS_GROUP] = {"group", "reference", "ref", "vacancy reference", "vacancy ref", "job reference", "job ref", "requisition", "vacancy_reference", NULL},
};

/* An exact name, else the same letters and digits: "Job_Title" is "job title". */
static bool same_name(socvet_str a, const char *b)
{
    size_t i = 0;

    for (;; i++, b++) {
        while (i < a.len && !base_is_alpha(a.ptr[i]) && !base_is_digit(a.ptr[i]) && (unsigned char)a.ptr[i] < 0x80)
            i++;
        while (*b && !base_is_alpha(*b) && !base_is_digit(*b) && (unsigned char)*b < 0x80)
            b++;
        if (i >= a.len || !*b)
            return i >= a.len && !*b;
        if (base_lower(a.ptr[i]) != base_lower(*b))
            return false;
    }
}

static int column_named(const corpus_csv *h, socvet_str name)
{
    char z[256];

    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(name));
    for (size_t i = 0; i < h->n_fields; i++)
        if (base_str_eq_ci(base_str_trim(h->field[i]), name))
            return (int)i;
    for (size_t i = 0; i < h->n_fields; i++)
        if (same_name(base_str_trim(h->field[i]), z))
            return (int)i;
    return -1;
}

static int field_named(socvet_str name)
{
    char z[64];

    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(name));
    for (int f = 0; f < CORPUS_PATH; f++)
        if (base_str_eq_ci(name, base_str_z(corpus_field_names[f])))
            return f;
    for (int f = 0; f < CORPUS_PATH; f++)
        for (const char *const *g = guesses[f]; *g; g++)
            if (same_name(base_str_z(*g), z))
                return f;
    return -1;
}

static void guess(corpus_source *s, const corpus_csv *h)
{
    bool taken[CORPUS_CSV_COLUMNS] = {false};

    for (int f = 0; f < CORPUS_FIELDS; f++) {
        for (int k = 0; k < CORPUS_COLUMNS_A_FIELD; k++)
            s->column[f][k] = -1;
        for (const char *const *g = guesses[f]; f < CORPUS_PATH && *g && s->column[f][0] < 0; g++) {
            int c = column_named(h, base_str_z(*g));
            if (c >= 0 && !taken[c])
                taken[s->column[f][0] = c] = true;
        }
    }
    if (s->column[CORPUS_ID][0] < 0) /* a reference names the row as well */
        s->column[CORPUS_ID][0] = s->column[CORPUS_GROUP][0];
}

unsigned corpus_columns_known(const corpus_csv *h)
{
    unsigned n = 0;

    for (int f = 0; f < CORPUS_PATH; f++)
        for (const char *const *g = guesses[f]; *g; g++)
            if (column_named(h, base_str_z(*g)) >= 0) {
                n += f == CORPUS_TITLE || f == CORPUS_TEXT ? 100 : 1;
                break;
            }
    return n;
}

/* ---- what people say ---- */

static socvet_status say_column(corpus_source *s, int f, socvet_str name, int *k, socvet_err *err)
{
    int c = column_named(&s->csv, name);

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
            f = field_named(base_str_trim(name));
            k = 0;
        }
        if (f < 0)
            return bad_pair(piece, err);
        if (column_named(&s->csv, base_str_trim(columns)) >= 0)
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
        int f = field_named(base_tsv_get(&t, "field"));
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

socvet_status corpus_columns_map(corpus_source *s, const corpus_source_opts *o, socvet_err *err)
{
    guess(s, &s->csv);
    socvet_status st = o->mapping_file ? read_mapping(s, o->mapping_file, err) : SOCVET_OK;
    if (!st)
        st = say_columns(s, o->mapping, err);
    if (!st && s->column[CORPUS_TITLE][0] < 0 && s->column[CORPUS_TEXT][0] < 0)
        st = base_fail(err, SOCVET_E_FORMAT, "corpus", 0,
                       "no column looks like a title or a text; name them: --col title=COLUMN");
    if (!st)
        say_mapping(s);
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
                *to = base_arena_printf(arena, "%.*s\n\n%.*s", SOCVET_ARG(*to), SOCVET_ARG(v));
        }
}

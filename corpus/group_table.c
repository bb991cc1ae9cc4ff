/* group_table.c: vacancies as a table: which adverts are one vacancy and why, its media, its runs, and
 * which advert is a copy or a repost. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/str.h"
#include "export.h"
#include "group_int.h"

enum { NEW_VACANCY_DAYS = 180, /* as long without an advert, and the next is of another vacancy */
       RUN_DAYS = 28 };        /* an advert without a closing date is taken to run so long */

/* One advert of a vacancy, as it is sorted. */
typedef struct {
    size_t root, at;
    int32_t posted;
} member;

static int by_vacancy(const void *a, const void *b)
{
    const member *x = a, *y = b;

    if (x->root != y->root)
        return x->root < y->root ? -1 : 1;
    if (x->posted != y->posted)
        return x->posted < y->posted ? -1 : 1; /* a day that is not known comes first */
    return (x->at > y->at) - (x->at < y->at);
}

/* Adverts of one vacancy that lie a long time apart are two vacancies. */
static size_t vacancy_end(const member *m, size_t from, size_t n)
{
    size_t i = from + 1;

    while (i < n && m[i].root == m[from].root &&
           (m[i - 1].posted == BASE_NO_DATE || m[i].posted - m[i - 1].posted <= NEW_VACANCY_DAYS))
        i++;
    return i;
}

static int32_t last_day(const corpus_advert *x)
{
    return x->closing != BASE_NO_DATE ? x->closing : x->posted + RUN_DAYS;
}

static const char *role_of(const corpus_grouping *g, const member *m, size_t from, size_t i)
{
    const corpus_advert *x = &g->adverts[m[i].at];

    if (i == from)
        return "first";
    if (x->posted == BASE_NO_DATE || m[from].posted == BASE_NO_DATE)
        return "copy";
    for (size_t k = from; k < i; k++)
        if (g->adverts[m[k].at].posted != BASE_NO_DATE && x->posted <= last_day(&g->adverts[m[k].at]))
            return "copy";
    return "repost";
}

/* The longest other run of the vacancy's advert: one that does not overlap with this. */
static int32_t other_run(const corpus_grouping *g, const member *m, size_t from, size_t to, size_t i)
{
    const corpus_advert *x = &g->adverts[m[i].at];
    int32_t longest = 0;

    if (x->posted == BASE_NO_DATE || x->closing == BASE_NO_DATE)
        return 0;
    for (size_t k = from; k < to; k++) {
        const corpus_advert *o = &g->adverts[m[k].at];
        if (o->posted == BASE_NO_DATE || o->closing == BASE_NO_DATE)
            continue;
        if ((o->posted > x->closing || o->closing < x->posted) && o->closing - o->posted > longest)
            longest = o->closing - o->posted;
    }
    return longest;
}

static void add_media(base_buf *all, unsigned *count, socvet_str list)
{
    socvet_str one, rest, seen;

    while (list.len && base_str_split(&list, ',', &one)) {
        bool there = base_str_trim(one).len == 0;
        one = base_str_trim(one);
        rest = base_buf_str(all);
        while (!there && rest.len && base_str_split(&rest, ',', &seen))
            there = base_str_eq_ci(base_str_trim(seen), one);
        if (there)
            continue;
        if (all->len)
            base_buf_add_z(all, ", ");
        base_buf_add(all, one);
        ++*count;
    }
}

typedef struct {
    FILE *file;
    base_buf line, media;
    socvet_group_result *result;
} table;

static void put_day(base_buf *b, int32_t day)
{
    base_buf_add_char(b, ',');
    base_buf_add_z(b, base_date_iso(day).z);
}

static bool put_vacancy(table *t, const corpus_grouping *g, const member *m, size_t from, size_t to)
{
    static const char *const how[] = {"", "reference", "text"};
    uint64_t vacancy = UINT64_MAX;
    unsigned n_media = 0;

    base_buf_reset(&t->media);
    for (size_t i = from; i < to; i++) {
        const corpus_advert *x = &g->adverts[m[i].at];
        vacancy = x->row < vacancy ? x->row : vacancy;
        add_media(&t->media, &n_media, x->media);
    }
    t->result->vacancies++;
    for (size_t i = from; i < to; i++) {
        const corpus_advert *x = &g->adverts[m[i].at];
        const char *role = role_of(g, m, from, i);
        t->result->copies += strcmp(role, "copy") == 0;
        t->result->reposts += strcmp(role, "repost") == 0;
        base_buf_reset(&t->line);
        base_buf_printf(&t->line, "%llu,", (unsigned long long)x->row);
        corpus_csv_put(&t->line, x->id, false);
        base_buf_printf(&t->line, ",%.*s,%llu,%zu,%s,%s,", SOCVET_ARG(x->hash),
                        (unsigned long long)vacancy, to - from, role, how[x->how % 3]);
        if (x->how == CORPUS_BY_TEXT)
            base_buf_printf(&t->line, "%.2f", x->alike);
        put_day(&t->line, x->posted);
        put_day(&t->line, x->closing);
        base_buf_printf(&t->line, ",%d,%u,", (int)other_run(g, m, from, to, i), n_media);
        corpus_csv_put(&t->line, base_buf_str(&t->media), false);
        base_buf_printf(&t->line, ",%.*s\n", SOCVET_ARG(x->code));
        if (t->line.failed || fwrite(t->line.ptr, 1, t->line.len, t->file) != t->line.len)
            return false;
    }
    return true;
}

static socvet_status put_table(corpus_grouping *g, table *t, const char *path, socvet_err *err)
{
    member *m = malloc((g->n + 1) * sizeof *m);
    bool ok = m != NULL;

    if (!m)
        return corpus_group_nomem(err);
    for (size_t i = 0; i < g->n; i++)
        m[i] = (member){corpus_group_root(g, i), i, g->adverts[i].posted};
    qsort(m, g->n, sizeof *m, by_vacancy);
    ok = fputs("row,id,hash,vacancy,adverts,role,joined_by,alike,posted,closing,other_stage_days,"
               "media_count,media,soc_code\n", t->file) >= 0;
    for (size_t i = 0, end; ok && i < g->n; i = end) {
        end = vacancy_end(m, i, g->n);
        ok = put_vacancy(t, g, m, i, end);
    }
    t->result->adverts = g->n;
    for (size_t i = 0; i < g->n; i++)
        t->result->without_sketch += !g->adverts[i].has_sketch;
    free(m);
    return ok ? SOCVET_OK
              : base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path,
                          strerror(errno));
}

static socvet_status to_file(corpus_grouping *g, const char *out, socvet_group_result *result,
                             socvet_err *err)
{
    char fresh[4200];
    table t = {.result = result};
    socvet_status s;

    snprintf(fresh, sizeof fresh, "%s.new", out);
    t.file = fopen(fresh, "wb");
    if (!t.file)
        return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", fresh,
                         strerror(errno));
    base_buf_init(&t.line, 0);
    base_buf_init(&t.media, 0);
    s = put_table(g, &t, out, err);
    if ((fclose(t.file) != 0 || (!s && rename(fresh, out) != 0)) && !s)
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", out, strerror(errno));
    if (s)
        remove(fresh);
    base_buf_clear(&t.line);
    base_buf_clear(&t.media);
    return s;
}

socvet_status socvet_group(const char *run, const char *out, socvet_group_result *result,
                           socvet_err *err)
{
    corpus_grouping g = {.arena = base_arena_new(0)};
    socvet_status s;

    base_err_clear(err);
    *result = (socvet_group_result){0};
    s = g.arena ? corpus_group_read(&g, run, err) : corpus_group_nomem(err);
    if (!s)
        s = corpus_group_join(&g, err);
    if (!s)
        s = to_file(&g, out, result, err);
    free(g.adverts);
    base_arena_free(g.arena);
    return s;
}

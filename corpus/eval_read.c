/* eval_read.c: labelled catalogues: JSON lines with `any_of` and `alt`, or any table or workbook with
 * a column of codes (in the shapes of the wild). */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "../base/json.h"
#include "../base/str.h"
#include "codes.h"
#include "eval_int.h"
#include "source_int.h"

typedef struct {
    const socvet_dict *dict;
    int edition;
    char label[32]; /* the edition's name: a label's key or column */
} reading;

static void add_label(const reading *r, corpus_labels *l, socvet_str cell, bool strict)
{
    char code[8];

    socvet_unit unit;

    if (l->n == CORPUS_MOST_LABELS || corpus_read_code(r->dict, r->edition, cell, code) == CORPUS_CODE_NONE ||
        !socvet_dict_unit(r->dict, r->edition, base_str_z(code), &unit))
        return; /* "0000" and a code of another edition are no labels */
    memcpy(l->code[l->n++], code, sizeof code);
    l->strict += strict;
}

static void list_labels(const reading *r, corpus_labels *l, const base_json *list, bool strict)
{
    for (size_t i = 0; i < base_json_count(list); i++)
        add_label(r, l, base_json_string(base_json_at(list, i)), strict);
}

static void labels_of(const reading *r, corpus_labels *l, const base_json *row)
{
    socvet_str code = base_json_string(base_json_get(row, r->label));

    add_label(r, l, code.ptr ? code : base_json_string(base_json_get(row, "code")), true);
    if (l->strict)
        list_labels(r, l, base_json_get(row, "any_of"), true);
    if (l->strict)
        list_labels(r, l, base_json_get(row, "alt"), false);
}

/* Columns named after the edition, or just "code", before what looks like a column of old codes. */
static socvet_status find_labels(corpus_source *s, const reading *r, bool said, socvet_err *err)
{
    int column = said ? -1 : corpus_column_named(&s->csv, base_str_z(r->label));

    if (column < 0 && !said)
        column = corpus_column_named(&s->csv, SOCVET_STR("code"));
    if (column >= 0) {
        s->column[CORPUS_OLD_CODE][0] = column;
        s->column[CORPUS_OLD_CODE][1] = -1;
    }
    if (s->column[CORPUS_OLD_CODE][0] >= 0 && s->column[CORPUS_TITLE][0] >= 0)
        return SOCVET_OK;
    return base_fail(err, SOCVET_E_FORMAT, "corpus", 0, "line 1: no column named '%s'; name it: --col %s=COLUMN",
                     s->column[CORPUS_TITLE][0] < 0 ? "title" : "code",
                     s->column[CORPUS_TITLE][0] < 0 ? "title" : "soc");
}

static bool soc_is_said(const socvet_bulk_io *io)
{
    socvet_str m = base_str_z(io->mapping);

    return io->mapping_file || base_str_find(m, SOCVET_STR("soc"), 0) != SIZE_MAX ||
           base_str_find(m, SOCVET_STR("code"), 0) != SIZE_MAX;
}

typedef socvet_status (*each_fn)(socvet_str title, socvet_str text, const corpus_labels *l, void *user,
                                 socvet_err *err);

static socvet_status json_row(const reading *r, const corpus_source *s, socvet_str raw, each_fn each,
                              void *user, socvet_err *err)
{
    base_json *row;
    corpus_labels l = {0};
    socvet_err cause = {0};

    if (base_json_parse(&row, raw, &cause) != SOCVET_OK)
        return base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET, "line %llu: %.120s",
                         (unsigned long long)s->line, cause.text);
    labels_of(r, &l, row);
    socvet_status st = each(base_json_string(base_json_get(row, "title")),
                            base_json_string(base_json_get(row, "text")), &l, user, err);
    base_json_free(row);
    return st;
}

static socvet_status table_row(const reading *r, const corpus_source *s, socvet_str raw, base_arena *arena,
                               each_fn each, void *user, socvet_err *err)
{
    corpus_row row;
    corpus_labels l = {0};

    corpus_source_parse(s, raw, s->number, &row, arena);
    if (!row.field[CORPUS_ERROR].ptr) /* a row that cannot be read has no label: it is counted as skipped */
        add_label(r, &l, row.field[CORPUS_OLD_CODE], true);
    return each(row.field[CORPUS_TITLE], row.field[CORPUS_TEXT], &l, user, err);
}

socvet_status corpus_eval_read(const socvet_bulk_io *io, const socvet_dict *dict, int edition,
                               each_fn each, void *user, socvet_err *err)
{
    corpus_source_opts o = {io->format, io->mapping, io->mapping_file, io->save_mapping};
    reading r = {.dict = dict, .edition = edition};
    corpus_source *source = NULL;
    base_arena *arena = base_arena_new(0);
    bool more = true;
    socvet_status s = arena ? corpus_source_open(&source, io->in, &o, err)
                            : base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");

    snprintf(r.label, sizeof r.label, "%.*s", SOCVET_ARG(socvet_dict_edition_name(dict, edition)));
    if (!s && source->kind != CORPUS_LINES && source->kind != CORPUS_TABLE)
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", 0, "a labelled catalogue is JSON lines, a table or a workbook");
    if (!s && source->kind == CORPUS_TABLE)
        s = find_labels(source, &r, soc_is_said(io), err);
    if (!s && io->remark && source->kind == CORPUS_TABLE)
        io->remark(base_str_trim(source->csv.field[source->column[CORPUS_OLD_CODE][0]]), io->user);
    while (!s && more) {
        socvet_str raw;
        uint64_t number;
        s = corpus_source_next(source, &raw, &number, &more, err);
        if (s || !more)
            break;
        base_arena_reset(arena);
        s = source->kind == CORPUS_LINES ? json_row(&r, source, raw, each, user, err)
                                         : table_row(&r, source, raw, arena, each, user, err);
    }
    base_arena_free(arena);
    corpus_source_free(source);
    return s;
}

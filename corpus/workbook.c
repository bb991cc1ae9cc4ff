/* workbook.c: XLSX, XLS and ODS catalogues through extract's readers: cells back into a table. A
 * workbook is held in memory whole: catalogues of millions are CSV or JSON lines. */
#include "workbook.h"

#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "source_int.h"

enum { MOST_BYTES = 512 << 20, MOST_COLUMNS = 512 };

bool corpus_is_workbook(socvet_str head, const char *path)
{
    socvet_str p = base_str_z(path);
    bool zip = base_str_starts(head, SOCVET_STR("PK\x03\x04"));
    bool ole = base_str_starts(head, SOCVET_STR("\xD0\xCF\x11\xE0"));

    return ole || (zip && (base_str_find(head, SOCVET_STR("xl/"), 0) != SIZE_MAX ||
                           base_str_find(head, SOCVET_STR("opendocument.spreadsheet"), 0) != SIZE_MAX ||
                           base_str_ends_ci(p, SOCVET_STR(".xlsx")) ||
                           base_str_ends_ci(p, SOCVET_STR(".xlsm")) ||
                           base_str_ends_ci(p, SOCVET_STR(".ods"))));
}

/* The range of blocks of one sheet: tables that follow one another with no heading between. */
typedef struct {
    size_t from, to, cells;
    unsigned known; /* columns of a catalogue that one of the first rows names */
} sheet;

enum { LOOK_ROWS = 10 };

static unsigned names_in(const socvet_doc *doc, const socvet_block *b, sheet s)
{
    corpus_csv *h = calloc(1, sizeof *h);
    unsigned best = 0, row = 0;

    for (size_t i = s.from; h && i < s.to && b[i].row < LOOK_ROWS; i++) {
        if (b[i].kind != SOCVET_BLOCK_CELL)
            continue;
        if (b[i].row != row)
            h->n_fields = 0;
        row = b[i].row;
        if (h->n_fields < CORPUS_CSV_COLUMNS)
            h->field[h->n_fields++] = base_str_cut(socvet_doc_text(doc), b[i].span);
        unsigned known = corpus_columns_known(h);
        best = known > best ? known : best;
    }
    free(h);
    return best;
}

static sheet best_sheet(const socvet_doc *doc, const socvet_block *b, size_t n)
{
    sheet best = {0}, now = {0};

    for (size_t i = 0; i <= n; i++) {
        if (i == n || b[i].kind == SOCVET_BLOCK_HEADING) {
            now.to = i;
            now.known = names_in(doc, b, now);
            if (now.cells && (!best.cells || now.known > best.known ||
                              (now.known == best.known && now.cells > best.cells)))
                best = now;
            now = (sheet){.from = i + 1};
        } else {
            now.cells += b[i].kind == SOCVET_BLOCK_CELL;
        }
    }
    return best;
}

static void put_field(base_buf *out, socvet_str s)
{
    base_buf_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            base_buf_add_char(out, '"');
        base_buf_add_char(out, s.ptr[i]);
    }
    base_buf_add_char(out, '"');
}

static void put_row(base_buf *out, const socvet_str *fields, unsigned n)
{
    for (unsigned c = 0; c < n; c++) {
        if (c)
            base_buf_add_char(out, ',');
        put_field(out, fields[c]);
    }
    if (n)
        base_buf_add_char(out, '\n');
}

static void put_sheet(base_buf *out, const socvet_doc *doc, const socvet_block *b, sheet s)
{
    socvet_str text = socvet_doc_text(doc), fields[MOST_COLUMNS];
    unsigned n = 0, row = 0, table = 0;

    memset(fields, 0, sizeof fields);
    for (size_t i = s.from; i < s.to; i++) {
        if (b[i].kind != SOCVET_BLOCK_CELL || b[i].column >= MOST_COLUMNS)
            continue;
        if (b[i].row != row || b[i].table != table) {
            put_row(out, fields, n);
            memset(fields, 0, sizeof fields);
            n = 0;
            row = b[i].row;
            table = b[i].table;
        }
        fields[b[i].column] = base_str_cut(text, b[i].span);
        n = b[i].column + 1u > n ? b[i].column + 1u : n;
    }
    put_row(out, fields, n);
}

socvet_status corpus_workbook_csv(base_buf *out, const char *path, socvet_err *err)
{
    socvet_read_opts o = {.isolate = true, .max_bytes = MOST_BYTES, .max_text = MOST_BYTES};
    socvet_doc *doc = socvet_doc_new();
    size_t n;

    base_buf_init(out, 0);
    if (!doc)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    socvet_status s = socvet_doc_add_file(doc, path, &o, err);
    if (!s) {
        const socvet_block *b = socvet_doc_blocks(doc, &n);
        sheet best = best_sheet(doc, b, n);
        if (!best.cells)
            s = base_fail(err, SOCVET_E_EMPTY, "corpus", SOCVET_NO_OFFSET,
                          "%s: no table stands in this workbook", path);
        else
            put_sheet(out, doc, b, best);
    }
    socvet_doc_free(doc);
    if (!s && out->failed)
        s = base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    return s;
}

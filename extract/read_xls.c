/* read_xls.c: Excel workbooks of before 2007 (.xls, [MS-XLS]) -> a heading and a table a sheet, values
 * as they are shown, as read_xlsx.c does. Excel 97 to 2003 and 5/95 out of their compound file;
 * Excel 2 to 4 as they are. Cells are gathered first: what merges and hides them stands behind. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "readers.h"
#include "xls.h"
#include "xlsx.h"

enum { ROWS_A_TABLE = 60000, COLUMNS = 256, MOST_MERGES = 20000, HIDDEN_MOST = 60000, NESTED_MOST = 8 };

typedef struct {
    unsigned row, column, rows, columns;
} merge;

typedef struct {
    xls k;
    xls_cell *cells;
    size_t n_cells, cap_cells;
    merge *merges;
    size_t n_merges, cap_merges;
    socvet_str *notes; /* text boxes and texts of charts */
    size_t n_notes, cap_notes;
    bool hidden_columns[COLUMNS];
    uint8_t hidden_rows[65536 / 8];
    base_buf hidden;
} book;

static int sniff(socvet_str bytes)
{
    if (cfb_content_of(bytes) == CFB_BOOK)
        return 3;
    if (bytes.len < 16 || bytes.ptr[0] != 0x09)
        return 0;
    unsigned type = xls_u16(bytes.ptr), len = xls_u16(bytes.ptr + 2);
    return (type == 0x009 || type == 0x209 || type == 0x409 || type == XLS_BOF) && len >= 4 && len <= 16 ? 3 : 0;
}

/* ---- gathering ---- */

static bool grow(book *o, void **array, size_t *cap, size_t n, size_t size)
{
    bool ok = base_arena_grow(o->k.arena, array, cap, n, size);

    o->k.failed |= !ok;
    return ok;
}

/* The cell that a record begins with; NULL when there is no room. */
static xls_cell *add_cell(book *o, const char *d, xls_kind kind)
{
    void *p = o->cells;

    if (!grow(o, &p, &o->cap_cells, o->n_cells, sizeof *o->cells))
        return NULL;
    o->cells = p;
    xls_cell *c = &o->cells[o->n_cells++];
    *c = (xls_cell){.row = xls_u16(d), .column = xls_u16(d + 2), .style = xls_u16(d + 4), .kind = (uint8_t)kind};
    if (o->k.version == 2)
        c->style = (unsigned char)d[4] & 0x3F;
    return c;
}

static void add_number(book *o, const char *d, double v)
{
    xls_cell *c = add_cell(o, d, XLS_IS_NUMBER);

    if (c)
        c->number = v;
}

static void add_text(book *o, const char *d, socvet_str s)
{
    xls_cell *c = s.len ? add_cell(o, d, XLS_IS_TEXT) : NULL;

    if (c)
        c->text = s;
}

static void add_bool(book *o, const char *d, unsigned value, bool error)
{
    xls_cell *c = add_cell(o, d, error ? XLS_IS_ERROR : XLS_IS_BOOL);

    if (c)
        c->number = value;
}

static void add_many(book *o, socvet_str d)
{
    unsigned column = xls_u16(d.ptr + 2);

    for (size_t at = 4; at + 8 <= d.len; at += 6, column++) {
        char head[6] = {d.ptr[0], d.ptr[1], (char)(column & 0xFF), (char)(column >> 8), d.ptr[at], d.ptr[at + 1]};
        add_number(o, head, xls_rk(xls_u32(d.ptr + at + 2)));
    }
}

/* The result is in the record, or, when it is text, in one that follows. */
static void add_formula(book *o, const xls_record *r)
{
    size_t at = o->k.version == 2 ? 7 : 6;
    const char *d = r->data.ptr, *v = d + at;
    xls_record s;

    if (r->data.len < at + 8)
        return;
    if ((unsigned char)v[6] != 0xFF || (unsigned char)v[7] != 0xFF) {
        add_number(o, d, xls_double(v));
        return;
    }
    if (v[0] == 1 || v[0] == 2) {
        add_bool(o, d, (unsigned char)v[2], v[0] == 2);
        return;
    }
    size_t next = r->next;
    for (int i = 0; v[0] == 0 && i < 4 && xls_next(&o->k, next, &s); i++, next = s.next)
        if (s.type == XLS_STRING) { /* a shared formula or an array may stand between */
            add_text(o, d, xls_text_of(&o->k, &s, 0, o->k.version == 2 ? 1 : 2));
            return;
        }
}

static void add_merges(book *o, socvet_str d)
{
    for (size_t at = 2; at + 8 <= d.len && o->n_merges < MOST_MERGES; at += 8) {
        unsigned row = xls_u16(d.ptr + at), row2 = xls_u16(d.ptr + at + 2), col = xls_u16(d.ptr + at + 4),
                 col2 = xls_u16(d.ptr + at + 6);
        void *p = o->merges;
        if (row2 < row || col2 < col || !grow(o, &p, &o->cap_merges, o->n_merges, sizeof *o->merges))
            continue;
        o->merges = p;
        o->merges[o->n_merges++] = (merge){row, col, row2 - row + 1, col2 - col + 1};
    }
}

static void add_note(book *o, socvet_str s)
{
    void *p = o->notes;

    if (!base_str_trim(s).len || !grow(o, &p, &o->cap_notes, o->n_notes, sizeof *o->notes))
        return;
    o->notes = p;
    o->notes[o->n_notes++] = s;
}

/* A text box: its text is in the record that goes on from it. */
static void add_box(book *o, const xls_record *r)
{
    xls_record s;
    xls_cursor c;

    if (r->data.len < 12 || !xls_next(&o->k, r->next, &s) || s.type != XLS_CONTINUE)
        return;
    base_buf_reset(&o->k.value);
    c = xls_cursor_at(&s, 0);
    xls_text8(&o->k, &c, xls_u16(r->data.ptr + 10));
    char *copy = base_arena_dup(o->k.arena, base_buf_str(&o->k.value));
    add_note(o, (socvet_str){copy, copy ? o->k.value.len : 0});
}

static void set_row(book *o, socvet_str d)
{
    if (d.len >= 16 && (d.ptr[12] & 0x20))
        o->hidden_rows[xls_u16(d.ptr) / 8] |= (uint8_t)(1 << xls_u16(d.ptr) % 8);
}

static void set_columns(book *o, socvet_str d)
{
    if (d.len < 10 || !(d.ptr[8] & 1))
        return;
    for (unsigned i = xls_u16(d.ptr); i <= xls_u16(d.ptr + 2) && i < COLUMNS; i++)
        o->hidden_columns[i] = true;
}

static void cell_record(book *o, const xls_record *r)
{
    const char *d = r->data.ptr;
    size_t len = r->data.len;
    bool old = o->k.version == 2;

    switch (r->type) {
    case XLS_LABEL_SST:
        if (len >= 10 && xls_u32(d + 6) < o->k.n_strings)
            add_text(o, d, o->k.strings[xls_u32(d + 6)]);
        break;
    case XLS_LABEL: case XLS_RSTRING:
        if (len >= 8)
            add_text(o, d, xls_text_of(&o->k, r, 6, 2));
        break;
    case 0x004: /* Excel 2's text */
        if (len >= 8 && old)
            add_text(o, d, xls_text_of(&o->k, r, 7, 1));
        break;
    case XLS_NUMBER:
        if (len >= 14)
            add_number(o, d, xls_double(d + 6));
        break;
    case 0x003:
        if (len >= 15 && old)
            add_number(o, d, xls_double(d + 7));
        break;
    case 0x002:
        if (len >= 9 && old)
            add_number(o, d, xls_u16(d + 7));
        break;
    case XLS_RK:
        if (len >= 10)
            add_number(o, d, xls_rk(xls_u32(d + 6)));
        break;
    case XLS_MULRK:
        if (len >= 12)
            add_many(o, r->data);
        break;
    case XLS_BOOL:
        if (len >= 8)
            add_bool(o, d, (unsigned char)d[6], d[7] != 0);
        break;
    case 0x005:
        if (len >= 9 && old)
            add_bool(o, d, (unsigned char)d[7], d[8] != 0);
        break;
    case XLS_FORMULA:
        add_formula(o, r);
        break;
    default:
        break;
    }
}

static void other_record(book *o, const xls_record *r)
{
    switch (r->type) {
    case XLS_ROW: set_row(o, r->data); break;
    case XLS_COLUMN: set_columns(o, r->data); break;
    case XLS_MERGED: add_merges(o, r->data); break;
    case XLS_TXO: add_box(o, r); break;
    case XLS_CHART_TEXT: add_note(o, xls_text_of(&o->k, r, 2, 1)); break;
    default: break;
    }
}

static void gather(book *o, size_t at)
{
    enum { CHART = 0x20 };
    xls_record r;
    int depth = 0;
    bool chart = false;

    o->n_cells = o->n_merges = o->n_notes = 0;
    memset(o->hidden_columns, 0, sizeof o->hidden_columns);
    memset(o->hidden_rows, 0, sizeof o->hidden_rows);
    for (; xls_next(&o->k, at, &r) && !o->k.failed && extract_build_ok(o->k.b); at = r.next) {
        if (r.type == XLS_BOF)
            depth++;
        else if (r.type == XLS_EOF && --depth <= 0)
            return;
        if (r.type == XLS_BOF && depth == 1)
            chart = o->k.version >= 5 && r.data.len >= 4 && xls_u16(r.data.ptr + 2) == CHART;
        if (depth <= 1 && !chart) /* a chart's cells are copies */
            cell_record(o, &r);
        other_record(o, &r);
        if (depth > NESTED_MOST)
            break;
    }
    o->k.damaged = true; /* a sheet has an end */
}

/* ---- giving ---- */

static int in_order(const void *a, const void *b)
{
    const xls_cell *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static void sort_cells(book *o)
{
    for (size_t i = 1; i < o->n_cells; i++)
        if (in_order(&o->cells[i - 1], &o->cells[i]) > 0) {
            qsort(o->cells, o->n_cells, sizeof *o->cells, in_order);
            return;
        }
}

static socvet_str shown(book *o, const xls_cell *c)
{
    static const struct {
        int code;
        const char *name;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};

    base_buf_reset(&o->k.value);
    if (c->kind == XLS_IS_TEXT)
        return base_str_trim(c->text);
    if (c->kind == XLS_IS_NUMBER)
        xlsx_format(&o->k.value, c->number, c->style < o->k.n_styles ? o->k.codes[c->style] : (socvet_str){"", 0},
                    o->k.date1904);
    else if (c->kind == XLS_IS_BOOL)
        base_buf_add_z(&o->k.value, c->number != 0 ? "TRUE" : "FALSE");
    for (size_t i = 0; c->kind == XLS_IS_ERROR && i < sizeof errors / sizeof *errors; i++)
        if (errors[i].code == (int)c->number)
            base_buf_add_z(&o->k.value, errors[i].name);
    return base_str_trim(base_buf_str(&o->k.value));
}

static void hide(book *o, socvet_str s)
{
    if (s.len && o->hidden.len < HIDDEN_MOST) {
        base_buf_add_z(&o->hidden, o->hidden.len ? "\n" : "");
        base_buf_add(&o->hidden, s);
    }
}

static const merge *merge_at(book *o, const xls_cell *c)
{
    extract_step(o->k.b, o->n_merges / 8 + 1);
    for (size_t i = 0; i < o->n_merges; i++)
        if (o->merges[i].row == c->row && o->merges[i].column == c->column)
            return &o->merges[i];
    return NULL;
}

static bool is_hidden(const book *o, const xls_cell *c)
{
    return (o->hidden_rows[c->row / 8] >> c->row % 8 & 1) || (c->column < COLUMNS && o->hidden_columns[c->column]);
}

static bool all_words(const book *o, size_t i)
{
    unsigned row = o->cells[i].row;

    for (; i < o->n_cells && o->cells[i].row == row; i++)
        if (o->cells[i].kind != XLS_IS_TEXT)
            return false;
    return true;
}

static void give_cells(book *o, bool hidden)
{
    extract_builder *b = o->k.b;
    bool in_table = false, header = false;
    unsigned first = 0, last = 0;

    for (size_t i = 0; i < o->n_cells && extract_build_ok(b); i++) {
        const xls_cell *c = &o->cells[i];
        socvet_str s = shown(o, c);
        if (s.len && (hidden || is_hidden(o, c)))
            hide(o, s);
        if (!s.len || hidden || is_hidden(o, c))
            continue;
        if (in_table && c->row - first >= ROWS_A_TABLE) {
            extract_table_end(b);
            in_table = false;
        }
        if (!in_table) {
            extract_table_begin(b);
            first = last = c->row;
            header = all_words(o, i);
        }
        in_table = true;
        header = header && c->row == last;
        const merge *m = merge_at(o, c);
        extract_cell(b, c->row - first, c->column, m ? m->rows : 1, m ? m->columns : 1, header);
        extract_text(b, s);
        extract_end(b);
    }
    if (in_table)
        extract_table_end(b);
}

static void give_sheet(book *o, const xls_sheet *sheet)
{
    extract_builder *b = o->k.b;

    if (sheet->hidden) {
        hide(o, sheet->name);
    } else if (sheet->name.len) {
        extract_begin(b, SOCVET_BLOCK_HEADING, 2);
        extract_text(b, sheet->name);
        extract_end(b);
    }
    gather(o, sheet->at);
    sort_cells(o);
    give_cells(o, sheet->hidden);
    for (size_t i = 0; i < o->n_notes && !sheet->hidden && extract_build_ok(b); i++) {
        extract_begin(b, SOCVET_BLOCK_PARAGRAPH, 0);
        extract_text(b, o->notes[i]);
        extract_end(b);
    }
}

static socvet_status open_stream(book *o, socvet_str bytes, socvet_err *err)
{
    cfb *file;
    socvet_status s;

    o->k.stream = bytes;
    if (!cfb_is(bytes))
        return SOCVET_OK;
    s = cfb_open(&file, o->k.arena, bytes, err);
    if (s)
        return s;
    uint32_t e = cfb_find(file, CFB_ROOT, "Workbook");
    s = cfb_read(file, e != CFB_NONE ? e : cfb_find(file, CFB_ROOT, "Book"), &o->k.stream, err);
    o->k.damaged |= cfb_damaged(file);
    return s;
}

static socvet_status read_book(book *o, socvet_str bytes, socvet_err *err)
{
    socvet_status s = open_stream(o, bytes, err);

    if (!s)
        s = xls_read_globals(&o->k, err);
    if (!s && !o->k.version)
        s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "Excel workbook: it does not begin as one");
    if (s)
        return s;
    for (size_t i = 0; i < o->k.n_sheets && extract_build_ok(o->k.b); i++)
        give_sheet(o, &o->k.sheets[i]);
    if (!o->k.n_sheets) /* the file is one sheet */
        give_sheet(o, &(xls_sheet){0, {"", 0}, false});
    if (o->hidden.len)
        extract_notice(o->k.b, SOCVET_NOTICE_HIDDEN_TEXT, base_buf_str(&o->hidden));
    if (o->k.damaged)
        extract_notice(o->k.b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("the Excel workbook is damaged; what could be found was read"));
    if (o->k.failed && extract_build_ok(o->k.b))
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    return SOCVET_OK;
}

static socvet_status read_xls(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    book *o = base_arena_alloc(extract_arena(b), sizeof *o);

    if (!o)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    o->k.b = b;
    o->k.arena = extract_arena(b);
    o->k.page = 1252;
    codepage_init(&o->k.pages);
    base_buf_init(&o->k.value, 1 << 22);
    base_buf_init(&o->hidden, 1 << 17);
    socvet_status s = read_book(o, bytes, err);
    codepage_clear(&o->k.pages);
    base_buf_clear(&o->k.value);
    base_buf_clear(&o->hidden);
    return s;
}

const socvet_reader extract_reader_xls = {"xls", "Excel workbook of before 2007 (.xls, .xlt)", "xls xlt", sniff, read_xls,
                                          true};

/* read_xlsx.c: an Excel workbook (ECMA-376): a heading and a table a sheet, values as they are shown.
 * Rows are read one at a time; hidden sheets, rows and columns are a notice, not text. */
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "office.h"
#include "readers.h"
#include "xlsx.h"

enum { MOST_MERGES = 20000, ROWS_A_TABLE = 60000, MOST_HIDDEN_COLUMNS = 64 };

typedef struct {
    unsigned row, column, rows, columns;
} merge;

typedef struct {
    unsigned from, to;
} range;

typedef struct {
    office o;
    extract_builder *b;
    socvet_str *strings, *formats; /* shared strings; a format code a cell style */
    size_t n_strings, cap_strings, n_formats;
    bool date1904, hidden_sheet;
    base_buf value, hidden;
    merge *merges;
    size_t n_merges, cap_merges, at_merge;
    range hidden_columns[MOST_HIDDEN_COLUMNS];
    int n_hidden_columns;
    unsigned next_row, first_row;
    bool in_table;
} book;

static int sniff(socvet_str bytes)
{
    return extract_package_kind(bytes) == PACKAGE_SHEET ? 3 : 0;
}

/* ---- strings and styles ---- */

/* Text of <si> or <is>: its runs, without phonetic ones. */
static void rich_text(const xml_node *n, base_buf *out)
{
    for (const xml_node *c = n ? n->child : NULL; c; c = c->next) {
        if (c->name == XN_t)
            xml_text_of(c, out);
        else if (c->name == XN_r)
            xml_text_of(xml_child(c, XN_t), out);
    }
}

static bool on_string(const xml_node *n, void *user)
{
    book *k = user;
    void *p = k->strings;

    base_buf_reset(&k->value);
    rich_text(n, &k->value);
    socvet_str s = base_buf_str(&k->value);
    char *copy = base_arena_dup(extract_arena(k->b), s);
    if (!copy || !base_arena_grow(extract_arena(k->b), &p, &k->cap_strings, k->n_strings, sizeof *k->strings))
        return false;
    k->strings = p;
    k->strings[k->n_strings++] = (socvet_str){copy, s.len};
    return true;
}

static socvet_status read_streamed(book *k, const char *part, xml_name each, bool (*on_each)(const xml_node *, void *),
                                   const xml_node **rest, socvet_err *err)
{
    base_buf xml;
    bool damaged = false;
    xml_tree_opts x = {.b = k->b, .each = each, .on_each = on_each, .user = k};
    socvet_status s = office_bytes(&k->o, part, &xml, err);

    if (!s)
        s = xml_tree_read(&x, base_buf_str(&xml), rest, &damaged, err);
    k->o.damaged |= damaged;
    base_buf_clear(&xml);
    return s;
}

static void read_styles(book *k, const char *part)
{
    const xml_node *root, *formats, *cells;
    socvet_err quiet = {0};
    size_t n = 0;

    if (office_tree(&k->o, part, &root, &quiet) != SOCVET_OK)
        return;
    formats = xml_child(root, XN_numFmts);
    cells = xml_child(root, XN_cellXfs);
    for (const xml_node *x = xml_child(cells, XN_xf); x; x = xml_next_named(x, XN_xf))
        n++;
    k->formats = base_arena_array(extract_arena(k->b), n ? n : 1, sizeof *k->formats);
    for (const xml_node *x = xml_child(cells, XN_xf); k->formats && x; x = xml_next_named(x, XN_xf)) {
        long id = xml_int_of(x, XN_numFmtId, 0);
        socvet_str code = base_str_z(xlsx_builtin_format(id));
        for (const xml_node *f = xml_child(formats, XN_numFmt); f && extract_step(k->b, 1); f = xml_next_named(f, XN_numFmt))
            if (xml_int_of(f, XN_numFmtId, -1) == id)
                code = xml_attr_of(f, XN_formatCode);
        k->formats[k->n_formats++] = code;
    }
}

/* ---- cells ---- */

/* "BC12" -> row 11, column 54. */
static bool parse_ref(socvet_str s, size_t *at, unsigned *row, unsigned *column)
{
    unsigned c = 0, r = 0;

    for (; *at < s.len && base_is_alpha(s.ptr[*at]) && c < 20000; ++*at)
        c = c * 26 + (unsigned)(base_lower(s.ptr[*at]) - 'a' + 1);
    for (; *at < s.len && base_is_digit(s.ptr[*at]) && r < 10000000; ++*at)
        r = r * 10 + (unsigned)(s.ptr[*at] - '0');
    *row = r - 1;
    *column = c - 1;
    return c > 0 && r > 0;
}

/* Merged ranges stand after the rows, and are needed before them. */
static void find_merges(book *k, socvet_str xml)
{
    size_t at = 0;

    k->n_merges = k->at_merge = 0;
    while (k->n_merges < MOST_MERGES && (at = base_str_find(xml, SOCVET_STR("mergeCell "), at)) != SIZE_MAX) {
        size_t ref = base_str_find(xml, SOCVET_STR("ref=\""), at);
        merge m;
        void *p = k->merges;
        unsigned row, column;
        at += 10;
        if (ref == SIZE_MAX)
            return;
        ref += 5;
        if (!parse_ref(xml, &ref, &m.row, &m.column) || ref >= xml.len || xml.ptr[ref++] != ':' ||
            !parse_ref(xml, &ref, &row, &column) || row < m.row || column < m.column)
            continue;
        m.rows = row - m.row + 1;
        m.columns = column - m.column + 1;
        if (!base_arena_grow(extract_arena(k->b), &p, &k->cap_merges, k->n_merges, sizeof m))
            return;
        k->merges = p;
        k->merges[k->n_merges++] = m;
    }
}

static const merge *merge_at(book *k, unsigned row, unsigned column)
{
    extract_step(k->b, k->n_merges / 8 + 1);
    for (size_t i = 0; i < k->n_merges; i++)
        if (k->merges[i].row == row && k->merges[i].column == column)
            return &k->merges[i];
    return NULL;
}

static void add_value(book *k, const xml_node *c)
{
    socvet_str type = xml_attr_of(c, XN_t);
    long style = xml_int_of(c, XN_s, 0);
    base_buf raw;

    base_buf_reset(&k->value);
    if (base_str_eq_z(type, "inlineStr")) {
        rich_text(xml_child(c, XN_is), &k->value);
        return;
    }
    base_buf_init(&raw, 1 << 20);
    xml_text_of(xml_child(c, XN_v), &raw);
    socvet_str v = base_str_trim(base_buf_str(&raw));
    char *end = NULL;
    double number = v.len && v.len < 64 ? strtod(raw.ptr, &end) : 0;
    if (base_str_eq_z(type, "s")) {
        size_t i = v.len ? strtoul(v.ptr, NULL, 10) : SIZE_MAX;
        if (i < k->n_strings)
            base_buf_add(&k->value, k->strings[i]);
    } else if (base_str_eq_z(type, "b")) {
        base_buf_add_z(&k->value, base_str_eq_z(v, "1") ? "TRUE" : "FALSE");
    } else if ((type.len == 0 || base_str_eq_z(type, "n")) && end && end > raw.ptr) {
        socvet_str code = style >= 0 && (size_t)style < k->n_formats ? k->formats[style] : (socvet_str){"", 0};
        xlsx_format(&k->value, number, code, k->date1904);
    } else {
        base_buf_add(&k->value, v);
    }
    base_buf_clear(&raw);
}

static bool column_hidden(const book *k, unsigned column)
{
    for (int i = 0; i < k->n_hidden_columns; i++)
        if (column + 1 >= k->hidden_columns[i].from && column + 1 <= k->hidden_columns[i].to)
            return true;
    return false;
}

static void hide(book *k, socvet_str s)
{
    if (s.len && k->hidden.len < 60000) {
        base_buf_add_z(&k->hidden, k->hidden.len ? "\n" : "");
        base_buf_add(&k->hidden, s);
    }
}

static void open_table(book *k, unsigned row)
{
    if (k->in_table && row - k->first_row < ROWS_A_TABLE)
        return;
    if (k->in_table)
        extract_table_end(k->b);
    extract_table_begin(k->b);
    k->in_table = true;
    k->first_row = row;
}

static bool all_words(const xml_node *row)
{
    for (const xml_node *c = xml_child(row, XN_c); c; c = xml_next_named(c, XN_c)) {
        socvet_str t = xml_attr_of(c, XN_t);
        if (c->child && !base_str_eq_z(t, "s") && !base_str_eq_z(t, "inlineStr") && !base_str_eq_z(t, "str"))
            return false;
    }
    return true;
}

static bool on_row(const xml_node *n, void *user)
{
    book *k = user;
    unsigned row = (unsigned)xml_int_of(n, XN_r, (long)k->next_row + 1) - 1, column = 0;
    bool hidden = k->hidden_sheet || base_str_eq_z(xml_attr_of(n, XN_hidden), "1");
    bool header = !k->in_table && all_words(n);

    if (row > 10000000)
        row = k->next_row;
    k->next_row = row + 1;
    for (const xml_node *c = xml_child(n, XN_c); c && extract_step(k->b, 1); c = xml_next_named(c, XN_c), column++) {
        size_t at = 0;
        unsigned r, col;
        if (parse_ref(xml_attr_of(c, XN_r), &at, &r, &col))
            column = col;
        add_value(k, c);
        socvet_str s = base_str_trim(base_buf_str(&k->value));
        if (!s.len)
            continue;
        if (hidden || column_hidden(k, column)) {
            hide(k, s);
            continue;
        }
        const merge *m = merge_at(k, row, column);
        open_table(k, row);
        extract_cell(k->b, row - k->first_row, column, m ? m->rows : 1, m ? m->columns : 1, header);
        extract_text(k->b, s);
        extract_end(k->b);
    }
    return extract_build_ok(k->b);
}

/* ---- sheets ---- */

/* Hidden columns stand before the rows. */
static void find_hidden_columns(book *k, socvet_str xml)
{
    size_t end = base_str_find(xml, SOCVET_STR("sheetData"), 0), at = 0;
    socvet_str head = {xml.ptr, end == SIZE_MAX ? 0 : end};

    k->n_hidden_columns = 0;
    while ((at = base_str_find(head, SOCVET_STR("col "), at)) != SIZE_MAX && k->n_hidden_columns < MOST_HIDDEN_COLUMNS) {
        const char *close = memchr(head.ptr + at, '>', head.len - at);
        socvet_str tag = {head.ptr + at, close ? (size_t)(close - head.ptr) - at : 0};
        size_t from = base_str_find(tag, SOCVET_STR("min=\""), 0), to = base_str_find(tag, SOCVET_STR("max=\""), 0);
        at += 4;
        if (from == SIZE_MAX || to == SIZE_MAX || base_str_find(tag, SOCVET_STR("hidden=\"1\""), 0) == SIZE_MAX)
            continue;
        k->hidden_columns[k->n_hidden_columns++] =
            (range){(unsigned)strtoul(tag.ptr + from + 5, NULL, 10), (unsigned)strtoul(tag.ptr + to + 5, NULL, 10)};
    }
}

static void shape_text(book *k, const xml_node *n)
{
    for (const xml_node *c = n->child; c && extract_step(k->b, 1); c = c->next) {
        if (c->name != XN_txBody) {
            shape_text(k, c);
            continue;
        }
        base_buf_reset(&k->value);
        office_diagram(c, &k->value);
        extract_begin(k->b, SOCVET_BLOCK_PARAGRAPH, 0);
        extract_text(k->b, base_buf_str(&k->value));
        extract_end(k->b);
    }
}

/* Text boxes and charts that lie on a sheet. */
static void read_drawing(book *k, const char *part)
{
    const office_rel *rels;
    const xml_node *root;
    socvet_err quiet = {0};

    if (office_tree(&k->o, part, &root, &quiet) != SOCVET_OK)
        return;
    shape_text(k, root);
    size_t n = office_rels(&k->o, part, &rels);
    for (size_t i = 0; i < n; i++)
        if (!rels[i].external && base_str_eq_z(rels[i].type, "chart") &&
            office_tree(&k->o, rels[i].target.ptr, &root, &quiet) == SOCVET_OK)
            office_chart(&k->o, root);
}

static socvet_status read_sheet(book *k, const char *part, socvet_str name, bool hidden, socvet_err *err)
{
    base_buf xml;
    bool damaged = false;
    const xml_node *rest;
    const office_rel *rels;
    xml_tree_opts x = {.b = k->b, .each = XN_row, .on_each = on_row, .user = k};
    socvet_status s = office_bytes(&k->o, part, &xml, err);

    k->hidden_sheet = hidden;
    k->next_row = 0;
    k->in_table = false;
    if (hidden)
        hide(k, name);
    if (!s) {
        find_merges(k, base_buf_str(&xml));
        find_hidden_columns(k, base_buf_str(&xml));
        if (!hidden) {
            extract_begin(k->b, SOCVET_BLOCK_HEADING, 2);
            extract_text(k->b, name);
            extract_end(k->b);
        }
        s = xml_tree_read(&x, base_buf_str(&xml), &rest, &damaged, err);
        k->o.damaged |= damaged;
    }
    base_buf_clear(&xml);
    if (k->in_table)
        extract_table_end(k->b);
    size_t n = s || hidden ? 0 : office_rels(&k->o, part, &rels);
    for (size_t i = 0; i < n; i++)
        if (!rels[i].external && base_str_eq_z(rels[i].type, "drawing"))
            read_drawing(k, rels[i].target.ptr);
    return s;
}

static socvet_status read_book(book *k, socvet_err *err)
{
    const office_rel *rels;
    const xml_node *root, *rest;
    socvet_str main_part;
    socvet_status s = office_main(&k->o, "sheet", "xl/workbook.xml", &main_part, err);

    if (!s)
        s = office_tree(&k->o, main_part.ptr, &root, err);
    if (s)
        return s;
    if (root->ns != NS_s)
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "the package holds no workbook");
    size_t n = office_rels(&k->o, main_part.ptr, &rels);
    const office_rel *styles = office_rel_of_type(rels, n, "styles");
    const office_rel *strings = office_rel_of_type(rels, n, "sharedStrings");
    socvet_str epoch = xml_attr_of(xml_child(root, XN_workbookPr), XN_date1904);
    k->date1904 = base_str_eq_z(epoch, "1") || base_str_eq_z(epoch, "true");
    if (styles)
        read_styles(k, styles->target.ptr);
    if (strings && office_has(&k->o, strings->target.ptr))
        s = read_streamed(k, strings->target.ptr, XN_si, on_string, &rest, err);
    const xml_node *sheet = xml_child(xml_child(root, XN_sheets), XN_sheet);
    for (; !s && sheet && extract_build_ok(k->b); sheet = xml_next_named(sheet, XN_sheet)) {
        const office_rel *r = office_rel_of_id(rels, n, xml_attr_of(sheet, XN_id));
        socvet_str state = xml_attr_of(sheet, XN_state);
        bool hidden = base_str_eq_z(state, "hidden") || base_str_eq_z(state, "veryHidden");
        if (r && !r->external && office_has(&k->o, r->target.ptr))
            s = read_sheet(k, r->target.ptr, xml_attr_of(sheet, XN_name), hidden, err);
    }
    if (k->hidden.len)
        extract_notice(k->b, SOCVET_NOTICE_HIDDEN_TEXT, base_buf_str(&k->hidden));
    return s;
}

static socvet_status read_xlsx(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    book k = {.b = b};
    socvet_status s = office_open(&k.o, b, bytes, err);

    if (s)
        return s;
    base_buf_init(&k.value, 1 << 20);
    base_buf_init(&k.hidden, 1 << 17);
    s = read_book(&k, err);
    office_close(&k.o);
    base_buf_clear(&k.value);
    base_buf_clear(&k.hidden);
    return s;
}

const socvet_reader extract_reader_xlsx = {"xlsx", "Excel workbook (.xlsx, .xlsm, .xltx)", "xlsx xlsm xltx xltm",
                                           sniff, read_xlsx, true};

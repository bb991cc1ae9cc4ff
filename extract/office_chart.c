/* office_chart.c: the words and figures of a chart or a diagram, as a person would read them out. */
#include <stdlib.h>

#include "../base/str.h"
#include "office.h"
#include "xlsx.h"

enum { MOST_SERIES = 64, MOST_POINTS = 1000 };

/* Paragraphs of DrawingML text: a line each. */
static void drawing_text(const xml_node *n, base_buf *out)
{
    for (const xml_node *c = n ? n->child : NULL; c; c = c->next) {
        if (c->name == XN_t && c->ns == NS_a) {
            xml_text_of(c, out);
            continue;
        }
        drawing_text(c, out);
        if (c->name == XN_br && c->ns == NS_a)
            base_buf_add_z(out, "\n");
        if (c->name == XN_p && c->ns == NS_a && out->len && out->ptr[out->len - 1] != '\n')
            base_buf_add_z(out, "\n");
    }
}

void office_diagram(const xml_node *data, base_buf *lines)
{
    drawing_text(data, lines);
}

static const xml_node *find(const xml_node *n, xml_name name)
{
    for (const xml_node *c = n ? n->child : NULL; c; c = c->next) {
        if (c->name == name)
            return c;
        const xml_node *deep = find(c, name);
        if (deep)
            return deep;
    }
    return NULL;
}

/* A number of the cache in full (4.4000000000000004) -> as the chart shows it. */
static void as_shown(const xml_node *cache, base_buf *text)
{
    char *end = NULL;
    base_buf code;

    if (!text->len || text->len >= 64 || (cache->name != XN_numCache && cache->name != XN_numLit))
        return;
    double number = strtod(text->ptr, &end); /* a buffer ends with a NUL */
    if (end == text->ptr || *end)
        return;
    base_buf_init(&code, 256);
    const xml_node *format = xml_child(cache, XN_formatCode);
    if (format)
        xml_text_of(format, &code);
    base_buf_reset(text);
    xlsx_format(text, number, base_buf_str(&code), false);
    base_buf_clear(&code);
}

/* The value of point `index` in a series' cache; empty when it has none. */
static socvet_str point(const xml_node *from, long index, base_buf *room)
{
    const xml_node *cache = find(from, XN_strCache);

    if (!cache)
        cache = find(from, XN_numCache);
    if (!cache)
        cache = find(from, XN_strLit);
    if (!cache)
        cache = find(from, XN_numLit);
    base_buf_reset(room);
    for (const xml_node *p = xml_child(cache, XN_pt); p; p = xml_next_named(p, XN_pt))
        if (xml_int_of(p, XN_idx, -1) == index) {
            xml_text_of(xml_child(p, XN_v), room);
            as_shown(cache, room);
            break;
        }
    return base_buf_str(room);
}

static size_t find_series(const xml_node *n, const xml_node **list, size_t count)
{
    for (const xml_node *c = n ? n->child : NULL; c && count < MOST_SERIES; c = c->next) {
        if (c->name == XN_ser)
            list[count++] = c;
        else
            count = find_series(c, list, count);
    }
    return count;
}

static long points_of(const xml_node *ser)
{
    long most = 0;

    for (const xml_node *c = ser->child; c; c = c->next)
        if (c->name == XN_val || c->name == XN_yVal) {
            const xml_node *n = find(c, XN_ptCount);
            long v = xml_int_of(n, XN_val, 0);
            most = v > most ? v : most;
        }
    return most > MOST_POINTS ? MOST_POINTS : most;
}

static void cell(office *o, unsigned row, unsigned column, socvet_str text, bool header)
{
    extract_cell(o->b, row, column, 1, 1, header);
    extract_text(o->b, text);
    extract_end(o->b);
}

static const xml_node *either(const xml_node *n, xml_name a, xml_name b)
{
    const xml_node *x = xml_child(n, a);

    return x ? x : xml_child(n, b);
}

void office_chart(office *o, const xml_node *chart)
{
    const xml_node *series[MOST_SERIES];
    size_t n = find_series(chart, series, 0);
    base_buf room;

    base_buf_init(&room, 1 << 20);
    drawing_text(xml_child(xml_child(chart, XN_chart), XN_title), &room);
    extract_begin(o->b, SOCVET_BLOCK_PARAGRAPH, 0);
    extract_text(o->b, base_buf_str(&room));
    extract_end(o->b);
    if (n) {
        extract_table_begin(o->b);
        for (size_t k = 0; k < n; k++)
            cell(o, 0, (unsigned)k + 1, point(xml_child(series[k], XN_tx), 0, &room), true);
        for (long i = 0, last = points_of(series[0]); i < last && extract_step(o->b, n * 8); i++) {
            cell(o, (unsigned)i + 1, 0, point(either(series[0], XN_cat, XN_xVal), i, &room), false);
            for (size_t k = 0; k < n; k++)
                cell(o, (unsigned)i + 1, (unsigned)k + 1, point(either(series[k], XN_val, XN_yVal), i, &room), false);
        }
        extract_table_end(o->b);
    }
    base_buf_clear(&room);
}

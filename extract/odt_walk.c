/* odt_walk.c: paragraphs, lists, frames and sections of an OpenDocument text. Deleted text stands
 * apart from the flow (text:tracked-changes), so that what is walked is the final text. */
#include <limits.h>
#include <string.h>

#include "../base/str.h"
#include "lines.h"
#include "odt.h"

enum { MOST_ANCHORED = 64, DEEPEST = 200, LONGEST_BOLD_HEADING = 90 };

typedef struct {
    const xml_node *anchored[MOST_ANCHORED];
    int n_anchored;
    const odt_style *style;
    bool hidden; /* a field hides the whole paragraph */
    size_t bold, plain;
} para;

static void add_line(base_buf *to, socvet_str s)
{
    s = base_str_trim(s);
    if (s.len) {
        base_buf_add_z(to, to->len ? "\n" : "");
        base_buf_add(to, s);
    }
}

static void hide(odt *d, const xml_node *n)
{
    base_buf words;

    base_buf_init(&words, 8192);
    xml_text_of(n, &words);
    add_line(&d->hidden, base_buf_str(&words));
    base_buf_clear(&words);
}

static bool yes(const xml_node *n, xml_name name)
{
    return base_str_eq_z(xml_attr_of(n, name), "true");
}

/* ---- inside a paragraph ---- */

static void add_words(odt *d, para *p, socvet_str s, bool bold)
{
    base_buf_add(&d->line, s);
    for (size_t i = 0; i < s.len; i++)
        if (!base_is_blank(s.ptr[i]))
            *(bold ? &p->bold : &p->plain) += 1;
}

static void keep_note(odt *d, const xml_node *body)
{
    void *list = (void *)d->notes;

    if (body && base_arena_grow(extract_arena(d->b), &list, &d->cap_notes, d->n_notes, sizeof *d->notes)) {
        d->notes = list;
        d->notes[d->n_notes++] = body;
    }
}

static void read_inline(odt *d, para *p, const xml_node *parent, bool bold);

static void read_span(odt *d, para *p, const xml_node *n, bool bold)
{
    const odt_style *s = odt_find_style(d, xml_attr_of(n, XN_style_name));

    if (s && s->hidden > 0)
        hide(d, n);
    else
        read_inline(d, p, n, s && s->bold >= 0 ? s->bold : bold);
}

static void read_piece(odt *d, para *p, const xml_node *c, bool bold)
{
    switch (c->name) {
    case XN_text_node:
        add_words(d, p, c->text, bold);
        break;
    case XN_s:
        base_buf_add_char(&d->line, ' ');
        break;
    case XN_tab:
        base_buf_add_char(&d->line, '\t');
        break;
    case XN_line_break:
        base_buf_add_char(&d->line, '\n');
        break;
    case XN_span:
        read_span(d, p, c, bold);
        break;
    case XN_note:
        keep_note(d, xml_child(c, XN_note_body));
        break;
    case XN_hidden_text:
        if (yes(c, XN_is_hidden))
            add_line(&d->hidden, xml_attr_of(c, XN_string_value));
        else
            read_inline(d, p, c, bold);
        break;
    case XN_hidden_paragraph:
        p->hidden |= yes(c, XN_is_hidden);
        break;
    case XN_frame:
    case XN_g:
    case XN_custom_shape:
    case XN_rect:
    case XN_text_box:
        if (p->n_anchored < MOST_ANCHORED)
            p->anchored[p->n_anchored++] = c;
        break;
    case XN_annotation:
        keep_note(d, c); /* a reviewer's comment: read apart, when asked for */
        break;
    case XN_annotation_end:
    case XN_ruby_text:
    case XN_page_number:
    case XN_script:
    case XN_label:
        break;
    default:
        read_inline(d, p, c, bold);
    }
}

static void read_inline(odt *d, para *p, const xml_node *parent, bool bold)
{
    if (d->depth >= DEEPEST)
        return;
    d->depth++;
    for (const xml_node *c = parent->child; c && extract_step(d->b, 1); c = c->next)
        read_piece(d, p, c, bold);
    d->depth--;
}

/* ---- objects ---- */

static void read_math(odt *d, const xml_node *n)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    bool leaf = n->name == XN_mi || n->name == XN_mo || n->name == XN_mn || n->name == XN_mtext;

    if (n->name == XN_annotation)
        return;
    if (leaf) {
        base_buf_add_char(&d->line, ' ');
        xml_text_of(n, &d->line);
        return;
    }
    for (const xml_node *c = n->child; c; c = c->next) {
        base_buf up;
        base_buf_init(&up, 64);
        if (n->name == XN_msup && c != n->child)
            xml_text_of(c, &up);
        socvet_str power = base_str_trim(base_buf_str(&up));
        if (power.len == 1 && base_is_digit(power.ptr[0]))
            base_buf_add_z(&d->line, raised[power.ptr[0] - '0']);
        else
            read_math(d, c);
        base_buf_clear(&up);
    }
}

static const xml_node *find(const xml_node *n, xml_name name)
{
    for (const xml_node *c = n ? n->child : NULL; c; c = c->next) {
        const xml_node *deep = c->name == name ? c : find(c, name);
        if (deep)
            return deep;
    }
    return NULL;
}

/* A formula is words of its paragraph; what else is embedded gives its paragraphs. */
static void read_object(odt *d, const xml_node *n)
{
    char name[300];
    socvet_str href = xml_attr_of(n, XN_href);
    socvet_err quiet = {0};
    const xml_node *root = n->child;

    if (!root && href.len && href.len < 256 && d->package) {
        if (base_str_starts(href, SOCVET_STR("./")))
            href = (socvet_str){href.ptr + 2, href.len - 2};
        memcpy(name, href.ptr, href.len);
        memcpy(name + href.len, "/content.xml", 13);
        root = extract_package_has(d->package, name) ? odt_part(d, name, &quiet) : NULL;
    }
    if (!root)
        return;
    const xml_node *math = root->name == XN_math ? root : find(root, XN_math);
    if (math) {
        base_buf_reset(&d->line);
        read_math(d, math);
        if (d->cell) {
            add_line(d->cell, base_buf_str(&d->line));
        } else {
            extract_begin(d->b, SOCVET_BLOCK_PARAGRAPH, 0);
            extract_text(d->b, base_buf_str(&d->line));
            extract_end(d->b);
        }
    } else if (xml_child(root, XN_body)) {
        odt_walk(d, xml_child(root, XN_body));
    }
}

static void read_frame(odt *d, const xml_node *n)
{
    bool object = false;

    for (const xml_node *c = n->child; c && extract_step(d->b, 1); c = c->next) {
        if (c->name == XN_text_box || c->name == XN_frame || c->name == XN_g || c->name == XN_custom_shape || c->name == XN_rect)
            read_frame(d, c);
        else if (c->name == XN_object && !object) {
            object = true;
            read_object(d, c);
        } else if (c->name == XN_p || c->name == XN_h || c->name == XN_list || c->name == XN_table || c->name == XN_section) {
            odt_walk(d, n);
            return;
        }
    }
}

static void read_anchored(odt *d, const para *p)
{
    base_buf keep = d->line;
    int state = d->item_state, list = d->list_depth;

    if (!p->n_anchored)
        return;
    base_buf_init(&d->line, 0);
    d->item_state = d->list_depth = 0;
    for (int i = 0; i < p->n_anchored; i++)
        read_frame(d, p->anchored[i]);
    base_buf_clear(&d->line);
    d->line = keep;
    d->item_state = state;
    d->list_depth = list;
}

/* ---- paragraphs ---- */

static bool looks_like_heading(const para *p, socvet_str s)
{
    if (!p->bold || p->plain || s.len > LONGEST_BOLD_HEADING || s.len < 3 || memchr(s.ptr, '\n', s.len) ||
        memchr(s.ptr, '\t', s.len))
        return false;
    const char *colon = memchr(s.ptr, ':', s.len);
    char last = s.ptr[s.len - 1];
    return (!colon || colon == s.ptr + s.len - 1) && last != '.' && last != ';' && last != ',';
}

static void put_paragraph(odt *d, const para *p, int heading, size_t number)
{
    socvet_str s = base_str_trim(base_buf_str(&d->line));
    int kind = SOCVET_BLOCK_PARAGRAPH, level = 0;

    if (!s.len || d->line.len <= number)
        return;
    size_t bullet = !number ? lines_bullet(s) : 0;
    bool item = d->list_depth > 0 && d->item_state == 1;
    if (bullet && bullet < s.len) {
        s = (socvet_str){s.ptr + bullet, s.len - bullet};
        item = true;
    }
    if (d->cell) {
        add_line(d->cell, s);
        return;
    }
    if (heading || (p->style && p->style->title)) {
        kind = SOCVET_BLOCK_HEADING;
        level = heading ? heading : 1;
    } else if (item && !(number && looks_like_heading(p, s))) {
        kind = SOCVET_BLOCK_LIST_ITEM;
        level = d->list_depth ? d->list_depth : 1;
    } else if (looks_like_heading(p, s)) {
        kind = SOCVET_BLOCK_HEADING;
        level = 5;
    }
    extract_begin(d->b, (socvet_block_kind)kind, level);
    extract_text(d->b, s);
    extract_end(d->b);
}

static void read_paragraph(odt *d, const xml_node *n)
{
    para p = {.style = odt_find_style(d, xml_attr_of(n, XN_style_name))};
    long level = n->name == XN_h ? xml_int_of(n, XN_outline_level, 1) : 0;

    if (p.style && p.style->hidden > 0) {
        hide(d, n);
        return;
    }
    base_buf_reset(&d->line);
    bool listed = d->list_depth > 0 && d->item_state == 1 && !d->header_item;
    if (listed && d->counter.list)
        odt_number(d->counter.list, d->counter.count, d->list_depth - 1, &d->line);
    else if (level >= 1 && level <= ODT_LEVELS && !yes(n, XN_is_list_header))
        odt_number(&d->outline, d->outline_count, (int)level - 1, &d->line);
    size_t number = d->line.len;
    read_inline(d, &p, n, p.style && p.style->bold > 0);
    if (p.hidden)
        add_line(&d->hidden, base_buf_str(&d->line));
    else
        put_paragraph(d, &p, (int)level, number);
    if (d->item_state == 1 && d->line.len > number)
        d->item_state = 2;
    read_anchored(d, &p);
}

/* ---- lists ---- */

static void start_counts(odt *d, const xml_node *n, const odt_list *list)
{
    d->counter = (odt_counter){.list = list};
    for (int i = 0; list && i < ODT_LEVELS; i++)
        d->counter.count[i] = list->level[i].start - 1;
    if (yes(n, XN_continue_numbering) || xml_has_attr(n, XN_continue_list))
        for (int i = d->n_last - 1; i >= 0; i--)
            if (d->last[i].list == list) {
                d->counter = d->last[i];
                break;
            }
}

static void keep_counts(odt *d)
{
    const int most = (int)(sizeof d->last / sizeof *d->last);

    if (d->n_last == most)
        memmove(d->last, d->last + 1, (size_t)(--d->n_last) * sizeof *d->last);
    d->last[d->n_last++] = d->counter;
}

static void read_list(odt *d, const xml_node *n)
{
    odt_counter outer = d->counter;
    const odt_list *named = odt_find_list(d, xml_attr_of(n, XN_style_name));
    int state = d->item_state;
    bool header = d->header_item;

    if (d->list_depth >= ODT_LEVELS) {
        odt_walk(d, n);
        return;
    }
    if (d->list_depth == 0)
        start_counts(d, n, named);
    else if (named)
        d->counter.list = named;
    d->list_depth++;
    for (const xml_node *c = n->child; c && extract_step(d->b, 1); c = c->next) {
        if (c->name != XN_list_item && c->name != XN_list_header)
            continue;
        long start = xml_int_of(c, XN_start_value, LONG_MIN);
        if (start != LONG_MIN)
            d->counter.count[d->list_depth - 1] = start - 1;
        d->item_state = 1;
        d->header_item = c->name == XN_list_header;
        odt_walk(d, c);
    }
    d->list_depth--;
    d->item_state = state == 1 ? 2 : state;
    d->header_item = header;
    if (d->list_depth == 0) {
        keep_counts(d);
        d->counter = outer;
    } else {
        d->counter.list = outer.list;
    }
}

static bool section_hidden(const xml_node *n)
{
    return base_str_eq_z(xml_attr_of(n, XN_display), "none") || yes(n, XN_is_hidden);
}

static void read_block(odt *d, const xml_node *c)
{
    switch (c->name) {
    case XN_p:
    case XN_h:
        read_paragraph(d, c);
        break;
    case XN_list:
        read_list(d, c);
        break;
    case XN_table:
        odt_table(d, c);
        break;
    case XN_section:
        if (section_hidden(c))
            hide(d, c);
        else
            odt_walk(d, c);
        break;
    case XN_tracked_changes:
        if (c->child)
            extract_notice(d->b, SOCVET_NOTICE_TRACKED_CHANGES, SOCVET_STR("read as if accepted"));
        break;
    case XN_frame:
    case XN_g:
    case XN_custom_shape:
    case XN_rect:
        read_frame(d, c);
        break;
    case XN_text:
    case XN_chart:
    case XN_title:
    case XN_spreadsheet:
    case XN_presentation:
    case XN_drawing:
    case XN_bibliography: /* the other indexes only repeat headings and captions */
    case XN_index_body:
    case XN_index_title:
    case XN_numbered_paragraph:
    case XN_page:
        odt_walk(d, c);
        break;
    default:
        break;
    }
}

void odt_walk(odt *d, const xml_node *parent)
{
    if (d->depth >= DEEPEST)
        return;
    d->depth++;
    for (const xml_node *c = parent->child; c && extract_step(d->b, 1); c = c->next)
        read_block(d, c);
    d->depth--;
}

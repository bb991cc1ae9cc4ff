/* read_html.c: an HTML advert -> blocks. Scripts, styles and hidden elements are dropped (hidden
 * text is a notice); data tables become cells, layout tables flow; libxml2's HTML parser gets
 * UTF-8 from us and may fetch nothing. The walk keeps its own stack: depth is bounded. */
#include <string.h>

#include <libxml/HTMLparser.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "readers.h"

static int sniff(socvet_str bytes)
{
    static const char *const marks[] = {"<!doctype html", "<html", "<body", "<head", "<div", "<table", "<p>",
                                        "<h1", "<ul", "<script", "<meta", "<title", "<article", "<span", "<br"};
    size_t n = bytes.len < 8192 ? bytes.len : 8192;
    socvet_str s = base_str_trim((socvet_str){bytes.ptr, n});

    if (base_str_starts(s, SOCVET_STR("\xEF\xBB\xBF")))
        s = (socvet_str){s.ptr + 3, s.len - 3};
    if (base_str_starts_ci(s, SOCVET_STR("<!doctype html")) || base_str_starts_ci(s, SOCVET_STR("<html")))
        return 3;
    if (base_str_starts(s, SOCVET_STR("<?xml")) && base_str_find_ci(s, SOCVET_STR("<html"), 0) != SIZE_MAX)
        return 3;
    int hits = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        hits += base_str_find_ci(s, base_str_z(marks[i]), 0) != SIZE_MAX;
    return hits >= 2 ? 2 : hits == 1 && s.len && s.ptr[0] == '<' ? 2 : 0;
}

typedef enum { INLINE, BLOCK, DROP, BREAK, HEADING, ITEM, TABLE, ROW, CELL, PRE } role;

static role role_of(const char *name)
{
    static const struct {
        const char *name;
        role role;
    } table[] = {
        {"script", DROP}, {"style", DROP}, {"template", DROP}, {"noscript", DROP}, {"head", DROP},
        {"svg", DROP}, {"iframe", DROP}, {"object", DROP}, {"select", DROP}, {"textarea", DROP},
        {"button", DROP}, {"canvas", DROP}, {"audio", DROP}, {"video", DROP}, {"map", DROP},
        {"br", BREAK}, {"p", BLOCK}, {"div", BLOCK}, {"section", BLOCK}, {"article", BLOCK},
        {"main", BLOCK}, {"header", BLOCK}, {"footer", BLOCK}, {"nav", BLOCK}, {"aside", BLOCK},
        {"form", BLOCK}, {"fieldset", BLOCK}, {"legend", BLOCK}, {"address", BLOCK},
        {"blockquote", BLOCK}, {"center", BLOCK}, {"dl", BLOCK}, {"dt", BLOCK}, {"dd", BLOCK},
        {"ul", BLOCK}, {"ol", BLOCK}, {"hr", BLOCK}, {"figure", BLOCK}, {"figcaption", BLOCK},
        {"details", BLOCK}, {"summary", BLOCK}, {"body", BLOCK}, {"html", BLOCK}, {"caption", BLOCK},
        {"h1", HEADING}, {"h2", HEADING}, {"h3", HEADING}, {"h4", HEADING}, {"h5", HEADING},
        {"h6", HEADING}, {"li", ITEM}, {"table", TABLE}, {"tr", ROW}, {"td", CELL}, {"th", CELL},
        {"pre", PRE}, {"thead", INLINE}, {"tbody", INLINE}, {"tfoot", INLINE},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].role;
    return INLINE;
}

static bool attr_is(const xmlNode *n, const char *name, const char *needle)
{
    for (const xmlAttr *a = n->properties; a; a = a->next)
        if (xmlStrcasecmp(a->name, BAD_CAST name) == 0) {
            socvet_str v = base_str_z(a->children && a->children->content
                                          ? (const char *)a->children->content : "");
            return !needle || base_str_find_ci(v, base_str_z(needle), 0) != SIZE_MAX;
        }
    return false;
}

static bool is_hidden(const xmlNode *n)
{
    if (!n->properties)
        return false;
    return attr_is(n, "hidden", NULL) || attr_is(n, "style", "display:none") ||
           attr_is(n, "style", "display: none") || attr_is(n, "style", "visibility:hidden") ||
           attr_is(n, "aria-hidden", "true");
}

/* Page furniture, for main_only: navigation, cookie bars, share blocks, similar jobs. */
static bool is_chrome(const xmlNode *n)
{
    static const char *const tags[] = {"nav", "footer", "aside"};
    static const char *const words[] = {"cookie", "navbar", "breadcrumb", "share", "social", "similar-jobs",
                                        "related-jobs", "sidebar", "site-header", "site-footer", "menu",
                                        "newsletter", "advert-banner"};

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (xmlStrcmp(n->name, BAD_CAST tags[i]) == 0)
            return true;
    if (!n->properties || xmlStrcmp(n->name, BAD_CAST "body") == 0)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (attr_is(n, "class", words[i]) || attr_is(n, "id", words[i]))
            return true;
    return attr_is(n, "role", "navigation") || attr_is(n, "role", "banner");
}

enum { MOST_OPEN_TABLES = 8, MOST_COLUMNS = 64 };
typedef struct {
    bool data;
    unsigned row, column;
    uint16_t busy[MOST_COLUMNS]; /* rows for which a slot is still taken from above */
} table_state;

typedef struct {
    extract_builder *b;
    table_state tables[MOST_OPEN_TABLES];
    int n_tables, list_depth, pre;
    bool in_cell;
} html;

static unsigned span_attr(const xmlNode *n, const char *name)
{
    unsigned v = 0;

    for (const xmlAttr *a = n->properties; a; a = a->next)
        if (xmlStrcasecmp(a->name, BAD_CAST name) == 0 && a->children && a->children->content)
            for (const xmlChar *c = a->children->content; *c >= '0' && *c <= '9' && v < 1000; c++)
                v = v * 10 + (unsigned)(*c - '0');
    return v < 1 ? 1 : v > 200 ? 200 : v;
}

/* A data table has two columns or more in some row and no table, list of blocks or form inside. */
static bool is_data_table(html *h, const xmlNode *table)
{
    unsigned widest = 0, in_row = 0;
    const xmlNode *n = table->children;

    while (n && n != table && extract_step(h->b, 1)) {
        if (n->type == XML_ELEMENT_NODE) {
            role r = role_of((const char *)n->name);
            if (r == TABLE)
                return false;
            if (r == ROW)
                in_row = 0;
            if (r == CELL && ++in_row > widest)
                widest = in_row;
        }
        if (n->children && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n != table && !n->next)
            n = n->parent;
        if (n != table)
            n = n->next;
    }
    return widest >= 2;
}

static void enter_cell(html *h, const xmlNode *n)
{
    table_state *t = h->n_tables ? &h->tables[h->n_tables - 1] : NULL;
    unsigned across = span_attr(n, "colspan"), down = span_attr(n, "rowspan");

    if (!t || !t->data) {
        extract_end(h->b);
        return;
    }
    while (t->column < MOST_COLUMNS && t->busy[t->column])
        t->busy[t->column++]--;
    extract_cell(h->b, t->row ? t->row - 1 : 0, t->column, down, across,
                 xmlStrcmp(n->name, BAD_CAST "th") == 0);
    for (unsigned k = 0; k < across && t->column < MOST_COLUMNS; k++)
        t->busy[t->column++] = (uint16_t)(down - 1);
    h->in_cell = true;
}

static void end_row(table_state *t)
{
    while (t->column < MOST_COLUMNS) {
        if (t->busy[t->column])
            t->busy[t->column]--;
        t->column++;
    }
}

static void enter(html *h, const xmlNode *n, role r)
{
    switch (r) {
    case TABLE:
        if (h->n_tables < MOST_OPEN_TABLES) {
            table_state *t = &h->tables[h->n_tables++];
            memset(t, 0, sizeof *t);
            t->data = !h->in_cell && is_data_table(h, n);
            if (t->data)
                extract_table_begin(h->b);
            else if (!h->in_cell)
                extract_end(h->b);
        }
        break;
    case ROW:
        if (h->n_tables && h->tables[h->n_tables - 1].data) {
            table_state *t = &h->tables[h->n_tables - 1];
            if (t->row)
                end_row(t);
            t->row++;
            t->column = 0;
        }
        break;
    case CELL:
        if (!h->in_cell)
            enter_cell(h, n);
        break;
    case HEADING:
        if (h->in_cell)
            extract_text(h->b, SOCVET_STR("\n"));
        else
            extract_begin(h->b, SOCVET_BLOCK_HEADING, n->name[1] - '0');
        break;
    case ITEM:
        if (h->in_cell)
            extract_text(h->b, SOCVET_STR("\n"));
        else
            extract_begin(h->b, SOCVET_BLOCK_LIST_ITEM, h->list_depth ? h->list_depth : 1);
        break;
    case BREAK:
        extract_text(h->b, SOCVET_STR("\n"));
        break;
    case PRE:
    case BLOCK:
        h->pre += r == PRE;
        h->list_depth += xmlStrcmp(n->name, BAD_CAST "ul") == 0 || xmlStrcmp(n->name, BAD_CAST "ol") == 0;
        if (h->in_cell)
            extract_text(h->b, SOCVET_STR("\n"));
        else if (!(n->parent && n->parent->type == XML_ELEMENT_NODE &&
                   role_of((const char *)n->parent->name) == ITEM && n->parent->children == n))
            extract_end(h->b);
        break;
    default:
        break;
    }
}

static void leave(html *h, const xmlNode *n, role r)
{
    if (r == TABLE && h->n_tables) {
        if (h->tables[--h->n_tables].data)
            extract_table_end(h->b);
    } else if (r == CELL && h->n_tables && h->tables[h->n_tables - 1].data) {
        extract_end(h->b);
        h->in_cell = false;
    } else if (r == PRE || r == BLOCK || r == HEADING || r == ITEM || r == CELL) {
        h->pre -= r == PRE;
        h->list_depth -= xmlStrcmp(n->name, BAD_CAST "ul") == 0 || xmlStrcmp(n->name, BAD_CAST "ol") == 0;
        if (h->in_cell)
            extract_text(h->b, SOCVET_STR("\n"));
        else
            extract_end(h->b);
    }
}

/* "\n" in HTML is a space, unless inside <pre>. */
static void put_text(html *h, socvet_str s)
{
    socvet_str line;

    if (h->pre) {
        extract_text(h->b, s);
        return;
    }
    for (bool first = true; base_str_split(&s, '\n', &line); first = false) {
        if (!first && h->b)
            extract_text(h->b, SOCVET_STR(" "));
        extract_text(h->b, line);
    }
}

static void note_hidden(html *h, xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    socvet_str s = base_str_trim(base_str_z((const char *)text));

    if (s.len > 2 && base_utf8_check(s) == s.len)
        extract_notice(h->b, SOCVET_NOTICE_HIDDEN_TEXT,
                       (socvet_str){s.ptr, s.len > 400 ? 400 : s.len});
    xmlFree(text);
}

static void walk(html *h, xmlNode *root)
{
    xmlNode *n = root;
    bool main_only = extract_opts(h->b)->main_only;

    while (n && extract_step(h->b, 1)) {
        bool down = false;
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
            put_text(h, base_str_z((const char *)n->content));
        } else if (n->type == XML_ELEMENT_NODE) {
            role r = role_of((const char *)n->name);
            if (r != DROP && is_hidden(n))
                note_hidden(h, n);
            else if (r != DROP && !(main_only && is_chrome(n))) {
                enter(h, n, r);
                down = n->children != NULL;
                if (!down)
                    leave(h, n, r);
            }
        }
        if (down) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next) {
            n = n->parent;
            if (n->type == XML_ELEMENT_NODE)
                leave(h, n, role_of((const char *)n->name));
        }
        n = n == root ? NULL : n->next;
    }
}

/* The charset that the page's first bytes name. */
static socvet_str declared_charset(socvet_str bytes)
{
    socvet_str head = {bytes.ptr, bytes.len < 4096 ? bytes.len : 4096};
    size_t at = base_str_find_ci(head, SOCVET_STR("charset="), 0);

    if (at == SIZE_MAX)
        return (socvet_str){NULL, 0};
    at += 8;
    while (at < head.len && (head.ptr[at] == '"' || head.ptr[at] == '\''))
        at++;
    size_t end = at;
    while (end < head.len && (base_is_alpha(head.ptr[end]) || base_is_digit(head.ptr[end]) ||
                              head.ptr[end] == '-' || head.ptr[end] == '_'))
        end++;
    return (socvet_str){head.ptr + at, end - at};
}

static socvet_status read_html(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    html h = {.b = b};
    base_buf text;

    base_buf_init(&text, 0);
    socvet_status s = extract_decode(b, bytes, declared_charset(bytes), &text, err);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == 0)
            text.ptr[i] = ' ';
    htmlDocPtr doc = s ? NULL
                       : htmlReadMemory(text.ptr ? text.ptr : "", (int)text.len, NULL, "UTF-8",
                                        HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                            HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT | XML_PARSE_HUGE);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (root)
        walk(&h, root);
    else if (!s)
        s = base_fail(err, SOCVET_E_EMPTY, "extract", 0, "the page holds no text");
    extract_end(b);
    if (doc)
        xmlFreeDoc(doc);
    base_buf_clear(&text);
    return s;
}

const socvet_reader extract_reader_html = {"html", "web page", "html htm xhtml", sniff, read_html, false};

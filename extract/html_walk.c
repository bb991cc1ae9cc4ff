/* html_walk.c: a tree of HTML -> blocks. Scripts and hidden elements are dropped (hidden text is a
 * notice); data tables become grids of cells, layout tables flow; a name and its value in a
 * definition list stand on one line. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "html.h"
#include "lines.h"

/* clang-format off */
static const struct { const char *name; html_role role; } roles[] = {
    {"script", HTML_DROP}, {"style", HTML_DROP}, {"template", HTML_DROP}, {"noscript", HTML_DROP}, {"head", HTML_DROP},
    {"title", HTML_DROP}, {"svg", HTML_DROP}, {"iframe", HTML_DROP}, {"object", HTML_DROP}, {"select", HTML_DROP},
    {"textarea", HTML_DROP}, {"canvas", HTML_DROP}, {"audio", HTML_DROP}, {"video", HTML_DROP}, {"math", HTML_DROP},
    {"datalist", HTML_DROP}, {"embed", HTML_DROP}, {"applet", HTML_DROP}, {"meta", HTML_DROP}, {"link", HTML_DROP},
    {"br", HTML_BREAK}, {"p", HTML_BLOCK}, {"div", HTML_BLOCK}, {"section", HTML_BLOCK}, {"article", HTML_BLOCK},
    {"main", HTML_BLOCK}, {"header", HTML_BLOCK}, {"footer", HTML_BLOCK}, {"nav", HTML_BLOCK}, {"aside", HTML_BLOCK},
    {"form", HTML_BLOCK}, {"fieldset", HTML_BLOCK}, {"legend", HTML_BLOCK}, {"address", HTML_BLOCK}, {"dl", HTML_BLOCK},
    {"blockquote", HTML_QUOTE}, {"center", HTML_BLOCK}, {"dt", HTML_TERM}, {"dd", HTML_DEF}, {"ul", HTML_LIST}, {"ol", HTML_LIST},
    {"menu", HTML_LIST}, {"dir", HTML_LIST}, {"hr", HTML_BLOCK}, {"figure", HTML_BLOCK}, {"figcaption", HTML_BLOCK},
    {"details", HTML_BLOCK}, {"summary", HTML_BLOCK}, {"body", HTML_BLOCK}, {"html", HTML_BLOCK}, {"caption", HTML_BLOCK},
    {"hgroup", HTML_BLOCK}, {"dialog", HTML_BLOCK}, {"search", HTML_BLOCK}, {"noframes", HTML_BLOCK}, {"frameset", HTML_BLOCK},
    {"option", HTML_BLOCK}, {"button", HTML_BLOCK}, {"label", HTML_INLINE},
    {"h1", HTML_HEADING}, {"h2", HTML_HEADING}, {"h3", HTML_HEADING}, {"h4", HTML_HEADING}, {"h5", HTML_HEADING},
    {"h6", HTML_HEADING}, {"li", HTML_ITEM}, {"table", HTML_TABLE}, {"tr", HTML_ROW}, {"td", HTML_CELL}, {"th", HTML_CELL},
    {"pre", HTML_PRE}, {"listing", HTML_PRE}, {"xmp", HTML_PRE}, {"plaintext", HTML_PRE},
};
/* Names of HTML5 that libxml2 does not know. */
static const struct { const char *name; uint32_t cp; } names5[] = {
    {"apos", '\''}, {"check", 0x2713}, {"checkmark", 0x2713}, {"cross", 0x2717}, {"nbsp", 0xA0}, {"excl", '!'}, {"num", '#'},
    {"dollar", '$'}, {"percnt", '%'}, {"lpar", '('}, {"rpar", ')'}, {"ast", '*'}, {"plus", '+'}, {"comma", ','}, {"period", '.'},
    {"sol", '/'}, {"colon", ':'}, {"semi", ';'}, {"equals", '='}, {"quest", '?'}, {"commat", '@'}, {"lsqb", '['}, {"rsqb", ']'},
    {"lbrack", '['}, {"rbrack", ']'}, {"bsol", '\\'}, {"lowbar", '_'}, {"grave", '`'}, {"lcub", '{'}, {"rcub", '}'}, {"verbar", '|'},
    {"vert", '|'}, {"half", 0xBD}, {"star", 0x2606}, {"starf", 0x2605}, {"bigstar", 0x2605}, {"phone", 0x260E}, {"hyphen", 0x2010},
    {"dash", 0x2010}, {"rsquor", 0x2019}, {"rdquor", 0x201D}, {"ldquor", 0x201E}, {"bullet", 0x2022}, {"horbar", 0x2015}, {"NewLine", '\n'},
    {"Tab", '\t'}, {"caret", 0x2041}, {"rarrw", 0x219D}, {"rightarrow", 0x2192}, {"square", 0x25A1}, {"squ", 0x25A1}, {"squf", 0x25AA},
    {"blacksquare", 0x25AA}, {"cir", 0x25CB}, {"numsp", 0x2007}, {"hairsp", 0x200A}, {"emsp13", 0x2004}, {"incare", 0x2105}, {"numero", 0x2116},
};
/* clang-format on */

html_role html_role_of(const xmlNode *n)
{
    for (size_t i = 0; n->name && i < sizeof roles / sizeof *roles; i++)
        if (roles[i].name[0] == (char)n->name[0] && strcmp(roles[i].name, (const char *)n->name) == 0)
            return roles[i].role;
    return HTML_INLINE;
}

bool html_is(const xmlNode *n, const char *name)
{
    return n && n->type == XML_ELEMENT_NODE && n->name && strcmp((const char *)n->name, name) == 0;
}

socvet_str html_attr(const xmlNode *n, const char *name)
{
    for (const xmlAttr *a = n->type == XML_ELEMENT_NODE ? n->properties : NULL; a; a = a->next)
        if (a->name && xmlStrcasecmp(a->name, BAD_CAST name) == 0)
            return base_str_z(a->children && a->children->content ? (const char *)a->children->content : "");
    return (socvet_str){NULL, 0};
}

/* Has a style declaration, whatever its blanks: "display : none". */
static bool styled(socvet_str style, const char *property, const char *value)
{
    size_t at = base_str_find_ci(style, base_str_z(property), 0);

    if (at == SIZE_MAX)
        return false;
    at += strlen(property);
    while (at < style.len && (style.ptr[at] == ' ' || style.ptr[at] == ':'))
        at++;
    return base_str_starts_ci((socvet_str){style.ptr + at, style.len - at}, base_str_z(value));
}

bool html_is_hidden(const xmlNode *n)
{
    if (!n->properties)
        return false;
    socvet_str style = html_attr(n, "style");
    return html_attr(n, "hidden").ptr || base_str_eq_ci(html_attr(n, "aria-hidden"), SOCVET_STR("true")) ||
           (style.len && (styled(style, "display", "none") || styled(style, "visibility", "hidden")));
}

xmlNode *html_skip(const xmlNode *n, const xmlNode *root)
{
    while (n && n != root && !n->next)
        n = n->parent;
    return !n || n == root ? NULL : n->next;
}

xmlNode *html_next(const xmlNode *n, const xmlNode *root)
{
    if (n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    return html_skip(n, root);
}

/* ---- text ---- */

static uint32_t entity_at(socvet_str s, size_t at, bool all, size_t *size)
{
    char name[16];
    size_t n = at + 1;

    while (n < s.len && n - at < sizeof name && (base_is_alpha(s.ptr[n]) || base_is_digit(s.ptr[n]) || s.ptr[n] == '#'))
        n++;
    if (n >= s.len || s.ptr[n] != ';' || n == at + 1 || n - at > sizeof name - 1)
        return 0;
    memcpy(name, s.ptr + at + 1, n - at - 1);
    name[n - at - 1] = '\0';
    *size = n - at + 1;
    for (size_t i = 0; i < sizeof names5 / sizeof *names5; i++)
        if (strcmp(names5[i].name, name) == 0)
            return names5[i].cp;
    if (!all)
        return 0;
    if (name[0] == '#') {
        uint32_t v = 0;
        for (const char *p = name + 1; *p && v < 0x110000; p++)
            v = base_is_digit(*p) ? v * 10 + (uint32_t)(*p - '0') : 0x110000;
        return v < 0x110000 ? v : 0;
    }
    const htmlEntityDesc *e = htmlEntityLookup(BAD_CAST name);
    return e ? e->value : 0;
}

void html_unescape(socvet_str s, bool all, base_buf *out)
{
    size_t run = 0;

    for (size_t i = 0; i < s.len; i++) {
        size_t size;
        uint32_t cp = s.ptr[i] == '&' ? entity_at(s, i, all, &size) : 0;
        if (!cp)
            continue;
        base_buf_add(out, (socvet_str){s.ptr + run, i - run});
        base_buf_add_cp(out, cp);
        i += size - 1;
        run = i + 1;
    }
    base_buf_add(out, (socvet_str){s.ptr + run, s.len - run});
}

enum { MOST_OPEN_TABLES = 8, MOST_COLUMNS = 64 };
typedef struct {
    bool data;
    unsigned row, column;
    uint16_t busy[MOST_COLUMNS]; /* rows for which a slot is still taken from above */
} table_state;

typedef struct {
    extract_builder *b;
    const xmlNode *root;
    table_state tables[MOST_OPEN_TABLES];
    int n_tables, extra_tables, list_depth, pre, in_item, breaks;
    bool in_cell, unescape, fresh; /* fresh: nothing stands on the line yet */
    const xmlNode *joined; /* the dd that goes on in its dt's line */
    base_buf scratch;
} html;

/* C1 controls, which &#146; and its like leave, are windows-1252. */
static void put_controls(html *h, socvet_str s)
{
    size_t run = 0;

    for (size_t i = 0; i + 1 < s.len; i++)
        if ((unsigned char)s.ptr[i] == 0xC2 && (unsigned char)s.ptr[i + 1] < 0xA0) {
            base_buf one;
            base_buf_init(&one, 0);
            extract_text(h->b, (socvet_str){s.ptr + run, i - run});
            if (extract_decode(NULL, (socvet_str){s.ptr + i, 2}, (socvet_str){NULL, 0}, &one, NULL) == SOCVET_OK)
                extract_text(h->b, base_buf_str(&one));
            base_buf_clear(&one);
            run = i + 2;
            i++;
        }
    extract_text(h->b, (socvet_str){s.ptr + run, s.len - run});
}

/* A line that begins with a bullet sign is an item, whatever element it stands in. */
static socvet_str take_bullet(html *h, socvet_str s)
{
    socvet_str t = base_str_trim(s);
    size_t mark = h->fresh && t.len ? lines_bullet(t) : 0;

    if (t.len)
        h->fresh = false;
    if (!mark || h->in_cell || h->in_item)
        return s;
    extract_begin(h->b, SOCVET_BLOCK_LIST_ITEM, 1);
    return (socvet_str){t.ptr + mark, (size_t)(s.ptr + s.len - t.ptr) - mark};
}

static void put_line(html *h, socvet_str s)
{
    if (memchr(s.ptr, '&', s.len)) {
        base_buf_reset(&h->scratch);
        html_unescape(s, h->unescape, &h->scratch);
        s = base_buf_str(&h->scratch);
    }
    s = take_bullet(h, s);
    for (const char *p; s.len && (p = memchr(s.ptr, '\n', s.len));) {
        put_controls(h, (socvet_str){s.ptr, (size_t)(p - s.ptr)});
        extract_text(h->b, SOCVET_STR(" "));
        s = (socvet_str){p + 1, s.len - (size_t)(p - s.ptr) - 1};
    }
    put_controls(h, s);
}

static void line_end(html *h)
{
    h->fresh = true;
    h->breaks++;
    if (h->breaks > 1 && !h->in_cell && !h->in_item)
        extract_end(h->b); /* two in a row part paragraphs */
    else
        extract_text(h->b, SOCVET_STR("\n"));
}

/* "\n" in HTML is a space, unless inside <pre>. */
static void put_text(html *h, socvet_str s)
{
    socvet_str line;

    if (!base_str_trim(s).len && !h->pre) {
        if (s.len)
            extract_text(h->b, SOCVET_STR(" "));
        return;
    }
    if (!h->pre) {
        h->breaks = 0;
        put_line(h, s);
        return;
    }
    for (bool first = true; base_str_split(&s, '\n', &line); first = false) {
        if (!first)
            line_end(h);
        if (base_str_trim(line).len) {
            h->breaks = 0;
            put_line(h, line);
        }
    }
}

/* ---- tables ---- */

static unsigned span_attr(const xmlNode *n, const char *name)
{
    socvet_str s = html_attr(n, name);
    unsigned v = 0;

    for (size_t i = 0; i < s.len && base_is_digit(s.ptr[i]) && v < 1000; i++)
        v = v * 10 + (unsigned)(s.ptr[i] - '0');
    return v < 1 ? 1 : v > 200 ? 200 : v;
}

/* Data: two columns or more, header cells or two rows or more. Not when it holds another table
 * (a page laid out) or says it is for looks, unless it has header cells. */
static bool is_data_table(html *h, const xmlNode *table)
{
    unsigned widest = 0, in_row = 0, rows = 0, headers = 0, nested = 0, parts = 0;
    socvet_str role = html_attr(table, "role");

    for (const xmlNode *n = table->children; n && extract_step(h->b, 1);) {
        bool inner = html_is(n, "table");
        html_role r = n->type == XML_ELEMENT_NODE ? html_role_of(n) : HTML_INLINE;
        nested += inner;
        if (r == HTML_ROW)
            in_row = 0, rows++;
        if (r == HTML_CELL && ++in_row > widest)
            widest = in_row;
        headers += html_is(n, "th");
        parts += r == HTML_HEADING || html_is(n, "section") || html_is(n, "article") || html_is(n, "form");
        n = inner ? html_skip(n, table) : html_next(n, table);
    }
    if (base_str_eq_ci(role, SOCVET_STR("presentation")) || base_str_eq_ci(role, SOCVET_STR("none")))
        return false;
    if (widest < 2)
        return headers > 1 && !nested;
    if (headers)
        return true;
    return !nested && (rows > 1 || !parts);
}

static void enter_cell(html *h, const xmlNode *n)
{
    table_state *t = h->n_tables ? &h->tables[h->n_tables - 1] : NULL;
    unsigned across = span_attr(n, "colspan"), down = span_attr(n, "rowspan");

    if (!t || !t->data || h->extra_tables) {
        extract_end(h->b);
        return;
    }
    while (t->column < MOST_COLUMNS && t->busy[t->column])
        t->busy[t->column++]--;
    extract_cell(h->b, t->row ? t->row - 1 : 0, t->column, down, across,
                 html_is(n, "th") || html_is(n->parent ? n->parent->parent : NULL, "thead"));
    for (unsigned k = 0; k < across && t->column < MOST_COLUMNS; k++)
        t->busy[t->column++] = (uint16_t)(down - 1);
    h->in_cell = true;
}

static void next_row(html *h)
{
    table_state *t = h->n_tables ? &h->tables[h->n_tables - 1] : NULL;

    if (!t || !t->data || h->extra_tables)
        return;
    for (; t->row && t->column < MOST_COLUMNS; t->column++)
        if (t->busy[t->column])
            t->busy[t->column]--;
    t->row++;
    t->column = 0;
}

static void enter_table(html *h, const xmlNode *n)
{
    if (h->n_tables >= MOST_OPEN_TABLES || h->extra_tables) {
        h->extra_tables++;
        return;
    }
    table_state *t = &h->tables[h->n_tables++];
    memset(t, 0, sizeof *t);
    t->data = !h->in_cell && is_data_table(h, n);
    if (t->data)
        extract_table_begin(h->b);
    else if (h->in_cell)
        extract_text(h->b, SOCVET_STR("\n"));
    else
        extract_end(h->b);
}

static void leave_table(html *h)
{
    if (h->extra_tables)
        h->extra_tables--;
    else if (h->n_tables && h->tables[--h->n_tables].data)
        extract_table_end(h->b);
}

/* ---- elements ---- */

/* The edge of a block: inside a cell or an item only a new line. */
static void edge(html *h)
{
    h->fresh = true;
    h->breaks = 0;
    if (h->in_cell || h->in_item)
        extract_text(h->b, SOCVET_STR("\n"));
    else
        extract_end(h->b);
}

/* The short value that follows a name in a definition list, or NULL. */
static const xmlNode *value_of(html *h, const xmlNode *term)
{
    const xmlNode *n = term->next;
    size_t length = 0;

    while (n && n->type != XML_ELEMENT_NODE)
        n = n->next;
    if (!html_is(n, "dd") || !n->children)
        return NULL;
    for (const xmlNode *k = n->children; k && extract_step(h->b, 1); k = html_next(k, n)) {
        if (k->type == XML_TEXT_NODE)
            length += strlen((const char *)k->content);
        else if (k->type == XML_ELEMENT_NODE &&
                 (html_role_of(k) == HTML_LIST || html_role_of(k) == HTML_TABLE || html_role_of(k) == HTML_HEADING))
            return NULL;
        if (length > 400)
            return NULL;
    }
    const xmlNode *more = n->next;
    while (more && more->type != XML_ELEMENT_NODE)
        more = more->next;
    return length && !html_is(more, "dd") ? n : NULL; /* several are a list below the name */
}

static void enter(html *h, const xmlNode *n, html_role r)
{
    switch (r) {
    case HTML_TABLE: enter_table(h, n); break;
    case HTML_ROW:
        next_row(h);
        if (h->in_cell || !h->n_tables)
            edge(h);
        break;
    case HTML_CELL:
        if (!h->in_cell)
            enter_cell(h, n);
        else
            extract_text(h->b, SOCVET_STR(" "));
        h->fresh = true;
        break;
    case HTML_HEADING:
        edge(h);
        if (!h->in_cell && !h->in_item)
            extract_begin(h->b, SOCVET_BLOCK_HEADING, n->name[1] - '0');
        break;
    case HTML_ITEM:
        h->fresh = true;
        if (h->in_cell)
            extract_text(h->b, SOCVET_STR("\n"));
        else
            extract_begin(h->b, SOCVET_BLOCK_LIST_ITEM, h->list_depth ? h->list_depth : 1);
        h->in_item = 1;
        break;
    case HTML_BREAK: line_end(h); break;
    case HTML_LIST:
        h->list_depth++;
        if (h->in_cell)
            extract_text(h->b, SOCVET_STR("\n"));
        else
            extract_end(h->b);
        h->in_item = 0;
        break;
    case HTML_DEF:
        if (h->joined != n)
            edge(h);
        h->fresh = false;
        break;
    case HTML_TERM:
        edge(h);
        h->joined = value_of(h, n);
        if (!h->joined && !h->in_cell && !h->in_item)
            extract_begin(h->b, SOCVET_BLOCK_HEADING, 5);
        break;
    case HTML_PRE:
        h->pre++;
        edge(h);
        break;
    case HTML_QUOTE:
    case HTML_BLOCK:
        if (!h->joined)
            edge(h);
        break;
    default: break;
    }
}

/* Is the element that a list's end leaves us in an item again? */
static bool inside_item(const xmlNode *n)
{
    for (int up = 0; n && up < 4; n = n->parent, up++) {
        if (html_is(n, "li"))
            return true;
        if (n->type == XML_ELEMENT_NODE && html_role_of(n) == HTML_LIST)
            return false;
    }
    return false;
}

static void end_term(html *h)
{
    if (!h->joined) {
        edge(h);
        return;
    }
    const socvet_str said = extract_open_text(h->b);
    if (said.len && !strchr(":?.", said.ptr[said.len - 1]))
        extract_text(h->b, SOCVET_STR(":"));
    extract_text(h->b, SOCVET_STR(" "));
}

static void leave(html *h, const xmlNode *n, html_role r)
{
    switch (r) {
    case HTML_TABLE: leave_table(h); break;
    case HTML_CELL:
        if (h->n_tables && h->tables[h->n_tables - 1].data && !h->extra_tables) {
            extract_end(h->b);
            h->in_cell = false;
            h->in_item = 0;
        } else if (h->in_cell) {
            extract_text(h->b, SOCVET_STR(" "));
        } else {
            edge(h);
        }
        break;
    case HTML_ITEM:
        h->in_item = 0;
        edge(h);
        break;
    case HTML_LIST:
        h->list_depth -= h->list_depth > 0;
        edge(h);
        h->in_item = n->parent && inside_item(n->parent);
        break;
    case HTML_TERM: end_term(h); break;
    case HTML_DEF:
        h->joined = NULL;
        edge(h);
        break;
    case HTML_PRE:
        h->pre--;
        edge(h);
        break;
    case HTML_HEADING:
    case HTML_QUOTE:
    case HTML_BLOCK:
        if (!h->joined)
            edge(h);
        else
            extract_text(h->b, SOCVET_STR(" "));
        break;
    default: break;
    }
}

static void note_hidden(html *h, xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    socvet_str s = base_str_trim(base_str_z((const char *)text));
    size_t cut = s.len;

    if (cut > 400)
        for (cut = 400; cut && ((unsigned char)s.ptr[cut] & 0xC0) == 0x80;)
            cut--;
    s.len = cut;
    if (s.len > 2 && base_utf8_check(s) == s.len)
        extract_notice(h->b, SOCVET_NOTICE_HIDDEN_TEXT, s);
    xmlFree(text);
}

/* What is said in place of a picture, unless a caption says it. */
static void put_image(html *h, const xmlNode *n)
{
    socvet_str alt = base_str_trim(html_attr(n, "alt"));
    bool captioned = false;

    if (alt.len < 3 || h->unescape || extract_opts(h->b)->main_only)
        return;
    for (const xmlNode *p = n->parent; p && !captioned; p = p->parent)
        captioned = html_is(p, "figure");
    if (captioned)
        return;
    extract_text(h->b, SOCVET_STR(" "));
    put_text(h, alt);
    extract_text(h->b, SOCVET_STR(" "));
}

/* Enters an element; false when it is passed over. */
static bool open_element(html *h, xmlNode *n)
{
    html_role r = html_role_of(n);

    if (html_is(n, "iframe") && html_attr(n, "srcdoc").len)
        extract_nested(h->b, html_attr(n, "srcdoc"), NULL, "html", NULL);
    if (html_is(n, "img"))
        put_image(h, n);
    if (r == HTML_DROP || html_is_chrome(n))
        return false;
    if (html_is(n, "button") && !(n->parent && html_role_of(n->parent) == HTML_HEADING))
        return false; /* a control; in a heading it is the heading's text */
    if (html_is_hidden(n)) {
        if (!html_is_chrome(n))
            note_hidden(h, n);
        return false;
    }
    extract_source(h->b, n->line, 0);
    enter(h, n, r);
    return true;
}

void html_walk(extract_builder *b, xmlNode *root, bool unescape)
{
    html h = {.b = b, .root = root, .unescape = unescape, .fresh = true};
    xmlNode *n = root;

    base_buf_init(&h.scratch, 0);
    while (n && extract_step(b, 1)) {
        bool open = false;
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
            put_text(&h, base_str_z((const char *)n->content));
        else if (n->type == XML_ELEMENT_NODE)
            open = open_element(&h, n);
        if (open && n->children) {
            n = n->children;
            continue;
        }
        if (open)
            leave(&h, n, html_role_of(n));
        while (n != root && !n->next) {
            n = n->parent;
            leave(&h, n, html_role_of(n));
        }
        n = n == root ? NULL : n->next;
    }
    extract_end(b);
    base_buf_clear(&h.scratch);
}

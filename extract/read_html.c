/* read_html.c: an HTML advert -> blocks. libxml2's HTML parser gets UTF-8 from us (it reads
 * iso-8859-1 as browsers do not) and may fetch nothing; HUGE lifts its limit of depth, which tag
 * soup passes; the walk needs no stack. Structured data of the page: jobposting.c. */
#include <string.h>

#include "../base/str.h"
#include "html.h"
#include "readers.h"

enum { MOST_ATTRIBUTES = 20000 }; /* blanks, really: some stand in long values */
#define COST_MOST UINT64_C(1000000000)

static int sniff(socvet_str bytes)
{
    static const char *const marks[] = {"<html", "<body", "<head>", "<div", "<table", "<p>", "<p ", "<h1", "<h2",
                                        "<ul", "<script", "<meta", "<title", "<article", "<span", "<br", "<a href",
                                        "</p>", "</li>", "</div>", "</a>", "<!doctype html"};
    size_t n = bytes.len < 8192 ? bytes.len : 8192;
    socvet_str s = base_str_trim((socvet_str){bytes.ptr, n});

    if (base_str_starts(s, SOCVET_STR("\xEF\xBB\xBF")))
        s = base_str_trim((socvet_str){s.ptr + 3, s.len - 3});
    if (base_str_starts_ci(s, SOCVET_STR("<!doctype html")) || base_str_starts_ci(s, SOCVET_STR("<html")))
        return 3;
    if (base_str_starts(s, SOCVET_STR("{")) || base_str_starts(s, SOCVET_STR("[")))
        return 0;
    bool xml = base_str_starts(s, SOCVET_STR("<?xml"));
    size_t html = base_str_find_ci(s, SOCVET_STR("<html"), 0);
    if (html != SIZE_MAX && (xml || s.ptr[0] == '<'))
        return 3;
    int hits = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !xml; i++)
        hits += base_str_find_ci(s, base_str_z(marks[i]), 0) != SIZE_MAX;
    if (hits == 0 && s.len > 6 && s.ptr[0] == '<' && !xml && memchr("ahbpdustAHBPDUST!", s.ptr[1], 17))
        return 1;
    return hits >= 3 || (hits && s.ptr[0] == '<') ? 2 : 0;
}

/* HTML in UTF-16 without a mark has NULs between the letters. */
static int sniff_any(socvet_str bytes)
{
    char narrow[2048];
    size_t n = 0;

    if (!bytes.len || !memchr(bytes.ptr, 0, bytes.len < 64 ? bytes.len : 64))
        return sniff(bytes);
    for (size_t i = 0; i < bytes.len && n < sizeof narrow; i++)
        if (bytes.ptr[i] != 0 && (unsigned char)bytes.ptr[i] < 0x80)
            narrow[n++] = bytes.ptr[i];
    return sniff((socvet_str){narrow, n});
}

/* The charset that the page's first bytes name: in a meta element or an XML declaration. */
static socvet_str declared_charset(socvet_str bytes)
{
    socvet_str head = {bytes.ptr, bytes.len < 4096 ? bytes.len : 4096};
    size_t at = base_str_find_ci(head, SOCVET_STR("charset="), 0);
    size_t xml = base_str_find_ci(head, SOCVET_STR("encoding="), 0);

    if (base_str_starts(head, SOCVET_STR("<?xml")) && xml < 100)
        at = xml + 1;
    if (at == SIZE_MAX)
        return (socvet_str){NULL, 0};
    at += 8;
    while (at < head.len && (head.ptr[at] == '"' || head.ptr[at] == '\''))
        at++;
    size_t end = at;
    while (end < head.len && (base_is_alpha(head.ptr[end]) || base_is_digit(head.ptr[end]) ||
                              memchr("-_.:", head.ptr[end], 4)))
        end++;
    return (socvet_str){head.ptr + at, end - at};
}

/* What the parser's time would grow with the square of: attributes of one element, and end tags
 * below many open elements. Elements that are seldom closed do not count as open. */
static bool too_costly(socvet_str s)
{
    static const char *const loose = " p li td tr th dd dt br hr img input meta link col option thead tbody tfoot ";
    uint64_t depth = 0, cost = 0;

    for (size_t i = 0; i + 1 < s.len; i++) {
        if (s.ptr[i] != '<' || !(base_is_alpha(s.ptr[i + 1]) || s.ptr[i + 1] == '/'))
            continue;
        bool end_tag = s.ptr[i + 1] == '/';
        char name[12] = " ";
        size_t n = 1, at = i + 1 + end_tag, blanks = 0;
        while (at < s.len && n < sizeof name - 2 && base_is_alpha(s.ptr[at]))
            name[n++] = base_lower(s.ptr[at++]);
        name[n++] = ' ';
        name[n] = '\0';
        for (; at < s.len && s.ptr[at] != '>' && s.ptr[at] != '<'; at++)
            blanks += base_is_blank(s.ptr[at]) && !base_is_blank(s.ptr[at - 1]);
        if (blanks > MOST_ATTRIBUTES)
            return true;
        cost += end_tag ? depth : 0;
        if (!strstr(loose, name))
            depth = end_tag ? depth - (depth > 0) : depth + 1;
        i = at - 1;
    }
    return cost > COST_MOST;
}

static xmlParserInputPtr refuse(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

htmlDocPtr html_parse(socvet_str utf8)
{
    if (xmlGetExternalEntityLoader() != refuse)
        xmlSetExternalEntityLoader(refuse);
    return htmlReadMemory(utf8.len ? utf8.ptr : "", (int)utf8.len, NULL, "UTF-8",
                          HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                              HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT | XML_PARSE_HUGE);
}

/* A heading, or a posting's data with its title. */
static bool has_heading(extract_builder *b, const xmlNode *root)
{
    for (const xmlNode *n = root; n && extract_step(b, 1); n = html_next(n, root))
        if (html_is(n, "h1") || html_is(n, "h2") ||
            (html_is(n, "script") && n->children && n->children->content &&
             strstr((const char *)n->children->content, "JobPosting")))
            return true;
    return false;
}

/* The title element, for a page that has no heading of its own. */
static void add_title(extract_builder *b, xmlNode *root)
{
    for (xmlNode *n = root; n && extract_step(b, 1); n = html_next(n, root)) {
        if (n->type != XML_ELEMENT_NODE || !html_is(n, "title"))
            continue;
        xmlChar *text = xmlNodeGetContent(n);
        extract_region(b, SOCVET_REGION_META);
        extract_begin(b, SOCVET_BLOCK_HEADING, 1);
        extract_text(b, base_str_z((const char *)text));
        extract_region(b, SOCVET_REGION_BODY);
        xmlFree(text);
        return;
    }
}

/* Words of an advert: two of them make the part chosen one. */
static bool speaks_of_a_post(const xmlNode *top)
{
    static const char *const words[] = {"salary", "vacanc", "closing date", "apply", "per annum", "job description",
                                        "hours per week", "full time", "part time", "this role", "this post"};
    xmlChar *text = xmlNodeGetContent(top);
    socvet_str s = base_str_z((const char *)text);
    unsigned hits = 0;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        hits += base_str_find_ci(s, base_str_z(words[i]), 0) != SIZE_MAX;
    xmlFree(text);
    return hits >= 2;
}

static bool put_heading(extract_builder *b, const xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    socvet_str s = base_str_trim(base_str_z((const char *)text)), line;
    bool fits = s.len >= 3 && s.len <= 160;

    if (fits) {
        extract_begin(b, SOCVET_BLOCK_HEADING, 1);
        while (base_str_split(&s, '\n', &line)) {
            extract_text(b, line);
            extract_text(b, SOCVET_STR(" "));
        }
        extract_end(b);
    }
    xmlFree(text);
    return fits;
}

/* The page's first h1, when the part chosen has none: a post's name often stands above it. */
static void add_first_heading(extract_builder *b, xmlNode *root, const xmlNode *top)
{
    for (const xmlNode *n = top; n && extract_step(b, 1); n = html_next(n, top))
        if (html_is(n, "h1") && !html_is_chrome(n))
            return;
    if (!speaks_of_a_post(top))
        return;
    for (const xmlNode *n = root; n && extract_step(b, 1); n = html_next(n, root))
        if (html_is(n, "h1") && !html_is_hidden(n) && put_heading(b, n))
            return;
}

static void read_tree(extract_builder *b, xmlNode *root)
{
    bool main_only = extract_opts(b)->main_only;
    xmlNode *top = main_only ? html_main_content(b, root) : root;

    if (!main_only && !has_heading(b, root))
        add_title(b, root);
    if (main_only)
        add_first_heading(b, root, top);
    html_walk(b, top, false);
    html_job_data(b, root);
}

static socvet_status read_html(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf text;

    base_buf_init(&text, 0);
    socvet_status s = extract_decode(b, bytes, declared_charset(bytes), &text, err);
    if (!s && too_costly(base_buf_str(&text)))
        s = base_fail(err, SOCVET_E_LIMIT, "extract", 0, "elements nested too deep, or too many attributes");
    htmlDocPtr doc = s ? NULL : html_parse(base_buf_str(&text));
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (root)
        read_tree(b, root);
    extract_end(b);
    if (doc)
        xmlFreeDoc(doc);
    base_buf_clear(&text);
    return s;
}

const socvet_reader extract_reader_html = {
    "html", "web page, with its JobPosting data", "html htm xhtml", sniff_any, read_html, true};

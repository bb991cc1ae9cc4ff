/* jobposting.c: JobPosting data of a page. Each posting becomes a notice with its JSON; its text
 * becomes blocks only when the page does not show it. JSON-LD from scripts, microdata and RDFa
 * from attributes. */
#include "jobposting.h"

#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "html.h"
#include "readers.h"

enum { MOST_ITEM_DEPTH = 8 };

/* ---- the text of a posting ---- */

static bool has_tag(socvet_str s, const char *name)
{
    char open[16];
    size_t n = strlen(name);

    open[0] = '<';
    memcpy(open + 1, name, n + 1);
    for (size_t at = 0; (at = base_str_find_ci(s, (socvet_str){open, n + 1}, at)) != SIZE_MAX; at++)
        if (at + n + 1 < s.len && strchr(" >/\t\n", s.ptr[at + n + 1]))
            return true;
    return false;
}

static bool any_tag(socvet_str s, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has_tag(s, names[i]))
            return true;
    return false;
}

/* "&lt;li&gt;" among real tags is a tag, too. */
static void unescape_tags(socvet_str s, base_buf *out)
{
    size_t run = 0;

    for (size_t i = 0; i + 5 < s.len; i++) {
        if (s.ptr[i] != '&' || memcmp(s.ptr + i, "&lt;", 4) != 0)
            continue;
        socvet_str rest = {s.ptr + i + 4, s.len - i - 4 < 200 ? s.len - i - 4 : 200};
        size_t end = base_str_find(rest, SOCVET_STR("&gt;"), 0);
        if (end == SIZE_MAX || !(base_is_alpha(rest.ptr[0]) || rest.ptr[0] == '/') ||
            memchr(rest.ptr, '<', end))
            continue;
        base_buf_add(out, (socvet_str){s.ptr + run, i - run});
        base_buf_add_char(out, '<');
        base_buf_add(out, (socvet_str){rest.ptr, end});
        base_buf_add_char(out, '>');
        run = i + 4 + end + 4;
        i = run - 1;
    }
    base_buf_add(out, (socvet_str){s.ptr + run, s.len - run});
}

void job_markup(extract_builder *b, socvet_str s)
{
    static const char *const blocks[] = {"p", "br", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section"};
    static const char *const inlines[] = {"b", "strong", "em", "i", "u", "span", "a", "font", "/p", "/b", "/strong"};
    base_buf now, then;
    bool block = false, line = false;

    base_buf_init(&now, 0);
    base_buf_add(&now, s);
    for (int round = 0; round < 3; round++) {
        socvet_str t = base_buf_str(&now);
        block = any_tag(t, blocks, sizeof blocks / sizeof *blocks);
        line = any_tag(t, inlines, sizeof inlines / sizeof *inlines);
        if (block || line || !memchr(t.ptr ? t.ptr : "", '&', t.len) || round == 2)
            break;
        base_buf_init(&then, 0);
        html_unescape(t, true, &then);
        base_buf_clear(&now);
        now = then;
    }
    if (block || line) {
        base_buf_init(&then, 0);
        unescape_tags(base_buf_str(&now), &then);
        base_buf_clear(&now);
        now = then;
    }
    if (line && !block) { /* a few inline tags in plain lines */
        base_buf_init(&then, 0);
        for (size_t i = 0; i < now.len; i++)
            if (now.ptr[i] == '\n')
                base_buf_add_z(&then, "<br>");
            else
                base_buf_add_char(&then, now.ptr[i]);
        base_buf_clear(&now);
        now = then;
    }
    if (!block && !line) {
        extract_nested(b, base_buf_str(&now), NULL, "txt", NULL);
    } else {
        htmlDocPtr doc = html_parse(base_buf_str(&now));
        if (doc && xmlDocGetRootElement(doc))
            html_walk(b, xmlDocGetRootElement(doc), true);
        if (doc)
            xmlFreeDoc(doc);
    }
    base_buf_clear(&now);
}

/* A member under its plain name or with a prefix. */
static const base_json *member(const base_json *job, const char *name)
{
    void *iter = NULL;
    socvet_str key;
    const base_json *v = base_json_get(job, name), *found = NULL;

    if (v)
        return v;
    while (!found && base_json_next(job, &iter, &key, &v))
        if (key.len > strlen(name) && base_str_ends_ci(key, base_str_z(name)) &&
            strchr("/:#", key.ptr[key.len - strlen(name) - 1]))
            found = v;
    return found;
}

static socvet_str first_string(const base_json *v)
{
    for (int i = 0; i < 3 && base_json_type_of(v) == BASE_JSON_ARRAY; i++)
        v = base_json_at(v, 0);
    if (base_json_type_of(v) == BASE_JSON_OBJECT)
        v = base_json_get(v, "@value") ? base_json_get(v, "@value") : base_json_get(v, "description");
    return base_json_string(v);
}

static void title_block(extract_builder *b, socvet_str title)
{
    base_buf once, twice;

    if (!base_str_trim(title).len)
        return;
    base_buf_init(&once, 0);
    base_buf_init(&twice, 0);
    html_unescape(title, true, &once);
    html_unescape(base_buf_str(&once), true, &twice);
    extract_begin(b, SOCVET_BLOCK_HEADING, 1);
    for (size_t i = 0; i < twice.len; i++)
        if (base_is_blank(twice.ptr[i]))
            twice.ptr[i] = ' ';
    extract_text(b, base_buf_str(&twice));
    extract_end(b);
    base_buf_clear(&once);
    base_buf_clear(&twice);
}

void job_text(extract_builder *b, const base_json *job)
{
    static const struct {
        const char *key, *heading;
    } prose[] = {{"responsibilities", "Responsibilities"}, {"skills", "Skills"}, {"qualifications", "Qualifications"},
                 {"educationRequirements", "Education"}, {"experienceRequirements", "Experience"},
                 {"jobBenefits", "Benefits"}, {"incentiveCompensation", "Incentives"}, {"workHours", "Hours"}};
    socvet_str text = first_string(member(job, "description"));

    extract_sticky_flags(b, SOCVET_BLOCK_FROM_JSONLD);
    title_block(b, first_string(member(job, "title")));
    if (text.len)
        job_markup(b, text);
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++) {
        socvet_str more = base_str_trim(first_string(member(job, prose[i].key)));
        if (!more.len || base_str_find(text, more, 0) != SIZE_MAX)
            continue;
        extract_begin(b, SOCVET_BLOCK_HEADING, 2);
        extract_text(b, base_str_z(prose[i].heading));
        extract_end(b);
        job_markup(b, more);
    }
    extract_end(b);
    extract_sticky_flags(b, 0);
}

/* ---- does the page show it? ---- */

/* Letters and digits only, lower case: so that layout does not matter. */
static void squeeze(socvet_str s, base_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (base_is_alpha(c) || base_is_digit(c))
            base_buf_add_char(out, base_lower(c));
    }
}

/* Half of the posting's lines of some length stand on the page. */
static bool shown(socvet_str page, const base_json *job)
{
    socvet_doc *own = socvet_doc_new();
    base_buf all, line;
    size_t n = 0, size = 0, hit = 0;

    base_buf_init(&all, 0);
    base_buf_init(&line, 0);
    squeeze(page, &all);
    socvet_str text = first_string(member(job, "description"));
    socvet_read_opts opts = {.format = "markup"};
    if (own && text.len && extract_add_with(own, &extract_reader_markup, text, &opts, NULL) == SOCVET_OK) {
        const socvet_block *k = socvet_doc_blocks(own, &n);
        for (size_t i = 0; i < n && i < 400; i++) {
            base_buf_reset(&line);
            squeeze(base_str_cut(socvet_doc_text(own), k[i].span), &line);
            if (line.len < 12)
                continue;
            socvet_str head = {line.ptr, line.len < 60 ? line.len : 60};
            size += line.len;
            hit += base_str_find(base_buf_str(&all), head, 0) != SIZE_MAX ? line.len : 0;
        }
    }
    socvet_doc_free(own);
    base_buf_clear(&all);
    base_buf_clear(&line);
    return hit * 2 >= size;
}

static void take_posting(extract_builder *b, const base_json *job)
{
    socvet_str page = extract_text_so_far(b);

    job_notice(b, job);
    if (shown(page, job))
        return;
    extract_region(b, SOCVET_REGION_META);
    job_text(b, job);
    extract_region(b, SOCVET_REGION_BODY);
}

static void take_script(extract_builder *b, const xmlNode *script)
{
    base_buf all;

    base_buf_init(&all, 0);
    for (const xmlNode *n = script->children; n; n = n->next)
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
            base_buf_add(&all, base_str_z((const char *)n->content));
    if (base_str_find_ci(base_buf_str(&all), SOCVET_STR("JobPosting"), 0) != SIZE_MAX) {
        base_json *root = job_json_parse(base_buf_str(&all));
        if (root)
            job_each(b, root, take_posting);
        else
            extract_notice(b, SOCVET_NOTICE_SKIPPED, SOCVET_STR("JobPosting data that is no JSON"));
        base_json_free(root);
    }
    base_buf_clear(&all);
}

/* ---- microdata and RDFa: the same walk with other attributes ---- */

typedef struct {
    const char *scope, *type, *property;
} dialect;
static const dialect dialects[] = {{"itemscope", "itemtype", "itemprop"}, {"typeof", "typeof", "property"}};

static void put_own_text(base_json_writer *w, const xmlNode *n)
{
    static const char *const attrs[] = {"content", "datetime", "href", "src", "value"};
    socvet_str s = {NULL, 0};

    for (size_t i = 0; !s.ptr && i < sizeof attrs / sizeof *attrs; i++)
        s = html_attr(n, attrs[i]);
    if (s.ptr) {
        base_json_str(w, base_str_trim(s));
        return;
    }
    xmlChar *text = xmlNodeGetContent(n);
    base_buf out;
    bool blank = false;
    base_buf_init(&out, 1 << 20);
    socvet_str t = base_str_trim(base_str_z((const char *)text));
    for (size_t i = 0; i < t.len; i++) {
        if (!base_is_blank(t.ptr[i]))
            base_buf_add_char(&out, t.ptr[i]);
        else if (!blank)
            base_buf_add_char(&out, ' ');
        blank = base_is_blank(t.ptr[i]);
    }
    base_json_str(w, base_buf_str(&out));
    base_buf_clear(&out);
    xmlFree(text);
}

static const char *clean_name(extract_builder *b, socvet_str s)
{
    size_t end = 0, at;

    s = base_str_trim(s);
    while (end < s.len && !base_is_blank(s.ptr[end]))
        end++;
    for (at = end; at && strchr("/#:", s.ptr[at - 1]) == NULL;)
        at--;
    for (size_t i = at; i < end; i++)
        if (!base_is_alpha(s.ptr[i]) && !base_is_digit(s.ptr[i]) && s.ptr[i] != '_' && s.ptr[i] != '-')
            return NULL;
    return end > at ? base_arena_dup(extract_arena(b), (socvet_str){s.ptr + at, end - at}) : NULL;
}

static void put_item(extract_builder *b, base_json_writer *w, xmlNode *item, const dialect *d, int depth)
{
    const char *type = clean_name(b, html_attr(item, d->type));

    base_json_open(w, '{');
    base_json_kz(w, "@type", type ? type : "Thing");
    for (xmlNode *n = item->children ? html_next(item, item) : NULL; n && extract_step(b, 1);) {
        bool scope = n->type == XML_ELEMENT_NODE && html_attr(n, d->scope).ptr;
        const char *name = n->type == XML_ELEMENT_NODE && html_attr(n, d->property).len
                               ? clean_name(b, html_attr(n, d->property)) : NULL;
        if (name) {
            base_json_key(w, name);
            if (scope && depth < MOST_ITEM_DEPTH)
                put_item(b, w, n, d, depth + 1);
            else
                put_own_text(w, n);
        }
        n = scope ? html_skip(n, item) : html_next(n, item);
    }
    base_json_close(w, '}');
}

static void take_item(extract_builder *b, xmlNode *item, const dialect *d)
{
    base_buf out;
    base_json_writer w;

    base_buf_init(&out, 4 << 20);
    base_json_init(&w, &out);
    put_item(b, &w, item, d, 0);
    if (!out.failed)
        extract_notice(b, SOCVET_NOTICE_STRUCTURED_DATA, base_buf_str(&out));
    base_buf_clear(&out);
}

void html_job_data(extract_builder *b, xmlNode *root)
{
    for (xmlNode *n = root; n && extract_step(b, 1); n = html_next(n, root)) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (html_is(n, "script") && base_str_find_ci(html_attr(n, "type"), SOCVET_STR("ld+json"), 0) != SIZE_MAX)
            take_script(b, n);
        for (size_t i = 0; n->properties && i < 2; i++)
            if (base_str_find_ci(html_attr(n, dialects[i].type), SOCVET_STR("JobPosting"), 0) != SIZE_MAX)
                take_item(b, n, &dialects[i]);
    }
}

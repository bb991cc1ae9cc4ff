/* html_main.c: which part of a page is the advert. Text is weighed where it stands in paragraphs,
 * items and cells, and given to the elements above; the heaviest wins, with the neighbours that
 * read like it. Bullets and tables weigh as much as sentences: they are what an advert is made of. */
#include <string.h>

#include "../base/str.h"
#include "html.h"

enum { LONG_ENOUGH = 25, CHROME = 1 };

typedef struct {
    uint32_t text, link; /* bytes of text below, and of it in links */
    uint32_t own;        /* text that no block below it holds */
    uint32_t links;
    uint32_t prose;      /* text of paragraphs, items and cells below, furniture left out */
    uint64_t score;
    bool chrome, hidden;
} weight;

static weight *of(const xmlNode *n)
{
    return n && n->type == XML_ELEMENT_NODE ? n->_private : NULL;
}

bool html_is_chrome(const xmlNode *n)
{
    const weight *w = of(n);

    return w && w->chrome;
}

static uint32_t visible_length(const char *z)
{
    uint32_t n = 0;

    for (bool blank = true; *z; z++) {
        bool b = base_is_blank(*z);
        n += !b || !blank;
        blank = b;
    }
    return n;
}

/* ---- what furniture is called ---- */

static const char *const names[] = {
    "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "gdpr", "share",
    "sharing", "sharebar", "social", "socials", "addthis", "sharethis", "related", "similar", "recommended",
    "recommendations", "recommend", "sidebar", "footer", "masthead", "newsletter", "signup", "subscribe", "subscription",
    "promo", "promos", "sponsor", "sponsored", "ads", "adsense", "adslot", "popup", "modal", "comment", "comments", "disqus",
    "respond", "pagination", "pager", "toolbar", "login", "trending", "popular", "mostread", "outbrain", "taboola", "skip",
    "copyright", "tags", "taglist", "menu", "submenu", "megamenu", "topbar", "sticky", "print", "rail", "livefyre", "byline",
    "carousel", "teaser", "teasers", "readmore", "morefrom", "jobalert", "alerts", "shoutbox", "noprint", "tooltip", "flyout",
    "caption", "captions", "credit", "credits"};
/* These may be long and are never the advert. */
static const char *const talk[] = {"comment", "comments", "disqus", "respond", "livefyre"};
static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog",
                                    "menu", "menubar", "alertdialog", "toolbar"};
static const char *const phrases[] = {
    "similar jobs", "related jobs", "other jobs", "more jobs", "jobs you may", "recommended jobs", "you may also", "you might also",
    "share this", "related articles", "related stories", "related content", "related posts", "read more", "read next", "more from", "latest news",
    "most popular", "most read", "leave a reply", "leave a comment", "about the author", "recommended for you", "sign up for", "related topics",
    "subscribe to", "email me jobs", "get job alerts", "people also viewed", "trending", "more on this", "more stories", "popular posts", "follow us"};

/* A word of a class or id is one of the names: parted at signs and at capitals. */
static bool named_so(socvet_str s, const char *const *list, size_t count)
{
    char word[24];
    size_t n = 0;

    for (size_t i = 0; i <= s.len; i++) {
        char c = i < s.len ? s.ptr[i] : ' ';
        bool upper = c >= 'A' && c <= 'Z' && i && s.ptr[i - 1] >= 'a' && s.ptr[i - 1] <= 'z';
        if (!base_is_alpha(c) || upper) {
            word[n] = '\0';
            for (size_t k = 0; n && k < count; k++)
                if (strcmp(word, list[k]) == 0)
                    return true;
            n = 0;
        }
        if (base_is_alpha(c) && n + 1 < sizeof word)
            word[n++] = base_lower(c);
    }
    return false;
}

static bool called(const xmlNode *n, const char *const *list, size_t count)
{
    return named_so(html_attr(n, "class"), list, count) || named_so(html_attr(n, "id"), list, count);
}

/* `small`: the element holds little of the page, so that a name alone may decide. */
static bool furniture(const xmlNode *n, bool small)
{
    static const char *const tags[] = {"nav", "footer", "aside", "button", "dialog", "label", "figcaption"};

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (html_is(n, tags[i]))
            return true;
    if (html_is(n, "body") || html_is(n, "html") || html_is(n, "main") || html_is(n, "article"))
        return false;
    socvet_str role = html_attr(n, "role");
    for (size_t i = 0; role.len && i < sizeof roles / sizeof *roles; i++)
        if (base_str_eq_ci(role, base_str_z(roles[i])))
            return true;
    return small ? called(n, names, sizeof names / sizeof *names)
                 : called(n, talk, sizeof talk / sizeof *talk);
}

static bool content_mark(const xmlNode *n)
{
    socvet_str prop = html_attr(n, "itemprop"), role = html_attr(n, "role");

    return html_is(n, "article") || html_is(n, "main") || base_str_eq_ci(role, SOCVET_STR("main")) ||
           base_str_eq_ci(prop, SOCVET_STR("articleBody")) || base_str_eq_ci(prop, SOCVET_STR("description"));
}

/* ---- weighing ---- */

static bool holds_text(html_role r)
{
    return r != HTML_INLINE && r != HTML_BREAK && r != HTML_DROP;
}

/* Adds a text to the block it stands in and to all above. */
static void weigh_text(const xmlNode *text)
{
    uint32_t n = visible_length((const char *)text->content);
    bool link = false, owned = false;

    for (const xmlNode *p = text->parent; n && p; p = p->parent) {
        weight *w = of(p);
        if (!w)
            break;
        link |= html_is(p, "a");
        if (!owned && holds_text(html_role_of(p))) {
            w->own += link ? 0 : n;
            owned = true;
        }
        w->text += n;
        w->link += link ? n : 0;
    }
}

enum { MOST_DEPTH = 400 };

static bool weigh(extract_builder *b, xmlNode *root)
{
    int depth = 0;

    for (xmlNode *n = root; n;) {
        bool drop = false;
        if (!extract_step(b, 1 + (uint64_t)depth))
            return false;
        if (n->type == XML_ELEMENT_NODE) {
            weight *w = base_arena_alloc(extract_arena(b), sizeof *w);
            if (!w)
                return false;
            n->_private = w;
            w->hidden = html_is_hidden(n);
            drop = html_role_of(n) == HTML_DROP || w->hidden;
        } else if (n->type == XML_TEXT_NODE) {
            weigh_text(n);
        }
        if (!drop && n->type == XML_ELEMENT_NODE && n->children && depth < MOST_DEPTH) {
            n = n->children;
            depth++;
            continue;
        }
        while (n && n != root && !n->next) {
            n = n->parent;
            depth--;
        }
        n = !n || n == root ? NULL : n->next;
    }
    return true;
}

static void mark_furniture(extract_builder *b, xmlNode *root)
{
    const weight *all = of(root);

    for (xmlNode *n = root; n && extract_step(b, 1);) {
        weight *w = of(n);
        if (w && !w->hidden && w->text * 2 < all->text && furniture(n, w->text * 5 < all->text)) {
            w->chrome = true;
            n = html_skip(n, root);
            continue;
        }
        n = w && w->hidden ? html_skip(n, root) : html_next(n, root);
    }
}

static void give(const xmlNode *n, uint64_t points)
{
    for (int up = 0; up < 4 && points; up++, n = n->parent) {
        weight *w = of(n);
        if (!w)
            return;
        w->score += points;
        points = up == 0 ? points * 3 / 4 : points / 2;
    }
}

static xmlNode *heaviest(extract_builder *b, xmlNode *root)
{
    xmlNode *best = NULL;
    uint64_t most = 0;

    for (xmlNode *n = root; n && extract_step(b, 1);) {
        weight *w = of(n);
        if (w && (w->chrome || w->hidden)) {
            n = html_skip(n, root);
            continue;
        }
        html_role r = w ? html_role_of(n) : HTML_INLINE;
        if (w && holds_text(r) && w->own >= LONG_ENOUGH) {
            give(html_is(n, "div") || html_is(n, "section") ? n : n->parent, w->own);
            for (const xmlNode *p = n; of(p); p = p->parent)
                of(p)->prose += w->own;
        }
        n = html_next(n, root);
    }
    for (xmlNode *n = root; n && extract_step(b, 1); n = html_next(n, root)) {
        const weight *w = of(n);
        if (!w || !w->text)
            continue;
        uint64_t s = w->score * (w->text - w->link) / w->text;
        if (content_mark(n))
            s = s * 5 / 4;
        if (s > most) {
            most = s;
            best = n;
        }
    }
    return best;
}

/* Up, while the element above holds a good deal more prose: a text cut into sections. */
static xmlNode *climb(xmlNode *top)
{
    xmlNode *best = top;

    for (xmlNode *n = top->parent; of(n) && !html_is(n, "body"); n = n->parent)
        if (of(n)->prose * 10 >= of(best)->prose * 13 && of(n)->link * 2 < of(n)->text)
            best = n;
    return best;
}

/* ---- what goes from inside the chosen part ---- */

static bool starts_with_phrase(const xmlNode *heading)
{
    xmlChar *text = xmlNodeGetContent(heading);
    socvet_str s = base_str_trim(base_str_z((const char *)text));
    bool hit = false;

    for (size_t i = 0; !hit && i < sizeof phrases / sizeof *phrases; i++)
        hit = base_str_starts_ci(s, base_str_z(phrases[i]));
    hit = hit && s.len < 80;
    xmlFree(text);
    return hit;
}

/* A heading such as "Similar jobs": it goes, and what follows up to the next heading. */
static void cut_section(xmlNode *heading, uint32_t whole)
{
    uint32_t size = 0;
    int level = heading->name[1];

    for (const xmlNode *n = heading->next; n; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && html_role_of(n) == HTML_HEADING && n->name[1] <= level)
            break;
        size += of(n) ? of(n)->text : 0;
    }
    of(heading)->chrome = true;
    if (size * 3 > whole)
        return;
    for (xmlNode *n = heading->next; n; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && html_role_of(n) == HTML_HEADING && n->name[1] <= level)
            break;
        if (of(n))
            of(n)->chrome = true;
    }
}

/* A short line such as "You may also like": it goes, with the links that follow. */
static void cut_links_after(xmlNode *line, uint32_t whole)
{
    of(line)->chrome = true;
    for (xmlNode *n = line->next; n; n = n->next) {
        weight *w = of(n);
        if (!w)
            continue;
        if (w->link * 2 < w->text || w->text * 3 > whole)
            return;
        w->chrome = true;
    }
}

/* Mostly links, and not much of the whole. */
static bool link_farm(const xmlNode *n, const weight *w, uint32_t whole)
{
    html_role r = html_role_of(n);

    if (w->text * 3 > whole || !w->text)
        return false;
    if (r == HTML_LIST || html_is(n, "div") || html_is(n, "section") || r == HTML_TABLE)
        return w->link * 10 >= w->text * 6 && (w->link > 40 || w->text < 40);
    return false;
}

static void clean(extract_builder *b, xmlNode *top)
{
    uint32_t whole = of(top) ? of(top)->text : 0;

    for (xmlNode *n = top; n && extract_step(b, 1);) {
        weight *w = of(n);
        if (w && n != top && !w->chrome && link_farm(n, w, whole))
            w->chrome = true;
        if (w && !w->chrome && html_role_of(n) == HTML_HEADING && starts_with_phrase(n))
            cut_section(n, whole);
        else if (w && !w->chrome && w->text && w->text < 60 && html_role_of(n) == HTML_BLOCK && starts_with_phrase(n))
            cut_links_after(n, whole);
        n = w && w->chrome ? html_skip(n, top) : html_next(n, top);
    }
}

/* Does a neighbour of the chosen part belong to it? */
static bool belongs(const xmlNode *n, const weight *w, const weight *top, uint64_t most)
{
    if (!w || w->chrome || w->hidden || !w->text)
        return false;
    if (w->score * 5 >= most && w->link * 3 < w->text)
        return true;
    if (html_role_of(n) == HTML_HEADING)
        return w->link * 2 < w->text;
    if (html_is(n, "p") || html_role_of(n) == HTML_LIST || html_role_of(n) == HTML_TABLE)
        return w->text >= 60 && w->link * 4 < w->text;
    return w->own >= 80 && w->link * 4 < w->text && w->text < top->text;
}

static xmlNode *with_neighbours(xmlNode *top)
{
    xmlNode *up = top->parent;
    bool any = false;
    const weight *w = of(top);

    if (!of(up) || html_is(up, "html"))
        return top;
    for (xmlNode *n = up->children; n; n = n->next)
        any |= n != top && belongs(n, of(n), w, w->score);
    if (!any)
        return top;
    for (xmlNode *n = up->children; n; n = n->next)
        if (n != top && of(n) && !belongs(n, of(n), w, w->score))
            of(n)->chrome = true;
    of(up)->chrome = false;
    return up;
}

xmlNode *html_main_content(extract_builder *b, xmlNode *root)
{
    xmlNode *body = root;

    for (xmlNode *n = root; n; n = html_next(n, root))
        if (html_is(n, "body")) {
            body = n;
            break;
        }
    if (!weigh(b, body) || !of(body) || !of(body)->text)
        return root;
    mark_furniture(b, body);
    xmlNode *top = heaviest(b, body);
    if (!top)
        return root;
    top = with_neighbours(climb(top));
    clean(b, top);
    return top;
}

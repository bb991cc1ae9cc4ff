/* feed.c: XML feeds of adverts: which element is an advert, and where one begins and ends; what is in
 * it is read by extract's feed reader. */
#include <string.h>

#include "../base/str.h"
#include "source_int.h"

/* Names of the element that is an advert, the surest first. */
static const char *const tags[] = {"job", "vacancy", "jobposting", "item", "entry", "position",
                                   "advert", "advertisement", "posting", "opening", "listing",
                                   "record", "row", NULL};

static bool name_ends(char c)
{
    return base_is_blank(c) || c == '>' || c == '/';
}

/* An opening tag of that name (ASCII case does not matter) at s.ptr[at]. */
static bool opens(socvet_str s, size_t at, const char *name)
{
    size_t n = strlen(name);

    return at + n + 1 < s.len && s.ptr[at] == '<' && name_ends(s.ptr[at + n + 1]) &&
           base_str_eq_ci((socvet_str){s.ptr + at + 1, n}, base_str_z(name));
}

/* Past comments and CDATA, which may hold anything; `at` when there is none or it is not whole. */
static size_t past_opaque(socvet_str s, size_t at)
{
    bool cdata = base_str_starts((socvet_str){s.ptr + at, s.len - at}, SOCVET_STR("<![CDATA["));
    bool comment = base_str_starts((socvet_str){s.ptr + at, s.len - at}, SOCVET_STR("<!--"));

    if (!cdata && !comment)
        return at;
    size_t end = base_str_find(s, cdata ? SOCVET_STR("]]>") : SOCVET_STR("-->"), at);
    return end == SIZE_MAX ? s.len : end + 3;
}

static size_t find_open(socvet_str s, size_t from, const char *name)
{
    while (from < s.len) {
        const char *p = memchr(s.ptr + from, '<', s.len - from);
        if (!p)
            return SIZE_MAX;
        size_t at = (size_t)(p - s.ptr), past = past_opaque(s, at);
        if (past > at) {
            from = past;
            continue;
        }
        if (opens(s, at, name))
            return at;
        from = at + 1;
    }
    return SIZE_MAX;
}

bool corpus_feed_tag(char tag[64], socvet_str head)
{
    for (const char *const *t = tags; *t; t++) {
        size_t at = find_open(head, 0, *t);
        if (at == SIZE_MAX)
            continue;
        size_t n = strlen(*t);
        memcpy(tag, head.ptr + at + 1, n);
        tag[n] = '\0';
        return true;
    }
    return false;
}

bool corpus_feed_cut(const char *tag, socvet_str s, size_t *from, size_t *to)
{
    size_t n = strlen(tag), at = find_open(s, *from, tag);

    if (at == SIZE_MAX) {
        *from = s.len > n + 16 ? s.len - n - 16 : 0; /* a tag may be cut in two */
        return false;
    }
    *from = at;
    for (size_t i = at + 1, depth = 1; i < s.len;) {
        const char *p = memchr(s.ptr + i, '<', s.len - i);
        if (!p)
            return false;
        i = (size_t)(p - s.ptr);
        size_t past = past_opaque(s, i);
        if (past > i) {
            i = past;
            continue;
        }
        bool closes = i + n + 2 < s.len && s.ptr[i + 1] == '/' && name_ends(s.ptr[i + n + 2]) &&
                      base_str_eq_ci((socvet_str){s.ptr + i + 2, n}, base_str_z(tag));
        depth += opens(s, i, tag);
        if (closes && --depth == 0) {
            const char *end = memchr(s.ptr + i, '>', s.len - i);
            if (!end)
                return false;
            *to = (size_t)(end - s.ptr) + 1;
            return true;
        }
        i++;
    }
    return false;
}

/* The text of the first element that has one of the names; empty when there is none. */
static socvet_str element(socvet_str s, const char *const *names)
{
    for (; *names; names++) {
        size_t at = find_open(s, 1, *names);
        const char *p = at == SIZE_MAX ? NULL : memchr(s.ptr + at, '>', s.len - at);
        if (!p || p[-1] == '/')
            continue;
        socvet_str v = {p + 1, (size_t)(s.ptr + s.len - p - 1)};
        size_t end = base_str_find(v, SOCVET_STR("</"), 0);
        v.len = end == SIZE_MAX ? 0 : end;
        v = base_str_trim(v);
        if (base_str_starts(v, SOCVET_STR("<![CDATA[")) && v.len >= 12)
            v = base_str_trim((socvet_str){v.ptr + 9, v.len - 12});
        if (v.len)
            return v;
    }
    return (socvet_str){NULL, 0};
}

/* Text of an element: the five entities and character numbers. */
static socvet_str plain(base_arena *arena, socvet_str s)
{
    static const struct {
        const char *entity;
        char c;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''},
                 {"&#39;", '\''}, {"&#38;", '&'}};
    char *p = s.len && memchr(s.ptr, '&', s.len) ? base_arena_alloc(arena, s.len + 1) : NULL;
    size_t n = 0;

    for (size_t i = 0; p && i < s.len;) {
        socvet_str rest = {s.ptr + i, s.len - i};
        size_t k = 0;
        while (k < sizeof known / sizeof *known && !base_str_starts(rest, base_str_z(known[k].entity)))
            k++;
        bool hit = k < sizeof known / sizeof *known;
        p[n++] = hit ? known[k].c : s.ptr[i];
        i += hit ? strlen(known[k].entity) : 1;
    }
    return p ? (socvet_str){p, n} : s;
}

void corpus_feed_row(corpus_row *row, socvet_str record, base_arena *arena)
{
    static const char *const ids[] = {"id", "reference", "referencenumber", "jobid", "job_id",
                                      "vacancyid", "guid", "requisitionid", "ref", NULL};
    static const char *const dates[] = {"publishon", "dateposted", "date", "posted", "pubdate", NULL};
    static const char *const titles[] = {"title", "jobtitle", "job_title", "job-title", "vacancytitle", "positiontitle", "name", NULL};
    static const char *const employers[] = {"employer", "company", "companyname", "organisation", "organization", "hiringorganization", NULL};
    socvet_str utf8 = corpus_from_cp1252(arena, record);

    row->field[CORPUS_ID] = element(utf8, ids);
    row->field[CORPUS_TITLE] = plain(arena, element(utf8, titles));
    row->field[CORPUS_EMPLOYER] = plain(arena, element(utf8, employers));
    row->field[CORPUS_DATE] = element(utf8, dates);
    row->field[CORPUS_BYTES] = utf8;
    row->field[CORPUS_FORMAT] = SOCVET_STR("feed");
}

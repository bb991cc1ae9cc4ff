/* lines.c: plain text -> blocks. Lines wrapped at a column are one paragraph; short lines,
 * "Key: value" lines, bullets and headings are blocks of their own. One look ahead to the end of
 * the lines between two blank ones, so the whole is linear. */
#include "lines.h"

#include "../base/str.h"
#include "../base/utf8.h"

enum { WRAP_LEAST = 40, WRAP_MOST = 110, HEADING_MOST = 72, KEY_MOST = 34, LOOK_MOST = 512 };

typedef struct {
    size_t from, to;   /* blanks cut off both ends */
    size_t next;       /* where the line after it begins */
    size_t indent;     /* columns of blanks before */
} line;

static line line_at(socvet_str t, size_t at, size_t end)
{
    const char *nl = memchr(t.ptr + at, '\n', end - at);
    line l = {.from = at, .to = nl ? (size_t)(nl - t.ptr) : end};

    l.next = nl ? l.to + 1 : end;
    while (l.from < l.to && base_is_blank(t.ptr[l.from])) {
        l.indent += t.ptr[l.from] == '\t' ? 8 : 1;
        l.from++;
    }
    while (l.to > l.from && base_is_blank(t.ptr[l.to - 1]))
        l.to--;
    return l;
}

static socvet_str line_str(socvet_str t, const line *l)
{
    return (socvet_str){t.ptr + l->from, l->to - l->from};
}

/* Bytes of a bullet and the blanks after it; 0 when the line has none. */
size_t lines_bullet(socvet_str s)
{
    static const uint32_t glyphs[] = {0x2022, 0xB7, 0x25CF, 0x25CB, 0x25AA, 0x25AB, 0x25A0, 0x25A1,
                                      0x25E6, 0x2023, 0x2043, 0x2713, 0x2714, 0x27A2, 0x27A4, 0x2192,
                                      0x2219, 0x25BA, 0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0x2756, 0x25C6};
    static const uint32_t spaced[] = {'-', '*', 'o', '+', 0x2013, 0x2014, 0xA7};
    unsigned size;
    bool glyph = false, dash = false;

    if (s.len < 2)
        return 0;
    uint32_t cp = base_utf8_at(s, 0, &size);
    if (cp < 0x80 && cp != '-' && cp != '*' && cp != 'o' && cp != '+')
        return 0;
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        glyph |= cp == glyphs[i];
    for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++)
        dash |= cp == spaced[i];
    size_t n = size;
    while (n < s.len && (base_is_blank(s.ptr[n]) || (n + 1 < s.len && s.ptr[n] == (char)0xC2 &&
                                                    s.ptr[n + 1] == (char)0xA0)))
        n += s.ptr[n] == (char)0xC2 ? 2 : 1;
    return (glyph || (dash && n > size)) && n < s.len ? n : 0;
}

/* "1." "12)" "(a)" "iv." "2.3" before a blank: a numbered item. The number stays in the text. */
static bool numbered(socvet_str s)
{
    size_t i = 0, digits = 0, letters = 0, stops = 0;

    if (i < s.len && s.ptr[i] == '(')
        i++;
    for (; i < s.len && i < 9; i++) {
        char c = s.ptr[i];
        if (base_is_digit(c) && !letters)
            digits++;
        else if (base_is_alpha(c) && !digits &&
                 (!letters || base_lower(c) == 'i' || base_lower(c) == 'v' || base_lower(c) == 'x'))
            letters++;
        else if (c == '.' || c == ')')
            stops++;
        else
            break;
    }
    return i < s.len && base_is_blank(s.ptr[i]) && stops && (digits || letters) &&
           digits <= 4 && letters <= 4 && (digits + letters <= 2 || stops > 1 || letters > 1);
}

/* "Salary: £30,000": a short name, a colon, something. */
static bool keyed(socvet_str s)
{
    size_t most = s.len < KEY_MOST ? s.len : KEY_MOST;
    const char *c = memchr(s.ptr, ':', most);
    size_t words = 0;

    if (!c || c == s.ptr || !(base_is_alpha(s.ptr[0]) || (unsigned char)s.ptr[0] >= 0x80))
        return false;
    for (const char *p = s.ptr; p < c; p++) {
        if (*p == '.' || *p == '/')
            words += *p == '.' ? 9 : 0;
        words += *p == ' ';
    }
    return words <= 4 && (c + 1 == s.ptr + s.len || base_is_blank(c[1])) &&
           !(s.ptr[0] >= 'a' && s.ptr[0] <= 'z');
}

static bool is_rule(socvet_str s)
{
    if (s.len < 3 || !memchr("-=_*~#", s.ptr[0], 6))
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (s.ptr[i] != s.ptr[0] && s.ptr[i] != ' ')
            return false;
    return true;
}

static bool shouting(socvet_str s)
{
    size_t letters = 0;

    if (s.len > HEADING_MOST)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
            return false;
        letters += s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
    }
    return letters >= 4 && letters * 2 > s.len;
}

static size_t words_in(socvet_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += !base_is_blank(s.ptr[i]) && (i == 0 || base_is_blank(s.ptr[i - 1]));
    return n;
}

/* A short line without a sentence's end, figures or an address: what a heading looks like. */
static bool heading_like(socvet_str s)
{
    if (!s.len || s.len > 60 || !((s.ptr[0] >= 'A' && s.ptr[0] <= 'Z') || s.ptr[0] == '#'))
        return false;
    char last = s.ptr[s.len - 1];
    if (strchr(".;,!", last) || memchr(s.ptr, '@', s.len) || memchr(s.ptr, '\t', s.len))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (base_is_digit(s.ptr[i]) || (unsigned char)s.ptr[i] == 0xA3)
            return false;
    return words_in(s) <= 7;
}

static bool starts_low(socvet_str s)
{
    return s.len && s.ptr[0] >= 'a' && s.ptr[0] <= 'z';
}

/* Looks at the lines up to the next blank one: where they end and at which width they wrap. */
static void look_ahead(lines_scan *s, size_t at)
{
    size_t longest = 0, lines = 0, full = 0, pos = at;

    while (pos < s->text.len) {
        line l = line_at(s->text, pos, s->text.len);
        if (l.from == l.to)
            break;
        size_t width = l.to - pos;
        longest = width > longest ? width : longest;
        lines++;
        pos = l.next;
    }
    s->chunk_end = pos;
    s->width = 0;
    if (lines < 2 || longest < WRAP_LEAST || longest > WRAP_MOST)
        return;
    for (size_t p = at; p < pos;) {
        line l = line_at(s->text, p, pos);
        full += l.to - p + 16 >= longest;
        p = l.next;
    }
    s->width = full > 1 || lines == 2 ? longest : 0;
}

/* Would the line's end have had room for the first word of the next? Then it was not wrapped. */
static bool wrapped(const lines_scan *s, const line *a, size_t a_start, const line *b)
{
    size_t word = 0;

    while (b->from + word < b->to && !base_is_blank(s->text.ptr[b->from + word]))
        word++;
    return s->width && a->to - a_start + 1 + word > s->width;
}

static bool own_block(socvet_str s)
{
    return lines_bullet(s) || numbered(s) || keyed(s) || shouting(s) || is_rule(s) ||
           memchr(s.ptr, '\t', s.len);
}

/* Is line b the rest of what stands in a? */
static bool goes_on(const lines_scan *s, const line *a, size_t a_start, const line *b,
                    const lines_block *block, size_t item_indent)
{
    socvet_str as = line_str(s->text, a), bs = line_str(s->text, b);
    char last = as.ptr[as.len - 1];

    if (own_block(bs))
        return false;
    if (block->kind == SOCVET_BLOCK_LIST_ITEM && b->indent > item_indent)
        return true;
    if (last == ':' || as.len > WRAP_MOST)
        return false;
    if (starts_low(bs) && as.len >= WRAP_LEAST && last != '.' && last != ';')
        return true;
    return wrapped(s, a, a_start, b) && (s->width >= 60 || !strchr(".!?;", last));
}

/* Level of a list item by how far it is indented against those before it. */
static int item_level(lines_scan *s, size_t indent)
{
    uint16_t in = (uint16_t)(indent > 1000 ? 1000 : indent);

    while (s->depth && s->indent[s->depth - 1] > in)
        s->depth--;
    if (!s->depth || s->indent[s->depth - 1] < in) {
        if (s->depth < LINES_DEPTH)
            s->depth++;
        s->indent[s->depth - 1] = in;
    }
    return s->depth;
}

/* What comes next is body: a bullet, a name and value, or a line longer than a heading. */
static bool body_follows(const lines_scan *s, size_t next)
{
    for (int blanks = 0; next < s->text.len && blanks < 4; blanks++) {
        line l = line_at(s->text, next, s->text.len);
        if (l.from < l.to) {
            socvet_str ls = line_str(s->text, &l);
            return ls.len > 60 || lines_bullet(ls) || numbered(ls) || keyed(ls) ||
                   strchr(".!?", ls.ptr[ls.len - 1]);
        }
        next = l.next;
    }
    return false;
}

static int heading_level(const lines_scan *s, socvet_str ls, const line *l, bool alone)
{
    if (ls.ptr[0] == '#') {
        size_t n = 0;
        while (n < ls.len && ls.ptr[n] == '#')
            n++;
        return n <= 6 && n < ls.len && ls.ptr[n] == ' ' ? (int)n : 0;
    }
    if (l->next < s->text.len) {
        line under = line_at(s->text, l->next, s->text.len);
        socvet_str us = line_str(s->text, &under);
        if (us.len >= 3 && (us.ptr[0] == '=' || us.ptr[0] == '-') && is_rule(us) &&
            ls.len <= HEADING_MOST)
            return us.ptr[0] == '=' ? 1 : 2;
    }
    if (shouting(ls))
        return s->first ? 1 : 2;
    if (ls.len <= 60 && ls.ptr[ls.len - 1] == ':' && words_in(ls) <= 9)
        return 3;
    if (heading_like(ls) && !keyed(ls) && (alone || s->first) &&
        (s->first || body_follows(s, l->next)))
        return s->first ? 1 : 2;
    return 0;
}

void lines_init(lines_scan *s, socvet_str text)
{
    *s = (lines_scan){.text = text, .line = 1, .first = true};
}

/* Moves past blank lines and rules; false at the end. `alone`: a blank line stood before. */
static bool skip_blanks(lines_scan *s, line *l, bool *alone)
{
    *alone = s->first;
    while (s->at < s->text.len) {
        *l = line_at(s->text, s->at, s->text.len);
        bool blank = l->from == l->to;
        if (!blank && !is_rule(line_str(s->text, l)))
            return true;
        *alone = true;
        s->at = l->next;
        s->line++;
    }
    return false;
}

/* A bullet that was copied onto a line of its own: what stands on the next line is its item. */
static bool skip_lone_bullet(lines_scan *s, line *l)
{
    char two[8];
    socvet_str ls = line_str(s->text, l);

    if (ls.len > 3 || l->next >= s->text.len || base_is_alpha(ls.ptr[0]))
        return false;
    memcpy(two, ls.ptr, ls.len);
    memcpy(two + ls.len, " x", 2);
    line next = line_at(s->text, l->next, s->text.len);
    socvet_str ns = line_str(s->text, &next);
    if (!lines_bullet((socvet_str){two, ls.len + 2}) || ns.len <= 3 || lines_bullet(ns) || is_rule(ns))
        return false;
    s->at = l->next;
    s->line++;
    *l = next;
    return true;
}

bool lines_next(lines_scan *s, lines_block *out)
{
    line l;
    bool alone;

    if (!skip_blanks(s, &l, &alone))
        return false;
    bool lone = skip_lone_bullet(s, &l);
    if (s->at >= s->chunk_end)
        look_ahead(s, s->at);
    socvet_str ls = line_str(s->text, &l);
    size_t mark = lines_bullet(ls), start = s->at;
    *out = (lines_block){.from = l.from, .to = l.to, .line = s->line,
                         .column = (uint32_t)(l.from - s->at) + 1, .kind = SOCVET_BLOCK_PARAGRAPH};
    int level = mark || lone ? 0 : heading_level(s, ls, &l, alone);
    s->at = l.next;
    s->line++;
    s->first = false;
    if (level) {
        out->kind = SOCVET_BLOCK_HEADING;
        out->level = level;
        s->depth = 0;
        if (ls.ptr[0] == '#')
            while (out->from < out->to && (s->text.ptr[out->from] == '#' || s->text.ptr[out->from] == ' '))
                out->from++;
        return true;
    }
    if (mark || lone || numbered(ls)) {
        out->kind = SOCVET_BLOCK_LIST_ITEM;
        out->level = item_level(s, l.indent);
        out->from += mark;
    } else {
        s->depth = 0;
        if (memchr(ls.ptr, '\t', ls.len))
            return true;
    }
    size_t item_indent = l.indent;
    while (s->at < s->chunk_end) {
        line n = line_at(s->text, s->at, s->text.len);
        if (n.from == n.to || !goes_on(s, &l, start, &n, out, item_indent))
            break;
        out->to = n.to;
        l = n;
        start = s->at;
        s->at = n.next;
        s->line++;
    }
    return true;
}

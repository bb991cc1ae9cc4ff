/* word_tables.c: styles (what is a heading, hidden, numbered), fonts (which code page, which are of
 * symbols) and lists of an old Word document. */
#include <string.h>

#include "../base/str.h"
#include "word.h"

enum { BASES_MOST = 16, NO_STYLE = 0xFFF, TITLE = 62, SUBTITLE = 74, LIST_HEAD = 28, USE_HEAD = 16, LEVEL_HEAD = 28 };

/* ---- styles ---- */

/* The two lists of properties that stand after a style's name. */
static void style_properties(const word *w, socvet_str s, size_t head, word_style *out)
{
    unsigned kind = word_u16(s.ptr + 2) & 15, lists = word_u16(s.ptr + 4) & 15;
    size_t unit = w->version == 8 ? 2 : 1, at = head;

    if (at + unit > s.len)
        return;
    size_t name = unit == 2 ? word_u16(s.ptr + at) : (unsigned char)s.ptr[at];
    at += unit * (name + 2);
    out->para = kind == 1;
    for (unsigned i = 0; i < lists && at + 2 <= s.len; i++) {
        socvet_str list = word_cut(s, at + 2, word_u16(s.ptr + at));
        if (kind == 1 && i == 0)
            out->pap = list.len >= 2 ? word_cut(list, 2, list.len) : list;
        else
            out->chp = list;
        at += 2 + list.len + (list.len & 1);
    }
}

void word_read_styles(word *w)
{
    socvet_str t = word_table_of(w, WORD_STYLES);
    size_t at = t.len >= 6 ? 2 + (size_t)word_u16(t.ptr) : t.len, n;

    if (at >= t.len)
        return;
    n = word_u16(t.ptr + 2);
    size_t head = word_u16(t.ptr + 4);
    w->styles = base_arena_array(w->arena, n ? n : 1, sizeof *w->styles);
    w->failed |= !w->styles;
    for (size_t i = 0; w->styles && i < n && at + 2 <= t.len; i++) {
        socvet_str s = word_cut(t, at + 2, word_u16(t.ptr + at));
        word_style *out = &w->styles[w->n_styles++];
        at += 2 + s.len;
        *out = (word_style){.base = NO_STYLE, .builtin = NO_STYLE};
        if (s.len < 6 || head < 6)
            continue;
        out->known = true;
        out->builtin = word_u16(s.ptr) & 0xFFF;
        out->base = word_u16(s.ptr + 2) >> 4;
        style_properties(w, s, head, out);
    }
}

/* Nothing in the base's chain is asked twice; a circle ends at the depth bound. */
static void resolve(word *w, word_style *s)
{
    word_style *chain[BASES_MOST];
    size_t n = 0;

    for (word_style *k = s; n < BASES_MOST && !k->resolved; k = &w->styles[k->base]) {
        chain[n++] = k;
        if (k->base >= w->n_styles || &w->styles[k->base] == k)
            break;
    }
    while (n--) {
        word_style *k = chain[n];
        const word_style *base = k->base < w->n_styles ? &w->styles[k->base] : NULL;
        word_chp c = {0};
        word_pap full = {0}, *p = &full;
        if (base && base->resolved) {
            c.hidden = base->hidden;
            c.bold = base->bold;
            c.font = base->font;
            p->list = base->list;
            p->level = base->level;
            p->heading = base->heading;
        }
        if (k->builtin >= 1 && k->builtin <= 9)
            p->heading = (uint8_t)k->builtin;
        else if (k->builtin == TITLE || k->builtin == SUBTITLE)
            p->heading = k->builtin == TITLE ? 1 : 2;
        word_apply_chp(w, k->chp, &c);
        word_apply_pap(w, k->pap, p);
        k->hidden = c.hidden;
        k->bold = c.bold;
        k->font = c.font;
        k->list = p->list;
        k->level = p->level;
        k->heading = p->heading;
        k->resolved = true;
    }
}

const word_style *word_style_of(word *w, unsigned n)
{
    if (n >= w->n_styles || !w->styles[n].known)
        return NULL;
    if (!w->styles[n].resolved)
        resolve(w, &w->styles[n]);
    return &w->styles[n];
}

/* ---- fonts ---- */

static socvet_str copy_name(word *w, socvet_str bytes, bool wide)
{
    base_buf_reset(&w->raw);
    if (wide)
        codepage_add_utf16(bytes, &w->raw);
    else
        codepage_add(&w->pages, 1252, bytes, &w->raw);
    socvet_str s = base_buf_str(&w->raw);
    char *copy = base_arena_dup(w->arena, s);
    w->failed |= !copy;
    return (socvet_str){copy ? copy : "", copy ? s.len : 0};
}

static socvet_str until_zero(socvet_str s, size_t unit)
{
    size_t n = 0;

    while (n + unit <= s.len && (s.ptr[n] || (unit == 2 && s.ptr[n + 1])))
        n += unit;
    return (socvet_str){s.ptr, n};
}

void word_read_fonts(word *w)
{
    bool wide = w->version == 8;
    socvet_str t = word_table_of(w, WORD_FONTS);
    size_t at = wide ? 4 : 2, head = wide ? 40 : 6, cap = 0;

    while (at + 6 < t.len && extract_step(w->b, 1)) {
        void *p = w->fonts;
        socvet_str f = word_cut(t, at, (size_t)(unsigned char)t.ptr[at] + 1);
        at += f.len;
        if (f.len <= head || !base_arena_grow(w->arena, &p, &cap, w->n_fonts, sizeof *w->fonts))
            break;
        w->fonts = p;
        w->fonts[w->n_fonts++] = (word_font){
            .name = copy_name(w, until_zero(word_cut(f, head, f.len), wide ? 2 : 1), wide),
            .page = codepage_of_charset((unsigned char)f.ptr[4]),
        };
    }
}

/* ---- lists ---- */

static uint8_t format_of(unsigned nfc)
{
    switch (nfc) {
    case 1: return NUMBERING_UPPER_ROMAN;
    case 2: return NUMBERING_LOWER_ROMAN;
    case 3: return NUMBERING_UPPER_LETTER;
    case 4: return NUMBERING_LOWER_LETTER;
    case 5: return NUMBERING_ORDINAL;
    case 22: return NUMBERING_ZERO;
    case 23: case 255: return NUMBERING_NONE;
    default: return NUMBERING_DECIMAL;
    }
}

/* The text of a number: characters below nine stand for the count of that level. */
static socvet_str number_text(word *w, socvet_str xst)
{
    size_t from = 0;
    base_buf text;

    base_buf_init(&text, 0);
    for (size_t i = 0; i + 1 < xst.len; i += 2) {
        uint16_t c = word_u16(xst.ptr + i);
        if (c >= NUMBERING_LEVELS)
            continue;
        codepage_add_utf16(word_cut(xst, from, i - from), &text);
        base_buf_printf(&text, "%%%d", c + 1);
        from = i + 2;
    }
    codepage_add_utf16(word_cut(xst, from, xst.len), &text);
    socvet_str s = base_buf_str(&text);
    char *copy = base_arena_dup(w->arena, s);
    w->failed |= !copy || text.failed;
    base_buf_clear(&text);
    return (socvet_str){copy ? copy : "", copy ? s.len : 0};
}

/* One level; moves *at past it. False when the table ends. */
static bool read_level(word *w, socvet_str t, size_t *at, numbering_level *out)
{
    socvet_str head = word_cut(t, *at, LEVEL_HEAD);

    if (head.len < LEVEL_HEAD)
        return false;
    unsigned flags = (unsigned char)head.ptr[5], nfc = (unsigned char)head.ptr[4];
    *at += LEVEL_HEAD + (size_t)(unsigned char)head.ptr[24] + (size_t)(unsigned char)head.ptr[25];
    socvet_str len = word_cut(t, *at, 2);
    if (len.len < 2)
        return false;
    size_t chars = word_u16(len.ptr);
    *out = (numbering_level){.start = (int32_t)word_u32(head.ptr),
                             .format = format_of(nfc),
                             .bullet = nfc == 23,
                             .legal = flags & 4,
                             .space = head.ptr[15] != 2,
                             .restart = flags & 8 ? (unsigned char)head.ptr[26] : -1,
                             .text = number_text(w, word_cut(t, *at + 2, chars * 2))};
    *at += 2 + chars * 2;
    return *at <= t.len;
}

/* Levels stand behind the table, whose length does not count them. */
static void read_list_heads(word *w)
{
    socvet_str t = word_table_of(w, WORD_LISTS), all = w->table;
    size_t n = t.len >= 2 ? word_u16(t.ptr) : 0, at;

    if (n > t.len / LIST_HEAD)
        n = t.len / LIST_HEAD;
    at = (size_t)(t.ptr - all.ptr) + 2 + n * LIST_HEAD;
    w->lists.lists = base_arena_array(w->arena, n ? n : 1, sizeof *w->lists.lists);
    w->failed |= !w->lists.lists;
    for (size_t i = 0; w->lists.lists && i < n && extract_step(w->b, 8); i++) {
        const char *head = t.ptr + 2 + i * LIST_HEAD;
        int levels = head[26] & 1 ? 1 : NUMBERING_LEVELS;
        numbering_list *l = &w->lists.lists[w->lists.n_lists++];
        l->id = (long)word_u32(head);
        for (int k = 0; k < levels; k++)
            if (!read_level(w, all, &at, &l->level[k]))
                return;
    }
}

static numbering_list *list_of(word *w, uint32_t id)
{
    extract_step(w->b, w->lists.n_lists / 8 + 1);
    for (size_t i = 0; i < w->lists.n_lists; i++)
        if (w->lists.lists[i].id == (long)id)
            return &w->lists.lists[i];
    return NULL;
}

/* What a use of a list changes: where it starts, or a whole level. */
static bool read_changes(word *w, socvet_str t, size_t *at, unsigned n, numbering_num *use)
{
    *at += 4;
    for (unsigned i = 0; i < n; i++) {
        socvet_str head = word_cut(t, *at, 8);
        if (head.len < 8)
            return false;
        uint32_t flags = word_u32(head.ptr + 4);
        unsigned level = flags & 15;
        *at += 8;
        if ((flags & 16) && level < NUMBERING_LEVELS)
            use->start[level] = (int32_t)word_u32(head.ptr);
        if (flags & 32) {
            numbering_level *own = base_arena_alloc(w->arena, sizeof *own);
            if (!own || !read_level(w, t, at, own))
                return false;
            if (level < NUMBERING_LEVELS)
                use->level[level] = own;
            if (level < NUMBERING_LEVELS && (flags & 16))
                use->start[level] = own->start;
        }
    }
    return true;
}

void word_read_lists(word *w)
{
    socvet_str t;
    size_t n, at;

    if (w->version != 8)
        return;
    read_list_heads(w);
    t = word_table_of(w, WORD_LIST_USES);
    n = t.len >= 4 ? word_u32(t.ptr) : 0;
    if (n > (t.len - (n ? 4 : 0)) / USE_HEAD)
        n = (t.len - 4) / USE_HEAD;
    w->lists.nums = base_arena_array(w->arena, n ? n : 1, sizeof *w->lists.nums);
    w->failed |= !w->lists.nums;
    at = 4 + n * USE_HEAD;
    bool whole = true;
    for (size_t i = 0; w->lists.nums && i < n && extract_step(w->b, 1); i++) {
        const char *head = t.ptr + 4 + i * USE_HEAD;
        numbering_num *use = &w->lists.nums[w->lists.n_nums++];
        use->id = (long)i + 1;
        use->list = list_of(w, word_u32(head));
        for (int k = 0; k < NUMBERING_LEVELS; k++)
            use->start[k] = -1;
        whole = whole && read_changes(w, t, &at, (unsigned char)head[12], use);
    }
}

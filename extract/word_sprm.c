/* word_sprm.c: properties of characters and paragraphs: lists of changes ("sprms", [MS-DOC] 2.6),
 * found through pages of 512 bytes that are ordered by place in the file. The numbers of Word 6
 * are translated to those of Word 97. */
#include <string.h>

#include "word.h"

enum { PAGE = 512, HUGE_MOST = 65536 };

enum {
    C_DELETED = 0x0800, C_INSERTED = 0x0801, C_PICTURE = 0x6A03, C_DATA = 0x0806, C_SYMBOL = 0x6A09,
    C_STYLE = 0x4A30, C_PLAIN = 0x2A33, C_BOLD = 0x0835, C_HIDDEN = 0x083C, C_FONT = 0x4A4F,
    C_FONT6 = 0x4A5D, C_SPECIAL = 0x0855, C_OBJECT = 0x0856,
    P_STYLE = 0x4600, P_IN_TABLE = 0x2416, P_ROW_END = 0x2417, P_DEPTH = 0x6649, P_DEEPER = 0x664A,
    P_INNER_CELL = 0x244B, P_INNER_ROW = 0x244C, P_LEVEL = 0x260A, P_LIST = 0x460B, P_OUTLINE = 0x2640,
    P_DROP_CAP = 0x442C, P_HUGE = 0x6646, P_HUGE_OLD = 0x6645,
    T_DEFINITION = 0xD608, T_HEADER = 0x3404, T_MERGE = 0x5624, T_VERT_MERGE = 0xD62B
};

/* Word 6's: ordinal -> operand bytes (255: a length byte before it, 254: two), our number or 0. */
static const struct {
    uint8_t first, last, bytes;
    uint16_t code; /* of the first; ranges have none */
} old[] = {
    {2, 2, 2, P_STYLE},      {3, 3, 255, 0},          {4, 11, 1, 0},         {12, 12, 255, 0},
    {13, 14, 1, 0},          {15, 15, 255, 0},        {16, 19, 2, 0},        {20, 20, 4, 0},
    {21, 22, 2, 0},          {23, 23, 255, 0},        {24, 24, 1, P_IN_TABLE}, {25, 25, 1, P_ROW_END},
    {26, 28, 2, 0},          {29, 29, 1, 0},          {30, 36, 2, 0},        {37, 37, 1, 0},
    {38, 43, 2, 0},          {44, 44, 1, 0},          {45, 45, 2, 0},          {46, 46, 2, P_DROP_CAP},     {47, 49, 2, 0},        {50, 51, 1, 0},
    {52, 52, 255, 0},        {65, 65, 1, C_DELETED},  {66, 66, 1, C_INSERTED}, {67, 67, 1, 0},
    {68, 68, 255, 0},        {69, 69, 2, 0},          {70, 70, 4, 0},        {71, 71, 1, C_DATA},
    {72, 72, 2, 0},          {73, 73, 3, 0},          {74, 74, 255, 0},      {75, 75, 1, 0},
    {80, 80, 2, C_STYLE},    {81, 82, 255, 0},        {83, 83, 0, C_PLAIN},  {85, 85, 1, C_BOLD},
    {86, 91, 1, 0},          {92, 92, 1, C_HIDDEN},   {93, 93, 2, C_FONT6},  {94, 94, 1, 0},
    {95, 95, 3, 0},          {96, 97, 2, 0},          {98, 98, 1, 0},         {99, 99, 2, 0},         {100, 100, 1, 0},
    {101, 101, 2, 0},        {102, 102, 1, 0},       {103, 103, 255, 0},
    {104, 104, 1, 0},        {105, 106, 255, 0},      {107, 107, 2, 0},      {108, 108, 255, 0},
    {109, 110, 2, 0},        {117, 117, 1, C_SPECIAL}, {118, 118, 1, C_OBJECT}, {182, 184, 2, 0},
    {185, 185, 1, 0},        {186, 186, 1, T_HEADER}, {187, 187, 12, 0},     {188, 188, 254, 0},
    {189, 189, 2, 0},        {190, 190, 254, T_DEFINITION}, {191, 191, 255, 0}, {192, 192, 4, 0},
    {193, 193, 5, 0},        {194, 194, 4, 0},        {195, 195, 2, 0},      {196, 196, 4, 0},
    {197, 197, 2, T_MERGE},  {198, 198, 2, 0},        {199, 199, 5, 0},      {200, 200, 4, 0}};

/* ---- one property ---- */

/* Cuts an operand of `bytes`, or one that says its own length. */
static bool take(socvet_str *list, size_t head, unsigned bytes, word_sprm *out)
{
    size_t from = head, len = bytes;

    if (bytes == 255 && head < list->len) {
        from = head + 1;
        len = (unsigned char)list->ptr[head];
    } else if (bytes == 254 && head + 2 <= list->len) { /* counts itself, less one */
        from = head + 2;
        len = word_u16(list->ptr + head);
        len = len ? len - 1 : 0;
    } else if (bytes >= 254) {
        return false;
    }
    if (from + len > list->len)
        return false;
    out->operand = (socvet_str){list->ptr + from, len};
    *list = (socvet_str){list->ptr + from + len, list->len - from - len};
    return true;
}

static bool next_old(socvet_str *list, word_sprm *out)
{
    unsigned n = list->len ? (unsigned char)list->ptr[0] : 0;

    for (size_t i = 0; list->len && i < sizeof old / sizeof *old; i++)
        if (n >= old[i].first && n <= old[i].last) {
            out->code = old[i].code;
            return take(list, 1, old[i].bytes, out);
        }
    return false;
}

bool word_next_sprm(const word *w, socvet_str *list, word_sprm *out)
{
    static const uint8_t sizes[8] = {1, 1, 2, 4, 2, 2, 255, 3};

    if (w->version != 8)
        return next_old(list, out);
    if (list->len < 2)
        return false;
    out->code = word_u16(list->ptr);
    unsigned bytes = sizes[out->code >> 13];
    if (out->code == T_DEFINITION)
        bytes = 254;
    else if (out->code == 0xC615 && list->len > 2 && (unsigned char)list->ptr[2] == 255)
        return false; /* tabs without a length: rare, and nothing after them matters */
    return take(list, 2, bytes, out);
}

uint16_t word_small_sprm(unsigned ordinal)
{
    for (size_t i = 0; i < sizeof old / sizeof *old; i++)
        if (ordinal == old[i].first && old[i].bytes == 1)
            return old[i].code;
    return 0;
}

/* ---- characters ---- */

/* On, off, as the style, or the opposite of the style. */
static bool toggle(socvet_str v, bool style)
{
    unsigned char c = v.len ? (unsigned char)v.ptr[0] : 0;

    return c == 0x80 ? style : c == 0x81 ? !style : c != 0;
}

static bool on(socvet_str v)
{
    return v.len && v.ptr[0] != 0;
}

static unsigned small(socvet_str v)
{
    return v.len >= 2 ? word_u16(v.ptr) : v.len ? (unsigned char)v.ptr[0] : 0;
}

void word_apply_chp(const word *w, socvet_str list, word_chp *c)
{
    word_sprm s;
    bool hidden = c->hidden, bold = c->bold;

    while (word_next_sprm(w, &list, &s)) {
        switch (s.code) {
        case C_DELETED: c->deleted = on(s.operand); break;
        case C_INSERTED: c->inserted = on(s.operand); break;
        case C_HIDDEN: c->hidden = toggle(s.operand, hidden); break;
        case C_BOLD: c->bold = toggle(s.operand, bold); break;
        case C_SPECIAL: c->special = on(s.operand); break;
        case C_OBJECT: c->object = on(s.operand); break;
        case C_DATA: c->form = on(s.operand); break;
        case C_STYLE: c->style = (uint16_t)small(s.operand); break;
        case C_FONT: case C_FONT6: c->font = (uint16_t)small(s.operand); break;
        case C_PLAIN:
            c->hidden = hidden;
            c->bold = bold;
            break;
        case C_PICTURE:
            c->picture = s.operand.len >= 4 ? word_u32(s.operand.ptr) : 0;
            break;
        case C_SYMBOL:
            if (s.operand.len >= 4) {
                c->symbol_font = word_u16(s.operand.ptr);
                c->symbol = word_u16(s.operand.ptr + 2);
            }
            break;
        default: break;
        }
    }
}

/* ---- paragraphs ---- */

/* The cells of a row: right edges and merging. */
static void define_row(const word *w, socvet_str v, word_pap *p)
{
    size_t n = v.len ? (unsigned char)v.ptr[0] : 0, size = w->version == 8 ? 20 : 10;
    size_t cells = 1 + (n + 1) * 2;

    p->n_edges = 0;
    for (size_t i = 0; i < n && i < FLOW_CELLS; i++) {
        flow_edge *e = &p->edges[p->n_edges];
        if (1 + (i + 2) * 2 > v.len)
            break;
        *e = (flow_edge){.right = (int16_t)word_u16(v.ptr + 1 + (i + 1) * 2)};
        unsigned flags = cells + i * size + 2 <= v.len ? word_u16(v.ptr + cells + i * size) : 0;
        unsigned before = i && cells + i * size + 2 <= v.len ? word_u16(v.ptr + cells + (i - 1) * size) : 0;
        e->left = (flags & 3) && (before & 3);
        if (w->version == 8) {
            e->above = (flags >> 5 & 3) == 1;
            e->below = (flags >> 5 & 3) >= 2;
        }
        p->n_edges++;
    }
}

static void merge_cells(socvet_str v, word_pap *p)
{
    size_t from = v.len >= 2 ? (unsigned char)v.ptr[0] : 0, to = v.len >= 2 ? (unsigned char)v.ptr[1] : 0;

    for (size_t i = from + 1; i < to && i < p->n_edges; i++)
        p->edges[i].left = true;
}

static void merge_down(socvet_str v, word_pap *p)
{
    size_t i = v.len >= 2 ? (unsigned char)v.ptr[0] : SIZE_MAX;

    if (i < p->n_edges) {
        p->edges[i].above = v.ptr[1] == 1;
        p->edges[i].below = (unsigned char)v.ptr[1] >= 2;
    }
}

static void set_depth(word_pap *p, int64_t depth)
{
    p->depth = (uint8_t)(depth < 0 ? 0 : depth > FLOW_DEPTH ? FLOW_DEPTH : depth);
}

static void apply_one(const word *w, const word_sprm *s, word_pap *p)
{
    switch (s->code) {
    case P_STYLE: p->style = (uint16_t)small(s->operand); break;
    case P_IN_TABLE: p->in_table = on(s->operand); break;
    case P_ROW_END: p->row_end = on(s->operand); break;
    case P_DROP_CAP: p->drop_cap = small(s->operand) & 7; break;
    case P_INNER_CELL: p->inner_cell = on(s->operand); break;
    case P_INNER_ROW: p->inner_row_end = on(s->operand); break;
    case P_LEVEL: p->level = (uint8_t)(small(s->operand) < 9 ? small(s->operand) : 0); break;
    case P_LIST: p->list = (int16_t)small(s->operand); break;
    case P_OUTLINE: p->heading = (uint8_t)(small(s->operand) < 9 ? small(s->operand) + 1 : 0); break;
    case T_DEFINITION: define_row(w, s->operand, p); break;
    case T_HEADER: p->header_row = on(s->operand); break;
    case T_MERGE: merge_cells(s->operand, p); break;
    case T_VERT_MERGE: merge_down(s->operand, p); break;
    case P_DEPTH:
        if (s->operand.len == 4)
            set_depth(p, (int32_t)word_u32(s->operand.ptr));
        break;
    case P_DEEPER:
        if (s->operand.len == 4)
            set_depth(p, (int64_t)p->depth + (int32_t)word_u32(s->operand.ptr));
        break;
    default: break;
    }
}

void word_apply_pap(const word *w, socvet_str list, word_pap *p)
{
    word_sprm s;
    bool huge = false;

    while (word_next_sprm(w, &list, &s)) {
        if ((s.code == P_HUGE || s.code == P_HUGE_OLD) && s.operand.len == 4 && !huge) {
            /* properties too long for a page: in the data stream */
            socvet_str head = word_cut(w->data, word_u32(s.operand.ptr), 2);
            if (head.len < 2)
                continue;
            huge = true;
            extract_step(w->b, word_u16(head.ptr) / 16);
            list = word_cut(w->data, (uint64_t)word_u32(s.operand.ptr) + 2, word_u16(head.ptr));
            continue;
        }
        apply_one(w, &s, p);
    }
}

/* ---- pages ---- */

/* The largest i with keys[i] <= key among n + 1 rising keys of four bytes; n when none holds it. */
static size_t find_run(const char *keys, size_t n, uint32_t key)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (word_u32(keys + 4 * (mid + 1)) <= key)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && word_u32(keys + 4 * low) <= key ? low : n;
}

/* The page that tells of `fc`, and its run; false when nothing does. *until is set either way. */
static bool find_page(const word *w, word_table t, uint32_t fc, socvet_str *page, size_t *run, size_t *runs,
                      uint32_t *until)
{
    socvet_str plc = word_table_of(w, t);
    size_t width = w->version == 8 ? 4 : 2, n = plc.len >= 4 ? (plc.len - 4) / (4 + width) : 0;
    size_t i = n ? find_run(plc.ptr, n, fc) : 0;

    *until = UINT32_MAX;
    if (i == n) {
        if (n && fc < word_u32(plc.ptr))
            *until = word_u32(plc.ptr);
        return false;
    }
    *until = word_u32(plc.ptr + 4 * (i + 1));
    const char *number = plc.ptr + 4 * (n + 1) + width * i;
    uint32_t at = width == 4 ? word_u32(number) & 0x3FFFFF : word_u16(number);
    *page = word_cut(w->main, (uint64_t)at * PAGE, PAGE);
    if (page->len < PAGE)
        return false;
    *runs = (unsigned char)page->ptr[PAGE - 1];
    if (!*runs || (*runs + 1) * 4 + *runs > PAGE - 1)
        return false;
    *run = find_run(page->ptr, *runs, fc);
    if (*run == *runs)
        return false;
    uint32_t end = word_u32(page->ptr + 4 * (*run + 1));
    *until = end < *until ? end : *until;
    return true;
}

static socvet_str changes_of(const word_piece *k)
{
    return k->n_small ? (socvet_str){(const char *)k->small, k->n_small} : k->changes;
}

void word_chp_at(const word *w, const word_piece *k, uint32_t fc, word_chp *c, uint32_t *until)
{
    socvet_str page, list = {"", 0};
    size_t run, runs;

    if (find_page(w, WORD_RUNS, fc, &page, &run, &runs, until)) {
        size_t at = 2 * (size_t)(unsigned char)page.ptr[(runs + 1) * 4 + run];
        if (at)
            list = word_cut(page, at + 1, (unsigned char)page.ptr[at]);
        word_apply_chp(w, list, c);
    }
    word_apply_chp(w, changes_of(k), c);
}

void word_pap_at(word *w, const word_piece *k, uint32_t fc, word_pap *p)
{
    socvet_str page, list = {"", 0};
    size_t run, runs;

    memset(p, 0, sizeof *p);
    if (find_page(w, WORD_PARAGRAPHS, fc, &page, &run, &runs, &p->until)) {
        size_t entry = w->version == 8 ? 13 : 7, slot = (runs + 1) * 4 + run * entry;
        size_t at = slot < PAGE - 1 ? 2 * (size_t)(unsigned char)page.ptr[slot] : 0;
        size_t words = at ? (unsigned char)page.ptr[at] : 0;
        if (at && w->version == 8 && words)
            list = word_cut(page, at + 1, words * 2 - 1);
        else if (at && w->version == 8 && at + 1 < PAGE)
            list = word_cut(page, at + 2, (size_t)(unsigned char)page.ptr[at + 1] * 2);
        else if (at)
            list = word_cut(page, at + 1, words * 2);
        if (list.len >= 2) {
            p->style = word_u16(list.ptr);
            list = word_cut(list, 2, list.len);
        }
    }
    const word_style *style = word_style_of(w, p->style);
    if (style) {
        p->list = style->list;
        p->level = style->level;
        p->heading = style->heading;
    }
    word_apply_pap(w, list, p);
    word_apply_pap(w, changes_of(k), p);
}

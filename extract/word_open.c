/* word_open.c: the head of an old Word file ([MS-DOC] 2.5, and its forerunners), its stories, and
 * the pieces that make its text. */
#include <string.h>

#include "../base/str.h"
#include "word.h"

enum { WORD97 = 0xC1, WORD6 = 0x65, WORD2 = 0x2D, PIECES_MOST = 1 << 20, TEXT_MOST = 64 << 20 };

static socvet_status bad(socvet_err *err, uint64_t at, const char *what)
{
    return base_fail(err, SOCVET_E_FORMAT, "extract", at, "Word document: %s", what);
}

/* Where the pair of a table stands in the file's head. */
static size_t pair_at(unsigned version, word_table t)
{
    if (version == 8)
        return 0x9A + 8 * (size_t)t;
    if (version == 6) /* two counters stand between the pairs */
        return 0x58 + 8 * (size_t)t + (t >= 38 ? 10 : 0);
    return t == WORD_HEADERS ? 0x58 + 6 * (size_t)t : 0; /* of Word 2's other tables we use none */
}

socvet_str word_table_of(const word *w, word_table t)
{
    size_t at = pair_at(w->version, t);

    if (!at || (w->version == 6 && t > 50) || at + 8 > w->main.len)
        return (socvet_str){"", 0};
    if (w->version == 2)
        return word_cut(w->table, word_u32(w->main.ptr + at), word_u16(w->main.ptr + at + 4));
    return word_cut(w->table, word_u32(w->main.ptr + at), word_u32(w->main.ptr + at + 4));
}

/* ---- stories ---- */

static void find_stories(word *w, size_t counts)
{
    static const word_part order[] = {WORD_BODY,       WORD_NOTES,    WORD_HEADS,     WORD_MACROS,
                                      WORD_COMMENTS,   WORD_ENDNOTES, WORD_TEXTBOXES, WORD_HEAD_TEXTBOXES};
    uint64_t at = 0;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        socvet_str n = word_cut(w->main, counts + 4 * i, 4);
        int32_t len = n.len == 4 ? (int32_t)word_u32(n.ptr) : 0;
        w->story[i] = (uint32_t)at;
        at += len > 0 ? (uint32_t)len : 0;
        at = at > TEXT_MOST ? TEXT_MOST : at;
    }
    w->story[WORD_STORIES] = (uint32_t)at;
}

/* ---- pieces ---- */

static void add_piece(word *w, word_piece k)
{
    void *p = w->pieces;
    size_t size = k.wide ? 2 : 1;

    /* a piece cannot hold more than the stream */
    if (k.fc >= w->main.len || k.cp_to <= k.cp_from)
        return;
    size_t room = (w->main.len - k.fc) / size;
    if (k.cp_to - k.cp_from > room) {
        k.cp_to = k.cp_from + (uint32_t)room;
        w->damaged = true;
    }
    if (!base_arena_grow(w->arena, &p, &w->cap_pieces, w->n_pieces, sizeof k)) {
        w->failed = true;
        return;
    }
    w->pieces = p;
    w->pieces[w->n_pieces++] = k;
}

/* What a fast save changed: one property, or the ordinal of a list of them. */
static void find_changes(const word *w, word_piece *k, unsigned prm, const socvet_str *lists, size_t n)
{
    unsigned ordinal = prm >> 1 & 0x7F;
    uint16_t code = word_small_sprm(ordinal);

    if (prm & 1) {
        k->changes = prm >> 1 < n ? lists[prm >> 1] : (socvet_str){"", 0};
        return;
    }
    if (!code)
        return;
    if (w->version == 8) {
        k->small[k->n_small++] = (unsigned char)code;
        k->small[k->n_small++] = (unsigned char)(code >> 8);
    } else {
        k->small[k->n_small++] = (unsigned char)ordinal;
    }
    k->small[k->n_small++] = (unsigned char)(prm >> 8);
}

static void read_piece_table(word *w, socvet_str t, const socvet_str *lists, size_t n_lists)
{
    size_t n = t.len >= 4 ? (t.len - 4) / 12 : 0;

    for (size_t i = 0; i < n && i < PIECES_MOST && extract_step(w->b, 1); i++) {
        const char *pcd = t.ptr + (n + 1) * 4 + i * 8;
        uint32_t fc = word_u32(pcd + 2);
        word_piece k = {.cp_from = word_u32(t.ptr + i * 4), .cp_to = word_u32(t.ptr + i * 4 + 4), .fc = fc};
        k.wide = w->version == 8 ? !(fc & 0x40000000) : w->wide95;
        if (w->version == 8 && !k.wide)
            k.fc = (fc & 0x3FFFFFFF) / 2;
        if (w->n_pieces && k.cp_from < w->pieces[w->n_pieces - 1].cp_to) {
            w->damaged = true; /* pieces follow each other */
            continue;
        }
        find_changes(w, &k, word_u16(pcd + 6), lists, n_lists);
        add_piece(w, k);
    }
}

/* Lists of properties, then the table. */
static void read_pieces(word *w, socvet_str clx)
{
    size_t at = 0, n = 0, cap = 0;
    socvet_str *lists = NULL;

    while (at + 3 <= clx.len && clx.ptr[at] == 1) {
        void *p = lists;
        size_t len = word_u16(clx.ptr + at + 1);
        if (!base_arena_grow(w->arena, &p, &cap, n, sizeof *lists))
            return;
        lists = p;
        lists[n++] = word_cut(clx, at + 3, len);
        at += 3 + len;
    }
    if (at + 5 <= clx.len && clx.ptr[at] == 2)
        read_piece_table(w, word_cut(clx, at + 5, word_u32(clx.ptr + at + 1)), lists, n);
}

/* The text of a file that was not saved fast. */
static socvet_str whole_text(const word *w)
{
    uint32_t from = word_u32(w->main.ptr + 0x18), to = word_u32(w->main.ptr + 0x1C);

    return word_cut(w->main, from, to > from ? to - from : SIZE_MAX);
}

/* Two bytes a character: most of the second ones are zero in Western text. */
static bool looks_wide(socvet_str text)
{
    size_t zeros = 0, seen = 0;

    for (size_t i = 1; i < text.len && i < 4096; i += 2, seen++)
        zeros += text.ptr[i] == 0;
    return seen && zeros > seen / 4;
}

/* A file without a table of pieces is one piece. */
static void whole_piece(word *w)
{
    socvet_str text = whole_text(w);
    word_piece k = {.cp_from = 0, .fc = word_u32(w->main.ptr + 0x18)};

    k.wide = w->version == 8 ? looks_wide(text) : w->wide95;
    k.cp_to = (uint32_t)(text.len / (k.wide ? 2 : 1));
    w->damaged |= w->version == 8;
    add_piece(w, k);
}

/* ---- the head ---- */

static unsigned page_of_language(unsigned lid)
{
    switch (lid & 0x3FF) {
    case 0x05: case 0x0E: case 0x15: case 0x18: case 0x1A: case 0x1B: case 0x1C: case 0x24:
        return 1250;
    case 0x02: case 0x19: case 0x22: case 0x23: case 0x2F:
        return 1251;
    case 0x08:
        return 1253;
    case 0x1F:
        return 1254;
    case 0x0D:
        return 1255;
    case 0x01: case 0x20: case 0x29:
        return 1256;
    case 0x25: case 0x26: case 0x27:
        return 1257;
    case 0x11:
        return 932;
    case 0x12:
        return 949;
    case 0x04:
        return lid == 0x804 || lid == 0x1004 ? 936 : 950;
    case 0x1E:
        return 874;
    default:
        return 1252;
    }
}

static socvet_status read_head(word *w, socvet_err *err)
{
    const char *h = w->main.ptr;

    if (w->main.len < 0x80)
        return bad(err, w->main.len, "it ends in its head");
    unsigned magic = word_u16(h), release = word_u16(h + 2), flags = word_u16(h + 0x0A);
    w->version = release >= WORD97 ? 8 : release >= WORD6 ? 6 : 2;
    if (magic == 0xA5DB)
        w->version = 2;
    else if (magic != 0xA5EC && magic != 0xA5DC)
        w->damaged = true;
    if (flags & 0x100)
        return base_fail(err, SOCVET_E_ENCRYPTED, "extract", 0x0A,
                         "the Word document is protected by a password");
    w->page = w->version == 8 ? 1252 : word_u16(h + 0x14) == 256 ? 10000 : page_of_language(word_u16(h + 6));
    return SOCVET_OK;
}

static socvet_status read_streams(word *w, socvet_err *err)
{
    socvet_err quiet = {0};
    socvet_status s = cfb_read(w->file, cfb_find(w->file, CFB_ROOT, "WordDocument"), &w->main, err);

    if (!s)
        s = read_head(w, err);
    if (s || w->version != 8) {
        w->table = w->main;
        return s;
    }
    bool one = word_u16(w->main.ptr + 0x0A) & 0x200;
    uint32_t e = cfb_find(w->file, CFB_ROOT, one ? "1Table" : "0Table");
    if (e == CFB_NONE) {
        w->damaged = true;
        e = cfb_find(w->file, CFB_ROOT, one ? "0Table" : "1Table");
    }
    if (cfb_read(w->file, e, &w->table, &quiet) != SOCVET_OK)
        w->damaged = true;
    quiet = (socvet_err){0};
    e = cfb_find(w->file, CFB_ROOT, "Data");
    if (e != CFB_NONE && cfb_read(w->file, e, &w->data, &quiet) != SOCVET_OK)
        w->damaged = true;
    return SOCVET_OK;
}

/* A head whose counts make no sense: the pieces say how much text there is. */
static void mend_stories(word *w)
{
    uint32_t end = w->n_pieces ? w->pieces[w->n_pieces - 1].cp_to : 0;

    if (w->story[1] == 0 && w->story[WORD_STORIES] < end)
        for (int i = 1; i <= WORD_STORIES; i++)
            w->story[i] = end < TEXT_MOST ? end : TEXT_MOST;
}

socvet_status word_open(word *w, socvet_str bytes, socvet_err *err)
{
    socvet_status s;

    w->main = w->table = w->data = (socvet_str){"", 0};
    if (cfb_is(bytes)) {
        s = cfb_open(&w->file, w->arena, bytes, err);
        if (!s)
            s = read_streams(w, err);
    } else { /* Word 2, and pieces of Word 6 that were taken out of their file */
        w->main = w->table = bytes;
        s = read_head(w, err);
    }
    if (s)
        return s;
    bool complex = word_u16(w->main.ptr + 0x0A) & 4;
    w->wide95 = w->version == 6 && (word_u16(w->main.ptr + 0x0A) & 0x1000) && looks_wide(whole_text(w));
    find_stories(w, w->version == 8 ? 0x4C : 0x34);
    if (w->version == 8 || (w->version == 6 && complex))
        read_pieces(w, word_table_of(w, WORD_PIECES));
    if (!w->n_pieces)
        whole_piece(w);
    if (w->failed)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    if (!w->n_pieces)
        return bad(err, 0x18, "its text is not where it says");
    mend_stories(w);
    return SOCVET_OK;
}

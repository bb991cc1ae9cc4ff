/* cfb.c: see cfb.h. The allocation table is never copied: the entry of a sector is looked up in
 * the file. A chain longer than the file has sectors runs in a circle. */
#include "cfb.h"

#include <string.h>

#include "../base/str.h"
#include "codepage.h"

enum {
    HEADER = 512, ENTRY = 128, MINI_SHIFT = 6, HEADER_FATS = 109, NAME_MOST = 64,
    WORK_TIMES = 16 /* reading may cost this many times the file's length */
};
#define LAST_SECTOR 0xFFFFFFFAu /* above it: markers, not sectors */

struct cfb {
    base_arena *arena;
    socvet_str bytes;
    unsigned shift;      /* of a sector's size */
    uint32_t n_sectors;
    uint32_t *fats;      /* sectors that hold the allocation table */
    uint32_t n_fats;
    socvet_str mini, mini_fat; /* the stream of small streams, and its table */
    uint32_t mini_cutoff;
    cfb_entry *entries;
    uint32_t n_entries;
    uint64_t work, work_most; /* bytes copied or stepped over */
    bool damaged;
};

static uint16_t u16(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (uint16_t)(u[0] | u[1] << 8);
}

static uint32_t u32(const char *p)
{
    return u16(p) | (uint32_t)u16(p + 2) << 16;
}

static socvet_status bad(socvet_err *err, uint64_t at, const char *what)
{
    return base_fail(err, SOCVET_E_FORMAT, "extract", at, "compound file: %s", what);
}

static socvet_status no_memory(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
}

bool cfb_is(socvet_str bytes)
{
    return bytes.len >= 8 && memcmp(bytes.ptr, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

/* ---- sectors and chains ---- */

/* What is there of a sector: the last one may be cut short. */
static socvet_str sector(const cfb *c, uint32_t n)
{
    uint64_t from = ((uint64_t)n + 1) << c->shift;
    size_t size = (size_t)1 << c->shift;

    if (from >= c->bytes.len)
        return (socvet_str){c->bytes.ptr, 0};
    if (size > c->bytes.len - from)
        size = c->bytes.len - (size_t)from;
    return (socvet_str){c->bytes.ptr + from, size};
}

/* The sector after `n`; a marker when the chain ends or the table has no such entry. */
static uint32_t next_sector(const cfb *c, uint32_t n)
{
    uint32_t each = (uint32_t)1 << (c->shift - 2), at = n / each;

    if (at >= c->n_fats)
        return UINT32_MAX;
    socvet_str s = sector(c, c->fats[at]);
    size_t byte = (size_t)(n % each) * 4;
    return byte + 4 <= s.len ? u32(s.ptr + byte) : UINT32_MAX;
}

static uint32_t next_mini(const cfb *c, uint32_t n)
{
    return n < c->mini_fat.len / 4 ? u32(c->mini_fat.ptr + (size_t)n * 4) : UINT32_MAX;
}

/* A chain of sectors, large or small. */
typedef struct {
    uint32_t (*next)(const cfb *c, uint32_t n);
    socvet_str (*at)(const cfb *c, uint32_t n);
    unsigned shift;
    uint64_t most; /* sectors that there can be */
} chain_kind;

static socvet_str mini_sector(const cfb *c, uint32_t n)
{
    size_t from = (size_t)n << MINI_SHIFT, size = (size_t)1 << MINI_SHIFT;

    if (from >= c->mini.len)
        return (socvet_str){c->mini.ptr, 0};
    return (socvet_str){c->mini.ptr + from, size < c->mini.len - from ? size : c->mini.len - from};
}

/* Follows a chain for `size` bytes at most: what is there, and whether it lies in one piece. */
static socvet_status measure(cfb *c, const chain_kind *k, uint32_t start, uint64_t size,
                             uint64_t *got, bool *one_piece, socvet_err *err)
{
    uint64_t steps = 0;
    uint32_t n = start, before = 0;

    *got = 0;
    *one_piece = true;
    for (; *got < size && n < LAST_SECTOR; n = k->next(c, n), steps++) {
        socvet_str s = k->at(c, n);
        if (steps > k->most)
            return bad(err, SOCVET_NO_OFFSET, "a chain of sectors runs in a circle");
        if (!s.len)
            break;
        *one_piece &= steps == 0 || n == before + 1;
        before = n;
        *got += s.len;
        if (s.len < (size_t)1 << k->shift)
            break;
    }
    c->work += steps * 16;
    if (*got > size)
        *got = size;
    return c->work > c->work_most
               ? base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                           "compound file: its streams overlap too often")
               : SOCVET_OK;
}

static socvet_status read_chain(cfb *c, const chain_kind *k, uint32_t start, uint64_t size,
                                socvet_str *out, socvet_err *err)
{
    uint64_t got;
    bool one_piece;
    socvet_status st = measure(c, k, start, size, &got, &one_piece, err);

    *out = (socvet_str){"", 0};
    if (st || !got)
        return st;
    if (one_piece) {
        *out = (socvet_str){k->at(c, start).ptr, (size_t)got};
        return SOCVET_OK;
    }
    c->work += got;
    char *copy = base_arena_alloc(c->arena, (size_t)got + 1);
    if (!copy)
        return no_memory(err);
    size_t at = 0;
    for (uint32_t n = start; at < got; n = k->next(c, n)) {
        socvet_str s = k->at(c, n);
        if (s.len > got - at)
            s.len = (size_t)got - at;
        memcpy(copy + at, s.ptr, s.len);
        at += s.len;
    }
    *out = (socvet_str){copy, at};
    return SOCVET_OK;
}

static chain_kind large(const cfb *c)
{
    return (chain_kind){next_sector, sector, c->shift, c->n_sectors};
}

static chain_kind small(const cfb *c)
{
    return (chain_kind){next_mini, mini_sector, MINI_SHIFT, c->mini_fat.len / 4 + 1};
}

/* ---- opening ---- */

static void add_fat(cfb *c, uint32_t n)
{
    if (n < c->n_sectors && c->n_fats < c->n_sectors)
        c->fats[c->n_fats++] = n;
}

/* The sectors of the table: 109 in the header, the rest in a chain of their own. */
static socvet_status find_fats(cfb *c, socvet_err *err)
{
    const char *h = c->bytes.ptr;
    uint32_t claimed = u32(h + 44), n = u32(h + 68), steps = 0;

    c->fats = base_arena_array(c->arena, (size_t)c->n_sectors + 1, sizeof *c->fats);
    if (!c->fats)
        return no_memory(err);
    for (int i = 0; i < HEADER_FATS && c->n_fats < claimed; i++)
        add_fat(c, u32(h + 76 + i * 4));
    for (; n < c->n_sectors && c->n_fats < claimed; steps++) {
        socvet_str s = sector(c, n);
        if (steps > c->n_sectors)
            return bad(err, 68, "the list of tables runs in a circle");
        size_t i = 0;
        for (; i + 8 <= s.len; i += 4)
            add_fat(c, u32(s.ptr + i));
        n = i + 4 <= s.len ? u32(s.ptr + i) : UINT32_MAX;
    }
    c->damaged |= c->n_fats < claimed;
    return c->n_fats ? SOCVET_OK : bad(err, 44, "it has no allocation table");
}

static socvet_status read_header(cfb *c, socvet_err *err)
{
    const char *h = c->bytes.ptr;

    if (!cfb_is(c->bytes))
        return bad(err, 0, "not one");
    if (c->bytes.len <= HEADER)
        return bad(err, c->bytes.len, "it ends in its header");
    c->shift = u16(h + 30);
    if ((c->shift != 9 && c->shift != 12) || u16(h + 32) != MINI_SHIFT)
        return bad(err, 30, "its sectors have an unknown size");
    size_t size = (size_t)1 << c->shift;
    uint64_t room = c->bytes.len > size ? c->bytes.len - size : 0;
    uint64_t n = (room + size - 1) >> c->shift;
    c->n_sectors = n < LAST_SECTOR ? (uint32_t)n : LAST_SECTOR - 1;
    c->mini_cutoff = u32(h + 56);
    return find_fats(c, err);
}

static socvet_status read_entries(cfb *c, socvet_str dir, socvet_err *err)
{
    base_buf name;

    c->n_entries = (uint32_t)(dir.len / ENTRY < LAST_SECTOR ? dir.len / ENTRY : 0);
    if (!c->n_entries)
        return bad(err, 48, "it has no directory");
    c->entries = base_arena_array(c->arena, c->n_entries, sizeof *c->entries);
    base_buf_init(&name, 0);
    bool ok = c->entries != NULL;
    for (uint32_t i = 0; ok && i < c->n_entries; i++) {
        const char *p = dir.ptr + (size_t)i * ENTRY;
        cfb_entry *e = &c->entries[i];
        unsigned len = u16(p + 64);
        base_buf_reset(&name);
        codepage_add_utf16((socvet_str){p, len > NAME_MOST ? NAME_MOST : len}, &name);
        socvet_str s = base_buf_str(&name);
        *e = (cfb_entry){.name = {base_arena_dup(c->arena, s), s.len},
                         .kind = (uint8_t)p[66],
                         .child = CFB_NONE,
                         .next = CFB_NONE,
                         .start = u32(p + 116),
                         .size = u32(p + 120)};
        if (c->shift == 12)
            e->size |= (uint64_t)u32(p + 124) << 32;
        memcpy(e->clsid, p + 80, sizeof e->clsid);
        ok = e->name.ptr != NULL && !name.failed;
    }
    base_buf_clear(&name);
    return ok ? SOCVET_OK : no_memory(err);
}

/* ---- the tree ---- */

/* Children of a storage are a binary tree in the file: walked in order without recursion, each
 * entry once in the whole file, so that neither circles nor shared branches are followed. */
typedef struct {
    const cfb *c;
    socvet_str dir;
    uint32_t *stack; /* of n_entries */
    bool *seen;
} walker;

static uint32_t link_of(const walker *w, uint32_t entry, size_t field)
{
    uint32_t n = u32(w->dir.ptr + (size_t)entry * ENTRY + field);

    return n < w->c->n_entries && n != CFB_ROOT && !w->seen[n] ? n : CFB_NONE;
}

static void link_children(walker *w, cfb *c, uint32_t storage)
{
    enum { LEFT = 68, RIGHT = 72, CHILD = 76 };
    uint32_t depth = 0, at = link_of(w, storage, CHILD), last = CFB_NONE;

    while (at != CFB_NONE || depth) {
        while (at != CFB_NONE) {
            w->seen[at] = true;
            w->stack[depth++] = at;
            at = link_of(w, at, LEFT);
        }
        uint32_t e = w->stack[--depth];
        if (c->entries[e].kind == CFB_STORAGE || c->entries[e].kind == CFB_STREAM) {
            if (last == CFB_NONE)
                c->entries[storage].child = e;
            else
                c->entries[last].next = e;
            last = e;
        }
        at = link_of(w, e, RIGHT);
    }
}

static socvet_status link_tree(cfb *c, socvet_str dir, socvet_err *err)
{
    walker w = {c, dir, base_arena_array(c->arena, c->n_entries, sizeof *w.stack),
                base_arena_alloc(c->arena, c->n_entries)};
    uint32_t *queue = base_arena_array(c->arena, c->n_entries, sizeof *queue);
    uint32_t n = 0;

    if (!w.stack || !w.seen || !queue)
        return no_memory(err);
    queue[n++] = CFB_ROOT;
    for (uint32_t i = 0; i < n; i++) {
        link_children(&w, c, queue[i]);
        for (uint32_t e = c->entries[queue[i]].child; e != CFB_NONE; e = c->entries[e].next)
            if (c->entries[e].kind == CFB_STORAGE && n < c->n_entries)
                queue[n++] = e;
    }
    return SOCVET_OK;
}

static socvet_status open_all(cfb *c, socvet_err *err)
{
    socvet_str dir;
    socvet_status s = read_header(c, err);
    chain_kind k = large(c);
    const char *h = c->bytes.ptr;

    if (!s)
        s = read_chain(c, &k, u32(h + 48), UINT64_MAX, &dir, err);
    if (!s)
        s = read_entries(c, dir, err);
    if (!s)
        s = link_tree(c, dir, err);
    if (!s && u32(h + 64))
        s = read_chain(c, &k, u32(h + 60), (uint64_t)u32(h + 64) << c->shift, &c->mini_fat, err);
    if (!s && c->mini_fat.len)
        s = read_chain(c, &k, c->entries[0].start, c->entries[0].size, &c->mini, err);
    return s;
}

socvet_status cfb_open(cfb **out, base_arena *a, socvet_str bytes, socvet_err *err)
{
    cfb *c = base_arena_alloc(a, sizeof *c);

    *out = NULL;
    if (!c)
        return no_memory(err);
    c->arena = a;
    c->bytes = bytes;
    c->work_most = (uint64_t)bytes.len * WORK_TIMES + ((uint64_t)1 << 20);
    c->mini = c->mini_fat = (socvet_str){"", 0};
    socvet_status s = open_all(c, err);
    if (!s)
        *out = c;
    return s;
}

/* ---- using ---- */

const cfb_entry *cfb_at(const cfb *c, uint32_t entry)
{
    return entry < c->n_entries ? &c->entries[entry] : NULL;
}

uint32_t cfb_find(const cfb *c, uint32_t storage, const char *name)
{
    const cfb_entry *s = cfb_at(c, storage);

    for (uint32_t e = s ? s->child : CFB_NONE; e != CFB_NONE; e = c->entries[e].next)
        if (base_str_eq_ci(c->entries[e].name, base_str_z(name)))
            return e;
    return CFB_NONE;
}

socvet_status cfb_read(cfb *c, uint32_t entry, socvet_str *out, socvet_err *err)
{
    const cfb_entry *e = cfb_at(c, entry);

    *out = (socvet_str){"", 0};
    if (!e || e->kind != CFB_STREAM)
        return bad(err, SOCVET_NO_OFFSET, "no such stream");
    chain_kind k = e->size < c->mini_cutoff ? small(c) : large(c);
    socvet_status s = read_chain(c, &k, e->start, e->size, out, err);
    c->damaged |= out->len < e->size;
    return s;
}

bool cfb_damaged(const cfb *c)
{
    return c->damaged;
}

cfb_content cfb_content_of(socvet_str bytes)
{
    static const struct {
        const char *name;
        cfb_content is;
    } names[] = {{"WordDocument", CFB_WORD}, {"Workbook", CFB_BOOK}, {"Book", CFB_BOOK},
                 {"__properties_version1.0", CFB_MAIL}};
    base_arena *a = cfb_is(bytes) ? base_arena_new(0) : NULL;
    cfb_content is = CFB_OTHER;
    socvet_err quiet = {0};
    cfb *c;

    if (a && cfb_open(&c, a, bytes, &quiet) != SOCVET_OK)
        is = CFB_BROKEN;
    else if (a)
        for (size_t i = 0; i < sizeof names / sizeof *names && is == CFB_OTHER; i++)
            if (cfb_find(c, CFB_ROOT, names[i].name) != CFB_NONE)
                is = names[i].is;
    base_arena_free(a);
    return is;
}

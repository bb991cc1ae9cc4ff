/* starts.c: reads patterns for the bytes they begin with. A head is what the first bytes of one way
 * through the pattern may be; heads go into eight buckets, a bit of every table each. */
#include "starts.h"

#include <string.h>

#include "pattern_read.h"
#include "str.h"

enum { DEEP = 4, MOST_HEADS = 200, BUCKETS = 8 };

typedef struct {
    uint64_t in[4];
} byte_set;

enum { ANYWHERE, WORD_EDGE, LINE_START }; /* where a head stands */

typedef struct {
    byte_set at[DEEP];
    uint8_t n, edge;
    bool open; /* anything may follow */
} head;

typedef struct {
    head *head;
    size_t n;
} heads;

struct base_starts {
    uint8_t before[256], at[DEEP][256], beyond[DEEP]; /* bits of the buckets; beyond the end of the text */
};

/* ---- sets of bytes ---- */

static void set_add(byte_set *s, unsigned from, unsigned to)
{
    for (unsigned c = from; c <= to; c++)
        s->in[c >> 6] |= UINT64_C(1) << (c & 63);
}

static bool set_has(const byte_set *s, unsigned c)
{
    return s->in[c >> 6] >> (c & 63) & 1;
}

static void set_add_either_case(byte_set *s, unsigned from, unsigned to)
{
    set_add(s, from, to);
    for (unsigned c = from; c <= to && c < 0x80; c++)
        if (base_is_alpha((char)c))
            set_add(s, c ^ 32, c ^ 32);
}

/* A small letter of an escape: its ASCII characters. What is not ASCII may belong to any of them. */
static byte_set set_of_escape(int c)
{
    byte_set s = {{0}};
    int low = c | 32;

    if (c == 'n' || c == 'r' || c == 't' || c == 'f')
        set_add(&s, c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : '\f',
                c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : '\f');
    else if (c == 'N')
        set_add(&s, 0, 0xFF);
    else if (low == 'd' || low == 'w')
        set_add(&s, '0', '9');
    else if (low != 'h')
        set_add(&s, '\n', '\r');
    if (low == 'w') {
        set_add_either_case(&s, 'a', 'z');
        set_add(&s, '_', '_');
    }
    if (low == 's' || low == 'h') {
        set_add(&s, ' ', ' ');
        set_add(&s, '\t', '\t');
    }
    if (c == 'D' || c == 'W' || c == 'S' || c == 'H' || c == 'V')
        s = (byte_set){{~s.in[0], ~s.in[1], 0, 0}};
    if (strchr("nrtf", c) == NULL)
        set_add(&s, 0x80, 0xFF);
    return s;
}

/* ---- heads ---- */

static heads no_heads(pattern_reader *r, size_t room)
{
    heads h = {base_arena_array(r->arena, room ? room : 1, sizeof *h.head), 0};

    r->lost |= h.head == NULL || room > MOST_HEADS;
    if (r->lost)
        h.head = NULL;
    return h;
}

static bool complete(const head *h)
{
    return h->open || h->n == DEEP;
}

/* What begins with a head of `a` and goes on with one of `b`. */
static heads follow(pattern_reader *r, heads a, heads b)
{
    size_t room = 0;

    for (size_t i = 0; i < a.n; i++)
        room += complete(&a.head[i]) ? 1 : b.n;
    heads out = no_heads(r, room);
    for (size_t i = 0; !r->lost && i < a.n; i++)
        for (size_t k = 0; k < (complete(&a.head[i]) ? 1 : b.n); k++) {
            head h = a.head[i];
            if (!complete(&h)) {
                const head *g = &b.head[k];
                if (h.n == 0 && g->edge)
                    h.edge = g->edge;
                for (size_t m = 0; m < g->n && h.n < DEEP; m++)
                    h.at[h.n++] = g->at[m];
                h.open = g->open;
            }
            out.head[out.n++] = h;
        }
    return out;
}

static heads either(pattern_reader *r, heads a, heads b)
{
    heads out = no_heads(r, a.n + b.n);

    if (r->lost)
        return out;
    memcpy(out.head, a.head, a.n * sizeof *a.head);
    memcpy(out.head + a.n, b.head, b.n * sizeof *b.head);
    out.n = a.n + b.n;
    return out;
}

static heads one_head(pattern_reader *r, head h)
{
    heads out = no_heads(r, 1);

    if (!r->lost)
        out.head[out.n++] = h;
    return out;
}

/* A set of characters: one byte, or the first of several, after which anything is possible. */
static heads heads_of_set(pattern_reader *r, byte_set s)
{
    head ascii = {.n = 1, .at = {{{s.in[0], s.in[1], 0, 0}}}};
    head wide = {.n = 1, .at = {{{0, 0, s.in[2], s.in[3]}}}, .open = true};

    if (!(s.in[2] | s.in[3]))
        return one_head(r, ascii);
    if (!(s.in[0] | s.in[1]))
        return one_head(r, wide);
    return either(r, one_head(r, ascii), one_head(r, wide));
}

/* ---- the pattern ---- */

static heads read_choice(pattern_reader *r, unsigned depth);

/* One character within a class; -1: it was an escape for several, which are in the set. */
static int read_class_member(pattern_reader *r, byte_set *s)
{
    int c = pattern_peek(r, 0);

    r->at++;
    if (c != '\\')
        return c;
    c = pattern_peek(r, 0);
    r->at++;
    if (pattern_escape_is_class(c)) {
        byte_set more = set_of_escape(c);
        for (int i = 0; i < 4; i++)
            s->in[i] |= more.in[i];
        return -1;
    }
    r->lost |= c < 0 || base_is_alpha((char)c) || base_is_digit((char)c);
    return c;
}

static heads read_class(pattern_reader *r)
{
    byte_set s = {{0}};
    bool not = pattern_peek(r, 1) == '^', first = true;

    r->at += not ? 2 : 1;
    for (; !r->lost && (first || pattern_peek(r, 0) != ']'); first = false) {
        r->lost |= pattern_peek(r, 0) < 0 || (pattern_peek(r, 0) == '[' && pattern_peek(r, 1) == ':');
        int a = read_class_member(r, &s), b = a;
        if (a >= 0 && pattern_peek(r, 0) == '-' && pattern_peek(r, 1) != ']') {
            r->at++;
            b = read_class_member(r, &s);
            r->lost |= b < a;
        }
        if (a >= 0 && !r->lost)
            set_add_either_case(&s, (unsigned)a, b < 0x80 ? (unsigned)b : 0x7F);
        if (b >= 0x80)
            set_add(&s, 0x80, 0xFF);
    }
    r->at++;
    if (not)
        s = (byte_set){{~s.in[0], ~s.in[1], ~UINT64_C(0), ~UINT64_C(0)}};
    return heads_of_set(r, s);
}

static heads read_group(pattern_reader *r, unsigned depth)
{
    bool looks;

    if (depth >= PATTERN_DEEPEST || !pattern_group_head(r, &looks)) {
        r->lost = true;
        return (heads){NULL, 0};
    }
    heads h = read_choice(r, depth + 1);
    r->lost |= pattern_peek(r, 0) != ')';
    r->at++;
    return looks ? one_head(r, (head){.n = 0}) : h;
}

/* A character that is not ASCII: its bytes, if it is a sign without a small form. */
static heads read_wide(pattern_reader *r)
{
    head h = {.n = 0};
    int c = pattern_peek(r, 0), d = pattern_peek(r, 1);
    size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

    if ((c == 0xE2 && (d == 0x80 || d == 0x82)) || (c == 0xC2 && d == 0xA3)) {
        for (size_t i = 0; i < size && pattern_peek(r, i) >= 0; i++)
            set_add(&h.at[h.n++], (unsigned)pattern_peek(r, i), (unsigned)pattern_peek(r, i));
    } else {
        set_add(&h.at[h.n++], 0x80, 0xFF);
        h.open = true;
    }
    r->at += size;
    return one_head(r, h);
}

static heads read_escape(pattern_reader *r)
{
    int c = pattern_peek(r, 1);
    head h = {.n = 0};

    r->at += 2;
    r->lost |= c < 0 || c >= 0x80;
    if (r->lost)
        return (heads){NULL, 0};
    if (pattern_escape_is_place(c)) {
        h.edge = c == 'b' ? WORD_EDGE : ANYWHERE;
        return one_head(r, h);
    }
    if (c == 'R') {
        set_add(&h.at[h.n++], '\n', '\r');
        set_add(&h.at[0], 0x80, 0xFF);
        h.open = true;
        return one_head(r, h);
    }
    if (pattern_escape_is_class(c))
        return heads_of_set(r, set_of_escape(c));
    r->lost |= base_is_alpha((char)c) || base_is_digit((char)c);
    set_add(&h.at[h.n++], (unsigned)c, (unsigned)c);
    return one_head(r, h);
}

static heads read_atom(pattern_reader *r, unsigned depth)
{
    int c = pattern_peek(r, 0);
    head h = {.n = 0};

    if (c == '(')
        return read_group(r, depth);
    if (c == '\\')
        return read_escape(r);
    if (c == '[')
        return read_class(r);
    if (c >= 0x80)
        return read_wide(r);
    r->at++;
    if (c == '.')
        return heads_of_set(r, set_of_escape('N'));
    if (c == '^')
        h.edge = LINE_START;
    else if (c != '$')
        set_add_either_case(&h.at[h.n++], (unsigned)c, (unsigned)c);
    return one_head(r, h);
}

/* An atom as often as its quantifier wants it. */
static heads repeat(pattern_reader *r, heads atom, size_t least, size_t most)
{
    heads out = one_head(r, (head){.n = 0});
    heads nothing = out;

    for (size_t i = 0; !r->lost && i < least && i < DEEP; i++)
        out = follow(r, out, atom);
    if (most == least || r->lost)
        return out;
    heads more = follow(r, out, atom);
    for (size_t i = 0; !r->lost && i < more.n; i++)
        more.head[i].open |= most > least + 1;
    if (least == 0)
        return either(r, nothing, more);
    for (size_t i = 0; !r->lost && i < out.n; i++) /* (least times, then more or what follows) */
        out.head[i].open = true;
    return out;
}

static heads read_branch(pattern_reader *r, unsigned depth)
{
    heads all = one_head(r, (head){.n = 0});

    while (!r->lost && pattern_peek(r, 0) >= 0 && pattern_peek(r, 0) != '|' && pattern_peek(r, 0) != ')') {
        size_t least, most;
        heads atom = read_atom(r, depth);
        if (pattern_quantifier(r, &least, &most))
            atom = r->lost ? atom : repeat(r, atom, least, most);
        if (!r->lost)
            all = follow(r, all, atom);
    }
    return all;
}

static heads read_choice(pattern_reader *r, unsigned depth)
{
    heads all = {NULL, 0};

    for (;;) {
        heads one = read_branch(r, depth);
        if (!r->lost)
            all = all.n ? either(r, all, one) : one;
        if (r->lost || pattern_peek(r, 0) != '|')
            return all;
        r->at++;
    }
}

/* ---- the tables ---- */

static bool is_word(unsigned c)
{
    return c < 0x80 && (base_is_alpha((char)c) || base_is_digit((char)c) || c == '_');
}

static bool within_words(const byte_set *s)
{
    for (unsigned c = 0; c < 256; c++)
        if (set_has(s, c) && !is_word(c))
            return false;
    return true;
}

/* Heads that say little share the last two buckets, where they do not spoil the others. */
static unsigned bucket_of(const head *h)
{
    unsigned c = 0;

    if (h->n < 2)
        return BUCKETS - 1;
    if (h->open && set_has(&h->at[h->n - 1], 0x80))
        return BUCKETS - 2;
    while (c < 255 && !set_has(&h->at[0], c))
        c++;
    return (c | 32) % (BUCKETS - 2);
}

static void enter(base_starts *s, const head *h)
{
    uint8_t bit = (uint8_t)(1u << bucket_of(h));
    bool edge = h->edge == WORD_EDGE && within_words(&h->at[0]);

    for (unsigned c = 0; c < 256; c++) {
        if (h->edge == LINE_START ? c == '\n' : !edge || !is_word(c))
            s->before[c] |= bit;
        for (unsigned i = 0; i < DEEP; i++)
            if (i >= h->n || set_has(&h->at[i], c))
                s->at[i][c] |= bit;
    }
    for (unsigned i = 0; i < DEEP; i++)
        if (i >= h->n)
            s->beyond[i] |= bit;
}

const base_starts *base_starts_of(base_arena *arena, socvet_str pattern)
{
    base_arena *own = base_arena_new(0); /* of the heads */
    pattern_reader r = {.arena = own, .p = pattern, .lost = own == NULL};
    heads all = r.lost ? (heads){NULL, 0} : read_choice(&r, 0);
    base_starts *s = NULL;

    r.lost |= r.at < pattern.len;
    for (size_t i = 0; !r.lost && i < all.n; i++)
        r.lost = all.head[i].n == 0;
    if (!r.lost && (s = base_arena_alloc(arena, sizeof *s)) != NULL) {
        memset(s, 0, sizeof *s);
        for (size_t i = 0; i < all.n; i++)
            enter(s, &all.head[i]);
        memset(s->at[0] + 0x80, 0, 0x40); /* within a character none begins */
    }
    base_arena_free(own);
    return s;
}

static bool fits(const base_starts *s, const unsigned char *t, size_t i, size_t to)
{
    unsigned c = s->at[0][t[i]] & (i > 0 ? s->before[t[i - 1]] : 0xFFu);

    for (size_t k = 1; c && k < DEEP; k++)
        c &= i + k < to ? s->at[k][t[i + k]] : s->beyond[k];
    return c != 0;
}

size_t base_starts_next(const base_starts *s, socvet_str text, size_t from, size_t to)
{
    const unsigned char *t = (const unsigned char *)text.ptr;
    unsigned before = from > 0 && from < to ? s->before[t[from - 1]] : 0xFFu;

    for (; from + 1 < to; from++) { /* two bytes and the one before them: few places pass */
        if ((before & s->at[0][t[from]] & s->at[1][t[from + 1]]) && fits(s, t, from, to))
            return from;
        before = s->before[t[from]];
    }
    return from < to && fits(s, t, from, to) ? from : to;
}

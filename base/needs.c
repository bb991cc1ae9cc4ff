/* needs.c: reads patterns for the letters they need. Lookarounds, classes and anything optional
 * need nothing; a pattern with a construct that is not known here needs nothing at all. */
#include "needs.h"

#include <string.h>

#include "str.h"

typedef enum { ALL, ANY, LETTERS } need_kind;

struct base_needs {
    need_kind kind;
    base_needs *first, *last, *next; /* children of ALL and ANY; the next sister */
    uint16_t *grams;                 /* of LETTERS */
    size_t n_grams;
};

enum { DEEPEST = 24, LONGEST_RUN = 64 };

typedef struct {
    base_arena *arena;
    socvet_str p;
    size_t at;
    bool lost; /* a construct that is not known, or memory ran out */
} reader;

typedef struct {
    base_needs *all; /* what the branch needs so far */
    char run[LONGEST_RUN];
    size_t n;        /* letters of the run that is being read */
} branch;

static uint32_t gram(unsigned char a, unsigned char b, unsigned char c)
{
    return ((uint32_t)a | (uint32_t)b << 8 | (uint32_t)c << 16) * UINT32_C(0x9E3779B1) >> (32 - BASE_GRAM_BITS);
}

static base_needs *new_need(reader *r, need_kind kind)
{
    base_needs *n = base_arena_alloc(r->arena, sizeof *n);

    if (n)
        *n = (base_needs){.kind = kind};
    else
        r->lost = true;
    return n;
}

/* Letters come first among sisters: they are the quickest to look up. */
static void adopt(base_needs *parent, base_needs *child)
{
    if (child->kind == LETTERS && parent->first) {
        child->next = parent->first;
        parent->first = child;
        return;
    }
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

/* The run of letters that was read becomes a need, when it is long enough to be looked up. */
static void end_run(reader *r, branch *b)
{
    base_needs *n = b->n >= 3 ? new_need(r, LETTERS) : NULL;

    if (n && (n->grams = base_arena_array(r->arena, b->n, sizeof *n->grams)) != NULL) {
        for (size_t i = 0; i + 2 < b->n; i++)
            n->grams[n->n_grams++] = (uint16_t)gram((unsigned char)b->run[i], (unsigned char)b->run[i + 1],
                                                    (unsigned char)b->run[i + 2]);
        adopt(b->all, n);
    }
    b->n = 0;
}

static int peek(const reader *r, size_t ahead)
{
    return r->at + ahead < r->p.len ? (unsigned char)r->p.ptr[r->at + ahead] : -1;
}

/* A quantifier, if one stands here: false none; *least is how often at least. */
static bool read_quantifier(reader *r, size_t *least)
{
    int c = peek(r, 0);
    size_t at = r->at;

    if (c == '{') {
        size_t n = 0, i = at + 1;
        while (i < r->p.len && base_is_digit(r->p.ptr[i]))
            n = n * 10 + (size_t)(r->p.ptr[i++] - '0');
        size_t digits = i;
        while (i < r->p.len && (base_is_digit(r->p.ptr[i]) || r->p.ptr[i] == ','))
            i++;
        if (digits == at + 1 || i >= r->p.len || r->p.ptr[i] != '}')
            return false;
        *least = n;
        r->at = i + 1;
    } else if (c == '?' || c == '*' || c == '+') {
        *least = c == '+';
        r->at++;
    } else {
        return false;
    }
    if (peek(r, 0) == '?' || peek(r, 0) == '+')
        r->at++;
    return true;
}

static void skip_class(reader *r)
{
    r->at++;
    if (peek(r, 0) == '^')
        r->at++;
    if (peek(r, 0) == ']')
        r->at++;
    while (peek(r, 0) >= 0 && peek(r, 0) != ']')
        if (peek(r, 0) == '[' && peek(r, 1) == ':') {
            size_t end = base_str_find(r->p, SOCVET_STR(":]"), r->at + 2);
            r->at = end == SIZE_MAX ? r->p.len : end + 2;
        } else {
            r->at += peek(r, 0) == '\\' ? 2 : 1;
        }
    r->lost |= peek(r, 0) < 0;
    r->at++;
}

typedef enum { ATOM_LETTER, ATOM_GROUP, ATOM_OTHER, ATOM_NO_WIDTH } atom_kind;
typedef struct {
    atom_kind kind;
    char letter;
    base_needs *group; /* NULL: needs nothing */
} atom;

static base_needs *read_choice(reader *r, unsigned depth);

/* The head of a group: false when it is no plain group; *looks for a look around. */
static bool read_group_head(reader *r, bool *looks)
{
    r->at++;
    *looks = false;
    if (peek(r, 0) == '*')
        return false;
    if (peek(r, 0) != '?')
        return true;
    int c = peek(r, 1), d = peek(r, 2);
    if (c == ':' || c == '>' || c == '=' || c == '!') {
        *looks = c == '=' || c == '!';
        r->at += 2;
        return true;
    }
    if (c == '-' && d == 'i' && peek(r, 3) == ':') {
        r->at += 4;
        return true;
    }
    if (c == '<' && (d == '=' || d == '!')) {
        *looks = true;
        r->at += 3;
        return true;
    }
    return false;
}

static atom read_group(reader *r, unsigned depth)
{
    bool looks;
    atom a = {.kind = ATOM_GROUP};

    if (depth >= DEEPEST || !read_group_head(r, &looks)) {
        r->lost = true;
        return a;
    }
    a.group = read_choice(r, depth + 1);
    r->lost |= peek(r, 0) != ')';
    r->at++;
    if (looks) {
        a.group = NULL;
        a.kind = ATOM_NO_WIDTH;
    }
    return a;
}

static atom read_escape(reader *r)
{
    int c = peek(r, 1);
    atom a = {.kind = ATOM_OTHER};

    r->at += 2;
    if (c < 0 || c >= 0x80)
        r->lost = true;
    else if (c == 'b' || c == 'B' || c == 'A' || c == 'Z' || c == 'z')
        a.kind = ATOM_NO_WIDTH;
    else if (memchr("dDwWsShHvVNRnrtf", c, 16) == NULL) {
        a = (atom){.kind = ATOM_LETTER, .letter = (char)c};
        r->lost |= base_is_alpha((char)c) || base_is_digit((char)c);
    }
    return a;
}

static atom read_atom(reader *r, unsigned depth)
{
    int c = peek(r, 0);
    atom a = {.kind = ATOM_OTHER};

    if (c == '(')
        return read_group(r, depth);
    if (c == '\\')
        return read_escape(r);
    if (c == '[') {
        skip_class(r);
        return a;
    }
    r->at++;
    if (c == '^' || c == '$')
        a.kind = ATOM_NO_WIDTH;
    else if (c != '.' && c < 0x80)
        a = (atom){.kind = ATOM_LETTER, .letter = base_lower((char)c)};
    return a;
}

static base_needs *read_branch(reader *r, unsigned depth)
{
    branch b = {.all = new_need(r, ALL)};

    while (!r->lost && peek(r, 0) >= 0 && peek(r, 0) != '|' && peek(r, 0) != ')') {
        size_t least = 1;
        atom a = read_atom(r, depth);
        bool repeats = read_quantifier(r, &least);
        if (r->lost || a.kind == ATOM_NO_WIDTH)
            continue;
        if (a.kind == ATOM_LETTER && least > 0) {
            if (b.n == LONGEST_RUN)
                end_run(r, &b);
            b.run[b.n++] = a.letter;
        }
        if (a.kind != ATOM_LETTER || repeats)
            end_run(r, &b);
        if (a.group && least > 0)
            adopt(b.all, a.group);
    }
    if (!r->lost)
        end_run(r, &b);
    return r->lost || !b.all->first ? NULL : b.all;
}

/* Branches between "|", up to a ")" or the end. NULL: it needs nothing. */
static base_needs *read_choice(reader *r, unsigned depth)
{
    base_needs *any = new_need(r, ANY);
    bool free = false; /* a branch needs nothing */

    for (;;) {
        base_needs *one = r->lost ? NULL : read_branch(r, depth);
        free |= one == NULL;
        if (one)
            adopt(any, one);
        if (r->lost || peek(r, 0) != '|')
            break;
        r->at++;
    }
    return free || r->lost ? NULL : any;
}

const base_needs *base_needs_of(base_arena *arena, socvet_str pattern)
{
    reader r = {.arena = arena, .p = pattern};
    base_needs *n = read_choice(&r, 0);

    return r.lost || r.at < pattern.len ? NULL : n;
}

void base_grams_of(base_grams *g, socvet_str text)
{
    unsigned char a, b, c;

    memset(g, 0, sizeof *g);
    if (text.len < 3)
        return;
    a = (unsigned char)base_lower(text.ptr[0]);
    b = (unsigned char)base_lower(text.ptr[1]);
    for (size_t i = 2; i < text.len; i++, a = b, b = c) {
        c = (unsigned char)base_lower(text.ptr[i]);
        if ((b == 0x84 && c == 0xAA) || (b == 0xC5 && c == 0xBF)) { /* the signs that match k and s */
            memset(g, 0xFF, sizeof *g);
            return;
        }
        uint32_t h = gram(a, b, c);
        g->bits[h >> 6] |= UINT64_C(1) << (h & 63);
    }
}

bool base_needs_met(const base_needs *n, const base_grams *g)
{
    if (!n)
        return true;
    if (n->kind == LETTERS) {
        for (size_t i = 0; i < n->n_grams; i++)
            if (!(g->bits[n->grams[i] >> 6] >> (n->grams[i] & 63) & 1))
                return false;
        return true;
    }
    bool any = n->kind == ANY;
    for (const base_needs *k = n->first; k; k = k->next)
        if (base_needs_met(k, g) == any)
            return any;
    return !any;
}

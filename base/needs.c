/* needs.c: reads patterns for the letters they need. Lookarounds, classes and anything optional
 * need nothing; a pattern with a construct that is not known here needs nothing at all. */
#include "needs.h"

#include <string.h>

#include "pattern_read.h"
#include "str.h"

typedef enum { ALL, ANY, LETTERS } need_kind;

struct base_needs {
    need_kind kind;
    base_needs *first, *last, *next; /* children of ALL and ANY; the next sister */
    uint16_t *grams;                 /* of LETTERS */
    size_t n_grams;
};

enum { LONGEST_RUN = 64 };

typedef struct {
    base_needs *all; /* what the branch needs so far */
    char run[LONGEST_RUN];
    size_t n;        /* letters of the run that is being read */
} branch;

static inline uint32_t hash_of(uint32_t three)
{
    return three * UINT32_C(0x9E3779B1) >> (32 - BASE_GRAM_BITS);
}

static uint32_t gram(unsigned char a, unsigned char b, unsigned char c)
{
    return hash_of((uint32_t)a | (uint32_t)b << 8 | (uint32_t)c << 16);
}

static base_needs *new_need(pattern_reader *r, need_kind kind)
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
static void end_run(pattern_reader *r, branch *b)
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

static void skip_class(pattern_reader *r)
{
    r->at++;
    if (pattern_peek(r, 0) == '^')
        r->at++;
    if (pattern_peek(r, 0) == ']')
        r->at++;
    while (pattern_peek(r, 0) >= 0 && pattern_peek(r, 0) != ']')
        if (pattern_peek(r, 0) == '[' && pattern_peek(r, 1) == ':') {
            size_t end = base_str_find(r->p, SOCVET_STR(":]"), r->at + 2);
            r->at = end == SIZE_MAX ? r->p.len : end + 2;
        } else {
            r->at += pattern_peek(r, 0) == '\\' ? 2 : 1;
        }
    r->lost |= pattern_peek(r, 0) < 0;
    r->at++;
}

typedef enum { ATOM_LETTER, ATOM_GROUP, ATOM_OTHER, ATOM_NO_WIDTH } atom_kind;
typedef struct {
    atom_kind kind;
    char letter;
    base_needs *group; /* NULL: needs nothing */
} atom;

static base_needs *read_choice(pattern_reader *r, unsigned depth);

static atom read_group(pattern_reader *r, unsigned depth)
{
    bool looks;
    atom a = {.kind = ATOM_GROUP};

    if (depth >= PATTERN_DEEPEST || !pattern_group_head(r, &looks)) {
        r->lost = true;
        return a;
    }
    a.group = read_choice(r, depth + 1);
    r->lost |= pattern_peek(r, 0) != ')';
    r->at++;
    if (looks) {
        a.group = NULL;
        a.kind = ATOM_NO_WIDTH;
    }
    return a;
}

static atom read_escape(pattern_reader *r)
{
    int c = pattern_peek(r, 1);
    atom a = {.kind = ATOM_OTHER};

    r->at += 2;
    if (c < 0 || c >= 0x80)
        r->lost = true;
    else if (pattern_escape_is_place(c))
        a.kind = ATOM_NO_WIDTH;
    else if (!pattern_escape_is_class(c)) {
        a = (atom){.kind = ATOM_LETTER, .letter = (char)c};
        r->lost |= base_is_alpha((char)c) || base_is_digit((char)c);
    }
    return a;
}

static atom read_atom(pattern_reader *r, unsigned depth)
{
    int c = pattern_peek(r, 0);
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

static base_needs *read_branch(pattern_reader *r, unsigned depth)
{
    branch b = {.all = new_need(r, ALL)};

    while (!r->lost && pattern_peek(r, 0) >= 0 && pattern_peek(r, 0) != '|' && pattern_peek(r, 0) != ')') {
        size_t least, most;
        atom a = read_atom(r, depth);
        bool repeats = pattern_quantifier(r, &least, &most);
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
static base_needs *read_choice(pattern_reader *r, unsigned depth)
{
    base_needs *any = new_need(r, ANY);
    bool free = false; /* a branch needs nothing */

    for (;;) {
        base_needs *one = r->lost ? NULL : read_branch(r, depth);
        free |= one == NULL;
        if (one)
            adopt(any, one);
        if (r->lost || pattern_peek(r, 0) != '|')
            break;
        r->at++;
    }
    return free || r->lost ? NULL : any;
}

const base_needs *base_needs_of(base_arena *arena, socvet_str pattern)
{
    pattern_reader r = {.arena = arena, .p = pattern};
    base_needs *n = read_choice(&r, 0);

    return r.lost || r.at < pattern.len ? NULL : n;
}

bool base_grams_odd(socvet_str text)
{
    static const char signs[][4] = {"\xC5\xBF", "\xE2\x84\xAA"};

    for (size_t i = 0; i < 2; i++) {
        socvet_str rest = text;
        const char *p;
        while (rest.len && (p = memchr(rest.ptr, signs[i][0], rest.len)) != NULL) {
            rest = (socvet_str){p + 1, rest.len - (size_t)(p + 1 - rest.ptr)};
            if (base_str_starts(rest, base_str_z(signs[i] + 1)))
                return true;
        }
    }
    return false;
}

void base_grams_of(base_grams *g, socvet_str text)
{
    uint32_t three = 0;

    memset(g, base_grams_odd(text) ? 0xFF : 0, sizeof *g);
    for (size_t i = 0; i < text.len; i++) {
        three = three >> 8 | (uint32_t)(unsigned char)base_lower(text.ptr[i]) << 16;
        uint32_t h = hash_of(three);
        if (i >= 2)
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

/* arena.c: bump allocation in blocks that double up to 1 MiB. */
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct arena_block arena_block;
struct arena_block {
    arena_block *next;
    size_t size, used;
    _Alignas(max_align_t) char bytes[];
};

struct base_arena {
    arena_block *first, *now;
    size_t used, max;
};

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, ALIGN = _Alignof(max_align_t) };

base_arena *base_arena_new(size_t max_bytes)
{
    base_arena *a = calloc(1, sizeof *a);

    if (a)
        a->max = max_bytes ? max_bytes : SIZE_MAX;
    return a;
}

static void free_blocks(arena_block *b)
{
    while (b) {
        arena_block *next = b->next;
        free(b);
        b = next;
    }
}

void base_arena_free(base_arena *a)
{
    if (!a)
        return;
    free_blocks(a->first);
    free(a);
}

void base_arena_reset(base_arena *a)
{
#ifdef SOCVET_DEBUG_ARENA
    free_blocks(a->first);
    a->first = a->now = NULL;
#else
    for (arena_block *b = a->first; b; b = b->next)
        b->used = 0;
    a->now = a->first;
#endif
    a->used = 0;
}

size_t base_arena_used(const base_arena *a)
{
    return a->used;
}

static arena_block *add_block(base_arena *a, size_t need)
{
#ifdef SOCVET_DEBUG_ARENA
    size_t size = need;
#else
    size_t size = a->now ? a->now->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < need)
        size = need;
#endif
    arena_block *b = malloc(sizeof *b + size);
    if (!b)
        return NULL;
    b->size = size;
    b->used = 0;
    b->next = NULL;
    if (a->now) {
        b->next = a->now->next;
        a->now->next = b;
    } else {
        a->first = b;
    }
    a->now = b;
    return b;
}

void *base_arena_alloc(base_arena *a, size_t bytes)
{
    if (bytes > SIZE_MAX / 2 || a->used > a->max || bytes > a->max - a->used)
        return NULL;
#ifdef SOCVET_DEBUG_ARENA
    size_t need = bytes ? bytes : 1;
    arena_block *b = add_block(a, need);
#else
    size_t need = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    arena_block *b = a->now;
    while (b && b->size - b->used < need && b->next) {
        b = b->next;
        a->now = b;
    }
    if (!b || b->size - b->used < need)
        b = add_block(a, need);
#endif
    if (!b)
        return NULL;
    void *p = b->bytes + b->used;
    b->used += need;
    a->used += need;
    return memset(p, 0, need);
}

void *base_arena_array(base_arena *a, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return base_arena_alloc(a, bytes);
}

char *base_arena_dup(base_arena *a, socvet_str s)
{
    char *p = base_arena_alloc(a, s.len + 1);

    if (p && s.len)
        memcpy(p, s.ptr, s.len);
    return p;
}

socvet_str base_arena_printf(base_arena *a, const char *fmt, ...)
{
    va_list ap;
    socvet_str none = {NULL, 0};

    char brief[256]; /* most texts fit, and are formatted once */

    va_start(ap, fmt);
    int n = vsnprintf(brief, sizeof brief, fmt, ap);
    va_end(ap);
    if (n < 0)
        return none;
    char *p = base_arena_alloc(a, (size_t)n + 1);
    if (!p)
        return none;
    if ((size_t)n < sizeof brief) {
        memcpy(p, brief, (size_t)n);
    } else {
        va_start(ap, fmt);
        vsnprintf(p, (size_t)n + 1, fmt, ap);
        va_end(ap);
    }
    return (socvet_str){p, (size_t)n};
}

#ifndef SOCVET_DEBUG_ARENA
/* Makes the newest allocation longer where it stands, when its block has the room. */
static bool stretch(base_arena *a, const void *p, size_t bytes, size_t more)
{
    arena_block *b = a->now;
    size_t had = (bytes + ALIGN - 1) / ALIGN * ALIGN, want = (bytes + more + ALIGN - 1) / ALIGN * ALIGN;

    if (!p || !b || b->used < had || b->bytes + (b->used - had) != p || b->size - b->used < want - had ||
        a->used > a->max || want - had > a->max - a->used)
        return false;
    memset(b->bytes + b->used, 0, want - had);
    b->used += want - had;
    a->used += want - had;
    return true;
}
#endif

bool base_arena_grow(base_arena *a, void **array, size_t *cap, size_t count, size_t size)
{
    if (count < *cap)
        return true;
    size_t want = *cap ? *cap * 2 : 8;
#ifndef SOCVET_DEBUG_ARENA
    if (*cap < SIZE_MAX / 4 / size && stretch(a, *array, *cap * size, (want - *cap) * size)) {
        *cap = want;
        return true;
    }
#endif
    void *p = base_arena_array(a, want, size);
    if (!p)
        return false;
    if (count)
        memcpy(p, *array, count * size);
    *array = p;
    *cap = want;
    return true;
}

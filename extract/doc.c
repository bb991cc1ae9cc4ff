/* doc.c: the document: one text, blocks, notices, parts, tokens. */
#include <stdlib.h>
#include <string.h>

#include "extract_int.h"
#include "facts.h"

socvet_doc *socvet_doc_new(void)
{
    socvet_doc *d = calloc(1, sizeof *d);

    if (!d)
        return NULL;
    d->arena = base_arena_new(0);
    base_buf_init(&d->text, UINT32_MAX / 2);
    if (!d->arena) {
        free(d);
        return NULL;
    }
    return d;
}

void socvet_doc_free(socvet_doc *d)
{
    if (d) {
        base_arena_free(d->arena);
        base_buf_clear(&d->text);
        free(d);
    }
}

void socvet_doc_reset(socvet_doc *d)
{
    base_arena *a = d->arena;
    base_buf text = d->text;

    base_arena_reset(a);
    base_buf_reset(&text);
    *d = (socvet_doc){.arena = a, .text = text};
}

socvet_str socvet_doc_text(const socvet_doc *d)
{
    return base_buf_str(&d->text);
}

const socvet_block *socvet_doc_blocks(const socvet_doc *d, size_t *count)
{
    *count = d->n_blocks;
    return d->blocks;
}

const socvet_notice *socvet_doc_notices(const socvet_doc *d, size_t *count)
{
    *count = d->n_notices;
    return d->notices;
}

const socvet_doc_part *socvet_doc_parts(const socvet_doc *d, size_t *count)
{
    *count = d->n_parts;
    return d->parts;
}

size_t socvet_doc_block_at(const socvet_doc *d, uint32_t at)
{
    size_t low = 0, high = d->n_blocks;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->blocks[mid].span.from <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low ? low - 1 : SIZE_MAX;
}

void socvet_doc_line_at(const socvet_doc *d, uint32_t at, uint32_t *line, uint32_t *column)
{
    socvet_str t = base_buf_str(&d->text);
    size_t start = 0;

    *line = 1;
    if (at > t.len)
        at = (uint32_t)t.len;
    for (const char *p; start < at && (p = memchr(t.ptr + start, '\n', at - start)) != NULL;) {
        ++*line;
        start = (size_t)(p + 1 - t.ptr);
    }
    *column = 1;
    for (size_t i = start; i < at; i++)
        *column += ((unsigned char)t.ptr[i] & 0xC0) != 0x80;
}

socvet_status extract_doc_tokens(socvet_doc *d, const base_token **tokens, size_t *count,
                                 socvet_err *err)
{
    if (!d->tokenised) {
        socvet_str t = base_buf_str(&d->text);
        socvet_status s = base_tokenise(d->arena, t, 0, (uint32_t)t.len, &d->tokens, &d->n_tokens,
                                        err);
        if (s)
            return s;
        d->tokenised = true;
    }
    *tokens = d->tokens;
    *count = d->n_tokens;
    return SOCVET_OK;
}

base_arena *socvet_doc_arena(socvet_doc *d)
{
    return d->arena;
}

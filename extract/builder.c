/* builder.c: what readers call: blocks, cells, notices; white space collapsed, limits counted. */
#include <string.h>

#include "../base/utf8.h"
#include "build.h"

enum { MOST_BLOCKS = 1000000 };
#define INFLATE_BUDGET (UINT64_C(512) << 20)
#define STEP_BUDGET UINT64_C(200000000)

bool extract_build_ok(const extract_builder *b)
{
    return !b->failed && !b->limited && !b->doc->text.failed;
}

bool extract_step(extract_builder *b, uint64_t steps)
{
    b->steps += steps;
    if (b->steps > STEP_BUDGET)
        b->limited = true;
    return extract_build_ok(b);
}

bool extract_inflated(extract_builder *b, uint64_t bytes)
{
    b->inflated += bytes;
    if (b->inflated > INFLATE_BUDGET)
        b->limited = true;
    return extract_build_ok(b);
}

base_arena *extract_arena(extract_builder *b)
{
    return b->doc->arena;
}

const socvet_read_opts *extract_opts(const extract_builder *b)
{
    return b->opts;
}

void extract_region(extract_builder *b, socvet_region region)
{
    extract_end(b);
    b->next.region = (uint8_t)region;
}

void extract_page(extract_builder *b, uint32_t page)
{
    b->next.page = page;
}

void extract_source(extract_builder *b, uint32_t line, uint32_t column)
{
    b->next.source_line = line;
    b->next.source_column = column;
}

void extract_flags(extract_builder *b, unsigned flags)
{
    b->next.flags |= (uint8_t)flags;
}

void extract_sticky_flags(extract_builder *b, unsigned flags)
{
    extract_end(b);
    b->sticky_flags = (uint8_t)flags;
}

socvet_str extract_text_so_far(extract_builder *b)
{
    extract_end(b);
    const base_buf *t = &b->doc->text;
    size_t from = b->doc->n_blocks > b->first_block ? b->doc->blocks[b->first_block].span.from : t->len;
    return (socvet_str){t->ptr ? t->ptr + from : NULL, t->len - from};
}

void extract_begin(extract_builder *b, socvet_block_kind kind, int level)
{
    extract_end(b);
    b->next.kind = (uint8_t)kind;
    b->next.level = (uint8_t)(level < 0 ? 0 : level > 9 ? 9 : level);
    b->next.flags = b->sticky_flags;
    b->next.table = 0;
    b->next.row = b->next.column = b->next.row_span = b->next.column_span = 0;
    b->open = true;
    b->pending_space = false;
    b->block_from = UINT32_MAX;
}

/* What stands between the block written last and the one that is to come. */
static const char *separator(const extract_builder *b)
{
    if (b->doc->text.len == 0)
        return "";
    if (b->last_kind < 0)
        return "\n\n";
    if (b->next.kind == SOCVET_BLOCK_CELL && b->last_kind == SOCVET_BLOCK_CELL &&
        b->next.table == b->last_table)
        return b->next.row == b->last_row ? "\t" : "\n";
    if (b->next.kind == SOCVET_BLOCK_LIST_ITEM && b->last_kind == SOCVET_BLOCK_LIST_ITEM)
        return "\n";
    return "\n\n";
}

static void add_run(extract_builder *b, const char *p, size_t n)
{
    base_buf *t = &b->doc->text;

    if (t->len + n > b->max_text) {
        b->limited = true;
        return;
    }
    if (b->block_from == UINT32_MAX) {
        base_buf_add_z(t, separator(b));
        b->block_from = (uint32_t)t->len;
        b->pending_space = false;
    } else if (b->pending_space) {
        base_buf_add(t, SOCVET_STR(" "));
        b->pending_space = false;
    }
    base_buf_add(t, (socvet_str){p, n});
}

/* Cuts blanks off the end of what the open block holds. */
static void trim_tail(extract_builder *b)
{
    base_buf *t = &b->doc->text;

    while (t->len > b->block_from && (t->ptr[t->len - 1] == ' ' || t->ptr[t->len - 1] == '\n'))
        t->len--;
    t->ptr[t->len] = '\0';
}

static void line_break(extract_builder *b)
{
    base_buf *t = &b->doc->text;

    b->pending_space = false;
    if (b->block_from != UINT32_MAX && t->len > b->block_from && t->ptr[t->len - 1] != '\n')
        base_buf_add(t, SOCVET_STR("\n"));
}

/* Length of a character that is dropped (soft hyphen, zero width, BOM) or that is a space. */
static unsigned special(socvet_str s, size_t i, bool *space)
{
    unsigned size;
    uint32_t cp = base_utf8_at(s, i, &size);

    *space = base_cp_is_space(cp) && cp != 0x200B && cp != 0xFEFF;
    if (*space || cp == 0xAD || cp == 0x200B || cp == 0xFEFF || cp == 0x200C || cp == 0x200D ||
        cp == 0x2060 || cp == 0x200E || cp == 0x200F)
        return size;
    return 0;
}

void extract_text(extract_builder *b, socvet_str s)
{
    size_t run = 0;

    if (!s.len || !extract_build_ok(b))
        return;
    if (!b->open)
        extract_begin(b, SOCVET_BLOCK_PARAGRAPH, 0);
    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool space = c <= ' ' || c == 0x7F;
        unsigned size = 1;
        if (!space && c < 0x80) {
            i++;
            continue;
        }
        if (!space && !(size = special(s, i, &space))) {
            unsigned n;
            if (base_utf8_at(s, i, &n) != 0xFFFD || n > 1) {
                i += n;
                continue;
            }
            size = 1; /* no part of UTF-8, whatever made it: it goes */
        }
        if (i > run)
            add_run(b, s.ptr + run, i - run);
        if (c == '\n')
            line_break(b);
        else if (space && b->block_from != UINT32_MAX &&
                 b->doc->text.ptr[b->doc->text.len - 1] != '\n')
            b->pending_space = true;
        i += size;
        run = i;
    }
    if (s.len > run)
        add_run(b, s.ptr + run, s.len - run);
}

socvet_str extract_open_text(const extract_builder *b)
{
    const base_buf *t = &b->doc->text;

    if (!b->open || b->block_from == UINT32_MAX || b->block_from > t->len)
        return (socvet_str){NULL, 0};
    return (socvet_str){t->ptr + b->block_from, t->len - b->block_from};
}

void extract_end(extract_builder *b)
{
    socvet_doc *d = b->doc;
    void *p = d->blocks;

    if (!b->open)
        return;
    b->open = false;
    if (b->block_from == UINT32_MAX || !extract_build_ok(b))
        return;
    trim_tail(b);
    if (d->n_blocks - b->first_block >= MOST_BLOCKS) {
        b->limited = true;
        return;
    }
    if (!base_arena_grow(d->arena, &p, &d->cap_blocks, d->n_blocks, sizeof *d->blocks)) {
        b->failed = true;
        return;
    }
    d->blocks = p;
    b->next.span = (socvet_span){b->block_from, (uint32_t)d->text.len};
    b->next.paragraph = ++b->paragraph;
    b->next.document = (uint8_t)d->n_parts;
    d->blocks[d->n_blocks++] = b->next;
    b->last_kind = b->next.kind;
    b->last_row = b->next.row;
    b->last_table = b->next.table;
    b->next.source_line = b->next.source_column = 0;
}

void extract_table_begin(extract_builder *b)
{
    extract_end(b);
    b->n_tables++;
    b->in_table = true;
}

void extract_cell(extract_builder *b, unsigned row, unsigned column, unsigned row_span,
                  unsigned column_span, bool header)
{
    extract_begin(b, SOCVET_BLOCK_CELL, 0);
    b->next.table = b->n_tables;
    b->next.row = (uint16_t)(row > UINT16_MAX ? UINT16_MAX : row);
    b->next.column = (uint16_t)(column > UINT16_MAX ? UINT16_MAX : column);
    b->next.row_span = (uint16_t)(row_span > UINT16_MAX ? UINT16_MAX : row_span ? row_span : 1);
    b->next.column_span =
        (uint16_t)(column_span > UINT16_MAX ? UINT16_MAX : column_span ? column_span : 1);
    if (header)
        b->next.flags |= SOCVET_CELL_HEADER;
}

void extract_table_end(extract_builder *b)
{
    extract_end(b);
    b->in_table = false;
}

void extract_notice(extract_builder *b, socvet_notice_kind kind, socvet_str text)
{
    socvet_doc *d = b->doc;
    void *p = d->notices;
    char *copy = base_arena_dup(d->arena, text);

    if (!copy || !base_arena_grow(d->arena, &p, &d->cap_notices, d->n_notices, sizeof *d->notices)) {
        b->failed = true;
        return;
    }
    d->notices = p;
    d->notices[d->n_notices++] = (socvet_notice){
        .kind = (uint8_t)kind,
        .document = (uint8_t)d->n_parts,
        .block = d->n_blocks ? (uint32_t)(d->n_blocks - 1) : 0,
        .text = {copy, text.len},
    };
}

void extract_sent_date(extract_builder *b, int32_t days)
{
    socvet_doc *d = b->doc;

    if (d->parts && d->n_parts < d->cap_parts && d->parts[d->n_parts].sent_date == INT32_MIN)
        d->parts[d->n_parts].sent_date = days;
}

/* doc.c: the document (one text, blocks, notices, parts) and the builder that readers call. */
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "build.h"
#include "facts.h"

enum {
    DEFAULT_MAX_BYTES = 64 * 1024 * 1024,
    DEFAULT_MAX_TEXT = 32 * 1024 * 1024,
    MOST_BLOCKS = 1000000,
    MOST_DEPTH = 4, /* of documents inside documents */
    MOST_DOCUMENTS = 64
};
#define STEP_BUDGET UINT64_C(200000000)

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
}

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
    for (size_t i = 0; i < at; i++)
        if (t.ptr[i] == '\n') {
            ++*line;
            start = i + 1;
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

/* ---- builder ---- */

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

void extract_begin(extract_builder *b, socvet_block_kind kind, int level)
{
    extract_end(b);
    b->next.kind = (uint8_t)kind;
    b->next.level = (uint8_t)(level < 0 ? 0 : level > 9 ? 9 : level);
    b->next.flags = 0;
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
        if (!space && c < 0xC2) {
            i++;
            continue;
        }
        if (!space && !(size = special(s, i, &space))) {
            unsigned n;
            base_utf8_at(s, i, &n);
            i += n;
            continue;
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
    if (b->doc->parts && b->doc->n_parts < b->doc->cap_parts)
        b->doc->parts[b->doc->n_parts].sent_date = days;
}

/* ---- choosing a reader ---- */

static bool has_word(const char *list, socvet_str word)
{
    socvet_str rest = base_str_z(list), piece;

    while (base_str_split(&rest, ' ', &piece))
        if (base_str_eq_ci(piece, word))
            return true;
    return false;
}

static socvet_str extension_of(const char *name)
{
    const char *dot = name ? strrchr(name, '.') : NULL;

    return dot && !strchr(dot, '/') ? base_str_z(dot + 1) : (socvet_str){NULL, 0};
}

static const socvet_reader *choose(socvet_str bytes, const char *name, const char *format)
{
    const socvet_reader *best = NULL;
    socvet_str ext = extension_of(name);
    int score = 0;

    for (size_t i = 0; extract_readers[i]; i++) {
        const socvet_reader *r = extract_readers[i];
        if (format) {
            if (strcmp(format, r->name) == 0)
                return r;
            continue;
        }
        int s = r->sniff(bytes);
        if (s > 0 && ext.len && has_word(r->extensions, ext))
            s = s * 2 + 1;
        else
            s *= 2;
        if (s > score) {
            score = s;
            best = r;
        }
    }
    return best;
}

static socvet_status run_reader(extract_builder *b, const socvet_reader *r, socvet_str bytes,
                                socvet_err *err)
{
    socvet_status s = r->read(b, bytes, err);

    extract_end(b);
    if (s)
        return s;
    if (b->limited)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                         "more text, blocks or work than the limits allow");
    return extract_build_ok(b) ? SOCVET_OK : nomem(err);
}

socvet_status extract_nested(extract_builder *b, socvet_str bytes, const char *name,
                             const char *format, socvet_err *err)
{
    const socvet_reader *r = choose(bytes, name, format);

    if (!r)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET,
                         "no reader takes this part");
    if (b->depth >= MOST_DEPTH)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                         "documents nested deeper than %d", MOST_DEPTH);
    b->depth++;
    socvet_status s = run_reader(b, r, bytes, err);
    b->depth--;
    return s;
}

/* ---- adding a document ---- */

typedef struct {
    size_t text, blocks, notices;
} mark;

static void roll_back(socvet_doc *d, mark m)
{
    d->text.len = m.text;
    d->text.failed = false;
    d->n_blocks = m.blocks;
    d->n_notices = m.notices;
}

static bool has_text(const socvet_doc *d, mark m)
{
    return d->text.len > m.text;
}

static socvet_status prepare_part(socvet_doc *d, const char *name, socvet_str bytes, socvet_err *err)
{
    void *p = d->parts;

    if (d->n_parts >= MOST_DOCUMENTS)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                         "more than %d documents in one vacancy", MOST_DOCUMENTS);
    if (!base_arena_grow(d->arena, &p, &d->cap_parts, d->n_parts, sizeof *d->parts))
        return nomem(err);
    d->parts = p;
    socvet_str n = base_str_z(name ? name : "");
    socvet_doc_part *part = &d->parts[d->n_parts];
    *part = (socvet_doc_part){.sent_date = INT32_MIN};
    part->name = (socvet_str){base_arena_dup(d->arena, n), n.len};
    memcpy(part->sha256, base_sha256_of(bytes).hex, sizeof part->sha256);
    return part->name.ptr ? SOCVET_OK : nomem(err);
}

socvet_status socvet_doc_add(socvet_doc *d, socvet_str bytes, const socvet_read_opts *opts,
                             socvet_err *err)
{
    static const socvet_read_opts none;
    mark m = {d->text.len, d->n_blocks, d->n_notices};
    extract_builder b = {.doc = d, .last_kind = -1, .first_block = d->n_blocks};
    base_err_clear(err);
    b.opts = opts ? opts : &none;
    b.max_text = d->text.len + (b.opts->max_text ? b.opts->max_text : DEFAULT_MAX_TEXT);
    size_t max_bytes = b.opts->max_bytes ? b.opts->max_bytes : DEFAULT_MAX_BYTES;

    if (bytes.len > max_bytes)
        return base_fail(err, SOCVET_E_LIMIT, "extract", max_bytes,
                         "the document has %zu bytes, more than %zu", bytes.len, max_bytes);
    const socvet_reader *r = choose(bytes, b.opts->name, b.opts->format);
    if (!r && b.opts->format)
        return base_fail(err, SOCVET_E_USAGE, "extract", SOCVET_NO_OFFSET,
                         "no reader is called '%s'", b.opts->format);
    if (!r)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", 0,
                         "no reader takes these bytes: binary, or an unknown format");
    socvet_status s = prepare_part(d, b.opts->name, bytes, err);
    if (!s)
        s = run_reader(&b, r, bytes, err);
    if (!s && !has_text(d, m))
        s = base_fail(err, SOCVET_E_EMPTY, "extract", 0, "the document holds no text");
    if (s) {
        roll_back(d, m);
        return s;
    }
    socvet_doc_part *part = &d->parts[d->n_parts];
    part->format = base_str_z(r->name);
    part->span = (socvet_span){d->n_blocks > m.blocks ? d->blocks[m.blocks].span.from
                                                      : (uint32_t)m.text,
                               (uint32_t)d->text.len};
    d->n_parts++;
    d->tokenised = false;
    return SOCVET_OK;
}

socvet_status socvet_doc_add_file(socvet_doc *d, const char *path, const socvet_read_opts *opts,
                                  socvet_err *err)
{
    socvet_read_opts o = opts ? *opts : (socvet_read_opts){0};
    base_buf bytes;

    base_err_clear(err);
    socvet_status s = base_file_read(&bytes, path, o.max_bytes ? o.max_bytes : DEFAULT_MAX_BYTES,
                                     err);
    if (!s) {
        if (!o.name)
            o.name = path;
        s = socvet_doc_add(d, base_buf_str(&bytes), &o, err);
    }
    base_buf_clear(&bytes);
    return s;
}

const char *socvet_reader_name(size_t index, const char **description)
{
    for (size_t i = 0; extract_readers[i]; i++)
        if (i == index) {
            if (description)
                *description = extract_readers[i]->description;
            return extract_readers[i]->name;
        }
    return NULL;
}

/* Blocks over text that stays as it is: a line a block, bullets as list items. */
static socvet_status plain_blocks(socvet_doc *d, size_t from, socvet_err *err)
{
    socvet_str t = base_buf_str(&d->text);
    uint32_t line = 0;

    for (size_t at = from; at < t.len;) {
        const char *nl = memchr(t.ptr + at, '\n', t.len - at);
        size_t end = nl ? (size_t)(nl - t.ptr) : t.len;
        socvet_str s = base_str_trim((socvet_str){t.ptr + at, end - at});
        void *p = d->blocks;
        line++;
        if (s.len) {
            size_t bullet = base_str_starts(s, SOCVET_STR("- ")) || base_str_starts(s, SOCVET_STR("* ")) ? 2
                            : base_str_starts(s, SOCVET_STR("\xE2\x80\xA2"))                           ? 3
                            : base_str_starts(s, SOCVET_STR("\xC2\xB7"))                               ? 2
                                                                                                       : 0;
            socvet_str words = base_str_trim((socvet_str){s.ptr + bullet, s.len - bullet});
            if (!base_arena_grow(d->arena, &p, &d->cap_blocks, d->n_blocks, sizeof *d->blocks))
                return nomem(err);
            d->blocks = p;
            if (words.len) {
                uint32_t begin = (uint32_t)(words.ptr - t.ptr);
                d->blocks[d->n_blocks++] = (socvet_block){
                    .kind = bullet ? SOCVET_BLOCK_LIST_ITEM : SOCVET_BLOCK_PARAGRAPH,
                    .level = bullet != 0, .document = (uint8_t)d->n_parts,
                    .span = {begin, begin + (uint32_t)words.len},
                    .paragraph = (uint32_t)(d->n_blocks), .source_line = line, .source_column = 1};
            }
        }
        at = end + 1;
    }
    return SOCVET_OK;
}

socvet_status socvet_doc_add_plain(socvet_doc *d, socvet_str title, socvet_str text,
                                   socvet_err *err)
{
    mark m = {d->text.len, d->n_blocks, d->n_notices};
    socvet_str both = {NULL, 0};

    base_err_clear(err);
    if (text.len > DEFAULT_MAX_TEXT || title.len > DEFAULT_MAX_TEXT)
        return base_fail(err, SOCVET_E_LIMIT, "extract", DEFAULT_MAX_TEXT,
                         "title or text longer than %d bytes", DEFAULT_MAX_TEXT);
    if (base_utf8_check(title) != title.len || base_utf8_check(text) != text.len)
        return base_fail(err, SOCVET_E_FORMAT, "extract", 0, "the text is not UTF-8");
    base_buf_add(&d->text, title);
    if (title.len)
        base_buf_add(&d->text, SOCVET_STR("\n\n"));
    base_buf_add(&d->text, text);
    both = (socvet_str){d->text.ptr + m.text, d->text.len - m.text};
    socvet_status s = d->text.failed ? nomem(err) : prepare_part(d, "", both, err);
    if (!s && base_str_trim(both).len == 0)
        s = base_fail(err, SOCVET_E_EMPTY, "extract", 0, "title and text are empty");
    if (!s)
        s = plain_blocks(d, m.text, err);
    if (s) {
        roll_back(d, m);
        return s;
    }
    if (title.len && d->n_blocks > m.blocks) {
        d->blocks[m.blocks].kind = SOCVET_BLOCK_HEADING;
        d->blocks[m.blocks].level = 1;
        d->given_title = d->blocks[m.blocks].span;
    }
    d->parts[d->n_parts].format = SOCVET_STR("plain");
    d->parts[d->n_parts].span = (socvet_span){(uint32_t)m.text, (uint32_t)d->text.len};
    d->n_parts++;
    d->tokenised = false;
    return SOCVET_OK;
}

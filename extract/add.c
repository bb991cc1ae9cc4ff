/* add.c: a document is chosen a reader, read (perhaps in a process of its own) and added. */
#include <string.h>

#include "../base/file.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "build.h"
#include "isolate.h"
#include "lines.h"

enum {
    DEFAULT_MAX_BYTES = 64 * 1024 * 1024,
    DEFAULT_MAX_TEXT = 32 * 1024 * 1024,
    MOST_DEPTH = 4, /* of documents inside documents */
    MOST_DOCUMENTS = 64
};

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
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

socvet_status extract_run_reader(extract_builder *b, const socvet_reader *r, socvet_str bytes,
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
    socvet_status s = extract_run_reader(b, r, bytes, err);
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
    if (d->text.ptr)
        d->text.ptr[m.text] = '\0';
}

static bool has_text(const socvet_doc *d, mark m)
{
    return d->text.len > m.text;
}

static socvet_status prepare_part(socvet_doc *d, const char *name, socvet_err *err)
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
    return part->name.ptr ? SOCVET_OK : nomem(err);
}

static void finish_part(socvet_doc *d, mark m, socvet_str format)
{
    socvet_doc_part *part = &d->parts[d->n_parts];

    part->format = format;
    part->span = (socvet_span){d->n_blocks > m.blocks ? d->blocks[m.blocks].span.from
                                                      : (uint32_t)m.text,
                               (uint32_t)d->text.len};
    d->n_parts++;
    d->tokenised = false;
}

socvet_status extract_add_with(socvet_doc *d, const socvet_reader *r, socvet_str bytes,
                               const socvet_read_opts *opts, socvet_err *err)
{
    static const socvet_read_opts none;
    mark m = {d->text.len, d->n_blocks, d->n_notices};
    extract_builder b = {.doc = d, .last_kind = -1, .first_block = d->n_blocks};

    b.opts = opts ? opts : &none;
    b.max_text = d->text.len + (b.opts->max_text ? b.opts->max_text : DEFAULT_MAX_TEXT);
    socvet_status s = prepare_part(d, b.opts->name, err);
    if (!s && b.opts->isolate && r->risky) {
        s = isolate_read(&b, r, bytes, err);
        d->parts[d->n_parts].isolated = true;
    } else if (!s) {
        s = extract_run_reader(&b, r, bytes, err);
    }
    if (!s && !has_text(d, m))
        s = base_fail(err, SOCVET_E_EMPTY, "extract", 0, "the document holds no text");
    if (s) {
        roll_back(d, m);
        return s;
    }
    finish_part(d, m, base_str_z(r->name));
    return SOCVET_OK;
}

socvet_status socvet_doc_add(socvet_doc *d, socvet_str bytes, const socvet_read_opts *opts,
                             socvet_err *err)
{
    size_t max_bytes = opts && opts->max_bytes ? opts->max_bytes : DEFAULT_MAX_BYTES;
    const char *format = opts ? opts->format : NULL;

    base_err_clear(err);
    if (bytes.len > max_bytes)
        return base_fail(err, SOCVET_E_LIMIT, "extract", max_bytes,
                         "the document has %zu bytes, more than %zu", bytes.len, max_bytes);
    if (!bytes.len)
        return base_fail(err, SOCVET_E_EMPTY, "extract", 0, "the document has no bytes");
    const socvet_reader *r = choose(bytes, opts ? opts->name : NULL, format);
    if (!r && format)
        return base_fail(err, SOCVET_E_USAGE, "extract", SOCVET_NO_OFFSET,
                         "no reader is called '%s'", format);
    if (!r)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", 0,
                         "no reader takes these bytes: binary, or an unknown format");
    socvet_status s = extract_add_with(d, r, bytes, opts, err);
    if (!s)
        memcpy(d->parts[d->n_parts - 1].sha256, base_sha256_of(bytes).hex, sizeof d->parts->sha256);
    return s;
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

/* ---- the line protocol ---- */

static bool add_block(socvet_doc *d, size_t base, const lines_block *l, uint32_t paragraph)
{
    void *p = d->blocks;

    if (!base_arena_grow(d->arena, &p, &d->cap_blocks, d->n_blocks, sizeof *d->blocks))
        return false;
    d->blocks = p;
    d->blocks[d->n_blocks++] = (socvet_block){
        .kind = (uint8_t)l->kind,
        .level = (uint8_t)l->level,
        .document = (uint8_t)d->n_parts,
        .span = {(uint32_t)(base + l->from), (uint32_t)(base + l->to)},
        .paragraph = paragraph,
        .source_line = l->line,
        .source_column = l->column,
    };
    return true;
}

/* Blocks over text that stays as it came: offsets into it are the caller's own. */
static socvet_status add_blocks(socvet_doc *d, socvet_str title, socvet_str text, socvet_err *err)
{
    size_t base = d->text.len - text.len;
    uint32_t paragraph = 0;
    lines_scan scan;
    lines_block l;

    if (title.len) {
        size_t at = base - 2 - title.len;
        socvet_str t = base_str_trim((socvet_str){d->text.ptr + at, title.len});
        l = (lines_block){.to = t.len, .line = 1, .column = 1, .kind = SOCVET_BLOCK_HEADING, .level = 1};
        if (t.len && !add_block(d, (size_t)(t.ptr - d->text.ptr), &l, ++paragraph))
            return nomem(err);
        if (!d->given_title.to)
            d->given_title = (socvet_span){(uint32_t)at, (uint32_t)(at + title.len)};
    }
    lines_init(&scan, (socvet_str){text.len ? d->text.ptr + base : "", text.len});
    scan.first = title.len == 0;
    if (title.len)
        scan.line = 3;
    while (lines_next(&scan, &l))
        if (!add_block(d, base, &l, ++paragraph))
            return nomem(err);
    if (paragraph == 0)
        return base_fail(err, SOCVET_E_EMPTY, "extract", 0, "the document holds no text");
    return SOCVET_OK;
}

socvet_status socvet_doc_add_plain(socvet_doc *d, socvet_str title, socvet_str text,
                                   socvet_err *err)
{
    mark m = {d->text.len, d->n_blocks, d->n_notices};
    socvet_span given = d->given_title;

    base_err_clear(err);
    if (title.len > DEFAULT_MAX_TEXT || text.len > DEFAULT_MAX_TEXT)
        return base_fail(err, SOCVET_E_LIMIT, "extract", DEFAULT_MAX_TEXT,
                         "the text has %zu bytes, more than %d", text.len, DEFAULT_MAX_TEXT);
    if (base_utf8_check(title) != title.len || base_utf8_check(text) != text.len)
        return base_fail(err, SOCVET_E_FORMAT, "extract", base_utf8_check(text), "not UTF-8");
    socvet_status s = prepare_part(d, NULL, err);
    if (s)
        return s;
    if (m.text)
        base_buf_add(&d->text, SOCVET_STR("\n\n"));
    size_t from = d->text.len;
    if (title.len) {
        base_buf_add(&d->text, title);
        base_buf_add(&d->text, SOCVET_STR("\n\n"));
    }
    base_buf_add(&d->text, text);
    if (d->text.failed)
        s = nomem(err);
    else
        s = add_blocks(d, title, text, err);
    if (s) {
        roll_back(d, m);
        d->given_title = given;
        return s;
    }
    finish_part(d, m, SOCVET_STR("plain"));
    socvet_doc_part *part = &d->parts[d->n_parts - 1];
    part->span.from = (uint32_t)from;
    memcpy(part->sha256, base_sha256_of(base_str_cut(base_buf_str(&d->text), part->span)).hex,
           sizeof part->sha256);
    return SOCVET_OK;
}

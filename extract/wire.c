/* wire.c: the message of wire.h: "SVWIRE1\n", status, error, part, text, blocks, notices, hash;
 * numbers are little-endian. */
#include "wire.h"

#include <string.h>

#include "../base/hash.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "build.h"

static const char magic[] = "SVWIRE1\n";
enum { MAGIC = sizeof magic - 1, BLOCK_BYTES = 6 + 7 * 4 + 4 * 2, HASH_BYTES = 8 };

static void put(base_buf *out, uint64_t v, int bytes)
{
    char raw[8];

    for (int i = 0; i < bytes; i++)
        raw[i] = (char)(unsigned char)(v >> (8 * i));
    base_buf_add(out, (socvet_str){raw, (size_t)bytes});
}

static void put_str(base_buf *out, socvet_str s)
{
    put(out, s.len, 4);
    base_buf_add(out, s);
}

static void put_block(base_buf *out, const socvet_block *k)
{
    put(out, k->kind, 1);
    put(out, k->region, 1);
    put(out, k->level, 1);
    put(out, k->section, 1);
    put(out, k->flags, 1);
    put(out, 0, 1);
    put(out, k->span.from, 4);
    put(out, k->span.to, 4);
    put(out, k->page, 4);
    put(out, k->paragraph, 4);
    put(out, k->source_line, 4);
    put(out, k->source_column, 4);
    put(out, k->table, 4);
    put(out, k->row, 2);
    put(out, k->column, 2);
    put(out, k->row_span, 2);
    put(out, k->column_span, 2);
}

void wire_write(base_buf *out, const socvet_doc *doc, socvet_status status, const socvet_err *err)
{
    static const socvet_doc nothing;
    size_t start = out->len;

    if (!doc || status)
        doc = &nothing;
    base_buf_add_z(out, magic);
    put(out, (uint64_t)status, 4);
    put(out, err && status ? err->offset : SOCVET_NO_OFFSET, 8);
    put_str(out, base_str_z(err && status ? err->text : ""));
    put(out, (uint32_t)(doc->n_parts ? doc->parts[0].sent_date : INT32_MIN), 4);
    put_str(out, socvet_doc_text(doc));
    put(out, doc->n_blocks, 4);
    for (size_t i = 0; i < doc->n_blocks; i++)
        put_block(out, &doc->blocks[i]);
    put(out, doc->n_notices, 4);
    for (size_t i = 0; i < doc->n_notices; i++) {
        put(out, doc->notices[i].kind, 1);
        put(out, doc->notices[i].block, 4);
        put_str(out, doc->notices[i].text);
    }
    if (!out->failed)
        put(out, base_hash64((socvet_str){out->ptr + start, out->len - start}), HASH_BYTES);
}

typedef struct {
    socvet_str s;
    bool bad;
} source;

static uint64_t get(source *in, unsigned bytes)
{
    uint64_t v = 0;

    if (in->bad || in->s.len < bytes) {
        in->bad = true;
        return 0;
    }
    for (unsigned i = 0; i < bytes; i++)
        v |= (uint64_t)(unsigned char)in->s.ptr[i] << (8 * i);
    in->s.ptr += bytes;
    in->s.len -= bytes;
    return v;
}

static socvet_str get_str(source *in)
{
    size_t n = (size_t)get(in, 4);
    socvet_str s = {in->s.ptr, n};

    if (in->bad || n > in->s.len) {
        in->bad = true;
        return (socvet_str){NULL, 0};
    }
    in->s.ptr += n;
    in->s.len -= n;
    if (base_utf8_check(s) != n)
        in->bad = true;
    return s;
}

static bool edge(socvet_str t, uint32_t at)
{
    return at <= t.len && (at == t.len || ((unsigned char)t.ptr[at] & 0xC0) != 0x80);
}

/* One block, its places checked against the text and the block before. */
static bool get_block(source *in, socvet_str text, uint32_t *floor, socvet_block *k)
{
    *k = (socvet_block){0};
    k->kind = (uint8_t)get(in, 1);
    k->region = (uint8_t)get(in, 1);
    k->level = (uint8_t)get(in, 1);
    k->section = (uint8_t)get(in, 1);
    k->flags = (uint8_t)get(in, 1);
    get(in, 1);
    k->span.from = (uint32_t)get(in, 4);
    k->span.to = (uint32_t)get(in, 4);
    k->page = (uint32_t)get(in, 4);
    k->paragraph = (uint32_t)get(in, 4);
    k->source_line = (uint32_t)get(in, 4);
    k->source_column = (uint32_t)get(in, 4);
    k->table = (uint32_t)get(in, 4);
    k->row = (uint16_t)get(in, 2);
    k->column = (uint16_t)get(in, 2);
    k->row_span = (uint16_t)get(in, 2);
    k->column_span = (uint16_t)get(in, 2);
    if (in->bad || k->kind > SOCVET_BLOCK_CELL || k->region > SOCVET_REGION_CHROME ||
        k->level > 9 || k->section > SOCVET_SECTION_EQUALITY || k->span.from < *floor ||
        k->span.to < k->span.from || !edge(text, k->span.from) || !edge(text, k->span.to))
        return false;
    *floor = k->span.to;
    return true;
}

/* Puts the text behind what the document holds; says where it begins. */
static bool take_text(extract_builder *b, socvet_str text, uint32_t *shift)
{
    base_buf *t = &b->doc->text;

    extract_end(b);
    if (t->len + text.len + 2 > b->max_text + 2) {
        b->limited = true;
        return false;
    }
    if (t->len && text.len)
        base_buf_add(t, SOCVET_STR("\n\n"));
    *shift = (uint32_t)t->len;
    base_buf_add(t, text);
    return !t->failed;
}

static bool keep_block(extract_builder *b, socvet_block k, uint32_t shift, uint32_t tables)
{
    socvet_doc *d = b->doc;
    void *p = d->blocks;

    if (!base_arena_grow(d->arena, &p, &d->cap_blocks, d->n_blocks, sizeof *d->blocks)) {
        b->failed = true;
        return false;
    }
    d->blocks = p;
    k.span.from += shift;
    k.span.to += shift;
    k.paragraph = ++b->paragraph;
    k.document = (uint8_t)d->n_parts;
    if (k.table) {
        k.table += tables;
        b->n_tables = k.table > b->n_tables ? k.table : b->n_tables;
    }
    d->blocks[d->n_blocks++] = k;
    b->last_kind = SOCVET_BLOCK_PARAGRAPH;
    return true;
}

static bool take_notices(extract_builder *b, source *in, size_t first_block)
{
    size_t n = (size_t)get(in, 4);

    for (size_t i = 0; i < n && !in->bad && extract_build_ok(b); i++) {
        unsigned kind = (unsigned)get(in, 1);
        size_t block = (size_t)get(in, 4) + first_block;
        socvet_str text = get_str(in);
        if (in->bad || kind > SOCVET_NOTICE_ATTACHMENT)
            return false;
        extract_notice(b, (socvet_notice_kind)kind, text);
        if (extract_build_ok(b) && block < b->doc->n_blocks)
            b->doc->notices[b->doc->n_notices - 1].block = (uint32_t)block;
    }
    return !in->bad;
}

static socvet_status broken(socvet_err *err)
{
    return base_fail(err, SOCVET_E_CRASH, "extract", SOCVET_NO_OFFSET,
                     "the isolated reader ended before its answer was whole");
}

static bool opens_well(source *in)
{
    socvet_str m = in->s;

    if (m.len < MAGIC + HASH_BYTES || memcmp(m.ptr, magic, MAGIC) != 0)
        return false;
    source tail = {{m.ptr + m.len - HASH_BYTES, HASH_BYTES}, false};
    in->s = (socvet_str){m.ptr + MAGIC, m.len - MAGIC - HASH_BYTES};
    return get(&tail, HASH_BYTES) == base_hash64((socvet_str){m.ptr, m.len - HASH_BYTES});
}

socvet_status wire_read(extract_builder *b, socvet_str message, socvet_err *err)
{
    source in = {message, false};
    uint32_t shift = 0, floor = 0, tables = b->n_tables;
    size_t first = b->doc->n_blocks;

    if (!opens_well(&in))
        return broken(err);
    uint64_t status = get(&in, 4), offset = get(&in, 8);
    socvet_str said = get_str(&in);
    int32_t date = (int32_t)(uint32_t)get(&in, 4);
    socvet_str text = get_str(&in);
    if (in.bad || status > SOCVET_E_USAGE)
        return broken(err);
    if (status)
        return base_fail(err, (socvet_status)status, "extract", offset, "%.*s", SOCVET_ARG(said));
    size_t n = (size_t)get(&in, 4);
    if (in.bad || n > in.s.len / BLOCK_BYTES)
        return broken(err);
    if (!take_text(b, text, &shift))
        return SOCVET_OK; /* the builder remembers what stopped it */
    for (size_t i = 0; i < n; i++) {
        socvet_block k;
        if (!get_block(&in, text, &floor, &k))
            return broken(err);
        if (!keep_block(b, k, shift, tables))
            return SOCVET_OK;
    }
    if (!take_notices(b, &in, first) || in.s.len)
        return broken(err);
    if (date != INT32_MIN)
        extract_sent_date(b, date);
    return SOCVET_OK;
}

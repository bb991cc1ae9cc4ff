/* pack_zip.c: a pack as a ZIP whose files are stored as they are (PKWARE APPNOTE 4.3): the same files
 * and day give the same bytes. The reader takes what the writer made, and says so of anything else. */
#include "../base/date.h"
#include "../base/err.h"
#include "evidence_int.h"

enum { LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, MOST_FILES = 4096, UTF8_NAMES = 0x0800 };

static void crc_table(uint32_t *t)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        t[i] = c;
    }
}

static uint32_t crc_of(const uint32_t *t, socvet_str s)
{
    uint32_t c = 0xFFFFFFFFu;

    for (size_t i = 0; i < s.len; i++)
        c = t[(c ^ (unsigned char)s.ptr[i]) & 0xFF] ^ (c >> 8);
    return c ^ 0xFFFFFFFFu;
}

static void put(base_buf *b, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        base_buf_add_char(b, (char)(v >> (8 * i) & 0xFF));
}

/* MS-DOS date: years since 1980; noon would be a lie, so midnight. */
static uint32_t dos_date(int32_t day)
{
    int y, m, d;

    base_date_to_ymd(day, &y, &m, &d);
    if (y < 1980 || y > 2107)
        return 0x21; /* 1 January 1980 */
    return (uint32_t)((y - 1980) << 9 | m << 5 | d);
}

/* The members both headers share, from "version needed" to "name length". */
static void put_common(base_buf *b, const socvet_pack_file *f, uint32_t crc, int32_t day)
{
    put(b, 20, 2);
    put(b, UTF8_NAMES, 2);
    put(b, 0, 2); /* stored */
    put(b, 0, 2);
    put(b, dos_date(day), 2);
    put(b, crc, 4);
    put(b, (uint32_t)f->bytes.len, 4);
    put(b, (uint32_t)f->bytes.len, 4);
    put(b, (uint32_t)f->path.len, 2);
    put(b, 0, 2);
}

static socvet_status too_large(socvet_err *err)
{
    return base_fail(err, SOCVET_E_LIMIT, "report", SOCVET_NO_OFFSET, "the pack is too large for a zip: write a folder");
}

socvet_status socvet_pack_zip(const socvet_pack *p, int32_t day, socvet_sink sink, void *user, socvet_err *err)
{
    uint32_t table[256], offset = 0;
    uint64_t whole = 0;
    base_buf head, central;
    socvet_status s = SOCVET_OK;

    for (size_t i = 0; i < p->n; i++)
        whole += p->files[i].bytes.len + 2 * p->files[i].path.len + 128;
    if (whole > UINT32_MAX || p->n > MOST_FILES)
        return too_large(err);
    crc_table(table);
    base_buf_init(&head, 0);
    base_buf_init(&central, 0);
    for (size_t i = 0; i < p->n && !s; i++) {
        const socvet_pack_file *f = &p->files[i];
        uint32_t crc = crc_of(table, f->bytes);
        put(&head, LOCAL, 4);
        put_common(&head, f, crc, day);
        base_buf_add(&head, f->path);
        put(&central, CENTRAL, 4);
        put(&central, 3 << 8 | 20, 2); /* made on Unix */
        put_common(&central, f, crc, day);
        put(&central, 0, 2);
        put(&central, 0, 2);
        put(&central, 0, 2);
        put(&central, 0644u << 16 | 0x80000000u, 4);
        put(&central, offset, 4);
        base_buf_add(&central, f->path);
        offset += (uint32_t)(head.len + f->bytes.len);
        s = report_flush(&head, sink, user, err);
        base_buf_init(&head, 0);
        if (!s && f->bytes.len && !sink(f->bytes, user))
            s = base_fail(err, SOCVET_E_IO, "report", SOCVET_NO_OFFSET, "the pack could not be written");
    }
    uint32_t size = (uint32_t)central.len;
    put(&central, END, 4);
    put(&central, 0, 4);
    put(&central, (uint32_t)p->n, 2);
    put(&central, (uint32_t)p->n, 2);
    put(&central, size, 4);
    put(&central, offset, 4);
    put(&central, 0, 2);
    base_buf_clear(&head);
    if (!s)
        return report_flush(&central, sink, user, err);
    base_buf_clear(&central);
    return s;
}

static uint32_t get(socvet_str z, size_t at, int bytes)
{
    uint32_t v = 0;

    for (int i = 0; i < bytes; i++)
        v |= (uint32_t)(unsigned char)z.ptr[at + (size_t)i] << (8 * i);
    return v;
}

static socvet_status broken(socvet_err *err, size_t at)
{
    return base_fail(err, SOCVET_E_FORMAT, "report", at, "no evidence pack: the zip is damaged");
}

/* The file whose central record stands at *at; moves *at on. */
static socvet_status read_member(socvet_pack_file *f, socvet_str z, size_t *at, socvet_err *err)
{
    if (*at + 46 > z.len || get(z, *at, 4) != CENTRAL)
        return broken(err, *at);
    size_t name = get(z, *at + 28, 2), extra = get(z, *at + 30, 2), comment = get(z, *at + 32, 2), local = get(z, *at + 42, 4);
    size_t size = get(z, *at + 24, 4);
    if (*at + 46 + name + extra + comment > z.len || local + 30 > z.len || get(z, local, 4) != LOCAL)
        return broken(err, *at);
    if (get(z, *at + 10, 2) != 0)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "report", *at,
                         "the zip was packed again by another program: unpack it and verify the folder");
    size_t from = local + 30 + get(z, local + 26, 2) + get(z, local + 28, 2);
    if (from > z.len || size > z.len - from)
        return broken(err, local);
    f->path = (socvet_str){z.ptr + *at + 46, name};
    f->bytes = (socvet_str){z.ptr + from, size};
    *at += 46 + name + extra + comment;
    return SOCVET_OK;
}

socvet_status socvet_pack_unzip(socvet_pack **out, socvet_str z, socvet_err *err)
{
    size_t end = z.len;
    socvet_pack_file *files = NULL;

    base_err_clear(err);
    *out = NULL;
    /* the end record, which a comment may follow */
    for (size_t i = 22; i <= z.len && i <= 22 + 65535 && end == z.len; i++)
        if (get(z, z.len - i, 4) == END)
            end = z.len - i;
    if (end == z.len)
        return broken(err, 0);
    size_t n = get(z, end + 10, 2), at = get(z, end + 16, 4);
    if (n > MOST_FILES)
        return base_fail(err, SOCVET_E_LIMIT, "report", end, "more than %d files in the zip", MOST_FILES);
    socvet_status s = report_pack_new(out, n, &files, err);
    size_t whole = 0;
    for (size_t i = 0; i < n && !s; i++) {
        s = read_member(&files[i], z, &at, err);
        whole += files[i].bytes.len;
        if (!s && whole > z.len)
            s = broken(err, at); /* files that lie over one another */
    }
    if (s) {
        socvet_pack_free(*out);
        *out = NULL;
    }
    return s;
}

/* image.c: is this image one of ours, whole, and does every reference in it stay inside it? After
 * dict_image_check the look-ups need no checks. The image that the build embeds was checked by the
 * tool that made it; a user's is checked here on loading. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "../base/utf8.h"
#include "dict_int.h"

static socvet_status bad(socvet_err *err, uint64_t offset, const char *what)
{
    return base_fail(err, SOCVET_E_FORMAT, "soc_dict", offset, "dictionary image: %s", what);
}

size_t dict_item_size(dict_section s)
{
    static const size_t size[DICT_SECTIONS] = {
        [DICT_TEXT] = 1,
        [DICT_STRINGS] = sizeof(uint32_t),
        [DICT_EDITION] = sizeof(dict_edition),
        [DICT_UNIT] = sizeof(dict_unit),
        [DICT_UNIT4] = sizeof(uint16_t),
        [DICT_ROW] = sizeof(dict_row),
        [DICT_KEY] = sizeof(dict_key),
        [DICT_DEEP] = sizeof(dict_key),
        [DICT_KEY_ROW] = sizeof(uint32_t),
        [DICT_WALK] = sizeof(dict_walk),
        [DICT_FORMS] = sizeof(dict_form),
    };
    return size[s];
}

enum { HASHED_FROM = offsetof(dict_header, section), HASH_SHOWN = 12 };

/* "<label>:<hash>" into 64 bytes, zeros after; false when the label does not fit. */
static bool version_of(const socvet_dict *d, const char *sha, char out[64])
{
    socvet_str label = dict_string(d, dict_head(d)->label);

    memset(out, 0, 64);
    if (label.len + 1 + HASH_SHOWN > 63)
        return false;
    memcpy(out, label.ptr, label.len);
    out[label.len] = ':';
    memcpy(out + label.len + 1, sha, HASH_SHOWN);
    return true;
}

static socvet_status check_header(const socvet_dict *d, size_t len, socvet_err *err)
{
    const dict_header *h = dict_head(d);

    if (len < sizeof *h || memcmp(h->magic, DICT_MAGIC, sizeof h->magic) != 0)
        return bad(err, 0, "not a socvet dictionary");
    if (h->order != DICT_ORDER)
        return base_fail(err, SOCVET_E_STALE, "soc_dict", offsetof(dict_header, order),
                         "dictionary image: made on a machine of another byte order");
    if (h->schema != DICT_SCHEMA)
        return base_fail(err, SOCVET_E_STALE, "soc_dict", offsetof(dict_header, schema),
                         "dictionary image: schema %u, this program reads %d", h->schema,
                         DICT_SCHEMA);
    if (h->bytes != len)
        return bad(err, offsetof(dict_header, bytes), "cut short, or bytes after its end");
    base_sha256 sum =
        base_sha256_of((socvet_str){(const char *)d->image + HASHED_FROM, len - HASHED_FROM});
    if (memcmp(sum.hex, h->sha256, sizeof h->sha256) != 0)
        return bad(err, offsetof(dict_header, sha256), "its checksum does not match");
    for (int s = 0; s < DICT_SECTIONS; s++) {
        const dict_extent *x = &h->section[s];
        if (x->size != dict_item_size((dict_section)s) || x->offset % 8 || x->offset < sizeof *h ||
            x->offset > len || x->count > (len - x->offset) / x->size)
            return bad(err, x->offset, "a section lies outside it");
    }
    return SOCVET_OK;
}

static socvet_status check_strings(const socvet_dict *d, socvet_err *err)
{
    const uint32_t *at = dict_part(d, DICT_STRINGS);
    uint32_t n = dict_count(d, DICT_STRINGS), text = dict_count(d, DICT_TEXT);

    if (n < 2 || at[0] != 0 || at[n - 1] != text)
        return bad(err, 0, "its strings are out of order");
    for (uint32_t i = 1; i < n; i++)
        if (at[i] < at[i - 1])
            return bad(err, 0, "its strings are out of order");
    for (uint32_t i = 0; i + 1 < n; i++)
        if (at[i + 1] > text || base_utf8_check(dict_string(d, i)) != at[i + 1] - at[i])
            return bad(err, 0, "a string is not UTF-8");
    return SOCVET_OK;
}

void dict_image_seal(char *image, size_t len)
{
    dict_header h;
    socvet_dict d = {(unsigned char *)image, NULL};

    base_sha256 sum = base_sha256_of((socvet_str){image + HASHED_FROM, len - HASHED_FROM});
    memcpy(&h, image, sizeof h);
    memcpy(h.sha256, sum.hex, sizeof h.sha256);
    memcpy(image, &h, sizeof h);
    if (check_header(&d, len, NULL) || check_strings(&d, NULL) ||
        h.label >= dict_count(&d, DICT_STRINGS) - 1)
        return; /* the check will say so */
    version_of(&d, sum.hex, h.version);
    memcpy(image, &h, sizeof h);
}

/* Bounds of what the items refer to. */
typedef struct {
    uint32_t strings, units, rows, editions, key_rows, unit4s;
} bounds;

static bool unit_ok(uint16_t u, const bounds *b)
{
    return u == DICT_NONE || u < b->units;
}

static bool part_ok(uint32_t first, uint32_t n, uint32_t all)
{
    return first <= all && n <= all - first;
}

static bool editions_ok(const socvet_dict *d, const bounds *b)
{
    const dict_edition *e = dict_part(d, DICT_EDITION);
    const uint16_t *unit4 = dict_part(d, DICT_UNIT4);

    for (uint32_t i = 0; i < b->editions; i++)
        if (e[i].name >= b->strings || e[i].title >= b->strings ||
            !part_ok(e[i].unit, e[i].units, b->units) ||
            !part_ok(e[i].unit4, e[i].unit4s, b->unit4s))
            return false;
    for (uint32_t i = 0; i < b->unit4s; i++)
        if (unit4[i] >= b->units)
            return false;
    return b->editions > 0 && b->editions <= DICT_EDITIONS &&
           dict_head(d)->default_edition < b->editions && dict_head(d)->label < b->strings;
}

static bool units_ok(const socvet_dict *d, const bounds *b)
{
    const dict_unit *u = dict_part(d, DICT_UNIT);

    for (uint32_t i = 0; i < b->units; i++)
        if (!memchr(u[i].code, 0, sizeof u[i].code) || u[i].title >= b->strings ||
            u[i].edition >= b->editions || !unit_ok(u[i].parent, b))
            return false;
    return b->units < DICT_NONE;
}

static bool rows_ok(const socvet_dict *d, const bounds *b)
{
    const dict_row *r = dict_part(d, DICT_ROW);

    for (uint32_t i = 0; i < b->rows; i++) {
        if (r[i].title >= b->strings || r[i].industry >= b->strings || r[i].extra >= b->strings ||
            r[i].flag >= b->strings || !unit_ok(r[i].sub, b))
            return false;
        for (int e = 0; e < DICT_EDITIONS; e++)
            if (!unit_ok(r[i].code[e], b))
                return false;
    }
    return true;
}

/* The keys share out KEY_ROW from *next on, none twice: so a look-up visits a row once. */
static bool keys_ok(const socvet_dict *d, dict_section s, uint32_t *next, const bounds *b)
{
    const dict_key *k = dict_part(d, s);
    uint32_t n = dict_count(d, s);

    for (uint32_t i = 0; i < n; i++) {
        if (k[i].folded >= b->strings || k[i].first != *next ||
            !part_ok(k[i].first, k[i].count, b->key_rows) ||
            (i && base_str_cmp(dict_string(d, k[i - 1].folded), dict_string(d, k[i].folded)) >= 0))
            return false;
        *next += k[i].count;
    }
    return true;
}

static bool rest_ok(const socvet_dict *d, const bounds *b)
{
    const uint32_t *row = dict_part(d, DICT_KEY_ROW);
    const dict_walk *w = dict_part(d, DICT_WALK);
    const dict_form *f = dict_part(d, DICT_FORMS);

    for (uint32_t i = 0; i < b->key_rows; i++)
        if (row[i] >= b->rows)
            return false;
    for (uint32_t i = 0; i < dict_count(d, DICT_WALK); i++)
        if (w[i].from >= b->units || w[i].to >= b->units)
            return false;
    for (uint32_t i = 0; i < dict_count(d, DICT_FORMS); i++)
        if (f[i].word >= b->strings || f[i].form >= b->strings || f[i].kind > DICT_ABBR)
            return false;
    return true;
}

socvet_status dict_image_check(const socvet_dict *d, size_t len, socvet_err *err)
{
    socvet_status st = check_header(d, len, err);

    if (!st)
        st = check_strings(d, err);
    if (st)
        return st;
    bounds b = {.strings = dict_count(d, DICT_STRINGS) - 1,
                .units = dict_count(d, DICT_UNIT),
                .rows = dict_count(d, DICT_ROW),
                .editions = dict_count(d, DICT_EDITION),
                .key_rows = dict_count(d, DICT_KEY_ROW),
                .unit4s = dict_count(d, DICT_UNIT4)};
    uint32_t next = 0;
    if (!editions_ok(d, &b) || !units_ok(d, &b) || !rows_ok(d, &b) ||
        !keys_ok(d, DICT_KEY, &next, &b) || !keys_ok(d, DICT_DEEP, &next, &b) || !rest_ok(d, &b))
        return bad(err, 0, "a reference points outside it");
    char version[64];
    if (!version_of(d, dict_head(d)->sha256, version) ||
        memcmp(version, dict_head(d)->version, sizeof version) != 0)
        return bad(err, offsetof(dict_header, version), "its version is not that of its bytes");
    return SOCVET_OK;
}

socvet_status socvet_dict_load(socvet_dict **out, socvet_str image, socvet_err *err)
{
    socvet_dict *d = calloc(1, sizeof *d);
    socvet_status st;

    *out = NULL;
    if (!d)
        return base_fail(err, SOCVET_E_NOMEM, "soc_dict", SOCVET_NO_OFFSET, "memory ran out");
    d->image = (const unsigned char *)image.ptr;
    if (image.len < sizeof(dict_header)) {
        st = bad(err, 0, "not a socvet dictionary");
        goto out;
    }
    if ((uintptr_t)image.ptr % _Alignof(dict_header)) {
        d->copy = malloc(image.len);
        if (!d->copy) {
            st = base_fail(err, SOCVET_E_NOMEM, "soc_dict", SOCVET_NO_OFFSET, "memory ran out");
            goto out;
        }
        memcpy(d->copy, image.ptr, image.len);
        d->image = d->copy;
    }
    st = dict_image_check(d, image.len, err);
out:
    if (st)
        socvet_dict_free(d);
    else
        *out = d;
    return st;
}

void socvet_dict_free(socvet_dict *dict)
{
    if (!dict)
        return;
    free(dict->copy);
    free(dict);
}

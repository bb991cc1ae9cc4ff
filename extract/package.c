/* package.c: ZIP behind one door. Limits: entries, bytes inflated in one part and in all (counted
 * while inflating: the header's size is only a claim), ratio past a floor, names. */
#include "package.h"

#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "zip_door.h"

enum { MOST_ENTRIES = 10000, RATIO = 150 };
#define MOST_PART ((size_t)256 << 20)
#define MOST_TOTAL ((size_t)512 << 20)
#define RATIO_FLOOR ((size_t)8 << 20)

struct extract_package {
    const zip_door *lib;
    zip_t *zip;
    extract_builder *b; /* whose document pays for what is inflated; NULL: this package alone, by total */
    size_t count, total;
};

static bool bad_name(const char *name)
{
    size_t n = strlen(name);

    return name[0] == '/' || strchr(name, '\\') || strcmp(name, "..") == 0 ||
           strncmp(name, "../", 3) == 0 || strstr(name, "/../") ||
           (n >= 3 && strcmp(name + n - 3, "/..") == 0);
}

static socvet_status check_entries(const extract_package *p, bool bundle, socvet_err *err)
{
    if (p->count > MOST_ENTRIES)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                         "ZIP: %zu entries, more than %d", p->count, MOST_ENTRIES);
    for (size_t i = 0; !bundle && i < p->count; i++) {
        const char *name = p->lib->get_name(p->zip, i, ZIP_FL_ENC_RAW);
        zip_int64_t first = name ? p->lib->name_locate(p->zip, name, ZIP_FL_ENC_RAW) : -1;
        if (!name || bad_name(name))
            return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET,
                             "ZIP: a doubtful name in the package: %.80s", name ? name : "(none)");
        if (first >= 0 && (size_t)first != i)
            return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET,
                             "ZIP: the name stands twice in the package: %.80s", name);
    }
    return SOCVET_OK;
}

static unsigned u16(socvet_str s, size_t at)
{
    return at + 2 <= s.len ? (unsigned char)s.ptr[at] | (unsigned)(unsigned char)s.ptr[at + 1] << 8 : 0;
}

static size_t u32(socvet_str s, size_t at)
{
    return u16(s, at) | (size_t)u16(s, at + 2) << 16;
}

/* Where the last end-of-directory record begins; SIZE_MAX: cut off. */
static size_t find_end(socvet_str bytes)
{
    size_t at = bytes.len > 66000 ? bytes.len - 66000 : 0, end = SIZE_MAX;

    while ((at = base_str_find(bytes, SOCVET_STR("PK\5\6"), at)) != SIZE_MAX)
        end = at++;
    return end != SIZE_MAX && end + 20 <= bytes.len ? end : SIZE_MAX;
}

typedef struct {
    size_t from, to;
} extent;

static int by_from(const void *a, const void *b)
{
    size_t x = ((const extent *)a)->from, y = ((const extent *)b)->from;

    return x < y ? -1 : x > y;
}

/* Entries whose bytes overlap are a bomb: one kernel of data under many names. */
static socvet_status check_overlap(socvet_str bytes, socvet_err *err)
{
    size_t end = find_end(bytes), at = end == SIZE_MAX ? SIZE_MAX : u32(bytes, end + 16), n = 0;
    extent *e = malloc(MOST_ENTRIES * sizeof *e);
    socvet_status s = SOCVET_OK;

    while (e && n < MOST_ENTRIES && at < bytes.len && bytes.len - at >= 46 && memcmp(bytes.ptr + at, "PK\1\2", 4) == 0) {
        size_t from = u32(bytes, at + 42);
        if (from != UINT32_MAX && u32(bytes, at + 20) != UINT32_MAX) /* ZIP64: libzip's business */
            e[n++] = (extent){from, from + 30 + u16(bytes, at + 28) + u32(bytes, at + 20)};
        at += 46 + u16(bytes, at + 28) + u16(bytes, at + 30) + u16(bytes, at + 32);
    }
    if (e)
        qsort(e, n, sizeof *e, by_from);
    for (size_t i = 1; !s && i < n; i++)
        if (e[i].from < e[i - 1].to)
            s = base_fail(err, SOCVET_E_FORMAT, "extract", e[i].from, "ZIP: entries overlap");
    free(e);
    return s;
}

static bool open_zip(extract_package *p, socvet_str bytes, int flags, zip_error_t *ze)
{
    zip_source_t *src = p->lib->source_buffer_create(bytes.ptr, bytes.len, 0, ze);

    p->zip = src ? p->lib->open_from_source(src, flags, ze) : NULL;
    if (!p->zip && src)
        p->lib->source_free(src);
    return p->zip != NULL;
}

socvet_status extract_package_open(extract_package **out, extract_builder *b, socvet_str bytes,
                                   bool bundle, socvet_err *err)
{
    zip_error_t ze;
    extract_package *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    p->lib = zip_door_open();
    if (!p->lib) {
        free(p);
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET,
                         "zipped documents need the library libzip, which is not installed");
    }
    p->lib->error_init(&ze);
    /* Some producers write local headers that say less than the directory; such a file is opened
     * by its directory alone. */
    if (!open_zip(p, bytes, ZIP_RDONLY | ZIP_CHECKCONS, &ze) && p->lib->error_code_zip(&ze) == ZIP_ER_INCONS)
        open_zip(p, bytes, ZIP_RDONLY, &ze);
    if (!p->zip) {
        socvet_status s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s",
                                    find_end(bytes) != SIZE_MAX ? p->lib->error_strerror(&ze)
                                                                : "cut short: its directory is missing");
        p->lib->error_fini(&ze);
        free(p);
        return s;
    }
    p->lib->error_fini(&ze);
    p->b = b;
    zip_int64_t n = p->lib->get_num_entries(p->zip, 0);
    p->count = n > 0 ? (size_t)n : 0;
    socvet_status s = check_entries(p, bundle, err);
    if (!s)
        s = check_overlap(bytes, err);
    if (s)
        extract_package_close(p);
    else
        *out = p;
    return s;
}

void extract_package_close(extract_package *p)
{
    if (p) {
        p->lib->discard(p->zip);
        free(p);
    }
}

size_t extract_package_count(const extract_package *p)
{
    return p->count;
}

const char *extract_package_name(const extract_package *p, size_t index)
{
    const char *name = p->lib->get_name(p->zip, index, ZIP_FL_ENC_GUESS);

    return name && *name && name[strlen(name) - 1] != '/' && !bad_name(name) ? name : NULL;
}

static zip_int64_t locate(const extract_package *p, const char *name)
{
    zip_int64_t i = p->lib->name_locate(p->zip, name, ZIP_FL_ENC_RAW);

    return i >= 0 ? i : p->lib->name_locate(p->zip, name, ZIP_FL_NOCASE);
}

bool extract_package_has(const extract_package *p, const char *name)
{
    return locate(p, name) >= 0;
}

static socvet_status inflate_all(extract_package *p, zip_file_t *f, const zip_stat_t *st, base_buf *out,
                                 socvet_err *err)
{
    char *chunk = malloc(65536);
    zip_int64_t n = -1;
    socvet_status s = SOCVET_OK;

    while (chunk && !s && (n = p->lib->fread(f, chunk, 65536)) > 0) {
        base_buf_add(out, (socvet_str){chunk, (size_t)n});
        if (out->failed || !(p->b ? extract_inflated(p->b, (uint64_t)n) : (p->total += (size_t)n) <= MOST_TOTAL) ||
            (out->len > RATIO_FLOOR && out->len / RATIO > (st->comp_size ? st->comp_size : 1)))
            s = base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                          "ZIP: %.60s inflates to more than the limits allow", st->name);
    }
    if (!s && n < 0)
        s = base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "ZIP: %.60s: %s", st->name,
                      p->lib->file_strerror(f));
    free(chunk);
    return s;
}

socvet_status extract_package_read_at(extract_package *p, size_t index, base_buf *out,
                                      socvet_err *err)
{
    zip_stat_t st;

    base_buf_init(out, MOST_PART);
    p->lib->stat_init(&st);
    if (p->lib->stat_index(p->zip, index, 0, &st) != 0 || !st.name)
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "ZIP: no entry %zu", index);
    if (st.valid & ZIP_STAT_ENCRYPTION_METHOD && st.encryption_method != ZIP_EM_NONE)
        return base_fail(err, SOCVET_E_ENCRYPTED, "extract", SOCVET_NO_OFFSET,
                         "%.60s is protected by a password", st.name);
    zip_file_t *f = p->lib->fopen_index(p->zip, index, 0);
    if (!f)
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "ZIP: %.60s: %s", st.name,
                         p->lib->strerror(p->zip));
    socvet_status s = inflate_all(p, f, &st, out, err);
    p->lib->fclose(f);
    return s;
}

socvet_status extract_package_read(extract_package *p, const char *name, base_buf *out,
                                   socvet_err *err)
{
    zip_int64_t i = locate(p, name);

    if (i >= 0)
        return extract_package_read_at(p, (size_t)i, out, err);
    base_buf_init(out, 0);
    return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "ZIP: no part called %.80s", name);
}

/* ---- what it is, from the names alone ---- */

static package_kind kind_of_mimetype(socvet_str bytes)
{
    size_t at = 30 + u16(bytes, 26) + u16(bytes, 28);
    socvet_str type = at < bytes.len ? (socvet_str){bytes.ptr + at, bytes.len - at} : (socvet_str){"", 0};

    if (base_str_starts(type, SOCVET_STR("application/vnd.oasis.opendocument.text")) ||
        base_str_starts(type, SOCVET_STR("application/vnd.sun.xml.writer")))
        return PACKAGE_ODT;
    if (base_str_starts(type, SOCVET_STR("application/epub")))
        return PACKAGE_EPUB;
    return base_str_starts(type, SOCVET_STR("application/vnd.")) ? PACKAGE_ODF_OTHER : PACKAGE_NONE;
}

typedef struct {
    bool types, word, sheet, slides, content;
} names_seen;

static void see(names_seen *seen, socvet_str name)
{
    seen->types |= base_str_eq_ci(name, SOCVET_STR("[Content_Types].xml"));
    seen->word |= base_str_starts_ci(name, SOCVET_STR("word/"));
    seen->sheet |= base_str_starts_ci(name, SOCVET_STR("xl/"));
    seen->slides |= base_str_starts_ci(name, SOCVET_STR("ppt/"));
    seen->content |= base_str_eq_z(name, "content.xml");
}

/* Headers of one kind from `at` on: in the directory, or before each entry when it is cut off. */
static void see_names(names_seen *seen, socvet_str bytes, size_t at, const char *mark, size_t len_at, size_t name_at)
{
    socvet_str sign = {mark, 4};

    for (int n = 0; n < 4000 && (at = base_str_find(bytes, sign, at)) != SIZE_MAX; n++) {
        size_t len = u16(bytes, at + len_at);
        if (at + name_at + len > bytes.len)
            return;
        see(seen, (socvet_str){bytes.ptr + at + name_at, len});
        at += name_at + len;
    }
}

package_kind extract_package_kind(socvet_str bytes)
{
    names_seen seen = {0};
    size_t end;

    if (bytes.len < 30 || memcmp(bytes.ptr, "PK\3\4", 4) != 0)
        return bytes.len >= 22 && memcmp(bytes.ptr, "PK\5\6", 4) == 0 ? PACKAGE_ZIP : PACKAGE_NONE;
    (void)zip_door_open(); /* now, not in each of the processes that isolated readers are */
    if (u16(bytes, 26) == 8 && bytes.len > 38 && memcmp(bytes.ptr + 30, "mimetype", 8) == 0) {
        package_kind k = kind_of_mimetype(bytes);
        if (k != PACKAGE_NONE)
            return k;
    }
    if ((end = find_end(bytes)) != SIZE_MAX) {
        size_t from = u32(bytes, end + 16);
        see_names(&seen, bytes, from < end ? from : 0, "PK\1\2", 28, 46);
    } else {
        see_names(&seen, bytes, 0, "PK\3\4", 26, 30);
    }
    if (seen.types)
        return seen.word ? PACKAGE_WORD : seen.sheet ? PACKAGE_SHEET : seen.slides ? PACKAGE_SLIDES : PACKAGE_OPC;
    return seen.content ? PACKAGE_ODT : seen.word ? PACKAGE_WORD : PACKAGE_ZIP;
}

bool extract_package_encrypted(socvet_str bytes)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    return bytes.len > 512 && memcmp(bytes.ptr, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0 &&
           base_str_find(bytes, (socvet_str){name, sizeof name - 1}, 0) != SIZE_MAX;
}

/* package.c: ZIP behind one door. Limits: entries, bytes inflated in one part and in all (counted
 * while inflating: the header's size is only a claim), ratio past a floor, names. */
#include "package.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "../base/str.h"

enum { MOST_ENTRIES = 10000, RATIO = 200 };
#define MOST_PART ((size_t)256 << 20)
#define MOST_TOTAL ((size_t)512 << 20)
#define RATIO_FLOOR ((size_t)8 << 20)

struct extract_package {
    zip_t *zip;
    size_t total, packed;
    size_t count;
};

static bool bad_name(const char *name)
{
    return name[0] == '/' || strchr(name, '\\') || strcmp(name, "..") == 0 ||
           strncmp(name, "../", 3) == 0 || strstr(name, "/../");
}

static socvet_status check_entries(extract_package *p, socvet_err *err)
{
    for (size_t i = 0; i < p->count; i++) {
        const char *name = zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);
        zip_int64_t first = name ? zip_name_locate(p->zip, name, ZIP_FL_ENC_RAW) : -1;
        if (!name || bad_name(name))
            return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET,
                             "ZIP: a doubtful name in the package: %.80s", name ? name : "(none)");
        if (first >= 0 && (size_t)first != i)
            return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET,
                             "ZIP: the name stands twice in the package: %.80s", name);
    }
    return SOCVET_OK;
}

socvet_status extract_package_open(extract_package **out, socvet_str bytes, socvet_err *err)
{
    zip_error_t ze;
    extract_package *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    zip_error_init(&ze);
    zip_source_t *src = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &ze);
    p->zip = src ? zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, &ze) : NULL;
    if (!p->zip) {
        socvet_status s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s",
                                    zip_error_strerror(&ze));
        if (src)
            zip_source_free(src);
        zip_error_fini(&ze);
        free(p);
        return s;
    }
    zip_error_fini(&ze);
    p->packed = bytes.len;
    zip_int64_t n = zip_get_num_entries(p->zip, 0);
    p->count = n > 0 ? (size_t)n : 0;
    socvet_status s = SOCVET_OK;
    if (p->count > MOST_ENTRIES)
        s = base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                      "ZIP: %zu entries, more than %d", p->count, MOST_ENTRIES);
    if (!s)
        s = check_entries(p, err);
    if (s)
        extract_package_close(p);
    else
        *out = p;
    return s;
}

void extract_package_close(extract_package *p)
{
    if (p) {
        zip_discard(p->zip);
        free(p);
    }
}

size_t extract_package_count(const extract_package *p)
{
    return p->count;
}

const char *extract_package_name(const extract_package *p, size_t index)
{
    const char *name = zip_get_name(p->zip, index, ZIP_FL_ENC_RAW);

    return name && *name && name[strlen(name) - 1] != '/' ? name : NULL;
}

bool extract_package_has(const extract_package *p, const char *name)
{
    return zip_name_locate(p->zip, name, ZIP_FL_ENC_RAW) >= 0;
}

socvet_status extract_package_read(extract_package *p, const char *name, base_buf *out,
                                   socvet_err *err)
{
    zip_stat_t st;
    char *chunk = malloc(65536);
    socvet_status s = SOCVET_OK;
    zip_int64_t n = -1;

    base_buf_init(out, MOST_PART);
    zip_stat_init(&st);
    zip_int64_t index = zip_name_locate(p->zip, name, ZIP_FL_ENC_RAW);
    if (!chunk || index < 0 || zip_stat_index(p->zip, (zip_uint64_t)index, 0, &st) != 0) {
        free(chunk);
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET,
                         "ZIP: no part called %.80s", name);
    }
    if (st.valid & ZIP_STAT_ENCRYPTION_METHOD && st.encryption_method != ZIP_EM_NONE) {
        free(chunk);
        return base_fail(err, SOCVET_E_ENCRYPTED, "extract", SOCVET_NO_OFFSET,
                         "the package is protected by a password");
    }
    zip_file_t *f = zip_fopen_index(p->zip, (zip_uint64_t)index, 0);
    while (f && !s && (n = zip_fread(f, chunk, 65536)) > 0) {
        base_buf_add(out, (socvet_str){chunk, (size_t)n});
        p->total += (size_t)n;
        if (out->failed || p->total > MOST_TOTAL ||
            (out->len > RATIO_FLOOR && out->len / RATIO > (st.comp_size ? st.comp_size : 1)))
            s = base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET,
                          "ZIP: %.60s inflates to more than the limits allow", name);
    }
    if (!s && (!f || n < 0))
        s = base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "ZIP: %.60s: %s", name,
                      f ? zip_file_strerror(f) : zip_strerror(p->zip));
    if (f)
        zip_fclose(f);
    free(chunk);
    return s;
}

/* package_write.c: a zipped document with some parts put in place of others; the rest is copied as
 * it stands, compressed bytes and all. */
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "../base/err.h"
#include "docx_anchor.h"

static bool put_part(zip_t *z, const package_part *p)
{
    zip_source_t *src = zip_source_buffer(z, p->bytes.ptr, p->bytes.len, 0);
    zip_int64_t at = zip_name_locate(z, p->name, ZIP_FL_ENC_RAW);
    zip_int64_t done = !src ? -1 : at < 0 ? zip_file_add(z, p->name, src, ZIP_FL_ENC_UTF_8)
                                          : zip_file_replace(z, (zip_uint64_t)at, src, 0);

    if (done < 0 && src)
        zip_source_free(src);
    if (done < 0)
        return false;
    /* the clock is none of the document's business: the same input gives the same bytes */
    return zip_file_set_dostime(z, (zip_uint64_t)(at < 0 ? done : at), 0, (1 << 5) | 1, 0) == 0;
}

static socvet_status read_back(base_buf *out, zip_source_t *src, socvet_err *err)
{
    zip_int64_t n = -1;
    char chunk[16384];

    if (zip_source_open(src) == 0) {
        while ((n = zip_source_read(src, chunk, sizeof chunk)) > 0)
            base_buf_add(out, (socvet_str){chunk, (size_t)n});
        zip_source_close(src);
    }
    return n == 0 && !out->failed ? SOCVET_OK
                                  : base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_status extract_package_with(base_buf *out, socvet_str bytes, const package_part *parts,
                                   size_t n, socvet_err *err)
{
    zip_error_t ze;
    socvet_status s = SOCVET_OK;
    void *copy = malloc(bytes.len ? bytes.len : 1);

    if (!copy)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    memcpy(copy, bytes.ptr, bytes.len);
    zip_error_init(&ze);
    zip_source_t *src = zip_source_buffer_create(copy, bytes.len, 1, &ze);
    if (!src)
        free(copy);
    zip_t *z = src ? zip_open_from_source(src, 0, &ze) : NULL;
    if (z)
        zip_source_keep(src); /* it outlives the archive: what was written is read back */
    for (size_t i = 0; z && !s && i < n; i++)
        if (!put_part(z, &parts[i]))
            s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s: %s", parts[i].name, zip_strerror(z));
    if (!z)
        s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s", zip_error_strerror(&ze));
    else if (s || zip_close(z) != 0) {
        if (!s)
            s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s", zip_strerror(z));
        zip_discard(z);
    }
    if (!s)
        s = read_back(out, src, err);
    if (src)
        zip_source_free(src);
    zip_error_fini(&ze);
    return s;
}

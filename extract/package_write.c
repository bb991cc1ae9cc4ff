/* package_write.c: a zipped document with some parts put in place of others; the rest is copied as
 * it stands, compressed bytes and all. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "docx_anchor.h"
#include "zip_door.h"

static bool put_part(const zip_door *lib, zip_t *z, const package_part *p)
{
    zip_source_t *src = lib->source_buffer(z, p->bytes.ptr, p->bytes.len, 0);
    zip_int64_t at = lib->name_locate(z, p->name, ZIP_FL_ENC_RAW);
    zip_int64_t done = !src ? -1 : at < 0 ? lib->file_add(z, p->name, src, ZIP_FL_ENC_UTF_8)
                                          : lib->file_replace(z, (zip_uint64_t)at, src, 0);

    if (done < 0 && src)
        lib->source_free(src);
    if (done < 0)
        return false;
    /* the clock is none of the document's business: the same input gives the same bytes */
    return lib->file_set_dostime(z, (zip_uint64_t)(at < 0 ? done : at), 0, (1 << 5) | 1, 0) == 0;
}

static socvet_status read_back(const zip_door *lib, base_buf *out, zip_source_t *src, socvet_err *err)
{
    zip_int64_t n = -1;
    char chunk[16384];

    if (lib->source_open(src) == 0) {
        while ((n = lib->source_read(src, chunk, sizeof chunk)) > 0)
            base_buf_add(out, (socvet_str){chunk, (size_t)n});
        lib->source_close(src);
    }
    return n == 0 && !out->failed ? SOCVET_OK
                                  : base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_status extract_package_with(base_buf *out, socvet_str bytes, const package_part *parts,
                                   size_t n, socvet_err *err)
{
    zip_error_t ze;
    socvet_status s = SOCVET_OK;
    const zip_door *lib = zip_door_open();
    if (!lib)
        return base_fail(err, SOCVET_E_FORMAT, "extract", SOCVET_NO_OFFSET, "ZIP: libzip is not installed");
    void *copy = malloc(bytes.len ? bytes.len : 1);

    if (!copy)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    memcpy(copy, bytes.ptr, bytes.len);
    lib->error_init(&ze);
    zip_source_t *src = lib->source_buffer_create(copy, bytes.len, 1, &ze);
    if (!src)
        free(copy);
    zip_t *z = src ? lib->open_from_source(src, 0, &ze) : NULL;
    if (z)
        lib->source_keep(src); /* it outlives the archive: what was written is read back */
    for (size_t i = 0; z && !s && i < n; i++)
        if (!put_part(lib, z, &parts[i]))
            s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s: %s", parts[i].name, lib->strerror(z));
    if (!z)
        s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s", lib->error_strerror(&ze));
    else if (s || lib->close(z) != 0) {
        if (!s)
            s = base_fail(err, SOCVET_E_FORMAT, "extract", 0, "ZIP: %s", lib->strerror(z));
        lib->discard(z);
    }
    if (!s)
        s = read_back(lib, out, src, err);
    if (src)
        lib->source_free(src);
    lib->error_fini(&ze);
    return s;
}

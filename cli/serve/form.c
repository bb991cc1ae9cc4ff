/* form.c: what was sent, as multipart or as a plain form, held in memory. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "serve.h"

/* Only the last part of a path is kept: some programs send the whole. */
static char *file_name(const char *z)
{
    const char *last = z;

    for (const char *p = z; *p; p++)
        if (*p == '/' || *p == '\\')
            last = p + 1;
    return strdup(*last ? last : "document");
}

/* The buffer that the piece belongs to: offset 0 begins a new one. */
static base_buf *place(serve_form *f, const char *key, const char *filename, uint64_t offset)
{
    if (filename) {
        if (offset == 0) {
            if (f->n_files == SERVE_FILES_MOST) {
                f->too_large = true;
                return NULL;
            }
            serve_file *x = &f->files[f->n_files];
            x->name = file_name(filename);
            base_buf_init(&x->bytes, 0);
            f->n_files += x->name != NULL;
        }
        return f->n_files ? &f->files[f->n_files - 1].bytes : NULL;
    }
    if (offset == 0) {
        if (f->n_fields == SERVE_FIELDS_MOST) {
            f->too_large = true;
            return NULL;
        }
        f->fields[f->n_fields].name = strdup(key);
        base_buf_init(&f->fields[f->n_fields].value, 0);
        f->n_fields += f->fields[f->n_fields].name != NULL;
    }
    return f->n_fields ? &f->fields[f->n_fields - 1].value : NULL;
}

static enum MHD_Result take(void *user, enum MHD_ValueKind kind, const char *key,
                            const char *filename, const char *type, const char *encoding,
                            const char *data, uint64_t offset, size_t size)
{
    serve_form *f = user;

    (void)kind, (void)type, (void)encoding;
    if (filename && !*filename) /* a file field left empty */
        return MHD_YES;
    base_buf *b = place(f, key, filename, offset);
    if (b)
        base_buf_add(b, (socvet_str){data, size});
    return b && !b->failed ? MHD_YES : MHD_NO;
}

void serve_form_init(serve_form *f, struct MHD_Connection *c, size_t *held)
{
    *f = (serve_form){.held = held};
    f->parser = serve_mhd.create_post_processor(c, 65536, take, f);
    f->malformed = !f->parser;
}

void serve_form_ask(serve_form *f, struct MHD_Connection *c, size_t *held)
{
    static const char *const names[] = {"q", "band", "code", "rule", "year", "page", "id", "reviewer", "said", "from"};

    *f = (serve_form){.held = held};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *z = serve_mhd.lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, names[i]);
        base_buf *b = z && strlen(z) < 2000 ? place(f, names[i], NULL, 0) : NULL;
        if (b)
            base_buf_add_z(b, z);
    }
}

void serve_form_feed(serve_form *f, const char *bytes, size_t size)
{
    f->bytes += size;
    *f->held += size;
    if (f->bytes > SERVE_UPLOAD_MOST || *f->held > SERVE_HELD_MOST)
        f->too_large = true;
    if (!f->too_large && !f->malformed && f->parser && serve_mhd.post_process(f->parser, bytes, size) != MHD_YES)
        f->malformed = true;
}

void serve_form_clear(serve_form *f)
{
    if (f->parser)
        serve_mhd.destroy_post_processor(f->parser);
    for (size_t i = 0; i < f->n_files; i++) {
        free(f->files[i].name);
        base_buf_clear(&f->files[i].bytes);
    }
    for (size_t i = 0; i < f->n_fields; i++) {
        free(f->fields[i].name);
        base_buf_clear(&f->fields[i].value);
    }
    if (f->held)
        *f->held -= f->bytes;
    *f = (serve_form){0};
}

const char *serve_form_get(const serve_form *f, const char *name)
{
    for (size_t i = 0; i < f->n_fields; i++)
        if (strcmp(f->fields[i].name, name) == 0)
            return f->fields[i].value.len ? f->fields[i].value.ptr : NULL;
    return NULL;
}

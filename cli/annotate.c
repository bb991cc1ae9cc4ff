/* annotate.c: `check --annotate FILE`: the recruiter's own Word document with comments. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"
#include "cli.h"

static bool to_file(socvet_str bytes, void *user)
{
    return fwrite(bytes.ptr, 1, bytes.len, user) == bytes.len;
}

/* Writing over the original would leave nothing to compare with. */
static bool same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int write_copy(const socvet_record *r, const char *from, const char *to, size_t document)
{
    base_buf bytes;
    socvet_err err = {0};
    socvet_status s = base_file_read(&bytes, from, 0, &err);
    FILE *f = s || same_file(from, to) ? NULL : fopen(to, "wb");
    int rc = CLI_OK;

    if (!s && !f)
        rc = same_file(from, to) ? cli_fail("--annotate '%s': that is the document itself", to)
                                 : cli_fail("%s: %s", to, strerror(errno));
    if (f)
        s = socvet_report_word(r, base_buf_str(&bytes), document, to_file, f, &err);
    if (f && fclose(f) != 0 && !s)
        rc = cli_fail("%s: %s", to, strerror(errno));
    if (s) {
        if (f)
            remove(to);
        rc = cli_fail("%s: %s", from, err.text[0] ? err.text : socvet_status_name(s));
    }
    base_buf_clear(&bytes);
    return rc;
}

int cli_annotate(const socvet_record *r, cli_values *v)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(r->doc, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < v->n_files; k++) {
            const char *slash = strrchr(v->files[k], '/');
            bool named = base_str_eq_z(parts[i].name, v->files[k]) || base_str_eq_z(parts[i].name, slash ? slash + 1 : v->files[k]);
            if (named && base_str_eq_z(parts[i].format, "docx"))
                return write_copy(r, v->files[k], v->annotate, i);
        }
    return cli_fail("--annotate: none of the files is a Word document (.docx)");
}

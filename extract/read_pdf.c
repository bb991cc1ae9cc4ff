/* read_pdf.c: PDF by the helper program socvet-pdf, which is found beside the program (build tree
 * or installation) or in SOCVET_LIBEXEC. Without it PDF is not supported, and we say so. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/str.h"
#include "isolate.h"
#include "readers.h"

enum { PATH_MOST = 4096, HEAD = 1024 };

static int sniff(socvet_str bytes)
{
    socvet_str head = {bytes.ptr, bytes.len < HEAD ? bytes.len : HEAD};
    size_t at = head.len ? base_str_find(head, SOCVET_STR("%PDF-"), 0) : SIZE_MAX;

    return at == SIZE_MAX ? 0 : at == 0 ? 3 : 2;
}

static bool runs(base_arena *a, socvet_str folder, const char *below, const char **path)
{
    socvet_str s = base_arena_printf(a, "%.*s%s/socvet-pdf", SOCVET_ARG(folder), below);

    *path = s.ptr;
    return s.ptr && access(s.ptr, X_OK) == 0;
}

/* PREFIX/bin/socvet has PREFIX/libexec/socvet; build/cli/socvet and build/tests/test_x have build/helpers. */
static const char *find_helper(base_arena *a)
{
    static const char *const below[] = {"/../libexec/socvet", "/../helpers", "/../../helpers", ""};
    char self[PATH_MOST];
    const char *path, *folder = secure_getenv("SOCVET_LIBEXEC");

    if (folder)
        return runs(a, base_str_z(folder), "", &path) ? path : NULL;
    ssize_t n = readlink("/proc/self/exe", self, sizeof self);
    while (n > 0 && self[n - 1] != '/')
        n--;
    for (size_t i = 0; n > 1 && (size_t)n < sizeof self && i < sizeof below / sizeof *below; i++)
        if (runs(a, (socvet_str){self, (size_t)n - 1}, below[i], &path))
            return path;
    return runs(a, base_str_z(SOCVET_HELPER_DIR), "", &path) ? path : NULL;
}

/* A page that kills the helper kills it while it is drawn, mostly: the words are had without. */
static socvet_status read_pdf(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    const char *path = find_helper(extract_arena(b));

    if (!path)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET,
                         "PDF needs the helper program socvet-pdf, which is not installed");
    const char *comments = extract_opts(b)->keep_comments ? "--comments" : NULL;
    socvet_status s = isolate_helper(b, (const char *const[]){path, comments, NULL}, bytes, err);
    if (s != SOCVET_E_CRASH)
        return s;
    base_err_clear(err);
    return isolate_helper(b, (const char *const[]){path, "--no-rules", comments, NULL}, bytes, err);
}

const socvet_reader extract_reader_pdf = {"pdf", "PDF (.pdf), by the helper socvet-pdf", "pdf", sniff, read_pdf, false};

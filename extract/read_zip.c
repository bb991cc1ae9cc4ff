/* read_zip.c: a bundle of documents: each member by the reader that takes it, in order. What cannot
 * be read is said, member by member; bundles in bundles are bounded. */
#include <string.h>

#include "../base/str.h"
#include "build.h"
#include "package.h"
#include "readers.h"

enum { DEEPEST_BUNDLE = 2, MOST_MEMBERS = 2000 };

static int sniff(socvet_str bytes)
{
    switch (extract_package_kind(bytes)) {
    case PACKAGE_NONE:
        return 0;
    case PACKAGE_ZIP:
        return 2;
    default:
        return 1;
    }
}

/* What archivers and systems leave in bundles. */
static bool is_litter(const char *name)
{
    const char *base = strrchr(name, '/');

    base = base ? base + 1 : name;
    return strncmp(name, "__MACOSX/", 9) == 0 || base[0] == '.' || strcmp(base, "Thumbs.db") == 0 ||
           strcmp(base, "desktop.ini") == 0;
}

static socvet_status read_member(extract_builder *b, extract_package *p, size_t i, const char *name)
{
    socvet_err why = {0};
    base_buf bytes;
    socvet_status s = extract_package_read_at(p, i, &bytes, &why);

    if (!s)
        s = extract_nested(b, base_buf_str(&bytes), name, NULL, &why);
    base_buf_clear(&bytes);
    if (s)
        extract_notice(b, SOCVET_NOTICE_SKIPPED,
                       base_arena_printf(extract_arena(b), "%.200s: %s", name, why.text[0] ? why.text : "unreadable"));
    return s;
}

static socvet_status read_zip(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    extract_package *p;
    size_t read = 0, tried = 0;
    socvet_status last = SOCVET_OK;

    if (b->depth > DEEPEST_BUNDLE)
        return base_fail(err, SOCVET_E_LIMIT, "extract", SOCVET_NO_OFFSET, "bundles nested deeper than %d", DEEPEST_BUNDLE);
    socvet_status s = extract_package_open(&p, b, bytes, true, err);
    if (s)
        return s;
    size_t n = extract_package_count(p);
    for (size_t i = 0; i < n && tried < MOST_MEMBERS && extract_build_ok(b); i++) {
        const char *name = extract_package_name(p, i);
        if (!name || is_litter(name))
            continue;
        tried++;
        socvet_status one = read_member(b, p, i, name);
        read += one == SOCVET_OK;
        last = one ? one : last;
    }
    extract_package_close(p);
    if (!read && tried)
        return base_fail(err, last == SOCVET_E_ENCRYPTED || last == SOCVET_E_LIMIT ? last : SOCVET_E_UNSUPPORTED, "extract",
                         SOCVET_NO_OFFSET, last == SOCVET_E_ENCRYPTED ? "the bundle's members are protected by a password"
                                                                      : "no member of the bundle can be read");
    return SOCVET_OK;
}

const socvet_reader extract_reader_zip = {"zip", "bundle of documents (.zip)", "zip", sniff, read_zip, true};

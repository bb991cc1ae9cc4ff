/* err.c: statuses, their names, and the one way to fill an error. */
#include "err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "utf8.h"

#ifndef SOCVET_VERSION
#define SOCVET_VERSION "0.0.0"
#endif

const char *socvet_version(void)
{
    return SOCVET_VERSION;
}

const char *socvet_status_name(socvet_status status)
{
    static const char *const names[] = {
        [SOCVET_OK] = "ok",           [SOCVET_E_NOMEM] = "out of memory",
        [SOCVET_E_IO] = "io",         [SOCVET_E_FORMAT] = "format",
        [SOCVET_E_UNSUPPORTED] = "unsupported", [SOCVET_E_LIMIT] = "limit",
        [SOCVET_E_ENCRYPTED] = "encrypted",     [SOCVET_E_EMPTY] = "empty",
        [SOCVET_E_CRASH] = "crash",   [SOCVET_E_DATA] = "data",
        [SOCVET_E_STALE] = "stale",   [SOCVET_E_USAGE] = "usage",
    };
    return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown status";
}

void base_err_clear(socvet_err *err)
{
    if (err) {
        memset(err, 0, sizeof *err);
        err->offset = SOCVET_NO_OFFSET;
    }
}

/* A message quotes what was wrong and may be cut anywhere: one line, valid UTF-8 all the same. */
static void keep_utf8(char *z)
{
    socvet_str s = {z, strlen(z)};

    for (size_t at; (at = base_utf8_check(s)) < s.len;) {
        z[at] = '?';
        s.ptr += at;
        s.len -= at;
        z += at;
    }
}

socvet_status base_fail(socvet_err *err, socvet_status code, const char *room, uint64_t offset,
                        const char *fmt, ...)
{
    va_list ap;

    if (!err || err->code != SOCVET_OK)
        return code;
    err->code = code;
    err->offset = offset;
    snprintf(err->room, sizeof err->room, "%s", room);
    va_start(ap, fmt);
    vsnprintf(err->text, sizeof err->text, fmt, ap);
    va_end(ap);
    keep_utf8(err->text);
    return code;
}

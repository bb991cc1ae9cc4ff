/* base.h: the shapes that every room of socvet shares: borrowed text, spans, statuses and errors.
 *
 * Text is a view and is never NUL-terminated on purpose. Inside socvet all text is valid UTF-8 and
 * every position is a byte offset ("£" is two bytes). Lines and columns are worked out only when
 * something is printed. Money is integer pence, dates are days since 1970-01-01 (proleptic
 * Gregorian, may be negative), weekly hours are hundredths of an hour. */
#ifndef SOCVET_BASE_H
#define SOCVET_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SOCVET_API __attribute__((visibility("default")))
#else
#define SOCVET_API
#endif

/* Borrowed bytes; `ptr` may be NULL when `len` is 0. */
typedef struct {
    const char *ptr;
    size_t len;
} socvet_str;

/* Half-open range of bytes in a document's text. {0, 0} means "no place". */
typedef struct {
    uint32_t from, to;
} socvet_span;

#ifdef __cplusplus
#define SOCVET_STR(lit) (socvet_str{(lit), sizeof(lit) - 1})
#else
#define SOCVET_STR(lit) ((socvet_str){(lit), sizeof(lit) - 1})
#endif
/* For printf's "%.*s". */
#define SOCVET_ARG(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

typedef enum {
    SOCVET_OK = 0,
    SOCVET_E_NOMEM,       /* memory ran out */
    SOCVET_E_IO,          /* a file could not be opened, read or written */
    SOCVET_E_FORMAT,      /* the bytes are not what they claim to be */
    SOCVET_E_UNSUPPORTED, /* a known format that no reader here takes */
    SOCVET_E_LIMIT,       /* a documented limit was met: size, depth, count, steps */
    SOCVET_E_ENCRYPTED,   /* the document is protected by a password */
    SOCVET_E_EMPTY,       /* the document holds no text (a scan, a blank page) */
    SOCVET_E_CRASH,       /* the isolated reader died; only this document is lost */
    SOCVET_E_DATA,        /* a table of ours or of the user's is wrong */
    SOCVET_E_STALE,       /* data of another schema or version */
    SOCVET_E_USAGE        /* the caller asked for something that cannot be */
} socvet_status;

#define SOCVET_NO_OFFSET UINT64_MAX

/* Owned by the caller; filled only on failure. The deepest message wins: one line, lower case,
 * what is wrong and the value at fault. */
typedef struct {
    socvet_status code;
    char room[12];   /* which room spoke: "extract", "soc_dict", ... */
    uint64_t offset; /* byte at fault in the input, or SOCVET_NO_OFFSET */
    char text[244];
} socvet_err;

/* A stable word for a status: "limit", "format", ... Never NULL; static. */
SOCVET_API const char *socvet_status_name(socvet_status status);

/* The version of the library, "0.1.0"; static. */
SOCVET_API const char *socvet_version(void);

#ifdef __cplusplus
}
#endif
#endif

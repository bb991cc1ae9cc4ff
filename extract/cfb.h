/* cfb.h: a compound file (OLE2, [MS-CFB]): storages and streams inside one file; for DOC, XLS and
 * MSG. Only reads, never believes: sizes and chains are held against the file's own length. */
#ifndef EXTRACT_CFB_H
#define EXTRACT_CFB_H
#include "extract_int.h"

typedef struct cfb cfb;

#define CFB_ROOT 0u
#define CFB_NONE UINT32_MAX

typedef enum { CFB_UNUSED = 0, CFB_STORAGE = 1, CFB_STREAM = 2, CFB_ROOT_STORAGE = 5 } cfb_kind;

typedef struct {
    socvet_str name; /* UTF-8; may begin with a control character ("\005SummaryInformation") */
    uint8_t kind;    /* cfb_kind */
    uint64_t size;   /* as the file claims */
    uint32_t child, next; /* entries, CFB_NONE: none; in the file's order of names */
    uint32_t start;
    unsigned char clsid[16];
} cfb_entry;

/* True when the bytes begin as a compound file does. */
bool cfb_is(socvet_str bytes);
/* What a compound file is by the streams of its root; CFB_OTHER also when it is none, CFB_BROKEN when
 * it begins as one and cannot be opened. */
typedef enum { CFB_OTHER, CFB_WORD, CFB_BOOK, CFB_MAIL, CFB_BROKEN } cfb_content;
cfb_content cfb_content_of(socvet_str bytes);
/* `bytes` are borrowed for as long as *out is used; it lives in the arena and needs no closing.
 * Expected: SOCVET_E_FORMAT, SOCVET_E_NOMEM. */
socvet_status cfb_open(cfb **out, base_arena *a, socvet_str bytes, socvet_err *err);
/* An entry by its number, NULL when there is none. The children of a storage are visited by
 *   for (e = cfb_at(c, storage)->child; e != CFB_NONE; e = cfb_at(c, e)->next)
 * and each entry has one parent at most, so that a walk of the whole tree ends. */
const cfb_entry *cfb_at(const cfb *c, uint32_t entry);
/* The child of a storage by name (ASCII case does not count), CFB_NONE when there is none. */
uint32_t cfb_find(const cfb *c, uint32_t storage, const char *name);
/* A stream's bytes: a view of the file when they lie in one piece, else a copy in the arena. A
 * stream that is cut short gives what is there, and cfb_damaged says so.
 * Expected: SOCVET_E_FORMAT (no stream, a chain in a circle), SOCVET_E_LIMIT (streams that
 * overlap so often that reading them all would take too long), SOCVET_E_NOMEM. */
socvet_status cfb_read(cfb *c, uint32_t entry, socvet_str *out, socvet_err *err);
/* Something so far was cut short, or claimed more than there is. */
bool cfb_damaged(const cfb *c);
#endif

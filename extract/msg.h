/* msg.h: what the files of the reader of Outlook messages share. */
#ifndef EXTRACT_MSG_H
#define EXTRACT_MSG_H
#include "cfb.h"
#include "codepage.h"

/* msg_props.c: the properties ([MS-OXMSG] 2.1, 2.4) of a message, attachment or recipient. */
typedef struct {
    extract_builder *b;
    cfb *c;
    uint32_t storage;
    socvet_str fixed; /* entries of sixteen bytes: the properties of fixed length */
    unsigned page;    /* of its 8-bit strings; 0: not said */
} msg_object;

typedef enum { MSG_TOP = 32, MSG_EMBEDDED = 24, MSG_PART = 8 } msg_header; /* bytes before the entries */

/* False when the storage holds no properties. */
bool msg_open(msg_object *o, extract_builder *b, cfb *c, uint32_t storage, msg_header header);
/* A text property (also one stored as bytes), as UTF-8; empty when there is none. */
socvet_str msg_text(const msg_object *o, unsigned id);
/* The bytes of a property of this type; {NULL, 0} when there are none. */
socvet_str msg_bytes(const msg_object *o, unsigned id, unsigned type);
/* The storage of an object property, CFB_NONE when there is none. */
uint32_t msg_storage(const msg_object *o, unsigned id);
/* A property of fixed length; false when it is not there. */
bool msg_number(const msg_object *o, unsigned id, uint64_t *value);
/* The day of a time property; BASE_NO_DATE. */
int32_t msg_day(const msg_object *o, unsigned id);
/* Bytes of a code page -> UTF-8 in the arena; those that are UTF-8 stay. */
socvet_str msg_decode(extract_builder *b, unsigned page, socvet_str bytes);

/* msg_lzfu.c: compressed RTF ([MS-OXRTFCP]) undone, appended. False: it is none; what could be
 * undone stays. */
bool msg_unpack_rtf(extract_builder *b, socvet_str packed, base_buf *out);
#endif

/* mime.h: mail as it travels (RFC 5322; MIME: RFC 2045-2049, 2231, 3676): fields, words, parts.
 * Everything is a view into the message; nothing here recurses, and each byte is looked at a
 * bounded number of times. For read_eml.c and mime_*.c; read_msg.c asks for dates and words. */
#ifndef EXTRACT_MIME_H
#define EXTRACT_MIME_H
#include "extract_int.h"

enum { MIME_DEPTH = 32, MIME_PARTS_MOST = 2000, MIME_NO_PARENT = -1 };

typedef struct {
    socvet_str name, value; /* the value as it stands, folded and encoded */
} mime_field;

/* The next field at *at; false at the end of the fields, *at then stands at the body. */
bool mime_next_field(socvet_str message, size_t *at, mime_field *out);
/* Value of the first field of this name among `fields`; {NULL, 0} when there is none. */
socvet_str mime_find_field(socvet_str fields, const char *name);

/* mime_word.c: a value unfolded, its encoded words (RFC 2047) and raw bytes as UTF-8, appended. */
void mime_add_words(socvet_str value, base_buf *out);
/* A parameter of a value ("; name=..."), its pieces joined and decoded (RFC 2231), appended.
 * False when it has none. */
bool mime_add_parameter(socvet_str value, const char *name, base_buf *out);
/* The day of a Date field, as the sender's clock had it; BASE_NO_DATE when it says none. */
int32_t mime_date(socvet_str value);

/* mime_code.c: base64, quoted-printable and uuencode undone, as far as they can be; appended. */
typedef enum { MIME_PLAIN, MIME_BASE64, MIME_QUOTED, MIME_UU } mime_coding;
mime_coding mime_coding_of(socvet_str value);
void mime_decode(mime_coding coding, socvet_str bytes, base_buf *out);
void mime_add_quoted(socvet_str s, bool word, base_buf *out); /* word: "_" is a space */
void mime_add_base64(socvet_str s, base_buf *out);
/* Bytes of a charset -> UTF-8, appended. `b` gets notices and may be NULL. */
void mime_add_charset(extract_builder *b, socvet_str label, socvet_str bytes, base_buf *out);

/* mime_parts.c */
typedef enum { MIME_LEAF, MIME_MIXED, MIME_ALTERNATIVE } mime_shape;
typedef struct {
    socvet_str fields, body; /* the body still coded */
    socvet_str type;         /* "text/plain": as written, without parameters; of the default too */
    uint8_t shape;           /* mime_shape */
    uint8_t depth;
    int parent;              /* index, MIME_NO_PARENT for the message */
    int next;                /* index of the next part that is not inside this one */
} mime_part;
typedef struct {
    mime_part *parts;
    size_t n;
    bool too_deep, too_many, unclosed;
} mime_tree;

/* The parts of a message in their order, the message first. False when memory ran out. */
bool mime_scan(extract_builder *b, socvet_str message, mime_tree *out);
#endif

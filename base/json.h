/* json.h: JSON behind one door: an ordered writer into a base_buf, and jansson to read. */
#ifndef BASE_JSON_H
#define BASE_JSON_H
#include "arena.h"
#include "base.h"
#include "buf.h"

/* ---- writer: keys in the order they are given; commas are its business ---- */
typedef struct {
    base_buf *buf;
    bool comma;
} base_json_writer;

void base_json_init(base_json_writer *w, base_buf *buf);
void base_json_open(base_json_writer *w, char bracket);  /* '{' or '[' */
void base_json_close(base_json_writer *w, char bracket); /* '}' or ']' */
void base_json_key(base_json_writer *w, const char *key); /* ASCII, nothing to escape */
void base_json_str(base_json_writer *w, socvet_str s);    /* valid UTF-8; controls escaped */
void base_json_z(base_json_writer *w, const char *z);     /* NULL writes null */
void base_json_int(base_json_writer *w, int64_t v);
void base_json_fixed(base_json_writer *w, int64_t v, int decimals); /* 3750, 2 -> 37.5 */
void base_json_real(base_json_writer *w, double v, int decimals);   /* rounded, zeros cut */
void base_json_bool(base_json_writer *w, bool v);
void base_json_null(base_json_writer *w);
void base_json_span(base_json_writer *w, socvet_span s); /* [from, to]; null for {0,0} */
void base_json_raw(base_json_writer *w, socvet_str json); /* a value already in JSON */
/* key and value in one call */
void base_json_kstr(base_json_writer *w, const char *key, socvet_str s); /* null when s.ptr NULL */
void base_json_kz(base_json_writer *w, const char *key, const char *z);
void base_json_kint(base_json_writer *w, const char *key, int64_t v);
void base_json_kbool(base_json_writer *w, const char *key, bool v);
void base_json_knull(base_json_writer *w, const char *key);

/* ---- reader ---- */
typedef struct base_json base_json; /* a value, owned by its root */
typedef enum {
    BASE_JSON_NULL, BASE_JSON_BOOL, BASE_JSON_NUMBER, BASE_JSON_STRING, BASE_JSON_ARRAY,
    BASE_JSON_OBJECT
} base_json_type;

/* Parses one value; duplicate keys: the last wins; NUL inside strings is allowed.
 * Expected: SOCVET_E_FORMAT with the byte offset. Free the root with base_json_free. */
socvet_status base_json_parse(base_json **root, socvet_str bytes, socvet_err *err);
void base_json_free(base_json *root);
base_json_type base_json_type_of(const base_json *v); /* NULL is BASE_JSON_NULL */
const base_json *base_json_get(const base_json *object, const char *key); /* NULL: no such */
size_t base_json_count(const base_json *v);           /* of an array or object */
const base_json *base_json_at(const base_json *array, size_t i);
socvet_str base_json_string(const base_json *v);      /* ptr NULL when it is no string */
double base_json_number(const base_json *v, double otherwise);
bool base_json_is_true(const base_json *v);
/* Walks an object in the order of the text: start with *iter NULL. */
bool base_json_next(const base_json *object, void **iter, socvet_str *key,
                    const base_json **value);

/* A flat object in one pass: keys and values in the order of the text, whole numbers as text, true, false
 * and null without (ptr NULL). Values borrow the line, or the arena where escapes were undone.
 * False: it is no such object, or not plainly one: what was handed out until then does not count. */
bool base_json_flat(socvet_str line, base_arena *arena,
                    void (*each)(socvet_str key, socvet_str value, void *user), void *user);
#endif

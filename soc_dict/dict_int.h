/* dict_int.h: the compiled image, as it lies in the file and in memory. Offsets, never pointers;
 * the host's byte order, which the header records. Only for the files of soc_dict. */
#ifndef SOC_DICT_INT_H
#define SOC_DICT_INT_H

#include "fold.h"
#include "soc_dict.h"

#define DICT_MAGIC "SOCVDICT"
#define DICT_NONE UINT16_MAX
enum { DICT_SCHEMA = 1, DICT_ORDER = 0x01020304, DICT_EDITIONS = 4, DICT_FOLD_MAX = 512 };

typedef enum {
    DICT_TEXT,    /* char[]: the strings, one after the other */
    DICT_STRINGS, /* uint32_t[n + 1]: where string i begins in TEXT and string i + 1 too */
    DICT_EDITION, /* dict_edition[] */
    DICT_UNIT,    /* dict_unit[], by edition and code: groups, unit groups, sub-units */
    DICT_UNIT4,   /* uint16_t[]: the unit groups among them */
    DICT_ROW,     /* dict_row[]: index rows in index order */
    DICT_KEY,     /* dict_key[]: folded titles in byte order */
    DICT_DEEP,    /* dict_key[]: the same with abbreviations written out, stop words dropped */
    DICT_KEY_ROW, /* uint32_t[]: rows of the keys */
    DICT_WALK,    /* dict_walk[], by from */
    DICT_FORMS,   /* dict_form[], by kind and word */
    DICT_SECTIONS
} dict_section;

typedef struct {
    uint64_t offset;
    uint32_t count, size; /* of one item */
} dict_extent;

typedef struct {
    char magic[8];
    uint32_t schema, order;
    uint64_t bytes;
    char version[64]; /* "soc2020-v13:0123456789ab", zeros after */
    char sha256[64];  /* hex, of all that follows */
    dict_extent section[DICT_SECTIONS];
    uint32_t label; /* string: "soc2020-v13" */
    uint32_t default_edition;
} dict_header;

typedef struct {
    uint32_t name, title;
    uint32_t unit, units;   /* its part of UNIT */
    uint32_t unit4, unit4s; /* its part of UNIT4 */
} dict_edition;

typedef struct {
    char code[8];
    uint32_t title, entries;
    uint16_t edition, parent; /* parent: place in UNIT */
} dict_unit;

typedef struct {
    uint32_t title, industry, extra, flag; /* strings */
    uint16_t code[DICT_EDITIONS], sub;     /* places in UNIT */
    uint16_t source;                       /* socvet_row_source */
} dict_row;

typedef struct {
    uint32_t folded, first, count;
} dict_key;

typedef struct {
    uint16_t from, to;
    int16_t index_share, survey_share;
} dict_walk;

typedef struct {
    uint32_t kind, word, form;
} dict_form;

struct socvet_dict {
    const unsigned char *image; /* aligned for dict_header */
    void *copy;
};

static inline const dict_header *dict_head(const socvet_dict *d)
{
    return (const dict_header *)(const void *)d->image;
}
static inline const void *dict_part(const socvet_dict *d, dict_section s)
{
    return d->image + dict_head(d)->section[s].offset;
}
static inline uint32_t dict_count(const socvet_dict *d, dict_section s)
{
    return dict_head(d)->section[s].count;
}
static inline socvet_str dict_string(const socvet_dict *d, uint32_t i)
{
    const uint32_t *at = dict_part(d, DICT_STRINGS);
    const char *text = dict_part(d, DICT_TEXT);

    return (socvet_str){text + at[i], at[i + 1] - at[i]};
}

/* The size of one item of a section. */
size_t dict_item_size(dict_section s);
/* Fills in sha256 and version of an image made in memory. */
void dict_image_seal(char *image, size_t len);
/* Every offset, count, reference and the checksum. Expected: SOCVET_E_FORMAT, _STALE. */
socvet_status dict_image_check(const socvet_dict *d, size_t len, socvet_err *err);
#endif

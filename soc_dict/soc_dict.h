/* soc_dict.h: the Standard Occupational Classification as data: editions, unit groups, index
 * titles with their qualifiers, abbreviations, cross-walks. Opening maps an image; nothing is
 * parsed. Immutable and shared by all threads. Source: ONS, Open Government Licence v3.0. */
#ifndef SOCVET_SOC_DICT_H
#define SOCVET_SOC_DICT_H

#include "../base/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct socvet_dict socvet_dict;

/* The dictionary embedded in the library; *out is static and needs no free. Under 5 ms. */
SOCVET_API socvet_status socvet_dict_open(const socvet_dict **out, socvet_err *err);
/* One compiled by a user. The bytes are borrowed until socvet_dict_free.
 * Expected: SOCVET_E_FORMAT, SOCVET_E_STALE. */
SOCVET_API socvet_status socvet_dict_load(socvet_dict **out, socvet_str image, socvet_err *err);
SOCVET_API void socvet_dict_free(socvet_dict *dict);
/* "soc2020-v13:<hash>"; static with the dictionary. */
SOCVET_API socvet_str socvet_dict_version(const socvet_dict *dict);

/* Editions are rows: index 0.. ; name "soc2020". -1 when there is no such edition. */
SOCVET_API size_t socvet_dict_editions(const socvet_dict *dict);
SOCVET_API socvet_str socvet_dict_edition_name(const socvet_dict *dict, int edition);
SOCVET_API int socvet_dict_edition(const socvet_dict *dict, socvet_str name);
/* The edition that codes are given in when nothing is said (the newest). */
SOCVET_API int socvet_dict_default_edition(const socvet_dict *dict);

typedef struct {
    char code[8]; /* "2119", or a sub-unit "2119/02", or a group "211", "21", "2" */
    socvet_str title;
    uint8_t edition;
    uint32_t index_entries; /* how many index rows lead to it: how wide the bucket is */
} socvet_unit;

/* A unit group, sub-unit group or larger group by its code; false when the edition has none. */
SOCVET_API bool socvet_dict_unit(const socvet_dict *dict, int edition, socvet_str code,
                                 socvet_unit *out);
/* All unit groups (4 digits) of an edition in code order: fill *out for 0 <= i < count. */
SOCVET_API size_t socvet_dict_unit_count(const socvet_dict *dict, int edition);
SOCVET_API bool socvet_dict_unit_at(const socvet_dict *dict, int edition, size_t i,
                                    socvet_unit *out);

/* An index row. Codes are "" where the row has none in that edition. */
typedef struct {
    socvet_str title;    /* as people write it: "staff nurse" */
    socvet_str industry; /* IND qualifier, or empty */
    socvet_str extra;    /* ADD qualifier, or empty */
    bool is_default;     /* what ONS takes when nothing more is known */
    char soc2020_ext[8];
    char code[4][8]; /* by edition index */
    socvet_str flag; /* how ONS came by the default: "M", "O", ...; empty when none */
    uint8_t source;  /* socvet_row_source */
} socvet_index_row;
typedef enum {
    SOCVET_ROW_INDEX = 0,   /* the coding index */
    SOCVET_ROW_RELATED = 1, /* related job titles of a unit group; code in one edition only */
    SOCVET_ROW_EXTRA = 2    /* titles that only an older index has */
} socvet_row_source;

/* All rows in index order, related and extra titles after those of the index. */
SOCVET_API size_t socvet_dict_row_count(const socvet_dict *dict);
SOCVET_API bool socvet_dict_row_at(const socvet_dict *dict, size_t i, socvet_index_row *out);

/* Index rows whose folded title equals, or (prefix) begins with the folded query; in index order.
 * When there is none, the same with abbreviations written out and "of", "for", "the" left out.
 * Calls `each` (NULL: only count) until it returns false. Returns how many were found. */
SOCVET_API size_t socvet_dict_find(const socvet_dict *dict, socvet_str title, bool prefix,
                                   bool (*each)(const socvet_index_row *row, void *user),
                                   void *user);

/* The cross-walk from one code to another edition: shares in ten-thousandths of the index entries
 * and of dual-coded survey records, -1 when unknown. A sub-unit's is that of its unit group, larger
 * groups have none; within one edition a code leads to itself. The likeliest first; fills at most
 * `max`, returns how many there are. */
typedef struct {
    char to[8];
    int32_t index_share, survey_share;
} socvet_crosswalk;
SOCVET_API size_t socvet_dict_crosswalk(const socvet_dict *dict, int from_edition, socvet_str code,
                                        int to_edition, socvet_crosswalk *out, size_t max);

/* Compiles a folder of tables (the shape of soc_dict/data) to an image for socvet_dict_load; *out
 * is the caller's, given back with socvet_dict_image_free. What is wrong with the tables goes to
 * `message` (may be NULL), one line each, "path:line:column: what".
 * Expected: SOCVET_E_DATA (a table is wrong; *err says the first), SOCVET_E_IO. */
SOCVET_API socvet_status socvet_dict_compile(socvet_str *out, const char *folder,
                                             void (*message)(const char *line, void *user),
                                             void *user, socvet_err *err);
SOCVET_API void socvet_dict_image_free(socvet_str image);

#ifdef __cplusplus
}
#endif
#endif

/* numbering.h: lists and what counts them; for DOCX and DOC. */
#ifndef EXTRACT_NUMBERING_H
#define EXTRACT_NUMBERING_H
#include "extract_int.h"

enum { NUMBERING_LEVELS = 9 };

enum {
    NUMBERING_DECIMAL, NUMBERING_LOWER_LETTER, NUMBERING_UPPER_LETTER, NUMBERING_LOWER_ROMAN,
    NUMBERING_UPPER_ROMAN, NUMBERING_ORDINAL, NUMBERING_ZERO, NUMBERING_NONE
};

typedef struct {
    long start;
    uint8_t format;            /* NUMBERING_DECIMAL ... */
    bool bullet, legal, space; /* space: something stands between number and text */
    long restart;              /* the level after which it begins anew; -1: any above */
    socvet_str text;           /* "%1.%2)" */
    socvet_str font;
} numbering_level;

typedef struct {
    long id;
    socvet_str link; /* a style whose list it is */
    numbering_level level[NUMBERING_LEVELS];
    long count[NUMBERING_LEVELS];
    bool running[NUMBERING_LEVELS];
} numbering_list;

/* A use of a list, with its own starts and levels. */
typedef struct {
    long id;
    numbering_list *list;
    long start[NUMBERING_LEVELS]; /* -1: not overridden */
    bool started[NUMBERING_LEVELS];
    const numbering_level *level[NUMBERING_LEVELS]; /* a level of its own; NULL: the list's */
} numbering_num;

typedef struct {
    numbering_list *lists;
    numbering_num *nums; /* sorted by id */
    size_t n_lists, n_nums;
} numbering_set;

void numbering_sort(numbering_set *all);
numbering_num *numbering_find(const numbering_set *all, long id); /* NULL: no such use */
/* Counts one item and writes its number and a blank to *out; nothing for a bullet. False when there
 * is no such list. */
bool numbering_add(numbering_set *all, long num_id, int level, base_buf *out);
#endif

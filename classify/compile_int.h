/* compile_int.h: what the files of the model's compiler share. A compiler runs once and ends: its
 * tables are one global and go with the process. */
#ifndef CLASSIFY_COMPILE_INT_H
#define CLASSIFY_COMPILE_INT_H
#include "../base/buf.h"
#include "../base/tsv.h"
#include "classify_int.h"

typedef struct {
    void *ptr;
    size_t n, cap, size;
} compile_list;
typedef struct {
    uint64_t key;
    uint32_t value, extra;
} compile_entry;
/* A growing hash table of entries. */
typedef struct {
    compile_entry *slot;
    size_t n, cap;
} compile_map;
typedef struct {
    uint64_t phrase;
    uint32_t order;
    model_row row;
} compile_row;
typedef struct {
    char text[MODEL_WORD];
} compile_word_item;

enum { COMPILE_EDITIONS = MODEL_EDITIONS };
typedef struct {
    const char *source;
    base_arena *arena;
    model_header head;
    base_buf out;
    const model_header *folding; /* synonyms, while the tables are folded */
    compile_list strings, rows, qualifiers, words;
    compile_map word_map, synonym_map, phrase_map, surface_map, pair_map;
    size_t n_editions;
    char editions[COMPILE_EDITIONS][16], sub[COMPILE_EDITIONS][32], more[COMPILE_EDITIONS][64];
    compile_list codes[COMPILE_EDITIONS];
    uint32_t n_terms;
} compile_state;
extern compile_state cc;

/* compile_store.c */
_Noreturn void compile_die(const char *what, const char *more);
void *compile_push(compile_list *l, size_t size);
compile_entry *compile_map_at(compile_map *m, uint64_t key, bool *is_new);
bool compile_map_has(const compile_map *m, uint64_t key);
void compile_open(base_tsv *t, const char *rel);
bool compile_next(base_tsv *t);
void compile_get_z(const base_tsv *t, const char *name, char *buf, size_t cap);
uint32_t compile_string(socvet_str s);
uint32_t compile_word(socvet_str w);
size_t compile_fold(socvet_str s, classify_word *w, size_t cap, bool synonyms);
/* Joins content words by blanks. */
socvet_str compile_join(const classify_word *w, size_t n, char *buf, size_t cap);
uint16_t compile_code(size_t e, socvet_str code, bool add);
model_part compile_part(const void *data, size_t count, size_t size);
model_part compile_put_map(const compile_map *m);

/* compile_rows.c: synonyms, index rows, further titles, qualifiers' evidence, word forms. */
void compile_synonyms(void);
void compile_index(void);
void compile_seal_rows(void);
void compile_implied(void);
void compile_surfaces(void);

/* compile_weights.c: what was learned. */
void compile_params(void);
void compile_text_read(void);
void compile_title_weights(size_t e);
void compile_terms(size_t e);
#endif

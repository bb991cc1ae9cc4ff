/* compile_int.h: what the files of the compiler share. */
#ifndef SOC_DICT_COMPILE_INT_H
#define SOC_DICT_COMPILE_INT_H

#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/tsv.h"
#include "dict_int.h"

typedef struct {
    void *items;
    size_t count, cap, size;
} dict_list;

#define DICT_ITEM(list, type, i) ((type *)(list).items + (i))

typedef struct {
    const char *folder;
    void (*message)(const char *line, void *user);
    void *user;
    socvet_err *err;
    size_t wrong;
    bool full; /* memory, or the number of strings an image may have, ran out */
    base_arena *arena;
    base_buf text;
    dict_list strings; /* uint32_t: where each begins */
    uint32_t *slots;   /* of the intern table; UINT32_MAX empty */
    size_t mask;
    dict_list editions, units, unit4s, rows, walks, forms, keys, deeps, key_rows;
    dict_list row_lines; /* unsigned: where an index row stands, for messages */
    dict_list sees;      /* dict_see */
    uint32_t label, default_edition;
} dict_compiler;

/* A title that ONS sends to another; `detail` is what the other's ADD must say, or empty. */
typedef struct {
    uint32_t title, target, detail; /* strings */
} dict_see;

/* compile_table.c. A failed push or intern sets `full`, so that one check at the end will do. */
void *dict_list_push(dict_compiler *c, dict_list *l);
socvet_str dict_string_at(const dict_compiler *c, uint32_t i);
uint32_t dict_intern(dict_compiler *c, socvet_str s); /* s must not lie in c->text */

typedef struct {
    dict_compiler *c;
    base_tsv tsv;
    char path[1024];
    base_buf bytes;
    int col[12]; /* of the columns asked for */
} dict_table;

/* Says what is wrong, and where; counts it. */
void dict_say(dict_compiler *c, const socvet_err *one);
void dict_complain(dict_table *t, int column, const char *what, socvet_str value);
void dict_complain_at(dict_compiler *c, const char *path, unsigned line, size_t column,
                      const char *what, socvet_str value);
/* False when there is none (said, when it is needed) or it is wrong (said). */
bool dict_table_open(dict_table *t, dict_compiler *c, const char *name, const char *const *columns,
                     bool needed);
bool dict_table_next(dict_table *t); /* closes the table at its end */
socvet_str dict_field(const dict_table *t, int i);
size_t dict_column(const dict_table *t, int i); /* where that field begins, from 1 */

/* compile_units.c */
void dict_read_editions(dict_compiler *c);
uint16_t dict_find_unit(const dict_compiler *c, uint32_t edition, socvet_str code);
int dict_edition_named(const dict_compiler *c, socvet_str name);

/* compile_forms.c: `ctx` of the finder is the compiler. */
void dict_read_forms(dict_compiler *c);
bool dict_find_form(const void *ctx, dict_form_kind kind, socvet_str word, socvet_str *form);

/* compile_index.c */
void dict_read_rows(dict_compiler *c);
/* The unit of the code in a raw column of the current row; says so and clears *ok if unknown. */
uint16_t dict_code_in(dict_table *t, int column, uint32_t edition, bool *ok);

/* compile_keys.c, compile_walk.c */
void dict_read_see(dict_compiler *c);
void dict_make_keys(dict_compiler *c, dict_list *keys, unsigned flags);
void dict_read_walk(dict_compiler *c);
#endif

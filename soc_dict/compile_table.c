/* compile_table.c: the compiler's ground: lists, strings kept once each, tables and what is said
 * about them. */
#include <stdio.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "compile_int.h"

void *dict_list_push(dict_compiler *c, dict_list *l)
{
    if (!base_arena_grow(c->arena, &l->items, &l->cap, l->count, l->size)) {
        c->full = true;
        return NULL;
    }
    return (char *)l->items + l->size * l->count++;
}

socvet_str dict_string_at(const dict_compiler *c, uint32_t i)
{
    uint32_t from = *DICT_ITEM(c->strings, uint32_t, i);
    uint32_t to =
        i + 1 < c->strings.count ? *DICT_ITEM(c->strings, uint32_t, i + 1) : (uint32_t)c->text.len;

    return (socvet_str){c->text.ptr ? c->text.ptr + from : "", to - from};
}

uint32_t dict_intern(dict_compiler *c, socvet_str s)
{
    size_t at = base_hash64(s) & c->mask;

    while (c->slots[at] != UINT32_MAX && !base_str_eq(dict_string_at(c, c->slots[at]), s))
        at = (at + 1) & c->mask;
    if (c->slots[at] == UINT32_MAX) {
        uint32_t *from = c->strings.count < c->mask / 2 ? dict_list_push(c, &c->strings) : NULL;
        if (!from) {
            c->full = true;
            return 0;
        }
        *from = (uint32_t)c->text.len;
        base_buf_add(&c->text, s);
        c->slots[at] = (uint32_t)c->strings.count - 1;
    }
    return c->slots[at];
}

void dict_say(dict_compiler *c, const socvet_err *one)
{
    c->wrong++;
    if (c->message)
        c->message(one->text, c->user);
    if (c->err->code == SOCVET_OK)
        *c->err = *one;
}

void dict_complain_at(dict_compiler *c, const char *path, unsigned line, size_t column,
                      const char *what, socvet_str value)
{
    socvet_err one = {0};

    if (value.len > 80)
        value.len = 80;
    base_fail(&one, SOCVET_E_DATA, "soc_dict", SOCVET_NO_OFFSET, "%s:%u:%zu: %s '%.*s'", path, line,
              column, what, SOCVET_ARG(value));
    dict_say(c, &one);
}

size_t dict_column(const dict_table *t, int i)
{
    size_t at = 1;

    for (int k = 0; k < t->col[i]; k++)
        at += t->tsv.field[k].len + 1;
    return at;
}

void dict_complain(dict_table *t, int column, const char *what, socvet_str value)
{
    dict_complain_at(t->c, t->path, t->tsv.line, dict_column(t, column), what, value);
}

bool dict_table_open(dict_table *t, dict_compiler *c, const char *name, const char *const *columns,
                     bool needed)
{
    socvet_err one = {0};

    t->c = c;
    snprintf(t->path, sizeof t->path, "%s/%s", c->folder, name);
    socvet_status s = base_file_read(&t->bytes, t->path, (size_t)64 << 20, &one);
    if (!s)
        s = base_tsv_open(&t->tsv, base_buf_str(&t->bytes), t->path, &one);
    if (!s)
        s = base_tsv_need(&t->tsv, columns, t->col, &one);
    if (s && (needed || s != SOCVET_E_IO))
        dict_say(c, &one);
    if (s)
        base_buf_clear(&t->bytes);
    return s == SOCVET_OK;
}

bool dict_table_next(dict_table *t)
{
    socvet_err one = {0};
    bool more = false;

    while (base_tsv_next(&t->tsv, &more, &one) != SOCVET_OK) {
        dict_say(t->c, &one);
        base_err_clear(&one);
    }
    if (!more)
        base_buf_clear(&t->bytes);
    return more;
}

socvet_str dict_field(const dict_table *t, int i)
{
    return t->tsv.field[t->col[i]];
}

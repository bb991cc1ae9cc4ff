/* compile.c: a folder of tables -> an image. What is wrong is said like a compiler does:
 * path:line:column: what; the first goes to *err, all go to `message`. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "compile_int.h"

static socvet_status nomem(dict_compiler *c)
{
    return base_fail(c->err, SOCVET_E_NOMEM, "soc_dict", SOCVET_NO_OFFSET,
                     "memory, or the strings that an image may have, ran out");
}

static socvet_status write_image(dict_compiler *c, socvet_str *out)
{
    uint32_t *end = dict_list_push(c, &c->strings);
    base_buf b;
    dict_header h = {.schema = DICT_SCHEMA,
                     .order = DICT_ORDER,
                     .label = c->label,
                     .default_edition = c->default_edition};
    dict_list text = {c->text.ptr, c->text.len, 0, 1};
    const dict_list *parts[DICT_SECTIONS] = {
        [DICT_TEXT] = &text,     [DICT_STRINGS] = &c->strings, [DICT_EDITION] = &c->editions,
        [DICT_UNIT] = &c->units, [DICT_UNIT4] = &c->unit4s,    [DICT_ROW] = &c->rows,
        [DICT_KEY] = &c->keys,   [DICT_DEEP] = &c->deeps,      [DICT_KEY_ROW] = &c->key_rows,
        [DICT_WALK] = &c->walks, [DICT_FORMS] = &c->forms};

    if (!end || c->full || c->text.failed)
        return nomem(c);
    *end = (uint32_t)c->text.len;
    base_buf_init(&b, 0);
    memcpy(h.magic, DICT_MAGIC, sizeof h.magic);
    base_buf_add(&b, (socvet_str){(const char *)&h, sizeof h});
    for (int s = 0; s < DICT_SECTIONS; s++) {
        while (b.len % 8)
            base_buf_add_char(&b, 0);
        h.section[s] = (dict_extent){b.len, (uint32_t)parts[s]->count,
                                     (uint32_t)dict_item_size((dict_section)s)};
        base_buf_add(
            &b, (socvet_str){parts[s]->items, parts[s]->count * dict_item_size((dict_section)s)});
    }
    while (b.len % 8)
        base_buf_add_char(&b, 0);
    h.bytes = b.len;
    if (b.failed)
        return nomem(c);
    memcpy(b.ptr, &h, sizeof h);
    dict_image_seal(b.ptr, b.len);
    socvet_dict d = {(const unsigned char *)b.ptr, NULL};
    socvet_status s = dict_image_check(&d, b.len, c->err);
    if (s)
        base_buf_clear(&b);
    else
        *out = base_buf_str(&b);
    return s;
}

static void init_lists(dict_compiler *c)
{
    c->strings.size = sizeof(uint32_t);
    c->editions.size = sizeof(dict_edition);
    c->units.size = sizeof(dict_unit);
    c->unit4s.size = sizeof(uint16_t);
    c->rows.size = sizeof(dict_row);
    c->walks.size = sizeof(dict_walk);
    c->forms.size = sizeof(dict_form);
    c->keys.size = c->deeps.size = sizeof(dict_key);
    c->key_rows.size = sizeof(uint32_t);
    c->row_lines.size = sizeof(unsigned);
    c->sees.size = sizeof(dict_see);
}

static void read_all(dict_compiler *c)
{
    dict_intern(c, (socvet_str){"", 0});
    dict_read_editions(c);
    if (c->wrong)
        return;
    dict_read_forms(c);
    dict_read_rows(c);
    dict_read_walk(c);
    dict_read_see(c);
    if (c->wrong)
        return;
    dict_make_keys(c, &c->keys, 0);
    dict_make_keys(c, &c->deeps, SOCVET_FOLD_EXPAND | SOCVET_FOLD_DROP_STOPS);
}

socvet_status socvet_dict_compile(socvet_str *out, const char *folder,
                                  void (*message)(const char *line, void *user), void *user,
                                  socvet_err *err)
{
    enum { SLOTS = 1 << 20 };
    socvet_err own = {0};
    dict_compiler c = {.folder = folder,
                       .message = message,
                       .user = user,
                       .err = err ? err : &own,
                       .mask = SLOTS - 1};

    *out = (socvet_str){NULL, 0};
    base_err_clear(c.err);
    c.arena = base_arena_new(0);
    c.slots = malloc(SLOTS * sizeof *c.slots);
    base_buf_init(&c.text, UINT32_MAX / 2);
    init_lists(&c);
    socvet_status s = c.arena && c.slots ? SOCVET_OK : nomem(&c);
    if (!s) {
        memset(c.slots, 0xFF, SLOTS * sizeof *c.slots);
        read_all(&c);
        s = c.wrong ? c.err->code : write_image(&c, out);
    }
    free(c.slots);
    base_buf_clear(&c.text);
    base_arena_free(c.arena);
    return s;
}

void socvet_dict_image_free(socvet_str image)
{
    free((void *)(uintptr_t)image.ptr);
}

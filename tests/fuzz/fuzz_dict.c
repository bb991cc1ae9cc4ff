/* fuzz_dict.c: a dictionary image from a stranger: refused, or every look-up stays inside it. The
 * checksum is mended first, for it would hide what lies behind; then the bytes as they came. */
#include <stdlib.h>
#include <string.h>

#include "soc_dict/dict_int.h"

static bool touch(const socvet_index_row *row, void *user)
{
    size_t *sum = user;

    *sum += row->title.len + row->industry.len + row->extra.len + strlen(row->soc2020_ext);
    return true;
}

static void walk(const socvet_dict *d, int e, const socvet_unit *u, size_t *sum)
{
    socvet_crosswalk w[8];

    for (int to = 0; to < (int)socvet_dict_editions(d); to++)
        *sum += socvet_dict_crosswalk(d, e, (socvet_str){u->code, strlen(u->code)}, to, w, 8);
}

static void use(const socvet_dict *d)
{
    size_t sum = socvet_dict_version(d).len;
    socvet_unit u;
    socvet_index_row r;
    socvet_str out[4];

    for (int e = -1; e <= (int)socvet_dict_editions(d); e++) {
        sum += socvet_dict_edition_name(d, e).len;
        for (size_t i = 0; i < 64 && socvet_dict_unit_at(d, e, i, &u); i++)
            walk(d, e, &u, &sum);
    }
    for (size_t i = 0; i < 64 && socvet_dict_row_at(d, i, &r); i++) {
        sum += socvet_dict_find(d, r.title, false, touch, &sum);
        sum += socvet_dict_find(d, r.title, true, touch, &sum);
        sum += socvet_dict_expand(d, r.title, out, 4);
    }
    sum += socvet_dict_find(d, (socvet_str){"IT co-ordinators of HR", 22}, true, touch, &sum);
    (void)sum;
}

static void load(const char *bytes, size_t size)
{
    socvet_dict *d;

    if (socvet_dict_load(&d, (socvet_str){bytes, size}, NULL) != SOCVET_OK)
        return;
    use(d);
    socvet_dict_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = calloc(1, size + 1);

    if (!copy)
        return 0;
    if (size)
        memcpy(copy, data, size);
    load(copy, size);
    if (size >= sizeof(dict_header)) {
        dict_header h;
        memcpy(&h, copy, sizeof h);
        memcpy(h.magic, DICT_MAGIC, sizeof h.magic);
        h.schema = DICT_SCHEMA;
        h.order = DICT_ORDER;
        h.bytes = size;
        memcpy(copy, &h, sizeof h);
        dict_image_seal(copy, size);
        load(copy, size);
        memmove(copy + 1, copy, size); /* not aligned */
        load(copy + 1, size);
    }
    free(copy);
    return 0;
}

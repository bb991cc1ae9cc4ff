/* compile_store.c: lists, hash tables, strings, words and parts of the model's compiler. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "compile_int.h"

_Noreturn void compile_die(const char *what, const char *more)
{
    fprintf(stderr, "classify-compile: %s %s\n", what, more);
    exit(1);
}

void *compile_push(compile_list *l, size_t size)
{
    if (l->n == l->cap) {
        l->size = size;
        l->cap = l->cap ? l->cap * 2 : 1024;
        l->ptr = realloc(l->ptr, l->cap * size);
        if (!l->ptr)
            compile_die("out of memory", "");
    }
    void *p = (char *)l->ptr + l->n++ * size;
    memset(p, 0, size);
    return p;
}

compile_entry *compile_map_at(compile_map *m, uint64_t key, bool *is_new)
{
    if (m->n * 2 >= m->cap) {
        compile_map old = *m;
        m->cap = old.cap ? old.cap * 2 : 4096;
        m->slot = calloc(m->cap, sizeof *m->slot);
        if (!m->slot)
            compile_die("out of memory", "");
        for (size_t i = 0; i < old.cap; i++) {
            if (!old.slot[i].key)
                continue;
            size_t k = old.slot[i].key & (m->cap - 1);
            while (m->slot[k].key)
                k = (k + 1) & (m->cap - 1);
            m->slot[k] = old.slot[i];
        }
        free(old.slot);
    }
    size_t k = key & (m->cap - 1);
    while (m->slot[k].key && m->slot[k].key != key)
        k = (k + 1) & (m->cap - 1);
    *is_new = m->slot[k].key == 0;
    if (*is_new) {
        m->slot[k] = (compile_entry){.key = key};
        m->n++;
    }
    return &m->slot[k];
}

bool compile_map_has(const compile_map *m, uint64_t key)
{
    size_t k = key & (m->cap - 1);

    while (m->cap && m->slot[k].key && m->slot[k].key != key)
        k = (k + 1) & (m->cap - 1);
    return m->cap && m->slot[k].key == key;
}

static socvet_str load(const char *rel, base_buf *buf)
{
    char path[1024];
    socvet_err err;

    snprintf(path, sizeof path, "%s/%s", cc.source, rel);
    if (base_file_read(buf, path, 0, &err) != SOCVET_OK)
        compile_die(path, err.text);
    return base_buf_str(buf);
}

void compile_open(base_tsv *t, const char *rel)
{
    base_buf *buf = calloc(1, sizeof *buf); /* kept: rows borrow it */
    socvet_err err;

    if (!buf || base_tsv_open(t, load(rel, buf), rel, &err) != SOCVET_OK)
        compile_die(rel, buf ? err.text : "");
}

bool compile_next(base_tsv *t)
{
    bool more;
    socvet_err err;

    if (base_tsv_next(t, &more, &err) != SOCVET_OK)
        compile_die("", err.text);
    return more;
}

void compile_get_z(const base_tsv *t, const char *name, char *buf, size_t cap)
{
    socvet_str s = base_tsv_get(t, name);

    if (s.len >= cap)
        compile_die("too long a field:", name);
    memcpy(buf, s.ptr ? s.ptr : "", s.len);
    buf[s.len] = 0;
}

uint32_t compile_string(socvet_str s)
{
    uint32_t at = (uint32_t)cc.strings.n;

    for (size_t i = 0; i < s.len; i++)
        *(char *)compile_push(&cc.strings, 1) = s.ptr[i];
    *(char *)compile_push(&cc.strings, 1) = 0;
    return at;
}

uint32_t compile_word(socvet_str w)
{
    bool is_new;
    compile_entry *e = compile_map_at(&cc.word_map, model_key(w), &is_new);

    if (is_new) {
        compile_word_item *item = compile_push(&cc.words, sizeof *item);
        memcpy(item->text, w.ptr, w.len < MODEL_WORD ? w.len : MODEL_WORD - 1);
        e->value = (uint32_t)cc.words.n - 1;
    }
    return e->value;
}

size_t compile_fold(socvet_str s, classify_word *w, size_t cap, bool synonyms)
{
    base_token *t;
    size_t n;
    socvet_err err;
    static classify_word raw[CLASSIFY_TITLE_WORDS];

    base_arena_reset(cc.arena);
    if (base_tokenise(cc.arena, s, 0, (uint32_t)s.len, &t, &n, &err) != SOCVET_OK)
        compile_die("tokenise", err.text);
    n = classify_fold_tokens(s, t, n, raw, CLASSIFY_TITLE_WORDS);
    if (!synonyms) {
        memcpy(w, raw, n * sizeof *w);
        return n;
    }
    return classify_synonyms(cc.folding, raw, n, w, cap);
}

socvet_str compile_join(const classify_word *w, size_t n, char *buf, size_t cap)
{
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        if (w[i].is_break || w[i].is_stop || len + w[i].len + 1 >= cap)
            continue;
        if (len)
            buf[len++] = ' ';
        memcpy(buf + len, w[i].text, w[i].len);
        len += w[i].len;
    }
    return (socvet_str){buf, len};
}

uint16_t compile_code(size_t e, socvet_str code, bool add)
{
    if (code.len == 0)
        return MODEL_NONE;
    for (size_t i = 0; i < cc.codes[e].n; i++) {
        char *c = (char *)cc.codes[e].ptr + i * 8;
        if (strlen(c) == code.len && memcmp(c, code.ptr, code.len) == 0)
            return (uint16_t)i;
    }
    if (!add)
        return MODEL_NONE;
    char *c = compile_push(&cc.codes[e], 8);
    memcpy(c, code.ptr, code.len < 7 ? code.len : 7);
    return (uint16_t)(cc.codes[e].n - 1);
}

model_part compile_part(const void *data, size_t count, size_t size)
{
    while (cc.out.len % 64)
        base_buf_add_char(&cc.out, 0);
    model_part p = {(uint32_t)cc.out.len, (uint32_t)count};
    base_buf_add(&cc.out, (socvet_str){data, count * size});
    return p;
}

model_part compile_put_map(const compile_map *m)
{
    size_t cap = 16;

    while (cap < m->n * 2)
        cap *= 2;
    model_slot *s = calloc(cap, sizeof *s);
    if (!s)
        compile_die("out of memory", "");
    /* in order of key, so that the bytes do not depend on how the map grew */
    for (size_t i = 0; i < m->cap; i++) {
        if (!m->slot[i].key)
            continue;
        size_t k = m->slot[i].key & (cap - 1);
        while (s[k].key)
            k = (k + 1) & (cap - 1);
        s[k] = (model_slot){m->slot[i].key, m->slot[i].value, m->slot[i].extra};
    }
    model_part p = compile_part(s, cap, sizeof *s);
    free(s);
    return p;
}

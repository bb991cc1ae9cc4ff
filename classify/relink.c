/* relink.c: a user's dictionary under the embedded model: its index rows take the place of the
 * model's own, in a copy of the image; what was learned stays. Titles of our own (titles.tsv) stay
 * where the dictionary says nothing of them. */
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/err.h"
#include "../base/str.h"
#include "classify_int.h"

typedef struct {
    uint64_t phrase;
    uint32_t order;
    bool is_own;
    model_row row;
} linked_row;

typedef struct {
    const model_header *m;
    const socvet_classifier *c;
    base_arena *arena; /* of one row */
    linked_row *rows;
    size_t n_rows, cap;
    uint32_t *qualifiers;
    size_t n_qualifiers, qualifiers_cap;
    base_buf text;
    uint16_t place[MODEL_EDITIONS][10000]; /* by the code's number */
    uint8_t *is_weak;                      /* by word id */
    size_t untrained;
    bool failed;
} linker;

static linked_row *push_row(linker *l)
{
    if (l->n_rows == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 16384;
        linked_row *grown = realloc(l->rows, cap * sizeof *grown);
        if (!grown) {
            l->failed = true;
            return NULL;
        }
        l->rows = grown;
        l->cap = cap;
    }
    linked_row *r = &l->rows[l->n_rows++];
    *r = (linked_row){.order = (uint32_t)l->n_rows};
    return r;
}

static void push_qualifier(linker *l, uint32_t id)
{
    if (l->n_qualifiers == l->qualifiers_cap) {
        size_t cap = l->qualifiers_cap ? l->qualifiers_cap * 2 : 16384;
        uint32_t *grown = realloc(l->qualifiers, cap * sizeof *grown);
        if (!grown) {
            l->failed = true;
            return;
        }
        l->qualifiers = grown;
        l->qualifiers_cap = cap;
    }
    l->qualifiers[l->n_qualifiers++] = id;
}

static uint32_t push_string(linker *l, socvet_str s)
{
    uint32_t at = (uint32_t)l->text.len;

    base_buf_add(&l->text, s);
    base_buf_add_char(&l->text, 0);
    return at;
}

/* The words of an index title or qualifier, folded as the advert's are. */
static size_t fold(linker *l, socvet_str s, classify_word *out)
{
    classify_word raw[CLASSIFY_TITLE_WORDS];
    base_token *t;
    size_t n;

    if (base_tokenise(l->arena, s, 0, (uint32_t)s.len, &t, &n, NULL) != SOCVET_OK) {
        l->failed = true;
        return 0;
    }
    n = classify_fold_tokens(s, t, n, raw, CLASSIFY_TITLE_WORDS);
    return classify_synonyms(l->m, raw, n, out, CLASSIFY_TITLE_WORDS);
}

static uint64_t phrase_key(const classify_word *w, size_t n)
{
    char key[1024];
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        if (w[i].is_break || w[i].is_stop || len + w[i].len + 1 >= sizeof key)
            continue;
        if (len)
            key[len++] = ' ';
        memcpy(key + len, w[i].text, w[i].len);
        len += w[i].len;
    }
    return len ? model_key((socvet_str){key, len}) : 0;
}

/* A word that the model has never seen is never said: "?" stands for it. */
static uint32_t word_id(const linker *l, const classify_word *w)
{
    const model_slot *s = model_find(l->m, l->m->words, model_key((socvet_str){w->text, w->len}));

    if (!s)
        s = model_find(l->m, l->m->words, model_key(SOCVET_STR("?")));
    return s ? s->first : 0;
}

static bool has_word(const classify_word *title, size_t n, const classify_word *w)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(title[i].text, w->text) == 0)
            return true;
    return false;
}

static void add_qualifier(linker *l, model_row *row, const socvet_index_row *in,
                          const classify_word *title, size_t n_title)
{
    classify_word w[CLASSIFY_TITLE_WORDS];
    socvet_str all = base_arena_printf(l->arena, "%.*s%s%.*s", SOCVET_ARG(in->industry),
                                       in->industry.len && in->extra.len ? " " : "",
                                       SOCVET_ARG(in->extra));
    size_t n = fold(l, all, w);

    row->flags |= MODEL_ROW_QUALIFIED;
    row->words = (uint32_t)l->n_qualifiers;
    for (size_t i = 0; i < n && row->n_words < UINT8_MAX; i++) {
        if (w[i].is_break || w[i].is_stop || has_word(title, n_title, &w[i]) || has_word(w, i, &w[i]))
            continue;
        uint32_t id = word_id(l, &w[i]);
        push_qualifier(l, id | (l->is_weak[id] ? MODEL_WEAK : 0));
        row->n_words++;
    }
    row->qualifier = push_string(l, all);
}

static uint16_t place_of(const linker *l, size_t e, const char *code)
{
    uint64_t v;

    if (strlen(code) != 4 || !base_str_to_u64(base_str_z(code), &v) || v >= 10000)
        return MODEL_NONE;
    return l->place[e][v];
}

static void add_row(linker *l, const socvet_index_row *in)
{
    classify_word w[CLASSIFY_TITLE_WORDS];
    bool coded = false, known = false;

    base_arena_reset(l->arena);
    size_t n = fold(l, in->title, w);
    uint64_t key = phrase_key(w, n);
    linked_row *r = key ? push_row(l) : NULL;
    if (!r)
        return;
    r->phrase = key;
    for (size_t e = 0; e < MODEL_EDITIONS; e++) {
        int d = e < l->m->n_editions ? l->c->dict_of[e] : -1;
        const char *code = d >= 0 && d < 4 ? in->code[d] : "";
        r->row.code[e] = place_of(l, e, code);
        coded |= *code != 0;
        known |= r->row.code[e] != MODEL_NONE;
    }
    l->untrained += coded && !known;
    memcpy(r->row.sub, in->soc2020_ext, sizeof r->row.sub);
    r->row.flags = in->is_default ? MODEL_ROW_DEFAULT : 0;
    r->row.title = push_string(l, in->title);
    if (in->industry.len || in->extra.len)
        add_qualifier(l, &r->row, in, w, n);
}

/* Titles of our own: the dictionary's rows go before them. */
static void keep_own(linker *l)
{
    const model_slot *s = model_at(l->m, l->m->phrases);
    const model_row *rows = model_at(l->m, l->m->rows);
    const uint32_t *words = model_at(l->m, l->m->qualifier);

    for (uint32_t i = 0; i < l->m->phrases.count; i++)
        for (uint32_t k = 0; s[i].key && k < s[i].count; k++) {
            const model_row *from = &rows[s[i].first + k];
            linked_row *r = from->flags & MODEL_ROW_OWN ? push_row(l) : NULL;
            if (!r)
                continue;
            r->phrase = s[i].key;
            r->is_own = true;
            r->row = *from; /* its strings lie where they lay */
            r->row.words = (uint32_t)l->n_qualifiers;
            for (unsigned q = 0; q < from->n_words; q++)
                push_qualifier(l, words[from->words + q]);
        }
}

static int by_phrase(const void *a, const void *b)
{
    const linked_row *x = a, *y = b;

    if (x->phrase != y->phrase)
        return x->phrase < y->phrase ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* A row of our own counts only in editions where the dictionary has no unqualified row of the title. */
static void mask_own(const linker *l, linked_row *r, size_t n)
{
    uint32_t had = 0;

    for (size_t i = 0; i < n; i++)
        for (uint32_t e = 0; e < l->m->n_editions; e++) {
            if (r[i].is_own && had >> e & 1)
                r[i].row.code[e] = MODEL_NONE;
            if (!r[i].is_own && !(r[i].row.flags & MODEL_ROW_QUALIFIED))
                had |= (uint32_t)(r[i].row.code[e] != MODEL_NONE) << e;
        }
}

static void put_phrase(model_slot *slots, size_t mask, uint64_t key, uint32_t first, uint32_t count)
{
    size_t k = key & mask;

    while (slots[k].key)
        k = (k + 1) & mask;
    slots[k] = (model_slot){key, first, count};
}

static model_part append(char *image, size_t *len, const void *data, size_t count, size_t size)
{
    *len = (*len + 63) / 64 * 64;
    model_part p = {(uint32_t)*len, (uint32_t)count};
    if (count)
        memcpy(image + *len, data, count * size);
    *len += count * size;
    return p;
}

/* The old image with its text, rows, qualifiers and phrases put anew behind it. */
static socvet_status write_image(linker *l, void **out, socvet_err *err)
{
    size_t cap = 16, len = l->m->bytes;

    while (cap < l->n_rows * 2)
        cap *= 2;
    uint64_t whole = (uint64_t)len + l->text.len + cap * sizeof(model_slot) +
                     l->n_rows * sizeof(model_row) + l->n_qualifiers * sizeof(uint32_t) + 64 * 8;
    if (whole > UINT32_MAX)
        return base_fail(err, SOCVET_E_LIMIT, "classify", SOCVET_NO_OFFSET,
                         "the dictionary has too many rows for the coder");
    char *image = aligned_alloc(64, (size_t)(whole + 63) / 64 * 64);
    model_slot *slots = calloc(cap, sizeof *slots);
    model_row *rows = calloc(l->n_rows + 1, sizeof *rows);
    if (!image || !slots || !rows) {
        free(image), free(slots), free(rows);
        return classify_nomem(err);
    }
    for (size_t i = 0, n; i < l->n_rows; i += n) {
        for (n = 1; i + n < l->n_rows && l->rows[i + n].phrase == l->rows[i].phrase;)
            n++;
        mask_own(l, l->rows + i, n);
        put_phrase(slots, cap - 1, l->rows[i].phrase, (uint32_t)i, (uint32_t)n);
    }
    for (size_t i = 0; i < l->n_rows; i++)
        rows[i] = l->rows[i].row;
    model_header h = *l->m;
    memcpy(image, l->m, len);
    h.text = append(image, &len, l->text.ptr, l->text.len, 1);
    h.phrases = append(image, &len, slots, cap, sizeof *slots);
    h.rows = append(image, &len, rows, l->n_rows, sizeof *rows);
    h.qualifier = append(image, &len, l->qualifiers, l->n_qualifiers, sizeof(uint32_t));
    h.bytes = len;
    memcpy(image, &h, sizeof h);
    free(slots);
    free(rows);
    *out = image;
    return SOCVET_OK;
}

static void read_model(linker *l)
{
    const uint32_t *q = model_at(l->m, l->m->qualifier);

    memset(l->place, 0xff, sizeof l->place); /* MODEL_NONE */
    for (size_t e = 0; e < l->m->n_editions; e++) {
        const char *codes = model_at(l->m, l->m->edition[e].codes);
        for (uint32_t i = 0; i < l->m->edition[e].n_codes; i++) {
            uint64_t v;
            if (base_str_to_u64(base_str_z(codes + 8 * (size_t)i), &v) && v < 10000)
                l->place[e][v] = (uint16_t)i;
        }
    }
    for (uint32_t i = 0; i < l->m->qualifier.count; i++)
        if (q[i] & MODEL_WEAK)
            l->is_weak[q[i] & ~MODEL_WEAK] = 1;
    base_buf_add(&l->text, (socvet_str){model_at(l->m, l->m->text), l->m->text.count});
}

socvet_status classify_relink(socvet_classifier *c, socvet_err *err)
{
    socvet_status st = SOCVET_OK;
    linker *l = calloc(1, sizeof *l);
    socvet_index_row row;

    if (!l)
        return classify_nomem(err);
    l->m = c->model;
    l->c = c;
    l->arena = base_arena_new(0);
    l->is_weak = calloc(c->model->n_words + 1, 1);
    base_buf_init(&l->text, 0);
    if (!l->arena || !l->is_weak)
        l->failed = true;
    else
        read_model(l);
    for (size_t i = 0; !l->failed && i < socvet_dict_row_count(c->dict); i++)
        if (socvet_dict_row_at(c->dict, i, &row) && row.source != SOCVET_ROW_RELATED)
            add_row(l, &row);
    if (!l->failed) {
        keep_own(l);
        qsort(l->rows, l->n_rows, sizeof *l->rows, by_phrase);
    }
    if (l->failed || l->text.failed)
        st = classify_nomem(err);
    else
        st = write_image(l, &c->own, err);
    if (st == SOCVET_OK)
        c->model = c->own;
    c->untrained = l->untrained;
    base_buf_clear(&l->text);
    base_arena_free(l->arena);
    free(l->is_weak), free(l->rows), free(l->qualifiers);
    free(l);
    return st;
}

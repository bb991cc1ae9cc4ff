/* compile.c: host tool: the tables of soc_dict/data and classify/data -> the model's image.
 *   classify-compile SOURCE_DIR OUTPUT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "classify_int.h"

typedef struct {
    void *ptr;
    size_t n, cap, size;
} list;
typedef struct {
    uint64_t key;
    uint32_t value, extra;
} entry;

static _Noreturn void die(const char *what, const char *more)
{
    fprintf(stderr, "classify-compile: %s %s\n", what, more);
    exit(1);
}

static void *push(list *l, size_t size)
{
    if (l->n == l->cap) {
        l->size = size;
        l->cap = l->cap ? l->cap * 2 : 1024;
        l->ptr = realloc(l->ptr, l->cap * size);
        if (!l->ptr)
            die("out of memory", "");
    }
    void *p = (char *)l->ptr + l->n++ * size;
    memset(p, 0, size);
    return p;
}

/* A growing hash table of entries. */
typedef struct {
    entry *slot;
    size_t n, cap;
} map;

static entry *map_at(map *m, uint64_t key, bool *is_new)
{
    if (m->n * 2 >= m->cap) {
        map old = *m;
        m->cap = old.cap ? old.cap * 2 : 4096;
        m->slot = calloc(m->cap, sizeof *m->slot);
        if (!m->slot)
            die("out of memory", "");
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
        m->slot[k] = (entry){.key = key};
        m->n++;
    }
    return &m->slot[k];
}

static const char *source;
static base_arena *arena;
static model_header head;
static base_buf out;
static const model_header *folding; /* synonyms, while the tables are folded */
static list strings, rows, qualifiers, words;
static map word_map, synonym_map, phrase_map, surface_map, pair_map;
typedef struct {
    uint64_t phrase;
    uint32_t order;
    model_row row;
} row_item;
typedef struct {
    char text[MODEL_WORD];
} word_item;

static const char *const editions[] = {"soc2020", "soc2010"}; /* data rows: the folders there are */
enum { EDITIONS = sizeof editions / sizeof *editions };
static list codes[EDITIONS];

static socvet_str load(const char *rel, base_buf *buf)
{
    char path[1024];
    socvet_err err;

    snprintf(path, sizeof path, "%s/%s", source, rel);
    if (base_file_read(buf, path, 0, &err) != SOCVET_OK)
        die(path, err.text);
    return base_buf_str(buf);
}

static void open_table(base_tsv *t, const char *rel)
{
    base_buf *buf = calloc(1, sizeof *buf); /* kept: rows borrow it */
    socvet_err err;

    if (!buf || base_tsv_open(t, load(rel, buf), rel, &err) != SOCVET_OK)
        die(rel, buf ? err.text : "");
}

static bool next_row(base_tsv *t)
{
    bool more;
    socvet_err err;

    if (base_tsv_next(t, &more, &err) != SOCVET_OK)
        die("", err.text);
    return more;
}

static uint32_t add_string(socvet_str s)
{
    uint32_t at = (uint32_t)strings.n;

    for (size_t i = 0; i < s.len; i++)
        *(char *)push(&strings, 1) = s.ptr[i];
    *(char *)push(&strings, 1) = 0;
    return at;
}

static uint32_t word_id(socvet_str w)
{
    bool is_new;
    entry *e = map_at(&word_map, model_key(w), &is_new);

    if (is_new) {
        word_item *item = push(&words, sizeof *item);
        memcpy(item->text, w.ptr, w.len < MODEL_WORD ? w.len : MODEL_WORD - 1);
        e->value = (uint32_t)words.n - 1;
    }
    return e->value;
}

static size_t fold(socvet_str s, classify_word *w, size_t cap, bool synonyms)
{
    base_token *t;
    size_t n;
    socvet_err err;
    static classify_word raw[CLASSIFY_TITLE_WORDS];

    base_arena_reset(arena);
    if (base_tokenise(arena, s, 0, (uint32_t)s.len, &t, &n, &err) != SOCVET_OK)
        die("tokenise", err.text);
    n = classify_fold_tokens(s, t, n, raw, CLASSIFY_TITLE_WORDS);
    if (!synonyms) {
        memcpy(w, raw, n * sizeof *w);
        return n;
    }
    return classify_synonyms(folding, raw, n, w, cap);
}

/* Joins content words by blanks. */
static socvet_str join(const classify_word *w, size_t n, char *buf, size_t cap)
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

static uint16_t code_place(int e, socvet_str code, bool add)
{
    if (code.len == 0)
        return MODEL_NONE;
    for (size_t i = 0; i < codes[e].n; i++) {
        char *c = (char *)codes[e].ptr + i * 8;
        if (strlen(c) == code.len && memcmp(c, code.ptr, code.len) == 0)
            return (uint16_t)i;
    }
    if (!add)
        return MODEL_NONE;
    char *c = push(&codes[e], 8);
    memcpy(c, code.ptr, code.len < 7 ? code.len : 7);
    return (uint16_t)(codes[e].n - 1);
}

/* --- the image ------------------------------------------------------------------------------ */

static model_part put_part(const void *data, size_t count, size_t size)
{
    while (out.len % 64)
        base_buf_add_char(&out, 0);
    model_part p = {(uint32_t)out.len, (uint32_t)count};
    base_buf_add(&out, (socvet_str){data, count * size});
    return p;
}

static model_part put_map(const map *m)
{
    size_t cap = 16;

    while (cap < m->n * 2)
        cap *= 2;
    model_slot *s = calloc(cap, sizeof *s);
    if (!s)
        die("out of memory", "");
    /* in order of key, so that the bytes do not depend on how the map grew */
    for (size_t i = 0; i < m->cap; i++) {
        if (!m->slot[i].key)
            continue;
        size_t k = m->slot[i].key & (cap - 1);
        while (s[k].key)
            k = (k + 1) & (cap - 1);
        s[k] = (model_slot){m->slot[i].key, m->slot[i].value, m->slot[i].extra};
    }
    model_part p = put_part(s, cap, sizeof *s);
    free(s);
    return p;
}

static void read_synonyms(void)
{
    base_tsv t;

    open_table(&t, "classify/data/synonyms.tsv");
    while (next_row(&t)) {
        classify_word w[16];
        char form[256], means[256];
        bool is_new;
        size_t len = 0, n = fold(base_tsv_get(&t, "form"), w, 16, false);

        for (size_t i = 0; i < n; i++)
            len += (size_t)snprintf(form + len, sizeof form - len, "%s%s", i ? " " : "", w[i].text);
        socvet_str key = {form, len};
        n = fold(base_tsv_get(&t, "means"), w, 16, false);
        len = 0;
        for (size_t i = 0; i < n; i++)
            len += (size_t)snprintf(means + len, sizeof means - len, "%s%s", i ? " " : "", w[i].text);
        entry *e = map_at(&synonym_map, model_key(key), &is_new);
        e->value = add_string((socvet_str){means, len});
    }
}

static void add_row(socvet_str title, socvet_str ind, socvet_str add, socvet_str sub,
                    const socvet_str *code, bool is_default, bool only_new)
{
    classify_word w[CLASSIFY_TITLE_WORDS];
    char key[1024], qual[512];
    bool is_new;
    size_t n = fold(title, w, CLASSIFY_TITLE_WORDS, true);
    socvet_str k = join(w, n, key, sizeof key);

    if (k.len == 0)
        return;
    entry *e = map_at(&phrase_map, model_key(k), &is_new);
    if (only_new && !is_new && e->extra)
        return;
    row_item *r = push(&rows, sizeof *r);
    r->phrase = model_key(k);
    r->order = (uint32_t)rows.n;
    for (int i = 0; i < MODEL_EDITIONS; i++)
        r->row.code[i] = MODEL_NONE;
    for (int i = 0; i < EDITIONS; i++)
        r->row.code[i] = code_place(i, code[i], true);
    memcpy(r->row.sub, sub.ptr ? sub.ptr : "", sub.len < 7 ? sub.len : 7);
    for (size_t i = 0; i < n; i++)
        if (!w[i].is_break && !w[i].is_stop)
            word_id((socvet_str){w[i].text, w[i].len});
    r->row.title = add_string(title);
    r->row.flags = is_default ? MODEL_ROW_DEFAULT : 0;
    if (ind.len || add.len) {
        snprintf(qual, sizeof qual, "%.*s%s%.*s", SOCVET_ARG(ind), ind.len && add.len ? " " : "",
                 SOCVET_ARG(add));
        r->row.flags |= MODEL_ROW_QUALIFIED;
        r->row.words = (uint32_t)qualifiers.n;
        n = fold(base_str_z(qual), w, CLASSIFY_TITLE_WORDS, true);
        for (size_t i = 0; i < n; i++) {
            if (w[i].is_break || w[i].is_stop)
                continue;
            uint32_t id = word_id((socvet_str){w[i].text, w[i].len});
            bool twice = false;
            for (size_t j = r->row.words; j < qualifiers.n; j++)
                twice |= ((uint32_t *)qualifiers.ptr)[j] == id;
            if (!twice) {
                *(uint32_t *)push(&qualifiers, sizeof id) = id;
                r->row.n_words++;
            }
        }
        if (r->row.n_words == 0)
            r->row.n_words = 1, *(uint32_t *)push(&qualifiers, 4) = word_id(SOCVET_STR("?"));
        r->row.qualifier = add_string(base_str_z(qual));
    } else {
        e->extra = 1;
    }
}

static void read_index(void)
{
    base_tsv t;
    socvet_str code[EDITIONS];

    open_table(&t, "soc_dict/data/index.tsv");
    while (next_row(&t)) {
        for (int i = 0; i < EDITIONS; i++)
            code[i] = base_tsv_get(&t, editions[i]);
        add_row(base_tsv_get(&t, "title"), base_tsv_get(&t, "ind"), base_tsv_get(&t, "add"),
                base_tsv_get(&t, "soc2020_sub"), code, base_tsv_get(&t, "default").len > 0, false);
    }
    open_table(&t, "soc_dict/data/soc2010/extra_titles.tsv");
    while (next_row(&t)) {
        code[0] = (socvet_str){NULL, 0};
        code[1] = base_tsv_get(&t, "code");
        add_row(base_tsv_get(&t, "title"), base_tsv_get(&t, "ind"), (socvet_str){NULL, 0},
                (socvet_str){NULL, 0}, code, false, false);
    }
    open_table(&t, "classify/data/titles.tsv");
    while (next_row(&t)) {
        for (int i = 0; i < EDITIONS; i++)
            code[i] = base_tsv_get(&t, editions[i]);
        add_row(base_tsv_get(&t, "title"), (socvet_str){NULL, 0}, (socvet_str){NULL, 0},
                (socvet_str){NULL, 0}, code, false, true);
    }
}

static int by_phrase(const void *a, const void *b)
{
    const row_item *x = a, *y = b;

    if (x->phrase != y->phrase)
        return x->phrase < y->phrase ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void seal_rows(void)
{
    row_item *r = rows.ptr;
    model_row *plain = calloc(rows.n ? rows.n : 1, sizeof *plain);

    qsort(r, rows.n, sizeof *r, by_phrase);
    for (size_t i = 0; i < rows.n; i++) {
        bool is_new;
        entry *e = map_at(&phrase_map, r[i].phrase, &is_new);
        if (i == 0 || r[i].phrase != r[i - 1].phrase) {
            e->value = (uint32_t)i;
            e->extra = 0;
        }
        e->extra++;
        plain[i] = r[i].row;
    }
    head.rows = put_part(plain, rows.n, sizeof *plain);
    free(plain);
}

/* Surfaces that fold to `w`. */
static void add_surface(const char *surface, const char *w, uint32_t value, uint32_t stop)
{
    char buf[MODEL_WORD + 8];
    size_t len = strlen(surface);
    bool is_new;

    if (len >= sizeof buf)
        return;
    memcpy(buf, surface, len + 1);
    buf[classify_fold_word(buf, len)] = 0;
    if (strcmp(buf, w) != 0)
        return;
    uint64_t h = base_token_hash(base_str_z(surface));
    entry *e = map_at(&surface_map, h ? h : 1, &is_new);
    if (is_new) {
        e->value = value;
        e->extra = stop;
    }
}

static void add_surfaces(void)
{
    static const char *const stops[] = {"of", "in", "for", "the", "and", "to", "a", "an", "at", "on", "with",
                                        "or", "by", "as"};

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        add_surface(stops[i], stops[i], 0, 1);
    for (size_t i = 0; i < words.n; i++) {
        static const char *const tails[] = {"", "s", "es"};
        const char *w = ((word_item *)words.ptr)[i].text;
        char buf[MODEL_WORD + 8];
        size_t len = strlen(w);

        for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
            snprintf(buf, sizeof buf, "%s%s", w, tails[k]);
            add_surface(buf, w, (uint32_t)i, 0);
        }
        if (len && w[len - 1] == 'y') {
            snprintf(buf, sizeof buf, "%.*sies", (int)len - 1, w);
            add_surface(buf, w, (uint32_t)i, 0);
        }
        if (len > 3 && strcmp(w + len - 3, "man") == 0) {
            static const char *const forms[] = {"men", "woman", "women", "person", "persons"};
            for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
                snprintf(buf, sizeof buf, "%.*s%s", (int)len - 3, w, forms[k]);
                add_surface(buf, w, (uint32_t)i, 0);
            }
        }
    }
}

/* "1111:47 2114:26" -> postings. */
static size_t read_weights(int e, socvet_str s, double scale, list *post)
{
    socvet_str piece;
    size_t n = 0;

    while (s.len && base_str_split(&s, ' ', &piece)) {
        char buf[64];
        snprintf(buf, sizeof buf, "%.*s", SOCVET_ARG(piece));
        char *colon = strchr(buf, ':');
        if (!colon)
            die("weight without a colon:", buf);
        *colon = 0;
        double v = strtod(colon + 1, NULL) * scale;
        uint16_t place = code_place(e, base_str_z(buf), false);
        if (place == MODEL_NONE)
            continue;
        model_posting *p = push(post, sizeof *p);
        p->code = place;
        p->weight = (int16_t)(v < 0 ? v - 0.5 : v + 0.5);
        n++;
    }
    return n;
}

static void read_title_weights(int e)
{
    char rel[128];
    base_tsv t;
    list post = {0};
    map features = {0};
    model_edition *ed = &head.edition[e];
    int16_t bias[MODEL_CODES] = {0};

    snprintf(rel, sizeof rel, "classify/data/%s/title.tsv", editions[e]);
    open_table(&t, rel);
    while (next_row(&t)) {
        socvet_str f = base_tsv_get(&t, "feature");
        size_t first = post.n, n = read_weights(e, base_tsv_get(&t, "weights"), 100, &post);
        bool is_new;

        if (base_str_eq_z(f, "(bias)")) {
            for (size_t i = first; i < post.n; i++)
                bias[((model_posting *)post.ptr)[i].code] = ((model_posting *)post.ptr)[i].weight;
            continue;
        }
        entry *x = map_at(&features, model_key(f), &is_new);
        x->value = (uint32_t)first;
        x->extra = (uint32_t)n;
    }
    ed->bias = put_part(bias, codes[e].n, sizeof *bias);
    ed->features = put_map(&features);
    ed->title = put_part(post.ptr, post.n, sizeof(model_posting));
}

typedef struct {
    uint32_t id[EDITIONS], first, count, idf;
} term_item;
static list terms[EDITIONS], text_post[EDITIONS];
static uint32_t n_terms;

/* Pass one takes the single words, pass two the pairs: ids of pairs follow those of words. */
static void read_text_weights(int e, bool pairs)
{
    char rel[128];
    base_tsv t;

    snprintf(rel, sizeof rel, "classify/data/%s/text.tsv", editions[e]);
    open_table(&t, rel);
    while (next_row(&t)) {
        socvet_str term = base_tsv_get(&t, "term"), rest = term, a, b = {NULL, 0};
        bool is_new;

        base_str_split(&rest, ' ', &a);
        if (rest.ptr)
            b = rest;
        if ((b.ptr != NULL) != pairs)
            continue;
        uint32_t id = word_id(a);
        if (pairs) {
            uint32_t second = word_id(b);
            entry *x = map_at(&pair_map, model_pair_key(id, second), &is_new);
            if (is_new)
                x->value = n_terms++;
            id = x->value;
        }
        term_item *item = push(&terms[e], sizeof *item);
        char idf[32];
        snprintf(idf, sizeof idf, "%.*s", SOCVET_ARG(base_tsv_get(&t, "idf")));
        item->id[e] = id;
        item->idf = (uint32_t)(strtod(idf, NULL) * 100 + 0.5);
        item->first = (uint32_t)text_post[e].n;
        item->count = (uint32_t)read_weights(e, base_tsv_get(&t, "weights"), 1, &text_post[e]);
    }
}

static void collect_pair_words(int e)
{
    char rel[128];
    base_tsv t;

    snprintf(rel, sizeof rel, "classify/data/%s/text.tsv", editions[e]);
    open_table(&t, rel);
    while (next_row(&t)) {
        socvet_str rest = base_tsv_get(&t, "term"), w;
        while (base_str_split(&rest, ' ', &w))
            word_id(w);
    }
}

static void put_terms(int e)
{
    model_term *all = calloc(n_terms, sizeof *all);

    if (!all)
        die("out of memory", "");
    for (size_t i = 0; i < terms[e].n; i++) {
        const term_item *x = (const term_item *)terms[e].ptr + i;
        all[x->id[e]] = (model_term){x->first, (uint16_t)x->count, (uint16_t)x->idf};
    }
    head.edition[e].terms = put_part(all, n_terms, sizeof *all);
    head.edition[e].text = put_part(text_post[e].ptr, text_post[e].n, sizeof(model_posting));
    free(all);
}

static void read_params(void)
{
    static const char *const names[] = {"title", "first", "index", "lead", "text", "scale", "floor", "abstain", "scale_title", "exact"};
    base_tsv t;

    open_table(&t, "classify/data/params.tsv");
    while (next_row(&t))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (base_str_eq_z(base_tsv_get(&t, "name"), names[i])) {
                char v[32];
                snprintf(v, sizeof v, "%.*s", SOCVET_ARG(base_tsv_get(&t, "value")));
                head.params[i] = strtod(v, NULL);
            }
}

/* A header in memory whose synonyms can be looked up while the tables are folded. */
static const model_header *small_image(void)
{
    base_buf keep = out;
    base_buf_init(&out, 0);
    model_header h = head;
    base_buf_add(&out, (socvet_str){(const char *)&h, sizeof h});
    h.synonyms = put_map(&synonym_map);
    h.text = put_part(strings.ptr, strings.n, 1);
    memcpy(out.ptr, &h, sizeof h);
    const model_header *m = (const model_header *)(const void *)out.ptr;
    out = keep;
    return m;
}

/* A compiler runs once and ends: its tables go with the process, and no leak is reported of them. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

int main(int argc, char **argv)
{
    if (argc != 3)
        die("usage:", "SOURCE_DIR OUTPUT");
    source = argv[1];
    arena = base_arena_new(0);
    if (!arena)
        die("out of memory", "");
    read_synonyms();
    folding = small_image();
    read_index();
    for (int e = 0; e < EDITIONS; e++)
        collect_pair_words(e);
    n_terms = (uint32_t)words.n;
    for (int pass = 0; pass < 2; pass++)
        for (int e = 0; e < EDITIONS; e++)
            read_text_weights(e, pass == 1);
    add_surfaces();
    read_params();

    base_buf_init(&out, 0);
    base_buf_add(&out, (socvet_str){(const char *)&head, sizeof head});
    memcpy(head.magic, MODEL_MAGIC, sizeof head.magic);
    head.n_editions = EDITIONS;
    head.n_words = (uint32_t)words.n;
    head.n_terms = n_terms;
    for (int e = 0; e < EDITIONS; e++) {
        snprintf(head.edition[e].name, sizeof head.edition[e].name, "%s", editions[e]);
        head.edition[e].n_codes = (uint32_t)codes[e].n;
        if (codes[e].n > MODEL_CODES)
            die("too many codes", editions[e]);
        head.edition[e].codes = put_part(codes[e].ptr, codes[e].n, 8);
        read_title_weights(e);
        put_terms(e);
    }
    seal_rows();
    head.text = put_part(strings.ptr, strings.n, 1);
    head.surfaces = put_map(&surface_map);
    head.words = put_map(&word_map);
    head.pairs = put_map(&pair_map);
    head.synonyms = put_map(&synonym_map);
    head.phrases = put_map(&phrase_map);
    head.qualifier = put_part(qualifiers.ptr, qualifiers.n, sizeof(uint32_t));
    head.bytes = out.len;
    base_sha256 sum = base_sha256_of(base_buf_str(&out));
    snprintf(head.version, sizeof head.version, "%.12s", sum.hex);
    if (out.failed)
        die("out of memory", "");
    memcpy(out.ptr, &head, sizeof head);
    FILE *f = fopen(argv[2], "wb");
    if (!f || fwrite(out.ptr, 1, out.len, f) != out.len || fclose(f) != 0)
        die("cannot write", argv[2]);
    return 0;
}

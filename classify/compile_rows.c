/* compile_rows.c: the titles of the model: synonyms, index rows, titles of our own, the words that
 * speak for a qualifier, and the forms a word takes in a text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "compile_int.h"

void compile_synonyms(void)
{
    base_tsv t;

    compile_open(&t, "classify/data/synonyms.tsv");
    while (compile_next(&t)) {
        classify_word w[16];
        char form[256], means[256];
        bool is_new;
        size_t len = 0, n = compile_fold(base_tsv_get(&t, "form"), w, 16, false);

        for (size_t i = 0; i < n; i++)
            len += (size_t)snprintf(form + len, sizeof form - len, "%s%s", i ? " " : "", w[i].text);
        socvet_str key = {form, len};
        n = compile_fold(base_tsv_get(&t, "means"), w, 16, false);
        len = 0;
        for (size_t i = 0; i < n; i++)
            len += (size_t)snprintf(means + len, sizeof means - len, "%s%s", i ? " " : "", w[i].text);
        compile_entry *e = compile_map_at(&cc.synonym_map, model_key(key), &is_new);
        e->value = compile_string((socvet_str){means, len});
    }
}

/* Bit i: the title has an unqualified row with a code of edition i. */
static uint32_t all_editions(void)
{
    return (1u << cc.n_editions) - 1;
}

/* The rows of an index title under another name that means the same. */
static void add_alias(socvet_str title, socvet_str like)
{
    classify_word w[CLASSIFY_TITLE_WORDS];
    char key[1024];
    bool is_new;
    size_t n = compile_fold(title, w, CLASSIFY_TITLE_WORDS, true), last = cc.rows.n, copied = 0;
    uint64_t to = model_key(compile_join(w, n, key, sizeof key));
    compile_entry *e = compile_map_at(&cc.phrase_map, to, &is_new);

    uint32_t had = is_new ? 0 : e->extra;
    if (had == all_editions())
        return;
    for (size_t i = 0; i < n; i++)
        if (!w[i].is_break && !w[i].is_stop)
            compile_word((socvet_str){w[i].text, w[i].len});
    n = compile_fold(like, w, CLASSIFY_TITLE_WORDS, true);
    uint64_t from = model_key(compile_join(w, n, key, sizeof key));
    for (size_t i = 0; i < last; i++) {
        compile_row r = ((compile_row *)cc.rows.ptr)[i];
        if (r.phrase != from)
            continue;
        r.phrase = to;
        r.order = (uint32_t)cc.rows.n + 1;
        r.row.flags |= MODEL_ROW_OWN;
        for (size_t k = 0; k < cc.n_editions; k++)
            if (had >> k & 1)
                r.row.code[k] = MODEL_NONE;
        *(compile_row *)compile_push(&cc.rows, sizeof r) = r;
        copied++;
    }
    if (!copied)
        compile_die("titles.tsv: no index title is", key);
}

typedef struct {
    socvet_str title, ind, add, sub, code[COMPILE_EDITIONS];
    bool is_default;
} source_row;

static bool is_in_title(const classify_word *title, size_t n, const classify_word *w)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(title[i].text, w->text) == 0)
            return true;
    return false;
}

/* Words of qualifiers that say little alone ("goods", "services"): their absence costs nothing. */
static bool is_weak(socvet_str w)
{
    static compile_map weak;
    bool is_new;

    if (!weak.n) {
        base_tsv t;
        compile_open(&t, "classify/data/qualifiers.tsv");
        while (compile_next(&t))
            if (base_str_eq_z(base_tsv_get(&t, "weak"), "yes"))
                compile_map_at(&weak, model_key(base_tsv_get(&t, "word")), &is_new);
    }
    return compile_map_has(&weak, model_key(w));
}

/* The words of a qualifier, each once; one that the title has already tells nothing apart. */
static void add_qualifier(model_row *row, const source_row *r, const classify_word *title,
                          size_t n_title)
{
    classify_word w[CLASSIFY_TITLE_WORDS];
    char qual[512];

    snprintf(qual, sizeof qual, "%.*s%s%.*s", SOCVET_ARG(r->ind), r->ind.len && r->add.len ? " " : "",
             SOCVET_ARG(r->add));
    row->flags |= MODEL_ROW_QUALIFIED;
    row->words = (uint32_t)cc.qualifiers.n;
    size_t n = compile_fold(base_str_z(qual), w, CLASSIFY_TITLE_WORDS, true);
    for (size_t i = 0; i < n; i++) {
        if (w[i].is_break || w[i].is_stop)
            continue;
        uint32_t id = compile_word((socvet_str){w[i].text, w[i].len});
        bool twice = is_in_title(title, n_title, &w[i]);
        for (size_t j = row->words; j < cc.qualifiers.n; j++)
            twice |= (((uint32_t *)cc.qualifiers.ptr)[j] & ~MODEL_WEAK) == id;
        if (!twice) {
            uint32_t mark = is_weak((socvet_str){w[i].text, w[i].len}) ? MODEL_WEAK : 0;
            *(uint32_t *)compile_push(&cc.qualifiers, sizeof id) = id | mark;
            row->n_words++;
        }
    }
    if (row->n_words == 0) {
        row->n_words = 1;
        *(uint32_t *)compile_push(&cc.qualifiers, sizeof(uint32_t)) = compile_word(SOCVET_STR("?"));
    }
    row->qualifier = compile_string(base_str_z(qual));
}

/* only_new: the row counts only in editions where the index has no unqualified row of the title. */
static void add_row(const source_row *in, bool only_new)
{
    classify_word w[CLASSIFY_TITLE_WORDS];
    char key[1024];
    bool is_new;
    size_t n = compile_fold(in->title, w, CLASSIFY_TITLE_WORDS, true);
    socvet_str k = compile_join(w, n, key, sizeof key);

    if (k.len == 0)
        return;
    compile_entry *e = compile_map_at(&cc.phrase_map, model_key(k), &is_new);
    uint32_t had = only_new && !is_new ? e->extra : 0;
    if (had == all_editions())
        return;
    compile_row *r = compile_push(&cc.rows, sizeof *r);
    r->phrase = model_key(k);
    r->order = (uint32_t)cc.rows.n;
    for (size_t i = 0; i < MODEL_EDITIONS; i++)
        r->row.code[i] = i < cc.n_editions && !(had >> i & 1) ? compile_code(i, in->code[i], true) : MODEL_NONE;
    memcpy(r->row.sub, in->sub.ptr ? in->sub.ptr : "", in->sub.len < 7 ? in->sub.len : 7);
    for (size_t i = 0; i < n; i++)
        if (!w[i].is_break && !w[i].is_stop)
            compile_word((socvet_str){w[i].text, w[i].len});
    r->row.title = compile_string(in->title);
    r->row.flags = (uint8_t)((in->is_default ? MODEL_ROW_DEFAULT : 0) | (only_new ? MODEL_ROW_OWN : 0));
    if (in->ind.len || in->add.len)
        add_qualifier(&r->row, in, w, n);
    else
        for (size_t i = 0; i < cc.n_editions; i++)
            e->extra |= (uint32_t)(r->row.code[i] != MODEL_NONE) << i;
}

static void read_row(source_row *r, const base_tsv *t)
{
    *r = (source_row){.title = base_tsv_get(t, "title"), .ind = base_tsv_get(t, "ind"),
                      .add = base_tsv_get(t, "add"),
                      .is_default = base_tsv_get(t, "default").len > 0};
    for (size_t i = 0; i < cc.n_editions; i++) {
        r->code[i] = base_tsv_get(t, cc.editions[i]);
        if (cc.sub[i][0])
            r->sub = base_tsv_get(t, cc.sub[i]);
    }
}

void compile_index(void)
{
    base_tsv t;
    source_row r;

    compile_word(SOCVET_STR("?")); /* stands for words that are never said */
    compile_open(&t, "soc_dict/data/index.tsv");
    while (compile_next(&t)) {
        read_row(&r, &t);
        add_row(&r, false);
    }
    for (size_t i = 0; i < cc.n_editions; i++) {
        char rel[128];
        if (!cc.more[i][0])
            continue;
        snprintf(rel, sizeof rel, "soc_dict/data/%s", cc.more[i]);
        compile_open(&t, rel);
        while (compile_next(&t)) {
            r = (source_row){.title = base_tsv_get(&t, "title"), .ind = base_tsv_get(&t, "ind")};
            r.code[i] = base_tsv_get(&t, "code");
            add_row(&r, false);
        }
    }
    compile_open(&t, "classify/data/titles.tsv");
    while (compile_next(&t)) {
        bool coded = false;
        read_row(&r, &t);
        for (size_t i = 0; i < cc.n_editions; i++)
            coded |= r.code[i].len > 0;
        if (coded)
            add_row(&r, true);
        else
            add_alias(r.title, base_tsv_get(&t, "like"));
    }
}

static uint8_t employer_kind(socvet_str s)
{
    static const char *const names[] = {"unknown", "university", "college", "nhs", "school", "agency",
                                        "care", "council", "civil_service", "charity"};

    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (base_str_eq_z(s, names[i]))
            return (uint8_t)i;
    compile_die("qualifiers.tsv: no such kind of employer:", s.ptr);
}

/* What else speaks for the word of a qualifier: words of the text, or the kind of the employer. */
void compile_implied(void)
{
    base_tsv t;
    compile_list all = {0};

    compile_open(&t, "classify/data/qualifiers.tsv");
    while (compile_next(&t)) {
        char strength[32];
        classify_word w[64];
        socvet_str say = base_tsv_get(&t, "evidence"), kinds = base_tsv_get(&t, "employer"), piece;
        uint32_t id = compile_word(base_tsv_get(&t, "word"));

        compile_get_z(&t, "strength", strength, sizeof strength);
        model_implied m = {.id = id, .strength = (uint16_t)(strtod(strength, NULL) * 100 + 0.5)};
        if (!say.len && !kinds.len && !base_tsv_get(&t, "weak").len)
            *(model_implied *)compile_push(&all, sizeof m) = m; /* the text does not speak for it */
        size_t n = say.len ? compile_fold(say, w, 64, false) : 0;
        for (size_t i = 0; i < n; i++) {
            m.evidence = compile_word((socvet_str){w[i].text, w[i].len}) + 1;
            *(model_implied *)compile_push(&all, sizeof m) = m;
        }
        m.evidence = 0;
        while (kinds.len && base_str_split(&kinds, ' ', &piece)) {
            m.employer = employer_kind(piece);
            *(model_implied *)compile_push(&all, sizeof m) = m;
        }
    }
    cc.head.implied = compile_part(all.ptr, all.n, sizeof(model_implied));
}

static int by_phrase(const void *a, const void *b)
{
    const compile_row *x = a, *y = b;

    if (x->phrase != y->phrase)
        return x->phrase < y->phrase ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void compile_seal_rows(void)
{
    compile_row *r = cc.rows.ptr;
    model_row *plain = calloc(cc.rows.n ? cc.rows.n : 1, sizeof *plain);

    qsort(r, cc.rows.n, sizeof *r, by_phrase);
    for (size_t i = 0; i < cc.rows.n; i++) {
        bool is_new;
        compile_entry *e = compile_map_at(&cc.phrase_map, r[i].phrase, &is_new);
        if (i == 0 || r[i].phrase != r[i - 1].phrase) {
            e->value = (uint32_t)i;
            e->extra = 0;
        }
        e->extra++;
        plain[i] = r[i].row;
    }
    cc.head.rows = compile_part(plain, cc.rows.n, sizeof *plain);
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
    compile_entry *e = compile_map_at(&cc.surface_map, h ? h : 1, &is_new);
    if (is_new) {
        e->value = value;
        e->extra = stop;
    }
}

void compile_surfaces(void)
{
    static const char *const stops[] = {"of", "in", "for", "the", "and", "to", "a", "an", "at", "on", "with",
                                        "or", "by", "as"};

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        add_surface(stops[i], stops[i], 0, 1);
    for (size_t i = 0; i < cc.words.n; i++) {
        static const char *const tails[] = {"", "s", "es"};
        const char *w = ((compile_word_item *)cc.words.ptr)[i].text;
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

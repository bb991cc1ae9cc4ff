/* compile_weights.c: the learned weights of titles and texts, and the parameters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/str.h"
#include "compile_int.h"

/* "1111:47 2114:26" -> postings. */
static size_t read_weights(size_t e, socvet_str s, double scale, compile_list *post)
{
    socvet_str piece;
    size_t n = 0;

    while (s.len && base_str_split(&s, ' ', &piece)) {
        char buf[64];
        snprintf(buf, sizeof buf, "%.*s", SOCVET_ARG(piece));
        char *colon = strchr(buf, ':');
        if (!colon)
            compile_die("weight without a colon:", buf);
        *colon = 0;
        double v = strtod(colon + 1, NULL) * scale;
        uint16_t place = compile_code(e, base_str_z(buf), false);
        if (place == MODEL_NONE)
            continue;
        model_posting *p = compile_push(post, sizeof *p);
        p->code = place;
        p->weight = (int16_t)(v < 0 ? v - 0.5 : v + 0.5);
        n++;
    }
    return n;
}

void compile_title_weights(size_t e)
{
    char rel[128];
    base_tsv t;
    compile_list post = {0};
    compile_map features = {0};
    model_edition *ed = &cc.head.edition[e];
    int16_t bias[MODEL_CODES] = {0};

    snprintf(rel, sizeof rel, "classify/data/%s/title.tsv", cc.editions[e]);
    compile_open(&t, rel);
    while (compile_next(&t)) {
        socvet_str f = base_tsv_get(&t, "feature");
        size_t first = post.n, n = read_weights(e, base_tsv_get(&t, "weights"), 100, &post);
        bool is_new;

        if (base_str_eq_z(f, "(bias)")) {
            for (size_t i = first; i < post.n; i++)
                bias[((model_posting *)post.ptr)[i].code] = ((model_posting *)post.ptr)[i].weight;
            continue;
        }
        compile_entry *x = compile_map_at(&features, model_key(f), &is_new);
        x->value = (uint32_t)first;
        x->extra = (uint32_t)n;
    }
    ed->bias = compile_part(bias, cc.codes[e].n, sizeof *bias);
    ed->features = compile_put_map(&features);
    ed->title = compile_part(post.ptr, post.n, sizeof(model_posting));
}

typedef struct {
    uint32_t id, first, count, idf;
} term_item;
static compile_list terms[COMPILE_EDITIONS], text_post[COMPILE_EDITIONS];

/* Pass one takes the single words, pass two the pairs: ids of pairs follow those of words. */
static void read_text_weights(size_t e, bool pairs)
{
    char rel[128];
    base_tsv t;

    snprintf(rel, sizeof rel, "classify/data/%s/text.tsv", cc.editions[e]);
    compile_open(&t, rel);
    while (compile_next(&t)) {
        socvet_str term = base_tsv_get(&t, "term"), rest = term, a, b = {NULL, 0};
        bool is_new;

        base_str_split(&rest, ' ', &a);
        if (rest.ptr)
            b = rest;
        if ((b.ptr != NULL) != pairs)
            continue;
        uint32_t id = compile_word(a);
        if (pairs) {
            uint32_t second = compile_word(b);
            compile_entry *x = compile_map_at(&cc.pair_map, model_pair_key(id, second), &is_new);
            if (is_new)
                x->value = cc.n_terms++;
            id = x->value;
        }
        term_item *item = compile_push(&terms[e], sizeof *item);
        char idf[32];
        snprintf(idf, sizeof idf, "%.*s", SOCVET_ARG(base_tsv_get(&t, "idf")));
        item->id = id;
        item->idf = (uint32_t)(strtod(idf, NULL) * 100 + 0.5);
        item->first = (uint32_t)text_post[e].n;
        item->count = (uint32_t)read_weights(e, base_tsv_get(&t, "weights"), 1, &text_post[e]);
    }
}

static void collect_pair_words(size_t e)
{
    char rel[128];
    base_tsv t;

    snprintf(rel, sizeof rel, "classify/data/%s/text.tsv", cc.editions[e]);
    compile_open(&t, rel);
    while (compile_next(&t)) {
        socvet_str rest = base_tsv_get(&t, "term"), w;
        while (base_str_split(&rest, ' ', &w))
            compile_word(w);
    }
}

/* The single words have the ids of words; pairs come after them. */
void compile_text_read(void)
{
    for (size_t e = 0; e < cc.n_editions; e++)
        collect_pair_words(e);
    cc.n_terms = (uint32_t)cc.words.n;
    for (int pass = 0; pass < 2; pass++)
        for (size_t e = 0; e < cc.n_editions; e++)
            read_text_weights(e, pass == 1);
}

void compile_terms(size_t e)
{
    model_term *all = calloc(cc.n_terms, sizeof *all);

    if (!all)
        compile_die("out of memory", "");
    for (size_t i = 0; i < terms[e].n; i++) {
        const term_item *x = (const term_item *)terms[e].ptr + i;
        all[x->id] = (model_term){x->first, (uint16_t)x->count, (uint16_t)x->idf};
    }
    cc.head.edition[e].terms = compile_part(all, cc.n_terms, sizeof *all);
    cc.head.edition[e].text = compile_part(text_post[e].ptr, text_post[e].n, sizeof(model_posting));
    free(all);
}

void compile_params(void)
{
    static const char *const names[] = {"title", "few", "index", "lead", "text", "scale", "floor", "abstain", "scale_title", "exact"};
    base_tsv t;

    compile_open(&t, "classify/data/params.tsv");
    while (compile_next(&t))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (base_str_eq_z(base_tsv_get(&t, "name"), names[i])) {
                char v[32];
                snprintf(v, sizeof v, "%.*s", SOCVET_ARG(base_tsv_get(&t, "value")));
                cc.head.params[i] = strtod(v, NULL);
            }
}

/* compile.c: host tool: the tables of soc_dict/data and classify/data -> the model's image.
 *   classify-compile SOURCE_DIR OUTPUT */
#include <stdio.h>
#include <string.h>

#include "../base/file.h"
#include "../base/str.h"
#include "compile_int.h"

compile_state cc;

/* A header in memory whose synonyms can be looked up while the tables are folded. */
static const model_header *synonyms_image(void)
{
    base_buf keep = cc.out;
    base_buf_init(&cc.out, 0);
    model_header h = cc.head;
    base_buf_add(&cc.out, (socvet_str){(const char *)&h, sizeof h});
    h.synonyms = compile_put_map(&cc.synonym_map);
    h.text = compile_part(cc.strings.ptr, cc.strings.n, 1);
    memcpy(cc.out.ptr, &h, sizeof h);
    const model_header *m = (const model_header *)(const void *)cc.out.ptr;
    cc.out = keep;
    return m;
}

/* A compiler runs once and ends: its tables go with the process, and no leak is reported of them. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

/* classify/data/editions.tsv: the editions that are coded, the first the one others are told from. */
static void read_editions(void)
{
    base_tsv t;

    compile_open(&t, "classify/data/editions.tsv");
    for (; compile_next(&t); cc.n_editions++) {
        if (cc.n_editions == COMPILE_EDITIONS)
            compile_die("too many editions", "");
        compile_get_z(&t, "name", cc.editions[cc.n_editions], sizeof cc.editions[0]);
        compile_get_z(&t, "sub", cc.sub[cc.n_editions], sizeof cc.sub[0]);
        compile_get_z(&t, "more", cc.more[cc.n_editions], sizeof cc.more[0]);
    }
}

static void put_editions(void)
{
    for (size_t e = 0; e < cc.n_editions; e++) {
        model_edition *ed = &cc.head.edition[e];
        memcpy(ed->name, cc.editions[e], sizeof ed->name);
        ed->n_codes = (uint32_t)cc.codes[e].n;
        if (cc.codes[e].n > MODEL_CODES)
            compile_die("too many codes", cc.editions[e]);
        ed->codes = compile_part(cc.codes[e].ptr, cc.codes[e].n, 8);
        compile_title_weights(e);
        compile_terms(e);
    }
}

static void write_image(const char *path)
{
    cc.head.bytes = cc.out.len;
    base_sha256 sum = base_sha256_of(base_buf_str(&cc.out));
    snprintf(cc.head.version, sizeof cc.head.version, "%.12s", sum.hex);
    if (cc.out.failed)
        compile_die("out of memory", "");
    memcpy(cc.out.ptr, &cc.head, sizeof cc.head);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(cc.out.ptr, 1, cc.out.len, f) != cc.out.len || fclose(f) != 0)
        compile_die("cannot write", path);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        compile_die("usage:", "SOURCE_DIR OUTPUT");
    cc.source = argv[1];
    cc.arena = base_arena_new(0);
    if (!cc.arena)
        compile_die("out of memory", "");
    read_editions();
    compile_synonyms();
    cc.folding = synonyms_image();
    compile_index();
    base_buf_init(&cc.out, 0);
    base_buf_add(&cc.out, (socvet_str){(const char *)&cc.head, sizeof cc.head});
    compile_implied();
    compile_text_read();
    compile_surfaces();
    compile_params();
    memcpy(cc.head.magic, MODEL_MAGIC, sizeof cc.head.magic);
    cc.head.n_editions = (uint32_t)cc.n_editions;
    cc.head.n_words = (uint32_t)cc.words.n;
    cc.head.n_terms = cc.n_terms;
    put_editions();
    compile_seal_rows();
    cc.head.text = compile_part(cc.strings.ptr, cc.strings.n, 1);
    cc.head.surfaces = compile_put_map(&cc.surface_map);
    cc.head.words = compile_put_map(&cc.word_map);
    cc.head.pairs = compile_put_map(&cc.pair_map);
    cc.head.synonyms = compile_put_map(&cc.synonym_map);
    cc.head.phrases = compile_put_map(&cc.phrase_map);
    cc.head.qualifier = compile_part(cc.qualifiers.ptr, cc.qualifiers.n, sizeof(uint32_t));
    write_image(argv[2]);
    return 0;
}

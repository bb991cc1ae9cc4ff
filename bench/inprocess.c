/* inprocess.c FILE.jsonl [STAGE]: throughput of each stage in one process on one core, in MB of
 * text a second, beside a plain loop of one hash per word over the same bytes; what each stage adds
 * to the one before it; and rows as `bulk` vets them, from JSON to JSON. With STAGE (a word of
 * `stages`) that stage runs alone, for a profiler. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "corpus/corpus.h"
#include "corpus/row.h"
#include "extract/tokens.h"

typedef struct {
    socvet_str title, text, line;
    base_json *root;
} advert;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t hash_words(socvet_str s)
{
    uint64_t sum = 0, h = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = base_lower(s.ptr[i]);
        if (base_is_alpha(c) || base_is_digit(c)) {
            h = (h ^ (unsigned char)c) * UINT64_C(0x100000001B3);
        } else {
            sum += h;
            h = 0;
        }
    }
    return sum + h;
}

static bool drop(socvet_str bytes, void *user)
{
    size_t *written = user;

    *written += bytes.len;
    return true;
}

enum { READ, TOKENS, FACTS, CODED, FULL, RECORD, STAGES };
static const char *const stages[] = {"read", "tokens", "facts", "classify", "check", "record", "rows", "coded-rows"};

static double run_stage(const advert *a, size_t n, socvet_worker *w, int stage)
{
    static const socvet_stage last[STAGES] = {[FACTS] = SOCVET_STAGE_FACTS, [CODED] = SOCVET_STAGE_CLASSIFY,
                                              [FULL] = SOCVET_STAGE_CHECK, [RECORD] = SOCVET_STAGE_CHECK};
    size_t written = 0;
    socvet_doc *doc = socvet_doc_new();
    socvet_vet_opts o = {.last = last[stage],
                         .classify = {.edition = -1, .coverage_margin = -1},
                         .check = {.as_of = 20782, .spare_words = true, .posted = INT32_MIN, .closing = INT32_MIN}};
    double start = now();

    for (size_t i = 0; i < n; i++) {
        socvet_record r;
        const base_token *tokens;
        size_t n_tokens;
        o.given = (socvet_given){.title = a[i].title, .as_of = 20782};
        socvet_doc_reset(doc);
        if (socvet_doc_add_plain(doc, a[i].title, a[i].text, NULL) != SOCVET_OK || stage == READ)
            continue;
        if (stage == TOKENS) {
            extract_doc_tokens(doc, &tokens, &n_tokens, NULL);
            continue;
        }
        socvet_vet(&r, w, doc, &o, NULL);
        if (stage == RECORD)
            socvet_report_json(&r, drop, &written, NULL);
    }
    double took = now() - start;
    socvet_doc_free(doc);
    return took;
}

/* As a worker of `bulk` has it: a line in, a record with its reasons out. */
static double run_rows(const advert *a, size_t n, const socvet_engine *engine, socvet_stage last)
{
    socvet_bulk_opts o = {.vet = {.last = last, .classify = {.edition = -1, .coverage_margin = -1, .explain = true},
                                  .check = {.as_of = 20782, .posted = INT32_MIN, .closing = INT32_MIN}}};
    corpus_vetter *v = corpus_vetter_new(engine, &o, NULL);
    base_arena *arena = base_arena_new(0);
    socvet_bulk_counts counts = {0};
    base_buf out;
    double start = now();

    base_buf_init(&out, 0);
    for (size_t i = 0; v && i < n; i++) {
        corpus_row row = {.number = i + 1};
        base_arena_reset(arena);
        base_buf_reset(&out);
        corpus_row_from_json(&row, a[i].line, arena);
        corpus_vet_row(v, &row, &out, &counts, NULL);
    }
    double took = now() - start;
    base_buf_clear(&out);
    base_arena_free(arena);
    corpus_vetter_free(v);
    return took;
}

static void put(const char *what, double mb, double took, double hash)
{
    if (took > 0)
        printf("%-20s %8.1f MB/s  %.3f\n", what, mb / took, hash / took);
}

static bool wanted(int argc, char **argv, int stage)
{
    return argc < 3 || strcmp(argv[2], stages[stage]) == 0;
}

int main(int argc, char **argv)
{
    base_buf bytes;
    socvet_engine *engine;
    socvet_err err = {0};
    advert *a = NULL;
    size_t n = 0, cap = 0, total = 0;
    socvet_str rest, line;

    if (argc < 2 || base_file_read(&bytes, argv[1], (size_t)1 << 31, &err) != SOCVET_OK ||
        socvet_engine_open(&engine, &err) != SOCVET_OK)
        return fprintf(stderr, "inprocess: %s\n", err.text), 2;
    rest = base_buf_str(&bytes);
    while (base_str_split(&rest, '\n', &line)) {
        if (n == cap && !(a = realloc(a, (cap = cap ? cap * 2 : 4096) * sizeof *a)))
            return 2;
        if (!line.len || base_json_parse(&a[n].root, line, NULL) != SOCVET_OK)
            continue;
        a[n].title = base_json_string(base_json_get(a[n].root, "title"));
        a[n].line = line;
        a[n].text = base_json_string(base_json_get(a[n].root, "text"));
        total += a[n].title.len + a[n].text.len;
        n++;
    }
    socvet_worker *w = socvet_worker_new(engine, &err);
    if (!w)
        return 2;
    double mb = (double)total / 1e6, start = now(), took[STAGES];
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += hash_words(a[i].text);
    double hash = now() - start;
    for (int i = 0; i < STAGES; i++)
        took[i] = wanted(argc, argv, i) ? run_stage(a, n, w, i) : 0;
    double rows = wanted(argc, argv, STAGES) ? run_rows(a, n, engine, SOCVET_STAGE_CHECK) : 0;
    double coded = wanted(argc, argv, STAGES + 1) ? run_rows(a, n, engine, SOCVET_STAGE_CLASSIFY) : 0;
    printf("%zu adverts, %.1f MB of text (checksum %llx)\n", n, mb, (unsigned long long)sum);
    put("one hash per word", mb, hash, hash);
    put("reading", mb, took[READ], hash);
    put("facts, with reading", mb, took[FACTS], hash);
    put("facts + classify", mb, took[CODED], hash);
    put("full check", mb, took[FULL], hash);
    put("full check + record", mb, took[RECORD], hash);
    put("tokens alone", mb, took[TOKENS] - took[READ], hash);
    put("facts alone", mb, took[FACTS] - took[TOKENS], hash);
    put("classify alone", mb, took[CODED] - took[FACTS], hash);
    put("rules alone", mb, took[FULL] - took[CODED], hash);
    put("writing alone", mb, took[RECORD] - took[FULL], hash);
    put("rows, full check", mb, rows, hash);
    put("rows, classify only", mb, coded, hash);
    return 0;
}

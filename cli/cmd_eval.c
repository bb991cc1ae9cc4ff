/* cmd_eval.c: the coder's figures on a labelled catalogue. */
#include <unistd.h>

#include "base/json.h"
#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"edition", CLI_TEXT, AT(edition), "NAME", "SOC edition of the labels"},
    {"col", CLI_JOIN, AT(mapping), "FIELD=COLUMN", "columns of a table: title=Job Title,soc=OldCode"},
    {"mapping", CLI_TEXT, AT(mapping_file), "FILE", "columns as --save-mapping wrote them"},
    {"force", CLI_FLAG, AT(force), NULL, "write over an output that is there"},
    {"json", CLI_FLAG, AT(json), NULL, "print the figures as JSON"},
    {"html", CLI_FLAG, AT(html), NULL, "print a page with plots"},
    {"require", CLI_TEXT, AT(require), "LIST", "digits4=0.78,top5=0.95: exit 1 when a figure falls short"},
    {0}};

typedef struct {
    const char *name;
    double value;
} figure;

static size_t figures_of(const socvet_eval_result *r, figure *f)
{
    const figure all[] = {
        {"digits1", r->digits[0]}, {"digits2", r->digits[1]}, {"digits3", r->digits[2]},
        {"digits4", r->digits[3]}, {"top3", r->top3}, {"top5", r->top5},
        {"lenient1", r->lenient1}, {"lenient5", r->lenient5},
        {"title_weighted", r->title_weighted}, {"title_digits1", r->title_digits[0]},
        {"title_digits2", r->title_digits[1]}, {"title_digits3", r->title_digits[2]}, {"coverage", r->coverage},
        {"agreement_when_coded", r->agreement}, {"agreement_at_80", r->agreement_at_80},
        {"ece", r->ece}, {"log_loss", r->log_loss}, {"kappa", r->kappa},
        {"kappa_low", r->kappa_low}, {"kappa_high", r->kappa_high},
    };
    size_t n = sizeof all / sizeof *all;

    for (size_t i = 0; i < n; i++)
        f[i] = all[i];
    return n;
}

static void put_json(base_buf *to, const socvet_eval_result *r, const figure *f, size_t n)
{
    base_buf out;
    base_json_writer w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "rows", (int64_t)r->rows);
    base_json_kint(&w, "titles", (int64_t)r->titles);
    base_json_kint(&w, "skipped", (int64_t)r->skipped);
    for (size_t i = 0; i < n; i++) {
        base_json_key(&w, f[i].name);
        base_json_real(&w, f[i].value, 4);
    }
    base_json_key(&w, "reliability");
    base_json_open(&w, '[');
    for (size_t b = 0; b < SOCVET_EVAL_BINS; b++) {
        base_json_open(&w, '{');
        base_json_key(&w, "confidence");
        base_json_real(&w, r->bins[b].confidence, 4);
        base_json_key(&w, "right");
        base_json_real(&w, r->bins[b].right, 4);
        base_json_kint(&w, "rows", (int64_t)r->bins[b].rows);
        base_json_close(&w, '}');
    }
    base_json_close(&w, ']');
    base_json_key(&w, "coverage_agreement");
    base_json_open(&w, '[');
    for (size_t k = 1; k <= 20; k++) {
        base_json_open(&w, '[');
        base_json_real(&w, r->curve[k][0], 4);
        base_json_real(&w, r->curve[k][1], 4);
        base_json_close(&w, ']');
    }
    base_json_close(&w, ']');
    base_json_key(&w, "confusions");
    base_json_open(&w, '[');
    for (size_t i = 0; i < r->n_pairs; i++) {
        base_json_open(&w, '{');
        base_json_kz(&w, "gold", r->pairs[i].gold);
        base_json_kz(&w, "got", r->pairs[i].got);
        base_json_kint(&w, "rows", (int64_t)r->pairs[i].rows);
        base_json_kint(&w, "distance", r->pairs[i].distance);
        base_json_close(&w, '}');
    }
    base_json_close(&w, ']');
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    *to = out;
}

static void print_json(const socvet_eval_result *r, const figure *f, size_t n)
{
    base_buf out;

    put_json(&out, r, f, n);
    cli_stdout_sink(base_buf_str(&out), NULL);
    base_buf_clear(&out);
}

static bool file_sink(socvet_str bytes, void *user)
{
    return fwrite(bytes.ptr, 1, bytes.len, user) == bytes.len;
}

/* The page to standard output, or to -o with the same figures as JSON beside it. */
static int print_html(const cli_values *v, const socvet_eval_result *r, const figure *f, size_t n,
                      const socvet_engine *engine)
{
    char path[4200];
    base_buf json;
    socvet_err err = {0};

    if (!v->output)
        return socvet_eval_html(r, engine, cli_stdout_sink, NULL, &err) ? cli_fail("%s", err.text) : CLI_OK;
    FILE *page = fopen(v->output, "wb");
    bool ok = page && socvet_eval_html(r, engine, file_sink, page, &err) == SOCVET_OK;
    if (page && fclose(page) != 0)
        ok = false;
    snprintf(path, sizeof path, "%s.json", v->output);
    FILE *beside = ok ? fopen(path, "wb") : NULL;
    put_json(&json, r, f, n);
    ok = beside && file_sink(base_buf_str(&json), beside);
    if (beside && fclose(beside) != 0)
        ok = false;
    base_buf_clear(&json);
    return ok ? CLI_OK : cli_fail("%s: could not be written", v->output);
}

static void print_text(const socvet_eval_result *r, const figure *f, size_t n)
{
    printf("%llu rows (%llu distinct titles), %llu skipped\n", (unsigned long long)r->rows,
           (unsigned long long)r->titles, (unsigned long long)r->skipped);
    for (size_t i = 0; i < n; i++)
        printf("  %-22s %.4f\n", f[i].name, f[i].value);
    printf("reliability (confidence: right, rows)\n");
    for (size_t b = 0; b < SOCVET_EVAL_BINS; b++)
        printf("  %.3f: %.3f, %llu\n", r->bins[b].confidence, r->bins[b].right,
               (unsigned long long)r->bins[b].rows);
    printf("coverage: agreement\n ");
    for (size_t k = 2; k <= 20; k += 2)
        printf(" %.0f%%: %.3f", r->curve[k][0] * 100, r->curve[k][1]);
    printf("\nconfusions (label, answer, rows)\n");
    for (size_t i = 0; i < r->n_pairs; i++)
        printf("  %s %s %llu\n", r->pairs[i].gold, r->pairs[i].got,
               (unsigned long long)r->pairs[i].rows);
}

/* "top5=0.95,digits4=0.78" */
static int check_required(const char *list, const figure *f, size_t n)
{
    socvet_str rest = base_str_z(list), piece;
    int rc = CLI_OK;

    while (base_str_split(&rest, ',', &piece)) {
        char name[32], z[64];
        double want;
        snprintf(z, sizeof z, "%.*s", SOCVET_ARG(piece));
        if (sscanf(z, "%31[a-z0-9_]=%lf", name, &want) != 2)
            return cli_fail("--require '%s': digits4=0.78,top5=0.95 is wanted", list);
        size_t i = 0;
        while (i < n && !base_str_eq(base_str_z(f[i].name), base_str_z(name)))
            i++;
        if (i == n)
            return cli_fail("--require: no figure is called '%s'", name);
        if (f[i].value < want) {
            fprintf(stderr, "socvet: %s is %.4f, less than %.4f\n", name, f[i].value, want);
            rc = CLI_FINDINGS;
        }
    }
    return rc;
}

static void on_remark(socvet_str column, void *user)
{
    (void)user;
    fprintf(stderr, "socvet: labels are the column %.*s\n", SOCVET_ARG(column));
}

static int run(cli_values *v)
{
    socvet_engine *engine = NULL;
    socvet_eval_result r;
    socvet_err err = {0};
    figure f[32];
    int rc = CLI_OK, edition = -1;

    if (v->n_files != 1)
        return cli_fail("name one labelled catalogue: JSON lines, a table or a workbook");
    if (v->output && !v->force && access(v->output, F_OK) == 0)
        return cli_fail("%s is there already; --force writes over it", v->output);
    socvet_bulk_io io = {.in = v->files[0], .mapping = v->mapping, .mapping_file = v->mapping_file,
                         .remark = on_remark};
    if (socvet_engine_open(&engine, &err) != SOCVET_OK)
        rc = cli_fail("%s", err.text);
    if (!rc && v->edition &&
        (edition = socvet_dict_edition(socvet_engine_dict(engine), base_str_z(v->edition))) < 0)
        rc = cli_fail("--edition '%s': no such edition in the dictionary", v->edition);
    if (!rc && socvet_eval(&r, engine, &io, edition, &err) != SOCVET_OK) {
        cli_fail("%s: %s", v->files[0], err.text);
        rc = err.code == SOCVET_E_FORMAT ? CLI_UNREADABLE : CLI_CANNOT;
    }
    if (!rc) {
        size_t n = figures_of(&r, f);
        if (v->html)
            rc = print_html(v, &r, f, n, engine);
        else if (v->json)
            print_json(&r, f, n);
        else
            print_text(&r, f, n);
        if (v->require)
            rc = check_required(v->require, f, n);
    }
    socvet_engine_free(engine);
    return rc;
}

const cli_command cli_eval = {"eval", "[options] GOLD.jsonl|GOLD.csv|GOLD.xlsx",
                              "Measures the coder on a labelled catalogue.", options, run};

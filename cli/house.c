/* house.c: files of a house's own: rates, rules with their wording and sources, waivers, a baseline. */
#include "house.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

enum { MOST_FILE = 16 << 20, MOST_DICTIONARY = 256 << 20 };

static bool read_file_of(base_buf *out, const char *path, size_t most)
{
    socvet_err err = {0};

    if (base_file_read(out, path, most, &err) == SOCVET_OK)
        return true;
    cli_fail("%s", err.text);
    return false;
}

static bool read_file(base_buf *out, const char *path)
{
    return read_file_of(out, path, MOST_FILE);
}

static bool read_dictionary(cli_house *h, const char *path)
{
    socvet_err err = {0};

    if (!read_file_of(&h->dictionary, path, MOST_DICTIONARY))
        return false;
    if (socvet_dict_load(&h->dict, base_buf_str(&h->dictionary), &err) == SOCVET_OK)
        return true;
    cli_fail("--dictionary %s: %s ('socvet dict --compile' makes one)", path, err.text);
    return false;
}

/* DIR/rules.tsv must be there; DIR/wording.tsv and DIR/sources.tsv may be. */
static bool read_part(base_buf *out, char *name, size_t size, const char *dir, const char *file, bool needed)
{
    if (snprintf(name, size, "%s/%s", dir, file) >= (int)size) {
        cli_fail("--rules '%s': the path is too long", dir);
        return false;
    }
    return !needed && access(name, F_OK) != 0 ? true : read_file(out, name);
}

static bool read_rules(cli_house *h, const char *dir)
{
    struct stat st;

    if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode)) {
        cli_fail("--rules '%s': a folder with rules.tsv is wanted", dir);
        return false;
    }
    return read_part(&h->rules, h->rules_name, sizeof h->rules_name, dir, "rules.tsv", true) &&
           read_part(&h->wording, h->wording_name, sizeof h->wording_name, dir, "wording.tsv", false) &&
           read_part(&h->sources, h->sources_name, sizeof h->sources_name, dir, "sources.tsv", false);
}

bool cli_house_read(cli_house *h, const cli_values *v)
{
    *h = (cli_house){0};
    if ((v->rates && !read_file(&h->rates, v->rates)) || (v->rules && !read_rules(h, v->rules)) ||
        (v->waivers && !read_file(&h->waivers, v->waivers)) ||
        (v->baseline && !read_file(&h->baseline, v->baseline)) ||
        (v->dictionary && !read_dictionary(h, v->dictionary)))
        return false;
    h->extra = (socvet_rules_extra){.rules = base_buf_str(&h->rules), .wording = base_buf_str(&h->wording),
                                    .sources = base_buf_str(&h->sources), .rates = base_buf_str(&h->rates),
                                    .rules_name = h->rules_name, .wording_name = h->wording_name,
                                    .rates_name = v->rates};
    return true;
}

static void say_slip(const socvet_example_slip *x, void *user)
{
    static const char *const words[] = {"passes", "fails", "cannot be told", "does not reach the rule",
                                        "could not be judged"};
    const cli_house *h = user;

    fprintf(stderr, "socvet: %s: %.*s: its %s example %s\n", h->rules_name, SOCVET_ARG(x->rule->id),
            x->bad ? "bad" : "good", words[x->verdict % 5]);
}

static socvet_status read_marks(cli_house *h, const cli_values *v, const socvet_rules *rules, socvet_err *err)
{
    socvet_status s = SOCVET_OK;

    if (!v->waivers && !v->baseline)
        return s;
    h->marks = socvet_marks_new(err);
    if (!h->marks)
        return SOCVET_E_NOMEM;
    if (v->waivers)
        s = socvet_marks_add_waivers(h->marks, base_buf_str(&h->waivers), v->waivers, rules, err);
    if (!s && v->baseline)
        s = socvet_marks_add_baseline(h->marks, base_buf_str(&h->baseline), v->baseline, err);
    return s;
}

bool cli_house_open(cli_house *h, const cli_values *v, socvet_engine **engine, socvet_worker **worker)
{
    socvet_err err = {0};
    size_t tried;

    *engine = NULL;
    if (worker)
        *worker = NULL;
    if (!cli_house_read(h, v))
        return false;
    socvet_status s = v->coder_alone ? socvet_engine_open_coder(engine, h->dict, &err)
                                     : socvet_engine_open_over(engine, h->dict, &h->extra, &err);
    size_t untrained = s ? 0 : socvet_classifier_untrained(socvet_engine_classifier(*engine));
    if (untrained)
        fprintf(stderr, "socvet: %s: %zu index rows lead to codes that the coder was not trained on; it proposes "
                        "none of them\n", v->dictionary, untrained);
    if (!s && h->extra.rules.len)
        s = socvet_rules_try(*engine, false, &tried, say_slip, h, &err);
    if (!s)
        s = read_marks(h, v, socvet_engine_rules(*engine), &err);
    if (!s && worker && !(*worker = socvet_worker_new(*engine, &err)))
        s = SOCVET_E_NOMEM;
    if (!s)
        return true;
    cli_fail("%s", err.text);
    socvet_engine_free(*engine);
    *engine = NULL;
    return false;
}

void cli_house_close(cli_house *h)
{
    base_buf *all[] = {&h->rates, &h->rules, &h->wording, &h->sources, &h->waivers, &h->baseline,
                       &h->dictionary};

    socvet_marks_free(h->marks);
    socvet_dict_free(h->dict);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        base_buf_clear(all[i]);
    *h = (cli_house){0};
}

static void say_idle(const char *file, unsigned line, const char *text, void *user)
{
    (void)user;
    fprintf(stderr, "%s:%u: %s\n", file, line, text);
}

void cli_house_remarks(const cli_house *h, int32_t as_of)
{
    if (h->marks)
        socvet_marks_idle(h->marks, as_of, say_idle, NULL);
}

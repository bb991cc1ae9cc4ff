/* overview.c: what a run holds, as bars that a table explains: bands, codes, findings, years. Each bar
 * leads to the adverts it counts. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "catalogue.h"

enum { BARS_MOST = 15, BARS_HELD = 400 };

typedef struct {
    char key[64];
    char words[300];
    char severity[16];
    uint64_t n;
} bar;

typedef struct {
    const serve_rooms *rooms;
    socvet_question asked;
    bar bars[BARS_HELD];
    size_t n;
    uint64_t largest;
} plot;

static bool take_bar(const socvet_str *x, size_t n, void *user)
{
    plot *p = user;

    if (p->n == BARS_HELD)
        return false;
    bar *b = &p->bars[p->n++];
    snprintf(b->key, sizeof b->key, "%.*s", SOCVET_ARG(x[0]));
    b->n = (uint64_t)serve_to_number(x[1]);
    b->words[0] = b->severity[0] = '\0';
    if (n > 2)
        snprintf(b->words, sizeof b->words, "%.*s", SOCVET_ARG(x[2]));
    if (n > 3)
        snprintf(b->severity, sizeof b->severity, "%.*s", SOCVET_ARG(x[3]));
    p->largest = b->n > p->largest ? b->n : p->largest;
    return true;
}

static void put_words(const plot *p, const bar *b)
{
    if (p->asked == SOCVET_ASK_BANDS)
        put(band_words(base_str_z(b->key)));
    else if (p->asked == SOCVET_ASK_CODES)
        put_code(p->rooms, base_str_z(b->key), base_str_z(b->words));
    else if (p->asked == SOCVET_ASK_RULES)
        put_rule(p->rooms, base_str_z(b->key), base_str_z(b->words));
    else
        put_z(b->key[0] ? b->key : "Not known");
}

static const char *severity_words(const char *z)
{
    return strcmp(z, "error") == 0 ? "Must be mended" : strcmp(z, "warning") == 0 ? "Should be mended" : "Worth a look";
}

static void put_link(const char *argument, const bar *b)
{
    put("adverts?from=0");
    put_argument(argument, b->key[0] ? b->key : "none");
}

/* Each row: the words, a bar drawn beside its number. */
static void put_row(const plot *p, const bar *b, const char *argument)
{
    double share = p->largest ? (double)b->n / (double)p->largest : 0;

    put("<tr><th scope=\"row\"><a href=\"");
    put_link(argument, b);
    put("\">");
    put_words(p, b);
    put("</a>");
    if (p->asked == SOCVET_ASK_RULES)
        printf(" <span class=\"hint\">%s · %s</span>", severity_words(b->severity), b->key);
    put("</th><td class=\"n\">");
    put_count(b->n);
    printf("</td><td class=\"bar\"><svg viewBox=\"0 0 200 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
           "<rect class=\"all\" width=\"200\" height=\"14\"/><rect class=\"part\" width=\"%.1f\" height=\"14\"/></svg></td></tr>\n",
           fmax(200 * share, b->n ? 1.5 : 0));
}

static void put_plot(const serve_rooms *rooms, socvet_catalogue *c, socvet_question q, const char *title,
                     const char *column, const char *argument)
{
    static plot p;
    socvet_catalogue_filter f = {.most = q == SOCVET_ASK_YEARS ? 0 : BARS_MOST};

    p = (plot){.rooms = rooms, .asked = q};
    if (!serve_ask(c, q, &f, take_bar, &p))
        return;
    printf("<section class=\"box\" aria-labelledby=\"by-%s\">\n<h2 id=\"by-%s\">%s</h2>\n", argument, argument, title);
    if (p.n == 0) {
        put("<p>None.</p></section>\n");
        return;
    }
    printf("<table class=\"plot\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\" class=\"n\">Adverts</th>"
           "<th scope=\"col\" class=\"bar\"><span class=\"unseen\">As a bar</span></th></tr></thead><tbody>\n", column);
    for (size_t i = 0; i < p.n; i++)
        put_row(&p, &p.bars[i], argument);
    put("</tbody></table>\n");
    if (p.n == BARS_MOST && f.most)
        printf("<p class=\"hint\">The %d commonest.</p>\n", BARS_MOST);
    put("</section>\n");
}

/* Years stand beside one another as columns; the table under them says the numbers. */
static void put_years(const serve_rooms *rooms, socvet_catalogue *c)
{
    static plot p;
    enum { WIDE = 720, HIGH = 150 };

    p = (plot){.rooms = rooms, .asked = SOCVET_ASK_YEARS};
    if (!serve_ask(c, SOCVET_ASK_YEARS, NULL, take_bar, &p))
        return;
    put("<section class=\"box\" aria-labelledby=\"by-year\">\n<h2 id=\"by-year\">By the year of posting</h2>\n");
    if (p.n > 2) {
        double step = (double)WIDE / (double)p.n, wide = fmin(step * 0.7, 60);
        printf("<svg class=\"years\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Adverts by the year of posting; the table below says the "
               "numbers\">\n<line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", WIDE, HIGH + 44, HIGH + 20, WIDE, HIGH + 20);
        for (size_t i = 0; i < p.n; i++) {
            double x = step * ((double)i + 0.5), high = p.largest ? HIGH * (double)p.bars[i].n / (double)p.largest : 0;
            printf("<rect class=\"part\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>"
                   "<text x=\"%.1f\" y=\"%.1f\">", x - wide / 2, HIGH + 20 - high, wide, high, x, HIGH + 15 - high);
            if (p.n <= 14)
                put_count(p.bars[i].n);
            printf("</text><text x=\"%.1f\" y=\"%d\">%s</text>\n", x, HIGH + 38, p.bars[i].key[0] ? p.bars[i].key : "?");
        }
        put("</svg>\n");
    }
    put("<details><summary>As a table</summary><table class=\"plot\"><thead><tr><th scope=\"col\">Year</th><th scope=\"col\" class=\"n\">Adverts</th>"
        "<th scope=\"col\" class=\"bar\"><span class=\"unseen\">As a bar</span></th></tr></thead><tbody>\n");
    for (size_t i = 0; i < p.n; i++)
        put_row(&p, &p.bars[i], "year");
    put("</tbody></table></details>\n</section>\n");
}

/* "2026-11-25" of "2026-11-25:<hash>". */
static socvet_str version(socvet_str s)
{
    socvet_str name = s;

    base_str_split(&s, ':', &name);
    return name;
}

static bool put_run(const socvet_str *x, size_t n, void *user)
{
    (void)n, (void)user;
    put("<p>");
    put_count((uint64_t)serve_to_number(x[1]));
    put(" adverts of <b>");
    put_text(x[0]);
    put("</b>, judged where no date is given by the rules of ");
    put_text(x[2]);
    put(".</p>\n<p class=\"hint\">socvet ");
    put_text(x[3]);
    put(", occupations ");
    put_text(version(x[4]));
    put(", rules of ");
    put_text(version(x[5]));
    put(". This is a help, not immigration advice.</p>\n");
    return false;
}

static bool put_left(const socvet_str *x, size_t n, void *user)
{
    (void)user;
    put("<p class=\"actions\"><a class=\"go\" href=\"queue\">Review ");
    put_count((uint64_t)serve_to_number(x[0]));
    put(" items</a> <a class=\"go plain\" href=\"adverts\">See all adverts</a></p>\n<p>They stand for ");
    put_count((uint64_t)serve_to_number(x[1]));
    put(" adverts on which a person should look: adverts with the same title and the same answer are one item.</p>\n");
    return n == 0;
}

int serve_overview(const serve_rooms *rooms, const serve_form *f)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    socvet_catalogue_filter review = {.band = "review"};

    (void)f;
    if (!c)
        return CLI_CANNOT;
    put_head("The catalogue", "catalogue");
    bool fine = serve_ask(c, SOCVET_ASK_RUN, NULL, put_run, NULL) &&
                serve_ask(c, SOCVET_ASK_QUEUE_TOTAL, &review, put_left, NULL);
    put("<div class=\"plots\">\n");
    put_plot(rooms, c, SOCVET_ASK_BANDS, "Does the code stand?", "Answer", "band");
    put_plot(rooms, c, SOCVET_ASK_RULES, "What is wrong with them", "Finding", "rule");
    put_plot(rooms, c, SOCVET_ASK_CODES, "Occupations", "Occupation code", "code");
    put_years(rooms, c);
    put("</div>\n");
    put_foot();
    socvet_catalogue_free(c);
    return fine ? CLI_OK : CLI_CANNOT;
}

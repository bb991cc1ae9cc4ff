/* adverts.c: the list of a catalogue's adverts, filtered and searched, and one of them with the words that
 * spoke for each code. */
#include <string.h>

#include "base/csv.h"
#include "base/str.h"
#include "catalogue.h"

enum { A_PAGE = 50 };

/* ---- one advert's words ---- */

typedef struct {
    const serve_rooms *rooms;
    socvet_catalogue *c;
    int64_t id;
    socvet_str part; /* of the evidence that is looked for */
    int64_t rank;
    size_t said;
    bool choose, any;
    char seen[6][80];
} speaker;

/* Several features may rest on the same words: each quotation once, five at most. */
static bool put_quote(const socvet_str *x, size_t n, void *user)
{
    speaker *w = user;

    if (n < 4 || !base_str_eq(x[0], w->part) || serve_to_number(x[1]) != w->rank || !x[3].len || w->said == 5)
        return true;
    char key[80];
    snprintf(key, sizeof key, "%.*s", (int)(x[3].len < 79 ? x[3].len : 79), x[3].ptr);
    for (size_t i = 0; i < w->said; i++)
        if (base_str_eq_ci(base_str_z(w->seen[i]), base_str_z(key)))
            return true;
    snprintf(w->seen[w->said], sizeof w->seen[0], "%s", key);
    put(w->said++ ? ", " : "");
    put("<q>");
    put_text(x[3]);
    put("</q>");
    return true;
}

static void put_quotes(speaker *w, const char *part, int64_t rank, const char *before, const char *after)
{
    socvet_catalogue_filter f = {.id = w->id};

    w->part = base_str_z(part);
    w->rank = rank;
    w->said = 0;
    put(before);
    serve_ask(w->c, SOCVET_ASK_EVIDENCE, &f, put_quote, w);
    put(w->said ? "" : "no words of its own");
    put(after);
}

static bool put_candidate(const socvet_str *x, size_t n, void *user)
{
    speaker *w = user;
    int64_t rank = serve_to_number(x[0]);

    (void)n;
    put("<li>");
    if (w->choose)
        printf("<label><input type=\"radio\" name=\"choice\" value=\"%.*s\"%s> <kbd>%d</kbd> ", SOCVET_ARG(x[1]),
               rank == 1 ? " checked" : "", (int)rank);
    put("<b>");
    put_text(x[1]);
    put(" – ");
    put_text(x[2]);
    double share = serve_to_share(x[3]) * 100;
    put("</b> <span class=\"share\">");
    if (share < 0.5)
        put("under 1 %");
    else
        printf("%.0f %%", share);
    put("</span>");
    put(w->choose ? "</label>" : "");
    put_quotes(w, "candidate", rank, "<span class=\"because\">because of ", "</span></li>\n");
    w->any = true;
    return true;
}

static bool put_finding(const socvet_str *x, size_t n, void *user)
{
    speaker *w = user;
    const char *severity = base_str_eq_z(x[1], "unknown") ? "Cannot tell"
        : base_str_eq_z(x[2], "error")                    ? "Must be mended"
        : base_str_eq_z(x[2], "warning")                  ? "Should be mended"
                                                          : "Worth a look";

    (void)n;
    printf("<li><b>%s:</b> ", severity);
    put_text(x[4]);
    put(" <span class=\"hint\">");
    put_text(x[0]);
    put("</span>");
    if (x[5].len) {
        put("<br>Fix: ");
        put_text(x[5]);
    }
    put_quotes(w, "finding", serve_to_number(x[8]), "<br><span class=\"because\">In the advert: ", "</span></li>\n");
    w->any = true;
    return true;
}

void put_words_for(const serve_rooms *rooms, socvet_catalogue *c, int64_t id, bool choose)
{
    speaker w = {.rooms = rooms, .c = c, .id = id, .choose = choose};
    socvet_catalogue_filter f = {.id = id};

    put("<ol class=\"candidates\">\n");
    serve_ask(c, SOCVET_ASK_CANDIDATES, &f, put_candidate, &w);
    if (!w.any)
        put("<li>The coder found no code.</li>");
    put("</ol>\n");
    if (choose)
        return;
    w.any = false;
    put("<h2>What was found</h2>\n<ul class=\"findings\">\n");
    serve_ask(c, SOCVET_ASK_FINDINGS, &f, put_finding, &w);
    put(w.any ? "</ul>\n" : "<li>Nothing.</li></ul>\n");
}

/* ---- the list ---- */

static void put_counts(const socvet_str *x)
{
    static const char *const words[] = {"to mend", "should be mended", "worth a look"};
    bool any = false;

    for (int k = 0; k < 3; k++) {
        int64_t n = serve_to_number(x[SOCVET_ADVERT_ERRORS + k]);
        if (n)
            printf("%s%d&nbsp;%s", any ? ", " : "", (int)n, words[k]);
        any = any || n;
    }
    put(any ? "" : "nothing");
}

static bool put_advert(const socvet_str *x, size_t n, void *user)
{
    const serve_rooms *rooms = ((const serve_asker *)user)->rooms;

    (void)n;
    printf("<tr><th scope=\"row\"><a href=\"advert?id=%.*s\">", SOCVET_ARG(x[SOCVET_ADVERT_ID]));
    put_text(x[SOCVET_ADVERT_TITLE].len ? x[SOCVET_ADVERT_TITLE] : base_str_z("(no title)"));
    put("</a><span class=\"hint\">");
    put_text(x[SOCVET_ADVERT_EMPLOYER]);
    put("</span></th><td data-label=\"Occupation\">");
    if (x[SOCVET_ADVERT_CODE].len)
        put_code(rooms, x[SOCVET_ADVERT_CODE], x[SOCVET_ADVERT_EDITION]);
    else
        put(x[SOCVET_ADVERT_ERROR].len ? "" : "No code");
    put_text(x[SOCVET_ADVERT_ERROR]);
    put("</td><td data-label=\"Answer\">");
    if (x[SOCVET_ADVERT_DECIDED].len) {
        put("Decided: ");
        put_code(rooms, x[SOCVET_ADVERT_DECIDED], x[SOCVET_ADVERT_EDITION]);
    } else {
        put(band_words(x[SOCVET_ADVERT_BAND]));
    }
    put("</td><td data-label=\"Findings\">");
    put_counts(x);
    put("</td><td data-label=\"Posted\">");
    put_text(x[SOCVET_ADVERT_POSTED].len ? x[SOCVET_ADVERT_POSTED] : base_str_z("not known"));
    put("</td></tr>\n");
    return true;
}

static void put_choice(const char *value, const char *words, const char *now)
{
    printf("<option value=\"%s\"%s>%s</option>\n", value, now && strcmp(now, value) == 0 ? " selected" : "", words);
}

static void put_search(const socvet_catalogue_filter *f)
{
    put("<form class=\"box search\" action=\"adverts\" method=\"get\" role=\"search\">\n<p><label for=\"q\">Words in the title, employer, reference or text</label> "
        "<input type=\"text\" id=\"q\" name=\"q\" value=\"");
    put_z(f->words ? f->words : "");
    put("\"></p>\n<p><label for=\"band\">Answer</label> <select id=\"band\" name=\"band\">\n");
    put_choice("", "Any", f->band);
    put_choice("auto", "Code stands", f->band);
    put_choice("review", "A person should look", f->band);
    put_choice("none", "No code", f->band);
    put_choice("error", "Could not be read", f->band);
    put("</select></p>\n<p><label for=\"code\">Code</label> <input type=\"text\" id=\"code\" name=\"code\" inputmode=\"numeric\" size=\"6\" value=\"");
    put_z(f->code ? f->code : "");
    put("\"></p>\n<p><label for=\"year\">Year</label> <input type=\"text\" id=\"year\" name=\"year\" inputmode=\"numeric\" size=\"6\" value=\"");
    put_z(f->year ? f->year : "");
    put("\"></p>\n");
    put_hidden("rule", f->rule);
    put("<p><button type=\"submit\" class=\"main\">Search</button></p>\n</form>\n");
}

static void put_pages(const socvet_catalogue_filter *f, uint64_t page, uint64_t total)
{
    uint64_t pages = (total + A_PAGE - 1) / A_PAGE;

    if (pages < 2)
        return;
    put("<nav class=\"pages\" aria-label=\"Pages of the list\"><p>");
    if (page > 1) {
        printf("<a href=\"adverts?page=%llu", (unsigned long long)page - 1);
        put_filter(f);
        put("\">Earlier</a> ");
    }
    printf("page %llu of %llu", (unsigned long long)page, (unsigned long long)pages);
    if (page < pages) {
        printf(" <a href=\"adverts?page=%llu", (unsigned long long)page + 1);
        put_filter(f);
        put("\">Later</a>");
    }
    put("</p></nav>\n");
}

int serve_adverts(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    socvet_catalogue_filter f = serve_filter(form);
    uint64_t page = (uint64_t)serve_number(form, "page", 1);
    serve_asker asker = {.rooms = rooms};

    if (!c)
        return CLI_CANNOT;
    page = page ? page : 1;
    f.most = A_PAGE;
    f.from = (page - 1) * A_PAGE;
    put_head("Adverts", "adverts");
    put_search(&f);
    put_filter_words(rooms, &f, "adverts");
    uint64_t total = serve_ask_number(c, SOCVET_ASK_TOTAL, &f);
    put("<p role=\"status\">");
    put_count(total);
    printf(" advert%s.</p>\n<p class=\"actions\"><a class=\"go plain\" href=\"adverts.csv?from=0", total == 1 ? "" : "s");
    put_filter(&f);
    put("\">These as a table (CSV)</a> <a class=\"go plain\" href=\"queue?from=0");
    put_filter(&f);
    put("\">Review these</a> <a class=\"go plain\" href=\"accept?from=0");
    put_filter(&f);
    put("\">Accept the coder’s answer for these …</a></p>\n");
    put("<table class=\"list\"><thead><tr><th scope=\"col\">Advert</th><th scope=\"col\">Occupation</th><th scope=\"col\">Answer</th>"
        "<th scope=\"col\">Findings</th><th scope=\"col\">Posted</th></tr></thead><tbody>\n");
    bool fine = serve_ask(c, SOCVET_ASK_LIST, &f, put_advert, &asker);
    put("</tbody></table>\n");
    put_pages(&f, page, total);
    put_foot();
    socvet_catalogue_free(c);
    return fine ? CLI_OK : CLI_CANNOT;
}

/* ---- one of them ---- */

static void put_pair(const char *label, socvet_str value)
{
    if (!value.len)
        return;
    printf("<dt>%s</dt><dd>", label);
    put_text(value);
    put("</dd>\n");
}

static bool put_one(const socvet_str *x, size_t n, void *user)
{
    serve_asker *a = user;
    const serve_rooms *rooms = a->rooms;

    a->any = true;
    put_head("One advert", "adverts");
    put("<p class=\"title\">");
    put_text(x[SOCVET_ADVERT_TITLE].len ? x[SOCVET_ADVERT_TITLE] : base_str_z("(no title)"));
    put("</p>\n<dl class=\"facts\">\n");
    put_pair("Employer", x[SOCVET_ADVERT_EMPLOYER]);
    put_pair("Place", x[SOCVET_ADVERT_LOCATION]);
    put_pair("Pay", x[SOCVET_ADVERT_SALARY]);
    put_pair("Posted", x[SOCVET_ADVERT_POSTED]);
    put_pair("Closes", x[SOCVET_ADVERT_CLOSING]);
    put_pair("Old code", x[SOCVET_ADVERT_OLD_CODE]);
    put_pair("Reference", x[SOCVET_ADVERT_REF]);
    put_pair("Judged by the rules of", x[SOCVET_ADVERT_AS_OF]);
    put_pair("Could not be read", x[SOCVET_ADVERT_ERROR]);
    put("<dt>Answer</dt><dd>");
    put(band_words(x[SOCVET_ADVERT_BAND]));
    put("</dd>\n");
    if (x[SOCVET_ADVERT_DECIDED].len) {
        put("<dt>Decided</dt><dd>");
        put_code(rooms, x[SOCVET_ADVERT_DECIDED], x[SOCVET_ADVERT_EDITION]);
        put("</dd>\n");
    }
    put("</dl>\n");
    if (n > SOCVET_ADVERT_TEXT && x[SOCVET_ADVERT_TEXT].len) {
        put("<details class=\"box\"><summary>The text of the advert</summary><p class=\"text\">");
        put_text(x[SOCVET_ADVERT_TEXT]);
        put("</p></details>\n");
    }
    put("<h2>Occupation codes</h2>\n");
    return true;
}

int serve_advert(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue_filter f = {.id = serve_number(form, "id", 0)};
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    serve_asker asker = {.rooms = rooms};

    if (!c)
        return CLI_CANNOT;
    bool fine = serve_ask(c, SOCVET_ASK_RECORD, &f, put_one, &asker);
    if (fine && !asker.any)
        fine = cli_fail("there is no such advert in this run") == CLI_OK;
    if (fine) {
        put_words_for(rooms, c, f.id, false);
        printf("<p class=\"actions\"><a class=\"go\" href=\"queue?id=%lld\">Decide its code</a></p>\n", (long long)f.id);
        put_foot();
    }
    socvet_catalogue_free(c);
    return fine ? CLI_OK : CLI_CANNOT;
}

/* ---- the list as a table ---- */

static void put_cell(socvet_str s)
{
    base_buf b;

    base_buf_init(&b, 0);
    base_csv_put(&b, s, false);
    fwrite(b.ptr ? b.ptr : "", 1, b.len, stdout);
    base_buf_clear(&b);
}

static bool put_csv_row(const socvet_str *x, size_t n, void *user)
{
    (void)user;
    for (size_t i = SOCVET_ADVERT_ROW; i < n && i <= SOCVET_ADVERT_AS_OF; i++) {
        put(i > SOCVET_ADVERT_ROW ? "," : "");
        put_cell(x[i]);
    }
    put("\n");
    return !ferror(stdout);
}

int serve_adverts_csv(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    socvet_catalogue_filter f = serve_filter(form);

    if (!c)
        return CLI_CANNOT;
    put("row,id,band,title,employer,location,edition,code,code_title,probability,posted_date,closing_date,salary,errors,warnings,notes,"
        "phd,old_code,error,decided_code,as_of\n");
    bool fine = serve_ask(c, SOCVET_ASK_LIST, &f, put_csv_row, NULL);
    socvet_catalogue_free(c);
    return fine ? CLI_OK : CLI_CANNOT;
}

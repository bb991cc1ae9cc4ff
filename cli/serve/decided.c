/* decided.c: what people decided: the list, each row undone by itself; as the table that `bulk --decisions`
 * takes; and the only requests that write: decide, accept, undo. */
#include <string.h>

#include "base/str.h"
#include "catalogue.h"

enum { A_PAGE = 100 };

/* ---- the list ---- */

enum { ID, HASH, TITLE, MACHINE, CODE, REVIEWER, NOTE, AT, ADVERT, TOGETHER };

static void put_undo(socvet_str id, const char *words, bool together)
{
    put("<form action=\"undo\" method=\"post\"><input type=\"hidden\" name=\"decision\" value=\"");
    put_text(id);
    printf("\">%s<button type=\"submit\">%s</button></form>", together ? "<input type=\"hidden\" name=\"together\" value=\"yes\">" : "", words);
}

static bool put_decision(const socvet_str *x, size_t n, void *user)
{
    serve_asker *a = user;
    char words[64];
    int64_t together = serve_to_number(x[TOGETHER]);

    (void)n;
    a->any = true;
    put("<tr><th scope=\"row\">");
    if (x[ADVERT].len)
        printf("<a href=\"advert?id=%.*s\">", SOCVET_ARG(x[ADVERT]));
    put_text(x[TITLE].len ? x[TITLE] : base_str_z("(no title)"));
    put(x[ADVERT].len ? "</a>" : "");
    printf("<span class=\"hint\">%s</span></th><td data-label=\"Decided\">", x[HASH].len ? "this advert" : "all with this title and answer");
    put_code(a->rooms, x[CODE], base_str_z(""));
    put("</td><td data-label=\"The coder said\">");
    if (!x[MACHINE].len)
        put("no code");
    else if (base_str_eq(x[MACHINE], x[CODE]))
        put("the same");
    else
        put_code(a->rooms, x[MACHINE], base_str_z(""));
    put("</td><td data-label=\"By\">");
    put_text(x[REVIEWER].len ? x[REVIEWER] : base_str_z("–"));
    put("<span class=\"hint\">");
    put_text((socvet_str){x[AT].ptr, x[AT].len < 10 ? x[AT].len : 10});
    put("</span></td><td data-label=\"Why\">");
    put_text(x[NOTE].len ? x[NOTE] : base_str_z("–"));
    put("</td><td data-label=\"Undo\">");
    put_undo(x[ID], "Undo", false);
    if (together > 1) {
        snprintf(words, sizeof words, "Undo all %lld made together", (long long)together);
        put_undo(x[ID], words, true);
    }
    put("</td></tr>\n");
    return true;
}

int serve_decided(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    uint64_t page = (uint64_t)serve_number(form, "page", 1);
    socvet_catalogue_filter f = {.most = A_PAGE, .from = (page ? page - 1 : 0) * A_PAGE};
    serve_asker a = {.rooms = rooms};

    if (!c)
        return CLI_CANNOT;
    uint64_t total = serve_ask_number(c, SOCVET_ASK_DECISION_TOTAL, NULL);
    put_head("Decisions", "decisions");
    put("<p role=\"status\">");
    put_count(total);
    printf(" decision%s. They are kept in the run’s database, and hold in a later run by <code>socvet bulk --decisions</code> with the "
           "table below.</p>\n<p class=\"actions\"><a class=\"go\" href=\"decisions.csv\">Decisions as a table (CSV)</a></p>\n", total == 1 ? "" : "s");
    put("<table class=\"list\"><thead><tr><th scope=\"col\">Advert</th><th scope=\"col\">Decided</th><th scope=\"col\">The coder said</th>"
        "<th scope=\"col\">By</th><th scope=\"col\">Why</th><th scope=\"col\">Undo</th></tr></thead><tbody>\n");
    bool fine = serve_ask(c, SOCVET_ASK_DECISIONS, &f, put_decision, &a);
    put("</tbody></table>\n");
    if (f.from + A_PAGE < total)
        printf("<p class=\"pages\"><a href=\"decisions?page=%llu\">Earlier decisions</a></p>\n", (unsigned long long)(page ? page + 1 : 2));
    put_foot();
    socvet_catalogue_free(c);
    return fine ? CLI_OK : CLI_CANNOT;
}

int serve_decisions_csv(const serve_rooms *rooms, const serve_form *form)
{
    socvet_err err = {0};

    (void)form;
    if (socvet_catalogue_decisions(rooms->catalogue, socvet_engine_dict(rooms->engine), cli_stdout_sink, NULL, &err) != SOCVET_OK)
        return cli_fail("%s", err.text);
    return CLI_OK;
}

/* ---- what a person says ---- */

static bool decide(const serve_rooms *rooms, const serve_form *form, int64_t *decision)
{
    const char *other = serve_form_get(form, "other");
    socvet_catalogue_word w = {.id = serve_number(form, "id", 0), .code = other ? other : serve_form_get(form, "choice"),
                               .reviewer = serve_form_get(form, "reviewer"), .note = serve_form_get(form, "note"),
                               .for_title = !serve_form_get(form, "one")};
    socvet_catalogue *c = serve_catalogue_open(rooms, true);
    socvet_err err = {0};

    if (!c)
        return false;
    bool fine = socvet_catalogue_decide(c, socvet_engine_dict(rooms->engine), &w, decision, &err) == SOCVET_OK;
    if (!fine)
        cli_fail("%s", err.text);
    socvet_catalogue_free(c);
    return fine;
}

/* Back to where the form stood, with its filter and name. */
static void put_back(const serve_form *form, const char *page, int64_t said)
{
    socvet_catalogue_filter f = serve_filter(form);
    const char *name = serve_form_get(form, "reviewer");

    printf("%s?from=%lld", page, (long long)serve_number(form, "from", 0));
    put_filter_raw(&f);
    if (name) {
        put("&reviewer=");
        put_percent(name);
    }
    if (said)
        printf("&said=%lld", (long long)said);
}

int serve_decide(const serve_rooms *rooms, const serve_form *form)
{
    int64_t decision;

    if (!decide(rooms, form, &decision))
        return CLI_CANNOT;
    put_back(form, "queue", decision);
    return CLI_OK;
}

int serve_decide_json(const serve_rooms *rooms, const serve_form *form)
{
    int64_t decision;

    if (!decide(rooms, form, &decision))
        return CLI_CANNOT;
    printf("{\"decision\":%lld}\n", (long long)decision);
    return CLI_OK;
}

int serve_accept_all(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, true);
    socvet_catalogue_filter f = serve_filter(form);
    socvet_err err = {0};
    uint64_t n;

    if (!c)
        return CLI_CANNOT;
    bool fine = socvet_catalogue_accept(c, &f, serve_form_get(form, "reviewer"), &n, &err) == SOCVET_OK;
    socvet_catalogue_free(c);
    if (!fine)
        return cli_fail("%s", err.text);
    put("decisions");
    return CLI_OK;
}

static bool undo(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, true);
    socvet_err err = {0};
    uint64_t n;

    if (!c)
        return false;
    bool fine = socvet_catalogue_undo(c, serve_number(form, "decision", 0), serve_form_get(form, "together") != NULL, &n, &err) == SOCVET_OK;
    socvet_catalogue_free(c);
    if (!fine)
        cli_fail("%s", err.text);
    return fine;
}

int serve_undo(const serve_rooms *rooms, const serve_form *form)
{
    if (!undo(rooms, form))
        return CLI_CANNOT;
    if (serve_form_get(form, "back"))
        put_back(form, "queue", 0);
    else
        put("decisions");
    return CLI_OK;
}

int serve_undo_json(const serve_rooms *rooms, const serve_form *form)
{
    if (!undo(rooms, form))
        return CLI_CANNOT;
    put("{\"undone\":true}\n");
    return CLI_OK;
}

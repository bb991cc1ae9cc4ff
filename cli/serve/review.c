/* review.c: the queue of what a person should look at, the words first. Each item is a form of its own, so
 * that it works without scripts; queue.js shows one at a time and takes keys. And the question before many
 * answers are accepted at once. */
#include <string.h>

#include "base/str.h"
#include "catalogue.h"

enum { A_BATCH = 20, EXCERPT = 700 };

/* Unit groups of the newest edition, to choose from by typing. */
static void put_all_codes(const serve_rooms *rooms)
{
    const socvet_dict *d = socvet_engine_dict(rooms->engine);
    int e = socvet_dict_default_edition(d);
    socvet_unit u;

    put("<datalist id=\"codes\">\n");
    for (size_t i = 0; socvet_dict_unit_at(d, e, i, &u); i++)
        if (strlen(u.code) == 4) {
            printf("<option value=\"%s – ", u.code);
            put_text(u.title);
            put("\"></option>\n");
        }
    put("</datalist>\n");
}

static void put_about(const socvet_str *x, uint64_t adverts)
{
    put("<h2>");
    put_text(x[SOCVET_ADVERT_TITLE].len ? x[SOCVET_ADVERT_TITLE] : base_str_z("(no title)"));
    put("</h2>\n<p class=\"hint\">");
    put_text(x[SOCVET_ADVERT_EMPLOYER]);
    if (x[SOCVET_ADVERT_EMPLOYER].len && x[SOCVET_ADVERT_LOCATION].len)
        put(" · ");
    put_text(x[SOCVET_ADVERT_LOCATION]);
    if (x[SOCVET_ADVERT_SALARY].len) {
        put(" · ");
        put_text(x[SOCVET_ADVERT_SALARY]);
    }
    printf(" <a href=\"advert?id=%.*s\">the whole advert</a>", SOCVET_ARG(x[SOCVET_ADVERT_ID]));
    put("</p>\n");
    if (adverts > 1) {
        put("<p><b>");
        put_count(adverts);
        put(" adverts</b> have this title and this answer; your choice holds for all of them.</p>\n");
    }
}

static void put_excerpt(socvet_str text)
{
    size_t n = text.len < EXCERPT ? text.len : EXCERPT;

    if (!text.len)
        return;
    while (n < text.len && n > 0 && ((unsigned char)text.ptr[n] & 0xC0) == 0x80)
        n--;
    put("<p class=\"text\">");
    put_text((socvet_str){text.ptr, n});
    put(n < text.len ? " …</p>\n" : "</p>\n");
}

typedef struct {
    serve_asker *a;
    int64_t id;
    uint64_t adverts;
} item;

static bool put_item(const socvet_str *x, size_t n, void *user)
{
    const item *it = user;
    const serve_asker *a = it->a;

    printf("<form class=\"box item\" id=\"item-%lld\" action=\"decide\" method=\"post\" data-item=\"%lld\">\n", (long long)it->id, (long long)it->id);
    put_about(x, it->adverts);
    if (x[SOCVET_ADVERT_DECIDED].len) {
        put("<p><b>Decided already:</b> ");
        put_code(a->rooms, x[SOCVET_ADVERT_DECIDED], x[SOCVET_ADVERT_EDITION]);
        put("</p>\n");
    }
    put("<fieldset><legend>Which occupation is it?</legend>\n");
    put_words_for(a->rooms, a->c, it->id, true);
    printf("<p><label for=\"other-%lld\">Another: its code or title</label> <input type=\"text\" id=\"other-%lld\" name=\"other\" list=\"codes\" "
           "autocomplete=\"off\"></p>\n", (long long)it->id, (long long)it->id);
    printf("<p><label for=\"note-%lld\">Why (may be left empty)</label> <input type=\"text\" id=\"note-%lld\" name=\"note\" maxlength=\"500\" "
           "autocomplete=\"off\"></p>\n</fieldset>\n", (long long)it->id, (long long)it->id);
    if (it->adverts > 1)
        printf("<p class=\"tick\"><input type=\"checkbox\" id=\"one-%lld\" name=\"one\" value=\"yes\"> <label for=\"one-%lld\">For this advert "
               "alone</label></p>\n", (long long)it->id, (long long)it->id);
    printf("<input type=\"hidden\" name=\"id\" value=\"%lld\"><input type=\"hidden\" name=\"from\" value=\"%llu\">", (long long)it->id,
           (unsigned long long)a->from);
    put_filter_hidden(a->filter);
    put_hidden("reviewer", a->reviewer);
    put("\n<p class=\"actions\"><button type=\"submit\" class=\"main\">Save</button></p>\n");
    if (n > SOCVET_ADVERT_TEXT && x[SOCVET_ADVERT_TEXT].len) {
        put("<h3>How it begins</h3>\n");
        put_excerpt(x[SOCVET_ADVERT_TEXT]);
    }
    put("</form>\n");
    return true;
}

static void put_item_of(serve_asker *a, int64_t id, uint64_t adverts)
{
    socvet_catalogue_filter f = {.id = id};
    item it = {a, id, adverts};

    serve_ask(a->c, SOCVET_ASK_RECORD, &f, put_item, &it);
    a->n++;
}

/* The queue is read to its end first: an item asks questions of its own. */
typedef struct {
    int64_t id[A_BATCH];
    uint64_t adverts[A_BATCH];
    size_t n;
} batch;

static bool take_item(const socvet_str *x, size_t n, void *user)
{
    batch *b = user;

    (void)n;
    if (b->n < A_BATCH) {
        b->id[b->n] = serve_to_number(x[0]);
        b->adverts[b->n++] = (uint64_t)serve_to_number(x[1]);
    }
    return true;
}

static bool take_two(const socvet_str *x, size_t n, void *user)
{
    uint64_t *two = user;

    two[0] = (uint64_t)serve_to_number(x[0]);
    two[1] = n > 1 ? (uint64_t)serve_to_number(x[1]) : 0;
    return false;
}

static void put_said(const char *said, const serve_asker *a)
{
    if (!said || !serve_to_number(base_str_z(said)))
        return;
    put("<form class=\"said\" action=\"undo\" method=\"post\"><p role=\"status\">Saved. ");
    put_hidden("decision", said);
    put_hidden("back", "queue");
    put_filter_hidden(a->filter);
    put_hidden("reviewer", a->reviewer);
    put("<button type=\"submit\">Undo</button></p></form>\n");
}

static void put_name(const serve_asker *a)
{
    put("<form class=\"search box\" action=\"queue\" method=\"get\"><p><label for=\"reviewer\">Your name, kept with each decision (may be left empty)</label> "
        "<input type=\"text\" id=\"reviewer\" name=\"reviewer\" maxlength=\"100\" value=\"");
    put_z(a->reviewer ? a->reviewer : "");
    put("\"></p>");
    put_filter_hidden(a->filter);
    put("<p><button type=\"submit\">Use this name</button></p></form>\n");
}

static bool filter_is_empty(const socvet_catalogue_filter *f)
{
    return !f->words && !f->band && !f->code && !f->rule && !f->year;
}

int serve_review(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    socvet_catalogue_filter f = serve_filter(form);
    int64_t id = serve_number(form, "id", 0);
    batch b = {0};
    uint64_t totals[2] = {0};

    if (!c)
        return CLI_CANNOT;
    bool usual = filter_is_empty(&f);
    if (usual)
        f.band = "review";
    f.from = (uint64_t)serve_number(form, "from", 0);
    f.most = A_BATCH;
    serve_asker a = {.rooms = rooms, .filter = &f, .c = c, .reviewer = serve_form_get(form, "reviewer"), .from = f.from};
    put_head("Review", "queue");
    put_said(serve_form_get(form, "said"), &a);
    bool fine = true;
    if (id) {
        put_item_of(&a, id, 1);
    } else {
        fine = serve_ask(c, SOCVET_ASK_QUEUE_TOTAL, &f, take_two, totals) && serve_ask(c, SOCVET_ASK_QUEUE, &f, take_item, &b);
        if (!usual)
            put_filter_words(rooms, &f, "queue");
        printf("<p id=\"left\" data-items=\"%llu\" data-from=\"%llu\">", (unsigned long long)totals[0], (unsigned long long)f.from);
        put_count(totals[0]);
        put(" items to look at, for ");
        put_count(totals[1]);
        put(" adverts; those whose look is worth most come first.</p>\n");
    }
    put("<p class=\"keys\" hidden>Keys: <kbd>1</kbd> to <kbd>5</kbd> chooses and saves, <kbd>n</kbd> next without deciding, <kbd>b</kbd> back, "
        "<kbd>o</kbd> another code, <kbd>u</kbd> undo.</p>\n<p id=\"queue-status\" role=\"status\" aria-live=\"polite\"></p>\n<div id=\"queue\">\n");
    for (size_t i = 0; i < b.n; i++)
        put_item_of(&a, b.id[i], b.adverts[i]);
    if (!a.n)
        put(f.from ? "<p>That was the last. <a href=\"queue\">From the beginning</a></p>\n" : "<p>Nothing is left to look at here. <a href=\"queue?band=auto\">Look "
            "at adverts whose code stands</a></p>\n");
    put("</div>\n");
    if (b.n == A_BATCH) {
        printf("<p class=\"pages\"><a id=\"more-items\" href=\"queue?from=%llu", (unsigned long long)(f.from + A_BATCH));
        put_filter(&f);
        put_argument("reviewer", a.reviewer);
        put("\">Leave these and see the next</a></p>\n");
    }
    put_name(&a);
    put_all_codes(rooms);
    put_foot();
    socvet_catalogue_free(c);
    return fine ? CLI_OK : CLI_CANNOT;
}

int serve_accept(const serve_rooms *rooms, const serve_form *form)
{
    socvet_catalogue *c = serve_catalogue_open(rooms, false);
    socvet_catalogue_filter f = serve_filter(form);

    if (!c)
        return CLI_CANNOT;
    uint64_t n = serve_ask_number(c, SOCVET_ASK_ACCEPTABLE, &f);
    put_head("Accept many answers", "adverts");
    put_filter_words(rooms, &f, "accept");
    put("<p>The coder’s answer will stand, as a person’s decision, for <b>");
    put_count(n);
    printf(" advert%s</b>: those of this choice that have a code and that nobody has decided yet. Each can be undone by itself under "
           "<a href=\"decisions\">Decisions</a>, or all of them at once.</p>\n", n == 1 ? "" : "s");
    if (n) {
        put("<form class=\"box\" action=\"accept-all\" method=\"post\">");
        put_filter_hidden(&f);
        put("<p><label for=\"reviewer\">Your name (may be left empty)</label> <input type=\"text\" id=\"reviewer\" name=\"reviewer\" maxlength=\"100\"></p>\n"
            "<p class=\"actions\"><button type=\"submit\" class=\"main\">Accept ");
        put_count(n);
        printf(" answer%s</button> <a class=\"go plain\" href=\"adverts?from=0", n == 1 ? "" : "s");
        put_filter(&f);
        put("\">Cancel</a></p></form>\n");
    }
    put_foot();
    socvet_catalogue_free(c);
    return CLI_OK;
}

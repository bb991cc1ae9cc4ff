/* evidence_text.c: the words of an evidence pack: its README, its manifest, and the note that stands in
 * each folder for screenshots. What the rules ask to keep are rows (evidence_items.tsv). */
#include "../base/date.h"
#include "../base/hash.h"
#include "../base/json.h"
#include "../base/str.h"
#include "evidence_int.h"

typedef base_json_writer W;

static bool has_word(socvet_str list, socvet_str word)
{
    socvet_str piece;

    if (!list.len)
        return true;
    while (list.ptr && base_str_split(&list, ' ', &piece))
        if (base_str_eq(piece, word))
            return true;
    return false;
}

static bool asked(const evidence *e, const socvet_evidence_item *x)
{
    const socvet_check_result *c = e->r->check;
    socvet_str route = c ? c->route : SOCVET_STR("none"), profile = c ? c->profile : SOCVET_STR("law");

    return x->from <= e->r->as_of && e->r->as_of <= x->to && has_word(x->routes, route) && has_word(x->profiles, profile);
}

static void put_item(base_buf *b, const socvet_evidence_item *x)
{
    base_buf_printf(b, "  %.*s  [ ] %.*s\n", SOCVET_ARG(x->id), SOCVET_ARG(x->what));
    base_buf_printf(b, "            goes to: %.*s\n", SOCVET_ARG(x->place));
    base_buf_printf(b, "            asked by: %.*s", SOCVET_ARG(x->source));
    if (x->from != INT32_MIN)
        base_buf_printf(b, ", from %s", base_date_long(x->from).z);
    if (x->to != INT32_MAX)
        base_buf_printf(b, ", to %s", base_date_long(x->to).z);
    base_buf_add_char(b, '\n');
}

static void put_day(base_buf *b, const char *label, int32_t day)
{
    base_buf_printf(b, "%s%s\n", label, day == INT32_MIN ? "not known" : base_date_long(day).z);
}

static void put_dates(const evidence *e, base_buf *b)
{
    put_day(b, "  first advertised: ", e->posted);
    put_day(b, "  closes:           ", e->closing);
    if (e->posted != INT32_MIN && e->closing != INT32_MIN)
        base_buf_printf(b, "  days between:     %d\n", e->closing - e->posted);
    base_buf_add_z(b, "  where:            ");
    for (size_t i = 0; i < e->n_media; i++)
        base_buf_printf(b, "%s%.*s", i ? "; " : "", SOCVET_ARG(e->media[i].name));
    base_buf_add_char(b, '\n');
}

static void put_files(const evidence *e, base_buf *b)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(e->r->doc, &n);

    for (size_t i = 0; i < e->o->n_originals; i++)
        base_buf_printf(b, "  %.*s\n    SHA-256 %s\n", SOCVET_ARG(e->stored[i]),
                        n == e->o->n_originals ? parts[i].sha256 : base_sha256_of(e->o->originals[i].bytes).hex);
    base_buf_add_z(b, "  text.txt        the text as socvet read it\n"
                      "  report.txt      what was found on that day; record.json is the same for programs, with every verdict\n"
                      "  manifest.json   the facts below for programs\n"
                      "  screenshots/    a folder for each place where the post is advertised\n"
                      "  " EVIDENCE_SUMS "      every file with its SHA-256: sha256sum -c " EVIDENCE_SUMS " checks them anywhere\n");
}

void evidence_readme(const evidence *e, base_buf *b)
{
    const socvet_facts *f = e->r->facts;
    const socvet_check_result *c = e->r->check;
    socvet_evidence_item x;
    size_t n = 0;

    base_buf_printf(b, "Evidence pack%s%.*s\nmade on %s by socvet %s; rules as of %s, route %.*s, profile %.*s\n\n", f->title.state ? ": " : "",
                    f->title.state ? (int)f->title.value.len : 0, f->title.state ? f->title.value.ptr : "",
                    base_date_long(e->o->made_on).z, socvet_version(), base_date_long(e->r->as_of).z,
                    c ? (int)c->route.len : 4, c ? c->route.ptr : "none", c ? (int)c->profile.len : 3, c ? c->profile.ptr : "law");
    base_buf_add_z(b, "What is in it\n");
    put_files(e, b);
    base_buf_add_z(b, "\nThe advert\n");
    put_dates(e, b);
    base_buf_add_z(b, "\nWhat should be kept\n");
    for (size_t i = 0; socvet_evidence_item_at(e->r->rules, i, &x); i++)
        if (asked(e, &x)) {
            put_item(b, &x);
            n++;
        }
    if (!n)
        base_buf_add_z(b, "  no rule that socvet holds asks for records on this day and route; name the route with --route\n");
    base_buf_add_z(b, "\nWrite the seal that was printed when the pack was made somewhere else: a calendar, a mail to yourself.\n"
                      "socvet evidence --verify PACK --seal SEAL says later whether anything changed.\n"
                      "Screenshots may be put in afterwards; they are then named as added.\n");
}

void evidence_shot_note(const evidence *e, const evidence_medium *m, base_buf *b)
{
    base_buf_printf(b, "Put the screenshots and letters for this place into this folder: %.*s\n\n", SOCVET_ARG(m->name));
    base_buf_add_z(b, "A screenshot taken on the day the advert first appears shows\n"
                      "  [ ] the name of the site\n  [ ] the whole text of the advert\n  [ ] the live address (URL)\n"
                      "  [ ] the day it was first advertised, if the site says it\n  [ ] the closing date\n"
                      "  [ ] the reference number, if the site gives one\n"
                      "For a newspaper or journal: a copy that shows its title and its date.\n"
                      "A second screenshot on the last day shows that it stayed up.\n\n");
    put_dates(e, b);
}

static void put_text(W *w, const char *key, socvet_str s)
{
    base_json_kstr(w, key, s.len ? s : (socvet_str){NULL, 0});
}

static void json_day(W *w, const char *key, int32_t day)
{
    base_json_kz(w, key, day == INT32_MIN || day == INT32_MAX ? NULL : base_date_iso(day).z);
}

static void json_documents(W *w, const evidence *e)
{
    base_json_key(w, "documents");
    base_json_open(w, '[');
    for (size_t i = 0; i < e->o->n_originals; i++) {
        base_json_open(w, '{');
        base_json_kstr(w, "name", e->o->originals[i].path);
        base_json_kstr(w, "stored", e->stored[i]);
        base_json_kint(w, "bytes", (int64_t)e->o->originals[i].bytes.len);
        base_json_kz(w, "sha256", base_sha256_of(e->o->originals[i].bytes).hex);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void json_asks(W *w, const evidence *e)
{
    socvet_evidence_item x;

    base_json_key(w, "keep");
    base_json_open(w, '[');
    for (size_t i = 0; socvet_evidence_item_at(e->r->rules, i, &x); i++) {
        if (!asked(e, &x))
            continue;
        base_json_open(w, '{');
        base_json_kstr(w, "id", x.id);
        base_json_kstr(w, "what", x.what);
        base_json_kstr(w, "place", x.place);
        base_json_kstr(w, "source", x.source);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

void evidence_manifest(const evidence *e, base_buf *b)
{
    const socvet_check_result *c = e->r->check;
    W w;

    base_json_init(&w, b);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    json_day(&w, "made_on", e->o->made_on);
    base_json_kz(&w, "socvet", socvet_version());
    base_json_kstr(&w, "rules", socvet_rules_version(e->r->rules));
    json_day(&w, "as_of", e->r->as_of);
    put_text(&w, "route", c ? c->route : (socvet_str){"", 0});
    put_text(&w, "profile", c ? c->profile : (socvet_str){"", 0});
    put_text(&w, "title", e->r->facts->title.state ? e->r->facts->title.value : (socvet_str){"", 0});
    json_documents(&w, e);
    base_json_kz(&w, "text_sha256", base_sha256_of(socvet_doc_text(e->r->doc)).hex);
    json_day(&w, "posted_date", e->posted);
    json_day(&w, "closing_date", e->closing);
    base_json_key(&w, "media");
    base_json_open(&w, '[');
    for (size_t i = 0; i < e->n_media; i++) {
        base_json_open(&w, '{');
        base_json_kstr(&w, "name", e->media[i].name);
        base_json_kstr(&w, "screenshots", e->media[i].folder);
        base_json_close(&w, '}');
    }
    base_json_close(&w, ']');
    json_asks(&w, e);
    base_json_close(&w, '}');
    base_buf_add_char(b, '\n');
}

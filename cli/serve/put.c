/* put.c: the pieces of the pages about a catalogue, and how their questions are read. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "catalogue.h"

void put(const char *z)
{
    fputs(z, stdout);
}

void put_text(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '&')
            put("&amp;");
        else if (c == '<')
            put("&lt;");
        else if (c == '>')
            put("&gt;");
        else if (c == '"')
            put("&quot;");
        else if (c == '\'')
            put("&#39;");
        else if (c == '\n' || c == '\t' || (unsigned char)c >= ' ')
            putchar(c);
    }
}

void put_z(const char *z)
{
    put_text(base_str_z(z));
}

void put_count(uint64_t n)
{
    if (n >= 1000) {
        put_count(n / 1000);
        printf(",%03u", (unsigned)(n % 1000));
    } else {
        printf("%u", (unsigned)n);
    }
}

void put_percent(const char *z)
{
    for (; *z; z++)
        if ((*z >= '0' && *z <= '9') || (base_lower(*z) >= 'a' && base_lower(*z) <= 'z') || *z == '-' || *z == '_' || *z == '.')
            putchar(*z);
        else
            printf("%%%02X", (unsigned char)*z);
}

void put_argument(const char *name, const char *value)
{
    if (value && *value) {
        printf("&amp;%s=", name);
        put_percent(value);
    }
}

enum { FILTERS = 5 };
static const char *const filter_names[FILTERS] = {"q", "band", "code", "rule", "year"};

static const char *filter_value(const socvet_catalogue_filter *f, size_t i)
{
    const char *all[FILTERS] = {f->words, f->band, f->code, f->rule, f->year};

    return all[i] && *all[i] ? all[i] : NULL;
}

void put_filter(const socvet_catalogue_filter *f)
{
    for (size_t i = 0; i < FILTERS; i++)
        put_argument(filter_names[i], filter_value(f, i));
}

void put_filter_raw(const socvet_catalogue_filter *f)
{
    for (size_t i = 0; i < FILTERS; i++)
        if (filter_value(f, i)) {
            printf("&%s=", filter_names[i]);
            put_percent(filter_value(f, i));
        }
}

void put_hidden(const char *name, const char *value)
{
    if (!value || !*value)
        return;
    printf("<input type=\"hidden\" name=\"%s\" value=\"", name);
    put_z(value);
    put("\">");
}

void put_filter_hidden(const socvet_catalogue_filter *f)
{
    for (size_t i = 0; i < FILTERS; i++)
        put_hidden(filter_names[i], filter_value(f, i));
}

void put_code(const serve_rooms *rooms, socvet_str code, socvet_str edition)
{
    const socvet_dict *d = socvet_engine_dict(rooms->engine);
    int e = edition.len ? socvet_dict_edition(d, edition) : -1;
    socvet_unit u;
    bool found = socvet_dict_unit(d, e < 0 ? socvet_dict_default_edition(d) : e, code, &u);

    for (size_t k = socvet_dict_editions(d); !found && k-- > 0;)
        found = socvet_dict_unit(d, (int)k, code, &u);
    put_text(code);
    put(found ? " – " : " – no code of any edition held here");
    if (found)
        put_text(u.title);
}

void put_rule(const serve_rooms *rooms, socvet_str id, socvet_str example)
{
    const socvet_rules *all = socvet_engine_rules(rooms->engine);
    socvet_str words = example;
    bool own = false;

    for (size_t i = 0; !own && i < socvet_rules_count(all); i++) {
        const socvet_rule *r = socvet_rules_at(all, i);
        own = base_str_eq(r->id, id) && r->message.len && !memchr(r->message.ptr, '{', r->message.len);
        if (own)
            words = r->message;
    }
    if (!own && words.len && !base_str_eq(words, id))
        put("For example: ");
    else
    if (words.len && words.ptr[0] >= 'a' && words.ptr[0] <= 'z') {
        putchar(words.ptr[0] - 'a' + 'A');
        words = (socvet_str){words.ptr + 1, words.len - 1};
    }
    put_text(words.len ? words : id);
}

const char *band_words(socvet_str band)
{
    static const char *const words[][2] = {{"auto", "Code stands"}, {"review", "A person should look"},
                                           {"none", "No code"}, {"error", "Could not be read"}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_eq_z(band, words[i][0]))
            return words[i][1];
    return "Other";
}

void put_head(const char *title, const char *page)
{
    static const char *const links[][2] = {{"catalogue", "Overview"}, {"adverts", "Adverts"}, {"queue", "Review"},
                                           {"decisions", "Decisions"}, {"./", "Check an advert"}};

    put("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    put_z(title);
    put(" – socvet</title>\n<link rel=\"icon\" href=\"icon.svg\">\n<link rel=\"stylesheet\" href=\"page.css\">\n"
        "<link rel=\"stylesheet\" href=\"catalogue.css\">\n<script src=\"queue.js\" defer></script>\n</head>\n<body>\n"
        "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"top\">\n"
        "<p class=\"brand\"><img src=\"icon.svg\" alt=\"\" width=\"28\" height=\"28\"> socvet</p>\n<nav aria-label=\"Pages\"><ul>\n");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        printf("<li><a href=\"%s\"%s>%s</a></li>\n", links[i][0],
               strcmp(links[i][0], page) == 0 ? " aria-current=\"page\"" : "", links[i][1]);
    put("</ul></nav>\n<p class=\"promise\">Nothing leaves this computer.</p>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n<h1>");
    put_z(title);
    put("</h1>\n");
}

void put_foot(void)
{
    put("</main>\n</body>\n</html>\n");
}

void put_filter_words(const serve_rooms *rooms, const socvet_catalogue_filter *f, const char *page)
{
    static const char *const labels[FILTERS] = {"with the words", NULL, "coded", "that break the rule", "posted in"};
    bool any = false;

    for (size_t i = 0; i < FILTERS; i++)
        any = any || filter_value(f, i);
    if (!any)
        return;
    put("<p class=\"only\">Only adverts:");
    for (size_t i = 0; i < FILTERS; i++) {
        const char *z = filter_value(f, i);
        if (!z)
            continue;
        put(" <b>");
        if (labels[i])
            printf("%s ", labels[i]);
        if (i == 1)
            put(band_words(base_str_z(z)));
        else if (i == 2)
            put_code(rooms, base_str_z(z), base_str_z(""));
        else if (i == 3)
            put_rule(rooms, base_str_z(z), base_str_z(z));
        else
            put_z(i == 4 && strcmp(z, "none") == 0 ? "a year that is not known" : z);
        put("</b>;");
    }
    printf(" <a href=\"%s\">show all</a></p>\n", page);
}

/* ---- reading ---- */

socvet_catalogue_filter serve_filter(const serve_form *f)
{
    return (socvet_catalogue_filter){.words = serve_form_get(f, "q"), .band = serve_form_get(f, "band"),
                                     .code = serve_form_get(f, "code"), .rule = serve_form_get(f, "rule"),
                                     .year = serve_form_get(f, "year")};
}

int64_t serve_to_number(socvet_str s)
{
    uint64_t n;

    return base_str_to_u64(s, &n) && n < INT64_MAX ? (int64_t)n : 0;
}

int64_t serve_number(const serve_form *f, const char *name, int64_t otherwise)
{
    const char *z = serve_form_get(f, name);
    uint64_t n;

    return z && base_str_to_u64(base_str_z(z), &n) && n < (1u << 31) ? (int64_t)n : otherwise;
}

double serve_to_share(socvet_str s)
{
    char z[32];

    snprintf(z, sizeof z, "%.*s", SOCVET_ARG(s));
    return strtod(z, NULL);
}

static bool take_number(const socvet_str *field, size_t n, void *user)
{
    *(uint64_t *)user = n ? (uint64_t)serve_to_number(field[0]) : 0;
    return false;
}

uint64_t serve_ask_number(socvet_catalogue *c, socvet_question q, const socvet_catalogue_filter *f)
{
    uint64_t n = 0;

    serve_ask(c, q, f, take_number, &n);
    return n;
}

socvet_catalogue *serve_catalogue_open(const serve_rooms *rooms, bool to_write)
{
    socvet_catalogue *c;
    socvet_err err = {0};

    if (socvet_catalogue_open(&c, rooms->catalogue, to_write, &err) != SOCVET_OK)
        cli_fail("%s", err.text);
    return c;
}

bool serve_ask(socvet_catalogue *c, socvet_question q, const socvet_catalogue_filter *f, socvet_catalogue_row each, void *user)
{
    socvet_err err = {0};

    if (socvet_catalogue_ask(c, q, f, each, user, &err) == SOCVET_OK)
        return true;
    cli_fail("%s", err.text);
    return false;
}

/* cmd_rules.c: the catalogue of rules, and one of them in full. */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "house.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"json", CLI_FLAG, AT(json), NULL, "one JSON object a rule"},
    {"as-of", CLI_DATE, AT(as_of), "DATE", "only rules in force on this day"},
    {"html", CLI_FLAG, AT(rules_html), NULL, "the catalogue of all rules as one page"},
    {"tables", CLI_FLAG, AT(tables), NULL, "the tables behind the rules, and when each was read"},
    {"check", CLI_FLAG, AT(check_rules), NULL, "try the examples of all rules"},
    {"rules", CLI_TEXT, AT(rules), "FOLDER", "rules of your own as well"},
    {"rates", CLI_TEXT, AT(rates), "FILE", "a table of going rates and thresholds of your own"},
    {0}};

static const cli_option explain_options[] = {
    {"json", CLI_FLAG, AT(json), NULL, "as JSON"},
    {"rules", CLI_TEXT, AT(rules), "FOLDER", "rules of your own as well"},
    {0}};

static const char *severity(const socvet_rule *r)
{
    static const char *const words[] = {"note", "warning", "error"};
    return words[r->severity % 3];
}

static void print_json(const socvet_rule *r)
{
    base_buf out;
    base_json_writer w;

    base_buf_init(&out, 0);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kstr(&w, "id", r->id);
    base_json_kint(&w, "rev", r->rev);
    base_json_kz(&w, "severity", severity(r));
    base_json_kz(&w, "certainty", r->certainty == SOCVET_CERTAIN ? "certain" : "likely");
    base_json_kstr(&w, "family", r->family);
    base_json_kstr(&w, "route", r->route);
    base_json_kstr(&w, "profile", r->profile);
    base_json_kz(&w, "from", r->from == INT32_MIN ? NULL : base_date_iso(r->from).z);
    base_json_kz(&w, "to", r->to == INT32_MAX ? NULL : base_date_iso(r->to).z);
    base_json_kstr(&w, "message", r->message);
    base_json_kstr(&w, "why", r->why);
    base_json_kstr(&w, "fix", r->fix);
    base_json_kstr(&w, "source", r->source_title);
    base_json_kstr(&w, "place", r->source_place);
    base_json_kstr(&w, "bad", r->bad);
    base_json_kstr(&w, "good", r->good);
    base_json_close(&w, '}');
    printf("%.*s\n", SOCVET_ARG(base_buf_str(&out)));
    base_buf_clear(&out);
}

static void print_tables(const socvet_rules *rules)
{
    socvet_rules_table t;

    for (size_t i = 0; socvet_rules_table_at(rules, i, &t); i++)
        printf("%-13.*s %-8.*s %-10s to %-10s %-8.*s read %s: %.*s\n", SOCVET_ARG(t.table), SOCVET_ARG(t.edition),
               t.from == INT32_MIN ? "..." : base_date_iso(t.from).z, t.to == INT32_MAX ? "..." : base_date_iso(t.to).z,
               SOCVET_ARG(t.state), t.read == INT32_MAX ? "?" : base_date_iso(t.read).z, SOCVET_ARG(t.source));
}

static void say_slip(const socvet_example_slip *x, void *user)
{
    (void)user;
    printf("%.*s: its %s example does not behave: %.*s\n", SOCVET_ARG(x->rule->id), x->bad ? "bad" : "good",
           SOCVET_ARG(x->message));
}

static int try_rules(cli_values *v)
{
    socvet_engine *engine = NULL;
    socvet_err err = {0};
    cli_house house;
    size_t tried = 0;
    int rc = CLI_CANNOT;

    if (cli_house_open(&house, v, &engine, NULL)) {
        bool fine = socvet_rules_try(engine, true, &tried, say_slip, NULL, &err) == SOCVET_OK;
        rc = fine ? CLI_OK : cli_fail("%s", err.text);
        if (fine)
            printf("%zu rules tried by their examples: all behave\n", tried);
    }
    socvet_engine_free(engine);
    cli_house_close(&house);
    return rc;
}

static void print_list(const cli_values *v, const socvet_rules *rules)
{
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        if (v->as_of != INT32_MIN && (v->as_of < r->from || v->as_of > r->to))
            continue;
        if (v->json)
            print_json(r);
        else
            printf("%-9.*s %-8s %.*s\n", SOCVET_ARG(r->id), severity(r), SOCVET_ARG(r->message));
    }
}

static int run_rules(cli_values *v)
{
    socvet_rules *rules = NULL;
    socvet_err err = {0};
    cli_house house = {0};
    int rc = CLI_OK;

    if (v->check_rules)
        return try_rules(v);
    if (!cli_house_read(&house, v))
        rc = CLI_CANNOT;
    else if (socvet_rules_load(&rules, &house.extra, &err) != SOCVET_OK)
        rc = cli_fail("%s", err.text);
    else if (v->rules_html)
        socvet_report_rules_html(rules, cli_stdout_sink, NULL, &err);
    else if (v->tables)
        print_tables(rules);
    else
        print_list(v, rules);
    socvet_rules_free(rules);
    cli_house_close(&house);
    return rc;
}

static void print_rule(const socvet_rule *r)
{
    printf("%.*s (revision %d): %s, %s\n  %.*s\n\n", SOCVET_ARG(r->id), r->rev, severity(r),
           r->certainty == SOCVET_CERTAIN ? "certain" : "likely", SOCVET_ARG(r->message));
    printf("  why:     %.*s\n  fix:     %.*s\n", SOCVET_ARG(r->why), SOCVET_ARG(r->fix));
    printf("  source:  %.*s%s%.*s\n", SOCVET_ARG(r->source_title), r->source_place.len ? ", " : "",
           SOCVET_ARG(r->source_place));
    printf("  applies: route %.*s, profile %.*s", r->route.len ? (int)r->route.len : 3,
           r->route.len ? r->route.ptr : "any", r->profile.len ? (int)r->profile.len : 3,
           r->profile.len ? r->profile.ptr : "any");
    if (r->from != INT32_MIN)
        printf(", from %s", base_date_long(r->from).z);
    if (r->to != INT32_MAX)
        printf(", to %s", base_date_long(r->to).z);
    printf("\n  fails:   %.*s\n  passes:  %.*s\n", SOCVET_ARG(r->bad), SOCVET_ARG(r->good));
}

static int run_explain(cli_values *v)
{
    socvet_rules *rules = NULL;
    socvet_err err = {0};
    const socvet_rule *nearest = NULL;
    unsigned best = 5;
    bool found = false;
    cli_house house;

    if (v->n_files != 1)
        return cli_fail("name one rule, like SAL-001; 'socvet rules' lists them");
    if (!cli_house_read(&house, v) || socvet_rules_load(&rules, &house.extra, &err) != SOCVET_OK) {
        cli_house_close(&house);
        return err.code ? cli_fail("%s", err.text) : CLI_CANNOT;
    }
    for (size_t i = 0; i < socvet_rules_count(rules); i++) {
        const socvet_rule *r = socvet_rules_at(rules, i);
        unsigned d = base_str_distance(r->id, base_str_z(v->files[0]), 5);
        if (d == 0) {
            if (v->json)
                print_json(r);
            else
                print_rule(r);
            found = true;
        } else if (d < best) {
            best = d;
            nearest = r;
        }
    }
    int rc = CLI_OK;
    if (!found && nearest)
        rc = cli_fail("no rule called '%s'; did you mean '%.*s'?", v->files[0],
                      SOCVET_ARG(nearest->id));
    else if (!found)
        rc = cli_fail("no rule called '%s'; 'socvet rules' lists them", v->files[0]);
    socvet_rules_free(rules);
    cli_house_close(&house);
    return rc;
}

const cli_command cli_rules = {"rules", "[options]", "Lists the rules with their severity.", options,
                               run_rules};
const cli_command cli_explain = {"explain", "ID", "Explains one rule: why, how to mend it, its source, its dates.",
                                 explain_options, run_explain};

/* codes.c: what the tables hold of one code on one day: is it open to a new applicant, at which
 * level, and what is its going rate. For people who choose between codes. */
#include "../base/err.h"
#include "validate_int.h"

static socvet_str likeliest(const socvet_dict *dict, int from, socvet_str code, int to, char *out)
{
    socvet_crosswalk w;

    if (from == to)
        return code;
    if (!socvet_dict_crosswalk(dict, from, code, to, &w, 1))
        return (socvet_str){NULL, 0};
    memcpy(out, w.to, 8);
    return base_str_z(out);
}

bool socvet_code_terms_on(socvet_code_terms *out, const socvet_rules *rules, const socvet_dict *dict,
                          int edition, socvet_str code, socvet_str route_name, int32_t day)
{
    bool named = route_name.len && !base_str_eq_z(route_name, "none") && !base_str_eq_z(route_name, "auto");
    const validate_route *route = validate_find_route(rules, named ? route_name : (socvet_str){NULL, 0}, day);
    char buffer[8];

    *out = (socvet_code_terms){.annual_pence = SOCVET_NO_PENCE, .new_entrant_pence = SOCVET_NO_PENCE};
    if (!route)
        return false;
    out->route = route->name;
    out->edition = route->edition;
    int theirs = socvet_dict_edition(dict, route->edition);
    socvet_str c = theirs >= 0 ? likeliest(dict, edition, code, theirs, buffer) : (socvet_str){NULL, 0};
    if (!c.len || c.len >= sizeof out->code)
        return false;
    memcpy(out->code, c.ptr, c.len);
    const validate_rate *r = validate_find_rate(rules, route->edition, c, day);
    out->phd_level = validate_find_listed(rules, "PHD-level", route->edition, c, day) != NULL;
    const validate_listed *isl = validate_find_listed(rules, "ISL", route->edition, c, day);
    const validate_listed *tsl = validate_find_listed(rules, "TSL", route->edition, c, day);
    out->salary_list = isl != NULL;
    out->shortage_list = tsl != NULL;
    if (!r) /* not in a whole table: not open; in a partial one: not known */
        out->eligible = validate_rates_complete(rules, route->edition, day) ? SOCVET_STR("no") : (socvet_str){NULL, 0};
    else {
        out->eligible = r->eligible;
        out->level = r->level;
        out->annual_pence = r->annual_pence;
        out->new_entrant_pence = r->new_entrant_pence;
        out->weekly_hours_hundredths = r->hours == VALIDATE_NONE ? 0 : r->hours;
    }
    return true;
}

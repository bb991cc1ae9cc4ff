/* report_jobposting.c: the advert as schema.org JobPosting, for its page: only what the papers say and the
 * code that stands; nothing is made up. What search engines ask for and the papers lack is listed beside. */
#include "../base/date.h"
#include "../base/err.h"
#include "../base/str.h"
#include "report_int.h"

typedef base_json_writer W;

static bool known(const socvet_fact_text *t)
{
    return (t->state == SOCVET_FACT_STATED || t->state == SOCVET_FACT_GIVEN) && t->value.len;
}

static void put_typed(W *w, const char *key, const char *type)
{
    if (key)
        base_json_key(w, key);
    base_json_open(w, '{');
    base_json_kz(w, "@type", type);
}

static void put_named(W *w, const char *key, const char *type, socvet_str name)
{
    put_typed(w, key, type);
    base_json_kstr(w, "name", name);
    base_json_close(w, '}');
}

static void put_day(W *w, const char *key, int32_t days)
{
    if (days != INT32_MIN && days != 0)
        base_json_kz(w, key, base_date_iso(days).z);
}

/* Pounds with two decimals. */
static void put_pounds(W *w, const char *key, int64_t pence)
{
    base_json_key(w, key);
    base_json_fixed(w, pence, 2);
}

static const socvet_salary *pay_of(const socvet_facts *f)
{
    const socvet_salary *s = f->salary >= 0 && (size_t)f->salary < f->n_salaries ? &f->salaries[f->salary] : NULL;
    bool figure = s && (s->low_pence != SOCVET_NO_PENCE || s->high_pence != SOCVET_NO_PENCE);

    return figure && !(s->flags & SOCVET_PAY_FOREIGN) ? s : NULL;
}

static void put_pay(W *w, const socvet_salary *s)
{
    static const char *const units[] = {NULL, "YEAR", "MONTH", "WEEK", "DAY", "HOUR"};
    bool low = s->low_pence != SOCVET_NO_PENCE, high = s->high_pence != SOCVET_NO_PENCE;

    put_typed(w, "baseSalary", "MonetaryAmount");
    base_json_kz(w, "currency", "GBP");
    put_typed(w, "value", "QuantitativeValue");
    if (low && high && s->low_pence == s->high_pence) {
        put_pounds(w, "value", s->low_pence);
    } else {
        if (low)
            put_pounds(w, "minValue", s->low_pence);
        if (high)
            put_pounds(w, "maxValue", s->high_pence);
    }
    if (s->period < sizeof units / sizeof *units && units[s->period])
        base_json_kz(w, "unitText", units[s->period]);
    base_json_close(w, '}');
    base_json_close(w, '}');
}

static void put_types(W *w, const socvet_facts *f)
{
    bool passing = f->contract == SOCVET_CONTRACT_FIXED_TERM || f->contract == SOCVET_CONTRACT_TEMPORARY;

    if (!f->full_time && !f->part_time && !passing)
        return;
    base_json_key(w, "employmentType");
    base_json_open(w, '[');
    if (f->full_time)
        base_json_z(w, "FULL_TIME");
    if (f->part_time)
        base_json_z(w, "PART_TIME");
    if (passing)
        base_json_z(w, "TEMPORARY");
    base_json_close(w, ']');
}

/* A town by itself is a locality; an address as the papers write it stays their words. */
static void put_place(W *w, socvet_str place)
{
    bool town = true;

    for (size_t i = 0; i < place.len; i++)
        town = town && place.ptr[i] != ',' && place.ptr[i] != '(' && !base_is_digit(place.ptr[i]);
    put_typed(w, "jobLocation", "Place");
    if (town) {
        put_typed(w, "address", "PostalAddress");
        base_json_kstr(w, "addressLocality", place);
        base_json_close(w, '}');
    } else {
        base_json_kstr(w, "address", place);
    }
    base_json_close(w, '}');
}

/* The code stands when the coder did not abstain, or a person chose it. */
static bool code_of(const socvet_record *r, socvet_unit *u)
{
    const socvet_coding *c = r->coding;
    socvet_str code = r->decision ? base_str_z(r->decision->code)
        : c && !c->abstained && c->n_candidates ? base_str_z(c->candidates[0].code)
                                                : (socvet_str){NULL, 0};

    return code.len && c && r->dict && socvet_dict_unit(r->dict, c->edition, code, u);
}

/* "UK SOC 2020" of "soc2020". */
static void put_occupation(W *w, const socvet_record *r, const socvet_unit *u)
{
    socvet_str name = socvet_dict_edition_name(r->dict, u->edition);
    base_buf set;

    base_buf_init(&set, 0);
    base_buf_add_z(&set, "UK SOC ");
    for (size_t i = 0; i < name.len; i++)
        if (base_is_digit(name.ptr[i]))
            base_buf_add_char(&set, name.ptr[i]);
    put_typed(w, "occupationalCategory", "CategoryCode");
    put_named(w, "inCodeSet", "CategoryCodeSet", base_buf_str(&set));
    base_json_kz(w, "codeValue", u->code);
    base_json_kstr(w, "name", u->title);
    base_json_close(w, '}');
    base_buf_clear(&set);
}

static void put_reference(W *w, const socvet_facts *f)
{
    put_typed(w, "identifier", "PropertyValue");
    if (known(&f->employer))
        base_json_kstr(w, "name", f->employer.value);
    base_json_kstr(w, "value", f->reference.value);
    base_json_close(w, '}');
}

/* The first paper is the advert: its words are the description. */
static socvet_str description_of(const socvet_record *r)
{
    size_t n;
    const socvet_doc_part *p = socvet_doc_parts(r->doc, &n);

    return base_str_trim(n ? base_str_cut(socvet_doc_text(r->doc), p[0].span) : socvet_doc_text(r->doc));
}

static int32_t day_of(const socvet_fact_date *d, int32_t given)
{
    if (given != 0 && given != INT32_MIN)
        return given;
    return d->state == SOCVET_FACT_STATED || d->state == SOCVET_FACT_GIVEN ? d->days : INT32_MIN;
}

socvet_status socvet_report_jobposting(const socvet_record *r, socvet_sink sink, void *user, socvet_err *err)
{
    const socvet_facts *f = r->facts;
    socvet_unit unit;
    base_buf b;
    W w;

    base_err_clear(err);
    if (!f || !r->doc)
        return base_fail(err, SOCVET_E_USAGE, "report", SOCVET_NO_OFFSET, "nothing was read of the papers");
    base_buf_init(&b, 0);
    base_json_init(&w, &b);
    base_json_open(&w, '{');
    base_json_kz(&w, "@context", "https://schema.org");
    base_json_kz(&w, "@type", "JobPosting");
    if (known(&f->title))
        base_json_kstr(&w, "title", f->title.value);
    if (description_of(r).len)
        base_json_kstr(&w, "description", description_of(r));
    if (known(&f->reference))
        put_reference(&w, f);
    if (known(&f->employer))
        put_named(&w, "hiringOrganization", "Organization", f->employer.value);
    put_day(&w, "datePosted", day_of(&f->posted, r->posted));
    put_day(&w, "validThrough", day_of(&f->closing, r->closing));
    put_types(&w, f);
    if (known(&f->location))
        put_place(&w, f->location.value);
    if (pay_of(f))
        put_pay(&w, pay_of(f));
    if (f->start.days != INT32_MIN && f->start.state == SOCVET_FACT_STATED && f->start.precision == SOCVET_DATE_DAY)
        put_day(&w, "jobStartDate", f->start.days);
    if (code_of(r, &unit))
        put_occupation(&w, r, &unit);
    base_json_close(&w, '}');
    base_buf_add_char(&b, '\n');
    return report_flush(&b, sink, user, err);
}

size_t socvet_jobposting_lacks(const socvet_record *r, const char **out, size_t most)
{
    const socvet_facts *f = r->facts;
    const struct {
        const char *name;
        bool there;
    } all[] = {
        {"title (needed)", f && known(&f->title)},
        {"hiringOrganization (needed)", f && known(&f->employer)},
        {"datePosted (needed)", f && day_of(&f->posted, r->posted) != INT32_MIN},
        {"jobLocation (needed)", f && known(&f->location)},
        {"validThrough", f && day_of(&f->closing, r->closing) != INT32_MIN},
        {"baseSalary", f && pay_of(f)},
        {"employmentType", f && (f->full_time || f->part_time)},
    };
    size_t n = 0;

    for (size_t i = 0; i < sizeof all / sizeof *all && n < most; i++)
        if (!all[i].there)
            out[n++] = all[i].name;
    return n;
}

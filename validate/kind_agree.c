/* kind_agree.c: kinds that hold one statement against another: agree (papers of one vacancy, or two
 * places of one paper), structured (JobPosting data against the text people see). */
#include "../base/date.h"
#include "../base/json.h"
#include "kinds.h"

static size_t part_of(const validate_ctx *c, uint32_t at)
{
    size_t n;
    const socvet_doc_part *p = socvet_doc_parts(c->doc, &n);

    for (size_t i = 0; i < n; i++)
        if (p[i].span.from <= at && at < p[i].span.to)
            return i;
    return SIZE_MAX;
}

/* Two figures of the same kind and period, in different papers, that are not the same. */
static socvet_verdict salaries(validate_ctx *c)
{
    const socvet_facts *f = c->facts;
    const socvet_salary *one = f->salary >= 0 ? &f->salaries[f->salary] : NULL;
    size_t papers, home;
    bool compared = false;

    socvet_doc_parts(c->doc, &papers);
    if (papers < 2 || !one || one->span.to == 0)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    home = part_of(c, one->span.from);
    for (size_t i = 0; i < f->n_salaries; i++) {
        const socvet_salary *s = &f->salaries[i];
        size_t there = part_of(c, s->span.from);
        if (s->kind != SOCVET_PAY_BASE || s->period != one->period || there == home || there == SIZE_MAX ||
            s->span.to == 0 || s->low_pence == SOCVET_NO_PENCE || one->low_pence == SOCVET_NO_PENCE)
            continue;
        compared = true;
        if (s->low_pence == one->low_pence &&
            (s->high_pence == one->high_pence || s->high_pence == SOCVET_NO_PENCE || one->high_pence == SOCVET_NO_PENCE))
            continue;
        validate_span(c, one->span);
        validate_span(c, s->span);
        validate_say(c, "one", base_str_cut(c->text, one->span));
        validate_say(c, "other", base_str_cut(c->text, s->span));
        return SOCVET_VERDICT_FAIL;
    }
    return compared ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_NOT_APPLICABLE;
}

/* "10 January 2027", "10th Jan", "10/01/2027" -> day and month as one number; 0 when it is neither. */
static int day_and_month(socvet_str s)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    int numbers[2] = {0}, n = 0, month = 0;

    for (size_t i = 0; i < s.len && n < 2 && !month; i++) {
        if (base_is_digit(s.ptr[i])) {
            for (; i < s.len && base_is_digit(s.ptr[i]) && numbers[n] < 1000; i++)
                numbers[n] = numbers[n] * 10 + (s.ptr[i] - '0');
            n++;
        }
        for (int m = 0; m < 12 && i + 3 <= s.len && !month; m++)
            if (base_str_eq_ci((socvet_str){s.ptr + i, 3}, (socvet_str){months + m * 3, 3}) &&
                (i == 0 || !base_is_alpha(s.ptr[i - 1])))
                month = m + 1;
    }
    if (!month && n == 2)
        month = numbers[1];
    return n && month >= 1 && month <= 12 && numbers[0] >= 1 && numbers[0] <= 31 ? numbers[0] * 100 + month : 0;
}

static int figure_of(socvet_str s)
{
    int n = 0;

    for (size_t i = 0; i < s.len && n < 100000; i++)
        if (base_is_digit(s.ptr[i]))
            n = n * 10 + (s.ptr[i] - '0');
    return n;
}

static int group_named(const validate_ctx *c, const char *name)
{
    for (size_t g = 0; g < c->rules->n_groups; g++)
        if (base_str_eq_z(c->rules->groups[g], name))
            return (int)g;
    return -1;
}

static uint64_t letters_of(socvet_str s)
{
    uint64_t h = 1469598103934665603u;
    bool any = false;

    for (size_t i = 0; i < s.len; i++)
        if (base_is_alpha(s.ptr[i]) || base_is_digit(s.ptr[i])) {
            h = (h ^ (unsigned char)base_lower(s.ptr[i])) * 1099511628211u;
            any = true;
        }
    return any ? h : 0;
}

static uint64_t day_of_words(socvet_str s)
{
    return (uint64_t)day_and_month(s);
}

static uint64_t figure_of_words(socvet_str s)
{
    return (uint64_t)figure_of(s);
}

/* Two places that state the same kind of thing differently; apart: only in different papers. */
static socvet_verdict places(validate_ctx *c, const char *group, uint64_t (*read)(socvet_str), bool apart)
{
    const validate_hit *h, *first = NULL;
    bool compared = false;

    for (size_t i = 0; (h = validate_next_hit(c, group_named(c, group), &i)) != NULL;) {
        uint64_t v = read(base_str_cut(c->text, h->words));
        if (!v)
            continue;
        if (!first) {
            first = h;
            continue;
        }
        if (apart && part_of(c, first->span.from) == part_of(c, h->span.from))
            continue;
        compared = true;
        if (v == read(base_str_cut(c->text, first->words)))
            continue;
        validate_span(c, first->words);
        validate_span(c, h->words);
        validate_say(c, "one", base_str_trim(base_str_cut(c->text, first->words)));
        validate_say(c, "other", base_str_trim(base_str_cut(c->text, h->words)));
        return SOCVET_VERDICT_FAIL;
    }
    return compared ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_NOT_APPLICABLE;
}

socvet_verdict validate_kind_agree(validate_ctx *c)
{
    static const struct {
        const char *fact, *group;
        uint64_t (*read)(socvet_str);
        bool apart;
    } all[] = {{"hours", "@weekly-hours", figure_of_words, true}, {"closing", "@closing-date", day_of_words, false},
               {"title", "@job-title", letters_of, true}, {"grade", "@grade-said", letters_of, true},
               {"reference", "@reference-said", letters_of, true}};
    socvet_str fact = validate_param_of(c->rule, "fact");

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (base_str_eq_z(fact, all[i].fact))
            return places(c, all[i].group, all[i].read, all[i].apart);
    return salaries(c);
}

/* An advert or a job description; a person specification need not speak of pay. */
static bool describes_job(const validate_ctx *c, const socvet_doc_part *part)
{
    socvet_str head = base_str_cut(c->text, part->span);

    head.len = head.len > 300 ? 300 : head.len;
    return base_str_find_ci(part->name, SOCVET_STR("description"), 0) != SIZE_MAX ||
           base_str_find_ci(part->name, SOCVET_STR("advert"), 0) != SIZE_MAX ||
           base_str_find_ci(head, SOCVET_STR("job description"), 0) != SIZE_MAX;
}

/* An advert or job description says nothing of the pay that another paper states. */
socvet_verdict validate_kind_each_paper(validate_ctx *c)
{
    size_t papers, with = 0, without = 0;
    const socvet_doc_part *part = socvet_doc_parts(c->doc, &papers);

    for (size_t i = 0; papers > 1 && i < papers; i++) {
        bool said = false;
        for (size_t k = 0; k < c->facts->n_salaries && !said; k++) {
            socvet_span s = c->facts->salaries[k].span;
            said = s.to > s.from && s.from >= part[i].span.from && s.to <= part[i].span.to;
            if (said)
                validate_span(c, s);
        }
        with += said;
        if (!said && describes_job(c, &part[i])) {
            without++;
            validate_say(c, "missing", part[i].name);
        }
    }
    return !with ? SOCVET_VERDICT_NOT_APPLICABLE : without ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

static int64_t pence_of(const base_json *v)
{
    double d = base_json_number(v, -1);

    if (base_json_string(v).ptr) {
        socvet_str s = base_json_string(v);
        int64_t n = 0;
        for (size_t i = 0; i < s.len && n < 100000000; i++)
            if (base_is_digit(s.ptr[i]))
                n = n * 10 + (s.ptr[i] - '0');
            else if (s.ptr[i] == '.')
                break;
        return n ? n * 100 : SOCVET_NO_PENCE;
    }
    return d > 0 && d < 1e8 ? (int64_t)(d * 100 + 0.5) : SOCVET_NO_PENCE;
}

static socvet_verdict structured_salary(validate_ctx *c, const base_json *job)
{
    const base_json *base = base_json_get(job, "baseSalary"), *value = base_json_get(base, "value");
    const socvet_salary *s = c->facts->salary >= 0 ? &c->facts->salaries[c->facts->salary] : NULL;
    socvet_str unit = base_json_string(base_json_get(value, "unitText"));
    bool yearly = base_str_eq_ci(unit, SOCVET_STR("YEAR")), hourly = base_str_eq_ci(unit, SOCVET_STR("HOUR"));

    if (base_json_type_of(value) != BASE_JSON_OBJECT || !s || s->span.to == 0 || (!yearly && !hourly) ||
        s->period != (yearly ? SOCVET_PERIOD_YEAR : SOCVET_PERIOD_HOUR))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    const base_json *least = base_json_get(value, "minValue");
    int64_t low = pence_of(least ? least : base_json_get(value, "value"));
    if (low == SOCVET_NO_PENCE || s->low_pence == SOCVET_NO_PENCE)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, s->span);
    validate_say(c, "shown", s->text);
    validate_say(c, "data", validate_money(c->arena, low));
    int64_t gap = low > s->low_pence ? low - s->low_pence : s->low_pence - low;
    return gap < 100 ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL; /* data are often cut to whole pounds */
}

static socvet_verdict structured_day(validate_ctx *c, const base_json *job, const char *key, int32_t shown,
                                     socvet_span span)
{
    socvet_str s = base_json_string(base_json_get(job, key));
    int32_t day = s.len >= 10 ? base_date_parse_iso((socvet_str){s.ptr, 10}) : BASE_NO_DATE;

    if (day == BASE_NO_DATE || shown == INT32_MIN || span.to == 0)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, span);
    validate_say_day(c, "data", day);
    validate_say_day(c, "shown", shown);
    /* midnight at the end of a day is written as the next day by some sites */
    return day == shown || day == shown + 1 ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

static bool same_letters(socvet_str a, socvet_str b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.len && !base_is_alpha(a.ptr[i]))
            i++;
        while (k < b.len && !base_is_alpha(b.ptr[k]))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len || k == b.len; /* one may go on: "Cook" and "Cook, Ripon" */
        if (base_lower(a.ptr[i++]) != base_lower(b.ptr[k++]))
            return false;
    }
}

static socvet_verdict structured_title(validate_ctx *c, const base_json *job)
{
    socvet_str t = base_json_string(base_json_get(job, "title"));

    if (t.len == 0 || c->facts->title.state != SOCVET_FACT_STATED)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, c->facts->title.span);
    validate_say(c, "data", base_arena_printf(c->arena, "%.*s", SOCVET_ARG(t)));
    validate_say(c, "shown", c->facts->title.value);
    return same_letters(t, c->facts->title.value) ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

/* A name of the data that stands nowhere in the text people see. */
static socvet_verdict structured_name(validate_ctx *c, socvet_str data, socvet_str shown, socvet_span span)
{
    if (data.len < 3 || shown.len == 0 || span.to == 0)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, span);
    validate_say(c, "data", base_arena_printf(c->arena, "%.*s", SOCVET_ARG(data)));
    validate_say(c, "shown", shown);
    return same_letters(data, shown) || base_str_find_ci(c->text, data, 0) != SIZE_MAX ||
                   base_str_find_ci(data, shown, 0) != SIZE_MAX
               ? SOCVET_VERDICT_PASS
               : SOCVET_VERDICT_FAIL;
}

static socvet_verdict structured_place(validate_ctx *c, const base_json *job)
{
    const base_json *place = base_json_get(job, "jobLocation");

    if (base_json_type_of(place) == BASE_JSON_ARRAY)
        place = base_json_count(place) == 1 ? base_json_at(place, 0) : NULL;
    socvet_str town = base_json_string(base_json_get(base_json_get(place, "address"), "addressLocality"));
    return structured_name(c, town, c->facts->location.value, c->facts->location.span);
}

static bool type_said(const base_json *types, const char *word)
{
    if (base_json_type_of(types) != BASE_JSON_ARRAY)
        return base_str_eq_ci(base_json_string(types), base_str_z(word));
    for (size_t i = 0; i < base_json_count(types); i++)
        if (base_str_eq_ci(base_json_string(base_json_at(types, i)), base_str_z(word)))
            return true;
    return false;
}

/* Part time in the data and only full time in the text, or the other way round. */
static socvet_verdict structured_hours(validate_ctx *c, const base_json *job)
{
    const base_json *types = base_json_get(job, "employmentType");
    bool part = type_said(types, "PART_TIME"), full = type_said(types, "FULL_TIME");

    if (part == full || c->facts->part_time == c->facts->full_time)
        return SOCVET_VERDICT_NOT_APPLICABLE;
    validate_span(c, c->facts->pattern_span);
    validate_say(c, "data", part ? SOCVET_STR("part time") : SOCVET_STR("full time"));
    validate_say(c, "shown", c->facts->part_time ? SOCVET_STR("part time") : SOCVET_STR("full time"));
    return part == c->facts->part_time ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

/* What search engines refuse a posting without. */
static socvet_verdict structured_needed(validate_ctx *c, const base_json *job)
{
    static const char *const needed[][2] = {
        {"title", "its title"}, {"description", "a description"}, {"hiringOrganization", "the employer (hiringOrganization)"},
        {"datePosted", "the day of posting (datePosted)"}, {"jobLocation", "the place of work (jobLocation)"}};
    bool from_home = base_json_get(job, "jobLocationType") != NULL;
    socvet_str lacks = {"", 0};

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const base_json *v = base_json_get(job, needed[i][0]);
        bool empty = base_json_type_of(v) == BASE_JSON_NULL || (base_json_string(v).ptr && !base_str_trim(base_json_string(v)).len);
        if (empty && !(from_home && i == 4))
            lacks = base_arena_printf(c->arena, "%.*s%s%s", SOCVET_ARG(lacks), lacks.len ? ", " : "", needed[i][1]);
    }
    if (c->facts->title.state == SOCVET_FACT_STATED)
        validate_span(c, c->facts->title.span);
    validate_say(c, "data", lacks);
    return lacks.len ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

socvet_verdict validate_kind_structured(validate_ctx *c)
{
    socvet_str fact = validate_param_of(c->rule, "fact");
    socvet_verdict v = SOCVET_VERDICT_NOT_APPLICABLE;
    size_t n, found = SIZE_MAX;
    const socvet_notice *x = socvet_doc_notices(c->doc, &n);
    base_json *job;

    for (size_t i = 0; i < n; i++)
        if (x[i].kind == SOCVET_NOTICE_STRUCTURED_DATA) {
            if (found != SIZE_MAX)
                return v; /* several postings: whose words are these? */
            found = i;
        }
    if (found == SIZE_MAX || base_json_parse(&job, x[found].text, NULL) != SOCVET_OK)
        return v;
    if (base_str_eq_z(fact, "salary"))
        v = structured_salary(c, job);
    else if (base_str_eq_z(fact, "employer"))
        v = structured_name(c, base_json_string(base_json_get(base_json_get(job, "hiringOrganization"), "name")),
                            c->facts->employer.value, c->facts->employer.span);
    else if (base_str_eq_z(fact, "place"))
        v = structured_place(c, job);
    else if (base_str_eq_z(fact, "hours"))
        v = structured_hours(c, job);
    else if (base_str_eq_z(fact, "closing"))
        v = structured_day(c, job, "validThrough", c->closing, c->facts->closing.span);
    else if (base_str_eq_z(fact, "posted"))
        v = structured_day(c, job, "datePosted", c->posted, c->facts->posted.span);
    else if (base_str_eq_z(fact, "title"))
        v = structured_title(c, job);
    else if (base_str_eq_z(fact, "needed"))
        v = structured_needed(c, job);
    base_json_free(job);
    return v;
}

/* cos.c: the job sheet of a certificate: what the papers give, what is missing, what would be refused. */
#include "../base/date.h"
#include "../base/err.h"
#include "cos_int.h"

int64_t cos_limit(const cos_ctx *c, const char *name)
{
    const validate_table *t = &c->v.rules->dated[TABLE_COS_LIMITS];
    size_t row = validate_find(t, 0, c->v.as_of, (validate_want[]){{"name", base_str_z(name)}, {NULL, {NULL, 0}}});

    return row == SIZE_MAX ? VALIDATE_NONE : validate_at(t, row, "value")->n;
}

static socvet_str limit_source(const cos_ctx *c, const char *name)
{
    const validate_table *t = &c->v.rules->dated[TABLE_COS_LIMITS];
    size_t row = validate_find(t, 0, c->v.as_of, (validate_want[]){{"name", base_str_z(name)}, {NULL, {NULL, 0}}});

    return row == SIZE_MAX ? (socvet_str){"", 0} : validate_at(t, row, "source")->s;
}

static socvet_status no_room(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "validate", SOCVET_NO_OFFSET, "memory ran out");
}

static socvet_status find_route(cos_ctx *c, socvet_err *err)
{
    socvet_str name = base_str_eq_z(c->q->pay.route, "auto") ? (socvet_str){"", 0} : c->q->pay.route;

    c->v.route = validate_find_route(c->v.rules, name, c->v.as_of);
    if (!c->v.route)
        return base_fail(err, SOCVET_E_USAGE, "validate", SOCVET_NO_OFFSET,
                         "no route called '%.*s' was open on %s; name one that was with --route", SOCVET_ARG(name),
                         base_date_long(c->v.as_of).z);
    return SOCVET_OK;
}

static void find_code(cos_ctx *c)
{
    socvet_unit u;

    validate_find_code(&c->v);
    c->sheet->edition = c->v.edition;
    c->sheet->code = c->q->pay.code.len ? c->q->pay.code
                                        : base_arena_printf(c->a, "%s", c->v.code);
    if (c->sheet->code.len && socvet_dict_unit(c->v.dict, socvet_dict_edition(c->v.dict, c->v.edition), c->sheet->code, &u))
        c->sheet->code_title = u.title;
    c->phd_level = c->sheet->code.len &&
                   validate_find_listed(c->v.rules, "PHD-level", c->v.edition, c->sheet->code, c->v.as_of) != NULL;
    c->trainee = c->q->pay.trainee;
}

/* Start, end and length: options first, then the papers; months are counted up, a begun one whole. */
static void find_time(cos_ctx *c)
{
    enum { MOST_MONTHS = 600 };
    const socvet_facts *f = c->v.facts;
    int months = c->q->months;

    c->start = c->q->start;
    c->end = INT32_MIN;
    if (c->start == INT32_MIN && f->start.state == SOCVET_FACT_STATED && f->start.precision == SOCVET_DATE_DAY) {
        c->start = f->start.days;
        c->start_span = f->start.span;
    }
    if (f->end.state == SOCVET_FACT_STATED && f->end.precision == SOCVET_DATE_DAY) {
        c->end = f->end.days;
        c->end_span = f->end.span;
    }
    if (!months && f->duration_months.state == SOCVET_FACT_STATED && f->duration_months.value > 0)
        months = f->duration_months.value > MOST_MONTHS ? MOST_MONTHS : (int)f->duration_months.value;
    if (!months && c->start != INT32_MIN && c->end != INT32_MIN && c->end > c->start)
        while (months < MOST_MONTHS && base_date_add_months(c->start, months) <= c->end)
            months++;
    if (c->end == INT32_MIN && months && c->start != INT32_MIN)
        c->end = base_date_add_months(c->start, months) - 1;
    c->sheet->months = months;
}

/* The pay of the papers for a year, unless an option says it. */
static socvet_status judge_pay(cos_ctx *c, socvet_err *err)
{
    validate_value pay = {0};
    int64_t hours = validate_hours(&c->v);

    c->pay = c->q->pay;
    c->pay.route = c->v.route->name;
    c->pay.code = c->sheet->code;
    c->pay.as_of = c->v.as_of;
    if (c->pay.weekly_hours_hundredths <= 0 && hours != VALIDATE_NONE)
        c->pay.weekly_hours_hundredths = hours;
    if (!c->pay.years && c->sheet->months)
        c->pay.years = (c->sheet->months + 10) / 12; /* three years and a month is still three */
    if (c->pay.amount_pence < 0) {
        validate_yearly(&c->v, false, &pay);
        if (!pay.there)
            return SOCVET_OK;
        c->pay.amount_pence = pay.n;
    }
    socvet_status s = salary_judge_in(&c->salary, &c->pay, c->v.dict, c->v.rules, c->a, err);
    c->judged = s == SOCVET_OK;
    if (c->judged) {
        socvet_salary_answer *copy = base_arena_alloc(c->a, sizeof *copy);
        if (!copy)
            return no_room(err);
        *copy = c->salary;
        c->sheet->salary = copy;
    }
    return s;
}

static bool for_route(socvet_str routes, socvet_str route)
{
    socvet_str piece;

    if (!routes.len)
        return true;
    while (routes.ptr && base_str_split(&routes, ' ', &piece))
        if (base_str_eq(piece, route))
            return true;
    return false;
}

static socvet_status fill_fields(cos_ctx *c, socvet_err *err)
{
    const validate_table *t = &c->v.rules->dated[TABLE_COS_FIELDS];
    socvet_cos_field *list = base_arena_array(c->a, t->rows + 1, sizeof *list);
    const validate_want all[] = {{NULL, {NULL, 0}}};

    if (!list)
        return no_room(err);
    for (size_t i = validate_find(t, 0, c->v.as_of, all); i != SIZE_MAX; i = validate_find(t, i + 1, c->v.as_of, all)) {
        if (!for_route(validate_at(t, i, "routes")->s, c->v.route->name))
            continue;
        socvet_cos_field *f = &list[c->sheet->n_fields++];
        *f = (socvet_cos_field){.id = validate_at(t, i, "id")->s, .section = validate_at(t, i, "section")->s,
                                .label = validate_at(t, i, "label")->s, .fix = validate_at(t, i, "fix")->s,
                                .source = validate_at(t, i, "source")->s,
                                .general = base_str_eq_z(validate_at(t, i, "status")->s, "general")};
        cos_fill(c, validate_at(t, i, "fill")->s, validate_at(t, i, "params")->s, f);
        c->sheet->missing += f->state == SOCVET_COS_MISSING;
    }
    c->sheet->fields = list;
    return SOCVET_OK;
}

static void add_check(cos_ctx *c, const char *what, uint8_t verdict, socvet_str message, socvet_str fix, socvet_str source)
{
    if (c->sheet->n_checks == COS_CHECKS)
        return;
    c->checks[c->sheet->n_checks++] = (socvet_cos_check){what, verdict, message, fix, source};
    c->sheet->failed += verdict == SOCVET_VERDICT_FAIL;
}

static void check_pay(cos_ctx *c)
{
    socvet_str none = {"", 0};

    if (!c->judged) {
        add_check(c, "pay", SOCVET_VERDICT_UNKNOWN, SOCVET_STR("the yearly pay cannot be told from the papers"),
                  SOCVET_STR("state the salary, its period and the weekly hours"), none);
        return;
    }
    for (size_t i = 0; i < c->salary.n_tests; i++) {
        const socvet_salary_test *t = &c->salary.tests[i];
        socvet_str rest = t->working, line, last = {"", 0};
        while (rest.ptr && rest.len && base_str_split(&rest, '\n', &line))
            last = base_str_trim(line);
        add_check(c, t->what, t->verdict, last, t->verdict == SOCVET_VERDICT_PASS ? none : t->fix, t->source);
    }
}

static void check_start(cos_ctx *c)
{
    int64_t months = cos_limit(c, "start-months");
    socvet_str none = {"", 0};

    if (c->start == INT32_MIN)
        return;
    if (c->start < c->v.as_of)
        add_check(c, "start", SOCVET_VERDICT_FAIL,
                  base_arena_printf(c->a, "work starts on %s, before the certificate", base_date_long(c->start).z),
                  SOCVET_STR("give a start on or after the day of the certificate"), none);
    else if (months != VALIDATE_NONE && c->start > base_date_add_months(c->v.as_of, 2 * (int)months))
        add_check(c, "start", SOCVET_VERDICT_FAIL,
                  base_arena_printf(c->a, "work starts on %s: an application within %lld months of the certificate comes more "
                                          "than %lld months before it", base_date_long(c->start).z, (long long)months, (long long)months),
                  SOCVET_STR("assign the certificate later, or bring the start forward"), limit_source(c, "start-months"));
    else if (months != VALIDATE_NONE && c->start > base_date_add_months(c->v.as_of, (int)months))
        add_check(c, "start", SOCVET_VERDICT_UNKNOWN,
                  base_arena_printf(c->a, "work starts on %s: the application must be made on or after %s", base_date_long(c->start).z,
                                    base_date_long(base_date_add_months(c->start, -(int)months)).z),
                  SOCVET_STR("plan the day of the application"), limit_source(c, "start-months"));
    else
        add_check(c, "start", SOCVET_VERDICT_PASS, base_arena_printf(c->a, "work starts on %s", base_date_long(c->start).z), none,
                  limit_source(c, "start-months"));
}

static void check_length(cos_ctx *c)
{
    int64_t most = cos_limit(c, "longest-months");

    if (!c->sheet->months || most == VALIDATE_NONE)
        return;
    bool ok = c->sheet->months <= most;
    add_check(c, "length", ok ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL,
              base_arena_printf(c->a, "%d months; a certificate runs for at most %lld", c->sheet->months, (long long)most),
              ok ? (socvet_str){"", 0} : SOCVET_STR("shorten the certificate; it can be followed by an extension"),
              limit_source(c, "longest-months"));
}

/* A list that ends soon: the certificate must be issued before. */
static void check_lists(cos_ctx *c)
{
    enum { SOON_DAYS = 120 };
    static const char *const lists[] = {"ISL", "TSL"};

    const validate_rate *r = validate_find_rate(c->v.rules, c->v.edition, c->sheet->code, c->v.as_of);

    if (r && base_str_eq_z(r->eligible, "yes"))
        return; /* the code needs no list */
    for (size_t i = 0; i < 2 && c->sheet->code.len; i++) {
        const validate_listed *l = validate_find_listed(c->v.rules, lists[i], c->v.edition, c->sheet->code, c->v.as_of);
        if (l && l->to != INT32_MAX && l->to - c->v.as_of <= SOON_DAYS)
            add_check(c, "list", SOCVET_VERDICT_UNKNOWN,
                      base_arena_printf(c->a, "the code stands on the %s only for certificates before %s", i ? "Temporary Shortage List" : "Immigration Salary List",
                                        base_date_long(l->to).z),
                      SOCVET_STR("assign the certificate before that day, or see whether the list was extended"),
                      SOCVET_STR("Immigration Rules, Appendix Immigration Salary List and Temporary Shortage List"));
    }
}

/* The days of the advert and the last day for the certificate, where the route has a labour market test. */
static void check_advert(cos_ctx *c)
{
    const char *limit = c->phd_level ? "advert-months-phd" : "advert-months";
    int64_t days = validate_limit_of(c->v.rules, SOCVET_STR("rlmt-days"), c->v.as_of), months = cos_limit(c, limit);
    int32_t from = cos_posted(c), to = cos_closing(c);
    socvet_str none = {"", 0};

    if (!base_str_eq_z(c->v.route->name, "tier2-general") || from == INT32_MIN)
        return;
    if (days != VALIDATE_NONE && to != INT32_MIN) {
        bool ok = to - from >= days, close = to - from == days - 1;
        add_check(c, "advert", ok ? SOCVET_VERDICT_PASS : close ? SOCVET_VERDICT_UNKNOWN : SOCVET_VERDICT_FAIL,
                  base_arena_printf(c->a, "advertised for %d days; %lld are needed", to - from, (long long)days),
                  close ? SOCVET_STR("28 only if both end days count: show one day more")
                        : SOCVET_STR("advertise for the days that are short, in a second stage of at least seven"),
                  SOCVET_STR("resident labour market test, to 30 November 2020"));
    }
    if (months != VALIDATE_NONE) {
        int32_t by = base_date_add_months(from, (int)months);
        bool ok = c->v.as_of <= by;
        add_check(c, "advert", ok ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL,
                  base_arena_printf(c->a, "the certificate must be assigned by %s", base_date_long(by).z),
                  ok ? none : SOCVET_STR("advertise again"), limit_source(c, limit));
    }
}

/* A guide quotes salaries and hours that are nobody's. */
static void check_papers(cos_ctx *c)
{
    const char *what = c->v.facts->document_kind == SOCVET_KIND_GUIDE       ? "a guide"
                       : c->v.facts->document_kind == SOCVET_KIND_NOT_A_JOB ? "no job on offer"
                                                                            : NULL;

    if (what)
        add_check(c, "papers", SOCVET_VERDICT_UNKNOWN,
                  base_arena_printf(c->a, "the papers are %s: what they say need not be said of a job", what),
                  SOCVET_STR("give the advert or the job description"), (socvet_str){"", 0});
}

static void check_code(cos_ctx *c)
{
    socvet_str none = {"", 0};

    if (!c->sheet->code.len)
        add_check(c, "code", SOCVET_VERDICT_UNKNOWN, SOCVET_STR("the papers do not settle one occupation code"),
                  SOCVET_STR("say more about the duties, or give the code with --code"), none);
    else if (!c->sheet->code_title.len)
        add_check(c, "code", SOCVET_VERDICT_FAIL,
                  base_arena_printf(c->a, "%.*s is no code of %.*s, which this route uses on this day", SOCVET_ARG(c->sheet->code),
                                    SOCVET_ARG(c->v.edition)),
                  SOCVET_STR("give the code of that classification: socvet dict CODE shows the cross-walk"), none);
}

static socvet_status make_sheet(cos_ctx *c, socvet_err *err)
{
    c->checks = base_arena_array(c->a, COS_CHECKS, sizeof *c->checks);
    if (!c->checks)
        return no_room(err);
    socvet_status s = find_route(c, err);
    if (s)
        return s;
    c->sheet->route = c->v.route->name;
    find_code(c);
    find_time(c);
    if ((s = judge_pay(c, err)))
        return s;
    cos_find_kinds(c);
    check_papers(c);
    check_code(c);
    check_pay(c);
    check_start(c);
    check_length(c);
    check_advert(c);
    check_lists(c);
    c->sheet->checks = c->checks;
    s = fill_fields(c, err);
    if (!s)
        s = cos_find_fees(c, err);
    return s ? s : cos_find_points(c, err);
}

socvet_status socvet_cos(const socvet_cos_sheet **out, const socvet_cos_question *q, socvet_doc *doc,
                         const socvet_facts *facts, const socvet_coding *coding, const socvet_dict *dict,
                         const socvet_rules *rules, socvet_err *err)
{
    base_arena *a = socvet_doc_arena(doc);
    cos_ctx c = {.q = q, .a = a,
                 .v = {.rules = rules, .doc = doc, .arena = a, .text = socvet_doc_text(doc), .facts = facts,
                       .coding = coding, .dict = dict, .as_of = q->pay.as_of, .posted = INT32_MIN, .closing = INT32_MIN}};

    base_err_clear(err);
    *out = NULL;
    c.sheet = base_arena_alloc(a, sizeof *c.sheet);
    if (!c.sheet)
        return no_room(err);
    c.sheet->as_of = q->pay.as_of;
    socvet_status s = make_sheet(&c, err);
    if (!s)
        *out = c.sheet;
    return s;
}

/* values.c: the named values of a vacancy that are facts of its text: what rules may speak of. One
 * line each in the table at the end; what comes of the occupation code is in values_code.c. */
#include "values.h"

#define GET(fn) static void fn(validate_ctx *c, validate_value *v)
#define PAY(c) ((c)->facts->salary >= 0 ? &(c)->facts->salaries[(c)->facts->salary] : NULL)

static void flag(validate_value *v, bool so, socvet_span span)
{
    v->there = so;
    v->n = so;
    v->span = span;
}

static void of_text(validate_value *v, const socvet_fact_text *t)
{
    v->there = t->state != SOCVET_FACT_ABSENT;
    v->s = t->value;
    v->span = t->span;
}

static void of_number(validate_value *v, const socvet_fact_number *n)
{
    v->there = n->state == SOCVET_FACT_STATED || n->state == SOCVET_FACT_GIVEN;
    v->n = n->value;
    v->span = n->span;
}

static void of_date(validate_value *v, const socvet_fact_date *d)
{
    v->there = d->state != SOCVET_FACT_ABSENT && d->days != INT32_MIN && d->precision == SOCVET_DATE_DAY;
    v->n = d->days;
    v->span = d->span;
}

static void of_word(validate_value *v, const char *const *words, size_t n, uint8_t at, socvet_span span)
{
    v->there = at > 0 && at < n;
    v->s = base_str_z(v->there ? words[at] : "");
    v->span = span;
}
#define WORD(v, at, span, ...)                                                                      \
    do {                                                                                            \
        static const char *const words_[] = {__VA_ARGS__};                                         \
        of_word(v, words_, sizeof words_ / sizeof *words_, at, span);                               \
    } while (0)

GET(get_title) { of_text(v, &c->facts->title); }
GET(get_employer) { of_text(v, &c->facts->employer); }
GET(get_location) { of_text(v, &c->facts->location); }
GET(get_grade) { of_text(v, &c->facts->grade); }
GET(get_reference) { of_text(v, &c->facts->reference); }
GET(get_hours) { of_number(v, &c->facts->weekly_hours_hundredths); }
GET(get_hours_high)
{
    of_number(v, &c->facts->hours_high_hundredths);
    if (!v->there)
        of_number(v, &c->facts->weekly_hours_hundredths);
}
GET(get_fte) { of_number(v, &c->facts->fte_thousandths); }
GET(get_part_time) { flag(v, c->facts->part_time, c->facts->pattern_span); }
GET(get_full_time) { flag(v, c->facts->full_time, c->facts->pattern_span); }
GET(get_zero_hours) { flag(v, c->facts->zero_hours, c->facts->pattern_span); }
GET(get_term_time) { flag(v, c->facts->term_time, c->facts->pattern_span); }
GET(get_pattern)
{
    const socvet_facts *f = c->facts;

    flag(v, f->weekly_hours_hundredths.state || f->full_time || f->part_time || f->fte_thousandths.state ||
                f->zero_hours || f->term_time,
         f->weekly_hours_hundredths.span);
}
GET(get_posted)
{
    v->there = c->posted != INT32_MIN;
    v->n = c->posted;
    v->span = c->facts->posted.span;
}
GET(get_closing)
{
    v->there = c->closing != INT32_MIN;
    v->n = c->closing;
    v->span = c->facts->closing.span;
}
GET(get_closing_said)
{
    flag(v, c->closing != INT32_MIN || c->facts->closing.state || c->facts->rolling, c->facts->closing.span);
}
GET(get_interview) { of_date(v, &c->facts->interview); }
GET(get_start) { of_date(v, &c->facts->start); }
/* How many days from the day judged on until the work starts. */
GET(get_start_days)
{
    of_date(v, &c->facts->start);
    v->n -= c->as_of;
}
GET(get_end) { of_date(v, &c->facts->end); }
GET(get_as_of)
{
    v->there = true;
    v->n = c->as_of;
}
GET(get_early) { flag(v, c->facts->may_close_early, c->facts->close_early_span); }
GET(get_rolling) { flag(v, c->facts->rolling, c->facts->closing.span); }
GET(get_contract)
{
    WORD(v, c->facts->contract, c->facts->contract_span, "", "permanent", "fixed-term", "temporary");
}
GET(get_duration)
{
    const socvet_facts *f = c->facts;

    flag(v, f->duration_months.state || f->duration_days.state || f->end.state,
         f->duration_months.state ? f->duration_months.span
                                  : f->duration_days.state ? f->duration_days.span : f->end.span);
}
GET(get_duration_months)
{
    of_number(v, &c->facts->duration_months);
    if (!v->there && c->facts->duration_days.state) {
        of_number(v, &c->facts->duration_days);
        v->n /= 30;
    }
}
GET(get_salary)
{
    const socvet_salary *s = PAY(c);

    flag(v, s != NULL || c->facts->n_salaries > 0, s ? s->span : (socvet_span){0, 0});
}
GET(get_salary_low)
{
    const socvet_salary *s = PAY(c);

    v->there = s && s->low_pence != SOCVET_NO_PENCE;
    v->n = v->there ? s->low_pence : 0;
    v->span = s ? s->span : (socvet_span){0, 0};
}
GET(get_salary_high)
{
    const socvet_salary *s = PAY(c);

    v->there = s && s->high_pence != SOCVET_NO_PENCE;
    v->n = v->there ? s->high_pence : 0;
    v->span = s ? s->span : (socvet_span){0, 0};
}
GET(get_period)
{
    const socvet_salary *s = PAY(c);

    WORD(v, s ? s->period : 0, s ? s->span : ((socvet_span){0, 0}), "", "year", "month", "week", "day", "hour");
}
GET(get_period_said)
{
    const socvet_salary *s = PAY(c);

    flag(v, s && s->period != SOCVET_PERIOD_UNKNOWN && !(s->flags & SOCVET_PAY_PERIOD_INFERRED),
         s ? s->span : (socvet_span){0, 0});
}
GET(get_basis)
{
    const socvet_salary *s = PAY(c);

    WORD(v, s ? s->basis : 0, s ? s->span : ((socvet_span){0, 0}), "", "fte", "actual");
}
static void pay_flag(validate_ctx *c, validate_value *v, unsigned bit)
{
    const socvet_salary *s = PAY(c);

    flag(v, s && s->flags & bit, s ? s->span : (socvet_span){0, 0});
    v->s = s ? s->text : (socvet_str){NULL, 0}; /* the words, where the pay came beside the text */
}
GET(get_up_to) { pay_flag(c, v, SOCVET_PAY_UP_TO); }
GET(get_from) { pay_flag(c, v, SOCVET_PAY_FROM); }
GET(get_circa) { pay_flag(c, v, SOCVET_PAY_CIRCA); }
GET(get_pro_rata) { pay_flag(c, v, SOCVET_PAY_PRO_RATA); }
GET(get_foreign)
{
    const socvet_facts *f = c->facts;

    pay_flag(c, v, SOCVET_PAY_FOREIGN);
    for (size_t i = 0; f->salary < 0 && i < f->n_salaries && !v->there; i++)
        flag(v, f->salaries[i].flags & SOCVET_PAY_FOREIGN, f->salaries[i].span);
}
GET(get_negotiable) { pay_flag(c, v, SOCVET_PAY_NEGOTIABLE); }
GET(get_not_guaranteed) { pay_flag(c, v, SOCVET_PAY_NOT_GUARANTEED); }
GET(get_yearly) { validate_yearly(c, false, v); }
GET(get_yearly_high) { validate_yearly(c, true, v); }

static void pay_of_kind(validate_ctx *c, validate_value *v, uint8_t kind)
{
    for (size_t i = 0; i < c->facts->n_salaries && !v->there; i++)
        if (c->facts->salaries[i].kind == kind)
            flag(v, true, c->facts->salaries[i].span);
}
GET(get_allowance) { pay_of_kind(c, v, SOCVET_PAY_ALLOWANCE); }
GET(get_bonus) { pay_of_kind(c, v, SOCVET_PAY_BONUS); }
GET(get_ote) { pay_of_kind(c, v, SOCVET_PAY_OTE); }
GET(get_pay_words) { flag(v, c->facts->pay_words_only, c->facts->pay_words_span); }

static void criteria_of(validate_ctx *c, validate_value *v, int need)
{
    for (size_t i = 0; i < c->facts->n_criteria; i++)
        if (need < 0 || c->facts->criteria[i].need == need) {
            if (v->n++ == 0)
                v->span = c->facts->criteria[i].span;
        }
    v->there = v->n > 0;
}
GET(get_criteria) { criteria_of(c, v, -1); }
GET(get_essential) { criteria_of(c, v, SOCVET_NEED_ESSENTIAL); }
GET(get_desirable) { criteria_of(c, v, SOCVET_NEED_DESIRABLE); }
GET(get_assessed)
{
    for (size_t i = 0; i < c->facts->n_criteria && !v->there; i++)
        flag(v, c->facts->criteria[i].assessed_by.len > 0, c->facts->criteria[i].span);
}
GET(get_qualifications)
{
    v->n = (int64_t)c->facts->n_qualifications;
    v->there = v->n > 0;
    if (v->there)
        v->span = c->facts->qualifications[0].span;
}
GET(get_media)
{
    size_t n = c->facts->n_media + c->opts->n_media;

    for (size_t i = 0; i < c->facts->n_media; i++)
        for (size_t k = 0; k < c->opts->n_media; k++)
            if (base_str_eq_ci(c->opts->media[k], c->facts->media[i].value)) {
                n--;
                break;
            }
    v->n = (int64_t)n;
    v->there = n > 0;
    v->span = c->facts->n_media ? c->facts->media[0].span : (socvet_span){0, 0};
}
GET(get_stated)
{
    v->n = c->coding ? (int64_t)c->coding->n_stated : 0;
    v->there = v->n > 0;
    if (v->there) {
        v->s = base_str_z(c->coding->stated[0].code);
        v->span = c->coding->stated[0].span;
    }
}
GET(get_sponsorship)
{
    WORD(v, c->facts->sponsorship, c->facts->sponsorship_span, "", "offered", "refused", "depends");
}
GET(get_right_to_work)
{
    WORD(v, c->facts->right_to_work, c->facts->right_to_work_span, "", "conditional", "to-apply",
         "nationality");
}
GET(get_employer_kind)
{
    WORD(v, c->facts->employer_kind, c->facts->employer_kind_span, "", "university", "college", "nhs", "school",
         "agency", "care", "council", "civil-service", "charity");
}
GET(get_document)
{
    WORD(v, (uint8_t)(c->facts->document_kind + 1), c->facts->kind_span, "", "advert", "job-description",
         "person-specification", "vacancy", "guide", "not-a-job", "unsupported-language");
}
GET(get_advert)
{
    uint8_t k = c->facts->document_kind;

    flag(v, k == SOCVET_KIND_ADVERT || k == SOCVET_KIND_VACANCY, c->facts->kind_span);
}
GET(get_job)
{
    uint8_t k = c->facts->document_kind;

    flag(v, k != SOCVET_KIND_NOT_A_JOB && k != SOCVET_KIND_UNSUPPORTED_LANGUAGE && k != SOCVET_KIND_GUIDE,
         c->facts->kind_span);
}
GET(get_papers)
{
    size_t n;

    socvet_doc_parts(c->doc, &n);
    v->n = (int64_t)n;
    v->there = true;
}
/* "Nurse / Midwife" in the title is one post with two names; jobs with titles of their own are several. */
GET(get_jobs)
{
    socvet_span title = c->facts->title.span;

    v->there = true;
    v->n = 1;
    for (size_t i = 1; c->coding && i < c->coding->n_jobs; i++) {
        socvet_span own = c->coding->jobs[i].title;
        if (own.from < title.to && own.to > title.from)
            continue;
        if (v->n++ == 1)
            v->span = own;
    }
}
GET(get_words)
{
    size_t n = 0;
    bool in = false;

    for (size_t i = 0; i < c->text.len; i++) {
        bool blank = base_is_blank(c->text.ptr[i]);
        n += !blank && !in;
        in = !blank;
    }
    v->n = (int64_t)n;
    v->there = true;
}
GET(get_duties)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    for (size_t i = 0; i < n && !v->there; i++)
        if (b[i].section == SOCVET_SECTION_DUTIES)
            flag(v, true, b[i].span);
}
GET(get_apply)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    for (size_t i = 0; i < n && !v->there; i++)
        if (b[i].section == SOCVET_SECTION_APPLY)
            flag(v, true, b[i].span);
}
GET(get_new_entrant) { flag(v, c->opts->new_entrant, (socvet_span){0, 0}); }
GET(get_nation)
{
    int group = -1;

    for (size_t g = 0; g < c->rules->n_groups; g++)
        if (base_str_eq_z(c->rules->groups[g], "@northern-ireland"))
            group = (int)g;
    for (size_t i = 0; i < c->n_hits && !v->there; i++) {
        socvet_span at = c->facts->location.span, h = c->hits[i].span;
        if (c->hits[i].group == group && (at.to == 0 || (h.from >= at.from && h.from < at.to)))
            flag(v, true, h);
    }
}

/* The head of the paper in which a reader noticed something: what is noticed often has no words in the text. */
static socvet_span head_of_paper(const validate_ctx *c, const socvet_notice *x)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    for (size_t i = 0; i < n; i++)
        if (b[i].document == x->document)
            return b[i].span;
    return (socvet_span){0, 0};
}

static void notice(validate_ctx *c, validate_value *v, uint8_t kind)
{
    size_t n;
    const socvet_notice *x = socvet_doc_notices(c->doc, &n);

    for (size_t i = 0; i < n && !v->there; i++)
        if (x[i].kind == kind) {
            v->there = true;
            v->span = head_of_paper(c, &x[i]);
            v->s = (socvet_str){x[i].text.ptr, x[i].text.len > 120 ? 120 : x[i].text.len};
            while (v->s.len < x[i].text.len && v->s.len && ((unsigned char)v->s.ptr[v->s.len] & 0xC0) == 0x80)
                v->s.len--;
        }
}
GET(get_tracked) { notice(c, v, SOCVET_NOTICE_TRACKED_CHANGES); }
GET(get_placeholder) { notice(c, v, SOCVET_NOTICE_PLACEHOLDER); }
GET(get_hidden) { notice(c, v, SOCVET_NOTICE_HIDDEN_TEXT); }
GET(get_encoding) { notice(c, v, SOCVET_NOTICE_ENCODING); }
GET(get_salvaged) { notice(c, v, SOCVET_NOTICE_SALVAGED); }
GET(get_truncated) { notice(c, v, SOCVET_NOTICE_TRUNCATED); }
GET(get_structured) { notice(c, v, SOCVET_NOTICE_STRUCTURED_DATA); }
GET(get_skipped) { notice(c, v, SOCVET_NOTICE_SKIPPED); }

#define EMPLOYERS "university|college|nhs|school|agency|care|council|civil-service|charity"
/* In the order of the alphabet. */
const validate_name validate_names[] = {
    {"advert", VALUE_FLAG, NULL, "the papers are, or hold, a job advert", get_advert},
    {"allowance", VALUE_FLAG, NULL, "an allowance besides the pay", get_allowance},
    {"apply", VALUE_FLAG, NULL, "how to apply", get_apply},
    {"as-of", VALUE_DAY, NULL, "the day the papers are judged on", get_as_of},
    {"assessed", VALUE_FLAG, NULL, "how criteria are assessed", get_assessed},
    {"bonus", VALUE_FLAG, NULL, "a bonus or commission", get_bonus},
    {"closing", VALUE_DAY, NULL, "the closing date", get_closing},
    {"closing-said", VALUE_FLAG, NULL, "when applications close, in any words", get_closing_said},
    {"code", VALUE_WORD, NULL, "the occupation code", validate_get_code},
    {"code-eligible", VALUE_WORD, "yes|list|no", "whether the code can be sponsored", validate_get_eligible},
    {"code-isl", VALUE_FLAG, NULL, "on the Immigration Salary List", validate_get_isl},
    {"code-phd-level", VALUE_FLAG, NULL, "of PhD level", validate_get_phd_level},
    {"code-phd-points", VALUE_FLAG, NULL, "earns PhD points", validate_get_phd_points},
    {"code-scale", VALUE_FLAG, NULL, "its going rate is a national pay scale", validate_get_scale},
    {"code-title", VALUE_TEXT, NULL, "the title of the occupation code", validate_get_code_title},
    {"code-tsl", VALUE_FLAG, NULL, "on the Temporary Shortage List", validate_get_tsl},
    {"contract", VALUE_WORD, "permanent|fixed-term|temporary", "the kind of contract", get_contract},
    {"criteria", VALUE_NUMBER, NULL, "how many criteria are set out", get_criteria},
    {"desirable", VALUE_NUMBER, NULL, "how many desirable criteria", get_desirable},
    {"document", VALUE_WORD,
     "advert|job-description|person-specification|vacancy|guide|not-a-job|unsupported-language",
     "what the papers are", get_document},
    {"duration", VALUE_FLAG, NULL, "how long the contract runs, or its end", get_duration},
    {"duration-months", VALUE_NUMBER, NULL, "how many months the contract runs", get_duration_months},
    {"duties", VALUE_FLAG, NULL, "the duties", get_duties},
    {"early-close", VALUE_FLAG, NULL, "that the advert may close early", get_early},
    {"employer", VALUE_TEXT, NULL, "the employer", get_employer},
    {"employer-kind", VALUE_WORD, EMPLOYERS, "what kind of employer it is", get_employer_kind},
    {"end", VALUE_DAY, NULL, "the day the contract ends", get_end},
    {"essential", VALUE_NUMBER, NULL, "how many essential criteria", get_essential},
    {"fte", VALUE_NUMBER, NULL, "the share of full time, in thousandths", get_fte},
    {"full-time", VALUE_FLAG, NULL, "that the post is full time", get_full_time},
    {"grade", VALUE_TEXT, NULL, "the grade", get_grade},
    {"hours", VALUE_HOURS, NULL, "the weekly hours", get_hours},
    {"hours-high", VALUE_HOURS, NULL, "the weekly hours at most", get_hours_high},
    {"interview", VALUE_DAY, NULL, "the day of interviews", get_interview},
    {"job", VALUE_FLAG, NULL, "the papers speak of a job on offer", get_job},
    {"jobs", VALUE_NUMBER, NULL, "how many different jobs are on offer", get_jobs},
    {"location", VALUE_TEXT, NULL, "the place of work", get_location},
    {"media", VALUE_NUMBER, NULL, "how many places of advertising are named", get_media},
    {"new-entrant", VALUE_FLAG, NULL, "judged for a new entrant", get_new_entrant},
    {"northern-ireland", VALUE_FLAG, NULL, "the work is in Northern Ireland", get_nation},
    {"notice-encoding", VALUE_TEXT, NULL, "how the text was decoded", get_encoding},
    {"notice-hidden", VALUE_TEXT, NULL, "hidden text", get_hidden},
    {"notice-placeholder", VALUE_TEXT, NULL, "a field that was not filled in", get_placeholder},
    {"notice-salvaged", VALUE_TEXT, NULL, "damage", get_salvaged},
    {"notice-skipped", VALUE_TEXT, NULL, "a part that was not read", get_skipped},
    {"notice-structured", VALUE_TEXT, NULL, "JobPosting data", get_structured},
    {"notice-tracked", VALUE_TEXT, NULL, "changes nobody has accepted", get_tracked},
    {"notice-truncated", VALUE_TEXT, NULL, "a cut", get_truncated},
    {"ote", VALUE_FLAG, NULL, "on-target earnings", get_ote},
    {"papers", VALUE_NUMBER, NULL, "how many papers there are", get_papers},
    {"part-time", VALUE_FLAG, NULL, "that the post is part time", get_part_time},
    {"pattern", VALUE_FLAG, NULL, "the hours, in any words", get_pattern},
    {"pay-words", VALUE_FLAG, NULL, "pay that is only described", get_pay_words},
    {"phd", VALUE_WORD, "essential|near-completion|equivalent|desirable", "what is required by way of a doctorate",
     validate_get_phd},
    {"phd-disagreement", VALUE_FLAG, NULL, "papers that differ about the doctorate", validate_get_phd_disagreement},
    {"phd-mentioned", VALUE_FLAG, NULL, "a doctorate is spoken of", validate_get_phd_mentioned},
    {"phd-where", VALUE_WORD, "person_specification|advert|job_description", "where the doctorate is required",
     validate_get_phd_where},
    {"posted", VALUE_DAY, NULL, "the day the advert first appeared", get_posted},
    {"profile", VALUE_WORD, NULL, "whose policy is checked", validate_get_profile},
    {"qualifications", VALUE_NUMBER, NULL, "how many qualifications are named", get_qualifications},
    {"reference", VALUE_TEXT, NULL, "the reference", get_reference},
    {"right-to-work", VALUE_WORD, "conditional|to-apply|nationality", "what is said of the right to work",
     get_right_to_work},
    {"rolling", VALUE_FLAG, NULL, "rolling recruitment", get_rolling},
    {"route", VALUE_WORD, NULL, "the sponsored route", validate_get_route},
    {"salary", VALUE_FLAG, NULL, "a salary figure", get_salary},
    {"salary-basis", VALUE_WORD, "fte|actual", "whether the pay is for full time", get_basis},
    {"salary-circa", VALUE_FLAG, NULL, "pay that is only about right", get_circa},
    {"salary-foreign", VALUE_FLAG, NULL, "pay that is not in pounds", get_foreign},
    {"salary-from", VALUE_FLAG, NULL, "pay from a figure upwards", get_from},
    {"salary-high", VALUE_PENCE, NULL, "the top of the pay", get_salary_high},
    {"salary-low", VALUE_PENCE, NULL, "the bottom of the pay", get_salary_low},
    {"salary-negotiable", VALUE_FLAG, NULL, "pay that is negotiable", get_negotiable},
    {"salary-not-guaranteed", VALUE_FLAG, NULL, "pay that is not guaranteed", get_not_guaranteed},
    {"salary-period", VALUE_WORD, "year|month|week|day|hour", "the period the pay is for", get_period},
    {"salary-period-said", VALUE_FLAG, NULL, "the period the pay is for", get_period_said},
    {"salary-pro-rata", VALUE_FLAG, NULL, "pay that is pro rata", get_pro_rata},
    {"salary-up-to", VALUE_FLAG, NULL, "pay up to a figure", get_up_to},
    {"sponsorship", VALUE_WORD, "offered|refused|depends", "what is said of sponsorship", get_sponsorship},
    {"start", VALUE_DAY, NULL, "the day the work starts", get_start},
    {"start-days", VALUE_NUMBER, NULL, "how many days it is until the work starts", get_start_days},
    {"stated-code", VALUE_WORD, NULL, "the occupation code in the text", get_stated},
    {"term-time", VALUE_FLAG, NULL, "term time only", get_term_time},
    {"title", VALUE_TEXT, NULL, "the job title", get_title},
    {"word-count", VALUE_NUMBER, NULL, "how many words there are", get_words},
    {"yearly", VALUE_PENCE, NULL, "the yearly pay at the hours of the post, at least", get_yearly},
    {"yearly-high", VALUE_PENCE, NULL, "the yearly pay at the hours of the post, at most", get_yearly_high},
    {"zero-hours", VALUE_FLAG, NULL, "zero hours", get_zero_hours},
    {NULL, 0, NULL, NULL, NULL},
};
#define COUNT (sizeof validate_names / sizeof *validate_names - 1)
_Static_assert(COUNT <= (size_t)VALIDATE_NAMES, "room for a value of each name");

const validate_name *validate_name_find(socvet_str name)
{
    size_t low = 0, high = COUNT;

    while (low < high) {
        size_t mid = (low + high) / 2;
        int d = base_str_cmp(name, base_str_z(validate_names[mid].name));
        if (d == 0)
            return &validate_names[mid];
        if (d < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

void validate_get(validate_ctx *c, const validate_name *name, validate_value *v)
{
    size_t i = (size_t)(name - validate_names);

    if (!c->got[i]) {
        c->gotten[i] = (validate_value){0};
        name->get(c, &c->gotten[i]);
        c->got[i] = true;
    }
    *v = c->gotten[i];
}

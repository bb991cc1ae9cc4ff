/* values.c: the named values of a vacancy: what rules may speak of, one line each in the table. Most are a
 * fact as it stands, and the line says where in the facts it lies; the others have a getter in values_*.c. */
#include <stddef.h>

#include "values.h"

#define FACT(kind, field) NULL, kind, offsetof(socvet_facts, field)
#define TEXT(field) FACT(FROM_TEXT, field), 0
#define NUMBER(field) FACT(FROM_NUMBER, field), 0
#define DAY(field) FACT(FROM_DAY, field), 0
#define FLAG(field, span) FACT(FROM_FLAG, field), offsetof(socvet_facts, span)
#define WORD(field, span) FACT(FROM_WORD, field), offsetof(socvet_facts, span)
#define PAY_FLAG(bit) NULL, FROM_PAY_FLAG, bit, 0
#define PAY_KIND(kind) NULL, FROM_PAY_KIND, kind, 0
#define NOTICE(kind) NULL, FROM_NOTICE, kind, 0
#define OWN(getter) getter, FROM_GETTER, 0, 0

#define EMPLOYERS "university|college|nhs|school|agency|care|council|civil-service|charity"
/* In the order of the alphabet. */
const validate_name validate_names[] = {
    {"advert", VALUE_FLAG, NULL, "the papers are, or hold, a job advert", OWN(validate_get_advert)},
    {"allowance", VALUE_FLAG, NULL, "an allowance besides the pay", PAY_KIND(SOCVET_PAY_ALLOWANCE)},
    {"apply", VALUE_FLAG, NULL, "how to apply", OWN(validate_get_apply)},
    {"as-of", VALUE_DAY, NULL, "the day the papers are judged on", OWN(validate_get_as_of)},
    {"assessed", VALUE_FLAG, NULL, "how criteria are assessed", OWN(validate_get_assessed)},
    {"bonus", VALUE_FLAG, NULL, "a bonus or commission", PAY_KIND(SOCVET_PAY_BONUS)},
    {"closed-days", VALUE_NUMBER, NULL, "how many days ago applications closed", OWN(validate_get_closed_days)},
    {"closing", VALUE_DAY, NULL, "the closing date", OWN(validate_get_closing)},
    {"closing-said", VALUE_FLAG, NULL, "when applications close, in any words", OWN(validate_get_closing_said)},
    {"code", VALUE_WORD, NULL, "the occupation code", OWN(validate_get_code)},
    {"code-eligible", VALUE_WORD, "yes|list|no", "whether the code can be sponsored", OWN(validate_get_eligible)},
    {"code-isl", VALUE_FLAG, NULL, "on the Immigration Salary List", OWN(validate_get_isl)},
    {"code-phd-level", VALUE_FLAG, NULL, "of PhD level", OWN(validate_get_phd_level)},
    {"code-phd-points", VALUE_FLAG, NULL, "earns PhD points", OWN(validate_get_phd_points)},
    {"code-scale", VALUE_FLAG, NULL, "its going rate is a national pay scale", OWN(validate_get_scale)},
    {"code-title", VALUE_TEXT, NULL, "the title of the occupation code", OWN(validate_get_code_title)},
    {"code-tsl", VALUE_FLAG, NULL, "on the Temporary Shortage List", OWN(validate_get_tsl)},
    {"contract", VALUE_WORD, "permanent|fixed-term|temporary", "the kind of contract", WORD(contract, contract_span)},
    {"criteria", VALUE_NUMBER, NULL, "how many criteria are set out", OWN(validate_get_criteria)},
    {"desirable", VALUE_NUMBER, NULL, "how many desirable criteria", OWN(validate_get_desirable)},
    {"document", VALUE_WORD,
     "advert|job-description|person-specification|vacancy|guide|not-a-job|unsupported-language",
     "what the papers are", OWN(validate_get_document)},
    {"duration", VALUE_FLAG, NULL, "how long the contract runs, or its end", OWN(validate_get_duration)},
    {"duration-months", VALUE_NUMBER, NULL, "how many months the contract runs", OWN(validate_get_duration_months)},
    {"duties", VALUE_FLAG, NULL, "the duties", OWN(validate_get_duties)},
    {"early-close", VALUE_FLAG, NULL, "that the advert may close early", FLAG(may_close_early, close_early_span)},
    {"employer", VALUE_TEXT, NULL, "the employer", TEXT(employer)},
    {"employer-kind", VALUE_WORD, EMPLOYERS, "what kind of employer it is", WORD(employer_kind, employer_kind_span)},
    {"end", VALUE_DAY, NULL, "the day the contract ends", DAY(end)},
    {"essential", VALUE_NUMBER, NULL, "how many essential criteria", OWN(validate_get_essential)},
    {"fte", VALUE_NUMBER, NULL, "the share of full time, in thousandths", NUMBER(fte_thousandths)},
    {"full-time", VALUE_FLAG, NULL, "that the post is full time", FLAG(full_time, pattern_span)},
    {"grade", VALUE_TEXT, NULL, "the grade", TEXT(grade)},
    {"hours", VALUE_HOURS, NULL, "the weekly hours", NUMBER(weekly_hours_hundredths)},
    {"hours-high", VALUE_HOURS, NULL, "the weekly hours at most", OWN(validate_get_hours_high)},
    {"interview", VALUE_DAY, NULL, "the day of interviews", DAY(interview)},
    {"job", VALUE_FLAG, NULL, "the papers speak of a job on offer", OWN(validate_get_job)},
    {"jobs", VALUE_NUMBER, NULL, "how many different jobs are on offer", OWN(validate_get_jobs)},
    {"location", VALUE_TEXT, NULL, "the place of work", TEXT(location)},
    {"media", VALUE_NUMBER, NULL, "how many places of advertising are named", OWN(validate_get_media)},
    {"new-entrant", VALUE_FLAG, NULL, "judged for a new entrant", OWN(validate_get_new_entrant)},
    {"northern-ireland", VALUE_FLAG, NULL, "the work is in Northern Ireland", OWN(validate_get_nation)},
    {"notice-encoding", VALUE_TEXT, NULL, "how the text was decoded", NOTICE(SOCVET_NOTICE_ENCODING)},
    {"notice-hidden", VALUE_TEXT, NULL, "hidden text", NOTICE(SOCVET_NOTICE_HIDDEN_TEXT)},
    {"notice-placeholder", VALUE_TEXT, NULL, "a field that was not filled in", NOTICE(SOCVET_NOTICE_PLACEHOLDER)},
    {"notice-salvaged", VALUE_TEXT, NULL, "damage", NOTICE(SOCVET_NOTICE_SALVAGED)},
    {"notice-skipped", VALUE_TEXT, NULL, "a part that was not read", NOTICE(SOCVET_NOTICE_SKIPPED)},
    {"notice-structured", VALUE_TEXT, NULL, "JobPosting data", NOTICE(SOCVET_NOTICE_STRUCTURED_DATA)},
    {"notice-tracked", VALUE_TEXT, NULL, "changes nobody has accepted", NOTICE(SOCVET_NOTICE_TRACKED_CHANGES)},
    {"notice-truncated", VALUE_TEXT, NULL, "a cut", NOTICE(SOCVET_NOTICE_TRUNCATED)},
    {"ote", VALUE_FLAG, NULL, "on-target earnings", PAY_KIND(SOCVET_PAY_OTE)},
    {"papers", VALUE_NUMBER, NULL, "how many papers there are", OWN(validate_get_papers)},
    {"part-time", VALUE_FLAG, NULL, "that the post is part time", FLAG(part_time, pattern_span)},
    {"pattern", VALUE_FLAG, NULL, "the hours, in any words", OWN(validate_get_pattern)},
    {"pay-words", VALUE_FLAG, NULL, "pay that is only described", FLAG(pay_words_only, pay_words_span)},
    {"phd", VALUE_WORD, "essential|near-completion|equivalent|desirable", "what is required by way of a doctorate",
     OWN(validate_get_phd)},
    {"phd-disagreement", VALUE_FLAG, NULL, "papers that differ about the doctorate", OWN(validate_get_phd_disagreement)},
    {"phd-mentioned", VALUE_FLAG, NULL, "a doctorate is spoken of", OWN(validate_get_phd_mentioned)},
    {"phd-where", VALUE_WORD, "person_specification|advert|job_description", "where the doctorate is required",
     OWN(validate_get_phd_where)},
    {"posted", VALUE_DAY, NULL, "the day the advert first appeared", OWN(validate_get_posted)},
    {"profile", VALUE_WORD, NULL, "whose policy is checked", OWN(validate_get_profile)},
    {"qualifications", VALUE_NUMBER, NULL, "how many qualifications are named", OWN(validate_get_qualifications)},
    {"reference", VALUE_TEXT, NULL, "the reference", TEXT(reference)},
    {"right-to-work", VALUE_WORD, "conditional|to-apply|nationality", "what is said of the right to work",
     WORD(right_to_work, right_to_work_span)},
    {"rolling", VALUE_FLAG, NULL, "rolling recruitment", FLAG(rolling, closing.span)},
    {"route", VALUE_WORD, NULL, "the sponsored route", OWN(validate_get_route)},
    {"salary", VALUE_FLAG, NULL, "a salary figure", OWN(validate_get_salary)},
    {"salary-basis", VALUE_WORD, "fte|actual", "whether the pay is for full time", OWN(validate_get_basis)},
    {"salary-circa", VALUE_FLAG, NULL, "pay that is only about right", PAY_FLAG(SOCVET_PAY_CIRCA)},
    {"salary-foreign", VALUE_FLAG, NULL, "pay that is not in pounds", OWN(validate_get_foreign)},
    {"salary-from", VALUE_FLAG, NULL, "pay from a figure upwards", PAY_FLAG(SOCVET_PAY_FROM)},
    {"salary-high", VALUE_PENCE, NULL, "the top of the pay", OWN(validate_get_salary_high)},
    {"salary-low", VALUE_PENCE, NULL, "the bottom of the pay", OWN(validate_get_salary_low)},
    {"salary-negotiable", VALUE_FLAG, NULL, "pay that is negotiable", PAY_FLAG(SOCVET_PAY_NEGOTIABLE)},
    {"salary-not-guaranteed", VALUE_FLAG, NULL, "pay that is not guaranteed", PAY_FLAG(SOCVET_PAY_NOT_GUARANTEED)},
    {"salary-period", VALUE_WORD, "year|month|week|day|hour", "the period the pay is for", OWN(validate_get_period)},
    {"salary-period-said", VALUE_FLAG, NULL, "the period the pay is for", OWN(validate_get_period_said)},
    {"salary-pro-rata", VALUE_FLAG, NULL, "pay that is pro rata", PAY_FLAG(SOCVET_PAY_PRO_RATA)},
    {"salary-up-to", VALUE_FLAG, NULL, "pay up to a figure", PAY_FLAG(SOCVET_PAY_UP_TO)},
    {"sponsorship", VALUE_WORD, "offered|refused|depends", "what is said of sponsorship", WORD(sponsorship, sponsorship_span)},
    {"start", VALUE_DAY, NULL, "the day the work starts", DAY(start)},
    {"start-days", VALUE_NUMBER, NULL, "how many days it is until the work starts", OWN(validate_get_start_days)},
    {"stated-code", VALUE_WORD, NULL, "the occupation code in the text", OWN(validate_get_stated)},
    {"term-time", VALUE_FLAG, NULL, "term time only", FLAG(term_time, pattern_span)},
    {"title", VALUE_TEXT, NULL, "the job title", TEXT(title)},
    {"word-count", VALUE_NUMBER, NULL, "how many words there are", OWN(validate_get_words)},
    {"yearly", VALUE_PENCE, NULL, "the yearly pay at the hours of the post, at least", OWN(validate_get_yearly)},
    {"yearly-high", VALUE_PENCE, NULL, "the yearly pay at the hours of the post, at most", OWN(validate_get_yearly_high)},
    {"zero-hours", VALUE_FLAG, NULL, "zero hours", FLAG(zero_hours, pattern_span)},
    {NULL, 0, NULL, NULL, NULL, 0, 0, 0},
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

void validate_flag(validate_value *v, bool so, socvet_span span)
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

void validate_of_number(validate_value *v, const socvet_fact_number *n)
{
    v->there = n->state == SOCVET_FACT_STATED || n->state == SOCVET_FACT_GIVEN;
    v->n = n->value;
    v->span = n->span;
}

void validate_of_date(validate_value *v, const socvet_fact_date *d)
{
    v->there = d->state != SOCVET_FACT_ABSENT && d->days != INT32_MIN && d->precision == SOCVET_DATE_DAY;
    v->n = d->days;
    v->span = d->span;
}

void validate_pick(validate_value *v, const char *words, unsigned at, socvet_span span)
{
    socvet_str rest = base_str_z(words), word = {"", 0};

    v->span = span;
    for (unsigned i = 0; i < at; i++)
        if (!base_str_split(&rest, '|', &word))
            return;
    v->there = at > 0;
    v->s = word;
}

static void of_fact(validate_ctx *c, const validate_name *name, validate_value *v)
{
    const char *at = (const char *)c->facts + name->at;
    const void *span = (const char *)c->facts + name->span_at;

    switch (name->from) {
    case FROM_TEXT:
        of_text(v, (const void *)at);
        break;
    case FROM_NUMBER:
        validate_of_number(v, (const void *)at);
        break;
    case FROM_DAY:
        validate_of_date(v, (const void *)at);
        break;
    case FROM_FLAG:
        validate_flag(v, *(const bool *)(const void *)at, *(const socvet_span *)span);
        break;
    case FROM_WORD:
        validate_pick(v, name->words, *(const uint8_t *)(const void *)at, *(const socvet_span *)span);
        break;
    case FROM_PAY_FLAG:
        validate_pay_flag(c, name->at, v);
        break;
    case FROM_PAY_KIND:
        validate_sum_of_kind(c, name->at, v);
        break;
    case FROM_NOTICE:
        validate_notice(c, name->at, v);
        break;
    default:
        name->get(c, v);
    }
}

void validate_get(validate_ctx *c, const validate_name *name, validate_value *v)
{
    size_t i = (size_t)(name - validate_names);

    if (!c->got[i]) {
        c->gotten[i] = (validate_value){0};
        of_fact(c, name, &c->gotten[i]);
        c->got[i] = true;
    }
    c->by_likely |= c->gotten[i].by_likely;
    *v = c->gotten[i];
}

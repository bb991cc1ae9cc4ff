/* kinds.c: the registry of kinds. */
#include "kinds.h"

const validate_kind validate_kinds[] = {
    {"absent", "fails when the subject is not there", "", validate_absent},
    {"present", "fails when the subject is there", "", validate_present},
    {"match", "fails where the rule's pattern stands (wording.tsv)", "", validate_match},
    {"pay-order", "the low end is not above the high end", "", validate_pay_order},
    {"pay-sane", "the pay lies within sane bounds for its period", "min; max: pence a year", validate_pay_sane},
    {"pay-period", "the pay says what period it is for", "", validate_pay_period},
    {"threshold", "the yearly pay reaches the route's threshold", "option", validate_pay_threshold},
    {"going-rate", "the yearly pay reaches the code's going rate at its hours", "", validate_pay_going_rate},
    {"minimum-wage", "the hourly pay reaches the minimum wage", "age", validate_pay_minimum},
    {"date-order", "one date does not lie before another", "first; then", validate_date_order},
    {"window", "the advert is open for so many days", "days", validate_window},
    {"media", "the advert stands in so many places", "least", validate_media},
    {"stated-code", "a code in the text is the code of this job", "", validate_stated_code},
    {"sponsorable", "the code can be sponsored for a new applicant on the day", "", validate_sponsorable},
    {"phd-wording", "the PhD wording fits a PhD-level code", "want", validate_phd_wording},
    {"agree", "several papers of one vacancy say the same", "fact", validate_agree},
    {NULL, NULL, NULL, NULL},
};

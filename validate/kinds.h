/* kinds.h: how each kind judges; a kind is a file kind_*.c (near kin share one) and a line in kinds.c. */
#ifndef VALIDATE_KINDS_H
#define VALIDATE_KINDS_H
#include "validate_int.h"

typedef socvet_verdict validate_judge(validate_ctx *c);
validate_judge validate_kind_present, validate_kind_absent, validate_kind_lookup, validate_kind_match,
    validate_kind_range, validate_kind_compare, validate_kind_window, validate_kind_threshold,
    validate_kind_going_rate, validate_kind_minimum_wage, validate_kind_pay_order, validate_kind_stated_code,
    validate_kind_panel, validate_kind_agree, validate_kind_structured, validate_kind_read_on,
    validate_kind_spine, validate_kind_spelling, validate_kind_sentences, validate_kind_repeat,
    validate_kind_media, validate_kind_recency, validate_kind_spine_least, validate_kind_each_paper, validate_kind_floor;
/* "{low}" and "{high}" of a value in a message: money, a date, hours, words. */
socvet_str validate_value_text(validate_ctx *c, uint8_t type, const validate_value *v);
#endif

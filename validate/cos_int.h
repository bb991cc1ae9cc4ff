/* cos_int.h: the certificate's job sheet, between the files that fill it. */
#ifndef VALIDATE_COS_INT_H
#define VALIDATE_COS_INT_H
#include "salary_int.h"
#include "values.h"

enum { COS_CHECKS = 16, COS_FEES = 8, COS_KINDS = 2 };

typedef struct {
    validate_ctx v; /* what facts_of.c and values_code.c read of a vacancy */
    const socvet_cos_question *q;
    base_arena *a;
    socvet_cos_sheet *sheet;
    socvet_salary_question pay;
    socvet_salary_answer salary;
    bool judged;    /* salary was */
    int32_t start, end; /* INT32_MIN: not known */
    socvet_span start_span, end_span;
    bool phd_level, trainee;
    socvet_cos_check *checks;
    socvet_cos_fee *fees;
} cos_ctx;

/* cos_fill.c: fills one field by the word in its row. */
void cos_fill(cos_ctx *c, socvet_str how, socvet_str params, socvet_cos_field *f);
int32_t cos_posted(const cos_ctx *c); /* INT32_MIN: not known */
int32_t cos_closing(const cos_ctx *c);
/* cos_money.c */
void cos_find_kinds(cos_ctx *c);
socvet_status cos_find_fees(cos_ctx *c, socvet_err *err);
socvet_status cos_find_points(cos_ctx *c, socvet_err *err);
/* The Immigration Skills Charge: SOCVET_NO_PENCE when it cannot be told, 0 when none is due; *why says. */
int64_t cos_charge(const cos_ctx *c, const char *size, socvet_str *why);
/* cos.c */
int64_t cos_limit(const cos_ctx *c, const char *name); /* VALIDATE_NONE: no row on that day */
#endif

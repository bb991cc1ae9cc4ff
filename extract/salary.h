/* salary.h: the parts of the salary module: facts_salary.c finds every sum of the text, salary_judge.c
 * says what each is, salary_choose.c which is the job's. */
#ifndef EXTRACT_SALARY_H
#define EXTRACT_SALARY_H
#include "facts_int.h"
#include "money.h"

typedef struct {
    facts_ctx *c;
    socvet_str text;
    socvet_salary *list;
    int *merit; /* how surely the figure is the job's pay */
    size_t n, cap, cap_merit;
    size_t floor;    /* end of the expression before */
    int64_t before;  /* its upper bound, for what comes on top of it */
    bool form_field; /* the text is nothing but a pay phrase */
    uint8_t state;
} extract_pay;

/* Keeps the expression with what it is, unless it is a number and no money. False: memory ran out. */
bool extract_pay_judge(extract_pay *p, const money_expr *e);
/* Sets the job's pay, when a figure can be it. */
void extract_pay_choose(extract_pay *p);
#endif

/* salary_int.h: one salary under one option, between the files that judge it. */
#ifndef VALIDATE_SALARY_INT_H
#define VALIDATE_SALARY_INT_H
#include "validate_int.h"

enum { SALARY_TESTS = 8 };

typedef struct {
    const socvet_salary_question *q;
    const socvet_rules *rules;
    const socvet_dict *dict;
    base_arena *a;
    const validate_route *route;
    const validate_option *option;
    const validate_threshold *threshold; /* NULL: not held */
    int64_t basis, hours;                /* hundredths a week */
    int64_t offered, countable;          /* a year */
    int64_t perhaps; /* more that may count: whether it does is not known */
    base_buf pay;    /* the lines on what counts */
    base_buf w;      /* the lines of the test at hand */
    socvet_salary_test tests[SALARY_TESTS];
    size_t n_tests;
} salary_sum;

void salary_line_money(salary_sum *s, base_buf *b, const char *label, int64_t pence);
socvet_str salary_take(salary_sum *s, base_buf *b); /* the lines so far, in the arena; empties b */
/* "37.5" */
typedef struct {
    char z[24];
} salary_hours;
salary_hours salary_hours_text(int64_t hundredths);
int64_t salary_rounded(int64_t n, int64_t d); /* half up; n and d not negative */

/* salary_pay.c: fills countable, offered, perhaps and the lines. Expected: SOCVET_E_USAGE (a kind
 * of pay that no row knows). */
socvet_status salary_count_pay(salary_sum *s, socvet_err *err);
/* salary.c: judges in an arena of the caller's. */
socvet_status salary_judge_in(socvet_salary_answer *out, const socvet_salary_question *q,
                              const socvet_dict *dict, const socvet_rules *rules, base_arena *arena,
                              socvet_err *err);
/* compare_duties.c: the kind of block that holds the duties of a document: list items where there are any
 * (the lines after a list are often something else), else paragraphs. */
uint8_t duties_kind(const socvet_doc *doc);
/* salary_tests.c */
void salary_run_tests(salary_sum *s);
#endif

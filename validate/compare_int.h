/* compare_int.h: two versions of one job's papers, between the files that compare them. */
#ifndef VALIDATE_COMPARE_INT_H
#define VALIDATE_COMPARE_INT_H
#include "salary_int.h"
#include "values.h"

typedef struct {
    validate_ctx v[2]; /* old, new */
    const socvet_compare_question *q;
    const socvet_rules *rules;
    base_arena *a;
    socvet_compare *out;
    socvet_change *rows;
    size_t cap;
    bool failed; /* memory ran out */
} compare_ctx;

/* A row of the result; its duty (duties.tsv) is looked up when the state is changed. */
socvet_change *compare_add(compare_ctx *c, const char *topic, const char *duty, uint8_t state);
void compare_duties(compare_ctx *c);
void compare_pay(compare_ctx *c);
/* The words of a row of compare_words.tsv in a side's text; {0, 0}: none. */
socvet_span compare_words(const compare_ctx *c, int side, const char *name);
/* Joins a row to its duty. */
void compare_set_duty(compare_ctx *c, socvet_change *r, const char *duty);
bool compare_changed(const compare_ctx *c, const char *topic);
#endif

/* facts_pay.h: for the tables of test_salary and test_hours: [[..]] marks the evidence. */
#ifndef TEST_FACTS_PAY_H
#define TEST_FACTS_PAY_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "extract/facts.h"

/* Takes the marks out; *span is where they were, {0,0} without any. */
static inline void unmark(const char *marked, char *out, size_t cap, socvet_span *span)
{
    size_t n = 0;

    *span = (socvet_span){0, 0};
    for (const char *p = marked; *p && n + 1 < cap; p++) {
        if (p[0] == '[' && p[1] == '[')
            span->from = (uint32_t)n, p++;
        else if (p[0] == ']' && p[1] == ']')
            span->to = (uint32_t)n, p++;
        else
            out[n++] = *p;
    }
    out[n] = 0;
}

static inline const socvet_facts *read_text(socvet_doc *doc, socvet_facts_scratch *scratch,
                                            const char *text, const socvet_given *given)
{
    const socvet_facts *f = NULL;
    socvet_err err = {0};

    socvet_doc_reset(doc);
    if (socvet_doc_add_plain(doc, (socvet_str){NULL, 0}, base_str_z(text), &err) != SOCVET_OK ||
        socvet_facts_read(&f, doc, given, scratch, &err) != SOCVET_OK)
        fail_msg("%s: %s", text, err.text);
    return f;
}
#endif

/* extract_text.h: what the tests of the text readers share: a document shown in one line a block. */
#ifndef TESTS_EXTRACT_TEXT_H
#define TESTS_EXTRACT_TEXT_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "extract/extract.h"

/* "P text|H2 text|L1 text|C0,1 text": a block each; "\n" inside stays. Owned by the caller. */
static inline char *show_blocks(const socvet_doc *doc)
{
    size_t n;
    const socvet_block *k = socvet_doc_blocks(doc, &n);
    base_buf out;

    base_buf_init(&out, 0);
    base_buf_add_z(&out, "");
    for (size_t i = 0; i < n; i++) {
        base_buf_add_z(&out, i ? "|" : "");
        if (k[i].kind == SOCVET_BLOCK_CELL)
            base_buf_printf(&out, "%s%d,%d ", k[i].flags & SOCVET_CELL_HEADER ? "T" : "C", k[i].row, k[i].column);
        else
            base_buf_printf(&out, k[i].level ? "%c%d " : "%c ", "PHL"[k[i].kind], k[i].level);
        base_buf_add(&out, base_str_cut(socvet_doc_text(doc), k[i].span));
    }
    return out.ptr;
}

static inline socvet_status read_z(socvet_doc *doc, const char *format, socvet_str bytes, bool main_only, socvet_err *err)
{
    socvet_read_opts opts = {.format = format, .main_only = main_only};
    socvet_doc_reset(doc);
    return socvet_doc_add(doc, bytes, &opts, err);
}

static inline socvet_str notice_of(const socvet_doc *doc, int kind)
{
    size_t n;
    const socvet_notice *x = socvet_doc_notices(doc, &n);

    for (size_t i = 0; i < n; i++)
        if (x[i].kind == kind)
            return x[i].text;
    return (socvet_str){NULL, 0};
}

typedef struct {
    const char *label, *input, *blocks;
} block_case;

static inline void run_cases(const block_case *c, size_t n, const char *format, bool main_only)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_err err = {0};

    for (size_t i = 0; i < n; i++) {
        if (read_z(doc, format, base_str_z(c[i].input), main_only, &err) != SOCVET_OK)
            fail_msg("%s: %s", c[i].label, err.text);
        char *got = show_blocks(doc);
        if (strcmp(got, c[i].blocks) != 0)
            fail_msg("%s:\n  got  %s\n  want %s", c[i].label, got, c[i].blocks);
        free(got);
    }
    socvet_doc_free(doc);
}
#endif

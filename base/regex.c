/* regex.c: the only file that knows PCRE2. The matching mode is the one pcre2_jit_compile was
 * called with (complete matches), as upstream asks; limits are steps, not seconds. */
#include "regex.h"

#include <stdlib.h>

#include "err.h"
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct base_regex {
    pcre2_code *code;
    bool hastened, jit;
};

struct base_regex_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = 10000, HEAP_LIMIT_KIB = 16 * 1024 };

socvet_status base_regex_compile(base_regex **out, socvet_str pattern, unsigned flags,
                                 socvet_err *err)
{
    int code = 0;
    PCRE2_SIZE at = 0;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;

    *out = NULL;
    if (!(flags & BASE_REGEX_CASE))
        options |= PCRE2_CASELESS;
    if (flags & BASE_REGEX_ANCHORED)
        options |= PCRE2_ANCHORED;
    base_regex *re = calloc(1, sizeof *re);
    if (!re)
        return base_fail(err, SOCVET_E_NOMEM, "base", SOCVET_NO_OFFSET, "memory ran out");
    re->code = pcre2_compile((PCRE2_SPTR)(pattern.ptr ? pattern.ptr : ""), pattern.len, options,
                             &code, &at, NULL);
    if (!re->code) {
        PCRE2_UCHAR text[120] = {0};
        pcre2_get_error_message(code, text, sizeof text);
        free(re);
        return base_fail(err, SOCVET_E_DATA, "base", at, "pattern: %s at byte %zu",
                         (const char *)text, (size_t)at);
    }
    *out = re;
    return SOCVET_OK;
}

void base_regex_hasten(base_regex *re)
{
    if (!re->hastened)
        re->jit = pcre2_jit_compile(re->code, PCRE2_JIT_COMPLETE) == 0; /* refused under W^X: interpreted */
    re->hastened = true;
}

void base_regex_free(base_regex *re)
{
    if (re) {
        pcre2_code_free(re->code);
        free(re);
    }
}

base_regex_scratch *base_regex_scratch_new(void)
{
    base_regex_scratch *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->data = pcre2_match_data_create(BASE_REGEX_GROUPS, NULL);
    s->context = pcre2_match_context_create(NULL);
    s->stack = pcre2_jit_stack_create(32 * 1024, 1024 * 1024, NULL); /* NULL: the small default */
    if (!s->data || !s->context) {
        base_regex_scratch_free(s);
        return NULL;
    }
    pcre2_set_match_limit(s->context, MATCH_LIMIT);
    pcre2_set_depth_limit(s->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(s->context, HEAP_LIMIT_KIB);
    if (s->stack)
        pcre2_jit_stack_assign(s->context, NULL, s->stack);
    return s;
}

void base_regex_scratch_free(base_regex_scratch *s)
{
    if (!s)
        return;
    pcre2_match_data_free(s->data);
    pcre2_match_context_free(s->context);
    pcre2_jit_stack_free(s->stack);
    free(s);
}

int base_regex_match(const base_regex *re, base_regex_scratch *scratch, socvet_str text,
                     size_t start, size_t end, socvet_span groups[BASE_REGEX_GROUPS])
{
    PCRE2_SPTR p = (PCRE2_SPTR)(text.ptr ? text.ptr : "");

    if (end > text.len)
        end = text.len;
    if (start > end)
        return 0;
    int n = re->jit ? pcre2_jit_match(re->code, p, end, start, 0, scratch->data, scratch->context)
                    : pcre2_match(re->code, p, end, start, PCRE2_NO_UTF_CHECK, scratch->data, scratch->context);
    if (n == PCRE2_ERROR_JIT_STACKLIMIT)
        n = pcre2_match(re->code, p, end, start, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, scratch->data,
                        scratch->context);
    if (n == PCRE2_ERROR_NOMATCH)
        return 0;
    if (n < 0)
        return -1;
    if (n == 0)
        n = BASE_REGEX_GROUPS;
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(scratch->data);
    for (int i = 0; i < BASE_REGEX_GROUPS; i++) {
        bool set = i < n && v[2 * i] != PCRE2_UNSET && v[2 * i] <= v[2 * i + 1];
        groups[i] = set ? (socvet_span){(uint32_t)v[2 * i], (uint32_t)v[2 * i + 1]}
                        : (socvet_span){0, 0};
    }
    return n;
}

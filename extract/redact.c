/* redact.c: masks contacts before anything else looks at the text: names of people to write to, e-mail
 * addresses, telephone numbers (data/redact.tsv). A mask is as long as what it hides, so that every
 * place stays where it was: letters become X, digits become #. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/patset.h"
#include "extract_int.h"
#include "tokens.h"

extern const char extract_redact[];
extern const size_t extract_redact_size;

struct socvet_redactor {
    base_patset *set;
    base_patset_scratch *scratch;
};

socvet_redactor *socvet_redactor_new(socvet_err *err)
{
    socvet_redactor *r = calloc(1, sizeof *r);

    if (r && base_patset_load(&r->set, (socvet_str){extract_redact, extract_redact_size}, "redact.tsv", err) == SOCVET_OK &&
        (r->scratch = base_patset_scratch_new(r->set)) != NULL)
        return r;
    socvet_redactor_free(r);
    if (err && !err->code)
        base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    return NULL;
}

void socvet_redactor_free(socvet_redactor *r)
{
    if (r) {
        base_patset_scratch_free(r->scratch);
        base_patset_free(r->set);
        free(r);
    }
}

static void mask(char *text, socvet_span span)
{
    for (uint32_t i = span.from; i < span.to; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= '0' && c <= '9')
            text[i] = '#';
        else if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            text[i] = 'X';
    }
}

typedef struct {
    socvet_span *spans;
    size_t n, cap;
    base_arena *arena;
    bool failed;
} found;

static bool keep(const base_pattern_hit *hit, void *user)
{
    found *f = user;
    void *p = f->spans;

    f->failed |= !base_arena_grow(f->arena, &p, &f->cap, f->n, sizeof *f->spans);
    if (f->failed)
        return false;
    f->spans = p;
    bool inner = hit->n_groups > 1 && hit->groups[1].to > hit->groups[1].from;
    f->spans[f->n++] = hit->groups[inner];
    return true;
}

static socvet_status redact(socvet_redactor *r, base_arena *arena, char *text, size_t len, socvet_err *err)
{
    found f = {.arena = arena};
    base_token *tokens;
    size_t n;
    socvet_str s = {text, len};
    socvet_status st = base_tokenise(arena, s, 0, (uint32_t)len, &tokens, &n, err);

    if (!st)
        st = base_patset_scan(r->set, r->scratch, s, tokens, 0, n, keep, &f, err);
    if (!st && f.failed)
        st = base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = 0; !st && i < f.n; i++)
        mask(text, f.spans[i]);
    return st;
}

/* What is no text of the document may name people, too: hidden text, JobPosting data. */
static socvet_status redact_notices(socvet_redactor *r, socvet_doc *doc, socvet_err *err)
{
    socvet_status s = SOCVET_OK;

    for (size_t i = 0; !s && i < doc->n_notices; i++) {
        socvet_str old = doc->notices[i].text;
        char *copy = old.len ? base_arena_alloc(doc->arena, old.len + 1) : NULL;
        if (!old.len)
            continue;
        if (!copy)
            return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
        memcpy(copy, old.ptr, old.len);
        copy[old.len] = '\0';
        s = redact(r, doc->arena, copy, old.len, err);
        doc->notices[i].text = (socvet_str){copy, old.len};
    }
    return s;
}

socvet_status socvet_doc_redact(socvet_doc *doc, socvet_redactor *r, socvet_err *err)
{
    socvet_status s = redact(r, doc->arena, doc->text.ptr, doc->text.len, err);

    doc->tokenised = false; /* words have changed */
    return s ? s : redact_notices(r, doc, err);
}

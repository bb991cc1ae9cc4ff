/* kind_text.c: kinds that look at what is there: present, absent, lookup, match. */
#include "kinds.h"

static socvet_span line_of_title(const validate_ctx *c)
{
    return c->facts->title.span;
}

/* Something missing has no words of its own: the finding points at what stands near it. */
socvet_verdict validate_kind_present(validate_ctx *c)
{
    validate_value v;
    socvet_str near = validate_param_of(c->rule, "near");

    validate_get(c, c->compiled->subject, &v);
    if (v.unknown)
        return validate_unknown(c, v.why);
    if (v.there) {
        validate_span(c, v.span);
        return SOCVET_VERDICT_PASS;
    }
    if (near.len) {
        validate_get(c, validate_name_find(near), &v);
        validate_span(c, v.span);
    }
    if (c->n_spans == 0) {
        validate_span(c, line_of_title(c));
        c->missing = true;
    }
    return SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_kind_absent(validate_ctx *c)
{
    validate_value v;

    validate_get(c, c->compiled->subject, &v);
    if (v.unknown)
        return validate_unknown(c, v.why);
    if (!v.there)
        return SOCVET_VERDICT_PASS;
    validate_span(c, v.span);
    validate_say(c, "words", v.span.to > v.span.from ? base_str_cut(c->text, v.span)
                             : v.s.len                ? v.s
                                                      : SOCVET_STR("as given beside the text"));
    return SOCVET_VERDICT_FAIL;
}

static bool one_of(socvet_str words, socvet_str s)
{
    socvet_str piece;

    while (words.ptr && base_str_split(&words, '|', &piece))
        if (base_str_eq(piece, s))
            return true;
    return false;
}

/* ask: words of which cannot be told; is: the words that pass; "none" stands for a subject that is not there. unless: a flag that makes
 * the verdict unknown instead of fail. soft: words that make an error a warning. */
socvet_verdict validate_kind_lookup(validate_ctx *c)
{
    validate_value v, u;
    socvet_str unless = validate_param_of(c->rule, "unless"), ask = validate_param_of(c->rule, "ask"), name;

    validate_get(c, c->compiled->subject, &v);
    if (v.unknown)
        return validate_unknown(c, v.why);
    socvet_str word = v.there ? v.s : SOCVET_STR("none");
    validate_span(c, v.span);
    validate_say(c, "value", word);
    if (one_of(validate_param_of(c->rule, "is"), word))
        return SOCVET_VERDICT_PASS;
    if (ask.len && one_of(ask, word))
        return validate_unknown(c, "which shortage lists hold on this day is not known here: look them up, or load a "
                                   "table of that day (--rates FILE)");
    while (unless.ptr && base_str_split(&unless, '|', &name)) {
        const validate_name *n = validate_name_find(name);
        if (!n)
            continue;
        validate_get(c, n, &u);
        if (u.there)
            return validate_unknown(c, "check that the job meets the list's own description, and that the "
                                       "certificate will be issued before the list ends");
    }
    c->softened = one_of(validate_param_of(c->rule, "soft"), word);
    return SOCVET_VERDICT_FAIL;
}

socvet_verdict validate_kind_match(validate_ctx *c)
{
    enum { MANY = 5 };
    bool title = base_str_eq_z(c->rule->subject, "title");
    bool wanted = base_str_eq_z(validate_param_of(c->rule, "wanted"), "yes");
    socvet_span t = c->facts->title.span;
    const validate_hit *h;
    size_t i = 0, n = 0;

    while (n < MANY && (h = validate_next_hit(c, c->compiled->words, &i)) != NULL) {
        if (title && (h->span.from < t.from || h->span.to > t.to))
            continue;
        if (n++ == 0)
            validate_say(c, "words", base_str_cut(c->text, h->words));
        validate_span(c, h->words);
    }
    if (wanted && n == 0) {
        validate_span(c, line_of_title(c));
        c->missing = true;
    }
    return (n > 0) == wanted ? SOCVET_VERDICT_PASS : SOCVET_VERDICT_FAIL;
}

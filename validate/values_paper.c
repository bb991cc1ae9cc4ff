/* values_paper.c: the named values that come of the papers as a whole: what they are, their parts, how many
 * jobs and words, and what the readers noticed. */
#include "values.h"

void validate_get_document(validate_ctx *c, validate_value *v)
{
    validate_pick(v, validate_name_find(SOCVET_STR("document"))->words, c->facts->document_kind + 1u,
                  c->facts->kind_span);
}

void validate_get_advert(validate_ctx *c, validate_value *v)
{
    uint8_t k = c->facts->document_kind;

    validate_flag(v, k == SOCVET_KIND_ADVERT || k == SOCVET_KIND_VACANCY, c->facts->kind_span);
}

void validate_get_job(validate_ctx *c, validate_value *v)
{
    uint8_t k = c->facts->document_kind;

    validate_flag(v, k != SOCVET_KIND_NOT_A_JOB && k != SOCVET_KIND_UNSUPPORTED_LANGUAGE && k != SOCVET_KIND_GUIDE,
         c->facts->kind_span);
}

void validate_get_papers(validate_ctx *c, validate_value *v)
{
    size_t n;

    socvet_doc_parts(c->doc, &n);
    v->n = (int64_t)n;
    v->there = true;
}

/* "Nurse / Midwife" in the title is one post with two names; jobs with titles of their own are several. */
void validate_get_jobs(validate_ctx *c, validate_value *v)
{
    socvet_span title = c->facts->title.span;

    v->there = true;
    v->n = 1;
    for (size_t i = 1; c->coding && i < c->coding->n_jobs; i++) {
        socvet_span own = c->coding->jobs[i].title;
        if (own.from < title.to && own.to > title.from)
            continue;
        if (v->n++ == 1)
            v->span = own;
    }
}

void validate_get_words(validate_ctx *c, validate_value *v)
{
    size_t n = 0;
    bool in = false;

    for (size_t i = 0; i < c->text.len; i++) {
        bool ink = (unsigned char)c->text.ptr[i] > ' ' || !base_is_blank(c->text.ptr[i]);
        n += ink & !in;
        in = ink;
    }
    v->n = (int64_t)n;
    v->there = true;
}

void validate_get_duties(validate_ctx *c, validate_value *v)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    for (size_t i = 0; i < n && !v->there; i++)
        if (b[i].section == SOCVET_SECTION_DUTIES)
            validate_flag(v, true, b[i].span);
}

void validate_get_apply(validate_ctx *c, validate_value *v)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    for (size_t i = 0; i < n && !v->there; i++)
        if (b[i].section == SOCVET_SECTION_APPLY)
            validate_flag(v, true, b[i].span);
}

void validate_get_stated(validate_ctx *c, validate_value *v)
{
    v->n = c->coding ? (int64_t)c->coding->n_stated : 0;
    v->there = v->n > 0;
    if (v->there) {
        v->s = base_str_z(c->coding->stated[0].code);
        v->span = c->coding->stated[0].span;
    }
}

void validate_get_nation(validate_ctx *c, validate_value *v)
{
    int group = -1;

    for (size_t g = 0; g < c->rules->n_groups; g++)
        if (base_str_eq_z(c->rules->groups[g], "@northern-ireland"))
            group = (int)g;
    for (size_t i = 0; i < c->n_hits && !v->there; i++) {
        socvet_span at = c->facts->location.span, h = c->hits[i].span;
        if (c->hits[i].group == group && (at.to == 0 || (h.from >= at.from && h.from < at.to)))
            validate_flag(v, true, h);
    }
}

/* The head of the paper in which a reader noticed something: what is noticed often has no words in the text. */
static socvet_span head_of_paper(const validate_ctx *c, const socvet_notice *x)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(c->doc, &n);

    for (size_t i = 0; i < n; i++)
        if (b[i].document == x->document)
            return b[i].span;
    return (socvet_span){0, 0};
}

void validate_notice(const validate_ctx *c, unsigned kind, validate_value *v)
{
    size_t n;
    const socvet_notice *x = socvet_doc_notices(c->doc, &n);

    for (size_t i = 0; i < n && !v->there; i++)
        if (x[i].kind == kind) {
            v->there = true;
            v->span = head_of_paper(c, &x[i]);
            v->s = (socvet_str){x[i].text.ptr, x[i].text.len > 120 ? 120 : x[i].text.len};
            while (v->s.len < x[i].text.len && v->s.len && ((unsigned char)v->s.ptr[v->s.len] & 0xC0) == 0x80)
                v->s.len--;
        }
}

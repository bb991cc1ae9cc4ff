/* report_word.c: the sender's own Word document with each finding as a comment on its words. */
#include "../base/arena.h"
#include "../base/date.h"
#include "../base/str.h"
#include "report_int.h"

static const char *word_of(const socvet_finding *f)
{
    static const char *const words[] = {"Worth a look", "Should be mended", "Must be mended"};
    return f->verdict == SOCVET_VERDICT_FAIL ? words[f->severity % 3] : "Cannot tell";
}

static socvet_str body_of(base_arena *a, const socvet_finding *f)
{
    const socvet_rule *r = f->rule;
    const char *label = f->verdict == SOCVET_VERDICT_UNKNOWN ? "To find out: " : "Fix: ";

    return base_arena_printf(a, "%s%.*s%s%.*s%s%.*s\nRule %.*s: %.*s%s%.*s", f->fix.len ? label : "", SOCVET_ARG(f->fix),
                             r->why.len ? "\nWhy: " : "", SOCVET_ARG(r->why), f->working.len ? "\n" : "",
                             SOCVET_ARG(f->working), SOCVET_ARG(r->id), SOCVET_ARG(r->source_title),
                             r->source_place.len ? ", " : "", SOCVET_ARG(r->source_place));
}

/* The first words that stand in this document; {0, 0}: none do. *elsewhere: in another paper. */
static socvet_span span_in(const socvet_finding *f, socvet_span part, bool *elsewhere)
{
    *elsewhere = f->n_spans > 0;
    for (size_t k = 0; k < f->n_spans; k++)
        if (part.from <= f->spans[k].from && f->spans[k].to <= part.to) {
            *elsewhere = false;
            return f->spans[k];
        }
    return (socvet_span){0, 0};
}

static size_t collect(const socvet_record *r, size_t document, socvet_comment *out, base_arena *a)
{
    size_t n_parts, n = 0;
    const socvet_doc_part *parts = socvet_doc_parts(r->doc, &n_parts);

    for (size_t i = 0; i < r->check->n_findings; i++) {
        const socvet_finding *f = &r->check->findings[i];
        bool elsewhere;
        if (f->reminder || (f->verdict != SOCVET_VERDICT_FAIL && f->verdict != SOCVET_VERDICT_UNKNOWN))
            continue;
        socvet_span s = span_in(f, parts[document].span, &elsewhere);
        if (elsewhere)
            continue;
        out[n++] = (socvet_comment){s, base_arena_printf(a, "%s: %.*s", word_of(f), SOCVET_ARG(f->message)), body_of(a, f)};
    }
    return n;
}

socvet_status socvet_report_word(const socvet_record *r, socvet_str bytes, size_t document,
                                 socvet_sink sink, void *user, socvet_err *err)
{
    size_t n_parts;
    const socvet_doc_part *parts = socvet_doc_parts(r->doc, &n_parts);
    socvet_str made;

    if (document >= n_parts || !base_str_eq_z(parts[document].format, "docx") || !r->check) {
        if (err)
            *err = (socvet_err){.code = SOCVET_E_UNSUPPORTED, .room = "report", .offset = SOCVET_NO_OFFSET,
                                .text = "only a Word document (.docx) can be commented"};
        return SOCVET_E_UNSUPPORTED;
    }
    base_arena *a = base_arena_new(0);
    socvet_comment *c = a ? base_arena_array(a, r->check->n_findings + 1, sizeof *c) : NULL;
    socvet_status s = c ? socvet_docx_comment(&made, bytes, r->doc, document, c, collect(r, document, c, a), err)
                        : SOCVET_E_NOMEM;
    base_arena_free(a);
    if (s)
        return s;
    bool taken = sink(made, user);
    socvet_bytes_free(made);
    return taken ? SOCVET_OK : SOCVET_E_IO;
}

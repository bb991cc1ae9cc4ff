/* docx_anchor.c: finds the words of a span in a Word document and puts a comment's marks around
 * them, splitting a run where it must. Both sides are compared letter by letter without white space:
 * what the reader made of tabs, breaks and fields does not matter. */
#include <stdlib.h>

#include "../base/err.h"
#include "../base/str.h"
#include "docx_anchor.h"

#define NOWHERE SIZE_MAX
enum { NEAR = 65536 };
#define SEARCH_MOST ((size_t)400 << 20) /* bytes looked at in vain, all blocks together */

typedef struct {
    size_t offset;   /* in the part */
    uint32_t anchor, run;
    bool ends;
    enum { CUT_OUTSIDE, CUT_BETWEEN, CUT_INSIDE } kind; /* of the run; between its children; in its text */
} cut;

typedef struct {
    base_arena *a;
    docx_stream s;
    socvet_str xml, text, w;
    const socvet_block *blocks;
    size_t n_blocks, budget;
    size_t *first;   /* of each block: its first letter in the stream, or NOWHERE */
    cut *cuts;
    size_t n_cuts;
} job;

/* The letters of a piece of the document's text, white space left out. */
static socvet_str letters_of(job *j, socvet_span span)
{
    char *z = base_arena_alloc(j->a, (size_t)(span.to - span.from) + 1);
    size_t n = 0;

    for (uint32_t at = span.from; z && at < span.to;) {
        size_t blank = docx_blank((socvet_str){j->text.ptr + at, span.to - at});
        if (!blank)
            z[n++] = j->text.ptr[at];
        at += blank ? (uint32_t)blank : 1;
    }
    return (socvet_str){z, n};
}

/* Near the place where it should be, else anywhere as long as the budget lasts. */
static size_t find(job *j, socvet_str what, size_t from)
{
    const char *p = NULL;
    size_t near = j->s.n - from < NEAR + what.len ? j->s.n - from : NEAR + what.len;

    if (what.len)
        p = memmem(j->s.bytes + from, near, what.ptr, what.len);
    if (!p && what.len && j->budget > j->s.n) {
        j->budget -= j->s.n;
        p = memmem(j->s.bytes, j->s.n, what.ptr, what.len);
    }
    return p ? (size_t)(p - j->s.bytes) : NOWHERE;
}

static bool place_blocks(job *j, size_t document)
{
    size_t at = 0;

    j->first = base_arena_array(j->a, j->n_blocks + 1, sizeof *j->first);
    for (size_t i = 0; j->first && i < j->n_blocks; i++) {
        j->first[i] = NOWHERE;
        if (j->blocks[i].document != document || j->blocks[i].region != SOCVET_REGION_BODY)
            continue;
        socvet_str mine = letters_of(j, j->blocks[i].span);
        j->first[i] = find(j, mine, at);
        if (j->first[i] != NOWHERE)
            at = j->first[i] + mine.len;
    }
    return j->first;
}

/* Where the words of a span stand in the stream: *from .. *to. */
static bool place_span(job *j, socvet_span span, size_t *from, size_t *to)
{
    for (size_t i = 0; i < j->n_blocks; i++) {
        const socvet_block *b = &j->blocks[i];
        if (!(b->span.from <= span.from && span.from < b->span.to))
            continue;
        socvet_span words = {span.from, span.to < b->span.to ? span.to : b->span.to};
        socvet_str mine = letters_of(j, words);
        if (!mine.len)
            return false;
        if (j->first[i] != NOWHERE) {
            *from = j->first[i] + letters_of(j, (socvet_span){b->span.from, span.from}).len;
        } else {
            size_t near = 0;
            for (size_t k = i; k-- > 0 && near == 0;)
                near = j->first[k] != NOWHERE ? j->first[k] : 0;
            *from = mine.len >= 4 ? find(j, mine, near) : NOWHERE;
        }
        *to = *from + mine.len;
        return *from != NOWHERE && *to <= j->s.n;
    }
    return false;
}

/* ---- cuts ---- */

static cut cut_at(const job *j, size_t letter, bool ends, uint32_t anchor)
{
    const docx_letter *l = &j->s.letters[letter];
    const docx_piece *p = &j->s.pieces[l->piece];
    const docx_run *r = &j->s.runs[p->run];
    size_t raw = ends ? l->to : l->from;
    bool edge = ends ? raw == p->text_to : raw == p->text_from;
    cut c = {.anchor = anchor, .ends = ends, .run = p->run};

    if (!edge && !(p->edges && !p->preserved)) {
        c.kind = CUT_INSIDE;
        c.offset = raw;
    } else if (ends ? p->last : p->first) {
        c.kind = CUT_OUTSIDE;
        c.offset = ends ? r->to : r->from;
    } else {
        c.kind = CUT_BETWEEN;
        c.offset = ends ? p->to : p->tag;
    }
    return c;
}

static int by_offset(const void *x, const void *y)
{
    const cut *a = x, *b = y;

    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    if (a->ends != b->ends)
        return a->ends ? -1 : 1;
    return a->anchor < b->anchor ? -1 : a->anchor > b->anchor;
}

static bool make_cuts(job *j, docx_anchor *anchors, size_t n)
{
    j->cuts = base_arena_array(j->a, 2 * n + 1, sizeof *j->cuts);
    for (size_t i = 0; j->cuts && i < n; i++) {
        size_t from = 0, to = 1;
        anchors[i].exact = anchors[i].span.to > anchors[i].span.from && place_span(j, anchors[i].span, &from, &to);
        if (!anchors[i].exact) { /* about no words here: the first word of the document */
            from = 0;
            for (to = 1; to < j->s.n && j->s.letters[to].piece == j->s.letters[0].piece;)
                to++;
        }
        j->cuts[j->n_cuts++] = cut_at(j, from, false, (uint32_t)i);
        j->cuts[j->n_cuts++] = cut_at(j, to - 1, true, (uint32_t)i);
    }
    if (j->cuts)
        qsort(j->cuts, j->n_cuts, sizeof *j->cuts, by_offset);
    return j->cuts;
}

/* ---- writing ---- */

static void put_mark(base_buf *out, const job *j, const cut *c, uint32_t id)
{
    base_buf_printf(out, "<%.*s:commentRange%s %.*s:id=\"%u\"/>", SOCVET_ARG(j->w), c->ends ? "End" : "Start",
                    SOCVET_ARG(j->w), id);
    if (c->ends)
        base_buf_printf(out, "<%.*s:r><%.*s:commentReference %.*s:id=\"%u\"/></%.*s:r>", SOCVET_ARG(j->w),
                        SOCVET_ARG(j->w), SOCVET_ARG(j->w), id, SOCVET_ARG(j->w));
}

static void put_looks(base_buf *out, const job *j, uint32_t run)
{
    const docx_run *r = &j->s.runs[run];

    base_buf_printf(out, "<%.*s:r>", SOCVET_ARG(j->w));
    base_buf_add(out, (socvet_str){j->xml.ptr + r->looks_from, r->looks_to - r->looks_from});
}

/* All cuts at one offset: the run is closed once and opened once. */
static size_t put_cuts(base_buf *out, const job *j, size_t i, const docx_anchor *anchors)
{
    const cut *c = &j->cuts[i];
    size_t offset = c->offset;

    if (c->kind == CUT_INSIDE)
        base_buf_printf(out, "</%.*s:t>", SOCVET_ARG(j->w));
    if (c->kind != CUT_OUTSIDE)
        base_buf_printf(out, "</%.*s:r>", SOCVET_ARG(j->w));
    for (; i < j->n_cuts && j->cuts[i].offset == offset; i++)
        put_mark(out, j, &j->cuts[i], anchors[j->cuts[i].anchor].id);
    if (c->kind != CUT_OUTSIDE)
        put_looks(out, j, c->run);
    if (c->kind == CUT_INSIDE)
        base_buf_printf(out, "<%.*s:t xml:space=\"preserve\">", SOCVET_ARG(j->w));
    return i;
}

/* A text that is cut keeps the blanks at its new ends only when it says so. */
static bool is_cut_inside(const job *j, const docx_piece *p)
{
    for (size_t i = 0; i < j->n_cuts; i++)
        if (j->cuts[i].kind == CUT_INSIDE && p->text_from < j->cuts[i].offset && j->cuts[i].offset < p->text_to)
            return true;
    return false;
}

static void put_part(base_buf *out, const job *j, const docx_anchor *anchors)
{
    size_t at = 0, c = 0;

    for (size_t i = 0; i <= j->s.n_pieces; i++) {
        const docx_piece *p = i < j->s.n_pieces ? &j->s.pieces[i] : NULL;
        size_t stop = p ? p->text_from - 1 : j->xml.len;
        bool widen = p && !p->preserved && is_cut_inside(j, p);
        if (p && !widen)
            continue;
        while (c < j->n_cuts && j->cuts[c].offset <= stop) {
            base_buf_add(out, (socvet_str){j->xml.ptr + at, j->cuts[c].offset - at});
            at = j->cuts[c].offset;
            c = put_cuts(out, j, c, anchors);
        }
        base_buf_add(out, (socvet_str){j->xml.ptr + at, stop - at});
        at = stop;
        if (widen)
            base_buf_add_z(out, " xml:space=\"preserve\"");
    }
}

socvet_status docx_anchor_all(base_buf *out, socvet_str xml, const socvet_doc *doc, size_t document,
                              docx_anchor *anchors, size_t n, socvet_err *err)
{
    job j = {.a = base_arena_new(0), .xml = xml, .text = socvet_doc_text(doc), .w = docx_word_prefix(xml),
             .budget = SEARCH_MOST};
    socvet_status s = j.a ? docx_stream_read(&j.s, j.a, xml, err) : SOCVET_E_NOMEM;

    j.blocks = socvet_doc_blocks(doc, &j.n_blocks);
    if (!s && j.s.n == 0)
        s = base_fail(err, SOCVET_E_EMPTY, "extract", SOCVET_NO_OFFSET, "the document's main part holds no words");
    if (!s && (!place_blocks(&j, document) || !make_cuts(&j, anchors, n)))
        s = SOCVET_E_NOMEM;
    if (!s)
        put_part(out, &j, anchors);
    base_arena_free(j.a);
    if (s == SOCVET_E_NOMEM || (!s && out->failed))
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    return s;
}

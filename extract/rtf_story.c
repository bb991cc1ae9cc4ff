/* rtf_story.c: where the text of an RTF file goes: paragraphs, cells, text boxes, notes, headers. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "rtf.h"

enum { STORY_TEXT_MOST = 32 * 1024 * 1024 };

static rtf_story *top(rtf *r)
{
    return r->stories[r->n_stories - 1];
}

bool rtf_open_story(rtf *r, rtf_meaning what)
{
    if (r->n_stories >= RTF_STORIES)
        return false;
    rtf_story *s = base_arena_alloc(extract_arena(r->b), sizeof *s);
    if (!s) {
        r->failed = true;
        return false;
    }
    s->what = what;
    flow_init(&s->flow, extract_arena(r->b), STORY_TEXT_MOST);
    base_buf_init(&s->marker, 256);
    r->stories[r->n_stories++] = s;
    return true;
}

/* A header that says what one said before (first page, left, right) is given once. */
static bool said_before(rtf *r, const flow_story *s)
{
    base_buf text;

    base_buf_init(&text, STORY_TEXT_MOST);
    base_buf_add_char(&text, '\n');
    flow_plain(s, &text);
    base_buf_add_char(&text, '\n');
    bool was = base_str_find(base_buf_str(&r->seen), base_buf_str(&text), 0) != SIZE_MAX;
    if (!was)
        base_buf_add(&r->seen, base_buf_str(&text));
    base_buf_clear(&text);
    return was;
}

void rtf_close_story(rtf *r)
{
    rtf_story *s = top(r);

    rtf_flush(r);
    rtf_end_paragraph(r);
    flow_close(&s->flow);
    r->n_stories--;
    if (s->what == RTF_D_SHAPE)
        flow_splice(&top(r)->flow, &s->flow);
    else if (s->what == RTF_D_NOTE)
        flow_splice(&r->notes, &s->flow);
    else if (s->what == RTF_D_COMMENT)
        flow_splice(&r->comments, &s->flow);
    else if (!said_before(r, &s->flow))
        flow_splice(s->what == RTF_D_HEADER ? &r->headers : &r->footers, &s->flow);
    r->failed |= s->flow.failed;
    flow_clear(&s->flow);
    base_buf_clear(&s->marker);
}

/* ---- characters ---- */

/* The buffer that text goes to now; NULL: nowhere. */
static base_buf *sink(rtf *r)
{
    switch ((rtf_target)r->now.target) {
    case RTF_TO_STYLES:
        return &r->style_name;
    case RTF_TO_HTML:
        return &r->html;
    case RTF_TO_LIST:
        return r->now.hidden || r->now.deleted ? NULL : &top(r)->marker;
    case RTF_TO_BODY:
        break;
    default:
        return NULL;
    }
    if (r->is_html)
        return r->now.html_off || r->n_stories > 1 ? NULL : &r->html;
    if (r->now.deleted) {
        r->tracked = true;
        return NULL;
    }
    return r->now.hidden ? &r->hidden : &top(r)->flow.text;
}

static unsigned page_now(const rtf *r)
{
    unsigned page = r->now.font < RTF_FONT_MOST ? r->fonts[r->now.font] : 0;

    return page ? page : r->page;
}

void rtf_flush(rtf *r)
{
    base_buf *out = r->raw.len ? sink(r) : NULL;

    if (out)
        codepage_add(&r->pages, page_now(r), base_buf_str(&r->raw), out);
    base_buf_reset(&r->raw);
}

void rtf_bytes(rtf *r, socvet_str bytes)
{
    if (sink(r))
        base_buf_add(&r->raw, bytes);
}

void rtf_character(rtf *r, uint32_t cp)
{
    rtf_flush(r);
    base_buf *out = sink(r);
    if (!out)
        return;
    if (cp >= 0xF000 && cp <= 0xF0FF && codepage_symbol(cp))
        cp = codepage_symbol(cp);
    if (cp < 0xE000 || cp > 0xF8FF) /* what is left of the private use area says nothing */
        base_buf_add_cp(out, cp);
}

/* ---- marks ---- */

static flow_para shape_of(const rtf *r, const rtf_story *s)
{
    flow_para p = {.depth = r->now.in_table ? (r->now.depth ? r->now.depth : 1) : 0};

    if (r->now.depth > 1)
        p.depth = r->now.depth;
    p.heading = r->now.heading ? r->now.heading : r->now.style_heading;
    if (s->listed || r->now.list)
        p.list = r->now.ilvl + 1;
    return p;
}

/* A marker with letters or figures in it is kept before the text; a bullet is not. */
static void place_marker(rtf_story *s)
{
    socvet_str m = base_str_trim(base_buf_str(&s->marker)), text = base_buf_str(&s->flow.text);
    bool says = false;
    base_buf whole;

    for (size_t i = 0; i < m.len; i++)
        says |= base_is_digit(m.ptr[i]) || (base_is_alpha(m.ptr[i]) && m.len > 1) ||
                (unsigned char)m.ptr[i] >= 0xE3;
    if (says && text.len) {
        base_buf_init(&whole, STORY_TEXT_MOST);
        base_buf_add(&whole, m);
        base_buf_add_char(&whole, ' ');
        base_buf_add(&whole, text);
        base_buf_clear(&s->flow.text);
        s->flow.text = whole;
    }
    base_buf_reset(&s->marker);
}

static flow_para finish_text(rtf *r)
{
    rtf_story *s = top(r);

    rtf_flush(r);
    flow_para p = shape_of(r, s);
    if (s->marker.len)
        place_marker(s);
    s->listed = false;
    if (r->hidden.len && r->hidden.ptr[r->hidden.len - 1] != '\n')
        base_buf_add_char(&r->hidden, '\n');
    return p;
}

void rtf_end_paragraph(rtf *r)
{
    flow_paragraph(&top(r)->flow, finish_text(r));
}

void rtf_end_cell(rtf *r, bool nested)
{
    flow_para p = finish_text(r);

    p.depth = nested ? (p.depth > 1 ? p.depth : 2) : 1;
    flow_cell(&top(r)->flow, p);
}

void rtf_end_row(rtf *r, bool nested)
{
    rtf_story *s = top(r);
    rtf_row *row = nested ? &s->inner : &s->row;

    finish_text(r);
    flow_row(&s->flow, nested ? (r->now.depth > 1 ? r->now.depth : 2) : 1, row->edges, row->n,
             row->header);
}

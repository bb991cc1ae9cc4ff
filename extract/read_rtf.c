/* read_rtf.c: RTF (Rich Text Format 1.9.1) -> blocks. Groups are a stack of states of bounded depth. Hidden and deleted
 * text are notices; headers, footers, notes and text boxes are stories of their own; HTML that
 * was wrapped in RTF ([MS-OXRTFEX]) is unwrapped and read as HTML. */
#include <string.h>

#include "../base/str.h"
#include "readers.h"
#include "rtf.h"

enum { TEXT_MOST = 32 * 1024 * 1024, DEFAULT_PAGE = 1252 };

static int sniff(socvet_str bytes)
{
    size_t i = 0;

    if (bytes.len >= 3 && memcmp(bytes.ptr, "\xEF\xBB\xBF", 3) == 0)
        i = 3;
    while (i < bytes.len && i < 256 && base_is_blank(bytes.ptr[i]))
        i++;
    if (bytes.len - i >= 5 && memcmp(bytes.ptr + i, "{\\rtf", 5) == 0)
        return 3;
    /* a piece without its head, when the name says so */
    return bytes.len - i >= 5 && bytes.ptr[i] == '{' && bytes.ptr[i + 1] == '\\' && base_is_alpha(bytes.ptr[i + 2]);
}

/* ---- groups and destinations ---- */

static void open_group(rtf *r)
{
    void *p = r->groups;

    rtf_flush(r);
    if (r->n_groups >= RTF_GROUPS_MOST) {
        r->too_deep = true;
        return;
    }
    if (!base_arena_grow(extract_arena(r->b), &p, &r->cap_groups, r->n_groups, sizeof *r->groups)) {
        r->failed = true;
        return;
    }
    r->groups = p;
    r->groups[r->n_groups++] = r->now;
    r->now.story = false;
    r->now.symbol_star = false;
    r->now.began = false;
    if (r->now.target == RTF_TO_UPR) { /* the old spelling; \ud holds the same in Unicode */
        r->now.target = RTF_TO_NOWHERE;
        r->now.upr_live = true;
    }
}

static int heading_named(socvet_str name)
{
    static const socvet_str heading = {"heading ", 8};

    name = base_str_trim(name);
    if (name.len && name.ptr[name.len - 1] == ';')
        name.len--;
    if (base_str_starts_ci(name, heading) && name.len > heading.len &&
        base_is_digit(name.ptr[heading.len]) && name.ptr[heading.len] != '0')
        return name.ptr[heading.len] - '0';
    return base_str_eq_ci(name, SOCVET_STR("title")) ? 1 : 0;
}

static void close_group(rtf *r)
{
    rtf_flush(r);
    if (r->now.target == RTF_TO_STYLES && r->style_name.len) {
        if (r->style < RTF_STYLE_MOST)
            r->headings[r->style] = (uint8_t)heading_named(base_buf_str(&r->style_name));
        base_buf_reset(&r->style_name);
        r->style = 0;
    }
    if (r->now.story)
        rtf_close_story(r);
    r->now.story = false; /* one story is closed once, also where there is no group to go back to */
    if (r->n_groups)
        r->now = r->groups[--r->n_groups];
}

static bool is_live(const rtf *r)
{
    return r->now.target == RTF_TO_BODY || r->now.target == RTF_TO_DROPPED;
}

static void open_destination(rtf *r, rtf_meaning what)
{
    bool comments = extract_opts(r->b)->keep_comments;

    rtf_flush(r);
    switch (what) {
    case RTF_D_BODY:
        break;
    case RTF_D_DROPPED:
        if (r->now.target == RTF_TO_BODY)
            r->now.target = RTF_TO_DROPPED;
        break;
    case RTF_D_FONTS:
        r->now.target = RTF_TO_FONTS;
        break;
    case RTF_D_STYLES:
        r->now.target = RTF_TO_STYLES;
        break;
    case RTF_D_LIST:
        if (r->now.target != RTF_TO_BODY)
            break;
        r->now.target = RTF_TO_LIST;
        r->stories[r->n_stories - 1]->listed = true;
        base_buf_reset(&r->stories[r->n_stories - 1]->marker);
        break;
    case RTF_D_UPR:
        if (r->now.target == RTF_TO_BODY)
            r->now.target = RTF_TO_UPR;
        break;
    case RTF_D_UD:
        if (r->now.upr_live)
            r->now.target = RTF_TO_BODY;
        break;
    case RTF_D_HTMLTAG:
        r->now.target = r->is_html ? RTF_TO_HTML : RTF_TO_NOWHERE;
        break;
    case RTF_D_HEADER: case RTF_D_FOOTER: case RTF_D_NOTE: case RTF_D_COMMENT: case RTF_D_SHAPE:
        if (!is_live(r) || (what == RTF_D_COMMENT && !comments)) {
            r->now.target = RTF_TO_NOWHERE;
            break;
        }
        r->now.target = RTF_TO_BODY;
        r->now.story = rtf_open_story(r, what);
        r->now.in_table = false;
        r->now.depth = r->now.heading = r->now.style_heading = 0;
        r->now.list = 0;
        break;
    default:
        r->now.target = RTF_TO_NOWHERE;
        break;
    }
}

/* ---- properties ---- */

static void table_property(rtf *r, rtf_meaning m, const rtf_token *t)
{
    rtf_story *s = r->stories[r->n_stories - 1];
    rtf_row *row = r->now.depth > 1 ? &s->inner : &s->row;

    switch (m) {
    case RTF_ROW_DEFAULTS:
        row->n = 0;
        row->header = false;
        row->next = (flow_edge){0};
        break;
    case RTF_ROW_HEADER:
        row->header = true;
        break;
    case RTF_V_FIRST:
        row->next.below = true;
        break;
    case RTF_V_MERGE:
        row->next.above = true;
        break;
    case RTF_H_MERGE:
        row->next.left = true;
        break;
    case RTF_CELLX:
        row->next.right = t->value > 1000000 ? 1000000 : t->value < -1000000 ? -1000000 : t->value;
        if (row->n < FLOW_CELLS)
            row->edges[row->n++] = row->next;
        row->next = (flow_edge){0};
        break;
    default:
        break;
    }
}

static void font_property(rtf *r, rtf_meaning m, const rtf_token *t)
{
    bool table = r->now.target == RTF_TO_FONTS;
    unsigned v = t->value < 0 ? 0 : (unsigned)t->value;
    bool wide = r->page == 932 || r->page == 936 || r->page == 949 || r->page == 950;

    if (m == RTF_FONT && table)
        r->font = v;
    else if (m == RTF_FONT)
        r->now.font = (uint16_t)(v < RTF_FONT_MOST ? v : 0);
    else if (!table || r->font >= RTF_FONT_MOST)
        return;
    else if (m == RTF_CPG)
        r->fonts[r->font] = (uint16_t)(v > UINT16_MAX ? 0 : v);
    else /* an ANSI font holds Western text also where the document's page is double-byte */
        r->fonts[r->font] = (uint16_t)(v == 0 && wide ? DEFAULT_PAGE : codepage_of_charset(v));
}

static void paragraph_defaults(rtf *r)
{
    r->now.in_table = false;
    r->now.depth = 0;
    r->now.heading = r->now.style_heading = r->now.ilvl = 0;
    r->now.list = 0;
}

static void unicode(rtf *r, int32_t v)
{
    uint32_t cp = (uint32_t)(v < 0 ? v + 65536 : v);

    r->skip = r->now.uc;
    if (cp >= 0xD800 && cp < 0xDC00) {
        r->surrogate = cp;
        return;
    }
    if (cp >= 0xDC00 && cp < 0xE000) {
        cp = r->surrogate ? 0x10000 + ((r->surrogate - 0xD800) << 10) + (cp - 0xDC00) : 0xFFFD;
        r->surrogate = 0;
    }
    rtf_character(r, cp);
}

static void set_property(rtf *r, rtf_meaning m, const rtf_token *t)
{
    bool on = !t->has_value || t->value != 0;
    int32_t v = t->value;

    switch (m) {
    case RTF_PARD:
        paragraph_defaults(r);
        break;
    case RTF_PLAIN:
        r->now.hidden = r->now.deleted = false;
        r->now.font = (uint16_t)r->default_font;
        break;
    case RTF_HIDDEN:
        r->now.hidden = on;
        break;
    case RTF_DELETED:
        r->now.deleted = on;
        break;
    case RTF_INSERTED:
        r->tracked |= on && r->now.target == RTF_TO_BODY;
        break;
    case RTF_IN_TABLE:
        r->now.in_table = on;
        break;
    case RTF_DEPTH:
        r->now.depth = (uint16_t)(v < 0 ? 0 : v > FLOW_DEPTH ? FLOW_DEPTH : v);
        break;
    case RTF_STYLE:
        r->style = v < 0 ? 0 : (unsigned)v;
        r->now.style_heading = v >= 0 && v < RTF_STYLE_MOST ? r->headings[v] : 0;
        break;
    case RTF_OUTLINE:
        r->now.heading = (uint8_t)(v >= 0 && v <= 8 ? v + 1 : 0);
        break;
    case RTF_LS:
        r->now.list = (uint16_t)(v > 0);
        break;
    case RTF_ILVL:
        r->now.ilvl = (uint8_t)(v >= 0 && v < 9 ? v : 0);
        break;
    case RTF_UC:
        r->now.uc = (uint8_t)(v >= 0 && v < 16 ? v : 1);
        break;
    case RTF_HTML_RTF:
        r->now.html_off = on;
        break;
    default:
        break;
    }
}

static void document_property(rtf *r, rtf_meaning m, const rtf_token *t)
{
    unsigned font = t->value > 0 && t->value < RTF_FONT_MOST ? (unsigned)t->value : 0;

    if (m == RTF_ANSICPG)
        r->page = t->value > 0 && t->value < 65536 ? (unsigned)t->value : DEFAULT_PAGE;
    else if (m == RTF_MAC)
        r->page = 10000;
    else if (m == RTF_PC)
        r->page = 437;
    else if (m == RTF_PCA)
        r->page = 850;
    else if (m == RTF_DEFAULT_FONT)
        r->now.font = (uint16_t)(r->default_font = font);
    else
        r->is_html = true;
}

static void mark(rtf *r, rtf_meaning m, uint32_t character)
{
    bool live = r->now.target == RTF_TO_BODY && !r->is_html;

    if (m == RTF_CHAR || m == RTF_TAB || m == RTF_LINE) {
        rtf_character(r, m == RTF_CHAR ? character : m == RTF_TAB ? '\t' : '\n');
    } else if (!live) {
        if (m == RTF_PAR)
            rtf_character(r, '\n');
    } else if (m == RTF_PAGE || m == RTF_PAR) {
        rtf_flush(r);
        if (!(r->now.deleted && m == RTF_PAR)) /* a deleted mark joins two paragraphs */
            rtf_end_paragraph(r);
    } else if (m == RTF_CELL || m == RTF_NEST_CELL) {
        rtf_end_cell(r, m == RTF_NEST_CELL);
    } else {
        rtf_end_row(r, m == RTF_NEST_ROW);
    }
}

/* ---- tokens ---- */

static void on_word(rtf *r, const rtf_token *t)
{
    uint32_t character;
    rtf_meaning m = rtf_meaning_of(t->text, &character);
    bool star = r->now.symbol_star, first = !r->now.began;

    r->now.symbol_star = false;
    r->now.began = true;
    if (m == RTF_BIN) {
        rtf_skip_bytes(&r->lexer, t->value > 0 ? (size_t)t->value : 0);
    } else if (m >= RTF_D_SKIP && m <= RTF_D_DROPPED) {
        if (first || star)
            open_destination(r, m);
    } else if (star && m == RTF_NOTHING) {
        open_destination(r, RTF_D_SKIP);
    } else if (m >= RTF_CHAR && m <= RTF_PAGE) {
        mark(r, m, character);
    } else if (m >= RTF_ROW_DEFAULTS) {
        if (is_live(r))
            table_property(r, m, t);
    } else if (m == RTF_UNICODE) {
        unicode(r, t->value);
    } else if (m == RTF_FONT || m == RTF_CHARSET || m == RTF_CPG) {
        rtf_flush(r);
        font_property(r, m, t);
    } else if (m >= RTF_ANSICPG && m <= RTF_FROM_HTML) {
        document_property(r, m, t);
    } else if (m == RTF_DEFAULT_FONT) {
        document_property(r, m, t);
    } else if (m != RTF_NOTHING) {
        rtf_flush(r);
        set_property(r, m, t);
    }
}

static void on_symbol(rtf *r, char c)
{
    if (c == '*')
        r->now.symbol_star = true;
    else if (c == '\\' || c == '{' || c == '}')
        rtf_bytes(r, (socvet_str){&c, 1});
    else if (c == '~')
        rtf_character(r, 0xA0);
    else if (c == '_')
        rtf_character(r, '-');
    else if (c == '\n' || c == '\r')
        mark(r, RTF_PAR, 0);
    else if (c == '\t')
        rtf_character(r, '\t');
}

/* After \u come characters for those who cannot read it; true: this token is one of them. */
static bool is_fallback(rtf *r, rtf_token *t)
{
    if (!r->skip)
        return false;
    if (t->kind == RTF_TEXT) {
        size_t n = r->skip < t->text.len ? r->skip : t->text.len;
        t->text.ptr += n;
        t->text.len -= n;
        r->skip -= (unsigned)n;
        return t->text.len == 0;
    }
    if (t->kind == RTF_OPEN || t->kind == RTF_CLOSE) {
        r->skip = 0;
        return false;
    }
    /* A control word is no fallback when it is another character or ends the paragraph. */
    uint32_t c;
    rtf_meaning m = t->kind == RTF_WORD ? rtf_meaning_of(t->text, &c) : RTF_NOTHING;
    if (m != RTF_NOTHING && m != RTF_CHAR) {
        r->skip = 0;
        return false;
    }
    r->skip--;
    return true;
}

static void on_token(rtf *r, rtf_token *t)
{
    if (is_fallback(r, t))
        return;
    switch (t->kind) {
    case RTF_OPEN:
        open_group(r);
        break;
    case RTF_CLOSE:
        close_group(r);
        break;
    case RTF_WORD:
        on_word(r, t);
        break;
    case RTF_SYMBOL:
        on_symbol(r, t->text.ptr[0]);
        break;
    case RTF_HEX: {
        char c = (char)(unsigned char)t->value;
        rtf_bytes(r, (socvet_str){&c, 1});
        break;
    }
    default:
        rtf_bytes(r, t->text);
        break;
    }
}

/* ---- the whole ---- */

static void notices(rtf *r)
{
    socvet_str hidden = base_str_trim(base_buf_str(&r->hidden));

    if (r->tracked)
        extract_notice(r->b, SOCVET_NOTICE_TRACKED_CHANGES, SOCVET_STR("read as if accepted"));
    if (hidden.len)
        extract_notice(r->b, SOCVET_NOTICE_HIDDEN_TEXT, hidden);
    if (r->n_groups)
        extract_notice(r->b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("the RTF file ends too early"));
}

static void give(rtf *r, flow_story *s, socvet_region region)
{
    if (s->root.first) {
        extract_region(r->b, region);
        flow_emit(s, r->b);
        extract_region(r->b, SOCVET_REGION_BODY);
    }
}

static socvet_status finish(rtf *r, socvet_err *err)
{
    while (r->n_stories > 1)
        rtf_close_story(r);
    rtf_end_paragraph(r);
    flow_close(&r->stories[0]->flow);
    r->failed |= r->stories[0]->flow.failed | r->raw.failed | r->html.failed | r->hidden.failed;
    if (r->failed)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    if (r->is_html && r->html.len)
        return extract_nested(r->b, base_buf_str(&r->html), NULL, "html", err);
    give(r, &r->headers, SOCVET_REGION_HEADER);
    flow_emit(&r->stories[0]->flow, r->b);
    give(r, &r->notes, SOCVET_REGION_NOTE);
    give(r, &r->footers, SOCVET_REGION_FOOTER);
    give(r, &r->comments, SOCVET_REGION_COMMENT);
    notices(r);
    return SOCVET_OK;
}

static socvet_status run(rtf *r, socvet_err *err)
{
    for (;;) {
        size_t at = r->lexer.at;
        rtf_token t = rtf_next(&r->lexer);
        if (t.kind == RTF_END || r->failed || !extract_step(r->b, 1))
            break;
        on_token(r, &t);
        if (r->too_deep)
            return base_fail(err, SOCVET_E_LIMIT, "extract", at, "groups nested deeper than %d",
                             RTF_GROUPS_MOST);
        if (r->n_groups == 0 && t.kind == RTF_CLOSE && sniff(r->lexer.bytes) == 3)
            break;
    }
    return finish(r, err);
}

static bool prepare(rtf *r)
{
    base_arena *a = extract_arena(r->b);
    flow_story *side[] = {&r->headers, &r->footers, &r->notes, &r->comments};
    base_buf *bufs[] = {&r->raw, &r->style_name, &r->hidden, &r->html, &r->seen};

    for (size_t i = 0; i < sizeof side / sizeof *side; i++)
        flow_init(side[i], a, TEXT_MOST);
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        base_buf_init(bufs[i], TEXT_MOST);
    codepage_init(&r->pages);
    r->page = DEFAULT_PAGE;
    r->now.uc = 1;
    r->fonts = base_arena_array(a, RTF_FONT_MOST, sizeof *r->fonts);
    r->headings = base_arena_array(a, RTF_STYLE_MOST, 1);
    return r->fonts && r->headings && rtf_open_story(r, RTF_D_BODY);
}

static socvet_status read_rtf(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    rtf *r = base_arena_alloc(extract_arena(b), sizeof *r);
    socvet_status s;

    if (!r)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    r->b = b;
    r->lexer = (rtf_lexer){bytes, 0};
    if (prepare(r))
        s = run(r, err);
    else
        s = base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    for (size_t i = 0; i < r->n_stories; i++) {
        flow_clear(&r->stories[i]->flow);
        base_buf_clear(&r->stories[i]->marker);
    }
    codepage_clear(&r->pages);
    base_buf *bufs[] = {&r->raw, &r->style_name, &r->hidden, &r->html, &r->seen};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        base_buf_clear(bufs[i]);
    return s;
}

const socvet_reader extract_reader_rtf = {"rtf", "Rich Text Format (.rtf)", "rtf", sniff, read_rtf, true};

/* read_doc.c: Word documents of before 2007 (.doc, [MS-DOC]) -> blocks, by our own reader of compound
 * files. Word 97 to 2003 in full; Word 6 and 95 with tables; Word 2 as text. Page headers, notes,
 * comments and text boxes are stories of their own behind the body's. */
#include <string.h>

#include "../base/str.h"
#include "readers.h"
#include "word.h"

enum { TEXT_MOST = 32 * 1024 * 1024, SEPARATORS = 6, KINDS_OF_HEADER = 6 };

static int sniff(socvet_str bytes)
{
    static const struct {
        unsigned magic, from, to;
    } bare[] = {{0xA5DB, 0x21, 0x64}, {0xA5DC, 0x65, 0x6B}, {0xA5EC, 0xC1, 0x200}};

    cfb_content is = cfb_content_of(bytes);
    if (is == CFB_WORD || is == CFB_BROKEN) /* the reader says what is wrong */
        return is == CFB_WORD ? 3 : 1;
    for (size_t i = 0; bytes.len >= 0x100 && i < sizeof bare / sizeof *bare; i++)
        if (word_u16(bytes.ptr) == bare[i].magic && word_u16(bytes.ptr + 2) >= bare[i].from &&
            word_u16(bytes.ptr + 2) <= bare[i].to)
            return 2;
    return 0;
}

static void give(word *w, flow_story *s, socvet_region region)
{
    if (!flow_is_empty(s)) {
        extract_region(w->b, region);
        flow_emit(s, w->b);
        extract_region(w->b, SOCVET_REGION_BODY);
    }
}

/* Reads one story into blocks of a region. */
static void read_story(word *w, word_part part, socvet_region region, word_boxes *boxes)
{
    flow_story s;

    flow_init(&s, w->arena, TEXT_MOST);
    if (w->story[part] < w->story[part + 1])
        word_walk(w, w->story[part], w->story[part + 1], &s, boxes);
    give(w, &s, region);
    flow_clear(&s);
}

/* Boxes that no anchor asked for. */
static void read_left_boxes(word *w, word_boxes *boxes, word_part part, socvet_region region)
{
    flow_story s;

    flow_init(&s, w->arena, TEXT_MOST);
    for (size_t i = 0; i < boxes->n; i++)
        if (!boxes->boxes[i].used)
            word_walk(w, boxes->boxes[i].from, boxes->boxes[i].to, &s, NULL);
    give(w, &s, region);
    flow_clear(&s);
    if (!boxes->n)
        read_story(w, part, region, NULL);
}

/* ---- page headers ---- */

/* A header that says what one said before (first page, left, right) is given once. */
static bool said_before(word *w, const flow_story *s)
{
    base_buf text;

    base_buf_init(&text, TEXT_MOST);
    base_buf_add_char(&text, '\n');
    flow_plain(s, &text);
    base_buf_add_char(&text, '\n');
    extract_step(w->b, (w->seen.len + text.len) / 16);
    bool was = base_str_find(base_buf_str(&w->seen), base_buf_str(&text), 0) != SIZE_MAX;
    if (!was)
        base_buf_add(&w->seen, base_buf_str(&text));
    base_buf_clear(&text);
    return was;
}

/* The stories of six kinds in each section: headers of even, odd pages, footers of the same, header
 * and footer of the first page. Before them stand the separators of notes. */
static void read_headers(word *w, bool footers, word_boxes *boxes)
{
    socvet_str t = word_table_of(w, WORD_HEADERS);
    size_t n = t.len >= 4 ? t.len / 4 - 1 : 0;
    uint32_t start = w->story[WORD_HEADS], len = w->story[WORD_HEADS + 1] - start;
    size_t skip = w->version == 8 ? SEPARATORS : 0;

    for (size_t i = skip; i < n && extract_step(w->b, 4); i++) {
        uint32_t a = word_u32(t.ptr + 4 * i), z = word_u32(t.ptr + 4 * i + 4);
        size_t kind = (i - skip) % KINDS_OF_HEADER;
        bool foot = w->version == 8 && (kind == 2 || kind == 3 || kind == 5);
        flow_story s;
        if (a >= z || z > len || foot != footers)
            continue;
        flow_init(&s, w->arena, TEXT_MOST);
        word_walk(w, start + a, start + z, &s, boxes);
        if (!flow_is_empty(&s) && !said_before(w, &s))
            give(w, &s, footers ? SOCVET_REGION_FOOTER : SOCVET_REGION_HEADER);
        flow_clear(&s);
    }
}

/* ---- the whole ---- */

static void notices(word *w)
{
    socvet_str hidden = base_str_trim(base_buf_str(&w->hidden));

    if (w->tracked)
        extract_notice(w->b, SOCVET_NOTICE_TRACKED_CHANGES, SOCVET_STR("read as if accepted"));
    if (hidden.len)
        extract_notice(w->b, SOCVET_NOTICE_HIDDEN_TEXT, hidden);
    if (w->damaged || (w->file && cfb_damaged(w->file)))
        extract_notice(w->b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("the Word document is damaged; what could be found was read"));
}

static void read_all(word *w)
{
    word_boxes boxes, head_boxes;

    word_read_fonts(w);
    word_read_styles(w);
    word_read_lists(w);
    word_find_boxes(w, WORD_BOXES, WORD_SHAPES, WORD_TEXTBOXES, WORD_BODY, &boxes);
    word_find_boxes(w, WORD_HEADER_BOXES, WORD_HEADER_SHAPES, WORD_HEAD_TEXTBOXES, WORD_HEADS, &head_boxes);
    read_headers(w, false, &head_boxes);
    read_story(w, WORD_BODY, SOCVET_REGION_BODY, &boxes);
    read_left_boxes(w, &boxes, WORD_TEXTBOXES, SOCVET_REGION_BODY);
    read_story(w, WORD_NOTES, SOCVET_REGION_NOTE, NULL);
    read_story(w, WORD_ENDNOTES, SOCVET_REGION_NOTE, NULL);
    read_headers(w, true, &head_boxes);
    read_left_boxes(w, &head_boxes, WORD_HEAD_TEXTBOXES, SOCVET_REGION_FOOTER);
    if (extract_opts(w->b)->keep_comments)
        read_story(w, WORD_COMMENTS, SOCVET_REGION_COMMENT, NULL);
    notices(w);
}

static socvet_status read_doc(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    word *w = base_arena_alloc(extract_arena(b), sizeof *w);

    if (!w)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    base_buf *bufs[] = {&w->hidden, &w->raw, &w->instruction, &w->seen, &w->marker};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        base_buf_init(bufs[i], TEXT_MOST);
    w->b = b;
    w->arena = extract_arena(b);
    codepage_init(&w->pages);
    socvet_status s = word_open(w, bytes, err);
    if (!s)
        read_all(w);
    if (!s && w->failed && extract_build_ok(b))
        s = base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    codepage_clear(&w->pages);
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        base_buf_clear(bufs[i]);
    return s;
}

const socvet_reader extract_reader_doc = {"doc", "Word document of before 2007 (.doc, .dot)", "doc dot", sniff, read_doc,
                                          true};

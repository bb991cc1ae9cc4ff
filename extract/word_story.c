/* word_story.c: the characters of a story of an old Word document -> paragraphs, cells, rows. Of a
 * field only the result is text; hidden and deleted text is kept apart; a text box stands before
 * the paragraph that it is anchored to. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "lines.h"
#include "office.h"
#include "word.h"

enum { LONGEST_BOLD_HEADING = 90, FIELDS_MOST = 31, SHAPE_WIDTH = 26, BOX_WIDTH = 22, BOXES_MOST = 4096 };

typedef struct {
    word *w;
    flow_story *out;
    word_boxes *boxes;
    const word_piece *piece;
    word_chp chp;
    uint32_t fields, codes; /* open; of them a bit each that is still in its instruction */
    bool begins, deleted_mark; /* a paragraph begins here; the mark before was deleted */
    bool style_hidden, style_bold; /* of the paragraph */
    uint16_t style_font;
    bool numbered; /* the paragraph had its number already: a page ended inside it */
    size_t bold, plain; /* letters */
    uint32_t cp;
} walk;

/* ---- where text goes ---- */

static base_buf *sink(walk *k)
{
    if (k->chp.deleted) {
        k->w->tracked = true;
        return NULL;
    }
    if (k->codes)
        return k->w->instruction.len < 256 ? &k->w->instruction : NULL;
    k->w->tracked |= k->chp.inserted;
    return k->chp.hidden ? &k->w->hidden : &k->out->text;
}

static const word_font *font_of(const word *w, unsigned n)
{
    return n < w->n_fonts ? &w->fonts[n] : NULL;
}

static void count_letters(walk *k, socvet_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += !base_is_blank(s.ptr[i]);
    *(k->chp.bold ? &k->bold : &k->plain) += n;
}

/* As codepage_add_utf16, but characters of symbol fonts keep their numbers: the font is known here. */
static void add_wide(word *w, socvet_str bytes)
{
    size_t from = 0;

    for (size_t i = 0; i + 1 < bytes.len; i += 2)
        if ((unsigned char)bytes.ptr[i + 1] == 0xF0) {
            codepage_add_utf16(word_cut(bytes, from, i - from), &w->raw);
            base_buf_add_cp(&w->raw, word_u16(bytes.ptr + i));
            from = i + 2;
        }
    codepage_add_utf16(word_cut(bytes, from, bytes.len), &w->raw);
}

/* Word 95's characters of two bytes: those of a code page have nothing or 0x10 above them. */
static void add_marked(word *w, unsigned page, socvet_str bytes)
{
    for (size_t i = 0; i + 1 < bytes.len; i += 2)
        if (bytes.ptr[i + 1] == 0 || bytes.ptr[i + 1] == 0x10)
            codepage_add(&w->pages, page == CODEPAGE_SYMBOL ? 1252 : page, word_cut(bytes, i, 1), &w->raw);
        else
            codepage_add_utf16(word_cut(bytes, i, 2), &w->raw);
}

/* A run of plain characters, as bytes of the file. */
static void add_run(walk *k, socvet_str bytes)
{
    word *w = k->w;
    base_buf *out = bytes.len ? sink(k) : NULL;
    const word_font *font = font_of(w, k->chp.font);
    unsigned page = w->version == 8 ? 1252 : font && font->page ? font->page : w->page;

    if (!out)
        return;
    size_t before = out->len;
    base_buf_reset(&w->raw);
    if (w->wide95)
        add_marked(w, page, bytes);
    else if (k->piece->wide)
        add_wide(w, bytes);
    else
        codepage_add(&w->pages, page == CODEPAGE_SYMBOL ? 1252 : page, bytes, &w->raw);
    office_add_text(out, base_buf_str(&w->raw), font ? font->name : (socvet_str){"", 0});
    if (out == &k->out->text && out->len > before)
        count_letters(k, (socvet_str){out->ptr + before, out->len - before});
}

static void add_cp(walk *k, uint32_t cp)
{
    base_buf *out = sink(k);

    if (out)
        base_buf_add_cp(out, cp);
}

static void add_symbol(walk *k)
{
    const word_font *font = font_of(k->w, k->chp.symbol_font);
    base_buf *out = sink(k);

    if (out)
        office_symbol(out, font ? font->name : (socvet_str){"", 0}, k->chp.symbol);
}

/* ---- fields ---- */

/* The choice that shows of a list: behind five texts stands the table of choices. */
static void add_choice(socvet_str d, size_t at, unsigned chosen, base_buf *out)
{
    for (int i = 0; i < 5 && at + 2 <= d.len; i++)
        at += 2 * ((size_t)word_u16(d.ptr + at) + 2);
    if (at + 6 > d.len)
        return;
    unsigned n = word_u16(d.ptr + at + 2);
    at += 6;
    for (unsigned i = 0; i < n && i <= chosen && at + 2 <= d.len; i++) {
        size_t chars = word_u16(d.ptr + at);
        if (i == chosen)
            codepage_add_utf16(word_cut(d, at + 2, 2 * chars), out);
        at += 2 + 2 * chars;
    }
}

/* A tick box or a list of choices: its state is in the data stream, behind a head of its own. */
static void form_field(walk *k)
{
    enum { FIXED = 14, BOX = 1, CHOICES = 2, UNDEFINED = 25 };
    socvet_str head = word_cut(k->w->data, k->chp.picture, 6), d;
    base_buf *out = &k->out->text;
    bool innermost = k->fields && k->codes == UINT32_C(1) << (k->fields - 1);

    if (head.len < 6 || !innermost || k->chp.hidden || k->chp.deleted)
        return;
    d = word_cut(k->w->data, (uint64_t)k->chp.picture + word_u16(head.ptr + 4), word_u32(head.ptr));
    if (d.len < FIXED || word_u32(d.ptr) != UINT32_MAX)
        return;
    unsigned bits = word_u16(d.ptr + 4), result = bits >> 2 & 31, kind = bits & 3;
    size_t at = 10 + 2 * ((size_t)word_u16(d.ptr + 10) + 2); /* past the name: the default */
    if (result == UNDEFINED)
        result = at + 2 <= d.len ? word_u16(d.ptr + at) : 0;
    if (kind == BOX)
        base_buf_add_cp(out, result == 1 ? 0x2612 : 0x2610);
    else if (kind == CHOICES)
        add_choice(d, at + 2, result, out);
}

/* Page numbers, and headings repeated in a page header. */
static bool is_furniture(socvet_str instruction)
{
    static const char *const names[] = {"PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF"};
    socvet_str s = base_str_trim(instruction);
    size_t n = 0;

    while (n < s.len && base_is_alpha(s.ptr[n]))
        n++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (base_str_eq_ci((socvet_str){s.ptr, n}, base_str_z(names[i])))
            return true;
    return false;
}

static void field(walk *k, unsigned c)
{
    base_buf *code = &k->w->instruction;

    if (c == 0x13) {
        if (k->fields < FIELDS_MOST)
            k->codes |= UINT32_C(1) << k->fields;
        k->fields++;
        base_buf_reset(code);
    } else if (k->fields && c == 0x14) {
        if (k->fields <= FIELDS_MOST && !is_furniture(base_buf_str(code)))
            k->codes &= ~(UINT32_C(1) << (k->fields - 1));
    } else if (k->fields) {
        k->fields--;
        base_buf_reset(code); /* the rest of an instruction around it is not read as one */
        base_buf_add_char(code, '=');
        if (k->fields < FIELDS_MOST)
            k->codes &= ~(UINT32_C(1) << k->fields);
    }
}

/* ---- text boxes ---- */

static void place_box(walk *k)
{
    size_t n = k->boxes ? k->boxes->anchors.len : 0;
    const char *a = k->boxes ? k->boxes->anchors.ptr : NULL;
    uint32_t at = k->boxes ? k->cp - k->boxes->start : 0, shape = 0;

    n = n >= 4 ? (n - 4) / (4 + SHAPE_WIDTH) : 0;
    if (!extract_step(k->w->b, n / 8 + 1))
        return;
    for (size_t i = 0; i < n && !shape; i++)
        if (word_u32(a + 4 * i) == at)
            shape = word_u32(a + 4 * (n + 1) + SHAPE_WIDTH * i);
    for (size_t i = 0; shape && i < k->boxes->n; i++) {
        word_box *box = &k->boxes->boxes[i];
        flow_story story;
        if (box->shape != shape || box->used)
            continue;
        box->used = true;
        flow_init(&story, k->w->arena, k->out->text.max);
        base_buf code = k->w->instruction;
        base_buf_init(&k->w->instruction, 0);
        word_walk(k->w, box->from, box->to, &story, NULL);
        base_buf_clear(&k->w->instruction);
        k->w->instruction = code;
        flow_splice(k->out, &story);
        flow_clear(&story);
    }
}

void word_find_boxes(word *w, word_table texts, word_table shapes, word_part story, word_part holder,
                     word_boxes *out)
{
    socvet_str t = word_table_of(w, texts);
    size_t n = t.len >= 4 ? (t.len - 4) / (4 + BOX_WIDTH) : 0;
    uint32_t from = w->story[story], to = w->story[story + 1];

    *out = (word_boxes){.anchors = word_table_of(w, shapes), .start = w->story[holder]};
    if (w->version != 8 || from == to)
        return;
    n = n > BOXES_MOST ? BOXES_MOST : n;
    out->boxes = base_arena_array(w->arena, n ? n : 1, sizeof *out->boxes);
    for (size_t i = 0; out->boxes && i < n; i++) {
        uint64_t a = (uint64_t)from + word_u32(t.ptr + 4 * i), z = (uint64_t)from + word_u32(t.ptr + 4 * i + 4);
        const char *head = t.ptr + 4 * ((t.len - 4) / (4 + BOX_WIDTH) + 1) + BOX_WIDTH * i;
        if (a < z && z <= to)
            out->boxes[out->n++] = (word_box){(uint32_t)a, (uint32_t)z, word_u32(head + 14), false};
    }
}

/* ---- marks ---- */

/* Bold from end to end, short, no sentence and no name with its value: a heading by its look. */
static bool looks_like_heading(const walk *k, socvet_str s)
{
    if (!k->bold || k->plain || s.len > LONGEST_BOLD_HEADING || s.len < 3 || memchr(s.ptr, '\n', s.len) ||
        memchr(s.ptr, '\t', s.len))
        return false;
    const char *colon = memchr(s.ptr, ':', s.len);
    char last = s.ptr[s.len - 1];
    return (!colon || colon == s.ptr + s.len - 1) && last != '.' && last != ';' && last != ',';
}

static void put_before(base_buf *text, socvet_str head)
{
    base_buf whole;

    base_buf_init(&whole, text->max);
    base_buf_add(&whole, head);
    base_buf_add(&whole, base_buf_str(text));
    whole.failed |= text->failed;
    base_buf_clear(text);
    *text = whole;
}

/* The shape of the paragraph whose mark is here; its number is put before it. */
static flow_para shape(walk *k, const word_pap *p)
{
    base_buf *text = &k->out->text, *marker = &k->w->marker;
    flow_para f = {.heading = p->heading};
    bool listed = false;

    f.depth = p->in_table || p->depth ? (p->depth ? p->depth : 1) : 0;
    base_buf_reset(marker);
    if (p->list > 0 && !k->numbered)
        listed = numbering_add(&k->w->lists, p->list, p->level, marker);
    listed |= p->list > 0 && k->numbered;
    socvet_str s = base_str_trim(base_buf_str(text));
    size_t bullet = s.len && !marker->len ? lines_bullet(s) : 0;
    if (!p->heading && looks_like_heading(k, s))
        f.heading = bullet || (listed && !marker->len) ? 0 : 5;
    if (bullet && bullet < s.len) {
        memset(text->ptr, ' ', (size_t)(s.ptr - text->ptr) + bullet);
        listed = true;
    }
    if (listed && !f.heading)
        f.list = p->level + 1;
    if (s.len && marker->len)
        put_before(text, base_buf_str(marker));
    return f;
}

static void next_paragraph(walk *k)
{
    k->begins = true;
    k->numbered = false;
    k->bold = k->plain = 0;
    if (k->fields == 0 || k->codes)
        k->fields = k->codes = 0; /* an instruction does not outlive its paragraph */
    base_buf *hidden = &k->w->hidden;
    if (hidden->len && hidden->ptr[hidden->len - 1] != '\n')
        base_buf_add_char(hidden, '\n');
}

static void end_paragraph(walk *k, uint32_t fc, unsigned c)
{
    word_pap full, *p = &full;
    size_t depth;

    if (c == 0x0D && k->chp.deleted) { /* a deleted mark joins two paragraphs */
        k->w->tracked = true;
        return;
    }
    word_pap_at(k->w, k->piece, fc, p);
    if (p->drop_cap && c == 0x0D && k->out->text.len && k->out->text.len <= 8)
        return;
    depth = p->depth > 1 ? p->depth : 1;
    extract_step(k->w->b, 4);
    if (c == 0x0C && !k->out->text.len)
        return;
    if (p->inner_row_end || (c == 0x07 && p->row_end)) {
        flow_row(k->out, (unsigned)depth, p->edges, p->n_edges, p->header_row);
    } else if (p->inner_cell || c == 0x07) {
        flow_para f = shape(k, p);
        f.depth = (unsigned)depth;
        flow_cell(k->out, f);
    } else {
        flow_paragraph(k->out, shape(k, p));
    }
    next_paragraph(k);
    k->numbered = c == 0x0C && fc + 2 < p->until;
}

/* ---- characters ---- */

static void special(walk *k, unsigned c, uint32_t fc)
{
    switch (c) {
    case 0x07: case 0x0C: case 0x0D:
        end_paragraph(k, fc, c);
        break;
    case 0x09:
        add_cp(k, '\t');
        break;
    case 0x0A: case 0x0B: case 0x0E:
        add_cp(k, '\n');
        break;
    case 0x13: case 0x14: case 0x15:
        field(k, c);
        break;
    case 0x1E:
        add_cp(k, '-');
        break;
    case 0x01:
        if (k->chp.form)
            form_field(k);
        break;
    case 0x08:
        place_box(k);
        break;
    default: /* pictures, references, soft hyphens */
        break;
    }
}

/* Characters that are alike: all of one piece and one run of properties. */
static void walk_run(walk *k, socvet_str bytes, uint32_t fc)
{
    size_t unit = k->piece->wide ? 2 : 1, from = 0;
    bool symbol = k->chp.symbol != 0;

    for (size_t i = 0; i + unit <= bytes.len; i += unit, k->cp++) {
        unsigned c = unit == 2 ? word_u16(bytes.ptr + i) : (unsigned char)bytes.ptr[i];
        if (c >= 0x20 && !(c == 0x28 && symbol))
            continue;
        add_run(k, (socvet_str){bytes.ptr + from, i - from});
        from = i + unit;
        if (c == 0x28)
            add_symbol(k);
        else
            special(k, c, fc + (uint32_t)i);
    }
    add_run(k, (socvet_str){bytes.ptr + from, bytes.len - from});
}

/* Properties come from the paragraph's style, the characters' style and the run, in this order. */
static void properties_at(walk *k, uint32_t fc, uint32_t *until)
{
    const word_style *style;
    word_chp c = {0};

    if (k->begins) {
        word_pap p;
        word_pap_at(k->w, k->piece, fc, &p);
        style = word_style_of(k->w, p.style);
        k->style_hidden = style && style->hidden;
        k->style_bold = style && style->bold;
        k->style_font = style ? style->font : 0;
        k->begins = false;
    }
    c.hidden = k->style_hidden;
    c.bold = k->style_bold;
    c.font = k->style_font;
    word_chp_at(k->w, k->piece, fc, &c, until);
    style = c.style ? word_style_of(k->w, c.style) : NULL;
    if (style && !style->para && (style->hidden || style->bold || style->font)) {
        word_chp again = {.hidden = k->style_hidden || style->hidden, .bold = k->style_bold || style->bold,
                          .font = style->font ? style->font : k->style_font};
        word_chp_at(k->w, k->piece, fc, &again, until);
        c = again;
    }
    k->chp = c;
}

/* A run ends where its properties do, and after each mark of a paragraph, where the style may
 * change. */
static size_t run_length(const walk *k, socvet_str bytes)
{
    size_t unit = k->piece->wide ? 2 : 1;

    for (size_t i = 0; i + unit <= bytes.len; i += unit)
        if ((bytes.ptr[i] == 0x0D || bytes.ptr[i] == 0x07) && (unit == 1 || !bytes.ptr[i + 1]))
            return i + unit;
    return bytes.len;
}

static void walk_piece(walk *k, uint32_t from, uint32_t to)
{
    const word_piece *p = k->piece;
    uint32_t unit = p->wide ? 2 : 1;
    uint32_t fc = p->fc + (from - p->cp_from) * unit, end = p->fc + (to - p->cp_from) * unit;

    while (fc < end && extract_build_ok(k->w->b)) {
        uint32_t until;
        properties_at(k, fc, &until);
        until = until > end || until <= fc ? end : until;
        if (unit == 2 && (until - fc) & 1)
            until++; /* a run that ends inside a character */
        until = until > end ? end : until;
        size_t n = run_length(k, (socvet_str){k->w->main.ptr + fc, until - fc});
        extract_step(k->w->b, n / 8 + 4);
        walk_run(k, (socvet_str){k->w->main.ptr + fc, n}, fc);
        fc += (uint32_t)n;
    }
}

void word_walk(word *w, uint32_t from, uint32_t to, flow_story *out, word_boxes *boxes)
{
    walk k = {.w = w, .out = out, .boxes = boxes, .begins = true};
    size_t low = 0, high = w->n_pieces;

    while (low < high) { /* the first piece that reaches beyond `from` */
        size_t mid = low + (high - low) / 2;
        if (w->pieces[mid].cp_to <= from)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < w->n_pieces && w->pieces[low].cp_from < to && extract_build_ok(w->b); low++) {
        k.piece = &w->pieces[low];
        uint32_t a = k.piece->cp_from > from ? k.piece->cp_from : from;
        k.cp = a;
        walk_piece(&k, a, k.piece->cp_to < to ? k.piece->cp_to : to);
    }
    flow_paragraph(out, (flow_para){0});
    flow_close(out);
    w->failed |= out->failed;
}

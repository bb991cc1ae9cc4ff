/* docx_story.c: the body, a header, a footer or the notes of a Word document -> blocks. Tracked
 * changes are read as accepted, alternate content once, content controls are transparent, a text
 * box follows the paragraph that anchors it. */
#include <string.h>

#include "../base/str.h"
#include "docx.h"

enum { MOST_NESTED = 16 };

typedef struct {
    base_buf text;
    int heading, list_level;
    bool list, mark_deleted;
} paragraph;

typedef struct {
    docx *d;
    extract_xml x;
    paragraph para[MOST_NESTED]; /* paragraphs inside text boxes inside paragraphs */
    int n_para;
    base_buf boxed;              /* text-box lines waiting for their anchor to end */
    int tables;                  /* open tables */
    unsigned row, column, span;
    bool cell_started, header_row, row_deleted, merged;
    bool run_hidden, in_run_props, in_para_props;
    bool carry;                  /* the paragraph before lost its mark: this one joins it */
} story;

static bool is(const story *s, const char *name)
{
    return strcmp(extract_xml_name(&s->x), name) == 0;
}

static bool on_off(story *s)
{
    socvet_str v = extract_xml_attr(&s->x, "val");

    return !base_str_eq_z(v, "0") && !base_str_eq_z(v, "false") && !base_str_eq_z(v, "off");
}

/* Passes over the element that has just opened. */
static void skip_element(story *s)
{
    int depth = 1;
    extract_xml_event e;

    while (depth > 0 && (e = extract_xml_next(&s->x)) != EXTRACT_XML_END)
        depth += e == EXTRACT_XML_OPEN ? 1 : e == EXTRACT_XML_CLOSE ? -1 : 0;
}

static paragraph *top(story *s)
{
    return s->n_para ? &s->para[s->n_para - 1] : NULL;
}

static void add_words(story *s, socvet_str t)
{
    paragraph *p = top(s);

    if (s->row_deleted)
        return;
    if (s->run_hidden)
        base_buf_add(&s->d->hidden, t);
    else if (p)
        base_buf_add(&p->text, t);
}

static void emit(story *s, const paragraph *p, socvet_str text)
{
    extract_builder *b = s->d->b;

    if (base_str_trim(text).len == 0 || s->row_deleted)
        return;
    if (s->tables) {
        if (!s->cell_started) {
            extract_cell(b, s->row, s->column, 1, s->span, s->header_row);
            s->cell_started = true;
        } else {
            extract_text(b, SOCVET_STR("\n"));
        }
        extract_text(b, text);
        return;
    }
    if (p->heading > 0)
        extract_begin(b, SOCVET_BLOCK_HEADING, p->heading);
    else if (p->list)
        extract_begin(b, SOCVET_BLOCK_LIST_ITEM, p->list_level + 1);
    else
        extract_begin(b, SOCVET_BLOCK_PARAGRAPH, 0);
    extract_text(b, text);
    extract_end(b);
}

static void open_paragraph(story *s)
{
    if (s->n_para >= MOST_NESTED)
        return;
    paragraph *p = &s->para[s->n_para++];
    if (s->carry && s->n_para == 1) {
        s->carry = false;
        p->mark_deleted = false;
        return;
    }
    base_buf_reset(&p->text);
    p->heading = p->list_level = 0;
    p->list = p->mark_deleted = false;
}

static void close_paragraph(story *s)
{
    paragraph *p = top(s);
    static const paragraph plain = {.heading = 0};
    socvet_str rest, line;

    if (!p)
        return;
    s->n_para--;
    if (s->n_para > 0) { /* inside a text box: keep until the anchor ends */
        base_buf_add(&s->boxed, base_buf_str(&p->text));
        base_buf_add_char(&s->boxed, '\n');
        return;
    }
    if (p->mark_deleted) {
        s->carry = true;
        s->d->tracked = true;
        return;
    }
    emit(s, p, base_buf_str(&p->text));
    rest = base_buf_str(&s->boxed);
    while (s->boxed.len && base_str_split(&rest, '\n', &line))
        emit(s, &plain, line);
    base_buf_reset(&s->boxed);
}

static void symbol(story *s)
{
    socvet_str code = extract_xml_attr(&s->x, "char");
    uint32_t cp = 0;

    for (size_t i = 0; i < code.len; i++) {
        char c = base_lower(code.ptr[i]);
        cp = cp * 16 + (uint32_t)(base_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0);
    }
    cp &= 0xFF;
    if (cp == 0xFC || cp == 0xFE || cp == 0x50 || cp == 0x52)
        add_words(s, SOCVET_STR("\xE2\x9C\x93")); /* ticks of Wingdings */
    else if (cp == 0xFB || cp == 0xFD || cp == 0x4F || cp == 0x51)
        add_words(s, SOCVET_STR("\xE2\x9C\x97"));
    else if (cp == 0xB7 || cp == 0xA7 || cp == 0x6C || cp == 0x6E)
        add_words(s, SOCVET_STR("\xE2\x80\xA2"));
}

/* A content control that still shows its placeholder is an unfilled form. Looks at sdtPr. */
static bool sdt_is_placeholder(story *s)
{
    int depth = 1;
    bool found = false;
    extract_xml_event e;

    while (depth > 0 && (e = extract_xml_next(&s->x)) != EXTRACT_XML_END) {
        found |= e == EXTRACT_XML_OPEN && is(s, "showingPlcHdr");
        depth += e == EXTRACT_XML_OPEN ? 1 : e == EXTRACT_XML_CLOSE ? -1 : 0;
    }
    return found;
}

static void skip_placeholder(story *s)
{
    int depth = 1;
    extract_xml_event e;

    while (depth > 0 && (e = extract_xml_next(&s->x)) != EXTRACT_XML_END) {
        if (e == EXTRACT_XML_TEXT)
            base_buf_add(&s->d->holes, extract_xml_text(&s->x));
        depth += e == EXTRACT_XML_OPEN ? 1 : e == EXTRACT_XML_CLOSE ? -1 : 0;
    }
    base_buf_add_char(&s->d->holes, '\n');
}

static void paragraph_property(story *s)
{
    paragraph *p = top(s);

    if (!p)
        return;
    if (is(s, "pStyle")) {
        const docx_style *st = docx_find_style(s->d, extract_xml_attr(&s->x, "val"));
        if (st) {
            p->heading = st->heading;
            p->list |= st->list;
            s->run_hidden |= st->hidden;
        }
    } else if (is(s, "outlineLvl")) {
        socvet_str v = extract_xml_attr(&s->x, "val");
        if (v.len == 1 && v.ptr[0] >= '0' && v.ptr[0] <= '8')
            p->heading = v.ptr[0] - '0' + 1;
    } else if (is(s, "numId")) {
        p->list = !base_str_eq_z(extract_xml_attr(&s->x, "val"), "0");
    } else if (is(s, "ilvl")) {
        socvet_str v = extract_xml_attr(&s->x, "val");
        p->list_level = v.len == 1 && base_is_digit(v.ptr[0]) ? v.ptr[0] - '0' : 0;
    } else if (is(s, "del") && s->in_run_props) {
        p->mark_deleted = true;
    }
}

static void open_cell(story *s)
{
    if (s->tables == 1) {
        s->cell_started = s->merged = false;
        s->span = 1;
    }
}

static void cell_property(story *s)
{
    if (s->tables != 1)
        return;
    if (is(s, "gridSpan")) {
        socvet_str v = extract_xml_attr(&s->x, "val");
        uint64_t n;
        s->span = base_str_to_u64(v, &n) && n > 0 && n < 64 ? (unsigned)n : 1;
    }
}

/* Elements that open; returns false when the element was passed over whole. */
static void on_open(story *s)
{
    docx *d = s->d;

    if (is(s, "del") && !s->in_run_props && !s->in_para_props) {
        d->tracked = true;
        skip_element(s);
    } else if (is(s, "moveFrom") || is(s, "Fallback") || is(s, "instrText") || is(s, "delText") ||
               is(s, "rPrChange") || is(s, "pPrChange") || is(s, "sectPrChange") || is(s, "tblPrChange") ||
               is(s, "annotation") || is(s, "commentRangeStart")) {
        d->tracked |= is(s, "moveFrom");
        skip_element(s);
    } else if (is(s, "ins")) {
        d->tracked |= !s->in_para_props;
    } else if (is(s, "sdtPr")) {
        if (sdt_is_placeholder(s)) {
            extract_xml_event e;
            while ((e = extract_xml_next(&s->x)) != EXTRACT_XML_END)
                if (e == EXTRACT_XML_OPEN && is(s, "sdtContent")) {
                    skip_placeholder(s);
                    break;
                } else if (e == EXTRACT_XML_CLOSE && is(s, "sdt")) {
                    break;
                }
        }
    } else if (is(s, "p")) {
        s->run_hidden = false;
        open_paragraph(s);
    } else if (is(s, "pPr")) {
        s->in_para_props = true;
    } else if (is(s, "rPr")) {
        s->in_run_props = true;
    } else if (is(s, "r") && !s->in_para_props) {
        s->run_hidden = false;
    } else if (s->in_para_props) {
        paragraph_property(s);
    } else if (s->in_run_props && is(s, "vanish")) {
        s->run_hidden = on_off(s);
    } else if (s->in_run_props && is(s, "rStyle")) {
        const docx_style *st = docx_find_style(d, extract_xml_attr(&s->x, "val"));
        s->run_hidden |= st && st->hidden;
    } else if (is(s, "tab") || is(s, "ptab")) {
        add_words(s, SOCVET_STR(" "));
    } else if (is(s, "br") || is(s, "cr")) {
        add_words(s, SOCVET_STR("\n"));
    } else if (is(s, "noBreakHyphen")) {
        add_words(s, SOCVET_STR("-"));
    } else if (is(s, "sym")) {
        symbol(s);
    } else if (is(s, "tbl")) {
        if (s->n_para == 0 && s->tables++ == 0) {
            extract_table_begin(d->b);
            s->row = s->column = 0;
        }
    } else if (is(s, "tr") && s->tables == 1 && s->n_para == 0) {
        s->column = 0;
        s->header_row = s->row_deleted = false;
    } else if (is(s, "tblHeader")) {
        s->header_row = s->tables == 1 && on_off(s);
    } else if (is(s, "tc") && s->n_para == 0) {
        open_cell(s);
    } else {
        cell_property(s);
    }
}

static void on_close(story *s)
{
    if (is(s, "p")) {
        close_paragraph(s);
    } else if (is(s, "pPr")) {
        s->in_para_props = false;
    } else if (is(s, "rPr")) {
        s->in_run_props = false;
    } else if (is(s, "tc") && s->tables == 1 && s->n_para == 0) {
        if (s->cell_started)
            extract_end(s->d->b);
        s->column += s->span;
    } else if (is(s, "tr") && s->tables == 1 && s->n_para == 0) {
        s->row++;
    } else if (is(s, "tbl") && s->n_para == 0 && s->tables) {
        if (--s->tables == 0)
            extract_table_end(s->d->b);
    }
}

/* <w:trPr><w:del/> marks a deleted row; seen before its cells. */
static void row_deleted(story *s)
{
    s->row_deleted = true;
    s->d->tracked = true;
}

socvet_status docx_read_story(docx *d, socvet_str xml, socvet_err *err)
{
    story s = {.d = d};
    extract_xml_event e;
    bool in_text = false, in_row_props = false;

    for (int i = 0; i < MOST_NESTED; i++)
        base_buf_init(&s.para[i].text, 0);
    base_buf_init(&s.boxed, 0);
    if (!extract_xml_open(&s.x, d->b, xml, err))
        return err ? err->code : SOCVET_E_FORMAT;
    while ((e = extract_xml_next(&s.x)) != EXTRACT_XML_END) {
        if (e == EXTRACT_XML_TEXT) {
            if (in_text)
                add_words(&s, extract_xml_text(&s.x));
            continue;
        }
        if (is(&s, "t"))
            in_text = e == EXTRACT_XML_OPEN;
        if (is(&s, "trPr"))
            in_row_props = e == EXTRACT_XML_OPEN;
        if (e == EXTRACT_XML_OPEN && in_row_props && is(&s, "del"))
            row_deleted(&s);
        else if (e == EXTRACT_XML_OPEN)
            on_open(&s);
        else
            on_close(&s);
    }
    extract_end(d->b);
    socvet_status st = s.x.broken ? (err && err->code ? err->code : SOCVET_E_FORMAT) : SOCVET_OK;
    extract_xml_close(&s.x);
    for (int i = 0; i < MOST_NESTED; i++)
        base_buf_clear(&s.para[i].text);
    base_buf_clear(&s.boxed);
    return st;
}

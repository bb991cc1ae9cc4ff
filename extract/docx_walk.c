/* docx_walk.c: paragraphs of a Word document. Content controls, insertions and smart tags are
 * looked through; deletions are passed over; text boxes follow the paragraph that holds them. */
#include <string.h>

#include "../base/str.h"
#include "docx.h"
#include "lines.h"

enum { MOST_ANCHORED = 64, DEEPEST = 200, LONGEST_BOLD_HEADING = 90 };

typedef struct {
    const xml_node *anchored[MOST_ANCHORED]; /* text boxes, charts, diagrams */
    int n_anchored;
    const docx_style *style;
    bool deleted;              /* words of a tracked deletion */
    size_t bold, plain;        /* letters */
} para;

const xml_node *docx_choice(const xml_node *alternate)
{
    for (const xml_node *c = alternate->child; c; c = c->next)
        if (c->name == XN_Choice && xml_understands(xml_attr_of(c, XN_Requires)))
            return c;
    return xml_child(alternate, XN_Fallback);
}

static void add_line(base_buf *to, socvet_str s)
{
    s = base_str_trim(s);
    if (s.len) {
        base_buf_add_z(to, to->len ? "\n" : "");
        base_buf_add(to, s);
    }
}

/* A content control that still shows its prompt is an empty field of a form. */
static const xml_node *control_inside(docx *d, const xml_node *sdt)
{
    const xml_node *inside = xml_child(sdt, XN_sdtContent);

    if (!xml_is_on(xml_child(xml_child(sdt, XN_sdtPr), XN_showingPlcHdr)))
        return inside;
    base_buf words;
    base_buf_init(&words, 4096);
    xml_text_of(inside, &words);
    add_line(&d->holes, base_buf_str(&words));
    base_buf_clear(&words);
    return NULL;
}

/* Elements that only wrap others, whatever they wrap: true, and *inside is what to read (NULL:
 * nothing). */
bool docx_transparent(docx *d, const xml_node *n, const xml_node **inside)
{
    *inside = n;
    switch (n->name) {
    case XN_sdt:
        *inside = control_inside(d, n);
        return true;
    case XN_ins:
    case XN_moveTo:
        d->tracked = true;
        return true;
    case XN_del:
    case XN_moveFrom:
        d->tracked = true;
        *inside = NULL;
        return true;
    case XN_AlternateContent:
        *inside = docx_choice(n);
        return true;
    case XN_customXml:
    case XN_smartTag:
    case XN_hyperlink:
    case XN_fldSimple:
    case XN_bdo:
    case XN_dir:
    case XN_sdtContent:
        return true;
    default:
        return false;
    }
}

/* ---- what hangs on a paragraph ---- */

static void find_anchored(para *p, const xml_node *n, int depth)
{
    for (const xml_node *c = n->child; c && depth < DEEPEST; c = c->next) {
        bool take = c->name == XN_txbxContent || (c->name == XN_textpath && xml_has_attr(c, XN_string)) ||
                    (c->name == XN_relIds && c->ns == NS_dgm) || (c->name == XN_chart && c->ns == NS_c);
        if (take && p->n_anchored < MOST_ANCHORED) {
            p->anchored[p->n_anchored++] = c;
        } else if (c->name == XN_AlternateContent) {
            const xml_node *choice = docx_choice(c);
            if (choice)
                find_anchored(p, choice, depth + 1);
        } else if (!take) {
            find_anchored(p, c, depth + 1);
        }
    }
}

static void put_line(docx *d, socvet_str s)
{
    if (d->cell) {
        add_line(d->cell, s);
        return;
    }
    extract_begin(d->b, SOCVET_BLOCK_PARAGRAPH, 0);
    extract_text(d->b, s);
    extract_end(d->b);
}

static void read_anchored_part(docx *d, const xml_node *n)
{
    bool chart = n->name == XN_chart;
    const office_rel *r = office_rel_of_id(d->rels, d->n_rels, xml_attr_of(n, chart ? XN_id : XN_dm));
    const xml_node *root;
    socvet_err quiet = {0};
    base_buf text;

    if (!r || r->external || office_tree(&d->o, r->target.ptr, &root, &quiet) != SOCVET_OK)
        return;
    if (chart && !d->cell) {
        office_chart(&d->o, root);
        return;
    }
    base_buf_init(&text, 1 << 20);
    office_diagram(root, &text);
    socvet_str rest = base_buf_str(&text), line;
    while (base_str_split(&rest, '\n', &line))
        put_line(d, line);
    base_buf_clear(&text);
}

static void read_anchored(docx *d, const para *p)
{
    for (int i = 0; i < p->n_anchored; i++) {
        const xml_node *n = p->anchored[i];
        if (n->name == XN_txbxContent)
            docx_walk(d, n);
        else if (n->name == XN_textpath)
            put_line(d, xml_attr_of(n, XN_string));
        else
            read_anchored_part(d, n);
    }
}

/* ---- runs ---- */

static void form_field(docx *d, const xml_node *data)
{
    const xml_node *box = xml_child(data, XN_checkBox), *list = xml_child(data, XN_ddList);

    if (box) {
        const xml_node *state = xml_child(box, XN_checked);
        if (!state)
            state = xml_child(box, XN_default_);
        base_buf_add_cp(&d->line, xml_is_on(state) ? 0x2612 : 0x2610);
    }
    if (list) {
        long k = xml_int_of(xml_child(list, XN_result), XN_val, 0);
        const xml_node *e = xml_child(list, XN_listEntry);
        for (; e && k > 0; k--)
            e = xml_next_named(e, XN_listEntry);
        base_buf_add(&d->line, xml_attr_of(e, XN_val));
    }
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

/* A field is its instruction, then its result; only the result is text. */
static void field_char(docx *d, const xml_node *n)
{
    socvet_str type = xml_attr_of(n, XN_fldCharType);

    if (base_str_eq_z(type, "begin")) {
        if (d->fields < 31)
            d->codes |= UINT32_C(1) << d->fields;
        d->fields++;
        if (xml_child(n, XN_ffData))
            form_field(d, xml_child(n, XN_ffData));
        base_buf_reset(&d->instruction);
    } else if (d->fields && base_str_eq_z(type, "separate")) {
        if (d->fields <= 31 && !is_furniture(base_buf_str(&d->instruction)))
            d->codes &= ~(UINT32_C(1) << (d->fields - 1));
    } else if (d->fields && base_str_eq_z(type, "end")) {
        d->fields--;
        if (d->fields < 31)
            d->codes &= ~(UINT32_C(1) << d->fields);
    }
}

static bool run_hidden(const docx *d, const para *p, const xml_node *rpr)
{
    const xml_node *direct = xml_child(rpr, XN_vanish);
    const docx_style *s = docx_find_style(d, xml_attr_of(xml_child(rpr, XN_rStyle), XN_val));

    if (direct)
        return xml_is_on(direct);
    if (s && s->hidden >= 0)
        return s->hidden;
    return p->style && p->style->hidden > 0;
}

static void count_bold(const docx *d, para *p, const xml_node *rpr, socvet_str words)
{
    const xml_node *direct = xml_child(rpr, XN_b);
    const docx_style *s = docx_find_style(d, xml_attr_of(xml_child(rpr, XN_rStyle), XN_val));
    bool bold = direct                   ? xml_is_on(direct)
                : s && s->bold >= 0 ? s->bold
                                         : p->style && p->style->bold > 0;

    for (size_t i = 0; i < words.len; i++)
        if (!base_is_blank(words.ptr[i]))
            *(bold ? &p->bold : &p->plain) += 1;
}

static socvet_str run_font(const xml_node *rpr)
{
    const xml_node *f = xml_child(rpr, XN_rFonts);
    socvet_str font = xml_attr_of(f, XN_ascii);

    return font.len ? font : xml_attr_of(f, XN_hAnsi);
}

static void read_run(docx *d, para *p, const xml_node *r);
static void read_inline(docx *d, para *p, const xml_node *parent);

static void run_piece(docx *d, para *p, const xml_node *c, socvet_str font)
{
    unsigned long code;

    switch (c->name) {
    case XN_t:
        for (const xml_node *t = c->child; t; t = t->next)
            office_add_text(&d->line, t->text, font);
        break;
    case XN_tab:
    case XN_ptab:
        base_buf_add_char(&d->line, '\t');
        break;
    case XN_br:
    case XN_cr:
        base_buf_add_char(&d->line, '\n');
        break;
    case XN_noBreakHyphen:
        base_buf_add_char(&d->line, '-');
        break;
    case XN_sym:
        code = 0;
        for (const char *z = xml_attr_of(c, XN_char_).ptr; *z && code < 0x110000; z++)
            code = code * 16 + (unsigned)(*z <= '9' ? *z - '0' : (*z | 32) - 'a' + 10) % 16;
        office_symbol(&d->line, xml_attr_of(c, XN_font), (uint32_t)code);
        break;
    case XN_ruby:
        if (xml_child(c, XN_rubyBase))
            read_inline(d, p, xml_child(c, XN_rubyBase));
        break;
    case XN_AlternateContent:
        if (docx_choice(c))
            read_run(d, p, docx_choice(c));
        break;
    case XN_drawing:
    case XN_pict:
    case XN_object:
    case XN_graphicFrame:
        find_anchored(p, c, 0);
        break;
    default:
        break;
    }
}

static void read_run(docx *d, para *p, const xml_node *r)
{
    const xml_node *rpr = xml_child(r, XN_rPr);
    socvet_str font = run_font(rpr);
    size_t before = d->line.len;

    for (const xml_node *c = r->child; c && extract_step(d->b, 1); c = c->next) {
        if (c->name == XN_fldChar)
            field_char(d, c);
        else if (c->name == XN_instrText)
            xml_text_of(c, &d->instruction);
        else if (!d->codes || c->name == XN_drawing || c->name == XN_pict || c->name == XN_AlternateContent)
            run_piece(d, p, c, font);
    }
    if (d->line.len == before)
        return;
    socvet_str words = {d->line.ptr + before, d->line.len - before};
    if (run_hidden(d, p, rpr)) {
        add_line(&d->hidden, words);
        d->line.len = before;
        return;
    }
    count_bold(d, p, rpr, words);
}

/* Formulas in a line: a fraction with its stroke, the rest as it comes. */
static void read_math(docx *d, const xml_node *n)
{
    for (const xml_node *c = n->child; c && extract_step(d->b, 1); c = c->next) {
        if (c->name == XN_t)
            xml_text_of(c, &d->line);
        else
            read_math(d, c);
        if (c->name == XN_num && n->name == XN_f)
            base_buf_add_char(&d->line, '/');
    }
}

static void read_inline(docx *d, para *p, const xml_node *parent)
{
    const xml_node *inside;

    if (d->depth >= DEEPEST)
        return;
    d->depth++;
    for (const xml_node *c = parent->child; c && extract_step(d->b, 1); c = c->next) {
        if (c->name == XN_r && c->ns != NS_m)
            read_run(d, p, c);
        else if (c->name == XN_oMath || c->name == XN_oMathPara)
            read_math(d, c);
        else if (c->name == XN_drawing || c->name == XN_pict || c->name == XN_object)
            find_anchored(p, c, 0);
        else if (c->name == XN_p && c->ns == NS_w)
            read_inline(d, p, c);
        else if (c->name == XN_fldSimple && is_furniture(xml_attr_of(c, XN_instr)))
            continue;
        else if (docx_transparent(d, c, &inside) && inside)
            read_inline(d, p, inside);
    }
    d->depth--;
}

/* ---- paragraphs ---- */

/* Bold from end to end, short, no sentence and no name with its value: a heading by its look. */
static bool looks_like_heading(const para *p, socvet_str s)
{
    if (!p->bold || p->plain || s.len > LONGEST_BOLD_HEADING || s.len < 3 || memchr(s.ptr, '\n', s.len) ||
        memchr(s.ptr, '\t', s.len))
        return false;
    const char *colon = memchr(s.ptr, ':', s.len);
    char last = s.ptr[s.len - 1];
    return (!colon || colon == s.ptr + s.len - 1) && last != '.' && last != ';' && last != ',';
}

static void put_paragraph(docx *d, const para *p, int heading, int list_level, size_t number)
{
    socvet_str s = base_str_trim(base_buf_str(&d->line));
    size_t bullet = s.len > number && !number ? lines_bullet(s) : 0;
    int kind = SOCVET_BLOCK_PARAGRAPH, level = 0;

    if (!s.len || d->line.len <= number)
        return;
    if (bullet && bullet < s.len) {
        s = (socvet_str){s.ptr + bullet, s.len - bullet};
        list_level = list_level ? list_level : 1;
    }
    if (d->cell) {
        add_line(d->cell, s);
        return;
    }
    if (heading) {
        kind = SOCVET_BLOCK_HEADING;
        level = heading;
    } else if (list_level && !(number && looks_like_heading(p, s))) {
        kind = SOCVET_BLOCK_LIST_ITEM;
        level = list_level;
    } else if (looks_like_heading(p, s)) {
        kind = SOCVET_BLOCK_HEADING;
        level = 5;
    }
    extract_begin(d->b, (socvet_block_kind)kind, level);
    extract_text(d->b, s);
    extract_end(d->b);
}

/* The list a paragraph is in: its own word, else its style's. */
static bool list_of(const docx *d, const para *p, const xml_node *ppr, long *num_id, int *level)
{
    const xml_node *num = xml_child(ppr, XN_numPr);
    long style_id = p->style && p->style->num_id >= 0 ? p->style->num_id : 0;

    (void)d;
    *num_id = xml_int_of(xml_child(num, XN_numId), XN_val, style_id);
    *level = (int)xml_int_of(xml_child(num, XN_ilvl), XN_val, p->style && p->style->num_level > 0 ? p->style->num_level : 0);
    return *num_id > 0;
}

static void read_paragraph(docx *d, const xml_node *n)
{
    const xml_node *ppr = xml_child(n, XN_pPr), *mark = xml_child(ppr, XN_rPr);
    const docx_style *style = docx_find_style(d, xml_attr_of(xml_child(ppr, XN_pStyle), XN_val));
    para p = {.style = style ? style : d->plain};
    long num_id, outline = xml_int_of(xml_child(ppr, XN_outlineLvl), XN_val, -1);
    int level = 0, heading = p.style ? p.style->heading : 0;
    size_t number = 0;
    bool listed = list_of(d, &p, ppr, &num_id, &level);

    if (outline >= 0)
        heading = outline <= 8 ? (int)outline + 1 : 0;
    if (!d->carried) {
        base_buf_reset(&d->line);
        listed = listed && docx_number(d, num_id, level, &d->line);
        number = d->line.len;
    }
    d->carried = false;
    if (xml_child(mark, XN_ins) || xml_child(mark, XN_moveTo) || xml_child(mark, XN_del))
        d->tracked = true;
    read_inline(d, &p, n);
    if (d->fields == 0 || d->codes)
        d->fields = d->codes = 0; /* an instruction does not outlive its paragraph */
    if (xml_child(mark, XN_del) || xml_child(mark, XN_moveFrom) || xml_is_on(xml_child(mark, XN_specVanish))) {
        d->carried = d->line.len > number;
        if (!d->carried)
            base_buf_reset(&d->line);
        else
            base_buf_add_char(&d->line, ' ');
    } else {
        put_paragraph(d, &p, heading > 0 ? heading : 0, listed ? level + 1 : 0, number);
    }
    if (p.n_anchored) {
        base_buf keep = d->line; /* boxes have paragraphs of their own */
        bool carried = d->carried;
        uint32_t fields = d->fields, codes = d->codes;
        base_buf_init(&d->line, 0);
        d->carried = false;
        d->fields = d->codes = 0;
        read_anchored(d, &p);
        base_buf_clear(&d->line);
        d->line = keep;
        d->carried = carried;
        d->fields = fields;
        d->codes = codes;
    }
}

static void read_chunk(docx *d, const xml_node *n)
{
    const office_rel *r = office_rel_of_id(d->rels, d->n_rels, xml_attr_of(n, XN_id));
    socvet_err why = {0};
    base_buf part;

    if (!r || r->external)
        return;
    socvet_status s = office_bytes(&d->o, r->target.ptr, &part, &why);
    if (!s)
        s = extract_nested(d->b, base_buf_str(&part), r->target.ptr, NULL, &why);
    if (s)
        extract_notice(d->b, SOCVET_NOTICE_SKIPPED,
                       base_arena_printf(extract_arena(d->b), "%s: %s", r->target.ptr, why.text));
    base_buf_clear(&part);
}

void docx_walk(docx *d, const xml_node *parent)
{
    const xml_node *inside;

    if (d->depth >= DEEPEST)
        return;
    d->depth++;
    for (const xml_node *c = parent->child; c && extract_step(d->b, 1); c = c->next) {
        if (c->name == XN_p)
            read_paragraph(d, c);
        else if (c->name == XN_tbl)
            docx_table(d, c);
        else if (c->name == XN_altChunk)
            read_chunk(d, c);
        else if (c->name == XN_subDoc)
            extract_notice(d->b, SOCVET_NOTICE_SKIPPED, SOCVET_STR("a part kept in another document"));
        else if (c->name == XN_footnote || c->name == XN_endnote || c->name == XN_comment)
            docx_walk(d, c);
        else if (docx_transparent(d, c, &inside) && inside)
            docx_walk(d, inside);
    }
    d->depth--;
}

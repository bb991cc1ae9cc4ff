/* SPDX-License-Identifier: GPL-3.0-or-later
 * pdf_forms.c: what was filled into a form and typed onto a page, as words in their places (poppler
 * gives the text of the page alone); reviewers' notes are kept apart, for those who ask. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "pdf_poppler.h"

#define LETTER_WIDTH 0.5F /* of the size: a guess, good enough to keep words apart */
#define LINE_HEIGHT 1.2F

typedef struct {
    pdf_doc *d;
    pdf_page *p;
    pdf_box area;
    float x, y, size;
} pen;

static pdf_box turned_over(const pdf_page *p, const PopplerRectangle *r)
{
    return (pdf_box){(float)fmin(r->x1, r->x2), p->height - (float)fmax(r->y1, r->y2), (float)fmax(r->x1, r->x2),
                     p->height - (float)fmin(r->y1, r->y2)};
}

static void end_line(pen *at)
{
    if (at->p->n_words && at->x > at->area.x0)
        at->p->words[at->p->n_words - 1].line_end = true;
    at->x = at->area.x0;
    at->y += at->size * LINE_HEIGHT;
}

static void put_word(pen *at, socvet_str word)
{
    float width = 0;

    for (size_t i = 0; i < word.len; i++)
        width += ((unsigned char)word.ptr[i] & 0xC0) != 0x80 ? LETTER_WIDTH * at->size : 0;
    if (at->x > at->area.x0 && at->x + width > at->area.x1)
        end_line(at);
    pdf_word *w = pdf_new_word(at->d, at->p);
    for (size_t i = 0; w && i < word.len;) {
        unsigned n;
        pdf_add_character(&at->d->text, base_utf8_at(word, i, &n));
        i += n;
    }
    if (!w)
        return;
    w->to = (uint32_t)at->d->text.len;
    if (w->from == w->to) {
        at->p->n_words--;
        return;
    }
    w->box = w->last = (pdf_box){at->x, at->y, at->x + width, at->y + at->size};
    w->size = at->size;
    w->dx = width;
    at->x += width + LETTER_WIDTH * at->size;
}

static void put_text(pdf_doc *d, pdf_page *p, const PopplerRectangle *r, double size, const char *z)
{
    socvet_str text = base_str_trim(base_str_z(z)), line, word;
    pen at = {.d = d, .p = p, .area = turned_over(p, r)};
    float height = at.area.y1 - at.area.y0;

    if (p->n_words) /* what stood before ends here */
        p->words[p->n_words - 1].line_end = true;
    at.size = size >= 1 && size < height ? (float)size : fminf(fmaxf(height * 0.7F, 4), 12);
    at.x = at.area.x0;
    at.y = at.area.y0 + (height < 2 * at.size * LINE_HEIGHT ? fmaxf(height - at.size, 0) / 2 : 0);
    while (!d->failed && text.len) {
        size_t end = 0;
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
            end++;
        line = base_str_trim(base_str_cut(text, (socvet_span){0, (uint32_t)end}));
        text = base_str_trim(base_str_cut(text, (socvet_span){(uint32_t)end, (uint32_t)text.len}));
        while (line.len && base_str_split(&line, ' ', &word))
            if (word.len)
                put_word(&at, word);
        end_line(&at);
    }
}

/* ---- form fields ---- */

static char *chosen(PopplerFormField *f)
{
    GString *all = g_string_new(NULL);
    char *own = poppler_form_field_choice_get_choice_type(f) == POPPLER_FORM_CHOICE_COMBO
                    ? poppler_form_field_choice_get_text(f)
                    : NULL;

    if (own && *own)
        g_string_append(all, own);
    for (int i = 0; !all->len && i < poppler_form_field_choice_get_n_items(f); i++)
        if (poppler_form_field_choice_is_item_selected(f, i)) {
            char *item = poppler_form_field_choice_get_item(f, i);
            g_string_append_printf(all, "%s\n", item ? item : "");
            g_free(item);
        }
    g_free(own);
    return g_string_free(all, FALSE);
}

/* What a field shows; to be freed. */
static char *shown(PopplerFormField *f)
{
    switch (poppler_form_field_get_field_type(f)) {
    case POPPLER_FORM_FIELD_TEXT: return poppler_form_field_text_get_text(f);
    case POPPLER_FORM_FIELD_CHOICE: return chosen(f);
    case POPPLER_FORM_FIELD_BUTTON:
        if (poppler_form_field_button_get_button_type(f) == POPPLER_FORM_BUTTON_PUSH)
            return NULL;
        return g_strdup(poppler_form_field_button_get_state(f) ? "\xE2\x98\x92" : "\xE2\x98\x90");
    default: return NULL;
    }
}

static bool is_hidden(PopplerAnnot *a)
{
    return (poppler_annot_get_flags(a) & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW)) != 0;
}

/* A field's own flags are told only of the mark on the page that shows it. */
static bool is_shown(const PopplerRectangle *r, GList *annots)
{
    for (GList *l = annots; l; l = l->next) {
        PopplerAnnotMapping *m = l->data;
        if (poppler_annot_get_annot_type(m->annot) == POPPLER_ANNOT_WIDGET && is_hidden(m->annot) &&
            memcmp(&m->area, r, sizeof *r) == 0)
            return false;
    }
    return true;
}

static void put_fields(pdf_doc *d, pdf_page *p, GList *fields, GList *annots)
{
    for (GList *l = fields; l && !d->failed; l = l->next) {
        PopplerFormFieldMapping *m = l->data;
        char *text = is_shown(&m->area, annots) ? shown(m->field) : NULL;
        if (text && *text)
            put_text(d, p, &m->area, poppler_form_field_get_font_size(m->field), text);
        g_free(text);
    }
}

/* ---- marks on the page ---- */

static void put_mark(pdf_doc *d, pdf_page *p, PopplerAnnotMapping *m)
{
    PopplerAnnotType type = poppler_annot_get_annot_type(m->annot);
    char *text = type == POPPLER_ANNOT_LINK || type == POPPLER_ANNOT_WIDGET || type == POPPLER_ANNOT_POPUP || is_hidden(m->annot)
                     ? NULL
                     : poppler_annot_get_contents(m->annot);

    if (text && *text && type == POPPLER_ANNOT_FREE_TEXT)
        put_text(d, p, &m->area, 0, text);
    else if (text && *text && extract_opts(d->b)->keep_comments)
        base_buf_printf(&d->comments, "%s\n", text);
    g_free(text);
}

void pdf_forms(pdf_doc *d, pdf_page *p, PopplerPage *page)
{
    GList *annots = poppler_page_get_annot_mapping(page);
    GList *fields = annots ? poppler_page_get_form_field_mapping(page) : NULL;

    for (GList *l = annots; l && !d->failed; l = l->next)
        put_mark(d, p, l->data);
    put_fields(d, p, fields, annots);
    poppler_page_free_form_field_mapping(fields);
    poppler_page_free_annot_mapping(annots);
}

void pdf_attachments(pdf_doc *d, PopplerDocument *pdf)
{
    GList *list = poppler_document_has_attachments(pdf) ? poppler_document_get_attachments(pdf) : NULL;

    for (GList *l = list; l; l = l->next) {
        const PopplerAttachment *a = l->data;
        socvet_str what = base_arena_printf(d->arena, "attachment %s: inside a PDF, not read", a->name ? a->name : "");
        if (base_utf8_check(what) == what.len)
            extract_notice(d->b, SOCVET_NOTICE_SKIPPED, what);
        g_object_unref(l->data);
    }
    g_list_free(list);
}

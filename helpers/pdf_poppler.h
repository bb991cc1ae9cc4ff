/* SPDX-License-Identifier: GPL-3.0-or-later
 * pdf_poppler.h: what is told of a page by poppler; few files know poppler. */
#ifndef SOCVET_PDF_POPPLER_H
#define SOCVET_PDF_POPPLER_H
#include <poppler.h>

#include "pdf.h"

pdf_word *pdf_new_word(pdf_doc *d, pdf_page *p);
/* A character as text: ligatures taken apart, private bullets named, controls dropped. */
void pdf_add_character(base_buf *out, uint32_t cp);

/* pdf_forms.c: form fields and typed notes among the words; what is attached is said. */
void pdf_forms(pdf_doc *d, pdf_page *p, PopplerPage *page);
void pdf_attachments(pdf_doc *d, PopplerDocument *pdf);

/* pdf_draw.c: the rules of a page into p->across and p->down. */
void pdf_draw(pdf_doc *d, pdf_page *p, PopplerPage *page);
#endif

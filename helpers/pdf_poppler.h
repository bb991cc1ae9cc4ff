/* SPDX-License-Identifier: GPL-3.0-or-later
 * pdf_poppler.h: what is told of a page by poppler; only two files know poppler. */
#ifndef SOCVET_PDF_POPPLER_H
#define SOCVET_PDF_POPPLER_H
#include <poppler.h>

#include "pdf.h"

/* The rules of a page into p->across and p->down. */
void pdf_draw(pdf_doc *d, pdf_page *p, PopplerPage *page);
#endif

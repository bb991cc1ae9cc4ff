/* html.h: the pieces of the printable report; shared by the files html_*.c alone. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H
#include "../base/arena.h"
#include "../base/date.h"
#include "../base/str.h"
#include "report_int.h"

typedef struct {
    const socvet_record *r;
    const socvet_html_opts *opts;
    base_arena *arena;
    base_buf out;
    const socvet_finding **shown; /* in the order they are numbered */
    size_t n_shown;
} html_page;

/* html_put.c */
void html_put(html_page *p, const char *z);
void html_escaped(html_page *p, socvet_str s);
void html_sentence(html_page *p, socvet_str s); /* with a capital to begin */
void html_labelled(html_page *p, const char *label, socvet_str text); /* nothing when empty */
void html_money(html_page *p, int64_t pence);
void html_code(html_page *p, const char *code, socvet_str title); /* "2119 – Natural and ..." */
void html_collect(html_page *p); /* which findings, in which order */
const char *html_class(const socvet_finding *f);
const char *html_word(const socvet_finding *f);

/* the sections */
void html_advert(html_page *p);
void html_findings(html_page *p);
void html_codes(html_page *p);
void html_pay(html_page *p);
void html_dates(html_page *p);
void html_criteria(html_page *p);
#endif

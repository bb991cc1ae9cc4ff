/* html.h: what the files of the HTML reader share. libxml2's tree is walked with our own stack of
 * none: parent pointers lead back, so depth costs nothing. */
#ifndef EXTRACT_HTML_H
#define EXTRACT_HTML_H
#include <libxml/HTMLparser.h>

#include "extract_int.h"

typedef enum {
    HTML_INLINE, HTML_BLOCK, HTML_DROP, HTML_BREAK, HTML_HEADING, HTML_ITEM, HTML_TABLE, HTML_ROW,
    HTML_CELL, HTML_PRE, HTML_LIST, HTML_TERM, HTML_DEF, HTML_QUOTE
} html_role;

html_role html_role_of(const xmlNode *n);
/* An attribute's value, without case in its name; {NULL, 0} when there is none. */
socvet_str html_attr(const xmlNode *n, const char *name);
bool html_is(const xmlNode *n, const char *name);
bool html_is_hidden(const xmlNode *n);
/* The node after n in the order of the text, without n's children; NULL past the end of root. */
xmlNode *html_skip(const xmlNode *n, const xmlNode *root);
xmlNode *html_next(const xmlNode *n, const xmlNode *root); /* with its children */

/* UTF-8 -> tree, by the flags of a reader that fetches nothing; NULL when nothing came of it. */
htmlDocPtr html_parse(socvet_str utf8);

/* html_walk.c: a subtree -> blocks. `unescape`: text escaped once too often (JSON-LD). */
void html_walk(extract_builder *b, xmlNode *root, bool unescape);
/* Replaces entities that are still spelt out; *any says whether there were any. */
void html_unescape(socvet_str s, bool all, base_buf *out);

/* html_main.c: marks what is not the advert (n->_private = html_chrome) and returns the subtree
 * that holds it. */
xmlNode *html_main_content(extract_builder *b, xmlNode *root);
bool html_is_chrome(const xmlNode *n);

/* jobposting.c: JSON-LD, microdata and RDFa of a page. `root` may be NULL. */
void html_job_data(extract_builder *b, xmlNode *root);
#endif

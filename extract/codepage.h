/* codepage.h: text of Windows' and DOS' code pages -> UTF-8; for RTF, DOC, XLS and MSG. */
#ifndef EXTRACT_CODEPAGE_H
#define EXTRACT_CODEPAGE_H
#include "extract_int.h"

enum { CODEPAGE_SYMBOL = 42, CODEPAGE_UTF7 = 65000, CODEPAGE_UTF8 = 65001, CODEPAGE_UTF16 = 1200 };

typedef struct {
    void *cd; /* of iconv, kept for the next run of text */
    unsigned page;
} codepage;

void codepage_init(codepage *c);
void codepage_clear(codepage *c);
/* Appends the bytes, which are of this code page; what it lacks becomes U+FFFD. An unknown page is
 * read as 1252. */
void codepage_add(codepage *c, unsigned page, socvet_str bytes, base_buf *out);
/* The code page of a Windows character set (\fcharset, DOC and XLS font tables); 0: none of its own. */
unsigned codepage_of_charset(unsigned charset);
/* A character of a symbol font (Wingdings, Symbol), also in the private use area, by its meaning:
 * tick, cross or bullet; 0: it says nothing. */
uint32_t codepage_symbol(uint32_t cp);
/* UTF-16 code units, little-endian. */
void codepage_add_utf16(socvet_str bytes, base_buf *out);
#endif

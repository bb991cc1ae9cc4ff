/* utf8.h: Unicode behind one door (utf8proc for what is not ASCII). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include "base.h"

/* Offset of the first byte that is no part of well-formed UTF-8, or s.len when all is well. */
size_t base_utf8_check(socvet_str s);
/* Decodes the character at s.ptr[at] (at < s.len); sets *size to its bytes. Ill-formed: 0xFFFD, 1. */
uint32_t base_utf8_at(socvet_str s, size_t at, unsigned *size);
bool base_cp_is_letter(uint32_t cp);
bool base_cp_is_digit(uint32_t cp); /* ASCII digits only: figures in adverts */
bool base_cp_is_space(uint32_t cp); /* all Unicode white space, with NBSP and narrow spaces */
uint32_t base_cp_lower(uint32_t cp);
/* The base letter without its accents, lower case: É -> e. Other characters as they are, lowered. */
uint32_t base_cp_fold(uint32_t cp);
#endif

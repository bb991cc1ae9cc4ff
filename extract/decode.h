/* decode.h: what else the readers ask of the decoder. */
#ifndef EXTRACT_DECODE_H
#define EXTRACT_DECODE_H
#include "extract_int.h"

/* No text in any encoding: NULs that no UTF-16 or UTF-32 explains, or many control characters. */
bool decode_looks_binary(socvet_str bytes);
/* The encoding that a WHATWG label means, as iconv calls it ("latin1" is WINDOWS-1252); NULL. */
const char *decode_label(socvet_str label);
#endif

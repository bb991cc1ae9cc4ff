/* encoding.h: what tables and lines were saved in -> UTF-8; for corpus/ alone. */
#ifndef CORPUS_ENCODING_H
#define CORPUS_ENCODING_H
#include "../base/arena.h"
#include "../base/buf.h"

typedef enum { CORPUS_UTF8, CORPUS_UTF16LE, CORPUS_UTF16BE } corpus_encoding;

/* From the first bytes of a file; *bom: how many of them are a byte order mark. */
corpus_encoding corpus_encoding_of(socvet_str head, size_t *bom);
/* UTF-16 -> UTF-8 onto *out, as far as whole characters go; returns how many bytes were taken. */
size_t corpus_from_utf16(base_buf *out, socvet_str bytes, bool big_endian, bool ended);
/* Text that is not UTF-8, read as Windows-1252; as it is when it is UTF-8. In the arena. */
socvet_str corpus_from_cp1252(base_arena *arena, socvet_str s);
#endif

/* codes.h: occupation codes as people keep them in columns; for corpus/ alone. */
#ifndef CORPUS_CODES_H
#define CORPUS_CODES_H
#include "../base/arena.h"
#include "../soc_dict/soc_dict.h"

typedef enum { CORPUS_CODE_NONE, CORPUS_CODE_DIGITS, CORPUS_CODE_TITLE } corpus_code_how;
/* "2119", "2119.0", "2119/02", "2,119", "=""2119""", "2119 - Scientists", "SOC2010: 2119", or the
 * group's title instead of its code. CORPUS_CODE_DIGITS says nothing of whether the edition has the
 * code. `code` is "" for CORPUS_CODE_NONE. */
corpus_code_how corpus_read_code(const socvet_dict *dict, int edition, socvet_str field,
                                 char code[8]);
#endif

/* token.h: the one pass over the words. A document is tokenised once; title phrases, keywords,
 * abbreviations and the gates of patterns all feed from these tokens. The dictionary's compiler
 * uses the same function, so that a word is folded the same way on both sides. */
#ifndef BASE_TOKEN_H
#define BASE_TOKEN_H
#include "arena.h"
#include "base.h"

typedef enum {
    BASE_TOKEN_WORD,   /* letters and digits, apostrophes inside, "c++", "c#" */
    BASE_TOKEN_NUMBER, /* digits with inner "," and ".": 30,000.50 */
    BASE_TOKEN_SYMBOL  /* any other character that is not white space */
} base_token_kind;

enum {
    BASE_TOKEN_LINE_START = 1, /* first on its line */
    BASE_TOKEN_JOINED = 2,     /* no white space between it and the token before */
    BASE_TOKEN_UPPER = 4,      /* every letter is a capital */
    BASE_TOKEN_TITLE = 8       /* the first letter is a capital, the rest are not all */
};

typedef struct {
    uint64_t hash; /* of the folded word: lower case, no accents, no apostrophes; "&" as "and" */
    uint32_t from, to;
    uint8_t kind, flags;
} base_token;

/* The hash that a word's token carries; for tables and gates. */
uint64_t base_token_hash(socvet_str folded);
/* Tokenises text[from, to). Tokens go to the arena; *out points at *count of them.
 * Expected: SOCVET_E_NOMEM. */
socvet_status base_tokenise(base_arena *arena, socvet_str text, uint32_t from, uint32_t to,
                            base_token **out, size_t *count, socvet_err *err);
/* Writes the folded form of one token into buf (cap bytes with NUL); returns its length. */
size_t base_token_fold(socvet_str text, const base_token *t, char *buf, size_t cap);
#endif

/* phd_words.h: the words for a doctorate, for phd.c alone. */
#ifndef CLASSIFY_PHD_WORDS_H
#define CLASSIFY_PHD_WORDS_H
#include "../base/token.h"

/* Is tokens[i] the word for a doctorate? Not in an address, not in "post-doctoral". */
bool phd_is_doctorate(socvet_str text, const base_token *tokens, size_t i);
bool phd_is_thesis(socvet_str text, const base_token *t);
#endif

/* phd_sentence.h: the sentence around a word, for phd.c alone. */
#ifndef CLASSIFY_PHD_SENTENCE_H
#define CLASSIFY_PHD_SENTENCE_H
#include "../base/arena.h"
#include "../base/token.h"
#include "../extract/extract.h"

/* The sentence, or list item, around byte `at`: over soft line ends, not over hard ones. */
socvet_span phd_sentence_around(const socvet_doc *doc, uint32_t at);
/* Its words on one line, byte for byte in the same places; ptr NULL when memory ran out. */
socvet_str phd_sentence_flat(base_arena *arena, socvet_str text, socvet_span sentence);
/* Is tokens[i] the word for a doctorate? Not in an address, not in "post-doctoral". */
bool phd_is_doctorate(socvet_str text, const base_token *tokens, size_t i);
bool phd_is_thesis(const base_token *t);
#endif

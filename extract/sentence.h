/* sentence.h: the sentence around a place of the text, for the rooms above too (not installed). */
#ifndef EXTRACT_SENTENCE_H
#define EXTRACT_SENTENCE_H
#include "../base/arena.h"
#include "extract.h"

/* The sentence, or list item, around byte `at`: over soft line ends, not over hard ones. */
socvet_span extract_sentence_around(const socvet_doc *doc, uint32_t at);
/* Its words on one line, byte for byte in the same places; ptr NULL when memory ran out. */
socvet_str extract_sentence_flat(base_arena *arena, socvet_str text, socvet_span sentence);
#endif

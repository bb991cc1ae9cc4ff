/* lexicon.h: which words a hunspell dictionary surely knows, told from one reading of its files: loading
 * them into hunspell takes fifty times as long, and most documents hold no word that needs it. */
#ifndef BASE_LEXICON_H
#define BASE_LEXICON_H
#include "base.h"

/* Sets known[i] where the word (small letters a to z alone) stands in the dictionary as it is, or with one
 * suffix, one prefix or one of each. A word that is left out may still be known: only hunspell can tell.
 * False when the files cannot be read or use what is not understood here; then nothing is known. */
bool base_lexicon_knows(const char *aff, const char *dic, const socvet_str *words, size_t n, bool *known);
#endif

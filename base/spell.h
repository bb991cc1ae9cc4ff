/* spell.h: hunspell behind one door. Opening costs 50 ms and more, so it waits until a word asks
 * that cannot be told otherwise. */
#ifndef BASE_SPELL_H
#define BASE_SPELL_H
#include "arena.h"
#include "base.h"

typedef struct base_spell base_spell; /* one per worker; not thread safe */

/* Nothing is loaded yet. NULL when memory ran out. `extra` lists words to accept, one a line, and
 * must outlive the speller. */
base_spell *base_spell_new(socvet_str extra);
void base_spell_free(base_spell *s);
/* False when no dictionary could be found; then every word is known and nothing is suggested. */
bool base_spell_ready(base_spell *s);
/* Words that will be asked for: those that base/lexicon.h knows will not need hunspell. */
void base_spell_expect(base_spell *s, const socvet_str *words, size_t n);
bool base_spell_known(base_spell *s, socvet_str word);
/* The best suggestion, or empty. About 50 ms a word: for words that will be shown. */
socvet_str base_spell_suggest(base_spell *s, base_arena *arena, socvet_str word);
#endif

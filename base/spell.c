/* spell.c: the only file that knows hunspell. British English; SOCVET_HUNSPELL names another
 * folder for en_GB.aff and en_GB.dic. */
#include "spell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hunspell/hunspell.h>

#include "hash.h"
#include "lexicon.h"
#include "str.h"

struct base_spell {
    socvet_str extra;
    Hunhandle *hunspell;
    bool looked, there, tried;
    char aff[512], dic[512];
    uint64_t *known; /* hashes of words that need no hunspell; 0: free */
    size_t n_known, mask;
};

enum { LONGEST = 100 };

base_spell *base_spell_new(socvet_str extra)
{
    base_spell *s = calloc(1, sizeof *s);

    if (s)
        s->extra = extra;
    return s;
}

void base_spell_free(base_spell *s)
{
    if (!s)
        return;
    if (s->hunspell)
        Hunspell_destroy(s->hunspell);
    free(s->known);
    free(s);
}

bool base_spell_ready(base_spell *s)
{
    const char *folder = getenv("SOCVET_HUNSPELL");

    if (s->looked)
        return s->there;
    s->looked = true;
    if (!folder)
        folder = "/usr/share/hunspell";
    snprintf(s->aff, sizeof s->aff, "%.490s/en_GB.aff", folder);
    snprintf(s->dic, sizeof s->dic, "%.490s/en_GB.dic", folder);
    s->there = access(s->aff, R_OK) == 0 && access(s->dic, R_OK) == 0;
    return s->there;
}

static bool load(base_spell *s)
{
    socvet_str rest = s->extra, word;

    if (s->tried || !base_spell_ready(s))
        return s->hunspell != NULL;
    s->tried = true;
    s->hunspell = Hunspell_create(s->aff, s->dic);
    while (s->hunspell && base_str_split(&rest, '\n', &word)) {
        char z[LONGEST + 1];
        if (word.len == 0 || word.len > LONGEST || word.ptr[0] == '#')
            continue;
        memcpy(z, word.ptr, word.len);
        z[word.len] = '\0';
        Hunspell_add(s->hunspell, z);
    }
    return s->hunspell != NULL;
}

static uint64_t *place_of(const base_spell *s, socvet_str word)
{
    uint64_t h = base_hash64(word);
    size_t at = h & s->mask;

    h += h == 0;
    while (s->known[at] && s->known[at] != h)
        at = (at + 1) & s->mask;
    return &s->known[at];
}

static bool in_extra(const base_spell *s, socvet_str word)
{
    socvet_str rest = s->extra, line;

    while (base_str_split(&rest, '\n', &line))
        if (base_str_eq(line, word))
            return true;
    return false;
}

/* Room for n more, at most half full; false when memory ran out. */
static bool make_room(base_spell *s, size_t n)
{
    base_spell old = *s;

    if (s->known && (s->n_known + n) * 2 < s->mask)
        return true;
    for (s->mask = s->known ? s->mask : 1023; s->mask < (s->n_known + n) * 2;)
        s->mask = s->mask * 2 + 1;
    s->known = calloc(s->mask + 1, sizeof *s->known);
    for (size_t i = 0; s->known && old.known && i <= old.mask; i++)
        if (old.known[i]) {
            size_t at = old.known[i] & s->mask;
            while (s->known[at])
                at = (at + 1) & s->mask;
            s->known[at] = old.known[i];
        }
    if (!s->known) {
        s->known = old.known;
        s->mask = old.mask;
        return false;
    }
    free(old.known);
    return true;
}

void base_spell_expect(base_spell *s, const socvet_str *words, size_t n)
{
    bool *known = n && !s->hunspell && base_spell_ready(s) && make_room(s, n) ? calloc(n, sizeof *known) : NULL;

    if (known && base_lexicon_knows(s->aff, s->dic, words, n, known))
        for (size_t i = 0; i < n; i++)
            if (known[i] || in_extra(s, words[i])) {
                uint64_t *place = place_of(s, words[i]), h = base_hash64(words[i]);
                s->n_known += *place == 0;
                *place = h + (h == 0);
            }
    free(known);
}

bool base_spell_known(base_spell *s, socvet_str word)
{
    char z[LONGEST + 1];

    if (word.len == 0 || word.len > LONGEST || (s->known && *place_of(s, word)) || !load(s))
        return true;
    memcpy(z, word.ptr, word.len);
    z[word.len] = '\0';
    return Hunspell_spell(s->hunspell, z) != 0;
}

socvet_str base_spell_suggest(base_spell *s, base_arena *arena, socvet_str word)
{
    char z[LONGEST + 1];
    char **list = NULL;
    socvet_str best = {NULL, 0};

    if (word.len == 0 || word.len > LONGEST || !load(s))
        return best;
    memcpy(z, word.ptr, word.len);
    z[word.len] = '\0';
    int n = Hunspell_suggest(s->hunspell, &list, z);
    if (n > 0) {
        socvet_str first = base_str_z(list[0]);
        best = (socvet_str){base_arena_dup(arena, first), first.len};
    }
    Hunspell_free_list(s->hunspell, &list, n);
    return best;
}

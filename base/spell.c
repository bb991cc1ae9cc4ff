/* spell.c: the only file that knows hunspell. British English; SOCVET_HUNSPELL names another
 * folder for en_GB.aff and en_GB.dic. */
#include "spell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hunspell/hunspell.h>

#include "str.h"

struct base_spell {
    socvet_str extra;
    Hunhandle *hunspell;
    bool tried;
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
    if (s && s->hunspell)
        Hunspell_destroy(s->hunspell);
    free(s);
}

bool base_spell_ready(base_spell *s)
{
    const char *folder = getenv("SOCVET_HUNSPELL");
    char aff[512], dic[512];
    socvet_str rest = s->extra, word;

    if (s->tried)
        return s->hunspell != NULL;
    s->tried = true;
    if (!folder)
        folder = "/usr/share/hunspell";
    snprintf(aff, sizeof aff, "%.490s/en_GB.aff", folder);
    snprintf(dic, sizeof dic, "%.490s/en_GB.dic", folder);
    if (access(aff, R_OK) != 0 || access(dic, R_OK) != 0)
        return false;
    s->hunspell = Hunspell_create(aff, dic);
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

bool base_spell_known(base_spell *s, socvet_str word)
{
    char z[LONGEST + 1];

    if (word.len == 0 || word.len > LONGEST || !base_spell_ready(s))
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

    if (word.len == 0 || word.len > LONGEST || !base_spell_ready(s))
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

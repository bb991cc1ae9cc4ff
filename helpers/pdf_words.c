/* pdf_words.c: is this an English word? Asked at line ends only, of a dictionary's list of stems and
 * a few endings: opening hunspell for it would cost more than reading the document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/str.h"
#include "pdf.h"

enum { SLOTS = 1 << 18, LONGEST = 40, LIST_MOST = 16 * 1024 * 1024 };

static bool has_stem(const pdf_words *w, socvet_str s)
{
    for (size_t i = base_hash64(s) % SLOTS; w->slots[i]; i = (i + 1) % SLOTS) {
        const char *at = w->list.ptr + w->slots[i];
        size_t room = w->list.len - w->slots[i];
        if (room > s.len && memcmp(at, s.ptr, s.len) == 0 && strchr("/\n\r\t", at[s.len]))
            return true;
    }
    return false;
}

static size_t up_to(const char *s, size_t n, char c)
{
    const char *at = memchr(s, c, n);

    return at ? (size_t)(at - s) : n;
}

static void load(pdf_words *w, base_arena *arena)
{
    const char *folder = getenv("SOCVET_HUNSPELL");
    char path[512];
    size_t n = 0;

    w->tried = true;
    snprintf(path, sizeof path, "%.490s/en_GB.dic", folder ? folder : "/usr/share/hunspell");
    w->slots = base_arena_array(arena, SLOTS, sizeof *w->slots);
    if (base_file_read(&w->list, path, LIST_MOST, NULL) || !w->slots)
        return;
    for (size_t i = 0, line; i < w->list.len; i += line + 1) {
        line = up_to(w->list.ptr + i, w->list.len - i, '\n');
        size_t stem = up_to(w->list.ptr + i, line, '/');
        while (stem && (w->list.ptr[i + stem - 1] == '\r' || w->list.ptr[i + stem - 1] == '\t'))
            stem--;
        if (stem && stem <= LONGEST && n++ < SLOTS / 2) {
            size_t k = base_hash64((socvet_str){w->list.ptr + i, stem}) % SLOTS;
            while (w->slots[k])
                k = (k + 1) % SLOTS;
            w->slots[k] = (uint32_t)i;
        }
    }
    w->ready = n > 1000;
}

bool pdf_words_ready(pdf_words *w, base_arena *arena)
{
    if (!w->tried)
        load(w, arena);
    return w->ready;
}

static bool with_ending(const pdf_words *w, const char *word, size_t n)
{
    static const struct {
        const char *ending, *instead;
    } rules[] = {{"s", ""}, {"es", ""}, {"ies", "y"}, {"ed", ""}, {"ed", "e"}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ings", ""},
                 {"ly", ""}, {"er", ""}, {"er", "e"}, {"ers", ""}, {"ers", "e"}, {"or", "e"}, {"ors", "e"}, {"ment", ""}, {"ments", ""},
                 {"ness", ""}, {"able", ""}, {"able", "e"}, {"ability", "able"}, {"ation", "e"}, {"ation", ""}, {"ations", "e"}, {"ications", "y"},
                 {"ication", "y"}, {"ion", "e"}, {"ion", ""}, {"ions", "e"}, {"ions", ""}, {"al", ""}, {"ally", ""}, {"ally", "al"}, {"ise", ""},
                 {"ising", "e"}, {"ism", ""}, {"ist", ""}, {"ists", ""}, {"ful", ""}, {"less", ""}, {"ship", ""}, {"ity", ""}, {"ity", "e"}};
    char stem[LONGEST + 8];

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t cut = strlen(rules[i].ending), add = strlen(rules[i].instead);
        if (n < cut + 3 || memcmp(word + n - cut, rules[i].ending, cut) != 0)
            continue;
        memcpy(stem, word, n - cut);
        memcpy(stem + n - cut, rules[i].instead, add);
        size_t len = n - cut + add;
        if (has_stem(w, (socvet_str){stem, len}))
            return true;
        if (!add && len > 3 && stem[len - 1] == stem[len - 2] && has_stem(w, (socvet_str){stem, len - 1}))
            return true; /* "running" */
    }
    return false;
}

bool pdf_word_known(pdf_words *w, socvet_str word)
{
    static const char *const fronts[] = {"", "un", "re", "non", "dis", "in", "over", "under", "co", "pre", "inter", "multi", "sub", "mis", "con", "com", "de", "ex", "pro", "trans", "en"};
    char low[LONGEST];

    if (!w->ready || word.len > LONGEST)
        return !w->ready;
    for (size_t i = 0; i < word.len; i++)
        low[i] = base_lower(word.ptr[i]);
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        size_t cut = strlen(fronts[i]);
        if (cut && (word.len < cut + 4 || memcmp(low, fronts[i], cut) != 0))
            continue;
        socvet_str rest = {low + cut, word.len - cut};
        if (has_stem(w, rest) || with_ending(w, rest.ptr, rest.len))
            return true;
    }
    return has_stem(w, word); /* a name */
}

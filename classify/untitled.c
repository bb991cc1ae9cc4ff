/* untitled.c: a text without a title says what it wants: "we are looking for a ... who ...". */
#include "../base/str.h"
#include "classify_int.h"

enum { LOOK_AT = 500, MOST_WORDS = 8 };

/* Is the token one of the words? Few words begin as it does: only those are hashed. */
static bool is_one_of(socvet_str text, const base_token *t, const char *words)
{
    char first = base_lower(text.ptr[t->from]);
    bool accent = (unsigned char)first >= 0x80;

    for (const char *w = words, *end; *w; w = *end ? end + 1 : end) {
        for (end = w; *end && *end != ' ';)
            end++;
        if ((*w == first || accent) && (size_t)(end - w) <= t->to - t->from &&
            base_token_hash((socvet_str){w, (size_t)(end - w)}) == t->hash)
            return true;
    }
    return false;
}

/* "looking for", "seeking", "to recruit", "to appoint", "requires", "need" and then "a", "an". */
static size_t after_wish(socvet_str text, const base_token *t, size_t i, size_t to)
{
    if (!is_one_of(text, &t[i], "looking seeking seek seeks recruiting recruit hiring hire require "
                              "requires appoint appointing need needs wanted opportunity vacancy role"))
        return 0;
    for (size_t k = i + 1; k < to && k < i + 6; k++) {
        if (t[k].kind == BASE_TOKEN_SYMBOL)
            return 0;
        if (is_one_of(text, &t[k], "a an"))
            return k + 1;
    }
    return 0;
}

bool classify_untitled(socvet_str text, const base_token *t, size_t from, size_t to, size_t *a,
                       size_t *z)
{
    for (size_t i = from; i < to && i < from + LOOK_AT; i++) {
        size_t k = after_wish(text, t, i, to);
        if (!k)
            continue;
        while (k < to && is_one_of(text, &t[k], "new experienced skilled talented enthusiastic motivated "
                                              "dedicated passionate reliable highly full part time "
                                              "friendly caring professional dynamic qualified"))
            k++;
        size_t end = k;
        while (end < to && end < k + MOST_WORDS && t[end].kind == BASE_TOKEN_WORD &&
               !is_one_of(text, &t[end], "who to with in at for on that based from and or as is"))
            end++;
        if (end > k) {
            *a = k;
            *z = end;
            return true;
        }
    }
    return false;
}

/* phd_words.c: is this word the name of a doctorate? */
#include "phd_words.h"

#include "../base/str.h"

/* "https://…/phd-in-physics", "www.…", "x@phd.ac.uk": no words of the advert. */
static bool in_address(socvet_str text, uint32_t at)
{
    uint32_t from = at;

    while (from > 0 && at - from < 300 && !base_is_blank(text.ptr[from - 1]) && text.ptr[from - 1] != '<')
        from--;
    socvet_str head = {text.ptr + from, at - from};
    return base_str_find(head, SOCVET_STR("://"), 0) != SIZE_MAX ||
           base_str_find_ci(head, SOCVET_STR("www."), 0) != SIZE_MAX ||
           base_str_find(head, SOCVET_STR("@"), 0) != SIZE_MAX;
}

static bool is_word(socvet_str text, const base_token *t, const char *z)
{
    return base_str_eq_ci((socvet_str){text.ptr + t->from, t->to - t->from}, base_str_z(z));
}

bool phd_is_doctorate(socvet_str text, const base_token *tokens, size_t i)
{
    const base_token *t = &tokens[i];
    socvet_str w = {text.ptr + t->from, t->to - t->from};
    bool found = false;

    switch (base_lower(w.ptr[0])) {
    case 'p':
        found = (base_str_starts_ci(w, SOCVET_STR("phd")) &&
                 (w.len == 3 || base_lower(w.ptr[w.len - 1]) == 's')) ||
                (w.len == 2 && base_str_eq_ci(w, SOCVET_STR("ph")) && t->to + 1 < text.len &&
                 (base_str_starts_ci((socvet_str){text.ptr + t->to, text.len - t->to}, SOCVET_STR(".d")) ||
                  base_str_starts_ci((socvet_str){text.ptr + t->to, text.len - t->to}, SOCVET_STR(". d")) ||
                  base_str_starts_ci((socvet_str){text.ptr + t->to, text.len - t->to}, SOCVET_STR(" d "))));
        break;
    case 'd':
        found = base_str_starts_ci(w, SOCVET_STR("doctora")) || base_str_eq_ci(w, SOCVET_STR("dphil")) ||
                base_str_eq_ci(w, SOCVET_STR("dphils")) ||
                (base_str_eq_ci(w, SOCVET_STR("doctor")) &&
                 base_str_starts_ci((socvet_str){text.ptr + t->to, text.len - t->to},
                                    SOCVET_STR(" of philosophy"))) ||
                (w.len == 1 && base_str_starts_ci((socvet_str){text.ptr + t->to, text.len - t->to},
                                                  SOCVET_STR(".phil")));
        break;
    default:
        break;
    }
    if (!found)
        return false;
    if (i && is_word(text, &tokens[i - 1], "post"))
        return false;
    if (i > 1 && (t->flags & BASE_TOKEN_JOINED) && is_word(text, &tokens[i - 2], "post"))
        return false;
    return !in_address(text, t->from);
}

bool phd_is_thesis(socvet_str text, const base_token *t)
{
    return base_lower(text.ptr[t->from]) == 't' && t->hash == base_token_hash(SOCVET_STR("thesis"));
}

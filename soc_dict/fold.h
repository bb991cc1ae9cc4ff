/* fold.h: one way to fold a job title, for the dictionary's compiler and for everybody who looks
 * something up. Public to the rooms above, not installed.
 *
 * Tokens are folded by base/token.h; then plural -> singular, -woman/-person -> -man, the rows of
 * data/forms.tsv (waitress/waiter, advisor/adviser, healthcare/health care), hyphens open except
 * after a joining word (co-ordinator). Punctuation is gone; words are joined by one blank. */
#ifndef SOC_DICT_FOLD_H
#define SOC_DICT_FOLD_H

#include "../base/token.h"
#include "soc_dict.h"

enum {
    SOCVET_FOLD_EXPAND = 1,    /* abbreviations with one meaning are written out */
    SOCVET_FOLD_DROP_STOPS = 2 /* of, in, for, the, and ... are left out */
};

/* Folds text, or tokens of it, into buf; returns the length, 0 when nothing is left or when it
 * does not fit (cap with NUL). */
size_t socvet_dict_fold(const socvet_dict *dict, socvet_str text, unsigned flags, char *buf,
                        size_t cap);
size_t socvet_dict_fold_tokens(const socvet_dict *dict, socvet_str text, const base_token *tokens,
                               size_t count, unsigned flags, char *buf, size_t cap);

/* What an abbreviation can stand for, folded: "seo" -> "search engine optimisation", "senior
 * executive officer". Fills at most `max`; returns how many there are. */
size_t socvet_dict_expand(const socvet_dict *dict, socvet_str abbreviation, socvet_str *out,
                          size_t max);

/* For the room itself: the tables behind the folding, wherever they are. */
typedef enum { DICT_FORM = 0, DICT_JOIN = 1, DICT_STOP = 2, DICT_ABBR = 3 } dict_form_kind;
typedef struct {
    /* The form of a word, false when the table has none (an abbreviation: exactly one). */
    bool (*find)(const void *ctx, dict_form_kind kind, socvet_str word, socvet_str *form);
    const void *ctx;
} dict_forms;
size_t dict_fold_run(const dict_forms *forms, socvet_str text, const base_token *tokens,
                     size_t count, unsigned flags, char *buf, size_t cap);
size_t dict_fold_text(const dict_forms *forms, socvet_str text, unsigned flags, char *buf,
                      size_t cap);
#endif

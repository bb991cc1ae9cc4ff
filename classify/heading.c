/* heading.c: where the job's title stands, and its words in the index's own forms. */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "classify_int.h"

enum { TITLE_LINE = 200 };

size_t classify_token_at(const base_token *t, size_t n, uint32_t at)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t[mid].from < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static uint32_t without_marks(socvet_str text, uint32_t from, uint32_t to)
{
    while (to > from && strchr(" \t()[]#.:,-", text.ptr[to - 1]) && text.ptr[to - 1])
        to--;
    return to;
}

/* Does the text end in this word at `to`, with something before it? */
static bool ends_in_word(socvet_str text, uint32_t from, uint32_t to, const char *word)
{
    uint32_t n = (uint32_t)strlen(word);

    return to > from + n && base_str_eq_ci((socvet_str){text.ptr + to - n, n}, (socvet_str){word, n}) &&
           !base_is_alpha(text.ptr[to - n - 1]);
}

/* Where a title ends when what follows is a number of the vacancy or of its pay: "Staff nurse 4521", "Cook (ref. 0172)",
 * "Clerk, grade 2", "Nurse band 8a". By itself a grade is a title of the civil service; a level is part of a title. */
static uint32_t end_of_title(socvet_str text, uint32_t from, uint32_t to)
{
    static const char *const numbered[] = {"reference", "ref", "band", "grade"};
    uint32_t at = without_marks(text, from, to), digits = 0;

    if (at > from + 1 && base_is_alpha(text.ptr[at - 1]) && base_is_digit(text.ptr[at - 2]))
        at--; /* 8a */
    for (; at > from && base_is_digit(text.ptr[at - 1]); digits++)
        at--;
    if (!digits || at == from || !strchr(" \t([#:", text.ptr[at - 1]))
        return to;
    at = without_marks(text, from, at);
    bool named = false;
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered && !named; i++)
        if (ends_in_word(text, from, at, numbered[i])) {
            at = without_marks(text, from, at - (uint32_t)strlen(numbered[i]));
            named = true;
        }
    return at > from && (named || digits >= 3) ? at : to;
}

/* Where the title stands: as the facts say, else the first line when it is short enough. */
socvet_span classify_title_span(const socvet_facts *facts, socvet_str text)
{
    socvet_span said = facts->title.span;

    if ((facts->title.state == SOCVET_FACT_STATED || facts->title.state == SOCVET_FACT_GIVEN) && said.to > said.from)
        return (socvet_span){said.from, end_of_title(text, said.from, said.to)};
    size_t from = 0, to;
    while (from < text.len && base_is_blank(text.ptr[from]))
        from++;
    for (to = from; to < text.len && text.ptr[to] != '\n';)
        to++;
    if (to - from > TITLE_LINE)
        return (socvet_span){0, 0};
    return (socvet_span){(uint32_t)from, end_of_title(text, (uint32_t)from, (uint32_t)to)};
}

void classify_read_words(socvet_classify_scratch *s, socvet_str text, const base_token *tokens,
                       size_t n, classify_phrases *out)
{
    size_t k = classify_fold_tokens(text, tokens, n, s->raw, CLASSIFY_TITLE_WORDS);

    if (out == &s->title) /* an opening has too many words to look at each */
        k = classify_repair(s, text, s->raw, k, CLASSIFY_TITLE_WORDS);
    out->n_words = classify_synonyms(s->c->model, s->raw, k, out->words, CLASSIFY_TITLE_WORDS);
    while (out->n_words && out->words[out->n_words - 1].is_break)
        out->n_words--;
}

/* A title that came beside the text and does not stand in it: words without a place. */
socvet_status classify_read_given(socvet_classify_scratch *s, base_arena *arena, socvet_str title,
                                socvet_err *err)
{
    base_token *t;
    size_t n;
    uint32_t len = (uint32_t)(title.len < 4096 ? title.len : 4096);

    len = end_of_title(title, 0, len);
    socvet_status st = base_tokenise(arena, title, 0, len, &t, &n, err);

    if (st != SOCVET_OK)
        return st;
    classify_read_words(s, title, t, n, &s->title);
    for (size_t i = 0; i < s->title.n_words; i++)
        s->title.words[i].from = s->title.words[i].to = 0;
    return SOCVET_OK;
}

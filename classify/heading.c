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

/* Where the title stands: as the facts say, else the first line when it is short enough. */
socvet_span classify_title_span(const socvet_facts *facts, socvet_str text)
{
    if (facts->title.state == SOCVET_FACT_STATED && facts->title.span.to > facts->title.span.from)
        return facts->title.span;
    if (facts->title.state == SOCVET_FACT_GIVEN && facts->title.span.to > facts->title.span.from)
        return facts->title.span;
    size_t from = 0, to;
    while (from < text.len && base_is_blank(text.ptr[from]))
        from++;
    for (to = from; to < text.len && text.ptr[to] != '\n';)
        to++;
    if (to - from > TITLE_LINE)
        return (socvet_span){0, 0};
    return (socvet_span){(uint32_t)from, (uint32_t)to};
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
    socvet_status st = base_tokenise(arena, title, 0, len, &t, &n, err);

    if (st != SOCVET_OK)
        return st;
    classify_read_words(s, title, t, n, &s->title);
    for (size_t i = 0; i < s->title.n_words; i++)
        s->title.words[i].from = s->title.words[i].to = 0;
    return SOCVET_OK;
}

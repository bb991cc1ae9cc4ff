/* kind_prose.c: kinds about the language itself: spelling, sentences, repeat. Suggestions only. */
#include "../base/spell.h"
#include "../extract/tokens.h"
#include "kinds.h"

enum { SHOWN = 5 };

/* Plain lower-case words of letters: names, codes and abbreviations are not spelling. */
static bool plain_word(socvet_str text, const base_token *t)
{
    if (t->kind != BASE_TOKEN_WORD || t->flags & (BASE_TOKEN_UPPER | BASE_TOKEN_TITLE | BASE_TOKEN_JOINED) ||
        t->to - t->from < 4 || t->to - t->from > 30)
        return false;
    for (uint32_t i = t->from; i < t->to; i++)
        if (!(text.ptr[i] >= 'a' && text.ptr[i] <= 'z'))
            return false;
    char after = t->to < text.len ? text.ptr[t->to] : ' ';
    return after != '.' && after != '@' && after != '/' && after != '-' && after != '_' && after != '\'';
}

/* Words that are joined to others, as by a stroke, are none by themselves. */
static bool spelt_alone(const validate_ctx *c, const base_token *t, size_t i, size_t n)
{
    bool joined = i + 1 < n && t[i + 1].flags & BASE_TOKEN_JOINED && t[i + 1].kind != BASE_TOKEN_SYMBOL;

    return !joined && plain_word(c->text, &t[i]);
}

static socvet_str word_at(const validate_ctx *c, const base_token *t)
{
    return base_str_cut(c->text, (socvet_span){t->from, t->to});
}

/* All words at once, before each is asked for. */
static void expect(validate_ctx *c, const base_token *t, size_t n)
{
    socvet_str *words = base_arena_array(c->arena, n + 1, sizeof *words);
    size_t count = 0;

    for (size_t i = 0; words && i < n; i++)
        if (spelt_alone(c, t, i, n))
            words[count++] = word_at(c, &t[i]);
    base_spell_expect(c->scratch->spell, words, count);
}

socvet_verdict validate_kind_spelling(validate_ctx *c)
{
    const base_token *t;
    size_t n, found = 0;

    if (!c->opts->spelling || !base_spell_ready(c->scratch->spell) || extract_doc_tokens(c->doc, &t, &n, NULL))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    expect(c, t, n);
    for (size_t i = 0; i < n; i++) {
        socvet_str w = word_at(c, &t[i]);
        if (!spelt_alone(c, t, i, n) || base_spell_known(c->scratch->spell, w))
            continue;
        if (found++ < SHOWN)
            validate_span(c, (socvet_span){t[i].from, t[i].to});
        if (found == 1) {
            socvet_str s = base_spell_suggest(c->scratch->spell, c->arena, w);
            validate_say(c, "words", w);
            validate_say(c, "suggestion", s.len ? base_arena_printf(c->arena, "; is \"%.*s\" meant?", SOCVET_ARG(s))
                                                : (socvet_str){"", 0});
        }
    }
    validate_say_number(c, "count", (int64_t)found);
    return found ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

/* A sentence ends at . ! ? or with its block; lists and tables are no sentences. */
socvet_verdict validate_kind_sentences(validate_ctx *c)
{
    const base_token *t;
    size_t n, blocks, count = 0, longest = 0;
    int64_t most = validate_param_number(c->rule, "words", 50);
    const socvet_block *b = socvet_doc_blocks(c->doc, &blocks);

    if (extract_doc_tokens(c->doc, &t, &n, NULL))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    for (size_t k = 0, i = 0; k < blocks; k++) {
        size_t words = 0;
        uint32_t start = b[k].span.from;
        while (i < n && t[i].from < b[k].span.from)
            i++;
        for (; i < n && t[i].to <= b[k].span.to; i++) {
            char ch = c->text.ptr[t[i].from];
            bool end = t[i].kind == BASE_TOKEN_SYMBOL && (ch == '.' || ch == '!' || ch == '?' || ch == ':' || ch == ';');
            if (t[i].flags & BASE_TOKEN_LINE_START || end) {
                if (end && (int64_t)words > most && b[k].kind == SOCVET_BLOCK_PARAGRAPH) {
                    if (count++ < SHOWN)
                        validate_span(c, (socvet_span){start, t[i].to});
                    longest = words > longest ? words : longest;
                }
                words = 0;
                start = end ? t[i].to : t[i].from;
            }
            words += t[i].kind == BASE_TOKEN_WORD;
            if (words == 1)
                start = t[i].from;
        }
    }
    validate_say_number(c, "count", (int64_t)count);
    validate_say_number(c, "longest", (int64_t)longest);
    return count ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

/* "the the": short function words that never stand twice on purpose. */
socvet_verdict validate_kind_repeat(validate_ctx *c)
{
    static const char *const words[] = {"the", "a", "an", "of", "to", "and", "for", "in", "with", "will", "is", "are"};
    const base_token *t;
    size_t n, found = 0;

    if (extract_doc_tokens(c->doc, &t, &n, NULL))
        return SOCVET_VERDICT_NOT_APPLICABLE;
    for (size_t i = 1; i < n && found < SHOWN; i++) {
        socvet_str w = {c->text.ptr + t[i].from, t[i].to - t[i].from};
        if (t[i].hash != t[i - 1].hash || t[i].kind != BASE_TOKEN_WORD || t[i].flags & BASE_TOKEN_LINE_START ||
            t[i].from - t[i - 1].to != 1 || t[i].flags & (BASE_TOKEN_UPPER | BASE_TOKEN_TITLE))
            continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (base_str_eq_z(w, words[k])) {
                if (found++ == 0)
                    validate_say(c, "words", base_str_cut(c->text, (socvet_span){t[i - 1].from, t[i].to}));
                validate_span(c, (socvet_span){t[i - 1].from, t[i].to});
            }
    }
    return found ? SOCVET_VERDICT_FAIL : SOCVET_VERDICT_PASS;
}

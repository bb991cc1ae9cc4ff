/* report_reasons.c: why a code stands where it stands, for people: each word is quoted once, with
 * what it spoke for. Words inside a title match that was quoted already are not said again. */
#include "../base/str.h"
#include "report_int.h"

enum { MOST_QUOTED = 8, MOST_WORDS = 5 };

typedef struct {
    const socvet_candidate *c;
    socvet_str text;
    socvet_str said[MOST_QUOTED];
    size_t n_said;
} telling;

static socvet_str words_of(const telling *t, const socvet_reason *x)
{
    return x->span.to > x->span.from ? base_str_cut(t->text, x->span) : (socvet_str){NULL, 0};
}

/* Said before, alone or inside longer words? */
static bool is_said(const telling *t, socvet_str words)
{
    for (size_t i = 0; i < t->n_said; i++)
        if (base_str_find_ci(t->said[i], words, 0) != SIZE_MAX)
            return true;
    return false;
}

static bool take(telling *t, socvet_str words)
{
    if (!words.len || t->n_said == MOST_QUOTED || is_said(t, words))
        return false;
    t->said[t->n_said++] = words;
    return true;
}

static void say_titles(telling *t, base_buf *out)
{
    for (size_t i = 0; i < t->c->n_reasons; i++) {
        const socvet_reason *x = &t->c->reasons[i];
        socvet_str words = words_of(t, x);
        if (x->kind != SOCVET_REASON_TITLE || !x->index_title.len || !take(t, words))
            continue;
        base_buf_printf(out, "because “%.*s” is the index title “%.*s”", SOCVET_ARG(words), SOCVET_ARG(x->index_title));
        if (x->qualifier.len)
            base_buf_printf(out, " (%.*s)", SOCVET_ARG(x->qualifier));
        base_buf_add_char(out, '\n');
    }
}

static void say_rules(telling *t, base_buf *out)
{
    for (size_t i = 0; i < t->c->n_reasons; i++) {
        const socvet_reason *x = &t->c->reasons[i];
        socvet_str words = words_of(t, x);
        if (x->kind != SOCVET_REASON_RULE || !take(t, words))
            continue;
        base_buf_printf(out, "%s “%.*s” speaks %s it (rule %.*s)\n", x->weight < 0 ? "although" : "because",
                        SOCVET_ARG(words), x->weight < 0 ? "against" : "for", SOCVET_ARG(x->rule_id));
    }
}

/* Words that stand on two lines are quoted on one. */
static void put_words(base_buf *out, socvet_str words)
{
    for (size_t i = 0; i < words.len; i++)
        base_buf_add_char(out, base_is_blank(words.ptr[i]) || words.ptr[i] == '\n' ? ' ' : words.ptr[i]);
}

/* The weightiest words of the title and of the duties, in the order the classifier gave them. */
static void say_words(telling *t, base_buf *out, uint8_t kind, const char *where)
{
    size_t n = 0;

    for (size_t i = 0; i < t->c->n_reasons && n < MOST_WORDS; i++) {
        const socvet_reason *x = &t->c->reasons[i];
        socvet_str words = words_of(t, x);
        if (x->kind != kind || x->weight < 0 || !take(t, words))
            continue;
        base_buf_printf(out, "%s%s“", n ? ", " : where, n ? "" : " has ");
        put_words(out, words);
        base_buf_add_z(out, "”");
        n++;
    }
    if (n)
        base_buf_add_char(out, '\n');
}

void report_reason_lines(base_buf *out, const socvet_candidate *c, socvet_str text)
{
    telling t = {.c = c, .text = text};

    say_titles(&t, out);
    say_rules(&t, out);
    say_words(&t, out, SOCVET_REASON_WORD, "because the title");
    say_words(&t, out, SOCVET_REASON_DUTIES, "because the text");
}

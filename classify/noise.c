/* noise.c: words of a title that say nothing of the work: hours, bands, "URGENT", the boss of an
 * assistant, the subject of a "position in ...". Kinds of place are here, the words are rows. */
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "../base/tsv.h"
#include "classify_int.h"

extern const char classify_noise[];
extern const size_t classify_noise_size;

static bool place_named(socvet_str s, uint8_t *place)
{
    static const char *const names[] = {"front", "any", "number", "blank", "helper"};

    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (base_str_eq_z(s, names[i])) {
            *place = i;
            return true;
        }
    return false;
}

socvet_status classify_noise_open(socvet_classifier *c, socvet_err *err)
{
    static const char *const names[] = {"words", "place", "when", NULL};
    base_tsv t;
    int col[3];
    bool more;
    socvet_status st = base_tsv_open(&t, (socvet_str){classify_noise, classify_noise_size}, "classify/data/noise.tsv", err);

    if (st == SOCVET_OK)
        st = base_tsv_need(&t, names, col, err);
    for (; st == SOCVET_OK && (st = base_tsv_next(&t, &more, err)) == SOCVET_OK && more;) {
        classify_noise_row *r = &c->noise[c->n_noise];
        if (c->n_noise == CLASSIFY_NOISE)
            return base_tsv_fail(&t, col[0], err, "more than %d rows", CLASSIFY_NOISE);
        *r = (classify_noise_row){.words = t.field[col[0]], .when = t.field[col[2]]};
        if (!r->words.len || !place_named(t.field[col[1]], &r->place))
            return base_tsv_fail(&t, col[1], err, "a row wants words and a place: front, any, number, blank or helper");
        st = classify_condition_check(r->when, r->words, err);
        c->n_noise++;
    }
    return st;
}

/* A word against one of a row: "#" stands for a number that may end in a letter. */
static bool word_fits(const classify_word *w, socvet_str wanted)
{
    size_t i = 0, k = 0;

    for (; k < wanted.len && wanted.ptr[k] != '#'; k++, i++)
        if (i >= w->len || w->text[i] != wanted.ptr[k])
            return false;
    if (k == wanted.len)
        return i == w->len;
    size_t from = i;
    while (i < w->len && base_is_digit(w->text[i]))
        i++;
    if (i == from)
        return false;
    return i == w->len || (i + 1 == w->len && base_is_alpha(w->text[i]));
}

/* How many of the words from `at` on are the row's; breaks end a run. */
static size_t run_at(const classify_phrases *p, size_t at, socvet_str words)
{
    size_t n = 0;
    socvet_str w;

    for (; base_str_split(&words, ' ', &w); n++)
        if (at + n >= p->n_words || p->words[at + n].is_break || !word_fits(&p->words[at + n], w))
            return 0;
    return n;
}

static bool is_in_phrase(const classify_phrases *p, size_t from, size_t to)
{
    for (size_t k = 0; k < p->n_found; k++)
        if (p->found[k].from < to && from < p->found[k].to)
            return true;
    return false;
}

static const classify_noise_row *row_at(const socvet_classifier *c, const classify_phrases *p, size_t at,
                                        unsigned places, const classify_papers *papers, size_t *n)
{
    const classify_noise_row *best = NULL;

    *n = 0;
    for (size_t i = 0; i < c->n_noise; i++) {
        const classify_noise_row *r = &c->noise[i];
        bool may = places >> r->place & 1 && (*r->words.ptr == '#' || *r->words.ptr == p->words[at].text[0]);
        size_t run = may ? run_at(p, at, r->words) : 0;
        if (run > *n && (!r->when.len || classify_condition_holds(r->when, papers)))
            best = r, *n = run;
    }
    return best;
}

static size_t drop(classify_phrases *p, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (!p->words[i].is_break && !p->words[i].is_stop)
            p->words[i].is_stop = true, n++;
    return n;
}

static bool is_word(const classify_word *w, const char *const *words)
{
    for (; *words; words++)
        if (w->is_stop && strcmp(w->text, *words) == 0)
            return true;
    return false;
}

/* Numbers that are not all of the title. */
static void drop_numbers(const socvet_classifier *c, classify_phrases *p, const classify_papers *papers)
{
    for (int dry = 1; dry >= 0; dry--) { /* first look whether anything else is left */
        bool other = false;
        for (size_t i = 0, n; i < p->n_words; i += n) {
            bool is_noise = !p->words[i].is_break && row_at(c, p, i, 1u << NOISE_NUMBER, papers, &n);
            n = is_noise ? n : 1;
            other |= !is_noise && !p->words[i].is_break && !p->words[i].is_stop;
            if (is_noise && !dry)
                drop(p, i, i + n);
        }
        if (!other)
            return;
    }
}

/* "Assistant to the Director", "Permanent position in ocean modelling": to the end of the title, for a
 * subject; to the next break, for a boss. */
void classify_noise_before(const socvet_classifier *c, classify_phrases *p, const classify_papers *papers)
{
    static const char *const to[] = {"to", NULL}, *const subject[] = {"in", "on", "at", "for", NULL};
    bool blank = true;

    drop_numbers(c, p, papers);
    for (size_t i = 0, n; i < p->n_words; i++) {
        const classify_word *w = &p->words[i];
        if (w->is_break)
            blank = false;
        else if (i && blank && is_word(w, subject))
            drop(p, 0, p->n_words);
        else if (i && is_word(w, to) && row_at(c, p, i - 1, 1u << NOISE_HELPER, papers, &n)) {
            size_t end = i;
            while (end < p->n_words && !p->words[end].is_break)
                end++;
            drop(p, i, end);
        } else if (!w->is_stop && !row_at(c, p, i, 1u << NOISE_BLANK, papers, &n))
            blank = false;
    }
}

/* Words outside every index phrase of the title. Returns how many were left out. */
size_t classify_noise_after(const socvet_classifier *c, classify_phrases *p, const classify_papers *papers)
{
    size_t dropped = 0;
    bool front = true;

    for (size_t i = 0, n; i < p->n_words;) {
        if (p->words[i].is_break || p->words[i].is_stop) {
            i++;
            continue;
        }
        bool noise = row_at(c, p, i, 1u << NOISE_ANY | (unsigned)front << NOISE_FRONT, papers, &n) &&
                     !is_in_phrase(p, i, i + n);
        if (noise)
            dropped += drop(p, i, i + n);
        front &= noise;
        i += noise ? n : 1;
    }
    return dropped;
}

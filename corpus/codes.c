/* codes.c: a four-digit code out of whatever stands in the column. */
#include "codes.h"

#include <string.h>

#include "../base/str.h"

static bool in_word(char c)
{
    return base_is_alpha(c) || base_is_digit(c);
}

/* Four digits at s.ptr[i] that are no part of a longer number or word that begins after `from`; "2,119" counts as well. */
static bool four_digits(socvet_str s, size_t from, size_t i, char code[8])
{
    size_t n = 0, at = i;

    if (i > from && (in_word(s.ptr[i - 1]) || s.ptr[i - 1] == '.'))
        return false;
    while (at < s.len && n < 4 && (base_is_digit(s.ptr[at]) || (n == 1 && s.ptr[at] == ','))) {
        if (s.ptr[at] != ',')
            code[n++] = s.ptr[at];
        at++;
    }
    return n == 4 && (at == s.len || !in_word(s.ptr[at]));
}

/* "SOC 2010: 2119", "SOC2010 2119": the edition's year is no code. */
static size_t past_edition(socvet_str s)
{
    size_t i = 3;

    if (!base_str_starts_ci(s, SOCVET_STR("soc")))
        return 0;
    while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '-' || s.ptr[i] == '('))
        i++;
    size_t year = i;
    while (i < s.len && base_is_digit(s.ptr[i]))
        i++;
    size_t rest = i;
    while (rest < s.len && !base_is_digit(s.ptr[rest]))
        rest++;
    return i - year == 4 && s.ptr[year] == '2' && s.ptr[year + 1] == '0' && rest < s.len ? i : year;
}

/* The letters and digits of a title one after another, small; "&" gives "and"; 0 at the end. */
typedef struct {
    socvet_str s;
    size_t at, in_and;
} letter_walk;

static char next_letter(letter_walk *l)
{
    static const char and[] = "nd";

    if (l->in_and && l->in_and <= 2)
        return and[l->in_and++ - 1];
    l->in_and = 0;
    while (l->at < l->s.len) {
        char c = l->s.ptr[l->at++];
        if (c == '&')
            return l->in_and = 1, 'a';
        if (in_word(c))
            return base_lower(c);
    }
    return 0;
}

/* Titles are the same when their letters and digits are: "n.e.c." is "nec". */
static bool same_title(socvet_str a, socvet_str b)
{
    letter_walk x = {.s = a}, y = {.s = b};
    char c;

    while ((c = next_letter(&x)) == next_letter(&y))
        if (!c)
            return true;
    return false;
}

typedef struct {
    int edition;
    char found[8];
    bool several;
} question;

static bool each_row(const socvet_index_row *row, void *user)
{
    question *q = user;

    if (!row->code[q->edition][0])
        return true;
    q->several |= q->found[0] && strcmp(q->found, row->code[q->edition]) != 0;
    memcpy(q->found, row->code[q->edition], sizeof q->found);
    return !q->several;
}

static bool by_title(const socvet_dict *d, int edition, socvet_str title, char code[8])
{
    socvet_unit u;
    question q = {.edition = edition};

    for (size_t i = 0; i < socvet_dict_unit_count(d, edition); i++)
        if (socvet_dict_unit_at(d, edition, i, &u) && same_title(u.title, title)) {
            memcpy(code, u.code, 8);
            return true;
        }
    socvet_dict_find(d, title, false, each_row, &q);
    if (!q.found[0] || q.several)
        return false;
    memcpy(code, q.found, 8);
    return true;
}

corpus_code_how corpus_read_code(const socvet_dict *dict, int edition, socvet_str field,
                                 char code[8])
{
    socvet_str s = base_str_trim(field);
    bool letters = false;

    memset(code, 0, 8);
    const size_t from = past_edition(s);
    for (size_t i = from; i < s.len; i++) {
        if (base_is_digit(s.ptr[i]) && four_digits(s, from, i, code))
            return CORPUS_CODE_DIGITS;
        letters |= base_is_alpha(s.ptr[i]);
    }
    memset(code, 0, 8);
    if (letters && edition >= 0 && edition < 4 && by_title(dict, edition, s, code))
        return CORPUS_CODE_TITLE;
    memset(code, 0, 8);
    return CORPUS_CODE_NONE;
}

/* sentence.c: where a sentence begins and ends. Text comes from papers, pages and mails: a line end
 * may be hard (a new item) or soft (a wrapped line). */
#include "sentence.h"

#include <string.h>

#include "../base/str.h"

enum { FARTHEST = 500, WRAP_LEAST = 45, WRAP_LOWER = 25, WRAP_MOST = 130 };

static bool is_bullet(socvet_str t, uint32_t i)
{
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x97\x8F", "\xE2\x96\xAA",
                                          "\xE2\x97\xA6", "\xEF\x82\xB7"};

    for (size_t k = 0; k < sizeof bullets / sizeof *bullets; k++)
        if (base_str_starts((socvet_str){t.ptr + i, t.len - i}, base_str_z(bullets[k])))
            return true;
    return false;
}

static bool ends_with_month(socvet_str t, uint32_t from, uint32_t to)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
                                         "August", "September", "October", "November", "December"};

    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (base_str_ends_ci((socvet_str){t.ptr + from, to - from}, base_str_z(months[i])))
            return true;
    return false;
}

/* The line end at `nl` is a wrapped line's: long enough before, no stop, a word to go on with. A
 * small letter after it is the better sign. */
static bool is_soft(socvet_str t, uint32_t nl)
{
    uint32_t start = nl;

    while (start > 0 && nl - start <= WRAP_MOST && t.ptr[start - 1] != '\n')
        start--;
    if (nl == start || nl - start > WRAP_MOST || nl + 1 >= t.len)
        return false;
    char before = t.ptr[nl - 1], after = t.ptr[nl + 1];
    if (base_is_digit(after) && ends_with_month(t, start, nl)) /* "1 November" / "2017" */
        return true;
    bool lower = (after >= 'a' && after <= 'z') || after == '(';
    if (before == ',' && lower)
        return true;
    if (nl - start < (lower ? WRAP_LOWER : WRAP_LEAST))
        return false;
    if (before == '.' || before == ':' || before == ';' || before == '!' || before == '?')
        return false;
    return lower || base_is_alpha(after) || base_is_digit(after) || after == '\'';
}

/* "Ph.D." "e.g." "Dr." and single letters end no sentence. */
static bool is_abbreviation(socvet_str t, uint32_t dot)
{
    static const char *const words[] = {"e.g", "i.e", "Dr", "Prof", "Ph.D", "D.Phil", "M.Sc", "B.Sc",
                                        "approx", "incl", "etc", "Ph", "PhD", "No", "St", "M.D"};
    uint32_t from = dot;

    while (from > 0 && (base_is_alpha(t.ptr[from - 1]) || t.ptr[from - 1] == '.'))
        from--;
    socvet_str word = {t.ptr + from, dot - from};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_eq_z(word, words[i]))
            return !base_str_eq_z(word, "PhD");
    return word.len == 1;
}

/* Does a sentence end between bytes i - 1 and i? */
static bool is_edge(socvet_str t, uint32_t i)
{
    char before = t.ptr[i - 1];

    if (before == '\n')
        return !is_soft(t, i - 1);
    if (before == '\t')
        return true;
    if (i < t.len && (unsigned char)t.ptr[i] >= 0x80 && is_bullet(t, i))
        return true;
    if (i < t.len && base_is_blank(t.ptr[i]) && (before == '.' || before == '!' || before == '?')) {
        uint32_t k = i;
        while (k < t.len && base_is_blank(t.ptr[k]))
            k++;
        return k >= t.len || (!(t.ptr[k] >= 'a' && t.ptr[k] <= 'z') && !is_abbreviation(t, i - 1));
    }
    return false;
}

socvet_span extract_sentence_around(const socvet_doc *doc, uint32_t at)
{
    socvet_str t = socvet_doc_text(doc);
    size_t n, b = socvet_doc_block_at(doc, at);
    const socvet_block *blocks = socvet_doc_blocks(doc, &n);
    uint32_t least = at > FARTHEST ? at - FARTHEST : 0;
    uint32_t most = t.len - at > FARTHEST ? at + FARTHEST : (uint32_t)t.len;
    socvet_span s = {at, at};

    if (b < n && blocks[b].kind != SOCVET_BLOCK_PARAGRAPH) {
        least = blocks[b].span.from > least ? blocks[b].span.from : least;
        most = blocks[b].span.to < most ? blocks[b].span.to : most;
    }
    while (s.from > least && !is_edge(t, s.from))
        s.from--;
    while (s.to < most && (s.to == at || !is_edge(t, s.to)))
        s.to++;
    while (s.from < at && ((unsigned char)t.ptr[s.from] & 0xC0) == 0x80)
        s.from++;
    while (s.to > at && s.to < t.len && ((unsigned char)t.ptr[s.to] & 0xC0) == 0x80)
        s.to--;
    return s;
}

socvet_str extract_sentence_flat(base_arena *arena, socvet_str text, socvet_span sentence)
{
    socvet_str one = base_str_cut(text, sentence);
    char *copy = base_arena_dup(arena, one);

    for (size_t i = 0; copy && i < one.len; i++)
        if (copy[i] == '\n' || copy[i] == '\t')
            copy[i] = ' ';
    return (socvet_str){copy, one.len};
}

/* sketch.c: one-permutation minhash. A shingle's hash names its bin and its rank; a bin keeps the
 * least rank, of which 8 bits go into the sketch (an empty bin borrows from the next that is not).
 * Two unlike texts agree in one bin of 256 by chance, which the estimate takes off. */
#include "sketch.h"

#include <string.h>

#include "../base/hash.h"
#include "../base/str.h"

enum { LEAST_SHINGLES = 20 };

static bool in_word(char c)
{
    return base_is_alpha(c) || base_is_digit(c) || (unsigned char)c >= 0x80;
}

/* The next word's hash, lower case; false at the end. */
static bool next_word(socvet_str s, size_t *at, uint64_t *hash)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    size_t i = *at;

    while (i < s.len && !in_word(s.ptr[i]))
        i++;
    if (i == s.len)
        return false;
    for (; i < s.len && in_word(s.ptr[i]); i++)
        h = (h ^ (unsigned char)base_lower(s.ptr[i])) * UINT64_C(0x100000001b3);
    *at = i;
    *hash = h;
    return true;
}

bool corpus_sketch_of(char *hex, socvet_str text)
{
    uint64_t least[CORPUS_SKETCH_BINS], word[CORPUS_SKETCH_WORDS] = {0}, h;
    size_t at = 0, words = 0;

    hex[0] = '\0';
    memset(least, 0xff, sizeof least);
    while (next_word(text, &at, &h)) {
        memmove(word, word + 1, sizeof word - sizeof *word);
        word[CORPUS_SKETCH_WORDS - 1] = h;
        if (++words < CORPUS_SKETCH_WORDS)
            continue;
        uint64_t shingle = base_hash64((socvet_str){(const char *)word, sizeof word});
        uint64_t rank = shingle >> 7, *bin = &least[shingle % CORPUS_SKETCH_BINS];
        if (rank < *bin)
            *bin = rank;
    }
    if (words < LEAST_SHINGLES + CORPUS_SKETCH_WORDS)
        return false;
    for (size_t i = 0; i < CORPUS_SKETCH_BINS; i++) {
        size_t from = i;
        while (least[from] == UINT64_MAX)
            from = (from + 1) % CORPUS_SKETCH_BINS;
        uint64_t mixed = least[from] + (from - i) * UINT64_C(0x9e3779b97f4a7c15);
        unsigned v = (unsigned)(mixed & 255);
        hex[2 * i] = "0123456789abcdef"[v >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[v & 15];
    }
    hex[CORPUS_SKETCH_HEX] = '\0';
    return true;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool corpus_sketch_read(uint8_t bins[CORPUS_SKETCH_BINS], socvet_str hex)
{
    if (hex.len != CORPUS_SKETCH_HEX)
        return false;
    for (size_t i = 0; i < CORPUS_SKETCH_BINS; i++) {
        int a = digit(hex.ptr[2 * i]), b = digit(hex.ptr[2 * i + 1]);
        if (a < 0 || b < 0)
            return false;
        bins[i] = (uint8_t)(a * 16 + b);
    }
    return true;
}

double corpus_sketch_alike(const uint8_t *a, const uint8_t *b)
{
    unsigned same = 0;

    for (size_t i = 0; i < CORPUS_SKETCH_BINS; i++)
        same += a[i] == b[i];
    double share = (double)same / CORPUS_SKETCH_BINS, chance = 1.0 / 256;
    return share <= chance ? 0 : (share - chance) / (1 - chance);
}

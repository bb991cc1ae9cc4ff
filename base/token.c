/* token.c: text -> tokens, one pass, the hash made on the way. */
#include "token.h"

#include <string.h>

#include "err.h"
#include "str.h"
#include "utf8.h"

#define SEED UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t step(uint64_t h, unsigned char c)
{
    return (h ^ c) * UINT64_C(0x100000001B3);
}

static inline uint64_t finish(uint64_t h)
{
    h ^= h >> 32;
    h *= UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 29;
}

uint64_t base_token_hash(socvet_str folded)
{
    uint64_t h = SEED;

    for (size_t i = 0; i < folded.len; i++)
        h = step(h, (unsigned char)folded.ptr[i]);
    return finish(h);
}

/* Classes of ASCII bytes: letter, digit, blank, other. */
enum { OTHER, LETTER, DIGIT, BLANK };
static inline int ascii_class(unsigned char c)
{
    if ((unsigned)((c | 32) - 'a') < 26)
        return LETTER;
    if ((unsigned)(c - '0') < 10)
        return DIGIT;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return BLANK;
    return OTHER;
}

typedef struct {
    socvet_str text;
    uint32_t at, to;
} cursor;

/* For each byte: 0 unless it is an ASCII letter or digit, else its lower case. */
static const uint8_t folded[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g',
    ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
    ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u',
    ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
    ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g',
    ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
    ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u',
    ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

/* Bytes of an apostrophe at `i` (ASCII or U+2019), else 0. */
static unsigned apostrophe(socvet_str t, uint32_t i, uint32_t to)
{
    if (i < to && t.ptr[i] == '\'')
        return 1;
    if (i + 3 <= to && memcmp(t.ptr + i, "\xE2\x80\x99", 3) == 0)
        return 3;
    return 0;
}

/* Is there a letter or digit at i? Sets its size and folded character. */
static bool word_char(socvet_str t, uint32_t i, uint32_t to, unsigned *size, uint32_t *fold,
                      bool *upper, bool *letter)
{
    if (i >= to)
        return false;
    unsigned char c = (unsigned char)t.ptr[i];
    if (c < 0x80) {
        int k = ascii_class(c);
        *size = 1;
        *letter = k == LETTER;
        *upper = c >= 'A' && c <= 'Z';
        *fold = *upper ? c + 32u : c;
        return k == LETTER || k == DIGIT;
    }
    uint32_t cp = base_utf8_at((socvet_str){t.ptr, to}, i, size);
    if (!base_cp_is_letter(cp))
        return false;
    *letter = true;
    *upper = base_cp_lower(cp) != cp;
    *fold = base_cp_fold(cp);
    return true;
}

/* As hashing the UTF-8 bytes of the folded character, so that base_token_hash agrees. */
static uint64_t step_cp(uint64_t h, uint32_t cp)
{
    if (cp < 0x80)
        return step(h, (unsigned char)cp);
    if (cp < 0x800) {
        h = step(h, (unsigned char)(0xC0 | cp >> 6));
    } else {
        h = step(h, (unsigned char)(0xE0 | (cp >> 12 & 15)));
        h = step(h, (unsigned char)(0x80 | (cp >> 6 & 0x3F)));
    }
    return step(h, (unsigned char)(0x80 | (cp & 0x3F)));
}

/* Digits with inner separators. */
static uint32_t number_end(socvet_str t, uint32_t i, uint32_t to)
{
    while (i < to) {
        if (base_is_digit(t.ptr[i]))
            i++;
        else if ((t.ptr[i] == ',' || t.ptr[i] == '.') && i + 1 < to && base_is_digit(t.ptr[i + 1]))
            i += 2;
        else
            break;
    }
    return i;
}

static void read_word(cursor *c, base_token *t)
{
    uint64_t h = SEED;
    uint32_t i = c->at;
    unsigned size, letters = 0, uppers = 0, first_upper = 0;
    uint32_t fold;
    bool upper = false, letter = false;

    for (;;) {
        while (i < c->to && folded[(unsigned char)c->text.ptr[i]]) { /* the common case */
            unsigned char raw = (unsigned char)c->text.ptr[i], low = folded[raw];
            unsigned is_letter = low >> 6, is_upper = (unsigned)(raw ^ low) >> 5; /* by their bits in ASCII */
            first_upper |= is_upper & (letters == 0);
            letters += is_letter;
            uppers += is_upper;
            h = step(h, low);
            i++;
        }
        if (i >= c->to || ((unsigned char)c->text.ptr[i] < 0x80 && c->text.ptr[i] != '\''))
            break;
        if (word_char(c->text, i, c->to, &size, &fold, &upper, &letter)) {
            h = step_cp(h, fold);
            if (letter) {
                if (!letters)
                    first_upper = upper;
                letters++;
                uppers += upper;
            }
            i += size;
            continue;
        }
        unsigned a = apostrophe(c->text, i, c->to);
        if (a && word_char(c->text, i + a, c->to, &size, &fold, &upper, &letter) && letter) {
            i += a;
            continue;
        }
        break;
    }
    while (i < c->to && i - c->at <= 3 && (c->text.ptr[i] == '+' || c->text.ptr[i] == '#') &&
           letters) {
        h = step(h, (unsigned char)c->text.ptr[i]);
        i++;
    }
    t->to = i;
    t->hash = finish(h);
    t->kind = BASE_TOKEN_WORD;
    if (letters && uppers == letters)
        t->flags |= BASE_TOKEN_UPPER;
    else if (first_upper)
        t->flags |= BASE_TOKEN_TITLE;
}

static void read_token(cursor *c, base_token *t)
{
    unsigned char ch = (unsigned char)c->text.ptr[c->at];

    t->from = c->at;
    if (ch < 0x80 && ascii_class(ch) == DIGIT) {
        uint32_t end = number_end(c->text, c->at, c->to);
        unsigned size;
        uint32_t fold;
        bool upper, letter;
        if (!word_char(c->text, end, c->to, &size, &fold, &upper, &letter)) {
            t->to = end;
            t->kind = BASE_TOKEN_NUMBER;
            t->hash = base_token_hash(base_str_cut(c->text, (socvet_span){c->at, end}));
            return;
        }
        read_word(c, t);
        return;
    }
    unsigned size = 1;
    uint32_t fold;
    bool upper, letter;
    if (word_char(c->text, c->at, c->to, &size, &fold, &upper, &letter)) {
        read_word(c, t);
        return;
    }
    base_utf8_at((socvet_str){c->text.ptr, c->to}, c->at, &size);
    t->to = c->at + size;
    t->kind = BASE_TOKEN_SYMBOL;
    t->hash = ch == '&' ? base_token_hash(SOCVET_STR("and"))
                        : base_token_hash(base_str_cut(c->text, (socvet_span){t->from, t->to}));
}

/* Passes over white space; says whether a line began. */
static bool skip_space(cursor *c, bool *line)
{
    uint32_t start = c->at;

    while (c->at < c->to) {
        unsigned char ch = (unsigned char)c->text.ptr[c->at];
        if (ch < 0x80) {
            if (ascii_class(ch) != BLANK && ch != 0)
                break;
            *line |= ch == '\n';
            c->at++;
            continue;
        }
        unsigned size;
        if (!base_cp_is_space(base_utf8_at((socvet_str){c->text.ptr, c->to}, c->at, &size)))
            break;
        c->at += size;
    }
    return c->at > start;
}

socvet_status base_tokenise(base_arena *arena, socvet_str text, uint32_t from, uint32_t to,
                            base_token **out, size_t *count, socvet_err *err)
{
    cursor c = {text, from, to};
    base_token *tokens = NULL;
    size_t n = 0, cap = 0;
    bool line = true, space = true;

    *out = NULL;
    *count = 0;
    if (to > from) {
        cap = (to - from) / 5 + 16;
        tokens = base_arena_array(arena, cap, sizeof *tokens);
        if (!tokens)
            return base_fail(err, SOCVET_E_NOMEM, "base", SOCVET_NO_OFFSET, "memory ran out");
    }
    while (skip_space(&c, &line) ? (space = true, c.at < c.to) : c.at < c.to) {
        void *p = tokens;
        if (n == cap && !base_arena_grow(arena, &p, &cap, n, sizeof *tokens))
            return base_fail(err, SOCVET_E_NOMEM, "base", SOCVET_NO_OFFSET, "memory ran out");
        tokens = p;
        base_token *t = &tokens[n++];
        *t = (base_token){0};
        if (line)
            t->flags |= BASE_TOKEN_LINE_START;
        if (!space)
            t->flags |= BASE_TOKEN_JOINED;
        read_token(&c, t);
        c.at = t->to;
        line = space = false;
    }
    *out = tokens;
    *count = n;
    return SOCVET_OK;
}

size_t base_token_fold(socvet_str text, const base_token *t, char *buf, size_t cap)
{
    size_t n = 0;
    uint32_t i = t->from;

    if (t->kind == BASE_TOKEN_SYMBOL && text.ptr[i] == '&') {
        memcpy(buf, "and", cap > 3 ? 4 : 0);
        return 3;
    }
    while (i < t->to && n + 5 < cap) {
        unsigned size;
        unsigned a = t->kind == BASE_TOKEN_WORD ? apostrophe(text, i, t->to) : 0;
        if (a) {
            i += a;
            continue;
        }
        uint32_t cp = base_cp_fold(base_utf8_at((socvet_str){text.ptr, t->to}, i, &size));
        i += size;
        if (cp < 0x80) {
            buf[n++] = (char)cp;
        } else if (cp < 0x800) {
            buf[n++] = (char)(0xC0 | cp >> 6);
            buf[n++] = (char)(0x80 | (cp & 0x3F));
        } else {
            buf[n++] = (char)(0xE0 | (cp >> 12 & 15));
            buf[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
            buf[n++] = (char)(0x80 | (cp & 0x3F));
        }
    }
    if (cap)
        buf[n < cap ? n : cap - 1] = '\0';
    return n;
}

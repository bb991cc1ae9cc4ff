/* lexicon.c: a part of the format of hunspell(5), read so that no word is taken for known that hunspell
 * does not know: an option that is not in `plain` below ends it, a rule that is not plain is left out.
 *
 * First the roots that the words may have are gathered, then the dictionary is read once and the flags of
 * those roots kept, then each word is tried again. */
#include "lexicon.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "file.h"
#include "str.h"

enum { LONGEST = 40, LETTERS = 26, MOST_WORDS = 20000, AFF_MOST = 1 << 20, DIC_MOST = 64 << 20 };

typedef struct rule {
    struct rule *next; /* of the same last letter (suffixes), or of all (prefixes) */
    socvet_str strip, append, condition;
    char flag;
    bool cross;
} rule;

typedef struct entry {
    struct entry *next; /* homonyms */
    socvet_str flags;
} entry;

typedef struct {
    socvet_str root;
    entry *entries;
} slot;

typedef struct {
    base_arena *arena;
    rule *prefixes, *suffixes[LETTERS + 1]; /* the last: nothing is appended */
    char barred[8]; /* flags of entries that are no words by themselves */
    size_t n_barred;
    slot *slots;
    size_t mask, n_slots;
    bool failed; /* memory ran out */
} lexicon;

static bool small_letters(socvet_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 'a' || s.ptr[i] > 'z')
            return false;
    return true;
}

/* ---- the affix file ---- */

/* Fields between blanks; how many there are, at most `most`. */
static size_t fields_of(socvet_str line, socvet_str *out, size_t most)
{
    size_t n = 0, i = 0;

    while (n < most) {
        while (i < line.len && base_is_blank(line.ptr[i]))
            i++;
        size_t from = i;
        while (i < line.len && !base_is_blank(line.ptr[i]))
            i++;
        if (i == from)
            break;
        out[n++] = (socvet_str){line.ptr + from, i - from};
    }
    return n;
}

static socvet_str none_if_zero(socvet_str s)
{
    return base_str_eq_z(s, "0") ? (socvet_str){"", 0} : s;
}

/* "SFX G e ing [^eioy]e" */
static void add_rule(lexicon *x, const socvet_str *f, size_t n, bool cross)
{
    rule r = {.strip = none_if_zero(f[2]), .append = none_if_zero(f[3]),
              .condition = n > 4 && !base_str_eq_z(f[4], ".") ? f[4] : (socvet_str){"", 0},
              .flag = f[1].ptr[0], .cross = cross};

    if (!small_letters(r.strip) || !small_letters(r.append) || r.strip.len > 8 || r.append.len > 16)
        return; /* continued by other rules, or of words with other letters */
    for (size_t i = 0; i < r.condition.len; i++)
        if ((unsigned char)r.condition.ptr[i] >= 0x80)
            return;
    size_t last = r.append.len ? (size_t)(r.append.ptr[r.append.len - 1] - 'a') : LETTERS;
    rule **list = f[0].ptr[0] == 'P' ? &x->prefixes : &x->suffixes[last];
    rule *kept = base_arena_alloc(x->arena, sizeof *kept);
    x->failed |= !kept;
    if (!kept)
        return;
    *kept = r;
    kept->next = *list;
    *list = kept;
}

/* One line that is not of an affix; false: something not understood. */
static bool take_option(lexicon *x, const socvet_str *f, size_t n)
{
    static const char *const plain[] = {"SET", "TRY", "ICONV", "NOSUGGEST", "COMPOUNDMIN", "COMPOUNDRULE",
                                        "WORDCHARS", "REP", "MAP", "KEY", "LANG", "NAME", "HOME", "VERSION"};
    static const char *const bars[] = {"ONLYINCOMPOUND", "NEEDAFFIX", "FORBIDDENWORD"};

    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        if (base_str_eq_z(f[0], bars[i])) {
            if (n < 2 || f[1].len != 1 || x->n_barred == sizeof x->barred)
                return false;
            x->barred[x->n_barred++] = f[1].ptr[0];
            return true;
        }
    if (base_str_eq_z(f[0], "SET") && (n < 2 || !base_str_eq_z(f[1], "UTF-8")))
        return false;
    if (base_str_eq_z(f[0], "ICONV") && n == 3 && (unsigned char)f[1].ptr[0] < 0x80)
        return false; /* small letters must stand for themselves */
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (base_str_eq_z(f[0], plain[i]))
            return true;
    return false;
}

static bool read_affixes(lexicon *x, socvet_str aff)
{
    socvet_str line, f[5];
    uint64_t left = 0;
    bool cross = false;

    if (base_str_starts(aff, SOCVET_STR("\xEF\xBB\xBF")))
        aff.ptr += 3, aff.len -= 3;
    while (base_str_split(&aff, '\n', &line)) {
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        size_t n = fields_of(line, f, 5);
        if (n == 0 || f[0].ptr[0] == '#')
            continue;
        if (!base_str_eq_z(f[0], "PFX") && !base_str_eq_z(f[0], "SFX")) {
            if (!take_option(x, f, n))
                return false;
        } else if (n < 4 || f[1].len != 1) {
            return false;
        } else if (left) {
            add_rule(x, f, n, cross);
            left--;
        } else {
            cross = base_str_eq_z(f[2], "Y");
            if (!base_str_to_u64(f[3], &left))
                return false;
        }
    }
    return !x->failed;
}

/* ---- what a word may be made of ---- */

/* "[^aeiou]y" against as many letters at `at` of s. False for a condition longer than what is there. */
static bool fits(socvet_str condition, socvet_str s, size_t at)
{
    for (size_t i = 0; i < condition.len; i++, at++) {
        char c = condition.ptr[i];
        if (at >= s.len)
            return false;
        if (c == '[') {
            bool inside = false, against = i + 1 < condition.len && condition.ptr[i + 1] == '^';
            for (i += 1 + against; i < condition.len && condition.ptr[i] != ']'; i++)
                inside |= condition.ptr[i] == s.ptr[at];
            if (inside == against)
                return false;
        } else if (c != '.' && c != s.ptr[at]) {
            return false;
        }
    }
    return true;
}

static size_t letters_in(socvet_str condition)
{
    size_t n = 0;

    for (size_t i = 0; i < condition.len; i++, n++)
        if (condition.ptr[i] == '[')
            while (i < condition.len && condition.ptr[i] != ']')
                i++;
    return n;
}

/* A root and the flags it must have (0: none); true ends the search. */
typedef bool (*visit)(lexicon *x, socvet_str root, char prefix, char suffix);

static bool without_suffix(lexicon *x, const rule *list, socvet_str w, const rule *prefix, visit each)
{
    char z[LONGEST + 32];

    for (const rule *r = list; r; r = r->next) {
        if ((prefix && !r->cross) || w.len <= r->append.len ||
            memcmp(w.ptr + w.len - r->append.len, r->append.ptr, r->append.len) != 0)
            continue;
        socvet_str root = {z, w.len - r->append.len + r->strip.len};
        size_t n = letters_in(r->condition);
        memcpy(z, w.ptr, w.len - r->append.len);
        memcpy(z + w.len - r->append.len, r->strip.ptr, r->strip.len);
        if (n <= root.len && fits(r->condition, root, root.len - n) &&
            each(x, root, prefix ? prefix->flag : '\0', r->flag))
            return true;
    }
    return false;
}

static bool with_suffixes(lexicon *x, socvet_str w, const rule *prefix, visit each)
{
    return each(x, w, prefix ? prefix->flag : '\0', '\0') ||
           without_suffix(x, x->suffixes[w.ptr[w.len - 1] - 'a'], w, prefix, each) ||
           without_suffix(x, x->suffixes[LETTERS], w, prefix, each);
}

static bool each_reading(lexicon *x, socvet_str w, visit each)
{
    char z[LONGEST + 16];

    if (with_suffixes(x, w, NULL, each))
        return true;
    for (const rule *r = x->prefixes; r; r = r->next) {
        if (w.len <= r->append.len || memcmp(w.ptr, r->append.ptr, r->append.len) != 0)
            continue;
        socvet_str rest = {z, w.len - r->append.len + r->strip.len};
        memcpy(z, r->strip.ptr, r->strip.len);
        memcpy(z + r->strip.len, w.ptr + r->append.len, w.len - r->append.len);
        if (!fits(r->condition, rest, 0))
            continue;
        if (r->cross ? with_suffixes(x, rest, r, each) : each(x, rest, r->flag, '\0'))
            return true;
    }
    return false;
}

/* ---- the roots ---- */

static uint64_t mix(uint64_t h, char c)
{
    return (h ^ (unsigned char)c) * UINT64_C(0x100000001B3);
}

static slot *slot_of(const lexicon *x, socvet_str root, uint64_t hash)
{
    size_t at = (hash ^ hash >> 29) & x->mask;

    while (x->slots[at].root.ptr && !base_str_eq(x->slots[at].root, root))
        at = (at + 1) & x->mask;
    return &x->slots[at];
}

static uint64_t hash_of(socvet_str s)
{
    uint64_t h = 0;

    for (size_t i = 0; i < s.len; i++)
        h = mix(h, s.ptr[i]);
    return h;
}

static bool make_room(lexicon *x)
{
    lexicon old = *x;

    if (x->slots && x->n_slots * 2 < x->mask)
        return true;
    x->mask = x->slots ? x->mask * 2 + 1 : 4095;
    x->slots = base_arena_array(x->arena, x->mask + 1, sizeof *x->slots);
    x->failed |= !x->slots;
    for (size_t i = 0; !x->failed && old.slots && i <= old.mask; i++)
        if (old.slots[i].root.ptr)
            *slot_of(x, old.slots[i].root, hash_of(old.slots[i].root)) = old.slots[i];
    return !x->failed;
}

static bool gather(lexicon *x, socvet_str root, char prefix, char suffix)
{
    (void)prefix, (void)suffix;
    if (!make_room(x))
        return true;
    slot *s = slot_of(x, root, hash_of(root));
    if (!s->root.ptr) {
        s->root = (socvet_str){base_arena_dup(x->arena, root), root.len};
        x->n_slots++;
        x->failed |= !s->root.ptr;
    }
    return x->failed;
}

/* "root/flags" or "root"; the first line is a count and no word of small letters. */
static void read_entries(lexicon *x, socvet_str dic)
{
    const char *p = dic.ptr, *end = dic.ptr + dic.len;

    while (p < end && !x->failed) {
        const char *word = p;
        uint64_t h = 0;
        while (p < end && *p >= 'a' && *p <= 'z')
            h = mix(h, *p++);
        socvet_str root = {word, (size_t)(p - word)}, flags = {p, 0};
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (p < end && *p == '/')
            for (flags.ptr = ++p; p < end && *p != '\n' && !base_is_blank(*p); p++)
                flags.len++;
        bool whole = root.len && (p == end || base_is_blank(*p));
        slot *s = whole ? slot_of(x, root, h) : NULL;
        p = line ? line + 1 : end;
        if (!s || !s->root.ptr)
            continue;
        entry *e = base_arena_alloc(x->arena, sizeof *e);
        x->failed |= !e;
        if (e) {
            *e = (entry){s->entries, flags};
            s->entries = e;
        }
    }
}

static bool has(socvet_str flags, char flag)
{
    return flags.len && memchr(flags.ptr, flag, flags.len);
}

static bool barred(const lexicon *x, const slot *s)
{
    for (const entry *e = s->entries; e; e = e->next)
        for (size_t i = 0; i < x->n_barred; i++)
            if (has(e->flags, x->barred[i]))
                return true;
    return false;
}

static bool stands(lexicon *x, socvet_str root, char prefix, char suffix)
{
    const slot *s = slot_of(x, root, hash_of(root));

    if (!s->root.ptr || barred(x, s))
        return false;
    for (const entry *e = s->entries; e; e = e->next)
        if ((!prefix || has(e->flags, prefix)) && (!suffix || has(e->flags, suffix)))
            return true;
    return false;
}

/* ---- the files ---- */

static bool fit_to_ask(socvet_str w)
{
    return w.len > 0 && w.len <= LONGEST && small_letters(w);
}

static bool ask(lexicon *x, socvet_str dic, const socvet_str *words, size_t n, bool *known)
{
    for (size_t i = 0; i < n && !x->failed; i++)
        if (fit_to_ask(words[i]))
            each_reading(x, words[i], gather);
    if (!x->failed && x->slots)
        read_entries(x, dic);
    for (size_t i = 0; i < n && !x->failed && x->slots; i++) {
        /* a word that is barred as it stands is not saved by what it may be made of */
        known[i] = fit_to_ask(words[i]) && !barred(x, slot_of(x, words[i], hash_of(words[i]))) &&
                   each_reading(x, words[i], stands);
    }
    return !x->failed;
}

/* Mapped, not read: it is looked at once, and nothing of it is kept. */
static bool ask_file(lexicon *x, const char *dic, const socvet_str *words, size_t n, bool *known)
{
    int fd = open(dic, O_RDONLY | O_CLOEXEC);
    struct stat st;
    bool fine = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < DIC_MOST;
    void *p = fine ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;

    if (fd >= 0)
        close(fd);
    if (p == MAP_FAILED)
        return false;
    fine = ask(x, (socvet_str){p, (size_t)st.st_size}, words, n, known);
    munmap(p, (size_t)st.st_size);
    return fine;
}

bool base_lexicon_knows(const char *aff, const char *dic, const socvet_str *words, size_t n, bool *known)
{
    lexicon x = {.arena = base_arena_new(0)};
    base_buf rules;

    memset(known, 0, n * sizeof *known);
    bool fine = base_file_read(&rules, aff, AFF_MOST, NULL) == SOCVET_OK && x.arena && n <= MOST_WORDS &&
                read_affixes(&x, base_buf_str(&rules)) && ask_file(&x, dic, words, n, known);
    if (!fine)
        memset(known, 0, n * sizeof *known);
    base_buf_clear(&rules);
    base_arena_free(x.arena);
    return fine;
}

/* pdf_words.c: is this an English word? Asked at line ends only, of a dictionary's list of stems and
 * a few endings: opening hunspell for it would cost more than reading the document. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "pdf.h"

enum { LONGEST = 40, LIST_MOST = 16 * 1024 * 1024 };

static size_t letter(char c)
{
    c = base_lower(c);
    return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') : PDF_WORDS_LETTERS - 1;
}

/* The lines that may hold a word: the list stands in its alphabet's order, so that those with the same
 * two first letters are close together. */
static pdf_words_range *range_of(const pdf_words *w, const char *s, size_t len)
{
    return &w->ranges[letter(s[0]) * PDF_WORDS_LETTERS + (len > 1 ? letter(s[1]) : PDF_WORDS_LETTERS - 1)];
}

static bool has_stem(const pdf_words *w, socvet_str s)
{
    const pdf_words_range *r = s.len ? range_of(w, s.ptr, s.len) : NULL;

    for (size_t at = r ? r->from : 0; r && at < r->to; at++) {
        const char *p = memmem(w->list.ptr + at, r->to - at, s.ptr, s.len);
        if (!p)
            return false;
        at = (size_t)(p - w->list.ptr);
        if ((at == 0 || p[-1] == '\n') && at + s.len < w->list.len && strchr("/\n\r\t", p[s.len]) && p[s.len])
            return true;
    }
    return false;
}

static size_t read_lines(pdf_words *w)
{
    size_t n = 0;

    for (size_t i = 0, next; i < w->list.len; i = next, n++) {
        const char *line = w->list.ptr + i, *end = memchr(line, '\n', w->list.len - i);
        next = end ? (size_t)(end - w->list.ptr) + 1 : w->list.len;
        pdf_words_range *r = range_of(w, line, i + 1 < w->list.len && line[0] != '\n' ? 2 : 1);
        if (r->to == 0)
            r->from = (uint32_t)i;
        r->to = (uint32_t)next;
    }
    return n;
}

/* Mapped, and left mapped until the program ends. */
static void load(pdf_words *w, base_arena *arena)
{
    const char *folder = getenv("SOCVET_HUNSPELL");
    struct stat st;
    char path[512];

    w->tried = true;
    snprintf(path, sizeof path, "%.490s/en_GB.dic", folder ? folder : "/usr/share/hunspell");
    w->ranges = base_arena_array(arena, PDF_WORDS_LETTERS * PDF_WORDS_LETTERS, sizeof *w->ranges);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (w->ranges && fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= LIST_MOST) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p != MAP_FAILED)
            w->list = (socvet_str){p, (size_t)st.st_size};
    }
    close(fd);
    w->ready = w->list.len && read_lines(w) > 1000;
}

bool pdf_words_ready(pdf_words *w, base_arena *arena)
{
    if (!w->tried)
        load(w, arena);
    return w->ready;
}

static bool with_ending(const pdf_words *w, const char *word, size_t n)
{
    static const struct {
        const char *ending, *instead;
    } rules[] = {{"s", ""}, {"es", ""}, {"ies", "y"}, {"ed", ""}, {"ed", "e"}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ings", ""},
                 {"ly", ""}, {"er", ""}, {"er", "e"}, {"ers", ""}, {"ers", "e"}, {"or", "e"}, {"ors", "e"}, {"ment", ""}, {"ments", ""},
                 {"ness", ""}, {"able", ""}, {"able", "e"}, {"ability", "able"}, {"ation", "e"}, {"ation", ""}, {"ations", "e"}, {"ications", "y"},
                 {"ication", "y"}, {"ion", "e"}, {"ion", ""}, {"ions", "e"}, {"ions", ""}, {"al", ""}, {"ally", ""}, {"ally", "al"}, {"ise", ""},
                 {"ising", "e"}, {"ism", ""}, {"ist", ""}, {"ists", ""}, {"ful", ""}, {"less", ""}, {"ship", ""}, {"ity", ""}, {"ity", "e"}};
    char stem[LONGEST + 8];

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t cut = strlen(rules[i].ending), add = strlen(rules[i].instead);
        if (n < cut + 3 || memcmp(word + n - cut, rules[i].ending, cut) != 0)
            continue;
        memcpy(stem, word, n - cut);
        memcpy(stem + n - cut, rules[i].instead, add);
        size_t len = n - cut + add;
        if (has_stem(w, (socvet_str){stem, len}))
            return true;
        if (!add && len > 3 && stem[len - 1] == stem[len - 2] && has_stem(w, (socvet_str){stem, len - 1}))
            return true; /* "running" */
    }
    return false;
}

bool pdf_word_known(pdf_words *w, socvet_str word)
{
    static const char *const fronts[] = {"", "un", "re", "non", "dis", "in", "over", "under", "co", "pre", "inter", "multi", "sub", "mis", "con", "com", "de", "ex", "pro", "trans", "en"};
    char low[LONGEST];

    if (!w->ready || word.len > LONGEST)
        return !w->ready;
    for (size_t i = 0; i < word.len; i++)
        low[i] = base_lower(word.ptr[i]);
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        size_t cut = strlen(fronts[i]);
        if (cut && (word.len < cut + 4 || memcmp(low, fronts[i], cut) != 0))
            continue;
        socvet_str rest = {low + cut, word.len - cut};
        if (has_stem(w, rest) || with_ending(w, rest.ptr, rest.len))
            return true;
    }
    return has_stem(w, word); /* a name */
}

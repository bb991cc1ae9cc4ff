/* pdf_lines.c: words -> lines -> running text. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "pdf.h"

/* A gap of so many font sizes is no space between words. */
#define WIDE_GAP 1.7F

socvet_str pdf_word_text(const pdf_doc *d, const pdf_word *w)
{
    return (socvet_str){d->text.ptr + w->from, w->to - w->from};
}

static void grow_box(pdf_box *box, pdf_box more)
{
    box->x0 = more.x0 < box->x0 ? more.x0 : box->x0;
    box->y0 = more.y0 < box->y0 ? more.y0 : box->y0;
    box->x1 = more.x1 > box->x1 ? more.x1 : box->x1;
    box->y1 = more.y1 > box->y1 ? more.y1 : box->y1;
}

static bool same_line(const pdf_word *a, const pdf_word *b)
{
    float size = a->size > 1 ? a->size : 1, gap = b->box.x0 - a->box.x1;

    return !a->line_end && gap < WIDE_GAP * size && gap > -size;
}

pdf_line *pdf_lines(pdf_doc *d, const pdf_page *p, uint32_t *words, size_t n, size_t *count)
{
    pdf_line *lines = base_arena_array(d->arena, n + 1, sizeof *lines);
    size_t made = 0;

    *count = 0;
    if (!lines) {
        d->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        const pdf_word *w = &p->words[words[i]];
        if (i && words[i - 1] + 1 == words[i] && same_line(w - 1, w)) {
            pdf_line *l = &lines[made - 1];
            grow_box(&l->box, w->box);
            l->size = w->size > l->size ? w->size : l->size;
            l->bold &= w->bold;
            l->n_words++;
        } else {
            lines[made++] = (pdf_line){.box = w->box, .size = w->size, .bold = w->bold, .words = words + i, .n_words = 1};
        }
    }
    *count = made;
    return lines;
}

bool pdf_line_join(pdf_doc *d, pdf_line *to, const pdf_line *more)
{
    uint32_t *words = base_arena_array(d->arena, to->n_words + more->n_words, sizeof *words);

    if (!words) {
        d->failed = true;
        return false;
    }
    memcpy(words, to->words, to->n_words * sizeof *words);
    memcpy(words + to->n_words, more->words, more->n_words * sizeof *words);
    to->words = words;
    to->n_words += more->n_words;
    grow_box(&to->box, more->box);
    to->bold = more->bold;
    to->size = more->size > to->size ? more->size : to->size;
    return true;
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return x < y ? -1 : x > y;
}

static float gap_before(const pdf_doc *d, const pdf_line *l, uint32_t i)
{
    return d->page->words[l->words[i]].box.x0 - d->page->words[l->words[i - 1]].box.x1;
}

static bool is_letter(socvet_str t)
{
    return t.len == 1 || ((unsigned char)t.ptr[0] >= 0xC3 && t.len <= 3);
}

/* "J O B  T I T L E": the gap that is more than one between letters; 0: the line is not spaced out. */
static float letter_gap(const pdf_doc *d, const pdf_line *l)
{
    float gaps[64];
    size_t n = 0, letters = 0, dots = 0;

    if (l->n_words < 6)
        return 0;
    for (uint32_t i = 0; i < l->n_words; i++) {
        socvet_str t = pdf_word_text(d, &d->page->words[l->words[i]]);
        letters += is_letter(t);
        dots += t.len == 1 && strchr("._-*", t.ptr[0]) != NULL;
        if (t.len > 4)
            return 0;
        if (i && n < 64)
            gaps[n++] = gap_before(d, l, i);
    }
    if (letters * 3 < l->n_words * 2 || dots * 2 > l->n_words)
        return 0;
    qsort(gaps, n, sizeof *gaps, by_size);
    return gaps[n / 3] * 1.6F + 0.3F;
}

/* How wide a letter is, in its size, in the common run of fonts. */
static float usual_width(char c)
{
    return strchr("iljtfrI.,;:'!|()[]-", c) ? 0.32F : strchr("mwMW@%", c) ? 0.82F : c >= 'A' && c <= 'Z' ? 0.68F : 0.48F;
}

/* Boxes of letters that overlap (a font for vertical lines, laid down) say only where the middles are. */
static bool room_between(const pdf_word *a, const pdf_word *b, socvet_str ta, socvet_str tb)
{
    float apart = (b->box.x0 + b->box.x1 - a->box.x0 - a->box.x1) / 2;

    return apart > ((usual_width(ta.ptr[0]) + usual_width(tb.ptr[0])) / 2 + 0.16F) * b->size;
}

void pdf_line_text(pdf_doc *d, const pdf_line *l, base_buf *out)
{
    float least = letter_gap(d, l);

    for (uint32_t i = 0; i < l->n_words; i++) {
        const pdf_word *w = &d->page->words[l->words[i]], *before = i ? &d->page->words[l->words[i - 1]] : w;
        socvet_str t = pdf_word_text(d, w);
        if (i && least < 0 ? room_between(before, w, pdf_word_text(d, before), t) : i && (!(least > 0) || gap_before(d, l, i) >= least))
            base_buf_add_char(out, ' ');
        base_buf_add(out, t);
    }
}

/* ---- markers ---- */

size_t pdf_bullet(socvet_str s)
{
    static const uint32_t marks[] = {0x2022, 0x25CF, 0x25E6, 0x25AA, 0x25A0, 0x2023, 0x2043, 0xB7,
                                     0x2219, 0x25BA, 0x2756, 0x25C6, 0x27A2, 0x25CB, 0x2666, 0x25FE};
    unsigned size = 0;
    size_t i;
    bool is = false;

    if (!s.len)
        return 0;
    uint32_t cp = base_utf8_at(s, 0, &size);
    for (i = 0; i < sizeof marks / sizeof *marks; i++)
        is |= cp == marks[i];
    if (is) {
        for (i = size; i < s.len && base_is_blank(s.ptr[i]); i++)
            ;
        return i;
    }
    /* "o" of Courier, a dash: only before a blank */
    if ((cp == 'o' || cp == '-' || cp == 0x2013 || cp == '*') && s.len > size && s.ptr[size] == ' ')
        return size + 1;
    return (cp == 'o' || cp == '-' || cp == 0x2013 || cp == '*') && s.len == size ? size : 0;
}

/* Bytes of "1.", "12)", "(a)", "iv.", "2.3."; 0: none. A year or a sum is none. */
static size_t number_mark(socvet_str s)
{
    size_t i = 0, from, run = 0;
    bool open = s.len && s.ptr[0] == '(';

    i += open;
    from = i;
    while (i < s.len && i - from < 6 && run < 3 && (base_is_digit(s.ptr[i]) || (s.ptr[i] == '.' && run))) {
        run = s.ptr[i] == '.' ? 0 : run + 1;
        i++;
    }
    if (run > 2)
        return 0;
    bool digits = i > from;
    if (!digits) {
        while (i < s.len && i - from < 4 && s.ptr[i] && strchr("ivxIVX", s.ptr[i]))
            i++;
        if (i == from && i < s.len && base_is_alpha(s.ptr[i]))
            i++;
    }
    if (i == from)
        return 0;
    if (digits && !run) /* the stop was taken with the figures */
        return open ? 0 : i;
    if (i < s.len && (s.ptr[i] == ')' || (s.ptr[i] == '.' && !open)))
        return i + 1;
    return 0;
}

bool pdf_is_marker(socvet_str s)
{
    size_t n = pdf_bullet(s);

    if (!n)
        n = number_mark(s);
    return n && n >= s.len;
}

bool pdf_starts_item(socvet_str s)
{
    size_t n = number_mark(s);

    return pdf_bullet(s) || (n && n < s.len && s.ptr[n] == ' ');
}

/* ---- running text ---- */

static size_t last_word(socvet_str s)
{
    size_t i = s.len;

    while (i && (base_is_alpha(s.ptr[i - 1]) || (unsigned char)s.ptr[i - 1] >= 0x80))
        i--;
    return i;
}

static size_t first_word(socvet_str s)
{
    size_t i = 0;

    while (i < s.len && (base_is_alpha(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80))
        i++;
    return i;
}

/* Words that are endings more often. */
static bool is_ending(socvet_str s)
{
    static const char *const endings[] = {"able", "ably", "ally", "ance", "ment", "ments", "ness", "ship", "ships", "less", "tion", "tions"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (base_str_eq_z(s, endings[i]))
            return true;
    return false;
}

/* "experi-" + "ence": the hyphen was the line's. "long-" + "term": it is the word's. */
static bool hyphen_of_line(pdf_doc *d, socvet_str text, socvet_str line)
{
    socvet_str before = {text.ptr, text.len - 1};
    size_t at = last_word(before), end = first_word(line);
    char whole[80];

    socvet_str left = {before.ptr + at, before.len - at}, right = {line.ptr, end};
    if (!left.len || !right.len || left.len + right.len > sizeof whole || line.ptr[0] < 'a' || line.ptr[0] > 'z')
        return false;
    if (at && before.ptr[at - 1] == '-') /* "state-of-" */
        return false;
    memcpy(whole, left.ptr, left.len);
    memcpy(whole + left.len, right.ptr, right.len);
    if (!pdf_words_ready(&d->known, d->arena))
        return false;
    if (left.len == 1 || (left.len == 4 && memcmp(left.ptr, "anti", 4) == 0)) /* "e-mail", "anti-racist" */
        return false;
    bool both = pdf_word_known(&d->known, left) && pdf_word_known(&d->known, right);
    bool known = pdf_word_known(&d->known, (socvet_str){whole, left.len + right.len});
    return known ? !both || left.len <= 3 || right.len <= 3 || is_ending(right) : !both && left.len > 2;
}

void pdf_text_join(pdf_doc *d, base_buf *text, socvet_str line)
{
    socvet_str so_far = base_buf_str(text);

    if (!line.len)
        return;
    if (so_far.len > 2 && memcmp(so_far.ptr + so_far.len - 2, "\xC2\xAD", 2) == 0) {
        text->len -= 2; /* a soft hyphen that came to be seen */
    } else if (so_far.len > 1 && so_far.ptr[so_far.len - 1] == '-' && so_far.ptr[so_far.len - 2] != ' ') {
        if (hyphen_of_line(d, so_far, line))
            text->len--;
    } else if (so_far.len && so_far.ptr[so_far.len - 1] != '\n') {
        base_buf_add_char(text, ' ');
    }
    base_buf_add(text, line);
}

/* A line that ends so goes on. */
static bool is_linking(socvet_str s)
{
    static const char *const words[] = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our",
                                        "the", "their", "to", "under", "with", "within", "your", "&", "be", "is", "this"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_eq_z(s, words[i]))
            return true;
    return false;
}

/* Words that begin names more often than sentences. */
static bool is_name(socvet_str s)
{
    static const char *const words[] = {"Act", "Authority", "Board", "Certificate", "Code", "College", "Council", "Degree", "Department",
                                        "Diploma", "Excel", "Framework", "Government", "Grade", "Health", "Level", "Nursing", "Office",
                                        "Outlook", "Regulations", "School", "Scheme", "Service", "Services", "Social", "Society",
                                        "Standards", "Trust", "University", "Word"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_eq_z(s, words[i]))
            return true;
    return false;
}

/* In a narrow cell the width tells little: a line that begins as sentences do, after one that ended
 * as they may, begins another of the cell's paragraphs. */
bool pdf_begins_sentence(pdf_doc *d, const pdf_line *a, const pdf_line *b)
{
    socvet_str last = pdf_word_text(d, &d->page->words[a->words[a->n_words - 1]]);
    socvet_str first = pdf_word_text(d, &d->page->words[b->words[0]]), second = {"", 0};
    char low[40];

    if (b->n_words > 1)
        second = pdf_word_text(d, &d->page->words[b->words[1]]);
    if (!last.len || (a->n_words < 2 && last.ptr[last.len - 1] != ')') || first.len < 3 || first.len >= sizeof low || !second.len || is_linking(last) || is_name(first))
        return false;
    char end = last.ptr[last.len - 1], start = last.ptr[0];
    bool may_end = (start >= 'a' && start <= 'z' && base_is_alpha(end)) || end == ')' || base_is_digit(end);
    char next = second.ptr[0] == '(' && second.len > 1 ? second.ptr[1] : second.ptr[0];
    if (!may_end || first.ptr[0] < 'A' || first.ptr[0] > 'Z' || next < 'a' || next > 'z')
        return false;
    for (size_t i = 0; i < first.len; i++)
        if (!base_is_alpha(first.ptr[i]) || (i && (first.ptr[i] < 'a' || first.ptr[i] > 'z')))
            return false;
        else
            low[i] = base_lower(first.ptr[i]);
    return pdf_words_ready(&d->known, d->arena) && pdf_word_known(&d->known, (socvet_str){low, first.len});
}

/* Whether line b begins something new after line a, in a column from left to right. */
bool pdf_breaks(const pdf_doc *d, const pdf_line *a, const pdf_line *b, float left, float right)
{
    const pdf_word *word = &d->page->words[b->words[0]];
    socvet_str first = pdf_word_text(d, word), last;
    float pitch = b->box.y0 - a->box.y0, height = a->box.y1 - a->box.y0;
    float size = a->size > 1 ? a->size : 10, room = right - a->box.x1;

    last = pdf_word_text(d, &d->page->words[a->words[a->n_words - 1]]);
    if (b->box.y0 > a->box.y1 + 0.6F * size || pitch > 2.2F * height || pitch < -height)
        return true;
    if (b->size > a->size * 1.12F || b->size * 1.12F < a->size || a->bold != b->bold)
        return true;
    if (pdf_bullet(first) || (b->n_words > 1 && pdf_is_marker(first) && !base_is_alpha(first.ptr[0])))
        return true;
    if (base_str_eq_ci(first, SOCVET_STR("essential:")) || base_str_eq_ci(first, SOCVET_STR("desirable:")))
        return true;
    bool small = first.len && ((first.ptr[0] >= 'a' && first.ptr[0] <= 'z'));
    if (small && last.len > 1 && last.ptr[last.len - 1] == '-' && base_is_alpha(last.ptr[last.len - 2]))
        return false;
    bool ended = last.len && strchr(".:;!?", last.ptr[last.len - 1]) != NULL;
    if (room > (word->box.x1 - word->box.x0) + 0.8F * size)
        return !small || ended || room > 0.4F * (right - left);
    return false;
}

void pdf_lines_text(pdf_doc *d, pdf_line *const *lines, size_t n, float right, base_buf *out)
{
    base_buf one;
    float left = n ? lines[0]->box.x0 : 0;

    base_buf_init(&one, 0);
    for (size_t i = 1; i < n; i++)
        left = lines[i]->box.x0 < left ? lines[i]->box.x0 : left;
    for (size_t i = 0; i < n; i++) {
        base_buf_reset(&one);
        pdf_line_text(d, lines[i], &one);
        if (i && (pdf_breaks(d, lines[i - 1], lines[i], left, right) || pdf_begins_sentence(d, lines[i - 1], lines[i])))
            base_buf_add_char(out, '\n');
        socvet_str s = base_buf_str(&one);
        size_t bullet = pdf_bullet(s);
        if (bullet < s.len)
            s = (socvet_str){s.ptr + bullet, s.len - bullet};
        pdf_text_join(d, out, s);
    }
    base_buf_clear(&one);
}

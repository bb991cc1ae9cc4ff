/* pdf_headed_head.c: what is the head of a person specification's table: "Criteria  Essential  Desirable
 * Assessed by" side by side, in one level or two, or any words over a column of nothing but E and D. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "extract/criteria.h"
#include "pdf_headed.h"

enum { HEAD_BANDS = 5, LOOK_AHEAD = 16 };
#define WIDE 0.75F   /* a gap that is surely no blank */
#define NARROW 0.42F /* one that may be */

/* A band cut where its gaps are wide: so many sizes of its letters. More than HEADED_COLUMNS: too many. */
static size_t cut(const headed_scan *s, const headed_band *b, float gap, headed_piece *out)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++) {
        const pdf_word *w = &s->p->words[b->words[i]];
        socvet_str t = pdf_word_text(s->d, w);
        if (!i || w->box.x0 - out[n - 1].x1 > gap * b->size) {
            if (n == HEADED_COLUMNS)
                return n + 1;
            out[n++] = (headed_piece){.x0 = w->box.x0, .x1 = w->box.x1, .bold = true};
        }
        headed_piece *p = &out[n - 1];
        p->longer |= p->len + t.len + 1 > HEADED_BYTES; /* no head is so long */
        if (!p->longer) {
            if (p->len)
                p->text[p->len++] = ' ';
            memcpy(p->text + p->len, t.ptr, t.len);
            p->len += t.len;
        }
        p->x1 = w->box.x1 > p->x1 ? w->box.x1 : p->x1;
        p->bold &= w->bold;
    }
    return n;
}

static socvet_str piece_text(const headed_piece *p)
{
    return (socvet_str){p->text, p->longer ? 0 : p->len};
}

/* ---- heads ---- */

bool headed_is_need(uint8_t role)
{
    return role == CRITERIA_ESSENTIAL || role == CRITERIA_DESIRABLE || role == CRITERIA_NEED;
}

static bool begins_with_need(socvet_str s)
{
    static const char *const words[] = {"essential", "desirable", "ess", "des", "e/d", "e / d", "e or d"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_str_starts_ci(s, base_str_z(words[i])))
            return true;
    return false;
}

/* "Criteria", not "Other requirements". */
static bool names_words(socvet_str s)
{
    return base_str_starts_ci(s, SOCVET_STR("criteri")) || base_str_starts_ci(s, SOCVET_STR("requirement")) || base_str_starts_ci(s, SOCVET_STR("selection crit"));
}

/* "Assessed by", "How tested", "Evidence", not "Evidence of further study". */
static bool names_method(socvet_str s)
{
    return base_str_find_ci(s, SOCVET_STR("assess"), 0) != SIZE_MAX || base_str_starts_ci(s, SOCVET_STR("how ")) || s.len <= 18;
}

/* A head begins its words so; a row that names a method may not. */
static bool capitals(const headed_piece *pieces, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!pieces[i].len || (pieces[i].text[0] >= 'a' && pieces[i].text[0] <= 'z'))
            return false;
    return true;
}

static bool is_head(const headed_piece *pieces, size_t n)
{
    size_t needs = 0;
    bool words = false, assessed = false, both = false;

    if (n < 2 || n > HEADED_COLUMNS || !capitals(pieces, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        criteria_role role = criteria_header(piece_text(&pieces[i]));
        if (pieces[i].longer || !pieces[i].len || (strchr(".;,", pieces[i].text[pieces[i].len - 1]) && pieces[i].len > 4))
            return false;
        if (headed_is_need((uint8_t)role) && begins_with_need(piece_text(&pieces[i])) && pieces[i].len > 1)
            needs++;
        both |= role == CRITERIA_NEED;
        words |= role == CRITERIA_WORDS && names_words(piece_text(&pieces[i]));
        assessed |= role == CRITERIA_ASSESSED && names_method(piece_text(&pieces[i]));
    }
    if (!needs)
        return words && assessed && n <= 4;
    return needs >= 2 || both || (assessed && (words || n == 2)); /* one need alone may stand in a row */
}

/* Below a piece of the band stand labels and nothing else, E and D or the words: a head that does not
 * say so ("Level", "Weight"). Gives the piece; n: none. */
static size_t labels_below(const headed_scan *s, size_t at, const headed_piece *pieces, size_t n)
{
    size_t seen[HEADED_COLUMNS][3] = {{0}};
    headed_piece below[HEADED_COLUMNS + 1];

    if (n < 2 || n > HEADED_COLUMNS)
        return n;
    for (size_t i = 0; i < n; i++)
        if (pieces[i].longer || criteria_label(piece_text(&pieces[i]), true) || criteria_is_mark(piece_text(&pieces[i])))
            return n;
    for (size_t k = at + 1; k < s->n && k < at + LOOK_AHEAD && s->bands[k].y0 - s->bands[k - 1].y1 < 4 * s->bands[k].size; k++) {
        size_t m = cut(s, &s->bands[k], NARROW, below);
        for (size_t i = 0; m <= HEADED_COLUMNS && i < m; i++)
            for (size_t c = 0; c < n; c++)
                if (fabsf(below[i].x0 - pieces[c].x0) < 3 || fabsf(below[i].x0 + below[i].x1 - pieces[c].x0 - pieces[c].x1) < 6)
                    seen[c][criteria_label(piece_text(&below[i]), true)]++;
    }
    for (size_t c = 0; c < n; c++)
        if (!seen[c][SOCVET_NEED_UNKNOWN] && seen[c][SOCVET_NEED_ESSENTIAL] && seen[c][SOCVET_NEED_DESIRABLE] &&
            seen[c][SOCVET_NEED_ESSENTIAL] + seen[c][SOCVET_NEED_DESIRABLE] >= 3)
            return c;
    return n;
}

static void take_head(headed_table *t, const headed_piece *pieces, size_t n)
{
    t->n_columns = n;
    for (size_t i = 0; i < n; i++)
        t->columns[i] = (headed_column){.x0 = pieces[i].x0, .x1 = pieces[i].x1, .role = (uint8_t)criteria_header(piece_text(&pieces[i]))};
}

/* "E  D  A  I" below "Requirement   Assessed by": the columns are those below, and the upper ones
 * that nothing stands below. */
static bool lower_head(headed_table *t, const headed_piece *pieces, size_t n)
{
    headed_column upper[HEADED_COLUMNS], made[HEADED_COLUMNS];
    size_t n_upper = t->n_columns, n_made = 0, e = 0, d = 0, taken = 0;

    for (size_t i = 0; i < n; i++) {
        criteria_role role = criteria_header(piece_text(&pieces[i]));
        e += role == CRITERIA_ESSENTIAL;
        d += role == CRITERIA_DESIRABLE;
        if (pieces[i].longer || pieces[i].len > 24)
            return false;
    }
    if (n < 2 || e != 1 || d != 1)
        return false;
    memcpy(upper, t->columns, sizeof upper);
    for (size_t u = 0; u < n_upper; u++) {
        size_t from = taken;
        while (taken < n && (u + 1 == n_upper || pieces[taken].x0 - upper[u].x1 < upper[u + 1].x0 - pieces[taken].x1) &&
               (u + 1 == n_upper || pieces[taken].x1 < upper[u + 1].x0)) {
            if (n_made == HEADED_COLUMNS)
                return false;
            const headed_piece *p = &pieces[taken++];
            made[n_made++] = (headed_column){p->x0, p->x1, 0, (uint8_t)criteria_header(piece_text(p)), (uint8_t)u};
        }
        if (from == taken) {
            if (n_made == HEADED_COLUMNS)
                return false;
            made[n_made] = upper[u];
            made[n_made++].upper = (uint8_t)u;
        }
    }
    if (taken < n)
        return false;
    memcpy(t->columns, made, sizeof made);
    t->n_columns = n_made;
    t->n_upper = n_upper;
    return true;
}

bool headed_same_head(const headed_table *t, const headed_piece *pieces, size_t n)
{
    if (t->n_upper || n != t->n_columns)
        return false;
    for (size_t i = 0; i < n; i++)
        if (fabsf(pieces[i].x0 - t->columns[i].x0) > 4 || (uint8_t)criteria_header(piece_text(&pieces[i])) != t->columns[i].role)
            return false;
    return true;
}

/* ---- heads of several lines ---- */

/* "Essential /" and below it "Desirable"; "Method of", "assessment". */
static bool goes_on(const headed_piece *above, const headed_piece *below)
{
    socvet_str a = piece_text(above), b = piece_text(below);
    bool open = a.len && (a.ptr[a.len - 1] == '/' || a.ptr[a.len - 1] == '-' ||
                          (a.len > 3 && (base_str_eq_ci((socvet_str){a.ptr + a.len - 3, 3}, SOCVET_STR(" of")) ||
                                         base_str_eq_ci((socvet_str){a.ptr + a.len - 3, 3}, SOCVET_STR(" or")))));
    bool label = criteria_label(b, true) != SOCVET_NEED_UNKNOWN;
    bool word = b.len && ((b.ptr[0] >= 'a' && b.ptr[0] <= 'z') || b.ptr[0] == '(' || criteria_header(b) != CRITERIA_OTHER);

    bool ends = base_str_eq_ci(b, SOCVET_STR("by")) || base_str_eq_ci(b, SOCVET_STR("(d)")) ||
                (b.len && b.ptr[0] >= 'a' && b.ptr[0] <= 'z' && criteria_header(b) != CRITERIA_OTHER); /* "How", "assessed" */
    return open || ends || (above->bold && below->bold && word && !label);
}

/* Adds a line to the head above it; false: it does not belong there. */
static bool add_line(headed_piece *head, size_t *n, const headed_piece *line, size_t m)
{
    headed_piece all[HEADED_COLUMNS];
    size_t made = *n;
    bool named = false; /* "Level" beside "Criteria" */

    for (size_t i = 0; i < m; i++)
        named |= criteria_header(piece_text(&line[i])) == CRITERIA_WORDS && names_words(piece_text(&line[i]));
    memcpy(all, head, *n * sizeof *all);
    for (size_t i = 0; i < m; i++) {
        size_t k = 0;
        while (k < made && !(all[k].x0 < line[i].x1 && line[i].x0 < all[k].x1))
            k++;
        if (k < made) {
            headed_piece *p = &all[k];
            if (!goes_on(p, &line[i]) || p->longer || p->len + line[i].len + 1 > HEADED_BYTES)
                return false;
            p->text[p->len++] = ' ';
            memcpy(p->text + p->len, line[i].text, line[i].len);
            p->len += line[i].len;
            p->x0 = line[i].x0 < p->x0 ? line[i].x0 : p->x0;
            p->x1 = line[i].x1 > p->x1 ? line[i].x1 : p->x1;
            continue;
        }
        if (made == HEADED_COLUMNS || (criteria_header(piece_text(&line[i])) == CRITERIA_OTHER && !(named && line[i].len <= 20 && capitals(&line[i], 1))))
            return false;
        for (k = made++; k && all[k - 1].x0 > line[i].x0; k--)
            all[k] = all[k - 1];
        all[k] = line[i];
    }
    memcpy(head, all, made * sizeof *all);
    *n = made;
    return true;
}

static size_t head_with(const headed_scan *s, size_t at, float gap, headed_piece *pieces, size_t *n)
{
    headed_piece line[HEADED_COLUMNS + 1], sure[HEADED_COLUMNS + 1];
    size_t used = 0, n_sure = 0;
    float low = s->bands[at].y1;

    *n = cut(s, &s->bands[at], gap, pieces);
    if (*n > HEADED_COLUMNS)
        return 0;
    for (size_t k = at + 1; k <= s->n && k <= at + HEAD_BANDS; k++) {
        if (is_head(pieces, *n)) {
            used = k - at;
            memcpy(sure, pieces, sizeof sure);
            n_sure = *n;
        }
        const headed_band *b = &s->bands[k];
        if (k == s->n || b->y0 - low > 0.6F * b->size)
            break;
        size_t m = cut(s, b, gap, line);
        if (m > HEADED_COLUMNS || !add_line(pieces, n, line, m))
            break;
        low = b->y1 > low ? b->y1 : low;
    }
    if (used) {
        memcpy(pieces, sure, sizeof sure);
        *n = n_sure;
    }
    return used;
}

size_t headed_head_at(const headed_scan *s, size_t at, headed_piece *pieces, size_t *n)
{
    size_t used = head_with(s, at, NARROW, pieces, n); /* "Essential  Desirable" in narrow columns */

    return used ? used : head_with(s, at, WIDE, pieces, n);
}

static bool names_need(const headed_piece *pieces, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (headed_is_need((uint8_t)criteria_header(piece_text(&pieces[i]))))
            return true;
    return false;
}

bool headed_find_head(const headed_scan *s, size_t at, headed_table *t)
{
    headed_piece pieces[HEADED_COLUMNS + 1];
    size_t n, used = headed_head_at(s, at, pieces, &n), labels = HEADED_COLUMNS;

    if (!used) {
        n = cut(s, &s->bands[at], WIDE, pieces);
        labels = labels_below(s, at, pieces, n);
        if (labels >= n)
            return false;
        used = 1;
    } else if (!names_need(pieces, n)) {
        labels = labels_below(s, at + used - 1, pieces, n);
    }
    take_head(t, pieces, n);
    if (labels < n)
        t->columns[labels].role = CRITERIA_NEED;
    t->head = at;
    t->body = at + used;
    for (size_t i = at; i < t->body; i++) {
        s->bands[i].head = true;
        headed_cover(s, t, &s->bands[i], t->covered);
    }
    if (t->body < s->n && s->bands[t->body].y0 - s->bands[t->body - 1].y1 < 1.5F * s->bands[t->body].size) {
        n = cut(s, &s->bands[t->body], WIDE, pieces);
        if (n <= HEADED_COLUMNS && lower_head(t, pieces, n)) {
            memset(t->covered, 0, sizeof t->covered);
            s->bands[t->body].head = true;
            headed_cover(s, t, &s->bands[t->body++], t->covered);
        }
    }
    return true;
}

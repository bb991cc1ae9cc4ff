/* patset.c: gates first, patterns only where a gate word stood. */
#include "patset.h"

#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "needs.h"
#include "starts.h"
#include "str.h"
#include "tsv.h"

typedef struct {
    uint64_t hash;
    uint32_t row;
    uint32_t next; /* next entry with the same hash, or UINT32_MAX */
} gate;

struct base_patset {
    base_arena *arena;
    base_pattern *rows;
    size_t n_rows, cap_rows;
    socvet_str *header;
    size_t columns;
    gate *gates;
    size_t n_gates, cap_gates;
    uint32_t *first_gate; /* a row's gates: [first_gate[row], first_gate[row + 1]) */
    uint32_t *slots; /* hash table into gates; UINT32_MAX empty */
    size_t mask;
    uint8_t bloom[8192]; /* bits by the low 16 bits of a hash */
    bool any_ungated;
};

struct base_patset_scratch {
    const base_patset *set;
    /* per row, made when first wanted: anchored, to be tried where a match may begin; and free */
    base_regex **anchored, **compiled;
    uint8_t *refused;
    base_arena *arena;         /* of the needs and starts */
    const base_needs **needs;  /* per row, once it was read */
    const base_starts **starts;
    uint8_t *needs_read;       /* windows met, until its beginnings were read */
    uint8_t *sought, *crowded; /* how often its beginnings were sought, and were too many */
    uint16_t *asked, *refused_by_needs; /* per row */
    uint32_t *done_to; /* per row: where its last window ended, so that none is read twice */
    uint32_t *misses;  /* per row: windows in the middle of a line without a match */
    uint64_t bytes;    /* all that patterns were let loose on */
    uint32_t *read;    /* per row: the same, until it is hastened */
    base_regex_scratch *match;
    base_grams grams; /* of grams_of, which is empty when nothing was read yet */
    socvet_str grams_of;
};

enum { NONE = UINT32_MAX };

static socvet_status nomem(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "base", SOCVET_NO_OFFSET, "memory ran out");
}

static socvet_status add_gates(base_patset *s, uint32_t row, socvet_str words, socvet_err *err)
{
    socvet_str piece;

    while (base_str_split(&words, ' ', &piece)) {
        void *p = s->gates;
        if (piece.len == 0)
            continue;
        if (!base_arena_grow(s->arena, &p, &s->cap_gates, s->n_gates, sizeof *s->gates))
            return nomem(err);
        s->gates = p;
        s->gates[s->n_gates++] = (gate){base_token_hash(piece), row, NONE};
    }
    return SOCVET_OK;
}

static socvet_status read_rows(base_patset *s, base_tsv *t, socvet_err *err)
{
    static const char *const names[] = {"id", "gate", "pattern", "yes", "no", NULL};
    int col[5];
    bool more;
    socvet_status st = base_tsv_need(t, names, col, err);

    s->columns = t->columns;
    s->header = base_arena_array(s->arena, t->columns, sizeof *s->header);
    if (!st && !s->header)
        st = nomem(err);
    if (!st)
        memcpy(s->header, t->header, t->columns * sizeof *s->header);
    while (!st && !(st = base_tsv_next(t, &more, err)) && more) {
        void *p = s->rows;
        for (size_t i = 0; i < s->n_rows; i++)
            if (base_str_eq(s->rows[i].id, t->field[col[0]]))
                return base_tsv_fail(t, col[0], err, "id '%.*s' is used twice",
                                     SOCVET_ARG(t->field[col[0]]));
        socvet_str *fields = base_arena_array(s->arena, t->columns, sizeof *fields);
        if (!fields || !base_arena_grow(s->arena, &p, &s->cap_rows, s->n_rows, sizeof *s->rows))
            return nomem(err);
        s->rows = p;
        memcpy(fields, t->field, t->columns * sizeof *fields);
        base_pattern *r = &s->rows[s->n_rows];
        *r = (base_pattern){fields[col[0]], fields[col[1]], fields[col[2]], fields[col[3]],
                            fields[col[4]], t->columns, s->header, fields, false};
        r->once = base_str_eq_z(base_pattern_cell(r, "scope"), "once");
        if (r->gate.len == 0)
            s->any_ungated = true;
        st = add_gates(s, (uint32_t)s->n_rows++, r->gate, err);
    }
    return st;
}

static socvet_status build_table(base_patset *s, socvet_err *err)
{
    size_t slots = 16;

    while (slots < s->n_gates * 2)
        slots *= 2;
    s->slots = base_arena_array(s->arena, slots, sizeof *s->slots);
    s->first_gate = base_arena_array(s->arena, s->n_rows + 1, sizeof *s->first_gate);
    if (!s->slots || !s->first_gate)
        return nomem(err);
    for (size_t i = s->n_gates, row = s->n_rows + 1; row-- > 0; s->first_gate[row] = (uint32_t)i)
        while (i > 0 && s->gates[i - 1].row >= row)
            i--;
    memset(s->slots, 0xFF, slots * sizeof *s->slots);
    s->mask = slots - 1;
    for (size_t i = s->n_gates; i-- > 0;) { /* backwards, so that chains run in row order */
        gate *g = &s->gates[i];
        size_t at = g->hash & s->mask;
        while (s->slots[at] != NONE && s->gates[s->slots[at]].hash != g->hash)
            at = (at + 1) & s->mask;
        g->next = s->slots[at];
        s->slots[at] = (uint32_t)i;
        s->bloom[(g->hash & 0xFFFF) >> 3] |= (uint8_t)(1u << (g->hash & 7));
    }
    return SOCVET_OK;
}

socvet_status base_patset_load(base_patset **out, socvet_str tsv, const char *name, socvet_err *err)
{
    base_tsv t;
    base_patset *s = calloc(1, sizeof *s);

    *out = NULL;
    if (!s)
        return nomem(err);
    s->arena = base_arena_new(0);
    socvet_status st = s->arena ? base_tsv_open(&t, tsv, name, err) : nomem(err);
    if (!st)
        st = read_rows(s, &t, err);
    if (!st)
        st = build_table(s, err);
    if (st)
        base_patset_free(s);
    else
        *out = s;
    return st;
}

void base_patset_free(base_patset *s)
{
    if (s) {
        base_arena_free(s->arena);
        free(s);
    }
}

size_t base_patset_count(const base_patset *s)
{
    return s->n_rows;
}

const base_pattern *base_patset_row(const base_patset *s, size_t i)
{
    return &s->rows[i];
}

socvet_str base_pattern_cell(const base_pattern *row, const char *column)
{
    for (size_t i = 0; i < row->columns; i++)
        if (base_str_eq_z(row->header[i], column))
            return row->field[i];
    return (socvet_str){"", 0};
}

base_patset_scratch *base_patset_scratch_new(const base_patset *set)
{
    base_patset_scratch *x = calloc(1, sizeof *x);

    if (!x)
        return NULL;
    x->set = set;
    x->compiled = calloc(set->n_rows + 1, sizeof(base_regex *));
    x->read = calloc(set->n_rows + 1, sizeof *x->read);
    x->anchored = calloc(set->n_rows + 1, sizeof(base_regex *));
    x->refused = calloc(set->n_rows + 1, 1);
    x->done_to = calloc(set->n_rows + 1, sizeof *x->done_to);
    x->misses = calloc(set->n_rows + 1, sizeof *x->misses);
    x->needs = calloc(set->n_rows + 1, sizeof *x->needs);
    x->starts = calloc(set->n_rows + 1, sizeof *x->starts);
    x->needs_read = calloc(set->n_rows + 1, 1);
    x->sought = calloc(set->n_rows + 1, 1);
    x->crowded = calloc(set->n_rows + 1, 1);
    x->asked = calloc(set->n_rows + 1, sizeof *x->asked);
    x->refused_by_needs = calloc(set->n_rows + 1, sizeof *x->refused_by_needs);
    x->arena = base_arena_new(0);
    x->match = base_regex_scratch_new();
    if (!x->compiled || !x->anchored || !x->read || !x->refused || !x->done_to || !x->misses || !x->needs ||
        !x->starts || !x->needs_read || !x->sought || !x->crowded || !x->asked || !x->refused_by_needs || !x->arena ||
        !x->match) {
        base_patset_scratch_free(x);
        return NULL;
    }
    return x;
}

uint64_t base_patset_scratch_bytes(const base_patset_scratch *x)
{
    return x->bytes;
}

void base_patset_scratch_free(base_patset_scratch *x)
{
    if (!x)
        return;
    for (size_t i = 0; x->compiled && i < x->set->n_rows; i++)
        base_regex_free(x->compiled[i]);
    for (size_t i = 0; x->anchored && i < x->set->n_rows; i++)
        base_regex_free(x->anchored[i]);
    free(x->compiled);
    free(x->read);
    free(x->anchored);
    free(x->refused);
    free(x->done_to);
    free(x->misses);
    free(x->needs);
    free(x->starts);
    free(x->needs_read);
    free(x->sought);
    free(x->crowded);
    free(x->asked);
    free(x->refused_by_needs);
    base_arena_free(x->arena);
    base_regex_scratch_free(x->match);
    free(x);
}

/* A row whose `case` column says "y" minds capitals. */
static unsigned row_flags(const base_pattern *r)
{
    return base_str_eq_z(base_pattern_cell(r, "case"), "y") ? BASE_REGEX_CASE : 0;
}

static base_regex *compiled_row(base_patset_scratch *x, size_t row, bool anchored, socvet_err *err)
{
    base_regex **re = anchored ? &x->anchored[row] : &x->compiled[row];

    if (!*re && !x->refused[row] &&
        base_regex_compile(re, x->set->rows[row].pattern,
                           row_flags(&x->set->rows[row]) | (anchored ? BASE_REGEX_ANCHORED : 0), err) != SOCVET_OK)
        x->refused[row] = 1;
    return *re;
}

/* One document seldom gives a pattern enough to read to be worth machine code; many do. */
static int run_pattern(base_patset_scratch *x, size_t row, bool anchored, socvet_str text, size_t from,
                       size_t to, socvet_span groups[BASE_REGEX_GROUPS])
{
    enum { WORTH_IT = 4 * 1024, OF_A_TRY = 64 /* what is read where one place is tried, about */ };
    base_regex *re = compiled_row(x, row, anchored, NULL);
    size_t bytes = anchored ? OF_A_TRY : to - from;

    if (!re)
        return 0;
    if (x->read[row] <= WORTH_IT)
        x->read[row] += (uint32_t)(bytes < WORTH_IT ? bytes : WORTH_IT) + 1;
    if (x->read[row] > WORTH_IT)
        base_regex_hasten(re);
    return base_regex_match(re, x->match, text, from, to, groups);
}

/* The lines around a token, bounded, on character borders. *from and *to hold the window of a token
 * before, or 0: on a short line all tokens have the same. */
static void window_of(socvet_str text, const base_token *t, size_t *from, size_t *to)
{
    size_t a = t->from, b = t->to;
    bool line = *to > *from && (*from == 0 || text.ptr[*from - 1] == '\n') &&
                (*to == text.len || text.ptr[*to] == '\n');

    if (line && a >= *from && b <= *to && a - *from <= BASE_PATSET_BEFORE && *to - b <= BASE_PATSET_AFTER)
        return;
    size_t least = a > BASE_PATSET_BEFORE ? a - BASE_PATSET_BEFORE : 0;
    size_t most = text.len - b > BASE_PATSET_AFTER ? b + BASE_PATSET_AFTER : text.len;

    while (a > least && text.ptr[a - 1] != '\n')
        a--;
    while (b < most && text.ptr[b] != '\n')
        b++;
    while (a < t->from && ((unsigned char)text.ptr[a] & 0xC0) == 0x80)
        a++;
    while (b > t->to && b < text.len && ((unsigned char)text.ptr[b] & 0xC0) == 0x80)
        b--;
    *from = a;
    *to = b;
}

/* Needs that seldom refuse a window (of patterns that ask for little more than their gate words) cost
 * more than they spare: they are dropped. */
static bool ask_needs(base_patset_scratch *x, size_t row)
{
    enum { TRIED = 200, LEAST_REFUSED = 60 };
    bool met = base_needs_met(x->needs[row], &x->grams);

    x->refused_by_needs[row] += !met;
    if (++x->asked[row] == TRIED) {
        if (x->refused_by_needs[row] < LEAST_REFUSED)
            x->needs[row] = NULL;
        x->asked[row] = x->refused_by_needs[row] = 0;
    }
    return met;
}

/* How a match may begin costs what some tens of windows do: it is read when a row has met so many. */
static void read_row(base_patset_scratch *x, size_t row)
{
    enum { OFTEN = 32 };

    if (x->needs_read[row] > OFTEN)
        return;
    if (x->needs_read[row]++ == 0)
        x->needs[row] = base_needs_of(x->arena, x->set->rows[row].pattern);
    if (x->needs_read[row] > OFTEN)
        x->starts[row] = base_starts_of(x->arena, x->set->rows[row].pattern);
}

/* Does text[from, to) hold what the row's pattern needs? The letters of a window serve all its rows. */
static bool may_match(base_patset_scratch *x, size_t row, socvet_str text, size_t from, size_t to)
{
    socvet_str window = {text.ptr + from, to - from};

    if (!x->needs[row])
        return true;
    if (x->grams_of.ptr != window.ptr || x->grams_of.len != window.len) {
        base_grams_of(&x->grams, window);
        x->grams_of = window;
    }
    return ask_needs(x, row);
}

typedef struct {
    base_patset_scratch *x;
    socvet_str text;
    bool (*each)(const base_pattern_hit *, void *);
    void *user;
    bool odd; /* signs stand in the text that match letters without looking like them */
} scan;

/* A line full of gate words would be read once for each of them. After many windows without a match
 * they are wide, and the next begins where only the last one's tail is read again. */
enum { MANY_MISSES = 256, WIDE = 4096, TAIL = BASE_PATSET_BEFORE + BASE_PATSET_AFTER };

static size_t wide_window(socvet_str text, size_t from, size_t to)
{
    while (to < text.len && to - from < WIDE && text.ptr[to] != '\n')
        to++;
    while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
        to++;
    return to;
}

/* Where the row's next window may begin; at the end of a line its next gate words ask nothing new. */
static void miss(scan *s, size_t row, size_t from, size_t to)
{
    bool whole = to == s->text.len || s->text.ptr[to] == '\n';
    bool many = ++s->x->misses[row] > MANY_MISSES;
    size_t at = whole ? to : many && to - from > TAIL ? to - TAIL : from;

    while (at < to && ((unsigned char)s->text.ptr[at] & 0xC0) == 0x80)
        at++;
    if (at > s->x->done_to[row])
        s->x->done_to[row] = (uint32_t)at;
}

/* The row's first match in [from, to): tried where one may begin, but not at many places: then the
 * pattern runs freely, and always does so when that happens often. */
static int match_row(scan *s, size_t row, size_t from, size_t to, socvet_span groups[BASE_REGEX_GROUPS])
{
    enum { MOST_TRIED = 8, SOUGHT = 200, CROWDED = 60 };
    base_patset_scratch *x = s->x;
    const base_starts *starts = s->odd ? NULL : x->starts[row];
    int n;

    if (starts && ++x->sought[row] == SOUGHT) {
        if (x->crowded[row] > CROWDED)
            x->starts[row] = starts = NULL;
        x->sought[row] = x->crowded[row] = 0;
    }
    for (size_t tried = 0; starts; from++) {
        from = base_starts_next(starts, s->text, from, to);
        if (from >= to)
            return 0;
        if (tried++ == MOST_TRIED) {
            x->crowded[row]++;
            break;
        }
        if ((n = run_pattern(x, row, true, s->text, from, to, groups)) != 0)
            return n;
    }
    return run_pattern(x, row, false, s->text, from, to, groups);
}

static bool run_row(scan *s, size_t row, size_t token, size_t from, size_t to)
{
    base_pattern_hit hit = {.row = &s->x->set->rows[row], .row_index = row, .token = token};

    if (s->x->done_to[row] >= to)
        return true;
    bool many = s->x->misses[row] >= MANY_MISSES;
    size_t start = from;
    if (s->x->done_to[row] > from)
        from = s->x->done_to[row];
    if (many)
        to = wide_window(s->text, from, to);
    read_row(s->x, row);
    size_t first = s->x->starts[row] && !s->odd ? base_starts_next(s->x->starts[row], s->text, from, to) : from;
    if (first >= to || !may_match(s->x, row, s->text, start, to)) {
        miss(s, row, from, to); /* as when the pattern ran in vain, which it may not have to */
        return true;
    }
    while (from < to) {
        s->x->bytes += to - from;
        hit.n_groups = match_row(s, row, first > from ? first : from, to, hit.groups);
        if (hit.n_groups <= 0) {
            miss(s, row, from, to);
            break;
        }
        if (!s->each(&hit, s->user))
            return false;
        if (hit.row->once) {
            s->x->done_to[row] = (uint32_t)s->text.len;
            break;
        }
        from = hit.groups[0].to > from ? hit.groups[0].to : from + 1;
        while (from < to && ((unsigned char)s->text.ptr[from] & 0xC0) == 0x80)
            from++;
        s->x->done_to[row] = (uint32_t)from;
    }
    return true;
}

static uint32_t gate_slot(const base_patset *s, uint64_t hash)
{
    if (!(s->bloom[(hash & 0xFFFF) >> 3] >> (hash & 7) & 1))
        return NONE;
    for (size_t at = hash & s->mask; s->slots[at] != NONE; at = (at + 1) & s->mask)
        if (s->gates[s->slots[at]].hash == hash)
            return s->slots[at];
    return NONE;
}

/* Do the signs that match k and s stand where tokens[from, to) and what windows add to them reach? */
static bool is_odd(socvet_str text, const base_token *tokens, size_t from, size_t to)
{
    if (from >= to)
        return false;
    size_t a = tokens[from].from > BASE_PATSET_BEFORE ? tokens[from].from - BASE_PATSET_BEFORE : 0;
    size_t b = text.len - tokens[to - 1].to > WIDE + TAIL ? tokens[to - 1].to + WIDE + TAIL : text.len;
    return base_grams_odd((socvet_str){text.ptr + a, b - a});
}

socvet_status base_patset_scan(const base_patset *set, base_patset_scratch *x, socvet_str text,
                               const base_token *tokens, size_t from_token, size_t to_token,
                               bool (*each)(const base_pattern_hit *, void *), void *user,
                               socvet_err *err)
{
    scan s = {x, text, each, user, is_odd(text, tokens, from_token, to_token)};

    (void)err;
    memset(x->done_to, 0, set->n_rows * sizeof *x->done_to);
    memset(x->misses, 0, set->n_rows * sizeof *x->misses);
    x->grams_of = (socvet_str){NULL, 0};
    if (from_token >= to_token)
        return SOCVET_OK;
    for (size_t r = 0; set->any_ungated && r < set->n_rows; r++)
        if (set->rows[r].gate.len == 0 &&
            !run_row(&s, r, SIZE_MAX, tokens[from_token].from, tokens[to_token - 1].to))
            return SOCVET_OK;
    size_t from = 0, to = 0;
    for (size_t i = from_token; i < to_token; i++) {
        uint32_t g = gate_slot(set, tokens[i].hash);
        if (g != NONE)
            window_of(text, &tokens[i], &from, &to);
        for (; g != NONE; g = set->gates[g].next) {
            if (!run_row(&s, set->gates[g].row, i, from, to))
                return SOCVET_OK;
        }
    }
    return SOCVET_OK;
}

void base_patset_scan_row(const base_patset *set, base_patset_scratch *x, size_t row,
                          socvet_str text, const base_token *tokens, size_t from_token,
                          size_t to_token, bool (*each)(const base_pattern_hit *, void *),
                          void *user)
{
    const gate *g = set->gates + set->first_gate[row];
    size_t n = set->first_gate[row + 1] - set->first_gate[row];
    scan s = {x, text, each, user, is_odd(text, tokens, from_token, to_token)};

    x->done_to[row] = x->misses[row] = 0;
    x->grams_of = (socvet_str){NULL, 0};
    if (from_token >= to_token)
        return;
    if (n == 0) {
        run_row(&s, row, SIZE_MAX, tokens[from_token].from, tokens[to_token - 1].to);
        return;
    }
    size_t from = 0, to = 0;
    for (size_t i = from_token; i < to_token; i++)
        for (size_t k = 0; k < n; k++)
            if (tokens[i].hash == g[k].hash) {
                window_of(text, &tokens[i], &from, &to);
                if (!run_row(&s, row, i, from, to))
                    return;
                break;
            }
}

/* ---- examples ---- */

typedef struct {
    size_t row;
    bool hit;
} wanted;

static bool note_hit(const base_pattern_hit *hit, void *user)
{
    wanted *w = user;

    w->hit |= hit->row_index == w->row;
    return !w->hit;
}

static socvet_status try_examples(const base_patset *set, base_patset_scratch *x, size_t row,
                                  socvet_str list, bool should, socvet_err *err)
{
    socvet_status st = SOCVET_OK;

    while (!st && list.len) {
        size_t cut = base_str_find(list, SOCVET_STR(" || "), 0);
        socvet_str one = {list.ptr, cut == SIZE_MAX ? list.len : cut};
        list = cut == SIZE_MAX ? (socvet_str){NULL, 0}
                               : (socvet_str){list.ptr + cut + 4, list.len - cut - 4};
        base_arena *a = base_arena_new(0);
        base_token *tokens;
        size_t n;
        wanted w = {row, false};
        if (!a)
            return nomem(err);
        one = base_tsv_unescape(a, one);
        st = base_tokenise(a, one, 0, (uint32_t)one.len, &tokens, &n, err);
        if (!st)
            st = base_patset_scan(set, x, one, tokens, 0, n, note_hit, &w, err);
        if (!st && w.hit != should)
            st = base_fail(err, SOCVET_E_DATA, "base", SOCVET_NO_OFFSET, "%.*s: %s: %.*s",
                           SOCVET_ARG(set->rows[row].id),
                           should ? "does not match its example" : "matches its counter-example",
                           (int)(one.len > 120 ? 120 : one.len), one.ptr);
        base_arena_free(a);
    }
    return st;
}

socvet_status base_patset_check(const base_patset *set, socvet_err *err)
{
    base_patset_scratch *x = base_patset_scratch_new(set);
    socvet_status st = x ? SOCVET_OK : nomem(err);

    for (size_t i = 0; !st && i < set->n_rows; i++) {
        const base_pattern *r = &set->rows[i];
        if (!compiled_row(x, i, false, err)) {
            if (err)
                base_err_clear(err);
            base_regex *re = NULL;
            st = base_regex_compile(&re, r->pattern, row_flags(r), err);
            if (st && err) {
                char text[sizeof err->text];
                memcpy(text, err->text, sizeof text);
                base_err_clear(err);
                base_fail(err, st, "base", 0, "%.*s: %.180s", SOCVET_ARG(r->id), text);
            }
            base_regex_free(re);
            break;
        }
        if (r->yes.len == 0)
            st = base_fail(err, SOCVET_E_DATA, "base", SOCVET_NO_OFFSET, "%.*s: no example",
                           SOCVET_ARG(r->id));
        if (!st)
            st = try_examples(set, x, i, r->yes, true, err);
        if (!st)
            st = try_examples(set, x, i, r->no, false, err);
    }
    base_patset_scratch_free(x);
    return st;
}

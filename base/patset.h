/* patset.h: a table of gated patterns. A row is {id, gate, pattern, yes, no, ...}: `gate` lists
 * words (any one lets the pattern run; folded like tokens), `pattern` is PCRE2, `yes` and `no` are
 * the examples that tests run ("no" may hold several, split by " || "; so may "yes"). A pattern
 * runs only on a window around a gate token: its line(s). Rows with an empty gate run on the whole
 * text: few should. */
#ifndef BASE_PATSET_H
#define BASE_PATSET_H
#include "arena.h"
#include "base.h"
#include "regex.h"
#include "token.h"

typedef struct base_patset base_patset;                 /* immutable */
typedef struct base_patset_scratch base_patset_scratch; /* compiled patterns, match data */

typedef struct {
    socvet_str id, gate, pattern, yes, no;
    /* further columns of the row by the header's order */
    size_t columns;
    const socvet_str *header, *field;
    bool once; /* a column `scope` says once: the first hit of a text is enough */
} base_pattern;

typedef struct {
    const base_pattern *row;
    size_t row_index;
    socvet_span groups[BASE_REGEX_GROUPS]; /* of the text; groups[0] is the whole match */
    int n_groups;
    size_t token; /* the gate token; SIZE_MAX for a row without a gate */
} base_pattern_hit;

/* `tsv` must outlive the set. Expected: SOCVET_E_DATA (missing column, duplicate id). Patterns are
 * compiled on first use by a scratch; base_patset_check compiles and tries all of them. */
socvet_status base_patset_load(base_patset **out, socvet_str tsv, const char *name,
                               socvet_err *err);
void base_patset_free(base_patset *set);
size_t base_patset_count(const base_patset *set);
const base_pattern *base_patset_row(const base_patset *set, size_t i);
/* A row's cell by its column's name; empty when there is no such column. */
socvet_str base_pattern_cell(const base_pattern *row, const char *column);
/* Every row's `yes` must match and `no` must not. Expected: SOCVET_E_DATA naming the first row. */
socvet_status base_patset_check(const base_patset *set, socvet_err *err);

base_patset_scratch *base_patset_scratch_new(const base_patset *set);
void base_patset_scratch_free(base_patset_scratch *scratch);

/* How many bytes patterns were let loose on so far: what a scan costs. */
uint64_t base_patset_scratch_bytes(const base_patset_scratch *scratch);

enum { BASE_PATSET_BEFORE = 240, BASE_PATSET_AFTER = 400 }; /* bytes of a window at most */

/* The same for one row of the table only: quick when its gate words are rare. */
void base_patset_scan_row(const base_patset *set, base_patset_scratch *scratch, size_t row,
                          socvet_str text, const base_token *tokens, size_t from_token,
                          size_t to_token, bool (*each)(const base_pattern_hit *hit, void *user),
                          void *user);

/* Scans tokens[from_token, to_token) of the text; calls `each` for every match, in text order of
 * the gates and row order within one; `each` returns false to stop. A row that meets a step limit
 * is passed over. Expected: SOCVET_E_NOMEM. */
socvet_status base_patset_scan(const base_patset *set, base_patset_scratch *scratch,
                               socvet_str text, const base_token *tokens, size_t from_token,
                               size_t to_token,
                               bool (*each)(const base_pattern_hit *hit, void *user), void *user,
                               socvet_err *err);
#endif

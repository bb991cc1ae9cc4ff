/* dict.c: looking things up in a checked image. Nothing here allocates but the folding of a title.
 */
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "dict_int.h"

socvet_str socvet_dict_version(const socvet_dict *dict)
{
    const dict_header *h = dict_head(dict);

    return (socvet_str){h->version, strlen(h->version)};
}

static const dict_edition *edition_of(const socvet_dict *d, int edition)
{
    if (edition < 0 || (uint32_t)edition >= dict_count(d, DICT_EDITION))
        return NULL;
    return (const dict_edition *)dict_part(d, DICT_EDITION) + edition;
}

size_t socvet_dict_editions(const socvet_dict *dict)
{
    return dict_count(dict, DICT_EDITION);
}

socvet_str socvet_dict_edition_name(const socvet_dict *dict, int edition)
{
    const dict_edition *e = edition_of(dict, edition);

    return e ? dict_string(dict, e->name) : (socvet_str){"", 0};
}

int socvet_dict_edition(const socvet_dict *dict, socvet_str name)
{
    for (int i = 0; i < (int)dict_count(dict, DICT_EDITION); i++)
        if (base_str_eq_ci(name, socvet_dict_edition_name(dict, i)))
            return i;
    return -1;
}

int socvet_dict_default_edition(const socvet_dict *dict)
{
    return (int)dict_head(dict)->default_edition;
}

/* ---- units -------------------------------------------------------------------------------- */

static const dict_unit *unit_of(const socvet_dict *d, uint16_t i)
{
    return (const dict_unit *)dict_part(d, DICT_UNIT) + i;
}

/* Place of a code in UNIT, or DICT_NONE. */
static uint16_t unit_find(const socvet_dict *d, int edition, socvet_str code)
{
    const dict_edition *e = edition_of(d, edition);

    if (!e || !code.len || code.len > 7)
        return DICT_NONE;
    uint32_t low = e->unit, high = e->unit + e->units;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int c = base_str_cmp(base_str_z(unit_of(d, (uint16_t)mid)->code), code);
        if (c == 0)
            return (uint16_t)mid;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return DICT_NONE;
}

static void unit_fill(const socvet_dict *d, uint16_t i, socvet_unit *out)
{
    const dict_unit *u = unit_of(d, i);

    *out = (socvet_unit){.title = dict_string(d, u->title),
                         .edition = (uint8_t)u->edition,
                         .index_entries = u->entries};
    memcpy(out->code, u->code, sizeof out->code);
}

bool socvet_dict_unit(const socvet_dict *dict, int edition, socvet_str code, socvet_unit *out)
{
    uint16_t u = unit_find(dict, edition, code);

    if (u != DICT_NONE && out)
        unit_fill(dict, u, out);
    return u != DICT_NONE;
}

size_t socvet_dict_unit_count(const socvet_dict *dict, int edition)
{
    const dict_edition *e = edition_of(dict, edition);

    return e ? e->unit4s : 0;
}

bool socvet_dict_unit_at(const socvet_dict *dict, int edition, size_t i, socvet_unit *out)
{
    const dict_edition *e = edition_of(dict, edition);

    if (!e || i >= e->unit4s)
        return false;
    unit_fill(dict, ((const uint16_t *)dict_part(dict, DICT_UNIT4))[e->unit4 + i], out);
    return true;
}

/* ---- index rows --------------------------------------------------------------------------- */

static void code_fill(const socvet_dict *d, uint16_t unit, char out[8])
{
    if (unit != DICT_NONE)
        memcpy(out, unit_of(d, unit)->code, 8);
}

size_t socvet_dict_row_count(const socvet_dict *dict)
{
    return dict_count(dict, DICT_ROW);
}

bool socvet_dict_row_at(const socvet_dict *dict, size_t i, socvet_index_row *out)
{
    if (i >= dict_count(dict, DICT_ROW))
        return false;
    const dict_row *r = (const dict_row *)dict_part(dict, DICT_ROW) + i;
    *out = (socvet_index_row){.title = dict_string(dict, r->title),
                              .industry = dict_string(dict, r->industry),
                              .extra = dict_string(dict, r->extra),
                              .flag = dict_string(dict, r->flag),
                              .source = (uint8_t)r->source};
    out->is_default = out->flag.len > 0;
    code_fill(dict, r->sub, out->soc2020_ext);
    for (int e = 0; e < DICT_EDITIONS; e++)
        code_fill(dict, r->code[e], out->code[e]);
    return true;
}

/* The first key not before `folded`. */
static uint32_t key_lower(const socvet_dict *d, dict_section s, socvet_str folded)
{
    const dict_key *k = dict_part(d, s);
    uint32_t low = 0, high = dict_count(d, s);

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (base_str_cmp(dict_string(d, k[mid].folded), folded) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

typedef struct {
    bool (*each)(const socvet_index_row *row, void *user);
    void *user;
    size_t found;
} visit;

static bool visit_row(const socvet_dict *d, uint32_t row, visit *v)
{
    socvet_index_row out;

    v->found++;
    if (!v->each)
        return true;
    socvet_dict_row_at(d, row, &out);
    return v->each(&out, v->user);
}

/* The rows of keys [from, to) in index order, each once: marks them in a window of the rows, then
 * reads the marks; no memory is asked for however many there are. */
static void visit_keys(const socvet_dict *d, dict_section s, uint32_t from, uint32_t to, visit *v)
{
    enum { WINDOW = 65536 };
    uint64_t mark[WINDOW / 64];
    const dict_key *k = dict_part(d, s);
    const uint32_t *rows = dict_part(d, DICT_KEY_ROW);
    uint32_t all = dict_count(d, DICT_ROW);

    for (uint32_t base = 0; base < all; base += WINDOW) {
        uint32_t left = all - base, words = (left < WINDOW ? left + 63 : WINDOW) / 64;
        memset(mark, 0, words * sizeof *mark);
        for (uint32_t i = from; i < to; i++)
            for (uint32_t j = 0; j < k[i].count; j++) {
                uint32_t at = rows[k[i].first + j] - base;
                if (at < WINDOW)
                    mark[at / 64] |= UINT64_C(1) << at % 64;
            }
        for (uint32_t w = 0; w < words; w++)
            for (uint64_t m = mark[w]; m; m &= m - 1)
                if (!visit_row(d, base + w * 64 + (uint32_t)__builtin_ctzll(m), v))
                    return;
        if (left <= WINDOW)
            break;
    }
}

static void visit_exact(const socvet_dict *d, const dict_key *k, visit *v)
{
    const uint32_t *rows = dict_part(d, DICT_KEY_ROW);

    for (uint32_t j = 0; j < k->count; j++)
        if (!visit_row(d, rows[k->first + j], v))
            return;
}

static void find_in(const socvet_dict *d, dict_section s, socvet_str folded, bool prefix, visit *v)
{
    const dict_key *k = dict_part(d, s);
    uint32_t n = dict_count(d, s), from = key_lower(d, s, folded), to = from;

    if (!prefix) {
        if (from < n && base_str_eq(dict_string(d, k[from].folded), folded))
            visit_exact(d, &k[from], v);
        return;
    }
    while (to < n && base_str_starts(dict_string(d, k[to].folded), folded))
        to++;
    if (to > from)
        visit_keys(d, s, from, to, v);
}

size_t socvet_dict_find(const socvet_dict *dict, socvet_str title, bool prefix,
                        bool (*each)(const socvet_index_row *row, void *user), void *user)
{
    static const struct {
        dict_section keys;
        unsigned flags;
    } pass[] = {{DICT_KEY, 0}, {DICT_DEEP, SOCVET_FOLD_EXPAND | SOCVET_FOLD_DROP_STOPS}};
    visit v = {each, user, 0};
    char folded[DICT_FOLD_MAX];

    for (size_t i = 0; i < sizeof pass / sizeof *pass && !v.found; i++) {
        size_t n = socvet_dict_fold(dict, title, pass[i].flags, folded, sizeof folded);
        if (n)
            find_in(dict, pass[i].keys, (socvet_str){folded, n}, prefix, &v);
    }
    return v.found;
}

/* ---- cross-walk --------------------------------------------------------------------------- */

static uint32_t walk_lower(const socvet_dict *d, uint16_t from)
{
    const dict_walk *w = dict_part(d, DICT_WALK);
    uint32_t low = 0, high = dict_count(d, DICT_WALK);

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (w[mid].from < from)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t socvet_dict_crosswalk(const socvet_dict *dict, int from_edition, socvet_str code,
                             int to_edition, socvet_crosswalk *out, size_t max)
{
    uint16_t from = unit_find(dict, from_edition, code);
    size_t n = 0;

    if (from == DICT_NONE || code.len < 4 || !edition_of(dict, to_edition))
        return 0;
    if (code.len > 4)
        from = unit_find(dict, from_edition, (socvet_str){code.ptr, 4});
    if (from == DICT_NONE)
        return 0;
    if (from_edition == to_edition) {
        if (max) {
            out[0] = (socvet_crosswalk){.index_share = 10000, .survey_share = -1};
            code_fill(dict, from, out[0].to);
        }
        return 1;
    }
    const dict_walk *w = dict_part(dict, DICT_WALK);
    for (uint32_t i = walk_lower(dict, from); i < dict_count(dict, DICT_WALK) && w[i].from == from;
         i++) {
        if (unit_of(dict, w[i].to)->edition != to_edition)
            continue;
        if (n < max) {
            out[n] = (socvet_crosswalk){.index_share = w[i].index_share,
                                        .survey_share = w[i].survey_share};
            code_fill(dict, w[i].to, out[n].to);
        }
        n++;
    }
    return n;
}

/* ---- folding with the dictionary's own forms ---------------------------------------------- */

/* The first form row of this kind and word, and how many there are. */
static size_t form_range(const socvet_dict *d, uint32_t kind, socvet_str word, uint32_t *first)
{
    const dict_form *f = dict_part(d, DICT_FORMS);
    uint32_t low = 0, high = dict_count(d, DICT_FORMS), n = high;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (f[mid].kind < kind ||
            (f[mid].kind == kind && base_str_cmp(dict_string(d, f[mid].word), word) < 0))
            low = mid + 1;
        else
            high = mid;
    }
    *first = low;
    while (high < n && f[high].kind == kind && base_str_eq(dict_string(d, f[high].word), word))
        high++;
    return high - low;
}

static bool form_find(const void *ctx, dict_form_kind kind, socvet_str word, socvet_str *form)
{
    const socvet_dict *d = ctx;
    uint32_t first;

    if (form_range(d, kind, word, &first) != 1)
        return false;
    *form = dict_string(d, ((const dict_form *)dict_part(d, DICT_FORMS))[first].form);
    return true;
}

size_t socvet_dict_fold(const socvet_dict *dict, socvet_str text, unsigned flags, char *buf,
                        size_t cap)
{
    return dict_fold_text(&(dict_forms){form_find, dict}, text, flags, buf, cap);
}

size_t socvet_dict_fold_tokens(const socvet_dict *dict, socvet_str text, const base_token *tokens,
                               size_t count, unsigned flags, char *buf, size_t cap)
{
    return dict_fold_run(&(dict_forms){form_find, dict}, text, tokens, count, flags, buf, cap);
}

size_t socvet_dict_expand(const socvet_dict *dict, socvet_str abbreviation, socvet_str *out,
                          size_t max)
{
    char folded[64];
    size_t n =
        dict_fold_text(&(dict_forms){form_find, dict}, abbreviation, 0, folded, sizeof folded);
    uint32_t first = 0;
    size_t count = n ? form_range(dict, DICT_ABBR, (socvet_str){folded, n}, &first) : 0;

    for (size_t i = 0; i < count && i < max; i++)
        out[i] =
            dict_string(dict, ((const dict_form *)dict_part(dict, DICT_FORMS))[first + i].form);
    return count;
}

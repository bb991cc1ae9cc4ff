/* compile_forms.c: forms.tsv and the abbreviations: how words are folded. Abbreviations are folded
 * with the forms, so they come after. */
#include <stdlib.h>

#include "../base/str.h"
#include "compile_int.h"

static int by_form(const void *a, const void *b, void *ctx)
{
    const dict_form *x = a, *y = b;
    const dict_compiler *c = ctx;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int k = base_str_cmp(dict_string_at(c, x->word), dict_string_at(c, y->word));
    return k ? k : base_str_cmp(dict_string_at(c, x->form), dict_string_at(c, y->form));
}

bool dict_find_form(const void *ctx, dict_form_kind kind, socvet_str word, socvet_str *form)
{
    const dict_compiler *c = ctx;
    size_t low = 0, high = c->forms.count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const dict_form *f = DICT_ITEM(c->forms, dict_form, mid);
        if (f->kind < (uint32_t)kind ||
            (f->kind == (uint32_t)kind && base_str_cmp(dict_string_at(c, f->word), word) < 0))
            low = mid + 1;
        else
            high = mid;
    }
    size_t n = 0;
    for (size_t i = low; i < c->forms.count; i++, n++) {
        const dict_form *f = DICT_ITEM(c->forms, dict_form, i);
        if (f->kind != (uint32_t)kind || !base_str_eq(dict_string_at(c, f->word), word))
            break;
    }
    if (n != 1)
        return false;
    *form = dict_string_at(c, DICT_ITEM(c->forms, dict_form, low)->form);
    return true;
}

static void add_form(dict_compiler *c, dict_form_kind kind, socvet_str word, socvet_str form)
{
    dict_form *f = dict_list_push(c, &c->forms);

    if (f)
        *f = (dict_form){kind, dict_intern(c, word), dict_intern(c, form)};
}

static void sort_forms(dict_compiler *c)
{
    size_t n = 0;

    if (!c->forms.count)
        return;
    qsort_r(c->forms.items, c->forms.count, c->forms.size, by_form, c);
    for (size_t i = 0; i < c->forms.count; i++) {
        dict_form *f = DICT_ITEM(c->forms, dict_form, i);
        if (n && by_form(f, DICT_ITEM(c->forms, dict_form, n - 1), c) == 0)
            continue;
        *DICT_ITEM(c->forms, dict_form, n++) = *f;
    }
    c->forms.count = n;
}

static void read_abbreviations(dict_compiler *c, const char *name)
{
    static const char *const columns[] = {"abbr", "expansion", NULL};
    dict_forms forms = {dict_find_form, c};
    char word[DICT_FOLD_MAX], form[DICT_FOLD_MAX];
    dict_list found = {.size = sizeof(dict_form)};
    dict_table t;

    if (!dict_table_open(&t, c, name, columns, false))
        return;
    while (dict_table_next(&t)) {
        size_t n = dict_fold_text(&forms, dict_field(&t, 0), 0, word, sizeof word);
        size_t m = dict_fold_text(&forms, dict_field(&t, 1), 0, form, sizeof form);
        dict_form *f = n && m ? dict_list_push(c, &found) : NULL;
        if (f)
            *f = (dict_form){DICT_ABBR, dict_intern(c, (socvet_str){word, n}),
                             dict_intern(c, (socvet_str){form, m})};
    }
    for (size_t i = 0; i < found.count; i++) { /* after the loop: the forms must not move in it */
        dict_form *f = dict_list_push(c, &c->forms);
        if (f)
            *f = *DICT_ITEM(found, dict_form, i);
    }
}

void dict_read_forms(dict_compiler *c)
{
    static const char *const columns[] = {"word", "form", "kind", NULL};
    dict_table t;

    if (dict_table_open(&t, c, "forms.tsv", columns, true)) {
        while (dict_table_next(&t)) {
            socvet_str kind = dict_field(&t, 2);
            if (base_str_eq_z(kind, "form"))
                add_form(c, DICT_FORM, dict_field(&t, 0), dict_field(&t, 1));
            else if (base_str_eq_z(kind, "join"))
                add_form(c, DICT_JOIN, dict_field(&t, 0), (socvet_str){"", 0});
            else if (base_str_eq_z(kind, "stop"))
                add_form(c, DICT_STOP, dict_field(&t, 0), (socvet_str){"", 0});
            else
                dict_complain(&t, 2, "no kind of form:", kind);
        }
    }
    sort_forms(c);
    read_abbreviations(c, "abbreviations.tsv");
    sort_forms(c);
    read_abbreviations(c, "abbreviations_more.tsv");
    sort_forms(c);
}

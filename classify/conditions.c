/* conditions.c: the `when` of a rule row, tests over facts with blanks between, all of which must hold:
 * employer=college,school  the kind of the employer     asks=degree,PhD  a qualification asked for
 * title=senior,lead        a word of the title          says=primary,ks1 a word of the papers
 * "!=" turns a test round; "_" stands for a blank. */
#include <string.h>

#include "../base/err.h"
#include "../base/str.h"
#include "classify_int.h"

/* In the order of socvet_employer_kind. */
static const char *const kinds[] = {"unknown", "university", "college", "nhs", "school", "agency", "care",
                                    "council", "civil_service", "charity"};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int kind_of(socvet_str s)
{
    for (int i = 0; i < KINDS; i++)
        if (base_str_eq_z(s, kinds[i]))
            return i;
    return -1;
}

typedef struct {
    socvet_str name, values;
    bool is_not;
} test;

/* "employer!=college,school" */
static bool take_test(socvet_str *rest, test *t)
{
    socvet_str piece;

    while (base_str_split(rest, ' ', &piece)) {
        if (piece.len == 0)
            continue;
        const char *eq = memchr(piece.ptr, '=', piece.len);
        size_t at = eq ? (size_t)(eq - piece.ptr) : piece.len;
        t->is_not = at > 0 && piece.ptr[at - 1] == '!';
        t->name = (socvet_str){piece.ptr, at - t->is_not};
        t->values = at < piece.len ? (socvet_str){piece.ptr + at + 1, piece.len - at - 1} : (socvet_str){NULL, 0};
        return true;
    }
    return false;
}

static bool is_said(const base_token *t, size_t from, size_t to, socvet_str word)
{
    uint64_t h = base_token_hash(word);

    for (size_t i = from; i < to; i++)
        if (t[i].hash == h)
            return true;
    return false;
}

static bool same_name(socvet_str said, socvet_str wanted)
{
    if (said.len != wanted.len)
        return false;
    for (size_t i = 0; i < said.len; i++)
        if (said.ptr[i] != (wanted.ptr[i] == '_' ? ' ' : wanted.ptr[i]))
            return false;
    return true;
}

static bool is_asked(const socvet_facts *f, socvet_str name)
{
    for (size_t i = 0; i < f->n_qualifications; i++)
        if (same_name(f->qualifications[i].value, name))
            return true;
    return false;
}

static bool one_holds(const test *t, socvet_str value, const classify_papers *p)
{
    if (base_str_eq_z(t->name, "employer"))
        return kind_of(value) == (int)p->facts->employer_kind;
    if (base_str_eq_z(t->name, "asks"))
        return is_asked(p->facts, value);
    if (base_str_eq_z(t->name, "title"))
        return is_said(p->tokens, p->title_from, p->title_to, value);
    return is_said(p->tokens, 0, p->n_tokens, value);
}

bool classify_condition_holds(socvet_str when, const classify_papers *p)
{
    test t;

    while (when.len && take_test(&when, &t)) {
        socvet_str values = t.values, value;
        bool any = false;
        while (!any && values.len && base_str_split(&values, ',', &value))
            any = one_holds(&t, value, p);
        if (any == t.is_not)
            return false;
    }
    return true;
}

socvet_status classify_condition_check(socvet_str when, socvet_str id, socvet_err *err)
{
    test t;

    while (when.len && take_test(&when, &t)) {
        socvet_str values = t.values, value;
        bool known = base_str_eq_z(t.name, "employer") || base_str_eq_z(t.name, "asks") ||
                     base_str_eq_z(t.name, "title") || base_str_eq_z(t.name, "says");
        if (!known || values.len == 0)
            return base_fail(err, SOCVET_E_DATA, "classify", SOCVET_NO_OFFSET,
                             "%.*s: no test called '%.*s' with values", SOCVET_ARG(id), SOCVET_ARG(t.name));
        while (base_str_eq_z(t.name, "employer") && values.len && base_str_split(&values, ',', &value))
            if (kind_of(value) < 0)
                return base_fail(err, SOCVET_E_DATA, "classify", SOCVET_NO_OFFSET,
                                 "%.*s: no kind of employer '%.*s'", SOCVET_ARG(id), SOCVET_ARG(value));
    }
    return SOCVET_OK;
}

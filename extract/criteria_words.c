/* criteria_words.c: the words and signs by which a person specification says what is essential and
 * what is desirable. All tests are on short strings: a label, a header cell, the ends of a line. */
#include <string.h>

#include "../base/str.h"
#include "criteria.h"

enum { LONGEST_LABEL = 60, LONGEST_STAGES = 40 };

static bool one_of(socvet_str s, const char *const *list)
{
    char first = s.len ? base_lower(s.ptr[0]) : '\0'; /* the lists are in small letters */

    for (; first && *list; list++)
        if (first == **list && base_str_eq_ci(s, base_str_z(*list)))
            return true;
    return false;
}

static bool has_any(socvet_str s, const char *const *list)
{
    for (; *list; list++)
        if (base_str_find_ci(s, base_str_z(*list), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) || c == '\'';
}

/* Takes the next word off the front; empty when none is left. */
static socvet_str next_word(socvet_str *s)
{
    size_t from = 0, to;

    while (from < s->len && !is_word(s->ptr[from]))
        from++;
    for (to = from; to < s->len && is_word(s->ptr[to]);)
        to++;
    socvet_str w = {s->ptr + from, to - from};
    *s = (socvet_str){s->ptr + to, s->len - to};
    return w;
}

/* "Nice to have" and the like: two needs said in other words. */
static socvet_need phrase(socvet_str s)
{
    static const char *const must[] = {"must have", "must haves", "must-haves", "must-have", "required", "mandatory", "minimum requirements", NULL};
    static const char *const nice[] = {"nice to have", "nice to haves", "nice-to-haves", "preferred", "advantageous", "bonus", NULL};

    return one_of(s, must) ? SOCVET_NEED_ESSENTIAL : one_of(s, nice) ? SOCVET_NEED_DESIRABLE : SOCVET_NEED_UNKNOWN;
}

static socvet_need word_need(socvet_str w, bool letters)
{
    static const char *const essential[] = {"essential", "essentials", "ess", NULL};
    static const char *const desirable[] = {"desirable", "desirables", "desired", "des", NULL};

    if (one_of(w, essential) || (letters && base_str_eq_z(w, "E")))
        return SOCVET_NEED_ESSENTIAL;
    if (one_of(w, desirable) || (letters && base_str_eq_z(w, "D")))
        return SOCVET_NEED_DESIRABLE;
    return SOCVET_NEED_UNKNOWN;
}

socvet_need criteria_label(socvet_str s, bool letters)
{
    static const char *const with[] = {
        "criteria", "criterion", "requirement", "requirements", "skill", "skills", "experience", "and", "qualities", "attributes", "qualification", "qualifications",
        "knowledge", "competencies", "competences", "abilities", "ability", "education", "training", "personal", "factors", "e", "d", "highly", "characteristics", NULL};
    socvet_need need = SOCVET_NEED_UNKNOWN;
    socvet_str rest = base_str_trim(s), w;

    if (rest.len == 0 || rest.len > LONGEST_LABEL)
        return SOCVET_NEED_UNKNOWN;
    for (size_t i = 0; i < rest.len; i++)
        if (rest.ptr[i] >= '0' && rest.ptr[i] <= '9')
            return SOCVET_NEED_UNKNOWN;
    if (rest.ptr[rest.len - 1] == ':' || rest.ptr[rest.len - 1] == '*')
        rest.len--;
    if ((need = phrase(base_str_trim(rest))))
        return need;
    while ((w = next_word(&rest)).len) {
        socvet_need n = word_need(w, letters);
        if (n && need && n != need)
            return SOCVET_NEED_UNKNOWN; /* "E/D" */
        need = n && !need ? n : need;
        if (!n && !one_of(w, with))
            return SOCVET_NEED_UNKNOWN;
    }
    return need;
}

socvet_need criteria_run_in(socvet_str s, size_t *at)
{
    const char *colon = memchr(s.ptr, ':', s.len < LONGEST_LABEL ? s.len : LONGEST_LABEL);

    if (!colon || (size_t)(colon - s.ptr) + 4 > s.len)
        return SOCVET_NEED_UNKNOWN;
    *at = (size_t)(colon - s.ptr) + 1;
    return criteria_label((socvet_str){s.ptr, *at}, false);
}

/* "E", "Essential", "E, A/I", "Essential - interview": the need first, then perhaps the stages. */
static socvet_need need_and_stages(socvet_str in, socvet_str *stages)
{
    size_t n = 0;

    in = base_str_trim(in);
    if (phrase(in))
        return phrase(in); /* "(nice to have)" */
    while (n < in.len && is_word(in.ptr[n]))
        n++;
    socvet_need need = word_need((socvet_str){in.ptr, n}, true);
    if (!need || (n < 3 && n != 1))
        return SOCVET_NEED_UNKNOWN;
    socvet_str rest = base_str_trim((socvet_str){in.ptr + n, in.len - n});
    if (rest.len == 0)
        return need;
    if (!memchr(",;:/-", rest.ptr[0], 5) || rest.len > LONGEST_STAGES)
        return SOCVET_NEED_UNKNOWN;
    if (base_str_find_ci(rest, SOCVET_STR("essential"), 0) != SIZE_MAX)
        return need; /* "desirable, not essential" */
    *stages = base_str_trim((socvet_str){rest.ptr + 1, rest.len - 1});
    return need;
}

/* A bracket that closes the line: its inside, and where it opens. */
static bool last_bracket(socvet_str s, socvet_str *inside, size_t *open)
{
    if (s.len < 3 || (s.ptr[s.len - 1] != ')' && s.ptr[s.len - 1] != ']'))
        return false;
    char want = s.ptr[s.len - 1] == ')' ? '(' : '[';
    for (size_t i = s.len - 1; i-- > 0 && s.len - i < LONGEST_LABEL;)
        if (s.ptr[i] == want) {
            *inside = (socvet_str){s.ptr + i + 1, s.len - i - 2};
            *open = i;
            return true;
        }
    return false;
}

socvet_need criteria_mark_at_end(socvet_str s, size_t *len, socvet_str *assessed)
{
    static const char *const dashes[] = {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "\t", NULL};
    socvet_str t = base_str_trim(s), in, stages = {NULL, 0};
    size_t lead = (size_t)(t.ptr - s.ptr), open;

    if (t.len && (t.ptr[t.len - 1] == '.' || t.ptr[t.len - 1] == ';'))
        t.len--;
    if (last_bracket(t, &in, &open)) {
        socvet_need n = need_and_stages(in, &stages);
        socvet_str before = base_str_trim((socvet_str){t.ptr, open});
        if (!n && in.len <= LONGEST_STAGES && last_bracket(before, &stages, &open)) { /* "(E) (A/I)" */
            socvet_str none = {NULL, 0};
            n = need_and_stages(stages, &none);
            stages = in;
        }
        if (n && open > 3) {
            *len = lead + open;
            *assessed = stages;
            return n;
        }
        return SOCVET_NEED_UNKNOWN;
    }
    for (const char *const *d = dashes; *d; d++)
        for (size_t i = t.len > 14 ? t.len - 14 : 3, n_dash = strlen(*d); i + n_dash < t.len; i++)
            if (t.ptr[i] == **d && memcmp(t.ptr + i, *d, n_dash) == 0) {
                size_t from = i + n_dash;
                socvet_need n = word_need(base_str_trim((socvet_str){t.ptr + from, t.len - from}), false);
                if (n) {
                    *len = lead + i;
                    return n;
                }
            }
    return SOCVET_NEED_UNKNOWN;
}

socvet_need criteria_said_at_end(socvet_str s)
{
    static const char *const ends[] = {"highly desirable", "is desirable", "be desirable", "are desirable", ". desirable", ", desirable", "but not essential", NULL};
    static const char *const must[] = {"is essential", "are essential", ". essential", ", essential", NULL};

    s = base_str_trim(s);
    while (s.len && memchr(".;", s.ptr[s.len - 1], 2))
        s.len--;
    for (const char *const *e = ends; *e; e++)
        if (s.len > strlen(*e) && base_str_eq_ci((socvet_str){s.ptr + s.len - strlen(*e), strlen(*e)}, base_str_z(*e)))
            return SOCVET_NEED_DESIRABLE;
    for (const char *const *e = must; *e; e++)
        if (s.len > strlen(*e) && base_str_eq_ci((socvet_str){s.ptr + s.len - strlen(*e), strlen(*e)}, base_str_z(*e)))
            return SOCVET_NEED_ESSENTIAL;
    return SOCVET_NEED_UNKNOWN;
}

socvet_need criteria_mark_at_start(socvet_str s, size_t *at)
{
    size_t i = 0, digits = 0;

    if (s.len < 8)
        return SOCVET_NEED_UNKNOWN;
    bool bracket = s.ptr[0] == '[' || s.ptr[0] == '(';
    i = bracket;
    socvet_need n = word_need((socvet_str){s.ptr + i, 1}, true);
    size_t word = 1;
    if (bracket && !n)
        for (word = 0; i + word < s.len && is_word(s.ptr[i + word]);)
            word++;
    if (!n && bracket)
        n = word_need((socvet_str){s.ptr + i, word}, false);
    i += word;
    if (!bracket && n && (s.ptr[i] == ' ' || s.ptr[i] == '\t') && !memchr(":)- \t", s.ptr[i + 1], 5)) { /* "E  NVQ level 2" */
        *at = i + 1;
        return n;
    }
    while (!bracket && i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && digits < 3)
        i++, digits++;
    if (!n || (bracket && (s.ptr[i] != ']' && s.ptr[i] != ')')) || (!bracket && !digits))
        return SOCVET_NEED_UNKNOWN;
    i += bracket;
    while (i < s.len && memchr(".:)- \t\n", s.ptr[i], 7))
        i++;
    if (!bracket && !memchr(".:)- \t\n", s.ptr[i - 1], 7))
        return SOCVET_NEED_UNKNOWN;
    *at = i;
    return n;
}

criteria_role criteria_header(socvet_str s)
{
    static const char *const assessed[] = {"assess", "measured", "evidence", "tested", "method", "stage", "how identified", "demonstrated", "source", "how we", "test it", NULL};
    static const char *const words[] = {"criteri", "requirement", NULL};

    if (s.len > LONGEST_LABEL)
        return CRITERIA_OTHER;
    bool e = base_str_find_ci(s, SOCVET_STR("essential"), 0) != SIZE_MAX || base_str_starts_ci(s, SOCVET_STR("ess/"));
    bool d = base_str_find_ci(s, SOCVET_STR("desirable"), 0) != SIZE_MAX || base_str_find_ci(s, SOCVET_STR("/des"), 0) != SIZE_MAX;
    if ((e && d) || base_str_eq_z(s, "E/D") || base_str_eq_z(s, "E or D") || base_str_eq_z(s, "E / D"))
        return CRITERIA_NEED;
    socvet_need n = criteria_label(s, true);
    if (n)
        return n == SOCVET_NEED_ESSENTIAL ? CRITERIA_ESSENTIAL : CRITERIA_DESIRABLE;
    if ((e || d) && s.len <= 45)
        return e ? CRITERIA_ESSENTIAL : CRITERIA_DESIRABLE;
    if (has_any(s, assessed))
        return CRITERIA_ASSESSED;
    return has_any(s, words) ? CRITERIA_WORDS : CRITERIA_OTHER;
}

bool criteria_is_mark(socvet_str s)
{
    static const char *const marks[] = {"x", "e", "d", "y", "yes", "*", "v", "\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x9C\x97", "\xE2\x9C\x98", "\xE2\x88\x9A", "\xE2\x98\x91",
                                        "\xE2\x98\x92", "\xE2\x9C\x85", "\xE2\x80\xA2", "\xE2\x97\x8F", "\xEF\x83\xBC", "\xC3\xBC", "\xC3\x97", "essential", "desirable", NULL};

    return one_of(s, marks);
}

bool criteria_is_nothing(socvet_str s)
{
    static const char *const none[] = {"n/a", "none", "-", "not applicable", "no", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x98\x90", "nil", ".", NULL};

    return s.len == 0 || one_of(s, none);
}

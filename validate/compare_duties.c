/* compare_duties.c: the duties of two versions, line by line: the same, reworded, taken out, added.
 * Two lines are one reworded when most of their words are shared. */
#include "../base/hash.h"
#include "compare_int.h"

enum { MOST_LINES = 300, MOST_WORDS = 48 };

typedef struct {
    socvet_span span;
    uint64_t words[MOST_WORDS];
    size_t n;
    uint64_t whole;
    int match; /* line of the other side; -1 */
} duty;

/* Words in lower case, hashed; what is no letter or digit parts them. Bytes above ASCII are letters. */
static void read_words(duty *d, socvet_str s)
{
    char word[64];
    size_t n = 0;
    uint64_t whole = 0;

    for (size_t i = 0; i <= s.len; i++) {
        char ch = i < s.len ? base_lower(s.ptr[i]) : ' ';
        bool in = base_is_alpha(ch) || base_is_digit(ch) || (unsigned char)ch >= 0x80;
        if (in && n < sizeof word) {
            word[n++] = ch;
        } else if (!in && n) {
            uint64_t h = base_hash64((socvet_str){word, n});
            whole = whole * 31 + h;
            if (d->n < MOST_WORDS)
                d->words[d->n++] = h;
            n = 0;
        }
    }
    d->whole = whole;
}

uint8_t duties_kind(const socvet_doc *doc)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(doc, &n);

    for (size_t i = 0; i < n; i++)
        if (b[i].section == SOCVET_SECTION_DUTIES && b[i].kind == SOCVET_BLOCK_LIST_ITEM)
            return SOCVET_BLOCK_LIST_ITEM;
    return SOCVET_BLOCK_PARAGRAPH;
}

static size_t read_lines(const validate_ctx *v, duty *list)
{
    size_t n, count = 0;
    const socvet_block *b = socvet_doc_blocks(v->doc, &n);
    uint8_t kind = duties_kind(v->doc);

    for (size_t i = 0; i < n && count < MOST_LINES; i++) {
        if (b[i].section != SOCVET_SECTION_DUTIES || b[i].kind != kind)
            continue;
        duty *d = &list[count];
        *d = (duty){.span = b[i].span, .match = -1};
        read_words(d, base_str_cut(v->text, b[i].span));
        count += d->n >= 2; /* a word by itself is no duty */
    }
    return count;
}

/* Shared words, of both lines, in hundredths. */
static unsigned likeness(const duty *a, const duty *b)
{
    size_t shared = 0;

    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            if (a->words[i] == b->words[k]) {
                shared++;
                break;
            }
    return (unsigned)(200 * shared / (a->n + b->n));
}

/* Equal lines first, then the likest pairs above the bar. */
static void match_lines(duty *a, size_t na, duty *b, size_t nb)
{
    enum { REWORDED = 60 };

    for (size_t i = 0; i < na; i++)
        for (size_t k = 0; k < nb && a[i].match < 0; k++)
            if (b[k].match < 0 && a[i].whole == b[k].whole) {
                a[i].match = (int)k;
                b[k].match = (int)i;
            }
    for (size_t i = 0; i < na; i++) {
        unsigned best = REWORDED - 1;
        int at = -1;
        for (size_t k = 0; k < nb && a[i].match < 0; k++) {
            unsigned l = b[k].match < 0 ? likeness(&a[i], &b[k]) : 0;
            if (l > best) {
                best = l;
                at = (int)k;
            }
        }
        if (at >= 0) {
            a[i].match = at;
            b[at].match = (int)i;
        }
    }
}

static void put_line(compare_ctx *c, const duty *old, const duty *new)
{
    socvet_change *r = compare_add(c, "duty", NULL, SOCVET_CHANGE_CHANGED);

    if (!r)
        return;
    r->detail = old && new ? SOCVET_STR("reworded") : old ? SOCVET_STR("taken out") : SOCVET_STR("added");
    if (old) {
        r->old_span = old->span;
        r->old_value = base_str_trim(base_str_cut(c->v[0].text, old->span));
    }
    if (new) {
        r->new_span = new->span;
        r->new_value = base_str_trim(base_str_cut(c->v[1].text, new->span));
    }
}

static void put_summary(compare_ctx *c, size_t out, size_t in, size_t reworded, bool both)
{
    uint8_t state = !both ? SOCVET_CHANGE_UNKNOWN : out || in ? SOCVET_CHANGE_CHANGED
                    : reworded ? SOCVET_CHANGE_UNKNOWN : SOCVET_CHANGE_SAME;
    socvet_change *r = compare_add(c, "duties", "duties", state);

    if (!r)
        return;
    if (!both) {
        r->detail = SOCVET_STR("one of the papers has no list of duties");
        r->fix = SOCVET_STR("give the job description of both versions");
    } else if (out || in || reworded) {
        r->detail = base_arena_printf(c->a, "%zu taken out, %zu added, %zu reworded", out, in, reworded);
        if (state == SOCVET_CHANGE_UNKNOWN)
            r->fix = SOCVET_STR("read whether the new words change the work");
    }
}

void compare_duties(compare_ctx *c)
{
    duty *a = base_arena_array(c->a, MOST_LINES, sizeof *a), *b = base_arena_array(c->a, MOST_LINES, sizeof *b);
    size_t out = 0, in = 0, reworded = 0;

    if (!a || !b) {
        c->failed = true;
        return;
    }
    size_t na = read_lines(&c->v[0], a), nb = read_lines(&c->v[1], b);
    match_lines(a, na, b, nb);
    for (size_t i = 0; i < na; i++) {
        out += a[i].match < 0;
        reworded += a[i].match >= 0 && a[i].whole != b[a[i].match].whole;
    }
    for (size_t k = 0; k < nb; k++)
        in += b[k].match < 0;
    bool alike = duties_kind(c->v[0].doc) == duties_kind(c->v[1].doc) || out < na;
    bool both = na && nb && alike; /* a list against other lines: they may be no duties */
    put_summary(c, out, in, reworded, both);
    for (size_t i = 0; both && i < na; i++)
        if (a[i].match < 0 || a[i].whole != b[a[i].match].whole)
            put_line(c, &a[i], a[i].match < 0 ? NULL : &b[a[i].match]);
    for (size_t k = 0; both && k < nb; k++)
        if (b[k].match < 0)
            put_line(c, NULL, &b[k]);
}

/* mime_parts.c: a message's parts by one pass over its lines, with the boundaries that are open on
 * a stack: an outer boundary ends what was left open inside it, a missing last one costs nothing.
 * A multipart whose boundary never comes is searched for the one it meant. */
#include "../base/str.h"
#include "mime.h"

enum { BOUNDARY_MOST = 300 };

typedef struct {
    socvet_str boundary;
    int part; /* index of the multipart */
} level;

typedef struct {
    extract_builder *b;
    socvet_str s;
    mime_tree *tree;
    size_t cap;
    level open[MIME_DEPTH];
    socvet_str lost[MIME_DEPTH]; /* boundaries of what an outer one ended too early */
    int n_open, n_lost;
    int leaf; /* the part whose lines these are; -1: of none */
    bool failed;
} scan;

static socvet_str type_word(socvet_str value)
{
    size_t n = 0;

    value = base_str_trim(value);
    while (n < value.len && value.ptr[n] != ';' && !base_is_blank(value.ptr[n]))
        n++;
    return (socvet_str){value.ptr, n};
}

static bool boundary_of(scan *x, socvet_str value, socvet_str *out)
{
    base_buf raw;

    base_buf_init(&raw, 0);
    mime_add_parameter(value, "boundary", &raw);
    socvet_str s = base_buf_str(&raw);
    while (s.len && base_is_blank(s.ptr[s.len - 1]))
        s.len--;
    if (s.len > BOUNDARY_MOST)
        s.len = 0;
    *out = (socvet_str){s.len ? base_arena_dup(extract_arena(x->b), s) : NULL, s.len};
    base_buf_clear(&raw);
    return out->ptr != NULL;
}

/* Is there a line "--" boundary in s? Each look ahead is paid for, so that many multiparts cannot
 * make the whole square. */
static bool has_delimiter(scan *x, socvet_str s, socvet_str boundary)
{
    for (size_t at = base_str_find(s, boundary, 0); at != SIZE_MAX; at = base_str_find(s, boundary, at + 1))
        if (at >= 2 && s.ptr[at - 1] == '-' && s.ptr[at - 2] == '-' && (at == 2 || s.ptr[at - 3] == '\n'))
            return extract_step(x->b, at / 16);
    extract_step(x->b, s.len / 8);
    return false;
}

/* The first line "--X" with a field after it: X is what the multipart meant. */
static bool guess_boundary(scan *x, socvet_str s, socvet_str *out)
{
    for (size_t at = 0; at + 3 < s.len;) {
        const char *nl = memchr(s.ptr + at, '\n', s.len - at);
        size_t next = nl ? (size_t)(nl - s.ptr) + 1 : s.len;
        socvet_str line = base_str_trim((socvet_str){s.ptr + at, next - at}), after = {s.ptr + next, s.len - next};
        if (base_str_starts(line, SOCVET_STR("--")) && line.len > 2 && line.len < BOUNDARY_MOST &&
            base_str_starts_ci(after, SOCVET_STR("content-"))) {
            for (int i = 0; i < x->n_open; i++) /* that of another */
                if (base_str_eq((socvet_str){line.ptr + 2, line.len - 2}, x->open[i].boundary))
                    return false;
            *out = (socvet_str){line.ptr + 2, line.len - 2};
            return true;
        }
        at = next;
    }
    return false;
}

static void open_multipart(scan *x, int index, socvet_str value, size_t body)
{
    mime_part *p = &x->tree->parts[index];
    socvet_str rest = {x->s.ptr + body, x->s.len - body}, boundary;

    p->shape = base_str_eq_ci(p->type, SOCVET_STR("multipart/alternative")) ? MIME_ALTERNATIVE : MIME_MIXED;
    if (x->n_open >= MIME_DEPTH) {
        x->tree->too_deep = true;
        return;
    }
    bool known = boundary_of(x, value, &boundary);
    if (!(known && has_delimiter(x, rest, boundary)) && !guess_boundary(x, rest, &boundary)) {
        p->shape = MIME_LEAF;
        p->type = SOCVET_STR("text/plain");
        return;
    }
    x->open[x->n_open++] = (level){boundary, index};
    x->leaf = -1;
}

/* The type when none is written. */
static socvet_str default_type(const scan *x, int parent)
{
    if (parent >= 0 && base_str_eq_ci(x->tree->parts[parent].type, SOCVET_STR("multipart/digest")))
        return SOCVET_STR("message/rfc822");
    return SOCVET_STR("text/plain");
}

/* Reads the fields at `at`; returns where the body begins. */
static size_t start_part(scan *x, size_t at, int parent)
{
    mime_tree *t = x->tree;
    void *grown = t->parts;
    size_t body = at;
    mime_field f;

    if (t->n >= MIME_PARTS_MOST) {
        t->too_many = true;
        x->leaf = -1;
        return at;
    }
    if (!base_arena_grow(extract_arena(x->b), &grown, &x->cap, t->n, sizeof *t->parts)) {
        x->failed = true;
        return x->s.len;
    }
    t->parts = grown;
    while (mime_next_field(x->s, &body, &f))
        ;
    mime_part *p = &t->parts[t->n];
    *p = (mime_part){.fields = {x->s.ptr + at, body - at}, .body = {x->s.ptr + body, 0}, .parent = parent};
    socvet_str value = mime_find_field(p->fields, "content-type");
    p->type = type_word(value);
    if (!p->type.len || !memchr(p->type.ptr, '/', p->type.len))
        p->type = default_type(x, parent);
    p->depth = (uint8_t)x->n_open;
    x->leaf = (int)t->n++;
    if (base_str_starts_ci(p->type, SOCVET_STR("multipart/")))
        open_multipart(x, x->leaf, value, body);
    return body;
}

/* Ends what is open from this index on; `end` is where the delimiter's line begins. */
static void close_parts(scan *x, int from, size_t end)
{
    size_t cut = end;

    if (cut && x->s.ptr[cut - 1] == '\n')
        cut--;
    if (cut && cut < end && x->s.ptr[cut - 1] == '\r')
        cut--;
    if (x->leaf >= 0) {
        mime_part *p = &x->tree->parts[x->leaf];
        size_t at = (size_t)(p->body.ptr - x->s.ptr);
        p->body.len = cut > at ? cut - at : 0;
    }
    for (int i = x->n_open - 1; i > from; i--) {
        x->tree->unclosed = true;
        if (x->n_lost < MIME_DEPTH)
            x->lost[x->n_lost++] = x->open[i].boundary;
    }
    x->leaf = -1;
}

/* "--boundary" or (*last) "--boundary--"? */
static bool is_delimiter(socvet_str line, socvet_str boundary, bool *last)
{
    if (line.len < boundary.len || memcmp(line.ptr, boundary.ptr, boundary.len) != 0)
        return false;
    *last = line.len == boundary.len + 2 && memcmp(line.ptr + boundary.len, "--", 2) == 0;
    return *last || line.len == boundary.len;
}

/* Which open boundary the line is a delimiter of, innermost first; n_open: one that was lost, whose
 * parts then belong to what is open; -1: none. */
static int matched(const scan *x, socvet_str line, bool *last)
{
    while (line.len && base_is_blank(line.ptr[line.len - 1]))
        line.len--;
    line.ptr += 2;
    line.len -= 2;
    for (int i = x->n_open - 1; i >= 0; i--)
        if (is_delimiter(line, x->open[i].boundary, last))
            return i;
    for (int i = 0; i < x->n_lost && x->n_open; i++)
        if (is_delimiter(line, x->lost[i], last))
            return x->n_open;
    return -1;
}

static size_t on_delimiter(scan *x, int which, bool last, size_t line, size_t next)
{
    bool lost = which == x->n_open;

    which -= lost;
    int multipart = x->open[which].part;
    close_parts(x, which, line);
    if (lost && last)
        return next;
    x->n_open = last ? which : which + 1;
    return last ? next : start_part(x, next, multipart);
}

static void link_parts(mime_tree *t)
{
    for (size_t i = t->n; i-- > 0;) {
        size_t next = i + 1;
        while (next < t->n && t->parts[next].depth > t->parts[i].depth)
            next = (size_t)t->parts[next].next;
        t->parts[i].next = (int)next;
    }
}

bool mime_scan(extract_builder *b, socvet_str message, mime_tree *out)
{
    scan x = {.b = b, .s = message, .tree = out, .leaf = -1};

    *out = (mime_tree){0};
    for (size_t at = start_part(&x, 0, MIME_NO_PARENT); at < message.len && !x.failed;) {
        const char *nl = memchr(message.ptr + at, '\n', message.len - at);
        size_t next = nl ? (size_t)(nl - message.ptr) + 1 : message.len;
        bool last = false;
        int which = -1;
        if (next - at > 2 && message.ptr[at] == '-' && message.ptr[at + 1] == '-')
            which = matched(&x, (socvet_str){message.ptr + at, next - at}, &last);
        if (which >= 0)
            next = on_delimiter(&x, which, last, at, next);
        if (!extract_step(b, 1))
            break;
        at = next;
    }
    close_parts(&x, -1, message.len);
    out->unclosed |= x.n_open > 0;
    link_parts(out);
    return !x.failed;
}

/* docx_stream.c: the letters of a Word document in order, each with the bytes that hold it. Text
 * that the reader does not show is passed over: deleted, moved away, hidden, in text boxes (where
 * Word allows no comments anyway). */
#include <stdio.h>

#include "../base/err.h"
#include "../base/str.h"
#include "docx_anchor.h"

size_t docx_blank(socvet_str s)
{
    static const char *const blanks[] = {"\xC2\xA0", "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                         "\xE2\x80\xAF", "\xEF\xBB\xBF", "\xE2\x81\xA0", "\xE3\x80\x80"};

    if (!s.len)
        return 0;
    if ((unsigned char)s.ptr[0] <= ' ')
        return 1;
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (base_str_starts(s, base_str_z(blanks[i])))
            return strlen(blanks[i]);
    if (s.len >= 3 && memcmp(s.ptr, "\xE2\x80", 2) == 0 && (unsigned char)s.ptr[2] <= 0x8A)
        return 3; /* en quad to hair space */
    return 0;
}

/* What "&amp;" and its like stand for; the number of bytes written, 0: not one we know. */
static size_t entity(socvet_str s, char out[4], size_t *used)
{
    static const struct {
        const char *z;
        char c;
    } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (base_str_starts(s, base_str_z(named[i].z))) {
            *used = strlen(named[i].z);
            out[0] = named[i].c;
            return 1;
        }
    size_t i = 2;
    uint32_t cp = 0;
    bool hex = s.len > 3 && (s.ptr[2] | 32) == 'x';
    for (i += hex; i < s.len && s.ptr[i] != ';' && i < 12; i++) {
        char c = base_lower(s.ptr[i]);
        uint32_t digit = base_is_digit(c) ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) : 99;
        if (digit >= (hex ? 16u : 10u))
            return 0;
        cp = cp * (hex ? 16 : 10) + digit;
    }
    if (i >= s.len || s.ptr[i] != ';' || s.len < 4 || s.ptr[1] != '#')
        return 0;
    *used = i + 1;
    base_buf b;
    base_buf_init(&b, 0);
    base_buf_add_cp(&b, cp);
    size_t n = b.len < 4 ? b.len : 4;
    if (b.ptr)
        memcpy(out, b.ptr, n);
    base_buf_clear(&b);
    return n;
}

static bool add_letters(docx_stream *s, base_arena *a, const char *bytes, size_t n, size_t from, size_t to)
{
    for (size_t i = 0; i < n; i++) {
        void *p = s->bytes, *q = s->letters;
        if (!base_arena_grow(a, &p, &s->cap_bytes, s->n, 1) ||
            !base_arena_grow(a, &q, &s->cap_letters, s->n, sizeof *s->letters))
            return false;
        s->bytes = p;
        s->letters = q;
        s->bytes[s->n] = bytes[i];
        s->letters[s->n++] = (docx_letter){from, to, (uint32_t)(s->n_pieces - 1)};
    }
    return true;
}

static bool add_text(docx_stream *s, base_arena *a, socvet_str xml, size_t from, size_t to)
{
    for (size_t at = from; at < to;) {
        socvet_str rest = {xml.ptr + at, to - at};
        char out[4];
        size_t used = docx_blank(rest), n = 0;
        if (used) {
            at += used;
            continue;
        }
        if (rest.ptr[0] == '&')
            n = entity(rest, out, &used);
        if (!n) {
            for (n = used = 1; used < rest.len && ((unsigned char)rest.ptr[used] & 0xC0) == 0x80 && used < 4;)
                n = ++used;
            memcpy(out, rest.ptr, n);
        }
        if (!docx_blank((socvet_str){out, n}) && !add_letters(s, a, out, n, at, at + used))
            return false;
        at += used;
    }
    return true;
}

typedef struct {
    docx_stream *s;
    base_arena *a;
    socvet_str xml, w;
    int runs, passed_over; /* how deep: runs in runs; parts that are not read */
    bool hidden, any, ok;
    size_t looks;
} walk;

static bool is_word(const walk *k, const docx_tag *t, const char *name)
{
    return base_str_eq(t->prefix, k->w) && base_str_eq_z(t->name, name);
}

/* <w:vanish w:val="0"/> */
static bool is_off(const walk *k, const docx_tag *t)
{
    char name[32];

    snprintf(name, sizeof name, "%.*s:val", SOCVET_ARG(k->w));
    socvet_str v = docx_tag_attribute(t, name);
    return base_str_eq_z(v, "0") || base_str_eq_z(v, "false") || base_str_eq_z(v, "off");
}

static void run_tag(walk *k, const docx_tag *t)
{
    docx_stream *s = k->s;

    if (t->empty)
        return;
    k->runs += t->closes ? -1 : 1;
    if (!t->closes && k->runs == 1) {
        void *p = s->runs;
        k->ok = base_arena_grow(k->a, &p, &s->cap_runs, s->n_runs, sizeof *s->runs);
        s->runs = p;
        if (k->ok)
            s->runs[s->n_runs++] = (docx_run){t->from, 0, 0, 0};
        k->hidden = k->any = false;
    } else if (t->closes && k->runs == 0 && s->n_runs) {
        s->runs[s->n_runs - 1].to = t->to;
        if (s->n_pieces && s->pieces[s->n_pieces - 1].run == s->n_runs - 1)
            s->pieces[s->n_pieces - 1].last = s->pieces[s->n_pieces - 1].to == t->from;
    }
}

static void looks_tag(walk *k, const docx_tag *t)
{
    docx_run *r = &k->s->runs[k->s->n_runs - 1];

    if (t->empty || !t->closes)
        k->looks = t->from;
    if (t->empty || t->closes) {
        r->looks_from = k->looks;
        r->looks_to = t->to;
    }
}

static void text_tag(walk *k, const docx_tag *t, size_t *at)
{
    docx_stream *s = k->s;
    docx_tag end;
    void *p = s->pieces;

    if (t->empty || t->closes || !docx_tag_next(k->xml, at, &end) || !end.closes)
        return;
    if (!(k->ok = base_arena_grow(k->a, &p, &s->cap_pieces, s->n_pieces, sizeof *s->pieces)))
        return;
    s->pieces = p;
    docx_piece *x = &s->pieces[s->n_pieces++];
    *x = (docx_piece){t->from, t->to, end.from, end.to, (uint32_t)(s->n_runs - 1), !k->any, false,
                      docx_tag_attribute(t, "xml:space").ptr != NULL, false};
    x->edges = end.from > t->to && (docx_blank((socvet_str){k->xml.ptr + t->to, 1}) || docx_blank((socvet_str){k->xml.ptr + end.from - 1, 1}));
    k->any = true;
    k->ok = add_text(s, k->a, k->xml, t->to, end.from);
}

socvet_status docx_stream_read(docx_stream *s, base_arena *a, socvet_str xml, socvet_err *err)
{
    walk k = {.s = s, .a = a, .xml = xml, .w = docx_word_prefix(xml), .ok = true};
    docx_tag t;

    *s = (docx_stream){0};
    if (!k.w.ptr)
        return base_fail(err, SOCVET_E_FORMAT, "extract", 0, "the main part is no WordprocessingML");
    for (size_t at = 0; k.ok && docx_tag_next(xml, &at, &t);) {
        bool away = is_word(&k, &t, "moveFrom") || is_word(&k, &t, "del") || base_str_eq_z(t.name, "Fallback");
        if (away && !t.empty)
            k.passed_over += t.closes ? -1 : 1;
        else if (k.passed_over > 0)
            continue;
        else if (is_word(&k, &t, "r"))
            run_tag(&k, &t);
        else if (k.runs != 1 || s->n_runs == 0)
            continue;
        else if (is_word(&k, &t, "rPr"))
            looks_tag(&k, &t);
        else if (is_word(&k, &t, "vanish") && !s->runs[s->n_runs - 1].looks_to)
            k.hidden = !is_off(&k, &t);
        else if (is_word(&k, &t, "t") && !k.hidden)
            text_tag(&k, &t, &at);
        else if (s->runs[s->n_runs - 1].looks_to || k.looks < s->runs[s->n_runs - 1].from)
            k.any = true; /* a tab, a picture, ...; not what stands inside rPr */
    }
    return k.ok ? SOCVET_OK : base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
}

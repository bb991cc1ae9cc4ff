/* mail_text.c: a mail's plain body -> blocks, with quotes and signatures told apart. */
#include "../base/str.h"
#include "lines.h"
#include "mail.h"

enum { QUOTE_MOST = 50, SIGNATURE_LINES = 25 };

typedef enum { OWN, QUOTED, SIGNATURE } kind;

typedef struct {
    kind kind;
    size_t from, to; /* of the text with the quote marks taken off */
} segment;

typedef struct {
    extract_builder *b;
    base_buf text;
    segment *segments;
    size_t n, cap, size[3];
    bool flowed, delsp, failed;
} body;

typedef struct {
    socvet_str text;
    int depth;
    bool soft; /* flows into the next line */
} line;

static line line_of(const body *m, socvet_str s)
{
    line l = {.text = s};

    if (l.text.len && l.text.ptr[l.text.len - 1] == '\r')
        l.text.len--;
    while (l.text.len && l.depth < QUOTE_MOST) {
        size_t blank = l.text.ptr[0] == ' ' && l.depth && !m->flowed && l.text.len > 1;
        if (l.text.ptr[blank] != '>')
            break;
        l.text.ptr += blank + 1;
        l.text.len -= blank + 1;
        l.depth++;
    }
    if (m->flowed && l.text.len && l.text.ptr[0] == ' ') { /* stuffed */
        l.text.ptr++;
        l.text.len--;
    }
    l.soft = m->flowed && l.text.len && l.text.ptr[l.text.len - 1] == ' ' && !base_str_eq_z(l.text, "-- ");
    return l;
}

static bool is_original(socvet_str s)
{
    return base_str_starts(s, SOCVET_STR("---")) &&
           base_str_find_ci((socvet_str){s.ptr, s.len < 80 ? s.len : 80}, SOCVET_STR("original message"), 0) != SIZE_MAX;
}

/* "-- " opens a signature when few lines follow. */
static bool opens_signature(const line *l, socvet_str rest)
{
    socvet_str piece;
    int n = 0;

    if (l->depth || !(base_str_eq_z(l->text, "-- ") || base_str_eq_z(l->text, "--")))
        return false;
    while (n <= SIGNATURE_LINES && base_str_split(&rest, '\n', &piece))
        n += base_str_trim(piece).len > 0;
    return n <= SIGNATURE_LINES;
}

static segment *segment_of(body *m, kind k)
{
    void *p = m->segments;

    if (m->n && m->segments[m->n - 1].kind == k)
        return &m->segments[m->n - 1];
    if (!base_arena_grow(extract_arena(m->b), &p, &m->cap, m->n, sizeof *m->segments)) {
        m->failed = true;
        return NULL;
    }
    m->segments = p;
    m->segments[m->n] = (segment){k, m->text.len, m->text.len};
    return &m->segments[m->n++];
}

static void split(body *m, socvet_str text)
{
    bool original = false, signature = false, soft = false;
    int depth = 0;
    socvet_str piece;

    while (!m->failed && base_str_split(&text, '\n', &piece) && extract_step(m->b, 1)) {
        line l = line_of(m, piece);
        original |= !l.depth && is_original(l.text);
        if (!original && !signature && opens_signature(&l, text)) {
            signature = true;
            soft = false;
            continue;
        }
        kind k = l.depth || original ? QUOTED : signature ? SIGNATURE : OWN;
        if (soft && l.depth == depth) /* the line before flows into this one */
            m->text.len--;
        /* blank lines between two quotes are part of them */
        bool blank = base_str_trim(l.text).len == 0;
        if (blank && m->n && m->segments[m->n - 1].kind == QUOTED)
            k = QUOTED;
        segment *g = segment_of(m, k);
        if (!g)
            return;
        if (l.soft && m->delsp)
            l.text.len--;
        base_buf_add(&m->text, l.text);
        base_buf_add_char(&m->text, '\n');
        g->to = m->text.len;
        m->size[k] += base_str_trim(l.text).len;
        soft = l.soft;
        depth = l.depth;
    }
}

static void put_segment(extract_builder *b, socvet_str text, socvet_region region)
{
    lines_scan scan;
    lines_block block;

    extract_region(b, region);
    lines_init(&scan, text);
    scan.first = false; /* the subject was the title */
    while (extract_build_ok(b) && lines_next(&scan, &block)) {
        extract_begin(b, block.kind, block.level);
        socvet_str rest = {text.ptr + block.from, block.to - block.from}, piece;
        while (base_str_split(&rest, '\n', &piece)) {
            extract_text(b, piece);
            extract_text(b, SOCVET_STR(" "));
        }
        extract_end(b);
    }
    extract_region(b, SOCVET_REGION_BODY);
}

void mail_put_text(extract_builder *b, socvet_str text, bool flowed, bool delsp)
{
    body m = {.b = b, .flowed = flowed, .delsp = delsp};

    base_buf_init(&m.text, 0);
    split(&m, text);
    bool about_quotes = m.size[QUOTED] > m.size[OWN];
    for (size_t i = 0; i < m.n && !m.text.failed; i++) {
        const segment *g = &m.segments[i];
        socvet_region region = g->kind == SIGNATURE                 ? SOCVET_REGION_FOOTER
                               : g->kind == QUOTED && !about_quotes ? SOCVET_REGION_NOTE
                                                                    : SOCVET_REGION_BODY;
        put_segment(b, (socvet_str){m.text.ptr + g->from, g->to - g->from}, region);
    }
    base_buf_clear(&m.text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * socvet-pdf.c: a PDF on standard input -> a document on standard output (extract/wire.h). A
 * program of its own because poppler is under the GPL (LICENSE.md) and because PDF is hostile:
 * it runs under the limits of its parent and under seccomp: it may read files (fonts, character
 * maps, the dictionary) and write to the pipe, and nothing else. */
#include <fcntl.h>
#include <malloc.h>
#include <math.h>
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "extract/codepage.h"
#include "extract/wire.h"
#include "pdf_poppler.h"

enum { PAGES_MOST = 2000, INPUT_MOST = 64 * 1024 * 1024, TEXT_MOST = 32 * 1024 * 1024, MORE_AT_ONCE = 1024 * 1024 };

/* The table of readers of the library, empty: this program needs none of them and loads faster. */
const socvet_reader *const extract_readers[] = {NULL};

static bool without_rules; /* asked for when a page killed the helper before */

/* ---- words ---- */

static bool is_bold(const char *font)
{
    static const char *const names[] = {"bold", "black", "heavy", "demi"};

    for (size_t i = 0; font && i < sizeof names / sizeof *names; i++)
        if (base_str_find_ci(base_str_z(font), base_str_z(names[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A character as text: ligatures taken apart, private bullets named, controls dropped. */
void pdf_add_character(base_buf *out, uint32_t cp)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

    if (cp >= 0xFB00 && cp <= 0xFB06) {
        base_buf_add_z(out, ligatures[cp - 0xFB00]);
    } else if (cp >= 0xE000 && cp <= 0xF8FF) {
        uint32_t known = codepage_symbol(cp);
        if (known)
            base_buf_add_cp(out, known);
    } else if (cp == 0x2010 || cp == 0x2011) {
        base_buf_add_char(out, '-');
    } else if (cp > 0x20 && cp != 0x7F && cp != 0xFFFD) {
        base_buf_add_cp(out, cp);
    }
}

pdf_word *pdf_new_word(pdf_doc *d, pdf_page *p)
{
    void *v = p->words;

    if (!base_arena_grow(d->arena, &v, &p->cap_words, p->n_words, sizeof *p->words)) {
        d->failed = true;
        return NULL;
    }
    p->words = v;
    p->words[p->n_words] = (pdf_word){.from = (uint32_t)d->text.len, .to = (uint32_t)d->text.len};
    return &p->words[p->n_words++];
}

/* A page whose letters poppler cannot place one by one (text from right to left): lines as they come. */
static void plain_page(pdf_doc *d, pdf_page *p, PopplerPage *page)
{
    PopplerRectangle area = {p->width, 0, 0, p->height};
    char *raw = poppler_page_get_selected_text(page, POPPLER_SELECTION_GLYPH, &area); /* from left to right such lines are lost */
    socvet_str text = base_str_z(raw ? raw : "");
    base_buf clean;

    base_buf_init(&clean, TEXT_MOST);
    for (size_t at = 0; at < text.len;) {
        unsigned size;
        uint32_t cp = base_utf8_at(text, at, &size);
        at += size;
        if (cp == '\n' || cp == '\f')
            base_buf_add_char(&clean, '\n');
        else if (base_cp_is_space(cp) || (cp >= 0x202A && cp <= 0x202E)) /* marks stand between words */
            base_buf_add_char(&clean, ' ');
        else if (cp != 0x200E && cp != 0x200F)
            pdf_add_character(&clean, cp);
    }
    p->plain = (socvet_str){base_arena_dup(d->arena, base_buf_str(&clean)), clean.len};
    d->failed |= clean.failed || !p->plain.ptr;
    base_buf_clear(&clean);
    g_free(raw);
}

static size_t count_characters(socvet_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

/* Hebrew, Arabic and their kin. */
static bool runs_left(socvet_str s)
{
    size_t left = 0;

    for (size_t i = 0; i < s.len; i++)
        left += (unsigned char)s.ptr[i] >= 0xD6 && (unsigned char)s.ptr[i] <= 0xDF;
    return left * 5 > s.len;
}

typedef struct {
    const PopplerTextAttributes *a;
    GList *rest;
    bool bold;
} run;

static void advance(run *r, int index)
{
    while (!r->a || index > r->a->end_index) {
        if (!r->rest)
            return;
        r->a = r->rest->data;
        r->rest = r->rest->next;
        r->bold = is_bold(r->a->font_name);
    }
}

static void put_character(pdf_doc *d, pdf_word *w, const run *r, const PopplerRectangle *box, uint32_t cp)
{
    pdf_box now = {(float)fmin(box->x1, box->x2), (float)fmin(box->y1, box->y2), (float)fmax(box->x1, box->x2),
                   (float)fmax(box->y1, box->y2)};
    bool first = w->from == w->to;

    w->dx += first ? 0 : now.x0 - w->last.x0;
    w->dy += first ? 0 : now.y0 - w->last.y0;
    w->last = now;
    if (first) {
        w->box = now;
        w->size = r->a && r->a->font_size > 0 ? (float)r->a->font_size : now.y1 - now.y0;
        w->bold = r->bold;
    } else {
        w->box = (pdf_box){fminf(w->box.x0, now.x0), fminf(w->box.y0, now.y0), fmaxf(w->box.x1, now.x1),
                           fmaxf(w->box.y1, now.y1)};
    }
    pdf_add_character(&d->text, cp);
    w->to = (uint32_t)d->text.len;
}

/* In what poppler takes for a table nothing stands between the cells: look at the places. */
static bool leaps(const pdf_word *w, const PopplerRectangle *box, bool *far)
{
    float x = (float)fmin(box->x1, box->x2), y = (float)(box->y1 + box->y2) / 2;
    float dx = fmaxf(x - w->last.x1, w->last.x0 - (float)fmax(box->x1, box->x2));
    float dy = fabsf(y - (w->last.y0 + w->last.y1) / 2);

    *far = (dx > w->size && dy > w->size) || dx > 0.8F * w->size + 2 || dy > 1.5F * w->size + 4;
    return *far || (dx > 0.45F * w->size && dy < 0.3F * w->size); /* poppler parts words by a tenth already */
}

static void words_of(pdf_doc *d, pdf_page *p, socvet_str text, const PopplerRectangle *boxes, guint n, GList *attributes)
{
    run r = {NULL, attributes, false};
    pdf_word *w = NULL;
    size_t at = 0;

    for (guint i = 0; i < n && at < text.len && !d->failed; i++) {
        unsigned size;
        uint32_t cp = base_utf8_at(text, at, &size);
        at += size;
        bool end = cp == '\n' || cp == '\f' || cp == '\r';
        if (end || base_cp_is_space(cp)) {
            if (w && w->from == w->to)
                p->n_words--; /* nothing of it is text */
            else if (p->n_words && end)
                p->words[p->n_words - 1].line_end = true;
            w = NULL;
            continue;
        }
        bool far = false;
        if (w && w->from != w->to && leaps(w, &boxes[i], &far)) {
            w->line_end = far;
            w = NULL;
        }
        if (!w && !(w = pdf_new_word(d, p)))
            return;
        advance(&r, (int)i);
        put_character(d, w, &r, &boxes[i], cp);
    }
    if (w && w->from == w->to)
        p->n_words--;
}

/* Drawing a page shows its annotations too, whose words are no words of the page. */
static bool shows_annotations(PopplerPage *page)
{
    GList *all = poppler_page_get_annot_mapping(page);
    bool shows = false;

    for (const GList *l = all; l; l = l->next)
        shows |= poppler_annot_get_annot_type(((PopplerAnnotMapping *)l->data)->annot) != POPPLER_ANNOT_LINK;
    poppler_page_free_annot_mapping(all);
    return shows;
}

static void read_page(pdf_doc *d, PopplerDocument *pdf, int number)
{
    PopplerPage *page = poppler_document_get_page(pdf, number);
    pdf_page *p = &d->pages[number];
    PopplerRectangle *boxes = NULL;
    guint n = 0;
    double width = 0, height = 0;

    p->number = (uint32_t)number + 1;
    if (!page)
        return;
    poppler_page_get_size(page, &width, &height);
    p->width = (float)width;
    p->height = (float)height;
    bool drawn = !without_rules && d->ruled && !shows_annotations(page);
    if (drawn) /* poppler keeps the words it meets: a page that is likely to be drawn is read once, not twice */
        pdf_draw(d, p, page);
    char *text = poppler_page_get_text(page);
    if (text && *text && poppler_page_get_text_layout(page, &boxes, &n)) {
        socvet_str all = base_str_z(text);
        GList *attributes = poppler_page_get_text_attributes(page);
        if (count_characters(all) == n && !runs_left(all))
            words_of(d, p, all, boxes, n, attributes);
        else
            plain_page(d, p, page);
        poppler_page_free_text_attributes(attributes);
    }
    if (!p->plain.len) {
        pdf_forms(d, p, page);
        pdf_turn(p);
        bool wanted = !without_rules && !p->turned && pdf_wants_rules(p);
        if (wanted && !drawn)
            pdf_draw(d, p, page);
        if (!wanted)
            p->n_across = p->n_down = 0;
        d->ruled = wanted;
    }
    g_free(boxes);
    g_free(text);
    g_object_unref(page);
}

/* ---- the document ---- */

static void empty_pages(pdf_doc *d)
{
    base_buf text;

    base_buf_init(&text, 4096);
    for (size_t i = 0; i < d->n_pages; i++)
        if (!d->pages[i].n_words && !d->pages[i].plain.len)
            base_buf_printf(&text, "%s%zu", text.len ? ", " : "", i + 1);
    if (text.len) {
        socvet_str what = base_arena_printf(d->arena, "no text layer on page %.*s", SOCVET_ARG(base_buf_str(&text)));
        extract_notice(d->b, SOCVET_NOTICE_SKIPPED, what);
    }
    base_buf_clear(&text);
}

static socvet_status lay_out(pdf_doc *d, socvet_err *err)
{
    size_t words = 0;

    for (size_t i = 0; i < d->n_pages; i++)
        words += d->pages[i].n_words + d->pages[i].plain.len;
    if (!words && !d->comments.len)
        return base_fail(err, SOCVET_E_EMPTY, "pdf", SOCVET_NO_OFFSET,
                         "no text layer: scanned, or drawn; text recognition has to come first");
    for (size_t i = 0; i < d->n_pages && !d->failed; i++) {
        d->page = &d->pages[i];
        d->pages[i].grids = pdf_grids(d, &d->pages[i], &d->pages[i].n_grids);
    }
    if (!d->failed)
        pdf_margins(d);
    for (size_t i = 0; i < d->n_pages && !d->failed && extract_step(d->b, 1); i++) {
        pdf_headed(d, &d->pages[i]);
        pdf_layout(d, &d->pages[i]);
    }
    if (d->failed || d->text.failed)
        return base_fail(err, SOCVET_E_NOMEM, "pdf", SOCVET_NO_OFFSET, "memory ran out");
    pdf_emit(d);
    empty_pages(d);
    return SOCVET_OK;
}

static socvet_status cannot_open(const GError *e, socvet_err *err)
{
    if (e && e->domain == POPPLER_ERROR && e->code == POPPLER_ERROR_ENCRYPTED)
        return base_fail(err, SOCVET_E_ENCRYPTED, "pdf", 0, "the PDF is protected by a password");
    return base_fail(err, SOCVET_E_FORMAT, "pdf", 0, "damaged PDF: %s", e ? e->message : "cannot be opened");
}

static socvet_status read_pdf(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    GError *e = NULL;
    GBytes *raw = g_bytes_new_static(bytes.ptr, bytes.len);
    PopplerDocument *pdf = poppler_document_new_from_bytes(raw, NULL, &e);
    pdf_doc d = {.b = b, .arena = extract_arena(b)};

    if (!pdf)
        return cannot_open(e, err);
    int pages = poppler_document_get_n_pages(pdf);
    d.n_pages = pages > PAGES_MOST ? PAGES_MOST : pages > 0 ? (size_t)pages : 0;
    if (pages > PAGES_MOST)
        extract_notice(b, SOCVET_NOTICE_TRUNCATED, SOCVET_STR("only the first 2000 pages were read"));
    d.pages = base_arena_array(d.arena, d.n_pages + 1, sizeof *d.pages);
    base_buf_init(&d.text, TEXT_MOST);
    base_buf_init(&d.header, TEXT_MOST);
    base_buf_init(&d.footer, TEXT_MOST);
    base_buf_init(&d.comments, TEXT_MOST);
    pdf_attachments(&d, pdf);
    d.failed = !d.pages;
    for (size_t i = 0; i < d.n_pages && !d.failed && extract_step(b, 100); i++)
        read_page(&d, pdf, (int)i);
    socvet_status s = lay_out(&d, err);
    base_buf_clear(&d.text);
    base_buf_clear(&d.header);
    base_buf_clear(&d.footer);
    base_buf_clear(&d.comments);
    g_object_unref(pdf);
    g_bytes_unref(raw);
    return s;
}

/* ---- the fence ---- */

static bool fence(void)
{
    static const int calls[] = {
        SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
        SCMP_SYS(statx), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(lseek), SCMP_SYS(access), SCMP_SYS(faccessat),
        SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(fcntl),
        SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(getcwd), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mprotect),
        SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(getpid),
        SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(uname),
        SCMP_SYS(sysinfo), SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday),
        SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
        SCMP_SYS(tgkill), SCMP_SYS(exit), SCMP_SYS(exit_group)};
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool ok = ctx != NULL;

    for (size_t i = 0; ok && i < sizeof calls / sizeof *calls; i++)
        ok = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, calls[i], 0) == 0;
    ok = ok && seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_LE, 2)) == 0;
    ok = ok && seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, O_WRONLY | O_RDWR | O_CREAT, 0)) == 0;
    ok = ok && seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                SCMP_A1(SCMP_CMP_MASKED_EQ, O_WRONLY | O_RDWR | O_CREAT, 0)) == 0;
    ok = ok && seccomp_load(ctx) == 0;
    if (ctx)
        seccomp_release(ctx);
    return ok;
}

#ifdef __SANITIZE_ADDRESS__
/* Looking for leaks needs calls that the fence forbids, and finds fontconfig's. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}
#endif

static void silence(void)
{
    int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (fd >= 0 && !getenv("SOCVET_HELPER_LOUD"))
        dup2(fd, 2);
}

int main(int argc, char **argv)
{
    static const socvet_reader reader = {"pdf", "PDF", "pdf", NULL, read_pdf, false};
    socvet_read_opts opts = {.format = "pdf"};
    socvet_err err = {0};
    base_buf bytes, out;

    silence();
    mallopt(M_TRIM_THRESHOLD, INPUT_MOST); /* one document: what is freed is wanted again soon */
    mallopt(M_MMAP_THRESHOLD, INPUT_MOST);
    mallopt(M_TOP_PAD, MORE_AT_ONCE);
    for (int i = 1; i < argc; i++) {
        without_rules |= strcmp(argv[i], "--no-rules") == 0;
        opts.keep_comments |= strcmp(argv[i], "--comments") == 0;
    }
    socvet_doc *doc = socvet_doc_new();
    base_buf_init(&out, 0);
    socvet_status s = base_fd_read(&bytes, 0, "standard input", INPUT_MOST, &err);
    if (!s && !doc)
        s = base_fail(&err, SOCVET_E_NOMEM, "pdf", SOCVET_NO_OFFSET, "memory ran out");
    if (!s && !fence())
        s = base_fail(&err, SOCVET_E_IO, "pdf", SOCVET_NO_OFFSET, "cannot shut the sandbox");
    if (!s)
        s = extract_add_with(doc, &reader, base_buf_str(&bytes), &opts, &err);
    wire_write(&out, doc, s, &err);
    bool sent = !out.failed && base_fd_write(1, base_buf_str(&out), "pipe", NULL) == SOCVET_OK;
    base_buf_clear(&out);
    base_buf_clear(&bytes);
    socvet_doc_free(doc);
    return sent ? 0 : 1;
}

/* test_doc.c: old Word files made byte by byte: pieces in any order, fast saves, fields, heads that
 * lie. Documents of a word processor are in tests/cases/doc. */
#include "cfb_build.h"
#include "extract_text.h"

enum { HEAD = 0x600, TEXT = 0x800, MAIN_MOST = 0x2000, TABLE_MOST = 0x400, PIECES_MOST = 8 };

typedef struct {
    const char *text; /* bytes; U+0080 and up only when wide */
    bool wide;
    uint16_t prm;
} piece;

typedef struct {
    unsigned char main[MAIN_MOST], table[TABLE_MOST];
    size_t main_len, table_len;
} parts;

/* Text is laid down last piece first, so that only the table of pieces puts it right. */
static void make_parts(parts *f, const piece *p, size_t n, uint32_t flags)
{
    uint32_t fc[PIECES_MOST], cp = 0;
    size_t at = TEXT, clx = 0;
    unsigned char *t = f->table;

    memset(f, 0, sizeof *f);
    for (size_t i = n; i-- > 0;) {
        size_t len = strlen(p[i].text);
        fc[i] = (uint32_t)at;
        for (size_t c = 0; c < len; c++) {
            f->main[at++] = (unsigned char)p[i].text[c];
            if (p[i].wide)
                f->main[at++] = 0;
        }
    }
    f->main_len = at;
    t[clx] = 2;
    cb_put(t + clx + 1, (uint32_t)(4 + n * 12), 4);
    for (size_t i = 0; i <= n; i++) {
        cb_put(t + clx + 5 + i * 4, cp, 4);
        cp += i < n ? (uint32_t)strlen(p[i].text) : 0;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned char *pcd = t + clx + 5 + (n + 1) * 4 + i * 8;
        cb_put(pcd + 2, p[i].wide ? fc[i] : fc[i] * 2 | 0x40000000, 4);
        cb_put(pcd + 6, p[i].prm, 2);
    }
    f->table_len = clx + 5 + 4 + n * 12;
    cb_put(f->main, 0xA5EC, 2);
    cb_put(f->main + 2, 0xC1, 2);
    cb_put(f->main + 0x0A, 0x1200 | flags, 2);
    cb_put(f->main + 0x4C, cp, 4);
    cb_put(f->main + 0x1A2, 0, 4);
    cb_put(f->main + 0x1A6, (uint32_t)f->table_len, 4);
}

static unsigned char *wrap(const parts *f, size_t *len)
{
    const cb_entry e[] = {{"1Table", -1, f->table, f->table_len}, {"WordDocument", -1, f->main, f->main_len}};

    return cb_build(e, 2, len);
}

static socvet_status read_bytes(socvet_doc *doc, const unsigned char *p, size_t len, socvet_err *err)
{
    *err = (socvet_err){0};
    return read_z(doc, NULL, (socvet_str){(const char *)p, len}, false, err);
}

enum { DELETED = 65 << 1 | 1 << 8, INSERTED = 66 << 1 | 1 << 8, HIDDEN = 92 << 1 | 1 << 8 };

static const struct {
    const char *label;
    piece pieces[PIECES_MOST];
    const char *blocks, *hidden;
    bool tracked;
} cases[] = {
    {"one piece", {{"Porter wanted.\r", false, 0}}, "P Porter wanted.", NULL, false},
    {"narrow, then wide", {{"Pay: \x80", false, 0}, {"27,500\rHours: 37\r", true, 0}}, "P Pay: €27,500|P Hours: 37", NULL, false},
    {"a fast save deleted a piece", {{"Salary \xA3", false, 0}, {"24", false, DELETED}, {"26", true, INSERTED}, {",000\r", false, 0}},
     "P Salary £26,000", NULL, true},
    {"a fast save hid a piece", {{"Open. ", false, 0}, {"Budget 7731", false, HIDDEN}, {" Apply.\r", false, 0}},
     "P Open. Apply.", "Budget 7731", false},
    {"a deleted mark joins", {{"one", false, 0}, {"\r", false, DELETED}, {"two\r", false, 0}}, "P onetwo", NULL, true},
    {"a field over pieces", {{"See \x13 HYPERLINK \"http:", false, 0}, {"//x.example\" \x14our ", true, 0}, {"pages\x15.\r", false, 0}},
     "P See our pages.", NULL, false},
    {"fields in fields", {{"\x13 IF \x13 PAGE \x14" "3\x15 = 3 \x14yes\x15 and on\r", false, 0}}, "P yes and on", NULL, false},
    {"a field without an end", {{"\x13 HYPERLINK\rNext paragraph\r", false, 0}}, "P Next paragraph", NULL, false},
    {"a field's end without a field", {{"a\x15" "b\x14" "c\r", false, 0}}, "P abc", NULL, false},
    {"hyphens and breaks", {{"co\x1Eop re\x1Fport\x0B" "line\x0Cpage\r", false, 0}}, "P co-op report\nline|P page", NULL, false},
    {"cells without properties", {{"one\x07two\x07\x07" "after\r", false, 0}}, NULL, NULL, false},
};

static void reads_pieces(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;
    parts f;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = 0, len;
        while (n < PIECES_MOST && cases[i].pieces[n].text)
            n++;
        make_parts(&f, cases[i].pieces, n, 0);
        unsigned char *p = wrap(&f, &len);
        if (read_bytes(doc, p, len, &err) != SOCVET_OK)
            fail_msg("%s: %s", cases[i].label, err.text);
        char *got = show_blocks(doc);
        if (cases[i].blocks && strcmp(got, cases[i].blocks) != 0)
            fail_msg("%s:\n  got  %s\n  want %s", cases[i].label, got, cases[i].blocks);
        if (cases[i].hidden && !base_str_eq_z(notice_of(doc, SOCVET_NOTICE_HIDDEN_TEXT), cases[i].hidden))
            fail_msg("%s: not said to be hidden", cases[i].label);
        if ((notice_of(doc, SOCVET_NOTICE_TRACKED_CHANGES).ptr != NULL) != cases[i].tracked)
            fail_msg("%s: changes", cases[i].label);
        free(got);
        free(p);
    }
    socvet_doc_free(doc);
}

static const piece two[] = {{"First piece\r", false, 0}, {"second piece\r", true, 0}};

static void refuses_by_name(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;
    parts f;
    size_t len;

    (void)state;
    make_parts(&f, two, 2, 0x100);
    unsigned char *p = wrap(&f, &len);
    assert_int_equal(read_bytes(doc, p, len, &err), SOCVET_E_ENCRYPTED);
    free(p);
    make_parts(&f, two, 2, 0);
    cb_put(f.main + 0x1A6, 0, 4); /* no table of pieces, and no text where the head says */
    cb_put(f.main + 0x18, 0x7FFFFFFF, 4);
    p = wrap(&f, &len);
    assert_int_equal(read_bytes(doc, p, len, &err), SOCVET_E_FORMAT);
    free(p);
    socvet_doc_free(doc);
}

/* Lies in the head and in the table cost text, never more. */
static void survives_lies(void **state)
{
    static const uint32_t lies[] = {0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;
    parts f;
    size_t len;

    (void)state;
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
        for (size_t at = 2; at < 0x300; at += 2) {
            make_parts(&f, two, 2, 0);
            cb_put(f.main + at, lies[i], 4);
            unsigned char *p = wrap(&f, &len);
            if (read_bytes(doc, p, len, &err) && !err.text[0])
                fail_msg("%x at %zx: an error without words", lies[i], at);
            free(p);
        }
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
        for (size_t at = 0; at < 40; at++) {
            make_parts(&f, two, 2, 0);
            cb_put(f.table + at, lies[i], 4);
            unsigned char *p = wrap(&f, &len);
            if (read_bytes(doc, p, len, &err) && !err.text[0])
                fail_msg("table: %x at %zx: an error without words", lies[i], at);
            free(p);
        }
    socvet_doc_free(doc);
}

static void cut_at_every_byte(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;
    parts f;
    size_t len;

    (void)state;
    make_parts(&f, two, 2, 0);
    unsigned char *p = wrap(&f, &len);
    for (size_t n = 8; n < len; n++)
        if (read_bytes(doc, p, n, &err) && !err.text[0])
            fail_msg("cut at %zu: an error without words", n);
    free(p);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pieces),
        cmocka_unit_test(refuses_by_name),
        cmocka_unit_test(survives_lies),
        cmocka_unit_test(cut_at_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

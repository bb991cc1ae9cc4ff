/* test_xls.c: old Excel workbooks made byte by byte: strings over records, short numbers, formulas,
 * hidden rows, passwords, lies. A workbook of a spreadsheet program is in tests/cases/xls. */
#include "cfb_build.h"
#include "extract_text.h"

enum { STREAM_MOST = 8192 };

typedef struct {
    unsigned char p[STREAM_MOST];
    size_t len;
} stream;

static void record(stream *s, unsigned type, const void *data, size_t len)
{
    cb_put(s->p + s->len, type, 2);
    cb_put(s->p + s->len + 2, (uint32_t)len, 2);
    memcpy(s->p + s->len + 4, data, len);
    s->len += 4 + len;
}
#define RECORD(s, type, lit) record(s, type, lit, sizeof(lit) - 1)

static void begin(stream *s, unsigned kind)
{
    unsigned char bof[16] = {0, 6, (unsigned char)kind};

    record(s, 0x809, bof, sizeof bof);
}

/* A workbook of one sheet, "Posts"; the records of both are the caller's. */
static void make_stream(stream *s, void (*globals)(stream *), void (*cells)(stream *))
{
    unsigned char sheet[] = "\0\0\0\0\0\0\5\0Posts";

    memset(s, 0, sizeof *s);
    begin(s, 5);
    if (globals)
        globals(s);
    size_t at = s->len + 4;
    record(s, 0x85, sheet, sizeof sheet - 1);
    RECORD(s, 0x0A, "");
    cb_put(s->p + at, (uint32_t)s->len, 4);
    begin(s, 0x10);
    cells(s);
    RECORD(s, 0x0A, "");
}

static unsigned char *wrap(const stream *s, size_t *len)
{
    const cb_entry e[] = {{"Workbook", -1, s->p, s->len}};

    return cb_build(e, 1, len);
}

static socvet_status read_stream(socvet_doc *doc, const stream *s, socvet_err *err)
{
    size_t len;
    unsigned char *p = wrap(s, &len);

    *err = (socvet_err){0};
    socvet_status r = read_z(doc, NULL, (socvet_str){(const char *)p, len}, false, err);
    free(p);
    return r;
}

/* Three strings; the second goes on in another record, there in two bytes a character. */
static void split_strings(stream *s)
{
    RECORD(s, 0xFC, "\3\0\0\0\3\0\0\0" "\4\0\0Post" "\13\0\0Lab ");
    RECORD(s, 0x3C, "\1m\0a\0n\0a\0g\0e\0r\0" "\3\0\10\1\0" "Pay" "\0\0\1\0");
}

static void string_cells(stream *s)
{
    RECORD(s, 0xFD, "\0\0\0\0\0\0\0\0\0\0");
    RECORD(s, 0xFD, "\0\0\1\0\0\0\2\0\0\0");
    RECORD(s, 0xFD, "\1\0\0\0\0\0\1\0\0\0");
    RECORD(s, 0xFD, "\1\0\1\0\0\0\377\0\0\0"); /* no such string */
}

static void number_formats(stream *s)
{
    RECORD(s, 0x41E, "\244\0\13\0\0\"GBP \"#,##0");
    RECORD(s, 0xE0, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    RECORD(s, 0xE0, "\0\0\244\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    RECORD(s, 0xE0, "\0\0\16\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
}

static void number_cells(stream *s)
{
    /* 37.5 as hundredths, 26500 as a whole number, a day, a truth, an error, a double */
    RECORD(s, 0x27E, "\0\0\0\0\0\0\233\72\0\0");
    RECORD(s, 0xBD, "\1\0\0\0" "\1\0\22\236\1\0" "\2\0\302\306\2\0" "\1\0");
    RECORD(s, 0x205, "\2\0\0\0\0\0\1\0");
    RECORD(s, 0x205, "\2\0\1\0\0\0\52\1");
    RECORD(s, 0x203, "\2\0\2\0\0\0\0\0\0\0\0\0\340\77");
}

static void formula_cells(stream *s)
{
    RECORD(s, 0x06, "\0\0\0\0\0\0\0\0\0\0\0\0\377\377\0\0\0\0\0\0\0\0");
    RECORD(s, 0x207, "\6\0\0Band 5");
    RECORD(s, 0x06, "\0\0\1\0\0\0\1\0\1\0\0\0\377\377\0\0\0\0\0\0\0\0");
    RECORD(s, 0x06, "\0\0\2\0\0\0\2\0\7\0\0\0\377\377\0\0\0\0\0\0\0\0");
    RECORD(s, 0x06, "\0\0\3\0\0\0\3\0\0\0\0\0\377\377\0\0\0\0\0\0\0\0"); /* empty */
    RECORD(s, 0x06, "\0\0\4\0\0\0\0\0\0\0\0\0\0\100\0\0\0\0\0\0\0\0");
}

static void hidden_cells(stream *s)
{
    RECORD(s, 0x7D, "\1\0\1\0\0\0\0\0\1\0\0\0"); /* the second column */
    RECORD(s, 0x208, "\1\0\0\0\0\0\0\0\0\0\0\0\40\0\0\0");
    RECORD(s, 0x204, "\1\0\0\0\0\0\6\0\0Secret");
    RECORD(s, 0x204, "\0\0\1\0\0\0\3\0\0too");
    RECORD(s, 0x204, "\2\0\0\0\0\0\4\0\0last");
    RECORD(s, 0x204, "\0\0\0\0\0\0\5\0\0first"); /* out of order */
    RECORD(s, 0xE5, "\1\0\2\0\3\0\0\0\1\0");
    RECORD(s, 0x1B6, "\0\0\0\0\0\0\0\0\0\0\7\0\20\0\0\0\0\0");
    RECORD(s, 0x3C, "\0Apply t");
}

static const struct {
    const char *label;
    void (*globals)(stream *), (*cells)(stream *);
    const char *blocks, *hidden;
} cases[] = {
    {"strings over records", split_strings, string_cells, "H2 Posts|T0,0 Post|T0,1 Pay|C1,0 Lab manager", NULL},
    {"numbers", number_formats, number_cells,
     "H2 Posts|C0,0 37.5|C1,0 GBP 26,500|C1,1 15/07/2024|C2,0 TRUE|C2,1 #N/A|C2,2 0.5", NULL},
    {"formulas", NULL, formula_cells, "H2 Posts|C0,0 Band 5|C0,1 TRUE|C0,2 #DIV/0!|C0,4 2", NULL},
    {"hidden, unordered, boxed", NULL, hidden_cells, "H2 Posts|T0,0 first|C2,0 last|P Apply t", "too\nSecret"},
};

static void reads_cells(void **state)
{
    static stream s;
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        make_stream(&s, cases[i].globals, cases[i].cells);
        if (read_stream(doc, &s, &err) != SOCVET_OK)
            fail_msg("%s: %s", cases[i].label, err.text);
        char *got = show_blocks(doc);
        if (strcmp(got, cases[i].blocks) != 0)
            fail_msg("%s:\n  got  %s\n  want %s", cases[i].label, got, cases[i].blocks);
        free(got);
        socvet_str hidden = notice_of(doc, SOCVET_NOTICE_HIDDEN_TEXT);
        if (cases[i].hidden ? !base_str_eq_z(hidden, cases[i].hidden) : hidden.ptr != NULL)
            fail_msg("%s: hidden: %.*s", cases[i].label, SOCVET_ARG(hidden));
    }
    socvet_doc_free(doc);
}

static void password(stream *s)
{
    RECORD(s, 0x2F, "\0\0\0\0\0\0");
}

static void refuses_by_name(void **state)
{
    static stream s;
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;

    (void)state;
    make_stream(&s, password, string_cells);
    assert_int_equal(read_stream(doc, &s, &err), SOCVET_E_ENCRYPTED);
    memset(s.p, 0, 64);
    assert_int_equal(read_stream(doc, &s, &err), SOCVET_E_FORMAT);
    socvet_doc_free(doc);
}

/* Each byte of the stream in turn is a lie; then the stream ends at each byte. */
static void survives_lies(void **state)
{
    static const unsigned char lies[] = {0, 1, 0x7F, 0x80, 0xFF};
    static stream s, t;
    socvet_doc *doc = socvet_doc_new();
    socvet_err err;

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        make_stream(&s, cases[c].globals, cases[c].cells);
        for (size_t at = 0; at < s.len; at++)
            for (size_t i = 0; i < sizeof lies; i++) {
                t = s;
                t.p[at] = lies[i];
                if (read_stream(doc, &t, &err) && !err.text[0])
                    fail_msg("%s: %x at %zu: an error without words", cases[c].label, lies[i], at);
            }
        t = s;
        for (t.len = 0; t.len < s.len; t.len++)
            if (read_stream(doc, &t, &err) && !err.text[0])
                fail_msg("%s: cut at %zu: an error without words", cases[c].label, t.len);
    }
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_cells),
        cmocka_unit_test(refuses_by_name),
        cmocka_unit_test(survives_lies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

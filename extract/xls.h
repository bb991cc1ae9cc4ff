/* xls.h: what the files of the reader of old Excel workbooks ([MS-XLS]) share; for read_xls.c and
 * xls_*.c alone. */
#ifndef EXTRACT_XLS_H
#define EXTRACT_XLS_H
#include "cfb.h"
#include "codepage.h"

enum {
    XLS_FORMULA = 0x06, XLS_EOF = 0x0A, XLS_NOTE = 0x1C, XLS_DATE_1904 = 0x22, XLS_PASSWORD = 0x2F,
    XLS_CONTINUE = 0x3C, XLS_CODEPAGE = 0x42, XLS_COLUMN = 0x7D, XLS_SHEET = 0x85, XLS_MULRK = 0xBD,
    XLS_RSTRING = 0xD6, XLS_XF = 0xE0, XLS_MERGED = 0xE5, XLS_SST = 0xFC, XLS_LABEL_SST = 0xFD,
    XLS_TXO = 0x1B6, XLS_NUMBER = 0x203, XLS_LABEL = 0x204, XLS_BOOL = 0x205, XLS_STRING = 0x207,
    XLS_ROW = 0x208, XLS_RK = 0x27E, XLS_FORMAT = 0x41E, XLS_BOF = 0x809, XLS_CHART_TEXT = 0x100D
};

typedef struct {
    uint16_t type;
    socvet_str data;
    size_t next; /* where the next record begins */
} xls_record;

/* Text that may go on in CONTINUE records. */
typedef struct {
    socvet_str data;
    size_t next;
} xls_cursor;

typedef enum { XLS_IS_NUMBER, XLS_IS_TEXT, XLS_IS_BOOL, XLS_IS_ERROR } xls_kind;

typedef struct {
    uint16_t row, column, style;
    uint8_t kind; /* xls_kind */
    double number; /* also of a bool or an error */
    socvet_str text;
} xls_cell;

typedef struct {
    uint32_t at; /* of its first record */
    socvet_str name;
    bool hidden;
} xls_sheet;

typedef struct {
    extract_builder *b;
    base_arena *arena;
    socvet_str stream;
    unsigned version; /* 2, 3, 4, 5 (also 7), 8 */
    unsigned page;
    bool date1904, damaged, failed;
    codepage pages;
    base_buf value;
    socvet_str *strings; /* shared */
    size_t n_strings, cap_strings;
    struct xls_format {
        unsigned id;
        socvet_str code;
    } *formats;
    size_t n_formats, cap_formats;
    uint16_t *styles; /* the id of the format of each */
    socvet_str *codes; /* of each style */
    size_t n_styles, cap_styles;
    xls_sheet *sheets;
    size_t n_sheets, cap_sheets;
} xls;

static inline uint16_t xls_u16(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (uint16_t)(u[0] | u[1] << 8);
}

static inline uint32_t xls_u32(const char *p)
{
    return xls_u16(p) | (uint32_t)xls_u16(p + 2) << 16;
}

double xls_double(const char *p); /* eight bytes, little-endian */
double xls_rk(uint32_t rk);       /* Excel's short form of a number */
bool xls_next(const xls *k, size_t at, xls_record *out); /* false at the end of the stream */
xls_cursor xls_cursor_at(const xls_record *r, size_t from);
/* Text of `chars` characters, whose first byte says how wide they are; to k->value. */
void xls_text8(xls *k, xls_cursor *c, size_t chars);
/* Text of a record: a count of `count_bytes`, then the text, as this version writes it; copied. */
socvet_str xls_text_of(xls *k, const xls_record *r, size_t from, unsigned count_bytes);
/* The globals: strings, formats, sheets. Expected: SOCVET_E_ENCRYPTED. */
socvet_status xls_read_globals(xls *k, socvet_err *err);
#endif

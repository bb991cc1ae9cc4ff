/* findings_xlsx.c: the findings of one record as a workbook, made in memory. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../base/arena.h"
#include "../base/err.h"
#include "../base/file.h"
#include "../base/str.h"
#include "corpus.h"
#include "xlsx_door.h"

enum { MOST_BYTES = 30000 }; /* a cell holds 32,767 characters */

typedef struct {
    const corpus_xlsx *lib;
    lxw_worksheet *sheet;
    lxw_format *bold, *wrap;
    base_arena *arena;
    lxw_row_t row;
    bool failed;
} table;

/* NUL-terminated, cut at a character, without what XML cannot say. */
static const char *cell_text(base_arena *a, socvet_str s)
{
    size_t most = s.len < MOST_BYTES ? s.len : MOST_BYTES, n = 0;
    char *z = base_arena_alloc(a, most + 1);

    while (most && most < s.len && ((unsigned char)s.ptr[most] & 0xC0) == 0x80)
        most--;
    for (size_t i = 0; z && i < most; i++)
        if ((unsigned char)s.ptr[i] >= ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t')
            z[n++] = s.ptr[i];
    if (z)
        z[n] = '\0';
    return z;
}

static bool put_row(const socvet_str *cells, size_t n, void *user)
{
    table *t = user;

    base_arena_reset(t->arena);
    for (size_t i = 0; i < n; i++) {
        uint64_t number;
        lxw_col_t at = (lxw_col_t)i;
        const char *z = cell_text(t->arena, cells[i]);
        if (!z)
            t->failed = true;
        else if (t->row && base_str_to_u64(cells[i], &number))
            t->failed |= t->lib->worksheet_write_number(t->sheet, t->row, at, (double)number, t->wrap) != LXW_NO_ERROR;
        else if (*z)
            t->failed |= t->lib->worksheet_write_string(t->sheet, t->row, at, z, t->row ? t->wrap : t->bold) != LXW_NO_ERROR;
    }
    t->row++;
    return !t->failed;
}

static bool make(const corpus_xlsx *x, const socvet_record *r, const char *path)
{
    static const uint8_t widths[SOCVET_FINDING_COLUMNS] = {24, 6, 6, 7, 18, 50, 40, 40, 40, 30, 10, 8, 10, 12, 10, 24, 9, 9};
    char title[] = "socvet findings", folder[] = "/dev/shm";
    lxw_workbook_options o = {.tmpdir = access(folder, W_OK) == 0 ? folder : NULL};
    lxw_doc_properties p = {.title = title, .created = 946684800}; /* the same bytes always */
    lxw_workbook *book = x->workbook_new_opt(path, &o);
    table t = {.lib = x, .sheet = book ? x->workbook_add_worksheet(book, "findings") : NULL, .arena = base_arena_new(0)};

    if (t.sheet && t.arena) {
        x->workbook_set_properties(book, &p);
        t.bold = x->workbook_add_format(book);
        t.wrap = x->workbook_add_format(book);
        x->format_set_bold(t.bold);
        x->format_set_text_wrap(t.wrap);
        x->format_set_align(t.wrap, LXW_ALIGN_VERTICAL_TOP);
        for (lxw_col_t i = 0; i < SOCVET_FINDING_COLUMNS; i++)
            x->worksheet_set_column(t.sheet, i, i, widths[i], NULL);
        x->worksheet_freeze_panes(t.sheet, 1, 0);
        socvet_report_finding_rows(r, put_row, &t);
        x->worksheet_autofilter(t.sheet, 0, 0, t.row ? t.row - 1 : 0, SOCVET_FINDING_COLUMNS - 1);
    }
    bool fine = t.sheet && t.arena && !t.failed;
    if (book && x->workbook_close(book) != LXW_NO_ERROR)
        fine = false;
    base_arena_free(t.arena);
    return fine;
}

socvet_status socvet_findings_xlsx(const socvet_record *r, socvet_sink sink, void *user, socvet_err *err)
{
    int fd = memfd_create("findings", MFD_CLOEXEC);
    char path[64];
    base_buf bytes;
    socvet_status s = SOCVET_OK;

    base_err_clear(err);
    corpus_xlsx x;
    base_buf_init(&bytes, 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    s = corpus_xlsx_load(&x, err);
    if (!s && (fd < 0 || !make(&x, r, path)))
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the workbook could not be made");
    if (!s) {
        base_buf_clear(&bytes);
        s = base_file_read(&bytes, path, 0, err);
    }
    if (!s && !sink(base_buf_str(&bytes), user))
        s = base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "the output was closed");
    base_buf_clear(&bytes);
    if (fd >= 0)
        close(fd);
    return s;
}

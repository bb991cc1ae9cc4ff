/* xlsx_door.c: finds the functions of libxlsxwriter by their names. */
#include "xlsx_door.h"

#include "../base/door.h"
#include "../base/err.h"

socvet_status corpus_xlsx_load(corpus_xlsx *x, socvet_err *err)
{
    /* in the order of the struct: every member is one pointer to a function */
    static const char *const names[] = {
        "workbook_new_opt", "workbook_add_worksheet", "workbook_add_format", "workbook_set_properties",
        "workbook_close", "worksheet_set_column", "worksheet_write_string", "worksheet_write_number",
        "worksheet_freeze_panes", "format_set_bold", "format_set_num_format", "format_set_text_wrap",
        "format_set_align", "worksheet_autofilter", "lxw_strerror"};

    _Static_assert(sizeof *x == sizeof names / sizeof *names * sizeof(void *), "a name for every member");
    if (base_door_open(SOCVET_XLSXWRITER, "", names, sizeof names / sizeof *names, x))
        return SOCVET_OK;
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET,
                     "no workbook can be written: libxlsxwriter is not installed; run scripts/setup.sh");
}

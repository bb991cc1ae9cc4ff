/* xlsx_door.h: libxlsxwriter behind a door that opens when the first workbook is written. It brings
 * libcrypto with it, and loading that took half the time of a program that writes none. */
#ifndef CORPUS_XLSX_DOOR_H
#define CORPUS_XLSX_DOOR_H
#include <xlsxwriter.h>

#include "../base/base.h"

/* The functions under their own names; see the library's manual. */
typedef struct {
    lxw_workbook *(*workbook_new_opt)(const char *path, lxw_workbook_options *options);
    lxw_worksheet *(*workbook_add_worksheet)(lxw_workbook *book, const char *name);
    lxw_format *(*workbook_add_format)(lxw_workbook *book);
    lxw_error (*workbook_set_properties)(lxw_workbook *book, lxw_doc_properties *properties);
    lxw_error (*workbook_close)(lxw_workbook *book);
    lxw_error (*worksheet_set_column)(lxw_worksheet *sheet, lxw_col_t first, lxw_col_t last, double width,
                                      lxw_format *format);
    lxw_error (*worksheet_write_string)(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                                        const char *string, lxw_format *format);
    lxw_error (*worksheet_write_number)(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, double number,
                                        lxw_format *format);
    void (*worksheet_freeze_panes)(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col);
    void (*format_set_bold)(lxw_format *format);
    void (*format_set_num_format)(lxw_format *format, const char *num_format);
    void (*format_set_text_wrap)(lxw_format *format);
    void (*format_set_align)(lxw_format *format, uint8_t alignment);
    lxw_error (*worksheet_autofilter)(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, lxw_row_t last_row, lxw_col_t last_col);
    char *(*lxw_strerror)(lxw_error error);
} corpus_xlsx;

/* Fills *x. The library stays loaded. Expected: SOCVET_E_IO when it is not installed. */
socvet_status corpus_xlsx_load(corpus_xlsx *x, socvet_err *err);
#endif

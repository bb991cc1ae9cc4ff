/* xlsx.h: numbers as a spreadsheet shows them. */
#ifndef EXTRACT_XLSX_H
#define EXTRACT_XLSX_H
#include "../base/buf.h"

/* The format of a built-in id as it is shown in Britain; NULL: general. */
const char *xlsx_builtin_format(long id);
/* Writes `value` by a format code ("#,##0.00;(#,##0.00)", "dd mmm yyyy"); empty: general. */
void xlsx_format(base_buf *out, double value, socvet_str code, bool date1904);
#endif

/* csv.c: a field of a CSV file: quoted where it must be, and nothing that a spreadsheet would run. */
#include "csv.h"

#include <string.h>

#include "str.h"

static bool only_digits(socvet_str s)
{
    size_t i = 0;

    while (i < s.len && base_is_digit(s.ptr[i]))
        i++;
    return s.len > 0 && i == s.len;
}

void base_csv_put(base_buf *out, socvet_str s, bool digits_are_text)
{
    bool formula = s.len && strchr("=+-@\t\r", s.ptr[0]), quote = formula;

    if (digits_are_text && only_digits(s)) {
        base_buf_printf(out, "\"=\"\"%.*s\"\"\"", SOCVET_ARG(s));
        return;
    }
    for (size_t i = 0; i < s.len && !quote; i++)
        quote = s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == '\n' || s.ptr[i] == '\r' ||
                s.ptr[i] == ';' || s.ptr[i] == '\t';
    if (!quote) {
        base_buf_add(out, s);
        return;
    }
    base_buf_add_z(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            base_buf_add_char(out, '"');
        base_buf_add_char(out, s.ptr[i]);
    }
    base_buf_add_char(out, '"');
}

/* fuzz_xlsx.c: workbooks, from their parts. */
#include "fuzz_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};

    return fuzz_parts("xlsx", names, sizeof names / sizeof *names, office_xlsx, data, size);
}

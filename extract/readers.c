/* readers.c: the table of readers. A new format is one file, one line here, one folder of cases. */
#include "extract_int.h"
#include "readers.h"

const socvet_reader *const extract_readers[] = {
    &extract_reader_docx,
    &extract_reader_doc,
    &extract_reader_odt,
    &extract_reader_xlsx,
    &extract_reader_xls,
    &extract_reader_zip,
    &extract_reader_html,
    &extract_reader_feed,
    &extract_reader_json,
    &extract_reader_pdf,
    &extract_reader_rtf,
    &extract_reader_txt,
    &extract_reader_md,
    &extract_reader_csv,
    &extract_reader_eml,
    &extract_reader_msg,
    NULL,
};

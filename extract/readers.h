/* readers.h: one line for each reader. */
#ifndef EXTRACT_READERS_H
#define EXTRACT_READERS_H
#include "extract_int.h"

extern const socvet_reader extract_reader_docx;
extern const socvet_reader extract_reader_doc;
extern const socvet_reader extract_reader_eml;
extern const socvet_reader extract_reader_xlsx;
extern const socvet_reader extract_reader_xls;
extern const socvet_reader extract_reader_zip;
extern const socvet_reader extract_reader_odt;
extern const socvet_reader extract_reader_html;
extern const socvet_reader extract_reader_csv;
extern const socvet_reader extract_reader_feed;
extern const socvet_reader extract_reader_json;
extern const socvet_reader extract_reader_md;
extern const socvet_reader extract_reader_markup; /* not in the table: descriptions in data */
extern const socvet_reader extract_reader_msg;
extern const socvet_reader extract_reader_pdf;
extern const socvet_reader extract_reader_rtf;
extern const socvet_reader extract_reader_txt;
#endif

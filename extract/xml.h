/* xml.h: safe pull reading of XML parts: no DOCTYPE, nothing fetched, depth counted. */
#ifndef EXTRACT_XML_H
#define EXTRACT_XML_H
#include <libxml/xmlreader.h>

#include "extract_int.h"

typedef struct {
    xmlTextReaderPtr reader;
    extract_builder *builder;
    int depth;
    bool broken; /* not well formed, or a limit; *err is filled */
    socvet_err *err;
} extract_xml;

typedef enum { EXTRACT_XML_END, EXTRACT_XML_OPEN, EXTRACT_XML_CLOSE, EXTRACT_XML_TEXT } extract_xml_event;

bool extract_xml_open(extract_xml *x, extract_builder *b, socvet_str bytes, socvet_err *err);
void extract_xml_close(extract_xml *x);
/* The next event; an empty element gives OPEN and then CLOSE. */
extract_xml_event extract_xml_next(extract_xml *x);
const char *extract_xml_name(const extract_xml *x); /* local name */
/* An attribute by local name, any namespace; empty ("" not NULL) when absent. Borrowed until the
 * next event. */
socvet_str extract_xml_attr(extract_xml *x, const char *name);
socvet_str extract_xml_text(const extract_xml *x);
#endif

/* xml.c: libxml2's reader with the smallest feature set. */
#include "xml.h"

#include <string.h>

#include "../base/str.h"

enum { MOST_DEPTH = 1024 };

static xmlParserInputPtr refuse(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url, (void)id, (void)context;
    return NULL;
}

static void quiet(void *user, const char *message, xmlParserSeverities severity,
                  xmlTextReaderLocatorPtr locator)
{
    (void)user, (void)message, (void)severity, (void)locator;
}

bool extract_xml_open(extract_xml *x, extract_builder *b, socvet_str bytes, socvet_err *err)
{
    *x = (extract_xml){.builder = b, .err = err};
    xmlSetExternalEntityLoader(refuse);
    if (bytes.len > INT32_MAX || !bytes.len) {
        x->broken = true;
        base_fail(err, SOCVET_E_FORMAT, "extract", 0, "an XML part is empty or too large");
        return false;
    }
    x->reader = xmlReaderForMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_COMPACT | XML_PARSE_HUGE);
    if (!x->reader)
        return false;
    xmlTextReaderSetErrorHandler(x->reader, quiet, NULL);
    return true;
}

void extract_xml_close(extract_xml *x)
{
    if (x->reader)
        xmlFreeTextReader(x->reader);
    x->reader = NULL;
}

static extract_xml_event stop(extract_xml *x, socvet_status code, const char *why)
{
    x->broken = true;
    base_fail(x->err, code, "extract", SOCVET_NO_OFFSET, "XML: %s at line %d", why,
              xmlTextReaderGetParserLineNumber(x->reader));
    return EXTRACT_XML_END;
}

/* An empty element's close is remembered in depth's sign: libxml2 gives none. */
extract_xml_event extract_xml_next(extract_xml *x)
{
    if (x->broken || !x->reader)
        return EXTRACT_XML_END;
    if (x->depth < 0) {
        x->depth = -x->depth - 1;
        return EXTRACT_XML_CLOSE;
    }
    for (;;) {
        int more = xmlTextReaderRead(x->reader);
        if (more == 0)
            return EXTRACT_XML_END;
        if (more < 0)
            return stop(x, SOCVET_E_FORMAT, "not well formed");
        if (!extract_step(x->builder, 1))
            return stop(x, SOCVET_E_LIMIT, "more work than the limits allow");
        switch (xmlTextReaderNodeType(x->reader)) {
        case XML_READER_TYPE_ELEMENT:
            if (xmlTextReaderDepth(x->reader) > MOST_DEPTH)
                return stop(x, SOCVET_E_LIMIT, "elements nested too deeply");
            if (xmlTextReaderIsEmptyElement(x->reader))
                x->depth = -1;
            return EXTRACT_XML_OPEN;
        case XML_READER_TYPE_END_ELEMENT:
            return EXTRACT_XML_CLOSE;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        case XML_READER_TYPE_WHITESPACE:
            return EXTRACT_XML_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
            return stop(x, SOCVET_E_FORMAT, "a document type is not allowed here");
        default:
            break;
        }
    }
}

const char *extract_xml_name(const extract_xml *x)
{
    const xmlChar *n = xmlTextReaderConstLocalName(x->reader);

    return n ? (const char *)n : "";
}

socvet_str extract_xml_attr(extract_xml *x, const char *name)
{
    socvet_str v = {"", 0};

    if (xmlTextReaderMoveToFirstAttribute(x->reader) != 1)
        return v;
    do {
        if (strcmp((const char *)xmlTextReaderConstLocalName(x->reader), name) == 0) {
            const xmlChar *z = xmlTextReaderConstValue(x->reader);
            v = base_str_z(z ? (const char *)z : "");
            break;
        }
    } while (xmlTextReaderMoveToNextAttribute(x->reader) == 1);
    if (v.len) { /* moving back frees what the value stands in */
        char *copy = base_arena_dup(extract_arena(x->builder), v);
        v = copy ? (socvet_str){copy, v.len} : (socvet_str){"", 0};
    }
    xmlTextReaderMoveToElement(x->reader);
    return v;
}

socvet_str extract_xml_text(const extract_xml *x)
{
    const xmlChar *z = xmlTextReaderConstValue(x->reader);

    return base_str_z(z ? (const char *)z : "");
}

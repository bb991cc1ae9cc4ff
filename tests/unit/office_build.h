/* office_build.h: the least package of each office format around the parts that a test or a fuzzer
 * gives: name what differs, the rest is here. */
#ifndef TESTS_OFFICE_BUILD_H
#define TESTS_OFFICE_BUILD_H
#include "zip_build.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS_OPEN XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define ONE_REL(id, type, to) "<Relationship Id=\"" id "\" Type=\"" REL "/" type "\" Target=\"" to "\"/>"
#define W_OPEN(root) XML_HEAD "<w:" root " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" REL "\">"
#define W_DOC(body) W_OPEN("document") "<w:body>" body "</w:body></w:document>"
#define W_P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define O_OPEN                                                                                                            \
    XML_HEAD "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                 \
             "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                                             \
             "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:text>"
#define O_DOC(body) O_OPEN body "</office:text></office:body></office:document-content>"
#define X_NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

typedef struct {
    const char *name;
    socvet_str bytes; /* ptr NULL: the part below stands */
} office_part;

static inline socvet_str office_one(zip_build *z, const office_part *mine, size_t n, const office_part *rest, size_t n_rest)
{
    zip_start(z);
    for (size_t i = 0; i < n_rest; i++) {
        bool replaced = false;
        for (size_t k = 0; k < n; k++)
            replaced |= mine[k].bytes.ptr && strcmp(mine[k].name, rest[i].name) == 0;
        if (!replaced)
            zip_part(z, rest[i].name, rest[i].bytes);
    }
    for (size_t k = 0; k < n; k++)
        if (mine[k].bytes.ptr)
            zip_part(z, mine[k].name, mine[k].bytes);
    return zip_finish(z);
}

static inline socvet_str office_docx(zip_build *z, const office_part *mine, size_t n)
{
    static const office_part rest[] = {
        {"[Content_Types].xml", {XML_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>", 0}},
        {"_rels/.rels", {RELS_OPEN ONE_REL("r1", "officeDocument", "word/document.xml") "</Relationships>", 0}},
        {"word/_rels/document.xml.rels",
         {RELS_OPEN ONE_REL("r1", "styles", "styles.xml") ONE_REL("r2", "numbering", "numbering.xml") ONE_REL("r3", "footnotes", "footnotes.xml")
          ONE_REL("r4", "header", "header1.xml") ONE_REL("r5", "aFChunk", "chunk.html") ONE_REL("r6", "comments", "comments.xml") "</Relationships>", 0}},
        {"word/document.xml", {W_DOC(W_P("A cook is wanted.") "<w:altChunk r:id=\"r5\"/>"), 0}},
        {"word/styles.xml", {W_OPEN("styles") "</w:styles>", 0}},
        {"word/numbering.xml", {W_OPEN("numbering") "</w:numbering>", 0}},
        {"word/footnotes.xml", {W_OPEN("footnotes") "</w:footnotes>", 0}},
        {"word/header1.xml", {W_OPEN("hdr") "</w:hdr>", 0}},
        {"word/chunk.html", {"<p>chunk</p>", 0}},
    };
    office_part all[sizeof rest / sizeof *rest];

    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        all[i] = (office_part){rest[i].name, base_str_z(rest[i].bytes.ptr)};
    return office_one(z, mine, n, all, sizeof rest / sizeof *rest);
}

static inline socvet_str office_odt(zip_build *z, const office_part *mine, size_t n)
{
    const office_part rest[] = {{"mimetype", SOCVET_STR("application/vnd.oasis.opendocument.text")},
                                {"content.xml", SOCVET_STR(O_DOC("<text:p>A cook is wanted.</text:p>"))}};

    return office_one(z, mine, n, rest, sizeof rest / sizeof *rest);
}

static inline socvet_str office_xlsx(zip_build *z, const office_part *mine, size_t n)
{
    const office_part rest[] = {
        {"[Content_Types].xml", SOCVET_STR(XML_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>")},
        {"_rels/.rels", SOCVET_STR(RELS_OPEN ONE_REL("r1", "officeDocument", "xl/workbook.xml") "</Relationships>")},
        {"xl/_rels/workbook.xml.rels",
         SOCVET_STR(RELS_OPEN ONE_REL("r1", "worksheet", "worksheets/sheet1.xml") ONE_REL("r2", "sharedStrings", "sharedStrings.xml") ONE_REL("r3", "styles", "styles.xml") "</Relationships>")},
        {"xl/workbook.xml", SOCVET_STR(XML_HEAD "<workbook " X_NS " xmlns:r=\"" REL "\"><sheets><sheet name=\"Jobs\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")},
        {"xl/worksheets/sheet1.xml", SOCVET_STR(XML_HEAD "<worksheet " X_NS "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>44000</v></c></row></sheetData></worksheet>")},
        {"xl/sharedStrings.xml", SOCVET_STR(XML_HEAD "<sst " X_NS "><si><t>cook</t></si></sst>")},
        {"xl/styles.xml", SOCVET_STR(XML_HEAD "<styleSheet " X_NS "><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>")}};

    return office_one(z, mine, n, rest, sizeof rest / sizeof *rest);
}
#endif

/* fuzz_docx.c: Word documents, from their parts. */
#include "fuzz_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/header1.xml",
                                        "word/chunk.html", "word/comments.xml", "word/_rels/document.xml.rels"};

    return fuzz_parts("docx", names, sizeof names / sizeof *names, office_docx, data, size);
}

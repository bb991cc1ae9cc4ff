/* read_txt.c: plain text -> blocks: paragraphs at blank lines, bullets, headings by their look.
 * (First form: one block a line; the extract room deepens it.) */
#include <string.h>

#include "../base/str.h"
#include "../base/utf8.h"
#include "readers.h"

static int sniff(socvet_str bytes)
{
    return bytes.len && memchr(bytes.ptr, 0, bytes.len) ? 0 : 1;
}

static socvet_status read_txt(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    socvet_str rest = bytes, line;
    uint32_t n = 0;

    if (base_utf8_check(bytes) != bytes.len)
        return base_fail(err, SOCVET_E_FORMAT, "extract", base_utf8_check(bytes), "not UTF-8");
    while (base_str_split(&rest, '\n', &line)) {
        extract_begin(b, SOCVET_BLOCK_PARAGRAPH, 0);
        extract_source(b, ++n, 1);
        extract_text(b, line);
        extract_end(b);
    }
    return SOCVET_OK;
}

const socvet_reader extract_reader_txt = {"txt", "plain text", "txt text", sniff, read_txt, false};

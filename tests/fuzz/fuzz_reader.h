/* fuzz_reader.h: one reader over any bytes, then every consumer of what it made. */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "extract/build.h"
#include "extract/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_check(const socvet_doc *doc)
{
    socvet_str t = socvet_doc_text(doc);
    size_t n, at = 0;
    const socvet_block *k = socvet_doc_blocks(doc, &n);

    if (base_utf8_check(t) != t.len)
        abort();
    for (size_t i = 0; i < n; i++) {
        if (k[i].span.from < at || k[i].span.to <= k[i].span.from || k[i].span.to > t.len || k[i].level > 9)
            abort();
        at = k[i].span.to;
    }
    const socvet_notice *x = socvet_doc_notices(doc, &n);
    for (size_t i = 0; i < n; i++)
        if (base_utf8_check(x[i].text) != x[i].text.len)
            abort();
}

static int fuzz_reader(const char *format, const uint8_t *data, size_t size)
{
    static socvet_doc *doc, *copy;
    socvet_read_opts opts = {.format = format, .keep_comments = true, .main_only = size && (data[0] & 1), .max_text = 1 << 20};
    socvet_err err = {0};

    if (!doc && (!(doc = socvet_doc_new()) || !(copy = socvet_doc_new())))
        return 0;
    socvet_doc_reset(doc);
    socvet_doc_reset(copy);
    socvet_status s = socvet_doc_add(doc, (socvet_str){(const char *)data, size}, &opts, &err);
    if (s && (err.code != s || !err.text[0]))
        abort(); /* an error has a name */
    fuzz_check(doc);
    base_buf out;
    extract_builder b = {.doc = copy, .last_kind = -1, .max_text = 1 << 22};
    base_buf_init(&out, 0);
    wire_write(&out, doc, s, &err);
    if (wire_read(&b, base_buf_str(&out), NULL) != s ||
        (!s && !base_str_eq(socvet_doc_text(doc), socvet_doc_text(copy))))
        abort();
    base_buf_clear(&out);
    return 0;
}
#endif

/* read_txt.c: plain text of any encoding -> blocks (see lines.h for what makes a block). */
#include "../base/str.h"
#include "../base/utf8.h"
#include "decode.h"
#include "lines.h"
#include "readers.h"

static int sniff(socvet_str bytes)
{
    return decode_looks_binary(bytes) ? 0 : 1;
}

static socvet_status read_txt(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf text;
    lines_scan scan;
    lines_block block;

    base_buf_init(&text, 0);
    socvet_status s = extract_decode(b, bytes, (socvet_str){NULL, 0}, &text, err);
    lines_init(&scan, base_buf_str(&text));
    while (!s && extract_build_ok(b) && lines_next(&scan, &block)) {
        extract_begin(b, block.kind, block.level);
        extract_source(b, block.line, block.column);
        socvet_str rest = {text.ptr + block.from, block.to - block.from}, piece;
        while (base_str_split(&rest, '\n', &piece)) {
            extract_text(b, piece);
            extract_text(b, SOCVET_STR(" "));
        }
        extract_end(b);
    }
    base_buf_clear(&text);
    return s;
}

const socvet_reader extract_reader_txt = {"txt", "plain text", "txt text", sniff, read_txt, false};

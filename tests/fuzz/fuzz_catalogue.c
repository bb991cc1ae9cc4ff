/* fuzz_catalogue.c: catalogues that people saved: tables with their encoding, delimiter, header and
 * mapping, feeds, bundles, workbooks; every row's fields. The first byte chooses: a table (c), with a
 * mapping on its first line (m), a feed (x), a bundle (z), a workbook (w), JSON lines (anything else). */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "corpus/codes.h"
#include "corpus/dates.h"
#include "corpus/source.h"

static void read_rows(const char *path, const corpus_source_opts *o, base_arena *arena)
{
    corpus_source *s = NULL;
    socvet_str raw;
    uint64_t number, total;
    bool more = true;

    if (corpus_source_open(&s, path, o, NULL) != SOCVET_OK)
        return;
    for (int i = 0; i < 500 && corpus_source_next(s, &raw, &number, &more, NULL) == SOCVET_OK && more; i++) {
        corpus_row row;
        char code[8];
        base_arena_reset(arena);
        corpus_source_parse(s, raw, number, &row, arena);
        corpus_read_date(row.field[CORPUS_DATE], row.month_first);
        corpus_date_order(row.field[CORPUS_DATE]);
        corpus_read_code(NULL, -1, row.field[CORPUS_OLD_CODE], code);
        corpus_row_hash(&row);
    }
    corpus_source_position(s, &total);
    corpus_source_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char kind = size ? (char)data[0] : 'j';
    corpus_source_opts o = {.format = kind == 'c' || kind == 'm' ? "csv"
                                      : kind == 'x'              ? "xml"
                                      : kind == 'z'              ? "zip"
                                      : kind == 'w'              ? NULL
                                                                 : "jsonl"};
    char path[64], mapping[256];
    base_arena *arena = base_arena_new(0);
    int fd = memfd_create("catalogue.xlsx", 0);

    if (size)
        data++, size--;
    const uint8_t *line = kind == 'm' ? memchr(data, '\n', size) : NULL;
    if (line) {
        snprintf(mapping, sizeof mapping, "%.*s", (int)(line - data), (const char *)data);
        o.mapping = mapping;
        size -= (size_t)(line + 1 - data);
        data = line + 1;
    }
    if (arena && fd >= 0 && write(fd, data, size) == (ssize_t)size) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        read_rows(path, &o, arena);
    }
    if (fd >= 0)
        close(fd);
    base_arena_free(arena);
    return 0;
}

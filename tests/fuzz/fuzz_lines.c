/* fuzz_lines.c: the line protocol, all rooms behind it. */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <sys/mman.h>

#include "corpus/corpus.h"

static bool drop(socvet_str bytes, void *user)
{
    (void)bytes, (void)user;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static socvet_engine *engine;
    socvet_bulk_opts o = {.vet = {.last = SOCVET_STAGE_CHECK, .classify = {.edition = -1, .coverage_margin = -1, .explain = true}, .check = {.as_of = 20782, .posted = INT32_MIN, .closing = INT32_MIN}}};
    socvet_bulk_counts counts;
    char path[64];
    int fd = memfd_create("lines", 0);
    socvet_bulk_io io = {.in = path, .format = "jsonl", .sink = drop, .jobs = 0};

    if (!engine && socvet_engine_open(&engine, NULL) != SOCVET_OK)
        return 0;
    if (size && data[0] == 'c')
        io.format = "csv";
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    socvet_bulk(engine, &o, &io, &counts, NULL);
    close(fd);
    return 0;
}

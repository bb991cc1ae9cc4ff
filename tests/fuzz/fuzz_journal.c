/* fuzz_journal.c: journals and manifests that something else wrote over, or that were torn. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "corpus/journal.h"
#include "corpus/manifest.h"

static char folder[64];

static void remove_folder(void)
{
    rmdir(folder);
}

static bool put(const char *path, const uint8_t *data, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    bool ok = fd >= 0 && write(fd, data, size) == (ssize_t)size;

    if (fd >= 0)
        close(fd);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char key[] = "socvet-journal-3 0 2026-11-25";
    char out[80], journal[96], manifest[112];
    corpus_journal *j = NULL;
    corpus_checkpoint last;
    corpus_manifest m;
    base_arena *arena = base_arena_new(0);

    if (!folder[0]) {
        snprintf(folder, sizeof folder, "/tmp/socvet-fuzz-XXXXXX");
        if (!mkdtemp(folder))
            abort();
        atexit(remove_folder);
    }
    snprintf(out, sizeof out, "%s/out", folder);
    snprintf(journal, sizeof journal, "%s.journal", out);
    snprintf(manifest, sizeof manifest, "%s.manifest.json", out);
    if (put(journal, data, size)) {
        corpus_journal_day(out);
        if (corpus_journal_open(&j, out, key, true, false, &last, NULL) == SOCVET_OK) {
            corpus_journal_add(j, &last, NULL);
            corpus_journal_close(j, false);
        }
    }
    if (arena && put(manifest, data, size))
        corpus_manifest_read(&m, out, arena, NULL);
    unlink(journal);
    unlink(manifest);
    base_arena_free(arena);
    return 0;
}

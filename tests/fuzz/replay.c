/* replay.c: feeds every file of the named folders to the fuzz target, for builds without libFuzzer. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    size_t files = 0;

    for (int i = 1; i < argc; i++) {
        DIR *d = opendir(argv[i]);
        for (struct dirent *e; d && (e = readdir(d));) {
            char path[4096];
            base_buf bytes;
            if (e->d_name[0] == '.')
                continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
            if (base_file_read(&bytes, path, 16 << 20, NULL) == SOCVET_OK) {
                /* an exact copy, so that ASan sees its end */
                uint8_t *copy = malloc(bytes.len ? bytes.len : 1);
                for (size_t k = 0; copy && k < bytes.len; k++)
                    copy[k] = (uint8_t)bytes.ptr[k];
                if (copy)
                    LLVMFuzzerTestOneInput(copy, bytes.len);
                free(copy);
                files++;
            }
            base_buf_clear(&bytes);
        }
        if (d)
            closedir(d);
    }
    printf("replayed %zu inputs\n", files);
    return files ? 0 : 1;
}

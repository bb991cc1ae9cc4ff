/* dictc.c FOLDER OUT: the build's compiler of dictionaries. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "../base/file.h"
#include "soc_dict.h"

static void say(const char *line, void *user)
{
    (void)user;
    fprintf(stderr, "%s\n", line);
}

int main(int argc, char **argv)
{
    socvet_str image;
    socvet_err err = {0};

    if (argc != 3) {
        fputs("usage: socvet-dictc FOLDER OUT\n", stderr);
        return 2;
    }
    if (socvet_dict_compile(&image, argv[1], say, NULL, &err) != SOCVET_OK) {
        fprintf(stderr, "socvet-dictc: %s\n", err.text);
        return 1;
    }
    int fd = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    socvet_status s = fd < 0 ? SOCVET_E_IO : base_fd_write(fd, image, argv[2], &err);
    if (fd >= 0 && close(fd) != 0)
        s = SOCVET_E_IO;
    socvet_dict_image_free(image);
    if (s)
        fprintf(stderr, "socvet-dictc: %s cannot be written\n", argv[2]);
    return s ? 2 : 0;
}
